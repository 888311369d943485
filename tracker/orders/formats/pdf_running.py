"""Heads and feet that run through the pages of a PDF, and the numbers of the pages, told from lines of the order. Pure.

Nothing of the order may go: a running line has the very same words on half of the pages, at one height, and its
earliest copy stays in the text. Digits may differ only where they count the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from tracker.orders.formats.pdf_lines import Line
from tracker.orders.layout import kind_of

EDGE = 4
"""How many lines at either end of a page, by height or in the order of reading, may run through the pages."""
NEAR = 1.5
"""Heights that differ by no more than so many points are one."""
_OUTER = r"[\s\-–—|()\[\]/.:•]*"
_PAGE = r"(?:صفحة|الصفحة|صفحه|ص|page|p\.|pg\.?)"
_COUNT = rf"(?:{_PAGE}\s*)?(?P<own>[0-9٠-٩]{{1,4}})(?:\s*(?:/|من|of)\s*(?P<all>[0-9٠-٩]{{1,4}}))?"
_NUMBER_ONLY = re.compile(rf"{_OUTER}{_COUNT}{_OUTER}", re.I)
# Beside other words a number counts pages where a word or a wide gap says so: 'Sector 7 shall …' is an order.
_APART = r"(?:\s{2,}|\s*[|•–—]\s*|\s+-\s+)"
_BESIDE = (
    re.compile(
        rf"(?P<rest>.*?\S)\s*{_OUTER}{_PAGE}\s*(?P<own>[0-9٠-٩]{{1,4}})(?:\s*(?:/|من|of)\s*[0-9٠-٩]{{1,4}})?{_OUTER}",
        re.I,
    ),
    re.compile(rf"(?P<rest>.*?\S){_APART}(?P<own>[0-9٠-٩]{{1,4}}){_OUTER}"),
    re.compile(
        rf"{_OUTER}{_PAGE}\s*(?P<own>[0-9٠-٩]{{1,4}})(?:\s*(?:/|من|of)\s*[0-9٠-٩]{{1,4}})?{_OUTER}\s(?P<rest>\S.*)",
        re.I,
    ),
    re.compile(rf"{_OUTER}(?P<own>[0-9٠-٩]{{1,4}}){_APART}(?P<rest>\S.*)"),
)

Key = tuple[str, float | None]


def parted(pages: Sequence[list[Line]]) -> tuple[list[Line], list[list[Line]], list[Line]]:
    """The running heads, each once; the lines of each page without them and without its number; the feet, each once."""
    edges = [_edges(page) for page in pages]
    places: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    counts: dict[str, list[tuple[int, Line, int]]] = defaultdict(list)
    for number, edge in enumerate(edges, 1):
        for line in edge:
            if kind_of(line.text)[0] is None:
                places[line.text].append((number, line))
            counted = _counted(line.text)
            if counted is not None:
                counts[counted[0]].append((number, line, counted[1]))
    running: dict[int, str] = {}
    for text, found in places.items():
        for _, line in _level(found, len(pages)):
            running[id(line)] = text
    for rest, numbered in counts.items():
        for _, line in _level(_paged(numbered), len(pages)):
            running[id(line)] = rest
    heads: list[Line] = []
    feet: list[Line] = []
    shown: set[str] = {""}
    body = []
    for page in pages:
        middle = _middle(page)
        kept = []
        for line in page:
            words = running.get(id(line))
            if words is None:
                kept.append(line)
            elif words not in shown:
                shown.add(words)
                (heads if line.y > middle else feet).append(line)
        body.append(kept)
    return heads, body, feet


def _edges(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.y)
    near = [*by_height[:EDGE], *by_height[-EDGE:], *page[:EDGE], *page[-EDGE:]]
    return list({id(line): line for line in near if line.y and line.glyphs}.values())  # no row of a drawn table


def _middle(page: Sequence[Line]) -> float:
    heights = [line.y for line in page]
    return (max(heights) + min(heights)) / 2 if len(heights) > 1 else 0.0


def _counted(text: str) -> tuple[str, int] | None:
    """What a line says beside the number of a page ('' for nothing), and that number."""
    found = _NUMBER_ONLY.fullmatch(text)
    if found is not None:
        return "", int(found["own"])
    for pattern in _BESIDE:
        found = pattern.fullmatch(text)
        if found is not None and kind_of(text)[0] in (None, "number"):
            return found["rest"].strip(), int(found["own"])
    return None


def _paged(found: Sequence[tuple[int, Line, int]]) -> list[tuple[int, Line]]:
    """Of lines alike but for a number those whose number grows by one with each page."""
    by_start: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for page, line, number in found:
        by_start[number - page].append((page, line))
    return max(by_start.values(), key=lambda entries: len({page for page, _ in entries}))


def _level(found: Sequence[tuple[int, Line]], pages: int) -> list[tuple[int, Line]]:
    """Those that stand at one height on at least half of the pages and on two; on one page of two only where both."""
    heights = sorted(found, key=lambda entry: entry[1].y)
    best: list[tuple[int, Line]] = []
    start = 0
    for end in range(len(heights)):
        while heights[end][1].y - heights[start][1].y > 2 * NEAR:
            start += 1
        group = heights[start : end + 1]
        if len(group) > len(best):
            best = group
    on = {page for page, _ in best}
    return best if len(on) > 1 and len(on) * 2 >= pages else []
