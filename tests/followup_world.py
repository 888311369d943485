"""A small register of invented duties and ways to make the sheets that offices would send about them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from tracker.followup import lexicon as lexicons
from tracker.followup.dates import Order
from tracker.followup.owed import Owed
from tracker.followup.records import SheetReading
from tracker.followup.rows import read_sheet
from tracker.followup.settle import settle
from tracker.followup.sheets import Sheet
from tracker.followup.subjects import Source
from tracker.model import Modality, Obligation, Pattern, SourceRef, Unit

HERE = SourceRef("world")
RECEIVED = date(2020, 9, 7)
LEXICON = lexicons.load()

OBLIGATIONS = {
    one.id: one
    for one in (
        Obligation(
            "ORD-2020-01/01", "ORD-2020-01", {"ar": "تنظيف القنوات الرئيسة", "en": "Clean the main canals"}, HERE
        ),
        Obligation(
            "ORD-2020-01/02",
            "ORD-2020-01",
            {"ar": "منع رمي النفايات قرب القنوات", "en": "No dumping near the canals"},
            HERE,
            modality=Modality.PROHIBITION,
            pattern=Pattern.MAINTENANCE,
        ),
        Obligation(
            "ORD-2020-01/10",
            "ORD-2020-01",
            {"ar": "إصلاح كل مضخة عاطلة", "en": "Repair each broken pump"},
            HERE,
            pattern=Pattern.TRIGGERED,
        ),
        Obligation("ORD-2020-02/01", "ORD-2020-02", {"ar": "نصب عدادات المياه", "en": "Install water meters"}, HERE),
    )
}
UNITS = {
    unit.id: unit
    for unit in (
        Unit("c-n", {"ar": "مركز القنوات الشمالي", "en": "Northern Canal Centre"}, "centre", None, HERE),
        Unit("c-s", {"ar": "مركز القنوات الجنوبي", "en": "Southern Canal Centre"}, "centre", None, HERE),
        Unit("hq", {"ar": "مديرية الري", "en": "Irrigation Directorate"}, "directorate", None, HERE),
    )
}
CENTRES = ("c-n", "c-s")
DUE = date(2020, 9, 1)
OWED = Owed(
    OBLIGATIONS,
    UNITS,
    {"ORD-2020-01/01": CENTRES, "ORD-2020-01/02": CENTRES, "ORD-2020-01/10": CENTRES, "ORD-2020-02/01": ("hq",)},
    {("ORD-2020-01/01", "c-n"): DUE, ("ORD-2020-01/01", "c-s"): DUE},
)
SOURCE = Source("status/w.xlsx", "0" * 64, datetime(2020, 9, 7, 6, tzinfo=UTC), RECEIVED, order=Order.DAY_FIRST)


def sheet(*rows: Sequence[Any], name: str = "Sheet1", merged: Iterable[tuple[int, int, int, int]] = ()) -> Sheet:
    """A sheet as the reader gives it: '' counts as blank."""
    return Sheet(name, tuple(tuple(None if v == "" else v for v in row) for row in rows), merged=tuple(merged))


def read(*rows: Sequence[Any], source: Source = SOURCE, **more: Any) -> SheetReading:
    """The reading of a sheet of these rows; it must have a header."""
    found = read_sheet(sheet(*rows, **more), OWED, LEXICON, source)
    assert found is not None
    return settle([found])[0]


def outcomes(reading: SheetReading) -> list[str]:
    """What became of the rows below the header, in order."""
    return [outcome.value for _, outcome in sorted(reading.outcomes.items())]


def cells(notices: Iterable[Any]) -> list[tuple[str, str]]:
    """(cell, code) of each finding."""
    return [(notice.finding.source.cell, notice.finding.code) for notice in notices]


def workbook(rows: Iterable[Sequence[Any]], title: str = "Sheet1") -> bytes:
    """An xlsx file of these rows, as bytes."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


PROJECT = {
    "tracker.toml": 'version = 1\nbanner = { ar = "بيانات افتراضية", en = "invented data" }\n'
    '[ranks]\ninspectorate = "inspection"\n',
    "units.csv": "id,name_ar,name_en,type,parent,valid_from,valid_to,successor,email\n"
    "hq,مديرية الري,Irrigation Directorate,directorate,,,,,\n"
    "c-n,مركز القنوات الشمالي,Northern Canal Centre,centre,hq,,,,\n"
    "c-s,مركز القنوات الجنوبي,Southern Canal Centre,centre,hq,,,,south@canals.example\n",
    "directives/ord.yaml": """
id: ORD-2020-01
issuer: {ar: وزير الموارد المائية, en: Minister of Water}
issued_on: 2020-08-25
status: approved
approved: {by: رئيس الشعبة, on: 2020-08-26}
obligations:
  - id: ORD-2020-01/01
    text: {ar: تنظيف القنوات الرئيسة, en: Clean the main canals}
    modality: obligation
    strength: order
    pattern: achievement
    units: {type: centre}
    deadline: {kind: within, count: 7, unit: day, anchor: issue}
  - id: ORD-2020-01/02
    text: {ar: منع رمي النفايات قرب القنوات, en: No dumping near the canals}
    modality: prohibition
    strength: order
    pattern: maintenance
    units: {type: centre}
    deadline: {kind: none}
""",
}


def project(directory: Path) -> Path:
    """A project of two centres that owe two duties each; the first is due on 2020-09-01."""
    for name, text in PROJECT.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (directory / "status").mkdir()
    return directory


def begun(directory: Path, *orders: str) -> Path:
    """A project as ``tracker init`` lays it down, with these orders in place of its sample."""
    from tests.cli import tracker

    assert tracker("init", directory).code == 0
    for path in (directory / "directives").iterdir():
        path.unlink()
    for number, text in enumerate(orders, 1):
        (directory / f"directives/o{number}.yaml").write_text(text, "utf-8")
    return directory
