"""PDFs that a bad copy or a bad program left: what can be had is read whole, what is lost is told with its pages."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from tests.faults.fuzz import pdf
from tests.faults.fuzz.orders import ARABIC, ENGLISH, TABLE
from tracker.findings import Refusal, describe
from tracker.orders.documents import Document, read
from tracker.orders.formats.pdf_file import unpacked

Objects = dict[int, bytes]
ORDERS = {"ar": (ARABIC, TABLE["ar"]), "en": (ENGLISH, TABLE["en"])}
FIRST, SECOND = 8, 10
"""The objects that hold what the two pages show."""


def objects(language: str = "en") -> Objects:
    return pdf.taken_apart(pdf.order(*ORDERS[language], packed=False))


def document(folder: Path, content: bytes) -> Document:
    path = folder / "order.pdf"
    path.write_bytes(content)
    return read(path)


def told(found: Document) -> list[tuple[str, object]]:
    for finding in found.findings:
        assert all(describe(finding)[language] for language in ("ar", "en"))
    return [(finding.code, finding.values.get("pages", finding.values.get("count"))) for finding in found.findings]


@pytest.mark.parametrize("language", ORDERS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_an_order_with_a_wrong_table_of_places_is_read_whole(tmp_path: Path, language: str, packed: bool) -> None:
    content = pdf.order(*ORDERS[language], packed=packed)
    whole = document(tmp_path, content).text
    assert all(line in whole for line in ORDERS[language][0])
    for wrong in (
        re.sub(rb"startxref\s+\d+", b"startxref\n7", content),
        re.sub(rb"startxref\s+\d+", b"startxref\n99999999", content),
        re.sub(rb"(\d{10}) 00000 n", lambda found: b"%010d 00000 n" % (int(found[1]) + 9), content),
        b"junk of a mail program\n" + content,
    ):
        found = document(tmp_path, wrong)
        assert (found.text, told(found)) == (whole, [])


@pytest.mark.parametrize("length", [b"3", b"0", b"99999999", b"(x)", b"77 0 R"])
@pytest.mark.parametrize("page", [FIRST, SECOND])
def test_a_stream_whose_length_is_wrong_is_read_whole(tmp_path: Path, length: bytes, page: int) -> None:
    found = objects()
    whole = document(tmp_path, pdf.written(found)).text
    found[page] = re.sub(rb"/Length \d+", b"/Length " + length, found[page])
    assert document(tmp_path, pdf.written(found)).text == whole


@pytest.mark.parametrize("language", ORDERS)
@pytest.mark.parametrize(("page", "number"), [(FIRST, "1"), (SECOND, "2")])
def test_a_page_whose_content_breaks_off_is_named_and_the_rest_is_read(
    tmp_path: Path, language: str, page: int, number: str
) -> None:
    found = objects(language)
    head, data = found[page].split(b"stream\n", 1)
    kept = zlib.compress(zlib.decompress(data[: data.rfind(b"\nendstream")]))[:-30]
    found[page] = re.sub(rb"/Length \d+", b"/Length %d" % len(kept), head) + b"stream\n" + kept + b"\nendstream"
    lines, table = ORDERS[language]
    read_ = document(tmp_path, pdf.written(found))
    assert told(read_) == [("document-pages-damaged", number)]
    assert (lines[0] if page == FIRST else table[0][1]) in read_.text
    assert (table[2][2] if page == FIRST else lines[-1]) in read_.text


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        (SECOND, ("document-pages-damaged", "2")),
        (SECOND - 1, ("document-pages-missing", 1)),
        (3, ("document-pages-damaged", "1, 2")),
    ],
    ids=["content", "page", "font"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_what_an_object_that_is_gone_takes_away_is_told(
    tmp_path: Path, gone: int, expected: tuple[str, object], packed: bool
) -> None:
    found = objects()
    del found[gone]
    content = pdf.written(found, packed=packed)
    if gone == 3:  # all letters stood in it
        with pytest.raises(Refusal) as refusal:
            document(tmp_path, content)
        assert [finding.code for finding in refusal.value.findings] == ["document-damaged"]
    else:
        assert expected in told(document(tmp_path, content))


def test_a_checksum_that_is_missing_loses_nothing_and_one_that_is_wrong_is_told() -> None:
    packed = zlib.compress(b"0 0 m " * 999)
    assert unpacked(packed) == unpacked(packed[:-2]) == unpacked(packed + b"\r\n") == (b"0 0 m " * 999, True)
    assert unpacked(packed[:-1] + b"\0") == (b"0 0 m " * 999, False)
    assert unpacked(packed[: len(packed) // 2])[1] is False


def test_pages_in_a_circle_and_forms_that_show_themselves_end(tmp_path: Path) -> None:
    found = objects()
    found[2] = b"<</Type/Pages/Count 2/Kids[7 0 R 2 0 R 9 0 R]>>"
    assert ENGLISH[0] in document(tmp_path, pdf.written(found)).text
    found = objects()
    found[20] = pdf.stream(b"/X Do", more=b"/Subtype/Form/Resources<</XObject<</X 20 0 R>>>>")
    found[21] = pdf.stream(b"/X Do")
    found[7] = found[7].replace(b"/Contents 8 0 R", b"/Contents[8 0 R 21 0 R]")
    found[7] = found[7].replace(b"/Resources<<", b"/Resources<</XObject<</X 20 0 R>>")
    assert ENGLISH[0] in document(tmp_path, pdf.written(found)).text
