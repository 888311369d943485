"""Recurrences: the periods of an RFC 5545 rule (section 3.3.10), in whole days. Pure.

Whatever a rule may say is read; a period of ``tracker`` is a stretch of days, so a rule finer than a day comes to the
days on which it occurs (docs/decisions/0119).
"""

from __future__ import annotations

import calendar as gregorian
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from heapq import merge
from itertools import count as counting_up
from itertools import groupby, islice, product

from dateutil.rrule import rrulestr

from tracker.calendars.periods import ONE_DAY, Period, add_months
from tracker.calendars.words import fault_text
from tracker.model import Text, TimeUnit

FREQUENCIES = {
    "HOURLY": TimeUnit.HOUR,
    "DAILY": TimeUnit.DAY,
    "WEEKLY": TimeUnit.WEEK,
    "MONTHLY": TimeUnit.MONTH,
    "YEARLY": TimeUnit.YEAR,
}
"""The frequencies that orders have a word for."""

SECONDS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
"""The frequencies finer than a day."""

TIMES = {"BYHOUR": (0, 23), "BYMINUTE": (0, 59), "BYSECOND": (0, 60)}
DAYS = {"BYMONTH": (1, 12), "BYMONTHDAY": (1, 31), "BYYEARDAY": (1, 366), "BYWEEKNO": (1, 53), "BYSETPOS": (1, 366)}
"""The parts that are lists of numbers, and their range; those of ``DAYS`` but BYMONTH may count from the end (-1)."""

NEVER_WITH = {
    "BYMONTHDAY": {"WEEKLY"},
    "BYYEARDAY": {"DAILY", "WEEKLY", "MONTHLY"},
    "BYWEEKNO": {"SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY"},
}
"""Which part must not stand with which frequency, by RFC 5545."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CENTURY = 100
"""Years of occurrences that are searched: a rule that never occurs would otherwise be followed to the year 9999."""

A_DAY = 86_400

Parts = dict[str, str]


def periods(rule: str, start: date, week_starts: int = 0) -> Iterator[Period]:
    """The periods of a recurrence, in order, tiling from ``start`` without a gap.

    A bare frequency (with INTERVAL) tiles from ``start``: weekly from a Thursday ends on the next Wednesday; monthly
    from the 31st clamps. A rule that names days (BYDAY, BYMONTHDAY, …) ends each period on such a day, ``start``
    included. COUNT and UNTIL end the row. ``week_starts`` (Monday = 0): where the weeks of an interval begin, unless
    the rule says so itself (WKST). ValueError where ``recurrence_fault`` finds a fault.
    """
    fault = recurrence_fault(rule)
    if fault is not None:
        raise ValueError(f"{rule}: {fault['en']}")
    parts = recurrence_parts(rule)
    if any(key.startswith("BY") for key in parts):
        return _ending_on(_named_days({"WKST": WEEKDAYS[week_starts], **parts}, start), start)
    if parts["FREQ"] in SECONDS:
        return _ending_on(_days_of_hours(parts, start), start)
    return _tiles(parts, start)


def recurrence_parts(rule: str) -> Parts:
    """The parts of a rule by name, in capitals, without the prefix ``RRULE:``."""
    body = rule.strip().upper().removeprefix("RRULE:")
    return {key: value for key, _, value in (part.partition("=") for part in body.split(";") if part)}


@lru_cache(maxsize=1_000)
def recurrence_fault(rule: str) -> Text | None:
    """Why a recurrence cannot be used, or None. That a rule never occurs from its own start on is no fault of the rule:
    it has no periods then."""
    parts = recurrence_parts(rule)
    known = (*FREQUENCIES, *(name for name in SECONDS if name not in FREQUENCIES))
    if parts.get("FREQ") not in known:
        return fault_text("frequency", known=", ".join(known))
    frequency = parts["FREQ"]
    useless = sorted(
        key
        for key in parts
        if key not in {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *TIMES, *DAYS}
        or frequency in NEVER_WITH.get(key, ())
        or (key == "BYSETPOS" and not any(other.startswith("BY") and other != key for other in parts))
    )
    if useless:
        return fault_text("useless", parts=", ".join(useless), frequency=frequency)
    if {"COUNT", "UNTIL"} <= parts.keys():
        return fault_text("two_ends")
    return _fault_of_values(parts) or _never(parts)


def _fault_of_values(parts: Parts) -> Text | None:
    for key in ("INTERVAL", "COUNT"):
        if not re.fullmatch(r"[1-9]\d{0,3}", parts.get(key, "1")):
            return fault_text("number", part=key)
    of_year = parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts
    numbered = parts["FREQ"] in ("MONTHLY", "YEARLY") and "BYWEEKNO" not in parts
    number = "([+-]?([1-9]|[1-4][0-9]|5[0-3]))?" if of_year else "([+-]?[1-5])?"
    day = rf"{number if numbered else ''}({'|'.join(WEEKDAYS)})"
    if not re.fullmatch(rf"{day}(,{day})*", parts.get("BYDAY", "MO")):
        return fault_text("days" if numbered else "days_bare")
    if parts.get("WKST", "MO") not in WEEKDAYS:
        return fault_text("week_start")
    for key, (lowest, highest) in (TIMES | DAYS).items():
        signed = key in DAYS and key != "BYMONTH"
        if key in parts and not all(_is_between(one, lowest, highest, signed) for one in parts[key].split(",")):
            return fault_text("numbers", part=key, lowest=lowest, highest=highest)
    return None if _is_day(parts.get("UNTIL", "20200101")) else fault_text("until")


def _is_between(written: str, lowest: int, highest: int, signed: bool) -> bool:
    if not re.fullmatch(r"[+-]?[0-9]{1,3}" if signed else "[0-9]{1,2}", written):
        return False
    return lowest <= abs(int(written)) <= highest


def _never(parts: Parts) -> Text | None:
    """Whether no century holds an occurrence: 30 February, or the fifth Monday of a day."""
    if not any(key.startswith("BY") for key in parts):
        return None
    probe = {key: value for key, value in parts.items() if key not in ("COUNT", "UNTIL", "INTERVAL")}
    try:
        return None if any(True for _ in _named_days(probe, date(2020, 1, 1))) else fault_text("never")
    except ValueError as error:
        return fault_text("unreadable", why=error)


def _is_day(written: str) -> bool:
    try:
        datetime.strptime(written[:8], "%Y%m%d")
    except ValueError:
        return False
    return True


def _ending_on(ends: Iterator[date], start: date) -> Iterator[Period]:
    begins = start
    for end in ends:
        yield Period(begins, end)
        begins = end + ONE_DAY


def _named_days(parts: Parts, start: date) -> Iterator[date]:
    """The days on which a rule with a BY part occurs, each once, within a century of ``start``."""
    last = min(_until(parts), date(min(start.year + CENTURY, date.max.year), 12, 31))
    moments = _by_day(parts, start, last) if _is_daily(parts) else _by_rule(parts, start)
    before: date | None = None
    for moment in islice(moments, int(parts["COUNT"]) if "COUNT" in parts else None):
        if moment.date() > last:
            return
        if moment.date() != before:
            before = moment.date()
            yield before


def _is_daily(parts: Parts) -> bool:
    return parts["FREQ"] == "DAILY" or parts["FREQ"] in SECONDS


def _by_rule(parts: Parts, start: date) -> Iterator[datetime]:
    """Moments of a weekly, monthly or yearly rule; a day that a month does not have is its last one (decision 0021)."""
    plain = {key: value for key, value in parts.items() if key not in ("COUNT", "UNTIL")}
    if "COUNT" not in parts and "BYSETPOS" not in parts:
        plain = {key: value for key, value in plain.items() if key not in TIMES}  # hours choose no day
    return iter(_once(merge(*(rrulestr(_written(rule), dtstart=_midnight(start)) for rule in _clamped(plain)))))


def _clamped(parts: Parts) -> Iterator[Parts]:
    """A rule as several: one for the days that every month has, one for each of 29, 30, 31 as the last up to it."""
    days = parts.get("BYMONTHDAY", "").split(",")
    yearly = parts["FREQ"] == "YEARLY" and "BYMONTH" in parts and parts.get("INTERVAL", "1") == "1"
    monthly = parts["FREQ"] == "MONTHLY" or yearly
    late = [day for day in days if day.lstrip("+") in ("29", "30", "31")]
    if not late or not monthly or "BYSETPOS" in parts or "BYDAY" in parts:
        yield parts
        return
    early = [day for day in days if day not in late]
    if early:
        yield {**parts, "BYMONTHDAY": ",".join(early)}
    for day in late:
        up_to = ",".join(str(number) for number in range(28, int(day) + 1))
        yield {**parts, "FREQ": "MONTHLY", "BYMONTHDAY": up_to, "BYSETPOS": "-1"}


def _by_day(parts: Parts, start: date, last: date) -> Iterator[datetime]:
    """Moments of a daily rule or a finer one; of a day midnight alone where its hours make no difference."""
    interval, unit = int(parts.get("INTERVAL", "1")), SECONDS.get(parts["FREQ"], A_DAY)
    hours_matter = "BYSETPOS" in parts or (unit < A_DAY and interval > 1) or ("COUNT" in parts and _has_times(parts))
    times = tuple(sorted((key, value) for key, value in parts.items() if key in ("FREQ", "BYSETPOS", *TIMES)))
    day, step = start, timedelta(days=interval if unit == A_DAY else 1)
    while day <= last:
        if _is_named(parts, day):
            since = (day - start).days * (A_DAY // unit) % interval if unit < A_DAY else 0
            seconds = _times_of_day(times, interval if unit < A_DAY else 1, since) if hours_matter else (0,)
            yield from (_midnight(day) + timedelta(seconds=second) for second in seconds)
        day += step


def _has_times(parts: Parts) -> bool:
    return parts["FREQ"] in SECONDS or not TIMES.keys().isdisjoint(parts)


@lru_cache(maxsize=200)
def _times_of_day(parts: tuple[tuple[str, str], ...], interval: int, since: int) -> tuple[int, ...]:
    """The seconds of a day at which a rule occurs that has gone ``since`` of its units, modulo its interval, by then.

    BYHOUR, BYMINUTE and BYSECOND leave some where the rule is finer, and name several where it is not."""
    rule = dict(parts)
    unit = SECONDS.get(rule["FREQ"], A_DAY)
    named = [
        sorted({int(one) for one in rule[key].split(",")}) if key in rule else range(most if unit <= size else 1)
        for key, most, size in (("BYHOUR", 24, 3600), ("BYMINUTE", 60, 60), ("BYSECOND", 60, 1))
    ]
    moments = (3600 * hour + 60 * minute + min(second, 59) for hour, minute, second in product(*named))
    in_turn = (moment for moment in moments if (since + moment // unit) % interval == 0)
    if "BYSETPOS" not in rule:
        return tuple(in_turn)
    places = {int(one) for one in rule["BYSETPOS"].split(",")}
    sets = [list(one) for _, one in groupby(in_turn, key=lambda moment: moment // unit)]
    return tuple(m for one in sets for n, m in enumerate(one) if n + 1 in places or n - len(one) in places)


def _is_named(parts: Parts, day: date) -> bool:
    """Whether a day is one of those that BYMONTH, BYMONTHDAY, BYYEARDAY and BYDAY leave."""
    in_month, in_year = gregorian.monthrange(day.year, day.month)[1], 366 if gregorian.isleap(day.year) else 365
    of_year = day.timetuple().tm_yday
    return (
        _has(parts, "BYMONTH", day.month)
        and _has(parts, "BYMONTHDAY", day.day, day.day - in_month - 1)
        and _has(parts, "BYYEARDAY", of_year, of_year - in_year - 1)
        and ("BYDAY" not in parts or WEEKDAYS[day.weekday()] in parts["BYDAY"].split(","))
    )


def _has(parts: Parts, key: str, *numbers: int) -> bool:
    return key not in parts or any(int(one) in numbers for one in parts[key].split(","))


def _once(moments: Iterable[datetime]) -> Iterator[datetime]:
    before: datetime | None = None
    for moment in moments:
        if moment != before:
            yield moment
        before = moment


def _written(parts: Parts) -> str:
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a bare day


def _until(parts: Parts) -> date:
    return datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date() if "UNTIL" in parts else date.max


def _days_of_hours(parts: Parts, start: date) -> Iterator[date]:
    """The last days of stretches of so many hours, minutes or seconds: 36 hours end on the second day, 72 on the
    third; of several that end on one day that day once."""
    step = SECONDS[parts["FREQ"]] * int(parts.get("INTERVAL", "1"))
    until, limit = _until(parts), int(parts["COUNT"]) if "COUNT" in parts else None
    day = -1
    while True:
        number = (day + 1) * A_DAY // step  # the first stretch that ends after this day
        begins, day = number * step // A_DAY, ((number + 1) * step - 1) // A_DAY
        if (limit is not None and number >= limit) or start.toordinal() + begins > until.toordinal():
            return
        yield start + timedelta(days=day)


def _tiles(parts: Parts, start: date) -> Iterator[Period]:
    unit, interval = FREQUENCIES[parts["FREQ"]], int(parts.get("INTERVAL", "1"))
    until = _until(parts)
    limit = int(parts["COUNT"]) if "COUNT" in parts else None
    for number in counting_up():
        begins = _shift(start, unit, number * interval)
        if begins > until or (limit is not None and number >= limit):
            return
        yield Period(begins, _shift(start, unit, (number + 1) * interval) - ONE_DAY)


def _shift(day: date, unit: TimeUnit, times: int) -> date:
    if unit in (TimeUnit.MONTH, TimeUnit.YEAR):
        return add_months(day, times * (12 if unit is TimeUnit.YEAR else 1))
    return day + timedelta(days=times * (7 if unit is TimeUnit.WEEK else 1))
