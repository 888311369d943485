"""Deadlines that count from the completion of another obligation (docs/decisions/0019). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.findings import at
from tracker.model import Anchor, Finding, Obligation, Pattern
from tracker.register import Register


@dataclass(frozen=True, slots=True)
class Completions:
    """What is believed done: ``by_unit``: (obligation, unit) -> its day, None where a unit owes it and has not done it;
    ``whole``: obligation -> the day on which the last of its units had done it."""

    by_unit: Mapping[tuple[str, str], date | None] = field(default_factory=dict)
    whole: Mapping[str, date] = field(default_factory=dict)

    def of(self, obligation: str, unit: str) -> date | None:
        """The unit's own completion where it owes the obligation, else that of all who do."""
        if (obligation, unit) in self.by_unit:
            return self.by_unit[obligation, unit]
        return self.whole.get(obligation)


class Anchors:
    """``named``: obligations from whose completion others count; ``broken``: obligations whose anchor can never happen;
    ``depth``: the longest chain of them; ``findings``: why."""

    def __init__(self, register: Register) -> None:
        self.findings: list[Finding] = []
        self.broken: set[str] = set()
        known = register.obligations
        to = {name: ref for name, one in known.items() if (ref := _anchor_of(one)) is not None}
        self.named = frozenset(to.values())
        self.depth = 0
        for name, ref in to.items():
            chain = _chain(name, to)
            if chain is None:
                circle = " > ".join(_circle(name, to))
                self._breaks(known[name], at("anchor-cycle", known[name].source, obligation=name, circle=circle))
            elif ref in known and known[ref].pattern is not Pattern.ACHIEVEMENT:
                self._breaks(known[name], at("anchor-not-once", known[name].source, obligation=name, anchor=ref))
            else:
                self.depth = max(self.depth, chain)

    def _breaks(self, obligation: Obligation, finding: Finding) -> None:
        self.broken.add(obligation.id)
        self.findings.append(finding)


def completions(rows: Iterable[tuple[str, str, date | None, bool]], named: frozenset[str]) -> Completions:
    """From judged duties, (obligation, unit, day believed done or None, waived), what others may count from."""
    by_unit: dict[tuple[str, str], date | None] = {}
    days: dict[str, list[date | None]] = {}
    for obligation, unit, day, waived in rows:
        if obligation not in named:
            continue
        by_unit[obligation, unit] = day
        if not waived:
            days.setdefault(obligation, []).append(day)
    whole = {name: max(found) for name, found in days.items() if all(found)}  # type: ignore[type-var]
    return Completions(by_unit, whole)  # type: ignore[arg-type]


def _anchor_of(obligation: Obligation) -> str | None:
    deadlines = (obligation.deadline, *(c.deadline for c in obligation.changes if c.deadline is not None))
    return next((d.anchor_ref for d in deadlines if d.anchor is Anchor.OBLIGATION), None)


def _chain(name: str, to: Mapping[str, str]) -> int | None:
    """How many anchors lie behind an obligation; None where the way comes round to it again. What hangs on a circle
    without being in it waits for a completion that can come."""
    seen = [name]
    while (following := to.get(seen[-1])) is not None and following not in seen[1:]:
        if following == name:
            return None
        seen.append(following)
    return len(seen) - 1


def _circle(name: str, to: Mapping[str, str]) -> list[str]:
    seen = [name]
    while (following := to[seen[-1]]) not in seen:
        seen.append(following)
    return [*seen, following]
