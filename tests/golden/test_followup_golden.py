"""Sheets with what must be read from them beside each (``NAME.json``).

To renew them on purpose: set WRITE_GOLDEN=1; the run then fails, so that no renewal passes unseen.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import followup_world as world
from tracker.followup.intake import as_json, take_in
from tracker.followup.table import STATES, day_of
from tracker.project import open_project

HERE = Path(__file__).parent / "sheets"
NOW = datetime(2020, 9, 7, 6, tzinfo=UTC)
SHEETS = sorted(path for path in HERE.iterdir() if path.suffix in (".csv", ".tsv", ".xlsx", ".ods", ".xls"))


def read_all(path: Path, folder: Path) -> dict[str, Any]:
    """What ingest says of a file, without the wording of messages, and the rows that the ledger holds after it."""
    opened = open_project(world.project(folder / "project"))
    intake = take_in(opened.settings, opened.register, opened.calendar, [path], known_at=NOW)
    (said,) = as_json(intake, explain=True)["files"]
    found = {
        "rows": said["rows"],
        "columns": {one["cell"]: f"{one['column']} ({one['how']})" for one in said["columns"]},
        "findings": {
            kind: [f"{one['cell']} {one['code']}: {one['value']}" for one in said[kind]]
            for kind in ("rejected_cells", "questions", "notes")
        },
        "observations": [observation(line) for line in opened.ledger.observations().to_dict("records")],
    }
    loaded: dict[str, Any] = json.loads(json.dumps(found))
    return loaded


def observation(line: dict[Any, Any]) -> dict[str, Any]:
    day = {name: day_of(line[name]) for name in ("reported_on", "completed_on")}
    named = ("obligation", "unit", "incidents", "remedied", "evidence", "evidence_ok", "due_altered", "reporter")
    return {
        **{name: line[name] for name in named},
        "state": STATES[line["state"]].value,
        "percent": None if line["percent"] != line["percent"] else line["percent"],
        **{name: value.isoformat() if value else None for name, value in day.items()},
        "cells": json.loads(line["cells"]),
    }


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_sheet_is_read_as_written_down(path: Path, tmp_path: Path) -> None:
    found = read_all(path, tmp_path)
    golden = path.with_suffix(".json")
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{golden.name} was written anew: read it before you commit it")
    assert found == json.loads(golden.read_text("utf-8"))


def test_there_are_sheets_to_read() -> None:
    assert len(SHEETS) >= 3
