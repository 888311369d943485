"""Lines of a plain text that only end where the window did: the sentence goes on in the next one. Pure.

A file cannot say which of its line ends are meant. Three things show that one is not: the next line is set in under the
item that it belongs to, it begins as no line of a letter does, or line after line ends where the next word would not
have fitted. Lists, headings, fields of a head, addresses and verse show none of them and stay apart.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from tracker.orders.layout import kind_of
from tracker.orders.tokens import fold

_REFERENCE = re.compile(r"(?:\b(?:[Ss]ub)?(?:section|paragraph|clause|item|article)s?|فقرة|بند|مادة|لفقرة)\s*$")

Span = tuple[int, int]
NARROWEST, WIDEST = 30, 132
"""Characters: between these programs and people wrap lines."""
SHORT = 0.6
"""A line shorter than this part of the widest one goes on only where the next is set in."""
LONGER = 1.15
"""Where lines that end a sentence are longer than this many times those that go on, nothing wrapped them."""
FULL = 3
"""So many full lines show a width to which a text was wrapped."""
TERMINAL = (".", ":", "؛", "!", "؟", "?", "”", "»", '"', "…", ";")
_MARK = re.compile(
    r"\s*(?:\(?(?:[0-9٠-٩۰-۹]{1,3}|[A-Za-z]|[ivxIVX]{2,5}|[ء-ي])[.)\]/–-]+\s+|\([0-9٠-٩۰-۹A-Za-zء-ي]{1,4}\)\s*|[#>|*•–—-]+\s|\*\*\*|---)\S?"
)
_SECTION = re.compile(
    r"\s*(?:(?:Section|Sec\.|SECTION|SEC\.|Article|ARTICLE|Part|PART|Chapter)\s+[0-9IVXLA-Z]"
    r"|(?:Subject|Re|To|From|Date|No|Ref|Cc|CC)\.?\s*[:.])"
)
_ROW = re.compile(r"\S[ ]*\t\s*\S|\S {3,}\S.*?\S {3,}\S")
"""The columns of a table: a tab, or two wide gaps."""
_AMOUNT = re.compile(r"\s*\([0-9٠-٩۰-۹]{1,3}\)\s+([^\W\d_]+)")
_LABEL = re.compile(r"\s*[^\W\d_][^:/\n.،,]{0,30}?\s*(?:[:：]|/(?=\s))\s*\S|\s*[^\W\d_]{1,8}/\s?[^\W\d_]")
_ADDRESS = re.compile(r"\s*(?:[إا]لى)\s+(?:كافة|جميع|كل|السيد|السيدة|السادة|السيدات|معالي|سعادة|سيادة|دولة)\b")
"""'To all offices' near the top of a letter: whom it is sent to, and no end of the line above."""
HEAD_LINES = 8
FIELD = 6
"""Words, at most, of a field of a head without its sign."""


def joins(text: str) -> tuple[Span, ...]:
    """The line ends, with the white space around them, at which a sentence goes on. Linear in the length."""
    lines = _lines(text)
    if len(lines) < 2:
        return ()
    width = _width(lines)
    out: list[Span] = []
    indent = _indent(lines[0][2])
    item = opens(lines[0][2])
    for number, ((_, end, line), (start, _, after)) in enumerate(pairwise(lines)):
        blank = text.count("\n", end, start) != 1 or (number < HEAD_LINES and _ADDRESS.match(after) is not None)
        if not blank and _goes_on(line, after, width, indent if item else None):
            last = end - (len(line) - len(line.rstrip()))
            out.append((last, start + _indent(after)))
            continue
        indent, item = _indent(after), opens(after)
    return tuple(out)


def opens(line: str) -> bool:
    """Whether a line begins something of its own: an item, a section, a row."""
    amount = _AMOUNT.match(line)
    if amount is not None and fold(amount.group(1)).startswith(_data("counted")):
        return False
    return kind_of(line)[0] is not None or _MARK.match(line) is not None or _ROW.search(line) is not None


def labelled(line: str) -> bool:
    """Whether a line is a field of a head: 'Subject: …', 'إلى/ …'."""
    return _LABEL.match(line) is not None or _field(line)


def _field(line: str) -> bool:
    """'Number 221' alone on its line."""
    words = line.split()
    figures = 2 <= len(words) <= FIELD and any(c.isdigit() for c in words[1])
    return figures and not words[-1].endswith((".", "،", ",")) and fold(words[0]) in _data("fields")


def continues(line: str) -> bool:
    """Whether a line begins as no sentence does: with a small letter, or a word that leans on the one before."""
    first = next(iter(line.split()), "")
    if first[:1].islower():
        return True
    word = fold(first.strip('()[]«»"،,.;؛:'))
    return word in _words() or (word.startswith("و") and word[1:] in _words())


@cache
def _words() -> frozenset[str]:
    return frozenset(_data("ar"))


@cache
def _data(name: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(files("tracker.orders").joinpath("wrapped.toml").read_text("utf-8"))[name])


def _lines(text: str) -> list[tuple[int, int, str]]:
    out = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            out.append((position, position + len(line), line))
        position += len(line) + 1
    return out


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _goes_on(line: str, after: str, width: int | None, hanging: int | None) -> bool:
    """``hanging``: where the item begins that the line belongs to, None outside of items."""
    if _REFERENCE.search(line) is not None and opens(after) and width is not None and _full(line, after, width):
        return True
    quoted = line.rstrip().endswith(("”", "»", '"')) and continues(after)
    if (line.rstrip().endswith(TERMINAL) and not quoted) or opens(after) or _SECTION.match(after) is not None:
        return False
    if hanging is not None and _indent(after) > hanging + 1:
        return not labelled(after)
    if width is None or labelled(after):
        return False
    if labelled(line) and not opens(line) and not _full(line, after, width):
        return False
    if _full(line, after, width):
        return True
    return continues(after) and len(line.rstrip()) >= SHORT * width


def _full(line: str, after: str, width: int) -> bool:
    first = next(iter(after.split()), "")
    return len(line.rstrip()) + 1 + len(first) > width


def _width(lines: Sequence[tuple[int, int, str]]) -> int | None:
    """The width to which a text was wrapped; None where nothing shows that it was.

    Of the lines that end no sentence most must be full, or begin the next one as no sentence begins.
    """
    pairs = [
        (one[2], two[2])
        for one, two in pairwise(lines)
        if two[0] - one[1] == 1
        and not one[2].rstrip().endswith(TERMINAL)
        and not opens(two[2])
        and not labelled(two[2])
        and _SECTION.match(two[2]) is None
    ]
    longest = max(len(line.rstrip()) for *_, line in lines)
    if not pairs or longest > WIDEST:
        return None
    widest = max(len(one.rstrip()) for one, _ in pairs)
    if widest < NARROWEST or longest > LONGER * widest:
        return None
    full = sum(_full(one, two, widest) for one, two in pairs)
    leaning = sum(continues(two) for _, two in pairs)
    telling = sum(_full(one, two, widest) or continues(two) for one, two in pairs)
    long = sum(len(one.rstrip()) >= SHORT * widest for one, _ in pairs)
    if leaning:
        return widest if telling * 10 >= 6 * long else None
    return widest if full >= FULL and full * 10 >= 9 * long else None
