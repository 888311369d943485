"""What passes inside the room: a duty's history, an alert, a digest, what became of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.model import Assessment, Text


class Situation(StrEnum):
    """The verdicts as the ladder sees them; an episode counts the entries into one of these."""

    OPEN = "open"  # not done, D not passed
    LATE = "late"  # not accepted as done, D passed
    BREACHED = "breached"
    SILENT = "silent"  # a standing duty without a report in its window
    REVIEW = "review"
    CLAIMED = "claimed"  # done without accepted evidence, and no D
    CLOSED = "closed"  # nothing to chase
    HELD = "held"  # suspended, or not in force yet: no alert, and no end of an episode either


class Reason(StrEnum):
    """Why an alert does not go out."""

    ALREADY_TOLD = "already_told"
    NO_ADDRESS = "no_address"
    ADDRESS_INVALID = "address_invalid"
    NO_UNIT_ABOVE = "no_unit_above"
    NO_CHANNEL = "no_channel"
    NO_LONGER_TRUE = "no_longer_true"


@dataclass(frozen=True, slots=True)
class Seen:
    """A duty's situation and D as they were first seen on ``as_of``; a new one is kept only when something changed."""

    as_of: date
    situation: Situation
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """An alert that has gone out (or may have). ``rung`` ascends within a series."""

    series: str
    rung: int
    anchor: str
    episode: int
    as_of: date


@dataclass(frozen=True, slots=True)
class History:
    """What the store knows of earlier runs, by duty. ``told`` belongs to one channel."""

    seen: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict)
    told: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """One logical alert. ``key`` = (duty, step, anchor, episode) of semantics §9.

    ``to`` is the unit that is told, or ``issuer``; ``recipient`` its mail address, None where there is none.
    ``suppressed`` says why it does not go out, None where it does.
    """

    key: str
    duty: str
    obligation: str
    unit: str
    step: str
    series: str
    rung: int
    anchor: str
    episode: int
    to: str
    recipient: str | None
    why: Text
    suppressed: Reason | None
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Digest:
    """All alerts of one run to one recipient over one channel, as one message. ``id`` is stable for the same alerts."""

    id: str
    channel: str
    recipient: str
    alerts: tuple[Alert, ...]
    message: bytes


@dataclass(frozen=True, slots=True)
class Parcel:
    """A recorded delivery that is still to be made. ``unclear``: an earlier attempt may have arrived."""

    id: str
    recipient: str
    message: bytes
    alerts: int
    attempts: int
    unclear: bool


@dataclass(frozen=True, slots=True)
class AlertLine:
    """What became of one alert in a run. ``state``: queued | sent | failed | dead | suppressed."""

    alert: Alert
    state: str
    reason: Reason | None
    why: Text


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """What became of one delivery in a run. ``state``: queued | sent | failed | dead; ``error`` says why it failed."""

    id: str
    recipient: str
    channel: str
    alerts: int
    state: str
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The alerts and deliveries of one run."""

    alerts: tuple[AlertLine, ...] = ()
    deliveries: tuple[DeliveryLine, ...] = ()

    @property
    def undelivered(self) -> bool:
        return any(line.state in ("failed", "dead") for line in self.deliveries)
