"""The sheets that count: overview with native charts, authorities, units, coverage."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from typing import Any

from tracker.model import Text, Verdict
from tracker.report import excel_rows
from tracker.report.excel_frame import as_link, head_stays, link
from tracker.report.excel_style import Page
from tracker.report.records import RATES, Tally
from tracker.report.strings import direction, palette, phrase
from tracker.report.text import say
from tracker.wording import VERDICTS

CHART_WIDTH, CHART_HEIGHT = 312, 380
LISTED = 30
"""Authorities that the overview lists; where there are more, all of them have a sheet."""
CHARTED = 10
"""Authorities in the chart, those with most to be done; more bars would bear no names that can be read."""
CHART_ROWS = 20
"""Rows of the usual height that a chart covers: where little is counted, the next table begins below it."""


def _group_columns(page: Page) -> None:
    languages = len(page.figures.languages)
    page.columns(0, languages - 1, 18)
    page.columns(languages, languages, 15)
    page.columns(languages + 1, languages + 3, 8)
    page.columns(languages + 4, 2 * languages + 3, 11.5)
    page.columns(2 * languages + 4, 2 * languages + 4 + len(VERDICTS), 4)


def units(page: Page) -> None:
    """Every unit with its counts: a sheet of its own, whose head is printed on each of its pages."""
    _group_columns(page)
    groups = [(unit.id, unit.name, unit.tally) for branch in page.figures.authorities for unit in branch.units]
    _groups(page, None, "col_unit", groups, list(page.figures.total.verdicts))


def _of_authorities(page: Page) -> list[tuple[str, Text, Tally]]:
    return [(branch.id, branch.name, branch.tally) for branch in page.figures.authorities]


def authorities(page: Page) -> None:
    """Every authority with its counts, where the overview does not list them all."""
    _group_columns(page)
    _groups(page, None, "col_authority", _of_authorities(page), list(page.figures.total.verdicts))


def overview(page: Page, book: Any, more: str | None = None) -> None:
    """``more``: the sheet that lists all authorities, where these are too many for this one.

    Counts by verdict, rates with denominators, then by order and authority; two native charts on top."""
    languages = len(page.figures.languages)
    _group_columns(page)
    top = page.row
    counts = _counts(page)
    page.next()
    _rates(page)
    page.next(max(1, top + CHART_ROWS - page.row))
    verdicts = list(page.figures.total.verdicts)
    orders = [(order.id, order.title or order.issuer, order.tally) for order in page.figures.orders if order.approved]
    unjudged = {order.id for order in page.figures.orders if order.unjudged}
    _groups(page, "by_directive", "col_directive", orders, verdicts, unjudged)
    page.next()
    first = page.row + 2
    _groups(page, "by_authority", "col_authority", _of_authorities(page)[:LISTED], verdicts)
    last = min(page.row - 1, first + CHARTED - 1)
    if more is not None:
        words = phrase("authorities_more", page.language, n=len(page.figures.authorities) - LISTED)
        page.sheet.write_url(page.row, 0, link(more), as_link(page), words)
        page.next()
    if page.figures.limits:
        page.next()
        excel_rows.limits(page)
    if counts:
        charts = (_verdict_chart(book, page, *counts), _authority_chart(book, page, verdicts, first, last))
        for place, chart in enumerate(charts):
            beside = {"object_position": 2, "x_offset": 10 + place * (CHART_WIDTH + 12), "y_offset": 4}
            page.sheet.insert_chart(top, languages + 4, chart, beside)
    page.sheet.freeze_panes(top, 0)


def _counts(page: Page) -> tuple[int, int] | None:
    """The table of counts by verdict; returns its first and last row on the sheet, None where nothing is counted."""
    figures, styles, tag = page.figures, page.styles, page.language
    page.heading(phrase("by_verdict", tag))
    heads = [(phrase("col_verdict", language), language) for language in figures.languages]
    heads += [(phrase(key, tag), tag) for key in ("col_duties", "col_of", "col_share")]
    for place, (words, language) in enumerate(heads):
        page.put(place, words, styles.head(language))
    page.next()
    first, width = page.row, len(figures.languages)
    for verdict, n in figures.total.verdicts.items():
        for place, language in enumerate(figures.languages):
            page.put(place, VERDICTS[verdict][language], styles.verdict(verdict, language))
        page.put(width, n, styles.body(None, align="center"))
        page.put(width + 1, figures.total.duties, styles.body(None, align="center"))
        page.put(width + 2, n / figures.total.duties, styles.body(None, align="center", num_format="0%"))
        page.next()
    last = page.row - 1
    page.put(0, phrase("total", tag), styles.body(tag, bold=True))
    for place in range(1, width):
        page.put(place, phrase("total", figures.languages[place]), styles.body(figures.languages[place], bold=True))
    page.put(width, figures.total.duties, styles.body(None, align="center", bold=True))
    page.next()
    return (first, last) if last >= first else None


def _rates(page: Page) -> None:
    figures, styles, tag = page.figures, page.styles, page.language
    page.heading(phrase("rates", tag))
    heads = [(phrase("col_rate", language), language) for language in figures.languages]
    heads += [(phrase(key, tag), tag) for key in ("col_numerator", "col_of", "col_share")]
    for place, (words, language) in enumerate(heads):
        page.put(place, words, styles.head(language))
    page.next()
    width = len(figures.languages)
    for name in (name for name in RATES if name in figures.total.rates):
        rate = figures.total.rates[name]
        for place, language in enumerate(figures.languages):
            page.put(place, phrase(f"rate_{name}", language), styles.body(language, text_wrap=True))
        page.put(width, rate.numerator, styles.body(None, align="center"))
        page.put(width + 1, rate.of, styles.body(None, align="center"))
        page.put(
            width + 2,
            "–" if rate.value is None else rate.value,
            styles.body(None, align="center", num_format="0%"),
        )
        page.next()


def _groups(
    page: Page,
    title: str | None,
    key: str,
    groups: Sequence[tuple[str, Text, Tally]],
    verdicts: Sequence[Verdict],
    unjudged: Set[str] = frozenset(),
) -> None:
    """One line a group: names, identifier, duties, what needs action, what is fulfilled, the worst and each verdict.

    Of ``unjudged`` groups no figure is shown, for none was found: only that they were not judged.
    """
    styles, tag, languages = page.styles, page.language, page.figures.languages
    if title:
        page.heading(phrase(title, tag))
    heads = [(phrase(key, language), language) for language in languages]
    heads += [(phrase(name, tag), tag) for name in ("col_key", "col_duties", "col_action", "col_fulfilled")]
    heads += [(phrase("col_worst", language), language) for language in languages]
    for place, (words, language) in enumerate(heads):
        page.put(place, words, styles.head(language))
    for place, verdict in enumerate(verdicts, len(heads)):
        page.put(place, VERDICTS[verdict][tag], styles.head(tag, rotation=90))
    page.height(82)
    if not title:
        head_stays(page)
    page.next()
    number = styles.body(None, align="center", num_format='0;-0;"·"')
    for identifier, name, tally in groups:
        cells: list[tuple[object, Any]] = [
            (say(name, language)[0], styles.body(language, text_wrap=True)) for language in languages
        ]
        cells.append((identifier, styles.body(None, align="left")))
        cells += [(n, number) for n in (tally.duties, tally.action, tally.fulfilled)]
        for language in languages:
            worst = tally.worst
            cells.append((VERDICTS[worst][language], styles.verdict(worst, language)) if worst else (None, number))
        cells += [(tally.verdicts.get(verdict, 0), number) for verdict in verdicts]
        if identifier in unjudged:
            told = [(phrase("not_judged", language), styles.body(language, text_wrap=True)) for language in languages]
            empty: list[tuple[object, Any]] = [(None, number)] * 3
            cells = cells[: len(languages) + 1] + empty + told + [(None, number)] * len(verdicts)
        for place, (value, look) in enumerate(cells):
            page.put(place, value, look)
        page.next()


def _verdict_chart(book: Any, page: Page, first: int, last: int) -> Any:
    tag, width = page.language, len(page.figures.languages)
    chart = book.add_chart({"type": "bar"})
    fills = [{"fill": {"color": palette().light(verdict).bar}} for verdict in page.figures.total.verdicts]
    chart.add_series(
        {
            "name": phrase("col_duties", tag),
            "categories": [page.name, first, 0, last, 0],
            "values": [page.name, first, width, last, width],
            "points": fills,
            "gap": 40,
            "data_labels": {"value": True},
        }
    )
    chart.set_legend({"none": True})
    top = max(page.figures.total.verdicts.values())
    return _dress(chart, page, "chart_verdicts", {"max": max(math.ceil(top * 1.15), top + 1)})


def _authority_chart(book: Any, page: Page, verdicts: Sequence[Verdict], first: int, last: int) -> Any:
    width = len(page.figures.languages)
    start = 2 * width + 4
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for place, verdict in enumerate(verdicts, start):
        chart.add_series(
            {
                "name": VERDICTS[verdict][page.language],
                "categories": [page.name, first, 0, last, 0],
                "values": [page.name, first, place, last, place],
                "fill": {"color": palette().light(verdict).bar},
                "border": {"color": "#ffffff", "width": 0.5},
                "gap": 40,
            }
        )
    chart.set_legend({"position": "bottom", "font": {"name": "Arial", "size": 10}})
    authorities = len(page.figures.authorities)
    title = "chart_authorities" if authorities <= CHARTED else "chart_authorities_some"
    return _dress(chart, page, title, n=CHARTED, of=authorities)


def _dress(chart: Any, page: Page, title: str, values: Mapping[str, object] | None = None, **named: object) -> Any:
    """The worst on top; right to left, the bars grow leftwards."""
    words = phrase(title, page.language, **named)
    chart.set_title({"name": words, "name_font": {"name": "Arial", "size": 12}, "overlay": False})
    font = {"name": "Arial", "size": 10}
    rtl = direction(page.language) == "rtl"
    # XlsxWriter keeps the names of the axes as they lie on the paper: in a bar chart the categories are the y axis.
    chart.set_y_axis({"reverse": True, "num_font": font, "label_position": "low", "interval_unit": 1})
    chart.set_x_axis(
        {"reverse": rtl, "num_font": font, "num_format": "0", "min": 0, "major_gridlines": {"visible": False}}
        | dict(values or {})
    )
    chart.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
    return chart


def coverage(page: Page) -> None:
    """Units by obligations: the worst verdict in words, sign and colour."""
    matrix, styles, tag = page.figures.matrix, page.styles, page.language
    page.text(0, phrase(f"matrix_note_{matrix.by}", tag))
    page.next()
    heading = page.row
    page.columns(0, 0, 20)
    page.columns(1, max(len(matrix.obligations), 1), 12)
    page.put(0, phrase("col_unit" if matrix.by == "unit" else "col_authority", tag), styles.head(tag))
    for place, obligation in enumerate(matrix.obligations, 1):
        page.put(place, obligation, styles.get(None, **HEAD_ID))
    page.height(30)
    page.next()
    for row in matrix.rows:
        page.put(0, say(row.name, tag)[0], styles.body(tag, bold=True, text_wrap=True))
        for place, obligation in enumerate(matrix.obligations, 1):
            cell = row.cells.get(obligation)
            if cell is None:
                page.put(place, None, styles.body())
                continue
            verdict, n = cell
            words = VERDICTS[verdict][tag] + (f" ({n})" if n > 1 else "")
            page.put(place, words, styles.verdict(verdict, tag))
        page.next()
    page.sheet.freeze_panes(heading + 1, 1)
    page.sheet.repeat_rows(heading)
    page.sheet.repeat_columns(0)
    page.sheet.fit_to_pages(math.ceil(len(matrix.obligations) / MATRIX_ON_A_PAGE) or 1, 0)


MATRIX_ON_A_PAGE = 12
"""Obligations that fit beside each other in print; more go on to the next page."""

HEAD_ID = {
    "bold": True,
    "font_color": "#ffffff",
    "bg_color": "#1f3a5f",
    "text_wrap": True,
    "align": "center",
    "border": 1,
    "border_color": "#c9ced6",
}
