"""The entry form: a right-to-left workbook in which an official writes what a letter orders that has no text here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.config import Settings
from tracker.files import write_atomically
from tracker.followup import template_style
from tracker.followup.sheets import letters
from tracker.followup.template import packed
from tracker.review import style
from tracker.review.sheet_out import instructions
from tracker.review.words import both, options, said, texts

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MARK = "tracker|form|1"
WIDTHS: Mapping[str, float] = {
    "number": 5,
    "subject": 46,
    "modality": 11,
    "pattern": 16,
    "deadline": 19,
    "addressee": 28,
    "exceptions": 24,
    "conditions": 22,
    "ends_on": 14,
    "evidence_required": 11,
}
COLUMNS = (*WIDTHS, "key")
HEAD = (("issuer", "number"), ("issued_on", "title"), ("notified_on", "effective_on"), ("image", "id"), ("by", "on"))
"""Two fields a line: label and cell, label and cell."""
DAYS = frozenset({"issued_on", "notified_on", "effective_on", "on"})
NEEDED = ("issuer", "issued_on", "by", "on")
WRITTEN = COLUMNS.index("subject") + 1
HEAD_ROW = 4
HINT_ROW = HEAD_ROW + len(HEAD)
GROUP_ROW, TITLE_ROW = HINT_ROW + 1, HINT_ROW + 2
ROWS = 12
LABELS, ENTRIES = (2, 6), ((3, 5), (7, 9))
"""Columns (from 1) of both labels and of both cells of a line of the head."""


def write(settings: Settings, path: Path) -> None:
    """Writes an empty form. Raises Refusal where the path cannot be written."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    words = texts()["form"]
    sheet.title = texts()["sheets"]["form"]
    banner = both(settings.banner, settings.languages, "  |  ") if settings.banner else ""
    name = said(settings.name, settings.languages[0]) if settings.name else ""
    lines = [banner, both(words["title"], settings.languages, "  |  "), name]
    template_style.titles(sheet, lines, len(WIDTHS))
    _head(sheet, settings)
    group = both(words["groups"]["obligations"], settings.languages, " / ")
    template_style.group(sheet, GROUP_ROW, 1, len(WIDTHS), group, "entry")
    for column, field in enumerate(WIDTHS, 1):
        title = both(words["columns"][field], settings.languages)
        template_style.heading(sheet, TITLE_ROW, column, title, field != "number")
    sheet.row_dimensions[TITLE_ROW].height = 48
    last = TITLE_ROW + ROWS
    for row in range(TITLE_ROW + 1, last + 1):
        template_style.fixed(sheet, row, 1, 1, row - TITLE_ROW)
        for column, field in enumerate(WIDTHS, 1):
            if field != "number":
                day = template_style.DATE if field == "ends_on" else None
                template_style.entry(sheet, row, column, column, day)
                if field in ("subject", "addressee", "exceptions", "conditions"):
                    style.top(sheet, row, column)
        style.needed(sheet, row, WRITTEN, WRITTEN)
        sheet.row_dimensions[row].height = 40
    _validations(sheet, settings, last)
    marks = {TITLE_ROW: f"{MARK} -"} | {HEAD_ROW + n: f"head {' '.join(pair)}" for n, pair in enumerate(HEAD)}
    style.hidden(sheet, len(COLUMNS), marks | {row: f"row {row - TITLE_ROW}" for row in range(TITLE_ROW + 1, last + 1)})
    style.widths(sheet, list(WIDTHS.values()))
    sheet.freeze_panes = f"A{TITLE_ROW + 1}"
    template_style.protect(sheet)
    template_style.page(sheet, settings, f"A1:{letters(len(WIDTHS) - 1)}{last}")
    sheet.print_title_rows = f"{GROUP_ROW}:{TITLE_ROW}"
    instructions(book, settings, "form")
    style.in_direction(book, settings.languages[0])
    write_atomically(path, packed(book))


def _head(sheet: Worksheet, settings: Settings) -> None:
    words = texts()["form"]["head"]
    for offset, pair in enumerate(HEAD):
        row = HEAD_ROW + offset
        for field, label, (first, last) in zip(pair, LABELS, ENTRIES, strict=True):
            template_style.label(sheet, row, label, label, both(words[field], settings.languages, " / "))
            style.beside(sheet, row, label)
            template_style.entry(sheet, row, first, last, template_style.DATE if field in DAYS else "@")
            if field in NEEDED:
                style.needed(sheet, row, first, last)
    hint = both(words["hint"], settings.languages, "  |  ")
    template_style.hint(sheet, HINT_ROW, 1, len(WIDTHS), hint)


def _validations(sheet: Worksheet, settings: Settings, last: int) -> None:
    language = settings.languages[0]
    errors = {name: both(text, settings.languages, " / ") for name, text in texts()["errors"].items()}
    place = {name: letters(column) for column, name in enumerate(COLUMNS)}
    rows = {name: [f"{letter}{TITLE_ROW + 1}:{letter}{last}"] for name, letter in place.items()}
    for name in ("modality", "pattern", "evidence_required"):
        template_style.choice(sheet, rows[name], options(name, language), errors["choice"])
    days = [*rows["ends_on"]]
    for offset, pair in enumerate(HEAD):
        days += [f"{letters(e[0] - 1)}{HEAD_ROW + offset}" for f, e in zip(pair, ENTRIES, strict=True) if f in DAYS]
    template_style.days(sheet, days, errors["date"])
