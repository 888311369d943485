"""Rows that came and were not taken, and which of them are still open (docs/decisions/0057).

Each rejected cell and each question of a row is kept beside the rows of its batch. It is open until an accepted row of
the same duty and of the same report date or a later one becomes known, its file is read anew, or the same office sends
a row on the same duty and of the same report date again: then what is wrong with that one is open in its place. A row
that would have listed an event is answered as well by an event of that duty listed later.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tracker.followup.records import Notice, Reading, Received, SheetReading, Unread
from tracker.followup.table import STATES
from tracker.model import Finding, SourceRef, State, Untaken
from tracker.register.events import Line

TABLE = "untaken"
COLUMNS = (
    *("batch", "sha256", "file", "sheet", "row", "cell", "value", "code", "values"),
    *("obligation", "unit", "office", "reported_on", "dated", "candidates", "kept"),
)
SCHEMA = f"""CREATE TABLE IF NOT EXISTS {TABLE} (
  batch INTEGER NOT NULL, sha256 TEXT NOT NULL, file TEXT NOT NULL, sheet TEXT NOT NULL, "row" INTEGER NOT NULL,
  cell TEXT NOT NULL, value TEXT NOT NULL, code TEXT NOT NULL, "values" TEXT NOT NULL, obligation TEXT, unit TEXT,
  office TEXT NOT NULL, reported_on INTEGER NOT NULL, dated INTEGER NOT NULL, candidates TEXT NOT NULL,
  kept INTEGER NOT NULL)"""
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
_RETRACTED = STATES.index(State.RETRACTED)
Answer = tuple[int, int, bool]
_LISTING = "listing"
_NEAR = 60
"""How like (0 to 100) the nearest thing must be for a row to be said to concern it perhaps."""


def lines(file: Received, batch: int, received_on: date) -> list[tuple[Any, ...]]:
    """What one file leaves open, as lines of the table."""
    return [line for sheet in file.sheets for line in _of_sheet(file, sheet, batch, received_on)]


def _of_sheet(file: Received, sheet: SheetReading, batch: int, received_on: date) -> Iterable[tuple[Any, ...]]:
    unread = {one.row: one for one in sheet.unread}
    taken = {one.row: one for one in sheet.readings}
    for notice in (*sheet.rejected, *sheet.questions):
        about = unread.get(notice.row) or taken.get(notice.row)
        if about is not None:
            yield _line(file, sheet, notice, about, batch, received_on)


def _line(
    file: Received, sheet: SheetReading, notice: Notice, about: Unread | Reading, batch: int, received_on: date
) -> tuple[Any, ...]:
    where = notice.finding.source
    subject: tuple[str | None, str | None, str, int, int]
    if isinstance(about, Reading):
        seen = about.observation
        subject = (seen.obligation, seen.unit, seen.office, seen.reported_on.toordinal(), 1)
        speaks_of = seen.period_from or seen.period_to or seen.completed_on
    else:
        day = about.reported_on or about.sheet_day or received_on
        subject = (about.obligation, about.unit, about.office, day.toordinal(), int(about.reported_on is not None))
        speaks_of = about.about
    best = max((one.score for one in notice.candidates), default=0)
    near = [one.id for one in notice.candidates if one.score == best >= _NEAR]
    told = {**notice.finding.values, **({"about": speaks_of.isoformat()} if speaks_of is not None else {})}
    if isinstance(about, Unread) and about.listing:
        told[_LISTING] = True
    values = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    place = (where.cell if where and where.cell else "", notice.value, notice.finding.code, values)
    kept = int(isinstance(about, Reading))
    return (batch, file.sha256, file.name, sheet.sheet, notice.row, *place, *subject, json.dumps(near), kept)


def add(base: sqlite3.Connection, found: Iterable[tuple[Any, ...]]) -> None:
    base.execute(SCHEMA)
    base.executemany(f"INSERT INTO {TABLE} ({_NAMES}) VALUES ({', '.join('?' * len(COLUMNS))})", found)


def kept_of(base: sqlite3.Connection, batch: int, sha256: str) -> list[tuple[Any, ...]]:
    """The lines of one file of one batch, as they stand; [] in a store that was made before there was the table."""
    if not _exists(base):
        return []
    asked = f"SELECT {_NAMES} FROM {TABLE} WHERE batch = ? AND sha256 = ? ORDER BY rowid"
    return base.execute(asked, (batch, sha256)).fetchall()


def still_open(
    base: sqlite3.Connection, known_at: datetime, as_of: date | None = None, events: Sequence[Line] = ()
) -> tuple[Untaken, ...]:
    """What was open by what was known at a moment, of reports dated up to a day, in the order of their arrival.
    ``events``: the lines of the register about events."""
    if not _exists(base):
        return ()
    moments = {
        int(batch): (datetime.fromisoformat(known), datetime.fromisoformat(received))
        for batch, known, received in base.execute("SELECT batch, known_at, received_at FROM batches")
    }
    known = {batch for batch, (moment, _) in moments.items() if moment <= known_at}
    until = as_of.toordinal() if as_of is not None else date.max.toordinal()
    found = [
        line
        for values in base.execute(f"SELECT {_NAMES} FROM {TABLE} ORDER BY rowid")
        if (line := dict(zip(COLUMNS, values, strict=True)))["batch"] in known and line["reported_on"] <= until
    ]
    read = _read_last(base, known)
    answers = _answers(base, {duty for line in found for duty in _duties(line)}, known, until)
    last = _sent_last(found)
    listed = _listed(events, known_at)
    return tuple(
        _record(line, *moments[line["batch"]])
        for line in found
        if read.get(line["sha256"], 0) <= line["batch"]
        and line["batch"] >= last[_sent(line)]
        and not _answered(line, answers)
        and not (_LISTING in json.loads(line["values"]) and _listed_since(line, moments[line["batch"]][0], listed))
    )


def _listed(events: Sequence[Line], known_at: datetime) -> dict[tuple[str, str], list[datetime]]:
    """By duty, when events of it were recorded."""
    found: dict[tuple[str, str], list[datetime]] = {}
    for line in events:
        if line.recorded_at is not None and line.recorded_at <= known_at:
            found.setdefault((line.obligation, line.unit), []).append(line.recorded_at)
    return found


def _listed_since(line: Mapping[str, Any], moment: datetime, listed: Mapping[tuple[str, str], list[datetime]]) -> bool:
    return any(recorded > moment for duty in _duties(line) for recorded in listed.get(duty, ()))


def _sent(line: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two rows one report sent twice: office, duty, report date. Where the duty is not certain, the same
    words for the same cell besides."""
    certain = line["obligation"] and line["unit"]
    doubt = () if certain else (line["code"], line["value"])
    return (line["office"], line["obligation"], line["unit"], line["reported_on"], *doubt)


def _sent_last(found: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, ...], int]:
    """By report, the last batch in which it came and was not taken."""
    last: dict[tuple[Any, ...], int] = {}
    for line in found:
        last[_sent(line)] = max(last.get(_sent(line), 0), int(line["batch"]))
    return last


def _exists(base: sqlite3.Connection) -> bool:
    return base.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone() is not None


def _read_last(base: sqlite3.Connection, known: set[int]) -> dict[str, int]:
    """The last batch in which each file was read."""
    read: dict[str, int] = {}
    for sha256, content in base.execute("SELECT sha256, content FROM manifest WHERE status = 'read' ORDER BY seq"):
        batch = int(json.loads(content)["batch"])
        if batch in known:
            read[sha256] = batch
    return read


def _duties(line: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The duties that a row is about, or perhaps about."""
    near = json.loads(line["candidates"])
    if line["obligation"] and line["unit"]:
        return [(line["obligation"], line["unit"])]
    if line["obligation"]:
        return [(line["obligation"], unit) for unit in near]
    return [(obligation, line["unit"]) for obligation in near] if line["unit"] else []


def _answers(
    base: sqlite3.Connection, duties: set[tuple[str, str]], known: set[int], until: int
) -> dict[tuple[str, str], list[Answer]]:
    """By duty, of its accepted rows: batch, latest report date, and whether they take that report back."""
    answers: dict[tuple[str, str], list[Answer]] = {}
    if not duties:
        return answers
    asked = (
        "SELECT obligation, unit, batch, state = ?, max(reported_on) FROM observations "
        "WHERE accepted = 1 AND reported_on <= ? GROUP BY obligation, unit, batch, state = ?, "
        "CASE WHEN state = ? THEN reported_on END"
    )
    for obligation, unit, batch, back, day in base.execute(asked, (_RETRACTED, until, _RETRACTED, _RETRACTED)):
        if (obligation, unit) in duties and batch in known:
            answers.setdefault((obligation, unit), []).append((int(batch), int(day), bool(back)))
    return answers


def _answered(line: Mapping[str, Any], answers: Mapping[tuple[str, str], list[Answer]]) -> bool:
    """A later batch with the same report date or a later one; in the same batch only a later date is another report.
    Who takes a report back answers for that report alone."""
    return any(
        batch > line["batch"] and day == line["reported_on"] if back else _reported(line, batch, day)
        for duty in _duties(line)
        for batch, day, back in answers.get(duty, ())
    )


def _reported(line: Mapping[str, Any], batch: int, day: int) -> bool:
    return bool(
        (batch > line["batch"] and (day >= line["reported_on"] or not line["dated"]))
        or (batch == line["batch"] and day > line["reported_on"])
    )


def _record(line: Mapping[str, Any], known_at: datetime, received_at: datetime) -> Untaken:
    where = SourceRef(line["file"], line["sha256"], sheet=line["sheet"], cell=line["cell"] or None)
    values = json.loads(line["values"])
    about = values.pop("about", None)
    values.pop(_LISTING, None)
    return Untaken(
        finding=Finding(line["code"], where, values),
        value=line["value"],
        row=int(line["row"]),
        obligation=line["obligation"],
        unit=line["unit"],
        candidates=tuple(json.loads(line["candidates"])),
        duties=tuple(_duties(line)),
        office=line["office"],
        reported_on=date.fromordinal(line["reported_on"]),
        received_on=received_at.astimezone(known_at.tzinfo).date(),
        known_at=known_at,
        kept=bool(line["kept"]),
        about=date.fromisoformat(about) if about else None,
    )
