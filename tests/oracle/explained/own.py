"""What may be said of one duty, worked out from the rows, the order and the decisions by the oracle's means alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from oracle.history import Change, Clause, Decision, Due, History
from oracle.oracle import (
    ONE_DAY,
    Duty,
    Incidents,
    Report,
    asked_on,
    completion,
    done_run,
    effective,
    in_force_on,
    incidents_of,
    is_suspended,
    judge,
    last_heard,
    last_observation,
    newest_of,
    reports_of,
    standing,
    window_end,
)
from oracle.owing import World, decided, listed, order_effective
from oracle.owing import told as told_rows
from oracle.stood import Stood, Written, held, stood


@dataclass(frozen=True)
class Own:
    """One duty of a history. ``rows``: every row that came about anything, and what listing an event says."""

    history: History
    clause: Clause
    duty: Duty
    rows: list[Report]
    due: Due

    @cached_property
    def once(self) -> bool:
        return not standing(self.duty)

    @cached_property
    def starts(self) -> date:
        return effective(self.duty)

    @cached_property
    def from_order(self) -> bool:
        """Whether the duty begins with the order."""
        return self.order_effective == self.starts and not self.duty.event

    @cached_property
    def own_day(self) -> bool:
        """Whether it begins later: with its period, its event or unit, the notification, the end of the unit before."""
        return self.order_effective < self.starts or bool(self.duty.event)

    @cached_property
    def reports(self) -> list[Report]:
        return reports_of(self.duty, self.rows, self.history.as_of, self.history.known_at)

    @cached_property
    def accepted(self) -> list[Report]:
        return [report for report in self.reports if report.accepted]

    @cached_property
    def last(self) -> Report | None:
        return last_observation(self.accepted)

    @cached_property
    def heard(self) -> date | None:
        return last_heard(self.accepted, self.last)

    @cached_property
    def run(self) -> list[Report]:
        return done_run(self.accepted, self.last) if self.once else []

    @cached_property
    def completed(self) -> date | None:
        return completion(self.run)

    @cached_property
    def stated(self) -> bool:
        return any(report.completed_on is not None for report in self.run)

    @cached_property
    def first_done(self) -> date | None:
        return min((report.reported_on for report in self.run), default=None)

    @cached_property
    def proven(self) -> bool:
        return any(report.evidence_ok for report in self.run)

    @cached_property
    def judged(self) -> Duty:
        """With the deadline that judges."""
        return in_force_on(self.duty, self.completed) if self.completed is not None else self.duty

    @cached_property
    def verdict(self) -> str:
        return judge(self.duty, self.rows, self.history.as_of, self.history.known_at).verdict

    @cached_property
    def days(self) -> int | None:
        return judge(self.duty, self.rows, self.history.as_of, self.history.known_at).days

    @cached_property
    def counted(self) -> Incidents:
        return incidents_of(self.duty, self.accepted)

    @cached_property
    def asked(self) -> date:
        return asked_on(self.duty, self.starts)

    @cached_property
    def window(self) -> date:
        return window_end(self.duty, self.heard or self.asked)

    @cached_property
    def review(self) -> date:
        return self.starts + self.judged.review_after * ONE_DAY

    @cached_property
    def gone(self) -> tuple[date, str] | None:
        every = listed(self.history, self.clause, self.history.as_of)
        if any(one.retracted for one in every if self.duty.event and one.number == self.duty.event):
            return self.starts, "event_retracted"
        return self.duty.withdrawn

    @cached_property
    def before(self) -> str | None:
        """The verdict of the day before it fell away, or of its last day."""
        known_at = self.history.known_at
        if self.verdict == "waived" and self.gone is not None:
            if self.gone[1] == "event_retracted":
                return "not_in_force"  # it falls away with its own first day
            alive = self.duty.the_day_before() if self.duty.the_day_before else None
            return judge(alive, self.rows, self.gone[0] - ONE_DAY, known_at).verdict if alive else None
        if self.verdict == "ended" and self.duty.ends_on is not None:
            return judge(self.duty, self.rows, self.duty.ends_on, known_at).verdict
        return None

    @cached_property
    def stop(self) -> tuple[date, date | None] | None:
        """The suspension that runs on A: its first day and its last, None for an open one."""
        first = last = self.history.as_of
        if not is_suspended(self.duty, first):
            return None
        while is_suspended(self.duty, first - ONE_DAY):
            first -= ONE_DAY
        while is_suspended(self.duty, last + ONE_DAY):
            last += ONE_DAY
            if any(start <= last and resumed is None for start, resumed in self.duty.suspensions):
                return first, None
        opened = any(start <= last and resumed is None for start, resumed in self.duty.suspensions)
        return first, None if opened else last

    @cached_property
    def changes(self) -> list[Change]:
        return held(self.history, self.clause, self.history.as_of)

    @cached_property
    def decisions(self) -> list[Decision]:
        return decided(self.history, self.clause, self.duty, self.history.as_of)

    @cached_property
    def stood(self) -> Stood:
        return stood(self.history, self.clause, self.history.as_of)

    @cached_property
    def written(self) -> Written:
        """The deadline, as it is written, that judges."""
        world = World(self.history, self.due, self.history.as_of, self.history.as_of)
        more = [] if not self.once else world.extensions(self.clause, self.duty)
        every = sorted([*self.stood.versions, *more], key=lambda w: w.since or date.min)
        day = self.completed or self.history.as_of
        return [w for w in every if w.since is None or w.since <= day][-1]

    @cached_property
    def order_effective(self) -> date:
        return order_effective(self.history, self.clause)

    @cached_property
    def retracted(self) -> list[date]:
        """The days of which what had been reported was taken back, in order."""
        newest = newest_of(self.duty, self.rows, self.history.as_of, self.history.known_at)
        return [row.reported_on for row in newest if row.state == "retracted"]

    def row(self, number: int) -> Report | None:
        return next((report for report in self.rows if report.row == number), None)


def owns(history: History, due: Due) -> list[Own]:
    clauses = {clause.id: clause for clause in history.clauses}
    rows = told_rows(history)
    world = World(history, due, history.as_of, history.as_of)
    return [Own(history, clauses[duty.obligation], duty, rows, due) for duty in world.duties()]
