"""One version of a duty's deadline as it stands in the frame, and when an undated duty wants a look. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tracker.assess.verdicts import NEVER, NO_DAY
from tracker.calendars.counting import DateCard, Resolution, review_after
from tracker.calendars.words import words
from tracker.config import Defaults
from tracker.model import Anchor, Deadline, DeadlineKind, Obligation
from tracker.register.history import Version

UNRESOLVED = -1
"""In a column of due dates: the anchor has not happened or is not recorded. ``NO_DAY``: there is none."""


@dataclass(frozen=True, slots=True)
class Due:
    """One version of a duty's deadline: from when it holds (ordinal), the date it comes to, and how."""

    since: int
    due: int
    card: DateCard
    fixed: bool
    assumed: bool


def counts_from_notification(deadline: Deadline) -> bool:
    fixed = deadline.kind in (DeadlineKind.ON, DeadlineKind.NONE)
    return deadline.anchor is Anchor.NOTIFICATION and not fixed


def review_days(obligation: Obligation, due: Due, defaults: Defaults) -> int | None:
    """How many days after E a duty to be done once wants a look; None where its due date is known."""
    if due.due > NO_DAY:
        return None
    if obligation.review_after is not None:
        return obligation.review_after
    deadline = due.card.deadline
    return review_after(deadline, defaults.review_asap, defaults.review_none, unresolved=due.due == UNRESOLVED)


def looked_at(effective: date, due: int, after: int | None) -> int:
    """The day after which an undated duty wants a look; NEVER for a dated one."""
    return NEVER if due > NO_DAY or after is None else effective.toordinal() + after


def card_of(found: Resolution, version: Version) -> DateCard:
    """The card of a version: a date that a change or an official has set does not stand in the order."""
    of_order = version.change is None and version.since == date.min
    if version.deadline.kind is not DeadlineKind.ON or of_order:
        return found.card
    return replace(found.card, rule=words()["rules"]["on_later"])
