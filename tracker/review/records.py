"""What passes inside the room: a workbook as received, a review sheet as read, what an import did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tracker.calendars.holidays import Calendar
from tracker.config import Settings
from tracker.followup.lexicon import Lexicon
from tracker.followup.sheets import Sheet
from tracker.model import Finding, SourceRef
from tracker.register import Register

KEPT = "sources"
"""Folder of the project in which lists, forms, review sheets and page images are kept under their SHA-256."""


@dataclass(frozen=True, slots=True)
class Office:
    """What an import is made against: a project, its words, and the day (in the profile's zone)."""

    settings: Settings
    register: Register
    calendar: Calendar
    lexicon: Lexicon
    today: date


@dataclass(frozen=True, slots=True)
class Workbook:
    """A received file. ``name``: without its directory; ``folder``: where it lies."""

    name: str
    folder: Path
    suffix: str
    content: bytes
    sha256: str
    sheets: tuple[Sheet, ...]

    @property
    def kept(self) -> str:
        """Where the project keeps it."""
        return f"{KEPT}/{self.sha256}{self.suffix}"

    def at(self, sheet: Sheet, cell: str | None = None) -> SourceRef:
        return SourceRef(self.name, self.sha256, sheet=sheet.name, cell=cell)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. ``counts``: ``read`` is the sum of the others. ``files``: path -> content, to be written
    together. ``drafts``: the identifiers made or changed."""

    kind: str
    counts: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    files: Mapping[Path, bytes] = field(default_factory=dict)
    drafts: tuple[str, ...] = ()
    questions: int = 0

    @property
    def took_something(self) -> bool:
        """False where nothing was taken of rows that said something (exit 2). A review sheet in which nothing was
        decided says nothing: that is no fault."""
        if self.kind == "review":
            taken = ("accepted", "corrected", "rejected", "known")
            return not self.counts["question"] or any(self.counts[name] for name in taken)
        return any(self.counts[name] for name in ("taken", "known"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that says something. ``fault``: an error value or a formula without result: (code, what is shown)."""

    value: Any
    address: str
    fault: tuple[str, str] | None = None
