"""Holds the program's assessments against the oracle's judgements and says where they differ, as a case to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from oracle.history import Due, Duty, History, duties, tellable
from oracle.oracle import Judgement, judge

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
)


def judged(history: History, due: Due) -> dict[tuple[str, str], tuple[Duty, Judgement]]:
    """The oracle's answer for every duty of a history, by (obligation, unit)."""
    return {
        (duty.obligation, duty.unit): (duty, judge(duty, list(history.rows), history.as_of, history.known_at))
        for duty in duties(history, due)
    }


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
    }


def differences(
    history: History, assessments: Mapping[tuple[str, str], Assessment], due: Due, fields: Iterable[str] = FIELDS
) -> list[str]:
    """One line a difference, the oracle's word first. ``assessments`` may hold other histories' duties too."""
    expected = judged(history, due)
    names = {clause.id for clause in history.clauses}
    lines = [
        f"{key}: the program makes this duty, the oracle does not"
        for key in assessments
        if key[0] in names and key not in expected
    ]
    for key, (duty, judgement) in expected.items():
        if key not in assessments:
            lines.append(f"{key}: the oracle makes this duty ({judgement.verdict}), the program does not")
            continue
        said = facts(assessments[key])
        for name in fields:
            if said[name] != getattr(judgement, name):
                lines.append(f"{key} {name}: oracle {_show(getattr(judgement, name))}, program {_show(said[name])}")
        if assessments[key].due_on != duty.due:
            lines.append(f"{key} due_on: counting {_show(duty.due)}, program {_show(assessments[key].due_on)}")
    return lines


def _show(value: object) -> str:
    return str(sorted(value)) if isinstance(value, frozenset) else str(value)


def told(history: History, lines: Iterable[str]) -> str:
    """A failing case whole: what differs, then the history it came from."""
    return "\n".join([*lines, "", tellable(history)])


def reduced(history: History, still_wrong: object) -> History:
    """The history with every row, clause and unit taken away whose absence leaves ``still_wrong(history)`` true."""
    if not callable(still_wrong):
        raise TypeError("still_wrong is a function of a history")
    shrinking = True
    while shrinking:
        shrinking = False
        for smaller in _smaller(history):
            if still_wrong(smaller):
                history, shrinking = smaller, True
                break
    return history


def _smaller(history: History) -> Iterable[History]:
    for one in history.clauses:
        if len(history.clauses) > 1:
            yield replace(history, clauses=tuple(c for c in history.clauses if c is not one))
    for row in history.rows:
        yield replace(history, rows=tuple(r for r in history.rows if r is not row))
    parents = {b.parent for b in history.bodies}
    for body in history.bodies:
        if body.id not in parents and len(history.bodies) > 1:
            yield replace(
                history,
                bodies=tuple(b for b in history.bodies if b is not body),
                rows=tuple(r for r in history.rows if r.unit != body.id),
                notified={u: d for u, d in history.notified.items() if u != body.id},
            )
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
        for name in ("evidence_required", "assumed", "any_later"):
            if getattr(clause, name):
                other = replace(clause, **{name: False})
                yield replace(history, clauses=(*history.clauses[:number], other, *history.clauses[number + 1 :]))
        for name in ("effective_on", "ends_on", "report_every", "grace", "warning", "review_after"):
            if getattr(clause, name) is not None:
                other = replace(clause, **{name: None})
                yield replace(history, clauses=(*history.clauses[:number], other, *history.clauses[number + 1 :]))
