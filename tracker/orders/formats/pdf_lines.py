"""The glyphs of a page become its lines, in reading order. Pure.

Most programs write a page in the order in which it is read, column after column and cell after cell; so lines follow
the order of the file, and only stretches of lines that stand wholly above others (a heading painted last) go first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from tracker.orders.formats import pdf_cells, pdf_grid, pdf_marks, rows
from tracker.orders.formats.bidi import logical
from tracker.orders.formats.raised import raised
from tracker.orders.layout import kind_of

Glyph = tuple[str, float, float, float, float]
SAME_LINE = 0.35
"""Baselines that differ by less than this part of the size are one line."""
NEAR = 0.6
"""Parts of a line written at different times belong together below this distance, in sizes."""
SPACE = 0.18
"""A gap of this width, in sizes, separates words where no space is written."""
WIDE = 1.8
"""A gap of this width separates fields or cells."""
RUNNING = 2
"""So many lines above or below a table may be the head or the foot of the page."""
BACK, LOOK = 80, 400
"""How many lines, and how many of their glyphs, are searched for a place beside which a glyph belongs."""
NAME = 40
"""Latin letters that a line without Arabic ones may have in an Arabic paragraph."""
_ENDS = frozenset(".,:;،؛!؟?)")
_STOPS = frozenset(".:،؛؟")
_MARK = re.compile(r"[(\[]?(?:[0-9٠-٩]{1,2}(?:\.[0-9٠-٩]{1,2})*|[A-Za-zء-ي]{1,2}|[ivx]{2,5})[-–.)\]]+")
_LOOSE_MARK = re.compile(r"[(\[]?[0-9٠-٩A-Za-zء-ي.]{1,6}[-–.)\]]*")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z]")
_FORMS = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc\ufb00-\ufb06]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(slots=True)
class Line:
    """One line as printed. ``stretch``: lines of one number follow one another down the page, in one column.

    ``first``: width of its first word; ``left`` and ``right``: where its letters end; ``rightward``: an Arabic
    line of a paragraph that runs to the right; ``cells``: a row of a table, whose last line is at ``low``.
    """

    page: int
    y: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    stretch: int = 0
    left: float = 0.0
    right: float = 0.0
    text: str = ""
    rtl: bool = False
    first: float = 0.0
    rightward: bool = False
    cells: bool = False
    low: float = 0.0


def page_lines(
    page: int, glyphs: Sequence[Glyph], rules: Sequence[pdf_grid.Rule], ahead: pdf_grid.Ahead, *, rtl: bool
) -> list[Line]:
    """The lines of one page with the rows of its tables, where lines are drawn around their cells."""

    def read(own: Sequence[Glyph]) -> list[str]:
        return [line.text for line in lines(page, own, rtl=rtl)]

    tables, rest = pdf_grid.tables(rules, glyphs, read, ahead, rtl=rtl) if rules else ([], glyphs)
    out = lines(page, rest, rtl=rtl)
    before, ahead.shown = ahead.shown, None
    for table in tables:
        place = next((n for n, line in enumerate(out) if line.y and line.y < table.foot), len(out))
        stretch = 1 + max((line.stretch for line in out), default=0)
        shown = list(table.lines)
        if table.torn is not None and before is not None and place <= RUNNING:
            before.text, shown = table.torn, shown[1:]
        out[place:place] = rows_ = [
            Line(page, y, 1.0, [], stretch, table.left, table.right, text, rtl, cells=True, low=y) for y, text in shown
        ]
        last = rows_[-1] if rows_ else before
        ahead.shown = last if len(out) - place - len(rows_) <= RUNNING else None
    return out


def lines(page: int, glyphs: Sequence[Glyph], *, rtl: bool) -> list[Line]:
    """The lines of one page. ``rtl``: the document as a whole is Arabic."""
    found: list[Line] = []
    marks: list[tuple[Glyph, int]] = []
    aside: list[str] = []
    current: Line | None = None
    placed: list[tuple[Line, int]] = []
    long = _in_long_runs(glyphs)
    for n, glyph in enumerate(glyphs):
        text, left, right, y, size = glyph
        text = _UNSEEN.sub("", _FORMS.sub(_plain, text))
        if size < 0:
            aside.append(text)
            continue
        if not text or size == 0:
            continue
        if all(unicodedata.combining(c) for c in text):
            marks.append(((text, left, right, y, size), len(placed)))
            continue
        if not text.strip() and (current is None or abs(current.y - y) > SAME_LINE * current.size):
            continue
        if current is not None and text.strip() and pdf_marks.stands_raised(current, glyph, SPACE):
            current.glyphs.append((raised(text), left, right, current.y, size))
            placed.append((current, len(current.glyphs) - 1))
            continue
        if (
            current is None
            or abs(current.y - y) > SAME_LINE * max(size, current.size)
            or (long[n] and _over(current, glyph))
        ):
            line = _beside(found, glyph, long=long[n])
            if line is None:
                stretch = current.stretch + (y > current.y + 0.5 * size) if current is not None else 0
                stretch = max(stretch, found[-1].stretch + 1) if found and found[-1] is not current else stretch
                line = Line(page, y, size, stretch=stretch)
                found.append(line)
            current = line
        current.glyphs.append((text, left, right, y, size))
        current.size = max(current.size, size) if text.strip() else current.size
        placed.append((current, len(current.glyphs) - 1))
    _put_marks(marks, placed)
    found = pdf_marks.joined(found, NEAR)
    rightward = rtl and _set_rightward(found)
    for line in found:
        _finish(line, rtl=rtl, rightward=rightward)
    found = _tables([line for line in found if line.text], rtl=rtl and not rightward)
    out = _in_order(found)
    sideways = " ".join("".join(aside).split())
    if sideways:
        out.append(Line(page, 0.0, 1.0, stretch=len(out) + 1, text=sideways, rtl=rtl))
    return out


def arabic(texts: Sequence[str]) -> bool:
    """Whether Arabic letters are at least a third of all, as in ``documents.language_of``."""
    whole = "".join(texts)
    return len(_ARABIC.findall(whole)) * 2 >= max(1, len(_LATIN.findall(whole)))


def _set_rightward(found: Sequence[Line]) -> bool:
    """Whether Arabic stands in paragraphs that run to the right, as where nobody turned the direction round: the stop
    of a sentence then stands at its right."""
    votes = 0
    for line in found:
        seen = sorted((g for g in line.glyphs if g[0].strip()), key=lambda g: (g[1] + g[2]) / 2)
        if len(seen) > 3:
            right = seen[-1][0] in _STOPS and _ARABIC.search(seen[-2][0]) is not None
            left = seen[0][0] in _STOPS and _ARABIC.search(seen[1][0]) is not None
            votes += right - left
    return votes > 0


def _tables(found: list[Line], *, rtl: bool) -> list[Line]:
    """Rows of tables with a tab between their cells; what goes on inside a cell joins the line that it belongs to."""
    out: list[Line] = []
    for _, group in groupby(found, key=lambda line: line.stretch):
        own = list(group)
        own_gaps = [pdf_cells.gaps(line.glyphs, line.size) for line in own]
        listed = [kind_of(line.text)[0] is not None for line in own]
        cuts = pdf_cells.rows(own_gaps, [line.size for line in own], listed)
        row: tuple[Line, list[pdf_cells.Gap], list[str]] | None = None
        titles: list[pdf_cells.Gap] = []  # what parts the columns, where the first row gives each a title
        for line, cut, gap in zip(own, cuts, own_gaps, strict=True):
            if row is not None and _into_cells(row, line, gap, cut, rtl=rtl):
                continue
            begins, row = row is None, None
            out.append(line)
            if not cut:
                titles = []
                continue
            parted = pdf_cells.parts(line.glyphs, cut)
            texts = [_text_of(part, line) for part in parted]
            if begins and not titles:
                titles = cut if rows.are_titles(texts) else []
            elif len(cut) == len(titles):
                closer = pdf_cells.shared(titles, cut, line.size)
                titles = closer if len(closer) == len(titles) else titles
            elif len(cut) < len(titles):
                cut, texts = _under(titles, cut, parted, texts)
            row = line, cut, texts
            line.cells = True
            line.text = _row(texts, rtl=rtl)
    return out


def _under(
    titles: list[pdf_cells.Gap], cut: list[pdf_cells.Gap], parted: Sequence[Sequence[Glyph]], texts: list[str]
) -> tuple[list[pdf_cells.Gap], list[str]]:
    """A row in which cells are empty, its words under the titles below which they stand."""
    placed = [""] * (len(titles) + 1)
    for part, text in zip(parted, texts, strict=True):
        seen = [g for g in part if g[0].strip()]
        number = pdf_cells.cell_of(titles, min(g[1] for g in seen), max(g[2] for g in seen)) if seen else None
        if number is None or placed[number]:
            return cut, texts
        placed[number] = text
    return titles, placed


def _into_cells(
    row: tuple[Line, list[pdf_cells.Gap], list[str]], line: Line, gap: list[pdf_cells.Gap], cut: object, *, rtl: bool
) -> bool:
    """Whether a line only goes on in some cells of the row above; its words are put there."""
    above, cuts, texts = row
    inside = [pdf_cells.cell_of(cuts, part[0][1], part[-1][2]) for part in _seen_parts(line, gap)]
    first = len(texts) - 1 if rtl else 0
    near = above.low - line.y <= pdf_cells.CLOSE * line.size
    if None in inside or len(set(inside)) != len(inside) or len(inside) >= len(texts):
        return False
    if not near or (first in inside and cut):
        return False
    for number, part in zip(inside, _seen_parts(line, gap), strict=True):
        more = _text_of([g for g in line.glyphs if part[0][1] <= (g[1] + g[2]) / 2 <= part[-1][2]], line)
        texts[number or 0] = f"{texts[number or 0]} {more}".strip()
    above.text = _row(texts, rtl=rtl)
    above.low = line.y
    return True


def _seen_parts(line: Line, gap: Sequence[pdf_cells.Gap]) -> list[list[Glyph]]:
    found = pdf_cells.parts([g for g in line.glyphs if g[0].strip()], gap)
    return [sorted(part, key=lambda g: (g[1] + g[2]) / 2) for part in found if part]


def _row(texts: Sequence[str], *, rtl: bool) -> str:
    return rows.joined(list(reversed(texts)) if rtl else texts)


def _plain(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


def _beside(found: Sequence[Line], glyph: Glyph, *, long: bool) -> Line | None:
    """An earlier line of the same height whose letters stand right beside this place: the rest of it was written
    later, as bold words are by some programs."""
    _, left, right, y, size = glyph
    for line in reversed(found[-BACK:]):
        if (
            abs(line.y - y) <= SAME_LINE * max(size, line.size)
            and not (long and _over(line, glyph))
            and any(max(left - g[2], g[1] - right) < NEAR * size for g in line.glyphs[-LOOK:] if g[0].strip())
        ):
            return line
    return None


def _in_long_runs(glyphs: Sequence[Glyph]) -> list[bool]:
    """For each glyph whether it stands with three others at least at one height: a line, no sign above a letter."""
    out: list[bool] = []
    for _, run in groupby(glyphs, key=lambda g: g[3]):
        own = list(run)
        out += [sum(bool(g[0].strip()) for g in own) > 3] * len(own)
    return out


def _over(line: Line, glyph: Glyph) -> bool:
    """Whether a glyph of a slightly other height is printed over the line: it belongs to another, as the foot of a page
    that the text runs into."""
    _, left, right, y, size = glyph
    if abs(line.y - y) <= 0.1 * size or not glyph[0].strip():
        return False
    return any(
        min(right, g[2]) - max(left, g[1]) > 0.5 * min(right - left, g[2] - g[1]) > 0 and abs(g[3] - y) > 0.1 * size
        for g in line.glyphs[-LOOK:]
        if g[0].strip()
    )


def _put_marks(marks: Sequence[tuple[Glyph, int]], placed: Sequence[tuple[Line, int]]) -> None:
    """Vowel signs drawn by themselves join the letter under or over which they stand.

    It is written right after the sign where a line is written from left to right, as it stands on paper, and right
    before it where it is written in reading order. The place of the sign does not tell: fonts draw it to either side.
    """
    for mark, index in marks:
        near = [place for place in placed[max(0, index - 1) : index + 1] if _carries(place, mark)]
        if not near:
            continue
        around = [place[0].glyphs[place[1]] for place in near]
        backwards = len(near) == 2 and around[1][1] < around[0][1] and around[0][3] == around[1][3]
        line, number = near[0] if backwards else near[-1]
        text, left, right, y, size = line.glyphs[number]
        base = text[: len(text) - len(_trailing(text))]
        signs = "".join(sorted(_trailing(text) + mark[0], key=lambda c: c != "\u0651"))
        line.glyphs[number] = (base + signs, left, right, y, size)


def _carries(place: tuple[Line, int], mark: Glyph) -> bool:
    """Whether this is an Arabic letter at about the place of the sign."""
    base = place[0].glyphs[place[1]]
    near = abs(base[3] - mark[3]) <= base[4] and max(base[1] - mark[2], mark[1] - base[2]) <= 0.6 * base[4]
    return near and _ARABIC.search(base[0]) is not None


def _trailing(text: str) -> str:
    end = len(text)
    while end and unicodedata.combining(text[end - 1]):
        end -= 1
    return text[end:]


def _finish(line: Line, *, rtl: bool, rightward: bool) -> None:
    """The text of a line, its direction and its ends."""
    glyphs = sorted(line.glyphs, key=lambda g: (g[1] + g[2]) / 2)
    seen = [g for g in glyphs if g[0].strip()]
    if not seen:
        return
    letters = "".join(g[0] for g in seen)
    own_arabic, own_latin = len(_ARABIC.findall(letters)), len(_LATIN.findall(letters))
    # A name or an address alone on a line belongs to the paragraph around it, a longer English text is its own.
    line.rtl = (rtl or own_arabic >= own_latin) if own_arabic else rtl and own_latin < NAME
    line.rightward = rightward and line.rtl
    line.left, line.right = min(g[1] for g in seen), max(g[2] for g in seen)
    line.low = line.y
    line.text = _text_of(glyphs, line)
    line.first = _first_word(seen if not line.rtl else list(reversed(seen)), glyphs, line)


def _text_of(found: Sequence[Glyph], line: Line) -> str:
    """What glyphs of a line say, in the order of reading."""
    glyphs = sorted(found, key=lambda g: (g[1] + g[2]) / 2)
    pieces: list[str] = []
    seen = [g for g in glyphs if g[0].strip()]
    last: Glyph | None = None
    for glyph in glyphs:
        if not glyph[0].strip():
            if pieces and pieces[-1].strip():
                pieces.append(" ")
            continue
        if last is not None:
            gap = glyph[1] - last[2]
            again = glyph[0] == last[0] and abs(glyph[1] - last[1]) < 0.1 * line.size and glyph[2] > glyph[1]
            if again:
                continue
            if gap > WIDE * line.size:
                pieces[-1:] = [] if not pieces[-1].strip() else pieces[-1:]
                pieces.append("   ")
            elif gap > SPACE * line.size and pieces[-1].strip():
                pieces.append(" ")
        pieces.append(glyph[0])
        last = glyph
    own_arabic = any(_ARABIC.search(g[0]) for g in seen)
    if line.rightward and own_arabic:
        return _turned(pieces)
    return logical(pieces, rtl=line.rtl and (own_arabic or (bool(seen) and seen[0][0] in _ENDS))).strip()


def _turned(pieces: list[str]) -> str:
    """A line of an Arabic paragraph that runs to the right: its mark stands at its left, its last stop at its right."""
    end = len(pieces)
    while end > 1 and pieces[end - 1] in _STOPS:
        end -= 1
    blank = next((n for n, piece in enumerate(pieces) if not piece.strip()), 0)
    mark = "".join(pieces[:blank])
    pattern = _LOOSE_MARK if pieces[blank : blank + 1] == ["   "] else _MARK
    start = blank + 1 if blank and blank < end and pattern.fullmatch(mark) else 0
    body = logical(pieces[start:end], rtl=True).strip()
    return f"{mark} {body}{''.join(pieces[end:])}" if start else body + "".join(pieces[end:])


def _first_word(seen: Sequence[Glyph], glyphs: Sequence[Glyph], line: Line) -> float:
    """The width of the word with which a line begins."""
    spaces = [(g[1] + g[2]) / 2 for g in glyphs if not g[0].strip()]
    start = line.right if line.rtl else line.left
    inside = [abs(s - start) for s in spaces if line.left < s < line.right]
    for one, two in pairwise(seen):
        gap = one[1] - two[2] if line.rtl else two[1] - one[2]
        if gap > SPACE * line.size:
            inside.append(abs((one[1] if line.rtl else one[2]) - start))
            break
    return min(inside, default=line.right - line.left)


def _in_order(found: Sequence[Line]) -> list[Line]:
    """Stretches as written, but what stands wholly above another goes before it."""
    stretches: dict[int, list[Line]] = {}
    for line in found:
        stretches.setdefault(line.stretch, []).append(line)
    ordered: list[list[Line]] = []
    for stretch in stretches.values():
        foot = min(line.y for line in stretch)
        place = len(ordered)
        while place and max(line.y + 0.5 * line.size for line in ordered[place - 1]) < foot:
            place -= 1
        ordered.insert(place, stretch)
    return [line for stretch in ordered for line in stretch]
