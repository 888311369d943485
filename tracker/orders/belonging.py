"""Which order of the register a text is that comes again. Pure.

Directives that were made of one document belong together: a news report of two ministers is one text and two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.model import Directive
from tracker.orders.records import ExtractedDocument
from tracker.orders.sides import folded
from tracker.orders.tokens import western


class Known(StrEnum):
    """By what an order was recognised, the surest first."""

    HASH = "sha256"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """``groups``: the orders that fit, each with its directives; one is the answer, none or several are a question."""

    groups: tuple[tuple[Directive, ...], ...]
    by: Known | None = None


def find(new: ExtractedDocument, directives: Sequence[Directive]) -> Found:
    """By the file itself, else by the letter's number and issuer, else by the name of the file."""
    groups = together(directives)
    for by, fits in (
        (Known.HASH, lambda d: d.document is not None and d.document.sha256 == new.sha256),
        (Known.NUMBER, lambda d: _same_letter(new, d)),
        (Known.NAME, lambda d: d.document is not None and base(d.document.file) == base(new.file)),
    ):
        found = tuple(group for group in groups if any(fits(directive) for directive in group))
        if found:
            return Found(found, by)
    return Found(())


def together(directives: Sequence[Directive]) -> list[tuple[Directive, ...]]:
    """The directives by the document they were made of, in their order; one without a document stands alone."""
    groups: dict[object, list[Directive]] = {}
    for directive in directives:
        document = directive.document
        groups.setdefault((document.file, document.sha256) if document else directive.id, []).append(directive)
    return [tuple(group) for group in groups.values()]


def base(file: str) -> str:
    return file.replace("\\", "/").rsplit("/", 1)[-1].casefold()


def _same_letter(new: ExtractedDocument, directive: Directive) -> bool:
    """The same number by the same issuer; an issuer that one of the two does not name speaks against nothing."""
    if not new.metadata.number or not directive.number or _number(new.metadata.number) != _number(directive.number):
        return False
    named = {folded(issuer) for issuer in (new.metadata.issuer, *(p.issuer for p in new.obligations)) if issuer}
    theirs = {words for issuer in directive.issuer.values() if (words := folded(issuer))}
    return not named or not theirs or any(one in other or other in one for one in named for other in theirs)


def _number(number: str) -> str:
    return "".join(western(number).split()).casefold()
