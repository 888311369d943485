"""Disagreements that are decided (the program is wrong by the specification) and not mended yet.

Each has the smallest history that shows it and says how to keep generated histories clear of it. ``test_oracle.py``
expects each to fail and complains as soon as one agrees: then its entry is deleted here and nothing else changes.
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


def row(day: int, state: str, **values: object) -> Report:
    """A report of unit u1 about O1, of one day in September 2020, known before K."""
    report = Report(1, KNOWN_AT, "O1", "u1", "u1", date(2020, 9, day), state)
    return replace(report, **values)  # type: ignore[arg-type]


def _asap_from_issue(history: History) -> History:
    clauses = (
        replace(c, anchor="issue") if c.kind == "asap" and c.anchor == "notification" else c for c in history.clauses
    )
    return replace(history, clauses=tuple(clauses))


def _references_required(history: History) -> History:
    clauses = (replace(c, reference_required=c.reference_required or None) for c in history.clauses)
    return replace(history, clauses=tuple(clauses))


KNOWN: tuple[Fault, ...] = (
    Fault(
        "asap-notified",
        "semantics §4: E is no earlier than the notification where the order counts from it, asap included",
        small(Clause("O1", kind="asap", anchor="notification", ids=("u1",)), notified={"u1": date(2020, 9, 16)}),
        _asap_from_issue,
    ),
    Fault(
        "reference-not-required",
        "semantics §4: an exception claimed without its *required* reference is an incident; this one requires none",
        small(
            Clause("O1", pattern="maintenance", modality="prohibition", ids=("u1",), reference_required=False),
            row(10, "kept", exception=2),
        ),
        _references_required,
    ),
)


def without_known(history: History) -> History:
    """The history changed as little as keeps it clear of every known fault."""
    for fault in KNOWN:
        history = fault.avoid(history)
    return history
