"""Spellings that mean the same word: folded before anything is compared, never before anything is stored.

Folding follows common practice of Arabic search (Unicode NFKC, UAX #15; then hamza carriers, tatweel, short vowels,
alef maqsura, ta marbuta) and is one-way: the text as written always stays beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ـ": None,
        "ء": None,
    }
)
_SPACES = re.compile(r"[\s\u2028\u2029]+")
_MARKS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control and format characters (categories Cc and Cf of the BMP): they turn text about or hide in it."""
_VOWELS = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]"
)
_NOT_WORD = re.compile(r"[^\w%]+")
_DIGIT = re.compile(r"\d|[٪٫]")
_LATIN, _ARABIC = re.compile(r"[A-Za-z]+"), re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]+")
_CACHED_LENGTH = 200
"""Longer texts are notes, each its own: remembering them would cost more than folding them again."""


def ascii_digits(text: str) -> str:
    """Every decimal digit of any script (٣, ۳, ３) as 0-9; Arabic decimal and percent signs as ``.`` and ``%``."""
    return text if text.isascii() else _DIGIT.sub(_digit, text)


def clean(text: str) -> str:
    """The text without control and direction marks, with single spaces, NFKC; letters stay as written."""
    return _clean_once(text) if len(text) <= _CACHED_LENGTH else _clean(text)


def fold(text: str) -> str:
    """One spelling for all of a word's spellings: lower case, no vowels, no tatweel, no punctuation, ASCII digits."""
    return _fold_once(text) if len(text) <= _CACHED_LENGTH else _fold(text)


def by_script(text: str) -> tuple[str, ...]:
    """The Arabic part and the Latin part of a text in both; () for a text in one script."""
    if not (_LATIN.search(text) and _ARABIC.search(text)):
        return ()
    return _LATIN.sub(" ", text), _ARABIC.sub(" ", text)


def _clean(text: str) -> str:
    normal = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _SPACES.sub(" ", _MARKS.sub("", normal)).strip()


def _fold(text: str) -> str:
    bare = _VOWELS.sub("", clean(text).translate(_SAME))
    return _NOT_WORD.sub(" ", ascii_digits(bare).casefold().replace("_", " ")).strip()


_clean_once = lru_cache(maxsize=100_000)(_clean)
_fold_once = lru_cache(maxsize=100_000)(_fold)


def _digit(found: re.Match[str]) -> str:
    char = found[0]
    if char == "٪":
        return "%"
    if char == "٫":
        return "."
    return str(unicodedata.decimal(char))
