"""Files of every kind become cells at the addresses that Excel shows; what cannot be read is refused with a code."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from tests.followup_world import workbook
from tracker.findings import CODES
from tracker.followup.sheets import Sheet, address, read
from tracker.model import Finding

ROWS = [["المعرف", "الحالة"], ["ORD-1", "منجز"], ["ORD-2", 3]]


def sheets(content: bytes, suffix: str = ".xlsx") -> tuple[Sheet, ...]:
    found = read(content, suffix, f"in/file{suffix}")
    assert not isinstance(found, Finding), found
    return found


def refused(content: bytes, suffix: str = ".xlsx") -> str:
    found = read(content, suffix, f"in/file{suffix}")
    assert isinstance(found, Finding)
    assert found.code in CODES
    return found.code


def repacked(content: bytes, **changes: str) -> bytes:
    """A package with the first sheet's XML changed by plain replacement."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith("sheet1.xml"):
                for pair in changes.values():
                    old, new = pair.split("=>")
                    assert old.encode() in text, (old, text[:2000])
                    text = text.replace(old.encode(), new.encode())
            target.writestr(name, text)
    return packed.getvalue()


def test_addresses_are_those_that_excel_shows() -> None:
    assert [address(13, 3), address(0, 25), address(0, 26), address(0, 16383)] == ["D14", "Z1", "AA1", "XFD1"]


def test_empty_rows_and_columns_before_the_data_do_not_shift_it() -> None:
    (page,) = sheets(workbook([[], [], ["", "", "منجز"]]))
    assert page.at(2, 2) == "منجز"
    assert page.at(0, 0) is None


def test_hidden_sheets_and_merged_cells_are_told() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "x"
    page.merge_cells("A1:C2")
    hidden = book.create_sheet("سري")
    hidden["A1"] = "y"
    hidden.sheet_state = "hidden"
    kept = io.BytesIO()
    book.save(kept)
    first, second = sheets(kept.getvalue())
    assert first.merged == ((0, 0, 1, 2),)
    assert (first.hidden, second.hidden, second.name) == (False, True, "سري")


def test_error_values_and_formulas_without_a_result_are_found() -> None:
    content = repacked(
        workbook([["x", 1.5, "=1+1"], ["=cmd|' /C calc'!A0", 2, 3]]),
        error='<c r="B1" t="n"><v>1.5</v></c>=><c r="B1" t="e"><v>#N/A</v></c>',
    )
    (page,) = sheets(content)
    assert page.faults[0, 1] == ("cell-error", "#N/A")
    assert page.faults[0, 2][0] == "formula-without-value"
    assert page.faults[1, 0][0] == "formula-without-value"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_tables_in_any_usual_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(map(str, row)) for row in ROWS)
    (page,) = sheets(text.encode(encoding), ".csv")
    assert page.rows == (("المعرف", "الحالة"), ("ORD-1", "منجز"), ("ORD-2", "3"))


def test_a_comma_inside_quotes_and_title_lines_do_not_mislead() -> None:
    text = 'موقف, التوجيهات\n\nid;note\n1;"a, b"\n2;"c\nd"\n3;e\n'
    (page,) = sheets(text.encode(), ".csv")
    assert page.rows[3:5] == (("1", "a, b"), ("2", "c\nd"))


def test_what_cannot_be_read_is_refused_with_its_code() -> None:
    good = workbook(ROWS)
    assert refused(b"") == "sheet-empty"
    assert refused(workbook([])) == "sheet-empty"
    assert refused(b" \n \n", ".csv") == "sheet-empty"
    assert refused(good[: len(good) // 2]) == "sheet-unreadable"
    assert refused(good, ".csv") == "sheet-renamed"
    assert refused(b"id,state\n1,done\n", ".xlsx") == "sheet-renamed"
    assert refused(b"%PDF-1.7 ...", ".xlsx") == "sheet-format"
    assert refused(bytes(range(256)) * 10, ".csv") == "sheet-format"
    assert refused(b"<html><table><tr><td>1</td></tr></table></html>", ".xls") == "sheet-format"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refused(ole + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")) == "sheet-encrypted"
    assert refused(ole + b"\0" * 2000, ".xls") == "sheet-unreadable"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(other.getvalue()) == "sheet-format"


def test_two_cells_at_the_corners_of_a_sheet_are_refused_and_formatting_there_is_not() -> None:
    far = workbook([["x", 1.5]])
    filled = repacked(far, cell='<c r="B1" t="n"><v>1.5</v></c>=><c r="XFD1048576" t="n"><v>1</v></c>')
    styled = repacked(far, cell='<c r="B1" t="n"><v>1.5</v></c>=><c r="XFD1048576" s="0"/>')
    assert refused(filled) == "sheet-too-large"
    assert sheets(styled)[0].at(0, 0) == "x"


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(workbook([["x" * 50, 1.5]] * 200))
    for found in re.finditer(rb"PK\x01\x02", bytes(content)):
        name_length = int.from_bytes(content[found.start() + 28 : found.start() + 30], "little")
        name = bytes(content[found.start() + 46 : found.start() + 46 + name_length])
        if name == b"xl/sharedStrings.xml" or name.endswith(b"sheet1.xml"):
            content[found.start() + 24 : found.start() + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(content)) == "sheet-unreadable"


def test_a_declared_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.followup.package.MAX_UNPACKED", 1000)
    assert refused(workbook(ROWS)) == "sheet-too-large"


def test_a_panic_of_the_library_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException("index out of bounds")

    good = workbook(ROWS)
    monkeypatch.setattr("python_calamine.CalamineWorkbook", type("Broken", (), {"from_filelike": panic}))
    assert refused(good) == "sheet-unreadable"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("python_calamine.CalamineWorkbook", type("Stopped", (), {"from_filelike": stop}))
    with pytest.raises(KeyboardInterrupt):
        read(good, ".xlsx", "f.xlsx")


def test_byte_mutations_of_a_workbook_never_escape() -> None:
    good = bytearray(workbook([["المعرف", "الحالة"], *([f"ORD-{n}", "منجز"] for n in range(30))]))
    for at in range(0, len(good), 97):
        bad = bytes(good[:at]) + bytes([good[at] ^ 0x5A]) + bytes(good[at + 1 :])
        found = read(bad, ".xlsx", "f.xlsx")
        assert isinstance(found, tuple) or found.code in CODES
