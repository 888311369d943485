"""The JSON of the contract ``tracker/extract/1`` and the table for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.model import Text
from tracker.orders import lexicon
from tracker.orders.documents import Document
from tracker.orders.places import Places
from tracker.orders.records import Change, ExtractedDocument, Proposal

SCHEMA = "tracker/extract/1"


def as_json(found: Sequence[ExtractedDocument], documents: Sequence[Document], language: str | None) -> dict[str, Any]:
    """The whole answer. ``documents``: what was read, in the same order; ``language``: of the basis lines; None: each
    document's own."""
    pairs = zip(found, documents, strict=True)
    return {
        "schema": SCHEMA,
        "documents": [_document(one, Places(document), language or one.language) for one, document in pairs],
    }


def _document(document: ExtractedDocument, places: Places, language: str) -> dict[str, Any]:
    head = document.metadata
    return {
        "file": document.file,
        "sha256": document.sha256,
        "language": document.language,
        "issued_on": head.issued_on,
        "text_length": document.text_length,
        "metadata": {
            "number": head.number,
            "subject": head.subject,
            "issuer": head.issuer,
            "to": head.to,
            "kind": head.kind,
        },
        "obligations": [_proposal(p, places, language) for p in document.obligations],
        "changes": [_change(c) for c in document.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    new, added = change.deadline, change.added
    return {
        "kind": change.kind,
        "target": change.target,
        "quote": change.quote,
        "span": list(change.span),
        "number": change.number,
        "dated": change.dated,
        "year": change.year,
        "items": list(change.items),
        "from": change.starts,
        "until": change.until,
        "deadline": {
            "kind": new.kind.value,
            "due_on": new.due_on,
            "count": new.count,
            "unit": new.unit.value if new.unit is not None else None,
            "phrase": new.phrase,
        }
        if new is not None
        else None,
        "added": {"count": added[0], "unit": added[1].value} if added is not None else None,
    }


def _proposal(proposal: Proposal, places: Places, language: str) -> dict[str, Any]:
    deadline = proposal.deadline
    return {
        "issuer": proposal.issuer,
        "issued_on": proposal.issued_on,
        "verb": proposal.verb,
        "modality": proposal.modality.value,
        "strength": proposal.strength.value,
        "pattern": proposal.pattern.value,
        "addressee": proposal.addressee,
        "action": proposal.action,
        "exceptions": list(proposal.exceptions),
        "conditions": list(proposal.conditions),
        "quote": proposal.quote,
        "span": list(proposal.span),
        "page": places.page(proposal.span[0]),
        "line": places.line(proposal.span[0]),
        "effective_on": proposal.effective_on,
        "ends_on": proposal.ends_on,
        "deadline": {
            "kind": deadline.kind.value,
            "phrase": deadline.phrase,
            "span": list(deadline.span) if deadline.span is not None else None,
            "count": deadline.count,
            "unit": deadline.unit.value if deadline.unit is not None else None,
            "anchor": deadline.anchor.value,
            "anchor_ref": deadline.anchor_ref,
            "rrule": deadline.rrule,
            "due_on": proposal.due_on,
            "review_on": proposal.review_on,
            "basis": [spoken(line, language) for line in proposal.basis],
            # A review date that stands in for a deadline is always ours, never the order's (semantics §3).
            "assumed": deadline.assumed or proposal.review_on is not None,
            **({"hijri": deadline.hijri} if deadline.hijri is not None else {}),
        },
        "questions": [dict(q.text) for q in proposal.questions],
    }


def spoken(text: Text, language: str) -> str:
    """A text in a language, or in the first that it has."""
    return text.get(language) or next(iter(text.values()), "")


HEADINGS: Mapping[str, Sequence[str]] = {name: words["headings"] for name, words in lexicon.words_of("table").items()}
WORDS: Mapping[str, Mapping[str, str]] = lexicon.words_of("table")


def rows(document: ExtractedDocument, language: str) -> list[tuple[str, ...]]:
    """The lines of the table: number, issuer, day, kind, addressee, due, clause with its questions."""
    words = WORDS[language]
    out: list[tuple[str, ...]] = []
    for n, p in enumerate(document.obligations, 1):
        kind = words["exhortation"] if p.strength.value == "exhortation" else words[p.modality.value]
        if p.strength.value == "order" and p.modality.value == "obligation":
            kind += f" ({words[p.pattern.value]})"
        asked = "".join(f"\n{words['question']} {q.text[language]}" for q in p.questions)
        day = p.issued_on.isoformat() if p.issued_on else words["none"]
        out.append(
            (
                str(n),
                p.issuer or words["none"],
                day,
                kind,
                p.addressee or words["none"],
                due(p, language),
                p.quote + asked,
            )
        )
    return out


def due(p: Proposal, language: str) -> str:
    """When, in a few words: the due date, the recurrence, at once, or the review date."""
    words = WORDS[language]
    if p.due_on is not None:
        return p.due_on.isoformat()
    if p.deadline.rrule is not None:
        return p.deadline.phrase or p.deadline.rrule
    text = p.deadline.phrase if p.deadline.phrase is not None else words.get(p.deadline.kind.value, words["none"])
    return f"{text} ({words['review']} {p.review_on.isoformat()})" if p.review_on is not None else text
