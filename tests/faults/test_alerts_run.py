"""``tracker run`` as cron calls it, with a mail server that is down and comes back: exit codes, one mail each."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.cli import tracker

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "unit"), str(Path(__file__).resolve().parent)]

from test_alerts_smtp import Mailbox, closed_port, serving  # noqa: E402 (the path comes first)
from test_run import DIRECTIVE, SETTINGS, STATUS, UNITS  # noqa: E402


def write_project(root: Path, port: int) -> Path:
    mail = f'files = ""\n[alerts.smtp]\nhost = "127.0.0.1"\nport = {port}\ntimeout = 5\n'
    (root / "directives").mkdir(parents=True, exist_ok=True)
    (root / "status").mkdir(exist_ok=True)
    (root / "tracker.toml").write_text(SETTINGS + mail, "utf-8")
    (root / "units.csv").write_text(UNITS, "utf-8")
    (root / "directives/a.yaml").write_text(DIRECTIVE, "utf-8")
    (root / "status/week.csv").write_text(STATUS, "utf-8")
    return root


def test_cron_calls_run_while_the_server_is_down_and_then_twice_while_it_is_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2029-05-20T06:00:00+03:00")
    down = tracker("run", "--project", write_project(tmp_path, closed_port()), "--format", "json")
    assert down.code == 4
    alert = json.loads(down.out)["stages"][-1]
    assert alert["status"] == "failed"
    failed = [m for m in alert["messages"] if m["code"] == "delivery-failed"]
    assert len(failed) == 3
    assert all("127.0.0.1" in m["text"]["ar"] and "127.0.0.1" in m["text"]["en"] for m in failed)
    mailbox = Mailbox()
    with serving(mailbox) as port:
        write_project(tmp_path, port)
        codes = [tracker("run", "--project", tmp_path).code for _ in range(2)]
    assert codes == [4, 4]  # one station has no address: every run says so, and nobody else hears it twice
    assert mailbox.recipients() == Counter(["gcp@ports.example", "office@ports.example", "um@ports.example"])
    assert not (tmp_path / "outbox").exists()


DEADLY = """
import importlib, os, signal, sys
from pathlib import Path
root, when, where, after = sys.argv[1:]
module, _, path = where.partition(":")
owner = importlib.import_module(module)
*classes, name = path.split(".")
for each in classes:
    owner = getattr(owner, each)
original, left = getattr(owner, name), [int(after)]
def deadly(*given, **named):
    left[0] -= 1
    if left[0] < 0 and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    answer = original(*given, **named)
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
setattr(owner, name, deadly)
from tracker import run
run.run(Path(root))
"""
SEND, MARK = "tracker.alerts.delivery:SmtpChannel.send", "tracker.alerts.outbox:Outbox.mark_sent"
KILLS = [
    ("before", "tracker.followup.intake:take_in", 0),
    ("after", "tracker.followup.intake:take_in", 0),
    ("after", "tracker.project:Project.judged", 0),
    ("before", "tracker.report:write", 0),
    ("after", "tracker.report:write", 0),
    ("before", "tracker.alerts.outbox:Outbox.record", 0),
    ("after", "tracker.alerts.outbox:Outbox.record", 0),
    ("after", "tracker.alerts.outbox:Outbox.mark_sending", 1),
    ("before", SEND, 1),
    ("after", SEND, 1),
    ("before", MARK, 1),
    ("after", MARK, 1),
    ("after", MARK, 3),
    ("before", "tracker.run:History.end", 0),
]
ALL = Counter(["gcp@ports.example", "kz@ports.example", "office@ports.example", "um@ports.example"])


@pytest.mark.slow
@pytest.mark.parametrize(("when", "where", "after"), KILLS)
def test_a_run_killed_at_any_stage_is_finished_by_the_next_and_told_twice_by_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str, where: str, after: int
) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2029-05-20T06:00:00+03:00")
    mailbox = Mailbox()
    with serving(mailbox) as port:
        root = write_project(tmp_path, port)
        (root / "units.csv").write_text(UNITS.replace("gcp,\n", "gcp,kz@ports.example\n"), "utf-8")
        command = [sys.executable, "-c", DEADLY, str(root), when, where, str(after)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        killed = subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert [tracker("run", "--project", root).code for _ in range(2)] == [0, 0]
    unsure = (when, where) in {("after", SEND), ("before", MARK)}  # taken by the server, and nobody wrote it down
    assert set(mailbox.recipients()) == set(ALL)
    assert sum(mailbox.recipients().values()) == len(ALL) + unsure
    assert len(mailbox.ids()) == len(ALL)
    assert len({content for _, _, content in mailbox.taken}) == len(ALL)
    assert (root / "reports/report.xlsx").is_file()
