"""Deadlines that count from the completion of another obligation (docs/decisions/0019). Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.findings import at
from tracker.model import Anchor, Deadline, Finding, Obligation, Pattern
from tracker.register import Register
from tracker.register.history import apply


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


Current = Callable[[Obligation], Deadline]
"""The deadline of an obligation that is in force."""


def as_last_changed(obligation: Obligation) -> Deadline:
    """The deadline in force once every recorded change holds."""
    return apply(obligation, obligation.changes).versions[-1].deadline


class Anchors:
    """``named``: obligations from whose completion others count, or once counted; ``findings``: of the deadlines in
    force, those whose anchor can never happen; ``hopeless``: the obligations that have them, and why: ``circle`` with
    the way round, ``not_once`` with the anchor, ``unknown`` with what is written in its place. A circle that an
    amendment has opened is none."""

    def __init__(self, register: Register, current: Current = as_last_changed) -> None:
        self.findings: list[Finding] = []
        self.hopeless: dict[str, tuple[str, str]] = {}
        self._known = known = register.obligations
        self.named = frozenset(
            version.anchor_ref
            for one in known.values()
            for version in (one.deadline, *(c.deadline for c in one.changes if c.deadline is not None))
            if version.anchor is Anchor.OBLIGATION and version.anchor_ref is not None
        )
        in_force = {name: current(one) if one.changes else one.deadline for name, one in known.items()}
        self._to = {
            name: deadline.anchor_ref
            for name, deadline in in_force.items()
            if deadline.anchor is Anchor.OBLIGATION and deadline.anchor_ref is not None
        }
        for name, ref in self._to.items():
            if circle := self._circle(name, ref):
                shown = " > ".join(circle)
                self.hopeless[name] = ("circle", shown)
                self.findings.append(at("anchor-cycle", known[name].source, obligation=name, circle=shown))
            elif self._not_once(ref):
                self.hopeless[name] = ("not_once", ref)
                self.findings.append(at("anchor-not-once", known[name].source, obligation=name, anchor=ref))
            elif ref not in known:
                self.hopeless[name] = ("unknown", ref)
                self.findings.append(at("anchor-unknown", known[name].source, obligation=name, anchor=ref))

    def broken(self, obligation: str, ref: str | None) -> bool:
        """Whether a deadline of an obligation, perhaps an earlier one, counts from what can never happen."""
        return ref is None or self._not_once(ref) or bool(self._circle(obligation, ref))

    def _not_once(self, ref: str) -> bool:
        return ref in self._known and self._known[ref].pattern is not Pattern.ACHIEVEMENT

    def _circle(self, name: str, ref: str | None) -> tuple[str, ...]:
        """What hangs on a circle without being in it waits for a completion that can come."""
        seen = [name]
        while ref is not None and ref not in seen:
            seen.append(ref)
            ref = self._to.get(ref)
        return (*seen, name) if ref == name else ()


def completions(rows: Iterable[tuple[str, str, date | None, bool]], named: frozenset[str]) -> Completions:
    """From judged duties, (obligation, unit, day believed done or None, whether it does not owe it now), what others
    may count from."""
    by_unit: dict[tuple[str, str], date | None] = {}
    days: dict[str, list[date | None]] = {}
    for obligation, unit, day, free in rows:
        if obligation not in named:
            continue
        by_unit[obligation, unit] = day
        if not free:
            days.setdefault(obligation, []).append(day)
    whole = {name: max(found) for name, found in days.items() if all(found)}  # type: ignore[type-var]
    return Completions(by_unit, whole)  # type: ignore[arg-type]
