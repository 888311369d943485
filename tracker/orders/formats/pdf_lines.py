"""The glyphs of a page become its lines, in reading order. Pure.

Most programs write a page in the order in which it is read, column after column and cell after cell; so lines follow
the order of the file, and only stretches of lines that stand wholly above others (a heading painted last) go first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.orders.formats.bidi import logical

Glyph = tuple[str, float, float, float, float]
SAME_LINE = 0.35
"""Baselines that differ by less than this part of the size are one line."""
NEAR = 0.6
"""Parts of a line written at different times belong together below this distance, in sizes."""
SPACE = 0.18
"""A gap of this width, in sizes, separates words where no space is written."""
WIDE = 1.8
"""A gap of this width separates fields or cells."""
BACK, LOOK = 80, 400
"""How many lines, and how many of their glyphs, are searched for a place beside which a glyph belongs."""
NAME = 40
"""Latin letters that a line without Arabic ones may have in an Arabic paragraph."""
_ENDS = frozenset(".,:;،؛!؟?)")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z]")
_FORMS = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc\ufb00-\ufb06]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(slots=True)
class Line:
    """One line as printed. ``stretch``: lines of one number follow one another down the page, in one column.

    ``first``: width of its first word; ``left`` and ``right``: where its letters end.
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


def lines(page: int, glyphs: Sequence[Glyph], *, rtl: bool) -> list[Line]:
    """The lines of one page. ``rtl``: the document as a whole is Arabic."""
    found: list[Line] = []
    marks: list[tuple[Glyph, int]] = []
    aside: list[str] = []
    current: Line | None = None
    placed: list[tuple[Line, int]] = []
    for glyph in glyphs:
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
        if current is None or abs(current.y - y) > SAME_LINE * max(size, current.size):
            line = _beside(found, left, right, y, size)
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
    for line in found:
        _finish(line, rtl=rtl)
    out = _in_order([line for line in found if line.text])
    sideways = " ".join("".join(aside).split())
    if sideways:
        out.append(Line(page, 0.0, 1.0, stretch=len(out) + 1, text=sideways, rtl=rtl))
    return out


def arabic(texts: Sequence[str]) -> bool:
    """Whether Arabic letters are at least a third of all, as in ``documents.language_of``."""
    whole = "".join(texts)
    return len(_ARABIC.findall(whole)) * 2 >= max(1, len(_LATIN.findall(whole)))


def _plain(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


def _beside(found: Sequence[Line], left: float, right: float, y: float, size: float) -> Line | None:
    """An earlier line of the same height whose letters stand right beside this place: the rest of it was written
    later, as bold words are by some programs."""
    for line in reversed(found[-BACK:]):
        if abs(line.y - y) <= SAME_LINE * max(size, line.size) and any(
            max(left - g[2], g[1] - right) < NEAR * size for g in line.glyphs[-LOOK:] if g[0].strip()
        ):
            return line
    return None


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


def _finish(line: Line, *, rtl: bool) -> None:
    """The text of a line, its direction and its ends."""
    glyphs = sorted(line.glyphs, key=lambda g: (g[1] + g[2]) / 2)
    seen = [g for g in glyphs if g[0].strip()]
    if not seen:
        return
    letters = "".join(g[0] for g in seen)
    own_arabic, own_latin = len(_ARABIC.findall(letters)), len(_LATIN.findall(letters))
    # A name or an address alone on a line belongs to the paragraph around it, a longer English text is its own.
    line.rtl = (rtl or own_arabic >= own_latin) if own_arabic else rtl and own_latin < NAME
    line.left, line.right = min(g[1] for g in seen), max(g[2] for g in seen)
    pieces: list[str] = []
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
    line.text = logical(pieces, rtl=line.rtl and (own_arabic > 0 or seen[0][0] in _ENDS)).strip()
    line.first = _first_word(seen if not line.rtl else list(reversed(seen)), glyphs, line)


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
