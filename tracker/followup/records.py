"""What passes inside the room: a file as read, its rows as understood, a batch as taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.followup.listed import Listed
from tracker.model import Finding, Observation, Rank


class Outcome(StrEnum):
    """What became of one row below the header. Every row has exactly one."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    QUESTION = "question"
    EMPTY = "empty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a cell may have meant. ``score`` runs from 0 to 100."""

    id: str
    score: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A finding at a cell. ``row`` is the sheet's row (from 1), 0 for something that concerns no single row."""

    finding: Finding
    row: int = 0
    value: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A row that entered the ledger. ``exception``: 0 none claimed, 1 with a reference, 2 without one. ``row``: the
    sheet's row from 1. ``queried``: taken, with a question. ``every``: the days for which one report is owed. The two
    due dates are given where they differ."""

    observation: Observation
    exception: int = 0
    evidence_ok: bool = False
    queried: bool = False
    row: int = 0
    every: int = 7
    register_due: date | None = None
    sheet_due: date | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that did not enter: what is known of its key, so that its correction is recognised as one. ``sheet_day``:
    the day of its sheet, where it has none of its own that can be read; ``about``: a day of the period it speaks of;
    ``listing``: it would have listed an event and reported nothing else."""

    outcome: Outcome
    obligation: str | None
    unit: str | None
    reported_on: date | None
    sheet: str
    row: int
    candidates: tuple[str, ...] = ()
    office: str = ""
    sheet_day: date | None = None
    about: date | None = None
    listing: bool = False


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column was recognised. ``how``: id | exact | part | near | content | ignored | unknown; ``score``: 0 to
    100."""

    sheet: str
    cell: str
    header: str
    column: str | None
    how: str
    score: int


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet, every row accounted for: ``outcomes`` maps the row's number to what became of it.
    ``stated_on``: the day that it states for its report; ``undated``: nothing in it tells the day."""

    sheet: str
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    unread: tuple[Unread, ...] = ()
    rejected: tuple[Notice, ...] = ()
    questions: tuple[Notice, ...] = ()
    notes: tuple[Notice, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    events: tuple[Listed, ...] = ()
    stated_on: date | None = None
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """One received file. ``status``: read | known | refused. ``path`` is shown to people, ``name`` is kept."""

    path: str
    name: str
    sha256: str
    suffix: str
    content: bytes
    status: str
    refusal: Finding | None = None
    sheets: tuple[SheetReading, ...] = ()
    sender: str | None = None
    rank: Rank = Rank.UNIT
    again: bool = False

    @property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(reading for sheet in self.sheets for reading in sheet.readings)

    @property
    def unread(self) -> tuple[Unread, ...]:
        return tuple(row for sheet in self.sheets for row in sheet.unread)

    def counts(self) -> dict[str, int]:
        """``read`` and its five parts. ``read`` is their sum by construction."""
        parts = {outcome.value: 0 for outcome in Outcome}
        for sheet in self.sheets:
            for outcome in sheet.outcomes.values():
                parts[outcome.value] += 1
        return {"read": sum(parts.values()), **parts}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was said otherwise before. ``before`` and ``after``: value, file, sheet, cell."""

    kind: str
    sha256: str
    obligation: str
    unit: str
    field: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """One ingest. ``number`` is None where nothing new was taken. ``rows`` counts the row versions added."""

    number: int | None
    rows: int
    changes: tuple[Change, ...] = ()
