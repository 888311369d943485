"""Lists without marks: lines below one that ends with a colon, each of which begins with an act. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.orders.layout import Segment
from tracker.orders.lexicon import Lexicon
from tracker.orders.tokens import Token


def with_plain_lists(parts: list[Segment], words: Sequence[list[Token]], lex: Lexicon) -> list[Segment]:
    """The segments, those of such lines as items of the line that leads to them. What orders by itself ('it is
    forbidden', 'on the directors') goes on with the list; any other line ends it."""
    out: list[Segment] = []
    lead: int | None = None
    listed = -1  # the line that is an item now
    for part, tokens in zip(parts, words, strict=True):
        if part.item or not tokens:
            lead = None
        elif part.line == listed:
            part = replace(part, item=True, lead=lead)
        elif lead is not None and part.first and _begins_with_act(tokens, lex):
            part, listed = replace(part, item=True, lead=lead), part.line
        elif part.first and not _orders(tokens, lex):
            lead = None
        if tokens and tokens[-1].form == ":" and (lead is None or not part.item):
            lead = part.number
        out.append(part)
    return out


def _begins_with_act(tokens: list[Token], lex: Lexicon) -> bool:
    act = lex.masdar(tokens[0].form)
    if act is None or len(tokens) < 3 or not tokens[1].word or tokens[0].form in lex.bodies:
        return False
    return act.known and not (act.prep or act.conj or act.definite)


def _orders(tokens: list[Token], lex: Lexicon) -> bool:
    first = tokens[0].form
    return first in ("علي", "لا") or lex.must.at(tokens, 0) > 0 or lex.must_not.at(tokens, 0) > 0
