"""What is odd about the recurrences of a register and stops nothing: one that never begins, one that cuts a week into
its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.calendars.counting import fault
from tracker.calendars.recurrence import periods, recurrence_parts
from tracker.findings import at
from tracker.model import Deadline, Directive, Finding, Obligation, SourceRef


def oddities(directive: Directive) -> Iterator[Finding]:
    """The warnings about the recurrences of a directive, those of its changes included."""
    for obligation in directive.obligations:
        start = obligation.effective_on or directive.effective_on or directive.issued_on
        for deadline, since, where in _deadlines(obligation, start):
            if deadline.rrule is not None and fault(deadline) is None:
                yield from _of_rule(deadline.rrule, since, obligation.id, where)


def _deadlines(obligation: Obligation, start: date) -> Iterator[tuple[Deadline, date, SourceRef]]:
    yield obligation.deadline, start, obligation.source
    for change in obligation.changes:
        if change.deadline is not None:
            yield change.deadline, max(start, change.on), change.source


def _of_rule(rule: str, since: date, obligation: str, where: SourceRef) -> Iterator[Finding]:
    if next(periods(rule, since), None) is None:
        yield at("recurrence-never-begins", where, obligation=obligation, rrule=rule, start=since.isoformat())
    parts = recurrence_parts(rule)
    if "BYWEEKNO" in parts and "BYDAY" not in parts:
        suggested = f"{rule};BYDAY=TH"
        yield at("recurrence-week-of-days", where, obligation=obligation, rrule=rule, suggested=suggested)
