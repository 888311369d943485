"""The openings of letters behind which an order stands: 'I am directed to say that …'. Pure."""

from __future__ import annotations

import re
from functools import cache

from tracker.orders.english_words import listed


@cache
def _saying() -> re.Pattern[str]:
    """'I am directed to say that', 'the undersigned is directed to refer to your letter of D and to request you to'."""
    opening, said = listed("boilerplate", "sayings"), listed("boilerplate", "said")
    return re.compile(
        rf"\s*(?:{opening})\s+(?:[^;:]{{0,200}}?\band\s+(?:also\s+)?(?:to\s+)?)?(?:(?:{said})\s+|(?=request\s+(?:you|that)\b))",
        re.I,
    )


def behind_saying(sentence: str) -> int:
    """How many letters of a sentence only say that somebody was told to say the rest; 0 where none do."""
    found = _saying().match(sentence)
    return found.end() if found is not None else 0
