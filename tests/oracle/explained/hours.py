"""The date card of hours that run from the hour of issue: its lines, whole, as the oracle's own clock has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from oracle.explained.own import Own
from oracle.explained.text import amount, said
from oracle.stood import BAGHDAD, hours_later, works

ASSUMED, NOT_MOVING = "Assumed: ", "; such a deadline does not move."


def by_hour(own: Own) -> bool:
    """Whether the deadline of a duty ends at an hour: hours from the issue, whose hour is recorded."""
    term = own.written.term
    return term.unit == "hour" and term.anchor == "issue" and not own.duty.event and own.history.issued_at is not None


def complaints(lines: list[str], own: Own, issued: date) -> Iterator[str]:
    hours, hour = own.written.term.count or 0, own.history.issued_at or 0
    begins = datetime(issued.year, issued.month, issued.day, hour, tzinfo=BAGHDAD)
    ends = begins + timedelta(hours=hours)
    due = hours_later(issued, hour, hours, own.stood)
    period, moved = amount(hours, "hour"), (due - ends.date()).days
    expected = [
        f"Rule: within {period} of the hour of issue.",
        f"Start: {said(issued)} at {begins:%H:%M}, the hour of issue.",
        f"Exactly {period} later: {said(ends.date())} at {ends:%H:%M}, Baghdad time.",
    ]
    if moved:
        expected.append(f"Moved by {amount(moved, 'day')} during which the order was suspended: {said(due)}.")
    if not works(own.history, due):
        iq = own.history.policy == "iq" and due.weekday() in (4, 5)
        expected.append(
            f"{said(due)} is {'a weekend day' if iq else 'a holiday: test (official; source: test)'}{NOT_MOVING}"
        )
    expected.append(f"Due: {said(due)} at {ends:%H:%M}, Baghdad time.")
    told = [line for line in lines if not line.startswith(ASSUMED)]
    if told != expected:
        yield f"{told}: expected {expected}"
