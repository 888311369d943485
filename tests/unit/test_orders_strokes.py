"""Words that a PDF stretches to fill a line: the strokes are no letters, digits or signs of the text."""

from __future__ import annotations

import pytest

from tracker.orders.formats.pdf_content import Glyph
from tracker.orders.formats.pdf_kashida import strokes, without
from tracker.orders.formats.pdf_text import text_of

FINAL = {"س": "S", "ن": "N", "م": "M", "ب": "B", "ي": "Y", "ت": "T"}


def drawn(*words: str, y: float = 700.0) -> tuple[list[Glyph], list[str]]:
    """Words from the right; '6', '-' and '/' between letters are glyphs of their own, ``=`` is the stroke drawn as
    the sign that is asked about. The code of a letter tells its form."""
    glyphs: list[Glyph] = []
    codes = []
    right = 500.0
    for word in words:
        for n, char in enumerate(word):
            joined = word[n + 1 : n + 2] not in ("", "/", "-")
            glyphs.append((SIGN if char == "=" else char, right - 8, right, y, 12.0))
            codes.append("stroke" if char == "=" else char if joined or char not in FINAL else FINAL[char])
            right -= 8
        glyphs.append((" ", right - 4, right, y, 12.0))
        codes.append(" ")
        right -= 4
    return glyphs, codes


SIGN = "6"


@pytest.mark.parametrize("sign", ["6", "-", "/", "B"])
def test_strokes_are_dropped_whatever_sign_the_file_takes_them_for(monkeypatch: pytest.MonkeyPatch, sign: str) -> None:
    monkeypatch.setattr("tests.unit.test_orders_strokes.SIGN", sign)
    glyphs, codes = drawn("خلال", "س==بعة", "أي=ام", "من", "سبب", "ينام", "5202/5/6")
    kept = without(glyphs, codes, strokes([(glyphs, codes)]))
    assert text_of([kept]).text == "خلال سبعة أيام من سبب ينام 6/5/2025"


def test_signs_that_somebody_wrote_stay() -> None:
    glyphs, codes = drawn("العدد", "م/ن/س", "ب-ت", "والكتاب", "م/س", "منسب", "سم", "تن", "بتم")
    assert strokes([(glyphs, codes)]) == frozenset()
    assert without(glyphs, codes, frozenset()) == glyphs
