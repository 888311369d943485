"""The lines that a page of a PDF draws upright or level: those around the cells of tables. Pure.

A line is drawn as one (``m l S``), as a thin filled box (``re f``, ``m l l l f``), or as the edge of a box (``re S``):
ISO 32000-1, 8.5.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Rule = tuple[float, float, float, float]
"""Left, foot, right, top, in points from the foot of the page."""
THIN, LEAST, MOST = 2.5, 4.0, 20_000
"""Points: a line is no wider, and no shorter; so many lines of a page are kept."""
_STROKES, _FILLS, _ENDS = frozenset(("S", "s", "B", "B*", "b", "b*")), frozenset(("f", "F", "f*")), frozenset(("n",))


class Drawing:
    """The lines of a page, gathered while its operators go by."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self.at: tuple[float, float] | None = None
        self.lines: list[Rule] = []
        self.boxes: list[Rule] = []
        self.shapes: list[Rule] = []

    def take(self, operator: str, args: Sequence[Any], matrix: Matrix) -> None:
        if operator in ("m", "l") and len(args) >= 2:
            point = _moved(args[0], args[1], matrix)
            if operator == "m":
                self.shapes.append(_box(point, point))
            elif self.at is not None:
                self.lines.append(_box(self.at, point))
                self.shapes[-1] = _around(self.shapes[-1], point)
            self.at = point
        elif operator == "re" and len(args) >= 4:
            x, y, wide, high = (float(v) if isinstance(v, int | float) else 0.0 for v in args[:4])
            self.boxes.append(_box(_moved(x, y, matrix), _moved(x + wide, y + high, matrix)))
        elif operator in _STROKES or operator in _FILLS or operator in _ENDS:
            self._drawn(operator)
            self._forget()
        if len(self.lines) + len(self.boxes) + len(self.shapes) > MOST:
            self._forget()

    def _forget(self) -> None:
        self.lines, self.boxes, self.shapes, self.at = [], [], [], None

    def _drawn(self, operator: str) -> None:
        if operator in _ENDS or len(self.rules) > MOST:
            return
        if operator in _STROKES:
            self.rules += [line for line in self.lines if _is_rule(line)]
        else:
            self.rules += [shape for shape in self.shapes if _is_rule(shape)]
        for box in self.boxes:
            left, foot, right, top = box
            if _is_rule(box):
                self.rules.append(box)
            elif operator in _STROKES and right - left > THIN and top - foot > THIN:
                edges = ((left, foot, right, foot), (left, top, right, top), (left, foot, left, top))
                self.rules += [*edges, (right, foot, right, top)]


def _moved(x: Any, y: Any, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    across, up = (float(v) if isinstance(v, int | float) else 0.0 for v in (x, y))
    return a * across + c * up + e, b * across + d * up + f


def _box(one: tuple[float, float], other: tuple[float, float]) -> Rule:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _around(box: Rule, point: tuple[float, float]) -> Rule:
    x, y = point
    return min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)


def _is_rule(box: Rule) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return min(wide, high) <= THIN and max(wide, high) >= LEAST
