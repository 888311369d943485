"""Columns of a page that share their run of lines with what stands above or below them over the whole width. Pure.

A preamble, two columns and a note are often written in one go from top to foot of the last column. How wide the column
is cannot be told from the lines that go past it: they get a stretch of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby

from tracker.orders.formats.pdf_lines import Line

LEAST = 3
"""So many lines beside others make a column."""
PAST = 2.0
"""A line that goes past the column by so many sizes belongs to something else."""


def parted(page: Sequence[Line]) -> list[Line]:
    """The lines of a page in the same order; stretches of which only a part stands beside another are taken apart."""
    by_stretch: dict[int, list[Line]] = defaultdict(list)
    for line in page:
        by_stretch[line.stretch].append(line)
    wide: set[int] = set()
    for number, own in by_stretch.items():
        others = [line for line in page if line.stretch != number and line.y]
        beside = [line for line in own if any(_next_to(line, other) for other in others)]
        if len(beside) < LEAST or len(beside) == len(own):
            continue
        left, right = min(line.left for line in beside), max(line.right for line in beside)
        wide |= {
            id(line) for line in own if line.left < left - PAST * line.size or line.right > right + PAST * line.size
        }
    runs = groupby(page, key=lambda line: (line.stretch, id(line) in wide))
    for number, (_, run) in enumerate(runs, 1):
        for line in run:
            line.stretch = number
    return list(page)


def _next_to(line: Line, other: Line) -> bool:
    """Whether another line stands at the same height, to one side."""
    return abs(line.y - other.y) <= line.size and (other.left >= line.right or other.right <= line.left)
