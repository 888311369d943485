"""From the order in which a line stands on paper to the order in which it is read and stored. Pure.

The inverse of the Unicode bidirectional algorithm (UAX 9) for one line: numbers after Arabic letters are Arabic numbers
(W2), one separator inside a number belongs to it (W4), Latin words keep what stands between them (N1). What the eye
cannot tell apart cannot be told apart here either: '955 USD' and 'USD 955' inside Arabic look the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_PAIRS = dict(zip("()[]{}«»<>", ")(][}{»«><", strict=True))
_OPENING = frozenset("([{«<")
_SEPARATORS = frozenset(".,:/\u060c\u00a0")
_TIGHT = frozenset(".,،؛:;!؟?")


def kind(text: str) -> str:
    """``L`` or ``R`` by the first letter, ``N`` a number, ``A`` one in Arabic digits, else ``-``."""
    for char in text:
        bidi = unicodedata.bidirectional(char)
        if bidi == "L":
            return "L"
        if bidi in ("R", "AL"):
            return "R"
        if bidi in ("EN", "AN"):
            return "N" if bidi == "EN" else "A"
    return "-"


def logical(pieces: Sequence[str], *, rtl: bool) -> str:
    """The text of a line from its pieces in the order of the paper, left to right; each piece is in reading order."""
    kinds = [kind(piece) for piece in pieces]
    if not rtl:
        return "".join(_left_to_right(pieces, kinds))
    backwards, sorts = list(reversed(pieces)), list(reversed(kinds))
    out: list[str] = []
    i = 0
    while i < len(backwards):
        end = _latin_run(sorts, i) if sorts[i] in "LN" else i
        if end == i and sorts[i] in "NA":
            end = _number_run(backwards, sorts, i)
        if end > i:
            out += reversed(backwards[i:end])
            i = end
        else:
            out.append(backwards[i])
            i += 1
    return mended("".join(out))


def _left_to_right(pieces: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """A line of a text that runs to the right: each Arabic stretch turned round."""
    out: list[str] = []
    i = 0
    while i < len(pieces):
        end = i
        if kinds[i] == "R":
            for k in range(i, len(pieces)):
                if kinds[k] == "L":
                    break
                if kinds[k] == "R":
                    end = k + 1
        if end > i:
            out.append(logical(pieces[i:end], rtl=True))
            i = end
        else:
            out.append(pieces[i])
            i += 1
    return out


def _latin_run(kinds: Sequence[str], start: int) -> int:
    """The end of a run that holds a Latin letter and no Arabic one; ``start`` where there is none."""
    end, latin = start, False
    for k in range(start, len(kinds)):
        if kinds[k] in "RA":  # a number in Arabic digits parts words as an Arabic letter does (N1)
            break
        latin = latin or kinds[k] == "L"
        if kinds[k] in "LN":
            end = k + 1
    return end if latin else start


def _number_run(pieces: Sequence[str], kinds: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(pieces):
        if kinds[end] in "NA":
            end += 1
        elif pieces[end] in _SEPARATORS and end + 1 < len(pieces) and kinds[end + 1] in "NA":
            end += 2
        else:
            break
    return end


def mended(text: str) -> str:
    """Brackets that face away from what they hold are turned: programs differ in which of the two they write down."""
    out = list(text)
    for i, char in enumerate(text):
        if char not in _PAIRS:
            continue
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        closes = bool(before.strip()) and before not in _OPENING and (not after.strip() or after in _TIGHT)
        opens = bool(after.strip()) and after not in _TIGHT and not before.strip()
        if (closes and char in _OPENING) or (opens and char not in _OPENING):
            out[i] = _PAIRS[char]
    return "".join(out)
