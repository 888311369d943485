"""Which rows an assessment rests on, in which role: last, completion, evidence, incident. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

import narwhals as nw

from tracker.assess import engine, incidents, stops
from tracker.model import CitedSource

if TYPE_CHECKING:
    import pandas as pd

CELL = {
    "last": ("state",),
    "completion": ("completed_on", "state"),
    "evidence": ("evidence", "state"),
    "incident": ("incidents", "remedied", "exception_ref", "state"),
    "refused": ("state",),
    "taken_back": ("state",),
    "retraction": ("state",),
}
"""The column whose cell shows a role best; the first that the row has. Where nobody wrote the state it rests on the
figures."""
FIGURES = ("incidents", "remedied")
PERIOD = ("period_from", "period_to", "reported_on")
"""The columns that say which period a row reports."""


def cite(
    facts: pd.DataFrame, reports: pd.DataFrame, known: pd.DataFrame, week_starts: int, zone: tzinfo
) -> dict[int, list[CitedSource]]:
    """The cited sources by duty; their moments are told in ``zone``."""
    roles: list[tuple[int, int, str]] = []
    for role, column, where in (
        ("last", "last_row", "reported"),
        ("completion", "completion_row", "done"),
        ("evidence", "evidence_row", "done"),
    ):
        chosen = facts[facts[where] & (facts[column] >= 0)]
        roles += [(int(duty), int(row), role) for duty, row in zip(chosen["duty"], chosen[column], strict=True)]
    counted = _incident_rows(facts, reports, week_starts)
    roles += [(duty, row, "incident") for duty, row in sorted(counted)]
    places = {int(row): i for i, row in enumerate(known["row"].tolist())}
    wanted = known.iloc[[places[row] for _, row, _ in roles]]
    days = nw.from_native(wanted[list(PERIOD)], eager_only=True)
    periods = days.select(period=incidents.period_start(week_starts))["period"].to_list()
    sources: dict[int, list[CitedSource]] = {}
    for (duty, row, role), period, record in zip(roles, periods, wanted.to_dict("records"), strict=True):
        number = counted[(duty, row)] if role == "incident" else 0
        sources.setdefault(duty, []).append(source(record, role, date.fromordinal(int(period)), number, zone))
    return sources


def _incident_rows(facts: pd.DataFrame, reports: pd.DataFrame, week_starts: int) -> dict[tuple[int, int], int]:
    """By duty and row, how many incidents the row counts: its figure, and its claim where that is still open."""
    if reports.empty:
        return {}
    duties = nw.from_native(facts[list(engine.of_duty(facts.columns))], eager_only=True)
    stopped = stops.names(facts.columns)
    counted = engine.latest(duties, nw.from_native(reports, eager_only=True), week_starts)
    accepted = counted.filter(nw.col("accepted"))
    told = incidents.figures(accepted, stopped).filter((nw.col("found") > 0) | (nw.col("change") < 0))
    parts = (told.select("duty", "row", "found"), incidents.claims(accepted, stopped).select("duty", "row", "still"))
    standing = {int(d) for d, once in zip(facts["duty"], facts["once"], strict=True) if not once}
    counts: dict[tuple[int, int], int] = {}
    for duty, row, number in (line for part in parts for line in part.iter_rows()):
        if int(duty) in standing:
            counts[(int(duty), int(row))] = counts.get((int(duty), int(row)), 0) + int(number)
    return counts


def source(record: Mapping[Any, Any], role: str, period: date | None, incidents: int, zone: tzinfo) -> CitedSource:
    cells: dict[str, str] = json.loads(record["cells"]) if record["cells"] else {}
    cell = next((cells[name] for name in (*CELL[role], *FIGURES) if name in cells), None)
    return CitedSource(
        file=record["file"],
        sha256=record["sha256"],
        sheet=record["sheet"] or None,
        cell=cell,
        reported_on=date.fromordinal(int(record["reported_on"])),
        known_at=datetime.fromtimestamp(int(record["known_at"]), zone),
        role=role,
        office=record["office"] or None,
        reporter=record["reporter"] or None,
        period=period,
        incidents=incidents,
    )
