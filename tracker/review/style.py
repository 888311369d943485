"""How this room's workbooks look. Built on the follow-up workbook's style: the office knows it already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break, ColBreak

from tracker.config import Settings
from tracker.followup import template_style as style

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LINE_HEIGHT = 14.5
LETTERS_PER_WIDTH = 1.1
TALLEST = 400.0
"""Points; Excel shows no row higher than 409."""
_STRONG = re.compile("[A-Za-z\u0621-\u064a]")
_TURNED = {"right": "left", "left": "right"}


def top(sheet: Worksheet, row: int, column: int) -> None:
    """Long texts begin at the top of their cell, in their own direction."""
    cell = sheet.cell(row, column)
    text = str(cell.value or "")
    arabic = any("\u0621" <= char <= "\u064a" for char in text) or not text
    side = "right" if arabic else "left"
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, readingOrder=2 if arabic else 1)


def beside(sheet: Worksheet, row: int, column: int) -> None:
    """A label stands next to its cell: at the left end, in a sheet that runs from the right."""
    cell = sheet.cell(row, column)
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, readingOrder=2)


def needed(sheet: Worksheet, row: int, first: int, last: int) -> None:
    """A cell that must be filled in."""
    for column in range(first, last + 1):
        sheet.cell(row, column).fill = PatternFill("solid", fgColor="FFF2CC")


def height(sheet: Worksheet, row: int, widths: Sequence[float]) -> None:
    """High enough for the longest wrapped text of a row."""
    lines = 2
    for column, width in enumerate(widths, 1):
        value = sheet.cell(row, column).value
        if isinstance(value, str):
            per_line = max(1, int(width * LETTERS_PER_WIDTH))
            lines = max(lines, sum(1 + len(part) // per_line for part in value.split("\n")))
    sheet.row_dimensions[row].height = min(TALLEST, LINE_HEIGHT * lines + 6)


def hidden(sheet: Worksheet, column: int, values: Mapping[int, str]) -> None:
    """Keys by row in a hidden, locked column: what the reader goes by."""
    for row, value in values.items():
        cell = sheet.cell(row, column, value)
        cell.font = Font(name=style.FONT, size=8, color="808080")
        # Wrapped: a long text would else be shown across its neighbour, hidden column or not.
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def in_direction(book: Workbook, language: str) -> None:
    """The sheets run as their first language does. Built from the right; for English they are turned, and each cell
    that begins in English with them."""
    if language == "ar":
        return
    for sheet in book.worksheets:
        sheet.sheet_view.rightToLeft = False
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            first = _STRONG.search(cell.value) if isinstance(cell.value, str) else None
            old = cell.alignment
            if old.readingOrder == 2 and first is not None and first[0].isascii():
                side = _TURNED.get(old.horizontal, old.horizontal)
                cell.alignment = Alignment(side, old.vertical, wrap_text=old.wrap_text, readingOrder=1)


def widths(sheet: Worksheet, values: Sequence[float]) -> None:
    for column, width in enumerate(values, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def on_paper(sheet: Worksheet, settings: Settings, last: str, *, after: int, scale: int, titles: str) -> None:
    """Landscape A4, cut after a column, the first column and the headings on every page."""
    style.page(sheet, settings, f"A1:{last}")
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = None
    sheet.page_setup.scale = scale
    sheet.col_breaks = ColBreak()
    sheet.col_breaks.append(Break(id=after))
    sheet.print_title_cols = "A:A"
    sheet.print_title_rows = titles
