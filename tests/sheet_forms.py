"""Sheets of text cells, some merged, saved as the files that offices send."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

Rows = Sequence[Sequence[Any]]
Merged = Sequence[tuple[int, int, int, int]]

_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>'
    '<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def xlsx(rows: Rows, merged: Merged = ()) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                page.cell(number, column).value = value
    for top, left, bottom, right in merged:
        page.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def ods(rows: Rows, merged: Merged = ()) -> bytes:
    """Text cells only; merged cells as spans."""
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merged}
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for column, value in enumerate(row):
            down, across = spans.get((number, column), (1, 1))
            span = f' table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"'
            kind = span if (number, column) in spans else ""
            if value is None:
                cells.append(f"<table:table-cell{kind}/>")
            else:
                text = escape(str(value))
                cells.append(
                    f'<table:table-cell{kind} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
                )
        lines.append(f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>")
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _ODS.format(rows="".join(lines)))
    return kept.getvalue()


def text(rows: Rows, _merged: Merged = ()) -> bytes:
    """A csv, which tells no merged cells."""
    kept = io.StringIO()
    csv.writer(kept).writerows([["" if value is None else value for value in row] for row in rows])
    return kept.getvalue().encode("utf-8-sig")


SAVED = {".xlsx": xlsx, ".ods": ods, ".csv": text}
