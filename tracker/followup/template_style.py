"""How the follow-up workbook looks and what it lets a clerk do. Colours and widths only; no rule of the domain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from tracker.config import Settings

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

DATE = "dd/mm/yyyy"
FORMATS = {"percent": "0%", "completed_on": DATE, "occurred_on": DATE, "incidents": "0", "remedied": "0"}
FONT = "Arial"
WIDTHS: Mapping[str, float] = {
    "obligation": 19,
    "unit": 20,
    "obligation_text": 36,
    "due_on": 12.5,
    "event": 16,
    "occurred_on": 13,
    "last_state": 12,
    "last_reported_on": 12.5,
    "last_figures": 21,
    "state": 15,
    "percent": 11,
    "completed_on": 14,
    "incidents": 11,
    "remedied": 13,
    "exception_ref": 15,
    "evidence": 17,
    "note": 22,
    "row_key": 12,
}
LETTERS_PER_WIDTH = 1.05
LINE_HEIGHT = 15.0

_GREY, _LIGHT, _NAVY, _GREEN = "E7E6E6", "F5F5F5", "1F3864", "375623"
_THIN = Side(style="thin", color="A6A6A6")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SIGNS = tuple(".%)!?:,;")
_LATIN_END = re.compile(r"[A-Za-z0-9][^\w]*$", re.ASCII)
_SENTENCES = re.compile(r"[.!?؟]\s|\|")
_ARABIC = re.compile("[\u0621-\u064a]")
_GROUPS = {"duty": _NAVY, "last": "595959", "entry": _GREEN}


def titles(sheet: Worksheet, texts: Sequence[str], width: int) -> None:
    """The lines above everything: the banner in red first, then the titles."""
    sheet.sheet_view.rightToLeft = True
    for row, text in enumerate(texts, start=1):
        cell = sheet.cell(row, 1, text or None)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        banner = row == 1
        cell.font = Font(name=FONT, bold=True, size=12 if banner else 15 if row == 2 else 11, color=_banner_colour(row))
        cell.alignment = Alignment(horizontal="center", vertical="center", readingOrder=2)
        sheet.row_dimensions[row].height = 24 if row == 2 else 19


def label(sheet: Worksheet, row: int, first: int, last: int, text: str) -> None:
    _span(sheet, row, first, last)
    cell = _plain(sheet, row, first, text)
    cell.font = Font(name=FONT, bold=True, size=10, color=_NAVY)
    cell.alignment = Alignment(horizontal="right", vertical="center", wrap_text=True, readingOrder=2)
    sheet.row_dimensions[row].height = 24


def fixed(sheet: Worksheet, row: int, first: int, last: int, value: Any, *, centred: bool = True) -> None:
    """A grey, locked cell."""
    _span(sheet, row, first, last)
    cell = _plain(sheet, row, first, value)
    cell.fill = PatternFill("solid", fgColor=_GREY)
    cell.border = _BOX
    cell.font = Font(name=FONT, size=10)
    side = "center" if centred else "right"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, readingOrder=0 if centred else 2)
    if hasattr(value, "year"):
        cell.number_format = DATE


def entry(sheet: Worksheet, row: int, first: int, last: int, number_format: str | None = None) -> None:
    """A white, unlocked, empty cell."""
    _span(sheet, row, first, last)
    for column in range(first, last + 1):
        cell = sheet.cell(row, column)
        cell.border = _BOX
        cell.protection = Protection(locked=False)
    cell = sheet.cell(row, first)
    cell.font = Font(name=FONT, size=10)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True, readingOrder=0)
    if number_format:
        cell.number_format = number_format


def closed(sheet: Worksheet, row: int, column: int) -> None:
    """An entry cell that says nothing of this kind of duty: hatched and locked."""
    cell = sheet.cell(row, column)
    cell.fill = PatternFill("lightUp", fgColor="BFBFBF", bgColor=_GREY)
    cell.border = _BOX


def hint(sheet: Worksheet, row: int, first: int, last: int, text: str) -> None:
    _span(sheet, row, first, last)
    cell = _plain(sheet, row, first, text)
    cell.font = Font(name=FONT, size=10, color="404040")  # upright: Arabic has no italics
    cell.alignment = Alignment(horizontal="right", vertical="center", wrap_text=True, readingOrder=2)
    sheet.row_dimensions[row].height = 20


def group(sheet: Worksheet, row: int, first: int, last: int, text: str, kind: str) -> None:
    _span(sheet, row, first, last)
    cell = _plain(sheet, row, first, text)
    cell.font = Font(name=FONT, bold=True, size=10, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_GROUPS[kind])
    cell.alignment = Alignment(horizontal="center", vertical="center", readingOrder=2)
    sheet.row_dimensions[row].height = 20


def heading(sheet: Worksheet, row: int, column: int, text: str, to_fill: bool) -> None:
    cell = _plain(sheet, row, column, text)
    cell.font = Font(name=FONT, bold=True, size=10)
    cell.fill = PatternFill("solid", fgColor="E2EFDA" if to_fill else "D9E1F2")
    cell.border = _BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True, readingOrder=2)
    sheet.row_dimensions[row].height = 64


def choice(sheet: Worksheet, cells: Iterable[str], options: Sequence[str], error: str) -> None:
    _validate(sheet, cells, DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True), error)


def days(sheet: Worksheet, cells: Iterable[str], error: str) -> None:
    """Days from 2000 to 2100, as serial numbers: no formula in words depends on the program's language."""
    rule = DataValidation(type="date", operator="between", formula1="36526", formula2="73415", allow_blank=True)
    rule.prompt, rule.showInputMessage = error, True
    _validate(sheet, cells, rule, error)


def numbers(sheet: Worksheet, cells: Iterable[str], kind: str, largest: int, error: str) -> None:
    rule = DataValidation(
        type="whole" if kind == "whole" else "decimal",
        operator="between",
        formula1="0",
        formula2=str(largest),
        allow_blank=True,
    )
    _validate(sheet, cells, rule, error)


def finish(
    sheet: Worksheet,
    title_row: int,
    last_row: int,
    columns: Mapping[str, str],
    settings: Settings,
    hidden: Sequence[str],
) -> None:
    """Widths, heights, frozen headings, the hidden key, protection without a password, and one page wide on paper."""
    for name, letter in columns.items():
        sheet.column_dimensions[letter].width = WIDTHS[name]
    for name in hidden:
        sheet.column_dimensions[columns[name]].hidden = True
    if "unit" in hidden:
        sheet.column_dimensions[columns["obligation"]].width = WIDTHS["obligation"] + 15
    for row in range(title_row + 1, last_row + 1):
        sheet.row_dimensions[row].height = _height(sheet, row, columns)
    sheet.freeze_panes = f"{columns['obligation_text']}{title_row + 1}"
    protect(sheet)
    page(sheet, settings, f"A1:{columns['note']}{last_row}")
    sheet.print_title_rows = f"{title_row - 1}:{title_row}"


def finish_events(sheet: Worksheet, head: int, last_row: int, names: Sequence[str], settings: Settings) -> None:
    """The same for the sheet of new events."""
    for column, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[name]
    for row in range(head + 1, last_row + 1):
        sheet.row_dimensions[row].height = 2 * LINE_HEIGHT
    sheet.freeze_panes = f"A{head + 1}"
    protect(sheet)
    page(sheet, settings, f"A1:{get_column_letter(len(names))}{last_row}")
    sheet.print_title_rows = f"{head}:{head}"


def instructions(sheet: Worksheet, first: int, texts: Sequence[tuple[str, str]], settings: Settings) -> None:
    for offset, (arabic, english) in enumerate(texts):
        row = first + offset
        parts = ((1, offset + 1, "center", 0), (2, arabic, "right", 2), (3, english, "left", 1))
        for column, text, side, order in parts:
            cell = _plain(sheet, row, column, text)
            cell.font = Font(name=FONT, size=11)
            cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, readingOrder=order)
            cell.border = _BOX
        lines = max(1 + len(arabic) // 62, 1 + len(english) // 62)
        sheet.row_dimensions[row].height = LINE_HEIGHT * lines + 8
    for column, width in ((1, 5), (2, 66), (3, 66)):
        sheet.column_dimensions[get_column_letter(column)].width = width
    protect(sheet)
    page(sheet, settings, f"A1:C{first + len(texts) - 1}")


def _height(sheet: Worksheet, row: int, columns: Mapping[str, str]) -> float:
    """High enough for the longest wrapped text of a row, in points."""
    lines = 2
    for name, letter in columns.items():
        value = sheet[f"{letter}{row}"].value
        if isinstance(value, str) and name != "row_key":
            per_line = max(1, int(WIDTHS[name] * LETTERS_PER_WIDTH))
            lines = max(lines, sum(1 + len(part) // per_line for part in value.split("\n")))
    return LINE_HEIGHT * lines + 4


def protect(sheet: Worksheet) -> None:
    """Locked against slips, not against people: no password. Widths and heights stay free."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def page(sheet: Worksheet, settings: Settings, area: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = area
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.3
    margins.top, margins.bottom = 0.5, 0.7
    margins.header = margins.footer = 0.3  # nearer to the edge than the table: else the foot is not printed
    banner = " | ".join(text for text in settings.banner.values() if text) or None
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        center=_HeaderFooterPart(text="&P / &N"), right=_HeaderFooterPart(text=banner)
    )


def _validate(sheet: Worksheet, cells: Iterable[str], rule: DataValidation, error: str) -> None:
    places = list(cells)
    if not places:
        return
    rule.error, rule.errorTitle, rule.showErrorMessage = error, "!", True
    for place in places:
        rule.add(place)
    sheet.add_data_validation(rule)


def _span(sheet: Worksheet, row: int, first: int, last: int) -> None:
    if last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)


def _plain(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    """A cell with a value that is never a formula, whatever it begins with."""
    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]
    cell.value = _kept_in_direction(value) if isinstance(value, str) else value
    if isinstance(value, str) and cell.data_type == "f":
        cell.data_type = "s"
    return cell


def _kept_in_direction(text: str) -> str:
    """A mark (U+200E) after each English line that ends in a sign: in a right-to-left cell its full stop would jump to
    its beginning. An Arabic sentence that ends in a Latin word keeps its stop at its own end, on the left. The reader
    of sheets drops such marks (UAX #9, folding.clean)."""
    return "\n".join(f"{line}\u200e" if _ends_in_english(line) else line for line in text.split("\n"))


def _ends_in_english(line: str) -> bool:
    last = _SENTENCES.split(line.rstrip("".join(_SIGNS)))[-1]
    return line[-1:] in _SIGNS and bool(_LATIN_END.search(line)) and not _ARABIC.search(last)


def _banner_colour(row: int) -> str:
    return "C00000" if row == 1 else _NAVY
