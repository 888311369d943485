"""The workbook: the same figures as the page, as sheets that can be filtered, printed and passed on.

The same figures give the same bytes: the parts of the archive carry a fixed time (XlsxWriter, ``in_memory``) and the
document's own date is the day the report speaks of, never the clock's.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from tracker.files import write_atomically
from tracker.report import excel_frame, excel_overview, excel_rows
from tracker.report.excel_lines import write_table
from tracker.report.excel_style import Page, Styles, safe_sheet_name
from tracker.report.records import Branch, Figures, Line
from tracker.report.strings import phrase
from tracker.report.text import say

ROWS = 1_048_576 - 16
"""Lines that fit on one sheet below its head (ECMA-376: 1,048,576 rows)."""


OWN_SHEET_FROM = 8
"""So many duties give an authority a sheet of its own."""
OWN_SHEETS = 12
"""At most so many of them; the first ones have most to be done."""
TOGETHER = 40
"""So many others share a sheet; of more, the register with its column of authorities is what can be used."""
FEW_FINDINGS = 12
"""So many findings stand below the sources, more on a sheet of their own."""


def write(figures: Figures, path: Path) -> None:
    """Write the workbook; it takes its place whole or not at all. Refusal (``file-unwritable``) if it cannot."""
    write_atomically(path, render(figures))


def render(figures: Figures, rows: int = ROWS) -> bytes:
    """The workbook's bytes. ``rows``: how many lines of the register one sheet may hold."""
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    _Workbook(book, figures, rows).build()
    book.close()
    return content.getvalue()


def parted(authorities: Sequence[Branch]) -> tuple[list[Branch], list[Branch]]:
    """The authorities with a sheet of their own, and those that stand on one sheet together: a sheet for one or two
    duties is an empty page on paper, and three hundred sheets are none that anybody finds."""
    large = [branch for branch in authorities if branch.tally.duties >= OWN_SHEET_FROM]
    own = large[:OWN_SHEETS]
    others = [branch for branch in authorities if branch not in own]
    return own, others if len(others) <= TOGETHER else []


class _Workbook:
    """Names first (the cover lists them), then the sheets in their order."""

    def __init__(self, book: Any, figures: Figures, rows: int) -> None:
        self.book, self.figures, self.rows = book, figures, rows
        self.styles = Styles(book)
        self.language = figures.languages[0]
        self.taken: set[str] = set()

    def build(self) -> None:
        figures = self.figures
        self._properties()
        lines = figures.lines
        parts = [lines[start : start + self.rows] for start in range(0, len(lines), self.rows)] or [lines]
        cover, overview, exceptions = (self.name(key) for key in ("sheet_cover", "sheet_overview", "sheet_exceptions"))
        registers = [self.name("sheet_register", n) for n in range(1, len(parts) + 1)]
        listed = ("units", "matrix", "inputs", "dictionary")
        units, coverage, sources, dictionary = (self.name(f"sheet_{key}") for key in listed)
        found = self.name("sheet_findings") if len(figures.findings) > FEW_FINDINGS else None
        left = self.name("sheet_not_taken") if figures.not_taken else None
        own, others = parted(figures.authorities)
        branches = [safe_sheet_name(say(b.name, self.language)[0], self.taken) for b in own]
        rest = [self.name("sheet_authorities")] if others else []
        heads = self.name("sheet_authorities_all") if len(figures.authorities) > excel_overview.LISTED else None
        recurring = [self.name("sheet_series")] if figures.series else []
        sheets = [
            cover,
            overview,
            exceptions,
            *([left] if left else []),
            *registers,
            *([heads] if heads else []),
            units,
            coverage,
            *recurring,
            *branches,
            *rest,
            dictionary,
            sources,
            *([found] if found else []),
        ]
        excel_frame.cover(self.page(cover, "title"), sheets[1:])
        excel_overview.overview(self.page(overview, "sheet_overview"), self.book, heads)
        urgent = self.page(exceptions, "sheet_exceptions")
        both = {"action": len(figures.action), "questions": len(figures.questions)}
        self.note(urgent, phrase("exceptions_count", self.language, **both))
        rows = write_table(urgent, figures.exceptions[: self.rows], "exceptions", todo=True)
        if left:
            excel_rows.not_taken(self.page(left, "part_not_taken"))
        where: dict[int, str] = {}
        for number, (name, part) in enumerate(zip(registers, parts, strict=True), 1):
            where |= self.register(name, part, number, len(parts))
        self.links(urgent, rows, where)
        if heads:
            excel_overview.authorities(self.page(heads, "part_authorities"))
        excel_overview.units(self.page(units, "part_units"))
        excel_overview.coverage(self.page(coverage, "part_matrix"))
        for name in recurring:
            excel_rows.recurring(self.page(name, "part_series"))
        for number, (name, branch) in enumerate(zip(branches, own, strict=True), 1):
            page = self.page(name, say(branch.name, self.language)[0])
            of = {"n": branch.tally.action, "of": branch.tally.duties}
            self.note(page, phrase("action_of", self.language, **of))
            write_table(page, branch.lines[: self.rows], f"authority_{number}", authority="none")
        for name in rest:
            page = self.page(name, "sheet_authorities")
            self.note(page, phrase("authorities_note", self.language))
            together = [line for branch in others for line in branch.lines]
            write_table(page, together[: self.rows], "authorities", authority="first")
        excel_frame.dictionary_sheet(self.page(dictionary, "sheet_dictionary"))
        page = self.page(sources, "part_inputs")
        excel_frame.inputs(page)
        if figures.findings and not found:
            excel_frame.findings_below(page)
        if found:
            excel_frame.findings(self.page(found, "part_findings"))

    def name(self, key: str, part: int = 1) -> str:
        words = phrase(key, self.language)
        return safe_sheet_name(words if part == 1 else f"{words} ({part})", self.taken)

    def page(self, name: str, title: str) -> Page:
        """A sheet whose title is a phrase of strings.toml, or the words given."""
        words = phrase(title, self.language) if title.startswith(("sheet_", "part_", "title")) else title
        return Page(self.book, self.styles, self.figures, name, words)

    def note(self, page: Page, words: str) -> None:
        """A sentence above a table."""
        page.text(0, words, bold=True)
        page.next()

    def register(self, name: str, lines: Sequence[Line], part: int, parts: int) -> dict[int, str]:
        """One part of the register; returns the place of each duty as the target of a link."""
        page = self.page(name, "part_register")
        if parts > 1:
            self.note(page, phrase("continued", self.language, n=part, of=parts))
        rows = write_table(page, lines, f"register_{part}" if parts > 1 else "register")
        quoted = name.replace("'", "''")
        return {number: f"internal:'{quoted}'!A{row + 1}" for number, row in rows.items()}

    def links(self, page: Page, rows: dict[int, int], where: dict[int, str]) -> None:
        """From the number of an exception to the duty in the register (Excel allows 65,530 links on a sheet)."""
        look = self.styles.body(None, align="center", font_color="#134a80", underline=1)
        for number, row in list(rows.items())[:65_000]:
            page.sheet.write_url(row, 0, where[number], look, str(number))
            page.sheet.write_number(row, 0, number, look)

    def _properties(self) -> None:
        figures = self.figures
        banner = say(figures.banner, self.language)[0]
        self.book.set_properties(
            {
                "title": f"{phrase('title', self.language)} {figures.as_of.isoformat()}",
                "subject": say(figures.project, self.language)[0][:250],
                "comments": banner[:250],
                "created": datetime.combine(figures.as_of, time()),
            }
        )
        if figures.program:
            self.book.set_custom_property("tracker", figures.program)
