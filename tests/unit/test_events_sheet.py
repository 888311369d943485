"""Events listed in the sheets of offices become duties of their own, each line accounted for (0114)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import followup_world as world
from tests.cli import tracker
from tests.unit.test_template_occasions import ORDER

HEAD = ("رمز الالتزام", "رقم مذكرة القبض", "تاريخ مذكرة القبض", "الحالة", "تاريخ الإنجاز", "الملاحظات")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-08T09:00:00+03:00")
    return world.begun(tmp_path / "p", ORDER)


def sheet(root: Path, *rows: tuple[Any, ...], name: str = "s.xlsx", head: tuple[str, ...] = HEAD) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["قائمة المذكرات"])
    page.append(["تاريخ التقرير: 7/9/2020"])
    page.append(list(head))
    for row in rows:
        page.append(list(row))
    path = root.parent / name
    book.save(path)
    return path


def ingest(root: Path, path: Path, *more: str) -> dict[str, Any]:
    run = tracker("ingest", path, "--project", root, "--format", "json", *more)
    assert run.code in (0, 1), run.err
    found: dict[str, Any] = json.loads(run.out)["files"][0]
    assert found["rows"]["read"] == sum(n for name, n in found["rows"].items() if name != "read")
    return found


def verdicts(root: Path, *more: str) -> dict[str, tuple[str, str | None]]:
    run = tracker("check", "--project", root, "--format", "json", *more)
    assert run.code == 0, run.err
    found = json.loads(run.out)["assessments"]
    return {a["event"]: (a["verdict"], a["due_on"]) for a in found if a["obligation"] == "O1/02" and a["event"]}


def test_a_list_of_events_opens_a_duty_for_each_with_its_own_clock(root: Path) -> None:
    path = sheet(
        root,
        ("O1/02", "W 7", "20/8/2020", "منفذة", "22/8/2020", "كتاب 5"),
        ("O1/02", "W٨", "5/9/2020", None, None, None),
        ("O1/02", "W9", "30/8/2020", "غير منفذة", None, None),
    )
    counts = ingest(root, path)["rows"]
    assert (counts["accepted"], counts["rejected"], counts["question"]) == (3, 0, 0)
    assert verdicts(root) == {
        "W 7": ("met", "2020-08-25"),
        "W٨": ("due_soon", "2020-09-10"),
        "W9": ("overdue", "2020-09-06"),
    }
    lines = (root / "events.csv").read_text("utf-8").splitlines()
    assert lines[0] == "obligation,event,unit,occurred_on,reported_on,state,recorded_at"
    assert lines[1] == "O1/02,W 7,office,2020-08-20,2020-09-07,open,2020-09-08T09:00:00+03:00"


def test_a_bare_list_of_events_needs_no_column_for_their_state(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("رمز الالتزام;رقم الحادث;تاريخ الحادث\nO1/02;5;13/40/2020\nO1/02;6;1/9/2020\n", "utf-8")
    found = ingest(root, path)
    assert [(one["code"], one["cell"]) for one in found["rejected_cells"]] == [("date-invalid", "C2")]
    assert set(verdicts(root)) == {"6"}


def test_the_same_list_again_adds_no_line_and_a_later_one_closes_by_the_number(root: Path) -> None:
    ingest(root, sheet(root, ("O1/02", "W8", "5/9/2020", None, None, None)))
    before = (root / "events.csv").read_bytes()
    later = sheet(root, ("O1/02", "W8", "5/9/2020", "منفذة", "7/9/2020", None), name="later.xlsx")
    assert ingest(root, later)["rows"]["accepted"] == 1
    assert (root / "events.csv").read_bytes() == before
    assert verdicts(root)["W8"] == ("met", "2020-09-10")


def test_what_was_not_known_yet_opens_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(root, sheet(root, ("O1/02", "W8", "5/9/2020", None, None, None)))
    monkeypatch.setenv("TRACKER_NOW", "2020-09-09T09:00:00+03:00")
    assert verdicts(root, "--known-at", "2020-09-08T08:00:00+03:00") == {}
    assert set(verdicts(root)) == {"W8"}


def test_an_event_taken_back_is_waived(root: Path) -> None:
    ingest(root, sheet(root, ("O1/02", "W8", "5/9/2020", None, None, None)))
    back = sheet(root, ("O1/02", "W8", "5/9/2020", "سُحب الإبلاغ", None, "ألغيت المذكرة"), name="back.xlsx")
    ingest(root, back)
    assert verdicts(root)["W8"][0] == "waived"


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (("O1/02", "W8", "31/2/2020", None, None, None), "date-invalid", "C4"),
        (("O1/02", None, "5/9/2020", None, None, None), "event-number-missing", "B4"),
        (("O1/02", "W8", "5/12/2020", None, None, None), "event-in-future", "C4"),
        (("O1/02", "W8", None, None, None, None), "event-day-missing", "C4"),
    ],
)
def test_a_bad_cell_is_named_and_the_good_rows_are_taken(
    root: Path, row: tuple[Any, ...], code: str, cell: str
) -> None:
    found = ingest(root, sheet(root, row, ("O1/02", "W9", "1/9/2020", None, None, None)))
    assert [(one["code"], one["cell"]) for one in found["rejected_cells"]] == [(code, cell)]
    assert (found["rows"]["rejected"], found["rows"]["accepted"]) == (1, 1)
    assert set(verdicts(root)) == {"W9"}


def test_an_event_of_what_is_not_triggered_is_a_question(root: Path) -> None:
    found = ingest(root, sheet(root, ("O1/01", "W8", "5/9/2020", None, None, None)))
    assert [one["code"] for one in found["questions"]] == ["event-not-triggered"]
    assert found["rows"]["question"] == 1
    assert not (root / "events.csv").exists()


def test_what_stands_in_the_file_of_events_is_not_touched(root: Path) -> None:
    (root / "events.csv").write_text("event,obligation,unit,occurred_on\nW1,O1/02,office,2020-08-30\n", "utf-8")
    ingest(root, sheet(root, ("O1/02", "W8", "5/9/2020", None, None, None)))
    lines = (root / "events.csv").read_text("utf-8").splitlines()
    assert lines[0] == "event,obligation,unit,occurred_on,reported_on,state,recorded_at"
    assert lines[1] == "W1,O1/02,office,2020-08-30"
    assert lines[2] == "W8,O1/02,office,2020-09-05,2020-09-07,open,2020-09-08T09:00:00+03:00"
    assert set(verdicts(root)) == {"W1", "W8"}
    assert set(verdicts(root, "--known-at", "2020-09-08T08:00:00+03:00")) == {"W1"}, "nobody knew of it an hour earlier"


def test_explain_says_how_the_columns_of_events_were_recognised(root: Path) -> None:
    path = sheet(root, ("O1/02", "W8", "5/9/2020", None, None, None))
    found = ingest(root, path, "--explain")
    named = {column["header"]: column["column"] for column in found["columns"]}
    assert named["رقم مذكرة القبض"] == "event"
    assert named["تاريخ مذكرة القبض"] == "occurred_on"


def test_an_event_is_found_as_its_number_is_written(root: Path) -> None:
    ingest(root, sheet(root, ("O1/02", "W 7", "20/8/2020", None, None, None)))
    for written in ("W 7", "w7", "W٧"):
        run = tracker("explain", "O1/02", "--project", root, "--event", written, "--format", "json")
        assert run.code == 0, run.err
    assert tracker("explain", "O1/02", "--project", root, "--event", "W8").code == 2


def test_new_events_of_the_outgoing_workbook_bear_the_report_date_of_its_first_sheet(root: Path) -> None:
    path = root.parent / "out.xlsx"
    assert tracker("template", "--project", root, "-o", path).code == 0
    book = openpyxl.load_workbook(path)
    first, new = book.worksheets[0], next(page for page in book.worksheets if "Events" in page.title)
    label = next(c for row in first.iter_rows(max_row=12) for c in row if "تاريخ التقرير" in str(c.value or ""))
    entry = next(c for c in first[label.row] if not c.protection.locked)
    entry.value = date(2020, 9, 6)
    heading = next(c for row in new.iter_rows() for c in row if "تاريخ الواقعة" in str(c.value or ""))
    number = next(c for c in new[heading.row] if "رقم" in str(c.value or ""))
    new.cell(heading.row + 1, heading.column).value = date(2020, 9, 1)
    new.cell(heading.row + 1, number.column).value = "W 12"
    new.cell(heading.row + 1, heading.column + 1).value = "منجز"
    new.cell(heading.row + 1, heading.column + 2).value = date(2020, 9, 2)
    new.cell(heading.row + 2, heading.column).value = "قبل يومين"
    new.cell(heading.row + 2, number.column).value = "W 13"
    book.save(path)
    run = tracker("ingest", path, "--project", root, "--explain", "--lang", "en")
    assert run.code in (0, 1), run.err
    assert "event date" in run.out, "the heading is shown as read"
    assert "that of the workbook's other sheets, 6 Sep 2020" in run.out + run.err
    lines = (root / "events.csv").read_text("utf-8").splitlines()
    assert next(line for line in lines if ",W 12," in line).split(",")[3:5] == ["2020-09-01", "2020-09-06"]


def opened(root: Path) -> list[tuple[str, str]]:
    rows = json.loads(tracker("ingest", "--open", "--project", root, "--format", "json").out)["rows"]
    return [(row["code"], row["cell"]) for row in rows]


def test_a_row_that_would_have_listed_an_event_is_open_until_an_event_of_its_duty_is_listed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(root, sheet(root, ("O1/02", "W8", "31/2/2020", None, None, None), ("O1/02", "W9", None, None, None, None)))
    assert opened(root) == [("date-invalid", "C4"), ("event-day-missing", "C5")]
    monkeypatch.setenv("TRACKER_NOW", "2020-09-08T12:00:00+03:00")
    ingest(root, sheet(root, ("O1/02", "W8", "1/9/2020", None, None, None), name="later.xlsx"))
    assert opened(root) == []
