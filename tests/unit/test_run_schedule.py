"""The crontab line: what cron and the shell make of it is what was meant."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import tracker
from tracker.schedule import for_cron


def cron_reads(command: str) -> str:
    """What cron hands to the shell: the first unescaped % ends it, \\% is a percent sign (crontab(5))."""
    read, escaped = "", False
    for character in command:
        if escaped:
            read += character if character in "%\\" else "\\" + character
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "%":
            break
        else:
            read += character
    return read


@pytest.mark.parametrize("name", ["plain", "50% of it's back\\slash; متابعة الأوامر $HOME `ls`"])
def test_the_line_runs_the_project_wherever_it_stands(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    root.mkdir()
    (root / "tracker.toml").write_text("", "utf-8")
    (root / "units.csv").write_text("id,name_ar,type\nu,وحدة,office\n", "utf-8")
    (root / "directives").mkdir()
    shown = tracker("schedule", "show", "--project", root, "--at", "05:30", "--lang", "en")
    assert shown.code == 0
    *notes, line = shown.out.splitlines()
    assert all(note.startswith("#") for note in notes)
    fields = line.split(" ", 5)
    assert fields[:5] == ["30", "5", "*", "*", "*"]
    assert sys.executable in line
    before = set(root.rglob("*"))
    command = cron_reads(fields[5])
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    done = subprocess.run(
        ["/bin/sh", "-c", command], env=bare, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    log = (root / "store/log/cron.log").read_text("utf-8")
    assert done.returncode == 0, log
    assert (done.stdout, done.stderr) == ("", "")
    assert "Traceback" not in log
    assert set(root.rglob("*")) > before


def test_nothing_is_installed_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "tracker.toml").write_text("", "utf-8")
    shown = tracker("schedule", "show", "--project", tmp_path, "--lang", "ar")
    assert shown.out.splitlines()[-1].startswith("0 6 * * * ")
    assert "TZ=Asia/Baghdad" in shown.out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["tracker.toml"]


@pytest.mark.parametrize("hour", ["25:00", "6", "noon"])
def test_an_hour_that_is_none_is_refused(tmp_path: Path, hour: str) -> None:
    (tmp_path / "tracker.toml").write_text("", "utf-8")
    assert tracker("schedule", "show", "--project", tmp_path, "--at", hour).code == 2


def test_a_path_that_no_crontab_can_hold_is_refused(tmp_path: Path) -> None:
    for name in ("line\nbreak", "long" * 60):
        root = tmp_path / name / name
        os.makedirs(root)  # noqa: PTH103 (the name is odd on purpose)
        (root / "tracker.toml").write_text("", "utf-8")
        refused = tracker("schedule", "show", "--project", root)
        assert refused.code == 2
        assert "path-unschedulable" in refused.err


def test_percent_and_backslash_survive_cron() -> None:
    for text in ("a%b", "a\\b", "a\\%b", "%%", "\\\\"):
        assert cron_reads(for_cron(text)) == text
