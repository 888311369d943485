"""Spellings that mean the same word: folded before anything is compared, never before anything is stored.

Folding follows common practice of Arabic search (Unicode NFKC, UAX #15; then hamza carriers, tatweel, short vowels,
alef maqsura, ta marbuta) and is one-way: the text as written always stays beside it.
"""

from __future__ import annotations

import re
import unicodedata

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
_SPACES = re.compile(r"\s+")
_LATIN, _ARABIC = re.compile(r"[A-Za-z]+"), re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]+")
_NOT_WORD = re.compile(r"[^\w%]+")


def ascii_digits(text: str) -> str:
    """Every decimal digit of any script (٣, ۳, ３) as 0-9; Arabic decimal and percent signs as ``.`` and ``%``."""
    return "".join(_digit(char) for char in text)


def clean(text: str) -> str:
    """The text without control and direction marks, with single spaces, NFKC; letters stay as written."""
    kept = (
        " " if char in "\t\r\n\xa0" else char
        for char in unicodedata.normalize("NFKC", text)
        if char in "\t\r\n\xa0" or unicodedata.category(char) not in ("Cc", "Cf")
    )
    return _SPACES.sub(" ", "".join(kept)).strip()


def fold(text: str) -> str:
    """One spelling for all of a word's spellings: lower case, no vowels, no tatweel, no punctuation, ASCII digits."""
    decomposed = clean(text).translate(_SAME)
    bare = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return _NOT_WORD.sub(" ", ascii_digits(bare).casefold().replace("_", " ")).strip()


def by_script(text: str) -> tuple[str, ...]:
    """The Arabic part and the Latin part of a text in both; () for a text in one script."""
    if not (_LATIN.search(text) and _ARABIC.search(text)):
        return ()
    return _LATIN.sub(" ", text), _ARABIC.sub(" ", text)


def _digit(char: str) -> str:
    if char == "٪":
        return "%"
    if char == "٫":
        return "."
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)
