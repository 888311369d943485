"""Rows of one call that speak of the same duty and the same day, in one file or in two. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from tracker.findings import at
from tracker.followup.honesty import key_of
from tracker.followup.records import Notice, Outcome, Reading, Received, SheetReading, Unread
from tracker.followup.table import CONTENT, row_of
from tracker.model import SourceRef

Withdrawal: TypeAlias = tuple[Reading, Reading, bool]
"""A row that is not taken, the other one, and whether both say the same."""


def settle(sheets: Sequence[SheetReading]) -> tuple[SheetReading, ...]:
    """Of rows of one file with one key: a word-for-word repetition is ``other``; where they differ, all are questions,
    for nobody can say which of them the office means."""
    groups: dict[tuple[Any, ...], list[tuple[int, Reading]]] = {}
    for index, sheet in enumerate(sheets):
        for reading in sheet.readings:
            groups.setdefault(key_of(row_of(reading)), []).append((index, reading))
    withdrawn: list[list[Withdrawal]] = [[] for _ in sheets]
    for group in groups.values():
        if len(group) < 2:
            continue
        same = len({tuple(row_of(reading)[column] for column in CONTENT) for _, reading in group}) == 1
        for index, reading in group[1:] if same else group:
            first = next(one for _, one in group if one is not reading)
            withdrawn[index].append((reading, first, same))
    return tuple(_without(sheet, those) for sheet, those in zip(sheets, withdrawn, strict=True))


def settle_files(files: Sequence[Received]) -> tuple[Received, ...]:
    """Of rows of several files of one call with one key whose states differ, all are questions: they became known at
    one moment, and no order of their names can say which is the later word (semantics §2)."""
    groups: dict[tuple[Any, ...], list[tuple[int, int, Reading]]] = {}
    for number, file in enumerate(files):
        for index, sheet in enumerate(file.sheets):
            for reading in sheet.readings:
                groups.setdefault(key_of(row_of(reading)), []).append((number, index, reading))
    withdrawn: dict[tuple[int, int], list[Withdrawal]] = {}
    for group in groups.values():
        if len({number for number, _, _ in group}) < 2 or len({one.observation.state for _, _, one in group}) < 2:
            continue
        begins, first = group[0][0], group[0][2]
        second = next(one for n, _, one in group if n != begins)
        for number, index, reading in group:
            other = second if number == begins else first
            withdrawn.setdefault((number, index), []).append((reading, other, False))
    touched = {number for number, _ in withdrawn}
    return tuple(
        replace(file, sheets=tuple(_without(one, withdrawn.get((n, i), ())) for i, one in enumerate(file.sheets)))
        if n in touched
        else file
        for n, file in enumerate(files)
    )


def _without(sheet: SheetReading, withdrawn: Sequence[Withdrawal]) -> SheetReading:
    """A sheet without these rows, all taken out at once: a sheet can repeat one row a hundred thousand times."""
    if not withdrawn:
        return sheet
    outcomes, unread = dict(sheet.outcomes), list(sheet.unread)
    notes, questions = list(sheet.notes), list(sheet.questions)
    for reading, other, same in withdrawn:
        outcome, notice, left = _told(sheet, reading, other, same)
        outcomes[reading.row] = outcome
        (notes if same else questions).append(notice)
        unread += [] if same else [left]
    out = {id(reading) for reading, _, _ in withdrawn}
    return replace(
        sheet,
        outcomes=outcomes,
        readings=tuple(one for one in sheet.readings if id(one) not in out),
        unread=tuple(unread),
        notes=tuple(notes),
        questions=tuple(questions),
    )


def _told(sheet: SheetReading, reading: Reading, other: Reading, same: bool) -> tuple[Outcome, Notice, Unread]:
    """What becomes of a row that repeats or contradicts another, and what is said of it."""
    seen = reading.observation
    where = SourceRef(seen.source.file, seen.source.sha256, sheet=sheet.sheet, cell=seen.cells.get("obligation"))
    apart = seen.source.file != other.observation.source.file
    places = [_place(one, apart) for one in (other, reading)]
    code = "row-repeated" if same else "files-contradict" if apart else "row-contradicts"
    notice = Notice(at(code, where, first=places[0], second=places[1]), reading.row, seen.obligation)
    outcome = Outcome.OTHER if same else Outcome.QUESTION
    unread = Unread(outcome, seen.obligation, seen.unit, seen.reported_on, sheet.sheet, reading.row, (), seen.office)
    return outcome, notice, unread


def _place(reading: Reading, apart: bool) -> str:
    source = reading.observation.source
    return f"{source.file} [{source.sheet}] {reading.row}" if apart else f"{source.sheet}!{reading.row}"
