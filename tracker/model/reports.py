"""What was reported and what is judged of it: observations, assessments, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tracker.model.words import Flag, Pattern, Rank, SourceRef, State, Text, Verdict


@dataclass(frozen=True, slots=True)
class Observation:
    """One accepted row of a sheet. ``cells`` maps the canonical column to the address of its cell.

    ``known_at`` carries a zone. ``percent`` runs from 0 to 100. ``accepted`` is False for a report that is kept and
    flagged but not believed (a completion after its own report). ``marks`` are flags found at ingest.
    """

    obligation: str
    unit: str
    reported_on: date
    state: State
    source: SourceRef
    known_at: datetime
    batch: int
    rank: Rank = Rank.UNIT
    office: str = ""
    report_date_assumed: bool = False
    period_from: date | None = None
    period_to: date | None = None
    event: str | None = None
    percent: float | None = None
    incidents: int | None = None
    remedied: int | None = None
    exception_ref: str | None = None
    completed_on: date | None = None
    evidence: str | None = None
    note: str | None = None
    reporter: str | None = None
    approver: str | None = None
    accepted: bool = True
    marks: tuple[Flag, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)


STATED_DUE = "due_on_stated"
"""Beside the addresses in ``cells``: the due date that a sheet states, in ISO, where it is not the register's."""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """An observation as an assessment cites it. ``role``: last | completion | evidence | incident, and, for what a flag
    rests on, a role of ``ROLES``.

    ``period``: the first day of the period that it reports, None where nobody asked. ``incidents``: how many of that
    period it counts, the claims of an exception without reference that are still open among them. ``value``: what the
    cell of a flag says, by language; None elsewhere.
    """

    file: str
    sha256: str
    sheet: str | None
    cell: str | None
    reported_on: date
    known_at: datetime
    role: str
    office: str | None = None
    reporter: str | None = None
    period: date | None = None
    incidents: int = 0
    value: Text | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """Verdict, flags and reason for one duty. ``days``: late or overdue above 0, left below 0, else None.

    ``count``: of a breach, the incidents still open; None where it was reported as not kept and no figure ever was.
    ``accounts``: what the flags rest on that need an explanation, in words. ``changes``: what later orders changed,
    each with its day and its reference. ``card``: the ``calendars.cards.DateCard`` of its deadline, None of
    what is to be kept.
    """

    obligation: str
    directive: str
    unit: str
    occurrence: str | None
    event: str | None
    pattern: Pattern
    verdict: Verdict
    rule: int
    flags: tuple[Flag, ...]
    count: int | None
    effective_on: date
    due_on: date | None
    original_due_on: date | None
    review_on: date | None
    window_ends_on: date | None
    days: int | None
    completed_on: date | None
    last_reported_on: date | None
    reason: Text
    facts: Mapping[str, object]
    basis: tuple[Text, ...]
    policy: str
    calendar_version: str
    reference: str | None
    sources: tuple[CitedSource, ...]
    not_taken: tuple[Untaken, ...] = ()
    accounts: Mapping[Flag, Text] = field(default_factory=dict)
    changes: tuple[Text, ...] = ()
    card: Any = field(default=None, compare=False, repr=False)

    @property
    def claim(self) -> str | None:
        """Why what was reported as done is not accepted: ``evidence`` (none that is accepted), ``order`` (it lies
        before the order took effect) or ``both``. None where the verdict is another."""
        if self.verdict is not Verdict.CLAIMED:
            return None
        early = self.completed_on is not None and self.completed_on < self.effective_on
        bare = bool(self.facts.get("evidence_required")) and not self.facts.get("evidence_ok")
        return ("both" if bare else "order") if early else "evidence"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a user should know: coded, located, with a remedy. Its texts are in ``findings/``."""

    code: str
    source: SourceRef | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Untaken:
    """A row that came and was rejected or queried, and to which no accepted row has answered since.

    ``finding`` says why, at its cell; ``value`` what stands there. ``duties``: what it is about, (obligation, unit), or
    may be about where ``obligation`` or ``unit`` is None. ``kept``: it is in the ledger all the same, not believed or
    with a question. ``reported_on``: its own date, its sheet's, or the day of receipt. ``about``: a day of the period
    that it speaks of, where that can be read.
    """

    finding: Finding
    value: str
    row: int
    obligation: str | None
    unit: str | None
    candidates: tuple[str, ...]
    duties: tuple[tuple[str, str], ...]
    office: str
    reported_on: date
    received_on: date
    known_at: datetime
    kept: bool = False
    about: date | None = None
