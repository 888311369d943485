"""Headings of numbered parts in an Arabic order: a line that names a matter or a unit, with what it orders below. Pure.

'2. The treatment of water' above 2.1, 2.2; 'a. The commando brigade' above (1), (2), which that brigade owes; '1. The
situation', below which nothing is ordered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.orders import lexicon
from tracker.orders.layout import Segment
from tracker.orders.lexicon import Lexicon
from tracker.orders.tokens import Token

LONGEST = 8  # words of a heading
_ENDS = (".", "؛", "،", "!", "؟", "?")


@dataclass(frozen=True, slots=True)
class Title:
    """``owner``: the tokens (from, to) of whoever is named and owes what stands below; ``tells``: what stands below
    orders nothing."""

    owner: tuple[int, int] | None = None
    tells: bool = False


def titles(parts: Sequence[Segment], words: Sequence[list[Token]], lex: Lexicon) -> dict[int, Title]:
    """The headings among the segments, by number. An act ('follow-up of …') is one only where no other item of its
    kind stands beside it: in a list of orders it is one of them."""
    possible = {n for n, part in enumerate(parts) if _alone(parts, n) and _short(words[n], lex)}
    beside = {(parts[n].kind, parts[n].lead) for n in range(len(parts)) if n not in possible and parts[n].item}
    found: dict[int, Title] = {}
    for n in sorted(possible):
        tokens, place = words[n], (parts[n].kind, parts[n].lead)
        act = lex.masdar(tokens[0].form)
        acts = act is not None and act.known and not act.definite
        if acts and (place in beside or sum(parts[m].kind == parts[n].kind for m in possible) < 2):
            continue
        found[parts[n].number] = _title(tokens, lex)
    return found


def _alone(parts: Sequence[Segment], n: int) -> bool:
    """An item that is one sentence of its own, behind which something else than the next item of its list stands."""
    part, after = parts[n], parts[n + 1] if n + 1 < len(parts) else None
    if not part.item or not part.first or part.kind in (None, "bullet", "article") or after is None:
        return False
    return after.line != part.line and after.first and (after.kind, after.lead) != (part.kind, part.lead)


def _short(tokens: Sequence[Token], lex: Lexicon) -> bool:
    if not 1 <= len(tokens) <= LONGEST or tokens[-1].form in _ENDS:
        return False
    said = tokens[: -1 if tokens[-1].form == ":" else None]
    if not said or not all(t.word for t in said) or said[0].form in lex.list_words:
        return False
    verb = any(lex.verb(t.form) is not None or _orders(t.form, lex) for t in said)
    orders = (
        lex.must.at(list(said), 0)
        or lex.must_not.at(list(said), 0)
        or said[0].form in lexicon.entry("lists", "no_heading")
    )
    time = any(t.form in lex.time_marks or t.form in lex.time_openers or t.form[0].isdigit() for t in said[1:])
    return not (verb or orders or time or any(t.form in lex.list_words | lex.duty_words for t in said))


def _orders(form: str, lex: Lexicon) -> bool:
    """A verb of ordering, no noun that is one only behind 'issued' ('decisions')."""
    named = lex.frame(form)
    return named is not None and not named[1].after


def _title(tokens: Sequence[Token], lex: Lexicon) -> Title:
    end = len(tokens) - (tokens[-1].form == ":")
    first = int(end > 1 and tokens[0].form in lex.honorifics)  # 'Mr. the director general of …'
    if lex.body(tokens[first].form) or tokens[first].form in lex.person_titles:
        return Title(owner=(first, end))
    return Title(tells=tokens[0].form in lexicon.entry("lists", "background"))
