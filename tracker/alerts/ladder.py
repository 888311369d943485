"""The ladder: which alerts are due on a day (semantics §9). Pure.

A step is due when its threshold has passed and it has not been told for its anchor and episode, never because today
*is* the threshold: a run that was missed loses nothing. Of several thresholds passed in one series only the last is
told, so that a run after missed days says what is still true, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.alerts import wording
from tracker.alerts.addresses import usable
from tracker.alerts.records import Alert, History, Reason, Situation, Told
from tracker.alerts.watch import Watch, changes, duty_of, escaped, joined, situation_of, watch
from tracker.assess.result import Result
from tracker.config import AlertSettings, Settings
from tracker.model import Assessment, Obligation, Text
from tracker.register import Register, UnitTree
from tracker.register.units import valid_on

WEEK = 7
UNIT, PARENT, ISSUER = "unit", "parent", "issuer"


@dataclass(frozen=True, slots=True)
class Step:
    """A threshold that has passed. ``rung`` ascends with time within (series, anchor, episode).

    ``moves_with_due``: the threshold is counted from D, so that a D that has moved may count it as told already.
    """

    step: str
    series: str
    rung: int
    mark: str
    anchor: date
    threshold: date
    to: str
    why: Text
    moves_with_due: bool = False


def due(result: Result, register: Register, settings: Settings, history: History) -> list[Alert]:
    """Every alert that the ladder holds on ``result.as_of``, also those that do not go out, with the reason why not.

    ``history`` is that of one channel. In the order of the result: by obligation, unit, occurrence, event.
    """
    news = changes(result, history.seen)
    obligations = register.obligations
    found: list[Alert] = []
    for assessment in result.assessments:
        duty = duty_of(assessment)
        seen = joined(history.seen.get(duty, ()), news.get(duty))
        now = watch(seen, result.as_of)
        if now is None or now.situation is not situation_of(assessment, result.as_of):  # held, or nothing to chase
            continue
        told = history.told.get(duty, ())
        window = _window(obligations.get(assessment.obligation), settings)
        for step in _steps(assessment, now, result.as_of, settings.alerts, window):
            found.append(_alert(assessment, duty, step, now, told, register.units, settings, result.as_of))
    return found


def _window(obligation: Obligation | None, settings: Settings) -> int:
    """report_every + grace, in calendar days."""
    defaults = settings.defaults
    if obligation is None:
        return defaults.report_every + defaults.grace
    every = defaults.report_every if obligation.report_every is None else obligation.report_every
    return every + (defaults.grace if obligation.grace is None else obligation.grace)


def _steps(assessment: Assessment, now: Watch, as_of: date, policy: AlertSettings, window: int) -> Iterator[Step]:
    match now.situation:
        case Situation.OPEN:
            yield from _reminders(assessment, as_of, policy)
        case Situation.LATE:
            yield from _overdue(assessment, as_of, policy)
        case Situation.SILENT:
            yield from _silent(assessment, as_of, policy, window)
        case Situation.BREACHED:
            yield from _breached(assessment, now, as_of, policy)
        case Situation.REVIEW:
            on = assessment.review_on
            start = on if on is not None and on < as_of else now.since
            yield _weekly("review", start, as_of, wording.review(assessment, as_of))
        case Situation.CLAIMED:
            yield _weekly("evidence", now.since, as_of, wording.evidence())


def _reminders(assessment: Assessment, as_of: date, policy: AlertSettings) -> Iterator[Step]:
    due_on = assessment.due_on
    assert due_on is not None
    left = (due_on - as_of).days
    passed = [days for days in policy.reminders if left <= days]
    if passed:
        days = min(passed)
        name = f"due-{days}"
        why = wording.reminder(assessment, left)
        yield Step(name, "due", -days, name, due_on, due_on - timedelta(days), UNIT, why, moves_with_due=True)


def _overdue(assessment: Assessment, as_of: date, policy: AlertSettings) -> Iterator[Step]:
    due_on = assessment.due_on
    assert due_on is not None
    late = (as_of - due_on).days
    rung = last_rung(late, policy.daily_for)
    why = wording.overdue(assessment, late)
    day = due_on + timedelta(rung)
    yield Step("overdue", "overdue", rung, f"overdue+{rung}", due_on, day, UNIT, why, moves_with_due=True)
    yield from _escalations(due_on, due_on, as_of, policy, why, moves_with_due=True)


def last_rung(late: int, daily_for: int) -> int:
    """The last overdue alert by the ``late``-th day after D: daily for ``daily_for`` days (at least 1), then weekly."""
    daily = max(1, daily_for)
    return late if late <= daily else daily + (late - daily) // WEEK * WEEK


def _silent(assessment: Assessment, as_of: date, policy: AlertSettings, window: int) -> Iterator[Step]:
    """One alert a window missed; its anchor is the day after which that window began to run."""
    start = assessment.last_reported_on or assessment.effective_on
    closed = assessment.window_ends_on or start + timedelta(window)
    further = max(0, (as_of - closed).days - 1) // max(1, window)
    anchor = start if further == 0 else closed + timedelta(window * (further - 1))
    why = wording.no_report(assessment)
    yield Step("no-report", "no-report", 0, "no-report", anchor, anchor, UNIT, why)
    yield from _escalations(closed, start, as_of, policy, why)


def _breached(assessment: Assessment, now: Watch, as_of: date, policy: AlertSettings) -> Iterator[Step]:
    """At once for each period with incidents (without any: once an episode), then weekly while it lasts."""
    incidents = [s.reported_on for s in assessment.sources if s.role == "incident" and s.reported_on <= as_of]
    why = wording.breach(assessment)
    yield _weekly("breach", max(incidents, default=now.since), as_of, why)
    since = min(now.since, assessment.last_reported_on or now.since)
    yield from _escalations(since, now.since, as_of, policy, why)


def _weekly(series: str, start: date, as_of: date, why: Text) -> Step:
    rung = max(0, (as_of - start).days) // WEEK * WEEK
    mark = f"{series}+{rung}" if rung else series
    return Step(series, series, rung, mark, start, start + timedelta(rung), UNIT, why)


def _escalations(
    since: date, anchor: date, as_of: date, policy: AlertSettings, why: Text, *, moves_with_due: bool = False
) -> Iterator[Step]:
    rungs = (("escalate-1", policy.escalate_parent, PARENT), ("escalate-2", policy.escalate_issuer, ISSUER))
    for name, after, to in rungs:
        threshold = since + timedelta(after)
        if as_of >= threshold:
            yield Step(name, name, 0, name, anchor, threshold, to, wording.escalated(why), moves_with_due)


def _alert(
    assessment: Assessment,
    duty: str,
    step: Step,
    now: Watch,
    told: Sequence[Told],
    units: UnitTree,
    settings: Settings,
    as_of: date,
) -> Alert:
    anchor = step.anchor.isoformat()
    to, address, name, missing = _recipient(assessment.unit, step.to, units, settings.alerts, as_of)
    earlier = _told(step, now, told, as_of)
    reason = Reason.ALREADY_TOLD if earlier is not None else missing
    why: Text = step.why
    if reason is not None:
        cause = wording.suppressed(reason, name, earlier.as_of if earlier is not None else None)
        why = {tag: f"{text} — {cause[tag]}" for tag, text in step.why.items()}
    return Alert(
        key=":".join((duty, escaped(step.mark), anchor, str(now.episode))),
        duty=duty,
        obligation=assessment.obligation,
        unit=assessment.unit,
        step=step.step,
        series=step.series,
        rung=step.rung,
        anchor=anchor,
        episode=now.episode,
        to=to,
        recipient=address,
        why=why,
        suppressed=reason,
        assessment=assessment,
    )


def _told(step: Step, now: Watch, told: Sequence[Told], as_of: date) -> Told | None:
    """The record by which a step counts as told: itself or a later rung of its series; or, where D has moved since,
    the step under the earlier D, if it was due under the new D already when that became known. A record of a day that
    is still to come (the clock was ahead) tells only itself: it must not swallow what is due today."""
    anchor = step.anchor.isoformat()
    for record in told:
        if record.series != step.series or record.rung < step.rung:
            continue
        if record.as_of > as_of and record.rung != step.rung:
            continue
        if (record.anchor, record.episode) == (anchor, now.episode):
            return record
        if (
            step.moves_with_due
            and record.anchor != anchor
            and step.threshold <= now.due_since
            and record.as_of <= now.due_since
            and (now.closed_on is None or record.as_of >= now.closed_on)
        ):
            return record
    return None


def _recipient(
    unit_id: str, to: str, units: UnitTree, policy: AlertSettings, as_of: date
) -> tuple[str, str | None, Text, Reason | None]:
    """Who is told: identifier, address, name, and why not where there is no usable address."""
    if to == ISSUER:
        return ISSUER, *_address(policy.issuer_email, wording.ISSUER)
    unit = units.get(unit_id)
    if unit is None:
        return unit_id, None, {"ar": unit_id, "en": unit_id}, Reason.NO_ADDRESS
    if to == PARENT:
        above = _standing(unit.parent, units, as_of)
        if above is None:
            return unit_id, None, unit.name, Reason.NO_UNIT_ABOVE
        unit = units[above]
    return unit.id, *_address(unit.email, unit.name)


def _standing(unit_id: str | None, units: UnitTree, as_of: date) -> str | None:
    """The unit, or whoever has succeeded it by ``as_of``."""
    passed: set[str] = set()
    while unit_id is not None and unit_id in units and unit_id not in passed:
        unit = units[unit_id]
        if valid_on(unit, as_of) or unit.successor is None:
            return unit_id
        passed.add(unit_id)
        unit_id = unit.successor
    return None


def _address(address: str | None, name: Text) -> tuple[str | None, Text, Reason | None]:
    if not address or not address.strip():
        return None, name, Reason.NO_ADDRESS
    address = address.strip()
    return (address, name, None) if usable(address) else (None, name, Reason.ADDRESS_INVALID)
