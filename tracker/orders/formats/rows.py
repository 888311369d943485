"""Rows of tables as lines of text, alike for every kind of file. Pure.

Where the first row gives every column a title, an empty cell keeps its place, so that what stands behind it is read
under its own title, and a cell that was merged downwards stands in each of its rows. Any other table only lays out a
page: its empty cells are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_TITLE, LONGEST_MERGED = 40, 100
"""Characters of the title of a column, and of a cell that is repeated in the rows over which it is merged."""
WIDEST = 100
"""Columns: a cell that claims to be wider is not believed."""
TAB, BAR = "\t", " | "
"""Between the cells of a row, and between those of a row in which one is empty."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``across``, ``down``: over how many columns and rows it is merged; ``continued``: it belongs to the one above."""

    lines: Sequence[str]
    across: int = 1
    down: int = 1
    continued: bool = False


class Table:
    """The rows of one table, given in their order."""

    def __init__(self) -> None:
        self.titled: bool | None = None
        self.above: dict[int, Sequence[str]] = {}
        self.held: dict[int, tuple[Sequence[str], int]] = {}  # of a column, and for how many rows yet

    def row(self, cells: Sequence[Cell]) -> list[str]:
        """The lines of the next row: one where its cells are short; where a cell holds several paragraphs, each cell is
        read by itself."""
        laid: list[Sequence[str]] = []
        for cell in cells[:WIDEST]:
            self._hold(laid)
            column = len(laid)
            own = _filled(cell.lines)
            if cell.continued and not own:
                own = _repeated(self.above.get(column, ()))
            else:
                self.above[column] = own
            wide = max(1, min(cell.across, WIDEST))
            for n in range(wide):
                if cell.down > 1:
                    self.held[column + n] = (own if n == 0 else (), cell.down - 1)
                laid.append(own if n == 0 else ())
        self._hold(laid)
        own_lines = [_filled(cell.lines) for cell in cells]
        if self.titled is None and len(cells) > 1:
            self.titled = all(len(lines) == 1 for lines in own_lines) and are_titles([lines[0] for lines in own_lines])
            return row_lines(own_lines)
        if not self.titled or any(len(lines) > 1 for lines in own_lines) or sum(map(bool, laid)) < 2:
            return row_lines(own_lines)
        return [joined([lines[0] if lines else "" for lines in laid])]

    def _hold(self, laid: list[Sequence[str]]) -> None:
        """The columns that a cell of a row above still fills."""
        while len(laid) in self.held and len(laid) < WIDEST:
            lines, rows = self.held.pop(len(laid))
            if rows > 1:
                self.held[len(laid)] = lines, rows - 1
            laid.append(_repeated(lines))


def _filled(lines: Sequence[str]) -> Sequence[str]:
    return [line for line in lines if line.strip()]


def are_titles(texts: Sequence[str]) -> bool:
    return all(text.strip() and len(text) <= LONGEST_TITLE and ":" not in text for text in texts)


def joined(texts: Sequence[str]) -> str:
    """The cells of a row as a line; empty ones at its end are left out, others keep their place."""
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return (TAB if all(texts[:end]) else BAR).join(texts[:end]).strip()


def _repeated(lines: Sequence[str]) -> Sequence[str]:
    return lines if len(lines) == 1 and len(lines[0]) <= LONGEST_MERGED else ()


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """A row of a table that has no titles, or its titles: as ``Table.row`` does, without the empty cells."""
    kept = [_filled(cell) for cell in cells]
    if all(len(cell) <= 1 for cell in kept):
        line = TAB.join(cell[0] for cell in kept if cell)
        return [line] if line else []
    return [line for cell in kept for line in cell]
