"""Lists of the English lexicon as alternatives of a pattern. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tracker.calendars.expressions import TimeExpression
from tracker.orders import lexicon


def any_of(words: Iterable[str]) -> str:
    """Any of some words; the longest first, so that none hides one that it begins."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True))


def listed(section: str, entry: str) -> str:
    """Any word of one list of the lexicon."""
    return any_of(lexicon.english()[section][entry])


def only_time(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> bool:
    """Whether a line that goes on after a list says only when ('within 150 days of the date of this memorandum.')."""
    if not times or not text[start : start + 1].islower():
        return False
    rest = text[start:end]
    for t in times:
        rest = rest.replace(text[t.span[0] : t.span[1]], " ")
    return len(re.findall(r"\w+", rest)) <= 6
