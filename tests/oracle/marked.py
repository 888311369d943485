"""Marks of rows as a store would set them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from oracle.oracle import Report


def as_marked(rows: list[Report], achievements: Set[str] = frozenset()) -> list[Report]:
    """The rows without the mark of another version where nothing differs from the version before. Of ``achievements``
    no period is kept (decision 0015)."""
    found: list[Report] = []
    latest: dict[tuple[object, ...], Report] = {}
    for row in rows:
        if row.obligation in achievements:
            row = replace(row, period_from=None, period_to=None)
        key = (row.office, row.obligation, row.unit, row.event, row.period_from, row.reported_on)
        before = latest.get(key)
        if before is not None and replace(before, row=0, known_at=0, period_to=None, marks=frozenset()) == replace(
            row, row=0, known_at=0, period_to=None, marks=frozenset()
        ):
            row = replace(row, marks=row.marks - {"rewritten", "corrected_on_request"})
        latest[key] = row
        found.append(row)
    return found
