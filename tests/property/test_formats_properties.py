"""Whatever the bytes and whatever the name: a text or a finding, never a crash; spans match the text."""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.calendars.counting import Calendar
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.findings import CODES, Refusal
from tracker.orders.documents import Document, language_of, read
from tracker.orders.extract import propose
from tracker.orders.unseen import View

SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf", "")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TAGS = ("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:pPr", "w:numPr", "w:sdt", "w:del", "w:sectPr", "w:fldSimple")
MARKUP = [
    *(
        f"<{slash}{t}>"
        for t in ("p", "table", "tr", "td", "ol", "li", "div", "pre", "script", "b")
        for slash in ("", "/")
    ),
    *("<!--", "-->", "<", "&#x627;", "&lt;", "|", "**", "`", "[x](y)", "# ", "- ", "1. ", "\n", "---\n", '<a href="'),
    *("The police shall report weekly.", "يوجه الوزير المديريات بالعمل خلال أسبوع.", "\u200f", "\ufefb", "\u00a0"),
]


@cache
def calendar() -> Calendar:
    return load(profile("iq"))


def check(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"order{suffix}")
        path.write_bytes(content)
        try:
            document = read(path)
        except Refusal as refusal:
            document, codes = None, [f.code for f in refusal.findings]
    if document is None:
        assert codes
        assert set(codes) <= set(CODES)
        return
    spans_match(document)
    assert [start for start, _ in document.pages] == sorted(start for start, _ in document.pages)


def spans_match(document: Document) -> None:
    for p in propose(document, date(2025, 3, 3), None, calendar()).obligations:
        assert document.text[p.span[0] : p.span[1]] == p.quote
        assert p.deadline.span is None or document.text[slice(*p.deadline.span)] == p.deadline.phrase
        assert document.source(p.span).line == document.text[: p.span[0]].count("\n") + 1


@given(
    st.binary(max_size=200),
    st.sampled_from((b"", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0")),
    st.sampled_from(SUFFIXES),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_of_any_name_are_a_text_or_a_finding(body: bytes, head: bytes, suffix: str) -> None:
    check(head + body, suffix)


@given(st.lists(st.sampled_from(MARKUP), max_size=40).map("".join), st.sampled_from((".html", ".md", ".txt")))
@settings(max_examples=150, deadline=None)
def test_any_jumble_of_markup_is_a_text_or_a_finding(text: str, suffix: str) -> None:
    check(text.encode(), suffix)


def elements(depth: int = 4) -> st.SearchStrategy[str]:
    leaves = st.sampled_from([*(f"<{t}/>" for t in TAGS), "<w:t>The police shall report weekly.</w:t>", "<w:br/>"])
    return st.recursive(
        leaves,
        lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
            lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
        ),
        max_leaves=depth * 5,
    )


@given(st.lists(elements(), max_size=4).map("".join), st.integers(0, 400))
@settings(max_examples=80, deadline=None)
def test_any_package_of_word_whole_or_cut_is_a_text_or_a_finding(body: str, cut: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    whole = out.getvalue()
    check(whole, ".docx")
    check(whole[: max(4, len(whole) - cut)], ".docx")


@given(st.binary(max_size=60), st.integers(0, 3))
@settings(max_examples=12, deadline=None)
def test_any_body_of_a_pdf_is_a_text_or_a_finding(body: bytes, way: int) -> None:
    stream = b"<</Length %d>>stream\n%b\nendstream" % (len(body), body)
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n",
        b"4 0 obj" + stream + b"endobj\n",
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n",
    ]
    check(b"%PDF-1.4\n" + b"".join(parts if way == 3 else [*parts[:way], body, *parts[way:]]), ".pdf")


@given(
    st.text(alphabet=st.sampled_from("اب \n\u200f\u200b\u00a0\ufefb\ufdf2\ufc60\ufe70\ufb01\u00adx"), max_size=40),
    st.data(),
)
@settings(max_examples=200, deadline=None)
def test_every_place_of_the_view_leads_back_to_what_it_shows(text: str, data: st.DataObject) -> None:
    view = View(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    left, right = view.back((start, end))
    assert 0 <= left <= right <= len(text)
    shown, there = view.text[start:end], View(text[left:right]).text
    assert shown in there
    assert len(there) - len(shown) <= 20
    if not any("\ufb50" <= c <= "\ufefc" for c in text):
        assert shown == there


def test_the_view_of_a_text_without_such_signs_is_the_text() -> None:
    text = "نص (1) text\n"
    assert View(text).text == text
    assert language_of(View("\ufefb").text) == "ar"
