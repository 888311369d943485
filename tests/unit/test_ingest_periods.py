"""Sheets that state no period: a report lies in the period of the order that holds its day (docs/decisions/0123)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import followup_world as world
from tests.cli import tracker

ORDER = """id: W-1
issuer: {ar: الوزير, en: Minister}
issued_on: 2026-05-14
status: approved
approved: {by: المدير, on: 2026-05-14}
obligations:
""" + "".join(
    f"""  - id: W-1/0{number}
    text: {{ar: موقف, en: return}}
    modality: obligation
    strength: order
    pattern: periodic
    units: {{id: office}}
    deadline: {{kind: every, rrule: FREQ={rule}}}
"""
    for number, rule in enumerate(("WEEKLY", "DAILY", "MONTHLY"), 1)
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2026-07-20T09:00:00+03:00")
    return world.begun(tmp_path / "p", ORDER)


def met(root: Path, head: str, *rows: str) -> tuple[list[str], str]:
    path = root.parent / "s.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    run = tracker("ingest", path, "--project", root)
    assert run.code in (0, 1), run.err
    found = tracker("check", "--project", root, "--format", "json")
    duties = json.loads(found.out)["assessments"]
    return [one["occurrence"] for one in duties if one["verdict"] in ("met", "met_late")], found.err


@pytest.mark.parametrize(
    ("row", "period"),
    [
        ("W-1/01,office,done,2026-05-16", "2026-05-14/2026-05-20"),
        ("W-1/01,office,done,2026-05-28", "2026-05-28/2026-06-03"),
        ("W-1/02,office,done,2026-05-19", "2026-05-19/2026-05-19"),
        ("W-1/03,office,done,2026-07-16", "2026-07-14/2026-08-13"),
    ],
)
def test_the_day_of_the_report_says_which_period(root: Path, row: str, period: str) -> None:
    found, err = met(root, "obligation,unit,state,report date", row)
    assert found == [period]
    assert "period-unknown" not in err


def test_two_days_are_two_reports(root: Path) -> None:
    rows = ("W-1/02,office,done,2026-05-19", "W-1/02,office,done,2026-05-20")
    assert met(root, "obligation,unit,state,report date", *rows)[0] == [
        "2026-05-19/2026-05-19",
        "2026-05-20/2026-05-20",
    ]


def test_the_day_of_completion_comes_before_that_of_the_report(root: Path) -> None:
    row = "W-1/01,office,done,2026-05-20,2026-05-22"
    assert met(root, "obligation,unit,state,completed on,report date", row)[0] == ["2026-05-14/2026-05-20"]


def test_two_last_days_on_one_sheet_are_two_reports(root: Path) -> None:
    rows = ("W-1/01,office,done,2026-05-20,2026-06-04", "W-1/01,office,done,2026-05-27,2026-06-04")
    found = met(root, "obligation,unit,state,period to,report date", *rows)[0]
    assert found == ["2026-05-14/2026-05-20", "2026-05-21/2026-05-27"]


def test_a_row_that_is_not_taken_is_told_of_the_period_that_it_speaks_of(root: Path) -> None:
    head, row = "obligation,unit,state,from,to,completed on,report date", "W-1/01,office,done,2026-05-20,2026-05-14"
    path = root.parent / "s.csv"
    path.write_text(f"{head}\n{row},2026-05-19,2026-06-15\n", "utf-8")
    tracker("ingest", path, "--project", root)
    found = tracker("check", "--project", root, "--format", "json")
    told = {one["occurrence"]: one["reason"]["en"] for one in json.loads(found.out)["assessments"]}
    assert "A row came that was not taken" in told["2026-05-14/2026-05-20"]
    assert "not taken" not in told["2026-06-11/2026-06-17"]
