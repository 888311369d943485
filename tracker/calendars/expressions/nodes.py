"""What the grammar builds: meanings of time that do not yet know on which day they are spoken."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.calendars.expressions.records import Role
from tracker.model import Anchor

UNITS = (
    "year",
    "quarter",
    "month",
    "week",
    "day",
    "working_day",
    "hijri_year",
    "hijri_month",
    "hour",
    "minute",
    "second",
)


@dataclass(frozen=True, slots=True)
class Cal:
    """A calendar date with what was said of it. ``weekday``: Monday = 0.

    ``swapped``: month and day in the other order, where the digits allow both; ``order``: 'day' or 'month' first,
    where they allow only that. ``hijri``: the fields are of the Hijri calendar. ``impossible``: no calendar has that
    day (31 February), but it is written as a date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hijri: bool = False
    swapped: tuple[int, int] | None = None
    order: str | None = None
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """The day of speaking plus ``offset`` days."""

    offset: int = 0


@dataclass(frozen=True, slots=True)
class Duration:
    """``parts``: (unit, count) in the order of UNITS; ``other``: the count in words if it differs from the digits."""

    parts: tuple[tuple[str, float], ...]
    other: float | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """``count`` whole weeks, months, … from the one ``shift`` away on: this = 0, next = 1, last = -1."""

    unit: str
    shift: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Shifted:
    """'next Friday', 'last June': a weekday or month ``inner``, ``shift`` = -1, 0, 1, 2 (after next)."""

    inner: Cal
    shift: int


@dataclass(frozen=True, slots=True)
class Nth:
    """The ``n``-th (from the end below 0) day, week, month, quarter or weekday (``what`` = 'weekday') of ``of``.
    ``or_day``: the number may also be that of the day, where this falls on the weekday."""

    n: int
    what: str
    of: Node
    weekday: int | None = None
    or_day: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """``inner`` (a weekday, a day of the month, a range of them) inside the period ``period``."""

    inner: Cal | Span
    period: Node


@dataclass(frozen=True, slots=True)
class Offset:
    """``duration`` after (``sign`` 1) or before (-1) ``base``."""

    duration: Duration
    sign: int
    base: Node


@dataclass(frozen=True, slots=True)
class Coming:
    """The ``n``-th ``weekday`` strictly after ``base``, before it where ``n`` is negative; with ``n`` 0 the first on or
    after it."""

    weekday: int
    n: int
    base: Node


@dataclass(frozen=True, slots=True)
class Edge:
    """``which`` = start | end | middle | rest | before (up to today) of the period ``of``."""

    which: str
    of: Node


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` to ``end``, both included; None = open."""

    start: Node | None
    end: Node | None


@dataclass(frozen=True, slots=True)
class Lasting:
    """``duration`` counted from ``start`` on (the first day is not counted)."""

    start: Node
    duration: Duration


@dataclass(frozen=True, slots=True)
class Rolling:
    """'the last/next 3 weeks': ``sign`` -1 or 1."""

    duration: Duration
    sign: int


@dataclass(frozen=True, slots=True)
class WeekNumber:
    number: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week (or month, year, weekend) in which ``day`` lies, or the one ``shift`` away from it."""

    day: Node
    unit: str = "week"
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """The first (``sign`` 1) or last (-1) ``duration`` of the period ``of``."""

    duration: Duration
    sign: int
    of: Node


@dataclass(frozen=True, slots=True)
class Fiscal:
    """The fiscal year ``year`` or the one ``shift`` away from the present; it begins in the month ``first``, and with
    a ``first`` after January in the calendar year before."""

    first: int
    year: int | None = None
    shift: int = 0


@dataclass(frozen=True, slots=True)
class MonthIn:
    """'March in a year': the month ``month`` of the year reached after ``duration``."""

    month: Cal
    duration: Duration


@dataclass(frozen=True, slots=True)
class Feast:
    """A holiday by its rule (``feasts``)."""

    rule: str
    year: int | None = None
    shift: int | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """``days``: 'M-D M-D', its first and its last day; ``shift``: this, next or last one, None = as it falls;
    ``year_shift``: that of the present year (0), the next (1) or the last (-1)."""

    days: str
    year: int | None = None
    shift: int | None = None
    year_shift: int | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """Two readings, the likelier first."""

    first: Node
    second: Node


Node = (
    Cal | Today | Cycle | Shifted | Nth | Inside | Offset | Coming | Edge | Span | Lasting | Rolling | WeekNumber
    | WeekOf | Part | Fiscal | MonthIn | Feast | Season | Either
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tail:
    """What a period counts from: ``anchor`` as the words name it, ``words`` of an event, or the date ``node``."""

    anchor: Anchor | None = None
    words: str | None = None
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A whole expression: a meaning in a role. Exactly one of ``node``, ``duration``, ``rule`` and ``role`` alone
    (immediately, asap, until further notice, an anchor) carries it; ``duration`` with ``tail`` is a counted period.
    ``hijri``: a recurrence in Hijri months or years, of which there are no rules: those of the other calendar stand in.
    ``or_rules``: what else a recurrence may mean. The days WORKING in a rule are those of the profile."""

    role: Role | None = None
    node: Node | None = None
    duration: Duration | None = None
    tail: Tail | None = None
    rule: str | None = None
    assumed: bool = False
    or_rules: tuple[str, ...] = ()
    hijri: bool = False
