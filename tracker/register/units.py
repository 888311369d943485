"""The tree of units, in time: who reports, under whom, and since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from tracker.model import Selector, Text, Unit


class UnitTree:
    """Units by identifier, with their places in the tree. Iteration is in the order of the file.

    ``phases``: of a unit that was renamed, moved or made of another type, all its lines in the order of time. The unit
    itself lives from the first to the last of them, and is called and placed as in the last one; ``at`` a day, as in
    the one of that day (docs/decisions/0113).
    """

    def __init__(self, units: Sequence[Unit], phases: Mapping[str, Sequence[Unit]] | None = None) -> None:
        self._units = {unit.id: unit for unit in units}
        self.phases = {name: tuple(lines) for name, lines in (phases or {}).items()}
        self._at: dict[date | None, UnitTree] = {}
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

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """The days from which some unit is called or placed otherwise, in order."""
        later = {line.valid_from for lines in self.phases.values() for line in lines[1:]}
        return tuple(sorted(day for day in later if day is not None))

    def at(self, day: date) -> UnitTree:
        """The tree as on a day. A unit that has not begun is as it begins, one that has ended as it ended."""
        if not self.turns:
            return self
        since = max((turn for turn in self.turns if turn <= day), default=None)
        if since not in self._at:
            units = [_as_on(unit, self.phases.get(unit.id, ()), day) for unit in self]
            self._at[since] = UnitTree(units)
        return self._at[since]

    def names(self, unit_id: str) -> tuple[Text, ...]:
        """What a unit is called, and was called before."""
        return (self._units[unit_id].name, *(line.name for line in reversed(self.phases.get(unit_id, ())[:-1])))

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

    def line(self, unit_id: str) -> tuple[str, ...]:
        """A unit and those above it, up to its root. A cycle of parents ends where it comes round."""
        found: list[str] = []
        at: str | None = unit_id
        while at is not None and at in self._units and at not in found:
            found.append(at)
            at = self._units[at].parent
        return tuple(found)

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


def _as_on(unit: Unit, phases: Sequence[Unit], day: date) -> Unit:
    """A whole life under the name, type, place and address of one day."""
    begun = [line for line in phases if line.valid_from is None or line.valid_from <= day]
    line = begun[-1] if begun else phases[0] if phases else unit
    return replace(unit, name=line.name, type=line.type, parent=line.parent, email=line.email, source=line.source)


def valid_on(unit: Unit, day: date) -> bool:
    return (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or day <= unit.valid_to)
