"""Writes the example's workbooks: ``python data/make_example.py`` (needs LibreOffice for ods, xls and one xlsx).

The same story gives the same cells every time; tests/unit/test_example_data.py holds the committed files against it.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

from example.sheets import Book, Sheet, books
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

DATA = Path(__file__).resolve().parent
STAMP = datetime(2020, 8, 30)  # noqa: DTZ001 - a workbook's own stamp has no zone
BY_LIBREOFFICE = {
    "south-sector.xlsx",
    "east-sector.ods",
    "west-sector.xls",
    "police-command.xls",
    "intelligence.ods",
}
FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "ods": "ods:calc8"}


def main() -> None:
    office: dict[Path, Book] = {}
    for path, book in books().items():
        target = DATA / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if book.file in BY_LIBREOFFICE:
            office[target] = book
        elif target.suffix == ".csv":
            target.write_bytes(csv_bytes(book))
        else:
            target.write_bytes(xlsx_bytes(book))
    _save_by_libreoffice(office)
    print(f"{len(books())} files, {sum((DATA / path).stat().st_size for path in books()) // 1024} KiB")


def csv_bytes(book: Book) -> bytes:
    """Windows-1256, lines ended as Excel ends them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(["" if value is None else value for value in row] for row in book.sheets[0].rows)
    return text.getvalue().encode("cp1256")


def xlsx_bytes(book: Book) -> bytes:
    """The workbook with every time inside it set, so that the same cells give the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.active)  # type: ignore[arg-type]
    for sheet in book.sheets:
        _write(workbook, sheet)
    workbook.properties.created = STAMP
    raw = io.BytesIO()
    workbook.save(raw)
    return _timeless(raw.getvalue())


def _write(workbook: Workbook, sheet: Sheet) -> None:
    out = workbook.create_sheet(sheet.name)
    out.sheet_view.rightToLeft = sheet.rtl
    out.page_setup.orientation = "landscape"
    out.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out.page_setup.fitToHeight = 0
    for y, row in enumerate(sheet.rows, 1):
        for x, value in enumerate(row, 1):
            if value is None:
                continue
            cell = out.cell(y, x, value)
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
            elif isinstance(value, float) and cell.column_letter in sheet.percent:
                cell.number_format = "0%"
    if any(sum(value is not None for value in row) >= 3 for row in sheet.rows):
        _dress(out, double=any(area.endswith("5") for area in sheet.merges))
    out["A1"].font = Font(bold=True, color="C00000")
    out["A2"].font = Font(bold=True)
    for area in sheet.merges:
        out.merge_cells(area)
        out[area.split(":")[0]].alignment = Alignment(horizontal="center", vertical="center")


def _dress(out: Worksheet, double: bool) -> None:
    """The table as an office draws it: widths by content, lines around the cells, a shaded header of one row or two."""
    filled = [sum(value is not None for value in row) >= 3 for row in out.iter_rows(values_only=True)]
    top, bottom = filled.index(True) + 1, len(filled) - filled[::-1].index(True)
    for number, row in enumerate(out.iter_rows(min_row=top, max_row=bottom)):
        header = number < 1 + double
        for cell in row:
            cell.border = Border(*(Side("thin", "999999"),) * 4)
            cell.alignment = Alignment(horizontal="center" if header else None, vertical="center", wrap_text=header)
            if header:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="DDE6F0")
    for number, column in enumerate(out.iter_cols(min_row=min(top, 3), values_only=True), 1):
        longest = max(len(str(value or "")) for value in column[0 if number > 1 else top - min(top, 3) :])
        out.column_dimensions[get_column_letter(number)].width = min(max(longest, 5) + 3, 44)


def _timeless(content: bytes) -> bytes:
    """openpyxl writes the present time into the zip and into ``modified``; both are set to STAMP."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                head, mark, tail = data.partition(b"<dcterms:modified")
                _, closing, rest = tail.partition(b"</dcterms:modified>")
                stamp = STAMP.strftime(' xsi:type="dcterms:W3CDTF">%Y-%m-%dT%H:%M:%SZ').encode()
                data = head + mark + stamp + closing + rest
            new.writestr(zipfile.ZipInfo(name, STAMP.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _save_by_libreoffice(targets: dict[Path, Book]) -> None:
    """Opened and saved by LibreOffice under a profile of its own, one call for each kind of file."""
    program = shutil.which("soffice") or sys.exit("LibreOffice (soffice) is needed to write ods, xls and one xlsx")
    with tempfile.TemporaryDirectory() as work:
        for kind, name in FILTERS.items():
            given, made = Path(work, kind, "in"), Path(work, kind, "out")
            given.mkdir(parents=True)
            chosen = {f"{n:03}": target for n, target in enumerate(targets) if target.suffix == f".{kind}"}
            for stem, target in chosen.items():
                (given / f"{stem}.xlsx").write_bytes(xlsx_bytes(targets[target]))
            profile = f"-env:UserInstallation=file://{work}/profile"
            files = map(str, sorted(given.iterdir()))
            subprocess.run(
                [program, profile, "--headless", "--convert-to", name, "--outdir", str(made), *files],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            for stem, target in chosen.items():
                shutil.copyfile(made / f"{stem}.{kind}", target)


if __name__ == "__main__":
    main()
