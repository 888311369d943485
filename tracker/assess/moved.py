"""What a change of the calendar or of an order does to open deadlines: replay (semantics §3). Pure."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from tracker.assess.result import Result
from tracker.findings import at
from tracker.model import Assessment, Finding, Verdict

CLOSED = frozenset((Verdict.MET, Verdict.MET_LATE, Verdict.WAIVED, Verdict.ENDED))


@dataclass(frozen=True, slots=True)
class Move:
    """One duty that is open before or after: its due date and its verdict, before and after (None: no such duty)."""

    obligation: str
    unit: str
    occurrence: str | None
    event: str | None
    due_before: date | None
    due_after: date | None
    verdict_before: Verdict | None
    verdict_after: Verdict | None


def moves(before: Result, after: Result) -> tuple[Move, ...]:
    """Every open duty whose due date or verdict is another, in the order of the results."""
    was, now = _by_key(before), _by_key(after)
    found = []
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key), now.get(key)
        if all(one is None or one.verdict in CLOSED for one in (old, new)):
            continue
        move = Move(
            *key,
            old.due_on if old else None,
            new.due_on if new else None,
            old.verdict if old else None,
            new.verdict if new else None,
        )
        if (move.due_before, move.verdict_before) != (move.due_after, move.verdict_after):
            found.append(move)
    return tuple(found)


def brought_forward(before: Result, after: Result, obligations: Container[str]) -> list[Finding]:
    """The duties of some obligations whose due date would be an earlier one: no extension does that."""
    was = _by_key(before)
    pairs = ((was.get(key), one) for key, one in _by_key(after).items() if one.obligation in obligations)
    return [
        at("extends-to-earlier", None, obligation=one.obligation, unit=one.unit, before=old.due_on, after=one.due_on)
        for old, one in pairs
        if old is not None and old.due_on is not None and one.due_on is not None and one.due_on < old.due_on
    ]


def _by_key(result: Result) -> dict[tuple[str, str, str | None, str | None], Assessment]:
    return {(one.obligation, one.unit, one.occurrence, one.event): one for one in result.assessments}
