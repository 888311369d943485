"""Counting time under a policy (semantics §3). Pure: no files, clock, environment or randomness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from tracker.calendars.cards import DateCard, Step, StepKind
from tracker.calendars.holidays import Calendar, Holiday
from tracker.calendars.profiles import Policy
from tracker.model import Deadline

__all__ = ["Calendar", "DateCard", "Holiday", "Policy", "Resolution", "Step", "StepKind", "resolve", "review_on"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a deadline. ``absent``: it has no due date (``asap``, ``none``); ``unresolved``: its anchor has
    not happened or is not recorded. ``due_at``: the instant, for hours counted from a stated hour."""

    state: Literal["absent", "resolved", "unresolved"]
    due_on: date | None
    card: DateCard
    due_at: datetime | None = None


def resolve(
    deadline: Deadline, anchor_on: date | None, calendar: Calendar, *, clock_time: time | None = None
) -> Resolution:
    """The due date of a deadline whose anchor fell on ``anchor_on``."""
    raise NotImplementedError


def review_on(deadline: Deadline, from_day: date, asap_days: int = 7, none_days: int = 30) -> date | None:
    """The review date of a deadline without due date (``asap``, ``none``); None for every other kind."""
    raise NotImplementedError
