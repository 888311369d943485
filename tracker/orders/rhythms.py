"""Recurrences in a clause, and the days of each period beside them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from tracker.calendars.expressions import Kind, Role, TimeExpression, days_after
from tracker.calendars.expressions import on_day_of_next as on_day
from tracker.model import Anchor, Deadline, DeadlineKind, Question
from tracker.orders import lexicon
from tracker.orders.ask import ask
from tracker.orders.tokens import fold

_YEAR = 12
_ENDS = 4  # of two stretches
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WHOLE = ("FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY")
"""Recurrences that name no day of their own."""


def every(t: TimeExpression) -> Deadline:
    """The deadline of a recurrence."""
    return Deadline(DeadlineKind.EVERY, rrule=t.value, phrase=t.text, span=t.span)


def narrowest(every: Sequence[TimeExpression]) -> TimeExpression:
    """'Weekly, and every Thursday': of two recurrences of one length the one that names its day."""
    same = [t for t in every if _length(t) == _length(every[0])]
    return max(same, key=lambda t: (len(t.value or ""), t.count is not None))


def _length(t: TimeExpression) -> tuple[str, int]:
    """How long the periods of a recurrence are: its unit, or the months between those that it names."""
    parts = dict(part.split("=", 1) for part in (t.value or "").split(";") if "=" in part)
    months = parts["BYMONTH"].split(",") if "BYMONTH" in parts else []
    if len(months) > 1:
        return "MONTHLY", _YEAR // len(months)
    return parts.get("FREQ", ""), int(parts.get("INTERVAL", "1")) if parts.get("FREQ") == "MONTHLY" else 1


def on_day_of_next(every: Deadline, dated: Sequence[TimeExpression]) -> Deadline:
    """'Monthly, by the seventh of the month that follows', 'every year by 31 January': due on that day of each."""
    rule = every.rrule or ""
    found = next(((t, day) for t in dated if t.role is not Role.UNTIL and (day := last_day(t)) is not None), None)
    if found is None or "BY" in rule:
        return every
    t, day = found
    if rule == "FREQ=WEEKLY":
        return replace(every, rrule=f"{rule};BYDAY={_DAYS[day.weekday()]}") if t.kind is Kind.DATE else every
    if rule == "FREQ=YEARLY" and {fold(word) for word in t.text.split()}.isdisjoint(_words("month")):
        return replace(every, rrule=f"{rule};BYMONTH={day.month};BYMONTHDAY={day.day}")
    ends = (day + timedelta(days=1)).month != day.month and not any(c.isdigit() for c in t.text)
    return replace(every, rrule=on_day(rule, -1 if ends else day.day) or rule)


def with_days(times: Sequence[TimeExpression]) -> tuple[list[TimeExpression], tuple[Question, ...]]:
    """'Quarterly, within 30 days of the end of the quarter': the recurrence on the last of these days; where no rule
    has them, without them and with a question."""
    after = next((t for t in times if t.count is not None and t.unit is not None and _ends_period(t)), None)
    every = [t for t in times if t.role is Role.EVERY and t.value in _WHOLE]
    if after is None or after.count is None or after.unit is None or not every:
        return list(times), ()
    kept = [t for t in times if t is not after]
    fiscal = re.search(_pattern("fiscal"), fold(after.anchor_ref or "")) is not None
    rule = None if fiscal else days_after(every[0].value or "", after.unit.value, after.count)
    if rule is None:
        return kept, (ask("days-after-period", words=after.text),)
    return [replace(t, value=rule) if t is every[0] else t for t in kept], ()


def _ends_period(t: TimeExpression) -> bool:
    """Whether it counts from the end of each period ('of the end of the quarter', 'of its end')."""
    named = t.anchor in (Anchor.EVENT, Anchor.OBLIGATION) and t.role in (Role.WITHIN, Role.BY, Role.ON)
    return named and re.fullmatch(_pattern("period_end"), fold((t.anchor_ref or "").strip(" .,;"))) is not None


def asked(every: TimeExpression) -> list[Question]:
    """What is asked about a recurrence."""
    if every.estimated:
        return [ask("hijri-recurring")]
    if every.count is not None:
        return [ask("days-after-period", words=every.text)]
    if not every.assumed or not every.alternatives:
        return []
    return [ask("days-of-year" if all(a.startswith("FREQ=YEARLY") for a in every.alternatives) else "several-times")]


def apart(one: str, other: str) -> bool:
    """Whether two stretches have no day in common: two weeks that a name may mean."""
    days = [day_of(part) for value in (one, other) for part in value.split("/")]
    known = [day for day in days if day is not None]
    return len(days) == len(known) == _ENDS and (known[1] < known[2] or known[3] < known[0])


def of_each_year(t: TimeExpression, every: TimeExpression) -> bool:
    """'By 31 January' beside 'every year': a day without a year of its own."""
    return every.value == "FREQ=YEARLY" and t.kind is Kind.DATE and re.search(r"\d{4}", t.text) is None


def of_next_period(t: TimeExpression) -> bool:
    """'The fifth of the following month' beside a recurrence: a day of each period."""
    return not {fold(w) for w in t.text.split()}.isdisjoint(lexicon.next_period())


def between(t: TimeExpression) -> bool:
    """'Between 10 and 14 June', no 'from 10 to 14 June'."""
    return t.kind is Kind.RANGE and t.role is None and fold(t.text.split()[0]) in _words("between")


def last_day(t: TimeExpression) -> date | None:
    """The day on which a date or the end of a named period falls; it never moves."""
    return day_of((t.value or "").rpartition("/")[2])


def day_of(value: str) -> date | None:
    """A day as it is written in a value; None for a month, a year, an instant."""
    if len(value) != 10:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


@cache
def _pattern(name: str) -> str:
    """A pattern of folded text, in either language."""
    return "|".join(f"(?:{lexicon.vague(language)[name]})" for language in ("ar", "en"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for language in ("ar", "en") for word in lexicon.vague(language)[name])
