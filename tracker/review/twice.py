"""Whether an order that is to be added is in the register already, under whatever identifier. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.findings import at
from tracker.followup.folding import fold
from tracker.model import Directive, Finding, SourceRef
from tracker.register import Register


def known(drafts: Sequence[Directive], sha256: str, register: Register, source: SourceRef) -> list[Finding]:
    """A finding for each directive of the register made of the very same document, or of the same letter: its number,
    its day and its issuer. Drafts of one document for several issuers are compared with the register, not with each
    other."""
    found = []
    for one in register.directives:
        if one.document is not None and one.document.sha256 == sha256:
            found.append(at("order-known", source, id=one.id, place=one.source.file))
        elif any(same_letter(one, draft) for draft in drafts):
            day = one.issued_on.isoformat()
            found.append(at("letter-added", source, id=one.id, place=one.source.file, number=one.number, day=day))
    return found


def same_letter(one: Directive, other: Directive) -> bool:
    """Whether two directives are one letter. An issuer that one of the two does not name tells nothing apart."""
    number = fold(one.number or "")
    if not number or number != fold(other.number or "") or one.issued_on != other.issued_on:
        return False
    issuers, others = ({fold(text) for text in each.issuer.values()} - {""} for each in (one, other))
    return not issuers or not others or bool(issuers & others)
