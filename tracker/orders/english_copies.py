"""Where an English order ends and the lists of those who get a copy begin. Pure."""

from __future__ import annotations

import re
from functools import cache

from tracker.orders import lexicon

_LONG = 25
"""Words of a line that is no name of an office: what stands there goes on with the order."""


def copies_at(text: str, start: int) -> int:
    """The place of the line 'Copy to:', 'Distribution', below which only those stand whom a copy goes to; the end of
    the text where there is none. ``start``: the end of the head."""
    for found in _heading().finditer(text, start):
        if not _orders(text[found.end() :]):
            return found.start()
    return len(text)


def _orders(below: str) -> bool:
    """Whether something below is more than the names of offices with a remark: it binds, or is long."""
    return _binds().search(below) is not None or any(len(line.split()) > _LONG for line in below.split("\n"))


@cache
def _heading() -> re.Pattern[str]:
    words = lexicon.english()["head"]["copies"]
    alone, leading = ("|".join(map(re.escape, words[name])) for name in ("alone", "leading"))
    return re.compile(rf"^[ \t]*(?:(?:{alone})[ \t]*[:.,;–—-]*[ \t]*$|(?:{leading})[ \t]*[:–—-].*$)", re.I | re.M)


@cache
def _binds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon.english()['head']['copies']['binding']))})\b", re.I)
