"""``tracker run`` and ``tracker alert`` on a small project: every stage, twice, broken, locked, killed."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli import Run, tracker
from tracker import run as runs
from tracker.config import load
from tracker.lock import hold
from tracker.register import schema

SETTINGS = """
name = { ar = "متابعة الموانئ", en = "Ports follow-up" }
banner = { ar = "بيانات افتراضية", en = "invented data" }
[alerts]
sender = "tracker@ports.example"
issuer_email = "office@ports.example"
"""
UNITS = """id,name_ar,name_en,type,parent,email
gcp,الشركة العامة للموانئ,Ports Company,company,,gcp@ports.example
um,ميناء أم قصر,Umm Qasr,port,gcp,um@ports.example
kz,ميناء خور الزبير,Khor Zubair,port,gcp,
"""
DIRECTIVE = """
id: MOT-2029-04-02
issuer: {ar: وزير النقل, en: Minister of Transport}
issued_on: 2029-04-02
status: approved
approved: {by: مدير المتابعة, on: 2029-04-02}
obligations:
  - id: MOT-2029-04-02/01
    text: {ar: صيانة الرافعات, en: service the cranes}
    modality: obligation
    pattern: achievement
    units: {type: port}
    deadline: {kind: on, due_on: 2029-04-15}
"""
STATUS = """obligation,unit,state,completed_on,reported_on,evidence,note
MOT-2029-04-02/01,um,in_progress,,2029-04-08,,الرافعة الأولى فقط
"""
JSON = ("--format", "json")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2029-04-17T06:00:00+03:00")
    root = tmp_path / "ports"
    (root / "directives").mkdir(parents=True)
    (root / "status").mkdir()
    (root / "tracker.toml").write_text(SETTINGS, "utf-8")
    (root / "units.csv").write_text(UNITS, "utf-8")
    (root / "directives/a.yaml").write_text(DIRECTIVE, "utf-8")
    (root / "status/week.csv").write_text(STATUS, "utf-8")
    return root


def document(run: Run, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run.out)
    assert list(Draft202012Validator(schema.schema(name)).iter_errors(found)) == []
    return found


def statuses(run: Run) -> dict[str, str]:
    return {stage["name"]: stage["status"] for stage in document(run, "run")["stages"]}


def codes(run: Run, stage: str) -> list[str]:
    (found,) = (s for s in document(run, "run")["stages"] if s["name"] == stage)
    return [message["code"] for message in found["messages"]]


def mails(root: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (root / "outbox").glob("*.eml")}


def test_a_run_does_all_four_stages_and_a_second_one_sends_nothing(project: Path) -> None:
    first = tracker("run", "--project", project, *JSON)
    assert first.code == 0
    assert statuses(first) == dict.fromkeys(("ingest", "check", "report", "alert"), "ok")
    assert (project / "reports/report.xlsx").is_file()
    assert (project / "reports/report.html").is_file()
    sent = mails(project)
    assert len(sent) == 2
    (file,) = (project / "outbox").glob("2029-04-17-um-overdue-*.eml")
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert message["To"] == "um@ports.example"
    assert message["X-Tracker-Clock"] == "set"  # a rehearsal never passes for the real thing
    second = tracker("run", "--project", project, *JSON)
    assert second.code == 0
    assert mails(project) == sent
    (told,) = (m for s in json.loads(second.out)["stages"] for m in s["messages"] if m["code"] == "run-alerted")
    assert "Messages delivered 0, failed 0; new alerts 0" in told["text"]["en"]


def test_days_without_runs_are_caught_up_with_one_mail_a_recipient(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2029-04-09T06:00:00+03:00")
    tracker("run", "--project", project)
    monkeypatch.setenv("TRACKER_NOW", "2029-05-20T06:00:00+03:00")
    tracker("run", "--project", project)
    latest = list((project / "outbox").glob("2029-05-20-*.eml"))
    to = [email.message_from_bytes(p.read_bytes(), policy=email.policy.default)["To"] for p in latest]
    assert sorted(map(str, to)) == [
        "gcp@ports.example",
        "office@ports.example",
        "um@ports.example",
        "ميناء خور الزبير:;",
    ]


def test_a_station_without_address_gets_a_file_that_can_be_handed_over(project: Path) -> None:
    found = document(tracker("alert", "--project", project, *JSON), "alert")
    (mute,) = (a for a in found["alerts"] if a["unit"] == "kz")
    assert (mute["step"], mute["state"], mute["recipient"]) == ("overdue", "sent", "kz")
    (file,) = (d["file"] for d in found["deliveries"] if d["recipient"] == "kz")
    message = email.message_from_bytes(Path(file).read_bytes(), policy=email.policy.default)
    assert str(message["To"]) == "ميناء خور الزبير:;"
    assert "صيانة الرافعات" in message.get_body(("plain",)).get_content()  # type: ignore[attr-defined]


def test_over_mail_alone_a_station_without_address_is_held_and_said_so_by_name_and_exit_code(project: Path) -> None:
    (project / "tracker.toml").write_text(
        SETTINGS + 'files = ""\n[alerts.smtp]\nhost = "127.0.0.1"\nport = 9\n', "utf-8"
    )
    (project / "units.csv").write_text(UNITS.replace("um@ports.example", ""), "utf-8")
    held = tracker("alert", "--project", project, *JSON)
    assert held.code == 4
    (mute,) = (a for a in document(held, "alert")["alerts"] if a["unit"] == "kz" and a["step"] == "overdue")
    assert (mute["state"], mute["reason"], mute["recipient"]) == ("suppressed", "no_address", None)
    assert "Khor Zubair" in mute["why"]["en"]
    assert "ميناء خور الزبير" in mute["why"]["ar"]
    shown = tracker("alert", "--project", project, "--lang", "ar")
    assert shown.code == 4
    assert "بقي بلا إرسال: تنبيهان (لا بريد مسجلاً للمخاطَب)" in shown.out
    assert tracker("alert", "--project", project, "--dry-run").code == 0  # a rehearsal has failed at nothing
    run = tracker("run", "--project", project, *JSON)
    assert run.code == 4
    assert "alert-withheld" in codes(run, "alert")
    (project / "tracker.toml").write_text(SETTINGS + 'files = ""\n', "utf-8")
    nowhere = tracker("alert", "--project", project, *JSON)
    assert nowhere.code == 4
    assert {a["reason"] for a in document(nowhere, "alert")["alerts"]} == {"no_channel"}


def test_an_alert_and_a_run_say_where_the_files_are(project: Path) -> None:
    run = tracker("run", "--project", project, *JSON)
    (said,) = (m for s in json.loads(run.out)["stages"] for m in s["messages"] if m["code"] == "run-alert-files")
    assert said["text"]["ar"].endswith("وعدد ملفاتها الجديدة 2.")
    assert str(project / "outbox") in said["text"]["en"]
    again = tracker("run", "--project", project, *JSON)
    assert "run-alert-files" not in codes(again, "alert")
    (project / "store/tracker.sqlite").unlink()
    shown = tracker("alert", "--project", project, "--lang", "en")
    whole = re.sub(r"[\s│]", "", shown.out)  # a long path goes on in the next line of its cell
    assert str(project / "outbox") in whole
    for path in (project / "outbox").glob("*.eml"):
        assert path.name in whole
    assert "Khor Zubair" in shown.out


def test_a_breach_of_a_unit_at_the_top_is_no_fault_though_nobody_stands_above_it(project: Path) -> None:
    order = DIRECTIVE.replace("{type: port}", "{id: gcp}")
    (project / "directives/a.yaml").write_text(order, "utf-8")
    run = tracker("run", "--project", project, "--as-of", "2029-04-20", *JSON)
    assert run.code == 0
    assert "alert-nobody-above" in codes(run, "alert")


def test_a_dry_run_shows_what_would_go_and_leaves_every_byte_as_it_was(project: Path) -> None:
    before = {p: p.read_bytes() for p in project.rglob("*") if p.is_file()}
    would = document(tracker("alert", "--project", project, "--dry-run", *JSON), "alert")
    assert {p: p.read_bytes() for p in project.rglob("*") if p.is_file()} == before
    assert [(d["recipient"], d["state"], d["alerts"]) for d in would["deliveries"]] == [
        ("kz", "queued", 1),
        ("um@ports.example", "queued", 1),
    ]
    sent = document(tracker("alert", "--project", project, *JSON), "alert")
    assert [d["id"] for d in sent["deliveries"]] == [d["id"] for d in would["deliveries"]]
    assert [a["key"] for a in sent["alerts"]] == [a["key"] for a in would["alerts"]]
    again = document(tracker("alert", "--project", project, "--dry-run", *JSON), "alert")
    assert again["deliveries"] == []
    assert {a["reason"] for a in again["alerts"]} == {"already_told"}


def test_the_terminal_shows_it_in_the_language_asked_for(project: Path) -> None:
    arabic = tracker("alert", "--project", project, "--dry-run", "--lang", "ar")
    english = tracker("alert", "--project", project, "--dry-run", "--lang", "en")
    assert (arabic.code, english.code) == (0, 0)
    assert "بيانات افتراضية" in arabic.out
    assert "تأخر" in arabic.out
    assert "invented data" in english.out
    assert "Overdue" in english.out


def test_what_cannot_be_delivered_makes_exit_4_and_goes_out_with_the_next_run(project: Path) -> None:
    (project / "outbox").write_text("a file stands where the directory should be")
    failed = tracker("run", "--project", project, *JSON)
    assert failed.code == 4
    assert statuses(failed)["alert"] == "failed"
    assert "delivery-failed" in codes(failed, "alert")
    (project / "outbox").unlink()
    assert tracker("run", "--project", project).code == 0
    assert len(mails(project)) == 2


def test_a_broken_sheet_does_not_keep_the_alerts_from_going_out(project: Path) -> None:
    (project / "status/broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    run = tracker("run", "--project", project, "--fail-on", "refused", *JSON)
    assert run.code == 1
    assert set(statuses(run).values()) == {"ok"}
    assert len(mails(project)) == 2


def test_a_broken_register_skips_what_needs_it_and_delivers_what_was_recorded(project: Path) -> None:
    (project / "outbox").write_text("in the way")
    assert tracker("run", "--project", project).code == 4
    (project / "outbox").unlink()
    (project / "units.csv").write_text("id,name_ar\n", "utf-8")
    run = tracker("run", "--project", project, *JSON)
    assert run.code == 2
    assert statuses(run) == {"ingest": "failed", "check": "skipped", "report": "skipped", "alert": "ok"}
    assert codes(run, "check") == ["stage-skipped"]
    assert "run-alerted-as-recorded" in codes(run, "alert")
    assert len(mails(project)) == 2
    assert "Traceback" not in run.err


def test_our_own_fault_in_one_stage_is_said_as_ours_and_the_rest_is_done(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.report import figures

    def broken(*_: object) -> None:
        raise KeyError("a fault of the program")

    monkeypatch.setattr(figures, "build", broken)
    run = tracker("run", "--project", project, *JSON)
    assert run.code == 70
    assert statuses(run) == {"ingest": "ok", "check": "ok", "report": "failed", "alert": "ok"}
    assert codes(run, "report") == ["stage-fault"]
    assert len(mails(project)) == 2
    (log,) = (project / "store/log").glob("*.jsonl")
    faults = [line for line in map(json.loads, log.read_text("utf-8").splitlines()) if line["event"] == "fault"]
    assert "a fault of the program" in faults[0]["traceback"]


def test_while_another_run_goes_on_nothing_is_done(project: Path) -> None:
    with hold(load(project)):
        before = {p: p.read_bytes() for p in project.rglob("*") if p.is_file()}
        for command in ("run", "alert"):
            refused = tracker(command, "--project", project)
            assert refused.code == 3
            assert str(os.getpid()) in refused.err
        assert {p: p.read_bytes() for p in project.rglob("*") if p.is_file()} == before
    assert tracker("run", "--project", project).code == 0


def test_a_project_that_is_none_is_refused_with_exit_2(tmp_path: Path) -> None:
    for command in (("run",), ("alert",), ("schedule", "show"), ("run", "--history")):
        refused = tracker(*command, "--project", tmp_path)
        assert refused.code == 2
        assert "project-missing" in refused.err
        assert list(tmp_path.iterdir()) == []


def test_the_log_is_json_lines_and_the_history_tells_every_run_also_a_killed_one(project: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(project)], env={**os.environ, "PYTHONPATH": "."}, check=False, timeout=60
    )
    assert killed.returncode == -9
    assert tracker("run", "--project", project).code == 0
    history = json.loads(tracker("run", "--project", project, "--history", *JSON).out)
    assert [entry["exit"] for entry in history["runs"]] == [0, None]
    assert {entry["clock"] for entry in history["runs"]} == {"set"}
    shown = tracker("run", "--project", project, "--history", "--lang", "en")
    assert "did not end" in shown.out
    (log,) = (project / "store/log").glob("run-2029-04.jsonl")
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {line["run"] for line in lines} == {entry["run"] for entry in history["runs"]}
    finished = [line for line in lines if line["run"] == history["runs"][0]["run"]]
    assert [line["stage"] for line in finished if line["event"] == "stage"] == ["ingest", "check", "report", "alert"]
    assert finished[-1]["event"] == "end"


KILLED = """
import os, signal, sys
from pathlib import Path
from tracker import report, run
report.write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
run.run(Path(sys.argv[1]))
"""


def test_the_names_of_fail_on_are_checked(project: Path) -> None:
    assert tracker("run", "--project", project, "--fail-on", "overdu").code == 2
    assert tracker("run", "--project", project, "--fail-on", "breached").code == 0
    assert tracker("run", "--project", project, "--fail-on", "overdue,breached").code == 1


def test_an_empty_or_missing_status_directory_is_no_fault(project: Path) -> None:
    (project / "status/week.csv").unlink()
    empty = tracker("run", "--project", project, *JSON)
    (project / "status").rmdir()
    missing = tracker("run", "--project", project, *JSON)
    for run in (empty, missing):
        assert run.code == 0
        assert codes(run, "ingest") == ["run-nothing-received"]


def test_one_moment_serves_the_whole_run(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_NOW")
    read = []
    original = runs.clock.now
    monkeypatch.setattr(runs.clock, "now", lambda zone: read.append(zone) or original(zone))
    assert tracker("run", "--project", project, "--as-of", "2029-04-17").code == 0
    assert len(read) == 1
