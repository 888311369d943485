"""An old answer given again is the same, byte for byte, whatever was edited by hand since (docs/decisions/0112)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import followup_world as world
from tests.cli import Run, tracker
from tracker import program

ORDER = """\
id: M-1
issuer: {ar: وزير افتراضي, en: An invented minister}
issued_on: 2020-09-01
status: approved
approved: {by: رئيس الشعبة, on: 2020-09-02}
obligations:
  - id: M-1/01
    text: {ar: جرد المخازن, en: Take stock of the stores}
    modality: obligation
    pattern: achievement
    units: {type: directorate}
    deadline: {kind: within, count: 7, unit: day, anchor: notification}
  - id: M-1/02
    text: {ar: إبقاء المداخل مفتوحة, en: Keep the entrances open}
    modality: obligation
    pattern: maintenance
    units: {type: directorate}
  - id: M-1/03
    text: {ar: تفتيش كل مركبة بلا لوحة, en: Inspect every vehicle without plates}
    modality: obligation
    pattern: triggered
    units: {type: directorate}
    deadline: {kind: within, count: 3, unit: day, anchor: event}
"""
FILES = {
    "tracker.toml": 'version = 1\nname = { ar = "مشروع", en = "A project" }\nlanguages = ["ar", "en"]\n',
    "units.csv": "id,name_ar,name_en,type,parent\nm,الوزارة,Ministry,ministry,\n"
    "d1,مديرية الماء,Water,directorate,m\nd2,مديرية الطرق,Roads,directorate,m\n",
    "holidays.csv": "date,name,status,source\n2020-09-09,عيد,official,قرار 1\n",
    "notifications.csv": "directive,unit,notified_on\nM-1,d1,2020-09-02\nM-1,d2,2020-09-03\n",
    "events.csv": "obligation,event,unit,occurred_on,reported_on,state\nM-1/03,7,d1,2020-09-04,2020-09-05,\n",
    "directives/m-1.yaml": ORDER,
}
MONDAY, FRIDAY, LATER = "2020-09-14T09:00:00+03:00", "2020-09-18T10:00:00+03:00", "2020-10-05T08:00:00+03:00"
A = "2020-09-14"

Edit = Callable[[Path], object]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda moment: monkeypatch.setenv("TRACKER_NOW", moment)


@pytest.fixture
def root(tmp_path: Path, clock: Callable[[str], None]) -> Path:
    """A project in which the water directorate reported that it took stock. The clock stands on Monday."""
    root = tmp_path / "p"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / "status").mkdir()
    head = ["الالتزام", "الجهة", "الحالة", "تاريخ التقرير"]
    (root / "status/week.xlsx").write_bytes(world.workbook([head, ["M-1/01", "d1", "منجز", "8/9/2020"]]))
    clock("2020-09-13T09:00:00+03:00")
    assert tracker("ingest", root / "status", "--project", root).code == 0
    clock(MONDAY)
    return root


def swap(name: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), "utf-8")

    return edit


def without_lines(root: Path, name: str, beginning: str) -> None:
    kept = [line for line in (root / name).read_text("utf-8").splitlines(True) if not line.startswith(beginning)]
    (root / name).write_text("".join(kept), "utf-8")


EDITS: dict[str, Edit] = {
    "a unit renamed": swap("units.csv", "مديرية الماء,Water", "مديرية المياه,Waters"),
    "a unit deleted": lambda root: (
        without_lines(root, "units.csv", "d2,"),
        without_lines(root, "notifications.csv", "M-1,d2,"),
    ),
    "a unit added": swap("units.csv", "d2,", "d3,مديرية ثالثة,Third,directorate,m\nd2,"),
    "a notification": swap("notifications.csv", "d2,2020-09-03", "d2,2020-09-10"),
    "notifications gone": lambda root: (root / "notifications.csv").unlink(),
    "a holiday": swap("holidays.csv", "2020-09-09,عيد", "2020-09-10,عيد"),
    "the policy": lambda root: (root / "tracker.toml").write_text(FILES["tracker.toml"] + 'calendar = "literal"\n'),
    "a default": lambda root: (root / "tracker.toml").write_text(FILES["tracker.toml"] + "[defaults]\ngrace = 0\n"),
    "the name of the project": swap("tracker.toml", "A project", "Another"),
    "where the units are": lambda root: (
        (root / "units.csv").rename(root / "people.csv"),
        (root / "tracker.toml").write_text(FILES["tracker.toml"] + '[paths]\nunits = "people.csv"\n'),
        swap("people.csv", "Roads", "Highways")(root),
    ),
    "a deadline": swap("directives/m-1.yaml", "count: 7", "count: 12"),
    "a text": swap("directives/m-1.yaml", "Take stock of the stores", "Count the stores"),
    "an order deleted": lambda root: (
        (root / "directives/m-1.yaml").rename(root / "directives/m-1.yaml.old"),
        (root / "events.csv").unlink(),
        (root / "notifications.csv").unlink(),
    ),
    "an event altered": swap("events.csv", "2020-09-04,2020-09-05", "2020-09-10,2020-09-10"),
    "an event added with an early day": swap("events.csv", "M-1/03,7", "M-1/03,6,d2,2020-09-03,2020-09-03,\nM-1/03,7"),
    "a change written in without its moment": swap(
        "directives/m-1.yaml", "  - id: M-1/02", "    changes: [{kind: revoke, from: 2020-09-05}]\n  - id: M-1/02"
    ),
    "a decision with an early moment": lambda root: (root / "determinations.csv").write_text(
        "obligation,kind,decided_on,by,reference,reason,recorded_at\n"
        "M-1/02,waive,2020-09-06,x,r,y,2020-09-06T09:00:00+03:00\n"
    ),
}


def answers(root: Path, out: Path, *more: str) -> dict[str, bytes]:
    """What report, check and explain say, each as its bytes."""
    on = ("--project", root, "--as-of", A, *more)
    runs = [
        tracker("report", *on, "-o", out),
        tracker("check", *on, "--format", "json", "--full", "-o", out / "check.json"),
        tracker("check", *on, "--format", "csv", "-o", out / "check.csv"),
        tracker("explain", "M-1/01", *on, "--format", "json", "-o", out / "explain.json"),
        tracker("explain", "M-1/02", *on, "--format", "html", "-o", out / "explain.html"),
    ]
    assert [run.code for run in runs] == [0] * len(runs), [run.err for run in runs]
    return {path.name: path.read_bytes() for path in out.iterdir()}


def checked(root: Path, *more: str) -> dict[tuple[str, str], str]:
    run = tracker("check", "--project", root, "--format", "json", *more)
    assert run.code == 0, run.err
    return {(a["obligation"], a["unit"]): a["verdict"] for a in json.loads(run.out)["assessments"]}


def sightings(root: Path) -> list[tuple[int, str, str]]:
    """Of each its number, when it was first and when it was last seen."""
    with sqlite3.connect(root / "store/tracker.sqlite") as base:
        rows = base.execute("SELECT seq, content, until FROM sightings ORDER BY seq").fetchall()
    return [(seq, json.loads(content)["known_at"], until) for seq, content, until in rows]


@pytest.mark.parametrize("name", EDITS)
def test_an_old_answer_is_given_again_byte_for_byte_whatever_was_edited(
    root: Path, tmp_path: Path, clock: Callable[[str], None], name: str
) -> None:
    first = answers(root, tmp_path / "first")
    clock(FRIDAY)
    EDITS[name](root)
    assert tracker("check", "--project", root, "--known-at", MONDAY, "--as-of", A).code == 0, "before it was seen"
    clock(LATER)
    assert answers(root, tmp_path / "later", "--known-at", MONDAY) == first
    if name != "an order deleted":  # then there is no duty to explain
        now = answers(root, tmp_path / "now", "--known-at", LATER)
        differing = {file for file in first if now[file] != first[file]}
        assert {"report.html", "report.xlsx", "check.json"} <= differing


def test_every_edit_in_its_turn_leaves_all_earlier_answers_as_they_were(
    root: Path, tmp_path: Path, clock: Callable[[str], None]
) -> None:
    one_after_another = ("a unit renamed", "a notification", "a holiday", "a default", "a deadline", "a unit deleted")
    given: dict[str, dict[str, bytes]] = {}
    for day, name in enumerate(("nothing", *one_after_another), 14):
        clock(f"2020-09-{day}T09:00:00+03:00")
        EDITS.get(name, lambda _: None)(root)
        given[f"2020-09-{day}T09:00:00+03:00"] = answers(root, tmp_path / f"{day}")
    clock(LATER)
    for moment, before in given.items():
        assert answers(root, tmp_path / f"again {moment}", "--known-at", moment) == before


def test_a_hand_edit_is_known_from_when_it_was_first_seen(root: Path, clock: Callable[[str], None]) -> None:
    assert checked(root)["M-1/01", "d2"] == "overdue"
    clock(FRIDAY)
    EDITS["a deadline"](root)
    assert checked(root, "--as-of", A)["M-1/01", "d2"] == "due_soon"
    clock(LATER)
    for moment, verdict in (("2020-09-18T09:59:00+03:00", "overdue"), (FRIDAY, "due_soon")):
        assert checked(root, "--as-of", A, "--known-at", moment)["M-1/01", "d2"] == verdict, moment


def second_order(root: Path, approved_on: str = "2020-09-15") -> None:
    text = ORDER.replace("M-1", "M-2").replace("on: 2020-09-02", f"on: {approved_on}").partition("  - id: M-2/02")[0]
    (root / "directives/m-2.yaml").write_text(text.replace("notification", "issue"), "utf-8")


def test_an_order_first_seen_later_is_known_from_its_approval_unless_it_was_seen_not_to_be_there(
    root: Path, clock: Callable[[str], None]
) -> None:
    assert ("M-2/01", "d1") not in checked(root)
    clock("2020-09-16T09:00:00+03:00")
    assert ("M-2/01", "d1") not in checked(root)
    clock(FRIDAY)
    second_order(root)
    assert checked(root)["M-2/01", "d1"] == "overdue"
    clock(LATER)
    known = {
        moment: ("M-2/01", "d1") in checked(root, "--as-of", A, "--known-at", moment)
        for moment in (MONDAY, "2020-09-16T09:00:00+03:00", "2020-09-17T09:00:00+03:00", FRIDAY)
    }
    assert list(known.values()) == [False, False, True, True], known


def test_an_order_that_only_its_new_units_make_readable_waits_until_it_was_seen(
    root: Path, clock: Callable[[str], None]
) -> None:
    checked(root)
    clock(FRIDAY)
    second_order(root)
    swap("directives/m-2.yaml", "type: directorate", "type: harbour")(root)
    swap("units.csv", "d2,", "h,ميناء,Port,harbour,m\nd2,")(root)
    assert checked(root)["M-2/01", "h"] == "overdue"
    clock(LATER)
    assert ("M-2/01", "h") not in checked(root, "--known-at", "2020-09-17T09:00:00+03:00")


def test_before_the_first_record_the_earliest_inputs_stand_in_and_it_is_said(
    root: Path, tmp_path: Path, clock: Callable[[str], None]
) -> None:
    early = ("--known-at", "2020-09-10T09:00:00+03:00")
    first = tracker("check", "--project", root, *early, "--lang", "en")
    assert "note [inputs-first-seen]" in first.err
    assert "first recorded later (13 Sep 2020, 09:00" in first.err
    before = answers(root, tmp_path / "one", *early)
    clock(FRIDAY)
    EDITS["a unit deleted"](root)
    assert answers(root, tmp_path / "two", *early) == before
    assert "inputs-first-seen" not in tracker("check", "--project", root, "--known-at", MONDAY).err


def test_what_another_program_judged_is_said(
    root: Path, clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(root)
    own = program.version()
    clock(FRIDAY)
    monkeypatch.setattr(program, "version", lambda: "9.9.9+ffffffffffff")
    on = ("--project", root, "--known-at", MONDAY, "--lang", "en")
    for command in (("check", *on), ("explain", "M-1/01", *on), ("report", *on)):
        run = tracker(*command)
        assert run.code == 0
        assert "note [program-not-as-then]" in run.err, command
        assert own in run.err
    assert "program-not-as-then" not in tracker("check", "--project", root, "--known-at", FRIDAY).err
    assert '"program": "9.9.9+ffffffffffff"' in tracker("check", *on, "--format", "json").out
    assert 'content="tracker 9.9.9+ffffffffffff"' in (root / "reports/report.html").read_text("utf-8")


def test_holidays_of_a_package_that_are_others_now_are_said(
    root: Path, clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.calendars import holidays

    checked(root)
    clock(FRIDAY)
    published = holidays.published

    def fewer(*given: Any) -> Any:
        found = published(*given)
        return replace(found, days=dict(list(found.days.items())[1:]))

    monkeypatch.setattr(holidays, "published", fewer)
    run = tracker("check", "--project", root, "--known-at", MONDAY)
    assert run.code == 0
    assert "warning [calendar-not-as-then]" in run.err


def test_inputs_that_this_program_does_not_accept_any_more_are_told_apart_from_the_files(
    root: Path, clock: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.register import units_file

    checked(root)
    clock(FRIDAY)
    swap("units.csv", "id,name_ar,name_en,type,parent", "id,name_ar,name_en,type,parent,email")(root)
    checked(root)
    monkeypatch.setattr(units_file, "REQUIRED", (*units_file.REQUIRED, "email"))
    swap("units.csv", "ministry,\n", "ministry,,a@b.example\n")(root)
    swap("units.csv", "directorate,m\n", "directorate,m,a@b.example\n")(root)
    run = tracker("check", "--project", root, "--known-at", MONDAY)
    assert run.code == 2
    assert "error [inputs-then-refused]" in run.err
    assert "error [column-missing]" in run.err


def test_nothing_is_recorded_twice_and_only_the_span_grows(root: Path, clock: Callable[[str], None]) -> None:
    for moment in (MONDAY, FRIDAY, LATER):
        clock(moment)
        for command in ("check", "report", "alert"):
            assert tracker(command, "--project", root).code == 0
    assert sightings(root) == [(1, "2020-09-13T09:00:00+03:00", LATER)]
    database = (root / "store/tracker.sqlite").read_bytes()
    checked(root, "--known-at", MONDAY)
    assert (root / "store/tracker.sqlite").read_bytes() == database, "at the same moment not a byte"
    assert tracker("check", "--unit", "nobody", "--project", root).code == 2
    assert tracker("alert", "--dry-run", "--project", root).code == 0
    assert (root / "store/tracker.sqlite").read_bytes() == database


def test_a_run_records_what_it_judged(root: Path) -> None:
    EDITS["a deadline"](root)
    assert tracker("run", "--project", root).code == 0
    assert [since for _, since, _ in sightings(root)] == ["2020-09-13T09:00:00+03:00", MONDAY]


EDITING: dict[str, tuple[str, ...]] = {
    "extend": ("register", "extend", "M-1/01", "--deadline", "20 days", "--from", A, "--by", "x", "--reference", "r"),
    "suspend": ("register", "suspend", "M-1", "--from", "2020-09-10", "--by", "x", "--reference", "r"),
    "a holiday": ("calendar", "holidays", "add", "2020-09-10", "--name", "feast", "--source", "decree 3"),
    "a waiver": ("decide", "M-1/02", "waive", "--by", "x", "--reference", "r", "--reason", "y"),
    "an approval": ("register", "approve", "M-2", "--by", "x"),
}


@pytest.mark.parametrize("name", EDITING)
def test_what_a_command_edits_is_recorded_at_once(
    root: Path, tmp_path: Path, clock: Callable[[str], None], name: str
) -> None:
    second_order(root)
    swap("directives/m-2.yaml", "status: approved\napproved: {by: رئيس الشعبة, on: 2020-09-15}", "status: draft")(root)
    before = answers(root, tmp_path / "before")
    clock(FRIDAY)
    run = tracker(*EDITING[name], "--project", root)
    assert run.code == 0, run.err
    clock("2020-09-18T11:00:00+03:00")
    after = answers(root, tmp_path / "after")
    clock(LATER)
    assert answers(root, tmp_path / "before again", "--known-at", MONDAY) == before
    assert answers(root, tmp_path / "after again", "--known-at", "2020-09-18T11:00:00+03:00") == after
    if name != "a waiver":  # which holds from the day on which it was decided, after A
        assert after["check.json"] != before["check.json"].replace(MONDAY.encode(), b"2020-09-18T11:00:00+03:00")
    assert FRIDAY in [since for _, since, _ in sightings(root)]


def test_a_project_that_cannot_be_written_is_judged_and_it_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = checked(root)
    EDITS["a deadline"](root)
    with sqlite3.connect(root / "store/tracker.sqlite") as base:
        base.execute("CREATE TRIGGER closed BEFORE INSERT ON sightings BEGIN SELECT raise(ABORT, 'x'); END")
    (root / "store/tracker.sqlite").chmod(0o444)
    writable = sqlite3.connect

    def only_reading(database: Path, **more: object) -> sqlite3.Connection:
        address = f"{Path(database).as_uri()}?mode=ro" if isinstance(database, Path) else database
        return writable(address, **{**more, "uri": True})  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", only_reading)
    run = tracker("check", "--project", root, "--format", "json", "--lang", "en")
    assert run.code == 0
    assert "warning [inputs-not-recorded]" in run.err
    assert "permission denied" in run.err
    assert {(a["obligation"], a["unit"]) for a in json.loads(run.out)["assessments"]} == set(before)


def doctor(root: Path) -> Run:
    return tracker("doctor", "--verify", "--project", root)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE inputs SET content = x'00' WHERE rowid = 2", "input-altered"),
        ("DELETE FROM inputs WHERE rowid = 1", "input-altered"),
        (
            "UPDATE sightings SET content = replace(content, '2020-09-13', '2020-09-12') WHERE seq = 1",
            "sighting-altered",
        ),
        ("UPDATE sightings SET until = '2020-09-17T09:00:00+03:00' WHERE seq = 1", "sighting-altered"),
        ("DELETE FROM sightings WHERE seq = 1", "sighting-altered"),
    ],
)
def test_doctor_sees_a_record_that_was_changed(
    root: Path, clock: Callable[[str], None], statement: str, code: str
) -> None:
    checked(root)
    clock(FRIDAY)
    EDITS["a deadline"](root)
    checked(root)
    assert doctor(root).code == 0
    with sqlite3.connect(root / "store/tracker.sqlite") as base:
        assert base.execute(statement).rowcount == 1
    run = doctor(root)
    assert run.code == 2
    assert f"error [{code}]" in run.err
