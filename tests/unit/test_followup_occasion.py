"""A cell filled in beside a report does not make it another one: a rewriting is flagged (docs/decisions/0015)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import tracker

UNITS = "id,name_ar,name_en,type,parent,valid_from,valid_to,successor,email\nst,مركز,Station,station,,,,,\n"
CLAUSE = """\
  - id: X-1/{n:02d}
    text: {{ar: بند {n}}}
    modality: obligation
    pattern: {pattern}
    units: {{id: st}}
    deadline: {{kind: none}}
"""
HEAD = "obligation,unit,reported_on,state,incidents,remedied,event,period_from,period_to,completed_on\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    clauses = "".join(
        CLAUSE.format(n=n, pattern=pattern) for n, pattern in enumerate(("achievement", "maintenance", "triggered"), 1)
    )
    head = "id: X-1\nissuer: {ar: وزير}\nissued_on: 2026-03-01\nstatus: approved\napproved: {by: م, on: 2026-03-01}\n"
    (tmp_path / "directives").mkdir()
    (tmp_path / "directives/x.yaml").write_text(f"{head}obligations:\n{clauses}", "utf-8")
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "tracker.toml").write_text("", "utf-8")
    return tmp_path


def received(project: Path, day: int, *rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project / f"in-{day}.csv"
    file.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    monkeypatch.setenv("TRACKER_NOW", f"2026-03-{day}T12:00:00+03:00")
    assert tracker("ingest", file, "--project", project).code == 0


def judged(project: Path) -> dict[str, tuple[str, list[str], int | None]]:
    checked = tracker("check", "--as-of", "2026-03-20", "--format", "json", "--project", project)
    return {
        a["obligation"][-2:]: (a["verdict"], a["flags"], a["count"]) for a in json.loads(checked.out)["assessments"]
    }


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("X-1/02,st,2026-03-15,not_kept,2,0,,,,", "X-1/02,st,2026-03-15,kept,0,0,V-1,,,", "compliant"),
        (
            "X-1/02,st,2026-03-15,kept,3,0,,2026-03-08,2026-03-14,",
            "X-1/02,st,2026-03-15,kept,0,0,,2026-03-08,2026-03-13,",
            "compliant",
        ),
        ("X-1/02,st,2026-03-14,kept,3,0,,,,", "X-1/02,st,2026-03-14,kept,0,0,,2026-03-08,2026-03-14,", "compliant"),
        ("X-1/01,st,2026-03-15,in_progress,,,,,,", "X-1/01,st,2026-03-15,done,,,V-1,2026-03-08,,2026-03-10", "met"),
    ],
)
def test_event_and_period_beside_a_report_rewrite_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, verdict: str
) -> None:
    received(project, 16, before, monkeypatch=monkeypatch)
    received(project, 17, after, monkeypatch=monkeypatch)
    found, flags, _ = judged(project)[before[4:6]]
    assert found == verdict
    assert "rewritten" in flags
    assert "conflicting" not in flags


def test_two_weeks_caught_up_in_one_sheet_both_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ("X-1/02,st,2026-03-15,kept,2,0,,2026-03-01,,", "X-1/02,st,2026-03-15,kept,1,1,,2026-03-08,,")
    received(project, 16, *rows, monkeypatch=monkeypatch)
    assert judged(project)["02"][::2] == ("breached", 2)


def test_two_events_of_one_sheet_both_count(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ("X-1/03,st,2026-03-15,not_kept,1,0,V-1,,,", "X-1/03,st,2026-03-15,kept,1,1,V-2,,,")
    received(project, 16, *rows, monkeypatch=monkeypatch)
    assert judged(project)["03"][::2] == ("breached", 1)
