"""'SITREPs at 0800 and 2000 daily.', 'Monthly returns by the 5th': an item that names what is sent, and when. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Strength
from tracker.orders.english_phrases import blanked, read_clause
from tracker.orders.english_words import listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause

_WHEN = (Role.EVERY, Role.BY, Role.BEFORE, Role.WITHIN)
_HOURS = re.compile(r"\b(?:at|by)\s+\d{4}(?:Z|\s*hours|\s*hrs)?(?:,?\s+(?:and\s+)?\d{4}(?:Z|\s*hours|\s*hrs)?)*", re.I)


@cache
def _return() -> re.Pattern[str]:
    papers = listed("things", "returns")
    return re.compile(
        rf"(?:(?:[\w&’'-]+)\s+){{0,3}}?(?P<noun>{papers})"
        r"(?:\s+(?:to|for|from)\s+(?:this\s+|the\s+|all\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,3})?[\s,;.:()–—-]*$",
        re.I,
    )


def returns(text: str, start: int, end: int, times: Sequence[TimeExpression], words: Mapping[str, Any]) -> list[Clause]:
    """What is to be sent is owed by the times beside it: nothing else may stand in the item."""
    place = trim(text, start, end, ";,.: ")
    if place is None or not any(place[0] <= t.span[0] < place[1] and t.role in _WHEN for t in times):
        return []
    bare = blanked(text[slice(*place)], place[0], times)
    bare = _HOURS.sub(lambda m: " " * len(m.group()), bare)
    found = _return().match(re.sub(r"\s+", " ", bare).strip(" ,;.:"))
    if found is None:
        return []
    at = place[0] + len(bare) - len(bare.lstrip())
    noun = re.compile(rf"\b{found['noun']}\b").search(text, *place)
    if noun is None:
        return []
    return [read_clause(text, place, min(at, noun.start()), noun.group(), None, False, Strength.ORDER, words)]
