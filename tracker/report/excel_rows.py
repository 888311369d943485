"""What is in no count: the sheet of rows that came and were not taken, and the obligations that were not judged."""

from __future__ import annotations

from tracker.report.excel_style import LINE_POINTS, Page, lines_needed
from tracker.report.records import Figures, Limit, OpenRow
from tracker.report.strings import direction, phrase
from tracker.report.text import say
from tracker.wording import VERDICTS, period_text, verdict_text

WIDTHS = (
    ("col_file", 26),
    ("col_sheet", 12),
    ("col_cell", 7),
    ("col_written", 14),
    ("col_unit", 17),
    ("col_obligation", 17),
    ("col_reported", 12),
    ("col_severity", 8),
)
WHY = 50
"""The reason's width; only that of the first language is printed."""


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
        page.columns(place, place, WHY)
        page.put(place, phrase("col_why", language), styles.head(language))
    page.next()
    for row in page.figures.not_taken:
        _line(page, row)
        page.next()
    page.sheet.autofilter(heading, 0, page.row - 1, len(WIDTHS) + len(languages) - 1)
    page.sheet.freeze_panes(heading + 1, 0)
    page.sheet.repeat_rows(heading)
    page.sheet.print_area(0, 0, page.row - 1, len(WIDTHS))


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
    page.put(6, row.source.reported_on, styles.body(None, align="center"))
    page.put(7, phrase(f"severity_{row.severity}", tag), styles.body(tag))
    for place, language in enumerate(page.figures.languages, len(WIDTHS)):
        page.put(place, row.text[language], styles.body(language, text_wrap=True))


def recurring(page: Page) -> None:
    """One line for each recurring obligation of a unit: how many periods, carried out, and which were not."""
    styles, tag = page.styles, page.language
    note = phrase("series_note", tag)
    page.text(0, note)
    page.next()
    heads = (
        *(("col_obligation", 17), ("col_unit", 18), ("col_text", 26), ("col_periods", 9), ("col_fulfilled", 9)),
        *(("col_action", 9), ("col_worst", 14), ("col_not_kept", 62)),
    )
    heading = page.row
    for place, (key, width) in enumerate(heads):
        page.columns(place, place, width)
        page.put(place, phrase(key, tag), styles.head(tag))
    page.height(34)
    page.next()
    number = styles.body(None, align="center")
    for one in page.figures.series:
        page.put(0, one.obligation, styles.body(None, align="left", text_wrap=True))
        page.put(1, say(one.unit_name, tag)[0], styles.body(tag, text_wrap=True))
        page.put(2, say(one.text, tag)[0], styles.body(tag, text_wrap=True))
        for place, n in enumerate((one.begun, one.tally.fulfilled, one.tally.action), 3):
            page.put(place, n, number)
        worst = one.tally.worst
        if worst is not None:
            page.put(6, VERDICTS[worst][tag], styles.verdict(worst, tag))
        named = "\n".join(
            f"{period_text(line.occurrence or '', tag)}: {verdict_text(line.verdict, line.claim)[tag]}"
            for line in one.named
        )
        page.put(7, named or phrase("none_of_them", tag), styles.body(tag, text_wrap=True))
        page.next()
    page.sheet.autofilter(heading, 0, page.row - 1, len(heads) - 1)
    page.sheet.freeze_panes(heading + 1, 0)
    page.sheet.repeat_rows(heading)


COVER_LIMITS = 6
"""Obligations that the cover names; it is one page."""
WHY_WIDTH = 40
"""What a language adds to the width of the overview's cell for the reason, in characters."""


def _told(limit: Limit, language: str) -> str:
    return phrase("judged_in_part" if limit.judged else "not_judged", language)


def limits_text(figures: Figures, language: str) -> str:
    """For the cover: what was not judged, or in part, and why; the first few, the rest counted."""
    shown = figures.limits[:COVER_LIMITS]
    lines = [f"{_told(one, language)}: {one.why[language]}" for one in shown]
    if rest := len(figures.limits) - len(shown):
        lines.append(phrase("limits_more", language, n=rest))
    return "\n".join(lines)


def limits(page: Page) -> None:
    """A block of the overview: one line an obligation and language."""
    styles, languages = page.styles, page.figures.languages
    last = 2 * len(languages) + 3
    page.heading(phrase("part_limits", page.language))
    for language in languages:
        note = styles.get(language, text_wrap=True, align="right" if direction(language) == "rtl" else "left")
        page.sheet.merge_range(page.row, 0, page.row, last, phrase("limits_note", language), note)
        page.height(2 * LINE_POINTS + 3)
        page.next()
    for place, key in enumerate(("col_obligation", "col_judged")):
        page.put(place, phrase(key, page.language), styles.head(page.language))
    page.sheet.merge_range(
        page.row, 2, page.row, last, phrase("col_finding", page.language), styles.head(page.language)
    )
    page.next()
    for limit in page.figures.limits:
        for language in languages:
            page.put(0, limit.obligation, styles.body(None, align="left"))
            page.put(1, _told(limit, language), styles.body(language, bold=True))
            page.sheet.merge_range(
                page.row, 2, page.row, last, limit.why[language], styles.body(language, text_wrap=True)
            )
            page.height(lines_needed(limit.why[language], WHY_WIDTH * len(languages)) * LINE_POINTS + 3)
            page.next()
