"""``tracker run`` as cron calls it, with a mail server that is down and comes back: exit codes, one mail each."""

from __future__ import annotations

import json
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
