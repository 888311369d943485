"""What the grammar of time hands out: one record for every expression of time that a text holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.model import Anchor, TimeUnit


class Kind(StrEnum):
    DATE = "date"
    RANGE = "range"
    DURATION = "duration"
    RECURRENCE = "recurrence"


class Role(StrEnum):
    """What the words around a time make of it (semantics §3)."""

    WITHIN = "within"
    ON = "on"
    BY = "by"
    BEFORE = "before"
    UNTIL = "until"
    FROM = "from"
    FOR = "for"
    IMMEDIATELY = "immediately"
    ASAP = "asap"
    EVERY = "every"
    UNTIL_FURTHER_NOTICE = "until_further_notice"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression of time. ``text`` is exactly ``source[span[0]:span[1]]``; spans count Unicode code points.

    ``value``: an ISO date; ``START/END`` inclusive with ``..`` for an open end; an ISO 8601 duration; or an RFC 5545
    recurrence rule. None where the words need an anchor date and none was given (the other fields still hold).
    A deadline given as a date under ``by``, ``before`` or ``until`` has as its value the last day on which it can be
    met ('before 5 May' = 4 May, 'by 5 May' = 5 May, semantics §3).
    ``alternatives``: the other values that the words allow, at most three, the likeliest first.
    ``count`` and ``unit``: of a counted period ('within 7 days'), else None.
    ``anchor``: what the words themselves count from, None if they say nothing; ``anchor_ref``: these words where
    ``anchor`` is an event or an obligation.
    ``hijri``: the Hijri date of the value's day (of its last one, where it has several), if the words are of that
    calendar. ``estimated``: it was reckoned, since the beginning of the month was not announced.
    ``impossible``: the words are those of a date that no calendar has (31 February); it has no value.
    ``assumed``: the value rests on something that the words do not say (the year, which of two Fridays).
    """

    span: tuple[int, int]
    text: str
    kind: Kind
    value: str | None
    alternatives: tuple[str, ...] = ()
    role: Role | None = None
    count: int | None = None
    unit: TimeUnit | None = None
    anchor: Anchor | None = None
    anchor_ref: str | None = None
    assumed: bool = False
    hijri: str | None = None
    estimated: bool = False
    impossible: bool = False
