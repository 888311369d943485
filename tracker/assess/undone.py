"""What officials decided about the reports of a duty, and what its office took back: rows that speak for nothing any
more and still have to be told (semantics §7). Pure; pandas is loaded lazily."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.assess import engine
from tracker.assess.decided import effect
from tracker.assess.duty_table import Duties
from tracker.assess.witnesses import KEY, Record
from tracker.model import State
from tracker.register.determinations import Determination, Kind

if TYPE_CHECKING:
    import pandas as pd

RETRACTED = engine.STATES.index(State.RETRACTED)
NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(("ruling", "ruled_on", "ruled_by", "ruled_reference", "ruled_report", "ruled_state")),
    "taken_back": None,
}


@dataclass(slots=True)
class Undone:
    """Of one duty: ``facts`` by name, and the rows besides with their roles."""

    facts: dict[str, Any] = field(default_factory=lambda: dict(NOTHING))
    rows: list[tuple[str, Record]] = field(default_factory=list)


def undone(
    facts: pd.DataFrame, reports: pd.DataFrame, known: pd.DataFrame, duties: Duties, week_starts: int
) -> dict[int, Undone]:
    """By duty, of those that have any: the last report that was decided about, and the last that was taken back."""
    if reports.empty:
        return {}
    wanted = set(reports.loc[(reports["ruling"] >= 0) | (reports["state"] == RETRACTED), "duty"].tolist())
    if not wanted:
        return {}
    counted = engine.of_some(engine.newest, wanted, facts, reports, week_starts).sort("duty", "reported_on", "row")
    places = {int(row): place for place, row in enumerate(known["row"].tolist())}
    found: dict[int, Undone] = defaultdict(Undone)
    for duty, row, state, ruling, accepted in counted.select("duty", "row", "state", "ruling", "accepted").iter_rows():
        record: Record = known.iloc[places[int(row)]].to_dict()
        if state == RETRACTED:
            _take_back(found[int(duty)], record, known)
        elif ruling >= 0:
            _rule(found[int(duty)], record, duties, int(duty), int(ruling), accepted=bool(accepted))
    return dict(found)


def _take_back(of: Undone, record: Record, known: pd.DataFrame) -> None:
    of.facts["taken_back"] = date.fromordinal(int(record["reported_on"]))
    same = known["row"] < record["row"]
    for name in KEY:
        same &= known[name] == record[name]
    before = known[same]
    told = [("taken_back", before.loc[before["row"].idxmax()].to_dict())] if len(before) else []
    of.rows = [one for one in of.rows if one[0] == "refused"] + [*told, ("retraction", record)]


def _rule(of: Undone, record: Record, duties: Duties, duty: int, ruling: int, *, accepted: bool) -> None:
    decision: Determination = duties.decided[duty][ruling]
    said = effect(decision, evidence=duties.columns["evidence_required"][duty])
    of.facts |= {
        "ruling": said.value,
        "ruled_on": decision.decided_on,
        "ruled_by": decision.by,
        "ruled_reference": decision.reference,
        "ruled_report": date.fromordinal(int(record["reported_on"])),
        "ruled_state": engine.STATES[int(record["state"])].value,
    }
    kept = [one for one in of.rows if one[0] != "refused"]
    of.rows = [*([("refused", record)] if said is not Kind.ACCEPT or not accepted else []), *kept]
