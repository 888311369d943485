"""What a user meets at the command line: exit codes of the contract, messages with place and remedy, no traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli import tracker
from tracker.register import schema

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
    units: {type: department}
    deadline: {kind: within, count: 5, unit: working_day, anchor: issue}
  - id: MOH-1/02
    text: {ar: لا يصرف دواء منتهي الصلاحية, en: dispense nothing expired}
    modality: prohibition
    pattern: maintenance
    units: {type: department}
    deadline: {kind: none}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tracker.toml").write_text("", "utf-8")
    (tmp_path / "units.csv").write_text("id,name_ar,type,parent\nmoh,الوزارة,ministry,\neast,الرصافة,department,moh\n")
    (tmp_path / "directives").mkdir()
    (tmp_path / "directives/a.yaml").write_text(DIRECTIVE, "utf-8")
    return tmp_path


def conforms(text: str, name: str) -> dict[str, object]:
    document: dict[str, object] = json.loads(text)
    assert [
        f"{e.json_path}: {e.message}" for e in Draft202012Validator(schema.schema(name)).iter_errors(document)
    ] == []
    return document


def test_check_prints_one_document_of_the_contract(project: Path) -> None:
    run = tracker("check", "--project", project, "--as-of", "2025-06-25", "--format", "json", "--full")
    assert (run.code, run.err) == (0, "")
    document = conforms(run.out, "check")
    verdicts = {a["obligation"]: (a["verdict"], a["due_on"], a["days"]) for a in document["assessments"]}  # type: ignore[attr-defined]
    assert verdicts == {"MOH-1/01": ("overdue", "2025-06-22", 3), "MOH-1/02": ("pending", None, None)}


def test_explain_gives_one_assessment_whole(project: Path) -> None:
    run = tracker(
        "explain", "MOH-1/01", "--unit", "east", "--project", project, "--as-of", "2025-06-25", "--format", "json"
    )
    document = conforms(run.out, "explain")
    assert run.code == 0
    assert document["rule"] == 8
    assert any("22" in str(line) for line in document["basis"])  # type: ignore[attr-defined]


def test_explain_speaks_both_languages(project: Path) -> None:
    run = tracker("explain", "MOH-1/01", "--project", project, "--as-of", "2025-06-25", "--lang", "ar,en")
    assert run.code == 0
    assert "لم يُنجز، وقد تجاوز الموعد 22 حزيران 2025 بمدة 3 أيام." in run.out
    assert "Not done, 3 days past the due date 22 Jun 2025." in run.out


def test_fail_on_makes_exit_1(project: Path) -> None:
    arguments = ("check", "--project", project, "--as-of", "2025-06-25")
    assert tracker(*arguments, "--fail-on", "overdue,breached").code == 1
    assert tracker(*arguments, "--fail-on", "breached").code == 0
    wrong = tracker(*arguments, "--fail-on", "late")
    assert wrong.code == 2
    assert "overdue" in wrong.err


def test_the_part_of_one_branch_or_directive(project: Path) -> None:
    everything = tracker("check", "--project", project, "--as-of", "2025-06-25", "--format", "json")
    branch = tracker("check", "--project", project, "--as-of", "2025-06-25", "--format", "json", "--unit", "moh")
    assert json.loads(branch.out)["summary"] == json.loads(everything.out)["summary"]
    none = tracker("check", "--project", project, "--unit", "estt")
    assert none.code == 2
    assert "east" in none.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "--as-of", "31/02/2020"], "2020-08-27"),
        (["check", "--calendar", "iq"], "--calendar"),
        (["explain", "MOH-1/07"], "MOH-1/0"),
        (["explain", "MOH-1/01", "--unit", "moh"], "MOH-1/01"),
        (["register", "show", "MOH-2"], "MOH-1"),
        (["schema", "chekc"], "check"),
    ],
)
def test_a_wrong_command_line_is_exit_2_with_a_way_out(project: Path, arguments: list[str], said: str) -> None:
    tail = [] if arguments[0] == "schema" else ["--project", str(project)]
    run = tracker(*arguments, *tail)
    assert run.code == 2
    assert said in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(("language", "said"), [("ar", "لا يوجد ملف tracker.toml"), ("en", "There is no tracker.toml")])
def test_a_directory_without_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("TRACKER_LANG", language)
    run = tracker("check", "--project", tmp_path)
    assert run.code == 2
    assert said in run.err
    assert "tracker init" in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_slip_in_a_directive_is_named_with_file_and_line(project: Path) -> None:
    (project / "directives/a.yaml").write_text(
        DIRECTIVE.replace("pattern: achievement", "pattern: achievment"), "utf-8"
    )
    run = tracker("check", "--project", project)
    assert run.code == 2
    assert "a.yaml:11" in run.err
    assert "achievement" in run.err


def test_our_own_fault_is_exit_70_and_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tracker.project.open_project", broken)
    run = tracker("check", "--project", project)
    assert run.code == 70
    assert "fault of tracker, not of your data" in run.err


def test_every_schema_is_itself_valid() -> None:
    assert "directive" in schema.names()
    for name in schema.names():
        Draft202012Validator.check_schema(schema.schema(name))


def test_csv_is_safe_to_open_in_a_spreadsheet(project: Path) -> None:
    text = DIRECTIVE.replace("MOH-1", "=1+1")
    (project / "directives/a.yaml").write_text(text, "utf-8")
    run = tracker("check", "--project", project, "--as-of", "2025-06-25", "--format", "csv")
    assert run.code == 0
    lines = run.out.splitlines()
    assert lines[0].startswith("obligation,directive,unit")
    assert all(line.startswith("'=1+1/") for line in lines[1:])
    assert len(lines) == 3


def test_out_of_a_file_that_appears_whole(project: Path) -> None:
    out = project / "out/check.json"
    run = tracker("check", "--project", project, "--format", "json", "-o", out)
    assert (run.code, run.out) == (0, "")
    conforms(out.read_text("utf-8"), "check")
    assert [p.name for p in out.parent.iterdir()] == ["check.json"]


EVERY_KIND = "overdue,breached,never_reported,rejected,refused,question,rewritten,replaced"


def test_fail_on_takes_the_same_words_everywhere(project: Path) -> None:
    """One line of --fail-on serves check, ingest and run; what a command cannot produce does not occur in it."""
    day = ("--as-of", "2025-06-25", "--project", project)
    assert tracker("check", *day, "--fail-on", "rejected,refused,same_again").code == 0
    assert tracker("check", *day, "--fail-on", EVERY_KIND).code == 1
    sheet = project / "sheet.csv"
    sheet.write_text("obligation,unit,state,reported_on\nMOH-1/01,east,in_progress,2025-06-24\n", "utf-8")
    assert tracker("ingest", sheet, "--project", project, "--fail-on", EVERY_KIND).code == 0
    sheet.write_text("obligation,unit,state,reported_on\nMOH-1/01,east,in_progress,31/02/2025\n", "utf-8")
    assert tracker("ingest", sheet, "--project", project, "--fail-on", EVERY_KIND).code == 1
    assert tracker("run", *day, "--fail-on", "rejected,refused").code == 0
    assert tracker("run", *day, "--fail-on", EVERY_KIND).code == 1
    for command in (["check"], ["ingest", str(sheet)], ["run"]):
        wrong = tracker(*command, "--project", project, "--fail-on", "late")
        assert (wrong.code, "overdue" in wrong.err, "rejected" in wrong.err) == (2, True, True), command
