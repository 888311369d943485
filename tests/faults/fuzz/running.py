"""Runs the command line in a process of its own for each file: bounded in time and memory, and measured.

The process is a copy of this one (fork), which has imported everything already: a command costs milliseconds, and a
crash, a hang or an eaten memory is its own.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEMORY = 2 << 30
"""Bytes of address space beyond what the program itself takes."""
PDF_MEMORY, PDF_SECONDS = 1 << 30, 15
WAIT = 0.002


@dataclass(frozen=True, slots=True)
class Ran:
    """``code``: of the exit, negative for a signal; ``seconds``: of the processor; ``peak``: megabytes."""

    code: int
    out: str
    err: str
    seconds: float
    peak: float
    hung: bool
    text: str | None
    """The text of the document, where one was read."""
    where: str
    """Of a hang: the calls that were open."""


def warm() -> None:
    """Imports what the commands import, so that each run does not."""
    import pandas as pd  # noqa: F401
    import python_calamine  # noqa: F401
    import rich.table  # noqa: F401
    from pdfminer import pdfdocument  # noqa: F401

    from tracker.cli import common, extract, followup, main, register, review  # noqa: F401
    from tracker.followup import intake, ledger  # noqa: F401
    from tracker.orders import documents, draft, output, view  # noqa: F401
    from tracker.orders import extract as extraction  # noqa: F401
    from tracker.orders.formats import pdf, pdf_child, pdf_content, pdf_text  # noqa: F401
    from tracker.review import intake as imports  # noqa: F401


def run(arguments: list[str], *, seconds: float, whole: bool = False) -> Ran:
    """``tracker ARGUMENTS``. ``seconds``: of the processor, after which it hangs; ``whole``: PDFs go through the
    reader's own process, as for users."""
    with tempfile.TemporaryDirectory(prefix="fuzz-run-") as folder:
        place = Path(folder)
        names = {name: place / name for name in ("out", "err", "text", "where")}
        child = os.fork()
        if child == 0:
            _child(arguments, names, whole=whole)
        code, used, hung = _waited(child, seconds)
        read = {name: _text(path) for name, path in names.items()}
    return Ran(
        code,
        read["out"] or "",
        read["err"] or "",
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        hung,
        read["text"],
        read["where"] or "",
    )


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else None


def _waited(child: int, seconds: float) -> tuple[int, Any, bool]:
    """The wall may take four times as long as the processor: the machine has other work."""
    ends = time.monotonic() + 4 * seconds
    while True:
        pid, status, used = os.wait4(child, os.WNOHANG)
        if pid:
            _kill(child)  # what it has started and left behind
            return os.waitstatus_to_exitcode(status), used, False
        if time.monotonic() > ends or _cpu(child) > seconds:
            os.kill(child, signal.SIGUSR1)
            time.sleep(0.3)
            _kill(child)
            _, status, used = os.wait4(child, 0)
            return -9, used, True
        time.sleep(WAIT)


def _kill(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass
    except PermissionError:
        pass


def _cpu(child: int) -> float:
    """Seconds of the processor that a running process has used."""
    try:
        fields = Path(f"/proc/{child}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _child(arguments: list[str], names: dict[str, Path], *, whole: bool) -> None:
    code = 99
    try:
        os.setsid()
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(names[name], os.O_WRONLY | os.O_CREAT), number)
        where = names["where"].open("w")
        faulthandler.register(signal.SIGUSR1, file=where)
        limit = _address_space() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _watch(names["text"], whole=whole)
        code = _command(arguments)
    finally:
        os._exit(code)


def _command(arguments: list[str]) -> int:
    from tracker.cli.main import main

    sys.stdout = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stderr = os.fdopen(os.dup(2), "w", encoding="utf-8")
    sys.argv = ["tracker", *arguments]
    code = 0
    try:
        main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()


def _watch(kept: Path, *, whole: bool) -> None:
    """Keeps the text of the document that is read; PDFs are read here, under the limits of their own process."""
    from tracker.orders import documents
    from tracker.orders.formats import pdf

    def watched(read: Callable[[Path], Any]) -> Callable[[Path], Any]:
        def reading(path: Path) -> Any:
            document = read(path)
            kept.write_bytes(document.text.encode("utf-8", "surrogatepass"))
            return document

        return reading

    documents.read = watched(documents.read)
    if not whole:
        pdf._asked = _asked


class _Late(BaseException):
    """The reader's process would have been ended by its limit of time."""


def _asked(content: bytes) -> dict[str, Any]:
    import json

    from tracker.orders.formats import pdf_child

    def late(*_: object) -> None:
        raise _Late

    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + PDF_MEMORY, before[1]))
    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, PDF_SECONDS)
    try:
        answer: dict[str, Any] = json.loads(json.dumps(pdf_child.answer(content)))
    except (_Late, MemoryError):
        return {"state": "memory"}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, before)
    return answer
