"""A row that came and was not taken is never called silence, and stays on a list until it is answered."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import followup_world as world
from tests.cli import tracker
from tracker.followup.intake import take_in
from tracker.model import Assessment, Untaken, Verdict
from tracker.project import open_project

HEADER = ["المعرف", "الوحدة", "الحالة", "تاريخ الإنجاز"]
IMPOSSIBLE = ["ORD-2020-01/01", "c-n", "منجز", "31/9/2020"]
SILENT = ("لم يرد", "Nothing was ever reported", "No report since", "No report yet")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-12-01T09:00:00+03:00")
    return world.project(tmp_path / "p")


def send(root: Path, name: str, day: int, *rows: list[Any], **more: Any) -> None:
    """A sheet of these rows, dated and received on a day of September 2020."""
    opened = open_project(root)
    path = root / "status" / name
    if not more.get("again"):  # a workbook saved a second later is another file
        path.write_bytes(world.workbook([[f"تاريخ التقرير: {day}/9/2020"], HEADER, *rows]))
    moment = datetime(2020, 9, day, 9, tzinfo=UTC)
    take_in(opened.settings, opened.register, opened.calendar, [path], known_at=moment, **more)


def still_open(root: Path, day: int = 30) -> list[tuple[str | None, str]]:
    rows = open_project(root).ledger.untaken(datetime(2020, 9, day, 23, tzinfo=UTC))
    return [(row.finding.source.cell if row.finding.source else None, row.finding.code) for row in rows]


def duty(root: Path, obligation: str, unit: str, day: int) -> Assessment:
    result = open_project(root, datetime(2020, 9, day, 23, tzinfo=UTC)).judged(date(2020, 9, day))
    (found,) = (one for one in result.assessments if (one.obligation, one.unit) == (obligation, unit))
    return found


def test_a_rejected_row_is_named_in_the_reason_with_file_and_cell(root: Path) -> None:
    send(root, "a.xlsx", 6, IMPOSSIBLE)
    found = duty(root, "ORD-2020-01/01", "c-n", 7)
    assert found.verdict is Verdict.OVERDUE
    assert "لم يُقبل عنه أي إبلاغ. ورد صف لم يُقبل: status/a.xlsx [Sheet1] D3 «31/9/2020»." in found.reason["ar"]
    assert "A row came that was not taken: status/a.xlsx [Sheet1] D3 «31/9/2020»." in found.reason["en"]
    assert not any(words in text for text in found.reason.values() for words in SILENT)
    (row,) = found.not_taken
    assert (row.row, row.value, row.obligation, row.unit, row.kept) == (3, "31/9/2020", "ORD-2020-01/01", "c-n", False)


@pytest.mark.parametrize("day", [7, 20])
def test_a_standing_duty_with_a_row_not_taken_is_not_called_silent(root: Path, day: int) -> None:
    """Within the window (pending) and after it (unreported)."""
    send(root, "a.xlsx", 2, ["ORD-2020-01/02", "c-n", "لا ندري"])
    found = duty(root, "ORD-2020-01/02", "c-n", 3 if day == 7 else day)
    assert found.verdict is (Verdict.PENDING if day == 7 else Verdict.UNREPORTED)
    assert "status/a.xlsx [Sheet1] C3 «لا ندري»" in found.reason["ar"]
    assert not any(words in text for text in found.reason.values() for words in SILENT)
    other = duty(root, "ORD-2020-01/02", "c-s", 20)
    assert "لم يرد أي إبلاغ منذ" in other.reason["ar"], "from whom nothing came, that is still said"


def test_a_question_about_the_unit_may_concern_the_nearest(root: Path) -> None:
    send(root, "a.xlsx", 6, ["ORD-2020-01/01", "م. القنوات الشمالي", "قيد التنفيذ"])
    assert still_open(root) == [("B3", "unit-unmatched")]
    found = duty(root, "ORD-2020-01/01", "c-n", 7)
    assert "وقد يعنيه ما ورد ولم يُقبل: status/a.xlsx [Sheet1] B3" in found.reason["ar"]
    assert duty(root, "ORD-2020-01/01", "c-s", 7).not_taken == ()
    send(root, "b.xlsx", 7, ["ORD-2020-01/01", "c-n", "قيد التنفيذ"])
    assert still_open(root) == []


def test_rows_that_contradict_each_other_came(root: Path) -> None:
    send(root, "a.xlsx", 6, ["ORD-2020-01/01", "c-n", "منجز"], ["ORD-2020-01/01", "c-n", "قيد التنفيذ"])
    found = duty(root, "ORD-2020-01/01", "c-n", 7)
    assert "ورد صفان لم يُقبلا: status/a.xlsx [Sheet1] A3" in found.reason["ar"]


def test_what_closes_a_row_and_what_does_not(root: Path) -> None:
    send(root, "a.xlsx", 6, IMPOSSIBLE)
    send(root, "b.xlsx", 7, ["ORD-2020-01/01", "c-s", "منجز", "5/9/2020"], ["ORD-2020-01/02", "c-n", "ملتزم"])
    assert still_open(root) == [("D3", "date-invalid")], "another unit's row and another duty's do not answer"
    send(root, "c.xlsx", 5, ["ORD-2020-01/01", "c-n", "قيد التنفيذ"])
    assert still_open(root) == [("D3", "date-invalid")], "an older report does not answer"
    send(root, "d.xlsx", 8, ["ORD-2020-01/01", "c-n", "منجز", "31/8/2020"])
    assert still_open(root) == []
    assert still_open(root, 7) == [("D3", "date-invalid")], "by what was known on that day it was open"
    assert "لم يُقبل" not in duty(root, "ORD-2020-01/01", "c-n", 9).reason["ar"]


def test_a_retraction_without_a_note_is_answered_by_one_with_it(root: Path) -> None:
    send(root, "a.xlsx", 6, ["ORD-2020-01/01", "c-n", "منجز", "5/9/2020"])
    again = ["تاريخ التقرير", "6/9/2020"]
    send(root, "b.xlsx", 7, again, HEADER, ["ORD-2020-01/01", "c-n", "مسحوب"])
    assert [code for _, code in still_open(root)] == ["retraction-without-note"]
    send(
        root,
        "c.xlsx",
        8,
        ["تاريخ التقرير", "5/9/2020"],
        [*HEADER, "ملاحظات"],
        ["ORD-2020-01/01", "c-n", "مسحوب", None, "خطأ"],
    )
    assert len(still_open(root)) == 1, "another report was taken back"
    send(root, "d.xlsx", 9, again, [*HEADER, "ملاحظات"], ["ORD-2020-01/01", "c-n", "مسحوب", None, "خطأ"])
    assert still_open(root) == []


def test_a_sheet_sent_again_with_the_same_bad_cell_leaves_one_row_open(root: Path) -> None:
    dated = ["تاريخ التقرير", "6/9/2020"]
    unknown = ["ORD-2020-01/99", "c-s", "منجز"]
    send(root, "a.xlsx", 6, IMPOSSIBLE, unknown)
    send(root, "b.xlsx", 7, dated, HEADER, IMPOSSIBLE, ["ORD-2020-01/02", "c-n", "ملتزم"], unknown)
    rows = open_project(root).ledger.untaken(datetime(2020, 9, 30, tzinfo=UTC))
    assert [(row.finding.source.file, row.value) for row in rows if row.finding.source] == [
        ("status/b.xlsx", "31/9/2020"),
        ("status/b.xlsx", "ORD-2020-01/99"),
    ]
    assert len(still_open(root, 6)) == 2, "by what was known that day it was the older one"
    send(root, "c.xlsx", 8, ["ORD-2020-01/01", "c-s", "منجز", "31/9/2020"])
    assert len(still_open(root)) == 3, "another unit's row answers nothing"


def test_a_row_of_the_same_sheet_does_not_answer_and_reading_it_anew_does(root: Path) -> None:
    send(root, "a.xlsx", 6, IMPOSSIBLE, ["ORD-2020-01/02", "c-n", "ماشي"])
    assert len(still_open(root)) == 2
    settings = root / "tracker.toml"
    settings.write_text(settings.read_text("utf-8") + '[lexicon.states]\nkept = ["ماشي"]\n', "utf-8")
    send(root, "a.xlsx", 6, IMPOSSIBLE, ["ORD-2020-01/02", "c-n", "ماشي"], again=True)
    assert still_open(root) == [("D3", "date-invalid")]


def test_a_completion_in_the_future_and_a_not_applicable_stay_on_the_list(root: Path) -> None:
    send(root, "a.xlsx", 6, ["ORD-2020-01/01", "c-n", "منجز", "9/9/2020"], ["ORD-2020-01/01", "c-s", "لا ينطبق"])
    rows: tuple[Untaken, ...] = open_project(root).ledger.untaken(datetime(2020, 9, 7, tzinfo=UTC))
    assert [(row.finding.code, row.kept) for row in rows] == [("completed-in-future", True), ("not-applicable", True)]
    assert "status/a.xlsx [Sheet1] D3" in duty(root, "ORD-2020-01/01", "c-n", 7).reason["ar"]
    assert "لم يُقبل" not in duty(root, "ORD-2020-01/01", "c-s", 7).reason["ar"], "it was taken, as not done"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "تقرير 6 أيلول 2020 · ORD-2020-01/01 · مركز القنوات الشمالي"),
        ("en", "report of 6 Sep 2020 · ORD-2020-01/01 · Northern Canal Centre"),
    ],
)
def test_the_command_that_lists_them(root: Path, language: str, said: str) -> None:
    none = tracker("ingest", "--open", "--project", root, "--lang", language)
    assert (none.code, len(none.out.splitlines())) == (0, 1)
    send(root, "a.xlsx", 6, IMPOSSIBLE, ["ORD-2020-01/99", "c-n", "منجز"])
    run = tracker("ingest", "--open", "--project", root, "--lang", language)
    lines = run.out.splitlines()
    assert (run.code, len(lines)) == (0, 4)
    assert lines[0] == f"status/a.xlsx [Sheet1] D3 · {said}"
    assert "31/9/2020" in lines[1]
    document = json.loads(tracker("ingest", "--open", "--project", root, "--format", "json").out)
    assert document["schema"] == "tracker/open/1"
    assert [(one["cell"], one["obligation"], one["unit"]) for one in document["rows"]] == [
        ("D3", "ORD-2020-01/01", "c-n"),
        ("A4", None, "c-n"),
    ]
    refused = tracker("ingest", root / "status", "--open", "--project", root)
    assert refused.code == 2
    assert tracker("ingest", "--project", root).code == 2


def test_check_tells_of_them_and_its_json_carries_them(root: Path) -> None:
    send(root, "a.xlsx", 6, IMPOSSIBLE)
    run = tracker("check", "--project", root, "--as-of", "2020-09-07", "--format", "json")
    assert "[rows-not-taken]" in run.err
    document = json.loads(run.out)
    assert [(one["file"], one["cell"], one["code"]) for one in document["not_taken"]] == [
        ("status/a.xlsx", "D3", "date-invalid")
    ]
    (about,) = (one for one in document["assessments"] if one["not_taken"])
    assert (about["obligation"], about["unit"]) == ("ORD-2020-01/01", "c-n")
    other = json.loads(
        tracker("check", "--project", root, "--as-of", "2020-09-07", "--unit", "c-s", "--format", "json").out
    )
    assert other["not_taken"] == []


def test_a_row_with_two_bad_cells_is_one_row(root: Path) -> None:
    send(root, "a.xlsx", 6, ["ORD-2020-01/01", "c-n", "zorp", "31/9/2020"])
    run = tracker("check", "--project", root, "--as-of", "2020-09-07", "--lang", "en")
    assert "have not been corrected yet: 1." in run.err


def test_a_changed_line_of_what_was_left_open_is_seen(root: Path) -> None:
    import sqlite3

    send(root, "a.xlsx", 6, IMPOSSIBLE)
    ledger = open_project(root).ledger
    assert ledger.verify() == ()
    with sqlite3.connect(ledger.database) as base:
        base.execute("UPDATE untaken SET value = 'x'")
    assert [finding.code for finding in ledger.verify()] == ["rows-altered"]
