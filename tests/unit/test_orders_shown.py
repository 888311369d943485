"""What a file hides, strikes out or deleted is no text; where the pages of Word begin; capital letters as marks."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import Document, read
from tracker.orders.extract import propose
from tracker.orders.formats import page
from tracker.orders.formats.pdf import scattered

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path: Path, body: str, styles: str = "") -> Document:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        package.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
    path.write_bytes(out.getvalue())
    return read(path)


def p(inner: str, settings: str = "") -> str:
    return f"<w:p><w:pPr>{settings}</w:pPr>{inner}</w:p>"


def r(text: str, settings: str = "") -> str:
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BREAK, LAID_OUT = '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:lastRenderedPageBreak/></w:r>"


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>no<p>yes",
        '<p style="display:none">no</p><p>yes</p>',
        '<div style="visibility: hidden">no<p>no</p></div>yes',
        "<style>.x, p.y{display:none}</style><p class='a x'>no<p class=y>no</p>yes",
        "<del>no</del><s>no</s><strike>no</strike>yes",
        "<ul><li hidden>no</ul>yes",
        "<p style='font-size: 0'>no<p style='opacity:0;color:red'>no<p style='opacity:0.9; font-size:08pt'>yes",
        "<table><tr style='display:none'><td>no<tr><td>yes</table>",
    ],
)
def test_pages_hide_what_a_reader_does_not_see(markup: str) -> None:
    assert page.text_of(f"<body>{markup}") == "yes"


def test_word_hides_styles_and_what_was_deleted(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
    )
    row = "<w:tr>{}<w:tc>" + p(r("{}")) + "</w:tc></w:tr>"
    body = (
        p(r("no"), '<w:pStyle w:val="Own"/>')
        + p(r("no", "<w:strike/>") + r("one"))
        + p(r("two "), "<w:rPr><w:del/></w:rPr>")
        + p(r("three"))
        + "<w:tbl>"
        + row.format("<w:trPr><w:del/></w:trPr>", "no")
        + row.format("", "four")
        + "</w:tbl>"
    )
    assert word(tmp_path / "a.docx", body, styles).text == "one\ntwo three\nfour"


def test_pages_of_word_begin_where_they_begin(tmp_path: Path) -> None:
    body = (
        p(r("First clause. ") + LAID_OUT + r("Second clause."))
        + p(r("A sentence that") + BREAK + LAID_OUT + r("goes on."))
        + p(r("Last."), "<w:pageBreakBefore/>")
    )
    document = word(tmp_path / "a.docx", body)
    assert document.text == "First clause. Second clause.\nA sentence that goes on.\nLast."
    at = [document.text.index(words) for words in ("First", "Second", "A sentence", "goes", "Last")]
    assert [document.source((n, n + 1)).page for n in at] == [1, 2, 2, 3, 4]


def test_pages_that_nobody_wrote_down_are_unknown(tmp_path: Path) -> None:
    assert word(tmp_path / "a.docx", p(r("One."))).pages == ()
    assert word(tmp_path / "b.docx", p(r("Long. " * 2000)) + p(BREAK + r("After."))).pages == ()


def test_capital_letters_at_the_head_of_items_are_no_part_of_the_clause() -> None:
    text = (
        "It is ordered:\nA. The Director shall file it within 3 days.\nB. Clerks shall keep it within 4 days.\n"
        "I. The Guard shall close the gate within 5 days.\nJ. Smith"
    )
    found = propose(Document("x", text, "en", "0" * 64), date(2025, 3, 3), None, load(profile("literal"))).obligations
    assert [(o.addressee, o.quote.split()[0]) for o in found] == [
        ("Director", "The"),
        ("Clerks", "Clerks"),
        ("Guard", "The"),
    ]


def test_letters_apart_from_their_words_are_no_text() -> None:
    assert scattered("هورية العراق\nجم\nي\nل\nت حة سل م ق ف ي خ ر المرور ي ب")
    items = (f"{mark}- على المدير رفع التقرير" for mark in "أبجدهوزحط")
    assert not scattered("\n".join(items))
