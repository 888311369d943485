"""How wide the column is in which lines of a PDF stand: a line is full, or ends there because its paragraph does. Pure.

The longest of short lines is no edge: 'Subject: …' is followed by much empty paper. The paper beyond counts as room up
to the margin that the page has on its other side, unless another column stands there or several lines end at one place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.orders.formats.pdf_lines import Line
from tracker.orders.layout import kind_of

EVEN = 0.75
"""Lines that end within so many points of each other were set to one edge."""
RAGGED = 2.5
"""Ends of full lines of a ragged paragraph lie within so many sizes of the edge."""
MARGINS = 0.06
"""By so much of the page's width one margin may be wider than the other before it shows."""


@dataclass(frozen=True, slots=True)
class Column:
    """``left`` and ``right``: where its lines can begin and end; ``leading``: the closest step from line to line;
    ``flush``: the side at which its lines are even, ``left`` or ``right``."""

    left: float
    right: float
    leading: float
    flush: str

    @property
    def width(self) -> float:
        return self.right - self.left

    def free(self, line: Line) -> float:
        """The room behind the last word of a line."""
        return self.right - line.right if self.flush == "left" else line.left - self.left


def columns(pages: Sequence[Sequence[Line]], widths: Sequence[float]) -> dict[tuple[int, int], Column]:
    """The column of each stretch of each page."""
    sheets: dict[int, tuple[float, float]] = {}
    seen = [line for page in pages for line in page if line.y]
    for width in {round(w) for w in widths}:
        own = [line for line in seen if round(widths[line.page - 1]) == width]
        if own:
            margin = max(0.0, min(min(o.left for o in own), width - max(o.right for o in own)))
            sheets[width] = margin, width - margin
    out: dict[tuple[int, int], Column] = {}
    for page in pages:
        stretches: dict[int, list[Line]] = defaultdict(list)
        for line in page:
            stretches[line.stretch].append(line)
        for number, stretch in stretches.items():
            sheet = sheets.get(round(widths[stretch[0].page - 1])) if widths else None
            out[(stretch[0].page, number)] = _column(stretch, page, sheet)
    return out


def _column(own: Sequence[Line], page: Sequence[Line], sheet: tuple[float, float] | None) -> Column:
    left, right = min(o.left for o in own), max(o.right for o in own)
    steps = [a.y - b.y for a, b in pairwise(own) if a.y - b.y > 0.5 * max(a.size, b.size)]
    size = max(o.size for o in own)
    at_left = sum(o.left - left <= 0.3 * size for o in own)
    at_right = sum(right - o.right <= 0.3 * size for o in own)
    flush = "left" if at_left > at_right or (at_left == at_right and not own[0].rtl) else "right"
    if sheet is not None and not _shows(own, page, flush, left, right):
        spare = MARGINS * (sheet[0] + sheet[1])
        # What begins away from the margin is a box of unknown width, unless its lines are centred.
        if flush == "left" and sheet[1] - right > spare and (left - sheet[0] <= spare or _centred(own)):
            right = sheet[1]
        elif flush == "right" and left - sheet[0] > spare and (sheet[1] - right <= spare or _centred(own)):
            left = sheet[0]
    return Column(left, right, min(steps, default=0.0), flush)


def _centred(own: Sequence[Line]) -> bool:
    """Whether lines of several widths stand about one axis."""
    axes = [(o.left + o.right) / 2 for o in own]
    widths = [o.right - o.left for o in own]
    return max(axes) - min(axes) <= 2 and max(widths) - min(widths) > 2 * own[0].size


def _shows(own: Sequence[Line], page: Sequence[Line], flush: str, left: float, right: float) -> bool:
    """Whether the far edge of a column can be seen: a neighbour beyond it, lines set even to it, or a ragged paragraph
    whose lines end near it one after another."""
    top, foot = max(o.y for o in own), min(o.y for o in own)
    for other in page:
        beyond = other.left >= right if flush == "left" else other.right <= left
        if other.stretch != own[0].stretch and beyond and foot - other.size <= other.y <= top + other.size:
            return True
    ends = [right - o.right if flush == "left" else o.left - left for o in own]
    if _prose(own, ends, EVEN, 3):
        return True
    return _prose(own, ends, RAGGED * max(o.size for o in own), 4)


def _prose(own: Sequence[Line], ends: Sequence[float], near: float, least: int) -> bool:
    """So many lines on end reach the edge, the first word of the next not fitting any more, of which the later ones
    open no item and none ends a sentence: a paragraph."""
    count = 0
    for n, (line, end) in enumerate(zip(own, ends, strict=True)):
        full = end <= near and (n + 1 == len(own) or end <= max(EVEN, own[n + 1].first + 0.2 * line.size))
        count = 0 if not full else 1 if kind_of(line.text)[0] is not None else count + 1
        if count >= least:
            return True
        if line.text.endswith((".", ":", "؟", "؛")):
            count = 0
    return False
