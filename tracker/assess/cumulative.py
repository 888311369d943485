"""Figures that never fall may be totals since the beginning: a question, not a judgement (semantics §4). Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tracker.assess.duty_table import Duties
from tracker.findings import at
from tracker.model import Finding, SourceRef

if TYPE_CHECKING:
    import pandas as pd

LEAST = 4
"""Periods with a figure that it takes; fewer rise by chance."""
RISES = 2


def queried(reports: pd.DataFrame, known: pd.DataFrame, duties: Duties, as_of: date, week_starts: int) -> list[Finding]:
    """A question for each standing duty whose figures of incidents, period by period, never fall and keep rising; at
    the cell of the last one. ``reports``: the rows by duty, ``known``: the table of observations."""
    found = []
    for number, series in _series(reports, duties, as_of, week_starts):
        figures = [figure for figure, _ in series]
        rises = sum(later > earlier for earlier, later in pairwise(figures))
        falls = any(later < earlier for earlier, later in pairwise(figures))
        if len(figures) < LEAST or falls or rises < RISES or figures[0] == 0:
            continue
        row: dict[Any, Any] = known[known["row"] == series[-1][1]].iloc[0].to_dict()
        cells = json.loads(row["cells"]) if row["cells"] else {}
        where = SourceRef(row["file"], row["sha256"], sheet=row["sheet"] or None, cell=cells.get("incidents"))
        obligation = duties.obligations[duties.columns["obligation"][number]].id
        unit = duties.units[duties.columns["unit"][number]].id
        shown = ", ".join(map(str, figures))
        found.append(at("figures-cumulative", where, obligation=obligation, unit=unit, figures=shown))
    return found


def _series(
    reports: pd.DataFrame, duties: Duties, as_of: date, week_starts: int
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """By duty, in the order of its periods: the figure that counts, and the row in which it stands."""
    last_day = as_of.toordinal()
    told = reports[(reports["incidents"] >= 0) & reports["accepted"] & (reports["reported_on"] <= last_day)]
    by_duty: dict[int, dict[int, tuple[tuple[int, int, int], int]]] = {}
    names = ["duty", "row", "rank", "reported_on", "period_from", "period_to", "incidents"]
    for duty, row, rank, reported_on, first, last, incidents in told[names].itertuples(index=False):
        if duties.columns["once"][duty]:
            continue
        period = int(first) or _week(int(last or reported_on), week_starts)
        weight = (int(rank), int(reported_on), int(row))
        mine = by_duty.setdefault(int(duty), {})
        if period not in mine or mine[period][0] < weight:
            mine[period] = (weight, int(incidents))
    for duty, periods in sorted(by_duty.items()):
        yield duty, [(figure, weight[2]) for _, (weight, figure) in sorted(periods.items())]


def _week(day: int, week_starts: int) -> int:
    on = date.fromordinal(day)
    return (on - timedelta(days=(on.weekday() - week_starts) % 7)).toordinal()
