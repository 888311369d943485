"""Partial calendar dates ('Thursday the 15th', '2 October', 'June 2016') -> intervals; and ranges of two of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from tracker.calendars import hijri
from tracker.calendars.expressions import arithmetic as days
from tracker.calendars.expressions.arithmetic import Interval
from tracker.calendars.expressions.nodes import Cal, Cycle, Edge, Inside, Node, Nth, Shifted, Today
from tracker.calendars.profiles import Policy

_FAR = 550
"""Days beyond which nobody means a date without its year."""
Read = Callable[[Node, date | None], list[Interval]]


def readings(node: Cal, anchor: date | None, policy: Policy, day_first: bool, certain: bool) -> Iterable[Interval]:
    """The likeliest first: what lies ahead of the day of speaking before what lies behind it."""
    if node.impossible:
        return
    if node.swapped is not None:
        first, second = (node, _swap(node)) if day_first else (_swap(node), node)
        yield from readings(replace(first, swapped=None), anchor, policy, day_first, certain)
        if not certain:
            yield from readings(replace(second, swapped=None), anchor, policy, day_first, certain)
        return
    if node.hijri:
        yield from _hijri(node, anchor, policy)
    elif node.year is not None:
        yield from _in_year(node, node.year)
    elif anchor is not None:
        yield from _without_year(node, anchor)


def _swap(node: Cal) -> Cal:
    """``swapped`` = (month, day) of the other order."""
    month, day = node.swapped or (node.month, node.day)
    return replace(node, month=month, day=day)


def _single(day: date | None) -> Iterable[Interval]:
    return () if day is None else (Interval(day, day),)


def _in_year(node: Cal, year: int) -> Iterable[Interval]:
    if node.month is None:
        if node.day is None and 1 <= year <= 9999:
            yield Interval(date(year, 1, 1), date(year, 12, 31), "period")
    elif node.day is None:
        found = days.month_of(year, node.month)
        if found is not None:
            yield found
    else:
        day = days.made(year, node.month, node.day)
        yield from _single(day)
        if day is not None and node.weekday is not None and day.weekday() != node.weekday:
            yield from _single(_nearest(day, node.weekday))


def _nearest(day: date, weekday: int) -> date | None:
    """'Tuesday 3 June 2024', a Monday: if the number is the slip, the Tuesday next to it."""
    ahead = (weekday - day.weekday()) % 7
    return days.plus_days(day, ahead if ahead <= 3 else ahead - 7)


def _without_year(node: Cal, anchor: date) -> Iterable[Interval]:
    if node.month is not None and node.day is None:
        ahead = anchor.year if node.month >= anchor.month else anchor.year + 1
        behind = anchor.year if node.month < anchor.month else anchor.year - 1
        for year in (ahead, behind):
            found = days.month_of(year, node.month)
            if found is not None:
                yield found
    elif node.day is not None:
        yield from _dated(node, anchor)
    elif node.weekday is not None:
        yield from _single(days.next_weekday(anchor, node.weekday, strictly=True))
        if anchor.weekday() == node.weekday:
            yield Interval(anchor, anchor)
        yield from _single(days.previous_weekday(anchor, node.weekday))


def _dated(node: Cal, anchor: date) -> Iterable[Interval]:
    """A day of the month, with a month, a weekday or neither: this month's if ahead, the next, the last before."""
    candidates = list(_candidates(node, anchor))
    fitting = [day for day in candidates if node.weekday is None or day.weekday() == node.weekday]
    nearest = min(fitting, key=lambda day: abs((day - anchor).days), default=None)
    if node.month is not None and node.weekday is not None:
        if nearest is not None and abs((nearest - anchor).days) > _FAR:
            yield from _around(candidates, anchor, this_month=False)  # rather a slip in the weekday
        yield from _single(nearest)
    yield from _around(fitting, anchor, this_month=node.month is None and node.weekday is not None)
    if node.month is not None and node.weekday is not None:  # the weekday may be the mistake
        yield from _around(candidates, anchor, this_month=False)


def _candidates(node: Cal, anchor: date) -> Iterator[date]:
    if node.month is not None:
        for year in days.years_from(anchor.year):
            day = days.made(year, node.month, node.day or 1)
            if day is not None:
                yield day
        return
    for months in range(-36, 37):
        base = days.plus_months(date(anchor.year, anchor.month, 1), months)
        day = days.made(base.year, base.month, node.day or 1) if base is not None else None
        if day is not None:
            yield day


def _around(candidates: list[date], anchor: date, *, this_month: bool) -> Iterable[Interval]:
    ahead = min((day for day in candidates if day >= anchor), default=None)
    behind = max((day for day in candidates if day < anchor), default=None)
    ordered = [ahead, behind]
    if this_month and behind is not None and (behind.year, behind.month) == (anchor.year, anchor.month):
        ordered.reverse()
    for day in ordered:
        yield from _single(day)


def _hijri(node: Cal, anchor: date | None, policy: Policy) -> Iterable[Interval]:
    if node.month is None:
        first = days.from_hijri(node.year, 1, 1, policy) if node.year is not None and node.day is None else None
        whole = days.period("hijri_year", first, 0, 1, policy) if first is not None else None
        if whole is not None:
            yield whole
            yield from days.hijri_neighbours(whole, policy)
        return
    if node.year is not None:
        years = [node.year]
    else:
        current = days.hijri_year(anchor) if anchor is not None else None
        years = [] if current is None else [current, current + 1, current - 1]
    found = [interval for year in years for interval in _hijri_in(year, node, policy)]
    if node.year is None and anchor is not None:
        found.sort(key=lambda i: i.end is not None and anchor is not None and i.end < anchor)
        found = found[:1]
    yield from found
    if found:
        yield from days.hijri_neighbours(found[0], policy)


def _hijri_in(year: int, node: Cal, policy: Policy) -> Iterable[Interval]:
    month = node.month or 1
    if node.day is not None:
        yield from _single(days.from_hijri(year, month, node.day, policy))
        return
    start = days.from_hijri(year, month, 1, policy)
    if start is not None:
        yield Interval(start, days.plus_days(start, hijri.length(year, month, policy.hijri) - 1), "period")


def shifted(node: Shifted, anchor: date, policy: Policy) -> Iterable[Interval | None]:
    """'next Friday' is the first one ahead, or that of next week; 'last June' the latest past one; 'this' the present
    week's or year's."""
    inner, shift = node.inner, node.shift
    if inner.weekday is not None:
        own = days.period("week", anchor, shift, 1, policy)
        in_week = days.next_weekday(own.start, inner.weekday, strictly=False) if own and own.start else None
        if shift == 1:
            yield from _single(days.next_weekday(anchor, inner.weekday, strictly=True))
        elif shift == -1:
            yield from _single(days.previous_weekday(anchor, inner.weekday))
        elif shift == 2:
            first = days.next_weekday(anchor, inner.weekday, strictly=True)
            yield from _single(days.plus_days(first, 7) if first is not None else None)
        elif shift == -2:
            last = days.previous_weekday(anchor, inner.weekday)
            yield from _single(days.plus_days(last, -7) if last is not None else None)
        yield from _single(in_week)
        return
    if inner.month is None:
        return
    if inner.hijri:
        yield from _shifted_hijri(inner, shift, anchor, policy)
        return
    month, own_year = inner.month, anchor.year
    ahead = own_year if month > anchor.month else own_year + 1
    behind = own_year if month < anchor.month else own_year - 1
    years = {0: [own_year], 1: [ahead, own_year + 1], 2: [ahead + 1], -1: [behind, own_year - 1]}[shift]
    for year in years:
        if inner.day is None:
            yield days.month_of(year, month)
        else:
            yield from _single(days.made(year, month, inner.day))


def _shifted_hijri(inner: Cal, shift: int, anchor: date, policy: Policy) -> Iterable[Interval]:
    current = days.hijri_year(anchor)
    found = [i for k in (-1, 0, 1) for i in _hijri_in(current + k, inner, policy)] if current is not None else []
    if shift == 0:
        yield from found[1:2]
    elif shift > 0:
        yield from [i for i in found if i.start is not None and i.start > anchor][:1]
    else:
        yield from [i for i in found if i.end is not None and i.end < anchor][-1:]


def spans(start: Node, end: Node, read: Read, anchor: date | None) -> Iterable[Interval]:
    """Ranges: what one end leaves unsaid is taken from the other; the end comes after the start."""
    start, end = share(start, end)
    for first, last in _pairs(start, end, read, anchor):
        if first.start is None or last.end is None or first.start > last.end:
            continue
        yield Interval(first.start, last.end)
        if _begins(first, last):
            yield Interval(first.start, last.start)


def _begins(first: Interval, last: Interval) -> bool:
    """Whether 'to March' may mean: until March begins. So after a day, and between weeks."""
    if last.grain != "period" or last.start is None or last.end is None or first.start is None:
        return False
    return last.start > first.start and (first.grain == "day" or (last.end - last.start).days == 6)


def share(start: Node, end: Node) -> tuple[Node, Node]:
    """'13 to 15 July', 'April ninth through 17th', '4 to 22 January 1995', '2 to 7 of this month'."""
    if isinstance(start, Cal) and isinstance(end, Inside) and isinstance(end.inner, Cal):
        return (Inside(start, end.period), end) if start.month is None and start.year is None else (start, end)
    if isinstance(start, Nth) and isinstance(end, Nth) and isinstance(start.of, Cycle) and isinstance(end.of, Cal):
        return (replace(start, of=end.of), end) if start.what == end.what and start.of.unit == "year" else (start, end)
    if not (isinstance(start, Cal) and isinstance(end, Cal)):
        return start, end
    if start.month is None and end.month is not None and start.day is not None:
        start = replace(start, month=end.month, year=start.year or end.year, hijri=end.hijri)
    elif end.month is None and start.month is not None and end.day is not None and _after(start, end):
        end = replace(end, month=start.month, year=end.year or start.year, hijri=start.hijri)
    if start.month is not None and start.year is None and end.year is not None and end.month is not None:
        later = (start.month, start.day or 1) > (end.month, end.day or 31)
        start = replace(start, year=end.year - 1 if later else end.year, hijri=end.hijri)
    return start, end


def _after(start: Cal, end: Cal) -> bool:
    return (start.day or 0) <= (end.day or 0)


def _pairs(start: Node, end: Node, read: Read, anchor: date | None) -> Iterator[tuple[Interval, Interval]]:
    unsaid = isinstance(end, Cal) and end.year is None
    swapped = isinstance(start, Cal) and isinstance(end, Cal) and bool(start.swapped) and bool(end.swapped)
    firsts, lasts = read(start, anchor), read(end, anchor)
    if swapped:
        yield from zip(firsts, lasts, strict=False)
        return
    for first in firsts:
        if unsaid and first.start is not None and not isinstance(end, Today):
            following = _loose(end)
            ahead = [i for e in (end, following) for i in read(e, first.start) if i.end and i.end >= first.start]
            if isinstance(start, Today) or anchor is None or first.start >= anchor or ahead:
                yield from ((first, last) for last in ahead[:1])
                if following != end:
                    yield from ((first, last) for last in read(following, first.start)[:1])
        else:
            yield from ((first, last) for last in lasts[: 1 if isinstance(end, Edge) else 2])


def _loose(end: Node) -> Node:
    """The end without its weekday where it also has a day and a month (one of them may be a slip)."""
    if isinstance(end, Cal) and end.weekday is not None and end.day is not None and end.month is not None:
        return replace(end, weekday=None)
    return end
