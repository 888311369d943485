"""How wide a table may be: as the terminal, and 100 columns where none is looked at."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WITHOUT_TERMINAL = 100


def width(output: Path | None = None, *, in_file: int = WITHOUT_TERMINAL) -> int:
    """``COLUMNS``, else the terminal's. ``output``: the file that is written instead, which is ``in_file`` wide."""
    if output is not None:
        return in_file
    return shutil.get_terminal_size((WITHOUT_TERMINAL, 24)).columns


def drawing(columns: int) -> tuple[Console, io.StringIO]:
    """A console that draws into a text, in plain characters."""
    from rich.console import Console

    out = io.StringIO()
    return Console(file=out, width=columns, force_terminal=False), out
