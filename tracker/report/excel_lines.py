"""The sheets that list duties: register, exceptions, one for each authority. Columns are described once, here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.report.excel_style import Page
from tracker.report.records import Line
from tracker.report.strings import phrase
from tracker.report.text import say
from tracker.report.todo import todo as todo_of
from tracker.wording import FLAGS, PATTERNS, period_text, verdict_text


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: text | id | date | number | verdict. ``language`` None: left to right. ``width`` in characters."""

    key: str
    heading: str
    kind: str
    width: float
    value: Callable[[Line], object]
    language: str | None = None


def columns(languages: Sequence[str], *, authority: str, todo: bool, periods: bool = False) -> tuple[list[Column], int]:
    """The columns in their order, and how many of them are printed (the rest are for filtering on the screen).

    The project's first language leads; what is in its other languages is not printed, so that a page can be read
    without a glass. ``authority``: ``first`` (printed), ``last`` or ``none``. ``periods``: some line is an occurrence.
    """
    first, others = languages[0], languages[1:]
    leading = [
        _number("col_number", first, 5, lambda line: line.number),
        *([_text("col_authority", first, 12, lambda line: line.authority_name)] if authority == "first" else []),
        _id("col_obligation", first, 18, lambda line: line.obligation),
        _text("col_unit", first, 14, lambda line: line.unit_name),
        Column("col_text", phrase("col_text", first), "text", 21, lambda line: _ordered(line, first), first),
        _verdict(first),
        *([_todo(first)] if todo else []),
        _date("col_due", first, lambda line: line.due_on),
        *([] if todo else [_date("col_completed", first, lambda line: line.completed_on)]),
        _number("col_days", first, 7, lambda line: line.days),
        _flags(first, 13),
        _why(first, 46),
    ]
    more = [
        *(_verdict(language) for language in others),
        *([_period(first)] if periods else []),
        *([_date("col_completed", first, lambda line: line.completed_on)] if todo else []),
        _date("col_due_before", first, _due_before),
        _number("col_count", first, 8, lambda line: line.count or None),
        _id("col_file", first, 30, lambda line: line.source.file if line.source else None),
        _text("col_sheet", first, 16, lambda line: {"und": (line.source.sheet or "") if line.source else ""}),
        _id("col_cell", first, 8, lambda line: line.source.cell if line.source else None),
        _date("col_last_report", first, lambda line: line.last_reported_on),
        *([_text("col_authority", first, 22, lambda line: line.authority_name)] if authority == "last" else []),
        _id("col_unit_id", first, 12, lambda line: line.unit),
        _id("col_occurrence", first, 24, lambda line: line.event or line.occurrence),
        Column(
            "col_pattern", phrase("col_pattern", first), "text", 16, lambda line: PATTERNS[line.pattern][first], first
        ),
        _number("col_rule", first, 7, lambda line: line.rule),
    ]
    for tag in others:
        more += [
            _text("col_unit", tag, 26, lambda line: line.unit_name),
            _text("col_text", tag, 48, lambda line: line.text),
            _flags(tag, 34),
            _why(tag, 90),
        ]
    return leading + more, len(leading)


def _ordered(line: Line, language: str) -> str:
    """What is ordered and, below it, for which period."""
    words = say(line.text, language)[0]
    return f"{words}\n{period_text(line.occurrence, language)}" if line.occurrence else words


def _due_before(line: Line) -> date | None:
    """The first due date, where a change or a suspension moved it."""
    return line.original_due_on if line.original_due_on != line.due_on else None


def why(line: Line, language: str) -> str:
    """The reason, what later orders changed, and what each flag rests on: a paragraph each."""
    told = [line.reason, *line.changes]
    told += [
        {tag: f"{FLAGS[flag][tag]}: {text}" for tag, text in account.items()} for flag, account in line.accounts.items()
    ]
    return _BEFORE_A_PATH.sub("\n", "\n".join(say(text, language)[0] for text in told))


_BEFORE_A_PATH = re.compile(r"(?: (?=\(\S+/\S+\.\w+)|(?<=[:؛;]) (?=\S+/\S+\.\w+))")
"""A file begins a line of its own: a program that breaks at hyphens would cut the date in its path in two."""


def _why(language: str, width: float) -> Column:
    return Column(
        "col_reason", phrase("col_reason", language), "text", width, lambda line: why(line, language), language
    )


def _period(language: str) -> Column:
    return Column(
        "col_period",
        phrase("col_period", language),
        "text",
        17,
        lambda line: period_text(line.occurrence, language) if line.occurrence else None,
        language,
    )


def _text(key: str, language: str, width: float, pick: Callable[[Line], Any]) -> Column:
    return Column(key, phrase(key, language), "text", width, lambda line: say(pick(line), language)[0], language)


def _id(key: str, language: str, width: float, pick: Callable[[Line], object]) -> Column:
    return Column(key, phrase(key, language), "id", width, pick)


def _date(key: str, language: str, pick: Callable[[Line], object]) -> Column:
    return Column(key, phrase(key, language), "date", 12, pick)


def _number(key: str, language: str, width: float, pick: Callable[[Line], object]) -> Column:
    return Column(key, phrase(key, language), "number", width, pick)


def _verdict(language: str) -> Column:
    return Column(
        "col_verdict",
        phrase("col_verdict", language),
        "verdict",
        12,
        lambda line: verdict_text(line.verdict, line.claim)[language],
        language,
    )


def _flags(language: str, width: float = 20) -> Column:
    joint = "، " if language == "ar" else ", "
    return Column(
        "col_flags",
        phrase("col_flags", language),
        "text",
        width,
        lambda line: joint.join(FLAGS[flag][language] for flag in line.flags),
        language,
    )


def _todo(language: str) -> Column:
    return Column("col_todo", phrase("col_todo", language), "text", 19, lambda line: todo_of(line, language), language)


def write_table(
    page: Page, lines: Sequence[Line], name: str, *, authority: str = "last", todo: bool = False
) -> dict[int, int]:
    """A real table with filter, frozen head and print titles. Returns the sheet row (from 0) of each line's number."""
    if not lines:
        page.columns(0, 0, 90)  # one cell on the sheet: its words must not end where the first column would
        page.text(0, phrase("nothing_here", page.language))
        page.next()
        return {}
    periods = any(line.occurrence for line in lines)
    spec, printed = columns(page.figures.languages, authority=authority, todo=todo, periods=periods)
    sheet, styles, top = page.sheet, page.styles, page.row
    for place, column in enumerate(spec):
        page.columns(place, place, column.width)
    sheet.add_table(
        top,
        0,
        top + len(lines),
        len(spec) - 1,
        {
            "name": name,
            "style": None,
            "columns": [{"header": c.heading, "header_format": styles.head(c.language or page.language)} for c in spec],
        },
    )
    page.height(66)
    sheet.freeze_panes(top + 1, 2)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, top + len(lines), printed - 1)
    page.next()
    looks = [_look(page, column) for column in spec]
    rows: dict[int, int] = {}
    for line in lines:
        rows[line.number] = page.row
        for place, (column, look) in enumerate(zip(spec, looks, strict=True)):
            if look is None:
                look = styles.verdict(line.verdict, column.language or page.language)
            page.put(place, column.value(line), look)
        page.next()
    return rows


def _look(page: Page, column: Column) -> Any:
    """The format of a column; None for verdicts, whose colour changes from line to line."""
    styles = page.styles
    if column.kind == "verdict":
        return None
    if column.kind == "date":
        return styles.body(None, align="center", text_wrap=True)
    if column.kind == "number":
        return styles.body(None, align="center")
    if column.kind == "id":
        return styles.body(None, align="left", text_wrap=True)
    return styles.body(column.language, text_wrap=True)
