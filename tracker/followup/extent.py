"""How far the cells of an xlsx sheet reach, read from its XML before calamine takes memory for all of the rectangle.

What programs write is matched at once; anything else is read tag by tag, as calamine does: either quotes, names with a
prefix, cells that leave out where they stand. An address that no sheet has is damage: calamine believes it.
"""

from __future__ import annotations

import re

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""Of Excel (ECMA-376); no sheet is larger."""
_INSIDE = rb"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
_USUAL = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"((?: \w{1,3}="[^"<>]{0,20}")*+)(/?)>')
_ANY_CELL = re.compile(rb"""<(?:[^\s<>/:"'!?]+:)?c(?=[\s/>])""")
_TAG = re.compile(rb"""<(?:[^\s<>/:"'!?]+:)?(row|c)(?=[\s/>])(""" + _INSIDE + rb")>")
_PLACE = re.compile(rb"""(?<![\w:.-])r\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ADDRESS = re.compile(rb"\s*([A-Za-z]{1,3})([0-9]{1,7})\s*")


class Outside(Exception):
    """An address that no sheet has."""


class Extent:
    """``height``, ``width``: rows and columns from A1 to the last cell with content, of the blocks so far."""

    def __init__(self) -> None:
        self.height = self.width = 0
        self._row = 0

    def take(self, block: bytes) -> None:
        """The next part of the sheet, of whole cells. Raises Outside."""
        usual = _USUAL.findall(block)
        if len(usual) < sum(1 for _ in _ANY_CELL.finditer(block)):
            self._tag_by_tag(block)
            return
        filled = [(column, row) for column, row, _, empty in usual if not empty]
        for row in {row for _, row in filled}:
            self._reach(int(row), 0)
        for column in {column for column, _ in filled}:
            self._reach(0, number(column))
        if usual:
            self._row = int(usual[-1][1])

    def _tag_by_tag(self, block: bytes) -> None:
        column = 0
        for name, inside in _TAG.findall(block):
            found = _PLACE.search(inside)
            place = (found[1] if found[1] is not None else found[2]) if found else None
            if name == b"row":
                column = 0
                self._row = self._row + 1 if place is None else _row(place)
                continue
            if place is None:
                column += 1
                row = max(self._row, 1)
            else:
                address = _ADDRESS.fullmatch(place)
                if address is None:
                    raise Outside
                column, row = number(address[1].upper()), _row(address[2])
            if not inside.endswith(b"/"):
                self._reach(row, column)

    def _reach(self, row: int, column: int) -> None:
        if row > MAX_ROW or column > MAX_COLUMN:
            raise Outside
        self.height, self.width = max(self.height, row), max(self.width, column)


def _row(digits: bytes) -> int:
    text = digits.strip()
    if not (text.isdigit() and len(text) <= 7 and 1 <= int(text) <= MAX_ROW):
        raise Outside
    return int(text)


def number(column: bytes) -> int:
    """A -> 1, XFD -> 16384."""
    found = 0
    for letter in column:
        found = found * 26 + letter - 64
    return found
