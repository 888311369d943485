"""Recurrences that say how many days after or before each period: 'within ten days after the end of each quarter'."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tracker.calendars.expressions.nodes import Duration, Phrase
from tracker.calendars.expressions.numbers import Number
from tracker.calendars.expressions.recurrences import by_rule, every_edge, every_unit

_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
"""How long a period is, by its name."""


_DAYS_OF = {"day": 1, "week": 7}
_COMMON = 2023
"""A year of 365 days: days of the year are named by their month, which the register can follow."""
_WHOLE = 28
"""So many days lie in every month."""


def after_every_edge(d: Duration, e: str, u: str) -> Phrase | None:
    """'Within ten days after the end of each quarter': the last day on which each may come."""
    if len(d.parts) != 1 or e == "middle" or d.parts[0][1] != int(d.parts[0][1]):
        return None
    found = _after(d, e, u)
    bare = every_unit(u) if found is None and e == "end" else None
    # 'Within 20 working days after the end of each quarter': no rule has such days; they are asked about.
    return replace(bare, assumed=True, duration=d) if bare is not None else found


def _after(d: Duration, e: str, u: str) -> Phrase | None:
    unit, n = d.parts[0][0], int(d.parts[0][1])
    months = _MONTHS_OF.get(u)
    if months is not None and unit == "month" and n <= months:
        return _of_months(months, n if e == "end" else n + 1, -1 if e == "end" else 1)
    if months is None or unit not in _DAYS_OF:
        return None
    day = n * _DAYS_OF[unit] + (e == "start")
    if u == "year" and _WHOLE < day <= 365:
        on = date(_COMMON, 1, 1) + timedelta(days=day - 1)
        return by_rule(f"FREQ=YEARLY;BYMONTH={on.month};BYMONTHDAY={on.day}")
    # January, April, July and October have 30 days.
    return _of_months(months, 1, day) if day <= (_WHOLE if u == "month" else 30) else None


def before_every_edge(d: Duration, e: str, u: str) -> Phrase | None:
    """'Five days before the end of each month'."""
    months = _MONTHS_OF.get(u)
    if len(d.parts) != 1 or e != "end" or months is None or d.parts[0][0] not in _DAYS_OF:
        return None
    day = int(d.parts[0][1]) * _DAYS_OF[d.parts[0][0]]
    return _of_months(months, months, -day - 1) if day < _WHOLE else None


def _of_months(size: int, first: int, day: int) -> Phrase:
    """A day of every month (size 1), of the first, second or third month of each quarter (3), of one month (12)."""
    if size == 1:
        return by_rule(f"FREQ=MONTHLY;BYMONTHDAY={day}")
    months = ",".join(str(m) for m in sorted((first + k - 1) % 12 + 1 for k in range(0, 12, size)))
    return by_rule(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={day}")


def every_first_days(n: int, d: Duration, u: str) -> Phrase | None:
    """'In the first ten days of each month': the last of them."""
    if n not in (1, -1) or len(d.parts) != 1 or d.parts[0][0] not in _DAYS_OF:
        return None
    return every_edge("end", u) if n == -1 else after_every_edge(d, "end", u)


def every_first_counted(c: Number, v: str, n: int, u: str) -> Phrase | None:
    """'The first five days of each month' in the Arabic order of its words, الخمسة الأيام الأولى."""
    return every_first_days(n, Duration(((v, c.value),)), u)


def nth_after_edge(n: int, v: str, e: str, u: str, q: str | None = None) -> Phrase | None:
    """'On the 15th day after the end of each quarter'."""
    unit = "working_day" if q == "working_day" and v == "day" else v
    return after_every_edge(Duration(((unit, n),)), e, u) if q in (None, "working_day", "day") else None


def day_of_following(d: int, v: str, u: str) -> Phrase | None:
    """'By the 10th of the month following the quarter'."""
    months = _MONTHS_OF.get(u)
    return _of_months(months, 1, d) if v == "month" and months is not None and 1 <= d <= _WHOLE + 3 else None


def end_of_following(e: str, v: str, u: str) -> Phrase | None:
    """'By the end of the month following each quarter'."""
    months = _MONTHS_OF.get(u)
    return _of_months(months, 1, -1) if v == "month" and months is not None and e == "end" else None


def on_day_of_next(rule: str, day: int) -> str | None:
    """'Quarterly, by the tenth of the following month': the rule with that day of the month after each period."""
    size = _SIZES.get(rule)
    return _of_months(size, 1, day).rule if size is not None else None


def days_after(rule: str, unit: str, count: int) -> str | None:
    """'Quarterly, within ten days of its end': the rule with the last of these days; None where no rule has it."""
    size = _SIZES.get(rule)
    u = next((name for name, months in _MONTHS_OF.items() if months == size), None)
    found = _after(Duration(((unit, count),)), "end", u) if u is not None else None
    if size == _HALF and unit in _DAYS_OF and count * _DAYS_OF[unit] <= _WHOLE + 2:
        found = _of_months(size, 1, count * _DAYS_OF[unit])
    return found.rule if found is not None else None


_HALF = 6
_SIZES = {
    "FREQ=MONTHLY": 1,
    "FREQ=MONTHLY;INTERVAL=3": 3,
    "FREQ=MONTHLY;INTERVAL=6": _HALF,
    "FREQ=YEARLY": 12,
}
"""Rules of whole periods, by the months of one."""
