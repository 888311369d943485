"""Counting time under a policy (semantics §3). Pure: no files, clock, environment or randomness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from tracker.calendars import hijri
from tracker.calendars.card_lines import rule_text
from tracker.calendars.cards import DateCard, Step, StepKind
from tracker.calendars.holidays import Calendar, Holiday, HolidayStatus
from tracker.calendars.periods import Period, add_months, end_of
from tracker.calendars.profiles import Policy, Roll
from tracker.calendars.recurrence import periods, recurrence_fault
from tracker.calendars.words import fault_text
from tracker.model import Deadline, DeadlineKind, Text, TimeUnit

__all__ = [
    "Calendar",
    "DateCard",
    "Holiday",
    "Policy",
    "Resolution",
    "Step",
    "StepKind",
    "add_months",
    "end_of",
    "fault",
    "occurrence",
    "periods",
    "resolve",
    "review_after",
    "review_on",
]

MAX_COUNT = 36_525
"""The longest count in any unit: a hundred years of days. More is a slip of the pen, not an order."""

LENGTHS = {
    TimeUnit.WEEK: 7,
    TimeUnit.MONTH: 30,
    TimeUnit.YEAR: 365,
    TimeUnit.HIJRI_MONTH: 30,
    TimeUnit.HIJRI_YEAR: 355,
}
ONE_DAY = timedelta(days=1)

Stretch = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a deadline. ``absent``: it has no due date (``asap``, ``none``); ``unresolved``: its anchor has
    not happened or is not recorded. ``due_at``: the instant with its zone, for hours counted from a stated hour."""

    state: Literal["absent", "resolved", "unresolved"]
    due_on: date | None
    card: DateCard
    due_at: datetime | None = None


def fault(deadline: Deadline) -> Text | None:
    """What a deadline lacks to be counted, or None. A register shows it as its own finding."""
    if deadline.kind is DeadlineKind.ON and deadline.due_on is None:
        return fault_text("on")
    if deadline.kind is DeadlineKind.EVERY:
        return recurrence_fault(deadline.rrule) if deadline.rrule else fault_text("every")
    if deadline.kind is DeadlineKind.WITHIN:
        if deadline.count is None or deadline.unit is None:
            return fault_text("within")
        longest = MAX_COUNT // LENGTHS.get(deadline.unit, 1)
        if not 0 <= deadline.count <= longest:
            return fault_text("count", most=longest)
    return None


def resolve(
    deadline: Deadline,
    anchor_on: date | None,
    calendar: Calendar,
    *,
    clock_time: time | None = None,
    suspended: Sequence[Stretch] = (),
) -> Resolution:
    """The due date of a deadline whose anchor fell on ``anchor_on`` (None: not happened, or not recorded).

    ``suspended``: stretches during which the order was suspended, in order; their days are taken out of the count
    (docs/decisions/0018). ``clock_time``: the hour of the anchor in the policy's zone, where it is recorded; only a
    period in hours looks at it and then ends at the exact instant. ``every``: the end of the first period, absent where
    its UNTIL lies before the anchor. ValueError where ``fault`` finds one: the register refuses such a deadline before
    it comes here.
    """
    wrong = fault(deadline)
    if wrong is not None:
        raise ValueError(wrong["en"])
    by_instant = deadline.unit is TimeUnit.HOUR and clock_time is not None
    card = DateCard(
        anchor=deadline.anchor,
        trigger=anchor_on,
        rule=rule_text(deadline, by_instant),
        steps=(),
        due_on=None,
        policy=calendar.policy.name,
        version=calendar.version,
        assumed=deadline.assumed,
        deadline=deadline,
        title=calendar.policy.title,
        zone=calendar.policy.zone_title,
    )
    if deadline.kind in (DeadlineKind.ASAP, DeadlineKind.NONE):
        return Resolution("absent", None, card)
    if deadline.kind is DeadlineKind.ON:
        assert deadline.due_on is not None
        card = replace(card, hijri=_stated(deadline.hijri, deadline.due_on, calendar))
        return _resolved(card, _unmoved(StepKind.FIXED, deadline.due_on, calendar, suspended), calendar)
    if anchor_on is None:
        return Resolution("unresolved", None, card)
    if deadline.kind is DeadlineKind.IMMEDIATELY:
        steps = _unmoved(StepKind.SAME_DAY, anchor_on, calendar, _after(suspended, anchor_on))
        return _resolved(card, steps, calendar)
    if deadline.kind is DeadlineKind.EVERY:
        steps = _first_period(deadline, anchor_on, calendar.policy.week_starts)
        return _resolved(card, steps, calendar) if steps else Resolution("absent", None, card)
    if by_instant and clock_time is not None:
        return _instant(card, datetime.combine(anchor_on, clock_time.replace(tzinfo=None)), calendar, suspended)
    period = _hijri_period(deadline, anchor_on, calendar)
    return _resolved(replace(card, hijri=period), _counted(deadline, anchor_on, calendar, suspended, period), calendar)


def _stated(written: str | None, due_on: date, calendar: Calendar) -> hijri.HijriPeriod | None:
    """The Hijri date that an order states, and how sure its day is."""
    if written is None:
        return None
    day = hijri.HijriDate(*map(int, written.split("-")))
    return hijri.HijriPeriod(day, day, hijri.certainty(due_on, calendar.policy.hijri))


def _hijri_period(deadline: Deadline, anchor_on: date, calendar: Calendar) -> hijri.HijriPeriod | None:
    """The period of a deadline that counts in Hijri months or years."""
    months = deadline.unit.hijri_months if deadline.unit is not None else None
    if not months or not deadline.count:
        return None
    return hijri.plus_months(anchor_on, months * deadline.count, calendar.policy.hijri)


def occurrence(
    deadline: Deadline, period: Period, grace: int, calendar: Calendar, suspended: Sequence[Stretch] = ()
) -> Resolution:
    """The due date of one occurrence of a periodic obligation: its last day and the grace, in calendar days; it moves
    by the suspended days between its first day and there, and never rolls (docs/decisions/0017)."""
    steps = [Step(period.start, StepKind.PERIOD_START), Step(period.end, StepKind.PERIOD_END)]
    if grace:
        steps.append(Step(period.end + timedelta(days=grace), StepKind.GRACE, grace))
    stops = [(max(first, period.start), last) for first, last in suspended if last >= period.start]
    steps += _moved(steps[-1].day, stops)
    card = DateCard(
        anchor=deadline.anchor,
        trigger=period.start,
        rule=rule_text(deadline),
        steps=(),
        due_on=None,
        policy=calendar.policy.name,
        version=calendar.version,
        assumed=deadline.assumed,
        deadline=deadline,
        title=calendar.policy.title,
        zone=calendar.policy.zone_title,
        occurrence=True,
    )
    return _resolved(card, tuple(steps), calendar)


def review_after(
    deadline: Deadline, asap_days: int = 7, none_days: int = 30, *, unresolved: bool = False
) -> int | None:
    """After how many calendar days from E of the duty a deadline without due date wants a look (assumed): ``asap``,
    ``none``, and one whose resolution is ``unresolved`` (as for ``none``). None for every other."""
    if deadline.kind is DeadlineKind.ASAP:
        return asap_days
    if deadline.kind is DeadlineKind.NONE or unresolved:
        return none_days
    return None


def review_on(
    deadline: Deadline, from_day: date, asap_days: int = 7, none_days: int = 30, *, unresolved: bool = False
) -> date | None:
    """The assumed review date itself; see ``review_after``."""
    days = review_after(deadline, asap_days, none_days, unresolved=unresolved)
    return from_day + timedelta(days=days) if days is not None else None


def hours_as_days(hours: int) -> int:
    """Hours without an hour of issue count as days, rounded up (72 hours = 3 days)."""
    return -(-hours // 24)


def _resolved(
    card: DateCard,
    steps: tuple[Step, ...],
    calendar: Calendar,
    started_at: datetime | None = None,
    due_at: datetime | None = None,
) -> Resolution:
    due_on = _last_end(steps)
    unknown = tuple(sorted({step.day.year for step in steps if not calendar.knows(step.day)}))
    card = replace(
        card,
        steps=steps,
        due_on=due_on,
        unknown_years=unknown,
        near_estimates=tuple(_near_estimates(card.deadline, steps, due_on, calendar)) if due_at is None else (),
        started_at=started_at,
        due_at=due_at,
    )
    return Resolution("resolved", due_on, card, due_at)


def _last_end(steps: tuple[Step, ...]) -> date:
    passed = (StepKind.WEEKEND, StepKind.HOLIDAY, StepKind.SUSPENDED)
    return next(s.day for s in reversed(steps) if s.kind not in passed)


def _near_estimates(deadline: Deadline, steps: tuple[Step, ...], due_on: date, calendar: Calendar) -> Iterator[Holiday]:
    """Estimated holidays that no step names and that could change the count by moving one day: beside the due day, or,
    where working days are counted, on a weekend in between."""
    if deadline.kind is not DeadlineKind.WITHIN or calendar.policy.roll is Roll.NONE:
        return
    named = {step.day for step in steps if step.kind is StepKind.HOLIDAY}
    day = steps[0].day if deadline.unit is TimeUnit.WORKING_DAY else due_on - ONE_DAY
    while day <= due_on + ONE_DAY:
        holiday = calendar.holidays.get(day)
        if holiday is not None and holiday.status is HolidayStatus.ESTIMATED and day not in named:
            yield holiday
        day += ONE_DAY


def _unmoved(kind: StepKind, day: date, calendar: Calendar, suspended: Sequence[Stretch]) -> tuple[Step, ...]:
    """A day that no weekend moves, with the reason why some would expect it to; only a suspension does."""
    moved = _moved(day, suspended)
    if moved:
        return (Step(day, kind), *moved)
    return (Step(day, kind), *([_off(day, calendar)] if not calendar.is_working(day) else []))


def _stopped(day: date, suspended: Sequence[Stretch]) -> bool:
    return any(first <= day <= last for first, last in suspended)


def _moved(due: date, suspended: Sequence[Stretch]) -> tuple[Step, ...]:
    """The end so many days later as were suspended up to it, in what this adds too; nothing where none was."""
    end = due
    for first, last in suspended:
        if first <= end:
            end += last - first + ONE_DAY
    return () if end == due else (Step(end, StepKind.MOVED, (end - due).days),)


def _off(day: date, calendar: Calendar) -> Step:
    """Why a day is no working day; a weekend first: nothing about the holiday could change it."""
    if calendar.policy.is_weekend(day):
        return Step(day, StepKind.WEEKEND)
    return Step(day, StepKind.HOLIDAY, holiday=calendar.holidays[day])


def _first_period(deadline: Deadline, start: date, week_starts: int) -> tuple[Step, ...]:
    assert deadline.rrule is not None
    first = next(periods(deadline.rrule, start, week_starts), None)
    if first is None:
        return ()
    return (Step(first.start, StepKind.PERIOD_START), Step(first.end, StepKind.PERIOD_END))


def _counted(
    deadline: Deadline,
    anchor_on: date,
    calendar: Calendar,
    suspended: Sequence[Stretch],
    period: hijri.HijriPeriod | None = None,
) -> tuple[Step, ...]:
    """The steps of a counted period: the anchor, the count, and the roll. ``period``: of one in Hijri months."""
    unit, count = deadline.unit, deadline.count or 0
    after = _after(suspended, anchor_on + ONE_DAY if count else anchor_on)
    if unit is TimeUnit.HOUR:
        unit, count = TimeUnit.DAY, hours_as_days(count)
    elif unit is TimeUnit.WEEK:
        unit, count = TimeUnit.DAY, 7 * count
    if count == 0:
        steps: tuple[Step, ...] = (Step(anchor_on, StepKind.SAME_DAY), *_moved(anchor_on, after))
    elif period is not None:
        due = period.end.day
        kind = StepKind.CORRESPONDING if period.last.day == period.first.day else StepKind.CLAMPED
        steps = (Step(anchor_on, StepKind.ANCHOR), Step(due, kind, count), *_moved(due, after))
    elif unit in (TimeUnit.MONTH, TimeUnit.YEAR):
        due = add_months(anchor_on, count * (12 if unit is TimeUnit.YEAR else 1))
        kind = StepKind.CORRESPONDING if due.day == anchor_on.day else StepKind.CLAMPED
        steps = (Step(anchor_on, StepKind.ANCHOR), Step(due, kind, count), *_moved(due, after))
    else:
        every_day = unit is TimeUnit.DAY
        days = _day_by_day(anchor_on, count, calendar, after, every_day=every_day)
        steps = (Step(anchor_on, StepKind.ANCHOR), *days)
    return (*steps, *_roll(steps[-1].day, calendar, after))


def _day_by_day(
    anchor_on: date, count: int, calendar: Calendar, suspended: Sequence[Stretch], *, every_day: bool
) -> Iterator[Step]:
    day, number = anchor_on, 0
    while number < count:
        day += ONE_DAY
        if _stopped(day, suspended):
            yield Step(day, StepKind.SUSPENDED)
        elif every_day:
            number += 1
            yield Step(day, StepKind.COUNTED, number)
        elif calendar.is_working(day):
            number += 1
            yield Step(day, StepKind.COUNTED, number, calendar.working.get(day))
        else:
            yield _off(day, calendar)


def _roll(last: date, calendar: Calendar, suspended: Sequence[Stretch] = ()) -> Iterator[Step]:
    """Why the last day of a counted period cannot stand, day by day, and the working day on which it then ends.

    Nothing where it stands. Under ``roll: none`` only the remark that the day is no working day.
    """
    if calendar.is_working(last):
        return
    if calendar.policy.roll is Roll.NONE:
        yield _off(last, calendar)
        return
    day = last
    while not calendar.is_working(day) or _stopped(day, suspended):
        yield Step(day, StepKind.SUSPENDED) if _stopped(day, suspended) else _off(day, calendar)
        day += ONE_DAY
    yield Step(day, StepKind.ROLLED, holiday=calendar.working.get(day))


def _after(suspended: Sequence[Stretch], day: date) -> list[Stretch]:
    """What of the suspended stretches lies on ``day`` or later."""
    return [(max(first, day), last) for first, last in suspended if last >= day]


def _instant(card: DateCard, local: datetime, calendar: Calendar, suspended: Sequence[Stretch]) -> Resolution:
    """Hours from a stated hour: elapsed time, whatever the clocks do in between. No day off moves the instant, unless
    the policy says so (``roll_hours``: to the same hour of the next working day); suspended days are taken out."""
    zone = ZoneInfo(calendar.policy.zone)
    started = local.replace(tzinfo=zone)
    due_at = (started.astimezone(UTC) + timedelta(hours=card.deadline.count or 0)).astimezone(zone)
    after = _after(suspended, local.date() + ONE_DAY)
    steps: tuple[Step, ...] = (Step(due_at.date(), StepKind.INSTANT, card.deadline.count),)
    steps += _moved(due_at.date(), after)
    if calendar.policy.roll_hours:
        steps += tuple(_roll(steps[-1].day, calendar, after))
    elif not calendar.is_working(steps[-1].day):
        steps += (_off(steps[-1].day, calendar),)
    if _last_end(steps) != due_at.date():
        due_at = datetime.combine(_last_end(steps), due_at.time(), zone)
    return _resolved(card, steps, calendar, started_at=started, due_at=due_at)
