"""A draft beside the approved register: which proposal became which obligation, and what is in one alone. Pure.

Reviewing changes words, splits and joins clauses; so the pairs rest on likeness of the wording, each side used once,
and the kind decides between two of the same words ('from today a cell works': once set up, then kept up).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from tracker.model import Directive, Obligation
from tracker.orders.records import ExtractedDocument, Proposal
from tracker.orders.tokens import fold

ALIKE = 60
"""Likeness (0 to 100, RapidFuzz's token set ratio) from which two wordings may be of one clause."""
SAME_KIND = 5
"""What an equal modality, strength and pattern add each."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: the proposal, the obligation, or both. ``number`` is the proposal's place in the draft, from 1."""

    number: int | None
    proposal: Proposal | None
    obligation: Obligation | None


def beside(document: ExtractedDocument, directives: Sequence[Directive]) -> tuple[Pair, ...]:
    """Pairs in the order of the draft, then the obligations that no proposal stands for.

    Compared are the directives issued on a day on which the draft has one issued.
    """
    days = {proposal.issued_on for proposal in document.obligations} | {document.metadata.issued_on}
    approved = [o for d in directives if d.issued_on in days for o in d.obligations]
    scored = sorted(
        (
            (-_likeness(proposal, obligation), n, m)
            for n, proposal in enumerate(document.obligations)
            for m, obligation in enumerate(approved)
            if _wording(proposal, obligation) >= ALIKE
        ),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, n, m in scored:
        if n not in partner and m not in taken:
            partner[n] = m
            taken.add(m)
    pairs = [
        Pair(n + 1, proposal, approved[partner[n]] if n in partner else None)
        for n, proposal in enumerate(document.obligations)
    ]
    return (*pairs, *(Pair(None, None, o) for m, o in enumerate(approved) if m not in taken))


def _likeness(proposal: Proposal, obligation: Obligation) -> float:
    same = (
        (proposal.modality is obligation.modality)
        + (proposal.strength is obligation.strength)
        + (proposal.pattern is obligation.pattern)
    )
    return _wording(proposal, obligation) + SAME_KIND * same


def _wording(proposal: Proposal, obligation: Obligation) -> float:
    theirs = [*obligation.text.values(), *([obligation.quote] if obligation.quote else [])]
    return max((fuzz.token_set_ratio(fold(proposal.quote), fold(text)) for text in theirs), default=0.0)
