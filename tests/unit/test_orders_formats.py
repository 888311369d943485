"""Kinds of files: lists with their numbers, tables, heads of pages; what bad files are refused with."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.findings import Refusal, describe
from tracker.orders.documents import Document, read
from tracker.orders.extract import propose
from tracker.orders.formats import markdown, page
from tracker.orders.formats.bidi import logical
from tracker.orders.formats.numbers import written

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def word(body: str, **parts: str) -> bytes:
    """A package with what Word cannot do without; ``parts``: further XML parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document {W} {R}><w:body>{body}</w:body></w:document>")
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def paragraph(text: str, level: int | None = None, number: int = 1, extra: str = "") -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if level is not None else ""
    return f"<w:p><w:pPr>{listed}</w:pPr>{extra}<w:r><w:t>{text}</w:t></w:r></w:p>"


def levels(*kinds: tuple[str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(kinds)
    )
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
    )


def text_of(tmp_path: Path, content: bytes, name: str = "order.docx") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return read(path).text


def refused(path: Path) -> str:
    with pytest.raises(Refusal) as refusal:
        read(path)
    (finding,) = refusal.value.findings
    assert all(describe(finding)[language] for language in ("ar", "en"))
    return finding.code


def test_lists_of_word_bear_the_numbers_that_word_shows(tmp_path: Path) -> None:
    body = (
        paragraph("أ", 0)
        + paragraph("ب", 1)
        + paragraph("ج", 1)
        + paragraph("د", 0)
        + paragraph("ه", 1)
        + paragraph("و", 0, number=2)
        + paragraph("ز")
    )
    content = word(body, numbering=levels(("decimal", "%1-"), ("arabicAbjad", "%2)")))
    assert text_of(tmp_path, content).split("\n") == ["1- أ", "أ) ب", "ب) ج", "2- د", "أ) ه", "1- و", "ز"]


def test_a_level_can_name_the_levels_above_it(tmp_path: Path) -> None:
    body = paragraph("x", 0) + paragraph("y", 1) + paragraph("z", 1)
    content = word(body, numbering=levels(("upperRoman", "%1."), ("decimal", "%1.%2")))
    assert text_of(tmp_path, content) == "I. x\nI.1 y\nI.2 z"


@pytest.mark.parametrize(
    ("style", "number", "expected"),
    [
        ("arabicAlpha", 3, "ت"),
        ("arabicAbjad", 3, "ج"),
        ("arabicAbjad", 11, "ك"),
        ("lowerLetter", 27, "aa"),
        ("upperRoman", 49, "XLIX"),
        ("arabicIndic", 12, "١٢"),
        ("decimalZero", 7, "07"),
        ("of the future", 7, "7"),
        ("lowerRoman", 0, "0"),
        ("lowerLetter", 10**9, "1000000000"),
    ],
)
def test_numbers_are_written_in_the_style_of_the_list(style: str, number: int, expected: str) -> None:
    assert written(style, number) == expected


def test_word_shows_tables_heads_insertions_and_no_deleted_or_hidden_text(tmp_path: Path) -> None:
    table = "".join(
        f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>" for a, b in (("to", "due"), ("x", "y"))
    )
    body = (
        paragraph("The police ", extra="<w:del><w:r><w:delText>may</w:delText></w:r></w:del>")
        + "<w:p><w:r><w:t>shall</w:t></w:r><w:ins><w:r><w:tab/><w:t>go</w:t></w:r></w:ins>"
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>"
        + f"<w:tbl>{table}</w:tbl>"
        + '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'
    )
    field = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>'
    content = word(body, header=f"<w:hdr {W}>{paragraph('Ministry')}{field}</w:hdr>")
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as package:
        name = "http://schemas.openxmlformats.org/package/2006/relationships"
        relations = (
            f'<Relationships xmlns="{name}"><Relationship Id="h" Type="header" Target="header.xml"/></Relationships>'
        )
        package.writestr("word/_rels/document.xml.rels", relations)
    assert text_of(tmp_path, out.getvalue()) == "Ministry\nThe police\nshall\tgo\nto\tdue\nx\ty"


def test_pages_of_word_lead_back_to_page_and_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "order.docx"
    path.write_bytes(word(paragraph("one") + paragraph("two", extra="<w:r><w:lastRenderedPageBreak/></w:r>")))
    document = read(path)
    places = [document.source((document.text.index(w), document.text.index(w) + 3)) for w in ("one", "two")]
    assert [(place.page, place.line) for place in places] == [(1, 1), (2, 2)]


def test_pages_show_lists_with_numbers_tables_and_no_hidden_text() -> None:
    source = """<body><ol start="3"><li>Go<li>Stay<ol type="a"><li>here</ol><li value="9">4- own number</ol>
      <ul><li>dot</ul><table><tr><th>to<th>due<tr><td>a &amp; b</td><td></td></tr></table>
      <div style="display:none">no<div>no</div></div><svg><text>no</text></svg>yes<!-- no --> &#1571;</body>"""
    assert page.text_of(source).split("\n") == [
        "3. Go",
        "4. Stay",
        "a. here",
        "4- own number",
        "• dot",
        "to\tdue",
        "a & b",
        "yes أ",
    ]


def test_markdown_loses_its_marks_and_keeps_its_lines() -> None:
    source = (
        "# أمر #\n\n1. **يوجه** الوزير [الدائرة](http://x.y)\n* a_b_c and *this*\n> said\n\n| to | due |\n|:--|--:|\n"
        "| x | y |\n---\n2\\. `z`"
    )
    assert markdown.text_of(source).split("\n") == [
        "أمر",
        "",
        "1. يوجه الوزير الدائرة",
        "- a_b_c and this",
        "said",
        "",
        "to\tdue",
        "x\ty",
        "2. z",
    ]


@pytest.mark.parametrize(
    ("shown", "read_as"),
    [
        ("ماوي 30 لالخ", "خلال 30 يوام"),
        ("12/3/2025 يف", "في 12/3/2025"),
        ("2025-1-5 يف", "في 5-1-2025"),
        (".pumps@example.org ىلإ", "إلى pumps@example.org."),
        ("ISO 9001 ةداهش", "شهادة ISO 9001"),
        ("%37.5 ةبسن", "نسبة 37.5%"),
        (")30( لالخ", "خلال (30)"),
        ("(30) لالخ", "خلال (30)"),
        ("٧٥٩١ ISO ةداهش", "شهادة ISO ٧٥٩١"),
    ],
)
def test_what_stands_on_paper_is_read_from_its_right_end(shown: str, read_as: str) -> None:
    assert logical(list(shown), rtl=True) == read_as


def test_a_bomb_of_entities_or_of_zeros_is_refused_at_once(tmp_path: Path) -> None:
    entities = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    for name, text in (("a", entities + f"<w:document {W}/>"), ("b", " " * (200 << 20))):
        path = tmp_path / f"{name}.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("word/document.xml", text)
        assert refused(path) == "document-too-heavy"


def test_a_part_in_a_coding_that_does_not_exist_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "odd.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-88"?><w:document {W}/>')
    assert refused(path) == "document-damaged"


def test_nesting_without_end_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "deep.docx"
    path.write_bytes(word("<w:sdt>" * 3000 + "</w:sdt>" * 3000))
    assert refused(path) == "document-damaged"


def test_other_packages_and_locked_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("hello.txt", "hello")
    assert refused(path) == "document-kind-unsupported"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    assert refused(path) == "document-encrypted"
    path.write_bytes(word(paragraph("x"))[:-40])
    assert refused(path) == "document-damaged"


def test_a_text_without_end_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_bytes("يوجه الوزير الدائرة بالعمل. ".encode() * 1_200_000)
    assert refused(path) == "document-too-large"
    path.write_bytes(b"word " * 600_000)
    assert refused(path) == "document-too-long"


def test_a_file_that_opens_tags_for_ever_takes_no_longer_than_its_length() -> None:
    for piece in ("<!--", "<a ", '<a href="', "</", "<?", "<a b='", "<a/", "<script>", "<table><tr><td>"):
        # The square of the length would be half an hour.
        assert page.text_of("x" + piece * (400_000 // len(piece))).startswith("x"), piece


PLAIN = "وجّه الوزير مديرية الماء بإصلاح الشبكات في الأحياء خلال أسبوعين، ولا يجوز التأخير."


@pytest.mark.parametrize(
    ("sign", "written_as"),
    [("لا", "\ufefb"), ("وزير", "و\u200fزير"), (" الماء", "\u00a0\u202aالماء\u202c"), ("إصلاح", "إ\u00adصلاح")],
    ids=["ligature", "mark of direction", "embedding", "soft hyphen"],
)
def test_signs_that_change_no_word_change_no_reading(sign: str, written_as: str) -> None:
    text = PLAIN.replace(sign, written_as)
    assert text != PLAIN
    calendar = load(profile("iq"))
    plain, marked = (propose(Document("x", t, "ar", "0" * 64), date(2025, 3, 3), None, calendar) for t in (PLAIN, text))
    assert [(p.modality, p.verb, p.addressee, p.due_on) for p in marked.obligations] == [
        (p.modality, p.verb, p.addressee, p.due_on) for p in plain.obligations
    ]
    assert marked.obligations
    for p in marked.obligations:
        assert text[p.span[0] : p.span[1]] == p.quote
        assert p.deadline.span is None or text[slice(*p.deadline.span)] == p.deadline.phrase


def test_what_reads_pdf_is_named_when_it_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.orders.formats import pdf_child

    monkeypatch.setitem(sys.modules, "pdfminer.pdfdocument", None)
    assert pdf_child.answer(b"%PDF-1.7")["state"] == "missing"
    monkeypatch.setattr("tracker.orders.formats.pdf._asked", lambda _: {"state": "missing"})
    path = tmp_path / "order.pdf"
    path.write_bytes(b"%PDF-1.7 ... %%EOF")
    assert refused(path) == "document-needs-package"
