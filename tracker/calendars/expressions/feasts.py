"""Feasts by rule.

``MM-DD``: a fixed day; ``hijri M-D``; ``hmonth M``: a whole Hijri month; ``nth N WEEKDAY M [+D]``: the n-th weekday of
a month (and D days later); ``after WEEKDAY MM-DD``: the first such weekday on or after a day; ``easter N`` and
``orthodox N``: days counted from Easter; ``table YYYY-MM-DD ...``: days that no rule of these calendars gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.calendars import hijri
from tracker.calendars.expressions import arithmetic as days
from tracker.calendars.expressions.arithmetic import Interval
from tracker.calendars.expressions.nodes import Feast, Season
from tracker.calendars.profiles import Policy


def readings(node: Feast, anchor: date | None, policy: Policy) -> Iterable[Interval]:
    """The next one on or after the day of speaking, then the last one before it; with a year, that year's."""
    if node.rule.startswith("hmonth"):
        yield from _months(int(node.rule.split()[1]), node.year, policy)
        return
    if node.year is not None:
        found = [day for day in _in_year(node.rule, node.year, policy) if day is not None]
        yield from _days(found, node.rule, policy)
        return
    if anchor is None:
        return
    all_days = sorted(
        {
            day
            for year in range(max(1, anchor.year - 1), min(9999, anchor.year + 2))
            for day in _in_year(node.rule, year, policy)
            if day is not None
        }
    )
    ahead, behind = [d for d in all_days if d >= anchor][:1], [d for d in all_days if d < anchor][-1:]
    own = [d for d in all_days if d.year == anchor.year]
    choice = {None: [*ahead, *behind], 1: ahead, -1: behind, 0: own or ahead}[node.shift]
    yield from _days(choice, node.rule, policy)


def _days(found: list[date], rule: str, policy: Policy) -> Iterable[Interval]:
    """A Hijri feast also a day later and earlier, unless its month was announced."""
    yield from (Interval(day, day) for day in found)
    if found and rule.startswith("hijri"):
        yield from days.hijri_neighbours(Interval(found[0], found[0]), policy)


def _months(month: int, year: int | None, policy: Policy) -> Iterable[Interval]:
    """The Hijri month that begins in a Gregorian year (twice in some)."""
    current = days.hijri_year(date(year, 1, 1)) if year is not None else None
    for hijri_year in (current, current + 1) if current is not None else ():
        start = days.from_hijri(hijri_year, month, 1, policy)
        if start is not None and start.year == year:
            yield Interval(start, days.plus_days(start, hijri.length(hijri_year, month, policy.hijri) - 1), "period")


def season(rule: str, year: int) -> Interval | None:
    """The season that begins in ``year``."""
    (month, day), (last_month, last_day) = (tuple(map(int, part.split("-"))) for part in rule.split())
    start = days.made(year, month, day)
    end = days.made(year + (last_month < month), last_month, last_day)
    return Interval(start, end, "period") if start is not None and end is not None else None


def season_near(node: Season, anchor: date) -> Iterable[Interval]:
    """This one is the one under way or the next to begin; the next and the last follow from it."""
    near = [season(node.days, anchor.year + k) for k in (-2, -1, 0, 1, 2)]
    found = [s for s in near if s is not None and s.start is not None and s.end is not None]
    current = next((k for k, s in enumerate(found) if s.end is not None and s.end >= anchor), None)
    if current is None:
        return
    start = found[current].start
    under_way = start is not None and start <= anchor
    step = {1: 1 if under_way else 0, -1: -1, 0: 0, None: 0}[node.shift]
    if 0 <= current + step < len(found):
        yield found[current + step]


def _in_year(rule: str, year: int, policy: Policy) -> Iterable[date | None]:
    kind, _, rest = rule.partition(" ")
    if kind == "hijri":
        month, day = map(int, rest.split("-"))
        first = days.hijri_year(date(year, 1, 1))
        candidates = [] if first is None else [days.from_hijri(first + k, month, day, policy) for k in (0, 1)]
        return [day for day in candidates if day is not None and day.year == year]
    if kind == "nth":
        n, weekday, month, *later = map(int, rest.split())
        start = days.month_of(year, month)
        if start is None or start.start is None or start.end is None:
            return []
        if n > 0:
            first_day = days.next_weekday(start.start, weekday, strictly=False)
            return [days.plus_days(first_day, 7 * (n - 1) + sum(later)) if first_day is not None else None]
        return [start.end if start.end.weekday() == weekday else days.previous_weekday(start.end, weekday)]
    if kind == "after":
        weekday_of, _, day_of = rest.partition(" ")
        earliest = days.made(year, *map(int, day_of.split("-")))
        return [days.next_weekday(earliest, int(weekday_of), strictly=False)] if earliest is not None else []
    if kind in ("easter", "orthodox"):
        from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

        sunday = easter(year, EASTER_WESTERN if kind == "easter" else EASTER_ORTHODOX) if 1583 <= year <= 4099 else None
        return [days.plus_days(sunday, int(rest))] if sunday is not None else []
    if kind == "table":
        return [date.fromisoformat(day) for day in rest.split() if day.startswith(f"{year:04}-")]
    month, day = map(int, kind.split("-"))
    return [days.made(year, month, day)]
