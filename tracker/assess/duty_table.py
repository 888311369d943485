"""The duties of an assessment as equal-length columns, and what is known of each beside them. Pure."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.assess.basis import Grounds
from tracker.assess.dues import Due
from tracker.assess.occurrences import Tiling
from tracker.calendars.periods import Period
from tracker.model import Finding, Obligation, Unit
from tracker.register.determinations import Determination
from tracker.register.events import Event
from tracker.register.history import Suspension

COLUMNS = (
    "duty",
    "obligation",
    "unit",
    "once",
    "by_event",
    "effective",
    "window_start",
    "window",
    "notified",
    "warning",
    "review",
    "ends",
    "evidence_required",
    "withdrawn",
    "claims_count",
    "listed_from",
    "listed_twice",
)
BOOLEAN = frozenset(("once", "by_event", "evidence_required", "claims_count", "listed_twice"))


@dataclass(slots=True)
class Duties:
    """``columns``: equal-length lists by name, ``obligation`` and ``unit`` being places in the lists of that name.

    By duty: ``dues``, the versions of its deadline; ``stops``, when it is suspended; ``grounds``, where its other dates
    come from; ``original``, D as first ordered (an ordinal); ``decided``, what officials decided about it. By
    (obligation, unit): ``tilings``, the occurrences of a periodic one; ``numbers``, of a triggered one the duty of each
    listed event by its number; ``inherited``, the dissolved units with which it came. ``handed``: of an event that came
    from a dissolved unit, its duty there; ``listed``: the obligations of which there are lines about events;
    ``hopeless``: the obligations whose deadline counts from what can never happen, and why (``Anchors``).
    """

    obligations: list[Obligation]
    units: list[Unit]
    columns: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    dues: list[tuple[Due, ...]] = field(default_factory=list)
    stops: list[tuple[Suspension, ...]] = field(default_factory=list)
    grounds: list[Grounds] = field(default_factory=list)
    periods: list[Period | None] = field(default_factory=list)
    events: list[Event | None] = field(default_factory=list)
    numbers: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    original: list[int] = field(default_factory=list)
    causes: dict[int, tuple[str, str | None]] = field(default_factory=dict)
    decided: dict[int, tuple[Determination, ...]] = field(default_factory=dict)
    tilings: dict[tuple[str, str], Tiling] = field(default_factory=dict)
    inherited: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    handed: dict[int, int] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()
    hopeless: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.grounds)

    def line_before(self, obligation: str, unit: str, settled: Container[tuple[str, str]]) -> list[Unit]:
        """The dissolved units from which the next duty to be added came, the last first: of an event by way of what was
        handed on. Where several united, the duty is none of theirs alone, and the list ends."""
        found: list[Unit] = []
        before = self.handed.get(len(self))
        if before is not None:
            while before is not None:
                found.append(self.units[self.columns["unit"][before]])
                before = self.handed.get(before)
            return found
        places = {one.id: one for one in self.units}
        left = [name for name in self.inherited.get((obligation, unit), ()) if (obligation, name) not in settled]
        while len(left) == 1 and places[left[0]] not in found:
            found.append(places[left[0]])
            left = [name for name in self.inherited.get((obligation, left[0]), ()) if (obligation, name) not in settled]
        return found
