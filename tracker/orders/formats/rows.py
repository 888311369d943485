"""Rows of tables as lines of text, alike for every kind of file. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """A row of short cells is one line, its cells apart by tabs; where a cell holds several paragraphs the table only
    lays out a page, and each cell is read by itself."""
    kept = [[line for line in cell if line.strip()] for cell in cells]
    if all(len(cell) <= 1 for cell in kept):
        line = "\t".join(cell[0] for cell in kept if cell)
        return [line] if line else []
    return [line for cell in kept for line in cell]
