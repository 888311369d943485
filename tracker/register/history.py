"""How an obligation stood on a day, by what was known at a moment: its changes applied (docs/decisions/0018). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.model import Change, ChangeKind, Deadline, DeadlineKind, Obligation, Pattern

BEGINNING = date.min
"""From when the deadline of the order itself holds."""
ONE_DAY = timedelta(days=1)
Stretch = tuple[date, date]
"""First and last day, both included."""
COUNTED = (DeadlineKind.WITHIN, DeadlineKind.IMMEDIATELY, DeadlineKind.ASAP, DeadlineKind.EVERY)
"""Deadlines that count from an anchor."""

WITHDRAWING = {ChangeKind.REVOKE: "revoked", ChangeKind.SUPERSEDE: "superseded"}
"""The cause of a withdrawal by the kind of the change."""


@dataclass(frozen=True, slots=True)
class Version:
    """A deadline and the day from which it holds. ``change``: what set it, None for the order's own."""

    since: date
    deadline: Deadline
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """``first`` to ``last``, both suspended; ``last`` None while nobody has resumed it, and then ``at_least`` the day
    up to which another change suspends it in any case."""

    first: date
    last: date | None
    change: Change
    at_least: date | None = None

    def counted(self, as_of: date) -> Stretch:
        """As it is counted on a day: one that is open, up to it."""
        return self.first, self.last or max(as_of, self.at_least or as_of)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """``on``: the first day on which it is owed no more; ``cause``: revoked | superseded."""

    on: date
    cause: str
    change: Change


@dataclass(frozen=True, slots=True)
class Standing:
    """An obligation as it stands. ``versions``: at least one, the order's own or what replaced it, by ``since``.
    ``idle``: changes that change nothing; ``applied``: the others, in the order in which they hold."""

    versions: tuple[Version, ...]
    suspensions: tuple[Suspension, ...] = ()
    withdrawn: Withdrawal | None = None
    ends_on: date | None = None
    applied: tuple[Change, ...] = ()
    idle: tuple[Change, ...] = ()


def known(change: Change, known_at: datetime, zone: str) -> bool:
    """Whether a change was known at a moment; one without a moment of its own from the beginning of its day on."""
    recorded = change.recorded_at
    if recorded is None:
        recorded = datetime.combine(change.on, time.min, ZoneInfo(zone))
    return recorded <= known_at


def standing(
    obligation: Obligation, as_of: date, known_at: datetime, zone: str, told_by: date | None = None
) -> Standing:
    """The changes known at ``known_at`` that hold on ``as_of``, applied in their order. ``told_by``: a later day from
    which one looks back: what was said by then to hold from the beginning holds on ``as_of`` too."""
    limit = told_by or as_of
    told = sorted((c for c in obligation.changes if known(c, known_at, zone) and c.on <= limit), key=lambda c: c.on)
    changes = []
    for change in told:
        if change.kind in WITHDRAWING and change.on > as_of:
            break  # nothing that is said of it afterwards counts
        if change.on <= as_of or _from_the_beginning(change):
            changes.append(change)
    return apply(obligation, changes)


def _from_the_beginning(change: Change) -> bool:
    """Whether it replaces what was ordered before it, as if it had always been so."""
    if change.kind is ChangeKind.CORRECT:
        return True
    return change.retroactive and change.kind in (ChangeKind.AMEND, ChangeKind.EXTEND)


def apply(obligation: Obligation, changes: Iterable[Change]) -> Standing:
    """All of some changes applied: by the day from which they hold, among equals as they were written."""
    made = _Standing(obligation)
    for change in sorted(changes, key=lambda change: change.on):
        (made.applied if made.take(change) else made.idle).append(change)
    return Standing(
        tuple(made.versions),
        _merged(made.suspensions),
        made.withdrawn,
        made.ends_on,
        tuple(made.applied),
        tuple(made.idle),
    )


def in_force(versions: Sequence[Version], day: date) -> int:
    """The place of the version that holds on a day."""
    return max((place for place, version in enumerate(versions) if version.since <= day), default=0)


def counted_as_before(new: Deadline, obligation: Obligation, day: date) -> Deadline:
    """A new period whose own words do not say from what it counts, counting from what the one before it counts from on
    a day. Where nothing was counted before, it stays assumed (semantics §3)."""
    before = apply(obligation, [change for change in obligation.changes if change.on <= day]).versions
    old = next((one.deadline for one in reversed(before) if one.deadline.kind in COUNTED), None)
    if new.kind not in COUNTED or old is None or (old.kind is DeadlineKind.EVERY) != (new.kind is DeadlineKind.EVERY):
        return new
    return replace(new, anchor=old.anchor, anchor_ref=old.anchor_ref, assumed=old.assumed)


def fits(deadline: Deadline, pattern: Pattern) -> bool:
    """Whether a new deadline can mean anything for an obligation of a pattern: a periodic one has a rhythm and no other
    deadline, what is to be kept true has none at all, and what is done once or at each event has no rhythm."""
    if pattern is Pattern.PERIODIC:
        return deadline.rrule is not None
    if pattern is Pattern.MAINTENANCE:
        return deadline.kind is DeadlineKind.NONE
    return deadline.rrule is None


def moving(stands: Standing, version: Version, as_of: date) -> tuple[tuple[date, date], ...]:
    """The suspended stretches that move a version, as counted on a day: one that is open counts up to it. A fixed date
    that a change or an official has set was set in knowledge of what lay before it."""
    since = version.change.on if version.change is not None else version.since
    found = (one.counted(as_of) for one in stands.suspensions)
    if version.deadline.kind is not DeadlineKind.ON or since == BEGINNING:
        return tuple(found)
    return tuple((max(first, since), last) for first, last in found if last >= since)


def _merged(suspensions: Sequence[Suspension]) -> tuple[Suspension, ...]:
    """In order and apart: one that goes on on the day after another, or overlaps it, is one with it."""
    found: list[Suspension] = []
    for one in sorted(suspensions, key=lambda one: one.first):
        before = found[-1] if found else None
        if before is None or (before.last is not None and one.first > before.last + ONE_DAY):
            found.append(one)
        else:
            known = max((day for day in (before.last, before.at_least, one.last) if day is not None), default=None)
            is_open = before.last is None or one.last is None
            found[-1] = replace(before, last=None if is_open else known, at_least=known if is_open else None)
    return tuple(found)


def _reaches(last: date | None, until: date | None) -> bool:
    """Whether a suspension says all that another one, of the same beginning or later, would say."""
    return last is None if until is None else last is not None and until <= last


class _Standing:
    def __init__(self, obligation: Obligation) -> None:
        self.once = obligation.pattern is Pattern.ACHIEVEMENT
        self.pattern = obligation.pattern
        self.ends_on = obligation.ends_on
        self.versions = [Version(BEGINNING, obligation.deadline)]
        self.suspensions: list[Suspension] = []
        self.withdrawn: Withdrawal | None = None
        self.applied: list[Change] = []
        self.idle: list[Change] = []

    def take(self, change: Change) -> bool:
        """Apply one change; False where it changes nothing."""
        if self.withdrawn is not None:
            return False
        if change.kind in WITHDRAWING:
            self.withdrawn = Withdrawal(change.on, WITHDRAWING[change.kind], change)
            return True
        if change.kind is ChangeKind.SUSPEND:
            return self._suspend(change)
        if change.kind is ChangeKind.RESUME:
            return self._resume(change)
        return self._amend(change)

    def _suspend(self, change: Change) -> bool:
        if change.until is not None and change.until < change.on:
            return False
        if any(one.first <= change.on and _reaches(one.last, change.until) for one in self.suspensions):
            return False
        self.suspensions.append(Suspension(change.on, change.until, change))
        return True

    def _resume(self, change: Change) -> bool:
        """Also before the day until which it was suspended."""
        last = change.on - ONE_DAY
        running = [one for one in self.suspensions if one.last is None or one.last > last]
        if not running:
            return False
        cut = [replace(one, last=last) for one in running if one.first <= last]
        self.suspensions = [*(one for one in self.suspensions if one not in running), *cut]
        return True

    def _amend(self, change: Change) -> bool:
        deadline = change.deadline
        back = change.retroactive or change.kind is ChangeKind.CORRECT
        if change.until is not None and change.until < change.on and not back:
            return False
        if change.until is not None and deadline is None:
            if not self.once:
                changed = self.ends_on != change.until
                self.ends_on = change.until
                return changed
            deadline = Deadline(DeadlineKind.ON, due_on=change.until)
        if deadline is None or not fits(deadline, self.pattern):
            return False
        if back:
            self.versions = [Version(BEGINNING, deadline, change)]
        else:
            self.versions.append(Version(change.on, deadline, change))
        return True
