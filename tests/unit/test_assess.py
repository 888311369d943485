"""Cases of judging that the generated histories leave out: succession, drafts, what is known when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import tracker

UNITS = """id,name_ar,name_en,type,parent,valid_from,valid_to,successor,email
moi,الوزارة,Ministry,ministry,,,,,
old,المركز القديم,Old station,station,moi,,2025-06-05,new,
new,المركز الجديد,New station,station,moi,2025-06-06,,,
"""
DIRECTIVE = """
id: MOI-1
issuer: {ar: الوزير, en: Minister}
issued_on: 2025-06-01
status: approved
approved: {by: مدير المتابعة, on: 2025-06-02}
obligations:
  - id: MOI-1/01
    text: {ar: فتح سجل, en: open a register}
    modality: obligation
    pattern: achievement
    units: {type: station}
    deadline: {kind: on, due_on: 2025-06-10}
"""
HEADER = "obligation,unit,state,completed_on,reported_on,evidence\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tracker.toml").write_text("", "utf-8")
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "directives").mkdir()
    (tmp_path / "directives/a.yaml").write_text(DIRECTIVE, "utf-8")
    return tmp_path


def verdicts(project: Path, as_of: str, *more: str) -> dict[tuple[str, str], tuple[str, str | None]]:
    import json

    run = tracker("check", "--project", project, "--as-of", as_of, "--format", "json", *more)
    assert run.code == 0, run.err
    found = json.loads(run.out)["assessments"]
    return {(a["obligation"], a["unit"]): (a["verdict"], a["reference"]) for a in found}


def report(project: Path, *lines: str) -> None:
    sheet = project / "sheet.csv"
    sheet.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    run = tracker("ingest", sheet, "--project", project)
    assert run.code == 0, run.err


def test_a_dissolved_units_unfinished_duty_moves_to_its_successor(project: Path) -> None:
    assert verdicts(project, "2025-06-12") == {
        ("MOI-1/01", "old"): ("waived", "new"),
        ("MOI-1/01", "new"): ("overdue", None),
    }
    assert verdicts(project, "2025-06-04") == {
        ("MOI-1/01", "old"): ("pending", None),
        ("MOI-1/01", "new"): ("not_in_force", None),
    }


def test_what_a_dissolved_unit_had_fulfilled_is_not_owed_again(project: Path) -> None:
    report(project, "MOI-1/01,old,done,2025-06-03,2025-06-04,كتاب 12")
    assert verdicts(project, "2025-06-12") == {("MOI-1/01", "old"): ("met", None)}


def test_a_draft_is_never_judged(project: Path) -> None:
    text = DIRECTIVE.replace("status: approved\napproved: {by: مدير المتابعة, on: 2025-06-02}", "status: draft")
    (project / "directives/a.yaml").write_text(text, "utf-8")
    assert verdicts(project, "2025-06-12") == {}


def test_what_was_not_known_then_is_not_counted_then(project: Path) -> None:
    report(project, "MOI-1/01,old,done,2025-06-03,2025-06-04,كتاب 12")
    before = verdicts(project, "2025-06-12", "--known-at", "2025-06-12T12:00:00+03:00")
    assert before["MOI-1/01", "old"] == ("waived", "new")
    assert verdicts(project, "2025-06-12", "--known-at", "2025-06-01T12:00:00+03:00") == {}


def test_a_periodic_obligation_without_a_rule_is_said_not_to_be_judged(project: Path) -> None:
    text = DIRECTIVE.replace("pattern: achievement", "pattern: periodic")
    (project / "directives/a.yaml").write_text(text, "utf-8")
    run = tracker("check", "--project", project, "--as-of", "2025-06-12", "--lang", "en")
    assert run.code == 0
    assert "recurrence-missing" in run.err
    assert "MOI-1/01" in run.err


def test_a_unit_does_not_move_the_day_that_an_inspection_found(project: Path) -> None:
    """Due on 10 June: the inspection found it done on the 8th, the unit later writes the 12th."""
    inspected = project / "inspection.csv"
    inspected.write_text(HEADER + "MOI-1/01,new,done,2025-06-08,2025-06-11,محضر 3\n", "utf-8")
    (project / "tracker.toml").write_text('[ranks]\ninspectorate = "inspection"\n', "utf-8")
    taken = tracker("ingest", inspected, "--received-from", "inspectorate", "--project", project)
    assert taken.code == 0, taken.err
    report(project, "MOI-1/01,new,done,2025-06-12,2025-06-14,كتاب 12")
    assert verdicts(project, "2025-06-15")["MOI-1/01", "new"] == ("met", None)


def test_the_day_of_approval_is_the_same_whatever_the_clock_of_the_caller(project: Path) -> None:
    """22:30 of the 1st in London is the 2nd in Baghdad, where it was approved."""
    found = [
        verdicts(project, "2025-06-12", "--known-at", t)
        for t in ("2025-06-01T22:30:00+00:00", "2025-06-02T01:30:00+03:00")
    ]
    assert found[0] == found[1] != {}


def test_who_reported_today_counts_as_reporting_whatever_an_older_inspection_says(project: Path) -> None:
    """The rate asks who reports; the window of the verdict goes on from the inspection's word (0014)."""
    import json

    text = DIRECTIVE.replace("pattern: achievement", "pattern: maintenance").replace(
        "{kind: on, due_on: 2025-06-10}", "{kind: none}"
    )
    (project / "directives/a.yaml").write_text(text.replace("{type: station}", "{id: new}"), "utf-8")
    (project / "tracker.toml").write_text('[ranks]\ninspectorate = "inspection"\n', "utf-8")
    visit = project / "visit.csv"
    visit.write_text(HEADER + "MOI-1/01,new,kept,,2025-06-10,\n", "utf-8")
    assert tracker("ingest", visit, "--received-from", "inspectorate", "--project", project).code == 0

    def judged(as_of: str) -> tuple[str, int, bool]:
        run = tracker("check", "--project", project, "--as-of", as_of, "--format", "json")
        document = json.loads(run.out)
        (found,) = document["assessments"]
        rate = document["summary"]["rates"]["reporting"]
        assert rate["of"] == 1
        return found["verdict"], rate["numerator"], "stale" in found["flags"]

    assert judged("2025-06-21") == ("lapsed", 0, True)
    report(project, "MOI-1/01,new,not kept,,2025-06-21,")
    assert judged("2025-06-21") == ("lapsed", 1, True)
    assert judged("2025-07-01") == ("lapsed", 1, True)  # ten days: the window's last
    assert judged("2025-07-02") == ("lapsed", 0, True)


def test_a_breach_has_a_count_only_where_figures_were_reported(project: Path) -> None:
    import json

    text = DIRECTIVE.replace("pattern: achievement", "pattern: maintenance").replace(
        "{kind: on, due_on: 2025-06-10}", "{kind: none}"
    )
    (project / "directives/a.yaml").write_text(text.replace("{type: station}", "{id: new}"), "utf-8")

    def count(day: str, figures: str) -> object:
        sheet = project / f"{day}.csv"
        sheet.write_text(
            f"obligation,unit,state,reported_on,incidents,remedied\nMOI-1/01,new,not kept,{day},{figures}\n", "utf-8"
        )
        assert tracker("ingest", sheet, "--project", project).code == 0
        run = tracker("check", "--project", project, "--as-of", day, "--format", "json")
        (found,) = json.loads(run.out)["assessments"]
        assert found["verdict"] == "breached"
        return found["count"]

    assert count("2025-06-10", ",") is None
    assert count("2025-06-11", "3,1") == 2
    assert count("2025-06-12", "3,3") == 0


def test_every_moment_is_told_in_the_zone_of_the_calendar(project: Path) -> None:
    import json

    report(project, "MOI-1/01,new,done,2025-06-08,2025-06-09,كتاب 12")
    command = ("check", "--project", project, "--as-of", "2025-06-12", "--known-at", "2031-01-01T00:00:00Z")
    document = json.loads(tracker(*command, "--format", "json").out)
    assert document["known_at"] == "2031-01-01T03:00:00+03:00"
    moments = [s["known_at"] for a in document["assessments"] for s in a["sources"]]
    assert moments
    assert all(moment.endswith("+03:00") for moment in moments)
