"""Rows of one call that speak of the same duty and the same day, in one file or in two. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tracker.findings import at
from tracker.followup.honesty import key_of
from tracker.followup.records import Notice, Outcome, Reading, Received, SheetReading, Unread
from tracker.followup.table import CONTENT, row_of
from tracker.model import SourceRef


def settle(sheets: Sequence[SheetReading]) -> tuple[SheetReading, ...]:
    """Of rows of one file with one key: a word-for-word repetition is ``other``; where they differ, all are questions,
    for nobody can say which of them the office means."""
    groups: dict[tuple[Any, ...], list[tuple[int, Reading]]] = {}
    for index, sheet in enumerate(sheets):
        for reading in sheet.readings:
            groups.setdefault(key_of(row_of(reading)), []).append((index, reading))
    settled = list(sheets)
    for group in groups.values():
        if len(group) < 2:
            continue
        same = len({tuple(row_of(reading)[column] for column in CONTENT) for _, reading in group}) == 1
        for index, reading in group[1:] if same else group:
            first = next(one for _, one in group if one is not reading)
            settled[index] = _withdraw(settled[index], reading, first, same)
    return tuple(settled)


def settle_files(files: Sequence[Received]) -> tuple[Received, ...]:
    """Of rows of several files of one call with one key whose states differ, all are questions: they became known at
    one moment, and no order of their names can say which is the later word (semantics §2)."""
    groups: dict[tuple[Any, ...], list[tuple[int, int, Reading]]] = {}
    for number, file in enumerate(files):
        for index, sheet in enumerate(file.sheets):
            for reading in sheet.readings:
                groups.setdefault(key_of(row_of(reading)), []).append((number, index, reading))
    settled = [list(file.sheets) for file in files]
    for group in groups.values():
        if len({number for number, _, _ in group}) < 2 or len({one.observation.state for _, _, one in group}) < 2:
            continue
        for number, index, reading in group:
            other = next(one for n, _, one in group if n != number)
            settled[number][index] = _withdraw(settled[number][index], reading, other, same=False)
    return tuple(
        file if sheets == list(file.sheets) else replace(file, sheets=tuple(sheets))
        for file, sheets in zip(files, settled, strict=True)
    )


def _withdraw(sheet: SheetReading, reading: Reading, other: Reading, same: bool) -> SheetReading:
    seen = reading.observation
    where = SourceRef(seen.source.file, seen.source.sha256, sheet=sheet.sheet, cell=seen.cells.get("obligation"))
    apart = seen.source.file != other.observation.source.file
    places = [_place(one, apart) for one in (other, reading)]
    code = "row-repeated" if same else "files-contradict" if apart else "row-contradicts"
    notice = Notice(at(code, where, first=places[0], second=places[1]), reading.row, seen.obligation)
    outcome = Outcome.OTHER if same else Outcome.QUESTION
    unread = Unread(outcome, seen.obligation, seen.unit, seen.reported_on, sheet.sheet, reading.row, (), seen.office)
    return replace(
        sheet,
        outcomes={**sheet.outcomes, reading.row: outcome},
        readings=tuple(one for one in sheet.readings if one is not reading),
        unread=sheet.unread if same else (*sheet.unread, unread),
        notes=(*sheet.notes, notice) if same else sheet.notes,
        questions=sheet.questions if same else (*sheet.questions, notice),
    )


def _place(reading: Reading, apart: bool) -> str:
    source = reading.observation.source
    return f"{source.file} [{source.sheet}] {reading.row}" if apart else f"{source.sheet}!{reading.row}"
