"""Arabic that was saved as it stands on paper, from left to right, brought into the order in which it is read. Pure."""

from __future__ import annotations

import re
import unicodedata

from tracker.orders.formats.bidi import logical

_FORMS = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
_WORD = re.compile(r"[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]{3,}")
_YEAR = re.compile(r"(?<![0-9٠-٩])[0-9٠-٩]{4}(?![0-9٠-٩])")
LEAST, TIMES = 3, 4
"""So many words must show that a text is turned round, and so many times those that show the contrary."""


def plain(text: str) -> str:
    return _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def turned(text: str) -> bool:
    """Whether words run backwards: they begin with letters that only end words, and end with the article."""
    backwards = forwards = 0
    for found in _WORD.finditer(text[:200_000]):
        word = plain(found.group())
        backwards += (word[0] in "ةى") + word.endswith("لا")
        forwards += (word[-1] in "ةى") + word.startswith("ال")
    return backwards >= LEAST and backwards >= TIMES * forwards


def in_order(text: str) -> str:
    """Each line from its right end; numbers too where their years only make sense so."""
    years = [int(found.group()) for found in _YEAR.finditer(text)]
    mirrored = sum(_is_year(int(str(y).zfill(4)[::-1])) for y in years) > sum(map(_is_year, years))
    return "\n".join(_line(line, mirrored=mirrored) for line in plain(text).split("\n"))


def _line(line: str, *, mirrored: bool) -> str:
    if mirrored:
        return line[::-1].translate(_MIRROR)
    return logical(list(line), rtl=True)


_MIRROR = str.maketrans("()[]{}«»<>", ")(][}{»«><")


def _is_year(number: int) -> bool:
    return 1900 <= number <= 2100 or 1300 <= number <= 1500
