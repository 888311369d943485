"""What this room hands out: passages, clauses, proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.model import Deadline, Modality, Pattern, Question, Strength, Text, TimeUnit

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the head of a letter says. ``head_end``: where the body begins (code points); ``or_issued_on``: the other
    days that the words of its date allow."""

    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    to: str | None = None
    subject: str | None = None
    kind: str = "prose"
    head_end: int = 0
    or_issued_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence with its own speaker and day. ``commands``: the speaker can give orders here (a witness cannot).

    ``evidence``: the words that give the day; None where it is the document's own.
    """

    span: Span
    issuer: str | None
    issued_on: date | None
    evidence: Span | None
    commands: bool = True
    day_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """One governing verb with what it governs. ``span`` is the quote; ``extra``: spans elsewhere that belong to it, as
    a deadline set after other clauses; ``vague``: an attitude, unless a time or a figure makes it checkable;
    ``follows``: it acts on what the clause before forbids; ``lead_in``: before ``content`` the quote names speaker
    and addressee; ``reports``: it hands something over to someone above; ``refers_back``: its object is a pronoun;
    ``thing``: the subject, where it is none that can be told anything; ``undergoes``: the subject to which the act is
    done ('leave is suspended'), so that the words from the verb on say nothing without it."""

    span: Span
    content: Span
    verb: str
    modality: Modality = Modality.OBLIGATION
    strength: Strength = Strength.ORDER
    pattern: Pattern = Pattern.ACHIEVEMENT
    addressee: str | None = None
    exceptions: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    extra: tuple[Span, ...] = ()
    forming: bool = False
    vague: bool = False
    asap: tuple[str, Span] | None = None
    at_once: tuple[str, Span] | None = None
    follows: bool = False
    reports: bool = False
    enforces: bool = False
    refers_back: bool = False
    figure: bool = False
    lead_in: bool = False
    event: str | None = None
    cases: bool = False
    thing: str | None = None
    undergoes: str | None = None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One obligation as the extractor reads it, in the fields of the contract ``tracker/extract/1``."""

    issuer: str | None
    issued_on: date | None
    verb: str
    modality: Modality
    strength: Strength
    pattern: Pattern
    addressee: str | None
    action: str
    exceptions: tuple[str, ...]
    conditions: tuple[str, ...]
    quote: str
    span: Span
    effective_on: date | None
    ends_on: date | None
    deadline: Deadline
    due_on: date | None
    review_on: date | None
    basis: tuple[Text, ...]
    questions: tuple[Question, ...]
    anchor_on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change that the document makes to an earlier order, and what it says of it (docs/decisions/0115).

    ``number``, ``dated``, ``year``: how it names that order; ``items``: which of its items, by their numbers;
    ``parts``: it means some items and does not say their numbers.
    ``starts``: from when; ``until``: the last day of a suspension, or of what is ``in_force`` longer;
    ``deadline``: the new one, ``assumed`` where its words do not say from what it counts; ``added``: so much more,
    ``unclear`` where that may be the whole.
    """

    kind: str
    target: str
    quote: str
    span: Span
    number: str | None = None
    dated: date | None = None
    year: int | None = None
    items: tuple[str, ...] = ()
    parts: bool = False
    starts: date | None = None
    until: date | None = None
    deadline: Deadline | None = None
    added: tuple[int, TimeUnit] | None = None
    unclear: bool = False
    in_force: bool = False


@dataclass(frozen=True, slots=True)
class ExtractedDocument:
    """One document as read: metadata, proposals in the order of the text, changes to earlier orders."""

    file: str
    sha256: str
    language: str
    text_length: int
    metadata: Metadata
    obligations: tuple[Proposal, ...]
    changes: tuple[Change, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
