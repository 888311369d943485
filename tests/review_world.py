"""A project with a draft to review, and clerks who fill in the workbooks that go out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests import followup_world
from tests.cli import Run, tracker
from tracker.review import sheet_out

REVIEWER, DAY = "علي حسن", date(2020, 9, 6)
NOW = "2020-09-07T09:00:00+03:00"
DRAFT = """\
# مسودة للمراجعة
id: DIKE-1
issuer: {ar: وزير الموارد المائية}  # من رأس الكتاب
issued_on: 2020-09-01
status: draft
number: "77"
obligations:
  # الأول
  - text:
      ar: "تطهير المبازل خلال شهر"
    quote: "على مركز القنوات الشمالي تطهير المبازل خلال شهر"
    span: [10, 57]
    deadline: {kind: within, count: 1, unit: month, anchor: issue, phrase: "خلال شهر"}  # شهر واحد
    units: {id: c-n}
    questions:
      - ar: "هل الشهر ميلادي؟"
        en: "A Gregorian month?"
  # الثاني
  - text:
      ar: "منع الحفر قرب القنوات"
    quote: "يمنع الحفر قرب القنوات"
    modality: prohibition
    pattern: maintenance
    units: {type: centre}
  # الثالث
  - text:
      ar: "شكر العاملين"
    quote: "نشكر العاملين"
    units: {id: hq}
  # الرابع
  - text:
      ar: "رفع تقرير"
    quote: "رفع تقرير إلى المديرية"
    units: {id: c-s}
# انتهى
"""


def project(directory: Path, draft: str = DRAFT) -> Path:
    """The project of followup_world with a draft of four obligations."""
    place = followup_world.project(directory)
    (place / "directives/dike.yaml").write_text(draft, "utf-8")
    return place


def draft(place: Path) -> str:
    return (place / "directives/dike.yaml").read_text("utf-8")


def exported(place: Path, name: str = "DIKE-1") -> Path:
    path = place.parent / "review.xlsx"
    run = tracker("register", "export", name, "-o", path, "--project", place)
    assert run.code == 0, run.err
    return path


def imported(place: Path, path: Path, *more: str) -> Run:
    return tracker("register", "import", path, "--project", place, "--format", "json", *more)


def page(path: Path) -> Worksheet:
    found = openpyxl.load_workbook(path).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def cell(name: str, row: int) -> str:
    """The address of a column in the row of an obligation (from 1)."""
    return f"{openpyxl.utils.get_column_letter(sheet_out.COLUMNS.index(name) + 1)}{sheet_out.TITLE_ROW + row}"


def fill(path: Path, entries: Mapping[int, Mapping[str, Any]], *, head: bool = True, to: str = "filled.xlsx") -> Path:
    """The sheet with what a reviewer entered, obligation (from 1) -> column -> value."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    if head:
        sheet.cell(sheet_out.HEAD_ROW, sheet_out.REVIEWER_AT).value = REVIEWER
        sheet.cell(sheet_out.HEAD_ROW, sheet_out.DATE_AT).value = DAY
    for row, values in entries.items():
        for name, value in values.items():
            sheet[cell(name, row)].value = value
    out = path.with_name(to)
    book.save(out)
    return out


def converted(path: Path, suffix: str) -> Path:
    """The file as LibreOffice saves it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program is not None
    folder = path.parent / f"office-{suffix}"
    home = f"-env:UserInstallation={(path.parent / 'office-home').as_uri()}"
    subprocess.run(
        [program, home, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(path)],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return folder / f"{path.stem}.{suffix}"
