"""A small history on plain paper: who owes what, who reported what, when it became known. No part of ``tracker``.

Which duties a history makes is said in ``owing``, how a clause stood on a day in ``stood``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from oracle.oracle import Report

WEEK_STARTS = {"iq": 6, "literal": 0}
"""Monday = 0: weeks from Sunday under ``iq``, ISO weeks under ``literal`` (semantics §3)."""

REVIEW_AFTER = {"asap": 7, "none": 30}


@dataclass(frozen=True)
class Move:
    """From a day on a unit is of another type or stands elsewhere."""

    on: date
    type: str
    parent: str | None = None


@dataclass(frozen=True)
class Body:
    """A unit. ``valid_to`` is its last day; ``successor`` takes over what is open then. ``moves``: in order of time."""

    id: str
    type: str
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Term:
    """A deadline. ``ref``: the clause whose completion is the anchor ``obligation``."""

    kind: str = "none"
    due_on: date | None = None
    count: int | None = None
    unit: str | None = None
    anchor: str = "issue"
    ref: str | None = None
    rrule: str | None = None
    assumed: bool = False


@dataclass(frozen=True)
class Change:
    """What a later order does from ``on``. ``recorded_at`` in seconds since 1970; None: written by hand."""

    kind: str
    on: date
    term: Term | None = None
    until: date | None = None
    retroactive: bool = False
    recorded_at: int | None = None


@dataclass(frozen=True)
class Happening:
    """One line about an event of a triggered clause. ``number`` as it is written; ``recorded_at`` None: known from the
    beginning of ``told_on``, else of its own day."""

    clause: str
    number: str
    unit: str
    on: date
    told_on: date | None = None
    retracted: bool = False
    recorded_at: int | None = None


@dataclass(frozen=True)
class Decision:
    """What an official decided: accept | refuse | refuse-claim | waive | extend. None: of every unit, period, event."""

    clause: str
    kind: str
    on: date
    recorded_at: int
    unit: str | None = None
    occurrence: str | None = None
    number: str | None = None
    until: date | None = None
    rank: int = 2


@dataclass(frozen=True)
class Clause:
    """An obligation. ``kind``, ``count``, ``unit``, ``anchor``, ``ref``, ``rrule`` and ``due_on`` are its deadline's.

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
    ref: str | None = None
    rrule: str | None = None
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
    changes: tuple[Change, ...] = ()

    @property
    def term(self) -> Term:
        """The deadline as first written."""
        return Term(self.kind, self.due_on, self.count, self.unit, self.anchor, self.ref, self.rrule, self.assumed)

    @property
    def standing(self) -> bool:
        return self.pattern in ("maintenance", "triggered") or self.modality == "prohibition"


@dataclass(frozen=True)
class History:
    """One order and what came of it. ``known_at`` in seconds since 1970 (UTC); ``issued_at``: the hour of issue."""

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
    happenings: tuple[Happening, ...] = ()
    decisions: tuple[Decision, ...] = ()
    issued_at: int | None = None

    def known(self) -> bool:
        """Whether the order had been approved by K; a day is known from its beginning, in Baghdad (UTC+3)."""
        moment = datetime.fromtimestamp(self.known_at, timezone(timedelta(hours=3)))
        return (self.approved_on or self.issued_on) <= moment.date()


Due = Callable[[Term, date | None], tuple[str, date | None]]
"""(deadline, anchor day) -> (absent | resolved | unresolved, due date), of a deadline never suspended."""


def tellable(history: History) -> str:
    """The history as lines that a person can read and that a test can be written from."""
    lines = [
        f"policy {history.policy}; issued {history.issued_on} at {history.issued_at}; "
        f"directive effective {history.effective_on}; A {history.as_of}; draft {history.draft}; "
        f"approved {history.approved_on}; "
        f"holidays {sorted(map(str, history.holidays))}",
        f"notified { {unit: str(day) for unit, day in history.notified.items()} }",
    ]
    lines += [f"unit {plain(body)}" for body in history.bodies]
    for clause in history.clauses:
        lines.append(f"clause {plain(clause)}")
        for change in clause.changes:
            told = "by hand" if change.recorded_at is None else f"{change.recorded_at - history.known_at:+d}s from K"
            lines.append(
                f"  change recorded {told}: {plain(change)}" + (f" ({plain(change.term)})" if change.term else "")
            )
    for line in (*history.happenings, *history.decisions):
        told = "by hand" if line.recorded_at is None else f"{line.recorded_at - history.known_at:+d}s from K"
        lines.append(f"{type(line).__name__.lower()} recorded {told}: {plain(line)}")
    for report in sorted(history.rows, key=lambda r: r.row):
        lines.append(f"row known {report.known_at - history.known_at:+d}s from K: {plain(report)}")
    return "\n".join(lines)


def plain(record: object) -> str:
    """The fields of a dataclass that differ from their defaults."""
    shown = []
    for name, spec in record.__dataclass_fields__.items():  # type: ignore[attr-defined]
        value = getattr(record, name)
        if name not in ("known_at", "recorded_at", "term", "changes") and value != spec.default:
            shown.append(f"{name}={str(value) if isinstance(value, date) else repr(value)}")
    return " ".join(shown)
