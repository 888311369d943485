"""The list of letters that an office keeps -> letters with their rows, each row accounted for. Pure.

The header may stand below titles, in one row or two; number, date and issuer may stand once, in merged cells, for
several rows. What cannot be read is named at its cell; the other rows are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from tracker.calendars import expressions
from tracker.calendars.profiles import Policy
from tracker.findings import Refusal, at
from tracker.followup import headers as headings
from tracker.followup.dates import Fault, Order, order_in_heading, other_reading, proven, read_date
from tracker.followup.folding import ascii_digits, clean, fold
from tracker.followup.headers import Header
from tracker.followup.lexicon import Lexicon, stem
from tracker.followup.records import ColumnReading
from tracker.followup.sheets import Sheet, address, merged_cells
from tracker.followup.values import is_blank, text_of
from tracker.model import Finding, SourceRef, Text
from tracker.review.records import Cell, Workbook
from tracker.review.words import list_words

LETTER = ("number", "dated", "number_and_date", "issuer")
"""Columns of the letter itself; the others are of what it orders."""
ROW = ("subject", "addressee", "deadline", "status", "note", "received")
_LISTED = {"ar": "، ", "en": ", "}
_BESIDE_DATE = frozenset(map(fold, ("في", "بتاريخ", "والمؤرخ", "المؤرخ", "dated", "on", "of", "date", "تاريخ", "")))


@dataclass(frozen=True, slots=True)
class Line:
    """A row that orders something. ``cells``: its columns; ``places``: the address of every column in this row, filled
    or not; ``continued``: number and date stand in a row above."""

    sheet: Sheet
    row: int
    cells: Mapping[str, Cell]
    places: Mapping[str, str]
    titles: Mapping[str, str]
    orders: Mapping[str, Order]
    unsure: frozenset[str] = frozenset()
    continued: bool = False


@dataclass(slots=True)
class Letter:
    """One letter: number as written (None: it has none), day, issuer (None: not named), and its rows. ``beside``: the
    days that are possible besides, where the day is reckoned from a Hijri date."""

    number: str | None
    dated: date
    issuer: str | None
    cells: Mapping[str, Cell]
    beside: tuple[date, ...] = ()
    lines: list[Line] = field(default_factory=list)
    said: dict[tuple[str, ...], Line] = field(default_factory=dict)

    @property
    def identity(self) -> tuple[str, date, str]:
        return fold(self.number or ""), self.dated, fold(self.issuer or "")


@dataclass(slots=True)
class Reading:
    """A list as read. ``outcomes``: (sheet, row from 1) -> taken | rejected | empty | other; a row taken may be found
    to be known afterwards. ``statuses``: cells of the status column that say something."""

    letters: list[Letter] = field(default_factory=list)
    known: dict[tuple[str, date, str], Letter] = field(default_factory=dict)
    outcomes: dict[tuple[str, int], str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    statuses: list[tuple[Sheet, str]] = field(default_factory=list)
    columns: frozenset[str] = frozenset()


def lexicon_of(lexicon: Lexicon, own: Mapping[str, tuple[str, ...]]) -> Lexicon:
    """The lexicon of sheets with the columns of a list in place of theirs. ``own``: ``[lexicon.list]`` of the project,
    which wins. Raises Refusal (``setting-unknown``) for a column that does not exist."""
    words = dict(list_words())
    ignored = frozenset(stem(fold(word)) for word in words.pop("ignored_words"))
    unknown = [name for name in own if name not in words]
    if unknown:
        known = ", ".join(words)
        raise Refusal(
            *(at("setting-unknown", None, file="tracker.toml", key=f"lexicon.list.{n}", known=known) for n in unknown)
        )
    columns = {
        stem(fold(alias)): name for table in (words, own) for name, aliases in table.items() for alias in aliases
    }
    return replace(lexicon, columns=columns, ignored_words=ignored)


def enough(names: Set[str]) -> bool:
    """Whether columns make a list of letters: what is ordered, and two things of the letter or of who and when."""
    told = names & {"number", "number_weak", "dated", "number_and_date", "issuer", "addressee", "body", "deadline"}
    return "subject" in names and len(told) >= 2


def dated(names: Set[str]) -> bool:
    """Whether columns make a list of letters that can be taken: one of them says of which day a letter is."""
    return enough(names) and bool(names & {"dated", "number_and_date"})


def read(workbook: Workbook, lexicon: Lexicon, policy: Policy) -> Reading | None:
    """The letters of every sheet that holds a list; None where none does. ``lexicon``: of ``lexicon_of``."""
    reading = Reading()
    found = False
    for sheet in workbook.sheets:
        header = headings.find_header(sheet, lexicon, enough=enough)
        if header is not None:
            found = True
            _Table(workbook, sheet, lexicon, policy, reading).read(header)
        elif any(value is not None for row in sheet.rows for value in row):
            reading.findings.append(at("sheet-skipped", workbook.at(sheet), sheet=sheet.name))
    return reading if found else None


def nearly(workbook: Workbook, lexicon: Lexicon) -> Finding | None:
    """What a workbook lacks that has the columns of a list of letters but for the one that says what is ordered."""

    def most(names: Set[str]) -> bool:
        return "subject" not in names and bool(names & {"dated", "number_and_date"}) and len(names) > 2

    for sheet in workbook.sheets:
        header = headings.find_header(sheet, lexicon, enough=most)
        if header is not None:
            unknown = [one for one in header.readings if one.how == "unknown"]
            place = unknown[0].cell if unknown else address(header.last, 0)
            return at("list-subject-column-missing", workbook.at(sheet, place), columns=_named(unknown))
    return None


def _named(columns: Sequence[ColumnReading]) -> Text:
    return {tag: mark.join(f"«{one.header}» {one.cell}" for one in columns) or "—" for tag, mark in _LISTED.items()}


class _Table:
    """One sheet from its header down."""

    def __init__(self, workbook: Workbook, sheet: Sheet, lexicon: Lexicon, policy: Policy, reading: Reading) -> None:
        self.workbook, self.sheet, self.lexicon, self.policy, self.reading = workbook, sheet, lexicon, policy, reading
        self.default = Order.DAY_FIRST if policy.day_first else Order.MONTH_FIRST
        self.merged = merged_cells(sheet)
        self.columns: Mapping[str, int] = {}
        self.titles: Mapping[str, str] = {}
        self.orders: Mapping[str, Order] = {}
        self.unsure: frozenset[str] = frozenset()
        self.letter: Letter | None = None

    def read(self, header: Header) -> None:
        if self.sheet.hidden:
            self.reading.findings.append(at("sheet-hidden", self.workbook.at(self.sheet), sheet=self.sheet.name))
        self._under(header)
        row = header.last + 1
        while row < len(self.sheet.rows):
            again = self._header_at(row, header)
            if again is not None:
                header = again
                self._under(header)
                for one in range(row, header.last + 1):
                    self.reading.outcomes[self.sheet.name, one + 1] = "other"
                row = header.last + 1
                continue
            self.reading.outcomes[self.sheet.name, row + 1] = (
                "other" if headings.repeats(self.sheet, row, header) else self._row(row)
            )
            row += 1

    def _header_at(self, row: int, header: Header) -> Header | None:
        if headings.repeats(self.sheet, row, header) or not headings.may_be_header(self.sheet, row, self.lexicon):
            return None
        return headings.find_header(self.sheet, self.lexicon, row, rows=1, enough=enough)

    def _under(self, header: Header) -> None:
        """Which columns count, and in which order each writes its days."""
        columns = dict(header.columns)
        weak, body = columns.pop("number_weak", None), columns.pop("body", None)
        if weak is not None and not columns.keys() & {"number", "number_and_date"}:
            columns["number"] = weak
        if body is not None:
            given = columns.keys() & {"addressee", "issuer"}
            if given == {"addressee"}:
                columns["issuer"] = body
            elif given == {"issuer"}:
                columns["addressee"] = body
            elif not given:
                where = self.workbook.at(self.sheet, address(header.last, body))
                self.reading.findings.append(at("list-column-unclear", where, title=header.titles["body"]))
        self.columns = columns
        self.titles = {name: header.titles.get(name, "") for name in columns}
        self.reading.columns |= frozenset(columns)
        self._unread(header)
        if not columns.keys() & {"dated", "number_and_date"}:
            raise Refusal(at("list-date-column-missing", self.workbook.at(self.sheet, address(header.last, 0))))
        ends = (text_of(value).rpartition(" ")[2] for value in self._below("number_and_date", header))
        written = {"dated": [*self._below("dated", header), *ends], "deadline": [*self._below("deadline", header)]}
        orders: dict[str, Order] = {}
        unsure: set[str] = set()
        shown: Order | None = None  # by the column before
        for name, values in written.items():
            said = proven(values) or order_in_heading(self.titles.get(name, "")) or shown
            shown = said if said is not Order.MIXED else self.default
            orders[name] = said or self.default
            if said is None and any(other_reading(value, orders[name]) for value in values):
                given = self._by_profile(name, header)
                unsure |= {name} - given
                shown = orders[name] if given else None
        self.orders, self.unsure = orders, frozenset(unsure)

    def _by_profile(self, name: str, header: Header) -> set[str]:
        """The column, if the profile says how its days are written: day first, in an Arabic list. That nothing in the
        list proves it is named once."""
        arabic = any("\u0621" <= char <= "\u064a" for title in self.titles.values() for char in title)
        if not (self.policy.day_first and arabic):
            return set()
        where = self.workbook.at(self.sheet, address(header.last, self.columns.get(name, 0)))
        self.reading.findings.append(at("list-date-order", where, title=self.titles.get(name, "")))
        return {name}

    def _unread(self, header: Header) -> None:
        """Names the columns that hold something under a heading that is not known."""
        wide = max((len(row) for row in self.sheet.rows), default=0)
        filled = {
            address(row, column)
            for row in range(header.first, header.last + 1)
            for column in range(wide)
            if self._filled(header, column)
        }
        left = [one for one in header.readings if one.how in ("unknown", "twice") and one.cell in filled]
        if left:
            where = self.workbook.at(self.sheet, left[0].cell)
            self.reading.findings.append(at("list-columns-not-read", where, columns=_named(left)))

    def _filled(self, header: Header, column: int) -> bool:
        rows = range(header.last + 1, len(self.sheet.rows))
        return any(not is_blank(self.sheet.at(row, column), self.lexicon) for row in rows)

    def _below(self, name: str, header: Header) -> Iterator[Any]:
        if name in self.columns:
            yield from (self.sheet.at(row, self.columns[name]) for row in range(header.last + 1, len(self.sheet.rows)))

    def _cells(self, row: int) -> dict[str, Cell]:
        """The filled cells of a row; one that a merged cell spreads downwards over it holds that cell's value."""
        found = {}
        for name, column in self.columns.items():
            top = self.merged.get((row, column), (row, column))
            place = top if top[1] == column else (row, column)
            value, fault = self.sheet.at(*place), self.sheet.faults.get(place)
            if fault is not None or not is_blank(value, self.lexicon):
                found[name] = Cell(value, address(*place), fault)
        return found

    def _row(self, row: int) -> str:
        cells = self._cells(row)
        filled = {text_of(v) for v in self.sheet.rows[row] if v is not None and not is_blank(v, self.lexicon)}
        own = {name for name, cell in cells.items() if cell.address == address(row, self.columns[name])}
        if not own:
            words = {text for text in filled if not text.isdigit()}
            if not words:
                self.letter = self.letter if cells else None
                return "empty"
            return self._other()
        first = next(iter(sorted((c.address for c in cells.values()), key=len)))
        if len(filled) == 1 and ("subject" not in own or not cells.keys() & set(LETTER)):
            title = self._is_title(row) and not ("subject" in own and self.letter is not None)
            return self._other() if title else self._reject("list-row-incomplete", first)
        if any(fold(text) in self.lexicon.words["total"] for text in filled):
            return self._other()
        return self._letter_row(row, cells)

    def _is_title(self, row: int) -> bool:
        """A text alone in a row is a heading of what follows, or a signature: no number, no day, no figure. Right below
        a letter, in the column of what is ordered, it may be more of the letter: that is named, not passed over."""
        value = next(value for value in self.sheet.rows[row] if value is not None)
        return isinstance(value, str)

    def _other(self) -> str:
        """What stands between letters; a row below it belongs to none above."""
        self.letter = None
        return "other"

    def _reject(self, code: str, cell: str, **values: object) -> str:
        return self._rejected([at(code, self.workbook.at(self.sheet, cell), **values)])

    def _rejected(self, faults: list[Finding]) -> str:
        """A row that is named and not taken; one below it that names no letter must not fall to an earlier one."""
        self.letter = None
        self.reading.findings += faults
        return "rejected"

    def _letter_row(self, row: int, cells: dict[str, Cell]) -> str:
        places = {name: address(row, column) for name, column in self.columns.items()}
        faults = [
            at(fault[0], self.workbook.at(self.sheet, cells[name].address), value=fault[1])
            for name in (*LETTER, "subject")
            if name in cells and (fault := cells[name].fault) is not None
        ]
        if "subject" not in cells:
            faults.append(at("list-subject-missing", self.workbook.at(self.sheet, places["subject"])))
        named = bool(cells.keys() & set(LETTER))
        letter: Letter | Finding | None = self.letter
        if named:
            sound = {name: cell for name, cell in cells.items() if cell.fault is None}
            dated = cells.get("dated") or cells.get("number_and_date")
            letter = None if dated is not None and dated.fault is not None else self._head(sound, places["subject"])
        elif letter is None and not faults:
            return self._reject("list-date-missing", places["subject"])
        if isinstance(letter, Finding):
            faults.append(letter)
        if faults or letter is None or isinstance(letter, Finding):
            return self._rejected(faults)
        line = Line(
            self.sheet, row, {n: c for n, c in cells.items() if n in ROW}, places, self.titles, self.orders, self.unsure
        )
        self.letter = self.reading.known.setdefault(letter.identity, letter)
        if named and self.letter is letter:
            self.reading.letters.append(letter)
        twin = self.letter.said.setdefault(said_in(line), line)
        if twin is not line:
            return self._reject("list-row-twice", cells["subject"].address, first=f"[{twin.sheet.name}] {twin.row + 1}")
        self.letter.lines.append(line if named else replace(line, continued=True))
        return self._taken(line)

    def _taken(self, line: Line) -> str:
        if "status" in line.cells:
            self.reading.statuses.append((self.sheet, line.cells["status"].address))
        return "taken"

    def _head(self, cells: Mapping[str, Cell], subject: str) -> Letter | Finding:
        """Number, day and issuer of a row; the finding that says why there is no day. ``subject``: a cell to name."""
        number, day_cell, value = cells.get("number"), cells.get("dated"), None
        given = text_of(number.value) if number else None
        if number is not None and isinstance(number.value, date | datetime):
            return at("list-number-is-date", self.workbook.at(self.sheet, number.address), value=given)
        both = cells.get("number_and_date")
        if both is not None and (day_cell is None or given is None):
            split, rest = self._split(both.value)
            given = given or split
            if day_cell is None:
                day_cell, value = both, rest
        if day_cell is None:
            place = cells["number"].address if "number" in cells else subject
            return at("list-date-missing", self.workbook.at(self.sheet, place))
        found, beside = self._day(day_cell.value if value is None else value)
        if isinstance(found, Fault) and given is None:  # 'Letter no. & date' may be headed as a date alone
            split, rest = self._split(day_cell.value)
            if split is not None and any(char.isdigit() for char in split):
                given, (found, beside) = split, self._day(rest)
        if isinstance(found, Fault):
            return at(found.code, self.workbook.at(self.sheet, day_cell.address), **found.values)
        issuer = cells.get("issuer")
        kept = {name: cell for name, cell in cells.items() if name in LETTER}
        return Letter(given or None, found, text_of(issuer.value) if issuer else None, kept, beside)

    def _day(self, value: Any) -> tuple[date | Fault, tuple[date, ...]]:
        """A day, and those that it may be besides: a Hijri date is reckoned where the month was not announced."""
        found = read_date(value, self.lexicon, self.orders["dated"])
        if not isinstance(found, Fault) or found.code != "date-hijri":
            other = other_reading(value, self.orders["dated"]) if "dated" in self.unsure else None
            return found, (other,) if other is not None else ()
        text = clean(text_of(value))
        whole = [one for one in expressions.find(text, "ar", None, self.policy) if one.kind is expressions.Kind.DATE]
        if len(whole) != 1 or whole[0].value is None or fold(text.replace(whole[0].text, "")) not in _BESIDE_DATE:
            return found, ()
        return date.fromisoformat(whole[0].value), tuple(map(date.fromisoformat, whole[0].alternatives))

    def _split(self, value: Any) -> tuple[str | None, Any]:
        """'1234 في 5/3/2025' -> number and date. A date alone has no number."""
        if not isinstance(value, str):
            return None, value
        words = ascii_digits(clean(value)).split()
        for start in range(len(words)):
            rest = " ".join(words[start:])
            if isinstance(self._day(rest)[0], date):
                head = words[:start]
                while head and fold(head[-1]) in _BESIDE_DATE:
                    head.pop()
                return " ".join(head).strip(" ,،;؛-–(") or None, rest
        return None, value


def said_in(line: Line) -> tuple[str, ...]:
    """What tells two rows of one letter apart: what is ordered, of whom, by when; not how it stands."""
    return said({name: text_of(cell.value) for name, cell in line.cells.items()})


def said(values: Mapping[str, str]) -> tuple[str, ...]:
    """The same of the values that a draft keeps of its cells."""
    return tuple(fold(values.get(name, "")) for name in ("subject", "addressee", "deadline"))


def where(line: Line, workbook: Workbook) -> SourceRef:
    """A row, at the cell that says what is ordered."""
    return workbook.at(line.sheet, line.cells["subject"].address)
