"""One run at a time: an operating system's lock on ``store/tracker.lock``.

The lock belongs to the process, not to the file: ``flock`` (flock(2)) is released by the kernel when its holder ends,
however it ends, so a stale lock cannot exist and nothing has to guess whether a process still lives. The file stays;
what is written in it only tells a person who holds the lock.

Commands that write the store take it (``cli``, ``run``); the rooms never do, so that a run can call them.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.config import Settings
from tracker.files import why
from tracker.findings import Refusal, at
from tracker.model import Finding, SourceRef

FILE_NAME = "tracker.lock"


class Locked(Exception):
    """Another run holds the lock (exit 3); nothing was changed. ``finding`` says who holds it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@contextmanager
def hold(settings: Settings) -> Iterator[Path]:
    """Hold the project's lock while the block runs; never waits. Yields the lock file's path.

    Raises Locked where another process (or an outer block of this one) holds it, Refusal (``file-unwritable``) where
    the store cannot be written.
    """
    path = settings.path("store") / FILE_NAME
    descriptor = _open(path)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Locked(at("locked", SourceRef(str(path)), holder=_holder(descriptor))) from error
        except OSError as error:
            raise Refusal(at("file-unwritable", SourceRef(str(path)), why=why(error))) from error
        _sign(path, descriptor)
        yield path
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise Refusal(at("file-unwritable", SourceRef(str(path)), why=why(error))) from error


def _sign(path: Path, descriptor: int) -> None:
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {socket.gethostname()}\n".encode(), 0)
    except OSError as error:  # a full disk: the run could record nothing either
        raise Refusal(at("file-unwritable", SourceRef(str(path)), why=why(error))) from error


def _holder(descriptor: int) -> str:
    return os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() or "?"
