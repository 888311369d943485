"""Disagreements that are decided (the program is wrong by the specification) and not mended yet.

Each has the smallest history that shows it and says how to keep generated histories clear of it. ``test_oracle.py``
complains as soon as the program agrees on one: then its entry is deleted here and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from oracle.generate import AS_OF, KNOWN_AT
from oracle.history import Body, Change, Clause, History, Term
from oracle.oracle import Report


@dataclass(frozen=True)
class Fault:
    name: str
    rule: str
    history: History
    avoid: Callable[[History], History]


def small(clause: Clause, *rows: Report, body: Body | None = None, **values: object) -> History:
    """One unit, one clause, issued ten days before A."""
    history = History("iq", date(2020, 9, 3), AS_OF, KNOWN_AT, (body or Body("u1", "station"),), (clause,), tuple(rows))
    return replace(history, **values)  # type: ignore[arg-type]


def each(history: History, change: Callable[[Clause], Clause]) -> History:
    return replace(history, clauses=tuple(change(clause) for clause in history.clauses))


def waits(clause: Clause) -> bool:
    return clause.pattern == "periodic" and clause.anchor == "notification"


def without_end(clause: Clause) -> Clause:
    if not waits(clause):
        return clause
    return replace(clause, ends_on=None, changes=tuple(replace(c, until=None) for c in clause.changes))


def suspended_once(clause: Clause) -> Clause:
    """Only the first suspension, as soon as another of them has an end of its own."""
    stops = [c for c in clause.changes if c.kind == "suspend"]
    if not any(c.until for c in stops):
        return clause
    return replace(clause, changes=tuple(c for c in clause.changes if c.kind != "suspend" or c is stops[0]))


def by_single_weeks(clause: Clause) -> Clause:
    def plainer(rule: str | None) -> str | None:
        return rule.replace("INTERVAL=2;BYDAY", "BYDAY") if rule else None

    changes = tuple(
        replace(c, term=replace(c.term, rrule=plainer(c.term.rrule))) if c.term else c for c in clause.changes
    )
    return replace(clause, rrule=plainer(clause.rrule), changes=changes)


def within_a(history: History) -> History:
    """Stated periods of periodic duties end on A; one that begins later is left out."""
    periodic = {c.id for c in history.clauses if c.pattern == "periodic"}

    def cut(row: Report) -> Report:
        if row.obligation not in periodic or row.period_to is None or row.period_to <= history.as_of:
            return row
        if row.period_from is not None and row.period_from > history.as_of:
            return replace(row, period_from=None, period_to=None)
        return replace(row, period_to=history.as_of)

    return replace(history, rows=tuple(cut(row) for row in history.rows))


def one_order_of_dates(clause: Clause) -> Clause:
    """No correction to something without an anchor, where the clause counts from the notification."""
    if clause.anchor != "notification":
        return clause

    def drops(change: Change) -> bool:
        return change.until is not None if change.term is None else change.term.kind in ("none", "on")

    written = ("amend", "extend", "correct")
    return replace(clause, changes=tuple(c for c in clause.changes if c.kind not in written or not drops(c)))


def rows_by_day(history: History) -> History:
    """No stated period about a periodic order that is suspended."""
    stopped = {c.id for c in history.clauses if c.pattern == "periodic" and any(o.kind == "suspend" for o in c.changes)}
    return replace(
        history,
        rows=tuple(
            replace(row, period_from=None, period_to=None) if row.obligation in stopped else row for row in history.rows
        ),
    )


SEPTEMBER = [date(2020, 9, 1) + timedelta(days=n) for n in range(30)]
"""SEPTEMBER[n] is the day n + 1."""

WEEKLY = Clause("O1", pattern="periodic", kind="every", rrule="FREQ=WEEKLY", ids=("u1",))
DAILY = replace(WEEKLY, rrule="FREQ=DAILY")
TWO_STOPS = (Change("suspend", SEPTEMBER[11]), Change("suspend", SEPTEMBER[11], until=SEPTEMBER[23]))

KNOWN: tuple[Fault, ...] = (
    Fault(
        "a periodic order that waits for its notification does not end",
        "semantics §5, row 4: A > ends_on",
        small(replace(WEEKLY, anchor="notification", ends_on=SEPTEMBER[10])),
        lambda history: each(history, without_end),
    ),
    Fault(
        "an open suspension takes away the days of one whose end is known",
        "decision 0018: suspended days are not counted; suspensions that overlap are one",
        small(Clause("O1", kind="on", due_on=SEPTEMBER[17], ids=("u1",), changes=TWO_STOPS)),
        lambda history: each(history, suspended_once),
    ),
    Fault(
        "every other week is counted from Monday",
        "semantics §3 and §4: periods tile under the profile, weeks from Sunday",
        small(replace(WEEKLY, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"), issued_on=SEPTEMBER[5]),
        lambda history: each(history, by_single_weeks),
    ),
    Fault(
        "covers_several does not see periods after the next one",
        "decision 0017: a row that reports several is flagged on each",
        small(
            DAILY,
            Report(
                1,
                0,
                "O1",
                "u1",
                "u1",
                SEPTEMBER[10],
                "in_progress",
                period_from=SEPTEMBER[10],
                period_to=SEPTEMBER[19],
            ),
            body=Body("u1", "station", valid_from=SEPTEMBER[16]),
        ),
        within_a,
    ),
    Fault(
        "E goes by a version that does not hold",
        "decision 0018: E goes by the first version that still holds",
        small(
            Clause(
                "O1",
                kind="asap",
                anchor="notification",
                ids=("u1",),
                changes=(
                    Change("correct", SEPTEMBER[4], Term()),
                    Change("extend", SEPTEMBER[6], Term("within", count=3, unit="month", anchor="notification")),
                ),
            ),
            notified={"u1": SEPTEMBER[10]},
        ),
        lambda history: each(history, one_order_of_dates),
    ),
    Fault(
        "a row of a period that is not owed counts for another",
        "decision 0017: a row reports every occurrence of which at least half the days lie in it",
        small(
            replace(WEEKLY, rrule="FREQ=WEEKLY;BYDAY=SA", changes=(Change("suspend", SEPTEMBER[2]),)),
            Report(
                1,
                0,
                "O1",
                "u1",
                "u1",
                SEPTEMBER[10],
                "in_progress",
                period_from=SEPTEMBER[4],
                period_to=SEPTEMBER[12],
            ),
            issued_on=date(2020, 8, 24),
        ),
        rows_by_day,
    ),
)


def without_known(history: History) -> History:
    """The history changed as little as keeps it clear of every known fault."""
    for fault in KNOWN:
        history = fault.avoid(history)
    return history
