"""Recurrences in a clause, and the days of each period beside them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.model import Deadline, DeadlineKind
from tracker.orders import lexicon
from tracker.orders.tokens import fold


def every(t: TimeExpression) -> Deadline:
    """The deadline of a recurrence."""
    return Deadline(DeadlineKind.EVERY, rrule=t.value, phrase=t.text, span=t.span)


def narrowest(every: Sequence[TimeExpression]) -> TimeExpression:
    """'Weekly, and every Thursday': of two recurrences of one length the one that names its day."""
    same = [t for t in every if (t.value or "").startswith((every[0].value or "").split(";")[0])]
    return max(same, key=lambda t: len(t.value or ""))


def on_day_of_next(every: Deadline, dated: Sequence[TimeExpression]) -> Deadline:
    """'Monthly, by the seventh of the month that follows', 'every year by 31 January': due on that day of each."""
    if every.rrule not in ("FREQ=MONTHLY", "FREQ=YEARLY"):
        return every
    day = next((d for t in dated if t.role is not Role.UNTIL and (d := last_day(t)) is not None), None)
    if day is None:
        return every
    month = f"BYMONTH={day.month};" if every.rrule == "FREQ=YEARLY" else ""
    return replace(every, rrule=f"{every.rrule};{month}BYMONTHDAY={day.day}")


def of_each_year(t: TimeExpression, every: TimeExpression) -> bool:
    """'By 31 January' beside 'every year': a day without a year of its own."""
    return every.value == "FREQ=YEARLY" and t.kind is Kind.DATE and re.search(r"\d{4}", t.text) is None


def of_next_period(t: TimeExpression) -> bool:
    """'The fifth of the following month' beside a recurrence: a day of each period."""
    return not {fold(w) for w in t.text.split()}.isdisjoint(lexicon.next_period())


def last_day(t: TimeExpression) -> date | None:
    """The day on which a date or the end of a named period falls; it never moves."""
    return day_of((t.value or "").rpartition("/")[2])


def day_of(value: str) -> date | None:
    """A day as it is written in a value; None for a month, a year, an instant."""
    if len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
