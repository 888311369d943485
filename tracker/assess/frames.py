"""Duties and rows as columns of numbers, for the engine. Pure; pandas is loaded lazily."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.assess import decided, engine, stops
from tracker.assess.duty_table import BOOLEAN, COLUMNS, Duties
from tracker.assess.occurrences import Reported
from tracker.findings import at
from tracker.model import Finding, SourceRef
from tracker.register.events import key_of

if TYPE_CHECKING:
    import pandas as pd

REPORT_NUMBERS = (
    "row",
    "reported_on",
    "completed_on",
    "period_from",
    "period_to",
    "state",
    "rank",
    "incidents",
    "remedied",
    "exception",
)
REPORT_TRUTHS = (
    "evidence_ok",
    "accepted",
    "report_date_assumed",
    "rewritten",
    "corrected",
    "backdated",
    "bulk",
    "due_altered",
    "future",
)
DAYS_OF_A_ROW = ("period_from", "period_to", "completed_on", "reported_on")
"""What says which occurrence a row reports, in the order of ``Tiling.reported``."""


NOTHING = Reported(())


def duty_frame(duties: Duties, as_of: date) -> pd.DataFrame:
    """One line a duty, judged as of one day."""
    import pandas as pd

    columns = {name: pd.Series(duties.columns[name], dtype="bool" if name in BOOLEAN else "int64") for name in COLUMNS}
    dues = [[(due.since, due.due, due.fixed, due.assumed) for due in row] for row in duties.dues]
    for name, values in engine.versions(dues).items():
        columns[name] = pd.Series(values, dtype="bool" if name.startswith(("fixed", "assumed")) else "int64")
    columns |= {name: pd.Series(values, dtype="int64") for name, values in stops.columns(duties.stops).items()}
    frame = pd.DataFrame(columns)
    frame["as_of"] = as_of.toordinal()
    return frame.astype({"as_of": "int64"})


def report_frame(known: pd.DataFrame, duties: Duties, as_of: date = date.max) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows that report on a duty, as numbers alone; a row about several occurrences once for each of them.

    A row of an obligation or unit without a duty stays out. Findings: rows reported by ``as_of`` that fit no period of
    a periodic duty.
    """
    import pandas as pd

    frame = pd.DataFrame({name: known[name].astype("int64").to_numpy() for name in REPORT_NUMBERS})
    for name in REPORT_TRUTHS:
        frame[name] = known[name].astype("bool").to_numpy()
    frame["percent"] = known["percent"].astype("float64").to_numpy()
    frame["office"] = pd.factorize(known["office"].to_numpy(dtype=object))[0].astype("int64")
    frame["event"] = _codes(known["event"])
    frame["note"] = _codes(known["note_key"])
    # Whose state nobody wrote: it was taken from the row's figures (docs/decisions/0053).
    figures = (frame["incidents"] >= 0).to_numpy() if any(duties.stops) else False
    frame["inferred"] = figures & ~known["cells"].str.contains('"state"', regex=False).to_numpy(dtype=bool)
    reported, findings = _numbers(known, duties, as_of.toordinal())
    taken = [place for place, found in enumerate(reported) for _ in found.duties]
    reports = frame.iloc[taken].reset_index(drop=True)
    reports["duty"] = pd.Series([number for found in reported for number in found.duties], dtype="int64")
    reports["several"] = pd.Series([found.several for found in reported for _ in found.duties], dtype="bool")
    decided.apply(reports, duties.decided, duties.columns["evidence_required"])
    return reports, findings


def _numbers(known: pd.DataFrame, duties: Duties, as_of: int) -> tuple[list[Reported], list[Finding]]:
    """Of each row the numbers of the duties that it reports."""
    pairs = zip(duties.columns["obligation"], duties.columns["unit"], strict=True)
    names = [(duties.obligations[o].id, duties.units[u].id) for o, u in pairs]
    # The first duty of a pair is its own; those of listed events follow it.
    single = {name: Reported((number,)) for number, name in reversed(list(enumerate(names)))}
    events = known["event"].tolist()
    days = list(zip(*(known[name].tolist() for name in DAYS_OF_A_ROW), strict=True))
    owners: dict[tuple[str, str], str] = {}
    for (obligation, unit), numbers in duties.numbers.items():
        for named in numbers:
            owners.setdefault((obligation, named), unit)
    found: list[Reported] = []
    findings: list[Finding] = []
    for place, pair in enumerate(zip(known["obligation"].tolist(), known["unit"].tolist(), strict=True)):
        tiling = duties.tilings.get(pair)
        if tiling is None:
            number = events[place] and duties.numbers.get(pair, {}).get(key_of(events[place]))
            owner = owners.get((pair[0], key_of(events[place]))) if events[place] and number is None else None
            strange = events[place] and number is None and (owner is not None or pair in duties.numbers)
            if strange and days[place][-1] <= as_of:
                findings.append(_no_event(known.iloc[place].to_dict(), pair, owner))
            whole = NOTHING if owner is not None else single.get(pair, NOTHING)
            found.append(Reported((number,)) if number else whole)
            continue
        found.append(tiling.reported(*map(int, days[place])))
        if not found[-1].known and days[place][-1] <= as_of:
            findings.append(_no_period(known.iloc[place].to_dict(), pair))
    return found, findings


def _no_period(row: Mapping[Any, Any], pair: tuple[str, str]) -> Finding:
    cells = json.loads(row["cells"]) if row["cells"] else {}
    cell = next((cells[name] for name in (*DAYS_OF_A_ROW, "state") if name in cells), None)
    day = next(int(row[name]) for name in DAYS_OF_A_ROW if row[name])
    where = SourceRef(row["file"], row["sha256"], sheet=row["sheet"] or None, cell=cell)
    return at("period-unknown", where, obligation=pair[0], unit=pair[1], day=date.fromordinal(day))


def _no_event(row: Mapping[Any, Any], pair: tuple[str, str], owner: str | None) -> Finding:
    cells = json.loads(row["cells"]) if row["cells"] else {}
    where = SourceRef(row["file"], row["sha256"], sheet=row["sheet"] or None, cell=cells.get("event"))
    values = {"event": row["event"], "obligation": pair[0], "unit": pair[1]}
    return (
        at("event-unknown", where, **values) if owner is None else at("event-of-another", where, owner=owner, **values)
    )


def _codes(texts: pd.Series[Any]) -> Any:
    """A number for each different text, 0 for none."""
    import pandas as pd

    values = texts.to_numpy(dtype=object)
    codes, _ = pd.factorize(values)
    return ((codes + 1) * (values != "")).astype("int64")
