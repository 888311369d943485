"""What is compared of a clause, whether it was read from a text or stands in the register: its words and its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from tracker.model import Deadline, DeadlineKind, Directive, Obligation, Text
from tracker.orders.draft import deadline_map
from tracker.orders.records import Proposal, Span
from tracker.orders.tokens import fold, tokenise

Value = str | tuple[str, ...] | date | Deadline | None

FIELDS = (
    *("issuer", "issued_on", "addressee", "modality", "strength", "pattern", "deadline", "due_on"),
    *("effective_on", "ends_on", "exceptions", "conditions"),
)
"""In the order in which they are told."""


class Compared(StrEnum):
    """What stood for the earlier order: its own text, read again; the quote that the register keeps; or, where it
    keeps none, the words of a reviewer, of which nothing follows but what is ordered."""

    ORIGINAL = "original"
    QUOTE = "quote"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Registered:
    """An obligation of the register. ``id`` is None in a draft; ``number`` is its place in the directive, from 1."""

    directive: str
    id: str | None
    number: int


@dataclass(frozen=True)
class Side:
    """One clause of one of the two orders. ``facts``: what it says by field; a field that is not known is not there."""

    words: str
    facts: Mapping[str, Value]
    core: str
    quote: str | None = None
    span: Span | None = None
    registered: Registered | None = None
    compared: Compared = Compared.ORIGINAL
    phrase: str | None = field(default=None, compare=False)

    @cached_property
    def folded(self) -> str:
        return folded(self.words)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What it says, to be told from others and put in an order that no place in a list decides."""
        return (self.folded, *(f"{name}={comparable(value)}" for name, value in sorted(self.facts.items())))


def of_proposal(proposal: Proposal) -> Side:
    facts: dict[str, Value] = {
        "issuer": proposal.issuer,
        "issued_on": proposal.issued_on,
        "addressee": proposal.addressee,
        "modality": proposal.modality.value,
        "strength": proposal.strength.value,
        "pattern": proposal.pattern.value,
        "deadline": proposal.deadline,
        "due_on": proposal.due_on if proposal.deadline.kind is not DeadlineKind.ON else None,
        "effective_on": proposal.effective_on if proposal.effective_on != proposal.issued_on else None,
        "ends_on": proposal.ends_on,
        "exceptions": proposal.exceptions,
        "conditions": proposal.conditions,
    }
    phrase = proposal.deadline.phrase
    return Side(
        proposal.quote,
        facts,
        core(proposal.action or proposal.quote, proposal.addressee, phrase),
        proposal.quote,
        proposal.span,
        phrase=phrase,
    )


def of_obligation(obligation: Obligation, directive: Directive, number: int, language: str) -> Side:
    """An obligation of the register. What it does not say is not known, and says nothing of the order."""
    facts: dict[str, Value] = {
        "modality": obligation.modality.value,
        "strength": obligation.strength.value,
        "pattern": obligation.pattern.value,
        "deadline": obligation.deadline,
    }
    if obligation.quote is not None:
        facts |= {
            "ends_on": obligation.ends_on,
            "exceptions": tuple(_said(exception.text, language) for exception in obligation.exceptions),
            "conditions": tuple(_said(condition, language) for condition in obligation.conditions),
        }
        if obligation.addressee is not None:
            facts["addressee"] = obligation.addressee
    words = obligation.quote or _said(obligation.text, language)
    phrase = obligation.deadline.phrase
    return Side(
        words,
        facts,
        core(obligation.action or words, obligation.addressee, phrase),
        obligation.quote,
        obligation.span,
        Registered(directive.id, obligation.id or None, number),
        Compared.QUOTE if obligation.quote is not None else Compared.TEXT,
        phrase,
    )


def of_register(directives: Sequence[Directive], language: str) -> list[Side]:
    return [of_obligation(o, d, n, language) for d in directives for n, o in enumerate(d.obligations, 1)]


def _said(text: Text, language: str) -> str:
    return text.get(language) or next(iter(text.values()), "")


def folded(text: str) -> str:
    """The words alone, folded: neither line ends nor points nor vowel signs make another order."""
    return " ".join(token.form for token in tokenise(text) if token.word)


def core(action: str, addressee: str | None, phrase: str | None) -> str:
    """What is to be done, without who and when: two duties of one office in one week are not alike for that."""
    words = f" {folded(action)} "
    for part in (addressee, phrase):
        if part and (said := folded(part)):
            words = words.replace(f" {said} ", " ", 1)
    return words.strip() or folded(action)


def comparable(value: Value) -> object:
    """Equal where two values say the same. Of a deadline the rule counts, not the words it is put in."""
    if isinstance(value, Deadline):
        raw = deadline_map(value)
        for name in ("phrase", "span", "assumed"):
            raw.pop(name, None)
        return tuple(sorted((name, fold(str(part))) for name, part in raw.items()))
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, tuple):
        return tuple(sorted(folded(part) for part in value))
    return value
