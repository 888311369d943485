"""From when and until when a change holds (docs/decisions/0115). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tracker.calendars import expressions, hijri
from tracker.calendars.counting import add_months
from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.calendars.profiles import Policy
from tracker.model import TimeUnit
from tracker.orders import lexicon
from tracker.orders.timing import whole_day
from tracker.orders.tokens import tokenise
from tracker.orders.wordlists import words

_DAYS = {TimeUnit.DAY: 1, TimeUnit.WEEK: 7}


def starts(kind: str, times: Sequence[TimeExpression], issued_on: date | None) -> date | None:
    """'With effect from D', 'as of D', 'from D until E'; of a resumption or a revocation a bare day too, that no order
    lies behind. An extension 'from D until E' names the old day and the new one: it holds from its own day."""
    for t in times:
        both = stretch(t)
        if both is not None and kind != "extend":
            return both[0]
        if t.role is Role.FROM or (t.kind is Kind.RANGE and t.role is Role.FOR):
            return whole_day((t.value or "").partition("/")[0])
    days = _bare_days(times) if kind in ("resume", "revoke", "supersede") else []
    return next((day for day in days if issued_on is None or day >= issued_on), None)


def of_target(times: Sequence[TimeExpression], issued_on: date | None) -> date | None:
    """'Replaces the Directive on Travel dated 1 July 2017': a bare day before the order is that of the earlier one."""
    return next((day for day in _bare_days(times) if issued_on is not None and day < issued_on), None)


def _bare_days(times: Sequence[TimeExpression]) -> list[date]:
    said = (whole_day(t.value) for t in times if t.kind is Kind.DATE and t.role in (Role.ON, None))
    return [day for day in said if day is not None]


def lasts(clause: str, language: str, times: Sequence[TimeExpression], start: date | None) -> date | None:
    """The last day of a suspension: 'until D', 'from D until E', 'for two weeks'."""
    for t in times:
        both = stretch(t)
        if both is not None:
            return both[1]
    for t in times:
        if t.kind is Kind.DATE and (t.role in (Role.UNTIL, Role.BY) or (t.role is None and _upto(clause, t, language))):
            return whole_day(t.value)
    for t in times:
        if t.count is None or t.unit is None or start is None or t.role not in (Role.FOR, None):
            continue
        if t.unit in _DAYS:
            return start + timedelta(days=_DAYS[t.unit] * t.count - 1)
        if t.unit.hijri_months:
            return hijri.plus_months(start, t.count * t.unit.hijri_months).end.day - timedelta(days=1)
        if t.unit in (TimeUnit.MONTH, TimeUnit.YEAR):
            return add_months(start, t.count * (12 if t.unit is TimeUnit.YEAR else 1)) - timedelta(days=1)
    return None


def stretch(t: TimeExpression) -> tuple[date, date] | None:
    """The two days of 'from D until E', 'between D and E'."""
    if t.kind is not Kind.RANGE or t.count is not None:
        return None
    first, _, last = (t.value or "").partition("/")
    first_day, last_day = _day(first), _day(last)
    return (first_day, last_day) if first_day is not None and last_day is not None else None


def _day(value: str) -> date | None:
    return whole_day(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def in_force(clause: str, target: str, language: str) -> bool:
    """'The work under our letter goes on', 'the order remains in force': what is extended is how long it holds."""
    raw = lexicon.changes(language)
    if any(w.form in words(raw["terms"]) for w in tokenise(target)):
        return False
    marks = "|".join(map(re.escape, raw["holding"]))
    return re.search(rf"(?<!\w)(?:{marks})(?!\w)", clause, re.I) is not None


def by_so_much(clause: str, t: TimeExpression, language: str) -> bool:
    """'Is reduced by three days': no new period."""
    marks = "|".join(map(re.escape, lexicon.changes(language)["by_so_much"]))
    return re.search(rf"(?<!\w)(?:{marks})\s*$", clause[: t.span[0]], re.I) is not None


def _upto(clause: str, t: TimeExpression, language: str) -> bool:
    """'Up to and including D', '(with effect from D) to E'."""
    marks = "|".join(map(re.escape, lexicon.changes(language)["upto"]))
    return re.search(rf"(?<!\w)(?:{marks})\s+$", clause[: t.span[0]], re.I) is not None


def leading(text: str, start: int, language: str, issued_on: date | None, policy: Policy) -> list[TimeExpression]:
    """The times before a change that opens its sentence but for them: 'from 15 October, item 3 is suspended'."""
    begin = max((m.end() for m in re.finditer(r"\n|[.:؛;]\s|(?<=\n)\s*\(?\w{1,3}[)-]", text[:start])), default=0)
    said = text[begin:start]
    times = expressions.find(said, language, issued_on, policy)
    rest = said
    for t in times:
        rest = rest[: t.span[0]] + " " * (t.span[1] - t.span[0]) + rest[t.span[1] :]
    known = words(lexicon.changes(language)["opening"])
    return list(times) if all(not w.word or w.form in known for w in tokenise(rest)) else []
