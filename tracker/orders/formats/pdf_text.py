"""The lines of all pages become one text: a line a paragraph, and where each page begins. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.orders.formats.pdf_lines import Glyph, Line, arabic, lines
from tracker.orders.layout import kind_of

LEADING = 1.2
"""Lines of one paragraph stand no further apart than this many times the closest ones of their stretch."""
_NUMBER_ONLY = re.compile(
    r"[\s\-–—|()\[\]/.:]*(?:(?:صفحة|الصفحة|ص|page|p\.)\s*)?[0-9٠-٩]{1,4}(?:\s*(?:/|من|of)\s*[0-9٠-٩]{1,4})?[\s\-–—|()\[\]/.:]*",
    re.I,
)
_DIGITS = re.compile(r"[0-9٠-٩]+")
_BROKEN = re.compile(r"[^\W\d_]-\|[^\W\d_]|[0-9٠-٩][-/]\|[0-9٠-٩]")
EDGE = 3
"""How many lines at the head and the foot of a page may be repeated ones."""


@dataclass(frozen=True, slots=True)
class Paged:
    """``pages``: (offset where it begins, number of the page from 1), ascending."""

    text: str
    pages: tuple[tuple[int, int], ...]


def text_of(pages: Sequence[Sequence[Glyph]]) -> Paged:
    """Running heads stand once, numbers of pages nowhere; a sentence that goes on overleaf is one paragraph."""
    rtl = arabic([g[0] for page in pages for g in page])
    read = [lines(n, glyphs, rtl=rtl) for n, glyphs in enumerate(pages, 1)]
    body = [line for page in without_running_lines(read) for line in page]
    return joined(body)


def without_running_lines(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The lines of each page without its number, and without what already stood at the same place of another page."""
    edges = [_edges(page) for page in pages]
    common = Counter(key for page in edges for key in {_key(line) for line in page})
    seen: set[tuple[str, int]] = set()
    out = []
    for page, edge in zip(pages, edges, strict=True):
        kept = []
        for line in page:
            at_edge = any(line is other for other in edge)
            if at_edge and len(pages) > 1 and line.y and _NUMBER_ONLY.fullmatch(line.text):
                continue
            if at_edge and common[_key(line)] > 1 and common[_key(line)] * 2 >= len(pages):
                if _key(line) in seen:
                    continue
                seen.add(_key(line))
            kept.append(line)
        out.append(kept)
    return out


def _edges(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.y)
    return by_height if len(by_height) <= 2 * EDGE else [*by_height[:EDGE], *by_height[-EDGE:]]


def _key(line: Line) -> tuple[str, int]:
    """Equal words, numbers aside, at an equal height."""
    return _DIGITS.sub("0", line.text), round(line.y / 3)


def joined(found: Sequence[Line]) -> Paged:
    """Paragraphs: a line that is full goes on in the next."""
    spans: dict[tuple[int, int], tuple[float, float, float]] = {}
    stretches: dict[tuple[int, int], list[Line]] = {}
    for line in found:
        stretches.setdefault((line.page, line.stretch), []).append(line)
    for key, own in stretches.items():
        steps = [a.y - b.y for a, b in pairwise(own) if a.y - b.y > 0.5 * max(a.size, b.size)]
        spans[key] = min(o.left for o in own), max(o.right for o in own), min(steps, default=0.0)
    out: list[str] = []
    pages: list[tuple[int, int]] = []
    length = 0
    before: Line | None = None
    number = 0
    for line in found:
        separator = "\n" if before is not None else ""
        opens, number = _opens_item(line.text, number)
        if before is not None and not opens and _goes_on(before, line, spans):
            separator = "" if _BROKEN.search(before.text[-3:] + "|" + line.text[:1]) else " "
        if before is None or before.page != line.page:
            pages.append((length + len(separator), line.page))
        out += (separator, line.text)
        length += len(separator) + len(line.text)
        before = line
    return Paged("".join(out), tuple(pages))


def _opens_item(text: str, last: int) -> tuple[bool, int]:
    """Whether a line opens an item of a list, and the number of the latest item: '(30) thirty days' at the head of a
    line is none after item 4, '5-' is."""
    kind, length = kind_of(text)
    digits = _DIGITS.search(text[:length])
    if kind != "number" or digits is None:
        return kind is not None, last
    value = int(digits.group())
    return (True, value) if value in (1, last + 1) else (False, last)


def _goes_on(line: Line, after: Line, spans: dict[tuple[int, int], tuple[float, float, float]]) -> bool:
    """Whether the next line is the rest of this one: its first word would not have fitted here any more."""
    left, right, leading = spans[(line.page, line.stretch)]
    if line.rtl != after.rtl or abs(line.size - after.size) > 0.15 * line.size:
        return False
    free = line.left - left if line.rtl else right - line.right
    if free > after.first + 0.2 * line.size:
        return False
    if (line.page, line.stretch) == (after.page, after.stretch):
        return 0 < line.y - after.y <= LEADING * leading
    own, other = right - left, _width(spans[(after.page, after.stretch)])
    return not line.text.endswith((".", "؟", "?", "!", "؛")) and other <= own + 3 * line.size


def _width(span: tuple[float, float, float]) -> float:
    return span[1] - span[0]
