"""Hijri dates and periods: announced months where they are known, else the Umm al-Qura reckoning, estimated. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tracker.calendars.profiles import HijriMonth, Policy

FIRST_YEAR, LAST_YEAR = 1343, 1500
"""The Hijri years that the Umm al-Qura tables of the package ``hijridate`` cover."""
SHORT, LONG = 29, 30
"""The days that a month can have."""
ONE_DAY = timedelta(days=1)
_EPOCH = 227_014
"""The day before 1 Muharram 1, as ``date.toordinal`` counts."""


@dataclass(frozen=True, slots=True)
class HijriDay:
    """The Gregorian day of a Hijri date. ``estimated``: reckoned, not announced; then ``alternatives`` holds the days
    beside it, since the sighting of the moon may move the month by one. ``source`` says where the day comes from."""

    day: date
    estimated: bool
    alternatives: tuple[date, ...]
    source: str


@dataclass(frozen=True, slots=True)
class HijriDate:
    """Year, month (1-12) and day (1-30)."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class HijriPeriod:
    """So many Hijri months from a day on: the Hijri dates of its first and last day, and the last day itself."""

    first: HijriDate
    last: HijriDate
    end: HijriDay


def to_gregorian(year: int, month: int, day: int, policy: Policy) -> HijriDay | None:
    """The day of a Hijri date (month 1-12, day 1-30) under a policy, or None where there is none or the tables end.

    Semantics §3: the override table of the policy, else conversion, estimated. The 30th of a month that the reckoning
    gives 29 days is the day after its 29th: announced months may be longer.
    """
    if not (1 <= month <= 12 and 1 <= day <= LONG):
        return None
    announced = _announced(year, month, policy.hijri)
    if announced is not None:
        return HijriDay(announced.first + timedelta(days=day - 1), False, (), announced.source)
    return _estimated(_first(year, month, ()) + timedelta(days=day - 1)) if FIRST_YEAR <= year <= LAST_YEAR else None


def is_announced(day: date, months: Sequence[HijriMonth]) -> bool:
    """Whether a day lies in a month whose beginning was announced, and not so late in it that the next month, of which
    nothing is known, may have begun."""
    known = {one.first for one in months}
    for one in months:
        if one.first <= day < one.first + timedelta(days=SHORT):
            return True
        if day == one.first + timedelta(days=SHORT):
            return one.first + timedelta(days=LONG) in known
    return False


def of_day(day: date, months: Sequence[HijriMonth] = ()) -> HijriDate:
    """The Hijri date of a day. ``months``: those announced."""
    year = (day.toordinal() - _EPOCH) * 30 // 10_631 + 1
    around = [(y, m) for y in (year - 1, year, year + 1) if y > 0 for m in range(1, 13)]
    first, year, month = max((f, y, m) for y, m in around if (f := _first(y, m, months)) <= day)
    return HijriDate(year, month, min((day - first).days + 1, LONG))


def period_of(day: date, months: int, shift: int, count: int, known: Sequence[HijriMonth] = ()) -> tuple[date, date]:
    """First and last day of ``count`` Hijri periods of 1 or 12 ``months``, from the one ``shift`` away from that of a
    day. OverflowError beyond the years 1 to 9999."""
    now = of_day(day, known)
    begins = (now.year * 12 + now.month - 1) // months * months + shift * months
    ends = begins + months * count - 1
    first, last = (_first(one // 12, one % 12 + 1, known) for one in (begins, ends))
    return first, last + timedelta(days=length(ends // 12, ends % 12 + 1, known) - 1)


def plus_months(day: date, count: int, months: Sequence[HijriMonth] = ()) -> HijriPeriod:
    """The corresponding day so many Hijri months later, or the last of that month where it has none (30 Muharram + 1
    month = 29 Safar). Certain only where both months were announced. OverflowError beyond the years 1 to 9999."""
    start = of_day(day, months)
    year, month0 = divmod(start.year * 12 + start.month - 1 + count, 12)
    month = month0 + 1
    if year < 1:
        raise OverflowError("date value out of range")
    first = _first(year, month, months)
    end = HijriDate(year, month, min(start.day, length(year, month, months)))
    due = first + timedelta(days=end.day - 1)
    announced = _announced(year, month, months)
    if announced is not None and is_announced(day, months):
        return HijriPeriod(start, end, HijriDay(due, False, (), announced.source))
    return HijriPeriod(start, end, _estimated(due))


def certainty(day: date, months: Sequence[HijriMonth]) -> HijriDay:
    """A day that a Hijri date gave, with the days beside it where its month was not announced."""
    if not is_announced(day, months):
        return _estimated(day)
    announced = max((one for one in months if one.first <= day), key=lambda one: one.first)
    return HijriDay(day, False, (), announced.source)


def _estimated(day: date) -> HijriDay:
    return HijriDay(day, True, (day - ONE_DAY, day + ONE_DAY), "Umm al-Qura")


def _announced(year: int, month: int, months: Sequence[HijriMonth]) -> HijriMonth | None:
    return next((one for one in months if (one.year, one.month) == (year, month)), None)


def length(year: int, month: int, months: Sequence[HijriMonth]) -> int:
    """29 or 30: to the beginning of the next month, but never another number where one of the two was announced."""
    following = _first(year + month // 12, month % 12 + 1, months)
    return max(SHORT, min(LONG, (following - _first(year, month, months)).days))


def _first(year: int, month: int, months: Sequence[HijriMonth]) -> date:
    announced = _announced(year, month, months)
    return announced.first if announced is not None else _reckoned(year, month)


@lru_cache(maxsize=4096)
def _reckoned(year: int, month: int) -> date:
    """The first day of a month by the tables; beyond them by the tabular calendar of thirty years, a day or two off."""
    if FIRST_YEAR <= year <= LAST_YEAR:
        from hijridate import Hijri

        first = Hijri(year, month, 1).to_gregorian()
        return date(first.year, first.month, first.day)
    ordinal = _EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + -(-59 * (month - 1) // 2) + 1
    if not 1 <= ordinal <= date.max.toordinal():
        raise OverflowError("date value out of range")
    return date.fromordinal(ordinal)
