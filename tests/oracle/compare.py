"""Holds the program's assessments against the oracle's judgements and says where they differ, as a case to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from oracle.generate import prefixed
from oracle.history import Due, History, tellable
from oracle.oracle import Duty, Judgement
from oracle.owing import judge_all

from tracker.model import Assessment

FIELDS = (
    "verdict",
    "rule",
    "flags",
    "days",
    "completed_on",
    "last_reported_on",
    "effective_on",
    "count",
    "report_inside",
    "due_on",
    "original_due_on",
)

Key = tuple[str, str, str | None, str | None]
"""(obligation, unit, occurrence or None, event or None)."""


def key_of(duty: Duty) -> Key:
    occurrence = f"{duty.occurrence[0]}/{duty.occurrence[1]}" if duty.occurrence else None
    return duty.obligation, duty.unit, occurrence, duty.event or None


def judged(history: History, due: Due) -> dict[Key, tuple[Duty, Judgement]]:
    """The oracle's answer for every duty of a history, by its key."""
    return {key_of(duty): (duty, judgement) for duty, judgement in judge_all(history, due)}


def facts(found: Assessment) -> dict[str, object]:
    """What the program said, in the oracle's plain words."""
    return {
        "verdict": found.verdict.value,
        "rule": found.rule,
        "flags": frozenset(flag.value for flag in found.flags),
        "days": found.days,
        "completed_on": found.completed_on,
        "last_reported_on": found.last_reported_on,
        "effective_on": found.effective_on,
        "count": found.count,
        "report_inside": found.facts["report_inside"],
        "due_on": found.due_on,
        "original_due_on": found.original_due_on,
    }


def differences(
    history: History, assessments: Mapping[Key, Assessment], due: Due, fields: Iterable[str] = FIELDS
) -> list[str]:
    """One line a difference, the oracle's word first. ``assessments`` may hold other histories' duties too."""
    expected = judged(history, due)
    names = {clause.id for clause in history.clauses}
    lines = [
        f"{key}: the program makes this duty, the oracle does not"
        for key in assessments
        if key[0] in names and key not in expected
    ]
    for key, (_, judgement) in expected.items():
        if key not in assessments:
            lines.append(f"{key}: the oracle makes this duty ({judgement.verdict}), the program does not")
            continue
        said = facts(assessments[key])
        for name in fields:
            if said[name] != getattr(judgement, name):
                lines.append(f"{key} {name}: oracle {_show(getattr(judgement, name))}, program {_show(said[name])}")
    return lines


def _show(value: object) -> str:
    return str(sorted(value)) if isinstance(value, frozenset) else str(value)


def told(history: History, lines: Iterable[str]) -> str:
    """A failing case whole: what differs, then the history it came from."""
    return "\n".join([*lines, "", tellable(history)])


def reduced(history: History, wrong: Callable[[list[History]], list[bool]]) -> History:
    """The history without every row, clause, change and unit whose absence leaves it wrong.

    ``wrong`` says of each of several histories whether it is; a round of smaller ones is asked about at once, each
    under other names, because the program's cost a call is far above its cost a duty.
    """
    while True:
        smaller = list(_smaller(history))
        answers = wrong([prefixed(one, f"R{number}-") for number, one in enumerate(smaller)])
        found = next((one for one, bad in zip(smaller, answers, strict=True) if bad), None)
        if found is None:
            return history
        history = found


def _smaller(history: History) -> Iterable[History]:
    for one in history.clauses:
        if len(history.clauses) > 1:
            yield replace(history, clauses=tuple(c for c in history.clauses if c is not one))
    for row in history.rows:
        yield replace(history, rows=tuple(r for r in history.rows if r is not row))
    for line in history.happenings:
        yield replace(history, happenings=tuple(one for one in history.happenings if one is not line))
    for decision in history.decisions:
        yield replace(history, decisions=tuple(one for one in history.decisions if one is not decision))
    parents = {b.parent for b in history.bodies}
    for body in history.bodies:
        if body.id not in parents and len(history.bodies) > 1:
            yield replace(
                history,
                bodies=tuple(
                    replace(b, successor=None if b.successor == body.id else b.successor)
                    for b in history.bodies
                    if b is not body
                ),
                rows=tuple(r for r in history.rows if r.unit != body.id),
                notified={u: d for u, d in history.notified.items() if u != body.id},
            )
    for number, body in enumerate(history.bodies):
        if body.successor is not None:
            other = replace(body, successor=None)
            yield replace(history, bodies=(*history.bodies[:number], other, *history.bodies[number + 1 :]))
    for number, row in enumerate(history.rows):
        for plainer in (
            {"marks": frozenset()},
            {"percent": None},
            {"note_key": ""},
            {"incidents": None},
            {"remedied": None},
            {"exception": 0},
            {"completed_on": None, "future": False},
            {"evidence_ok": False},
            {"period_from": None},
            {"period_to": None},
            {"report_date_assumed": False},
        ):
            other = replace(row, **plainer)
            if other != row:
                yield replace(history, rows=(*history.rows[:number], other, *history.rows[number + 1 :]))
    for unit in history.notified:
        yield replace(history, notified={u: d for u, d in history.notified.items() if u != unit})
    if history.effective_on is not None:
        yield replace(history, effective_on=None)
    for number, clause in enumerate(history.clauses):
        for change in clause.changes:
            other = replace(clause, changes=tuple(c for c in clause.changes if c is not change))
            yield replace(history, clauses=(*history.clauses[:number], other, *history.clauses[number + 1 :]))
        for name in ("evidence_required", "assumed", "any_later"):
            if getattr(clause, name):
                other = replace(clause, **{name: False})
                yield replace(history, clauses=(*history.clauses[:number], other, *history.clauses[number + 1 :]))
        for name in ("effective_on", "ends_on", "report_every", "grace", "warning", "review_after"):
            if getattr(clause, name) is not None:
                other = replace(clause, **{name: None})
                yield replace(history, clauses=(*history.clauses[:number], other, *history.clauses[number + 1 :]))
