"""Days, months and years as the calendar has them; no words here.

Days outside the years 1-9999 do not exist: functions give None for them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.calendars import hijri
from tracker.calendars.expressions.nodes import Duration
from tracker.calendars.profiles import Policy

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
HIJRI = {"hijri_month": 1, "hijri_year": 12}
DAYS = {"day": 1, "week": 7}
YEARS = {"decade": (10, 0), "century": (100, 1)}
"""Periods of years: how many, and the last digits of the first one."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``start`` to ``end``, both included; None = open. ``grain``: day | period (a named week, month, …)."""

    start: date | None
    end: date | None
    grain: str = "day"

    @property
    def single(self) -> bool:
        return self.start == self.end and self.start is not None


def made(year: int, month: int, day: int) -> date | None:
    """That date, None where the calendar does not have it."""
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def plus_days(day: date, count: int) -> date | None:
    ordinal = day.toordinal() + count
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def plus_months(day: date, count: int) -> date | None:
    """The corresponding day; the last of the month where there is none (31 January + 1 month = 28 or 29 February)."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def plus_working_days(day: date, count: int, policy: Policy) -> date | None:
    """``count`` days that are no weekend; holidays are known only to the counting of deadlines."""
    if len(policy.weekend) >= 7 or abs(count) > 20_000:
        return None
    step = 1 if count >= 0 else -1
    found: date | None = day
    while count and found is not None:
        found = plus_days(found, step)
        if found is not None and not policy.is_weekend(found):
            count -= step
    return found


def plus(day: date, duration: Duration, sign: int, policy: Policy) -> date | None:
    """``day`` moved by a duration: months first, then days.

    Hours without an hour of the day count as days, rounded up (semantics §3).
    """
    months = days = 0.0
    found: date | None = day
    for unit, count in duration.parts:
        if unit in MONTHS:
            months += count * MONTHS[unit]
        elif unit in DAYS:
            days += count * DAYS[unit]
        elif unit == "working_day":
            found = plus_working_days(day, sign * int(count), policy)
        elif unit in HIJRI:
            found = plus_hijri(found, sign * int(count) * HIJRI[unit], policy) if found is not None else None
        elif unit == "hour":
            days += -(-count // 24)
        if abs(months) > 200_000 or abs(days) > 5_000_000:
            return None
    whole = int(months)
    days += round((months - whole) * 30)
    if found is not None and whole:
        found = plus_months(found, sign * whole)
    return plus_days(found, sign * int(-(-days // 1))) if found is not None else None


def plus_hijri(day: date, count: int, policy: Policy) -> date | None:
    """The corresponding day so many Hijri months later."""
    try:
        return hijri.plus_months(day, count, policy.hijri).end.day
    except OverflowError:
        return None


def week(day: date, policy: Policy) -> date | None:
    """The first day of the week of ``day``."""
    return plus_days(day, -((day.weekday() - policy.week_starts) % 7))


def period(unit: str, day: date, shift: int, count: int, policy: Policy) -> Interval | None:
    """``count`` whole units from the one ``shift`` away from the one in which ``day`` lies."""
    if abs(shift) > 100_000 or count > 100_000:
        return None
    if unit == "weekend":
        return _weekend(day, shift, policy)
    if unit in HIJRI:
        try:
            return Interval(*hijri.period_of(day, HIJRI[unit], shift, count, policy.hijri), "period")
        except OverflowError:
            return None
    if unit in YEARS:
        return _years(unit, day, shift, count)
    if unit in DAYS:
        first = week(day, policy) if unit == "week" else day
        start = plus_days(first, shift * DAYS[unit]) if first is not None else None
        end = plus_days(start, count * DAYS[unit] - 1) if start is not None else None
    elif unit in MONTHS:
        size = MONTHS[unit]
        month = (day.month - 1) // size * size + 1
        start = plus_months(date(day.year, month, 1), shift * size)
        after = plus_months(start, count * size) if start is not None else None
        end = plus_days(after, -1) if after is not None else None
    else:
        return None
    if start is None or end is None:
        return None
    return Interval(start, end, "day" if unit == "day" else "period")


def _years(unit: str, day: date, shift: int, count: int) -> Interval | None:
    size, first = YEARS[unit]
    year = (day.year - first) // size * size + first + shift * size
    start, end = made(year, 1, 1), made(year + size * count - 1, 12, 31)
    return Interval(start, end, "period") if start is not None and end is not None else None


def weekends_inside(interval: Interval, policy: Policy) -> list[Interval]:
    """The weekends that begin inside a period."""
    found: list[Interval] = []
    weekend = _weekend(interval.start, 0, policy) if interval.start is not None else None
    while weekend is not None and weekend.start is not None and interval.end and weekend.start <= interval.end:
        if interval.start is not None and weekend.start >= interval.start:
            found.append(weekend)
        after = plus_days(weekend.start, 7)
        weekend = _weekend(after, 0, policy) if after is not None else None
    return found


def _weekend(day: date, shift: int, policy: Policy) -> Interval | None:
    """The weekend of the week of ``day``; where the profile has none, Saturday and Sunday."""
    days = sorted(policy.weekend or {5, 6})
    first = next((d for d in days if (d - 1) % 7 not in days), days[0])
    start = next_weekday(day, first, strictly=False)
    if policy.is_weekend(day) and day.weekday() != first:
        start = plus_days(day, -((day.weekday() - first) % 7))
    start = plus_days(start, 7 * shift) if start is not None else None
    end = plus_days(start, len(days) - 1) if start is not None else None
    return Interval(start, end, "period") if start is not None and end is not None else None


def next_weekday(day: date, weekday: int, *, strictly: bool) -> date | None:
    ahead = (weekday - day.weekday()) % 7
    return plus_days(day, ahead or (7 if strictly else 0))


def previous_weekday(day: date, weekday: int) -> date | None:
    """The latest such weekday before ``day``."""
    return plus_days(day, -((day.weekday() - weekday) % 7 or 7))


def month_of(year: int, month: int) -> Interval | None:
    first = made(year, month, 1)
    if first is None:
        return None
    return Interval(first, date(year, month, calendar.monthrange(year, month)[1]), "period")


def weeks_inside(interval: Interval, policy: Policy) -> list[Interval]:
    """The weeks that lie wholly inside a period."""
    if interval.start is None or interval.end is None:
        return []
    first = next_weekday(interval.start, policy.week_starts, strictly=False)
    found: list[Interval] = []
    while first is not None and (last := plus_days(first, 6)) is not None and last <= interval.end:
        found.append(Interval(first, last, "period"))
        first = plus_days(first, 7)
    return found


def weeks_mostly_inside(interval: Interval, policy: Policy) -> list[Interval]:
    """The weeks of which at least four days lie inside a period (ISO 8601 counts the weeks of a year so)."""
    if interval.start is None or interval.end is None:
        return []
    first = week(interval.start, policy)
    found: list[Interval] = []
    while first is not None and first <= interval.end:
        middle, last = plus_days(first, 3), plus_days(first, 6)
        if middle is not None and last is not None and interval.start <= middle <= interval.end:
            found.append(Interval(first, last, "period"))
        first = plus_days(first, 7)
    return found


def from_hijri(year: int, month: int, day: int, policy: Policy) -> date | None:
    """The Gregorian day: by the announced first of the month where the profile has it, else by Umm al-Qura."""
    for entry in policy.hijri:
        if (entry.year, entry.month) == (year, month) and 1 <= day <= 30:
            return plus_days(entry.first, day - 1)
    return _umm_al_qura(year, month, day)


@lru_cache(maxsize=4096)
def _umm_al_qura(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri

    try:
        converted = Hijri(year, month, day).to_gregorian()
    except OverflowError:
        return None
    except ValueError:  # a 30th that the reckoning does not have may have been announced: the day after the 29th
        before = _umm_al_qura(year, month, 29) if day == 30 else None
        return plus_days(before, 1) if before is not None else None
    return date(converted.year, converted.month, converted.day)


def hijri_neighbours(found: Interval, policy: Policy) -> Iterator[Interval]:
    """The same a day later and a day earlier, for the new moon may be seen a day apart; of what was announced
    nothing. Of a whole month or year whose beginning alone is known only the end."""
    if found.start is None or found.end is None or announced(found, policy):
        return
    certain = not found.single and hijri.is_announced(found.start, policy.hijri)
    length = (found.end - found.start).days + 1
    for step in (1, -1):
        start = found.start if certain else plus_days(found.start, step)
        end = plus_days(found.end, step)
        if start is not None and end is not None and not (certain and length < 40 and not 29 <= length + step <= 30):
            yield Interval(start, end, found.grain)


def announced(found: Interval, policy: Policy) -> bool:
    """Whether a day or a whole Hijri month lies in months whose beginning was announced."""
    if found.start is None or found.end is None:
        return False
    known = hijri.is_announced(found.start, policy.hijri)
    return known and (found.single or any(one.first == plus_days(found.end, 1) for one in policy.hijri))


@lru_cache(maxsize=4096)
def hijri_year(day: date) -> int | None:
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def years_from(first: int) -> Iterator[int]:
    """A year and those after and before it as far as a 29 February or a weekday can be away."""
    yield first
    for distance in range(1, 41):
        yield first + distance
        yield first - distance
