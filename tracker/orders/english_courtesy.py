"""The openings of letters behind which an order stands: 'I am directed to say that …'. Pure."""

from __future__ import annotations

import re
from functools import cache

from tracker.orders.english_words import listed


@cache
def _saying() -> re.Pattern[str]:
    """'I am directed to say that', 'the undersigned is directed to refer to your letter of D and to state that'."""
    opening, said = listed("boilerplate", "sayings"), listed("boilerplate", "said")
    return re.compile(rf"\s*(?:{opening})\s+(?:[^;:]{{0,200}}?\band\s+(?:also\s+)?(?:to\s+)?)??(?:{said})\s+", re.I)


def opens_saying(sentence: str) -> bool:
    """'The undersigned is directed to': who writes was told to, and is no one who is told to."""
    return re.match(rf"\s*(?:{listed('boilerplate', 'sayings')})\b", sentence, re.I) is not None


def behind_saying(sentence: str) -> int:
    """How many letters of a sentence only say that somebody was told to say the rest; 0 where none do."""
    found = _saying().match(sentence)
    return found.end() if found is not None else 0
