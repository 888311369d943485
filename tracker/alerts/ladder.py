"""The ladder: which alerts are due on a day (semantics §9). Pure.

A step is due when its threshold has passed and it has not been told for its anchor and episode, never because today
*is* the threshold: a run that was missed loses nothing. Of several thresholds passed in one series only the last is
told, so that a run after missed days says what is still true, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.alerts import recipients, wording
from tracker.alerts.recipients import ISSUER, PARENT, UNIT
from tracker.alerts.records import Alert, History, Reach, Reason, Situation, Told
from tracker.alerts.watch import Watch, changes, duty_of, escaped, joined, situation_of, watch
from tracker.assess.result import Result
from tracker.config import AlertSettings, Settings
from tracker.model import Assessment, Obligation, Text
from tracker.register import Register

WEEK = 7


@dataclass(frozen=True, slots=True)
class Step:
    """A threshold that has passed. ``rung`` ascends with time within (series, anchor, episode).

    ``why`` says what is the matter, the same to the unit and to those above it.
    ``moves_with_due``: the threshold is counted from D, so that a D that has moved may count it as told already.
    """

    step: str
    series: str
    rung: int
    mark: str
    anchor: str
    threshold: date
    to: str
    why: Text
    moves_with_due: bool = False


def due(
    result: Result, register: Register, settings: Settings, history: History, *, addressed: bool = True
) -> list[Alert]:
    """Every alert that the ladder holds on ``result.as_of``, also those that do not go out, with the reason why not.

    ``history`` is that of one channel; ``addressed``: that channel needs mail addresses. In the order of the result: by
    obligation, unit, occurrence, event; of one duty first what the unit is told.
    """
    register = register.at(result.as_of)
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
        reach = Reach()
        for step in _steps(assessment, now, result.as_of, settings.alerts, window, register):
            whom = recipients.find(
                assessment.unit, step.to, register.units, settings.alerts, result.as_of, addressed=addressed
            )
            earlier = _told(step, now, told, result.as_of, whom.address)
            if step.to == UNIT:
                told_on = _last_told(step, now, told, result.as_of)
                reach = Reach(whom.name, told_on, whom.missing, whom.by_hand, duty in history.failed)
            else:
                step = replace(step, why=wording.escalated(step.why, reach))
            found.append(_alert(assessment, duty, step, now, whom, earlier))
    return found


def _window(obligation: Obligation | None, settings: Settings) -> int:
    """report_every + grace, in calendar days."""
    defaults = settings.defaults
    if obligation is None:
        return defaults.report_every + defaults.grace
    every = defaults.report_every if obligation.report_every is None else obligation.report_every
    return every + (defaults.grace if obligation.grace is None else obligation.grace)


def _steps(
    assessment: Assessment, now: Watch, as_of: date, policy: AlertSettings, window: int, register: Register
) -> Iterator[Step]:
    """The unit's own step first; what is told depends on the situation alone, and that on the verdict alone."""
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
            yield from _claimed(assessment, now, as_of, policy, register)


def _reminders(assessment: Assessment, as_of: date, policy: AlertSettings) -> Iterator[Step]:
    due_on = assessment.due_on
    assert due_on is not None
    left = (due_on - as_of).days
    passed = [days for days in policy.reminders if left <= days]
    if passed:
        days = min(passed)
        name = f"due-{days}"
        why = wording.reminder(assessment, left)
        yield Step(
            name, "due", -days, name, due_on.isoformat(), due_on - timedelta(days), UNIT, why, moves_with_due=True
        )


def _overdue(assessment: Assessment, as_of: date, policy: AlertSettings) -> Iterator[Step]:
    due_on = assessment.due_on
    assert due_on is not None
    late = (as_of - due_on).days
    rung = last_rung(late, policy.daily_for)
    why = wording.overdue(assessment, late)
    day = due_on + timedelta(rung)
    anchor = due_on.isoformat()
    yield Step("overdue", "overdue", rung, f"overdue+{rung}", anchor, day, UNIT, why, moves_with_due=True)
    yield from _escalations("overdue", due_on, due_on, as_of, policy, why, moves_with_due=True)


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
    yield Step("no-report", "no-report", 0, "no-report", anchor.isoformat(), anchor, UNIT, why)
    yield from _escalations("no-report", closed, start, as_of, policy, why)


def _breached(assessment: Assessment, now: Watch, as_of: date, policy: AlertSettings) -> Iterator[Step]:
    """At once for each period with incidents that is new or whose figure rose, then weekly while it lasts."""
    why = wording.breach(assessment)
    if now.breach is None:
        yield _weekly("breach", now.since, as_of, why)
    else:
        yield _weekly("breach", now.breach.seen_on, as_of, why, now.breach.anchor)
    since = min(now.since, assessment.last_reported_on or now.since)
    yield from _escalations("breach", since, now.since, as_of, policy, why)


def _claimed(
    assessment: Assessment, now: Watch, as_of: date, policy: AlertSettings, register: Register
) -> Iterator[Step]:
    """Evidence is asked for at once and weekly. Past D the claim is escalated like any delay, counted from the claim
    where that came after D: the unit is given the same days to prove it."""
    why = wording.claimed(assessment, register.units)
    yield _weekly("evidence", now.since, as_of, why)
    if assessment.due_on is not None and as_of > assessment.due_on:
        since = max(assessment.due_on, min(now.since, assessment.last_reported_on or now.since))
        yield from _escalations("evidence", since, now.since, as_of, policy, why)


def _weekly(series: str, start: date, as_of: date, why: Text, anchor: str = "") -> Step:
    """At once and every week from ``start`` on, which is the anchor where there is no other."""
    rung = max(0, (as_of - start).days) // WEEK * WEEK
    mark = f"{series}+{rung}" if rung else series
    return Step(series, series, rung, mark, anchor or start.isoformat(), start + timedelta(rung), UNIT, why)


def _escalations(
    about: str,
    since: date,
    anchor: date,
    as_of: date,
    policy: AlertSettings,
    why: Text,
    *,
    moves_with_due: bool = False,
) -> Iterator[Step]:
    """``about``: the series that is escalated. It belongs to the key: what is told of a breach does not swallow what is
    to be told of a silence that began on the same day."""
    rungs = (("escalate-1", policy.escalate_parent, PARENT), ("escalate-2", policy.escalate_issuer, ISSUER))
    for name, after, to in rungs:
        threshold = since + timedelta(after)
        if as_of >= threshold:
            series = f"{name}/{about}"
            yield Step(name, series, 0, series, anchor.isoformat(), threshold, to, why, moves_with_due)


def _alert(
    assessment: Assessment,
    duty: str,
    step: Step,
    now: Watch,
    whom: recipients.Recipient,
    earlier: Told | None,
) -> Alert:
    reason = Reason.ALREADY_TOLD if earlier is not None else whom.missing
    why: Text = step.why
    if reason is not None:
        cause = wording.suppressed(reason, whom.name, earlier.as_of if earlier is not None else None)
        why = {tag: f"{text} — {cause[tag]}" for tag, text in step.why.items()}
    return Alert(
        key=":".join((duty, escaped(step.mark), step.anchor, str(now.episode))),
        duty=duty,
        obligation=assessment.obligation,
        unit=assessment.unit,
        step=step.step,
        series=step.series,
        rung=step.rung,
        anchor=step.anchor,
        episode=now.episode,
        to=whom.to,
        recipient=whom.address,
        why=why,
        suppressed=reason,
        assessment=assessment,
        by_hand=whom.by_hand,
    )


def _told(step: Step, now: Watch, told: Sequence[Told], as_of: date, address: str | None) -> Told | None:
    """The record by which a step counts as told: itself or a later rung of its series; or, where D has moved since,
    the step under the earlier D, if it was due under the new D already when that became known. A record of a day that
    is still to come (the clock was ahead) tells only itself: it must not swallow what is due today. What may not have
    arrived tells only the address it was sent to: a corrected one gets it."""
    for record in told:
        if record.series != step.series or record.rung < step.rung:
            continue
        if record.unclear_to is not None and record.unclear_to != address:
            continue
        if record.as_of > as_of and record.rung != step.rung:
            continue
        if (record.anchor, record.episode) == (step.anchor, now.episode):
            return record
        if (
            step.moves_with_due
            and record.anchor != step.anchor
            and step.threshold <= now.due_since
            and record.as_of <= now.due_since
            and (now.closed_on is None or record.as_of >= now.closed_on)
        ):
            return record
    return None


def _last_told(step: Step, now: Watch, told: Sequence[Told], as_of: date) -> date | None:
    """The last day on which the unit was told of what is the matter now, and certainly."""
    days = [
        record.as_of
        for record in told
        if record.series == step.series
        and record.episode == now.episode
        and record.unclear_to is None
        and record.as_of <= as_of
    ]
    return max(days, default=None)
