"""The store after a kill in the middle of a transaction: what SQLite left half-written is no obstacle to anybody."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import tracker

HALF_WRITTEN = """
import os, signal, sqlite3, sys
base = sqlite3.connect(sys.argv[1], isolation_level=None)
base.execute("PRAGMA cache_size = 5")
base.execute("BEGIN IMMEDIATE")
base.execute("CREATE TABLE half (x)")
for _ in range(3000):
    base.execute("INSERT INTO half VALUES (?)", ("x" * 500,))
base.execute("DELETE FROM alert_alerts")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert tracker("init", tmp_path / "p").code == 0
    return tmp_path / "p"


@pytest.mark.parametrize("command", ["check", "alert", "run", "report"])
def test_every_command_goes_on_after_a_kill_in_the_middle_of_a_write(project: Path, command: str) -> None:
    assert tracker("run", "--project", project).code == 0
    database = project / "store/tracker.sqlite"
    killed = subprocess.run([sys.executable, "-c", HALF_WRITTEN, str(database)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert database.with_name(database.name + "-journal").stat().st_size > 0
    done = tracker(command, "--project", project)
    assert (done.code, "Traceback" in done.err) == (0, False), done.err
    with sqlite3.connect(database) as base:
        assert base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
