"""One ingest from end to end: files in, every row accounted for, one batch in the ledger.

What ``ingest`` and ``run`` call. Takes no lock itself: whoever calls it holds ``tracker.lock.hold``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker import files
from tracker.calendars.holidays import Calendar
from tracker.config import Settings
from tracker.files import sha256_of
from tracker.findings import Severity, at, describe, severity
from tracker.followup import event_lines, sheets
from tracker.followup import lexicon as lexicons
from tracker.followup.dates import Order
from tracker.followup.folding import fold
from tracker.followup.ledger import Ledger
from tracker.followup.lexicon import Lexicon
from tracker.followup.notes import lost_text
from tracker.followup.owed import Owed, owed
from tracker.followup.records import Batch, Change, Notice, Received, SheetReading
from tracker.followup.rows import read_sheet
from tracker.followup.settle import settle, settle_files
from tracker.followup.subjects import Source
from tracker.model import Finding, Rank, SourceRef
from tracker.register import Register
from tracker.register.starts import as_counted

Other = Callable[[Sequence[sheets.Sheet], bool], str | None]
"""Tells which other kind of workbook a file is: its code (``sheet-is-…``), or None. Its second argument: whether a row
could be taken."""
LIST = "sheet-is-list"
_NAMED = 5
"""How many of the files passed over are named."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What one ingest did. ``files`` in the order of the call; ``findings``: paths that led to no file;
    ``events``: how many lines were added to the list of events."""

    files: tuple[Received, ...]
    batch: Batch
    findings: tuple[Finding, ...] = ()
    events: int = 0

    @property
    def took_something(self) -> bool:
        """False where every file was refused or missing: then nothing was changed (exit 2)."""
        return any(file.status != "refused" for file in self.files)

    def occurred(self) -> set[str]:
        """What ``--fail-on`` can name: refused, rejected, question, and the kinds of changes."""
        kinds = {change.kind for change in self.batch.changes}
        counts = [file.counts() for file in self.files]
        kinds |= {kind for kind in ("rejected", "question") for count in counts if count[kind]}
        failed = any(severity(finding) is Severity.ERROR for finding in self.findings)
        return kinds | ({"refused"} if failed or any(f.status == "refused" for f in self.files) else set())


def take_in(
    settings: Settings,
    register: Register,
    calendar: Calendar,
    paths: Sequence[Path],
    *,
    known_at: datetime,
    received_at: datetime | None = None,
    sender: str | None = None,
    again: bool = False,
    clock_set: bool = False,
    other: Other = lambda *_: None,
) -> Intake:
    """Reads files and directories and takes them as one batch. ``known_at``: the moment of the ingest, with its zone;
    ``received_at``: when the files came in (default: then); ``sender``: who sent them; ``again``: read known files
    anew, after the register or the lexicon has changed; ``other``: asked what else a file may be. Raises
    Refusal where the store cannot be used.
    """
    received_at = received_at or known_at
    known = owed(as_counted(register, settings.defaults), calendar, known_at)
    reader = _Reader(settings, known, calendar, known_at, received_at, again, other)
    found, findings = find_files(paths, (settings.path("store"), settings.path("reports")))
    files = settle_files([reader.receive(path, sender or _sender_of(path, settings)) for path in found])
    intake = Intake(files, Batch(None, 0), tuple(findings))
    if not any(file.status == "read" for file in files):
        return intake
    # The same content under a name that refuses it and under its right one is one file: it is the one that was read.
    kept = [file for file in files if file.status != "refused" or file.sha256 not in reader.seen]
    listed = [event for file in kept if file.status == "read" for sheet in file.sheets for event in sheet.events]
    fresh = event_lines.new_ones(listed, register.events)
    event_lines.add(settings.path("events"), fresh, known_at)  # before the batch: a crash between can be repeated
    batch = reader.ledger.take(kept, received_at, known_at, sender, clock_set=clock_set)
    return replace(intake, batch=batch, events=len(fresh))


def find_files(paths: Iterable[Path], without: Sequence[Path] = ()) -> tuple[list[Path], list[Finding]]:
    """Files as named; a directory's spreadsheets at any depth, sorted, without hidden ones and Excel's lock files
    (~$…) and without what lies under ``without``; a link that leads nowhere is one, to be named. Findings: a directory
    without any, and one that holds other files besides, which are passed over."""
    found: list[Path] = []
    findings = []
    for path in paths:
        if path.is_dir():
            there = sorted(file for file in path.rglob("*") if _is_meant(file, path, without))
            inside = [file for file in there if file.suffix.lower() in sheets.SUFFIXES]
            known, where = " ".join(sheets.SUFFIXES), SourceRef(files.shown(path))
            if not inside:
                findings.append(at("nothing-to-take", where, known=known))
            elif others := [str(file.relative_to(path)) for file in there if file not in inside]:
                names = " · ".join(others[:_NAMED]) + (" …" if len(others) > _NAMED else "")
                findings.append(at("files-passed-over", where, names=names, count=len(others), known=known))
            found += [file for file in inside if file not in found]
        elif path not in found:
            found.append(path)
    return found, findings


def _is_meant(file: Path, root: Path, without: Sequence[Path]) -> bool:
    """Whether a file of a directory was put there by somebody: none hidden, no lock file, none of the project's own."""
    parts = file.relative_to(root).parts
    return (
        not any(part.startswith((".", "~$")) for part in parts)
        and not any(_real(file).is_relative_to(other) for other in without)
        and not file.is_dir()
    )


def _sender_of(path: Path, settings: Settings) -> str | None:
    """A file in a directory named after a sender of ``[ranks]`` came from that sender (docs/decisions/0054)."""
    place = _real(path)
    inside = place.relative_to(settings.root).parts[:-1] if place.is_relative_to(settings.root) else ()
    return next((part for part in reversed(inside) if part in settings.ranks), None)


class _Reader:
    """Reads one file after another against one register."""

    def __init__(
        self,
        settings: Settings,
        duties: Owed,
        calendar: Calendar,
        known_at: datetime,
        received_at: datetime,
        again: bool,
        other: Other,
    ) -> None:
        self.settings, self.owed, self.calendar = settings, duties, calendar
        self.known_at, self.received_at, self.again, self.other = known_at, received_at, again, other
        self.lexicon: Lexicon = lexicons.load(settings.lexicon)
        self.ledger = Ledger(settings.path("store"))
        self.seen: set[str] = set()

    def receive(self, path: Path, sender: str | None) -> Received:
        """One file: read, known already, or refused with its finding."""
        shown = files.shown(path)
        name = _kept_name(path, self.settings.root)
        suffix = path.suffix.lower()
        try:
            size = path.stat().st_size
            content = files.read(path) if size <= sheets.MAX_BYTES else b""
        except FileNotFoundError:
            return Received(shown, name, "", suffix, b"", "refused", at("file-missing", SourceRef(shown)))
        except OSError as error:
            fault = at("file-unreadable", SourceRef(shown), why=files.why(error))
            return Received(shown, name, "", suffix, b"", "refused", fault)
        if size > sheets.MAX_BYTES:
            limit = {"size": f"{size:,} B", "limit": f"{sheets.MAX_BYTES:,} B"}
            return Received(shown, name, "", suffix, b"", "refused", at("sheet-too-large", SourceRef(shown), **limit))
        office, unit, rank = self._office(sender)
        blank = Received(
            shown, name, sha256_of(content), suffix, content, "read", sender=sender, rank=rank, again=self.again
        )
        known = self.ledger.knows(blank.sha256)
        if blank.sha256 in self.seen or (known and not self.again):
            return replace(blank, status="known")
        blank = replace(blank, again=known)
        source = Source(
            name,
            blank.sha256,
            self.known_at,
            self.received_at.astimezone(self.known_at.tzinfo).date(),
            office,
            unit,
            rank,
            Order.DAY_FIRST if self.calendar.policy.day_first else Order.MONTH_FIRST,
            self.settings.defaults.report_every,
        )
        found = self._read(blank, source)
        if found.status == "read":
            self.seen.add(blank.sha256)
        return found

    def _read(self, file: Received, source: Source) -> Received:
        found = sheets.read(file.content, file.suffix, file.path)
        if isinstance(found, Finding):
            return replace(file, status="refused", refusal=found)
        readings: list[SheetReading] = []
        tables = 0
        first = [read_sheet(sheet, self.owed, self.lexicon, source) for sheet in found]
        stated = {one.stated_on for one in first if one is not None and one.stated_on is not None}
        as_stated = replace(source, stated_on=stated.pop()) if len(stated) == 1 else source
        for sheet, reading in zip(found, first, strict=True):
            if reading is not None and reading.undated:
                reading = read_sheet(sheet, self.owed, self.lexicon, as_stated)
            tables += reading is not None
            readings.append(_with_remarks(sheet, reading, self.lexicon, source))
        read = replace(file, sheets=settle(readings))
        kind = self.other(found, bool(read.counts()["accepted"]))
        if not tables or kind not in (None, LIST):
            lost = next((one for sheet in found if (one := lost_text(sheet)) is not None), None) if not kind else None
            if lost is not None:
                return replace(file, status="refused", refusal=at("text-lost", SourceRef(file.path), **lost))
            code = kind or "header-missing"
            return replace(file, status="refused", refusal=at(code, SourceRef(file.path)))
        if kind is None:
            return read
        # Its columns could be a report's as well: it is kept, and asked about.
        asked = Notice(at("sheet-like-list", SourceRef(file.path)))
        first_sheet, *rest = read.sheets
        return replace(read, sheets=(replace(first_sheet, notes=(asked, *first_sheet.notes)), *rest))

    def _office(self, sender: str | None) -> tuple[str, str | None, Rank]:
        """(who reports, the unit that the sender is, its rank). Without a sender each row's own unit reports."""
        if not sender:
            return "", None, Rank.UNIT
        ranks = {fold(name): rank for name, rank in self.settings.ranks.items()}
        rank = ranks.get(fold(sender), Rank.UNIT)
        match = self.owed.unit_names.find(sender)
        unit = match.id if match.how in ("id", "exact") else None
        mailed = next((one.id for one in self.owed.units.values() if one.email and one.email == sender), None)
        return unit or mailed or sender, unit or mailed, rank


def _with_remarks(sheet: sheets.Sheet, reading: SheetReading | None, lexicon: Lexicon, source: Source) -> SheetReading:
    """Says what a reader of the list should know of a whole sheet: hidden, or passed over."""
    where = SourceRef(source.file, source.sha256, sheet=sheet.name)
    explains = any(word in lexicon.words["explaining_sheets"] for word in fold(sheet.name).split())
    filled = any(value is not None for row in sheet.rows for value in row)
    if reading is None:
        notes = () if explains or not filled else (Notice(at("sheet-skipped", where, sheet=sheet.name)),)
        return SheetReading(sheet.name, notes=notes)
    lost = lost_text(sheet)
    if lost is not None:
        place = replace(where, cell=lost["first"])
        reading = replace(reading, rejected=(Notice(at("text-lost", place, **lost)), *reading.rejected))
    if sheet.hidden:
        return replace(reading, notes=(*reading.notes, Notice(at("sheet-hidden", where, sheet=sheet.name))))
    return reading


def _kept_name(path: Path, root: Path) -> str:
    """How a file is named in the ledger: inside the project by its place there, else by its name, never absolutely."""
    resolved = _real(path)
    return files.shown(resolved.relative_to(root) if resolved.is_relative_to(root) else Path(path.name))


def _real(path: Path) -> Path:
    """As ``resolve``, which raises where a link leads to itself."""
    return Path(os.path.realpath(path))


def as_json(intake: Intake, explain: bool = False) -> dict[str, Any]:
    """The document of the contract (tracker/ingest/1)."""
    files = [_file_json(file, intake.batch.changes, explain) for file in intake.files]
    files += [
        {**_file_json(_missing(finding), (), explain), "sha256": None}
        for finding in intake.findings
        if finding.source is not None
    ]
    return {"schema": "tracker/ingest/1", "files": files}


def _missing(finding: Finding) -> Received:
    assert finding.source is not None
    return Received(finding.source.file, finding.source.file, "", "", b"", "refused", finding)


def _file_json(file: Received, changes: Sequence[Change], explain: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "file": file.path,
        "sha256": file.sha256 or None,
        "status": file.status,
        "code": file.refusal.code if file.refusal else None,
        "messages": describe(file.refusal) if file.refusal else {},
        "sheets": len(file.sheets),
        "rows": file.counts(),
        "rejected_cells": [_notice_json(notice) for sheet in file.sheets for notice in sheet.rejected],
        "questions": [
            {
                **_notice_json(notice),
                "candidates": [{"id": candidate.id, "score": candidate.score} for candidate in notice.candidates],
            }
            for sheet in file.sheets
            for notice in sheet.questions
        ],
        "changes": [
            {
                "kind": change.kind,
                "obligation": change.obligation,
                "unit": change.unit,
                "field": change.field,
                "before": dict(change.before),
                "after": dict(change.after),
            }
            for change in changes
            if change.sha256 == file.sha256
        ],
        "notes": [_notice_json(notice) for sheet in file.sheets for notice in sheet.notes],
    }
    if explain:
        document["columns"] = [
            {
                "sheet": column.sheet,
                "cell": column.cell,
                "header": column.header,
                "column": column.column,
                "how": column.how,
                "score": column.score,
            }
            for sheet in file.sheets
            for column in sheet.columns
        ]
    return document


def _notice_json(notice: Notice) -> dict[str, Any]:
    where = notice.finding.source
    return {
        "sheet": where.sheet if where else None,
        "cell": where.cell if where else None,
        "value": notice.value,
        "code": notice.finding.code,
        "messages": describe(notice.finding),
    }
