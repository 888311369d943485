"""The sentences of a reason, and when each is true."""

from __future__ import annotations

from datetime import date
from typing import Any

from oracle.explained.grammar import Sentence
from oracle.explained.own import Own
from oracle.oracle import GOOD
from oracle.stood import stood

CAUSES = {
    "unit_dissolved": "the unit was dissolved",
    "gone": "the unit was dissolved",
    "waived": "the unit was released from it by decision",
    "event_retracted": "the event was taken back in the list",
    "revoked": "the order was revoked",
    "revoke": "the order was revoked",
    "superseded": "another order took its place",
    "supersede": "another order took its place",
    "membership_ended": "the unit is no longer among those that the order means",
}
MET = ("met", "met_late")
ORDER, LETTER, OFFICIAL = "order 11", "letter 5", "official"
"""What stands as reference of every change and of every decision of a generated history, and who decides."""


def _when(condition: object, *values: Any) -> tuple[Any, ...] | None:
    return values if condition else None


def cause(own: Own) -> str | set[str]:
    if own.gone is None:
        return ""
    if own.gone[1] == "gone":  # of an event: whatever ended the duty of its unit
        return set(CAUSES.values())
    return CAUSES[own.gone[1]]


def _withdrawn_by(own: Own) -> set[str]:
    return {ORDER, LETTER, *({"history"} if own.duty.event else ())}


def _came(own: Own) -> bool:
    """Something came, and none of it counts."""
    return own.last is None and bool(own.reports or own.retracted)


def _silent(own: Own) -> bool:
    return not own.reports and not own.retracted


def _passed(day: date, own: Own) -> bool:
    return own.history.as_of > day


def _waits(own: Own) -> str | None:
    """The anchor that a deadline which is not known yet waits for."""
    return own.written.term.anchor if own.judged.due_state == "unresolved" else None


def _circle(own: Own) -> list[str]:
    """The obligations by which the deadlines in force come round to this one, it at both ends."""
    clauses = {clause.id: clause for clause in own.history.clauses}
    way, ref = [own.clause.id], own.written.term.ref
    while ref in clauses and ref not in way:
        way.append(ref)
        term = stood(own.history, clauses[ref], own.history.as_of).versions[-1].term
        ref = term.ref if term.anchor == "obligation" else None
    return [*way, own.clause.id] if ref == own.clause.id else []


def _once(own: Own) -> bool:
    clauses = {clause.id: clause for clause in own.history.clauses}
    return own.written.term.ref not in clauses or clauses[own.written.term.ref].pattern == "achievement"


def _known(own: Own) -> bool:
    return any(clause.id == own.written.term.ref for clause in own.history.clauses)


def _decided(own: Own, *kinds: str) -> set[date]:
    """The days on which such a decision was made that touches a report of this duty."""
    about = [r for r in own.rows if (r.obligation, r.unit) == (own.duty.obligation, own.duty.unit)]
    return {
        d.on
        for d in own.decisions
        if d.kind in kinds and any(r.level == GOOD and r.reported_on <= d.on for r in about if r.state != "retracted")
    }


def _refused(own: Own) -> tuple[Any, ...] | None:
    """Day and state of a report that a decision refused, who, when, by which letter."""
    rows = [r for r in own.reports if not r.accepted]
    days = _decided(own, "refuse", "refuse-claim")
    return _when(rows and days, {r.reported_on for r in rows}, {r.state for r in rows}, OFFICIAL, days, LETTER)


def _left(own: Own) -> int:
    return ((own.judged.due or own.history.as_of) - own.history.as_of).days


def _late(own: Own) -> int:
    return -_left(own)


REASON = (
    Sentence("It takes effect on {D}.", lambda o: (o.starts,)),
    Sentence("It fell away on {D}: {T}.", lambda o: o.gone and (o.gone[0], cause(o))),
    Sentence("The day before it was: {V}.", lambda o: _when(o.before not in MET, o.before)),
    Sentence(
        "The day before, by what had been reported by then, it was: {V}.", lambda o: _when(o.before in MET, o.before)
    ),
    Sentence("On that day it was: {V}.", lambda o: (o.before,)),
    Sentence(
        "It has been suspended since {D} and has not been resumed.",
        lambda o: _when(o.stop and o.stop[1] is None, o.stop and o.stop[0]),
    ),
    Sentence("It is suspended from {D} to {D}.", lambda o: o.stop if o.stop and o.stop[1] else None),
    Sentence("Reference: {T}.", lambda o: (_withdrawn_by(o),)),
    Sentence("It ended on {D}.", lambda o: (o.duty.ends_on,)),
    Sentence(
        "Done was reported on {D} and evidence is required, but none that is accepted was given "
        "(a reference with a number or a date, or a kept file).",
        lambda o: _when(o.duty.evidence_required and not o.proven, o.first_done),
    ),
    Sentence(
        "Done was reported on {D} and evidence is required.",
        lambda o: _when(o.duty.evidence_required and not o.proven, o.first_done),
    ),
    Sentence(
        "The stated completion, {D}, lies before the order took effect on {D}.",
        lambda o: _when(o.stated and o.completed < o.starts and o.from_order, o.completed, o.starts),
    ),
    Sentence(
        "Done was reported on {D}, before the order took effect on {D}.",
        lambda o: _when(not o.stated and o.completed < o.starts and o.from_order, o.first_done, o.starts),
    ),
    Sentence(
        "The stated completion, {D}, lies before {D}, the first day of this duty.",
        lambda o: _when(o.stated and o.completed < o.starts and o.own_day, o.completed, o.starts),
    ),
    Sentence(
        "Done was reported on {D}, before {D}, the first day of this duty.",
        lambda o: _when(not o.stated and o.completed < o.starts and o.own_day, o.first_done, o.starts),
    ),
    Sentence(
        "Accepted evidence was given, but of what was done before that.",
        lambda o: _when(o.proven and o.completed < o.starts),
    ),
    Sentence("Done on {D}, by the due date {D}.", lambda o: (o.completed, o.judged.due)),
    Sentence(
        "Done on {D}; its due date is not known yet.",
        lambda o: _when(o.judged.due_state == "unresolved", o.completed),
    ),
    Sentence("Done on {D}; it has no due date.", lambda o: _when(o.judged.due_state == "absent", o.completed)),
    Sentence("Done on {D}, {N} after the due date {D}.", lambda o: (o.completed, o.days, o.judged.due)),
    Sentence("Not done, {N} past the due date {D}.", lambda o: _when(not o.run, _late(o), o.judged.due)),
    Sentence("Not done yet; {N} left until {D}.", lambda o: _when(not o.run, _left(o), o.judged.due)),
    Sentence(
        "Not done yet, and due today, {D}.",
        lambda o: _when(not o.run and o.judged.due == o.history.as_of, o.judged.due),
    ),
    Sentence(
        "Not done; it has no due date, and its assumed review date {D} has passed.",
        lambda o: _when(o.judged.due_state == "absent" and _passed(o.review, o), o.review),
    ),
    Sentence(
        "Not done; its assumed review date {D} has passed.",
        lambda o: _when(o.judged.due_state == "unresolved" and _passed(o.review, o), o.review),
    ),
    Sentence(
        "Not done yet; its assumed review date is {D}.",
        lambda o: _when(o.judged.due_state == "unresolved" and not _passed(o.review, o), o.review),
    ),
    Sentence(
        "Not done; it has no due date, and a whole window without a report ended on {D}.",
        lambda o: _when(_passed(o.window, o) and not _came(o), o.window),
    ),
    Sentence(
        "Not done; it has no due date, and a whole window without a new accepted report ended on {D}.",
        lambda o: _when(_passed(o.window, o), o.window),
    ),
    Sentence(
        "Not done yet; it has no due date, its assumed review date is {D}.",
        lambda o: _when(o.judged.due_state == "absent" and not _passed(o.review, o), o.review),
    ),
    Sentence(
        "Its deadline counts from the unit's notification, and none is recorded (notifications.csv).",
        lambda o: _when(_waits(o) == "notification" and o.duty.clock_on is None),
    ),
    Sentence(
        "Its deadline counts from an event that is not recorded; once it has come, register amend sets the date.",
        lambda o: _when(_waits(o) == "event" and not o.duty.event),
    ),
    Sentence(
        "Its deadline counts from the completion of {T}, which is not accepted as done yet.",
        lambda o: _when(_waits(o) == "obligation" and not _circle(o) and _once(o) and _known(o), o.written.term.ref),
    ),
    Sentence(
        "Its deadline cannot be known: the chain of deadlines {T} comes round to itself; "
        "only an amendment of one of them opens it.",
        lambda o: _when(_waits(o) == "obligation" and _circle(o), " > ".join(_circle(o))),
    ),
    Sentence(
        "Its deadline cannot be known: it counts from the completion of {T}, which is not something done once.",
        lambda o: _when(_waits(o) == "obligation" and not _once(o), o.written.term.ref),
    ),
    Sentence(
        "Its deadline cannot be known: it counts from the completion of “{T}”, "
        "which is not the identifier of an approved obligation.",
        lambda o: _when(_waits(o) == "obligation" and not _known(o), o.written.term.ref),
    ),
    Sentence("Incidents still open: {N}.", lambda o: (o.counted.open,)),
    Sentence("Of these, claims of the exception without a reference: {N}.", lambda o: (o.counted.open_claims,)),
    Sentence("The last report ({D}) says: {S}.", lambda o: o.last and (o.last.reported_on, o.last.state)),
    Sentence(
        "No report since {D}; the window closed on {D}. Silence is not compliance.",
        lambda o: _when(_silent(o) and _passed(o.window, o), o.asked, o.window),
    ),
    Sentence(
        "No report has been accepted since {D}; the window closed on {D}.",
        lambda o: _when(o.last is None and _passed(o.window, o), o.asked, o.window),
    ),
    Sentence("The last report was on {D}; the window for the next closed on {D}.", lambda o: (o.heard, o.window)),
    Sentence(
        "The last report ({D}) says: {S}, and no incident is open; the next report is due by {D}.",
        lambda o: o.last and _when(not o.counted.open, o.last.reported_on, o.last.state, o.window),
    ),
    Sentence(
        "No report yet; the window is open until {D}.",
        lambda o: _when(_silent(o) and not _passed(o.window, o), o.window),
    ),
    Sentence(
        "No report has been accepted yet; the window is open until {D}.",
        lambda o: _when(_came(o) and not _passed(o.window, o), o.window),
    ),
    Sentence("Last report on {D}: {S}.", lambda o: o.last and (o.last.reported_on, o.last.state)),
    Sentence("Nothing was ever reported on it.", lambda o: _when(_silent(o))),
    Sentence("No report on it has been accepted.", lambda o: _when(_came(o))),
    Sentence("The evidence is accepted.", lambda o: _when(o.proven)),
    Sentence(
        "Its evidence was accepted by decision of {T} on {D} ({T}).",
        lambda o: _when(_decided(o, "accept"), OFFICIAL, _decided(o, "accept"), LETTER),
    ),
    Sentence(
        "Its evidence was refused by decision of {T} on {D} ({T}).",
        lambda o: _when(_decided(o, "refuse"), OFFICIAL, _decided(o, "refuse"), LETTER),
    ),
    Sentence("It was reported on {D}: {S}; that was refused by decision of {T} on {D} ({T}).", _refused),
    Sentence("What had been reported on it on {D} was taken back.", lambda o: (set(o.retracted),)),
    Sentence(
        "A report was not accepted: its completion lies after its own date.",
        lambda o: _when(any(r.future and not r.accepted for r in o.reports)),
    ),
)
SAID_OF = {
    "not_in_force": ["It takes effect on {D}."],
    "waived": ["It fell away on {D}: {T}."],
    "suspended": ["It has been suspended since {D} and has not been resumed.", "It is suspended from {D} to {D}."],
    "ended": ["It ended on {D}."],
    "claimed": [s.form for s in REASON if s.form.startswith(("Done was reported", "The stated completion"))],
    "met": [
        "Done on {D}, by the due date {D}.",
        "Done on {D}; it has no due date.",
        "Done on {D}; its due date is not known yet.",
    ],
    "met_late": ["Done on {D}, {N} after the due date {D}."],
    "overdue": ["Not done, {N} past the due date {D}."],
    "due_soon": ["Not done yet; {N} left until {D}.", "Not done yet, and due today, {D}."],
    "review_due": [s.form for s in REASON if s.form.startswith(("Not done; it has", "Not done; its"))],
    "pending": [s.form for s in REASON if s.form.startswith(("Not done yet", "No report"))],
    "breached": ["Incidents still open: {N}.", "The last report ({D}) says: {S}."],
    "unreported": [
        s.form for s in REASON if s.form.startswith(("No report since", "No report has been accepted since"))
    ],
    "lapsed": ["The last report was on {D}; the window for the next closed on {D}."],
    "compliant": [s.form for s in REASON if "no incident is open" in s.form],
}
"""What the reason of a verdict must say, one of them."""
