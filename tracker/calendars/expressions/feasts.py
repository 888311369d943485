"""Feasts by rule: fixed days, Hijri days, the n-th weekday of a month, days counted from Easter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.calendars.expressions import arithmetic as days
from tracker.calendars.expressions.arithmetic import Interval
from tracker.calendars.expressions.nodes import Feast, Season
from tracker.calendars.profiles import Policy


def readings(node: Feast, anchor: date | None, policy: Policy) -> Iterable[Interval]:
    """The next one on or after the day of speaking, then the last one before it; with a year, that year's."""
    if node.year is not None:
        found = [day for day in _in_year(node.rule, node.year, policy) if day is not None]
        yield from (Interval(day, day) for day in found)
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
    yield from (Interval(day, day) for day in choice)


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
        n, weekday, month = map(int, rest.split())
        start = days.month_of(year, month)
        if start is None or start.start is None or start.end is None:
            return []
        if n > 0:
            first_day = days.next_weekday(start.start, weekday, strictly=False)
            return [days.plus_days(first_day, 7 * (n - 1)) if first_day is not None else None]
        return [start.end if start.end.weekday() == weekday else days.previous_weekday(start.end, weekday)]
    if kind == "easter":
        from dateutil.easter import easter

        return [days.plus_days(easter(year), int(rest))] if 1583 <= year <= 4099 else []
    month, day = map(int, kind.split("-"))
    return [days.made(year, month, day)]
