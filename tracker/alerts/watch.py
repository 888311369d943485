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
from tracker.model import Assessment, State, Verdict
from tracker.register.events import key_of

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
class Period:
    """A period of incidents with the figure that was new: ``2020-08-30=5``, or ``2020-08-30=not_kept`` where there is
    none. ``seen_on``: when it was first seen so."""

    anchor: str
    seen_on: date


@dataclass(frozen=True, slots=True)
class Watch:
    """``since``: start of the episode; ``due_since``: since when D is what it is; ``closed_on``: last seen closed.
    ``breach``: the last period of which something new was seen in this breach, None outside of one."""

    situation: Situation
    episode: int
    since: date
    due_since: date
    closed_on: date | None
    breach: Period | None = None


def duty_of(assessment: Assessment) -> str:
    """The duty's name within keys: obligation, unit, occurrence, event, separated by colons."""
    event = key_of(assessment.event) if assessment.event else "-"
    parts = (assessment.obligation, assessment.unit, assessment.occurrence or "-", event)
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
    incidents = incidents_of(assessment) if situation is Situation.BREACHED else None
    if before is not None and (before.situation, before.due_on, before.incidents) == (
        situation,
        assessment.due_on,
        incidents,
    ):
        return None
    anchor = None
    if before is not None and before.situation is situation and incidents is not None and before.incidents is None:
        anchor = _earlier_anchor(assessment, as_of, seen)
    return Seen(as_of, situation, assessment.due_on, incidents, anchor)


def incidents_of(assessment: Assessment) -> dict[date, int]:
    """How many incidents are reported of each period, by its first day. A last report that says 'not kept' makes its
    period one of a breach, with 0 where no figure stands beside it."""
    found: dict[date, int] = {}
    for source in assessment.sources:
        if source.role == "incident" and source.period is not None and source.incidents > 0:
            found[source.period] = found.get(source.period, 0) + source.incidents
    if assessment.facts.get("kept") is False:
        for source in assessment.sources:
            if source.role == "last" and source.period is not None:
                found.setdefault(source.period, 0)
    return found


def _earlier_anchor(assessment: Assessment, as_of: date, seen: Sequence[Seen]) -> date | None:
    """The anchor that a breach had before its figures were kept (docs/decisions/0090): what was told under it is not
    told again, and what it had not told is."""
    reported = [s.reported_on for s in assessment.sources if s.role == "incident" and s.reported_on <= as_of]
    now = watch(seen, as_of)
    return max(reported, default=now.since if now is not None else None)


def watch(seen: Sequence[Seen], as_of: date) -> Watch | None:
    """Where a duty stands on ``as_of``, from its changes in the order of their days; None where there are none yet."""
    entries: dict[Situation, int] = {}
    current: Watch | None = None
    due_on: date | None = None
    closed_on: date | None = None
    breaches = _Breaches()
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
        episode = entries[change.situation]
        breach = breaches.after(change, episode) if change.situation is Situation.BREACHED else None
        current = Watch(change.situation, episode, since, due_since, closed_on, breach)
        due_on = change.due_on
    return current


class _Breaches:
    """The figures of a duty's breaches, change by change: what of them is news.

    A figure that falls and rises to the same again is none: it must neither be told twice nor stand before what was new
    in between and may not have gone out.
    """

    def __init__(self) -> None:
        self.episode = 0
        self.figures: Mapping[date, int] = {}
        self.known: set[tuple[date, int]] = set()
        self.news: Period | None = None

    def after(self, change: Seen, episode: int) -> Period | None:
        """The last news of the episode. Of several periods with news the latest gives its name to all of them."""
        if episode != self.episode:
            self.episode, self.figures, self.known, self.news = episode, {}, set(), None
        if change.incidents is None:
            return self.news
        figures = change.incidents.items()
        risen = [(day, n) for day, n in figures if n > self.figures.get(day, -1) and (day, n) not in self.known]
        if change.anchor is not None:
            self.news = Period(change.anchor.isoformat(), change.anchor)
        elif risen:
            day, number = max(risen)
            self.news = Period(f"{day.isoformat()}={number or State.NOT_KEPT.value}", change.as_of)
        self.known.update(figures)
        self.figures = change.incidents
        return self.news


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
