"""A small history on plain paper: who owes what, who reported what, when it became known. No part of ``tracker``.

``duties`` says which duties a history makes (semantics §1, membership) and hands each to the oracle; the due date is
asked from the caller, because counting has its own proofs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from oracle.oracle import Duty, Report, standing

WEEK_STARTS = {"iq": 6, "literal": 0}
"""Monday = 0: weeks from Sunday under ``iq``, ISO weeks under ``literal`` (semantics §3)."""

REVIEW_AFTER = {"asap": 7, "none": 30}


@dataclass(frozen=True)
class Body:
    """A unit. ``valid_to`` is its last day."""

    id: str
    type: str
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Clause:
    """An obligation. ``kind``, ``count``, ``unit``, ``anchor`` and ``due_on`` are those of its deadline.

    ``reference_required``: None where the order names no exception; False where it names one that needs no reference.
    """

    id: str
    pattern: str = "achievement"
    modality: str = "obligation"
    kind: str = "none"
    due_on: date | None = None
    count: int | None = None
    unit: str | None = None
    anchor: str = "issue"
    assumed: bool = False
    evidence_required: bool = False
    effective_on: date | None = None
    ends_on: date | None = None
    report_every: int | None = None
    grace: int | None = None
    warning: int | None = None
    review_after: int | None = None
    any_later: bool = False
    reference_required: bool | None = None
    exhortation: bool = False
    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """One order and what came of it. ``known_at`` in seconds since 1970 (UTC)."""

    policy: str
    issued_on: date
    as_of: date
    known_at: int
    bodies: tuple[Body, ...]
    clauses: tuple[Clause, ...]
    rows: tuple[Report, ...] = ()
    effective_on: date | None = None
    notified: dict[str, date] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    draft: bool = False
    approved_on: date | None = None

    def known(self) -> bool:
        """Whether the order had been approved by K; a day is known from its beginning, in Baghdad (UTC+3)."""
        moment = datetime.fromtimestamp(self.known_at, timezone(timedelta(hours=3)))
        return (self.approved_on or self.issued_on) <= moment.date()


Due = Callable[[History, Clause, str], tuple[str, date | None]]
"""(history, clause, unit) -> (absent | resolved | unresolved, due date)."""


def duties(history: History, due: Due) -> list[Duty]:
    """Every duty of an order approved by K. Drafts and exhortations make none."""
    if history.draft or not history.known():
        return []
    found = []
    for clause in history.clauses:
        if clause.exhortation:
            continue
        for body in history.bodies:
            if selected(history, clause, body) and owes(history, clause, body):
                found.append(duty_of(history, clause, body, due))
    return found


def selected(history: History, clause: Clause, body: Body) -> bool:
    """Every given condition must hold; ``under`` includes the unit itself."""
    if clause.ids and body.id not in clause.ids:
        return False
    if clause.types and body.type not in clause.types:
        return False
    if clause.under:
        parents = {b.id: b.parent for b in history.bodies}
        line: str | None = body.id
        while line is not None and line not in clause.under:
            line = parents[line]
        return line is not None
    return bool(clause.ids or clause.types)


def owes(history: History, clause: Clause, body: Body) -> bool:
    """Achievements fall on the members of the issue date, or on later ones too where the order says so; what is to be
    kept falls on whoever is a member while the order is in force."""
    first = body.valid_from or date.min
    final = body.valid_to or date.max
    if clause.pattern == "achievement" and clause.modality != "prohibition":
        later = clause.any_later and first > history.issued_on and final >= order_effective(history, clause)
        return later or first <= history.issued_on <= final
    return final >= order_effective(history, clause)


def order_effective(history: History, clause: Clause) -> date:
    return clause.effective_on or history.effective_on or history.issued_on


def given(value: int | None, default: int) -> int:
    return default if value is None else value


def duty_of(history: History, clause: Clause, body: Body, due: Due) -> Duty:
    kept = clause.pattern != "achievement" or clause.modality == "prohibition"
    state, due_on = ("absent", None) if kept else due(history, clause, body.id)
    return Duty(
        obligation=clause.id,
        unit=body.id,
        pattern=clause.pattern,
        modality=clause.modality,
        issued_on=history.issued_on,
        obligation_effective_on=clause.effective_on,
        directive_effective_on=history.effective_on,
        unit_valid_from=body.valid_from,
        notified_on=history.notified.get(body.id),
        counts_from_notification=clause.anchor == "notification",
        due=due_on,
        due_state=state,
        due_is_a_date=clause.kind == "on" and due_on is not None,
        deadline_assumed=clause.assumed,
        evidence_required=clause.evidence_required,
        warning=given(clause.warning, 3),
        report_every=given(clause.report_every, 7),
        grace=given(clause.grace, 3),
        review_after=given(clause.review_after, REVIEW_AFTER.get(clause.kind, 30)),
        ends_on=clause.ends_on,
        claims_count=clause.reference_required is not False,
        withdrawn=(body.valid_to + timedelta(days=1), "unit_dissolved") if body.valid_to else None,
        week_starts=WEEK_STARTS[history.policy],
    )


def tellable(history: History) -> str:
    """The history as lines that a person can read and that a test can be written from."""
    lines = [
        f"policy {history.policy}; issued {history.issued_on}; directive effective {history.effective_on}; "
        f"A {history.as_of}; draft {history.draft}; approved {history.approved_on}; "
        f"holidays {sorted(map(str, history.holidays))}",
        f"notified { {unit: str(day) for unit, day in history.notified.items()} }",
    ]
    lines += [f"unit {plain(body)}" for body in history.bodies]
    lines += [f"clause {plain(clause)}" for clause in history.clauses]
    for report in sorted(history.rows, key=lambda r: r.row):
        lines.append(f"row known {report.known_at - history.known_at:+d}s from K: {plain(report)}")
    return "\n".join(lines)


def plain(record: object) -> str:
    """The fields of a dataclass that differ from their defaults."""
    shown = []
    for name, spec in record.__dataclass_fields__.items():  # type: ignore[attr-defined]
        value = getattr(record, name)
        if name != "known_at" and value != spec.default:
            shown.append(f"{name}={str(value) if isinstance(value, date) else repr(value)}")
    return " ".join(shown)


__all__ = ["Body", "Clause", "Due", "Duty", "History", "Report", "duties", "standing", "tellable"]
