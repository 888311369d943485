"""The rows that a flag rests on: the report before it was rewritten, the one that contradicts, the equal ones. Pure.

A flag that accuses an office must show both sides (semantics §7). Only flagged duties are looked at, so that the cost
follows the flags and not the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from tracker.assess import engine, incidents, stops
from tracker.assess.verdicts import NO_DAY
from tracker.model import Flag

if TYPE_CHECKING:
    import pandas as pd

Record = Mapping[Any, Any]
"""A row of the table of observations, with ``level`` where it counts for the duty; ``left_open``: its figures count,
and incidents were open at the end of their period, which is not the last."""

CONTENT = ("state", "percent", "incidents", "remedied", "exception_ref", "completed_on", "evidence", "note")
"""What makes a row another version, in the order in which a change is told."""
KEY = ("office", "obligation", "unit", "event", "period_from", "reported_on")
DONE = 2
"""The level of done and kept (docs/house.md)."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One row in its role for a flag. ``column``: the column whose cell shows it. ``other``: the row it stands against,
    of a rewritten report the version before."""

    flag: Flag
    role: str
    column: str
    row: Record
    other: Record | None = None


def witnesses(
    facts: pd.DataFrame, marks: Sequence[Record], reports: pd.DataFrame, known: pd.DataFrame, week_starts: int
) -> dict[int, list[Witness]]:
    """By duty, the rows that its flags rest on. ``marks``: the flags of each duty, in the order of ``facts``."""
    wanted = {int(m["duty"]) for m in marks if any(m[flag.value] for flag in RESTING_ON)}
    if not wanted or reports.empty:
        return {}
    some = facts[facts["duty"].isin(wanted)]
    counted = engine.of_some(engine.latest, wanted, facts, reports, week_starts)
    places = {int(row): place for place, row in enumerate(known["row"].tolist())}
    lines = counted.select("duty", "row", "level", "accepted").sort("duty", "row").rows()
    records = known.iloc[[places[int(row)] for _, row, _, _ in lines]].to_dict("records")
    left = incidents.left_open(counted.filter(nw.col("accepted")), stops.names(facts.columns))
    left_open = {(int(duty), int(row)) for duty, row in left.iter_rows()}
    mine: dict[int, list[Record]] = defaultdict(list)
    for (duty, row, level, accepted), record in zip(lines, records, strict=True):
        told = {"level": int(level), "accepted": bool(accepted), "left_open": (int(duty), int(row)) in left_open}
        mine[int(duty)].append({**record, **told})  # as decided since
    past = _Past(known, {row["office"] for rows in mine.values() for row in rows})
    of_duty = {int(row["duty"]): row for row in some.to_dict("records")}
    found: dict[int, list[Witness]] = {}
    for mark in marks:
        duty = int(mark["duty"])
        if duty in mine:
            rows = sorted(mine[duty], key=lambda r: (r["reported_on"], r["row"]))
            case = _Case(of_duty[duty], rows, [r for r in rows if r["accepted"]], past)
            found[duty] = [w for flag, find in RESTING_ON.items() if mark[flag.value] for w in find(case)]
    return found


class _Past:
    """What was known before a row, of the offices concerned."""

    def __init__(self, known: pd.DataFrame, offices: Iterable[str]) -> None:
        self._known = known[known["office"].isin(set(offices))]
        self._by_key: dict[tuple[Any, ...], list[Record]] | None = None
        self._by_office: dict[str, list[Record]] | None = None

    def version_before(self, row: Record) -> Record | None:
        """The version of the same report that an earlier batch brought."""
        if self._by_key is None:
            self._by_key = defaultdict(list)
            for record in self._known.to_dict("records"):
                self._by_key[tuple(record[name] for name in KEY)].append(dict(record))
        older = [r for r in self._by_key[tuple(row[name] for name in KEY)] if r["batch"] < row["batch"]]
        return max(older, key=lambda r: r["row"], default=None)

    def newest_before(self, row: Record) -> Record | None:
        """The latest report, with a date of its own, that the office had sent before."""
        if self._by_office is None:
            self._by_office = defaultdict(list)
            for record in self._known[~self._known["report_date_assumed"].astype("bool")].to_dict("records"):
                self._by_office[record["office"]].append(dict(record))
        older = (r for r in self._by_office[row["office"]] if r["batch"] < row["batch"])
        return max(older, key=lambda r: (r["reported_on"], r["row"]), default=None)


@dataclass(frozen=True, slots=True)
class _Case:
    """One duty: its facts, its reports in order, and those that are accepted."""

    facts: Record
    rows: Sequence[Record]
    accepted: Sequence[Record]
    past: _Past

    @property
    def last(self) -> Record:
        return next(row for row in self.rows if row["row"] == self.facts["last_row"])

    def earlier(self, *, good: bool) -> Record | None:
        """The latest report of the top rank before the last one that says done (or kept), or that says otherwise."""
        last = self.last
        return next(
            (
                row
                for row in reversed(self.accepted)
                if row["rank"] == last["rank"]
                and row["reported_on"] < last["reported_on"]
                and (row["level"] == DONE) == good
            ),
            None,
        )


def _rewritten(case: _Case) -> list[Witness]:
    return _versions(case, Flag.REWRITTEN, "rewritten")


def _corrected(case: _Case) -> list[Witness]:
    return _versions(case, Flag.CORRECTED_ON_REQUEST, "corrected")


def _versions(case: _Case, flag: Flag, mark: str) -> list[Witness]:
    """The row as it stands and, beside it, as it stood before."""
    found = []
    for row in case.rows:
        if row[mark]:
            before = case.past.version_before(row)
            column = next((name for name in changed(before, row)), "state") if before else "state"
            if before is not None:
                found.append(Witness(flag, "before", column, before))
            found.append(Witness(flag, mark, column, row, before))
    return found


def changed(before: Record, after: Record) -> list[str]:
    """The columns in which two versions differ."""

    def same(name: str) -> bool:
        one, other = before[name], after[name]
        return bool(one == other or (one != one and other != other))  # two NaN are the same blank

    return [name for name in CONTENT if not same(name)]


def _conflicting(case: _Case) -> list[Witness]:
    if all(row["row"] != case.facts["last_row"] for row in case.rows):
        return []  # an event whose lines differ, on which nothing counts as a report
    last = case.last
    found = []
    for row in case.accepted:
        same = row["rank"] == last["rank"] and row["reported_on"] == last["reported_on"]
        lower = row["rank"] < last["rank"] and row["reported_on"] >= last["reported_on"]
        if row["level"] != last["level"] and (same or lower):
            found.append(Witness(Flag.CONFLICTING, "contradicting", "state", row, last))
    return found


def _copied(case: _Case) -> list[Witness]:
    number = int(case.facts["recent"])
    return [Witness(Flag.COPIED, "equal", "note", row) for row in case.accepted[-number:]]


def _backdated(case: _Case) -> list[Witness]:
    found = []
    for row in case.rows:
        if row["backdated"]:
            newer = case.past.newest_before(row)
            found.append(Witness(Flag.BACKDATED, "backdated", "reported_on", row, newer))
            if newer is not None:
                found.append(Witness(Flag.BACKDATED, "newer", "reported_on", newer))
    return found


def _due_altered(case: _Case) -> list[Witness]:
    """The latest sheet that states another date: a sheet that is copied on states it every week."""
    last = next(row for row in reversed(case.rows) if row["due_altered"])
    return [Witness(Flag.DUE_DATE_ALTERED, "due_stated", "due_on", last)]


def _percent(case: _Case) -> list[Witness]:
    return [Witness(Flag.PERCENT_MISMATCH, "percent", "percent", case.last)]


def _reopened(case: _Case) -> list[Witness]:
    before = case.earlier(good=True)
    return [] if before is None else [Witness(Flag.REOPENED, "earlier", "state", before, case.last)]


def _recovered(case: _Case) -> list[Witness]:
    before = case.earlier(good=False)
    return [] if before is None else [Witness(Flag.RECOVERED, "earlier", "state", before, case.last)]


def _was_breached(case: _Case) -> list[Witness]:
    """The report of it, unless ``recovered`` tells the same one; else the figures or the claim of an exception."""
    if case.earlier(good=False) is not None:
        return []
    open_cases = [row for row in case.accepted if row["left_open"]]
    claims = [row for row in case.accepted if row["exception"] == 2]  # claimed without reference
    if case.facts["open_before"] > 0 and open_cases:
        return [Witness(Flag.WAS_BREACHED, "earlier", "incidents", open_cases[-1])]
    return [Witness(Flag.WAS_BREACHED, "earlier", "exception_ref", row) for row in claims[-1:]]


def _future(case: _Case) -> list[Witness]:
    return [Witness(Flag.COMPLETED_IN_FUTURE, "future", "completed_on", row) for row in case.rows if row["future"]]


def _before_order(case: _Case) -> list[Witness]:
    row = next((r for r in case.rows if r["row"] == case.facts["completion_row"]), None)
    if row is None:
        return []
    column = "completed_on" if row["completed_on"] > NO_DAY else "reported_on"
    return [Witness(Flag.COMPLETED_BEFORE_ORDER, "completion", column, row)]


def _several(case: _Case) -> list[Witness]:
    stated = [row for row in case.accepted if row["period_from"] > NO_DAY and row["period_to"] > NO_DAY]
    return [Witness(Flag.COVERS_SEVERAL, "several", "period_from", row) for row in stated[-1:]]


RESTING_ON: Mapping[Flag, Callable[[_Case], list[Witness]]] = {
    Flag.REWRITTEN: _rewritten,
    Flag.CONFLICTING: _conflicting,
    Flag.COPIED: _copied,
    Flag.BACKDATED: _backdated,
    Flag.DUE_DATE_ALTERED: _due_altered,
    Flag.PERCENT_MISMATCH: _percent,
    Flag.REOPENED: _reopened,
    Flag.RECOVERED: _recovered,
    Flag.WAS_BREACHED: _was_breached,
    Flag.COMPLETED_IN_FUTURE: _future,
    Flag.COMPLETED_BEFORE_ORDER: _before_order,
    Flag.CORRECTED_ON_REQUEST: _corrected,
    Flag.COVERS_SEVERAL: _several,
}
"""The flags that rest on rows of their own, in the order in which they are told."""
