"""Feasts by rule: fixed days, Hijri days, the n-th weekday of a month, days counted from Easter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.calendars.expressions import arithmetic as days
from tracker.calendars.expressions.arithmetic import Interval
from tracker.calendars.expressions.nodes import Feast
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
    for day in [*[d for d in all_days if d >= anchor][:1], *[d for d in all_days if d < anchor][-1:]]:
        yield Interval(day, day)


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
