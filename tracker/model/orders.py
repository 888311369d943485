"""What is ordered of whom: directives, obligations, their changes, units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from tracker.model.words import Anchor, ChangeKind, DeadlineKind, Modality, Pattern, SourceRef, Strength, Text, TimeUnit


@dataclass(frozen=True, slots=True)
class Question:
    """Something the program is unsure of and leaves to a person."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline is a rule, never only a date. ``rrule`` is RFC 5545; ``due_on`` is given only for kind ``on``.

    ``anchor_ref`` is an obligation's identifier or an event's name. ``assumed``: the order does not say so itself.
    ``hijri``: the Hijri date of ``due_on`` (1442-02-15), where the order gives that.
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
    hijri: str | None = None


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
class Amendment:
    """What a directive says that it changes of earlier ones: ``targets`` are obligations, ``on`` from when."""

    kind: ChangeKind
    targets: tuple[str, ...]
    on: date
    source: SourceRef


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
    amends: tuple[Amendment, ...] = ()


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
