"""The lines of all pages become one text: a line a paragraph, and where each page begins. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.orders.formats import pdf_beside
from tracker.orders.formats.pdf_columns import Column, columns
from tracker.orders.formats.pdf_grid import Ahead, Rule
from tracker.orders.formats.pdf_lines import Glyph, Line, arabic, page_lines
from tracker.orders.formats.pdf_running import parted
from tracker.orders.formats.raised import SIGNS
from tracker.orders.layout import kind_of

LEADING = 1.2
"""Lines of one paragraph stand no further apart than this many times the closest ones of their stretch."""
AHEAD = 5
"""An item may leave out so many numbers of its list."""
_DIGITS = re.compile(r"[0-9٠-٩]+")
_BROKEN = re.compile(r"[^\W\d_]-\|[^\W\d_]|[0-9٠-٩][-/]\|[0-9٠-٩]")
_BRACKETED = re.compile(r"\s*[(\[][0-9٠-٩]{1,2}[)\]]\s*[^-–—.:ـ/\s]")
_LATIN_MARK = re.compile(r"\(?(?:[a-z]|[A-Z]|[ivx]{2,5}|[IVX]{2,5})[.)]\s+\S")
_FIELD = re.compile(r"[^\W\d_][\w\s()]{0,30}[:/]\s*\S")
_TERMINAL = (".", "؟", "?", "!", "؛", ":")


@dataclass(frozen=True, slots=True)
class Paged:
    """``pages``: (offset where it begins, number of the page from 1), ascending."""

    text: str
    pages: tuple[tuple[int, int], ...]


def text_of(
    pages: Sequence[Sequence[Glyph]], widths: Sequence[float] = (), rules: Sequence[Sequence[Rule]] = ()
) -> Paged:
    """Running heads stand before the text and feet behind it, each once, numbers of pages nowhere; a sentence that goes
    on overleaf is one paragraph. ``widths``: of the pages, in points; ``rules``: the lines that are drawn on them."""
    rtl = arabic([g[0] for page in pages for g in page])
    ahead = Ahead()
    drawn = rules or [()] * len(pages)
    read = [
        pdf_beside.parted(page_lines(n, glyphs, own, ahead, rtl=rtl))
        for n, (glyphs, own) in enumerate(zip(pages, drawn, strict=True), 1)
    ]
    heads, body, feet = parted(read)
    return joined(heads, [line for page in body for line in page], feet, columns(body, widths))


def joined(
    heads: Sequence[Line], body: Sequence[Line], feet: Sequence[Line], places: dict[tuple[int, int], Column]
) -> Paged:
    """Paragraphs: a line that is full goes on in the next. What runs through the pages stands by itself."""
    out: list[str] = []
    pages: list[tuple[int, int]] = []
    length = 0
    before: Line | None = None
    number = 0
    alone = {id(line) for line in (*heads, *feet)}
    for line in (*heads, *body, *feet):
        separator = "\n" if out else ""
        opens, number = _opens_item(line.text, number, before.text if before is not None else "")
        if id(line) in alone:
            before = None
        elif before is not None and not opens and _goes_on(before, line, places):
            separator = "" if _BROKEN.search(before.text[-3:] + "|" + line.text[:1]) else " "
        if not pages or (pages[-1][1] < line.page and id(line) not in alone):
            pages.append((length + len(separator), line.page))
        out += (separator, line.text)
        length += len(separator) + len(line.text)
        before = line if id(line) not in alone else None
    return Paged("".join(out), tuple(pages))


def _opens_item(text: str, last: int, before: str) -> tuple[bool, int]:
    """Whether a line opens an item of a list, and the number of the latest item: '(30) thirty days' at the head of a
    line is none after item 4, '5-' and '7-' are."""
    ended = before.rstrip(SIGNS).endswith(_TERMINAL)
    kind, length = kind_of(text)
    if kind is None:
        return ended and _LATIN_MARK.match(text) is not None, last
    digits = _DIGITS.search(text[:length])
    if kind != "number" or digits is None:
        return True, last
    value = int(digits.group())
    if value in (1, last + 1) or ended:
        return True, value
    if last < value <= last + AHEAD and _BRACKETED.match(text) is None:
        return True, value
    return False, last


def _goes_on(line: Line, after: Line, places: dict[tuple[int, int], Column]) -> bool:
    """Whether the next line is the rest of this one: its first word would not have fitted here any more."""
    column = places[(line.page, line.stretch)]
    if line.rtl != after.rtl or abs(line.size - after.size) > 0.15 * line.size:
        return False
    if line.cells or after.cells or after.text.startswith(tuple(SIGNS)):
        return False
    together = (line.page, line.stretch) == (after.page, after.stretch)
    if together and not 0 < line.y - after.y <= LEADING * column.leading:
        return False
    if _FIELD.match(after.text) is not None and _FIELD.match(line.text) is not None and len(line.text) < 60:
        return False
    room = column.free(line)
    ended = line.text.rstrip(SIGNS).endswith(_TERMINAL)
    if room > after.first + 0.2 * line.size:
        # Only where the edge of the column is guessed can a small letter tell more than the room.
        return after.text[:1].islower() and not ended and room < 0.35 * column.width
    if together:
        return True
    other = places[(after.page, after.stretch)]
    return not ended and other.width <= column.width + 3 * line.size
