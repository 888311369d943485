"""The outgoing workbook has a row for every open period and every open event, and its rows come back to them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import followup_world as world
from tests.cli import tracker

ORDER = """id: O1
issuer: {ar: الوزير, en: Minister}
issued_on: 2020-08-02
status: approved
approved: {by: المدير, on: 2020-08-02}
obligations:
  - id: O1/01
    text: {ar: موقف أسبوعي, en: weekly return}
    modality: obligation
    strength: order
    pattern: periodic
    units: {id: office}
    grace: 0
    deadline: {kind: every, rrule: FREQ=WEEKLY}
  - id: O1/02
    text: {ar: تنفيذ كل مذكرة خلال خمسة أيام, en: each warrant within five days}
    modality: obligation
    strength: order
    pattern: triggered
    units: {id: office}
    deadline: {kind: within, count: 5, unit: day, anchor: event}
"""
EVENTS = """obligation,event,unit,occurred_on,reported_on,state
O1/02,W-7,office,2020-08-20,,open
O1/02,W-8,office,2020-09-05,,open
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-08T09:00:00+03:00")
    project = world.begun(tmp_path / "p", ORDER)
    (project / "events.csv").write_text(EVENTS, "utf-8")
    return project


def sent(root: Path) -> Path:
    path = root.parent / "out.xlsx"
    run = tracker("template", "--project", root, "-o", path)
    assert run.code == 0, run.err
    return path


def table(path: Path) -> tuple[Any, dict[str, int], dict[str, int]]:
    """The sheet, the row of each key's last part, and the column of each heading."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value).split("\n")[-1]: cell.column for cell in sheet[9] if cell.value}
    keys = {row: str(sheet.cell(row, columns["row key"]).value) for row in range(10, sheet.max_row + 1)}
    rows = {"|".join(key.split("|")[1:2] + key.split("|")[4:]): row for row, key in keys.items() if "|" in key}
    return book, rows, columns


def verdicts(root: Path) -> dict[tuple[str, str | None], str]:
    run = tracker("check", "--project", root, "--format", "json")
    assert run.code == 0, run.err
    return {(a["obligation"], a["occurrence"] or a["event"]): a["verdict"] for a in json.loads(run.out)["assessments"]}


def test_every_open_period_and_event_has_a_row_of_its_own(root: Path) -> None:
    book, rows, columns = table(sent(root))
    assert list(rows) == [
        *(f"O1/01|{week}" for week in ("2020-08-02/2020-08-08", "2020-08-09/2020-08-15", "2020-08-16/2020-08-22")),
        *(f"O1/01|{week}" for week in ("2020-08-23/2020-08-29", "2020-08-30/2020-09-05", "2020-09-06/2020-09-12")),
        *("O1/02", "O1/02|event:w-7", "O1/02|event:w-8"),
    ]
    sheet = book.worksheets[0]
    text = str(sheet.cell(rows["O1/01|2020-08-16/2020-08-22"], columns["Text"]).value)
    assert "من 16 إلى 22 آب" in text
    assert "16 – 22 Aug" in text
    due = sheet.cell(rows["O1/02|event:w-8"], columns["Due date"]).value
    assert str(due)[:10] == "2020-09-10"


def test_a_workbook_for_a_day_gone_by_lists_the_periods_of_an_order_approved_since(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2020-10-01T09:00:00+03:00")
    (root / "directives/o1.yaml").write_text(ORDER.replace("on: 2020-08-02}", "on: 2020-09-30}"), "utf-8")
    path = root.parent / "then.xlsx"
    assert tracker("template", "--project", root, "--as-of", "2020-09-08", "-o", path).code == 0
    _, rows, _ = table(path)
    assert [name for name in rows if name.startswith("O1/01|")][-1] == "O1/01|2020-09-06/2020-09-12"


def test_a_filled_row_reports_its_period_or_its_event_and_no_other(root: Path) -> None:
    path = sent(root)
    book, rows, columns = table(path)
    sheet = book.worksheets[0]
    for key in ("O1/01|2020-08-16/2020-08-22", "O1/02|event:w-7"):
        sheet.cell(rows[key], columns["State"]).value = "منجز / done"
        sheet.cell(rows[key], columns["Evidence"]).value = "كتاب 5 في 24/8/2020"
    book.save(path)
    run = tracker("ingest", path, "--project", root, "--format", "json")
    assert run.code == 0, run.err
    counts = json.loads(run.out)["files"][0]["rows"]
    assert (counts["accepted"], counts["empty"], counts["rejected"], counts["question"]) == (2, 7 + 30, 0, 0)
    found = verdicts(root)
    assert found["O1/01", "2020-08-16/2020-08-22"] == "met_late"
    assert found["O1/01", "2020-08-09/2020-08-15"] == "overdue"
    assert found["O1/02", "W-7"] == "met_late"
    assert found["O1/02", "W-8"] == "due_soon"
    _, again, _ = table(sent(root))
    assert "O1/01|2020-08-16/2020-08-22" not in again, "what is done is not asked about again"
    assert "O1/02|event:w-7" not in again


def test_the_tick_for_nothing_to_report_closes_no_event(root: Path) -> None:
    path = sent(root)
    book, _, columns = table(path)
    book.worksheets[0].cell(6, columns["Text"]).value = "✓"
    book.save(path)
    assert tracker("ingest", path, "--project", root).code == 0
    found = verdicts(root)
    assert found["O1/02", None] == "compliant", "the unit has said that there is nothing new"
    assert found["O1/02", "W-7"] == "overdue"


def test_periods_older_than_the_sheet_shows_are_counted_in_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2020-10-30T09:00:00+03:00")
    book, rows, columns = table(sent(root))
    weeks = [key for key in rows if key.startswith("O1/01")]
    assert len(weeks) == 7
    text = str(book.worksheets[0].cell(rows[weeks[0]], columns["Text"]).value)
    assert "(6 older periods without a report are not shown)" in text


def test_new_events_are_listed_on_a_sheet_of_their_own(root: Path) -> None:
    path = sent(root)
    book = openpyxl.load_workbook(path)
    sheet = book["الوقائع - Events"]
    assert sheet.sheet_view.rightToLeft
    heads = {str(cell.value).split("\n")[-1].strip("\u200e"): cell.column for cell in sheet[5] if cell.value}
    assert sheet.cell(6, heads["ID"]).value == "O1/02", "the only one is filled in"
    sheet.cell(6, heads["Event no."]).value = "W-9"
    sheet.cell(6, heads["Event date"]).value = "7/9/2020"
    sheet.cell(7, heads["Event no."]).value = "W-10"
    sheet.cell(7, heads["Event date"]).value = "2020-09-06"
    sheet.cell(7, heads["State"]).value = "منجز / done"
    sheet.cell(7, heads["Completed on"]).value = "7/9/2020"
    book.save(path)
    run = tracker("ingest", path, "--project", root, "--format", "json")
    assert run.code == 0, run.err
    counts = json.loads(run.out)["files"][0]["rows"]
    assert (counts["accepted"], counts["rejected"], counts["question"]) == (2, 0, 0)
    found = verdicts(root)
    assert (found["O1/02", "W-9"], found["O1/02", "W-10"]) == ("pending", "met")


def test_an_empty_sheet_of_events_reports_nothing(root: Path) -> None:
    run = tracker("ingest", sent(root), "--project", root, "--format", "json")
    counts = json.loads(run.out)["files"][0]["rows"]
    assert counts["read"] == counts["empty"]


def test_a_due_date_overwritten_in_the_row_of_a_period_is_named(root: Path) -> None:
    path = sent(root)
    book, rows, columns = table(path)
    sheet = book.worksheets[0]
    row = rows["O1/01|2020-08-30/2020-09-05"]
    sheet.cell(row, columns["State"]).value = "منجز"
    sheet.cell(row, columns["Due date"]).value = date(2020, 12, 1)
    book.save(path)
    run = tracker("ingest", path, "--project", root, "--lang", "en")
    assert run.code in (0, 1), run.err
    assert "[due-altered]" in run.err
    found = json.loads(tracker("check", "--project", root, "--format", "json").out)["assessments"]
    flags = {one["occurrence"]: one["flags"] for one in found if one["obligation"] == "O1/01"}
    assert "due_date_altered" in flags["2020-08-30/2020-09-05"]
    assert not any("due_date_altered" in told for day, told in flags.items() if day != "2020-08-30/2020-09-05")
