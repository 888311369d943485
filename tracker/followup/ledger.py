"""The ledger: what was received, when it became known, and every version of every row. Nothing known is overwritten.

``store/tracker.sqlite`` holds batches, manifest and rows; ``store/received/`` holds each file unchanged under its
SHA-256. One batch is one transaction, so a crash leaves the old state or the new one. Each record of the manifest
carries the SHA-256 of the record before it together with its own content, from the first record on. The format is
hidden behind ``Ledger``; see docs/decisions/0050.
"""

from __future__ import annotations

import errno
import json
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.files import reading, sha256_of, store_fault, why, write_atomically
from tracker.findings import Refusal, at
from tracker.followup import untaken
from tracker.followup.honesty import Asked, History, Marked, in_order, key_of, mark
from tracker.followup.records import Batch, Outcome, Received, Unread
from tracker.followup.table import COLUMNS, frame, ordinal, seconds
from tracker.model import Finding, SourceRef, Untaken
from tracker.register.events import Line

if TYPE_CHECKING:
    import pandas as pd

DATABASE = "tracker.sqlite"
RECEIVED = "received"
SCHEMA_VERSION = 1

_STORED = (*COLUMNS, "queried")
_SQL_TYPES = {"int64": "INTEGER NOT NULL", "float64": "REAL", "bool": "INTEGER NOT NULL", "str": "TEXT NOT NULL"}
_SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE batches (
  batch INTEGER PRIMARY KEY, known_at TEXT NOT NULL, received_at TEXT NOT NULL, sender TEXT NOT NULL,
  program TEXT NOT NULL, clock TEXT NOT NULL);
CREATE TABLE manifest (
  seq INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, status TEXT NOT NULL,
  content TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE observations (
  {", ".join(f'"{name}" {_SQL_TYPES[kind]}' for name, kind in COLUMNS.items())},
  queried INTEGER NOT NULL, PRIMARY KEY ("row"));
CREATE INDEX observations_by_office ON observations (office);
CREATE TABLE unread (
  batch INTEGER NOT NULL, sha256 TEXT NOT NULL, outcome TEXT NOT NULL, office TEXT NOT NULL, obligation TEXT,
  unit TEXT, reported_on INTEGER NOT NULL, sheet TEXT NOT NULL, "row" INTEGER NOT NULL, candidates TEXT NOT NULL);
CREATE INDEX unread_by_office ON unread (office);
"""
_UNREAD = ("batch", "sha256", "outcome", "office", "obligation", "unit", "reported_on", "sheet", "row", "candidates")


class Ledger:
    """The store of one project. ``path`` is its directory; nothing is created before the first ``take``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / DATABASE

    def observations(self) -> pd.DataFrame:
        """Every row version, in the order in which they became known, with exactly the columns of docs/house.md.

        Raises Refusal where the store is damaged or was written by a later version.
        """
        names = ", ".join(f'"{name}"' for name in COLUMNS)
        with self._reading() as base:
            rows = base.execute(f'SELECT {names} FROM observations ORDER BY "row"').fetchall() if base else []
        try:
            return frame(rows)
        except (ValueError, TypeError) as error:
            where = SourceRef(str(self.database))
            why_not = {"ar": "فيه قيم لم يكتبها البرنامج", "en": "it holds values that tracker did not write"}
            raise Refusal(at("store-unreadable", where, why=why_not)) from error

    def knows(self, sha256: str) -> bool:
        """True where a file of this content has been read before."""
        with self._reading() as base:
            found = (
                base
                and base.execute(
                    "SELECT 1 FROM manifest WHERE sha256 = ? AND status = 'read' LIMIT 1", (sha256,)
                ).fetchone()
            )
        return bool(found)

    def untaken(
        self, known_at: datetime, as_of: date | None = None, events: Sequence[Line] = ()
    ) -> tuple[Untaken, ...]:
        """The rows that came and were not taken and are still open, by what was known at a moment, of reports dated up
        to a day. ``events``: the register's lines, which answer rows that would have listed one."""
        with self._reading() as base:
            return untaken.still_open(base, known_at, as_of, events) if base else ()

    def take(
        self,
        files: Sequence[Received],
        received_at: datetime,
        known_at: datetime,
        sender: str | None = None,
        *,
        clock_set: bool = False,
    ) -> Batch:
        """Adds files as one batch: all of it or nothing. Files already ``known`` and files never read are left out.

        Files are taken in the order of their report dates; a row that repeats what is already known of its key adds
        nothing. Raises Refusal where the store cannot be written or read.
        """
        new = in_order(file for file in files if file.status != "known" and file.sha256)
        if not new:
            return Batch(None, 0)
        for file in new:
            self._keep(file)
        stamp = {
            "received_at": received_at.isoformat(),
            "known_at": known_at.isoformat(),
            "program": __version__,
            "clock": "set" if clock_set else "real",
        }
        with self._writing() as base:
            number = int(base.execute("SELECT coalesce(max(batch), 0) + 1 FROM batches").fetchone()[0])
            received_on = received_at.astimezone(known_at.tzinfo).date()
            marked = mark(new, _history(base, new, known_at.tzinfo), number, received_on)
            base.execute(
                "INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?)",
                (number, stamp["known_at"], stamp["received_at"], sender or "", stamp["program"], stamp["clock"]),
            )
            added = 0
            for file, rows in zip(new, marked, strict=True):
                untaken.add(base, untaken.lines(file, number, received_on))
                added += _add(base, file, rows, number, seconds(known_at), sender, stamp)
        return Batch(number, added, tuple(change for rows in marked for change in rows.changes))

    def verify(self) -> tuple[Finding, ...]:
        """Recomputes the chain, the kept files and the rows; () where not a byte has changed."""
        findings: list[Finding] = []
        with self._reading() as base:
            if base is None:
                return ()
            previous = ""
            where = SourceRef(str(self.database))
            for seq, sha256, _, content, before, own in base.execute("SELECT * FROM manifest ORDER BY seq"):
                try:
                    record = json.loads(content)
                except ValueError:
                    findings.append(at("ledger-altered", where, record=seq))
                    previous = own
                    continue
                kept = self.path / RECEIVED / (sha256 + record["suffix"])
                if before != previous or own != sha256_of((before + content).encode()):
                    findings.append(at("ledger-altered", where, record=seq))
                if not kept.is_file() or sha256_of(kept.read_bytes()) != sha256:
                    findings.append(at("received-altered", SourceRef(str(kept)), record=seq))
                if _digest_of(base, record["batch"], sha256) != record["rows_sha256"]:
                    findings.append(at("rows-altered", where, record=seq, name=record["name"]))
                previous = own
        return tuple(findings)

    def strays(self) -> tuple[Finding, ...]:
        """Kept files without a record: an ingest that was cut short leaves them, and so does a hand."""
        with self._reading() as base:
            known = {row[0] for row in base.execute("SELECT sha256 FROM manifest")} if base else set()
        kept = sorted((self.path / RECEIVED).glob("[!.]*"))
        return tuple(at("received-stray", SourceRef(str(file))) for file in kept if file.stem not in known)

    def _keep(self, file: Received) -> None:
        target = self.path / RECEIVED / (file.sha256 + file.suffix)
        if not target.exists():
            write_atomically(target, file.content)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection that cannot write, or None where nothing has been taken yet."""
        if self._is_absent():
            yield None
            return
        with self._faults(), closing(reading(self.database)) as base:
            self._check_version(base)
            yield base if _has_ledger(base) else None

    def _is_absent(self) -> bool:
        """True where nothing was ever taken. Whatever else stands in the ledger's place must not pass for that: every
        office would be judged silent."""
        try:
            mode = self.database.lstat().st_mode
        except FileNotFoundError:
            return True
        except OSError as error:
            raise Refusal(at("store-unreadable", SourceRef(str(self.database)), why=why(error))) from error
        if not self.database.is_file():
            fault = OSError(errno.ENOENT if stat.S_ISLNK(mode) else errno.ENOTSUP, "")
            raise Refusal(at("store-unreadable", SourceRef(str(self.database)), why=why(fault)))
        return False

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed when the block ends well, else undone. Other users of the file keep their tables."""
        self._is_absent()
        self.path.mkdir(parents=True, exist_ok=True)
        with self._faults(), closing(sqlite3.connect(self.database, isolation_level=None, timeout=30)) as base:
            base.execute("PRAGMA synchronous = FULL")
            base.execute("BEGIN IMMEDIATE")
            try:
                if not _has_ledger(base):
                    for statement in _SCHEMA.split(";\n"):
                        base.execute(statement)
                    base.execute("INSERT INTO meta VALUES ('ledger', ?)", (str(SCHEMA_VERSION),))
                self._check_version(base)
                yield base
                base.execute("COMMIT")
            finally:
                if base.in_transaction:
                    base.execute("ROLLBACK")

    def _check_version(self, base: sqlite3.Connection) -> None:
        if not _has_ledger(base):
            return
        where = SourceRef(str(self.database))
        known = base.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
        found = base.execute("SELECT value FROM meta WHERE name = 'ledger'").fetchone() if known else None
        if found is None or not str(found[0]).isdecimal():
            why_not = {"ar": "لا يُعرف إصدار صيغته", "en": "the version of its format is not stated"}
            raise Refusal(at("store-unreadable", where, why=why_not))
        if int(found[0]) > SCHEMA_VERSION:
            raise Refusal(at("store-version", where, found=found[0], known=SCHEMA_VERSION))

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """A damaged or locked database is the store's fault and said as such; a wrong statement of ours stays a bug."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                raise
            raise Refusal(store_fault(error, self.database)) from error
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise
            raise Refusal(store_fault(error, self.database)) from error


def _has_ledger(base: sqlite3.Connection) -> bool:
    return base.execute("SELECT 1 FROM sqlite_master WHERE name = 'observations'").fetchone() is not None


def _history(base: sqlite3.Connection, files: Sequence[Received], zone: tzinfo | None) -> History:
    offices = {reading.observation.office or reading.observation.unit for file in files for reading in file.readings}
    history = History()
    received = {
        int(batch): datetime.fromisoformat(moment).astimezone(zone).date()
        for batch, moment in base.execute("SELECT batch, received_at FROM batches")
    }
    names = ", ".join(f'"{name}"' for name in _STORED)
    for office in sorted(offices):
        found = base.execute(f'SELECT {names} FROM observations WHERE office = ? ORDER BY "row"', (office,))
        for values in found:
            row = dict(zip(_STORED, values, strict=True))
            history.latest[key_of(row)] = row
            history.offices.add(office)
            history.since.setdefault(office, received.get(row["batch"], date.min))
            newest = history.newest.get(office)
            if row["report_date_assumed"]:
                continue
            if newest is None or row["reported_on"] > newest["reported_on"]:
                history.newest[office] = row
    for batch, sha256, outcome, office, obligation, unit, reported_on, sheet, row, candidates in base.execute(
        "SELECT " + ", ".join(f'"{name}"' for name in _UNREAD) + " FROM unread"
    ):
        if office and office not in offices:
            continue
        day = date.fromordinal(reported_on) if reported_on else None
        unread = Unread(Outcome(outcome), obligation, unit, day, sheet, row, tuple(json.loads(candidates)), office)
        history.asked.append(Asked(batch, sha256, unread))
        history.offices.add(office)
    return history


def _add(
    base: sqlite3.Connection,
    file: Received,
    marked: Marked,
    batch: int,
    known_at: int,
    sender: str | None,
    stamp: dict[str, str],
) -> int:
    """Inserts one file's rows and its record of the manifest; the number of row versions added."""
    first = int(base.execute('SELECT coalesce(max("row"), 0) + 1 FROM observations').fetchone()[0])
    lines = [
        tuple({**row, "row": first + index, "batch": batch, "known_at": known_at}[name] for name in _STORED)
        for index, row in enumerate(marked.rows)
    ]
    base.executemany(f"INSERT INTO observations VALUES ({', '.join('?' * len(_STORED))})", lines)
    asked = [
        (
            *(batch, file.sha256, row.outcome.value, row.office, row.obligation, row.unit),
            *(ordinal(row.reported_on), row.sheet, row.row, json.dumps(row.candidates)),
        )
        for row in file.unread
    ]
    base.executemany(f"INSERT INTO unread VALUES ({', '.join('?' * len(_UNREAD))})", asked)
    record = {
        "batch": batch,
        "name": file.name,
        "sha256": file.sha256,
        "suffix": file.suffix,
        "size": len(file.content),
        "sender": file.sender or sender or "",
        "rank": int(file.rank),
        "status": file.status,
        "code": file.refusal.code if file.refusal else None,
        "rows": file.counts(),
        "rows_sha256": _digest_of(base, batch, file.sha256),
        **stamp,
    }
    content = json.dumps(record, ensure_ascii=False, sort_keys=True)
    last = base.execute("SELECT seq, hash FROM manifest ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
    own = sha256_of((last[1] + content).encode())
    base.execute(
        "INSERT INTO manifest VALUES (?, ?, ?, ?, ?, ?)",
        (last[0] + 1, file.sha256, file.status, content, last[1], own),
    )
    return len(lines)


def _digest_of(base: sqlite3.Connection, batch: int, sha256: str) -> str:
    """SHA-256 of everything that one file of one batch put into the tables, read back as it stands."""
    names = ", ".join(f'"{name}"' for name in _STORED)
    rows = base.execute(
        f'SELECT {names} FROM observations WHERE batch = ? AND sha256 = ? ORDER BY "row"', (batch, sha256)
    ).fetchall()
    asked = base.execute(
        "SELECT * FROM unread WHERE batch = ? AND sha256 = ? ORDER BY rowid", (batch, sha256)
    ).fetchall()
    left = untaken.kept_of(base, batch, sha256)
    return sha256_of(json.dumps([rows, asked, *([left] if left else [])], ensure_ascii=False).encode())
