"""What passes inside the room: a duty's history, an alert, a digest, what became of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.model import Assessment, Text

FILES = "files"
"""The channel that writes each message into a file."""


class Situation(StrEnum):
    """The verdicts as the ladder sees them; an episode counts the entries into one of these."""

    OPEN = "open"  # not done, D not passed
    LATE = "late"  # not accepted as done, D passed
    BREACHED = "breached"
    SILENT = "silent"  # a standing duty without a report in its window
    REVIEW = "review"
    CLAIMED = "claimed"  # reported as done, and not accepted as proven
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


UNDELIVERABLE = frozenset((Reason.NO_ADDRESS, Reason.ADDRESS_INVALID, Reason.NO_CHANNEL))
"""Somebody should be told and cannot be: held for the next run, exit 4. Where no unit stands above there is nobody."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A duty's situation and D as they were first seen on ``as_of``; a new one is kept only when something changed.

    ``incidents``: of a breach, how many by the first day of their period (0: reported as not kept, without a figure);
    None where there is no breach, or where a version that did not keep them saw it. ``anchor``: under which such a
    version told of the breach that was found here.
    """

    as_of: date
    situation: Situation
    due_on: date | None
    incidents: Mapping[date, int] | None = None
    anchor: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An alert that has gone out (or may have). ``rung`` ascends within a series.

    ``unclear_to``: where nobody knows whether it arrived, to whom it was sent; None where it has arrived.
    """

    series: str
    rung: int
    anchor: str
    episode: int
    as_of: date
    unclear_to: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What the store knows of earlier runs, by duty. ``told`` and ``failed`` belong to one channel; ``failed``: duties
    whose own unit the last run could not reach."""

    seen: Mapping[str, tuple[Seen, ...]] = field(default_factory=dict)
    told: Mapping[str, tuple[Told, ...]] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """How the unit itself stands to what is told to those above it, over one channel.

    ``told_on``: the last day on which it was told, None where it never was. ``missing``: why it cannot be. ``by_hand``:
    its notice is a file, to be handed over. ``failed``: the last run could not deliver it.
    """

    name: Text = field(default_factory=dict)
    told_on: date | None = None
    missing: Reason | None = None
    by_hand: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """One logical alert. ``key`` = (duty, step, anchor, episode) of semantics §9.

    ``series`` names the step without its rung, an escalation with what it is about: ``escalate-1/breach``.
    ``to`` is the unit that is told, or ``issuer``; ``recipient`` its mail address, None where there is none.
    ``by_hand``: the channel writes files, and without an address the recipient is ``to`` itself.
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
    by_hand: bool = False

    @property
    def kind(self) -> str:
        """The series without what an escalation is about."""
        return self.series.partition("/")[0]


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
    """A recorded delivery that is still to be made. ``unclear``: an earlier attempt may have arrived. ``name``: what
    its file is called, the same for every attempt. ``about``: the duty and the series of each alert in it."""

    id: str
    name: str
    about: frozenset[tuple[str, str]]
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
    """What became of one delivery in a run. ``state``: queued | sent | failed | dead; ``error`` says why it failed;
    ``file``: where a channel of files puts it."""

    id: str
    recipient: str
    channel: str
    alerts: int
    state: str
    error: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The alerts and deliveries of one run."""

    alerts: tuple[AlertLine, ...] = ()
    deliveries: tuple[DeliveryLine, ...] = ()

    @property
    def undelivered(self) -> bool:
        """Some alert could not be delivered (exit 4): its delivery failed, or there is no way to its recipient."""
        failed = any(line.state in ("failed", "dead") for line in self.deliveries)
        return failed or bool(self.held)

    @property
    def held(self) -> tuple[AlertLine, ...]:
        """The alerts that wait for an address or a channel."""
        return tuple(line for line in self.alerts if line.reason in UNDELIVERABLE and line.state == "suppressed")
