"""A duty watched from run to run: its situation, and how often it has come into it (the episode of semantics §9). Pure.

Only changes are kept, each with the day for which it was seen. An answer for day A counts the changes up to A, so that
a clock that was wrong for a while, or a rehearsal of another day, neither restarts nor swallows an episode.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.alerts.records import Seen, Situation
from tracker.assess.result import Result
from tracker.model import Assessment, Verdict

_BY_VERDICT = {
    Verdict.OVERDUE: Situation.LATE,
    Verdict.BREACHED: Situation.BREACHED,
    Verdict.UNREPORTED: Situation.SILENT,
    Verdict.LAPSED: Situation.SILENT,
    Verdict.CLAIMED: Situation.CLAIMED,
    Verdict.REVIEW_DUE: Situation.REVIEW,
    Verdict.SUSPENDED: Situation.HELD,
    Verdict.NOT_IN_FORCE: Situation.HELD,
}
_UNFINISHED = (Verdict.PENDING, Verdict.DUE_SOON)


@dataclass(frozen=True, slots=True)
class Watch:
    """``since``: start of the episode; ``due_since``: since when D is what it is; ``closed_on``: last seen closed."""

    situation: Situation
    episode: int
    since: date
    due_since: date
    closed_on: date | None


def duty_of(assessment: Assessment) -> str:
    """The duty's name within keys: obligation, unit, occurrence, event, separated by colons."""
    parts = (assessment.obligation, assessment.unit, assessment.occurrence or "-", assessment.event or "-")
    return ":".join(map(escaped, parts))


def escaped(part: str) -> str:
    """A part of a key without the characters that would end it: colons, blanks and controls as in a URL."""
    return "".join(f"%{ord(c):02X}" if c in ":%" or c.isspace() or not c.isprintable() else c for c in part)


def situation_of(assessment: Assessment, as_of: date) -> Situation:
    """What the ladder has to do with a verdict, and with nothing else: no duty is chased as what it is not."""
    if assessment.verdict in _UNFINISHED:
        ahead = assessment.due_on is not None and as_of <= assessment.due_on
        return Situation.OPEN if ahead else Situation.CLOSED
    return _BY_VERDICT.get(assessment.verdict, Situation.CLOSED)


def change_of(assessment: Assessment, as_of: date, seen: Sequence[Seen]) -> Seen | None:
    """The change to be kept for this day, None where nothing changed since the last one up to it."""
    situation = situation_of(assessment, as_of)
    if situation is Situation.HELD:
        return None
    before = next((s for s in reversed(seen) if s.as_of <= as_of), None)
    if before is None and situation is Situation.CLOSED:
        return None  # nothing has been chased yet: nothing to end
    if before is not None and (before.situation, before.due_on) == (situation, assessment.due_on):
        return None
    return Seen(as_of, situation, assessment.due_on)


def watch(seen: Sequence[Seen], as_of: date) -> Watch | None:
    """Where a duty stands on ``as_of``, from its changes in the order of their days; None where there are none yet."""
    entries: dict[Situation, int] = {}
    current: Watch | None = None
    due_on: date | None = None
    closed_on: date | None = None
    for change in seen:
        if change.as_of > as_of:
            break
        entered = current is None or change.situation is not current.situation
        if entered:
            entries[change.situation] = entries.get(change.situation, 0) + 1
        if change.situation is Situation.CLOSED:
            closed_on = change.as_of
        moved = current is None or change.due_on != due_on
        since = change.as_of if entered or current is None else current.since
        due_since = change.as_of if moved or current is None else current.due_since
        current = Watch(change.situation, entries[change.situation], since, due_since, closed_on)
        due_on = change.due_on
    return current


def changes(result: Result, seen: Mapping[str, tuple[Seen, ...]]) -> dict[str, Seen]:
    """By duty, what this result changes in the history."""
    found = {}
    for assessment in result.assessments:
        duty = duty_of(assessment)
        change = change_of(assessment, result.as_of, seen.get(duty, ()))
        if change is not None:
            found[duty] = change
    return found


def joined(seen: Sequence[Seen], change: Seen | None) -> tuple[Seen, ...]:
    """The changes with today's in its place: after all others up to its day."""
    if change is None:
        return tuple(seen)
    before = [s for s in seen if s.as_of <= change.as_of]
    return (*before, change, *seen[len(before) :])
