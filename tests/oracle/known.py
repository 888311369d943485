"""Disagreements that are decided (the program is wrong by the specification) and not mended yet.

Each has the smallest history that shows it and says how to keep generated histories clear of it. ``test_oracle.py``
complains as soon as the program agrees on one: then its entry is deleted here and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from oracle.generate import AS_OF, KNOWN_AT
from oracle.history import Body, Clause, History
from oracle.oracle import Report


@dataclass(frozen=True)
class Fault:
    name: str
    rule: str
    history: History
    avoid: Callable[[History], History]


def small(clause: Clause, *rows: Report, body: Body | None = None, **values: object) -> History:
    """One unit, one clause, issued ten days before A."""
    history = History("iq", date(2020, 9, 3), AS_OF, KNOWN_AT, (body or Body("u1", "station"),), (clause,), tuple(rows))
    return replace(history, **values)  # type: ignore[arg-type]


def _later_units_outlive_the_issue(history: History) -> History:
    def plain(clause: Clause) -> Clause:
        starts = clause.effective_on or history.effective_on or history.issued_on
        return clause if starts >= history.issued_on else replace(clause, any_later=False)

    return replace(history, clauses=tuple(plain(c) for c in history.clauses))


KNOWN: tuple[Fault, ...] = (
    Fault(
        "any-later-but-gone-before",
        "semantics §1: members on the issue date, or later ones; a unit gone before the issue date is neither, even "
        "where the order takes effect before it was issued",
        small(
            Clause("O1", ids=("u1",), any_later=True, effective_on=date(2020, 9, 1)),
            body=Body("u1", "station", valid_to=date(2020, 9, 2)),
        ),
        _later_units_outlive_the_issue,
    ),
)


def without_known(history: History) -> History:
    """The history changed as little as keeps it clear of every known fault."""
    for fault in KNOWN:
        history = fault.avoid(history)
    return history
