"""The date card: how a due date came about, day by day. Its words are made in ``card_lines.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tracker.calendars.hijri import HijriPeriod
from tracker.calendars.holidays import Holiday
from tracker.model import Anchor, Deadline, Text


class StepKind(StrEnum):
    """What one day did in the count."""

    ANCHOR = "anchor"  # the trigger: not counted
    COUNTED = "counted"
    WEEKEND = "weekend"  # passed over, or: the period may not end here
    HOLIDAY = "holiday"  # the same, for an official holiday
    ROLLED = "rolled"  # the next working day, on which the period ends
    CORRESPONDING = "corresponding"  # the same day so many months or years later
    CLAMPED = "clamped"  # the last day of a month that has no such day
    SAME_DAY = "same_day"  # due on the anchor day itself
    FIXED = "fixed"  # a date that the order states
    INSTANT = "instant"  # the day of an exact instant
    SUSPENDED = "suspended"  # the order was suspended: not counted
    MOVED = "moved"  # the end, so many suspended days later
    PERIOD_START = "period_start"
    PERIOD_END = "period_end"
    GRACE = "grace"  # the end of a period and the days of grace after it


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a count. ``number``: which unit of the count it completes (days from 1), None for a day not counted.

    ``holiday``: the holiday that stopped the count, or the decision that made this a working day.
    """

    day: date
    kind: StepKind
    number: int | None = None
    holiday: Holiday | None = None

    @property
    def counted(self) -> bool:
        return self.number is not None


@dataclass(frozen=True, slots=True)
class DateCard:
    """The basis of one date.

    ``trigger``: the day of the anchor, None where it has not happened or is not recorded. ``rule``: the deadline in
    words. ``steps``: every day of the count in order; after the last counted day come the days on which the period
    could not end and the one on which it does. ``policy`` and ``version``: the profile's name, the calendar's version.
    ``near_estimates``: holidays of estimated date that did not stop this count, but would if they moved by a day.
    ``occurrence``: it is the card of one period of many, not of the first.
    ``unknown_years``: years of the count whose holidays nobody knows yet. ``hijri``: of a count in Hijri months.
    """

    anchor: Anchor
    trigger: date | None
    rule: Text = field(hash=False)
    steps: tuple[Step, ...]
    due_on: date | None
    policy: str
    version: str
    assumed: bool
    deadline: Deadline
    started_at: datetime | None = None
    due_at: datetime | None = None
    title: Text = field(default_factory=dict, hash=False)
    zone: Text = field(default_factory=dict, hash=False)
    unknown_years: tuple[int, ...] = ()
    near_estimates: tuple[Holiday, ...] = ()
    occurrence: bool = False
    hijri: HijriPeriod | None = None

    def lines(self) -> tuple[Text, ...]:
        """The card for print: one text a line, in Arabic and English. Counted days in a row are one line, and many
        weekends in a row are one; every holiday, and every day that moves the end, has its own."""
        from tracker.calendars.card_lines import lines

        return lines(self)
