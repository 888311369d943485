"""Actions of the grammar for calendar dates and named periods.

An action returns None where its parts make no sense together.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.calendars.expressions.nodes import (
    Cal,
    Cycle,
    Duration,
    Edge,
    Either,
    Feast,
    Fiscal,
    Inside,
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

PERIODS = ("week", "month", "quarter", "year", "weekend")
PART_OF_DAY = ("hour", "minute", "second")
TODAY = Today()


# --- calendar dates ---------------------------------------------------------------------------------------------------
def month(n: int) -> Cal:
    return Cal(month=n)


def month_twice(n: int, m: int) -> Cal | None:
    """'حزيران/يونيو', 'تشرين الأول (أكتوبر)': the two names that the Arab countries give one month."""
    return Cal(month=n) if n == m else None


def hijri_month(n: int) -> Cal:
    return Cal(month=n, hijri=True)


def year(y: int) -> Cal | None:
    # 'NLT 1600' is an hour; nothing is due by a year so long ago.
    return Cal(year=y) if 1900 <= y <= 2999 else None


def hijri_year(y: int, e: str | None = None, q: str | None = None) -> Cal | None:
    """عام 1442 هـ, 'the Hijri year 1442'."""
    return Cal(year=y, hijri=True) if 1300 <= y <= 1500 and "hijri" in (e, q) else None


def hijri_cycle(u: str, q: str, s: int = 0) -> Cycle | None:
    """'The Hijri year', الشهر الهجري القادم."""
    return Cycle(f"hijri_{u}", s) if q == "hijri" and u in ("month", "year") else None


def month_day(d: int, m: Cal) -> Cal | None:
    longest = 30 if m.hijri or m.month in (4, 6, 9, 11) else 29 if m.month == 2 else 31
    return replace(m, day=d, impossible=d > longest)


def with_year(
    d: Cal | None = None, m: Cal | None = None, y: int | None = None, e: str | None = None
) -> Cal | Feast | None:
    """'Ramadan 2018' is the one that begins in that Gregorian year."""
    date = d or m or Cal()
    if y is not None:
        if date.hijri and y > 1600:
            return Feast(f"hmonth {date.month}", y) if date.day is None and e != "hijri" else None
        year_of_two = 2000 + y if y <= 50 else 1900 + y
        date = replace(date, year=year_of_two if y < 100 else y, hijri=date.hijri or 1300 <= y <= 1500)
    return era(date, e)


def with_short_year(d: Cal, y: int) -> Node | None:
    return None if d.hijri or d.day is None else with_year(d=d, y=y)


def bracketed(m: Cal, d: int, y: int) -> Node | None:
    """'[Oct] 21, 2013': a month that was supplied."""
    dated = month_day(d, m)
    return with_year(d=dated, y=y) if dated is not None else None


def era(d: Cal, e: str | None = None) -> Cal | None:
    """The mark of a calendar must fit the year."""
    if e == "hijri":
        return None if d.year is not None and d.year > 1600 else replace(d, hijri=True)
    return None if e == "gregorian" and d.hijri else d


def in_period(c: Cycle, d: Cal | None = None, m: Cal | None = None) -> Inside | None:
    return Inside(d or m or Cal(), c) if c.unit == "year" else None


def with_weekday(w: int, d: Node) -> Node | None:
    if isinstance(d, Cal) and d.weekday is None:
        return replace(d, weekday=w)
    return None


def with_weekday_day(w: int, d: int) -> Cal:
    return Cal(weekday=w, day=d)


def weekday_ordinal(w: int, d: int) -> Node | None:
    """'Thursday 15th' is a day of the month; 'the second Sunday' said as 'Sunday, the second' may be either."""
    if d > 31:
        return None
    dated = Cal(weekday=w, day=d)
    return Either(Nth(d, "weekday", Cycle("month", 0), w), dated) if d <= 5 else dated


def same_day(d: Node, g: Node) -> Node | None:
    """A Hijri date with a Gregorian one beside it takes that; two Gregorian ones must be the same."""
    if not (isinstance(d, Cal) and isinstance(g, Cal)):
        return None
    if d.hijri == g.hijri:
        return None
    plain, other = (g, d) if d.hijri else (d, g)
    return replace(plain, weekday=plain.weekday if plain.weekday is not None else other.weekday)


# --- periods ----------------------------------------------------------------------------------------------------------
def cycle(s: int, u: str) -> Cycle | None:
    return Cycle(u, s) if u in PERIODS else None


def this_period(u: str) -> Cycle | None:
    return cycle(0, u)


def quarter(n: int, y: int | None = None) -> Nth | None:
    if y is not None and y < 100:
        y += 2000 if y <= 50 else 1900
    return Nth(n, "quarter", Cal(year=y) if y else Cycle("year", 0)) if 1 <= n <= 4 else None


def quarter_unit(n: int, u: str, y: int | None = None) -> Nth | None:
    return quarter(n, y) if u == "quarter" else None


def quarter_part(n: int, p: Node) -> Nth:
    return Nth(n, "quarter", p)


def quarter_of(n: int, u: str, p: Node) -> Nth | None:
    return Nth(n, "quarter", p) if u == "quarter" and 1 <= n <= 4 else None


def half_of(n: int, p: Node) -> Nth | None:
    return Nth(n, "half", p) if 1 <= n <= 2 else None


def only_year(u: str, p: Node) -> Node | None:
    return p if u == "year" else None


def shifted(s: int, m: Cal) -> Shifted | None:
    return Shifted(m, s) if -1 <= s <= (1 if m.hijri else 2) else None


def month_in(m: Cal, d: Duration) -> MonthIn | None:
    return None if m.hijri or any(unit in PART_OF_DAY for unit, _ in d.parts) else MonthIn(m, d)


def week_number(n: int, y: int | None = None) -> WeekNumber:
    return WeekNumber(n, y)


def week_of(d: Node) -> WeekOf:
    return WeekOf(d)


def weekend_of(d: Node) -> WeekOf:
    return WeekOf(d, "weekend")


def weekend(w: int, s: int = 0) -> Cycle:
    del w
    return Cycle("weekend", s)


def unit_after(u: str, p: Node) -> Node | None:
    """'the day after Easter', 'the week after Christmas'."""
    if u == "day":
        return Offset(Duration((("day", 1),)), 1, p)
    return WeekOf(p, u, 1) if u in ("week", "month", "year", "weekend") else None


def unit_before(u: str, p: Node) -> Node | None:
    if u == "day":
        return Offset(Duration((("day", 1),)), -1, p)
    return WeekOf(p, u, -1) if u in ("week", "month", "year", "weekend") else None


def first_only(n: int) -> int | None:
    return 1 if n == 1 else None


def part(n: int, d: Duration, p: Node) -> Part | None:
    """'the first two weeks of June', 'the last three days of the month'."""
    whole = all(unit not in (*PART_OF_DAY, "working_day") for unit, _ in d.parts)
    return Part(d, n, p) if n in (1, -1) and whole else None


def ten_days(n: int, p: Node) -> Part:
    """العشر الأواخر (-1) of a month, العشر الأوائل (1)."""
    return Part(Duration((("day", 10),)), n, p)


def cycle_years(s: int, y: int) -> Node:
    """'the past decade': that of the calendar, or the ten years up to now."""
    named = Cycle("decade" if y == 10 else "century", s)
    return Either(named, Rolling(Duration((("year", y),)), s)) if s in (1, -1) else named


def nth_century(n: int, y: int) -> Either | None:
    """The 21st century: from 2001 to 2100; many begin it with 2000."""
    if y != 100 or not 15 <= n <= 29:
        return None
    last = 100 * n
    return Either(Span(Cal(year=last - 99), Cal(year=last)), Span(Cal(year=last - 100), Cal(year=last - 1)))


def fiscal(f: int, y: int | None = None, s: int = 0) -> Node:
    """Where the fiscal year is no calendar year, that of the same number is the second reading."""
    if y is not None and y < 100:
        y += 2000
    read = Fiscal(f, y, s)
    return read if f == 1 else Either(read, Fiscal(1, y, s))


def from_end(n: int) -> int:
    return -n


def nth_week(n: int, u: str, p: Node) -> Nth | None:
    """Of quarters only the last: the others have rules of their own."""
    return Nth(n, u, p) if u in ("week", "weekend") or (u == "quarter" and n < 0) else None


def nth_working(n: int, q: str, u: str, p: Node) -> Nth | None:
    return Nth(n, "working_day", p) if q == "working_day" and u == "day" else None


def shifted_working(s: int, q: str, u: str) -> Offset | None:
    """'the next business day'."""
    return Offset(Duration((("working_day", 1),)), s, TODAY) if q == "working_day" and u == "day" and s else None


def nth_weekday(n: int, w: int, p: Node) -> Nth:
    return Nth(n, "weekday", p, w)


def weekday_nth(w: int, n: int, p: Node) -> Nth:
    """'Tuesday, the third of September': a date where the 3rd is a Tuesday, else the third Tuesday."""
    return Nth(n, "weekday", p, w, or_day=n > 0)


def nth_weekday_now(n: int, w: int) -> Nth | None:
    return Nth(n, "weekday", Cycle("month", 0), w) if n <= 5 else None


def nth_day(n: int, u: str, p: Node) -> Nth | None:
    if u == "month":
        return Nth(n, "month", p) if isinstance(p, Cal) and p.month is None else None
    return Nth(n, "day", p) if u == "day" else None


def nth_day_word(n: int, u: int, p: Node) -> Nth:  # noqa: ARG001 - the word 'day' itself
    return Nth(n, "day", p)


def nth_of_days(d: int, p: Node) -> Nth:
    return Nth(d, "day", p)


def nth_of_days_post(n: int, p: Node) -> Nth:
    return Nth(n, "day", p)


def day_of_cycle(d: int, c: Cycle, w: int | None = None) -> Nth | None:
    """A weekday beside it must agree, but it may be a slip and changes nothing."""
    del w
    return Nth(d, "day", c) if c.unit == "month" else None


def weekday_in(w: int, c: Cycle) -> Inside | None:
    return Inside(Cal(weekday=w), c) if c.unit in ("week", "weekend") else None


def weekday_in_week(w: int, p: Node) -> Inside:
    return Inside(Cal(weekday=w), p)


def quarter_in(n: int, c: Cycle) -> Nth | None:
    return Nth(n, "quarter", c) if c.unit == "year" else None


def half_year(h: int, y: int | None = None) -> Nth:
    return Nth(h, "half", Cal(year=y) if y else Cycle("year", 0))


def season(s: str, y: int | None = None) -> Season | None:
    """A bare name of a season is too common a word: with a year only."""
    return Season(s, y) if y is not None else None


def season_any(s: str) -> Season:
    """'in the spring': the one under way or the next."""
    return Season(s)


def season_of(s: str, c: Cycle) -> Season | None:
    """'the summer of next year'."""
    return Season(s, year_shift=c.shift) if c.unit == "year" else None


def shifted_season(s: str, c: int) -> Season:
    return Season(s, shift=c)


def decade(n: int) -> Span:
    return Span(Cal(year=n), Cal(year=n + 9))


def edge_cycle(e: str, c: Cycle) -> Edge:
    return Edge(e, c)


def edge_unit(e: str, u: str) -> Edge | None:
    return Edge(e, Cycle(u, 0)) if u in PERIODS else None


def to_date(c: Cycle) -> Edge | None:
    return Edge("before", c) if c.shift == 0 else None


def unit_to_date(u: str) -> Edge | None:
    return Edge("before", Cycle(u, 0)) if u in PERIODS else None


def day_of_unit(d: int, u: str) -> Cal | None:
    """'the first of the month': the next one."""
    return Cal(day=d) if u == "month" else None


def edge(e: str, p: Node) -> Edge:
    return Edge(e, p)


def edge_short(e: str) -> Edge | Today:
    which, unit = e.split()
    return TODAY if unit == "day" else Edge(which, Cycle(unit, 0))
