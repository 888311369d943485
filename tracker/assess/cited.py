"""Which rows an assessment rests on, in which role: last, completion, evidence, incident. Pure."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import narwhals as nw

from tracker.assess import engine
from tracker.model import CitedSource

if TYPE_CHECKING:
    import pandas as pd

CELL = {
    "last": ("state",),
    "completion": ("completed_on", "state"),
    "evidence": ("evidence", "state"),
    "incident": ("incidents", "remedied", "exception_ref", "state"),
}
"""The column whose cell shows a role best; the first that the row has."""


def cite(
    facts: pd.DataFrame, reports: pd.DataFrame, known: pd.DataFrame, week_starts: int
) -> dict[int, list[CitedSource]]:
    """The cited sources by duty."""
    roles: list[tuple[int, int, str]] = []
    for role, column, where in (
        ("last", "last_row", "reported"),
        ("completion", "completion_row", "done"),
        ("evidence", "evidence_row", "done"),
    ):
        chosen = facts[facts[where] & (facts[column] >= 0)]
        roles += [(int(duty), int(row), role) for duty, row in zip(chosen["duty"], chosen[column], strict=True)]
    roles += _incident_rows(facts, reports, week_starts)
    places = {int(row): i for i, row in enumerate(known["row"].tolist())}
    wanted = known.iloc[[places[row] for _, row, _ in roles]]
    sources: dict[int, list[CitedSource]] = {}
    for (duty, _, role), record in zip(roles, wanted.to_dict("records"), strict=True):
        sources.setdefault(duty, []).append(_source(record, role))
    return sources


def _incident_rows(facts: pd.DataFrame, reports: pd.DataFrame, week_starts: int) -> list[tuple[int, int, str]]:
    if reports.empty:
        return []
    duties = nw.from_native(facts[list(engine.OF_DUTY)], eager_only=True)
    counted = engine.latest(duties, nw.from_native(reports, eager_only=True), week_starts)
    accepted = counted.filter(nw.col("accepted"))
    told = engine.figures(accepted).filter((nw.col("found") > 0) | (nw.col("change") < 0))
    claims = accepted.filter(nw.col("claims_count")).filter(nw.col("exception") == 2)
    rows = [(int(duty), int(row)) for part in (told, claims) for duty, row in part.select("duty", "row").iter_rows()]
    standing = {int(d) for d, once in zip(facts["duty"], facts["once"], strict=True) if not once}
    return [(duty, row, "incident") for duty, row in sorted(set(rows)) if duty in standing]


def _source(record: dict[Any, Any], role: str) -> CitedSource:
    cells: dict[str, str] = json.loads(record["cells"]) if record["cells"] else {}
    cell = next((cells[name] for name in CELL[role] if name in cells), None)
    return CitedSource(
        file=record["file"],
        sha256=record["sha256"],
        sheet=record["sheet"] or None,
        cell=cell,
        reported_on=date.fromordinal(int(record["reported_on"])),
        known_at=datetime.fromtimestamp(int(record["known_at"]), UTC),
        role=role,
        office=record["office"] or None,
        reporter=record["reporter"] or None,
    )
