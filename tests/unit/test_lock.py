"""The lock: one holder at a time, and none left behind by a process that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tracker.config import Settings
from tracker.findings import Refusal, describe
from tracker.lock import Locked, hold

HOLDER = """
import sys, time
from pathlib import Path
from tracker.config import Settings
from tracker.lock import hold
with hold(Settings(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def start_holder(root: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(root)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_refused_and_told_who_holds_the_lock(tmp_path: Path) -> None:
    process = start_holder(tmp_path)
    try:
        with pytest.raises(Locked) as caught, hold(Settings(tmp_path)):
            pytest.fail("two runs at once")
        for text in describe(caught.value.finding).values():
            assert str(process.pid) in text
    finally:
        process.kill()
        process.wait()


def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path: Path) -> None:
    process = start_holder(tmp_path)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with hold(Settings(tmp_path)) as path:
        assert path.read_text().split()[0] == str(os.getpid())


def test_the_lock_is_free_after_the_block_even_when_it_failed(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="inside"), hold(Settings(tmp_path)):
        raise RuntimeError("inside")
    with hold(Settings(tmp_path)):
        pass


def test_a_store_that_cannot_be_made_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the directory should be")
    with pytest.raises(Refusal) as caught, hold(Settings(tmp_path)):
        pytest.fail("no lock can exist here")
    assert caught.value.findings[0].code == "file-unwritable"
