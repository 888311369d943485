"""Tables of a PDF by the lines that are drawn around their cells. Pure.

Only a table whose first row gives each column a title is read so; boxes that lay out a page are read as its lines are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.orders.formats import pdf_torn
from tracker.orders.formats.rows import Cell, Table, are_titles
from tracker.orders.layout import kind_of

Glyph = tuple[str, float, float, float, float]
Rule = tuple[float, float, float, float]
"""A drawn line, upright or level: left, foot, right, top."""
NEAR = 2.5
"""Points: lines so close are one; ends so close meet."""
MOST_RULES, MOST_COLUMNS, MOST_ROWS = 6_000, 40, 400
Read = Callable[[Sequence[Glyph]], list[str]]
"""Glyphs -> their lines of text."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of a table. ``top``, ``foot``: its height on the page; each row with the height at which it stands.
    ``torn``: the last row of the page before with its rest, which is the first line here; None: it is no rest."""

    left: float
    right: float
    top: float
    foot: float
    lines: tuple[tuple[float, str], ...]
    torn: str | None = None


@dataclass(slots=True)
class Ahead:
    """The table that a page ended with: it may go on overleaf under the same titles. ``row``: its last row, in the
    order of reading; ``counted``: each of its rows had something in its first column; ``shown``: the line of the last
    row, where nothing but the foot of the page stands below it."""

    columns: tuple[float, ...] = ()
    table: Table = field(default_factory=Table)
    titles: str = ""
    row: Sequence[pdf_torn.Piece] = ()
    counted: bool = True
    shown: Any = None

    def is_of(self, columns: Sequence[float]) -> bool:
        same = zip(self.columns, columns, strict=False)
        return len(self.columns) == len(columns) and all(abs(a - b) <= 2 * NEAR for a, b in same)


def tables(
    rules: Sequence[Rule], glyphs: Sequence[Glyph], read: Read, ahead: Ahead, *, rtl: bool
) -> tuple[list[Rows], list[Glyph]]:
    """The tables with titles on a page, and the glyphs outside of them. ``ahead`` is changed."""
    found: list[Rows] = []
    rest = list(glyphs)
    for part in _parts(rules) if len(rules) <= MOST_RULES else ():  # more are a drawing
        xs, ys = _places(part, upright=True), _places(part, upright=False)
        least = 2 if ahead.is_of(xs) else 3  # one row of a table may stand alone overleaf
        if not (3 <= len(xs) <= MOST_COLUMNS and least <= len(ys) <= MOST_ROWS):
            continue
        inside = [g for g in rest if xs[0] - NEAR < _middle(g) < xs[-1] + NEAR and ys[0] < _height(g) < ys[-1]]
        rows, torn = _rows(part, xs, ys, inside, read, ahead, rtl=rtl)
        if rows:
            found.append(Rows(xs[0], xs[-1], ys[-1], ys[0], tuple(rows), torn))
            taken = set(map(id, inside))
            rest = [g for g in rest if id(g) not in taken]
    return found, rest


def _parts(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Lines that touch one another, directly or through others; those of the highest part first."""
    parts: list[tuple[list[float], list[Rule]]] = []
    for rule in sorted(rules, key=lambda r: -r[3]):
        touching = [part for part in parts if _meets(part[0], rule) and any(_meets(other, rule) for other in part[1])]
        box, own = list(rule), [rule]
        for part in touching:
            parts.remove(part)
            own += part[1]
            box = [min(box[0], part[0][0]), min(box[1], part[0][1]), max(box[2], part[0][2]), max(box[3], part[0][3])]
        parts.append((box, own))
    return [part for _, part in sorted(parts, key=lambda p: -p[0][3])]


def _meets(one: Sequence[float], other: Sequence[float]) -> bool:
    return (
        one[0] - NEAR <= other[2]
        and other[0] - NEAR <= one[2]
        and one[1] - NEAR <= other[3]
        and other[1] - NEAR <= one[3]
    )


def _places(rules: Sequence[Rule], *, upright: bool) -> list[float]:
    """Where the upright lines of a table stand, or the level ones, ascending."""
    middles = sorted(
        (r[0] + r[2]) / 2 if upright else (r[1] + r[3]) / 2 for r in rules if (r[3] - r[1] > r[2] - r[0]) == upright
    )
    out: list[float] = []
    for place in middles:
        if not out or place - out[-1] > 2 * NEAR:
            out.append(place)
    return out


def _rows(
    rules: Sequence[Rule],
    xs: Sequence[float],
    ys: Sequence[float],
    glyphs: Sequence[Glyph],
    read: Read,
    ahead: Ahead,
    *,
    rtl: bool,
) -> tuple[list[tuple[float, str]], str | None]:
    """The lines of a table from its top, and the row of the page before that the first one completes; no lines where
    it has no titles and no page before gave it any."""
    upright = [r for r in rules if r[3] - r[1] > r[2] - r[0]]
    level = [r for r in rules if r[3] - r[1] <= r[2] - r[0]]
    goes_on = ahead.is_of(xs)
    table = ahead.table if goes_on else Table()
    titles = ahead.titles if goes_on else ""
    out: list[tuple[float, str]] = []
    row, counted = (ahead.row, ahead.counted) if goes_on else ((), True)
    torn: str | None = None
    for n in range(len(ys) - 1, 0, -1):
        foot, top = ys[n - 1], ys[n]
        cells, pieces, left = [], [], 0
        for column in range(1, len(xs)):
            if column + 1 < len(xs) and not _drawn(upright, xs[column], (foot + top) / 2, upright=True):
                continue
            middle = (xs[left] + xs[column]) / 2
            continued = n + 1 < len(ys) and not _drawn(level, ys[n], middle, upright=False)
            last = n - 1  # a cell that reaches over several rows says what it says in the first of them
            while last > 0 and not _drawn(level, ys[last], middle, upright=False):
                last -= 1
            # A mark over the last letter may stand on the edge itself.
            begins, ends = xs[left] - NEAR * (left == 0), xs[column] + NEAR * (column + 1 == len(xs))
            across = [g for g in glyphs if begins < _middle(g) <= ends]
            own = [] if continued else [g for g in across if ys[last] < _height(g) <= top]
            cells.append(Cell(_paragraphs(read(own)), column - left, continued=continued))
            alone = last == n - 1 and not continued
            pieces.append(pdf_torn.piece(cells[-1], own, xs[left], xs[column], alone=alone))
            left = column
        texts = [" ".join(cell.lines) for cell in cells]
        if table.titled is None and len(cells) > 1 and not are_titles(texts):
            return [], None
        pieces = pieces[::-1] if rtl else pieces
        lines = table.row(cells[::-1] if rtl else cells)
        if goes_on and lines == [titles]:
            continue
        whole = pdf_torn.joined(row, pieces) if goes_on and not out and counted and len(lines) == 1 else None
        if whole is not None:
            (torn,) = table.row(whole)
            pieces = pdf_torn.kept(row, pieces, whole)
        counted = counted and pieces[0].filled and pieces[0].alone
        row = pieces
        titles = titles or (lines[0] if table.titled and lines else "")
        out += [(top - (top - foot) * (k + 1) / (len(lines) + 1), line) for k, line in enumerate(lines)]
    if not table.titled:
        return [], None
    ahead.columns, ahead.table, ahead.titles = tuple(xs), table, titles
    ahead.row, ahead.counted = row, counted
    return out, torn


def _middle(glyph: Glyph) -> float:
    return (glyph[1] + glyph[2]) / 2


def _height(glyph: Glyph) -> float:
    return glyph[3] + 0.3 * abs(glyph[4])


def _drawn(rules: Sequence[Rule], place: float, across: float, *, upright: bool) -> bool:
    """Whether a line is drawn at a place where it crosses the middle of a cell."""
    if upright:
        return any(abs((r[0] + r[2]) / 2 - place) <= 2 * NEAR and r[1] <= across <= r[3] for r in rules)
    return any(abs((r[1] + r[3]) / 2 - place) <= 2 * NEAR and r[0] <= across <= r[2] for r in rules)


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """The lines of a cell as paragraphs: it is narrow, and only a mark of a list begins a new one."""
    out: list[str] = []
    for line in lines:
        if out and kind_of(line)[0] is None:
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return out
