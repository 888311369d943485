"""What a new row says about an old one: rewritten, corrected on request, backdated, or only a first load.

Pure: history comes in, marked rows go out. The words are those of semantics §2 and docs/house.md; what an office
corrects because it was asked to is never held against it, and the first load of old weeks raises no mark at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any

from tracker.followup.records import Change, Reading, Received, Unread
from tracker.followup.repeats import Repeats, taken_back
from tracker.followup.table import CONTENT, KEY, STATES, day_of, row_of
from tracker.model import State

Key = tuple[Any, ...]
Row = dict[str, Any]

_UNREAD: Mapping[str, Any] = {"value": None, "file": None, "sheet": None, "cell": None}
_RETRACTED = STATES.index(State.RETRACTED)
_DUTY = itemgetter("office", "obligation", "unit")
_DAYS = ("completed_on", "period_from", "period_to", "reported_on")


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of an earlier batch that was rejected or queried."""

    batch: int
    sha256: str
    row: Unread


@dataclass(slots=True)
class History:
    """What the ledger knew of some offices before a batch. ``newest``: per office its latest report with a date of its
    own, as a row; a day of receipt that only stands in dates no other report back. ``since``: per office the day on
    which its first sheet was received."""

    latest: dict[Key, Row] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    newest: dict[str, Row] = field(default_factory=dict)
    offices: set[str] = field(default_factory=set)
    since: dict[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """The row versions that one file adds, in order, and what changed by them."""

    sha256: str
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]


def key_of(row: Mapping[str, Any]) -> Key:
    return tuple(row[column] for column in KEY)


def in_order(files: Iterable[Received]) -> list[Received]:
    """Files of one call in the order of their report dates, then by name: the same files give the same ledger."""

    def place(file: Received) -> tuple[int, int, str, str]:
        days = [reading.observation.reported_on.toordinal() for reading in file.readings] or [0]
        return min(days), max(days), file.name, file.sha256

    return sorted(files, key=place)


def mark(files: Sequence[Received], history: History, batch: int, received_on: date) -> list[Marked]:
    """Marks every reading of a batch against what was known before it; rows that say nothing new are left out."""
    marker = _Marker(history, _first_loads(files, history), batch, received_on.toordinal())
    return [marker.mark(file) for file in files]


class _Marker:
    """One batch: what is known grows from row to row."""

    def __init__(self, history: History, first_loads: set[str], batch: int, received_on: int) -> None:
        self.history, self.first_loads, self.batch, self.received_on = history, first_loads, batch, received_on
        # What an office sends in two files on its first day is one load.
        self.first_day = {office for office, day in history.since.items() if day.toordinal() == received_on}
        self.latest = dict(history.latest)
        self.repeats = Repeats(self.latest.values())

    def mark(self, file: Received) -> Marked:
        rows: list[Row] = []
        changes: list[Change] = []
        for reading in file.readings:
            row = row_of(reading)
            again = self.repeats.settle(row, reading.every)
            previous = self.latest.get(key_of(row))
            if previous is not None and _content(previous) == _content(row):
                continue
            row["batch"] = self.batch
            row["queried"] = reading.queried
            undated = self.repeats.undated(row, self.received_on, reading.every)
            if undated is not None:
                self._keep(taken_back(undated, row), rows)
                row["corrected"] = True
                changes.append(_change("corrected_on_request", file.sha256, undated, row, "reported_on"))
            else:
                changes += self._judge(file, row, previous)
            if previous is None and undated is None and row["state"] == _RETRACTED:
                changes.append(self._retracts_nothing(file, row))
            if row["bulk"]:
                row["due_altered"] = False
            if row["due_altered"]:
                changes.append(_due_change(file.sha256, row, reading))
            if again is not None:
                kind, before = again
                changes.append(_change(kind, file.sha256, before, row, _counted(row)))
            self._keep(row, rows)
        return Marked(file.sha256, tuple(rows), tuple(changes))

    def _judge(self, file: Received, row: Row, previous: Row | None) -> list[Change]:
        changes: list[Change] = []
        loads = row["office"] in self.first_loads or (row["office"] in self.first_day and previous is None)
        for kind in _kinds(row, previous, self.history, file.again, loads=loads):
            if kind in row:
                row[kind] = True
            changes.extend(_changes(kind, file.sha256, row, previous, self.history))
        return changes

    def _retracts_nothing(self, file: Received, row: Row) -> Change:
        """A report is undone by a row of its own date alone; beside it stands the latest that may be meant."""
        same = [one for one in self.latest.values() if _DUTY(one) == _DUTY(row) and one["state"] != _RETRACTED]
        last = max(same, key=itemgetter("reported_on"), default=None)
        if last is not None:
            return _change("retracts_nothing", file.sha256, last, row, "reported_on")
        after = _side(row, "reported_on")
        return Change("retracts_nothing", file.sha256, row["obligation"], row["unit"], "reported_on", _UNREAD, after)

    def _keep(self, row: Row, rows: list[Row]) -> None:
        self.latest[key_of(row)] = row
        self.repeats.add(row)
        rows.append(row)


def _counted(row: Row) -> str:
    """The column of a row that would be counted twice."""
    return next((name for name in ("incidents", "remedied") if row[name] > 0), "exception_ref")


def _kinds(row: Row, previous: Row | None, history: History, again: bool, *, loads: bool) -> list[str]:
    """``loads``: the row is of the first load of its office."""
    if loads and row["office"] not in history.offices:
        return ["bulk"]
    if again and previous is None:
        return []
    if _was_asked(row, previous, history):
        return ["corrected"]
    newest = history.newest.get(row["office"])
    dated_back = newest is not None and row["reported_on"] < newest["reported_on"]
    if loads and dated_back:
        return ["bulk"]
    if previous is not None:
        return ["rewritten" if previous["batch"] < row["batch"] else "replaced"]
    return ["backdated"] if dated_back else []


def _was_asked(row: Row, previous: Row | None, history: History) -> bool:
    """True where the last thing known of this report, before this batch, was our own rejection or question."""
    if previous is not None and (not previous["accepted"] or previous["queried"]) and previous["batch"] < row["batch"]:
        return True
    since = previous["batch"] if previous is not None else 0
    return any(asked.batch > since and _same_report(row, asked.row) for asked in history.asked)


def _same_report(row: Row, asked: Unread) -> bool:
    if asked.reported_on is not None and asked.reported_on.toordinal() != row["reported_on"]:
        return False
    unit_fits = asked.unit == row["unit"] if asked.unit is not None else row["unit"] in asked.candidates
    if asked.obligation is not None:
        return unit_fits and asked.obligation == row["obligation"]
    return unit_fits and (not asked.candidates or row["obligation"] in asked.candidates)


def _first_loads(files: Sequence[Received], history: History) -> set[str]:
    """Offices never heard of before whose first batch holds more than one report date."""
    days: dict[str, set[int]] = {}
    for file in files:
        for reading in file.readings:
            office = reading.observation.office or reading.observation.unit
            days.setdefault(office, set()).add(reading.observation.reported_on.toordinal())
    return {office for office, dates in days.items() if office not in history.offices and len(dates) > 1}


def _content(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column] for column in CONTENT)


def _changes(kind: str, sha256: str, row: Row, previous: Row | None, history: History) -> list[Change]:
    if kind == "bulk":
        return []
    kind = "corrected_on_request" if kind == "corrected" else kind
    if kind == "backdated":
        before, fields = history.newest[row["office"]], ["reported_on"]
    elif previous is None:
        return [Change(kind, sha256, row["obligation"], row["unit"], "state", _UNREAD, _side(row, "state"))]
    else:
        before, fields = previous, [column for column in CONTENT if previous[column] != row[column]]
    return [_change(kind, sha256, before, row, column) for column in fields]


def _change(kind: str, sha256: str, before: Row, row: Row, column: str) -> Change:
    return Change(kind, sha256, row["obligation"], row["unit"], column, _side(before, column), _side(row, column))


def _due_change(sha256: str, row: Row, reading: Reading) -> Change:
    """The register's due date and the sheet's, with the sheet's cell."""
    cells = json.loads(row["cells"])
    before = {"value": _iso(reading.register_due), "file": None, "sheet": None, "cell": None}
    after = {"value": _iso(reading.sheet_due), "file": row["file"], "sheet": row["sheet"], "cell": cells.get("due_on")}
    return Change("due_date_altered", sha256, row["obligation"], row["unit"], "due_on", before, after)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _side(row: Row, column: str) -> dict[str, Any]:
    cells = json.loads(row["cells"])
    return {
        "value": shown(column, row[column]),
        "file": row["file"],
        "sheet": row["sheet"],
        "cell": cells.get(column) or cells.get("obligation"),
    }


def shown(column: str, value: Any) -> Any:
    """A value of the table as people read it: ISO dates, names of states, None for none."""
    if column in _DAYS:
        day = day_of(value)
        return day.isoformat() if day is not None else None
    if column == "state":
        return STATES[value].value
    if column in ("incidents", "remedied"):
        return None if value < 0 else value
    return None if value == "" else value
