"""Calendar arithmetic: months that clamp, ends of named periods, the periods of a recurrence. Pure."""

from __future__ import annotations

import calendar as gregorian
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count as counting_up

from dateutil.rrule import rrulestr

from tracker.calendars.holidays import Calendar
from tracker.calendars.profiles import Policy
from tracker.calendars.words import fault_text
from tracker.model import Text, TimeUnit

FREQUENCIES = {"DAILY": TimeUnit.DAY, "WEEKLY": TimeUnit.WEEK, "MONTHLY": TimeUnit.MONTH, "YEARLY": TimeUnit.YEAR}
NAMING = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH"},
    "MONTHLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}
"""The parts by which a rule may name its days. More would be legal, but no order asks for it, and a rule that never
occurs would be searched day by day to the year 9999."""

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; ``str`` is the name of its occurrence (``START/END``)."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months later, or the last of that month where it has none (31 Jan + 1 = 28/29 Feb).

    Always count from the first day in one go: month by month, 31 January would come to 28 March. OverflowError outside
    the years 1 to 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month0 + 1, min(day.day, gregorian.monthrange(year, month0 + 1)[1]))


def week_of(day: date, policy: Policy) -> Period:
    """The week of a day, from the policy's first day of the week."""
    start = day - timedelta(days=(day.weekday() - policy.week_starts) % 7)
    return Period(start, start + timedelta(days=6))


def period_of(unit: TimeUnit, day: date, policy: Policy) -> Period:
    """The named week, month or year that holds a day. ValueError for other units."""
    if unit is TimeUnit.WEEK:
        return week_of(day, policy)
    if unit is TimeUnit.MONTH:
        return Period(day.replace(day=1), day.replace(day=gregorian.monthrange(day.year, day.month)[1]))
    if unit is TimeUnit.YEAR:
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    raise ValueError(f"no named period of unit {unit}")


def end_of(unit: TimeUnit, day: date, calendar: Calendar) -> date:
    """When 'within this week / month / year' ends, said on ``day``: a week on its last working day, others on their
    last day (semantics §3). Where no working day is left in the week, on the week's last day: never before ``day``.

    The answer is ``day`` itself when that is the last one; the caller then asks. ValueError for other units.
    """
    last = period_of(unit, day, calendar.policy).end
    if unit is not TimeUnit.WEEK:
        return last
    left = (last - timedelta(days=back) for back in range((last - day).days + 1))
    return next((candidate for candidate in left if calendar.is_working(candidate)), last)


def periods(rule: str, start: date, week_starts: int = 0) -> Iterator[Period]:
    """The periods of an RFC 5545 recurrence, in order, tiling from ``start`` without a gap.

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
        return _on_named_days({"WKST": WEEKDAYS[week_starts], **parts}, start)
    return _tiles(parts, start)


def recurrence_parts(rule: str) -> dict[str, str]:
    """The parts of a rule by name, in capitals, without the prefix ``RRULE:``."""
    body = rule.strip().upper().removeprefix("RRULE:")
    return {key: value for key, _, value in (part.partition("=") for part in body.split(";") if part)}


def recurrence_fault(rule: str) -> Text | None:
    """Why a recurrence cannot be used, or None. Shorter than a day is no period here."""
    parts = recurrence_parts(rule)
    if parts.get("FREQ") not in FREQUENCIES:
        return fault_text("frequency", known=", ".join(FREQUENCIES))
    frequency = parts["FREQ"]
    unknown = sorted(set(parts) - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"} - NAMING[frequency])
    if unknown:
        return fault_text("useless", parts=", ".join(unknown), frequency=frequency)
    for key in ("INTERVAL", "COUNT"):
        if not re.fullmatch(r"[1-9]\d{0,3}", parts.get(key, "1")):
            return fault_text("number", part=key)
    if not all(
        re.fullmatch(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)", day) for day in parts.get("BYDAY", "MO").split(",")
    ):
        return fault_text("days")
    if not _is_day(parts.get("UNTIL", "20200101")):
        return fault_text("until")
    probe = {key: value for key, value in parts.items() if key not in ("COUNT", "UNTIL")}
    try:
        first = next(iter(rrulestr(_canonical(probe), dtstart=datetime(2020, 1, 1))), None)  # noqa: DTZ001 - a bare day
    except ValueError as error:
        return fault_text("unreadable", why=error)
    return fault_text("never") if first is None else None


def _is_day(written: str) -> bool:
    try:
        datetime.strptime(written[:8], "%Y%m%d")
    except ValueError:
        return False
    return True


def _canonical(parts: dict[str, str]) -> str:
    """The rule as dateutil takes it: UNTIL a bare day, and a last day of the month that every month has."""
    good = dict(parts)
    if "UNTIL" in good:
        good["UNTIL"] = good["UNTIL"][:8]
    month_day = good.get("BYMONTHDAY", "")
    if good["FREQ"] == "MONTHLY" and month_day in ("29", "30", "31") and "BYSETPOS" not in good:
        good["BYMONTHDAY"] = ",".join(str(number) for number in range(28, int(month_day) + 1))
        good["BYSETPOS"] = "-1"
    return ";".join(f"{key}={value}" for key, value in good.items())


def _on_named_days(parts: dict[str, str], start: date) -> Iterator[Period]:
    begins = start
    for moment in rrulestr(_canonical(parts), dtstart=datetime(start.year, start.month, start.day)):  # noqa: DTZ001
        yield Period(begins, moment.date())
        begins = moment.date() + ONE_DAY


def _tiles(parts: dict[str, str], start: date) -> Iterator[Period]:
    unit, interval = FREQUENCIES[parts["FREQ"]], int(parts.get("INTERVAL", "1"))
    until = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date() if "UNTIL" in parts else date.max
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
