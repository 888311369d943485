"""The sheet of rows that came and were not taken: where, what stands there, about what, why and what to do."""

from __future__ import annotations

from tracker.report.excel_style import Page
from tracker.report.records import OpenRow
from tracker.report.strings import phrase
from tracker.report.text import say

WIDTHS = (
    ("col_file", 34),
    ("col_sheet", 16),
    ("col_cell", 8),
    ("col_written", 20),
    ("col_unit", 28),
    ("col_obligation", 22),
    ("col_reported", 14),
    ("col_severity", 10),
)


def not_taken(page: Page) -> None:
    """One line a cell, the reason in each language; the head stays and can be filtered."""
    styles, tag, languages = page.styles, page.language, page.figures.languages
    page.text(0, phrase("not_taken_note", tag, n=len(page.figures.not_taken)))
    page.next()
    heading = page.row
    for place, (key, width) in enumerate(WIDTHS):
        page.columns(place, place, width)
        page.put(place, phrase(key, tag), styles.head(tag))
    for place, language in enumerate(languages, len(WIDTHS)):
        page.columns(place, place, 64)
        page.put(place, phrase("col_why", language), styles.head(language))
    page.next()
    for row in page.figures.not_taken:
        _line(page, row)
        page.next()
    page.sheet.autofilter(heading, 0, page.row - 1, len(WIDTHS) + len(languages) - 1)
    page.sheet.freeze_panes(heading + 1, 0)
    page.sheet.repeat_rows(heading)


def _line(page: Page, row: OpenRow) -> None:
    styles, tag = page.styles, page.language
    perhaps = {kind: phrase("perhaps", tag) + " " if kind == row.doubt else "" for kind in ("unit", "obligation")}
    units = [perhaps["unit"] + say(unit, tag)[0] for unit in row.units]
    obligations = [perhaps["obligation"] + obligation for obligation in row.obligations]
    plain = styles.body(None, align="left", text_wrap=True)
    page.put(0, row.source.file, plain)
    page.put(1, row.source.sheet, styles.body(None, text_wrap=True))
    page.put(2, row.source.cell, styles.body(None, align="center"))
    page.put(3, row.value, styles.body(None, text_wrap=True))
    page.put(4, "\n".join(units), styles.body(tag, text_wrap=True))
    page.put(5, "\n".join(obligations), plain)
    page.put(6, row.source.reported_on, styles.body(None, num_format="yyyy-mm-dd", align="center"))
    page.put(7, phrase(f"severity_{row.severity}", tag), styles.body(tag))
    for place, language in enumerate(page.figures.languages, len(WIDTHS)):
        page.put(place, row.text[language], styles.body(language, text_wrap=True))
