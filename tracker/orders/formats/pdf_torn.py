"""A row of a table that is torn at the foot of a page: its rest stands overleaf as a row of its own. Pure.

Programs close the box at the foot and open another one overleaf, so that nothing drawn tells. What tells is that the
first column, filled in every row so far (a number, mostly), is empty overleaf, and that in each cell that goes on the
line above is full: the next word would not have fitted any more. A second task under one number has room left above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.orders.formats.rows import Cell
from tracker.orders.layout import kind_of

Glyph = tuple[str, float, float, float, float]
SAME_LINE, SPACE = 0.35, 0.18
"""In sizes: how far baselines of one line differ, and what parts two words where no space is written."""
MARGIN = 6.0
"""Points: the empty edge of a cell is no wider."""
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell as it stands on its page. ``room``: what its last line leaves free; ``first``: the width of its first
    word, with the space before it; ``alone``: it is merged with no cell above or below."""

    cell: Cell
    room: float
    first: float
    alone: bool

    @property
    def filled(self) -> bool:
        return any(line.strip() for line in self.cell.lines)


def piece(cell: Cell, glyphs: Sequence[Glyph], left: float, right: float, *, alone: bool) -> Piece:
    """``glyphs``: of the cell; ``left``, ``right``: its edges."""
    seen = [g for g in glyphs if g[0].strip() and g[4] > 0]
    if not seen:
        return Piece(cell, 0.0, 0.0, alone)
    margin = min(MARGIN, max(0.0, min(min(g[1] for g in seen) - left, right - max(g[2] for g in seen))))
    last = _line(seen, min(g[3] for g in seen))
    room = right - left - 2 * margin - (max(g[2] for g in last) - min(g[1] for g in last))
    return Piece(cell, room, _first_word(_line(glyphs, max(g[3] for g in seen))), alone)


def _line(glyphs: Sequence[Glyph], y: float) -> list[Glyph]:
    return [g for g in glyphs if abs(g[3] - y) <= SAME_LINE * abs(g[4])]


def _first_word(line: Sequence[Glyph]) -> float:
    backwards = any(_ARABIC.search(g[0]) for g in line)
    ordered = sorted(line, key=lambda g: g[1] + g[2], reverse=backwards)
    word: list[Glyph] = []
    for glyph in ordered:
        gap = (word[-1][1] - glyph[2] if backwards else glyph[1] - word[-1][2]) if word else 0.0
        if word and (not glyph[0].strip() or gap > SPACE * glyph[4]):
            break
        if glyph[0].strip():
            word.append(glyph)
    size = max((g[4] for g in word), default=0.0)
    return max((g[2] for g in word), default=0.0) - min((g[1] for g in word), default=0.0) + SPACE * size


def joined(above: Sequence[Piece], below: Sequence[Piece]) -> list[Cell] | None:
    """The whole row, where what stands overleaf is the rest of the row above; cells in the order of reading. The caller
    knows that the first cell was filled in every row before."""
    if not above or [p.cell.across for p in above] != [p.cell.across for p in below]:
        return None
    if below[0].filled or not above[0].filled or not any(p.filled for p in below):
        return None
    if not all(p.alone and len(p.cell.lines) <= 1 for p in (*above, *below)):
        return None
    out = []
    for one, rest in zip(above, below, strict=True):
        if one.filled and rest.filled and (one.room > rest.first or kind_of(rest.cell.lines[0])[0] is not None):
            return None
        text = " ".join(line.strip() for line in (*one.cell.lines, *rest.cell.lines))
        out.append(Cell([text] if text else [], one.cell.across))
    return out


def kept(above: Sequence[Piece], below: Sequence[Piece], whole: Sequence[Cell]) -> list[Piece]:
    """The row as it goes on, if it is torn once more on the next page."""
    return [
        Piece(cell, (rest if rest.filled else one).room, 0.0, alone=True)
        for one, rest, cell in zip(above, below, whole, strict=True)
    ]
