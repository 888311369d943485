"""Files of every coding, and files that are no orders."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tracker.findings import Refusal
from tracker.orders.documents import read

ORDER = "وجّه الوزير دائرة الماء بإصلاح الأنابيب خلال أسبوع.\nانتهى"


@pytest.mark.parametrize(
    "content",
    [
        ORDER.encode(),
        codecs.BOM_UTF8 + ORDER.encode(),
        ORDER.encode("utf-16"),
        ORDER.encode("utf-16-le"),
        ORDER.encode("utf-16-be"),
        ORDER.replace("\u0651", "").encode("cp1256"),
        ORDER.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "crlf"],
)
def test_one_order_in_every_coding_reads_the_same(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "order.txt"
    path.write_bytes(content)
    document = read(path)
    assert document.text.replace("\u0651", "") == ORDER.replace("\u0651", "")
    assert document.language == "ar"


def test_a_page_gives_its_visible_text_only(tmp_path: Path) -> None:
    path = tmp_path / "order.html"
    path.write_text(
        "<html><head><title>x</title><script>var shall = 'The police shall leave.';</script></head>"
        "<body><p>The police shall report <b>weekly</b>.</p><style>p{}</style><p>Second &amp; last.</p></body></html>",
        "utf-8",
    )
    assert read(path).text == "The police shall report weekly.\nSecond & last."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document-empty"),
        (b" \n\t\n", "document-empty"),
        (b"12 / 34 - 56", "document-empty"),
        (b"%PDF-1.7 ...", "document-damaged"),
        (b"PK\x03\x04....", "document-damaged"),
        (b"\x89PNG....", "document-kind-unsupported"),
        (bytes(range(256)) * 4, "document-not-text"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "order.txt"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read(path)
    assert [f.code for f in refused.value.findings] == [code]


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.txt", "document-missing"), (tmp_path, "document-is-directory")):
        with pytest.raises(Refusal) as refused:
            read(path)
        assert [f.code for f in refused.value.findings] == [code]
