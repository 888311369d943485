"""Actions of the grammar for durations, for points counted from others, and for ranges.

An action returns None where its parts make no sense together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.calendars.expressions.nodes import (
    UNITS,
    Cal,
    Coming,
    Cycle,
    Duration,
    Feast,
    Inside,
    Node,
    Offset,
    Rolling,
    Shifted,
    Span,
    Today,
)
from tracker.calendars.expressions.numbers import Number

PERIODS = ("week", "month", "quarter", "year", "weekend")
PART_OF_DAY = ("hour", "minute", "second")
TODAY = Today()


_APART = {"working_day", "hijri_month", "hijri_year"}
"""Units that are counted alone, not added to others."""
_SMALLER = {"year": ("month", 12), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60)}


# --- durations --------------------------------------------------------------------------------------------------------
def _of_kind(u: str, q: str | None) -> str | None:
    """A unit with the word that says which kind it is of: working days, Hijri months; None where they make no sense."""
    if q == "hijri":
        return f"hijri_{u}" if u in ("month", "year") else None
    return "working_day" if q == "working_day" and u == "day" else u


def _duration(unit: str, count: float, other: float | None = None) -> Duration | None:
    if unit not in UNITS or not 0 < count < 100_000:
        return None
    return Duration(((unit, count),), other)


def counted(n: Number, u: str, q: str | None = None) -> Duration | None:
    kind = _of_kind(u, q)
    if kind is None or (q == "working_day" and u != "day") or (q == "hijri" and n.value != int(n.value)):
        return None
    if n.value != int(n.value) and u in _SMALLER:
        smaller, size = _SMALLER[u]
        if n.value * size == int(n.value * size):
            return _duration(smaller, n.value * size)
    return _duration(kind, n.value, n.other)


_MOST_SHORT_WEEKS = 30


def counted_short(n: Number, u: str) -> Duration | None:
    """'10D', '2W', but '60W' is no weeks."""
    return None if u == "week" and n.value > _MOST_SHORT_WEEKS else counted(n, u)


def many_years(y: int, n: Number | None = None) -> Duration | None:
    return _duration("year", y * (n.value if n is not None else 1))


def single(u: str, q: str | None = None) -> Duration | None:
    kind = _of_kind(u, q)
    return _duration(kind, 1) if kind is not None else None


def single_hijri(u: str, q: str) -> Duration | None:
    """شهر هجري, 'a lunar year': of one only these have their kind after them."""
    return single(u, q) if q == "hijri" else None


def couple(u: str) -> Duration | None:
    return _duration(u, 2)


def dual(u: str, q: str | None = None) -> Duration | None:
    kind = _of_kind(u, q)
    return _duration(kind, 2) if kind is not None else None


def dual_of(u: str, q: str) -> Duration | None:
    """يومي عمل; but تقرير شهري هجري is a monthly one."""
    return dual(u, q) if q != "hijri" else None


def counted_after(u: str, n: Number) -> Duration | None:
    """أيام ثلاثة, الأيام العشرة: three to ten, in words or in brackets, never a bare figure ('the days 5 and 6')."""
    return _duration(u, n.value, n.other) if n.width == 0 and 3 <= n.value <= 10 else None


def fortnights(n: Number, f: int) -> Duration | None:
    return _duration("week", n.value * f)


def fortnight(f: int) -> Duration | None:
    return _duration("week", f)


def hours_minutes(n: Number, k: Number) -> Duration | None:
    """'1h30m'."""
    return Duration((("hour", n.value), ("minute", k.value))) if n.value and k.value else None


def minutes(m: int) -> Duration:
    """A quarter of an hour: 15."""
    return Duration((("minute", m),))


def hour_and(u: str, f: int, n: Number | None = None) -> Duration | None:
    """'an hour and a quarter' (``f`` = 15 minutes)."""
    if u != "hour":
        return None
    return Duration((("hour", n.value if n is not None else 1), ("minute", f)))


def hour_less(u: str, f: int) -> Duration | None:
    """ساعة إلا ربعاً: 45 minutes."""
    return Duration((("minute", 60 - f),)) if u == "hour" else None


def singles(u: str, v: str) -> Duration | None:
    """'a month and a week'."""
    first, second = single(u), single(v)
    return added(first, second) if first is not None and second is not None else None


def half(u: str) -> Duration | None:
    parts = {"year": ("month", 6), "month": ("day", 15), "day": ("hour", 12), "hour": ("minute", 30)}
    return _duration(*parts[u]) if u in parts else None


def and_half(u: str, n: Number | None = None) -> Duration | None:
    rest = half(u)
    return added(Duration(((u, n.value if n else 1),)), rest) if rest is not None else None


def dual_and_half(u: str) -> Duration | None:
    rest = half(u)
    return added(Duration(((u, 2),)), rest) if rest is not None else None


def added(a: Duration, b: Duration) -> Duration | None:
    """'1 year 2 months': different units in any order; of days either plain or working ones."""
    units = [unit for unit, _ in (*a.parts, *b.parts)]
    if len(set(units)) < len(units) or not _APART.isdisjoint(units):
        return None
    return Duration(tuple(sorted((*a.parts, *b.parts), key=lambda part: UNITS.index(part[0]))))


def single_added(u: str, b: Duration) -> Duration | None:
    first = single(u)
    return added(first, b) if first is not None else None


# --- points -----------------------------------------------------------------------------------------------------------
def _dated(d: Duration) -> bool:
    return any(unit not in PART_OF_DAY for unit, _ in d.parts) or any(
        unit == "hour" and count >= 24 for unit, count in d.parts
    )


def relative(r: int) -> Today:
    return Today(r)


def now(**_: Any) -> Today:
    return TODAY


def ahead(d: Duration) -> Offset | None:
    return Offset(d, 1, TODAY) if _dated(d) else None


def back(d: Duration) -> Offset | None:
    return Offset(d, -1, TODAY) if _dated(d) else None


def offset_sign(d: Duration, s: int) -> Offset | None:
    """'two weeks ago' (-1), 'two weeks hence' (1)."""
    return Offset(d, s, TODAY) if _dated(d) else None


def after(d: Duration, p: Node) -> Offset | None:
    return Offset(d, 1, p) if _dated(d) else None


def earlier(d: Duration, p: Node) -> Offset | None:
    return Offset(d, -1, p) if _dated(d) else None


def day_after(u: str, p: Node) -> Offset | None:
    return Offset(Duration((("day", 1),)), 1, p) if u == "day" else None


def day_before(u: str, p: Node) -> Offset | None:
    return Offset(Duration((("day", 1),)), -1, p) if u == "day" else None


def weekdays_ahead(n: Number, w: int, p: Node = TODAY) -> Coming | None:
    return Coming(w, n.whole, p) if n.whole and n.whole < 1000 else None


def coming(w: int, p: Node) -> Coming:
    return Coming(w, 0, p)


def weekday(w: int) -> Cal:
    return Cal(weekday=w)


def weekday_after(w: int, p: Node, n: int = 1) -> Coming | None:
    """'the Friday after 5 March', 'the second Monday after Easter'."""
    return Coming(w, n, p) if 1 <= n <= 52 else None


def weekday_before(w: int, p: Node) -> Coming:
    return Coming(w, -1, p)


def eve(p: Node) -> Offset:
    return Offset(Duration((("day", 1),)), -1, p)


def day_of_feast(n: int, f: Node) -> Node:
    """'the second day of Eid'."""
    return Offset(Duration((("day", n - 1),)), 1, f) if n > 1 else f


# Days of a feast: al-Fitr has three, al-Adha four with the day of sacrifice.
_FEAST_DAYS = {"hijri 10-1": 3, "hijri 12-10": 4}


def edge_of_feast(e: str, f: Node) -> Node | None:
    """'the end of Eid al-Fitr': its last day."""
    if e not in ("start", "end") or not isinstance(f, Feast):
        return None
    return day_of_feast(_FEAST_DAYS.get(f.rule, 1) if e == "end" else 1, f)


def shifted_weekday(s: int, w: int) -> Shifted:
    return Shifted(Cal(weekday=w), s)


def shifted_date(s: int, m: Cal) -> Shifted | None:
    return Shifted(m, s) if not m.hijri and -1 <= s <= 1 else None


def feast(f: str, y: int | None = None) -> Node:
    """A Hijri year beside a Hijri feast dates it."""
    kind, _, rest = f.partition(" ")
    if kind == "hijri" and y is not None and 1300 <= y <= 1500:
        month, day = map(int, rest.split("-"))
        return Cal(y, month, day, hijri=True)
    return Feast(f, y)


_FEAST_WEEKENDS = {0: (2, 0), 3: (0, 3)}
"""The days of the weekend before and after a feast on a Monday, on a Thursday."""


def feast_weekend(f: str, y: int | None = None) -> Span | None:
    """'Labor Day weekend', 'Thanksgiving weekend'."""
    kind, *numbers = f.split()
    around = _FEAST_WEEKENDS.get(int(numbers[1])) if kind == "nth" else None
    if around is None:
        return None
    day = Feast(f, y)
    first, last = (Offset(Duration((("day", n),)), s, day) if n else day for n, s in zip(around, (-1, 1), strict=True))
    return Span(first, last)


def shifted_feast(s: int, f: str) -> Feast | None:
    return Feast(f, shift=s) if -1 <= s <= 1 else None


# --- ranges -----------------------------------------------------------------------------------------------------------
def bare_day(d: int) -> Cal:
    return Cal(day=d)


def _bare(node: Node) -> bool:
    return isinstance(node, Cal) and node.day is not None and node.month is None and node.weekday is None


def span(a: Node, b: Node) -> Span | None:
    """At least one end says more than a number."""
    if _bare(a) and _bare(b):
        return None
    if isinstance(a, Cal) and isinstance(b, Cal):
        if _only_year(a) and (_only_year(b) or _bare(b)):
            return None
        if _bare(b) and (a.month is None or a.day is None):
            return None
        if _bare(a) and b.day is None:
            return None
        a, b = _same_order(a, b), _same_order(b, a)
    return Span(a, b)


def _same_order(date: Cal, other: Cal) -> Cal:
    """Of two numeric dates of one range both are written in the same order ('2/29-3/1')."""
    if date.swapped is None or other.order is None:
        return date
    month, day = date.swapped if other.order == "month" else (date.month, date.day)
    return replace(date, month=month, day=day, swapped=None)


def _only_year(node: Cal) -> bool:
    return node.year is not None and node.month is None


def span_in_year(a: Node, b: Node, y: int) -> Span | None:
    year_of_end = y if y >= 100 else 2000 + y
    if not isinstance(b, Cal) or b.year is not None:
        return None
    if b.month is None:  # January 1-5, 2017
        if (
            not isinstance(a, Cal)
            or a.month is None
            or a.year is not None
            or not _bare(b)
            or (a.day or 0) >= (b.day or 0)
        ):
            return None
        b = replace(b, month=a.month, hijri=a.hijri)
    return span(a, replace(b, year=year_of_end))


def span_in_cycle(a: int, b: int, c: Cycle) -> Inside | None:
    return Inside(Span(Cal(day=a), Cal(day=b)), c) if c.unit == "month" else None


def span_of_month(a: int, b: int, s: int) -> Inside:
    """من 20 إلى 25 الجاري"""
    return Inside(Span(Cal(day=a), Cal(day=b)), Cycle("month", s))


def two_months(a: Cal, b: Cal, y: int | None = None) -> Span | None:
    """شهري آذار ونيسان: one range where one follows the other."""
    if a.hijri != b.hijri or (b.month or 0) - (a.month or 0) not in (1, -11):
        return None
    return Span(a, replace(b, year=y) if y is not None else b)


def month_between(m: Cal, a: int, b: int) -> Span:
    return Span(replace(m, day=a), replace(m, day=b))


def span_inside(c: Cycle, a: Node, b: Node) -> Inside | None:
    """'this week from Tuesday to Thursday', 'next month from the 4th to the 9th'."""
    if not (isinstance(a, Cal) and isinstance(b, Cal)):
        return None
    wanted = {"week": "weekday", "month": "day"}.get(c.unit)
    if wanted is None or any(getattr(end, wanted) is None or end.month is not None for end in (a, b)):
        return None
    return Inside(Span(a, b), c)


def years(a: int, b: int) -> Span | None:
    return Span(Cal(year=a), Cal(year=b)) if 1500 <= a <= b <= 2999 else None


def rolling(s: int, d: Duration) -> Rolling | None:
    return Rolling(d, s) if s in (1, -1) and _dated(d) else None


def rolling_last(d: Duration) -> Rolling | None:
    return rolling(-1, d)


def rolling_after(s: int, u: str, n: Number) -> Rolling | None:
    d = _duration(u, n.value)
    return rolling(s, d) if d is not None else None


def rolling_counted(s: int, u: str, n: Number) -> Rolling | None:
    return rolling_after(s, u, n)


def rolling_dual(s: int, u: str) -> Rolling | None:
    d = _duration(u, 2)
    return rolling(s, d) if d is not None else None
