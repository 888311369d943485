"""One row's entry cells -> what was reported. Pure: every fault of the row is collected, none stops another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.followup.dates import Fault, Order, read_date, read_period
from tracker.followup.lexicon import Lexicon
from tracker.followup.states import read_state
from tracker.followup.values import (
    error_of,
    exception_of,
    is_blank,
    is_reference,
    is_standing,
    read_count,
    read_percent,
    text_of,
)
from tracker.model import Obligation, State, Text

NAMED_STATES: Text = {
    "ar": "منجز، قيد التنفيذ، لم يباشر به، ملتزم، غير ملتزم",
    "en": "done, in progress, not started, kept, not kept",
}
"""What a remedy proposes; all of them are in the lexicon of states."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value at its address. ``fault``: an error value or an unsaved formula that stands there (code, text)."""

    value: Any
    address: str
    fault: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """What the cells of one table are read by. ``orders``: column -> day-first or month-first; ``titles``: headings."""

    lexicon: Lexicon
    orders: Mapping[str, Order]
    titles: Mapping[str, str]
    hundreds: bool

    def blank(self, cell: Cell | None) -> bool:
        return cell is None or (cell.fault is None and is_blank(cell.value, self.lexicon))

    def order(self, column: str) -> Order:
        return self.orders.get(column, Order.DAY_FIRST)


@dataclass(slots=True)
class Entry:
    """What one row says. ``faults``: (address, what stands there, why); ``from_figures``: the state was not stated."""

    state: State | None = None
    percent: float | None = None
    incidents: int | None = None
    remedied: int | None = None
    completed_on: date | None = None
    period: tuple[date | None, date | None] | None = None
    exception_ref: str | None = None
    exception: int = 0
    evidence: str | None = None
    evidence_ok: bool = False
    note: str | None = None
    event: str | None = None
    from_figures: bool = False
    faults: list[tuple[str, str, Fault]] = field(default_factory=list)

    @property
    def about(self) -> date | None:
        """A day of the period that it speaks of, as far as it can be read; else the day of completion."""
        first, last = self.period or (None, None)
        return first or last or self.completed_on


def read_entry(cells: Mapping[str, Cell], obligation: Obligation, reader: Reader, state_cell: str) -> Entry:
    """Reads the entry cells of a row about an obligation. ``state_cell``: where a missing state is reported."""
    entry = Entry()
    take = _Taker(cells, reader, entry)
    lexicon = reader.lexicon
    entry.percent = take("percent", lambda value: read_percent(value, lexicon, reader.hundreds))
    entry.incidents = take("incidents", lambda value: read_count(value, lexicon))
    entry.remedied = take("remedied", lambda value: read_count(value, lexicon))
    entry.completed_on = take("completed_on", lambda value: read_date(value, lexicon, reader.order("completed_on")))
    entry.period = _period(cells, take, reader, entry)
    entry.note = take("note", text_of)
    entry.event = take("event", text_of)
    entry.exception_ref = take("exception_ref", text_of)
    entry.evidence = take("evidence", text_of)
    if entry.exception_ref is not None:
        entry.exception = exception_of(cells["exception_ref"].value, lexicon)
    if entry.evidence is not None:
        entry.evidence_ok = is_reference(cells["evidence"].value, lexicon)
    _state(cells, take, obligation, reader, entry, state_cell)
    return entry


class _Taker:
    """Reads one cell into one value; a blank one is None, one that cannot be read is None and a fault."""

    def __init__(self, cells: Mapping[str, Cell], reader: Reader, entry: Entry) -> None:
        self.cells, self.reader, self.entry = cells, reader, entry

    def __call__(self, column: str, read: Any) -> Any:
        cell = self.cells.get(column)
        if cell is None or self.reader.blank(cell):
            return None
        found = cell_error(cell) or read(cell.value)
        if isinstance(found, Fault):
            self.entry.faults.append((cell.address, text_of(cell.value) or str(found.values.get("value", "")), found))
            return None
        return found


def cell_error(cell: Cell) -> Fault | None:
    """The error value or the unsaved formula of a cell, as a fault."""
    if cell.fault is not None:
        return Fault(cell.fault[0], {"value": cell.fault[1]})
    shown = error_of(cell.value)
    return Fault("cell-error", {"value": shown}) if shown is not None else None


def _period(
    cells: Mapping[str, Cell], take: _Taker, reader: Reader, entry: Entry
) -> tuple[date | None, date | None] | None:
    """First and last day as stated; one alone stands for itself."""
    lexicon = reader.lexicon
    first = take("period_from", lambda value: read_date(value, lexicon, reader.order("period_from")))
    last = take("period_to", lambda value: read_date(value, lexicon, reader.order("period_to")))
    if first is not None and last is not None and first > last:
        cell = cells["period_to"]
        shown = f"{first.isoformat()}/{last.isoformat()}"
        entry.faults.append((cell.address, text_of(cell.value), Fault("period-invalid", {"value": shown})))
        return None
    if first is not None or last is not None:
        return first, last
    found: tuple[date, date] | None = take("period", lambda value: read_period(value, lexicon, reader.order("period")))
    return found


def _state(
    cells: Mapping[str, Cell], take: _Taker, obligation: Obligation, reader: Reader, entry: Entry, state_cell: str
) -> None:
    """The stated state; without one, on a standing duty, what the two figures leave open (docs/decisions/0053)."""
    known = NAMED_STATES
    cell = cells.get("state")
    if cell is None or reader.blank(cell):
        if is_standing(obligation) and entry.incidents is not None:
            entry.state = State.NOT_KEPT if entry.incidents > (entry.remedied or 0) else State.KEPT
            entry.from_figures = True
        else:
            entry.faults.append((state_cell, "", Fault("state-missing", {"known": known})))
        return
    title = reader.titles.get("state", "")
    found = take(
        "state", lambda value: read_state(value, obligation, reader.lexicon, entry.percent, title, entry.incidents)
    )
    if found is None:
        address, shown, fault = entry.faults.pop()
        values = {**fault.values, "known": known} if fault.code == "state-unreadable" else fault.values
        entry.faults.append((address, shown, Fault(fault.code, values)))
    entry.state = found
    if found is State.RETRACTED and not entry.note:
        entry.faults.append((cell.address, text_of(cell.value), Fault("retraction-without-note")))
