"""The day of a report: what a row or its sheet states of it, what else tells it, at last the day of receipt. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from tracker.followup.columns import Head
from tracker.followup.dates import Fault, Order, mentions_date, read_date, read_period
from tracker.followup.entries import Cell, cell_error
from tracker.followup.lexicon import Lexicon
from tracker.followup.sheets import Sheet
from tracker.followup.titles import Basis, TitleDay, fault_of, name_day, title_days
from tracker.followup.values import text_of
from tracker.model import Rank


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file came from. ``office``: who reports, '' = each row's own unit; ``unit``: the sender, if it is one;
    ``report_every``: the days for which one report is owed where the order does not say. ``stated_on``: the
    day of its other sheets, where they state one and the same."""

    file: str
    sha256: str
    known_at: datetime
    received_on: date
    office: str = ""
    unit: str | None = None
    rank: Rank = Rank.UNIT
    order: Order = Order.DAY_FIRST
    report_every: int = 7
    stated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The day of a report. ``own``: stated in the row itself. ``fault``: why the stated one cannot be read; ``on`` is
    then the day of receipt. ``basis``: what an assumed day rests on: receipt | title | workbook | name."""

    on: date
    assumed: bool
    cell: str | None = None
    own: bool = False
    shown: str = ""
    fault: Fault | None = None
    period_from: date | None = None
    period_to: date | None = None
    basis: str = "receipt"

    @property
    def code(self) -> str:
        """The finding that says on what an assumed day rests."""
        known = ("title", "workbook", "name")
        return f"report-date-from-{self.basis}" if self.basis in known else "report-date-missing"

    @staticmethod
    def of_cell(cell: Cell, lexicon: Lexicon, order: Order, source: Source) -> Day:
        """The day that a row's own cell states."""
        found = cell_error(cell) or read_date(cell.value, lexicon, order)
        if isinstance(found, Fault):
            return Day(source.received_on, True, cell.address, True, text_of(cell.value), found)
        return Day(found, False, cell.address, True)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a day that a sheet does not state plainly must agree with. ``issued``: the days of the orders; ``told``: the
    latest completion that the sheet tells of and that its receipt allows."""

    issued: frozenset[date] = frozenset()
    told: date | None = None

    def allow(self, day: date, source: Source) -> bool:
        """Not after its receipt, no order's own day, not before all orders, not before what the sheet itself tells."""
        if day > source.received_on or day in self.issued:
            return False
        return (not self.issued or day > min(self.issued)) and (self.told is None or day >= self.told)


def find_day(sheet: Sheet, head: Head, lexicon: Lexicon, order: Order, source: Source, bounds: Bounds) -> Day:
    """The day of a sheet (docs/decisions/0055): labelled in its head, in a title's words, a lone date there or in its
    name; else assumed, from a date that stands apart in a title, from the day that its other sheets
    state, from the file's name, at last from its receipt."""
    first, last = _head_period(head, lexicon, order)
    stated = head.labelled.get("reported_on")
    if stated is not None and not lexicon.is_blank(text_of(stated.value)):
        found = read_date(stated.value, lexicon, order)
        if isinstance(found, Fault):
            shown = text_of(stated.value)
            return Day(source.received_on, True, stated.cell, False, shown, found, first, last)
        return Day(found, False, stated.cell, period_from=first, period_to=last)
    titled: list[tuple[TitleDay, str | None]] = [
        (day, place.cell) for place in head.texts for day in title_days(text_of(place.value), lexicon, order)
    ]
    titled += [(day, None) for day in title_days(sheet.name, lexicon, order) if not sheet.text]
    sure = [(day, cell) for day, cell in titled if day.basis is not Basis.BESIDE and _may_be(day, source)]
    if len({day.on for day, _ in sure}) == 1:
        return _titled(sure, first, last, lexicon, order, source)
    loose = [(place.value, place.cell) for place in head.loose_dates]
    loose += [(place.value, place.cell) for place in head.texts if mentions_date(text_of(place.value), lexicon)]
    dates = {(day, cell) for value, cell in loose if isinstance(day := read_date(value, lexicon, order), date)}
    if len({day for day, _ in dates}) == 1:
        lone, cell = min(dates, key=lambda entry: entry[1])
        return Day(lone, False, cell, period_from=first, period_to=last)
    named = read_date(sheet.name, lexicon, order) if not sheet.text and mentions_date(sheet.name, lexicon) else None
    if isinstance(named, date):
        return Day(named, False, period_from=first, period_to=last)
    if last is not None and last <= source.received_on:
        return Day(last, False, head.labelled["period"].cell, period_from=first, period_to=last)
    apart = {
        day.on: cell for day, cell in titled if day.basis is Basis.BESIDE and day.on and bounds.allow(day.on, source)
    }
    if len(apart) == 1:
        ((day, place),) = apart.items()
        return Day(day, True, place, period_from=first, period_to=last, basis="title")
    if source.stated_on is not None and bounds.allow(source.stated_on, source):
        return Day(source.stated_on, True, period_from=first, period_to=last, basis="workbook")
    filed = name_day(PurePosixPath(source.file).stem, lexicon, order)
    if filed is not None and bounds.allow(filed, source):
        return Day(filed, True, period_from=first, period_to=last, basis="name")
    return Day(source.received_on, True, period_from=first, period_to=last)


def _may_be(found: TitleDay, source: Source) -> bool:
    """A title may say 'up to' a day that is yet to come: then it ends a plan, and no report."""
    return found.on is None or found.basis is Basis.OWN or found.on <= source.received_on


def _titled(
    found: Sequence[tuple[TitleDay, str | None]],
    first: date | None,
    last: date | None,
    lexicon: Lexicon,
    order: Order,
    source: Source,
) -> Day:
    """The one day that a sheet's titles name. One that does not exist is named and not guessed at."""
    title, cell = found[0]
    if title.on is None:
        fault = fault_of(title, lexicon, order)
        return Day(source.received_on, True, cell, False, title.shown, fault, first, last)
    begins = next((one.begins for one, _ in found if one.begins is not None), None)
    if begins is not None and first is None and last is None:
        first, last = begins, title.on
    return Day(title.on, False, cell, period_from=first, period_to=last)


def _head_period(head: Head, lexicon: Lexicon, order: Order) -> tuple[date | None, date | None]:
    stated = head.labelled.get("period")
    found = read_period(stated.value, lexicon, order) if stated is not None else None
    return found if isinstance(found, tuple) else (None, None)
