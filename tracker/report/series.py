"""Periods of one obligation and unit put together, so that a report is not flooded by what recurs. Pure.

What asks for action stays visible, each period by its name; what was carried out is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.model import Verdict
from tracker.report.records import ACTION, Line, Series
from tracker.report.tallies import tally

FOLDED_FROM = 3
"""So many carried-out periods of one obligation and unit are folded into one entry of the register."""
OPEN = (*ACTION, Verdict.MET_LATE)
"""Verdicts of periods that are named one by one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One or several duties shown as one. Several: periods of one obligation and unit under one verdict."""

    lines: tuple[Line, ...]

    @property
    def line(self) -> Line:
        return self.lines[0]

    @property
    def last_reported_on(self) -> date | None:
        return max((line.last_reported_on for line in self.lines if line.last_reported_on), default=None)

    @property
    def flags(self) -> tuple[str, ...]:
        """Every flag of any of them, each once."""
        return tuple(dict.fromkeys(flag.value for line in self.lines for flag in line.flags))

    @property
    def several(self) -> bool:
        return len(self.lines) > 1


def entries(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """What stands in a list of what to do: periods of one obligation and unit under one verdict are one entry, at the
    place of the first of them."""
    groups: dict[object, list[Line]] = {}
    for line in lines:
        alone = line.occurrence is None
        key = line.number if alone else (line.obligation, line.unit, line.verdict, line.claim, line.questionable_flags)
        groups.setdefault(key, []).append(line)
    return tuple(Entry(tuple(group)) for group in groups.values())


def folded(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """The register: carried-out periods of one obligation and unit, without a mark to ask about, are one entry, where
    there are at least ``FOLDED_FROM`` of them."""
    groups: dict[object, list[Line]] = {}
    for line in lines:
        fold = line.occurrence is not None and line.verdict is Verdict.MET and not line.questionable_flags
        groups.setdefault((line.obligation, line.unit) if fold else line.number, []).append(line)
    found: list[Entry] = []
    for group in groups.values():
        found += [Entry(tuple(group))] if len(group) >= FOLDED_FROM else [Entry((line,)) for line in group]
    return tuple(found)


def series(lines: Iterable[Line]) -> tuple[Series, ...]:
    """Every recurring obligation by unit, the ones with most to be done first."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.occurrence is not None:
            groups.setdefault((line.obligation, line.unit), []).append(line)
    found = [_series(tuple(group)) for group in groups.values()]
    return tuple(sorted(found, key=lambda one: (-one.tally.action, one.obligation, one.lines[0].number)))


def _series(lines: tuple[Line, ...]) -> Series:
    first = lines[0]
    named = tuple(line for line in lines if line.verdict in OPEN or line.questionable_flags)
    return Series(first.obligation, first.text, first.unit_name, tally(lines), named, lines)
