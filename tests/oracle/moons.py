"""Hijri months as the oracle has them: the tables of ``hijridate`` walked day by day, and months announced."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

from hijridate import Gregorian
from oracle.explained.text import amount
from oracle.history import Term
from oracle.months import corresponding

ANNOUNCED = {"iq": {(1442, 1): date(2020, 8, 21), (1446, 1): date(2024, 7, 8)}}
HIJRI = {"hijri_month": 1, "hijri_year": 12}
FIRST, LAST = date(2010, 1, 1), date(2060, 1, 1)


@cache
def begins(policy: str) -> list[tuple[date, tuple[int, int]]]:
    """Every first day of a month, in order, with year and month."""
    found = {}
    day = FIRST
    while day < LAST:
        there = Gregorian(day.year, day.month, day.day).to_hijri()
        if there.day == 1:
            found[there.year, there.month] = day
        day += timedelta(days=1)
    return sorted((first, month) for month, first in (found | ANNOUNCED.get(policy, {})).items())


def far(anchor: date, term: Term, policy: str) -> date:
    """The corresponding day after so many months or years of either calendar."""
    count = term.count or 0
    if term.unit not in HIJRI:
        return corresponding(anchor, count * (12 if term.unit == "year" else 1))
    months = begins(policy)
    now = bisect_right([first for first, _ in months], anchor) - 1
    then, after = months[now + count * HIJRI[term.unit]][0], months[now + count * HIJRI[term.unit] + 1][0]
    number = min((anchor - months[now][0]).days + 1, 30, max(29, min(30, (after - then).days)))
    return then + timedelta(days=number - 1)


NAMES = (
    *("Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhirah"),
    *("Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah"),
)


def told(anchor: date, term: Term, policy: str) -> list[str]:
    """What a card must say of the corresponding day: how far it is, and of Hijri months both dates."""
    far_off = amount(term.count or 0, term.unit or "")
    if term.unit not in HIJRI:
        return [far_off]
    (first, said), (last, ended) = (_hijri(day, policy) for day in (anchor, far(anchor, term, policy)))
    return [
        far_off,
        f"from {said};",
        f" {ended}, that is",
        *([f"has no day {first}, its last is"] if first != last else ()),
    ]


def _hijri(day: date, policy: str) -> tuple[int, str]:
    months = begins(policy)
    first, (year, month) = months[bisect_right([one for one, _ in months], day) - 1]
    number = min((day - first).days + 1, 30)
    return number, f"{number} {NAMES[month - 1]} {year} AH"
