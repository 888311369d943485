"""Rows that came and were not taken stand in page and workbook, with their cell, their duty and what is to be done."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests import followup_world as world
from tests.cli import tracker
from tests.unit import report_reading
from tracker.followup.intake import take_in
from tracker.project import open_project
from tracker.report import excel, figures, html
from tracker.report.records import Figures

ROWS = [
    ["تاريخ التقرير: 6/9/2020"],
    ["المعرف", "الوحدة", "الحالة", "تاريخ الإنجاز"],
    ["ORD-2020-01/01", "c-n", "منجز", "31/9/2020"],
    ["ORD-2020-01/01", "م. القنوات الجنوبي", "=1+1", ""],
    ["ORD-2020-01/99", "c-s", "منجز", ""],
]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Figures:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-08T09:00:00+03:00")
    opened = open_project(world.project(tmp_path / "p"), datetime(2020, 9, 8, 9, tzinfo=UTC))
    path = opened.settings.root / "status" / "a.xlsx"
    path.write_bytes(world.workbook(ROWS))
    moment = datetime(2020, 9, 7, 9, tzinfo=UTC)
    take_in(opened.settings, opened.register, opened.calendar, [path], known_at=moment)
    result = opened.judged(date(2020, 9, 8))
    return figures.build(result, opened.register, opened.settings)


def test_the_figures_name_what_is_certain_and_what_is_not(made: Figures) -> None:
    found = {
        row.source.cell: (row.obligations, [unit.get("en") for unit in row.units], row.doubt) for row in made.not_taken
    }
    assert found == {
        "D3": (("ORD-2020-01/01",), ["Northern Canal Centre"], ""),
        "B4": (("ORD-2020-01/01",), ["Southern Canal Centre"], "unit"),
        "A5": (("ORD-2020-01/01", "ORD-2020-01/02"), ["Southern Canal Centre"], "obligation"),
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ("صفوف وردت ولم تُقبل", "31/9/2020", "ربما مركز القنوات الجنوبي", "اكتب اليوم والشهر والسنة")),
        ("en", ("Rows that came and were not taken", "31/9/2020", "perhaps Southern Canal Centre", "Write day, month")),
    ],
)
def test_the_page_has_a_part_for_them(made: Figures, language: str, said: tuple[str, ...]) -> None:
    tree = report_reading.page(html.render(made)).one(id=f"view-{language}")
    text = tree.one(**{"data-part": f"{language}-not_taken"}).text()
    for words in (*said, "status/a.xlsx", "D3", "B4", "A5"):
        assert words in text


def test_the_workbook_has_a_sheet_for_them(made: Figures) -> None:
    sheet = report_reading.workbook(excel.render(made))["صفوف لم تُقبل"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == "status/a.xlsx"]
    assert [(line[2], line[3], line[4]) for line in lines] == [
        ("D3", "31/9/2020", "مركز القنوات الشمالي"),
        ("B4", "م. القنوات الجنوبي", "ربما مركز القنوات الجنوبي"),
        ("A5", "ORD-2020-01/99", "مركز القنوات الجنوبي"),
    ]
    assert all("Write" in line[9] or "Nearest" in line[9] for line in lines)


def test_without_any_there_is_no_such_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-08T09:00:00+03:00")
    root = world.project(tmp_path / "p")
    assert tracker("report", "--project", root).code == 0
    book = report_reading.workbook((root / "reports" / "report.xlsx").read_bytes())
    assert "صفوف لم تُقبل" not in book.sheetnames
    assert "صفوف وردت ولم تُقبل" not in (root / "reports" / "report.html").read_text("utf-8")
