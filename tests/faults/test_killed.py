"""Killed or told to end in the middle of an ingest, a report, a template, a run: nothing half-written, no lock left,
and the next run recovers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import tracker
from tests.faults.test_bad_input import BOOK, DIRECTIVE, HOLIDAYS, NOW, ORDER, UNITS
from tracker.followup.ledger import Ledger

DYING = """
import importlib, os, signal, sys
signal_name, place, when, *arguments = sys.argv[1:]
module, _, path = place.partition(":")
owner = importlib.import_module(module)
*classes, name = path.split(".")
for part in classes:
    owner = getattr(owner, part)
original = getattr(owner, name)

def dying(*values, **named):
    if when == "before":
        os.kill(os.getpid(), getattr(signal, signal_name))
    result = original(*values, **named)
    os.kill(os.getpid(), getattr(signal, signal_name))
    return result

setattr(owner, name, dying)
from tracker.cli.main import main
sys.argv = ["tracker", *arguments]
main()
"""
SIGNALS = {"SIGTERM": 128 + signal.SIGTERM, "SIGKILL": -signal.SIGKILL}
REPORTS = {"report.html", "report.xlsx"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", NOW)
    root = tmp_path / "p"
    (root / "directives").mkdir(parents=True)
    (root / "status").mkdir()
    (root / "tracker.toml").write_text("", "utf-8")
    (root / ORDER).write_text(DIRECTIVE, "utf-8")
    head, *lines = UNITS.splitlines()
    mailed = [f"{head},email", *(f"{line},{line.partition(',')[0]}@power.example" for line in lines)]
    (root / "units.csv").write_text("\n".join(mailed) + "\n", "utf-8")
    (root / "holidays.csv").write_text(HOLIDAYS, "utf-8")
    (root / "status/week.xlsx").write_bytes(BOOK)
    return root


def dies(project: Path, name: str, place: str, when: str, *arguments: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", DYING, name, place, when, *arguments, "--project", str(project)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == SIGNALS[name], ended.stderr
    assert "Traceback" not in ended.stderr


def mails(project: Path) -> dict[str, str]:
    """Message-ID of each mail in the outbox, by its file."""
    found = {path.name: path.read_text("utf-8", "replace") for path in (project / "outbox").glob("*.eml")}
    return {
        name: next(line for line in text.splitlines() if line.startswith("Message-ID")) for name, text in found.items()
    }


@pytest.mark.parametrize(
    ("name", "place", "when"),
    [
        ("SIGKILL", "tracker.followup.ledger:Ledger._keep", "after"),
        ("SIGKILL", "tracker.followup.ledger:_add", "before"),
        ("SIGKILL", "tracker.followup.ledger:_add", "after"),
        ("SIGTERM", "tracker.followup.ledger:_add", "after"),
    ],
)
def test_an_ingest_that_was_cut_short_has_taken_nothing_and_is_repeated(
    project: Path, name: str, place: str, when: str
) -> None:
    dies(project, name, place, when, "ingest", str(project / "status"))
    assert len(Ledger(project / "store").observations()) == 0
    again = tracker("ingest", project / "status", "--project", project)
    assert (again.code, again.err) == (0, "")
    assert len(Ledger(project / "store").observations()) == 1
    doctor = tracker("doctor", "--verify", "--project", project)
    assert (doctor.code, doctor.err) == (0, "")


@pytest.mark.parametrize(
    ("name", "place", "when"),
    [
        ("SIGKILL", "tracker.report.html:render", "before"),
        ("SIGKILL", "tracker.files:_Pending.finish", "after"),
        ("SIGKILL", "tracker.files:_Pending.settle", "before"),
        ("SIGTERM", "tracker.report.html:render", "after"),
        ("SIGTERM", "tracker.files:_Pending.settle", "before"),
    ],
)
def test_a_report_that_was_cut_short_leaves_the_pair_before_it(project: Path, name: str, place: str, when: str) -> None:
    assert tracker("report", "--project", project, "--as-of", "2031-03-05").code == 0
    reports = project / "reports"
    before = {path.name: path.read_bytes() for path in reports.iterdir()}
    dies(project, name, place, when, "report", "--as-of", "2031-03-30")
    after = {path.name: path.read_bytes() for path in reports.iterdir() if not path.name.startswith(".")}
    assert after == before
    if name == "SIGTERM":
        assert {path.name for path in reports.iterdir()} == REPORTS
    assert tracker("report", "--project", project, "--as-of", "2031-03-30").code == 0
    assert {path.name: path.read_bytes() for path in reports.iterdir() if path.name in REPORTS} != before


@pytest.mark.parametrize("name", SIGNALS)
def test_a_form_that_was_cut_short_leaves_the_one_before_it(project: Path, name: str) -> None:
    form = project / "form.xlsx"
    assert tracker("template", "--project", project, "-o", form).code == 0
    before = form.read_bytes()
    dies(project, name, "tracker.files:_Pending.settle", "before", "template", "-o", str(form))
    assert form.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "stage", "when"),
    [
        ("SIGKILL", "_ingest", "before"),
        ("SIGKILL", "_ingest", "after"),
        ("SIGKILL", "_report", "after"),
        ("SIGKILL", "_alert", "after"),
        ("SIGTERM", "_check", "before"),
        ("SIGTERM", "_alert", "before"),
    ],
)
def test_a_run_that_was_cut_short_leaves_no_lock_and_the_next_one_does_it_all(
    project: Path, name: str, stage: str, when: str
) -> None:
    dies(project, name, f"tracker.run:_Stages.{stage}", when, "run")
    again = tracker("run", "--project", project)
    assert again.code == 0, again.err
    assert {path.name for path in (project / "reports").iterdir()} == REPORTS
    assert len(Ledger(project / "store").observations()) == 1
    told = mails(project)
    assert told
    assert len(set(told.values())) == len(told)
    assert tracker("run", "--project", project).code == 0
    assert mails(project) == told
    history = tracker("run", "--history", "--project", project, "--lang", "en")
    assert history.out.count("did not end") == 1


@pytest.mark.parametrize("name", SIGNALS)
def test_a_killed_init_is_no_project_and_can_be_repeated(tmp_path: Path, name: str) -> None:
    directory = tmp_path / "office"
    program = [sys.executable, "-c", DYING, name, "tracker.followup.template:write_for", "before"]
    environment = {**os.environ, "TRACKER_NOW": NOW}
    ended = subprocess.run([*program, "init", str(directory)], capture_output=True, check=False, env=environment)
    assert ended.returncode == SIGNALS[name]
    assert not directory.exists()
    assert tracker("init", directory).code == 0
