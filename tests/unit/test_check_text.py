"""What ``check`` and ``explain`` print for people: facts and rows of the table in words, tables that fit."""

from __future__ import annotations

from pathlib import Path
from unicodedata import combining

import pytest

from tests.cli import tracker
from tracker.assess.verdicts import TABLE
from tracker.cli.facts import lexicon, row_text
from tracker.wording import VERDICTS

DIRECTIVE = """
id: MOH-1
issuer: {ar: وزير الصحة, en: Minister of Health}
issued_on: 2025-06-15
status: approved
approved: {by: مدير المتابعة, on: 2025-06-16}
obligations:
  - id: MOH-1/01
    text: {ar: فحص أجهزة التبريد, en: inspect the coolers}
    modality: obligation
    pattern: achievement
    evidence_required: true
    units: {type: department}
    deadline: {kind: within, count: 5, unit: working_day, anchor: issue}
  - id: MOH-1/02
    text: {ar: لا يصرف دواء منتهي الصلاحية, en: dispense nothing expired}
    modality: prohibition
    pattern: maintenance
    units: {type: department}
"""
SHEET = """obligation,unit,state,completed_on,reported_on,incidents,remedied,evidence
MOH-1/01,east,done,2025-06-20,2025-06-21,,,
MOH-1/02,east,kept,,2025-06-21,3,1,
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tracker.toml").write_text("", "utf-8")
    units = (
        "id,name_ar,name_en,type,parent\nmoh,الوزارة,Ministry,ministry,\neast,دائرة صحة الرصافة,Rusafa,department,moh\n"
    )
    (tmp_path / "units.csv").write_text(units, "utf-8")
    (tmp_path / "directives").mkdir()
    (tmp_path / "directives/a.yaml").write_text(DIRECTIVE, "utf-8")
    (tmp_path / "sheet.csv").write_text(SHEET, "utf-8")
    taken = tracker("ingest", tmp_path / "sheet.csv", "--project", tmp_path)
    assert taken.code == 0, taken.err
    return tmp_path


def explained(project: Path, obligation: str, lang: str) -> list[str]:
    run = tracker("explain", obligation, "--project", project, "--as-of", "2025-06-25", "--lang", lang)
    assert (run.code, run.err) == (0, "")
    return [line.strip().removeprefix("- ") for line in run.out.splitlines()]


def test_the_facts_that_decided_stand_in_words(project: Path) -> None:
    claimed = explained(project, "MOH-1/01", "en")
    assert "in force for the unit from: Sun 15 Jun 2025" in claimed
    assert "due: Sun 22 Jun 2025" in claimed
    assert "last report that counts: Sat 21 Jun 2025: done" in claimed
    assert "completed: Fri 20 Jun 2025, as reported" in claimed
    assert "evidence: required, and none that is accepted was given" in claimed
    assert not [line for line in claimed if "assumed review" in line]
    breached = explained(project, "MOH-1/02", "en")
    assert "open incidents: 2 cases" in breached
    assert "incidents reported in all: 3 cases" in breached
    assert "the window for a report ends: Tue 1 Jul 2025" in breached
    assert not [line for line in breached if line.startswith(("due:", "evidence:", "completed:"))]


def test_the_same_in_arabic(project: Path) -> None:
    claimed = explained(project, "MOH-1/01", "ar")
    assert "الإنجاز: الجمعة 20 حزيران 2025، كما ورد في الإبلاغ" in claimed
    assert "الإثبات: مطلوب، ولم يرد ما يُقبل" in claimed
    assert any(line.startswith("المصدر (آخر إبلاغ): ") for line in claimed), "the role in the card's language"
    assert "المخالفات المفتوحة: حالتان" in explained(project, "MOH-1/02", "ar"), "the dual, after a colon"


def test_the_row_of_the_table_is_said_in_words(project: Path) -> None:
    assert "row of the verdict table: 12 (reported as not kept, or incidents are open)" in explained(
        project, "MOH-1/02", "en"
    )
    assert "سطر جدول الأحكام: 12 (أُبلغ بعدم الالتزام، أو بقيت مخالفات مفتوحة)" in explained(project, "MOH-1/02", "ar")


def test_every_row_of_the_table_has_its_own_words() -> None:
    assert set(lexicon()["rows"]) == {str(row.number) for row in TABLE}
    for tag in ("ar", "en"):
        assert len({row_text(row.number, tag) for row in TABLE}) == len(TABLE)


def cells(line: str) -> int:
    """Columns of a terminal: marks above and below a letter take none."""
    return sum(not combining(character) for character in line)


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_table_is_no_wider_than_the_terminal(
    project: Path, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    run = tracker("check", "--project", project, "--as-of", "2025-06-25", "--lang", lang)
    widths = {cells(line) for line in run.out.splitlines()}
    assert max(widths) == columns, "all of it, and no more"
    assert "MOH-1/01" in run.out


def test_into_a_file_a_table_is_a_hundred_columns_wide(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    run = tracker("check", "--project", project, "--as-of", "2025-06-25", "-o", project / "check.txt")
    assert (run.code, run.out) == (0, "")
    text = (project / "check.txt").read_text("utf-8")
    assert max(map(cells, text.splitlines())) == 100


def test_verdicts_are_counted_in_the_reports_order(project: Path) -> None:
    """A met duty and a kept one weigh the same; the report shows met first."""
    sheet = SHEET.replace(",3,1,", ",0,0,").replace("2025-06-21,,,", "2025-06-21,,,كتاب 12")
    (project / "again.csv").write_text(sheet.replace("2025-06-21", "2025-06-24"), "utf-8")
    (project / "more.csv").write_text(
        "obligation,unit,state,reported_on,incidents,remedied\nMOH-1/02,east,kept,2025-06-25,0,2\n"
    )
    for name in ("again.csv", "more.csv"):
        assert tracker("ingest", project / name, "--project", project).code == 0
    lines = tracker("check", "--project", project, "--as-of", "2025-06-25", "--lang", "en").out.splitlines()
    counted = [line.split("│")[1].strip() for line in lines if line.startswith("│")]
    assert counted == ["met", "compliant"] == [VERDICTS[v]["en"] for v in VERDICTS if VERDICTS[v]["en"] in counted]
