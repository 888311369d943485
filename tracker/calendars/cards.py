"""The date card: how a due date came about, day by day, in words that a commander can check on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.calendars.holidays import Holiday
from tracker.model import Anchor, Deadline, Text


class StepKind(StrEnum):
    """Why a day was counted or passed over. ``rolled`` = the period ended before, on no working day; it ends here."""

    ANCHOR = "anchor"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    ROLLED = "rolled"


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a count. ``number``: which counted day it is (from 1), None for a day that was not counted.

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
    """The basis of one resolved date. ``trigger`` is the day of the anchor, None where it has not happened or is not
    recorded; ``rule`` the deadline in words; ``policy`` the profile's name; ``version`` the calendar's."""

    anchor: Anchor
    trigger: date | None
    rule: Text
    steps: tuple[Step, ...]
    due_on: date | None
    policy: str
    version: str
    assumed: bool
    deadline: Deadline
    due_at: datetime | None = None

    def lines(self) -> tuple[Text, ...]:
        """The card for print, one text a line, in Arabic and English."""
        return ()
