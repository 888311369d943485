"""The sheets around the figures: cover, sources, findings, dictionary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.model import Flag, Text, Verdict
from tracker.report import excel_rows
from tracker.report.dictionary import dictionary
from tracker.report.excel_style import LINE_POINTS, Page, lines_needed
from tracker.report.records import RATES
from tracker.report.strings import phrase
from tracker.report.text import marked, moment_text, policy_text, say
from tracker.wording import FLAGS, VERDICTS, counted, date_text

COVER_AUTHORITIES = 8
"""Authorities that the cover names."""


def cover(page: Page, sheets: Sequence[str]) -> None:
    """What this is, as of when, under which policy, on which files it rests, and what the workbook holds."""
    figures, styles, tag = page.figures, page.styles, page.language
    page.sheet.fit_to_pages(1, 1)
    page.columns(0, 0, 24)
    page.columns(1, 1, 70)
    page.columns(2, 3, 16)
    for language in figures.languages:
        page.sheet.merge_range(
            page.row, 0, page.row, 3, figures.headline[language],
            styles.get(language, bold=True, font_size=12, text_wrap=True, bg_color="#eef2f7", valign="vcenter"),
        )  # fmt: skip
        page.height(50)
        page.next()
    page.next()
    orders = sum(order.approved for order in figures.orders)
    went_in = phrase(
        "went_in_value",
        tag,
        orders=counted(orders, "order", tag),
        sheets=counted(sum(i.kind == "sheet" for i in figures.inputs), "file", tag),
        duties=counted(figures.total.duties, "duty", tag),
    )
    facts = (
        ("project", " / ".join(dict.fromkeys(say(figures.project, language)[0] for language in figures.languages))),
        ("as_of", date_text(figures.as_of, tag, weekday=True)),
        ("known_at", moment_text(figures.known_at, tag)),
        ("policy", policy_text(figures.policy, figures.policy_title, tag)),
        ("calendar_version", figures.calendar_version),
        *((("program_version", figures.program),) if figures.program else ()),
        ("went_in", went_in),
    )
    for key, value in facts:
        page.put(0, phrase(key, tag), styles.head(tag))
        page.put(1, value, styles.body(tag, text_wrap=True))
        page.next()
    for language in figures.languages if figures.limits else ():
        page.put(0, phrase("part_limits", language), styles.head(language))
        page.put(1, excel_rows.limits_text(figures, language), styles.body(language, text_wrap=True))
        page.next()
    page.next()
    _heaviest(page, sheets[0])
    page.heading(phrase("contents", tag))
    for name in sheets:
        page.sheet.write_url(page.row, 0, link(name), as_link(page), name)
        page.next()


def _heaviest(page: Page, overview: str) -> None:
    """The authorities with most to be done, and where the rest stand."""
    figures, styles, tag = page.figures, page.styles, page.language
    urgent = [branch for branch in figures.authorities if branch.tally.action]
    if len(urgent) < 2:
        return
    page.heading(phrase("part_heaviest", tag))
    for branch in urgent[:COVER_AUTHORITIES]:
        tally = branch.tally
        page.put(0, phrase("action_of", tag, n=tally.action, of=tally.duties), styles.body(tag, text_wrap=True))
        page.put(1, say(branch.name, tag)[0], styles.body(tag, text_wrap=True))
        if tally.worst is not None:
            page.sheet.merge_range(
                page.row, 2, page.row, 3, VERDICTS[tally.worst][tag], styles.verdict(tally.worst, tag)
            )
        page.next()
    if (rest := len(urgent) - COVER_AUTHORITIES) > 0:
        page.sheet.write_url(page.row, 0, link(overview), as_link(page), phrase("heaviest_more", tag, n=rest))
        page.next()
    page.next()


def link(name: str) -> str:
    return "internal:'" + name.replace("'", "''") + "'!A1"


def as_link(page: Page) -> Any:
    return page.styles.get(page.language, font_color="#134a80", underline=1)


def inputs(page: Page) -> None:
    """Every file that something here rests on, with its SHA-256 and how many duties cite it."""
    styles, tag = page.styles, page.language
    for place, width in enumerate((16, 50, 16, 68)):
        page.columns(place, place, width)
    for place, key in enumerate(("col_kind", "col_file", "col_cited", "col_sha256")):
        page.put(place, phrase(key, tag), styles.head(tag))
    head_stays(page)
    page.next()
    for item in page.figures.inputs:
        page.put(0, phrase(f"kind_{item.kind}", tag), styles.body(tag))
        page.put(1, item.file, styles.body(None, align="left", text_wrap=True))
        page.put(2, item.cited if item.kind == "sheet" else None, styles.body(None, align="center"))
        page.put(3, item.sha256, styles.body(None, align="left"))
        page.next()


def head_stays(page: Page) -> None:
    """The row being written is seen while the sheet is scrolled and printed again on every page."""
    page.sheet.freeze_panes(page.row + 1, 0)
    page.sheet.repeat_rows(page.row)


def findings(page: Page) -> None:
    """What the input left in doubt: place, degree, text with remedy in each language."""
    styles, tag, languages = page.styles, page.language, page.figures.languages
    page.columns(0, 0, 9)
    page.columns(1, 1, 28)
    page.columns(2, 1 + len(languages), 62)
    page.put(0, phrase("col_severity", tag), styles.head(tag))
    page.put(1, phrase("col_place", tag), styles.head(tag))
    for place, language in enumerate(languages, 2):
        page.put(place, phrase("col_finding", language), styles.head(language))
    page.next()
    for notice in page.figures.findings:
        page.put(0, phrase(f"severity_{notice.severity}", tag), styles.body(tag))
        page.put(1, notice.place, styles.body(None, align="left", text_wrap=True))
        for place, language in enumerate(languages, 2):
            page.put(place, notice.text[language], styles.body(language, text_wrap=True))
        page.next()


def findings_below(page: Page) -> None:
    """The same under the table of sources, whose columns they take: a few findings fill no page of their own."""
    styles, tag, languages = page.styles, page.language, page.figures.languages
    page.next()
    page.heading(phrase("part_findings", tag))
    page.put(0, phrase("col_severity", tag), styles.head(tag))
    page.put(1, phrase("col_place", tag), styles.head(tag))
    page.sheet.merge_range(page.row, 2, page.row, 3, phrase("col_finding", tag), styles.head(tag))
    page.next()
    for notice in page.figures.findings:
        page.put(0, phrase(f"severity_{notice.severity}", tag), styles.body(tag))
        page.put(1, notice.place, styles.body(None, align="left", text_wrap=True))
        words = "\n".join(notice.text[language] for language in languages)
        page.sheet.merge_range(page.row, 2, page.row, 3, marked(words), styles.body(tag, text_wrap=True))
        page.height(lines_needed(words, 80) * LINE_POINTS + 3)
        page.next()


def dictionary_sheet(page: Page) -> None:
    """Every verdict, flag and rate in words, with its meaning: one table, whose head stays."""
    styles, tag, languages = page.styles, page.language, page.figures.languages
    page.columns(0, 0, 8)
    page.columns(1, len(languages), 21)
    page.columns(len(languages) + 1, len(languages) + 1, 22)
    page.columns(len(languages) + 2, 2 * len(languages) + 1, 46)
    heads = [(phrase("col_kind", tag), tag), *((phrase("col_term", t), t) for t in languages)]
    heads += [(phrase("col_key", tag), tag), *((phrase("col_meaning", t), t) for t in languages)]
    for place, (words, language) in enumerate(heads):
        page.put(place, words, styles.head(language))
    head_stays(page)
    page.next()
    rates = {name: {tag: phrase(f"rate_{name}", tag) for tag in languages} for name in RATES}
    _meanings(page, "verdicts", {verdict.value: VERDICTS[verdict] for verdict in VERDICTS})
    _meanings(page, "flags", {flag.value: FLAGS[flag] for flag in Flag})
    _meanings(page, "rates", rates)


def _meanings(page: Page, section: str, names: Mapping[str, Text]) -> None:
    styles, tag, languages = page.styles, page.language, page.figures.languages
    for key, name in names.items():
        page.put(0, phrase(f"kind_{section}", tag), styles.body(tag))
        for place, language in enumerate(languages, 1):
            look = styles.body(language, bold=True, text_wrap=True)
            page.put(place, name[language], styles.verdict(Verdict(key), language) if section == "verdicts" else look)
        page.put(len(languages) + 1, key, styles.body(None))
        for place, language in enumerate(languages, len(languages) + 2):
            page.put(place, dictionary()[section][key][language], styles.body(language, text_wrap=True))
        page.next()
