"""A row that lists an event of a triggered obligation: its number and its day, beside whatever it reports
(docs/decisions/0114). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.followup.dates import Fault, read_date
from tracker.followup.entries import Cell, Reader, cell_error
from tracker.followup.values import text_of
from tracker.model import Obligation, Pattern, SourceRef
from tracker.register.events import key_of


@dataclass(frozen=True, slots=True)
class Listed:
    """One event as a sheet lists it. ``number`` as it is compared, ``written`` as it stands there; ``reported_on``: the
    day of the sheet."""

    obligation: str
    number: str
    unit: str
    occurred_on: date
    reported_on: date
    retracted: bool
    source: SourceRef
    written: str = ""


def lists(cells: Mapping[str, Cell], reader: Reader) -> bool:
    """Whether a row gives the day of an event."""
    return not reader.blank(cells.get("occurred_on"))


def dayless(cells: Mapping[str, Cell], obligation: Obligation, reader: Reader) -> tuple[str, str, Fault] | None:
    """(address, number, why not) of a row that names an event, in a table of events, and nothing else of it: without
    its day it opens nothing, and is no row that was left empty either."""
    number, day = cells.get("event"), cells.get("occurred_on")
    if day is None or number is None or reader.blank(number) or obligation.pattern is not Pattern.TRIGGERED:
        return None
    shown = text_of(number.value)
    return day.address, shown, Fault("event-day-missing", {"value": shown})


def read_listed(
    cells: Mapping[str, Cell],
    obligation: Obligation,
    unit: str,
    reader: Reader,
    where: SourceRef,
    received_on: date,
    reported_on: date,
    retracted: bool,
) -> Listed | tuple[str, str, Fault]:
    """The event of a row that ``lists`` one, or (address, what stands there, why not)."""
    cell, number = cells["occurred_on"], cells.get("event")
    shown = text_of(cell.value)
    if obligation.pattern is not Pattern.TRIGGERED:
        return cell.address, shown, Fault("event-not-triggered", {"value": shown, "obligation": obligation.id})
    if number is None or reader.blank(number):
        return (number or cell).address, "", Fault("event-number-missing", {"value": shown})
    day = cell_error(cell) or read_date(cell.value, reader.lexicon, reader.order("occurred_on"))
    if isinstance(day, Fault):
        return cell.address, shown, day
    if day > received_on:
        values = {"value": day.isoformat(), "received": received_on.isoformat()}
        return cell.address, shown, Fault("event-in-future", values)
    told = min(max(reported_on, day), received_on)
    written = text_of(number.value).strip()
    return Listed(obligation.id, key_of(written), unit, day, told, retracted, where, written)
