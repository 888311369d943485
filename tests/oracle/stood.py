"""How a clause stood on a day: the changes that held, versions of its deadline, stopped days (decision 0018)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from oracle.history import Change, Clause, History, Term
from oracle.moons import far

ONE_DAY = timedelta(days=1)
BAGHDAD = timezone(timedelta(hours=3))


@dataclass(frozen=True)
class Written:
    """One version of the deadline. ``since``: the first day of its force, None from the beginning; ``set_on``: the day
    of the change that wrote it, None for the first."""

    since: date | None
    term: Term
    set_on: date | None = None


@dataclass
class Stood:
    """``stops``: first day and first day after of every suspension, an open one up to A; ``open_since``: the first day
    of an open one."""

    versions: list[Written]
    ends_on: date | None
    stops: list[tuple[date, date]] = field(default_factory=list)
    open_since: date | None = None
    withdrawn: tuple[date, str] | None = None

    def stopped(self, day: date) -> bool:
        return any(first <= day < after for first, after in self.stops)


def held(history: History, clause: Clause, told_by: date) -> list[Change]:
    """The changes known by K that hold by a day, by their own day, of equal ones as written."""

    def known(change: Change) -> bool:
        midnight = datetime(change.on.year, change.on.month, change.on.day, tzinfo=BAGHDAD).timestamp()
        return (midnight if change.recorded_at is None else change.recorded_at) <= history.known_at

    return sorted((c for c in clause.changes if known(c) and c.on <= told_by), key=lambda c: c.on)


def stood(history: History, clause: Clause, as_of: date, told_by: date | None = None) -> Stood:
    """``told_by``: a later day from which one looks back; what holds from the beginning then holds on A too."""
    found = Stood([Written(None, clause.term)], clause.ends_on)
    open_since: list[tuple[date, date | None]] = []
    for change in held(history, clause, told_by or as_of):
        if change.kind in ("revoke", "supersede"):
            if change.on <= as_of:
                found.withdrawn = (change.on, change.kind)
            break
        if change.on > as_of and not from_the_beginning(change):
            continue
        if change.kind == "suspend":
            open_since.append((change.on, change.until))
        elif change.kind == "resume":
            close(found, open_since, change.on)
        elif change.term is not None:
            write(found, change, change.term)
        elif change.until is not None and (clause.standing or clause.pattern == "periodic"):
            found.ends_on = change.until
        elif change.until is not None:
            write(found, change, Term("on", change.until))
    found.open_since = min((first for first, final in open_since if final is None), default=None)
    close(found, open_since, as_of + ONE_DAY, at_the_end=True)
    return found


def close(found: Stood, open_since: list[tuple[date, date | None]], day: date, *, at_the_end: bool = False) -> None:
    """Every suspension still running stops running: it has no later day than its own last one."""
    for first, final in open_since:
        if final is not None:
            found.stops.append((first, final + ONE_DAY if at_the_end else min(final + ONE_DAY, day)))
        else:
            found.stops.append((first, day))
    open_since.clear()


def from_the_beginning(change: Change) -> bool:
    return change.kind in ("amend", "extend", "correct") and (change.retroactive or change.kind == "correct")


def write(found: Stood, change: Change, term: Term) -> None:
    """A new version; one that holds from the beginning takes the place of all before it."""
    if from_the_beginning(change):
        found.versions = [Written(None, term, change.on)]
    else:
        found.versions.append(Written(change.on, term, change.on))


def works(history: History, day: date) -> bool:
    """Friday and Saturday are free under ``iq``; every day works under ``literal`` but the holidays."""
    return not (history.policy == "iq" and day.weekday() in (4, 5)) and day not in history.holidays


def later(until: date, since: date, stopped: Callable[[date], bool]) -> date:
    """One running day after ``until`` for every stopped day from ``since`` to ``until``."""
    owing = sum(stopped(since + n * ONE_DAY) for n in range((until - since).days + 1))
    day = until
    while owing:
        day += ONE_DAY
        owing -= not stopped(day)
    return day


def hours_later(day: date, hour: int, count: int, now: Stood) -> date:
    """The day of the instant so many hours later, hour by hour: those of suspended days do not run, that of issue does.
    No weekend and no holiday moves it."""
    moment, first = datetime(day.year, day.month, day.day, hour, tzinfo=BAGHDAD), day
    while count:
        count -= moment.date() == first or not now.stopped(moment.date())
        moment += timedelta(hours=1)
    day = moment.date()
    while day != first and now.stopped(day):
        day += ONE_DAY
    return day


def due_with_stops(history: History, version: Written, anchor: date | None, now: Stood) -> tuple[str, date | None]:
    """D under suspensions, walked day by day."""
    term = version.term
    if term.kind == "on" and term.due_on is not None:
        beginning = min((first for first, _ in now.stops), default=term.due_on)
        return "resolved", later(term.due_on, max(beginning, version.set_on or beginning), now.stopped)
    if term.kind not in ("within", "immediately"):
        return "absent", None
    if anchor is None:
        return "unresolved", None
    if term.kind == "immediately":
        return "resolved", later(anchor, anchor, now.stopped)
    count = term.count or 0
    day = anchor
    if term.unit in ("month", "year", "hijri_month", "hijri_year"):
        day = far(anchor, term, history.policy)
        day = later(day, anchor + ONE_DAY, now.stopped)
    else:
        count = {"week": 7 * count, "hour": -(-count // 24)}.get(term.unit or "", count)
        while count:
            day += ONE_DAY
            count -= not now.stopped(day) and (term.unit != "working_day" or works(history, day))
    while history.policy == "iq" and (not works(history, day) or now.stopped(day)):
        day += ONE_DAY
    return "resolved", day
