"""'ACTION: Director of Grids, 15 April 2025' in minutes: whose the decision before it is, and by when. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tracker.calendars.expressions import Kind, TimeExpression
from tracker.orders import timing
from tracker.orders.english_layout import Unit
from tracker.orders.english_words import listed
from tracker.orders.records import Clause, Passage

Read = tuple[Clause, Passage, tuple[TimeExpression, ...]]
_WORDS = 8  # of the name of whoever acts


@cache
def _owner() -> re.Pattern[str]:
    labels = listed("minutes", "owners")
    return re.compile(rf"\W*(?i:{labels})\s*[:–—-]+\s*(?:the\s+)?(?P<who>[A-Z][^.;:]*?)\W*$")


def owner(text: str, unit: Unit, times: Sequence[TimeExpression]) -> str | None:
    """Whom a line names that says only who acts, and by when; None of any other line."""
    found = _owner().match(text, unit.start, unit.end)
    if found is None:
        return None
    first = min((t.span[0] for t in times if t.span[0] > found.start("who")), default=found.end("who"))
    who = re.sub(r"[\s,(–—-]+(?:by|due|deadline|on|before)?[\s:]*$", "", text[found.start("who") : first], flags=re.I)
    rest = text[max((t.span[1] for t in times), default=found.end("who")) : found.end("who")]
    named = 0 < len(who.split()) <= _WORDS and re.search(r"\b(?:to|will|shall|must|is|are|was|were)\b", who) is None
    return who if named and not rest.strip(" ,.)(") else None


@cache
def _term() -> re.Pattern[str]:
    return re.compile(rf"\W*(?i:{listed('minutes', 'terms')})\s*[:–—-]+\s*(?=\S)")


def term(text: str, unit: Unit, times: Sequence[TimeExpression]) -> bool:
    """Whether a sentence says only by when what stands before it is to be done: 'Deadline: 30 January.'"""
    label = _term().match(text, unit.start, unit.end)
    if label is None or not times:
        return False
    rest = text[label.end() : times[0].span[0]] + text[times[-1].span[1] : unit.end]
    return not rest.strip(" ,.;)(")


def owned(
    found: Sequence[Read], origin: Sequence[Unit], since: int, who: str | None, times: tuple[TimeExpression, ...]
) -> list[Read]:
    """The clauses with those since unit ``since`` given to ``who``, and due when the label says unless they say so."""
    out = []
    for (clause, passage, own), unit in zip(found, origin, strict=True):
        if unit.number < since:
            out.append((clause, passage, own))
            continue
        dated = any(t.count is not None or t.kind is Kind.DATE for t in timing.of_clause(own, clause))
        spans = () if dated else tuple(t.span for t in times)
        clause = replace(clause, addressee=clause.addressee or who, extra=(*clause.extra, *spans))
        out.append((clause, passage, own if dated else (*own, *times)))
    return out
