"""What the inputs held and when: each state of the files that people edit, from when it was first seen until when it
was last seen (docs/decisions/0112).

In ``store/tracker.sqlite``, beside the ledger: the content of each file once under its SHA-256, and a chain of
sightings. A sighting and the contents that are new with it are one transaction, so a crash leaves both or neither. Each
carries the SHA-256 of the one before it together with its own content, as the manifest does (docs/decisions/0050).
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tracker.files import reading, sha256_of, store_faults, why
from tracker.findings import Refusal, at
from tracker.model import Finding, SourceRef

DATABASE = "tracker.sqlite"
FORMAT = 1
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS inputs (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS sightings (seq INTEGER PRIMARY KEY, content TEXT NOT NULL, until TEXT NOT NULL, "
    "previous TEXT NOT NULL, hash TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class State:
    """What was there at one moment: the content of each input by its role (``units``, ``directives/a.yaml``), the
    program that read it and the version of the calendar that came of it."""

    contents: Mapping[str, bytes]
    program: str
    calendar: str

    @property
    def files(self) -> dict[str, str]:
        """The SHA-256 of each input by its role."""
        return {role: sha256_of(content) for role, content in sorted(self.contents.items())}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A state as it is recorded: ``since`` it was first seen, ``until`` it was last seen. Moments carry a zone."""

    seq: int
    since: datetime
    until: datetime
    files: Mapping[str, str]
    program: str
    calendar: str
    clock_set: bool

    def shows(self, state: State, files: Mapping[str, str]) -> bool:
        return (self.files, self.program, self.calendar) == (files, state.program, state.calendar)


def in_force(sightings: Sequence[Sighting], known_at: datetime) -> tuple[Sighting, Sighting | None]:
    """The one that was in force at a moment, and the one after it: the last that had been seen by then; before all of
    them the first, since nobody knows an earlier one. ``sightings``: at least one, in the order of recording."""
    seen = [number for number, one in enumerate(sightings) if one.since <= known_at]
    number = seen[-1] if seen else 0
    return sightings[number], sightings[number + 1] if number + 1 < len(sightings) else None


class Sightings:
    """The record of one project. ``path`` is the directory of its store; nothing is created before ``record``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / DATABASE

    def all(self) -> tuple[Sighting, ...]:
        """In the order of recording. Raises Refusal where the store cannot be read."""
        with self._reading() as base:
            return self._recorded(base) if base else ()

    def with_present(self, present: State, now: datetime, *, clock_set: bool) -> tuple[Sighting, ...]:
        """As ``all`` will be after ``record``; writes nothing."""
        known, files = self.all(), present.files
        if known and known[-1].shows(present, files):
            return (*known[:-1], replace(known[-1], until=max(now, known[-1].until)))
        seq = known[-1].seq + 1 if known else 1
        return (*known, Sighting(seq, now, now, files, present.program, present.calendar, clock_set))

    def contents(self, sighting: Sighting, present: State) -> dict[str, bytes]:
        """The inputs of a sighting. What is in ``present`` is not read again.

        Raises Refusal where a content is missing, damaged or was changed.
        """
        found = {sha256_of(content): content for content in present.contents.values()}
        with self._reading() as base:
            for sha256 in set(sighting.files.values()) - set(found):
                row = (
                    base.execute("SELECT content FROM inputs WHERE sha256 = ?", (sha256,)).fetchone() if base else None
                )
                content = _unpacked(row[0]) if row else None
                if content is None or sha256_of(content) != sha256:
                    raise Refusal(at("input-altered", SourceRef(str(self.database)), sha256=sha256))
                found[sha256] = content
        return {role: found[sha256] for role, sha256 in sighting.files.items()}

    def record(self, present: State, now: datetime, *, clock_set: bool) -> None:
        """That the inputs are as they are: a new sighting where anything is other than at the last one, else only that
        they still are. Safe beside other writers and readers; Refusal where the store cannot be written."""
        files = present.files
        with self._writing() as base:
            for statement in _SCHEMA:
                base.execute(statement)
            known = self._recorded(base, last=True)
            if known and known[-1].shows(present, files):
                if known[-1].until < now:
                    until = (now.isoformat(), known[-1].seq)
                    base.execute("UPDATE sightings SET until = ? WHERE seq = ?", until)
                return
            for role, sha256 in files.items():
                packed = zlib.compress(present.contents[role])
                base.execute("INSERT OR IGNORE INTO inputs VALUES (?, ?)", (sha256, packed))
            content = {
                "format": FORMAT,
                "known_at": now.isoformat(),
                "files": files,
                "program": present.program,
                "calendar": present.calendar,
                "clock": "set" if clock_set else "real",
                "before_until": known[-1].until.isoformat() if known else None,
            }
            text = json.dumps(content, ensure_ascii=False, sort_keys=True)
            seq, before = base.execute("SELECT seq, hash FROM sightings ORDER BY seq DESC LIMIT 1").fetchone() or (
                0,
                "",
            )
            own = sha256_of((before + text).encode())
            base.execute("INSERT INTO sightings VALUES (?, ?, ?, ?, ?)", (seq + 1, text, now.isoformat(), before, own))

    def verify(self) -> tuple[Finding, ...]:
        """Recomputes the chain and every content; () where not a byte has changed."""
        findings: list[Finding] = []
        where = SourceRef(str(self.database))
        with self._reading() as base:
            if base is None:
                return ()
            kept = set()
            for sha256, packed in base.execute("SELECT sha256, content FROM inputs ORDER BY sha256"):
                content = _unpacked(packed)
                if content is not None and sha256_of(content) == sha256:
                    kept.add(sha256)
            previous, until, missing = "", None, set()
            for seq, text, seen, before, own in base.execute("SELECT * FROM sightings ORDER BY seq"):
                if before != previous or own != sha256_of((before + text).encode()):
                    findings.append(at("sighting-altered", where, record=seq))
                elif json.loads(text)["before_until"] != until:
                    findings.append(at("sighting-altered", where, record=seq - 1))
                else:
                    missing |= set(json.loads(text)["files"].values()) - kept
                previous, until = own, seen
        return (*findings, *(at("input-altered", where, sha256=sha256) for sha256 in sorted(missing)))

    def _recorded(self, base: sqlite3.Connection, *, last: bool = False) -> tuple[Sighting, ...]:
        rows = base.execute(f"SELECT seq, content, until FROM sightings ORDER BY seq {'DESC LIMIT 1' if last else ''}")
        return tuple(self._sighting(*row) for row in rows.fetchall())

    def _sighting(self, seq: int, text: str, until: str) -> Sighting:
        where = SourceRef(str(self.database))
        try:
            content = json.loads(text)
            if content["format"] > FORMAT:
                raise Refusal(at("store-version", where, found=content["format"], known=FORMAT))
            since, last = (datetime.fromisoformat(moment) for moment in (content["known_at"], until))
            program, calendar, clock = (content[name] for name in ("program", "calendar", "clock"))
            return Sighting(seq, since, last, content["files"], program, calendar, clock == "set")
        except (ValueError, KeyError, TypeError) as error:
            raise Refusal(at("sighting-altered", where, record=seq)) from error

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        if not self.database.is_file():  # whether it may be missing is the ledger's to say
            yield None
            return
        with store_faults(self.database), closing(reading(self.database)) as base:
            known = base.execute("SELECT 1 FROM sqlite_master WHERE name = 'sightings'").fetchone()
            yield base if known else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed when the block ends well, else undone."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal(at("file-unwritable", SourceRef(str(self.path)), why=why(error))) from error
        with (
            store_faults(self.database),
            closing(sqlite3.connect(self.database, isolation_level=None, timeout=30)) as base,
        ):
            base.execute("BEGIN IMMEDIATE")
            try:
                yield base
                base.execute("COMMIT")
            finally:
                if base.in_transaction:
                    base.execute("ROLLBACK")


def _unpacked(packed: bytes) -> bytes | None:
    try:
        return zlib.decompress(packed)
    except (zlib.error, TypeError):
        return None
