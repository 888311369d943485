"""How a workbook looks: formats, widths, print set-up, safe names. Every sheet goes through ``Page``."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from typing import Any

from tracker.model import Verdict
from tracker.report.records import Figures
from tracker.report.strings import direction, palette, phrase
from tracker.report.text import marked, say
from tracker.wording import date_text

FONT = "Arial"
NAME_LIMIT = 31
TEXT_LIMIT = 32_767
LINE_POINTS = 13.5
LETTERS_PER_WIDTH = {"ar": 1.2, "en": 1.1}
"""A column's width counts zeros; running text, Arabic above all, is narrower."""
INDENT = 1.5
"""What the indent takes of a column, in characters; without it words of two directions would touch at the grid."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula to a careless program (OWASP, CSV injection): it is written and marked as text."""

HEAD, LINE = "#1f3a5f", "#c9ced6"
BANNER = {"bold": True, "font_color": "#5c3b00", "bg_color": "#ffefb3", "font_size": 11}


def safe_sheet_name(wanted: str, taken: set[str]) -> str:
    """A name Excel accepts and that is not in ``taken`` (folded; the new one is added to it)."""
    bare = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted)
    bare = " ".join(bare.split()).strip("'") or "-"
    if bare.casefold() == "history":
        bare += "_"
    name, number = _cut(bare, NAME_LIMIT).strip(" '"), 2
    while name.casefold() in taken:
        tail = f" ({number})"
        name, number = _cut(bare, NAME_LIMIT - len(tail)).rstrip() + tail, number + 1
    taken.add(name.casefold())
    return name


def _cut(text: str, units: int) -> str:
    """The longest beginning of ``text`` of at most so many UTF-16 code units, as Excel counts them."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def cell_text(text: str) -> str:
    """At most what one cell holds; what was cut is marked."""
    return text if len(text.encode("utf-16-le")) // 2 <= TEXT_LIMIT else _cut(text, TEXT_LIMIT - 1) + "…"


@cache
def lines_needed(text: str, width: float) -> int:
    """Lines that ``text`` takes when it is wrapped at spaces in a column so many characters wide."""
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    lines, width = 0, width * LETTERS_PER_WIDTH["ar" if 2 * arabic > len(text) else "en"]
    text = "".join(c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    for paragraph in text.split("\n"):
        lines, filled = lines + 1, 0.0
        for word in paragraph.split(" "):
            if filled and filled + 1 + len(word) > width:
                lines, filled = lines + 1, 0.0
            filled += len(word) + (1 if filled else 0)
            while filled > width:
                lines, filled = lines + 1, filled - width
    return lines


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}
        self._wanted: dict[int, dict[str, object]] = {}

    def get(self, language: str | None = None, **properties: object) -> Any:
        """A format in the direction of ``language`` (None: left to right, for identifiers, dates and numbers)."""
        wanted: dict[str, object] = {"font_name": FONT, "font_size": 10, "valign": "top"}
        wanted["reading_order"] = 2 if language and direction(language) == "rtl" else 1
        wanted |= properties
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
            self._wanted[id(self._made[key])] = wanted
        return self._made[key]

    def dated(self, look: Any, day: date, language: str) -> Any:
        """The same format for a date, shown as people write it in ``language``. The month's name stands in the format
        itself: no program can put another calendar's in its place, and the cell stays a date."""
        month = date_text(day, language).split(" ", 1)[1].rsplit(" ", 1)[0]
        shown = {"num_format": f'd" {month} "yyyy', "reading_order": 2 if direction(language) == "rtl" else 1}
        return self.get(None, **{**self._wanted[id(look)], **shown})

    def rtl(self, look: Any) -> bool:
        return self._wanted[id(look)]["reading_order"] == 2

    def quoted(self, look: Any) -> Any:
        """The same format with Excel's quote prefix, so that the text stays text when somebody edits the cell."""
        return self.get(None, **{**self._wanted[id(look)], "quote_prefix": True})

    def wraps(self, look: Any) -> bool:
        wanted = self._wanted[id(look)]
        return bool(wanted.get("text_wrap")) and not wanted.get("rotation")

    def head(self, language: str, **properties: object) -> Any:
        look = {"bold": True, "font_color": "#ffffff", "bg_color": HEAD, "text_wrap": True}
        look |= {"valign": "vcenter", "align": "center"}
        return self.get(language, border=1, border_color=LINE, **(look | properties))

    def body(self, language: str | None = None, **properties: object) -> Any:
        side = "right" if language and direction(language) == "rtl" else "left"
        look: dict[str, object] = {"border": 1, "border_color": LINE, "align": side} | properties
        if look["align"] != "center":
            look["indent"] = 1
        return self.get(language, **look)

    def verdict(self, verdict: Verdict, language: str) -> Any:
        shade = palette().light(verdict)
        return self.body(language, bold=True, font_color=shade.text, bg_color=shade.tint, text_wrap=True)


class Page:
    """One sheet: banner and title on top, then whatever is written row by row from ``row`` on."""

    def __init__(self, book: Any, styles: Styles, figures: Figures, name: str, title: str) -> None:
        self.figures, self.styles, self.name = figures, styles, name
        self.language = figures.languages[0]
        self.sheet = book.add_worksheet(name)
        self.row = 0
        self._widths: dict[int, float] = {}
        self._lines, self._fixed = 1, False
        if direction(self.language) == "rtl":
            self.sheet.right_to_left()
        self.sheet.hide_gridlines(2)
        self._banner()
        self.text(0, title, bold=True, font_size=15, font_color=HEAD)
        self.height(24)
        self.next()
        day = date_text(figures.as_of, self.language, weekday=True)
        self.text(0, f"{phrase('as_of', self.language)}: {day}", font_color="#40454c")
        self.next(2)
        self._print()

    def next(self, rows: int = 1) -> None:
        """Go on. The row just written gets the height its wrapped text needs: not every program works it out itself."""
        if self._lines > 1 and not self._fixed:
            self.sheet.set_row(self.row, min(self._lines * LINE_POINTS + 3, 400))
        self._lines, self._fixed = 1, False
        self.row += rows

    def height(self, points: float) -> None:
        """The present row's height, whatever its text."""
        self.sheet.set_row(self.row, points)
        self._fixed = True

    def columns(self, first: int, last: int, width: float) -> None:
        """Set the width of columns, in characters; from then on wrapped text in them is measured."""
        self.sheet.set_column(first, last, width)
        self._widths.update(dict.fromkeys(range(first, last + 1), width))

    def text(self, column: int, words: str, language: str | None = "", wrap: bool = False, **look: object) -> None:
        """Words in the sheet's language ("" , the default), in another, or left to right (None)."""
        tag = self.language if language == "" else language
        self.put(column, words, self.styles.get(tag, text_wrap=wrap, **look))

    def put(self, column: int, value: object, look: Any) -> None:
        """One value of any kind: text always as text, dates as dates, numbers as numbers, None as an empty cell."""
        sheet, row = self.sheet, self.row
        if value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, date):
            if value.year < 1900:  # before the first day Excel knows
                sheet.write_string(row, column, value.isoformat(), look)
            else:
                sheet.write_datetime(row, column, value, self.styles.dated(look, value, self.language))
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, look)
        else:
            words = cell_text(str(value))
            rtl, formula = self.styles.rtl(look), words.startswith(FORMULA_STARTS)
            if formula:
                look = self.styles.quoted(look)
            if rtl:
                words = cell_text(marked(words))
            if column in self._widths and self.styles.wraps(look):
                self._lines = max(self._lines, lines_needed(words, self._widths[column] - INDENT))
            sheet.write_string(row, column, words, look)

    def heading(self, words: str) -> None:
        self.text(0, words, bold=True, font_size=12, font_color=HEAD)
        self.height(20)
        self.next()

    def _banner_words(self) -> str:
        """In every language of the project: a sheet may reach somebody who reads only one."""
        return "  /  ".join(dict.fromkeys(say(self.figures.banner, tag)[0] for tag in self.figures.languages))

    def _banner(self) -> None:
        if not self.figures.banner:
            return
        words = self._banner_words()
        for column in range(8):
            self.put(column, words if column == 0 else None, self.styles.get(self.language, **BANNER))
        self.next()

    def _print(self) -> None:
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
        footer = self._banner_words().replace("&", "&&")
        sheet.set_footer(f"&L{footer}&C&P / &N&R&A"[:255])
