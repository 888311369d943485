"""``units.csv``: one line a unit, or several of one that was renamed, moved or retyped (docs/decisions/0113)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from tracker.findings import at
from tracker.model import Finding, SourceRef, Unit
from tracker.register import tables
from tracker.register.units import UnitTree

REQUIRED = ("id", "name_ar", "type")
OPTIONAL = ("name_en", "parent", "valid_from", "valid_to", "successor", "email")


def load(path: Path) -> tuple[UnitTree, list[Finding]]:
    """Read the file. Findings: a missing column, lines of one unit that leave a gap or overlap, an unknown parent, a
    cycle on some day, a bad date."""
    findings: list[Finding] = []
    lines: dict[str, list[Unit]] = {}
    for line in tables.read(path, REQUIRED, OPTIONAL, findings):
        unit = _unit(line, findings)
        if unit is not None:
            lines.setdefault(unit.id, []).append(unit)
    whole = not findings  # a name that is missing may be that of a line which could not be used
    for unit in (line for of in lines.values() for line in of):
        for name in ("parent", "successor"):
            other = getattr(unit, name)
            if whole and other is not None and other not in lines:
                findings.append(at("unit-unknown", unit.source, field=name, unit=other))
        if unit.valid_from and unit.valid_to and unit.valid_to < unit.valid_from:
            findings.append(
                at("unit-ends-before-start", unit.source, unit=unit.id, start=unit.valid_from, end=unit.valid_to)
            )
    units: list[Unit] = []
    phases: dict[str, Sequence[Unit]] = {}
    for of in lines.values():
        joined = _joined(of, findings)
        if len(joined) > 1:
            phases[joined[0].id] = joined
        units.append(replace(joined[-1], valid_from=joined[0].valid_from))
    tree = UnitTree(units, phases)
    findings += _cycles(tree) + _successions(tree)
    if not units and not findings:
        findings.append(at("units-empty", SourceRef(str(path))))
    return tree, findings


def _joined(lines: Sequence[Unit], findings: list[Finding]) -> list[Unit]:
    """The lines of one unit in the order of time, each ending the day before the next begins."""
    if len(lines) == 1:
        return list(lines)
    ordered = sorted(lines, key=lambda line: line.valid_from or date.min)
    joined: list[Unit] = []
    for before, after in pairwise(ordered):
        if after.valid_from is None or after.valid_from == before.valid_from:
            findings.append(at("identifier-twice", after.source, id=after.id, first=str(before.source)))
            return [ordered[-1]]
        last = after.valid_from - timedelta(days=1)
        if before.valid_to not in (None, last):
            values = {"unit": after.id, "ends": before.valid_to, "begins": after.valid_from}
            findings.append(at("unit-phases", after.source, first=str(before.source), **values))
        if before.successor is not None:
            findings.append(at("unit-phase-successor", before.source, unit=before.id, successor=before.successor))
        joined.append(replace(before, valid_to=last, successor=None))
    return [*joined, ordered[-1]]


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


def _successions(tree: UnitTree) -> list[Finding]:
    """Successors that do not live on the day after the unit that they follow: in between, or for good, nobody owes."""
    findings: list[Finding] = []
    for unit in tree:
        heir = tree.get(unit.successor or "")
        if heir is None or unit.valid_to is None:
            continue
        values = {"unit": unit.id, "successor": heir.id, "ends": unit.valid_to}
        if heir.valid_from is not None and heir.valid_from > unit.valid_to + timedelta(days=1):
            findings.append(at("successor-begins-later", unit.source, begins=heir.valid_from, **values))
        elif heir.valid_to is not None and heir.valid_to <= unit.valid_to:
            findings.append(at("successor-ended-before", unit.source, ended=heir.valid_to, **values))
    return findings


def _cycles(tree: UnitTree) -> list[Finding]:
    """Each unit from which the way up, or along the successors, comes back to itself on some day; each told once."""
    findings: list[Finding] = []
    told: set[tuple[str, ...]] = set()
    days = (date.min, *tree.turns)
    for name, trees in (("parent", [tree.at(day) for day in days]), ("successor", [tree])):
        for one in trees:
            units: Mapping[str, Unit] = {unit.id: unit for unit in one}
            for unit in units.values():
                seen = [unit.id]
                following = getattr(unit, name)
                while following in units and following not in seen:
                    seen.append(following)
                    following = getattr(units[following], name)
                if following == unit.id and (name, *seen) not in told:
                    told.add((name, *seen))
                    findings.append(at("unit-cycle", unit.source, field=name, units=" > ".join([*seen, unit.id])))
    return findings
