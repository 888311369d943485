"""Numbers of lists as Word and browsers write them: 1, i, b, أ by the alphabet or by abjad (ISO 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
MOST = 32_767
"""Beyond this no list counts; a roman or repeated-letter number would only grow."""


def _letters(alphabet: str) -> Callable[[int], str]:
    """a … z, aa, bb …: the letter repeated, as Word does."""
    return lambda n: alphabet[(n - 1) % len(alphabet)] * ((n - 1) // len(alphabet) + 1)


def _roman(n: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        count, n = divmod(n, value)
        out += sign * count
    return out


def _digits(zero: str) -> Callable[[int], str]:
    return lambda n: "".join(chr(ord(zero) + int(c)) for c in str(n))


def _ordinal(n: int) -> str:
    return f"{n}{'th' if n % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


_STYLES: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "arabicAlpha": _letters(ALPHABET),
    "arabicAbjad": _letters(ABJAD),
    "hindiNumbers": _digits("\u0966"),
    "arabicIndic": _digits("\u0660"),
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "ordinal": _ordinal,
    "none": lambda _: "",
}


def written(style: str, n: int) -> str:
    """A number in a style of Word; an unknown style and numbers that it does not have are written in digits."""
    return str(n) if not 0 < n <= MOST else _STYLES.get(style, str)(n)
