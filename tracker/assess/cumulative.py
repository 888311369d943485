"""Figures that never fall may be totals since the beginning: a question, not a judgement (semantics §4). Pure."""

from __future__ import annotations

import json
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


def queried(figures: pd.DataFrame, known: pd.DataFrame, duties: Duties) -> list[Finding]:
    """A question for each standing duty whose figures of incidents, period by period, never fall and keep rising; at
    the cell of the last one. ``figures``: those that count (``engine.figures_of``), ``known``: the observations."""
    found = []
    told = figures[figures["incidents"] >= 0].sort_values(["duty", "period"])
    for number, series in told.groupby("duty", sort=True):
        place, counts = int(str(number)), series["incidents"].tolist()
        steps = [later - earlier for earlier, later in pairwise(counts)]
        rises = sum(step > 0 for step in steps)
        if duties.columns["once"][place] or len(counts) < LEAST or min(steps) < 0 or rises < RISES or counts[0] == 0:
            continue
        row: dict[Any, Any] = known[known["row"] == series["row"].iloc[-1]].iloc[0].to_dict()
        cells = json.loads(row["cells"]) if row["cells"] else {}
        where = SourceRef(row["file"], row["sha256"], sheet=row["sheet"] or None, cell=cells.get("incidents"))
        obligation = duties.obligations[duties.columns["obligation"][place]].id
        unit = duties.units[duties.columns["unit"][place]].id
        shown = ", ".join(map(str, counts))
        found.append(at("figures-cumulative", where, obligation=obligation, unit=unit, figures=shown))
    return found
