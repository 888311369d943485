"""Recurrences: the words of a rhythm -> a recurrence rule of RFC 5545.

``assumed`` where the rule says less than the words ('three times a week' is weekly, on days that nobody named).
"""

from __future__ import annotations

from datetime import date, timedelta

from tracker.calendars.expressions.nodes import Cal, Duration, Phrase
from tracker.calendars.expressions.numbers import Number
from tracker.calendars.expressions.records import Role

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKING_DAYS = "FREQ=WEEKLY;BYDAY=WORKING"
_FREQUENCIES = {
    "hour": ("HOURLY", 1),
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "year": ("YEARLY", 1),
}
_UNITS_OF_RULES = {"FREQ=DAILY": "day", "FREQ=WEEKLY": "week", "FREQ=MONTHLY": "month", "FREQ=YEARLY": "year"}
_MONTHLY = "FREQ=MONTHLY"
_WEEKLY = "FREQ=WEEKLY"


def _every(rule: str, *, assumed: bool = False) -> Phrase:
    return Phrase(Role.EVERY, rule=rule, assumed=assumed)


def _frequency(unit: str, count: float) -> str | None:
    if unit not in _FREQUENCIES or count != int(count) or count < 1:
        return None
    name, size = _FREQUENCIES[unit]
    interval = int(count) * size
    return f"FREQ={name}" + (f";INTERVAL={interval}" if interval > 1 else "")


def frequency(r: str) -> Phrase:
    return _every(r)


def frequency_assumed(r: str) -> Phrase:
    """'the daily report' with the article: perhaps only its name."""
    return _every(r, assumed=True)


def every_unit(u: str) -> Phrase | None:
    rule = _frequency(u, 1)
    return _every(rule) if rule else None


def every_hijri(u: str, q: str) -> Phrase | None:
    """'Every Hijri month': RFC 5545 has no such rule; the nearest one stands in, assumed."""
    rule = _frequency(u, 1) if q == "hijri" and u in ("month", "year") else None
    return Phrase(Role.EVERY, rule=rule, assumed=True, hijri=True) if rule else None


def frequency_hijri(r: str, q: str) -> Phrase | None:
    """'Monthly, by the Hijri calendar'."""
    return every_hijri(_UNITS_OF_RULES.get(r, ""), q)


def every_duration(d: Duration) -> Phrase | None:
    unit, count = d.parts[0]
    if len(d.parts) == 1 and unit.startswith("hijri_"):
        rule = _frequency(unit.removeprefix("hijri_"), count)
        return Phrase(Role.EVERY, rule=rule, assumed=True, hijri=True) if rule else None
    rule = _frequency(*d.parts[0]) if len(d.parts) == 1 else None
    return _every(rule) if rule else None


def every_dual(u: str) -> Phrase | None:
    rule = _frequency(u, 2)
    return _every(rule) if rule else None


def every_nth(n: int, u: str) -> Phrase | None:
    rule = _frequency(u, n)
    return _every(rule) if rule else None


def every_other(n: int, u: str) -> Phrase | None:
    return every_nth(n, u)


def every_other_weekday(n: int, w: int) -> Phrase:
    return _every(f"FREQ=WEEKLY;INTERVAL={n};BYDAY={BYDAY[w]}")


def every_edge(e: str, u: str) -> Phrase | None:
    day = {"start": 1, "end": -1, "middle": 15}.get(e)
    if day is None:
        return None
    if u == "month":
        return _every(f"FREQ=MONTHLY;BYMONTHDAY={day}")
    if u == "year" and day != 15:
        return _every("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1" if day == 1 else "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31")
    if u == "quarter" and day != 15:
        months = "1,4,7,10" if day == 1 else "3,6,9,12"
        return _every(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}")
    return every_unit(u)


_DAYS_OF = {"day": 1, "week": 7}
_COMMON = 2023
"""A year of 365 days: days of the year are named by their month, which the register can follow."""
_WHOLE = 28
"""So many days lie in every month."""


def after_every_edge(d: Duration, e: str, u: str) -> Phrase | None:
    """'Within ten days after the end of each quarter': the last day on which each may come."""
    if len(d.parts) != 1 or e == "middle":
        return None
    unit, count = d.parts[0]
    if count != int(count):
        return None
    n = int(count)
    months = {"month": 1, "quarter": 3, "year": 12}.get(u)
    if months is not None and unit == "month" and n <= months:
        return _of_months(months, n if e == "end" else n + 1, -1 if e == "end" else 1)
    if months is None or unit not in _DAYS_OF:
        return None
    day = n * _DAYS_OF[unit] + (e == "start")
    if u == "year" and _WHOLE < day <= 365:
        on = date(_COMMON, 1, 1) + timedelta(days=day - 1)
        return _every(f"FREQ=YEARLY;BYMONTH={on.month};BYMONTHDAY={on.day}")
    # January, April, July and October have 30 days.
    return _of_months(months, 1, day) if day <= (_WHOLE if u == "month" else 30) else None


def before_every_edge(d: Duration, e: str, u: str) -> Phrase | None:
    """'Five days before the end of each month'."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(u)
    if len(d.parts) != 1 or e != "end" or months is None or d.parts[0][0] not in _DAYS_OF:
        return None
    day = int(d.parts[0][1]) * _DAYS_OF[d.parts[0][0]]
    return _of_months(months, months, -day - 1) if day < _WHOLE else None


def _of_months(size: int, first: int, day: int) -> Phrase:
    """A day of every month (size 1), of the first, second or third month of each quarter (3), of one month (12)."""
    if size == 1:
        return _every(f"FREQ=MONTHLY;BYMONTHDAY={day}")
    months = ",".join(str(m) for m in sorted((first + k - 1) % 12 + 1 for k in range(0, 12, size)))
    return _every(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}")


def every_first_days(n: int, d: Duration, u: str) -> Phrase | None:
    """'In the first ten days of each month': the last of them."""
    if n not in (1, -1) or len(d.parts) != 1 or d.parts[0][0] not in _DAYS_OF:
        return None
    return every_edge("end", u) if n == -1 else after_every_edge(d, "end", u)


def every_first_counted(c: Number, v: str, n: int, u: str) -> Phrase | None:
    """'The first five days of each month' in the Arabic order of its words, الخمسة الأيام الأولى."""
    return every_first_days(n, Duration(((v, c.value),)), u)


def every_fortnight(f: int) -> Phrase | None:
    return every_nth(f, "week")


def several(**days: int | None) -> tuple[int, ...]:
    return tuple(day for day in days.values() if day is not None)


def every_weekdays(a: int, b: tuple[int, ...] = (), u: str = "week") -> Phrase | None:
    """'every Monday, Wednesday and Friday': the days in the order of the words."""
    return _every(_on_weekdays(_WEEKLY, a, b)) if u == "week" else None


def _on_weekdays(rule: str, a: int, b: tuple[int, ...]) -> str:
    return f"{rule};BYDAY=" + ",".join(BYDAY[day] for day in dict.fromkeys((a, *b)))


def every_weekday_range(a: int, b: int, u: str = "week") -> Phrase | None:
    """'each Monday through Friday': every day of it; the week may turn in between."""
    count = (b - a) % 7
    return every_weekdays(a, tuple((a + k) % 7 for k in range(1, count + 1)), u) if count else None


def often_on_weekdays(x: Phrase, a: int, b: tuple[int, ...] = ()) -> Phrase | None:
    """'weekly on Monday', 'every two weeks on Tuesday'."""
    fits = x.rule is not None and x.rule.startswith(_WEEKLY) and "BYDAY" not in x.rule
    return _every(_on_weekdays(x.rule or "", a, b)) if fits else None


def often_on_day(x: Phrase, d: int) -> Phrase | None:
    """'monthly on the 5th'."""
    return _every(f"{x.rule};BYMONTHDAY={d}") if _monthly(x) and 1 <= d <= 31 else None


def often_on_nth(x: Phrase, n: int, w: int) -> Phrase | None:
    """'every month on the last Friday'."""
    return _every(f"{x.rule};BYDAY={n}{BYDAY[w]}") if _monthly(x) and -1 <= n <= 5 else None


def often_on_date(x: Phrase, m: Cal) -> Phrase | None:
    """'annually on March 1', 'annually in March'."""
    if m.hijri or x.rule != "FREQ=YEARLY" or m.year is not None:
        return None
    return every_date(m) if m.day is not None else every_month(m)


def _monthly(x: Phrase) -> bool:
    return x.rule is not None and x.rule.startswith(_MONTHLY) and "BY" not in x.rule


_SPREAD = {
    ("week", 2): "FREQ=WEEKLY;BYDAY=SU,WE",
    ("week", 3): "FREQ=WEEKLY;BYDAY=SU,TU,TH",
    ("week", 4): "FREQ=WEEKLY;BYDAY=SU,MO,WE,TH",
    ("week", 5): WORKING_DAYS,
    ("week", 7): "FREQ=DAILY",
    ("month", 3): "FREQ=MONTHLY;BYMONTHDAY=1,11,21",
    ("month", 4): "FREQ=WEEKLY",
    ("day", 2): "FREQ=HOURLY;INTERVAL=12",
    ("day", 3): "FREQ=HOURLY;INTERVAL=8",
    ("day", 4): "FREQ=HOURLY;INTERVAL=6",
}
"""How so many times in a period may lie, where nobody named the days: a second reading, not the first."""


def times_in_unit(t: int, u: str) -> Phrase | None:
    """'twice a year' is every six months, 'twice a month' the 1st and the 15th; else the days stay unsaid."""
    if u == "year" and 12 % t == 0:
        return every_nth(12 // t, "month")
    if u == "month" and t == 2:
        return _every(f"{_MONTHLY};BYMONTHDAY=1,15", assumed=True)
    rule = _frequency(u, 1)
    spread = _SPREAD.get((u, t))
    return Phrase(Role.EVERY, rule=rule, assumed=True, or_rules=(spread,) if spread else ()) if rule else None


def times_of_frequency(t: int, r: str) -> Phrase | None:
    unit = _UNITS_OF_RULES.get(r)
    return times_in_unit(t, unit) if unit is not None else None


def every_monthday(d: int, u: str, e: int | None = None) -> Phrase | None:
    """'the 5th of every month', 'the 1st and 15th of every month'."""
    if u != "month" or not 1 <= d <= 31 or not 1 <= (e or d) <= 31:
        return None
    return _every(f"{_MONTHLY};BYMONTHDAY={d}" + (f",{e}" if e is not None else ""))


def every_nth_part(n: int, v: str, u: str, q: str | None = None) -> Phrase | None:
    """'the last day of each month', 'the first working day of each month'."""
    if v == "day" and u == "quarter" and q is None and n in (1, -1):
        return every_edge("start" if n == 1 else "end", u)
    if q == "working_day" and u == "week" and v == "day" and n in (1, -1):
        return _every(f"{_WEEKLY};BYDAY=WORKING{n:+d}")
    if v == "week" and u == "month" and q is None and (n == -1 or 1 <= n <= _WHOLE // 7):
        return _every(f"{_MONTHLY};BYMONTHDAY={n if n == -1 else 7 * n}")
    if v != "day" or u not in ("month", "year") or not -31 <= n <= 31 or n == 0:
        return None
    if q == "working_day":
        return _every(f"{_MONTHLY};BYDAY=WORKING;BYSETPOS={n}") if u == "month" else None
    month = 1 if n > 0 else 12  # the first days of a year lie in January, the last in December
    return _every(f"{_MONTHLY};BYMONTHDAY={n}" if u == "month" else f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={n}")


def every_nth_weekday(n: int, w: int, u: str) -> Phrase | None:
    return _every(f"{_MONTHLY};BYDAY={n}{BYDAY[w]}") if u == "month" and -1 <= n <= 5 else None


def every_nth_weekday_of(n: int, w: int, m: Cal, u: str) -> Phrase | None:
    """'The first Monday of March of each year'."""
    fits = u == "year" and not m.hijri and -1 <= n <= 5
    return _every(f"FREQ=YEARLY;BYMONTH={m.month};BYDAY={n}{BYDAY[w]}") if fits else None


def every_nth_day_of(n: int, v: str, m: Cal, u: str) -> Phrase | None:
    """'The last day of March of each year'."""
    fits = u == "year" and v == "day" and not m.hijri and -31 <= n <= 31 and n != 0
    return _every(f"FREQ=YEARLY;BYMONTH={m.month};BYMONTHDAY={n}") if fits else None


def every_month(m: Cal) -> Phrase | None:
    """'every March'."""
    return None if m.hijri else _every(f"FREQ=YEARLY;BYMONTH={m.month}")


def every_month_of(m: Cal, u: str) -> Phrase | None:
    """'February of each year'."""
    return every_month(m) if u == "year" else None


def several_months(**months: Cal | None) -> tuple[Cal, ...]:
    return tuple(m for m in months.values() if m is not None)


def every_date_of(d: int, a: Cal, b: tuple[Cal, ...], u: str | None = None) -> Phrase | None:
    """'By the tenth day of January, April, July and October': each of them every year; of two only where it is said."""
    months = [a, *b]
    if u not in (None, "year") or (u is None and len(months) < 3):
        return None
    if any(m.hijri or m.year is not None or m.day is not None for m in months):
        return None
    return _every(f"FREQ=YEARLY;BYMONTH={','.join(str(m.month) for m in months)};BYMONTHDAY={d}")


def every_date(m: Cal, u: str = "year") -> Phrase | None:
    return (
        None if u != "year" or m.hijri or m.impossible else _every(f"FREQ=YEARLY;BYMONTH={m.month};BYMONTHDAY={m.day}")
    )
