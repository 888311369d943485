"""A unit that lists an event reports that it reports events (semantics §4, docs/decisions/0116). Pure; pandas is loaded
lazily."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.assess import engine
from tracker.assess.verdicts import NO_DAY
from tracker.model import Modality, Pattern, Rank, State
from tracker.register import Register
from tracker.register.events import Line

if TYPE_CHECKING:
    import pandas as pd

FIRST = 10**9
"""The number of the first such row: more than a ledger will hold of sheets."""


def with_listings(known: pd.DataFrame, register: Register, known_at: datetime, zone: str) -> pd.DataFrame:
    """The rows of the sheets and, as a report of ``kept`` on the standing duty, each line about an event known by then.

    A line is of the day of its report, else of the event's own; it is of nobody's sheet (``office`` is empty)."""
    import pandas as pd

    triggered = {
        name
        for name, one in register.obligations.items()
        if one.pattern is Pattern.TRIGGERED and one.modality is Modality.OBLIGATION
    }
    lines = [line for line in register.events if line.obligation in triggered and line.known(known_at, zone)]
    if not lines:
        return known
    rows = [_row(FIRST + n, line, zone) for n, line in enumerate(lines)]
    more = pd.DataFrame(rows)
    for name in known.columns:
        if name not in more:
            more[name] = "" if known[name].dtype == object or str(known[name].dtype).startswith("str") else 0
    more = more[list(known.columns)].astype(known.dtypes.to_dict())
    return pd.concat([known, more], ignore_index=True)


def _row(number: int, line: Line, zone: str) -> dict[str, object]:
    return {
        "row": number,
        "known_at": int(line.moment(zone).timestamp()),
        "obligation": line.obligation,
        "unit": line.unit,
        "office": "",
        "event": "",
        "reported_on": line.day.toordinal(),
        "completed_on": NO_DAY,
        "state": engine.STATES.index(State.KEPT),
        "rank": int(Rank.UNIT),
        "percent": float("nan"),
        "incidents": -1,
        "remedied": -1,
        "accepted": True,
        "file": line.source.file.replace("\\", "/").rsplit("/", 1)[-1],
        "sha256": line.source.sha256 or "",
        "cells": json.dumps({"state": f"A{line.source.line}"} if line.source.line else {}),
    }
