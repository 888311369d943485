"""Words of a text with their places, and the folded form in which they are compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069"
WORD = re.compile(rf"[^\W_]+(?:[{MARKS}’']+[^\W_]+)*[{MARKS}]*|[^\s]")
# 'To' and 'except', written without their sign, begin like the article.
_PARTICLE = re.compile(r"الا$|الي(?:ه|ها|هم|هما|نا|كم|ك)?$")
_DROP = re.compile(rf"[{MARKS}]")
_FOLD = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي"}
)


class Token(NamedTuple):
    """One word or one sign. ``start`` and ``end`` count code points of the document; ``form`` is the folded word.

    ``definite``: written with the article (ال or لل), which folding would confuse with إل.
    """

    start: int
    end: int
    form: str
    word: bool
    definite: bool = False


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form for comparing: no vowel signs, one alef, ya for final alef, ha for ta marbuta, lower case."""
    return _DROP.sub("", text).translate(_FOLD).casefold()


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)


def western(text: str) -> str:
    """The same with its digits written 0 to 9."""
    return text.translate(_DIGITS)


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words and signs of ``text[start:end]``, with places in ``text``. What folds to nothing (a tatweel that stands
    as a dash, a vowel sign alone) is a sign."""
    out = []
    for m in WORD.finditer(text, start, len(text) if end is None else end):
        word = m.group()
        form = fold(word)
        definite = word.startswith(("ال", "لل")) and not _PARTICLE.match(form)
        out.append(Token(m.start(), m.end(), form or word, bool(form) and word[0].isalnum(), definite))
    return out
