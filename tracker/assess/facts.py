"""The facts of a judged duty as people and programs read them: dates or None, names instead of codes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.assess import engine
from tracker.assess.duty_table import Duties
from tracker.assess.verdicts import NEVER, NO_DAY, PAST_DUE, REPORT_INSIDE, WINDOW_PASSED, holds
from tracker.model import Anchor, ChangeKind

DAYS = (
    "as_of",
    "effective",
    "notified",
    "listed_from",
    "due",
    "review",
    "ends",
    "withdrawn",
    "window_start",
    "window_end",
    "first_end",
    "latest_end",
    "last_on",
    "heard_on",
    "latest_on",
)
DONE_DAYS = ("completion", "first_done", "stated")
TRUTHS = (
    "once",
    "reported",
    "done",
    "kept",
    "believed",
    "evidence_required",
    "evidence_ok",
    "due_known",
    "due_unresolved",
    "due_fixed",
    "assumed",
    "suspended",
    "done_before_withdrawal",
    "last_date_assumed",
    "same_note",
    "listed_twice",
    *("future", "rewritten", "corrected", "backdated", "bulk", "due_altered", "several", "overruled"),
)
NUMBERS = (
    "warning",
    "window",
    "version",
    "rows",
    "last_level",
    "best_level",
    "worst_level",
    "open_incidents",
    "open_before",
    "claims_open",
    "claims_made",
    "incidents_found",
    "periods_told",
    "conflicts",
)


NO_WAIT: Mapping[str, Any] = {"waits_for": None, "waits_ref": None}


def named(duties: Duties, row: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the conditions of the table and of the flags read, so that both can be recomputed."""
    number = int(row["duty"])
    names: dict[str, Any] = {name: _day(row[name]) for name in DAYS}
    names |= {name: _day(row[name]) if row["done"] else None for name in DONE_DAYS}
    if names["latest_on"] is None:
        names["latest_end"] = None  # nothing that was reported opens a window
    names |= {name: bool(row[name]) for name in TRUTHS}
    names |= {name: int(row[name]) for name in NUMBERS}
    percent = row["last_percent"]
    names["last_percent"] = None if percent != percent else float(percent)
    names["days"] = int(row["days"]) if row["has_days"] else None
    names["state"] = engine.STATES[row["last_state"]].value if row["last_state"] >= 0 else None
    names["before"] = engine.VERDICTS[row["before"]].value if row["before"] >= 0 else None
    names["cause"], names["cause_reference"] = duties.causes.get(number, (None, None))
    names |= _waits(duties, number, names["version"]) if names["due_unresolved"] else NO_WAIT
    names |= _suspension(duties, number, int(row["as_of"]))
    names["past_due"] = bool(holds(PAST_DUE, row))
    names["window_passed"] = bool(holds(WINDOW_PASSED, row))
    names["report_inside"] = bool(holds(REPORT_INSIDE, row))
    on = duties.grounds[number]
    names |= {"effective_by": on.effective_by, "report_every": on.report_every, "grace": on.grace}
    names |= {"review_after": on.review_after, "own": list(on.own)}
    period = duties.periods[number]
    return names | {"period_start": period and period.start, "period_end": period and period.end}


def _waits(duties: Duties, number: int, version: int) -> dict[str, Any]:
    """What an unresolved deadline waits for: ``notification``, ``event``, ``obligation``; or why it waits in vain."""
    deadline = duties.dues[number][version].card.deadline
    obligation = duties.obligations[duties.columns["obligation"][number]].id
    if deadline.anchor is Anchor.OBLIGATION and obligation in duties.hopeless:
        why, reference = duties.hopeless[obligation]
        return {"waits_for": why, "waits_ref": reference}
    return {"waits_for": deadline.anchor.value, "waits_ref": deadline.anchor_ref}


def _suspension(duties: Duties, number: int, as_of: int) -> dict[str, Any]:
    """Since when, until when and by which order or letter it is suspended on that day, if it is."""
    day = date.fromordinal(as_of)
    now = next((s for s in duties.stops[number] if s.first <= day and (s.last is None or day <= s.last)), None)
    made = (c for c in reversed(duties.grounds[number].changes) if c.kind is ChangeKind.SUSPEND and c.on <= day)
    change = next(made, None) if now else None
    return {
        "suspended_from": now.first if now else None,
        "suspended_until": now.last if now else None,
        "suspended_by": (change.reference or change.directive) if change else None,
    }


def _day(ordinal: int) -> date | None:
    return None if ordinal <= NO_DAY or ordinal >= NEVER else date.fromordinal(int(ordinal))
