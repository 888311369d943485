"""``tracker ingest`` as a shell sees it: the contract's document, its exit codes, a batch or nothing."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests import followup_world as world
from tests.cli import Run, tracker
from tracker.config import load
from tracker.followup.ledger import Ledger
from tracker.lock import hold
from tracker.model import Rank

SCHEMA = Path(__file__).resolve().parents[2] / "tracker" / "schemas" / "ingest.json"
HEAD = ["المعرف", "الوحدة", "الحالة", "تاريخ الإنجاز", "المخالفات", "الموعد النهائي"]
WEEKS = ("2020-08-30", "2020-09-06", "2020-09-13")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return world.project(tmp_path / "project")


def week(day: str, *rows: list[Any]) -> bytes:
    return world.workbook([[f"تاريخ التقرير: {day}"], HEAD, *rows])


def put(project: Path, name: str, content: bytes) -> Path:
    path = project / "status" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def ingest(project: Path, *paths: Path, now: str = "2020-09-06T15:00:00+03:00", more: tuple[str, ...] = ()) -> Run:
    os.environ["TRACKER_NOW"] = now
    try:
        return tracker("ingest", *paths, "--project", project, "--format", "json", *more)
    finally:
        del os.environ["TRACKER_NOW"]


def document(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run.out)
    jsonschema.validate(found, json.loads(SCHEMA.read_text("utf-8")))
    for file in found["files"]:
        rows = file["rows"]
        parts = ("accepted", "rejected", "question", "empty", "other")
        assert rows["read"] == sum(rows[part] for part in parts)
    return found


def state(project: Path, code: str = "ORD-2020-01/02", unit: str = "c-n") -> list[Any]:
    table = Ledger(project / "store").observations()
    return table[(table["obligation"] == code) & (table["unit"] == unit)].to_dict("records")


def test_a_sheet_is_taken_row_by_row_and_every_bad_cell_named(project: Path) -> None:
    path = put(
        project,
        "a.xlsx",
        week(
            "6/9/2020",
            ["ORD-2020-01/01", "c-n", "منجز", "31/02/2020"],
            ["ORD-2020-01/02", "c-n", "ملتزم", "", 0],
            ["ORD-2020-01/77", "c-s", "منجز"],
            ["ORD-2020-01/02", "c-s"],
            ["المجموع", "", "", "", 0],
        ),
    )
    run = ingest(project, path)
    assert run.code == 0
    (file,) = document(run)["files"]
    assert (file["status"], file["code"], file["sheets"]) == ("read", None, 1)
    assert file["rows"] == {"read": 5, "accepted": 1, "rejected": 1, "question": 1, "empty": 1, "other": 1}
    (bad,) = file["rejected_cells"]
    assert (bad["sheet"], bad["cell"], bad["value"], bad["code"]) == ("Sheet1", "D3", "31/02/2020", "date-invalid")
    assert "31/02/2020" in bad["messages"]["ar"]
    assert "31/02/2020" in bad["messages"]["en"]
    (question,) = file["questions"]
    assert question["cell"] == "A5"
    assert set(question["candidates"][0]) == {"id", "score"}
    assert [line["state"] for line in state(project)] == [3]


def test_the_same_file_twice_is_known_and_changes_nothing(project: Path) -> None:
    path = put(project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/02", "c-n", "ملتزم"]))
    copy = put(project, "copy.xlsx", path.read_bytes())
    assert [file["status"] for file in document(ingest(project, path, copy))["files"]] == ["read", "known"]
    before = (project / "store" / "tracker.sqlite").read_bytes()
    again = ingest(project, path, now="2020-09-20T15:00:00+03:00")
    assert again.code == 0
    assert document(again)["files"][0]["status"] == "known"
    assert (project / "store" / "tracker.sqlite").read_bytes() == before


@pytest.mark.parametrize("first", ["لم يباشر به", "منجز"])
def test_two_files_of_one_call_that_contradict_each_other_are_asked_about_whatever_their_names(
    project: Path, first: str
) -> None:
    second = {"منجز": "لم يباشر به", "لم يباشر به": "منجز"}[first]
    paths = [
        put(project, name, week("6/9/2020", ["ORD-2020-01/01", "c-n", said], ["ORD-2020-01/02", "c-n", "ملتزم"]))
        for name, said in (("a.xlsx", first), ("b.xlsx", second))
    ]
    files = document(ingest(project, *paths))["files"]
    assert [(file["rows"]["accepted"], file["rows"]["question"]) for file in files] == [(1, 1), (1, 1)]
    assert all("a.xlsx" in file["questions"][0]["messages"]["ar"] for file in files)
    assert state(project, "ORD-2020-01/01") == []
    assert len(state(project)) == 1


def test_a_withdrawal_of_what_was_never_reported_is_told(project: Path) -> None:
    ingest(project, put(project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/02", "c-n", "ملتزم"])))
    head = [*HEAD, "ملاحظات"]
    row = ["ORD-2020-01/02", "c-n", "سحب الإبلاغ", "", "", *[""] * (len(HEAD) - 5), "أُرسل سهواً"]
    later = put(project, "b.xlsx", world.workbook([["تاريخ التقرير: 13/9/2020"], head, row]))
    (file,) = document(ingest(project, later, now="2020-09-13T15:00:00+03:00"))["files"]
    (change,) = file["changes"]
    assert change["kind"] == "retracts_nothing"
    assert (change["before"]["value"], change["after"]["value"]) == ("2020-09-06", "2020-09-13")
    right = put(project, "c.xlsx", world.workbook([["تاريخ التقرير: 6/9/2020"], head, row]))
    (file,) = document(ingest(project, right, now="2020-09-14T15:00:00+03:00"))["files"]
    assert "retracts_nothing" not in {change["kind"] for change in file["changes"]}


def test_a_known_file_is_read_anew_on_request_after_the_register_has_changed(project: Path) -> None:
    path = put(
        project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/03", "c-n", "ملتزم"], ["ORD-2020-01/02", "c-n", "ملتزم"])
    )
    ingest(project, path)
    order = project / "directives" / "ord.yaml"
    text = order.read_text("utf-8")
    order.write_text(text + text[text.index("  - id: ORD-2020-01/02") :].replace("01/02", "01/03"), "utf-8")
    second = document(ingest(project, path, now="2020-09-20T15:00:00+03:00", more=("--again",)))
    assert second["files"][0]["rows"]["accepted"] == 2
    (line,) = state(project, "ORD-2020-01/03")
    assert not any(line[mark] for mark in ("corrected", "backdated", "rewritten", "bulk"))
    assert len(state(project)) == 1


def test_changes_are_told_with_both_cells(project: Path) -> None:
    first = put(project, "1.xlsx", week("30/8/2020", ["ORD-2020-01/02", "c-n", "غير ملتزم"]))
    ingest(project, first, now="2020-08-30T15:00:00+03:00")
    second = put(
        project,
        "2.xlsx",
        world.workbook(
            [
                [*HEAD, "تاريخ التقرير"],
                ["ORD-2020-01/02", "c-n", "ملتزم", "", "", "", "30/8/2020"],
                ["ORD-2020-01/01", "c-n", "منجز", "", "", "9/9/2020", "6/9/2020"],
                ["ORD-2020-01/01", "c-n", "قيد التنفيذ", "", "", "", "29/8/2020"],
            ]
        ),
    )
    run = ingest(project, second, more=("--fail-on", "rewritten"))
    assert run.code == 1
    changes = {change["kind"]: change for change in document(run)["files"][0]["changes"]}
    assert set(changes) == {"rewritten", "due_date_altered", "backdated"}
    rewritten = changes["rewritten"]
    assert (rewritten["obligation"], rewritten["unit"]) == ("ORD-2020-01/02", "c-n")
    assert rewritten["before"] == {"value": "not_kept", "file": "status/1.xlsx", "sheet": "Sheet1", "cell": "C3"}
    assert rewritten["after"] == {"value": "kept", "file": "status/2.xlsx", "sheet": "Sheet1", "cell": "C2"}
    assert changes["due_date_altered"]["before"]["value"] == "2020-09-01"
    assert changes["due_date_altered"]["after"] | {"cell": "F3"} == changes["due_date_altered"]["after"]


def test_a_correction_on_request_is_no_rewriting(project: Path) -> None:
    ingest(project, put(project, "1.xlsx", week("30/8/2020", ["ORD-2020-01/02", "c-n", "ما شاء الله"])))
    fixed = put(project, "2.xlsx", week("30/8/2020", ["ORD-2020-01/02", "c-n", "ملتزم"]))
    run = ingest(project, fixed, now="2020-09-20T15:00:00+03:00")
    assert [change["kind"] for change in document(run)["files"][0]["changes"]] == ["corrected_on_request"]
    (line,) = state(project)
    assert (line["corrected"], line["rewritten"], line["backdated"]) == (True, False, False)


def test_six_weeks_at_once_are_a_first_load_and_six_ingests_are_not(project: Path, tmp_path: Path) -> None:
    for day in WEEKS:
        put(project, f"{day}.xlsx", week(day, ["ORD-2020-01/02", "c-n", "ملتزم"]))
    ingest(project, project / "status")
    assert all(line["bulk"] for line in state(project))
    other = world.project(tmp_path / "other")
    for day in WEEKS:
        path = put(other, f"{day}.xlsx", week(day, ["ORD-2020-01/02", "c-n", "ملتزم"]))
        ingest(other, path, now=f"{day}T15:00:00+03:00")
    assert not any(line["bulk"] for line in state(other))


def test_the_day_of_receipt_stands_in_and_known_is_the_moment_of_the_ingest(project: Path) -> None:
    path = put(project, "a.xlsx", world.workbook([HEAD, ["ORD-2020-01/02", "c-n", "ملتزم"]]))
    ingest(project, path, now="2020-09-10T15:00:00+03:00", more=("--received-at", "2020-09-06T23:30:00"))
    (line,) = state(project)
    assert (line["reported_on"], line["report_date_assumed"]) == (world.date(2020, 9, 6).toordinal(), True)
    assert line["known_at"] == 1599739200


def test_a_sender_outranks_the_units(project: Path) -> None:
    rows = week("6/9/2020", ["ORD-2020-01/02", "c-n", "غير ملتزم"])
    ingest(project, put(project, "visit.xlsx", rows), more=("--received-from", "inspectorate"))
    (line,) = state(project)
    assert (line["office"], line["rank"]) == ("inspectorate", int(Rank.INSPECTION))
    folder = put(project, "inspectorate/other.xlsx", week("7/9/2020", ["ORD-2020-01/02", "c-n", "ملتزم"]))
    ingest(project, folder)
    assert [found["rank"] for found in state(project)] == [3, 3]
    mailed = put(project, "south.xlsx", world.workbook([["المعرف", "الحالة"], ["ORD-2020-01/02", "ملتزم"]]))
    ingest(project, mailed, more=("--received-from", "south@canals.example"))
    assert [found["office"] for found in state(project, unit="c-s")] == ["c-s"]


def test_one_unreadable_file_among_others_is_a_finding(project: Path) -> None:
    good = put(project, "good.xlsx", week("6/9/2020", ["ORD-2020-01/02", "c-n", "ملتزم"]))
    bad = put(project, "bad.xlsx", b"no workbook")
    put(project, "~$good.xlsx", b"lock")
    put(project, ".hidden.xlsx", b"hidden")
    run = ingest(project, project / "status", project / "absent.xlsx", more=("--fail-on", "refused"))
    assert run.code == 1
    codes = {Path(file["file"]).name: file["code"] for file in document(run)["files"]}
    assert codes == {good.name: None, bad.name: "sheet-renamed", "absent.xlsx": "file-missing"}
    kept = {path.read_bytes() for path in (project / "store" / "received").iterdir()}
    assert kept == {good.read_bytes(), bad.read_bytes()}


def test_where_nothing_can_be_taken_nothing_is_changed(project: Path) -> None:
    bad = put(project, "bad.csv", b"\x00\x01\x02")
    for paths in ((bad,), (project / "absent.xlsx",), (project / "directives",)):
        run = ingest(project, *paths)
        assert run.code == 2
        assert document(run)["files"][0]["status"] == "refused"
    assert not (project / "store" / "tracker.sqlite").exists()


def test_a_held_lock_is_exit_three(project: Path) -> None:
    path = put(project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/02", "c-n", "ملتزم"]))
    with hold(load(project)):
        run = ingest(project, path)
    assert run.code == 3
    assert not (project / "store" / "tracker.sqlite").exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_people_see_a_table_and_each_finding_with_its_place_and_remedy(project: Path, language: str) -> None:
    path = put(project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/01", "c-n", "منجز", "31/02/2020"]))
    run = tracker("ingest", path, "--project", project, "--lang", language, "--explain")
    assert run.code == 0
    assert "31/02/2020" not in run.out
    assert "status/a.xlsx [Sheet1] D3" in run.err
    assert {"ar": "اكتب اليوم والشهر والسنة", "en": "Write day, month and year"}[language] in run.err
    read = {"ar": "«المعرف» يُقرأ: رمز الالتزام (مطابق)", "en": "“المعرف” is read as obligation (exact)"}
    assert read[language] in run.out


def test_what_was_said_otherwise_before_is_told_in_words(project: Path) -> None:
    """Names of flags, columns and states in the reader's language; 'None' is no word of any."""
    put(project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/01", "c-n", "منجز", "31/02/2020"]))
    put(project, "b.xlsx", week("6/9/2020", ["ORD-2020-01/01", "c-s", "قيد التنفيذ"]))
    tracker("ingest", project / "status", "--project", project)
    put(project, "c.xlsx", week("6/9/2020", ["ORD-2020-01/01", "c-n", "منجز", "31/8/2020"]))
    put(project, "d.xlsx", week("6/9/2020", ["ORD-2020-01/01", "c-s", "منجز", "5/9/2020"]))
    run = tracker("ingest", project / "status", "--project", project, "--lang", "ar")
    lines = [line for line in run.err.splitlines() if "ORD-2020-01/01 ·" in line]
    assert lines == [
        "صُحِّح بناءً على طلب: ORD-2020-01/01 · مركز القنوات الشمالي · الحالة: كان صفاً لم يُقبل، "
        "وصار أُنجز (status/c.xlsx [Sheet1] C3)",
        "عُدِّل إبلاغ سابق: ORD-2020-01/01 · مركز القنوات الجنوبي · الحالة: كان قيد التنفيذ (status/b.xlsx [Sheet1] C3)، "
        "وصار أُنجز (status/d.xlsx [Sheet1] C3)",
        "عُدِّل إبلاغ سابق: ORD-2020-01/01 · مركز القنوات الجنوبي · تاريخ الإنجاز: كان فارغاً (status/b.xlsx [Sheet1] A3)، "
        "وصار 5 أيلول 2020 (status/d.xlsx [Sheet1] D3)",
    ]


@pytest.mark.parametrize(
    ("language", "near"), [("ar", "مركز القنوات الشمالي (c-n)"), ("en", "Northern Canal Centre (c-n)")]
)
def test_the_nearest_units_are_named(project: Path, language: str, near: str) -> None:
    put(project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/01", "م. القنوات الشمالية", "منجز"]))
    run = tracker("ingest", project / "status", "--project", project, "--lang", language)
    assert "[unit-unmatched]" in run.err
    assert near in run.err
    asked = tracker(
        "template", "--project", project, "--unit", "الشمالية", "-o", project / "t.xlsx", "--lang", language
    )
    assert near in asked.err


def test_a_setting_that_names_no_state_or_column_is_refused(project: Path) -> None:
    settings = project / "tracker.toml"
    settings.write_text(settings.read_text("utf-8") + '[lexicon.states]\nfinished = ["خلص"]\n', "utf-8")
    path = put(project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/02", "c-n", "ملتزم"]))
    run = ingest(project, path)
    assert run.code == 2
    assert "lexicon.states.finished" in run.err


def test_an_unknown_kind_for_fail_on_is_a_wrong_command_line(project: Path) -> None:
    assert ingest(project, project / "status", more=("--fail-on", "nonsense")).code == 2


def test_the_file_is_kept_unchanged_under_its_hash(project: Path) -> None:
    path = put(project, "أ ب.XLSX", week("6/9/2020", ["ORD-2020-01/02", "c-n", "ملتزم"]))
    file = document(ingest(project, path))["files"][0]
    kept = project / "store" / "received" / f"{file['sha256']}.xlsx"
    assert kept.read_bytes() == path.read_bytes()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_is_named(project: Path) -> None:
    path = put(project, "a.xlsx", week("6/9/2020", ["ORD-2020-01/02", "c-n", "ملتزم"]))
    path.chmod(stat.S_IWUSR)
    assert document(ingest(project, path))["files"][0]["code"] == "file-unreadable"


def test_the_command_starts_without_the_heavy_libraries() -> None:
    code = "import sys, tracker.cli.followup; print({'pandas', 'openpyxl', 'python_calamine'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


@pytest.mark.parametrize(("calendar", "done"), [("frcp", "8/5/2020"), ("iq", "5/8/2020")])
def test_the_profile_says_what_an_open_date_means(project: Path, calendar: str, done: str) -> None:
    (project / "tracker.toml").write_text(f'version = 1\ncalendar = "{calendar}"\n', "utf-8")
    path = put(project, "a.xlsx", week("2020-09-06", ["ORD-2020-01/01", "c-n", "منجز", done, None, None]))
    assert document(ingest(project, path))["files"][0]["questions"] == []
    (row,) = state(project, "ORD-2020-01/01")
    assert date.fromordinal(row["completed_on"]) == date(2020, 8, 5)


def test_other_files_of_a_directory_are_named_and_change_no_exit_code(project: Path) -> None:
    put(project, "a.xlsx", week("2020-09-06"))
    (project / "status" / "letter.pdf").write_bytes(b"%PDF-1.4")
    (project / "status" / ".hidden").write_bytes(b"x")
    run = tracker("ingest", project / "status", "--project", project, "--lang", "en", "--fail-on", "refused")
    assert run.code == 0
    assert "their number" in run.err.lower()
    assert "letter.pdf" in run.err
    assert ".hidden" not in run.err
