"""'The following paragraph takes the place of paragraph 2': what stands behind 'place' is changed (0115). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tracker.orders import lexicon
from tracker.orders.tokens import Token, fold
from tracker.orders.wordlists import words

BETWEEN = 14
"""So many words may name what takes the place."""
NEAR = 3
"""Within so many words behind 'place' stands what is replaced: 'the place of the text of item 4'."""


def replaced(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """What a verb of replacing does, and to which word: ``supersede`` a whole order, ``amend`` a part or a wording of
    one. None where no paper is replaced ('the deputy takes the place of the director')."""
    raw = lexicon.changes("ar")
    if tokens[i].form not in words(raw["replacing"]["verbs"]):
        return None
    place = words(raw["replacing"]["place"])
    at = next((k for k in range(i + 2, min(len(tokens), i + BETWEEN)) if tokens[k].form in place), None)
    if at is None:
        return None
    parts = words(raw["items"]) | words(raw["terms"]) | words(raw["replacing"]["wording"])
    for k in range(at + 1, min(len(tokens), at + NEAR)):
        if tokens[k].form in parts:
            return "amend", k
        if tokens[k].form in words(raw["papers"]) | words(raw["replacing"]["papers"]):
            return "supersede", k
    return None


def place(clause: str) -> int | None:
    """Where in a clause that opens with a verb of replacing what is replaced begins; None in any other clause."""
    found = _pattern().match(fold(clause)) if len(fold(clause)) == len(clause) else _pattern().match(clause)
    return found.end() if found is not None else None


@cache
def _pattern() -> re.Pattern[str]:
    raw = lexicon.changes("ar")["replacing"]
    verbs, places = ("|".join(sorted(words(raw[key]), key=len, reverse=True)) for key in ("verbs", "place"))
    return re.compile(rf"\W*(?:{verbs})\s.*?(?<!\w)(?:{places})(?!\w)", re.S)
