"""Word packages with parts missing or twice, pages in codings that are none, signs that steer machines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from tests.cli import tracker
from tests.faults.fuzz import pdf
from tests.faults.fuzz.orders import ENGLISH, HEAD, NOTE, packed, word
from tests.unit.test_orders_formats import paragraph
from tests.unit.test_orders_formats import word as small_word
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.findings import Refusal
from tracker.orders.documents import Document, read
from tracker.orders.extract import propose
from tracker.orders.formats import markdown

STRICT = "http://purl.oclc.org/ooxml/"
Parts = dict[str, bytes]


def parts(language: str = "en") -> Parts:
    with zipfile.ZipFile(io.BytesIO(word(language))) as package:
        return {name: package.read(name) for name in package.namelist()}


def document(folder: Path, content: bytes, name: str = "order.docx") -> Document:
    path = folder / name
    path.write_bytes(content)
    return read(path)


def refused(folder: Path, content: bytes, name: str = "order.docx") -> str:
    with pytest.raises(Refusal) as refusal:
        document(folder, content, name)
    (finding,) = refusal.value.findings
    return finding.code


@pytest.mark.parametrize("name", ["header1", "footnotes", "numbering"])
@pytest.mark.parametrize("how", ["gone", "empty", "with its relations"])
def test_a_part_that_is_missing_is_told_and_the_rest_is_read(tmp_path: Path, name: str, how: str) -> None:
    found = parts()
    if how == "empty":
        found[f"word/{name}.xml"] = b"<x/>"
    else:
        del found[f"word/{name}.xml"]
    if how == "with its relations":
        del found["word/_rels/document.xml.rels"]
    read_ = document(tmp_path, packed(found))
    assert all(line.lstrip("123. ") in read_.text for line in ENGLISH)
    (finding,) = read_.findings
    assert finding.code == "document-parts-missing"
    assert name.rstrip("1") in str(finding.values["parts"])


def test_a_package_with_two_parts_of_one_name_is_refused_and_names_are_compared_as_word_does(tmp_path: Path) -> None:
    out = io.BytesIO(word("en"))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("Word/Document.xml", b"<x/>")
    assert refused(tmp_path, out.getvalue()) == "document-damaged"
    expected = document(tmp_path, word("en")).text
    for change in (str.upper, lambda name: name.replace("/", "\\")):
        assert document(tmp_path, packed({change(name): body for name, body in parts().items()})).text == expected


def test_a_head_named_by_its_whole_path_and_the_strict_kind_are_read(tmp_path: Path) -> None:
    expected = document(tmp_path, word("ar")).text
    assert HEAD["ar"] in expected
    assert NOTE["ar"] in expected
    found = parts("ar")
    links = found["word/_rels/document.xml.rels"]
    found["word/_rels/document.xml.rels"] = links.replace(b'Target="', b'Target="/word/')
    assert document(tmp_path, packed(found)).text == expected
    names = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": f"{STRICT}wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/": f"{STRICT}officeDocument/",
    }
    strict = parts("ar")
    for old, new in names.items():
        strict = {name: body.replace(old.encode(), new.encode()) for name, body in strict.items()}
    assert b"purl.oclc.org" in strict["word/document.xml"]
    assert document(tmp_path, packed(strict)).text == expected


def test_a_million_of_empty_elements_is_refused_at_once(tmp_path: Path) -> None:
    assert refused(tmp_path, small_word("<w:r/>" * 1_100_000)) == "document-too-heavy"
    assert refused(tmp_path, small_word("<w:a>" * 50_000 + "</w:a>" * 50_000)) == "document-damaged"


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "unicode_escape", "utf-7", "zlib", "rot13", "none"])
def test_a_page_that_names_a_coding_in_which_no_page_is_is_read_by_its_bytes(tmp_path: Path, name: str) -> None:
    text = "يوجه الوزير دائرة الماء بإصلاح الأنابيب خلال أسبوع. قيمة العقد \\u0041 دينار."
    content = f'<meta charset="{name}"><p>{text}</p>'
    assert document(tmp_path, content.encode("cp1256"), "order.html").text == text


def of_pdf(sign: str) -> bytes:
    letters = "".join(sorted({*"The Office shall report.", sign}))
    codes = "".join(f"{letters.index(c) + 1:04x}" for c in f"The Office{sign} shall report.")
    return pdf.written(pdf.objects(letters, [f"BT /F1 12 Tf 60 700 Td <{codes}> Tj ET"]))


KINDS: dict[str, Callable[[str], bytes]] = {
    "order.txt": lambda sign: f"The Office{sign} shall report.".encode(),
    "order.md": lambda sign: f"The Office{sign} shall report.".encode(),
    "order.html": lambda sign: f"<p>The Office{sign} shall report.</p>".encode(),
    "order.docx": lambda sign: small_word(paragraph(f"The Office{sign} shall report.")),
    "order.pdf": of_pdf,
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("sign", ["\x9b", "\x80", "\x9d"])
def test_signs_that_steer_a_terminal_come_into_no_text_and_no_draft(tmp_path: Path, name: str, sign: str) -> None:
    found = document(tmp_path, KINDS[name](sign), name)
    assert found.text.rstrip() == "The Office\ufffd shall report."
    assert [finding.code for finding in found.findings] == ["document-bytes-broken"]
    assert tracker("init", tmp_path / "office").code == 0
    added = tracker("register", "add", tmp_path / name, "--issued-on", "2031-02-03", "--project", tmp_path / "office")
    assert added.code == 0, added.err
    assert "yaml-invalid" not in tracker("register", "list", "--project", tmp_path / "office").err


def test_a_draft_of_an_order_without_a_day_is_an_error_said_once(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text("The Water Board shall repair the pumps within a week.", "utf-8")
    run = tracker("extract", path, "--format", "yaml", "--lang", "en")
    assert (run.code, run.out) == (2, "")
    (line,) = run.err.splitlines()
    assert "error [draft-day-unknown]" in line
    assert "--issued-on" in line


@pytest.mark.parametrize("tail", ["", " of completion of the survey"], ids=["from the day", "from another duty"])
def test_an_order_of_thousands_of_duties_takes_no_square_of_their_number(tmp_path: Path, tail: str) -> None:
    """Each duty is held against the others where its period counts from one of them."""

    def seconds(times: int) -> float:
        text = "Date: 3 February 2031\n" + "The Office shall report within 30 days{tail}.\n" * times
        found = document(tmp_path, text.replace("{tail}", tail).encode(), "order.txt")
        begun = process_time()
        assert len(propose(found, None, None, load(profile("iq"))).obligations) == times
        return process_time() - begun

    few = seconds(300)
    assert seconds(2_400) < 24 * few  # eight times as many; the square would be sixty-four times as long


@pytest.mark.parametrize("sign", [" ", "\t", " \t", ".", "-", "ـ", "a", "1"])
@pytest.mark.parametrize("name", ["order.txt", "order.md"])
def test_a_run_of_one_sign_holds_nobody_up(tmp_path: Path, sign: str, name: str) -> None:
    """A line of dots or blanks is read; one of thousands is refused, for a page of them took minutes."""
    begun = process_time()
    short = document(tmp_path, f"The Office shall report{sign * 300} within 30 days.".encode(), name)
    propose(short, None, None, load(profile("iq")))
    assert short.text.startswith("The Office shall report")
    assert short.text.endswith("within 30 days.")
    for length in (4_000, 500_000 // len(sign)):
        long = f"The Office shall report {sign * length} within 30 days.".encode()
        assert refused(tmp_path, long, name) == "document-too-heavy"
    assert process_time() - begun < 8


@pytest.mark.parametrize("line", [" " * 60_000 + "x", "\t" * 60_000, "- " * 30_000 + "x", "a" + " " * 60_000 + "b"])
def test_marks_of_markdown_are_looked_for_in_no_square_of_the_length(line: str) -> None:
    begun = process_time()
    markdown.text_of(f"x\n{line}\ny")
    assert process_time() - begun < 5
