"""The tree of units, in time: who owes and reports, under whom, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from tracker.findings import at
from tracker.model import Finding, Obligation, Pattern, Selector, SourceRef, Unit
from tracker.register import tables

REQUIRED = ("id", "name_ar", "type")
OPTIONAL = ("name_en", "parent", "valid_from", "valid_to", "successor", "email")


class UnitTree:
    """Units by identifier, with their places in the tree. Iteration is in the order of the file."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = {unit.id: unit for unit in units}
        self._children: dict[str | None, list[str]] = {}
        for unit in self._units.values():
            self._children.setdefault(unit.parent, []).append(unit.id)
        self._by_type: dict[str, list[Unit]] = {}
        for unit in self._units.values():
            self._by_type.setdefault(unit.type, []).append(unit)

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def __len__(self) -> int:
        return len(self._units)

    def __contains__(self, unit_id: object) -> bool:
        return unit_id in self._units

    def get(self, unit_id: str) -> Unit | None:
        return self._units.get(unit_id)

    def __getitem__(self, unit_id: str) -> Unit:
        return self._units[unit_id]

    def children(self, unit_id: str | None) -> tuple[Unit, ...]:
        """The units directly under one; of None: the roots."""
        return tuple(self._units[child] for child in self._children.get(unit_id, ()))

    def branch(self, unit_id: str) -> tuple[Unit, ...]:
        """A unit and everything under it, parents first."""
        if unit_id not in self._units:
            return ()
        found = {unit_id: self._units[unit_id]}
        queue = [unit_id]
        while queue:
            for child in self._children.get(queue.pop(0), ()):
                if child not in found:  # a cycle of parents is a finding, and no reason to go round for ever
                    found[child] = self._units[child]
                    queue.append(child)
        return tuple(found.values())

    def authority(self, unit_id: str) -> str:
        """The unit under which one is grouped: the head of its branch (docs/decisions/0082)."""
        return self._authorities[unit_id]

    @cached_property
    def _authorities(self) -> Mapping[str, str]:
        """From each root downwards: as long as a unit has a single unit below it, it stands for itself (a ministry over
        one command over one directorate would else be one heap); the units below the first one that branches are the
        heads, and everything under a head is grouped under it. A root without any branching stands for itself.
        """
        heads: dict[str, str] = {}
        for root in self.children(None):
            heads[root.id] = root.id
            level = self.children(root.id)
            while len(level) == 1:
                heads[level[0].id] = level[0].id
                level = self.children(level[0].id)
            for head in level:
                heads.update((unit.id, head.id) for unit in self.branch(head.id))
        return heads

    def select(self, selector: Selector) -> tuple[Unit, ...]:
        """The units that meet every given condition of a selector, whatever their time."""
        if selector.empty:
            return ()
        if selector.ids:
            pool = [self._units[name] for name in dict.fromkeys(selector.ids) if name in self._units]
        elif selector.types:
            pool = [unit for name in dict.fromkeys(selector.types) for unit in self._by_type.get(name, ())]
        else:
            pool = list(self._units.values())
        inside = {unit.id for head in selector.under for unit in self.branch(head)}
        return tuple(
            unit
            for unit in pool
            if (not selector.types or unit.type in selector.types) and (not selector.under or unit.id in inside)
        )

    def owners(self, obligation: Obligation, issued_on: date, effective_on: date) -> tuple[Unit, ...]:
        """Who owes an obligation (semantics §1). Of what is achieved once, the members on the issue date and later ones
        where the order says so; of what is standing or periodic, every member from its effective date on."""

        def owes(unit: Unit) -> bool:
            sees_it_in_force = unit.valid_to is None or unit.valid_to >= effective_on
            if obligation.pattern is not Pattern.ACHIEVEMENT:
                return sees_it_in_force
            came_later = unit.valid_from is not None and unit.valid_from > issued_on
            return valid_on(unit, issued_on) or (obligation.any_later and came_later and sees_it_in_force)

        return tuple(unit for unit in self.select(obligation.units) if owes(unit))


def valid_on(unit: Unit, day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or day <= unit.valid_to)


def load(path: Path) -> tuple[UnitTree, list[Finding]]:
    """Read ``units.csv``. Findings: a missing column, a doubled identifier, an unknown parent, a cycle, a bad date."""
    findings: list[Finding] = []
    units: dict[str, Unit] = {}
    for line in tables.read(path, REQUIRED, OPTIONAL, findings):
        unit = _unit(line, findings)
        if unit is None:
            continue
        if unit.id in units:
            findings.append(at("identifier-twice", line.source, id=unit.id, first=str(units[unit.id].source)))
            continue
        units[unit.id] = unit
    whole = not findings  # a name that is missing may be that of a line which could not be used
    for unit in units.values():
        for name in ("parent", "successor"):
            other = getattr(unit, name)
            if whole and other is not None and other not in units:
                findings.append(at("unit-unknown", unit.source, field=name, unit=other))
        if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
            findings.append(
                at("unit-ends-before-start", unit.source, unit=unit.id, start=unit.valid_from, end=unit.valid_to)
            )
    findings += _cycles(units)
    if not units and not findings:
        findings.append(at("units-empty", SourceRef(str(path))))
    return UnitTree(list(units.values())), findings


def _unit(line: tables.Line, findings: list[Finding]) -> Unit | None:
    values = line.values
    missing = [name for name in REQUIRED if not values[name]]
    for name in missing:
        findings.append(at("field-missing", line.source, field=name))
    valid_from = tables.day(line, "valid_from", findings)
    # Many registers write 'no end' as the last day that there is.
    valid_to = None if values.get("valid_to") == "9999-12-31" else tables.day(line, "valid_to", findings)
    if missing:
        return None
    names = {"ar": values["name_ar"], "en": values.get("name_en") or values["name_ar"]}
    return Unit(
        id=values["id"],
        name=names,
        type=values["type"],
        parent=values.get("parent") or None,
        source=line.source,
        valid_from=valid_from,
        valid_to=valid_to,
        successor=values.get("successor") or None,
        email=values.get("email") or None,
    )


def _cycles(units: dict[str, Unit]) -> list[Finding]:
    """Each unit from which the way up, or along the successors, comes back to itself."""
    findings = []
    for name in ("parent", "successor"):
        for unit in units.values():
            seen = [unit.id]
            following = getattr(unit, name)
            while following in units and following not in seen:
                seen.append(following)
                following = getattr(units[following], name)
            if following == unit.id:
                findings.append(at("unit-cycle", unit.source, field=name, units=" > ".join([*seen, unit.id])))
    return findings
