"""Small raised signs on a page of a PDF, the marks of notes: each belongs to the line above which it stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.orders.formats.raised import raised

if TYPE_CHECKING:
    from tracker.orders.formats.pdf_lines import Line

Glyph = tuple[str, float, float, float, float]
SMALLER, LEAST, MOST = 0.85, 0.2, 0.6
"""A mark is so much smaller than its line, and stands at least and at most so much above it, in sizes of the line."""
LONGEST, LOOK = 4, 400
"""Glyphs of a mark that was written before its line, and of a line that are searched for a place beside it."""


def stands_raised(line: Line, glyph: Glyph, near: float) -> bool:
    """Whether a glyph is a smaller sign beside a letter of the line, above it: the mark of a note, '1st'. ``near``: how
    far apart they may be, in sizes."""
    _, left, right, y, size = glyph
    return (
        size <= SMALLER * line.size
        and LEAST * line.size <= y - line.y <= MOST * line.size
        and any(max(left - g[2], g[1] - right) < near * line.size for g in line.glyphs[-LOOK:])
    )


def joined(found: Sequence[Line], near: float) -> list[Line]:
    """The lines with the marks at their beginnings, which were written before them."""
    out: list[Line] = []
    waiting: Line | None = None
    for line in found:
        if waiting is not None:
            if all(stands_raised(line, glyph, near) for glyph in waiting.glyphs if glyph[0].strip()):
                line.glyphs += [(raised(g[0]), g[1], g[2], line.y, g[4]) for g in waiting.glyphs]
            else:
                out.append(waiting)
        waiting = line if len(line.glyphs) <= LONGEST else None
        if waiting is None:
            out.append(line)
    return out if waiting is None else [*out, waiting]
