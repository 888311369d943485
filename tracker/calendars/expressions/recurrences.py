"""Recurrences: the words of a rhythm -> a recurrence rule of RFC 5545.

``assumed`` where the rule says less than the words ('three times a week' is weekly, on days that nobody named).
"""

from __future__ import annotations

from tracker.calendars.expressions.nodes import Cal, Duration, Phrase
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
_WEEKS = 4
"""So many weeks lie in every month."""
_MONTHLY = "FREQ=MONTHLY"
_WEEKLY = "FREQ=WEEKLY"


def by_rule(rule: str, *, assumed: bool = False) -> Phrase:
    return Phrase(Role.EVERY, rule=rule, assumed=assumed)


def _frequency(unit: str, count: float) -> str | None:
    if unit not in _FREQUENCIES or count != int(count) or count < 1:
        return None
    name, size = _FREQUENCIES[unit]
    interval = int(count) * size
    return f"FREQ={name}" + (f";INTERVAL={interval}" if interval > 1 else "")


def frequency(r: str) -> Phrase:
    return by_rule(r)


def frequency_assumed(r: str) -> Phrase:
    """'the daily report' with the article: perhaps only its name."""
    return by_rule(r, assumed=True)


def every_unit(u: str) -> Phrase | None:
    rule = _frequency(u, 1)
    return by_rule(rule) if rule else None


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
    return by_rule(rule) if rule else None


def every_dual(u: str) -> Phrase | None:
    rule = _frequency(u, 2)
    return by_rule(rule) if rule else None


def every_nth(n: int, u: str) -> Phrase | None:
    rule = _frequency(u, n)
    return by_rule(rule) if rule else None


def every_other(n: int, u: str) -> Phrase | None:
    return every_nth(n, u)


def every_other_weekday(n: int, w: int) -> Phrase:
    return by_rule(f"FREQ=WEEKLY;INTERVAL={n};BYDAY={BYDAY[w]}")


def every_edge(e: str, u: str) -> Phrase | None:
    day = {"start": 1, "end": -1, "middle": 15}.get(e)
    if day is None:
        return None
    if u == "month":
        return by_rule(f"FREQ=MONTHLY;BYMONTHDAY={day}")
    if u == "year" and day != 15:
        return by_rule("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1" if day == 1 else "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31")
    if u == "quarter" and day != 15:
        months = "1,4,7,10" if day == 1 else "3,6,9,12"
        return by_rule(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}")
    return every_unit(u)


def every_fortnight(f: int) -> Phrase | None:
    return every_nth(f, "week")


def several(**days: int | None) -> tuple[int, ...]:
    return tuple(day for day in days.values() if day is not None)


def every_weekdays(a: int, b: tuple[int, ...] = (), u: str = "week") -> Phrase | None:
    """'every Monday, Wednesday and Friday': the days in the order of the words."""
    return by_rule(_on_weekdays(_WEEKLY, a, b)) if u == "week" else None


def _on_weekdays(rule: str, a: int, b: tuple[int, ...]) -> str:
    return f"{rule};BYDAY=" + ",".join(BYDAY[day] for day in dict.fromkeys((a, *b)))


def every_weekday_range(a: int, b: int, u: str = "week") -> Phrase | None:
    """'each Monday through Friday': every day of it; the week may turn in between."""
    count = (b - a) % 7
    return every_weekdays(a, tuple((a + k) % 7 for k in range(1, count + 1)), u) if count else None


def often_on_weekdays(x: Phrase, a: int, b: tuple[int, ...] = ()) -> Phrase | None:
    """'weekly on Monday', 'every two weeks on Tuesday'."""
    fits = x.rule is not None and x.rule.startswith(_WEEKLY) and "BYDAY" not in x.rule
    return by_rule(_on_weekdays(x.rule or "", a, b)) if fits else None


def often_on_day(x: Phrase, d: int) -> Phrase | None:
    """'monthly on the 5th'."""
    return by_rule(f"{x.rule};BYMONTHDAY={d}") if _monthly(x) and 1 <= d <= 31 else None


def often_on_nth(x: Phrase, n: int, w: int) -> Phrase | None:
    """'every month on the last Friday'."""
    return by_rule(f"{x.rule};BYDAY={n}{BYDAY[w]}") if _monthly(x) and -1 <= n <= 5 else None


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


_WHOLE = (("day", 7), ("hour", 24), ("month", 12))  # 'seven days a week' is all the time
_SHARES = ("hour", "day", "week", "month", "year")


def share_of_unit(d: Duration, u: str) -> Phrase | None:
    """'two days a week': each week; which of its days stays unsaid."""
    part, count = d.parts[0] if len(d.parts) == 1 else ("", 0)
    return one_of_unit(part, u) if (part, count) not in _WHOLE else None


def one_of_unit(v: str, u: str) -> Phrase | None:
    """'a day in the week': each week."""
    smaller = v in _SHARES and u in _SHARES and _SHARES.index(v) < _SHARES.index(u)
    return every_unit(u) if smaller else None


def times_in_unit(t: int, u: str) -> Phrase | None:
    """'twice a year' is every six months, 'twice a month' the 1st and the 15th; else the days stay unsaid."""
    if t == 1:
        return every_nth(1, u)
    if u == "year" and 12 % t == 0:
        return every_nth(12 // t, "month")
    if u == "month" and t == 2:
        return by_rule(f"{_MONTHLY};BYMONTHDAY=1,15", assumed=True)
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
    return by_rule(f"{_MONTHLY};BYMONTHDAY={d}" + (f",{e}" if e is not None else ""))


def every_nth_part(n: int, v: str, u: str, q: str | None = None) -> Phrase | None:
    """'the last day of each month', 'the first working day of each month'."""
    if v == "day" and u == "quarter" and q is None and n in (1, -1):
        return every_edge("start" if n == 1 else "end", u)
    if q == "working_day" and u == "week" and v == "day" and n in (1, -1):
        return by_rule(f"{_WEEKLY};BYDAY=WORKING{n:+d}")
    if v == "week" and u == "month" and q is None and (n == -1 or 1 <= n <= _WEEKS):
        return by_rule(f"{_MONTHLY};BYMONTHDAY={n if n == -1 else 7 * n}")
    if v != "day" or u not in ("month", "year") or not -31 <= n <= 31 or n == 0:
        return None
    if q == "working_day":
        return by_rule(f"{_MONTHLY};BYDAY=WORKING;BYSETPOS={n}") if u == "month" else None
    month = 1 if n > 0 else 12  # the first days of a year lie in January, the last in December
    return by_rule(f"{_MONTHLY};BYMONTHDAY={n}" if u == "month" else f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={n}")


def every_nth_weekday(n: int, w: int, u: str) -> Phrase | None:
    return by_rule(f"{_MONTHLY};BYDAY={n}{BYDAY[w]}") if u == "month" and -1 <= n <= 5 else None


def every_nth_weekday_of(n: int, w: int, m: Cal, u: str) -> Phrase | None:
    """'The first Monday of March of each year'."""
    fits = u == "year" and not m.hijri and -1 <= n <= 5
    return by_rule(f"FREQ=YEARLY;BYMONTH={m.month};BYDAY={n}{BYDAY[w]}") if fits else None


def every_nth_day_of(n: int, v: str, m: Cal, u: str) -> Phrase | None:
    """'The last day of March of each year', 'the first week of March of each year': its last day."""
    day = 7 * n if v == "week" and 0 < n <= _WEEKS else n
    fits = u == "year" and (v == "day" or (v == "week" and -1 <= n <= _WEEKS)) and not m.hijri
    return by_rule(f"FREQ=YEARLY;BYMONTH={m.month};BYMONTHDAY={day}") if fits and -31 <= n <= 31 and n != 0 else None


def every_month(m: Cal) -> Phrase | None:
    """'every March'."""
    return None if m.hijri else by_rule(f"FREQ=YEARLY;BYMONTH={m.month}")


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
    return by_rule(f"FREQ=YEARLY;BYMONTH={','.join(str(m.month) for m in months)};BYMONTHDAY={d}")


def every_date(m: Cal, u: str = "year") -> Phrase | None:
    return (
        None if u != "year" or m.hijri or m.impossible else by_rule(f"FREQ=YEARLY;BYMONTH={m.month};BYMONTHDAY={m.day}")
    )


def several_dates(**dates: Cal | None) -> tuple[Cal, ...]:
    return tuple(m for m in dates.values() if m is not None)


def every_dates(a: Cal, b: tuple[Cal, ...], u: str) -> Phrase | None:
    """'The 5th of January and the 5th of July of each year'; of days that no one rule gives the first, the others as
    further readings."""
    dates = (a, *b)
    if u != "year" or any(m.hijri or m.impossible or m.year is not None for m in dates):
        return None
    days = {m.day for m in dates}
    if all(m.day == _LAST.get(m.month or 0) for m in dates):
        days = {-1}
    if len(days) == 1:
        months = ",".join(str(m.month) for m in dates)
        return by_rule(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={days.pop()}")
    first, *rest = (f"FREQ=YEARLY;BYMONTH={m.month};BYMONTHDAY={m.day}" for m in dates)
    return Phrase(Role.EVERY, rule=first, assumed=True, or_rules=tuple(rest))


_LAST = {1: 31, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
"""The last days of the months that are always as long."""


def every_half_of(n: int, m: Cal, u: str) -> Phrase | None:
    """'In the second half of December of each year': its last day."""
    fits = u == "year" and n in (1, 2) and not m.hijri
    return by_rule(f"FREQ=YEARLY;BYMONTH={m.month};BYMONTHDAY={15 if n == 1 else -1}") if fits else None


def before_each(x: Phrase) -> Phrase:
    """'Before the 10th of each month' ends on the 9th; where no rule says the day before, the day itself is assumed."""
    rule = x.rule or ""
    parts = dict(part.split("=") for part in rule.split(";"))
    if (
        set(parts) == {"FREQ", "BYDAY"}
        and parts["FREQ"] == "WEEKLY"
        and not set(parts["BYDAY"].split(",")) - set(BYDAY)
    ):
        days = (BYDAY[BYDAY.index(day) - 1] for day in parts["BYDAY"].split(","))
        return by_rule(f"{_WEEKLY};BYDAY={','.join(days)}")
    if set(parts) <= {"FREQ", "BYMONTH", "BYMONTHDAY"} and "," not in parts.get("BYMONTHDAY", ","):
        day = int(parts["BYMONTHDAY"])
        months = [int(m) - (day == 1) or 12 for m in parts["BYMONTH"].split(",")] if "BYMONTH" in parts else []
        named = f"BYMONTH={','.join(map(str, months))};" if months else ""
        return by_rule(f"FREQ={parts['FREQ']};{named}BYMONTHDAY={day - 1 or -1}")
    return Phrase(Role.EVERY, rule=x.rule, assumed=True, or_rules=x.or_rules)


def before_edge(e: str, u: str) -> Phrase | None:
    """'Before the end of each month' is on its last day at the latest; before its beginning, on the day before."""
    found = every_edge(e, u)
    return before_each(found) if found is not None and e == "start" and u != "week" else found
