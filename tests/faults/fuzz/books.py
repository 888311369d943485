"""Good workbooks of every kind that comes in: follow-up sheets, a list of letters, a review sheet, an entry form."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

from tests import review_world
from tests.cli import tracker
from tests.faults.fuzz.orders import packed
from tests.faults.fuzz.records import Sample
from tests.followup_world import workbook
from tracker.review import form_out, sheet_out

HEADER = ("الالتزام", "الجهة", "الحالة", "نسبة الإنجاز", "تاريخ الإنجاز", "تاريخ التقرير", "الملاحظات")
REPORTS: tuple[tuple[Any, ...], ...] = (
    ("ORD-2020-01/01", "c-n", "منجز", 100, date(2020, 8, 30), date(2020, 9, 6), "أُنجز"),
    ("ORD-2020-01/01", "c-s", "قيد التنفيذ", 40, None, date(2020, 9, 6), "تأخر الوقود"),
    ("ORD-2020-01/02", "c-n", "ملتزم", None, None, date(2020, 9, 6), "لا مخالفة"),
    ("ORD-2020-01/02", "c-s", "غير ملتزم", None, None, date(2020, 9, 6), "رُميت نفايات"),
)
LETTERS: tuple[tuple[Any, ...], ...] = (
    ("رقم الكتاب", "تاريخه", "من", "الموضوع", "الجهة المنفذة", "الموعد", "الحالة"),
    ("55", "2/3/2020", "الوزير", "تنظيف القنوات", "مديرية الري", "7 أيام", ""),
    ("61", "9/3/2020", "الوزير", "جرد المخازن", "مركز القنوات الشمالي", "15/4/2020", "منجز"),
)
FORM = {"issuer": "وزير الموارد المائية", "number": "م/17", "issued_on": date(2020, 9, 1)}
FORM |= {"by": "سعاد كريم", "on": date(2020, 9, 5)}
TASKS = (
    {"subject": "تطهير المبازل الفرعية", "deadline": "خلال أسبوعين", "addressee": "مركز القنوات الشمالي"},
    {"subject": "لا يُحفر قرب القنوات", "modality": "منع", "addressee": "c-n؛ c-s"},
)
CSV_CODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1256")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def project(directory: Path) -> Path:
    """The project into which they come."""
    return review_world.project(directory)


def samples(place: Path) -> list[Sample]:
    """Sheets that are ingested. ``says``: the first cells of their rows."""
    rows = (HEADER, *REPORTS)
    says = tuple(str(row[0]) for row in REPORTS)
    text = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in rows)
    sheets = [Sample("week.xlsx", workbook(rows), says), Sample("week.ods", ods(text), says)]
    for coding in CSV_CODINGS:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";" if coding == "cp1256" else ",").writerows(text)
        plain = out.getvalue().replace("أُ", "أ").replace("رُ", "ر")
        sheets.append(Sample(f"week-{coding}.csv", plain.encode(coding), says))
    sheets.append(Sample("shared.xlsx", shared(rows), says))
    path = place.parent / "template.xlsx"
    assert tracker("template", "--project", place, "-o", path).code == 0
    sheets.append(Sample("template.xlsx", _reported(path), ()))
    return sheets


def imports(place: Path) -> list[Sample]:
    """Workbooks of ``register import``."""
    form = place.parent / "form.xlsx"
    assert tracker("register", "export", "--form", "-o", form, "--project", place).code == 0
    book = openpyxl.load_workbook(form)
    page = book.worksheets[0]
    for row, pair in enumerate(form_out.HEAD):
        for name, (first, _) in zip(pair, form_out.ENTRIES, strict=True):
            if name in FORM:
                page.cell(form_out.HEAD_ROW + row, first).value = FORM[name]
    for row, task in enumerate(TASKS, 1):
        for name, value in task.items():
            page.cell(form_out.TITLE_ROW + row, form_out.COLUMNS.index(name) + 1).value = value
    review = review_world.exported(place)
    decisions = {row: {"decision": word} for row, word in ((1, "قبول"), (2, "قبول"), (3, "رفض"))}
    filled = review_world.fill(review, decisions)
    assert sheet_out.TITLE_ROW > 1
    return [
        Sample("form.xlsx", _saved(book), tuple(task["subject"] for task in TASKS)),
        Sample("list.xlsx", workbook(LETTERS), ("55", "61")),
        Sample("review.xlsx", filled.read_bytes(), ("1", "2", "3")),
    ]


def _reported(path: Path) -> bytes:
    """The form that goes out, with a state in its first rows."""
    book = openpyxl.load_workbook(path)
    return _saved(book)


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shared(rows: Sequence[Sequence[Any]]) -> bytes:
    """As Excel writes it: its texts in a part of their own, on two sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name in ("Sheet1", "Sheet2"):
            page = book.add_worksheet(name)
            for number, row in enumerate(rows if name == "Sheet1" else (rows[0],)):
                page.write_row(number, 0, row)
    return out.getvalue()


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO(packed({}))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), kind)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()
