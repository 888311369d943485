"""What is typed for a unit or an obligation, and days in the register's lists that cannot follow each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import tracker

UNITS = """id,name_ar,name_en,type,parent,valid_from,valid_to,successor
min,الوزارة,Ministry,ministry,,,,
south,قيادة الجنوب,South Command,command,min,,,
north,قيادة الشمال,North Command,command,min,,,
s1,مركز الميناء,Port Station,station,south,,,
s2,مركز السوق,Market Station,station,south,,,
n1,مركز الجبل,Hill Station,station,north,,,
n2,مركز السوق,Market Station,station,north,,,
"""
ORDER = """id: A
issuer: {ar: الوزير, en: Minister}
issued_on: 2020-10-04
status: approved
approved: {by: x, on: 2020-10-04}
obligations:
  - id: A/01
    text: {ar: رفع تقرير, en: send a report}
    modality: obligation
    strength: order
    pattern: achievement
    units: {type: station}
    deadline: {kind: within, count: 10, unit: day, anchor: issue}
  - id: A/02
    text: {ar: الاهتمام بالمظهر, en: take care of appearances}
    modality: obligation
    strength: exhortation
    pattern: achievement
    units: {type: station}
  - id: A/03
    text: {ar: معالجة كل عطل, en: repair each fault}
    modality: obligation
    strength: order
    pattern: triggered
    units: {type: station}
    deadline: {kind: within, count: 3, unit: day, anchor: event}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-10-20T09:00:00+03:00")
    (tmp_path / "directives").mkdir()
    (tmp_path / "directives/a.yaml").write_text(ORDER, "utf-8")
    (tmp_path / "directives/b.yaml").write_text(
        "id: B\nissuer: {ar: الوزير}\nissued_on: 2020-10-05\nstatus: draft\nobligations:\n"
        "  - id: B/01\n    text: {ar: نص}\n    units: {type: station}\n",
        "utf-8",
    )
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "tracker.toml").write_text("version = 1\n", "utf-8")
    return tmp_path


def told(root: Path, *args: str, code: int = 0) -> str:
    run = tracker(*args, "--project", root, "--lang", "en")
    assert run.code == code, run.err
    return run.out + run.err


def checked(root: Path, *more: str) -> dict[str, list[dict[str, object]]]:
    run = tracker("check", "--project", root, "--format", "json", *more)
    assert run.code == 0, run.err
    found: dict[str, list[dict[str, object]]] = json.loads(run.out)
    return found


@pytest.mark.parametrize("asked", ["south", "قيادة الجنوب", "South Command", "  قياده الجنوب "])
def test_a_unit_is_meant_by_its_name_too(root: Path, asked: str) -> None:
    found = checked(root, "--unit", asked)
    assert {a["unit"] for a in found["assessments"]} == {"s1", "s2"}


def test_of_one_branch_nothing_is_told_of_those_above_it(root: Path) -> None:
    keys = {(r["by"], r["key"]) for r in checked(root, "--unit", "south")["rollups"]}
    assert {key for by, key in keys if by == "branch"} == {"south"}
    assert ("authority", "south") in keys
    below = {(r["by"], r["key"]) for r in checked(root, "--unit", "s1")["rollups"]}
    assert not {key for by, key in below if by in ("branch", "authority")}
    assert {r["key"] for r in checked(root)["rollups"] if r["by"] == "branch"} == {"min", "south", "north"}


def test_a_name_of_two_units_or_of_none_is_asked_about(root: Path) -> None:
    both = told(root, "check", "--unit", "مركز السوق", code=2)
    assert "[unit-not-known] No one unit has the identifier or the name" in both
    assert "Market Station (s2)" in both
    assert "Market Station (n2)" in both
    assert "South Command (south)" in told(root, "check", "--unit", "Southern Comand", code=2)


def test_explain_and_decide_take_names(root: Path) -> None:
    assert "Port Station" in told(root, "explain", "A/01", "--unit", "مركز الميناء")
    decision = ("--until", "2020-10-30", "--by", "x", "--reference", "r", "--reason", "t")
    assert "Open duties that changed: 1 duty" in told(
        root, "decide", "A/01", "extend", "--unit", "Port Station", *decision
    )
    assert "A/01,s1," in (root / "determinations.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("A", "A is a whole order; each of its obligations is explained by itself: A/01 (send a report), A/03 (repair"),
        ("A/02", "A/02 is an exhortation and no order: “take care of appearances”. It stays in the register"),
        ("B/01", "B/01 is of a draft that nobody approved (B)"),
        ("B", "B is of a draft that nobody approved (B)"),
        ("A/04", "No approved obligation has the identifier A/04."),
    ],
)
def test_what_is_not_judged_says_why(root: Path, asked: str, answer: str) -> None:
    assert answer in told(root, "explain", asked, code=2)


def test_a_successor_that_does_not_live_when_it_is_needed_is_named(root: Path) -> None:
    path = root / "units.csv"
    path.write_text(
        UNITS.replace("station,north,,,\nn2", "station,north,,2020-10-10,n3\nn2")
        + "n3,مركز جديد,New Station,station,north,2020-10-15,,\nn4,مركز قديم,Old Station,station,north,,2020-10-12,n5\n"
        + "n5,مركز أقدم,Older Station,station,north,,2020-10-11,\n",
        "utf-8",
    )
    for command in (("units", "validate"), ("register", "validate"), ("check",)):
        found = told(root, *command)
        assert "[successor-begins-later] The unit n1 ends on 10 Oct 2020 and its successor n3 begins on 15 Oct" in found
        assert "[successor-ended-before] The successor n5 of n4, which ends on 12 Oct 2020, ended on 11 Oct" in found
    path.write_text(path.read_text("utf-8").replace("2020-10-15", "2020-10-11"), "utf-8")
    assert "successor-begins-later" not in told(root, "units", "validate")


def test_a_notification_before_the_order_is_named(root: Path) -> None:
    (root / "notifications.csv").write_text("directive,unit,notified_on\nA,s1,2020-10-05\nA,n1,2020-10-03\n", "utf-8")
    found = told(root, "register", "validate")
    assert "notifications.csv:3: warning [date-before-issue] The date 3 Oct 2020 of the field notified_on" in found
    assert "notifications.csv:2" not in found


def test_an_event_taken_back_before_it_was_reported_is_named(root: Path) -> None:
    (root / "events.csv").write_text(
        "obligation,event,unit,occurred_on,reported_on,state\n"
        "A/03,1,s1,2020-10-06,2020-10-10,\nA/03,1,s1,2020-10-06,2020-10-08,retracted\n"
        "A/03,2,s1,2020-10-06,2020-10-10,\nA/03,2,s1,2020-10-06,2020-10-10,retracted\n"
        "A/03,3,s1,2020-10-06,2020-10-10,\nA/03,3,s1,2020-10-06,,retracted\n",
        "utf-8",
    )
    found = told(root, "check")
    assert "events.csv:3: warning [event-retracted-early] The event 1 of A/03 is taken back on 8 Oct 2020" in found
    assert found.count("event-retracted-early") == 1


def test_a_workbook_for_a_day_before_every_order_says_so(root: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out.xlsx")
    found = told(root, "template", "--as-of", "2020-10-01", "-o", out)
    assert "[template-before-orders] The workbook is made for 1 Oct 2020, before every order" in found
    assert "template-before-orders" not in told(root, "template", "--as-of", "2020-10-10", "-o", out)
