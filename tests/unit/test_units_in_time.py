"""Units that are renamed, moved under another one, or made of another type: several lines of units.csv (0113)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests import followup_world as world
from tests.cli import tracker
from tracker.config import load as settings_of
from tracker.register import load, units_file

HEAD = "id,name_ar,name_en,type,parent,valid_from,valid_to,successor,email\n"
UNITS = (
    HEAD
    + "moi,وزارة الداخلية,Ministry,ministry,,,,,\n"
    + "basra,قيادة البصرة,Basra,command,moi,,,,\n"
    + "dhiqar,قيادة ذي قار,Dhi Qar,command,moi,,,,\n"
    + "s1,مركز الميناء,Port Station,police_station,basra,,,,\n"
    + "s2,مركز القنوات,Canal Station,police_station,basra,,2020-09-05,,s2@a.example\n"
    + "s2,مركز القنوات الشمالي,North Canal Station,police_station,dhiqar,2020-09-06,,,s2@b.example\n"
)
ORDER = """id: O1
issuer: {ar: الوزير, en: Minister}
issued_on: 2020-08-20
status: approved
approved: {by: المدير, on: 2020-08-20}
obligations:
  - id: O1/01
    text: {ar: تقرير, en: report}
    modality: obligation
    strength: order
    pattern: achievement
    units: {type: police_station, under: basra}
    deadline: {kind: on, due_on: 2020-09-20}
  - id: O1/02
    text: {ar: منع المركبات, en: no vehicles}
    modality: prohibition
    strength: order
    pattern: maintenance
    units: {type: police_station, under: basra}
    deadline: {kind: none}
  - id: O1/03
    text: {ar: موقف أسبوعي, en: weekly return}
    modality: obligation
    strength: order
    pattern: periodic
    units: {type: police_station, under: dhiqar}
    deadline: {kind: every, rrule: FREQ=WEEKLY}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-10T09:00:00+03:00")
    project = world.begun(tmp_path / "p", ORDER)
    (project / "units.csv").write_text(UNITS, "utf-8")
    return project


def check(root: Path, as_of: str) -> dict[str, object]:
    run = tracker("check", "--project", root, "--as-of", as_of, "--format", "json", "--full")
    assert run.code == 0, run.err
    found: dict[str, object] = json.loads(run.out)
    return found


def verdicts(root: Path, as_of: str) -> dict[tuple[str, str, str | None], str]:
    found = check(root, as_of)["assessments"]
    return {(a["obligation"], a["unit"], a["occurrence"]): a["verdict"] for a in found}  # type: ignore[attr-defined]


def test_a_unit_is_called_and_placed_as_on_the_day(root: Path) -> None:
    before = tracker("units", "list", "--on", "2020-09-05", "--project", root, "--lang", "en").out.splitlines()
    after = tracker("units", "list", "--on", "2020-09-06", "--project", root, "--lang", "en").out.splitlines()
    assert "    s2 · Canal Station · police_station" in before
    assert before.index("    s2 · Canal Station · police_station") < before.index("  dhiqar · Dhi Qar · command")
    assert after[-1] == "    s2 · North Canal Station · police_station"


def test_what_is_owed_once_stays_with_the_members_of_the_issue_date(root: Path) -> None:
    assert verdicts(root, "2020-09-10")["O1/01", "s2", None] == "pending"


def test_what_is_to_be_kept_follows_membership(root: Path) -> None:
    assert verdicts(root, "2020-09-05")["O1/02", "s2", None] == "unreported"
    found = check(root, "2020-09-06")["assessments"]
    gone = next(a for a in found if (a["obligation"], a["unit"]) == ("O1/02", "s2"))  # type: ignore[attr-defined]
    assert gone["verdict"] == "waived"
    assert "no longer among those" in gone["reason"]["en"]
    assert verdicts(root, "2020-09-10")["O1/02", "s1", None] == "unreported"


def test_a_unit_that_ended_as_a_member_is_succeeded_wherever_its_command_goes_later(root: Path) -> None:
    lines = (
        "p1,قاطع الجنوب,South Sector,sector,basra,,2020-09-12,,",
        "p1,قاطع الجنوب,South Sector,sector,dhiqar,2020-09-13,,,",
        "s3,مركز الفاو,Faw Station,police_station,p1,,2020-09-04,s4,",
        "s4,مركز الخور,Khor Station,police_station,dhiqar,,,,",
    )
    (root / "units.csv").write_text(UNITS + "".join(f"{line}\n" for line in lines), "utf-8")
    found = verdicts(root, "2020-09-10")
    assert found["O1/02", "s3", None] == "waived"
    assert ("O1/02", "s4", None) in found, "dissolved on 4 September as a member; the sector moves on 13 September"


def test_a_unit_that_begins_after_its_command_has_left_is_no_later_member(root: Path) -> None:
    later = ORDER.replace("pattern: achievement", "pattern: achievement\n    any_later: true")
    (root / "directives/o1.yaml").write_text(later, "utf-8")
    lines = (
        "p1,قاطع الجنوب,South Sector,sector,basra,,2020-08-25,,",
        "p1,قاطع الجنوب,South Sector,sector,dhiqar,2020-08-26,,,",
        "s3,مركز الفاو,Faw Station,police_station,p1,2020-09-01,,,",
        "s4,مركز الخور,Khor Station,police_station,basra,2020-09-01,,,",
    )
    (root / "units.csv").write_text(UNITS + "".join(f"{line}\n" for line in lines), "utf-8")
    owed = {key[1] for key in verdicts(root, "2020-09-10") if key[0] == "O1/01"}
    assert owed == {"s1", "s2", "s4"}


def test_periods_begin_with_membership(root: Path) -> None:
    periods = [key[2] for key in verdicts(root, "2020-09-10") if key[:2] == ("O1/03", "s2")]
    assert periods == ["2020-09-06/2020-09-12", "2020-09-13/2020-09-19"]


def test_figures_are_grouped_by_the_tree_of_the_day_and_by_every_branch(root: Path) -> None:
    def duties(as_of: str) -> dict[str, int]:
        rollups = check(root, as_of)["rollups"]
        return {r["key"]: r["duties"] for r in rollups if r["by"] == "branch"}  # type: ignore[attr-defined]

    assert duties("2020-09-05") == {"moi": 5, "basra": 5}
    assert duties("2020-09-10") == {"moi": 6, "basra": 2, "dhiqar": 4}


def test_a_branch_is_the_sum_of_its_units_and_its_rates_are_counted_anew(root: Path) -> None:
    found = check(root, "2020-09-10")
    units = {r["key"]: r for r in found["rollups"] if r["by"] == "unit"}  # type: ignore[attr-defined]
    (moi,) = [r for r in found["rollups"] if (r["by"], r["key"]) == ("branch", "moi")]  # type: ignore[attr-defined]
    assert moi["duties"] == sum(r["duties"] for r in units.values())
    for rate in ("on_time", "kept", "reporting", "verified"):
        parts = [r["rates"][rate] for r in units.values()]
        whole = moi["rates"][rate]
        assert (whole["numerator"], whole["of"]) == tuple(sum(p[name] for p in parts) for name in ("numerator", "of"))
        assert whole["value"] == (whole["numerator"] / whole["of"] if whole["of"] else None)


def test_a_sheet_under_the_former_name_is_read(root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "s.csv"
    sheet.write_text(
        "الرمز,الجهة,الحالة,تاريخ الإنجاز,تاريخ التقرير\nO1/01,مركز القنوات,منجز,2020-09-08,2020-09-09\n", "utf-8"
    )
    run = tracker("ingest", sheet, "--project", root, "--format", "json")
    assert run.code == 0, run.err
    assert verdicts(root, "2020-09-10")["O1/01", "s2", None] == "met"


def test_the_report_names_units_as_on_its_day(root: Path, tmp_path: Path) -> None:
    for day, name, other in (
        ("2020-09-05", "Canal Station", "North Canal Station"),
        ("2020-09-10", "North Canal Station", ">Canal Station"),
    ):
        assert tracker("report", "--project", root, "--as-of", day, "-o", tmp_path / day).code == 0
        page = (tmp_path / day / "report.html").read_text("utf-8")
        assert name in page
        assert other not in page


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("a,أ,A,t,,,2020-01-05,,\na,ب,B,t,,2020-01-07,,,\n", "unit-phases"),
        ("a,أ,A,t,,,2020-01-08,,\na,ب,B,t,,2020-01-07,,,\n", "unit-phases"),
        ("a,أ,A,t,,,,,\na,ب,B,t,,,,,\n", "identifier-twice"),
        ("b,ج,C,t,,,,,\na,أ,A,t,,,2020-01-05,b,\na,ب,B,t,,2020-01-06,,,\n", "unit-phase-successor"),
        ("b,ج,C,t,a,,,,\na,أ,A,t,,,,,\na,ب,B,t,b,2020-01-06,,,\n", "unit-cycle"),
        ("a,أ,A,t,,,,,\na,ب,B,t,x,2020-01-06,,,\n", "unit-unknown"),
    ],
)
def test_lines_that_do_not_fit_are_named(tmp_path: Path, lines: str, code: str) -> None:
    path = tmp_path / "units.csv"
    path.write_text(HEAD + lines, "utf-8")
    _, findings = units_file.load(path)
    assert {one.code for one in findings} == {code}
    assert all(one.source is not None and one.source.line for one in findings)


def test_a_line_without_an_end_ends_the_day_before_the_next(root: Path) -> None:
    (root / "units.csv").write_text(UNITS.replace("basra,,2020-09-05,,s2@a", "basra,,,,s2@a"), "utf-8")
    tree = load(settings_of(root)).units
    assert [(line.parent, line.valid_to) for line in tree.phases["s2"]] == [
        ("basra", date(2020, 9, 5)),
        ("dhiqar", None),
    ]
    assert tree.at(date(2020, 9, 5))["s2"].email == "s2@a.example"
