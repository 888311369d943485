"""The facts that the verdict table reads, made by the oracle's means; so the table can be tried without the engine.

Quick, because the engine need not run; ``with_suspensions`` makes row 3 frequent.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from oracle.generate import Dice
from oracle.history import Due, History
from oracle.oracle import (
    GOOD,
    ONE_DAY,
    Duty,
    Report,
    asked_on,
    believed,
    completion,
    done_run,
    effective,
    in_force_on,
    incidents_of,
    is_suspended,
    last_heard,
    last_observation,
    reports_of,
    standing,
    window_end,
)
from oracle.owing import duties

NEVER = date.max


def facts(duty: Duty, rows: list[Report], as_of: date, known_at: int) -> dict[str, object]:
    """One duty's facts by the names that ``tracker.assess.verdicts.TABLE`` uses; days as proleptic ordinals."""
    accepted = [r for r in reports_of(duty, rows, as_of, known_at) if r.accepted]
    last = last_observation(accepted)
    starts = effective(duty)
    run = [] if standing(duty) else done_run(accepted, last)
    completed = completion(run)
    if completed is not None:
        duty = in_force_on(duty, completed)
    sure = believed(duty, starts, run, completed)
    withdrawn = duty.withdrawn[0] if duty.withdrawn else NEVER
    ends = duty.ends_on if duty.ends_on and (standing(duty) or duty.pattern == "periodic") else NEVER
    heard = last_heard(accepted, last)
    window_ends = window_end(duty, heard if heard is not None else asked_on(duty, starts))
    return {
        "as_of": as_of.toordinal(),
        "once": not standing(duty),
        "effective": starts.toordinal(),
        "withdrawn": withdrawn.toordinal(),
        "done_before_withdrawal": sure and completed is not None and completed < withdrawn,
        "suspended": is_suspended(duty, as_of),
        "believed": sure,
        "ends": ends.toordinal(),
        "done": bool(run),
        "evidence_required": duty.evidence_required,
        "evidence_ok": any(r.evidence_ok for r in run),
        "completion": completed.toordinal() if completed else 0,
        "due_known": duty.due is not None,
        "due": duty.due.toordinal() if duty.due else 0,
        "due_unresolved": duty.due_state == "unresolved",
        "warning": duty.warning,
        "review": starts.toordinal() + duty.review_after,
        "window_end": window_ends.toordinal(),
        "reported": last is not None,
        "kept": last is not None and last.level == GOOD,
        "open_incidents": incidents_of(duty, accepted).open if standing(duty) else 0,
    }


def with_suspensions(history: History, due: Due, dice: Dice) -> list[Duty]:
    """The duties of a history, every other one suspended around A."""
    found = []
    for duty in duties(history, due):
        if dice.chance(50):
            start = history.as_of - dice.pick((0, 3, 6, -1)) * ONE_DAY
            resumed = dice.pick((None, start + 3 * ONE_DAY, start + 6 * ONE_DAY, start + ONE_DAY))
            duty = replace(duty, suspensions=((start, resumed),))
        found.append(duty)
    return found
