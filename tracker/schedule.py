"""The line for the crontab that calls ``tracker run`` every day. Nothing is installed."""

from __future__ import annotations

import importlib.metadata
import shlex
import sys
from datetime import time
from pathlib import Path

import tracker
from tracker.calendars.profiles import profile
from tracker.config import Settings
from tracker.findings import Refusal, at
from tracker.model import SourceRef

LONGEST = 900
"""cron cuts a command off at about a thousand bytes without a word (crontab(5))."""


def cron_line(settings: Settings, at_time: time) -> str:
    """One crontab line: interpreter, project and log by their absolute paths, quoted for the shell, then for cron.

    The hour is that of the machine on which cron runs; ``TZ`` gives the run the project's zone. Raises Refusal where a
    path holds what no crontab can (a line break), or the line is too long for cron.
    """
    log = settings.path("store") / "log"
    words = [
        "mkdir -p",
        shlex.quote(str(log)),
        "&& cd",
        shlex.quote(str(settings.root)),
        f"&& TZ={shlex.quote(profile(settings.calendar, settings.calendars).zone)} PYTHONUTF8=1",
        *_source_tree(),
        shlex.quote(sys.executable),
        "-m tracker run --project",
        shlex.quote(str(settings.root)),
        ">>",
        shlex.quote(str(log / "cron.log")),
        "2>&1",
    ]
    command = for_cron(" ".join(words))
    if not command.isprintable() or len(command.encode()) > LONGEST:
        raise Refusal(at("path-unschedulable", SourceRef(str(settings.root)), limit=LONGEST))
    return f"{at_time.minute} {at_time.hour} * * * {command}"


def for_cron(command: str) -> str:
    """Escape what cron itself reads before the shell does: an unescaped ``%`` is a line break to it (crontab(5))."""
    return command.replace("\\", "\\\\").replace("%", "\\%")


def _source_tree() -> tuple[str, ...]:
    """Where tracker runs from its source without being installed, the interpreter has to be told so."""
    try:
        importlib.metadata.distribution("tracker")
    except importlib.metadata.PackageNotFoundError:
        return (f"PYTHONPATH={shlex.quote(str(Path(tracker.__file__).resolve().parents[1]))}",)
    return ()
