"""Marks of notes: small raised figures are no part of a number, and take no word's meaning away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.test_orders_formats import W, paragraph, word
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import Document, read
from tracker.orders.extract import propose
from tracker.orders.formats import page
from tracker.orders.formats.pdf_content import Glyph
from tracker.orders.formats.pdf_text import text_of as pdf_text
from tracker.orders.formats.raised import raised
from tracker.orders.unseen import View

HEAD = "وزارة الداخلية\nالتاريخ: 5/3/2025\n"


def due(document: Document) -> list[date | None]:
    found = propose(document, None, None, load(profile("iq")))
    for one in found.obligations:
        assert document.text[slice(*one.span)] == one.quote
        if one.deadline.span is not None:
            assert document.text[slice(*one.deadline.span)] == one.deadline.phrase
    return [one.due_on for one in found.obligations]


def run(text: str, up: bool = False) -> str:
    settings = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if up else ""
    return f'<w:r>{settings}<w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("before", "mark", "after"),
    [
        ("على مديرية المرور تدقيق العجلات خلال 7", "1", " أيام من تاريخ هذا الكتاب."),
        ("على مديرية المرور تدقيق العجلات خلال", "1", " سبعة أيام من تاريخ هذا الكتاب."),
        ("على مديرية المرور تدقيق العجلات خلال سبعة أيام", "(٢)", " من تاريخ هذا الكتاب."),
        ("على مديرية المرور تدقيق العجلات خلال سبعة أيام من تاريخ هذا الكتاب.", "12", ""),
    ],
)
def test_a_note_behind_a_deadline_moves_no_day(tmp_path: Path, before: str, mark: str, after: str) -> None:
    web, office = tmp_path / "order.html", tmp_path / "order.docx"
    head = "".join(f"<p>{line}</p>" for line in HEAD.splitlines())
    web.write_text(f"{head}<p>{before}<sup>{mark}</sup>{after}</p>", "utf-8")
    lines = "".join(map(paragraph, HEAD.splitlines()))
    office.write_bytes(word(f"{lines}<w:p>{run(before)}{run(mark, True)}{run(after)}</w:p>"))
    for path in (web, office):
        document = read(path)
        assert document.text.endswith(f"{before}{raised(mark)}{after}")
        assert due(document) == [date(2025, 3, 12)]


def test_notes_of_word_bear_the_numbers_that_word_shows(tmp_path: Path) -> None:
    def reference(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    def note(number: int, text: str) -> str:
        return f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p></w:footnote>'

    body = f"<w:p>{run('أولاً')}{reference(5)}{run(' ثم')}{reference(3)}</w:p>"
    path = tmp_path / "order.docx"
    path.write_bytes(word(body, footnotes=f"<w:footnotes {W}>{note(3, ' ب')}{note(5, ' أ')}</w:footnotes>"))
    assert read(path).text == "أولاً¹ ثم²\n² ب\n¹ أ"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("خلال 7¹ أيام", "خلال 7 أيام"),
        ("within 10² working days", "within 10 working days"),
        ("المديرية¹ والقسم⁽²⁾.", "المديرية والقسم."),
        ("انتهى.³", "انتهى."),
        ("¹ عدا العطل", " عدا العطل"),
        ("مساحة 500 م² و5 km² و12 متر²", "مساحة 500 م² و5 km² و12 متر²"),
        ("10⁶ دينار", "10⁶ دينار"),
    ],
)
def test_powers_stay_and_notes_are_passed_over(text: str, read_as: str) -> None:
    assert View(text).text == read_as


def test_what_stands_raised_and_is_no_figure_stays_a_word() -> None:
    assert page.text_of("<p>the 1<sup>st</sup> of May<sup>1</sup></p>") == "the 1st of May¹"
    assert page.text_of("<p>a<sup>1<p>b</sup>c") == "a1\nbc"


def test_a_raised_mark_in_a_pdf_stays_in_its_line() -> None:
    """As programs write Arabic: the parts of a line from left to right, the mark between them."""

    def part(text: str, left: float, y: float, size: float) -> list[Glyph]:
        return [(c, left + 0.5 * size * n, left + 0.5 * size * (n + 1), y, size) for n, c in enumerate(text)]

    line = [*part("(7) within", 50, 700, 12), *part("1", 110, 705, 7), *part(" days of it.", 113.5, 700, 12)]
    note = [*part("1", 50, 685, 7), *part(" but holidays", 53.5, 680, 12)]
    assert pdf_text([[*line, *note]], [500.0]).text.split("\n") == ["(7) within¹ days of it.", "¹ but holidays"]
