"""Bytes that are broken, mixed or of an unnamed coding: read rightly, or told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.findings import Refusal
from tracker.orders.documents import read
from tracker.orders.extract import propose

LINES = [
    "وزارة النقل",
    "التاريخ: 4/6/2024",
    "على مديرية الطرق إصلاح الجسر الشمالي خلال عشرة أيام.",
    "على المديرية العامة للمرور تنظيم السير في الشوارع القريبة.",
]
TEXT = "\n".join(LINES)


def codes(path: Path) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.values["lines"])) for finding in read(path).findings]


@pytest.mark.parametrize("coding", ["cp1256", "iso8859-6", "cp720"])
def test_codings_of_one_byte_are_told_by_their_words(tmp_path: Path, coding: str) -> None:
    path = tmp_path / "order.txt"
    path.write_bytes(TEXT.encode(coding))
    assert read(path).text == TEXT


def test_a_broken_byte_is_shown_and_its_line_named(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    whole = TEXT.encode()
    path.write_bytes(whole[:-2])  # the full stop and half of a letter
    assert read(path).text == TEXT[:-2] + "\ufffd"
    assert codes(path) == [("document-bytes-broken", "4")]
    path.write_bytes(whole.replace(b"\n", b"\n\xa0 ", 1))
    assert read(path).text == TEXT.replace("\n", "\n\ufffd ", 1)
    assert codes(path) == [("document-bytes-broken", "2")]


def test_lines_of_another_coding_are_read_in_it_and_named(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_bytes("\n".join(LINES[:3]).encode() + b"\n" + LINES[3].encode("cp1256"))
    assert read(path).text == TEXT
    assert codes(path) == [("document-coding-mixed", "4")]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\r"])
def test_every_kind_of_line_end_ends_a_line(tmp_path: Path, end: str) -> None:
    path = tmp_path / "order.txt"
    path.write_bytes(TEXT.replace("\n", end).encode())
    assert read(path).text == TEXT


def forms(text: str) -> str:
    return "".join({"ا": "\ufe8d", "ل": "\ufedd", "ر": "\ufead", "ي": "\ufef1", "م": "\ufee1"}.get(c, c) for c in text)


def test_presentation_forms_alone_are_a_text(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text("\ufee3\ufeae\ufeeb\ufefb", "utf-8")
    assert read(path).language == "ar"


def test_lines_saved_backwards_are_turned_round(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text("\n".join(line[::-1] for line in map(forms, LINES)), "utf-8")
    document = read(path)
    assert document.text == TEXT
    assert [finding.code for finding in document.findings] == ["document-turned"]


def test_what_no_order_holds_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    for text in ("Order 1/2/2020 " * 60_000, "a\n" * 200_000):
        path.write_text(text, "utf-8")
        with pytest.raises(Refusal) as refused:
            read(path)
        assert [f.code for f in refused.value.findings] in (["document-too-heavy"], ["document-too-long"])


@pytest.mark.parametrize("sign", ["\ufdfd", "\ufd3eصدق الله العظيم\ufd3f", "\ufbb2", "\ufdcf", "\ufdfa", "\ufdf2"])
def test_signs_that_stand_for_whole_phrases_stop_no_order(tmp_path: Path, sign: str) -> None:
    """'In the name of God' in one sign stands above most letters."""
    path = tmp_path / "order.txt"
    calendar = load(profile("iq"))
    duties = []
    for text in (TEXT, f"{sign}\n{TEXT}\n{sign} {sign}7{sign}"):
        path.write_text(text, "utf-8")
        found = propose(read(path), None, None, calendar).obligations
        duties.append([(one.addressee, one.due_on) for one in found])
    assert duties[0] == duties[1]
    assert len(duties[0]) == 2
