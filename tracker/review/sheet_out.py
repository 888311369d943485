"""The review sheet that goes out: one row an obligation, the draft in grey, the cells of the decision empty. It speaks
the first of the project's languages, the headings all of them.

Sent back untouched it changes nothing. A hidden column holds the hash of the draft and of each row's obligation, so
that a decision is never applied to something that the reviewer did not see. Equal drafts give equal bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.calendars.holidays import Calendar
from tracker.config import Settings
from tracker.files import write_atomically
from tracker.findings import Refusal, at
from tracker.followup import template_style
from tracker.followup.sheets import letters
from tracker.followup.template import packed
from tracker.model import Directive, SourceRef
from tracker.register.units import UnitTree
from tracker.review import history, style
from tracker.review.show import head_text, shown
from tracker.review.words import both, options, said, texts

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MARK = "tracker|review|1"
PROPOSED: Mapping[str, float] = {"number": 5, "clause": 42, "read_as": 38, "questions": 28}
DECISION: Mapping[str, float] = {"decision": 10, "reviewer": 16, "reviewed_on": 13, "remark": 22}
CORRECTION: Mapping[str, float] = {
    "text": 28,
    "modality": 10,
    "strength": 10,
    "pattern": 12,
    "deadline": 16,
    "addressee": 17,
    "units": 17,
    "exceptions": 17,
    "conditions": 17,
    "effective_on": 13,
    "ends_on": 13,
    "evidence_required": 9,
}
WIDTHS = {**PROPOSED, **DECISION, **CORRECTION}
COLUMNS = (*WIDTHS, "key")
CHOICES = ("modality", "strength", "pattern", "evidence_required")
DAYS = ("reviewed_on", "effective_on", "ends_on")

HEAD_ROW, HINT_ROW, GROUP_ROW, TITLE_ROW = 4, 5, 6, 7
"""Rows from 1; the obligations follow. On ``HEAD_ROW`` stand reviewer and date, once for all."""
REVIEWER_AT, DATE_AT = 3, 5
SCALE = 66


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it stands in its file: ``raw`` as plain values, ``sha256`` of the bytes."""

    directive: Directive
    raw: Mapping[str, Any]
    sha256: str


def write(draft: Draft, settings: Settings, calendar: Calendar, units: UnitTree, path: Path) -> int:
    """Writes the review sheet of a draft; the number of its rows. Raises Refusal: nothing to review, approved already,
    a path that cannot be written."""
    from openpyxl import Workbook

    directive = draft.directive
    where = SourceRef(directive.source.file)
    if directive.approved is not None:
        raise Refusal(at("already-approved", where, id=directive.id, by=directive.approved.by))
    if not directive.obligations:
        raise Refusal(at("nothing-to-approve", where, id=directive.id))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = texts()["sheets"]["review"]
    _titles(sheet, draft, settings)
    _head(sheet, settings)
    _headings(sheet, settings)
    language = settings.languages[0]
    for row, obligation in enumerate(directive.obligations, TITLE_ROW + 1):
        grey = shown(obligation, directive.issued_on, calendar, units, language)
        _line(sheet, row, (row - TITLE_ROW, grey.clause, grey.read_as, grey.questions or None))
    last = TITLE_ROW + len(directive.obligations)
    _validations(sheet, settings, last)
    marks = {HEAD_ROW: "head", TITLE_ROW: f"{MARK} {draft.sha256} {directive.id}"}
    names = history.keys(draft.raw["obligations"])
    style.hidden(sheet, len(COLUMNS), {**marks, **{TITLE_ROW + n: f"row {name}" for n, name in enumerate(names, 1)}})
    style.widths(sheet, list(WIDTHS.values()))
    sheet.freeze_panes = f"C{TITLE_ROW + 1}"
    template_style.protect(sheet)
    after = len(PROPOSED) + len(DECISION)
    edge = f"{letters(len(WIDTHS) - 1)}{last}"
    style.on_paper(sheet, settings, edge, after=after, scale=SCALE, titles=f"{GROUP_ROW}:{TITLE_ROW}")
    instructions(book, settings, "review")
    style.in_direction(book, language)
    write_atomically(path, packed(book))
    return len(directive.obligations)


def instructions(book: Workbook, settings: Settings, part: str) -> None:
    """The second sheet: what to do, in both languages."""
    words = texts()
    sheet = book.create_sheet(words["sheets"]["instructions"])
    titles = (settings.banner, words[part]["title"])
    template_style.titles(sheet, [both(text, ("ar", "en"), "  |  ") if text else "" for text in titles], 3)
    template_style.instructions(
        sheet, 4, [(entry["ar"], entry["en"]) for entry in words[part]["instructions"]], settings
    )


def _titles(sheet: Worksheet, draft: Draft, settings: Settings) -> None:
    words = texts()["review"]
    language = settings.languages[0]
    banner = both(settings.banner, settings.languages, "  |  ") if settings.banner else ""
    name = said(settings.name, language) if settings.name else ""
    title = both(words["title"], settings.languages, "  |  ")
    lines = [banner, " – ".join(part for part in (title, name) if part)]
    lines.append(head_text(draft.raw, draft.directive.issued_on, language))
    template_style.titles(sheet, lines, len(PROPOSED) + len(DECISION))


def _head(sheet: Worksheet, settings: Settings) -> None:
    head = texts()["review"]["head"]
    template_style.label(sheet, HEAD_ROW, 2, 2, both(head["reviewer"], settings.languages, " / "))
    template_style.entry(sheet, HEAD_ROW, REVIEWER_AT, REVIEWER_AT)
    template_style.label(sheet, HEAD_ROW, 4, 4, both(head["reviewed_on"], settings.languages, " / "))
    template_style.entry(sheet, HEAD_ROW, DATE_AT, DATE_AT + 1, template_style.DATE)
    for column in (2, 4):
        style.beside(sheet, HEAD_ROW, column)
    width = len(PROPOSED) + len(DECISION)
    template_style.hint(sheet, HINT_ROW, 2, width, both(head["hint"], settings.languages, "  |  "))


def _headings(sheet: Worksheet, settings: Settings) -> None:
    words = texts()["review"]
    column = 1
    for name, kind, members in (
        ("proposed", "duty", PROPOSED),
        ("decision", "entry", DECISION),
        ("correction", "last", CORRECTION),
    ):
        label = both(words["groups"][name], settings.languages, " / ")
        template_style.group(sheet, GROUP_ROW, column, column + len(members) - 1, label, kind)
        column += len(members)
    for at_column, name in enumerate(WIDTHS, 1):
        to_fill = name not in PROPOSED
        template_style.heading(sheet, TITLE_ROW, at_column, both(words["columns"][name], settings.languages), to_fill)
    sheet.row_dimensions[TITLE_ROW].height = 60


def _line(sheet: Worksheet, row: int, grey: Sequence[Any]) -> None:
    for column, value in enumerate(grey, 1):
        template_style.fixed(sheet, row, column, column, value, centred=column == 1)
        if column > 1:
            style.top(sheet, row, column)
    for column, name in enumerate(WIDTHS, 1):
        if name not in PROPOSED:
            template_style.entry(sheet, row, column, column, template_style.DATE if name in DAYS else None)
    style.height(sheet, row, list(PROPOSED.values()))


def _validations(sheet: Worksheet, settings: Settings, last: int) -> None:
    language = settings.languages[0]
    errors = {name: both(text, settings.languages, " / ") for name, text in texts()["errors"].items()}

    def cells(name: str) -> list[str]:
        letter = letters(COLUMNS.index(name))
        return [f"{letter}{TITLE_ROW + 1}:{letter}{last}"]

    for name in ("decision", *CHOICES):
        template_style.choice(sheet, cells(name), options(name, language), errors["choice"])
    for name in DAYS:
        template_style.days(sheet, cells(name), errors["date"])
    template_style.days(sheet, [f"{letters(DATE_AT - 1)}{HEAD_ROW}"], errors["date"])
