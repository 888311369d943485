"""Where a sheet's table begins and what its columns are, whatever the office calls them. Pure.

The header may stand below titles, in one row or in two, with merged cells; report date, unit, reporter, approver and
the tick for a nil return may stand once in a head above the table ('تاريخ التقرير: …') or beside their label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from tracker.followup.dates import mentions_date
from tracker.followup.folding import by_script, clean, fold
from tracker.followup.lexicon import Lexicon, stem
from tracker.followup.records import ColumnReading
from tracker.followup.sheets import Sheet, address
from tracker.followup.titles import Basis, title_days
from tracker.followup.values import is_blank, text_of

SEARCHED_ROWS = 30
LIKENESS = 86
MARGIN = 4
SUBJECTS = frozenset({"obligation", "obligation_text", "unit", "row_key"})
ENTRIES = ("state", "percent", "completed_on", "incidents", "remedied", "exception_ref", "evidence", "note")
TELLING = frozenset({"state", "percent", "incidents", "remedied", "completed_on"})
HEADS = frozenset({"reported_on", "unit", "reporter", "approver", "period", "obligation", "nil_return"})
_PARTS = re.compile(r"[/\n|()\[\]،,;:؛؟?–—]|\s-\s")
_LABELLED = re.compile(r"^([^:：]{2,60})[:：]\s*(.*)$", re.DOTALL)
_BEYOND = 4
Enough = Callable[[Set[str]], bool]
GROUPED = 5
"""What a heading that is understood only under its group is worth more than the same row read alone."""


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


@dataclass(frozen=True, slots=True)
class Header:
    """A header. ``first`` and ``last``: its rows from 0; ``columns``: canonical name -> column from 0."""

    first: int
    last: int
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    readings: tuple[ColumnReading, ...] = ()
    weight: float = 0.0


@dataclass(slots=True)
class Head:
    """What stands once for a whole table; ``loose_dates`` and ``texts`` are cells of the head without a label."""

    labelled: dict[str, Labelled] = field(default_factory=dict)
    loose_dates: list[Labelled] = field(default_factory=list)
    texts: list[Labelled] = field(default_factory=list)


@lru_cache(maxsize=50_000)
def recognise(text: str, lexicon: Lexicon) -> Recognised:
    """What a heading names. Two parts that name two columns name none."""
    return _word_for_word(text, lexicon) or _near(stem(fold(text)).removesuffix("%").strip(), lexicon)


@lru_cache(maxsize=50_000)
def _word_for_word(text: str, lexicon: Lexicon) -> Recognised | None:
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


def tells_of_duties(names: Set[str]) -> bool:
    """Whether columns name a subject and something told of it."""
    return len(names) > 1 and bool(names & SUBJECTS) and bool(names & TELLING)


def find_header(
    sheet: Sheet, lexicon: Lexicon, start: int = 0, rows: int = SEARCHED_ROWS, enough: Enough = tells_of_duties
) -> Header | None:
    """The first header that begins in ``rows`` rows from a row on, or None. Of one row, the next, and both together,
    the one that names most columns. ``enough``: whether the columns named make a header of a row."""
    for row in range(start, min(len(sheet.rows), start + rows)):
        here = (_header(sheet, lexicon, row, row, enough), _pair(sheet, lexicon, row, enough))
        if any(here):
            below = (_header(sheet, lexicon, row + 1, row + 1, enough), _pair(sheet, lexicon, row + 1, enough))
            return max((option for option in (*here, *below) if option), key=lambda option: option.weight)
    return None


def may_be_header(sheet: Sheet, row: int, lexicon: Lexicon) -> bool:
    """Whether two cells of a row are headings word for word; only then is a row inside a table read as a header."""
    texts = [value for value in sheet.rows[row] if isinstance(value, str) and len(value) < 80]
    found = (_word_for_word(text, lexicon) for text in texts if ":" not in text)
    return sum(one is not None and one.how in ("exact", "part") and one.column is not None for one in found) >= 2


def repeats(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether a row below a header says the header again (a page break, a second table of the same form)."""
    said = [(column, text_of(sheet.at(row, column))) for column in header.columns.values()]
    same = [text for column, text in said if text and text == text_of(sheet.at(header.last, column))]
    return len(same) >= 2 and len(same) * 2 > len([text for _, text in said if text])


def _pair(sheet: Sheet, lexicon: Lexicon, row: int, enough: Enough) -> Header | None:
    """Rows ``row`` and ``row + 1`` as one header: only where the first is no title, the second holds nothing but text,
    and together they name more columns, or as many and others ('date' over 'of completion' is no report date)."""
    if row + 1 >= len(sheet.rows) or sum(value is not None for value in sheet.rows[row]) < 2:
        return None
    cells = [value for value in sheet.rows[row + 1] if not is_blank(value, lexicon)]
    if not cells or not all(isinstance(value, str) for value in cells):
        return None
    pair = _header(sheet, lexicon, row, row + 1, enough)
    alone = _header(sheet, lexicon, row, row, enough)
    if pair is None or alone is None or len(pair.columns) > len(alone.columns):
        return pair
    return pair if len(pair.columns) == len(alone.columns) and pair.columns.keys() != alone.columns.keys() else None


def _header(sheet: Sheet, lexicon: Lexicon, first: int, last: int, enough: Enough) -> Header | None:
    """A header made of the rows given, or None where they do not name enough."""
    if first >= len(sheet.rows):
        return None
    best: dict[str, tuple[float, int, str]] = {}
    readings = []
    grouped = 0
    for column in range(max(len(sheet.rows[row]) for row in range(first, last + 1))):
        found, title, row = _column(sheet, lexicon, first, last, column)
        if not title:
            continue
        known = found.column is not None or found.how == "ignored"
        grouped += known and title not in (_raw(sheet.at(row, column)), "")
        readings.append(
            ColumnReading(sheet.name, address(row, column), clean(title), found.column, found.how, found.score)
        )
        if found.column and found.score > best.get(found.column, (0, 0, ""))[0]:
            best[found.column] = (found.score, column, clean(title))
    names = set(best)
    if not enough(names):
        return None
    kept = tuple(
        reading
        if reading.column is None or best[reading.column][2] == reading.header
        else ColumnReading(reading.sheet, reading.cell, reading.header, None, "twice", reading.score)
        for reading in readings
    )
    return Header(
        first,
        last,
        {name: column for name, (_, column, _) in best.items()},
        {name: title for name, (_, _, title) in best.items()},
        kept,
        sum(score for score, _, _ in best.values()) + GROUPED * grouped - (last - first),
    )


def _column(sheet: Sheet, lexicon: Lexicon, first: int, last: int, column: int) -> tuple[Recognised, str, int]:
    """The best reading of one column's heading: lower row, both together, upper row."""
    upper, lower = _spread(sheet, first, column), _raw(sheet.at(last, column))
    if first == last:
        return recognise(lower, lexicon), lower, last
    alone = [(recognise(lower, lexicon), 3, lower, last)] if lower else []
    # A serial number stays one under any word: a line of the head ('Unit: …') may stand right above it.
    serial = bool(alone) and alone[0][0].how == "ignored"
    alone += [(recognise(upper, lexicon), 2, upper, first)] if upper and not serial else []
    both = [recognise(text, lexicon) for text in (f"{upper} {lower}", f"{lower} {upper}") if fold(upper) and lower]
    named = {found.column for found, *_ in alone}
    together = [(found, 4, f"{upper} {lower}", last) for found in both if found.column not in named]
    if not alone:
        return Recognised(None, "unknown", 0), "", last
    if set(stem(fold(upper)).split()) & lexicon.ignored_words:
        return Recognised(None, "ignored", 100), f"{upper} {lower}".strip(), last
    weights = {"exact": 10, "part": 9, "ignored": 5, "near": 4, "unknown": 0}
    found, _, title, row = max((*together, *alone), key=lambda entry: (weights[entry[0].how], entry[1], entry[0].score))
    return found, title, row


def _spread(sheet: Sheet, row: int, column: int) -> str:
    """The upper heading over a column: its own, the one that a merged cell spreads over it, or - in formats that do not
    tell their merged cells - the nearest before it, where the column has a heading of its own below."""
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            return _raw(sheet.at(top, left))
    own = _raw(sheet.at(row, column))
    if own or sheet.merged or sheet.at(row + 1, column) is None:
        return own
    return next(
        (_raw(sheet.at(row, left)) for left in range(column - 1, -1, -1) if sheet.at(row, left) is not None), ""
    )


def _raw(value: Any) -> str:
    """A heading with its line breaks, which part one language from the other."""
    return value.strip() if isinstance(value, str) else text_of(value)


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
    _read_rows(found, sheet, [row], lexicon)
    alone = {text_of(value) for value in sheet.rows[row] if value is not None}
    if len(alone) == 1 and found.labelled.get("reported_on") is before:
        for place in found.texts[:1]:
            days = [
                day for day in title_days(text_of(place.value), lexicon) if day.basis is not Basis.BESIDE and day.on
            ]
            if len({day.on for day in days}) == 1:
                found.labelled["reported_on"] = Labelled(days[0].on, place.cell)
    return found


def _read_rows(found: Head, sheet: Sheet, rows: Sequence[int], lexicon: Lexicon) -> None:
    for row in rows:
        cells = [(column, value) for column, value in enumerate(sheet.rows[row]) if value is not None]
        taken: set[int] = set()
        for column, value in cells:
            if column in taken:
                continue
            label, rest = _label(value, lexicon)
            if label is None:
                _loose(found, value, address(row, column))
                continue
            place = Labelled(rest, address(row, column)) if rest else _beside(sheet, row, column, lexicon, taken)
            if place is not None:
                found.labelled[label] = place


def _label(value: Any, lexicon: Lexicon) -> tuple[str | None, str]:
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
        if _label(value, lexicon)[0] is not None:
            return None
        taken.add(beside)
        return None if is_blank(value, lexicon) else Labelled(value, address(row, beside))
    return None


def _loose(head: Head, value: Any, cell: str) -> None:
    if isinstance(value, date):
        head.loose_dates.append(Labelled(value, cell))
    elif isinstance(value, str):
        head.texts.append(Labelled(value, cell))
