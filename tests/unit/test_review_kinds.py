"""Each of the two commands that take workbooks in says of the other's what it is, and takes nothing of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import review_world as world
from tests.cli import Run, tracker
from tests.followup_world import workbook

LIST = ("رقم الكتاب", "تاريخ الكتاب", "الجهة المرسلة", "الموضوع")
LETTER = ("55", "2/3/2020", "الوزير", "تنظيف القنوات")
STATUS = ("رمز الالتزام", "الموضوع", "الجهة", "الحالة", "التاريخ")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", world.NOW)
    return world.project(tmp_path / "project")


def table(place: Path, *rows: Sequence[Any], name: str = "table.xlsx") -> Path:
    path = place.parent / name
    path.write_bytes(workbook(rows))
    return path


def ingested(place: Path, path: Path) -> tuple[Run, dict[str, Any]]:
    run = tracker("ingest", path, "--project", place, "--format", "json")
    return run, json.loads(run.out)["files"][0]


def files(place: Path) -> set[Path]:
    return {path for path in place.rglob("*") if path.is_file() and path.name != "tracker.lock"}


@pytest.mark.parametrize("filled", [False, True])
def test_a_follow_up_form_makes_no_drafts(place: Path, filled: bool) -> None:
    path = place.parent / "w1.xlsx"
    assert tracker("template", "-o", path, "--project", place).code == 0
    if filled:
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        page["C4"], page["H10"], page["J10"] = date(2020, 9, 5), "منجز / done", date(2020, 9, 1)
        page["N10"] = "كتاب 12 في 1/9/2020"
        book.save(path)
    before = files(place)
    run = world.imported(place, path)
    assert (run.code, run.out) == (2, "")
    assert "workbook-follow-up" in run.err
    assert "tracker ingest" in run.err
    assert files(place) == before
    assert ingested(place, path)[0].code == 0


@pytest.mark.parametrize("titles", [STATUS, ("رمز", "الموضوع", "الجهة المنفذة", "الحالة", "تاريخ الكتاب")])
def test_a_sheet_that_names_obligations_of_the_register_is_no_list(place: Path, titles: Sequence[str]) -> None:
    rows = [("ord-2020-01/0٢", "منع رمي النفايات", "c-n", "ملتزم", "5/9/2020")] * 2
    run = world.imported(place, table(place, titles, *rows))
    assert run.code == 2
    assert "[Sheet1] A2: error [workbook-follow-up]" in run.err


def test_a_list_with_a_status_column_and_other_numbers_is_still_a_list(place: Path) -> None:
    rows = (*LETTER, "منجز"), ("56", "3/3/2020", "الوزير", "انظر ORD-2020-01/01", "")
    run = world.imported(place, table(place, (*LIST, "الحالة"), *rows))
    assert (run.code, json.loads(run.out)["rows"]["taken"]) == (0, 2)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("review", "ملف مراجعة"), ("form", "استمارة أمر بلا نص"), ("list", "قائمة كتب")],
)
def test_ingest_says_what_else_a_workbook_is(place: Path, kind: str, words: str) -> None:
    paths = {
        "review": lambda: world.fill(world.exported(place), {1: {"decision": "قبول", "units": "hq", "text": "غيره"}}),
        "form": lambda: place.parent / "form.xlsx",
        "list": lambda: table(place, LIST, LETTER),
    }
    assert tracker("register", "export", "--form", "-o", place.parent / "form.xlsx", "--project", place).code == 0
    run, file = ingested(place, paths[kind]())
    assert (run.code, file["status"], file["code"]) == (2, "refused", f"sheet-is-{kind}")
    assert words in file["messages"]["ar"]
    assert "tracker register import" in file["messages"]["en"]
    assert not (place / "store").exists() or not list((place / "store").rglob("*.xlsx"))


def test_a_list_whose_columns_could_be_a_reports_is_asked_about(place: Path) -> None:
    path = table(place, (*LIST, "الجهة المنفذة", "الحالة"), (*LETTER, "c-n", "منجز"))
    run, file = ingested(place, path)
    assert (run.code, file["status"], file["rows"]["question"]) == (0, "read", 1)
    assert [note["code"] for note in file["notes"] if note["code"].startswith("sheet-like")] == ["sheet-like-list"]


def test_a_report_of_which_no_row_was_accepted_is_no_list(place: Path) -> None:
    _, file = ingested(place, table(place, STATUS, ("ORD-2020-01/02", "", "c-n", "ربما", "5/9/2020")))
    assert file["rows"]["rejected"] == 1
    assert "sheet-like-list" not in [note["code"] for note in file["notes"]]


def test_run_names_it_too(place: Path) -> None:
    (place / "status/list.xlsx").write_bytes(workbook([LIST, LETTER]))
    run = tracker("run", "--project", place)
    assert "tracker register import" in run.err + run.out


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_programs_own_report_is_no_report_of_an_office(place: Path, language: str) -> None:
    assert tracker("report", "-o", place.parent / "out", "--project", place, "--lang", language).code == 0
    (path,) = (place.parent / "out").rglob("*.xlsx")
    run, file = ingested(place, path)
    assert (run.code, file["status"], file["code"]) == (2, "refused", "sheet-is-report")
    assert "tracker template" in file["messages"]["en"]
    book = openpyxl.load_workbook(path)
    for page in book.worksheets:
        if page.title not in ("السجل", "Register"):
            del book[page.title]
    book.save(place.parent / "register.xlsx")
    assert ingested(place, place.parent / "register.xlsx")[1]["code"] == "sheet-is-report"


def test_a_sheet_whose_letters_were_lost_is_told_so(place: Path) -> None:
    path = place.parent / "lost.csv"
    path.write_text("??????,??????,??????\n????,????,????\n", "utf-8")
    run, file = ingested(place, path)
    assert (run.code, file["code"]) == (2, "text-lost")
    path = place.parent / "w1.csv"
    path.write_text("?????? / id,?????? / unit,?????? / state\nMOI-9/01,hq,????\n", "utf-8")
    run, file = ingested(place, path)
    assert (file["status"], file["rejected_cells"][0]["code"]) == ("read", "text-lost")
