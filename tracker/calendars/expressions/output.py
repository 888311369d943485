"""A phrase of the grammar -> the record that other rooms and programs read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from tracker.calendars import hijri
from tracker.calendars.expressions import arithmetic as days
from tracker.calendars.expressions.arithmetic import Interval
from tracker.calendars.expressions.nodes import Cal, Cycle, Duration, Feast, Node, Phrase, Span
from tracker.calendars.expressions.records import Kind, Role, TimeExpression
from tracker.calendars.expressions.recurrences import BYDAY, WORKING_DAYS
from tracker.calendars.expressions.resolve import MOST, Context, readings
from tracker.calendars.profiles import Policy
from tracker.model import Anchor, TimeUnit

_LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M", "second": "S"}
_LETTERS |= {"hijri_month": "M", "hijri_year": "Y"}
_EVERY_DAY = {WORKING_DAYS: "FREQ=DAILY"}
_LIMITS = (Role.BY, Role.BEFORE, Role.UNTIL)
_AHEAD = (*_LIMITS, Role.FROM, Role.WITHIN)
_UNITS = {unit.value: (unit, 1) for unit in TimeUnit} | {"quarter": (TimeUnit.MONTH, 3)}


def expression(phrase: Phrase, span: tuple[int, int], text: str, context: Context) -> TimeExpression | None:
    """None where the words cannot be a time (31 February, a range that ends before it begins)."""
    made = _Writer(phrase, context)
    if phrase.rule is not None:
        kind, values = Kind.RECURRENCE, [_of_profile(r, context.policy) for r in (phrase.rule, *phrase.or_rules)]
    elif phrase.node is not None:
        kind, values = made.of_node()
    elif phrase.duration is not None:
        kind, values = made.of_duration()
    else:
        kind, values = made.of_role()
    if not values and not made.unspoken:
        return None
    count, unit = _counted(phrase.duration)
    distinct = list(dict.fromkeys(values))[:MOST]
    return TimeExpression(
        span=span,
        text=text,
        kind=kind,
        value=distinct[0] if distinct else None,
        alternatives=tuple(distinct[1:]),
        role=phrase.role,
        count=count,
        unit=unit,
        anchor=phrase.tail.anchor if phrase.tail is not None else None,
        anchor_ref=phrase.tail.words if phrase.tail is not None else None,
        assumed=phrase.assumed or made.assumed,
        hijri=_hijri_day(distinct[0], context.policy) if distinct and made.hijri else None,
        estimated=made.estimated or phrase.hijri,
    )


def _hijri_day(value: str, policy: Policy) -> str | None:
    """The Hijri date of a value's last day, or of its first where it is open."""
    first, _, last = value.partition("/")
    day = next((part for part in (last, first) if len(part) == len("2020-10-02") and part[0].isdigit()), None)
    return str(hijri.of_day(date.fromisoformat(day), policy.hijri)) if day is not None else None


def _of_profile(rule: str, policy: Policy) -> str:
    """A rule with the working days of the profile: 'BYDAY=WORKING', its first or last one ('WORKING-1')."""
    working = [d for d in ((policy.week_starts + k) % 7 for k in range(7)) if d not in policy.weekend]
    names = [BYDAY[d] for d in working] or list(BYDAY)
    if len(names) == len(BYDAY):  # every day works
        rule = _EVERY_DAY.get(rule, rule).replace("BYDAY=WORKING;BYSETPOS=", "BYMONTHDAY=")
    rule = rule.replace("WORKING-1", names[-1]).replace("WORKING+1", names[0])
    return rule.replace("WORKING", ",".join(names))


def _counted(duration: Duration | None) -> tuple[int | None, TimeUnit | None]:
    """Count and unit of a period in one unit; None for minutes, fractions and mixed periods."""
    if duration is None or len(duration.parts) != 1:
        return None, None
    unit, count = duration.parts[0]
    if unit not in _UNITS or count != int(count):
        return None, None
    unit_of_time, size = _UNITS[unit]
    return int(count) * size, unit_of_time


class _Writer:
    """``assumed``: the value is one of several readings. ``hijri``: it is of that calendar, ``estimated`` where its
    month was not announced. ``unspoken``: only the day of speaking is missing."""

    def __init__(self, phrase: Phrase, context: Context) -> None:
        self.phrase, self.context = phrase, context
        self.assumed = self.hijri = self.estimated = False
        self.unspoken = context.anchor is None

    def of_node(self) -> tuple[Kind, list[str]]:
        node, role = self.phrase.node, self.phrase.role
        assert node is not None
        found = readings(node, self.context)
        self.unspoken = self.unspoken and not found and not _complete(node)
        if role in _AHEAD:
            found = self._not_past(found)
        self.hijri = _hijri(node)
        self.estimated = self.hijri and bool(found) and self._doubtful(node, found[0])
        self.assumed = self.estimated or len(found) > 1
        if role in _LIMITS:
            return Kind.DATE, self._limits(found)
        if role is Role.FROM:
            starts = list(dict.fromkeys(i.start for i in found if i.start is not None))
            self.assumed = self.estimated or len(starts) > 1
            # 'a letter from 5 March': the day itself is the last reading
            return Kind.RANGE, [*(f"{start}/.." for start in starts[: MOST - 1]), *map(str, starts[:1])]
        if role is Role.WITHIN:
            return Kind.RANGE, self._within(found)
        single = bool(found) and found[0].single
        return Kind.DATE if single or not found else Kind.RANGE, [_written(i) for i in found]

    def _doubtful(self, node: Node, found: Interval) -> bool:
        """Whether a Hijri day or period rests on a month whose beginning or end was not announced."""
        dated = [part for part in _parts(node) if isinstance(part, Cal | Cycle) and _hijri(part)]
        several = any(len(readings(part, self.context)) > 1 for part in dated)
        return several or not days.announced(found, self.context.policy)

    def _not_past(self, found: list[Interval]) -> list[Interval]:
        """A limit, a beginning or a period to act in is not meant to lie behind, unless every reading does."""
        anchor = self.context.anchor
        ahead = [i for i in found if anchor is None or i.end is None or i.end >= anchor]
        return ahead or found

    def _limits(self, found: list[Interval]) -> list[str]:
        """The last day on which it can be done, then the same as a range up to that day."""
        role = self.phrase.role
        lasts: list[date] = []
        for interval in found:
            last = interval.end
            if role is Role.BEFORE:
                last = interval.end if _is_edge(self.phrase) else _before(interval)
            if last is not None and last not in lasts:
                lasts.append(last)
        self.assumed = self.estimated or len(lasts) > 1
        values = [day.isoformat() for day in lasts[: MOST - 1]]
        if lasts:
            start = self.context.anchor
            begins = start.isoformat() if role is Role.BY and start is not None and start <= lasts[0] else ".."
            values.append(f"{begins}/{lasts[0]}")
        return values

    def _within(self, found: list[Interval]) -> list[str]:
        """'within this week' runs from today to its last working day; a named period ahead is itself."""
        anchor = self.context.anchor
        values: list[str] = []
        for interval in found:
            if anchor is not None and interval.start and interval.end and interval.start <= anchor <= interval.end:
                values.append(f"{anchor}/{self._last_working(interval, anchor)}")
            values.append(f"{interval.start or '..'}/{interval.end or '..'}")
        return values

    def _last_working(self, interval: Interval, anchor: date) -> date | None:
        last = interval.end
        if interval.start is None or last is None or (last - interval.start).days > 6:
            return last
        while self.context.policy.is_weekend(last) and last > anchor:
            last = days.plus_days(last, -1) or anchor
        return last

    def of_duration(self) -> tuple[Kind, list[str]]:
        duration, tail = self.phrase.duration, self.phrase.tail
        assert duration is not None
        self.assumed = duration.other is not None
        if self.phrase.role not in (Role.WITHIN, Role.ON):
            return Kind.DURATION, iso(duration)
        starts = self._starts()
        values: list[str] = []
        for start in starts:
            end = days.plus(start, duration, 1, self.context.policy)
            if end is not None and any(unit not in ("minute", "second") for unit, _ in duration.parts):
                values.append(end.isoformat() if self.phrase.role is Role.ON else f"{start}/{end}")
        if values:
            values += self._beside(starts[0], duration)
            named = self.phrase.role is Role.WITHIN and tail is not None and tail.node is not None
            ends = [value.partition("/")[2] for value in values[:1]] if named else []  # or the last day alone
            return Kind.DATE if self.phrase.role is Role.ON else Kind.RANGE, values + self._other() + ends
        known = tail is None or tail.node is None or bool(starts)
        return Kind.DURATION, iso(duration) if known or self.context.anchor is None else []

    def _beside(self, start: date, duration: Duration) -> list[str]:
        """Of a count in Hijri months the ends a day later and earlier, unless the months were announced."""
        self.hijri = _hijri(duration)
        end = days.plus(start, duration, 1, self.context.policy) if self.hijri else None
        if end is None:
            return []
        known = (hijri.is_announced(day, self.context.policy.hijri) for day in (start, end))
        self.estimated = not all(known)
        self.assumed = self.assumed or self.estimated
        beside = [days.plus_days(end, step) for step in (1, -1)] if self.estimated else []
        on = self.phrase.role is Role.ON
        return [day.isoformat() if on else f"{start}/{day}" for day in beside if day is not None]

    def _other(self) -> list[str]:
        """Where the digits and the words of a number differ, the other count."""
        duration = self.phrase.duration
        if duration is None or duration.other is None or len(duration.parts) != 1 or not self._starts():
            return []
        start = self._starts()[0]
        end = days.plus(start, Duration(((duration.parts[0][0], duration.other),)), 1, self.context.policy)
        if end is None:
            return []
        return [end.isoformat() if self.phrase.role is Role.ON else f"{start}/{end}"]

    def _starts(self) -> list[date]:
        """From which days a period is counted: the day of speaking, or the date that the words name."""
        tail = self.phrase.tail
        if tail is not None and tail.node is not None:
            return [i.end for i in readings(tail.node, self.context) if i.end is not None]
        if tail is None or tail.anchor is Anchor.ISSUE:
            return [self.context.anchor] if self.context.anchor is not None else []
        return []

    def of_role(self) -> tuple[Kind, list[str]]:
        """'from the date of its issue', 'immediately': the day of speaking where it is what they count from."""
        role, tail, anchor = self.phrase.role, self.phrase.tail, self.context.anchor
        self.unspoken = True
        if anchor is None or role in (Role.ASAP, Role.UNTIL_FURTHER_NOTICE):
            return Kind.RANGE if role is Role.UNTIL_FURTHER_NOTICE else Kind.DATE, []
        spoken = tail is None or tail.anchor in (None, Anchor.ISSUE)
        if role is Role.FROM:
            return Kind.RANGE, [f"{anchor}/.."] if spoken else []
        return Kind.DATE, [anchor.isoformat()] if spoken else []


def _before(interval: Interval) -> date | None:
    return days.plus_days(interval.start, -1) if interval.start is not None else None


def _is_edge(phrase: Phrase) -> bool:
    """'before the end of the month' is on its last day at the latest."""
    from tracker.calendars.expressions.nodes import Edge

    return isinstance(phrase.node, Edge) and phrase.node.which == "end"


def _hijri(node: object) -> bool:
    """Whether it rests on a day or a period of the Hijri calendar."""
    if isinstance(node, Cal):
        return node.hijri
    if isinstance(node, Cycle):
        return node.unit in days.HIJRI
    if isinstance(node, Feast):
        return node.rule.startswith(("hijri", "hmonth"))
    if isinstance(node, Duration):
        return any(unit.startswith("hijri") for unit, _ in node.parts)
    return any(_hijri(part) for part in _parts(node) if part is not node)


def _parts(node: object) -> Iterator[object]:
    """A meaning and the meanings inside it."""
    yield node
    if is_dataclass(node):
        for part in fields(node):
            value = getattr(node, part.name)
            if is_dataclass(value):
                yield from _parts(value)


def _complete(node: object) -> bool:
    """Whether no day of speaking would change the outcome."""
    if isinstance(node, Span):
        return all(end is None or _complete(end) for end in (node.start, node.end))
    return isinstance(node, Cal) and node.year is not None


def _written(interval: Interval) -> str:
    if interval.single:
        return str(interval.start)
    return f"{interval.start or '..'}/{interval.end or '..'}"


def iso(duration: Duration) -> list[str]:
    """ISO 8601, then the same length in one unit where it has one ('P2Y3M', 'P27M'), then the count in words."""
    values = [_iso(duration)]
    parts = dict(duration.parts)
    if len(parts) > 1:
        if set(parts) <= {"year", "month"}:
            values.append(_iso(Duration((("month", parts["year"] * 12 + parts["month"]),))))
        elif set(parts) <= {"month", "day"} and parts["day"] == 15:
            values.append(_iso(Duration((("day", parts["month"] * 30 + 15),))))
        elif set(parts) <= {"week", "day"}:
            values.append(_iso(Duration((("day", parts["week"] * 7 + parts["day"]),))))
        elif set(parts) <= {"day", "hour"}:
            values.append(_iso(Duration((("hour", parts["day"] * 24 + parts["hour"]),))))
        elif set(parts) <= {"hour", "minute"}:
            values.append(_iso(Duration((("minute", parts["hour"] * 60 + parts["minute"]),))))
    if duration.other is not None:
        values.append(_iso(Duration(((duration.parts[0][0], duration.other),))))
    return values


def _iso(duration: Duration) -> str:
    day_part = time_part = ""
    for unit, count in duration.parts:
        number = f"{count:g}" if count != int(count) else str(int(count))
        if unit in ("hour", "minute", "second"):
            time_part += number + _LETTERS[unit]
        elif unit == "quarter":
            day_part += f"{int(count * 3)}M"
        else:
            day_part += number + _LETTERS.get(unit, "D")
    return "P" + day_part + (f"T{time_part}" if time_part else "")
