"""Runs the command line in this process, as a shell would see it."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.cli import common
from tracker.cli.main import main


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def tracker(*args: str | Path) -> Run:
    """Exit code, standard output and standard error of ``tracker ARGS``."""
    out, err = _Bytes(), _Bytes()
    with _arguments(["tracker", *map(str, args)]), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = 0
        try:
            main()
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    return Run(code, out.text(), err.text())


class _Bytes(io.TextIOWrapper):
    """A text stream that can be closed or detached by the program and still be read by the test."""

    def __init__(self) -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, encoding="utf-8", newline="", write_through=True)

    def text(self) -> str:
        return self.kept.getvalue().decode("utf-8")


@contextlib.contextmanager
def _arguments(argv: list[str]) -> Iterator[None]:
    before = sys.argv
    sys.argv = argv
    try:
        yield
    finally:
        sys.argv = before
        common._chosen.clear()
        common._of_project.clear()
