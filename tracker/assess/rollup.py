"""The worst verdict, the counts and the rates of any group of duties (semantics §6). Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping

from tracker.assess.result import Rate, Rollup, Summary
from tracker.model import Assessment, Verdict
from tracker.register.units import UnitTree
from tracker.wording import verdict_order

V = Verdict
DONE = frozenset((V.MET, V.MET_LATE))
KEPT_OF = frozenset((V.COMPLIANT, V.BREACHED, V.LAPSED, V.UNREPORTED))
OWING = frozenset(
    (V.CLAIMED, V.OVERDUE, V.DUE_SOON, V.REVIEW_DUE, V.PENDING, V.BREACHED, V.UNREPORTED, V.LAPSED, V.COMPLIANT)
)
"""Duties that owe a report: standing ones in force, and the others that are not finished."""


def summary(assessments: Iterable[Assessment]) -> Summary:
    found = list(assessments)
    return Summary(len(found), _counts(found), rates(found))


def rollups(
    assessments: Iterable[Assessment], units: UnitTree, inside: Container[str] | None = None
) -> tuple[Rollup, ...]:
    """By obligation, directive, unit, branch (a unit that has others below it, with all of them) and authority, each in
    the order of its keys. ``units``: the tree as on the day of the assessment (semantics §6). ``inside``: the units to
    which the assessments are confined: of a branch that reaches beyond them only a part would be told."""
    found = list(assessments)
    above = {unit.id: units.line(unit.id) for unit in units}

    def whole(heads: Iterable[str]) -> Iterable[str]:
        return (head for head in heads if inside is None or head in inside)

    by: Mapping[str, Callable[[Assessment], Iterable[str]]] = {
        "obligation": lambda a: (a.obligation,),
        "directive": lambda a: (a.directive,),
        "unit": lambda a: (a.unit,),
        "branch": lambda a: whole(head for head in above.get(a.unit, ()) if units.children(head)),
        "authority": lambda a: whole((units.authority(a.unit),)),
    }
    rows = []
    for name, keys_of in by.items():
        groups: dict[str, list[Assessment]] = {}
        for assessment in found:
            for key in keys_of(assessment):
                groups.setdefault(key, []).append(assessment)
        for key in sorted(groups):
            group = groups[key]
            worst = min((a.verdict for a in group), key=verdict_order)
            rows.append(Rollup(name, key, worst, len(group), _counts(group), rates(group)))
    return tuple(rows)


def rates(found: list[Assessment]) -> dict[str, Rate]:
    met_dated = sum(a.verdict is V.MET and a.due_on is not None for a in found)
    late = sum(a.verdict in (V.MET_LATE, V.OVERDUE) for a in found)
    claimed_late = sum(a.verdict is V.CLAIMED and bool(a.facts["past_due"]) for a in found)
    kept = sum(a.verdict is V.COMPLIANT for a in found)
    kept_of = sum(a.verdict in KEPT_OF for a in found)
    owing = [a for a in found if a.verdict in OWING]
    inside = sum(bool(a.facts["report_inside"]) for a in owing)
    done = [a for a in found if a.verdict in DONE]
    return {
        "on_time": Rate(met_dated, met_dated + late + claimed_late),
        "kept": Rate(kept, kept_of),
        "reporting": Rate(inside, len(owing)),
        "verified": Rate(sum(bool(a.facts["evidence_ok"]) for a in done), len(done)),
    }


def _counts(found: list[Assessment]) -> dict[Verdict, int]:
    """In the order worst first; verdicts that do not occur are left out."""
    counts = Counter(a.verdict for a in found)
    return {v: counts[v] for v in sorted(counts, key=lambda v: (verdict_order(v), v.value))}
