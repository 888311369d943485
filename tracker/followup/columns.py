"""What a sheet's columns are, whatever the office calls them, and what its head says once for all rows. Pure.

Report date, unit, reporter, approver and the tick for a nil return may stand once in a head above the table ('تاريخ
التقرير: …') or beside their label. Where the header stands is found in ``headers``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from tracker.followup.dates import mentions_date
from tracker.followup.folding import by_script, clean, fold
from tracker.followup.lexicon import Lexicon, stem
from tracker.followup.sheets import Sheet, address
from tracker.followup.titles import Basis, title_days
from tracker.followup.values import is_blank, text_of

LIKENESS = 86
MARGIN = 4
ENTRIES = ("state", "percent", "completed_on", "incidents", "remedied", "exception_ref", "evidence", "note")
HEADS = frozenset({"reported_on", "unit", "reporter", "approver", "period", "obligation", "nil_return"})
WORDS = frozenset({"unit", "reporter", "approver", "obligation"})
"""Labels whose value is in words: a figure beside one is an entry of its own."""
_PARTS = re.compile(r"[/\n|()\[\]،,;:؛؟?–—]|\s-\s")
_LABELLED = re.compile(r"^([^:：]{2,60})[:：]\s*(.*)$", re.DOTALL)
_BEYOND = 4


@dataclass(frozen=True, slots=True)
class Recognised:
    """``how``: exact (the whole text), part (one language of a bilingual heading), near (misspelt), ignored."""

    column: str | None
    how: str
    score: int


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value of the head with its address."""

    value: Any
    cell: str


@dataclass(slots=True)
class Head:
    """What stands once for a whole table; ``loose_dates`` and ``texts`` are cells of the head without a label.
    ``labels``: the addresses of labels; ``used``: theirs, their values', and a title's that gives the day."""

    labelled: dict[str, Labelled] = field(default_factory=dict)
    loose_dates: list[Labelled] = field(default_factory=list)
    texts: list[Labelled] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)


@lru_cache(maxsize=50_000)
def recognise(text: str, lexicon: Lexicon) -> Recognised:
    """What a heading names. Two parts that name two columns name none."""
    return word_for_word(text, lexicon) or _near(stem(fold(text)).removesuffix("%").strip(), lexicon)


@lru_cache(maxsize=50_000)
def word_for_word(text: str, lexicon: Lexicon) -> Recognised | None:
    """What a heading names by its exact words, or None."""
    whole = stem(fold(text)).removesuffix("%").strip() or fold(text)
    if whole in lexicon.columns:
        return _known(lexicon.columns[whole], "exact", 100)
    if set(whole.split()) & lexicon.ignored_words:
        return Recognised(None, "ignored", 100)
    parts = {stem(fold(part)).removesuffix("%").strip() for part in (*_PARTS.split(text), *by_script(text))} - {""}
    named = {lexicon.columns[part] for part in parts if part in lexicon.columns} - {"ignored"}
    if len(parts) > 1 and named:
        merged = {"obligation"} if named == {"obligation", "obligation_text"} else named
        return _known(merged.pop(), "part", 100) if len(merged) == 1 else Recognised(None, "unknown", 0)
    return None


def _known(column: str, how: str, score: int) -> Recognised:
    return Recognised(None, "ignored", score) if column == "ignored" else Recognised(column, how, score)


def _near(text: str, lexicon: Lexicon) -> Recognised:
    best: dict[str, float] = {}
    if len(text) >= 4:
        for alias, column in lexicon.columns.items():
            if len(alias) >= 4:
                score = max(fuzz.ratio(text, alias), fuzz.token_sort_ratio(text, alias))
                best[column] = max(best.get(column, 0), score)
    ranked = sorted(best.items(), key=lambda entry: -entry[1])
    if ranked and ranked[0][1] >= LIKENESS and (len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= MARGIN):
        return _known(ranked[0][0], "near", round(ranked[0][1]))
    return Recognised(None, "unknown", round(ranked[0][1]) if ranked else 0)


def read_head(sheet: Sheet, rows: Sequence[int], lexicon: Lexicon, head: Head | None = None) -> Head:
    """What the rows of a head say. ``head``: an earlier one, kept where these rows say nothing of a thing."""
    found = Head(dict(head.labelled)) if head is not None else Head()
    _read_rows(found, sheet, rows, lexicon)
    return found


def read_label_row(sheet: Sheet, row: int, lexicon: Lexicon, head: Head | None = None) -> Head:
    """What one row below a header says as a head would. A title alone in it gives the day of the rows below it; text
    among other cells is somebody's entry, whatever date it speaks of."""
    found = Head(dict(head.labelled)) if head is not None else Head()
    before = found.labelled.get("reported_on")
    _read_rows(found, sheet, [row], lexicon, told=True)
    alone = {text_of(value) for value in sheet.rows[row] if value is not None}
    if len(alone) == 1 and found.labelled.get("reported_on") is before:
        for place in found.texts[:1]:
            days = [
                day for day in title_days(text_of(place.value), lexicon) if day.basis is not Basis.BESIDE and day.on
            ]
            if len({day.on for day in days}) == 1:
                found.labelled["reported_on"] = Labelled(days[0].on, place.cell)
                found.used.add(place.cell)
    return found


def _read_rows(found: Head, sheet: Sheet, rows: Sequence[int], lexicon: Lexicon, told: bool = False) -> None:
    """Adds what rows say. ``told``: they stand below a header, where a label's value must be of its kind."""
    for row in rows:
        cells = [(column, value) for column, value in enumerate(sheet.rows[row]) if value is not None]
        taken: set[int] = set()
        for column, value in cells:
            if column in taken:
                continue
            label, rest = label_of(value, lexicon)
            if label is None:
                _loose(found, value, address(row, column))
                continue
            place = Labelled(rest, address(row, column)) if rest else _beside(sheet, row, column, lexicon, taken)
            if place is not None and told and label in WORDS and not rest and not isinstance(place.value, str):
                place = None
            if place is not None:
                found.labelled[label] = place
                found.labels.add(address(row, column))
                found.used |= {address(row, column), place.cell}


def label_of(value: Any, lexicon: Lexicon) -> tuple[str | None, str]:
    """(what a cell labels, the value behind its colon): 'تاريخ التقرير: 30/8/2020' -> (reported_on, '30/8/2020')."""
    if not isinstance(value, str):
        return None, ""
    text = clean(value)
    split = _LABELLED.match(text)
    whole = () if mentions_date(text, lexicon) else ((text, ""),)
    for label, rest in (*(((split[1], split[2]),) if split else ()), *whole):
        found = recognise(label, lexicon)
        if found.column in HEADS and len(fold(label).split()) <= 9:
            return found.column, rest.strip()
    return None, ""


def _beside(sheet: Sheet, row: int, column: int, lexicon: Lexicon, taken: set[int]) -> Labelled | None:
    """The first filled cell after a label, unless it is itself a label. A blank one is no value."""
    for beside in range(column + 1, min(len(sheet.rows[row]), column + 1 + _BEYOND)):
        value = sheet.at(row, beside)
        if value is None:
            continue
        if label_of(value, lexicon)[0] is not None:
            return None
        taken.add(beside)
        return None if is_blank(value, lexicon) else Labelled(value, address(row, beside))
    return None


def _loose(head: Head, value: Any, cell: str) -> None:
    if isinstance(value, date):
        head.loose_dates.append(Labelled(value, cell))
    elif isinstance(value, str):
        head.texts.append(Labelled(value, cell))
