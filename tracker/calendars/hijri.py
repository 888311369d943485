"""Hijri dates: announced months where they are known, else the Umm al-Qura reckoning, marked estimated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.calendars.profiles import Policy

FIRST_YEAR, LAST_YEAR = 1343, 1500
"""The Hijri years that the Umm al-Qura tables of the package ``hijridate`` cover."""


@dataclass(frozen=True, slots=True)
class HijriDay:
    """The Gregorian day of a Hijri date. ``estimated``: reckoned, not announced; then ``alternatives`` holds the days
    beside it, since the sighting of the moon may move the month by one. ``source`` says where the day comes from."""

    day: date
    estimated: bool
    alternatives: tuple[date, ...]
    source: str


def to_gregorian(year: int, month: int, day: int, policy: Policy) -> HijriDay | None:
    """The day of a Hijri date (month 1-12, day 1-30) under a policy, or None where there is none or the tables end.

    Semantics §3: the override table of the policy, else conversion, estimated. The 30th of a month that the reckoning
    gives 29 days is the day after its 29th: announced months may be longer.
    """
    if not (1 <= month <= 12 and 1 <= day <= 30):
        return None
    for announced in policy.hijri:
        if (announced.year, announced.month) == (year, month):
            return HijriDay(announced.first + timedelta(days=day - 1), False, (), announced.source)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    from hijridate import Hijri

    first: date = Hijri(year, month, 1).to_gregorian()
    found = date(first.year, first.month, first.day) + timedelta(days=day - 1)
    beside = (found - timedelta(days=1), found + timedelta(days=1))
    return HijriDay(found, True, beside, "Umm al-Qura")
