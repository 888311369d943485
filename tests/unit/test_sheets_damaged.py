"""Workbooks that no program writes, and such as would hold the program for ever: refused with the cause, or read."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.faults.fuzz.books import HEADER, REPORTS, shared
from tests.faults.fuzz.orders import packed
from tests.followup_world import LEXICON, OWED, SOURCE, workbook
from tracker.findings import Refusal
from tracker.followup import sheets
from tracker.followup.records import Outcome, SheetReading
from tracker.followup.rows import read_sheet
from tracker.followup.settle import settle
from tracker.followup.sheets import merged_cells
from tracker.model import Finding
from tracker.review.intake import received

ROWS = (HEADER, *REPORTS)
SHEET = "xl/worksheets/sheet1.xml"
SECONDS = 20
"""Of the processor; what is tried here took minutes, or had no end."""


def parts(content: bytes | None = None) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content or shared(ROWS))) as package:
        return {name: package.read(name) for name in package.namelist()}


def why(content: bytes) -> str:
    """The cause for which a workbook is refused, in English."""
    found = sheets.read(content, ".xlsx", "week.xlsx")
    assert isinstance(found, Finding), found
    said = found.values.get("why")
    return said["en"] if isinstance(said, dict) else found.code


def reading(content: bytes) -> SheetReading:
    found = sheets.read(content, ".xlsx", "week.xlsx")
    assert not isinstance(found, Finding), found
    begun = time.process_time()
    one = read_sheet(found[0], OWED, LEXICON, SOURCE)
    assert one is not None
    (settled,) = settle([one])
    assert time.process_time() - begun < SECONDS
    return settled


def outcomes(one: SheetReading) -> dict[Outcome, int]:
    return {kind: sum(outcome is kind for outcome in one.outcomes.values()) for kind in set(one.outcomes.values())}


@pytest.mark.parametrize("body", [None, b"<x/>", b"<worksheet/>"], ids=["gone", "another", "without cells"])
def test_a_sheet_without_its_part_is_not_an_empty_sheet(body: bytes | None) -> None:
    found = parts()
    del found[SHEET]
    assert why(packed({**found, **({SHEET: body} if body else {})})) == "it names a sheet of which there is no part"


def test_sheets_and_parts_of_one_name_are_refused() -> None:
    found = parts()
    book = found["xl/workbook.xml"]
    assert "two of its sheets" in why(packed({**found, "xl/workbook.xml": book.replace(b"Sheet2", b"SHEET1")}))
    out = io.BytesIO(packed(found))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/Worksheets/sheet1.xml", b"<x/>")
    assert "two of its parts" in why(out.getvalue())
    del found["xl/workbook.xml"]
    assert why(packed(found)) == "it names no sheet"


@pytest.mark.parametrize(
    "place", [b'r="ZZZZZ9"', b'r="A9999999"', b"r='XFE2'", b'r = "A1048577"', b'q=">" r="ABCDEFG2"', b'r=""', b'r="A0"']
)
def test_a_cell_that_no_sheet_has_is_damage_however_it_is_written(place: bytes) -> None:
    found = parts()
    assert b'r="A2"' in found[SHEET]
    assert "address" in why(packed({**found, SHEET: found[SHEET].replace(b'r="A2"', place, 1)}))


def test_a_far_row_whose_cells_leave_out_their_place_is_measured() -> None:
    found = parts()
    far = found[SHEET].replace(b"</sheetData>", b'<row r="1048576">' + b"<c><v>1</v></c>" * 40 + b"</row></sheetData>")
    assert why(packed({**found, SHEET: far})) == "sheet-too-large"
    wrong = far.replace(b'"1048576"', b'"4000000000"')
    assert "address" in why(packed({**found, SHEET: wrong}))


def test_either_quotes_and_cells_without_places_are_read_alike() -> None:
    found = parts()
    plain = sheets.read(packed(found), ".xlsx", "x")
    single = {**found, SHEET: found[SHEET].replace(b'"', b"'")}
    assert sheets.read(packed(single), ".xlsx", "x") == plain


def test_a_stray_cell_in_the_last_row_of_a_sheet_costs_little() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(ROWS)))
    book.worksheets[0].cell(1_048_576, 3).value = " x "
    out = io.BytesIO()
    book.save(out)
    counted = outcomes(reading(out.getvalue()))
    assert counted[Outcome.ACCEPTED] == len(REPORTS)
    assert sum(counted.values()) == 1_048_575


def test_a_head_above_each_of_a_thousand_rows_costs_little() -> None:
    rows: list[Sequence[Any]] = []
    for _ in range(1_000):
        rows += [HEADER, REPORTS[0]]
    counted = outcomes(reading(workbook(rows)))
    assert counted == {Outcome.ACCEPTED: 1, Outcome.OTHER: 999 + 999}


@pytest.mark.parametrize("differ", [False, True], ids=["alike", "contradicting"])
def test_a_row_that_stands_thousands_of_times_costs_little(differ: bool) -> None:
    other = (*REPORTS[0][:2], "قيد التنفيذ", 50, None, *REPORTS[0][5:])
    rows = [HEADER, *[REPORTS[0], other if differ else REPORTS[0]] * 2_000]
    counted = outcomes(reading(workbook(rows)))
    assert counted == ({Outcome.QUESTION: 4_000} if differ else {Outcome.ACCEPTED: 1, Outcome.OTHER: 3_999})


def test_more_rows_than_an_office_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MAX_ROWS", 6)
    assert not isinstance(sheets.read(workbook([*ROWS, (), ()]), ".xlsx", "x"), Finding)
    assert why(workbook([*ROWS, *ROWS])) == "sheet-too-large"
    text = "\n".join(",".join(map(str, row)) for row in [*ROWS, *ROWS])
    found = sheets.read(text.encode(), ".csv", "x.csv")
    assert isinstance(found, Finding)
    assert found.code == "sheet-too-large"


def test_an_import_larger_than_any_workbook_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.xlsx"
    with path.open("wb") as file:
        file.truncate(sheets.MAX_BYTES + 1)
    monkeypatch.setattr("tracker.files.read", lambda _: pytest.fail("it was read"))
    with pytest.raises(Refusal) as refusal:
        received(path)
    assert [finding.code for finding in refusal.value.findings] == ["sheet-too-large"]


def test_merged_cells_that_cover_one_another_a_hundred_times_are_bounded() -> None:
    one = sheets.Sheet("x", ((None,) * 200,) * 5_000, merged=((0, 0, 4_999, 100),) * 100)
    assert len(merged_cells(one)) < sheets.MAX_MERGED
