"""``tracker report`` at the command line: two files that appear whole, or a finding and the previous pair untouched."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import tracker
from tests.unit.report_reading import page, shown_in_page, shown_in_sheet, workbook
from tracker import report

UNITS = "m,الوزارة,Ministry,ministry,\nd1,مديرية الماء,Water,directorate,m\nd2,مديرية الطرق,Roads,directorate,m\n"
DIRECTIVE = """
id: M-1
issuer: {ar: وزير افتراضي, en: An invented minister}
issued_on: 2020-09-01
status: approved
approved: {by: رئيس الشعبة, on: 2020-09-02}
obligations:
  - id: M-1/01
    text: {ar: جرد المخازن, en: Take stock of the stores}
    modality: obligation
    strength: order
    pattern: achievement
    units: {type: directorate}
    deadline: {kind: within, count: 7, unit: day, anchor: issue}
  - id: M-1/02
    text: {ar: إبقاء المداخل مفتوحة, en: Keep the entrances open}
    modality: obligation
    strength: order
    pattern: maintenance
    units: {type: directorate}
    deadline: {kind: none}
"""
NOW = "2020-10-05T08:00:00+03:00"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", NOW)
    root = tmp_path / "p"
    (root / "directives").mkdir(parents=True)
    (root / "tracker.toml").write_text('version = 1\nname = { ar = "مشروع", en = "A project" }\n', "utf-8")
    (root / "units.csv").write_text("id,name_ar,name_en,type,parent\n" + UNITS, "utf-8")
    (root / "directives" / "m-1.yaml").write_text(DIRECTIVE, "utf-8")
    return root


def both(directory: Path) -> tuple[bytes, bytes]:
    return (directory / report.WORKBOOK).read_bytes(), (directory / report.PAGE).read_bytes()


def test_it_writes_both_files_and_says_the_sentence_that_matters(project: Path) -> None:
    run = tracker("report", "--project", project, "--as-of", "2020-10-05", "--lang", "en")
    assert run.code == 0, run.err
    assert "As of 5 Oct 2020" in run.out
    assert sorted(path.name for path in (project / "reports").iterdir()) == ["report.html", "report.xlsx"]


def test_the_same_day_and_moment_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    day = ("--as-of", "2020-10-05", "--known-at", NOW)
    for name in ("one", "two"):
        assert tracker("report", "--project", project, *day, "-o", tmp_path / name).code == 0
    assert both(tmp_path / "one") == both(tmp_path / "two")


def test_workbook_and_page_show_the_duties_that_check_counts(project: Path) -> None:
    import json

    day = ("--project", project, "--as-of", "2020-10-05")
    assert tracker("report", *day).code == 0
    checked = json.loads(tracker("check", *day, "--format", "json").out)
    workbook_bytes, page_bytes = both(project / "reports")
    in_sheet = shown_in_sheet(workbook(workbook_bytes)["السجل"])
    in_page = shown_in_page(page(page_bytes).one(id="view-ar"))
    judged = [(a["obligation"], a["verdict"], frozenset(a["flags"])) for a in checked["assessments"]]
    assert judged
    for shown in (in_sheet, in_page):
        assert [(s.obligation, s.verdict.value, frozenset(f.value for f in s.flags)) for s in shown] == judged


def test_a_place_that_cannot_be_written_is_a_finding_with_a_remedy(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    run = tracker("report", "--project", project, "-o", tmp_path / "file" / "below", "--lang", "ar")
    assert run.code == 2
    assert "file-unwritable" in run.err
    assert "بقي الملف السابق كما هو" in run.err
    assert "Traceback" not in run.err


def test_a_disk_that_fills_up_leaves_the_previous_report(project: Path) -> None:
    assert tracker("report", "--project", project, "--as-of", "2020-10-04").code == 0
    before = both(project / "reports")

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))

    run = subprocess.run(
        [sys.executable, "-B", "-m", "tracker", "report", "--project", str(project), "--as-of", "2020-10-05"],
        preexec_fn=small_disk,
        capture_output=True,
        text=True,
        env=os.environ | {"TRACKER_LANG": "en"},
    )
    assert run.returncode == 2, run.stderr
    assert "file-unwritable" in run.stderr
    assert "Traceback" not in run.stderr
    assert both(project / "reports") == before
    assert sorted(path.name for path in (project / "reports").iterdir()) == ["report.html", "report.xlsx"]


def test_an_output_that_is_a_file_and_a_directory_without_project_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert tracker("report", "--project", tmp_path, "-o", tmp_path / "file").code == 2
    run = tracker("report", "--project", tmp_path, "--lang", "en")
    assert run.code == 2
    assert "project-missing" in run.err


def test_one_language_can_be_asked_for(project: Path, tmp_path: Path) -> None:
    assert tracker("report", "--project", project, "--lang", "en", "-o", tmp_path / "o").code == 0
    workbook_bytes, page_bytes = both(tmp_path / "o")
    assert "Register" in workbook(workbook_bytes).sheetnames
    assert page(page_bytes).one("html").attributes["lang"] == "en"
