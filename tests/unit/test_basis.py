"""Every assessment says where its dates come from, and every default where it mattered (semantics §3, §7, §10)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import tracker

DIRECTIVE = """
id: MOI-1
issuer: {ar: الوزير, en: Minister}
issued_on: 2025-06-01
status: approved
approved: {by: مدير المتابعة, on: 2025-06-02}
obligations:
"""
UNITS = """id,name_ar,name_en,type,valid_from,valid_to,successor
old,المركز القديم,Old station,station,,2025-06-05,new
new,المركز الجديد,New station,station,2025-06-06,,
late,مركز الساحل,Coast station,station,2025-06-20,,
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tracker.toml").write_text("", "utf-8")
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "directives").mkdir()
    return tmp_path


def basis(project: Path, duty: str, as_of: str, *, unit: str = "late", lang: str = "en") -> str:
    """The basis of one duty of a register with this one obligation."""
    entry = f"  - id: MOI-1/01\n    text: {{ar: عمل, en: work}}\n    modality: obligation\n{duty}"
    if "pattern: achievement" in duty:
        entry += "    any_later: true\n"
    if "units:" not in duty:
        entry += f"    units: {{id: {unit}}}\n"
    (project / "directives/a.yaml").write_text(DIRECTIVE + entry, "utf-8")
    arguments = ("--unit", unit, "--project", project, "--as-of", as_of, "--format", "json", "--lang", lang)
    run = tracker("explain", "MOI-1/01", *arguments)
    assert run.code == 0, run.err
    return "\n".join(json.loads(run.out)["basis"])


def report(project: Path, *lines: str) -> None:
    sheet = project / "sheet.csv"
    sheet.write_text("obligation,unit,state,reported_on,note\n" + "\n".join(lines) + "\n", "utf-8")
    run = tracker("ingest", sheet, "--project", project)
    assert run.code == 0, run.err


@pytest.mark.parametrize(
    ("kind", "own", "settings", "said"),
    [
        ("asap", "", "", "27 June 2025, 7 days after it took effect; the period is the project's default"),
        ("none", "", "", "20 July 2025, 30 days after it took effect; the period is the project's default"),
        ("none", "", "review_none = 10", "30 June 2025, 10 days after it took effect; the period is the project's"),
        ("asap", "    review_after: 2\n", "", "22 June 2025, 2 days after it took effect; the period is set for this"),
    ],
)
def test_an_undated_duty_says_its_assumed_review_date(
    project: Path, kind: str, own: str, settings: str, said: str
) -> None:
    (project / "tracker.toml").write_text(f"[defaults]\n{settings}\n", "utf-8")
    found = basis(project, f"    pattern: achievement\n    deadline: {{kind: {kind}}}\n{own}", "2025-06-21")
    assert "No due date" in found
    assert "In force for the unit from Friday 20 June 2025: the unit's first day." in found
    assert f"Assumed review date: {'Friday' if '27' in said else ''}" in found
    assert said in found
    assert "To be reported every 7 days, with 3 days of grace; both are the project's defaults." in found


def test_the_same_in_arabic_with_numbers_that_agree(project: Path) -> None:
    duty = "    pattern: achievement\n    deadline: {kind: asap}\n    review_after: 2\n    grace: 11\n"
    found = basis(project, duty, "2025-06-21", lang="ar")
    assert (
        "تاريخ مراجعة مفترض: الأحد 22 حزيران 2025، بعد يومين من السريان؛ المدة محددة لهذا الالتزام في السجل." in found
    )
    assert "يُبلَّغ عنه كل 7 أيام؛ المدة هي المعتمدة في المشروع." in found
    assert "مهلة الإبلاغ بعدها 11 يوماً؛ المهلة محددة لهذا الالتزام في السجل." in found


def test_what_is_done_has_no_review_date_any_more(project: Path) -> None:
    duty = "    pattern: achievement\n    deadline: {kind: asap}\n"
    basis(project, duty, "2025-06-21")
    report(project, "MOI-1/01,late,done,2025-06-22,")
    assert "review date:" not in basis(project, duty, "2025-06-23")


def test_a_standing_duty_says_since_when_and_how_long_its_window_runs(project: Path) -> None:
    duty = "    pattern: maintenance\n    report_every: 14\n    grace: 2\n"
    found = basis(project, duty, "2025-06-21")
    assert "both are set for this obligation in the register" in found
    assert "runs from Friday 20 June 2025, the day it took effect, and ends on Sunday 6 July 2025" in found
    assert "(iq), calendar version" in found
    report(project, "MOI-1/01,late,kept,2025-06-25,")
    assert "is of Wednesday 25 June 2025; the window for the next ends on Friday 11 July 2025" in basis(
        project, duty, "2025-06-26"
    )


@pytest.mark.parametrize(
    ("line", "unit", "said"),
    [
        ("", "old", "Sunday 1 June 2025: the day of issue."),
        ("    effective_on: 2025-06-03\n", "old", "3 June 2025: the day on which this obligation takes effect."),
        (
            "    units: {id: old}\n",
            "new",
            "6 June 2025: the day on which it passed from a dissolved unit (Old station).",
        ),
        ("", "late", "20 June 2025: the unit's first day."),
    ],
)
def test_why_a_standing_duty_began_on_its_day(project: Path, line: str, unit: str, said: str) -> None:
    assert said in basis(project, f"    pattern: maintenance\n{line}", "2025-06-30", unit=unit)


def test_a_window_that_runs_from_the_notification_says_so(project: Path) -> None:
    (project / "notifications.csv").write_text("directive,unit,notified_on\nMOI-1,late,2025-06-24\n", "utf-8")
    found = basis(project, "    pattern: maintenance\n", "2025-06-25")
    assert "runs from Tuesday 24 June 2025, the day on which the unit was notified, and ends on Friday 4 July" in found


def test_a_duty_that_counts_from_its_notification_began_with_it(project: Path) -> None:
    duty = "    pattern: achievement\n    deadline: {kind: asap, anchor: notification}\n"
    (project / "notifications.csv").write_text("directive,unit,notified_on\nMOI-1,late,2025-06-24\n", "utf-8")
    assert "Tuesday 24 June 2025: the day on which the unit was notified." in basis(project, duty, "2025-06-25")


def test_the_warning_is_shown_where_it_made_the_verdict(project: Path) -> None:
    duty = "    pattern: achievement\n    deadline: {kind: on, due_on: 2025-07-10}\n"
    assert "due soon" not in basis(project, duty, "2025-07-06")
    assert "due soon from 3 days before its due date; the period is the project's default" in basis(
        project, duty, "2025-07-07"
    )
    assert "5 days before its due date; the period is set for this obligation" in basis(
        project, f"{duty}    warning: 5\n", "2025-07-06"
    )


def test_the_number_of_equal_reports_is_shown_where_they_were_flagged(project: Path) -> None:
    duty = "    pattern: maintenance\n"
    basis(project, duty, "2025-06-21")
    report(project, *(f"MOI-1/01,late,kept,2025-06-2{day},same words" for day in (1, 2, 3)))
    assert "the last 3 reports share it; the number is the project's default" in basis(project, duty, "2025-06-24")


def test_no_judged_duty_of_any_pattern_is_without_a_basis(project: Path) -> None:
    patterns = {
        "achievement": ("on, due_on: 2025-06-10", "within, count: 5, unit: day", "immediately", "asap", "none"),
        "maintenance": ("none", "immediately"),
        "triggered": ("immediately",),
    }
    for pattern, kinds in patterns.items():
        for kind in kinds:
            duty = f"    pattern: {pattern}\n    deadline: {{kind: {kind}}}\n"
            for lang in ("ar", "en"):
                assert len(basis(project, duty, "2025-06-30", lang=lang).splitlines()) >= 3, (pattern, kind, lang)
