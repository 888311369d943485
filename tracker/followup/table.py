"""The table of observations (docs/house.md): its columns and types, and a row of it made from a reading."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tracker.followup.folding import fold
from tracker.followup.records import Reading
from tracker.model import STATED_DUE, Flag, State

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: dict[str, str] = {
    "row": "int64",
    "batch": "int64",
    "known_at": "int64",
    "obligation": "str",
    "unit": "str",
    "office": "str",
    "event": "str",
    "reported_on": "int64",
    "completed_on": "int64",
    "period_from": "int64",
    "period_to": "int64",
    "state": "int64",
    "rank": "int64",
    "percent": "float64",
    "incidents": "int64",
    "remedied": "int64",
    "exception": "int64",
    "evidence_ok": "bool",
    "note_key": "str",
    "accepted": "bool",
    "report_date_assumed": "bool",
    "rewritten": "bool",
    "corrected": "bool",
    "backdated": "bool",
    "bulk": "bool",
    "due_altered": "bool",
    "future": "bool",
    "file": "str",
    "sha256": "str",
    "sheet": "str",
    "cells": "str",
    "exception_ref": "str",
    "evidence": "str",
    "note": "str",
    "reporter": "str",
    "approver": "str",
}
"""Column -> type, in the order of docs/house.md."""

MARKS: dict[str, Flag] = {
    "rewritten": Flag.REWRITTEN,
    "corrected": Flag.CORRECTED_ON_REQUEST,
    "backdated": Flag.BACKDATED,
    "bulk": Flag.LOADED_IN_BULK,
    "due_altered": Flag.DUE_DATE_ALTERED,
    "future": Flag.COMPLETED_IN_FUTURE,
}
KEY = ("office", "obligation", "unit", "event", "period_from", "reported_on")
"""Row key: event and period as ``followup/occasion.py`` leaves them."""
CONTENT = ("state", "percent", "incidents", "remedied", "exception_ref", "completed_on", "evidence", "note")
"""What makes another version. Who signed is shown but rewrites nothing: a name spelt otherwise is no other report."""

STATES = tuple(State)


def seconds(moment: datetime) -> int:
    """Seconds since 1970 (UTC). ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return int(moment.timestamp())


def ordinal(day: date | None) -> int:
    return day.toordinal() if day is not None else 0


def day_of(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _cells(reading: Reading) -> dict[str, str]:
    """The addresses by column and, where a sheet states another due date than the register's, that day."""
    cells = dict(reading.observation.cells)
    if Flag.DUE_DATE_ALTERED in reading.observation.marks and reading.sheet_due is not None:
        cells[STATED_DUE] = reading.sheet_due.isoformat()
    return cells


def row_of(reading: Reading) -> dict[str, Any]:
    """A reading as one line of the table, without ``row``, ``batch`` and ``known_at``, which the ledger gives."""
    seen = reading.observation
    return {
        "obligation": seen.obligation,
        "unit": seen.unit,
        "office": seen.office or seen.unit,
        "event": seen.event or "",
        "reported_on": ordinal(seen.reported_on),
        "completed_on": ordinal(seen.completed_on),
        "period_from": ordinal(seen.period_from),
        "period_to": ordinal(seen.period_to),
        "state": STATES.index(seen.state),
        "rank": int(seen.rank),
        "percent": seen.percent,
        "incidents": -1 if seen.incidents is None else seen.incidents,
        "remedied": -1 if seen.remedied is None else seen.remedied,
        "exception": reading.exception,
        "evidence_ok": reading.evidence_ok,
        "note_key": fold(seen.note or ""),
        "accepted": seen.accepted,
        "report_date_assumed": seen.report_date_assumed,
        **{column: flag in seen.marks for column, flag in MARKS.items()},
        "file": seen.source.file,
        "sha256": seen.source.sha256 or "",
        "sheet": seen.source.sheet or "",
        "cells": json.dumps(_cells(reading), ensure_ascii=False, sort_keys=True),
        "exception_ref": seen.exception_ref or "",
        "evidence": seen.evidence or "",
        "note": seen.note or "",
        "reporter": seen.reporter or "",
        "approver": seen.approver or "",
    }


def frame(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """A frame with exactly the columns and types of the table, from tuples in that order."""
    import pandas as pd

    by_column = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    return pd.DataFrame(
        {name: pd.Series(values, dtype=kind) for (name, kind), values in zip(COLUMNS.items(), by_column, strict=True)}
    )
