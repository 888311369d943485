"""Calendar arithmetic: stretches of days, months that clamp, ends of named periods. Pure."""

from __future__ import annotations

import calendar as gregorian
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.calendars.holidays import Calendar
from tracker.calendars.profiles import Policy
from tracker.model import TimeUnit

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; ``str`` is the name of its occurrence (``START/END``)."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months later, or the last of that month where it has none (31 Jan + 1 = 28/29 Feb).

    Always count from the first day in one go: month by month, 31 January would come to 28 March. OverflowError outside
    the years 1 to 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month0 + 1, min(day.day, gregorian.monthrange(year, month0 + 1)[1]))


def week_of(day: date, policy: Policy) -> Period:
    """The week of a day, from the policy's first day of the week."""
    start = day - timedelta(days=(day.weekday() - policy.week_starts) % 7)
    return Period(start, start + timedelta(days=6))


def period_of(unit: TimeUnit, day: date, policy: Policy) -> Period:
    """The named week, month or year that holds a day. ValueError for other units."""
    if unit is TimeUnit.WEEK:
        return week_of(day, policy)
    if unit is TimeUnit.MONTH:
        return Period(day.replace(day=1), day.replace(day=gregorian.monthrange(day.year, day.month)[1]))
    if unit is TimeUnit.YEAR:
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    raise ValueError(f"no named period of unit {unit}")


def end_of(unit: TimeUnit, day: date, calendar: Calendar) -> date:
    """When 'within this week / month / year' ends, said on ``day``: a week on its last working day, others on their
    last day (semantics §3). Where no working day is left in the week, on the week's last day: never before ``day``.

    The answer is ``day`` itself when that is the last one; the caller then asks. ValueError for other units.
    """
    last = period_of(unit, day, calendar.policy).end
    if unit is not TimeUnit.WEEK:
        return last
    left = (last - timedelta(days=back) for back in range((last - day).days + 1))
    return next((candidate for candidate in left if calendar.is_working(candidate)), last)
