"""Where a sheet's table begins: its header in one row, in two, or in as many as its merged cells bind together. Pure.

A row of data is never taken for the second row of a header, nor a header of its own, because its words happen to be
headings elsewhere ('office', 'done'): see ``heading_below`` and docs/decisions/0058.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from tracker.followup.columns import Recognised, recognise, word_for_word
from tracker.followup.dates import mentions_date
from tracker.followup.folding import ascii_digits, clean, fold
from tracker.followup.lexicon import Lexicon, stem
from tracker.followup.records import ColumnReading
from tracker.followup.sheets import Sheet, address
from tracker.followup.states import named_state
from tracker.followup.values import is_blank, text_of

SEARCHED_ROWS = 30
SUBJECTS = frozenset({"obligation", "obligation_text", "unit", "row_key"})
TELLING = frozenset({"state", "percent", "incidents", "remedied", "completed_on", "occurred_on"})
"""Columns that report something, or list an event."""
GROUPED = 5
"""What a heading that is understood only under its group is worth more than the same row read alone."""
DEEPEST = 4
"""Rows of the deepest header that merged cells may bind together."""
NUMBERED = 4
"""Columns from which a row of running numbers numbers the columns."""
_OF_A_GROUP = 80
"""At most (0 to 100) for a heading that stands over several columns."""
Enough = Callable[[Set[str]], bool]
_IDENTIFIER = re.compile(r"^(?=.*\d)[^\s]*[-/_.\\][^\s]*$")
_NUMBERS = re.compile(r"^[(\[]?(\d{1,2})[)\].]?$")


@dataclass(frozen=True, slots=True)
class Header:
    """A header. ``first`` and ``last``: its rows from 0; ``columns``: canonical name -> column from 0."""

    first: int
    last: int
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    readings: tuple[ColumnReading, ...] = ()
    weight: float = 0.0


def tells_of_duties(names: Set[str]) -> bool:
    """Whether columns name a subject and something told of it."""
    return len(names) > 1 and bool(names & SUBJECTS) and bool(names & TELLING)


def find_header(
    sheet: Sheet, lexicon: Lexicon, start: int = 0, rows: int = SEARCHED_ROWS, enough: Enough = tells_of_duties
) -> Header | None:
    """The first header that begins in ``rows`` rows from a row on, or None. ``enough``: whether the columns named make
    a header of a row. Where merged cells bind rows together, these are the header. Else, of one row, the next, and both
    together, the one that names most columns."""
    for row in range(start, min(len(sheet.rows), start + rows)):
        bottom = _bottom(sheet, row)
        if bottom > row:
            bound = _header(sheet, lexicon, row, bottom, enough)
            if bound is not None:
                return bound
            continue
        alone, pair = _options(sheet, lexicon, row, enough)
        here = [option for option in (alone, pair) if option is not None]
        if not here:
            continue
        if alone is not None and pair is not None:
            here = [pair] if len(pair.columns) >= len(alone.columns) else [alone]
        if alone is None or heading_below(sheet, row, lexicon) is not False:
            here += _beginning_at(sheet, lexicon, row + 1, enough, deep=alone is None)
        return max(here, key=lambda option: option.weight)
    return None


def _beginning_at(sheet: Sheet, lexicon: Lexicon, row: int, enough: Enough, deep: bool) -> list[Header]:
    """The headers that begin in one row: a line of the head ('Unit: …') may have looked like one above it. ``deep``:
    with the next row as well, which is one of data where the row above is a whole header."""
    if row >= len(sheet.rows):
        return []
    bottom = _bottom(sheet, row)
    alone, pair = _options(sheet, lexicon, row, enough) if bottom == row else (None, None)
    bound = _header(sheet, lexicon, row, bottom, enough) if bottom > row else None
    return [option for option in (bound, alone, pair if deep else None) if option is not None]


def may_be_header(sheet: Sheet, row: int, lexicon: Lexicon) -> bool:
    """Whether two cells of a row are headings word for word; only then is a row inside a table read as a header."""
    return sum(_is_heading(text, lexicon) for text in _texts(sheet, row)) >= 2


def repeats(sheet: Sheet, row: int, header: Header) -> bool:
    """Whether the rows from a row on say the whole header again (a page break, a second table of the same form)."""
    rows = range(header.first, header.last + 1)
    column = next(iter(header.columns.values()), 0)
    if fold(text_of(sheet.at(row + header.last - header.first, column))) != fold(
        text_of(sheet.at(header.last, column))
    ):
        return False
    said = [_folded(sheet, row + index) for index in range(len(rows))]
    return said == [_folded(sheet, index) for index in rows] and sum(map(bool, said[-1])) >= 2


def explains(sheet: Sheet, row: int, header: Header, lexicon: Lexicon) -> bool:
    """Whether the row under a header only explains it: running numbers of the columns, the units of what is counted
    ('%', 'dd/mm/yyyy'), or the same headings in another language."""
    cells = [(column, text_of(value)) for column, value in enumerate(sheet.rows[row]) if value is not None]
    numbers = [match[1] for _, text in cells if (match := _NUMBERS.match(ascii_digits(text)))]
    if len(cells) >= NUMBERED and len(numbers) == len(cells):
        first = int(numbers[0])
        return first <= 1 and [int(number) for number in numbers] == list(range(first, first + len(cells)))
    named = {column: name for name, column in header.columns.items()}
    again = marks = 0
    for column, text in cells:
        found = word_for_word(text, lexicon)
        if fold(text) in lexicon.words["explanations"]:
            marks += 1
        elif found is not None and found.column == named.get(column) and not _is_value(text, found, lexicon):
            again += 1
        else:
            return False
    return marks > 0 or again >= 2


def heading_below(sheet: Sheet, row: int, lexicon: Lexicon) -> bool | None:
    """Whether the row below a row of headings is one of headings too: True where it says what the row above leaves
    open (under a group, or where nothing stands), False where it holds what a table holds: a number, a date, an
    identifier, a state, words of no heading under a heading that is known. None where it shows neither."""
    below = _next(sheet, row)
    if below >= len(sheet.rows):
        return False
    for_it = against = unsaid = 0
    beside = False
    for column, value in enumerate(sheet.rows[below]):
        if is_blank(value, lexicon):
            continue
        if not isinstance(value, str) or _is_entry(value, lexicon):
            return False
        own = "" if _in_group(sheet, row, below, column) else _raw(sheet.at(row, column))
        above = recognise(own, lexicon) if own else None
        known = above is not None and (above.column is not None or above.how == "ignored")
        here = word_for_word(value, lexicon)
        if _is_value(value, above, lexicon):
            return False
        beside |= known
        if here is None and _refines(value, _spread(sheet, row, below, column), lexicon):
            for_it += 1
        elif here is None or _is_value(value, here, lexicon):
            against += known
            unsaid += not known
        else:
            for_it += not known
    against += unsaid if beside else 0
    if for_it > against:
        return True
    return False if against else None


def _is_heading(text: str, lexicon: Lexicon) -> bool:
    found = word_for_word(text, lexicon)
    return found is not None and found.how in ("exact", "part") and found.column is not None


def headings_alone(sheet: Sheet, row: int, lexicon: Lexicon) -> bool | None:
    """Whether every filled cell of a row is a heading word for word; None where others stand among them, but none that
    only a table holds (see ``heading_below``)."""
    cells = [value for value in sheet.rows[row] if not is_blank(value, lexicon)]
    if not all(isinstance(value, str) and not _is_entry(value, lexicon) for value in cells):
        return False
    found = [word_for_word(value, lexicon) for value in cells]
    return True if all(one is not None and one.how in ("exact", "part", "ignored") for one in found) else None


def _texts(sheet: Sheet, row: int) -> Iterable[str]:
    return (value for value in sheet.rows[row] if isinstance(value, str) and len(value) < 80 and ":" not in value)


def _is_entry(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is what a table holds and no heading says: a number, a date, an identifier."""
    plain = ascii_digits(clean(text))
    bare = fold(plain).replace(" ", "").removesuffix("%")
    return bare.isdigit() or bool(_IDENTIFIER.match(plain)) or mentions_date(plain, lexicon)


def _is_value(text: str, under: Recognised | None, lexicon: Lexicon) -> bool:
    """Whether a word that is a heading elsewhere is a state under the heading of states."""
    return under is not None and under.column == "state" and named_state(text_of(text), lexicon) is not None


def _refines(text: str, above: str, lexicon: Lexicon) -> bool:
    """Whether a text and the heading above it are one heading: 'date' over 'of completion'."""
    both = (word_for_word(whole, lexicon) for whole in (f"{above} {text}", f"{text} {above}") if above)
    return any(found is not None and found.how == "exact" for found in both)


def _in_group(sheet: Sheet, row: int, below: int, column: int) -> bool:
    """Whether a heading stands over several columns: merged; where a file tells no merged cells, with nothing beside
    it and something below that."""
    if sheet.merged:
        return any(top <= row <= bottom and left <= column <= right > left for top, left, bottom, right in sheet.merged)
    return sheet.at(row, column + 1) is None and sheet.at(below, column + 1) is not None


def _folded(sheet: Sheet, row: int) -> list[str]:
    """The texts of a row from 0 to the last that is filled."""
    texts = [fold(text_of(value)) for value in sheet.rows[row]] if row < len(sheet.rows) else []
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _bottom(sheet: Sheet, row: int) -> int:
    """The last row of the header that begins in a row, by the cells that are merged downwards from it."""
    down = (
        bottom
        for top, left, bottom, _ in sheet.merged
        if top == row < bottom < min(row + DEEPEST, len(sheet.rows)) and isinstance(sheet.at(top, left), str)
    )
    return max(down, default=row)


def _options(sheet: Sheet, lexicon: Lexicon, row: int, enough: Enough) -> tuple[Header | None, Header | None]:
    """A row as a header, and with the next one as a header. A row with entries and with a state where its heading
    should be is none ('ORD/01 · office · done')."""
    alone = _header(sheet, lexicon, row, row, enough)
    if alone is not None and "state" in alone.columns and _holds_entries(sheet, row, lexicon):
        alone = None if named_state(alone.titles["state"], lexicon) is not None else alone
    return alone, _pair(sheet, lexicon, row, enough)


def _holds_entries(sheet: Sheet, row: int, lexicon: Lexicon) -> bool:
    cells = [value for value in sheet.rows[row] if not is_blank(value, lexicon)]
    return any(not isinstance(value, str) or _is_entry(value, lexicon) for value in cells)


def _pair(sheet: Sheet, lexicon: Lexicon, row: int, enough: Enough) -> Header | None:
    """A row and the next that is filled as one header: only where the first is no title and the second is of headings
    that say what the first leaves open."""
    cells = [value for value in sheet.rows[row] if value is not None]
    if len(cells) < 2 or any(_IDENTIFIER.match(ascii_digits(text_of(value))) for value in cells):
        return None
    if heading_below(sheet, row, lexicon) is not True:
        return None
    return _header(sheet, lexicon, row, _next(sheet, row), enough)


def _next(sheet: Sheet, row: int) -> int:
    """The next row, or the one after it where that is blank."""
    blank = row + 1 < len(sheet.rows) and all(value is None for value in sheet.rows[row + 1])
    return row + 2 if blank else row + 1


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
        reading = ColumnReading(sheet.name, address(row, column), clean(title), found.column, found.how, found.score)
        readings.append((column, reading))
        if found.column and found.score > best.get(found.column, (0, 0, ""))[0]:
            best[found.column] = (found.score, column, clean(title))
    names = set(best)
    if not enough(names):
        return None
    kept = tuple(
        reading
        if reading.column is None or best[reading.column][1] == column
        else replace(reading, column=None, how="twice")
        for column, reading in readings
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
    lower = _raw(sheet.at(last, column))
    if first == last:
        return recognise(lower, lexicon), lower, last
    above = max(
        (row for row in range(first, last) if any(value is not None for value in sheet.rows[row])), default=first
    )
    upper = _spread(sheet, above, last, column)
    alone = [(recognise(lower, lexicon), 3, lower, last)] if lower else []
    # A serial number stays one under any word: a line of the head ('Unit: …') may stand right above it.
    serial = bool(alone) and alone[0][0].how == "ignored"
    if upper and not serial:
        named_above = recognise(upper, lexicon)
        # What a group is called names a column with a heading of its own less surely than that column's heading would.
        grouped = _raw(sheet.at(above, column)) != upper or _in_group(sheet, above, last, column)
        shared = bool(lower) and grouped
        score = min(named_above.score, _OF_A_GROUP) if shared else named_above.score
        alone.append((replace(named_above, score=score), 2, upper, above))
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


def _spread(sheet: Sheet, row: int, below: int, column: int) -> str:
    """The upper heading over a column: its own, the one that a merged cell spreads over it, or - in formats that do not
    tell their merged cells - the nearest before it, where the column has a heading of its own below."""
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            return _raw(sheet.at(top, left))
    own = _raw(sheet.at(row, column))
    if own or sheet.merged or sheet.at(below, column) is None:
        return own
    return next(
        (_raw(sheet.at(row, left)) for left in range(column - 1, -1, -1) if sheet.at(row, left) is not None), ""
    )


def _raw(value: Any) -> str:
    """A heading with its line breaks, which part one language from the other."""
    return value.strip() if isinstance(value, str) else text_of(value)
