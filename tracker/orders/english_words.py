"""Lists of the English lexicon as alternatives of a pattern. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.orders import lexicon


def any_of(words: Iterable[str]) -> str:
    """Any of some words; the longest first, so that none hides one that it begins."""
    return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True))


def listed(section: str, entry: str) -> str:
    """Any word of one list of the lexicon."""
    return any_of(lexicon.english()[section][entry])
