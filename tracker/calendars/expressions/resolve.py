"""A meaning and a day of speaking -> the intervals that the words allow, the likeliest first.

Without a day of speaking only what needs none has a reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.calendars.expressions import arithmetic as days
from tracker.calendars.expressions import calresolve, feasts
from tracker.calendars.expressions.arithmetic import Interval
from tracker.calendars.expressions.nodes import (
    Cal,
    Coming,
    Cycle,
    Edge,
    Either,
    Feast,
    Fiscal,
    Inside,
    Lasting,
    MonthIn,
    Node,
    Nth,
    Offset,
    Part,
    Rolling,
    Season,
    Shifted,
    Span,
    Today,
    WeekNumber,
    WeekOf,
)
from tracker.calendars.profiles import Policy

MOST = 4
"""Readings kept: the value and at most three alternatives."""


@dataclass(frozen=True, slots=True)
class Context:
    """``day_first``: how an ambiguous numeric date is read; ``certain``: other dates of the text prove it."""

    anchor: date | None
    policy: Policy
    day_first: bool = True
    certain: bool = False


def readings(node: Node, context: Context) -> list[Interval]:
    """At most MOST different intervals; [] where the words cannot be resolved."""
    found: list[Interval] = []
    for interval in _RULES[type(node)](node, context):
        if interval is not None and interval not in found and _ordered(interval):
            found.append(interval)
    return found[:MOST]


def _ordered(interval: Interval) -> bool:
    return interval.start is None or interval.end is None or interval.start <= interval.end


def _day(day: date | None) -> Iterable[Interval]:
    return () if day is None else (Interval(day, day),)


def _cal(node: Cal, context: Context) -> Iterable[Interval]:
    return calresolve.readings(node, context.anchor, context.policy, context.day_first, context.certain)


def _today(node: Today, context: Context) -> Iterable[Interval]:
    return _day(days.plus_days(context.anchor, node.offset) if context.anchor is not None else None)


def _cycle(node: Cycle, context: Context) -> Iterable[Interval | None]:
    if context.anchor is not None:
        found = days.period(node.unit, context.anchor, node.shift, node.count, context.policy)
        yield found
        if found is not None and node.unit in days.HIJRI:
            yield from days.hijri_neighbours(found, context.policy)


def _shifted(node: Shifted, context: Context) -> Iterable[Interval | None]:
    if context.anchor is None:
        return ()
    return calresolve.shifted(node, context.anchor, context.policy)


def _nth(node: Nth, context: Context) -> Iterable[Interval]:
    found: list[Interval] = []
    for outer in readings(node.of, context):
        found.extend(nth_of(node, outer, context.policy))
    if isinstance(node.of, Cal) and node.of.year is None and context.anchor is not None:
        found.sort(key=lambda i: i.start is not None and context.anchor is not None and i.start < context.anchor)
    return found


def nth_of(node: Nth, outer: Interval, policy: Policy) -> list[Interval]:
    """The n-th part of one interval; two readings for weeks that lie only partly inside."""
    if outer.start is None or outer.end is None:
        return []
    if node.what == "week":
        found = (_pick(count(outer, policy), node.n) for count in (days.weeks_inside, days.weeks_mostly_inside))
        return [week for week in found if week is not None]
    if node.what == "weekend":
        weekend = _pick(days.weekends_inside(outer, policy), node.n)
        return [weekend] if weekend is not None else []
    if node.what == "working_day":
        beside = days.plus_days(outer.start if node.n > 0 else outer.end, -1 if node.n > 0 else 1)
        working = days.plus_working_days(beside, node.n, policy) if beside is not None else None
        return [Interval(working, working)] if working is not None and outer.start <= working <= outer.end else []
    if node.what == "weekday" and node.weekday is not None:
        first = days.next_weekday(outer.start, node.weekday, strictly=False)
        last = days.previous_weekday(outer.end, node.weekday) if outer.end.weekday() != node.weekday else outer.end
        base, step = (first, 7 * (node.n - 1)) if node.n > 0 else (last, 7 * (node.n + 1))
        numbered = days.plus_days(outer.start, node.n - 1) if node.or_day else None
        if numbered is not None and numbered <= outer.end and numbered.weekday() == node.weekday:
            nth = days.plus_days(base, step) if base is not None else None
            inside = nth is not None and outer.start <= nth <= outer.end
            return [Interval(numbered, numbered), *([Interval(nth, nth)] if inside else [])]
    elif node.what == "half" and (outer.end - outer.start).days < 31:
        middle = days.plus_days(outer.start, 14)
        return [Interval(outer.start, middle, "period") if node.n == 1 else _rest(middle, outer.end)]
    elif node.what in ("month", "quarter", "half", "year"):
        start, shift = (outer.start, node.n - 1) if node.n > 0 else (outer.end, node.n + 1)
        part = days.period(node.what, start, shift, 1, policy)
        return [part] if part is not None and part.start is not None and outer.start <= part.start <= outer.end else []
    else:
        base, step = (outer.start, node.n - 1) if node.n > 0 else (outer.end, node.n + 1)
    day = days.plus_days(base, step) if base is not None else None
    return [Interval(day, day)] if day is not None and outer.start <= day <= outer.end else []


def _rest(before: date | None, end: date) -> Interval:
    return Interval(days.plus_days(before, 1) if before is not None else None, end, "period")


def _pick(found: Sequence[Interval], n: int) -> Interval | None:
    index = n - 1 if n > 0 else n
    return found[index] if -len(found) <= index < len(found) else None


def _inside(node: Inside, context: Context) -> Iterable[Interval]:
    for outer in readings(node.period, context):
        if outer.start is None or outer.end is None:
            continue
        if isinstance(node.inner, Span):
            yield from _span_inside(node.inner, outer, context)
        else:
            yield from _cal_inside(node.inner, outer, context.policy)


def _cal_inside(inner: Cal, outer: Interval, policy: Policy) -> Iterable[Interval]:
    if outer.start is None or outer.end is None:
        return ()
    if inner.month is not None:
        whole = replace(inner, year=outer.start.year)
        return calresolve.readings(whole, None, policy, True, True) if not inner.hijri else ()
    if inner.day is not None:
        day = days.made(outer.start.year, outer.start.month, inner.day)
    else:
        day = days.next_weekday(outer.start, inner.weekday or 0, strictly=False)
    return _day(day) if day is not None and outer.start <= day <= outer.end else ()


def _span_inside(inner: Span, outer: Interval, context: Context) -> Iterable[Interval]:
    ends = [
        next(iter(_cal_inside(end, outer, context.policy)), None)
        for end in (inner.start, inner.end)
        if isinstance(end, Cal)
    ]
    if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
        yield Interval(ends[0].start, ends[1].end)


def _offset(node: Offset, context: Context) -> Iterable[Interval]:
    for base in readings(node.base, context):
        start = base.end if node.sign > 0 else base.start
        if start is not None:
            yield from _day(days.plus(start, node.duration, node.sign, context.policy))


def _coming(node: Coming, context: Context) -> Iterable[Interval]:
    for base in readings(node.base, context):
        if node.n < 0 and base.start is not None:
            last = days.previous_weekday(base.start, node.weekday)
            yield from _day(days.plus_days(last, 7 * (node.n + 1)) if last is not None else None)
        elif base.end is not None:
            first = days.next_weekday(base.end, node.weekday, strictly=node.n > 0)
            yield from _day(days.plus_days(first, 7 * (node.n - 1)) if first is not None and node.n > 1 else first)


def _edge(node: Edge, context: Context) -> Iterable[Interval]:
    found = [list(_edge_of(node.which, outer, context)) for outer in readings(node.of, context)]
    of = node.of
    if (isinstance(of, Cal) and of.hijri) or (
        isinstance(of, Cycle) and of.unit in days.HIJRI
    ):  # the days on which it may be, before what else its end may mean
        yield from (interval for edges in found for interval in edges[:1])
    yield from (interval for edges in found for interval in edges)


def _edge_of(which: str, outer: Interval, context: Context) -> Iterable[Interval]:
    start, end = outer.start, outer.end
    if start is None or end is None:
        return
    length = (end - start).days + 1
    if which in _PARTS:
        counted = 30 if 28 <= length <= 31 else length  # of every month the first ten days are its early ones
        for first, last in _PARTS[which]:
            ends = end if last == 1 else days.plus_days(start, int(counted * last) - 1)
            yield Interval(days.plus_days(start, int(counted * first)), ends, "period")
        return
    if which == "start":
        yield Interval(start, start)
        yield Interval(start, days.plus_days(start, _third(length) - 1), "period")
    elif which == "end":
        yield Interval(end, end)
        yield Interval(days.plus_days(start, length - _last_part(length)), end, "period")
    elif which == "middle":
        third = _third(length)
        middle = Interval(days.plus_days(start, third), days.plus_days(start, 2 * third - 1), "period")
        if 28 <= length <= 31:
            yield Interval(days.plus_days(start, 14), days.plus_days(start, 14))
        yield middle
    elif context.anchor is not None and start <= context.anchor <= end:
        until_now = which == "before"
        yield Interval(start, context.anchor, "period") if until_now else Interval(context.anchor, end, "period")


_PARTS = {"early": ((0, 1 / 3), (0, 1 / 2)), "mid": ((1 / 3, 2 / 3),), "late": ((2 / 3, 1), (1 / 2, 1))}
"""Early, mid and late as parts of a period: thirds, or halves."""


def _third(length: int) -> int:
    """The days of the 'beginning': ten of a month, three months of a year (a quarter), else a third."""
    return 10 if 28 <= length <= 31 else 90 + length % 365 if length >= 365 else max(1, length // 3)


def _last_part(length: int) -> int:
    return length - 20 if 28 <= length <= 31 else 122 if length >= 365 else max(1, length // 3)


def _span(node: Span, context: Context) -> Iterable[Interval]:
    if node.start is None or node.end is None:
        for known in _not_ahead(readings(node.start or node.end or Today(), context), context, node):
            yield replace(known, end=None) if node.end is None else replace(known, start=None)
        return
    yield from calresolve.spans(
        node.start, node.end, lambda n, day: readings(n, replace(context, anchor=day)), context.anchor
    )


def _not_ahead(found: list[Interval], context: Context, node: Span) -> list[Interval]:
    """'since Sunday' began in the past, where a reading did."""
    begun = [i for i in found if context.anchor is None or (i.start is not None and i.start <= context.anchor)]
    return begun if begun and node.end is None else found


def _lasting(node: Lasting, context: Context) -> Iterable[Interval]:
    for base in readings(node.start, context):
        if base.start is not None:
            end = days.plus(base.start, node.duration, 1, context.policy)
            if end is not None:
                yield Interval(base.start, end)


def _rolling(node: Rolling, context: Context) -> Iterable[Interval | None]:
    """Whole units beside the present one; counted from the day of speaking; the same with that day."""
    anchor = context.anchor
    if anchor is None:
        return
    if len(node.duration.parts) == 1:
        unit, count = node.duration.parts[0]
        if unit in ("day", "week", "month", "quarter", "year") and count == int(count):
            shift = 1 if node.sign > 0 else -int(count)
            yield days.period(unit, anchor, shift, int(count), context.policy)
    far = days.plus(anchor, node.duration, node.sign, context.policy)
    if far is None:
        return
    beside = days.plus_days(anchor, node.sign)
    if node.sign > 0:
        yield Interval(anchor, far)
        yield Interval(beside, far)
    else:
        yield Interval(far, beside)
        yield Interval(far, anchor)


def _week_number(node: WeekNumber, context: Context) -> Iterable[Interval]:
    year = node.year or (context.anchor.year if context.anchor is not None else None)
    if year is not None and 1 <= node.number <= 53:
        whole = Interval(date(year, 1, 1), date(year, 12, 31), "period")
        weeks = days.weeks_mostly_inside(whole, context.policy)
        if node.number <= len(weeks):
            yield weeks[node.number - 1]


def _week_of(node: WeekOf, context: Context) -> Iterable[Interval | None]:
    for base in readings(node.day, context):
        if base.start is not None:
            yield days.period(node.unit, base.start, node.shift, 1, context.policy)


def _part(node: Part, context: Context) -> Iterable[Interval]:
    for outer in readings(node.of, context):
        if outer.start is None or outer.end is None:
            continue
        beyond = outer.start if node.sign > 0 else days.plus_days(outer.end, 1)
        far = days.plus(beyond, node.duration, node.sign, context.policy) if beyond is not None else None
        last = days.plus_days(far, -1) if far is not None else None
        start, end = (outer.start, last) if node.sign > 0 else (far, outer.end)
        if start is not None and end is not None and outer.start <= start <= end <= outer.end:
            yield Interval(start, end, "period")


def _fiscal(node: Fiscal, context: Context) -> Iterable[Interval]:
    year = node.year
    if year is None and context.anchor is not None:
        begun = node.first > 1 and context.anchor.month >= node.first
        year = context.anchor.year + begun + node.shift
    start = days.made(year - (node.first > 1), node.first, 1) if year is not None else None
    after = days.plus_months(start, 12) if start is not None else None
    if after is not None:
        yield Interval(start, days.plus_days(after, -1), "period")


def _month_in(node: MonthIn, context: Context) -> Iterable[Interval | None]:
    if context.anchor is not None and node.month.month is not None:
        far = days.plus(context.anchor, node.duration, 1, context.policy)
        if far is not None:
            yield days.month_of(far.year, node.month.month)


def _feast(node: Feast, context: Context) -> Iterable[Interval]:
    return feasts.readings(node, context.anchor, context.policy)


def _season(node: Season, context: Context) -> Iterable[Interval]:
    year = node.year
    if node.year_shift is not None and context.anchor is not None:
        year = context.anchor.year + node.year_shift
    if year is not None:
        found = feasts.season(node.days, year)
        return () if found is None else (found,)
    return feasts.season_near(node, context.anchor) if context.anchor is not None else ()


def _either(node: Either, context: Context) -> Iterable[Interval]:
    return [*readings(node.first, context), *readings(node.second, context)]


_RULES: dict[type, Callable[[Any, Context], Iterable[Interval | None]]] = {
    Cal: _cal,
    Today: _today,
    Cycle: _cycle,
    Shifted: _shifted,
    Nth: _nth,
    Inside: _inside,
    Offset: _offset,
    Coming: _coming,
    Edge: _edge,
    Span: _span,
    Lasting: _lasting,
    Rolling: _rolling,
    WeekNumber: _week_number,
    WeekOf: _week_of,
    Part: _part,
    Fiscal: _fiscal,
    MonthIn: _month_in,
    Feast: _feast,
    Season: _season,
    Either: _either,
}
