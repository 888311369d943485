"""Strokes that only stretch a word to the end of its line, told from the sign that a file takes them for. Pure.

LibreOffice fills the lines of even paragraphs with such strokes (kashida) and gives their glyph the letter of another:
'س6بعة', 'الكت-اب'. The glyph is known by its places: it stands nowhere but between two Arabic letters that touch it,
the first in a form that is joined to the next. Signs that somebody wrote ('م/ن') touch letters that are not joined.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

Glyph = tuple[str, float, float, float, float]
Code = Hashable
"""A font and the number of a glyph in it."""
TOUCH = 0.12
"""In sizes: how far letters that touch may stand apart."""
LEAST = 2
"""A sign that is no digit and no letter must stand so often between letters that are joined."""
_JOINS = re.compile("[\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649\u064a\u067e\u0686\u06a9\u06af\u06cc]")
_JOINED = re.compile("[\u0622-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670]")


def strokes(pages: Sequence[tuple[Sequence[Glyph], Sequence[Code | None]]]) -> frozenset[Code]:
    """The glyphs that are strokes. ``pages``: their glyphs, and the code of each; None for what stands for several."""
    places: dict[Code, list[Code | None]] = defaultdict(list)  # of a suspect: the letters that come before it
    innocent: set[Code] = set()
    joined: dict[Code, bool] = {}  # of a letter: whether it always goes on in the next one
    for glyphs, codes in pages:
        for line in _lines(glyphs, codes):
            _look(line, places, innocent, joined)
    out = set()
    for code, before in places.items():
        sure = sum(one is not None and joined.get(one, False) for one in before)
        text = _text_of(pages, code)
        if code not in innocent and sure * 2 >= len(before) and (text.isalnum() or sure >= LEAST):
            out.add(code)
    return frozenset(out)


def without(glyphs: Sequence[Glyph], codes: Sequence[Code | None], found: frozenset[Code]) -> list[Glyph]:
    """The glyphs without the strokes; the letter before a stroke reaches over its place, where no space is."""
    if not found:
        return list(glyphs)
    longer: dict[int, float] = {}
    for line in _lines(glyphs, codes):
        letter: Glyph | None = None
        for glyph, code in line:
            if code not in found:
                letter = glyph
            elif letter is not None:
                longer[id(letter)] = min(glyph[1], longer.get(id(letter), letter[1]))
    return [
        (glyph[0], longer.get(id(glyph), glyph[1]), *glyph[2:])
        for glyph, code in zip(glyphs, codes, strict=True)
        if code not in found
    ]


def _text_of(pages: Sequence[tuple[Sequence[Glyph], Sequence[Code | None]]], wanted: Code) -> str:
    return next(g[0] for glyphs, codes in pages for g, code in zip(glyphs, codes, strict=True) if code == wanted)


def _lines(glyphs: Sequence[Glyph], codes: Sequence[Code | None]) -> list[list[tuple[Glyph, Code | None]]]:
    """The glyphs of each height from right to left, without the signs over and under letters."""
    rows: Mapping[float, list[tuple[Glyph, Code | None]]] = defaultdict(list)
    for glyph, code in zip(glyphs, codes, strict=True):
        if glyph[4] > 0 and not (_MARKS.fullmatch(glyph[0]) or glyph[1] == glyph[2]):
            rows[glyph[3]].append((glyph, code))
    return [sorted(row, key=lambda one: -(one[0][1] + one[0][2])) for row in rows.values()]


def _look(
    line: Sequence[tuple[Glyph, Code | None]],
    places: dict[Code, list[Code | None]],
    innocent: set[Code],
    joined: dict[Code, bool],
) -> None:
    """What one line tells of its glyphs."""
    for n, (glyph, code) in enumerate(line):
        if code is None:
            continue
        arabic = _JOINED.search(glyph[0]) is not None
        after = n + 1
        while after < len(line) and line[after][1] == code and not arabic:
            after += 1
        goes_on = after < len(line) and _touch(line[after - 1][0], line[after][0])
        if arabic:
            # A stroke behind a letter says nothing of its form: it is what is asked about.
            letter = goes_on and _JOINED.search(line[after][0][0]) is not None
            sign = goes_on and not letter and line[after][0][0].strip()
            if _JOINS.search(glyph[0]) is not None and not sign:
                joined[code] = joined.get(code, True) and letter
            continue
        if not glyph[0].strip():
            continue
        before = n - 1
        while before >= 0 and line[before][1] == code:
            before -= 1
        first = line[before] if before >= 0 else None
        held = first is not None and _touch(first[0], line[before + 1][0]) and _JOINS.search(first[0][0]) is not None
        if held and goes_on and _JOINED.search(line[after][0][0]) is not None:
            places[code].append(first[1] if first is not None else None)
        else:
            innocent.add(code)


def _touch(right: Glyph, left: Glyph) -> bool:
    return right[1] - left[2] <= TOUCH * right[4]
