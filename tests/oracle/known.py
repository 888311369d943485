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


def _kept_without_percent(history: History) -> History:
    rows = (replace(r, percent=None) if r.state == "kept" else r for r in history.rows)
    return replace(history, rows=tuple(rows))


def _later_only_at_issue(history: History) -> History:
    def plain(clause: Clause) -> Clause:
        starts = clause.effective_on or history.effective_on or history.issued_on
        return clause if starts == history.issued_on else replace(clause, any_later=False)

    return replace(history, clauses=tuple(plain(c) for c in history.clauses))


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
        "kept-percent",
        "semantics §1: on an achievement kept reads as done, so kept at 50 per cent is a percent_mismatch",
        small(Clause("O1", ids=("u1",)), row(10, "kept", percent=50.0)),
        _kept_without_percent,
    ),
    Fault(
        "any-later",
        "semantics §1: the members on the issue date owe it; 'and any later' adds units and takes none away",
        small(
            Clause("O1", ids=("u1",), any_later=True, effective_on=date(2020, 9, 8)),
            body=Body("u1", "station", valid_to=date(2020, 9, 5)),
        ),
        _later_only_at_issue,
    ),
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
