"""Whom a cell means: units by exact folded name or identifier, never by likeness. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.followup.folding import clean, fold
from tracker.followup.matching import Names
from tracker.followup.matching import unit_names as names_of
from tracker.model import Unit
from tracker.register.units import UnitTree
from tracker.review.words import said

_PARTS = re.compile(r"[؛;\n|]")
_FINE = re.compile(r"[؛;\n|،,/+]")
_WITH_ID = re.compile(r"^(.*)\[([^\[\]]+)\]\s*$")
_NAMED = re.compile(r"^(id|type|under)\s*=\s*(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part that names no unit, or several: ``nearest`` are shown to the person who must say."""

    value: str
    nearest: tuple[Unit, ...]
    several: bool = False


class Units:
    """The units of a project by name, for cells."""

    def __init__(self, tree: UnitTree) -> None:
        self.tree = tree
        self._names: Names = names_of(tree, {name: tree.names(name) for name in tree.phases})
        self._exact: dict[str, list[str]] = {}
        for unit in tree:
            for name in {fold(text) for known in tree.names(unit.id) for text in known.values()} - {""}:
                self._exact.setdefault(name, []).append(unit.id)

    def find(self, text: str) -> tuple[str, ...] | Unknown:
        """The identifiers that a cell names, one or several; all of its parts must be known, or none is taken."""
        whole = self._one(text)
        if not isinstance(whole, Unknown) or whole.several:
            return whole
        for parts in (_PARTS, _FINE):
            found = [self._one(part) for part in parts.split(text) if clean(part)]
            if len(found) > 1 and not any(isinstance(one, Unknown) for one in found):
                return tuple(dict.fromkeys(name for one in found if not isinstance(one, Unknown) for name in one))
        return whole

    def selector(self, text: str) -> Mapping[str, list[str]] | Unknown:
        """A selector as a reviewer writes it: names and identifiers, ``type=…``, ``under=…``, in any number."""
        chosen: dict[str, list[str]] = {}
        for part in (clean(piece) for piece in _PARTS.split(text)):
            if not part:
                continue
            named = _NAMED.match(part)
            if named is not None and named[1].lower() == "type":
                types = {unit.type for unit in self.tree}
                if named[2] not in types:
                    return Unknown(named[2], ())
                chosen.setdefault("type", []).append(named[2])
                continue
            found = self.find(named[2] if named else part)
            if isinstance(found, Unknown):
                return found
            chosen.setdefault(named[1].lower() if named else "id", []).extend(found)
        return {key: list(dict.fromkeys(values)) for key, values in chosen.items()}

    def _one(self, text: str) -> tuple[str, ...] | Unknown:
        shown = clean(text)
        marked = _WITH_ID.match(shown)
        for name in (marked[2].strip(),) if marked else (shown,):
            if name in self.tree:
                return (name,)
        same = self._exact.get(fold(shown), [])
        if len(same) == 1:
            return (same[0],)
        if same:
            return Unknown(shown, tuple(self.tree[name] for name in same), several=True)
        return Unknown(shown, tuple(self.tree[one.id] for one in self._names.nearest(shown)))


def listed(units: tuple[Unit, ...]) -> Mapping[str, str]:
    """Units for a person to choose from, in each language: 'مديرية الري [hq]، …'."""
    joins = {"ar": "، ", "en": ", "}
    return {
        tag: join.join(f"{said(unit.name, tag)} [{unit.id}]" for unit in units) or "—" for tag, join in joins.items()
    }
