"""Phrases: a meaning of time in the role that the words around it give it (semantics §3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tracker.calendars.expressions.nodes import (
    Cal,
    Cycle,
    Duration,
    Either,
    Lasting,
    Node,
    Nth,
    Offset,
    Phrase,
    Rolling,
    Span,
    Tail,
    Today,
)
from tracker.calendars.expressions.numbers import Number
from tracker.calendars.expressions.records import Role
from tracker.calendars.expressions.stretches import counted
from tracker.model import Anchor

_WHOLE = ("hour", "day", "week", "month", "quarter", "year")
_PART_OF_DAY = ("hour", "minute", "second")


def _hours(d: Duration) -> bool:
    return all(unit in _PART_OF_DAY for unit, _ in d.parts)


# --- plain ------------------------------------------------------------------------------------------------------------
def plain(p: Node) -> Phrase:
    return Phrase(node=p)


def plain_duration(d: Duration) -> Phrase:
    return Phrase(duration=d)


def on(p: Node) -> Phrase:
    return Phrase(Role.ON, node=p)


def on_day(d: int) -> Phrase | None:
    return on(Cal(day=d)) if 1 <= d <= 31 else None


def on_day_of_month(d: int, s: int) -> Phrase:
    """في 28 الجاري: of this month; يوم 20 المقبل: the next one, or that of next month."""
    named = Nth(d, "day", Cycle("month", s))
    return on(Either(Cal(day=d), named) if s == 1 else named)


def on_weekday(w: int) -> Phrase:
    return on(Cal(weekday=w))


def in_year(y: int) -> Phrase | None:
    return on(Cal(year=y)) if 1900 <= y <= 2199 else None


def plain_weekday(w: int) -> Phrase:
    return Phrase(node=Cal(weekday=w))


def whole_year(y: int) -> Phrase | None:
    return Phrase(node=Cal(year=y)) if 1900 <= y <= 2099 else None


def back_plain(d: Duration) -> Phrase | None:
    return None if _hours(d) else Phrase(node=Offset(d, -1, Today()))


def plain_single(u: str) -> Phrase:
    return Phrase(duration=Duration(((u, 1),)))


# --- counted periods --------------------------------------------------------------------------------------------------
def within(d: Duration, t: Tail | None = None, w: int | None = None) -> Phrase:
    del w
    return Phrase(Role.WITHIN, duration=d, tail=t)


def within_either(d: Number, e: Number, u: str, q: str | None = None, t: Tail | None = None) -> Phrase | None:
    """'Within one to two weeks', 'within 10-15 days': the longer is the limit, the shorter another reading."""
    first, second = counted(d, u, q), counted(e, u, q)
    return within_longer(first, second, t) if first is not None and second is not None else None


def within_longer(d: Duration, e: Duration, t: Tail | None = None) -> Phrase | None:
    """'Within a week to ten days': the longer of two lengths."""
    (unit, short), (other, long) = d.parts[0], e.parts[0]
    if len(d.parts) > 1 or len(e.parts) > 1:
        return None
    if unit != other and {unit, other} == {"week", "day"}:
        short, long = (n * 7 if u == "week" else n for u, n in ((unit, short), (other, long)))
        other = unit = "day"
    if unit != other or not short < long:
        return None
    return within(Duration(((unit, long),), short), t)


def counted_from(d: Duration, t: Tail) -> Phrase | None:
    """'180 days after the date of this order': the day itself."""
    return None if t.node is not None else Phrase(Role.ON, duration=d, tail=t)


def rolling_within(s: int, d: Duration) -> Phrase | None:
    if s == 1:
        return Phrase(Role.WITHIN, duration=d)
    return Phrase(node=Rolling(d, s)) if s == -1 and not _hours(d) else None


def _rolling_of(s: int, u: str, n: float) -> Phrase | None:
    return rolling_within(s, Duration(((u, n),)))


def rolling_within_after(s: int, u: str, n: Number) -> Phrase | None:
    return _rolling_of(s, u, n.value)


def rolling_within_dual(s: int, u: str) -> Phrase | None:
    return _rolling_of(s, u, 2)


def within_period(p: Node) -> Phrase:
    return Phrase(Role.WITHIN, node=p)


def within_this(u: str) -> Phrase | None:
    return Phrase(Role.WITHIN, node=Cycle(u, 0)) if u in ("week", "month", "quarter", "year") else None


def within_after(d: Duration, p: Node) -> Phrase | None:
    return None if _hours(d) else Phrase(Role.WITHIN, duration=d, tail=Tail(node=p))


# --- limits -----------------------------------------------------------------------------------------------------------
def by(p: Node) -> Phrase:
    return Phrase(Role.BY, node=p)


def before(p: Node) -> Phrase:
    return Phrase(Role.BEFORE, node=p)


def until(p: Node) -> Phrase:
    return Phrase(Role.UNTIL, node=p)


def until_notice(n: int) -> Phrase:
    del n
    return Phrase(Role.UNTIL_FURTHER_NOTICE)


def from_point(p: Node) -> Phrase:
    return Phrase(Role.FROM, node=p)


def since(p: Node) -> Phrase:
    return Phrase(node=Span(p, None))


def since_year(y: int) -> Phrase | None:
    return Phrase(node=Span(Cal(year=y), None)) if 1500 <= y <= 2999 else None


def from_words(t: Tail) -> Phrase:
    return Phrase(Role.FROM, tail=t)


def after_point(p: Node) -> Phrase | None:
    """'after 5 May': from the 6th on."""
    return None if isinstance(p, Offset) else Phrase(Role.FROM, node=Offset(Duration((("day", 1),)), 1, p))


def for_time(d: Duration, t: Tail | None = None) -> Phrase | None:
    return None if t is not None and t.node is not None else Phrase(Role.FOR, duration=d, tail=t)


def for_from(d: Duration, p: Node) -> Phrase | None:
    return None if _hours(d) else Phrase(Role.FOR, node=Lasting(p, d), duration=d)


def for_whole(u: str, w: int | None = None) -> Phrase | None:
    del w
    return Phrase(Role.FOR, duration=Duration(((u, 1),))) if u in _WHOLE else None


def at_once(t: Tail | None = None) -> Phrase:
    return Phrase(Role.IMMEDIATELY, tail=t)


def soon(**_: Any) -> Phrase:
    return Phrase(Role.ASAP)


# --- what a period counts from ----------------------------------------------------------------------------------------
def yes(**_: Any) -> bool:
    return True


def issue(**_: Any) -> Tail:
    return Tail(Anchor.ISSUE)


def notification(**_: Any) -> Tail:
    return Tail(Anchor.NOTIFICATION)


def effective(**_: Any) -> Tail:
    return Tail(Anchor.EFFECTIVE)


def tail_point(p: Node) -> Tail:
    return Tail(node=p)


def tail_event(w: str) -> Tail:
    return Tail(Anchor.EVENT, words=w)


def tail_obligation(w: str) -> Tail:
    return Tail(Anchor.OBLIGATION, words=w)


RENAMED: dict[str, Callable[..., Any]] = {
    "from": from_point,
    "for": for_time,
    "for_whole_def": for_whole,
    "rolling_within_counted": rolling_within_after,
}
