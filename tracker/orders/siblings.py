"""What the clauses of one Arabic sentence take from each other: a case, an exception. Pure."""

from __future__ import annotations

from dataclasses import replace

from tracker.model import Modality, Pattern
from tracker.orders.ask import ask
from tracker.orders.records import Clause

JOINED = 2  # characters between two acts that no sign parts: ' و'


def same_case(out: list[Clause], governed: int) -> list[Clause]:
    """'In case of a fire the centre is told and the teams are moved': the case before the verb belongs to each act."""
    if len(out) < 2 or out[0].event is None or out[0].span[0] >= governed:
        return out
    return [
        replace(c, pattern=Pattern.TRIGGERED, event=c.event or out[0].event) if c.pattern is Pattern.ACHIEVEMENT else c
        for c in out
    ]


def in_case(out: list[Clause], case: str | None) -> list[Clause]:
    """The items below 'if …:': each is owed in each case."""
    if case is None:
        return out
    return [
        replace(clause, pattern=Pattern.TRIGGERED, event=clause.event or case, conditions=(case, *clause.conditions))
        if clause.pattern is Pattern.ACHIEVEMENT and clause.modality is Modality.OBLIGATION
        else replace(clause, conditions=(case, *clause.conditions))
        for clause in out
    ]


def follow_up(found: list[Clause]) -> list[Clause]:
    """Seizing 'them' after a prohibition, and what is done next in each case: each case triggers it."""
    out: list[Clause] = []
    for clause in found:
        if out and clause.modality is Modality.OBLIGATION and clause.pattern is Pattern.ACHIEVEMENT:
            after_ban = clause.follows and out[-1].modality is Modality.PROHIBITION
            next_to = clause.span[0] - out[-1].span[1] <= JOINED and out[-1].event is not None
            with_case = (clause.enforces or next_to) and out[-1].pattern is Pattern.TRIGGERED
            same_thing = (
                (clause.refers_back or clause.reports)
                and out[-1].event is not None
                and clause.span[0] - out[-1].span[1] < 4
            )
            if after_ban or with_case or same_thing:
                clause = replace(clause, pattern=Pattern.TRIGGERED)
        out.append(clause)
    return out


def shared(out: list[Clause]) -> list[Clause]:
    """An exception after the second of two clauses about one thing covers the first as well, with a question."""
    for n in range(len(out) - 1, 0, -1):
        before, last = out[n - 1], out[n]
        if last.exceptions and before.modality is Modality.PROHIBITION and not before.exceptions and last.follows:
            asked = ask("exception-scope")
            out[n - 1] = replace(before, exceptions=last.exceptions, questions=(*before.questions, asked))
            out[n] = replace(last, questions=(*last.questions, asked))
    return out
