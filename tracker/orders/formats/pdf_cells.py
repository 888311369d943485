"""Rows of tables on a page of a PDF: gaps that stand below one another, lines that go on inside a cell. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Glyph = tuple[str, float, float, float, float]
Gap = tuple[float, float]

GAP = 0.28
"""A gap of this width, in sizes, that no space fills parts two cells where others stand above or below it."""
WIDE = 1.8
NEAR = 4
CLOSE = 1.5
"""Lines of one cell stand no further apart than so many sizes."""


def gaps(glyphs: Sequence[Glyph], size: float) -> list[Gap]:
    """The gaps of a line from left to right in which no space is written. None where the file writes no spaces."""
    ordered = sorted(glyphs, key=lambda g: (g[1] + g[2]) / 2)
    if not any(not g[0].strip() for g in ordered):
        return [(a[2], b[1]) for a, b in pairwise(ordered) if b[1] - a[2] > 1.2 * size]
    out: list[Gap] = []
    last: Glyph | None = None
    filled = False
    for glyph in ordered:
        if not glyph[0].strip():
            filled = True
            continue
        # A space that ends the words of a cell fills little of a wide gap; words of even lines stand closer than that.
        if last is not None and glyph[1] - last[2] > (WIDE if filled else GAP) * size:
            out.append((last[2], glyph[1]))
        last, filled = glyph, False
    return out


def shared(one: Sequence[Gap], two: Sequence[Gap], size: float) -> list[Gap]:
    """The parts of the gaps of one line that are gaps of the other too."""
    out = []
    for left, right in one:
        for other_left, other_right in two:
            low, high = max(left, other_left), min(right, other_right)
            if high - low > 0.8 * GAP * size:
                out.append((low, high))
    return out


def rows(found: Sequence[Sequence[Gap]], sizes: Sequence[float], listed: Sequence[bool]) -> list[list[Gap]]:
    """For each line of a stretch the gaps that part it into cells: two that a neighbour shares, or one that both
    neighbours share where no mark of a list makes it. ``listed``: the line opens an item."""
    out: list[list[Gap]] = [[] for _ in found]
    for n in range(len(found)):
        # Between two rows may stand lines that go on inside of a cell.
        above = shared(found[n], next((g for g in reversed(found[max(0, n - NEAR) : n]) if g), ()), sizes[n])
        below = shared(found[n], next((g for g in found[n + 1 : n + 1 + NEAR] if g), ()), sizes[n])
        either = {gap for gap in found[n] if any(gap[0] <= s[0] and s[1] <= gap[1] for s in (*above, *below))}
        both = {
            gap
            for gap in either
            if all(any(gap[0] <= s[0] and s[1] <= gap[1] for s in side) for side in (above, below))
        }
        if len(either) >= 2 or (both and not listed[n]):
            out[n] = sorted(either)
    return out


def cell_of(cuts: Sequence[Gap], left: float, right: float) -> int | None:
    """The number of the cell, from the left, in which a stretch of letters stands; None where it crosses a gap."""
    number = sum((cut[0] + cut[1]) / 2 <= left for cut in cuts)
    return number if all((cut[0] + cut[1]) / 2 <= left or right <= cut[1] for cut in cuts) else None


def parts(glyphs: Sequence[Glyph], cuts: Sequence[Gap]) -> list[list[Glyph]]:
    """The glyphs of a line cut at the gaps, from left to right."""
    out: list[list[Glyph]] = [[] for _ in range(len(cuts) + 1)]
    for glyph in glyphs:
        middle = (glyph[1] + glyph[2]) / 2
        out[sum((cut[0] + cut[1]) / 2 <= middle for cut in cuts)].append(glyph)
    return out
