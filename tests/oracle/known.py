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


KNOWN: tuple[Fault, ...] = ()


def without_known(history: History) -> History:
    """The history changed as little as keeps it clear of every known fault."""
    for fault in KNOWN:
        history = fault.avoid(history)
    return history
