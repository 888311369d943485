"""Cells -> observations and findings, every row below a header accounted for. Pure.

A row is accepted, rejected at a cell, a question, empty (no report), or other (a total, a heading, a signature). What
is read beside the entry cells - which duty, which day - is in ``subjects``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.findings import Severity, at, severity
from tracker.followup import notes
from tracker.followup.below import Table, bare_rows, covered
from tracker.followup.columns import ENTRIES, Head, Labelled, read_head
from tracker.followup.content import by_content
from tracker.followup.dates import Fault, Order, order_of, read_date
from tracker.followup.days import Bounds, Day, Source, find_day
from tracker.followup.entries import Cell, Entry, Reader, cell_error, read_entry
from tracker.followup.folding import fold
from tracker.followup.headers import Header, find_header
from tracker.followup.lexicon import Lexicon
from tracker.followup.listed import Listed, dayless, lists, read_listed
from tracker.followup.occasion import occasion
from tracker.followup.owed import Owed
from tracker.followup.records import ColumnReading, Notice, Outcome, Reading, SheetReading, Unread
from tracker.followup.sheets import Sheet
from tracker.followup.subjects import Subject, due_of, find_subject, known_due
from tracker.followup.values import in_hundreds, is_blank, is_standing, text_of
from tracker.model import Flag, Observation, SourceRef, State

DATES = ("reported_on", "completed_on", "due_on", "period_from", "period_to", "period", "occurred_on")
QUESTIONED = ("?", "؟")
"""In place of a tick they are no blank: a tick that was saved in an encoding without ticks looks so."""
LONGEST_TICK = 3
"""Words; a longer text beside the tick's label explains it and answers nothing."""


def read_sheet(sheet: Sheet, owed: Owed, lexicon: Lexicon, source: Source) -> SheetReading | None:
    """A sheet against the register; None where it has no header that is known."""
    header = find_header(sheet, lexicon)
    if header is None:
        return None
    return _Walk(sheet, header, owed, lexicon, source).read()


class _Walk:
    """One pass over one sheet. Only its lists change; every reading goes by pure functions."""

    def __init__(self, sheet: Sheet, header: Header, owed: Owed, lexicon: Lexicon, source: Source) -> None:
        self.sheet, self.owed, self.lexicon, self.source = sheet, owed, lexicon, source
        self.outcomes: dict[int, Outcome] = {}
        self.readings: list[Reading] = []
        self.unread: list[Unread] = []
        self.rejected: list[Notice] = []
        self.questions: list[Notice] = []
        self.notes: list[Notice] = []
        self.columns: list[ColumnReading] = []
        self.events: list[Listed] = []
        self.rested = False
        self.filled: set[str] = set()
        self.covered = covered(sheet)
        self.bare = bare_rows(sheet, self.covered)
        self.head = read_head(sheet, range(header.first), lexicon)
        self.notes += notes.above_table(sheet, header, owed, source)
        self._start(header)

    def read(self) -> SheetReading:
        last = max((index for index, row in enumerate(self.sheet.rows) if any(v is not None for v in row)), default=-1)
        self._take_footer(last)
        self.last_report = self.table.last_report(last, self.bare)
        row = self.header.last + 1
        while row <= last:
            again = self.table.new_header(row) if row not in self.bare else None
            if again is not None:
                self.outcomes |= dict.fromkeys(range(row + 1, again.last + 2), Outcome.OTHER)
                (self._start if again.readings else self._repeat)(again)
                row = again.last + 1
                continue
            self.outcomes[row + 1] = self._row(row) if row not in self.bare else Outcome.EMPTY
            row += 1
        rested = self.rested or any(one.observation.report_date_assumed for one in self.readings)
        self.notes += notes.of_day(self.day, rested, self.sheet.name, self.source)
        self.notes += notes.of_columns(self.columns, self.filled, self.sheet.name, self.source)
        return SheetReading(
            self.sheet.name,
            self.outcomes,
            tuple(self.readings),
            tuple(self.unread),
            tuple(self.rejected),
            tuple(self.questions),
            tuple(self.notes),
            tuple(self.columns),
            tuple(self.events),
            None if self.day.assumed else self.day.on,
            self.day.assumed and self.day.basis in ("receipt", "name") and self.day.fault is None,
        )

    def _start(self, header: Header) -> None:
        """Begins a table: its columns, the order of day and month that its dates prove, the day and the tick above."""
        self.header = header = by_content(self.sheet, header, self.owed)
        self.columns.extend(header.readings)
        below = [row for row in range(header.last + 1, len(self.sheet.rows)) if row not in self.bare]
        self.filled |= notes.filled_below(self.sheet, header, self.lexicon)
        values = {name: [self.sheet.at(row, column) for row in below] for name, column in header.columns.items()}
        heads = [self.head.labelled[name].value for name in DATES if name in self.head.labelled]
        everywhere = order_of([*heads, *(v for name in DATES for v in values.get(name, []))], self.source.order)
        self.reader = Reader(
            self.lexicon,
            {name: order_of(values.get(name, []), everywhere) for name in DATES},
            header.titles,
            in_hundreds(values.get("percent", [])),
        )
        self.table = Table(self.sheet, header, self.reader, self.owed, self.covered)
        self.explained = header.last
        order = self.reader.order("completed_on")
        told = [read_date(value, self.lexicon, order) for value in values.get("completed_on", [])]
        believable = [day for day in told if isinstance(day, date) and day <= self.source.received_on]
        self.bounds = Bounds(self.owed.issued, max(believable, default=None))
        self._read_head(everywhere)

    def _repeat(self, header: Header) -> None:
        """The same head once more: its columns are known, and what their cells prove."""
        table = Table(self.sheet, header, self.reader, self.owed, self.covered)
        self.header, self.explained, self.table = header, header.last, table

    def _read_head(self, order: Order) -> None:
        self.day = self._day_of_head(order)
        if self.day.fault is not None and self.day.cell is not None:
            self._say(self.day.cell, self.day.shown, self.day.fault, 0)
        tick = self.head.labelled.get("nil_return")
        self.ticked = tick if tick is not None and self._is_tick(tick.value, tick.cell) else None

    def _day_of_head(self, order: Order) -> Day:
        return find_day(self.sheet, self.head, self.lexicon, order, self.source, self.bounds)

    def _is_tick(self, value: Any, cell: str) -> bool:
        if value is True or (isinstance(value, int | float) and value == 1):
            return True
        text = text_of(value)
        if value is False or self.lexicon.has("no", text) or (self.lexicon.is_blank(text) and text not in QUESTIONED):
            return False
        doubted = any(mark in text for mark in self.lexicon.doubts)
        if not doubted and (self.lexicon.has("yes", text) or len(text.split()) > LONGEST_TICK):
            return self.lexicon.has("yes", text)
        self._say(cell, text, Fault("tick-unclear", {"value": text}), 0)
        return False

    def _take_footer(self, last: int) -> None:
        """What stands once below the table ('المنظم: …', 'حرر في …') counts where nothing above says it."""
        foot: dict[str, Labelled] = {}
        for row in (row for row in range(last, self.header.last, -1) if row not in self.bare):
            said = self.table.label_row(row)
            if said is None and self.table.filled(row):
                break
            foot |= said.labelled if said is not None else {}
        stated = {*self.head.labelled, *(() if self.day.assumed else ("reported_on",))}
        missing = {name: found for name, found in foot.items() if name not in stated}
        if missing:
            self.head = Head({**self.head.labelled, **missing}, self.head.loose_dates, self.head.texts)
            self._read_head(self.reader.order("reported_on"))

    def _row(self, row: int) -> Outcome:
        values = [value for value in self.sheet.rows[row] if value is not None]
        cells = self.table.cells(row)
        filled = self.table.filled(row)
        if not values and not filled:
            return Outcome.EMPTY
        if row == self.explained + 1 and self.table.explains(row):
            self.explained = row
            return Outcome.OTHER
        if filled and self.table.names_duty(row):
            return self._with_entries(row, cells)
        if self.table.is_total(row):
            return Outcome.OTHER
        head = self.table.label_row(row, self.head)
        if head is not None:
            self.head = head
            self.day = self._day_of_head(self.reader.order("reported_on"))
            return Outcome.OTHER
        if not filled:
            return self._without_entries(row, cells, values)
        return self._with_entries(row, cells)

    def _without_entries(self, row: int, cells: Mapping[str, Cell], values: Sequence[Any]) -> Outcome:
        """No report: empty where the row is a duty's or only numbered, other where it is some other text."""
        subject = find_subject(cells, self.head, self.sheet, self.owed, self.source)
        if lists(cells, self.reader) and (subject.question is None or subject.named):
            if subject.question is not None:
                return self._ask(row, cells, subject, listing=True)
            unread = self._list(row, cells, subject, self._day(cells))
            return self._leave(unread, row, subject, self._day(cells), True) if unread else Outcome.ACCEPTED
        if subject.obligation is not None and subject.unit is not None and subject.question is None:
            obligation = self.owed.obligations[subject.obligation]
            if self.ticked is not None and is_standing(obligation) and subject.event is None:
                self._accept_tick(row, cells, subject)
                return Outcome.ACCEPTED
            if (dropped := dayless(cells, obligation, self.reader)) is None:
                return Outcome.EMPTY
            self._say(*dropped, row + 1)
            return self._leave(Outcome.REJECTED, row, subject, self._day(cells), True)
        if self.ticked is not None and subject.question is not None and subject.named:
            return self._ask(row, cells, subject)
        named = subject.obligation is not None or (subject.unit is not None and subject.unit_cell is not None)
        numbers = all(
            not isinstance(value, str) or is_blank(value, self.lexicon) or fold(value).isdigit() for value in values
        )
        return Outcome.EMPTY if named or numbers else Outcome.OTHER

    def _with_entries(self, row: int, cells: Mapping[str, Cell]) -> Outcome:
        subject = find_subject(cells, self.head, self.sheet, self.owed, self.source)
        day = self._day(cells)
        if subject.question is not None:
            if not subject.named and self._signs(row, cells):
                place = next(
                    cell.address for name in ENTRIES if not self.reader.blank(cell := cells.get(name)) and cell
                )
                self._remark("row-passed-over", place, row)
                return Outcome.OTHER
            return self._ask(row, cells, subject)
        assert subject.obligation is not None
        assert subject.unit is not None
        state_cell = cells["state"].address if "state" in cells else subject.cell
        obligation = self.owed.obligations[subject.obligation]
        entry = read_entry(cells, obligation, self.reader, state_cell)
        if day.fault is not None and day.cell is not None and day.own:
            entry.faults.append((day.cell, day.shown, day.fault))
        for name in ("obligation", "unit"):
            wrong = cell_error(cells[name]) if name in cells else None
            if wrong is not None:
                entry.faults.append((cells[name].address, "", wrong))
        if entry.faults:
            return self._reject(row, subject, day, entry)
        taken_back = entry.state is State.RETRACTED
        unread = self._list(row, cells, subject, day, taken_back) if lists(cells, self.reader) else None
        if unread is not None:
            return self._leave(unread, row, subject, day)
        return self._accept(row, cells, subject, day, entry)

    def _list(
        self, row: int, cells: Mapping[str, Cell], subject: Subject, day: Day, retracted: bool = False
    ) -> Outcome | None:
        """Keeps the event that a row lists; what becomes of a row in which it cannot be read, said at its cell."""
        obligation = self.owed.obligations[subject.obligation or ""]
        cell = cells["occurred_on"].address
        where = SourceRef(self.source.file, self.source.sha256, sheet=self.sheet.name, cell=cell)
        days = (self.source.received_on, day.on)
        found = read_listed(cells, obligation, subject.unit or "", self.reader, where, *days, retracted)
        if isinstance(found, Listed):
            self.events.append(found)
            return None
        return Outcome.QUESTION if self._say(*found, row + 1) else Outcome.REJECTED

    def _signs(self, row: int, cells: Mapping[str, Cell]) -> bool:
        """Whether words that name no duty are a heading or a signature: one cell alone, or below the last report."""
        if self.table.tells(cells):
            return False
        alone = sum(value is not None for value in self.sheet.rows[row]) == 1
        return alone or (row > self.last_report and self.reader.blank(cells.get("state")))

    def _day(self, cells: Mapping[str, Cell]) -> Day:
        cell = cells.get("reported_on")
        if cell is None or self.reader.blank(cell):
            return self.day
        return Day.of_cell(cell, self.lexicon, self.reader.order("reported_on"), self.source)

    def _reject(self, row: int, subject: Subject, day: Day, entry: Entry) -> Outcome:
        asked = [self._say(cell, shown, fault, row + 1) for cell, shown, fault in entry.faults]
        outcome = self._leave(Outcome.QUESTION if all(asked) else Outcome.REJECTED, row, subject, day)
        self.unread[-1] = replace(self.unread[-1], about=entry.about)
        return outcome

    def _ask(self, row: int, cells: Mapping[str, Cell], subject: Subject, listing: bool = False) -> Outcome:
        assert subject.question is not None
        self.questions.append(replace(subject.question, row=row + 1))
        return self._leave(Outcome.QUESTION, row, subject, self._day(cells), listing)

    def _leave(self, outcome: Outcome, row: int, subject: Subject, day: Day, listing: bool = False) -> Outcome:
        named = None if day.fault is not None and day.own else day.on
        self.rested |= not day.own
        office = self.source.office or subject.unit or ""
        candidates = tuple(candidate.id for candidate in subject.question.candidates) if subject.question else ()
        place = (self.sheet.name, row + 1, candidates, office, self.day.on)
        self.unread.append(Unread(outcome, subject.obligation, subject.unit, named, *place, listing=listing))
        return outcome

    def _accept_tick(self, row: int, cells: Mapping[str, Cell], subject: Subject) -> None:
        assert self.ticked is not None
        entry = Entry(state=State.KEPT, incidents=0)
        tick = Cell(self.ticked.value, self.ticked.cell)
        self._accept(row, {**cells, "state": tick, "incidents": tick}, subject, self._day(cells), entry)

    def _accept(self, row: int, cells: Mapping[str, Cell], subject: Subject, day: Day, entry: Entry) -> Outcome:
        assert subject.obligation is not None
        assert subject.unit is not None
        assert entry.state is not None
        future = entry.completed_on is not None and entry.completed_on > day.on
        marks = [Flag.COMPLETED_IN_FUTURE] if future else []
        altered = due_of(cells, subject, self.owed, self.reader)
        if isinstance(altered, date):
            marks.append(Flag.DUE_DATE_ALTERED)
        places = {name: cell.address for name, cell in cells.items() if not self.reader.blank(cell)}
        heads = {name: found.cell for name, found in self.head.labelled.items() if name != "nil_return"}
        if day.cell is not None:
            heads["reported_on"] = day.cell
            if self.day.period_from is not None and not day.own:
                heads.setdefault("period", day.cell)
        places = {**heads, **places, "obligation": subject.cell}
        places.pop("row_key", None)
        where = SourceRef(
            self.source.file, self.source.sha256, sheet=self.sheet.name, cell=places.get("state", subject.cell)
        )
        queried = entry.state is State.NOT_APPLICABLE
        first, last = entry.period or subject.period or (self.day.period_from, self.day.period_to)
        pattern, named = self.owed.obligations[subject.obligation].pattern, entry.event or subject.event
        event, first, last = occasion(pattern, named, first, last, day.on, self.owed.week_starts)
        observation = Observation(
            obligation=subject.obligation,
            unit=subject.unit,
            reported_on=day.on,
            state=entry.state,
            source=where,
            known_at=self.source.known_at,
            batch=0,
            rank=self.source.rank,
            office=self.source.office or subject.unit,
            report_date_assumed=day.assumed,
            period_from=first,
            period_to=last,
            event=event,
            percent=entry.percent,
            incidents=entry.incidents,
            remedied=entry.remedied,
            exception_ref=entry.exception_ref,
            completed_on=entry.completed_on,
            evidence=entry.evidence,
            note=entry.note,
            reporter=self._once("reporter", cells),
            approver=self._once("approver", cells),
            accepted=not future,
            marks=tuple(marks),
            cells=places,
        )
        every = self.owed.obligations[subject.obligation].report_every or self.source.report_every
        reading = Reading(observation, entry.exception, entry.evidence_ok, queried, row + 1, every)
        if isinstance(altered, date):
            reading = replace(reading, register_due=known_due(subject, self.owed), sheet_due=altered)
        self.readings.append(reading)
        self._note(row, cells, subject, day, entry, altered)
        if future:
            cell = cells["completed_on"]
            shown = {"value": str(entry.completed_on), "reported_on": str(day.on)}
            self._say(cell.address, text_of(cell.value), Fault("completed-in-future", shown), row + 1)
            return Outcome.REJECTED
        if queried:
            self._say(places["state"], text_of(cells["state"].value), Fault("not-applicable"), row + 1)
            return Outcome.QUESTION
        return Outcome.ACCEPTED

    def _note(
        self,
        row: int,
        cells: Mapping[str, Cell],
        subject: Subject,
        day: Day,
        entry: Entry,
        altered: date | Fault | None,
    ) -> None:
        """What was taken and should still be known."""
        if entry.from_figures:
            self._remark("state-from-figures", subject.cell, row)
        if isinstance(altered, Fault):
            self._remark("due-unreadable", cells["due_on"].address, row, value=text_of(cells["due_on"].value))
        elif altered is not None and subject.obligation and subject.unit:
            shown = {"value": altered.isoformat(), "register": str(known_due(subject, self.owed))}
            self._remark("due-altered", cells["due_on"].address, row, **shown)
        if day.on > self.source.received_on:
            values = {"value": day.on.isoformat(), "received": self.source.received_on.isoformat()}
            self._remark("reported-after-receipt", day.cell or subject.cell, row, **values)

    def _once(self, name: str, cells: Mapping[str, Cell]) -> str | None:
        cell = cells.get(name)
        if cell is not None and not self.reader.blank(cell):
            return text_of(cell.value)
        found = self.head.labelled.get(name)
        return text_of(found.value) if found is not None else None

    def _say(self, cell: str, shown: str, fault: Fault, row: int) -> bool:
        """Files a fault where it belongs; True if it is a question."""
        where = SourceRef(self.source.file, self.source.sha256, sheet=self.sheet.name, cell=cell)
        notice = Notice(at(fault.code, where, **fault.values), row, shown)
        asked = severity(notice.finding) is Severity.QUESTION
        (self.questions if asked else self.rejected).append(notice)
        return asked

    def _remark(self, code: str, cell: str, row: int, **values: object) -> None:
        where = SourceRef(self.source.file, self.source.sha256, sheet=self.sheet.name, cell=cell)
        self.notes.append(Notice(at(code, where, **values), row + 1, str(values.get("value", ""))))
