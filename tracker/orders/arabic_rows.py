"""The duties that the rows of an Arabic table of actions hand out, and their times. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.calendars.expressions import TimeExpression
from tracker.calendars.profiles import Policy
from tracker.orders import lexicon, timing
from tracker.orders.arabic import clauses
from tracker.orders.joint import settled
from tracker.orders.labels import in_due
from tracker.orders.records import Clause, Passage
from tracker.orders.speech import Setting
from tracker.orders.tables import Row
from tracker.orders.tokens import tokenise


def times_of(
    text: str, start: int, end: int, passage: Passage, policy: Policy, met: bool
) -> tuple[TimeExpression, ...]:
    """The times of a stretch; in minutes (``met``) those that count from the meeting count from its day."""
    times = timing.find(text, start, end, "ar", passage.issued_on, policy)
    return tuple(timing.of_meeting(t) if met else t for t in times)


def due_of(
    text: str, row: Row, times: Sequence[TimeExpression], passage: Passage, policy: Policy
) -> tuple[TimeExpression, ...]:
    """The times of a row; what stands under 'Due' is the time allowed, though it be no more than 'a week'."""
    if row.due is None or any(row.due[0] <= t.span[0] < row.due[1] for t in times):
        return in_due(times, row.due)
    said = text[slice(*row.due)].strip()
    piece = f"{lexicon.arabic().raw['time']['within']} {said}"
    found = timing.find(piece, 0, len(piece), "ar", passage.issued_on, policy)
    return (*times, *(replace(t, span=row.due, text=said) for t in found[:1] if t.count is not None))


def of_row(text: str, row: Row, times: Sequence[TimeExpression]) -> list[Clause]:
    """The duty of a row in a table of actions, whoever its owner is and whenever it is due."""
    act = tokenise(text, *row.action)
    who = text[slice(*row.owner)].strip(" -–—") or None if row.owner is not None else None
    here = clauses(text, act, Setting(decree=True, item=True, addressee=who))[:1]
    whole = [replace(c, span=row.span, content=row.action, addressee=who or c.addressee) for c in here]
    return [settled(text, clause, times, lexicon.arabic()) for clause in whole]
