"""What else is true of a judged duty (semantics §5, docs/house.md): one condition a flag, in the table's language."""

from __future__ import annotations

from tracker.assess.engine import STATES, VERDICTS
from tracker.assess.verdicts import Condition
from tracker.model import Flag, State, Verdict


def _verdict_in(*verdicts: Verdict) -> Condition:
    return ("or", *(("==", "verdict", VERDICTS.index(v)) for v in verdicts))


def _last_is(*states: State) -> Condition:
    return ("or", *(("==", "last_state", STATES.index(s)) for s in states))


IN_FORCE: Condition = ("not", _verdict_in(Verdict.NOT_IN_FORCE, Verdict.WAIVED, Verdict.SUSPENDED, Verdict.ENDED))
REMEDIED: Condition = (
    "and",
    ("not", "once"),
    (">", "incidents_found", 0),
    ("==", "open_incidents", 0),
)
WAS_UNMET: Condition = (
    "or",
    ("==", "before", VERDICTS.index(Verdict.OVERDUE)),
    ("==", "before", VERDICTS.index(Verdict.BREACHED)),
)

FLAGS: dict[Flag, Condition] = {
    Flag.NEVER_REPORTED: ("and", ("==", "rows", 0), (">", "as_of", "first_end")),
    Flag.STALE: ("and", "reported", IN_FORCE, ("not", "believed"), (">", "as_of", "window_end")),
    Flag.COMPLETION_ASSUMED: ("and", "done", ("==", "stated", 0)),
    Flag.REPORT_DATE_ASSUMED: "last_date_assumed",
    Flag.COMPLETED_IN_FUTURE: "future",
    Flag.COMPLETED_BEFORE_ORDER: ("and", "done", ("<", "completion", "effective")),
    Flag.PERCENT_MISMATCH: (
        "or",
        ("and", _last_is(State.DONE), ("<", "last_percent", 100)),
        ("and", "once", _last_is(State.KEPT), ("<", "last_percent", 100)),
        ("and", _last_is(State.IN_PROGRESS), (">=", "last_percent", 100)),
        ("and", _last_is(State.NOT_STARTED), (">", "last_percent", 0)),
    ),
    Flag.REOPENED: ("and", "once", "reported", ("<", "last_level", 2), ("==", "best_level", 2)),
    Flag.RECOVERED: ("and", "kept", ("<", "worst_level", 2)),
    Flag.WAS_BREACHED: (
        "and",
        _verdict_in(Verdict.COMPLIANT),
        ("or", ("<", "worst_level", 2), (">", "open_before", 0), (">", "claims_made", 0)),
    ),
    Flag.REMEDIED: REMEDIED,
    Flag.REMEDIED_LATE: ("and", REMEDIED, (">", "open_before", 0)),
    Flag.ENDED_UNMET: ("and", _verdict_in(Verdict.WAIVED), WAS_UNMET),
    Flag.REWRITTEN: "rewritten",
    Flag.CORRECTED_ON_REQUEST: "corrected",
    Flag.BACKDATED: "backdated",
    Flag.LOADED_IN_BULK: "bulk",
    Flag.CONFLICTING: ("or", (">", "conflicts", 0), "listed_twice", "overruled"),
    Flag.COPIED: "same_note",
    Flag.COVERS_SEVERAL: "several",
    Flag.DUE_DATE_ALTERED: "due_altered",
    Flag.NOTIFIED_AFTER_DUE: ("and", "due_fixed", "due_known", (">", "notified", "due")),
    Flag.DUE_UNRESOLVED: "due_unresolved",
    Flag.ASSUMED_DEADLINE: "assumed",
}
"""``before`` is the verdict of the day before a duty fell away."""
