"""What of a row's event and period tells two reports of one office and day apart (docs/decisions/0015). Pure.

A report on a duty owed once has neither: it is done or it is not. A standing duty is reported period by period, and one
triggered by events event by event besides. What does not tell reports apart is left out of the key, or a cell filled in
beside a report would replace it unnoticed.
"""

from __future__ import annotations

from datetime import date, timedelta

from tracker.model import Pattern

Occasion = tuple[str | None, date | None, date | None]
"""Event, first and last day of the period."""


def occasion(
    pattern: Pattern, event: str | None, first: date | None, last: date | None, reported_on: date, week_starts: int
) -> Occasion:
    """As it stands in the key. A period without a first day is the week of its last one, else of the report; but where
    the order has periods of its own, a day lies in one of them, and no week is made up (docs/decisions/0123)."""
    if pattern is Pattern.ACHIEVEMENT:
        return None, None, None
    if pattern is Pattern.PERIODIC:
        return None, first or last, last
    if first is None:
        day = last or reported_on
        first = day - timedelta(days=(day.weekday() - week_starts) % 7)
    return event if pattern is Pattern.TRIGGERED else None, first, last
