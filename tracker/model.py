"""The records that pass from room to room. All are frozen; all know where they came from.

The words are those of the domain (Hashmi, Governatori and Wynn on normative requirements; OASIS LegalRuleML 1.0):
a directive holds obligations, an obligation falls on units as duties, an observation reports on a duty,
an assessment judges it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import IntEnum, StrEnum
from typing import Any

Text = Mapping[str, str]
"""A text for people, by language tag: ``{"ar": "…", "en": "…"}``."""


class Modality(StrEnum):
    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"


class Strength(StrEnum):
    ORDER = "order"
    EXHORTATION = "exhortation"


class Pattern(StrEnum):
    ACHIEVEMENT = "achievement"
    MAINTENANCE = "maintenance"
    PERIODIC = "periodic"
    TRIGGERED = "triggered"


class State(StrEnum):
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    NOT_APPLICABLE = "not_applicable"
    RETRACTED = "retracted"


class Rank(IntEnum):
    """Weight of a source: a lower rank never overrides a higher one."""

    UNIT = 1
    OFFICE = 2
    INSPECTION = 3


class Verdict(StrEnum):
    NOT_IN_FORCE = "not_in_force"
    WAIVED = "waived"
    SUSPENDED = "suspended"
    ENDED = "ended"
    CLAIMED = "claimed"
    MET = "met"
    MET_LATE = "met_late"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    REVIEW_DUE = "review_due"
    PENDING = "pending"
    BREACHED = "breached"
    UNREPORTED = "unreported"
    LAPSED = "lapsed"
    COMPLIANT = "compliant"


class Flag(StrEnum):
    NEVER_REPORTED = "never_reported"
    STALE = "stale"
    COMPLETION_ASSUMED = "completion_assumed"
    REPORT_DATE_ASSUMED = "report_date_assumed"
    COMPLETED_IN_FUTURE = "completed_in_future"
    COMPLETED_BEFORE_ORDER = "completed_before_order"
    PERCENT_MISMATCH = "percent_mismatch"
    REOPENED = "reopened"
    RECOVERED = "recovered"
    WAS_BREACHED = "was_breached"
    REMEDIED = "remedied"
    REMEDIED_LATE = "remedied_late"
    ENDED_UNMET = "ended_unmet"
    REWRITTEN = "rewritten"
    CORRECTED_ON_REQUEST = "corrected_on_request"
    BACKDATED = "backdated"
    LOADED_IN_BULK = "loaded_in_bulk"
    CONFLICTING = "conflicting"
    COPIED = "copied"
    COVERS_SEVERAL = "covers_several"
    DUE_DATE_ALTERED = "due_date_altered"
    NOTIFIED_AFTER_DUE = "notified_after_due"
    DUE_UNRESOLVED = "due_unresolved"
    ASSUMED_DEADLINE = "assumed_deadline"


class DeadlineKind(StrEnum):
    ON = "on"
    WITHIN = "within"
    IMMEDIATELY = "immediately"
    ASAP = "asap"
    EVERY = "every"
    NONE = "none"


class TimeUnit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Anchor(StrEnum):
    ISSUE = "issue"
    NOTIFICATION = "notification"
    EFFECTIVE = "effective"
    EVENT = "event"
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a record came from.

    ``span`` is in Unicode code points of the document's text; ``line`` and ``column`` count from 1;
    ``cell`` is the address that Excel shows (``D14``).
    """

    file: str
    sha256: str | None = None
    page: int | None = None
    span: tuple[int, int] | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.sheet is not None:
            place += f" [{self.sheet}]"
        if self.cell is not None:
            place += f" {self.cell}"
        if self.line is not None:
            place += f":{self.line}"
        return place


@dataclass(frozen=True, slots=True)
class Question:
    """Something the program is unsure of and leaves to a person."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline is a rule, never only a date. ``rrule`` is RFC 5545; ``due_on`` is given only for kind ``on``.

    ``anchor_ref`` is an obligation's identifier or an event's name. ``assumed``: the order does not say so itself.
    """

    kind: DeadlineKind = DeadlineKind.NONE
    due_on: date | None = None
    count: int | None = None
    unit: TimeUnit | None = None
    anchor: Anchor = Anchor.ISSUE
    anchor_ref: str | None = None
    rrule: str | None = None
    phrase: str | None = None
    span: tuple[int, int] | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Selector:
    """Names the units that owe an obligation; every given condition must hold. ``under``: a unit and its branch."""

    ids: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    source: SourceRef | None = field(default=None, compare=False)

    @property
    def empty(self) -> bool:
        return not (self.ids or self.types or self.under)


@dataclass(frozen=True, slots=True)
class OrderException:
    """Something the order lets pass. With ``reference_required`` a claim without a number or date is an incident."""

    text: Text
    reference_required: bool = True


class ChangeKind(StrEnum):
    """What a later order does to an obligation (semantics §8). ``CORRECT`` mends a slip of the pen."""

    AMEND = "amend"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    SUPERSEDE = "supersede"
    REVOKE = "revoke"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Change:
    """One change to an obligation, holding from a day (docs/decisions/0018).

    ``until``: the last day of a suspension, a new ``ends_on``, or a new fixed due date. ``directive``: the order that
    makes the change; ``reference``: its letter. ``recorded_at`` carries a zone; None where somebody wrote it by hand.
    """

    kind: ChangeKind
    on: date
    source: SourceRef
    deadline: Deadline | None = None
    until: date | None = None
    retroactive: bool = False
    directive: str | None = None
    reference: str | None = None
    by: str | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One normative clause of a directive. ``origin``: the cell of a list or form from which it was taken.

    Counts of days (``report_every``, ``grace``, ``warning``, ``review_after``) are calendar days; None = the
    project's default.
    """

    id: str
    directive: str
    text: Text
    source: SourceRef
    modality: Modality = Modality.OBLIGATION
    strength: Strength = Strength.ORDER
    pattern: Pattern = Pattern.ACHIEVEMENT
    units: Selector = Selector()
    deadline: Deadline = Deadline()
    verb: str | None = None
    addressee: str | None = None
    action: str | None = None
    evidence_required: bool = False
    effective_on: date | None = None
    ends_on: date | None = None
    report_every: int | None = None
    grace: int | None = None
    warning: int | None = None
    review_after: int | None = None
    any_later: bool = False
    exceptions: tuple[OrderException, ...] = ()
    conditions: tuple[Text, ...] = ()
    replaces: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    quote: str | None = None
    span: tuple[int, int] | None = None
    changes: tuple[Change, ...] = ()
    origin: SourceRef | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Directive:
    """One order by one issuer on one date. ``approved`` is None for a draft; a draft is never assessed.

    ``notified_on``: the day on which the units were told, where ``notifications.csv`` says no other of a unit.
    ``origin``: the list or the form from which it was taken, where it has no text of its own. ``issued_at``: the hour
    of issue in the profile's zone, where the order says it.
    """

    id: str
    issuer: Text
    issued_on: date
    source: SourceRef
    obligations: tuple[Obligation, ...]
    approved: Approval | None = None
    title: Text = field(default_factory=dict)
    number: str | None = None
    effective_on: date | None = None
    notified_on: date | None = None
    document: SourceRef | None = None
    origin: SourceRef | None = None
    issued_at: time | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A body that owes and reports. ``valid_to`` is its last day; both ends None = always."""

    id: str
    name: Text
    type: str
    parent: str | None
    source: SourceRef
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    email: str | None = None


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
    with a question. ``reported_on``: its own date, its sheet's, or the day of receipt.
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
