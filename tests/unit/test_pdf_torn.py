"""A row torn at the foot of a page is one row again; a row overleaf that only leaves out its number stays its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.fuzz import pdf
from tracker.orders.documents import read

WIDTHS = (30, 200, 130, 110)
LEADING, SIZE = 14, 12
TITLES = {"en": ["No.", "Task", "Owner", "Due"], "ar": ["ت", "المهمة", "الجهة", "الموعد"]}
Row = Sequence[Sequence[str]]
"""The lines of each cell."""


def printed(folder: Path, *pages: Sequence[Row], rtl: bool = False, above: str = "", merged: int | None = None) -> str:
    """The text of a PDF with a table on each page, its boxes closed at the foot. ``merged``: the first column of the
    last so many rows of each page is one cell."""
    letters = "".join(
        sorted({c for page in pages for row in page for cell in row for line in cell for c in line + above})
    )
    contents = []
    for page in pages:
        out, y = [], 780.0
        for n in range(len(above) and 5):
            out.append(pdf._line(above, letters, 60, 530, y - n * LEADING))
        y -= LEADING * (7 if above else 1)
        for number, row in enumerate(page):
            height = LEADING * max(1, *map(len, row)) + 4
            left = 60.0
            cells = list(zip(row, WIDTHS, strict=True))
            for at, (cell, width) in enumerate(cells[::-1] if rtl else cells):
                first = at == (len(cells) - 1 if rtl else 0)
                tall = first and merged is not None and number >= len(page) - merged
                if not tall:
                    out.append(f"{left} {y - height} {width} {height} re S\n")
                elif number == len(page) - merged:
                    whole = sum(LEADING * max(1, *map(len, r)) + 4 for r in page[number:])
                    out.append(f"{left} {y - whole} {width} {whole} re S\n")
                for n, line in enumerate(cell):
                    out.append(pdf._line(line, letters, left + 3, left + width - 3, y - 12 - n * LEADING))
                left += width
            y -= height
        contents.append("".join(out))
    path = folder / "table.pdf"
    path.write_bytes(pdf.written(pdf.objects(letters, contents)))
    return read(path).text


def heads(tag: str) -> Row:
    return [[title] for title in TITLES[tag]]


FULL = "Repair the pumps of the northern"  # of 33 letters that a cell of this width holds
ONE: Row = [["1"], ["Count the stores"], ["Water Board"], ["9 March 2031"]]
TWO: Row = [["2"], [FULL], ["Roads Board"], ["12 March 2031"]]


@pytest.mark.parametrize("titles", [True, False], ids=["titles again", "no titles overleaf"])
def test_a_row_whose_cell_goes_on_overleaf_is_one_row(tmp_path: Path, titles: bool) -> None:
    rest: Row = [[""], ["district."], [""], [""]]
    three: Row = [["3"], ["Fill the pits"], ["Roads Board"], ["15 March 2031"]]
    text = printed(tmp_path, [heads("en"), ONE, TWO], [*([heads("en")] if titles else []), rest, three])
    assert text.split("\n") == [
        "No.\tTask\tOwner\tDue",
        "1\tCount the stores\tWater Board\t9 March 2031",
        f"2\t{FULL} district.\tRoads Board\t12 March 2031",
        "3\tFill the pits\tRoads Board\t15 March 2031",
    ]


def test_a_cell_that_went_overleaf_whole_belongs_to_its_row(tmp_path: Path) -> None:
    row: Row = [["2"], ["Fill the pits"], [""], ["12 March 2031"]]
    rest: Row = [[""], [""], ["Roads Board of", "the province"], [""]]
    text = printed(tmp_path, [heads("en"), ONE, row], [rest])
    assert text.split("\n")[2:] == ["2\tFill the pits\tRoads Board of the province\t12 March 2031"]


def test_an_arabic_row_torn_over_three_pages_is_one_row(tmp_path: Path) -> None:
    one: Row = [["1"], ["جرد المخازن"], ["دائرة الماء"], ["9/3/2031"]]
    two: Row = [["2"], ["إصلاح مضخات المحطات في الأحياء"], ["دائرة الطرق"], ["12/3/2031"]]
    middle: Row = [[""], ["الشمالية والجنوبية وفي القرى الت"], [""], [""]]
    last: Row = [[""], ["تتبعها."], [""], [""]]
    text = printed(tmp_path, [heads("ar"), one, two], [heads("ar"), middle], [heads("ar"), last], rtl=True)
    action = "إصلاح مضخات المحطات في الأحياء الشمالية والجنوبية وفي القرى الت تتبعها."
    assert text.split("\n")[2:] == [f"2\t{action}\tدائرة الطرق\t12/3/2031"]


@pytest.mark.parametrize(
    ("row", "rest"),
    [
        (ONE, [[""], ["Fill the pits"], ["Roads Board"], ["9 March 2031"]]),
        (TWO, [["3"], ["district."], [""], [""]]),
        (TWO, [[""], ["2- the lines."], [""], [""]]),
    ],
    ids=["another task under one number", "a number of its own", "an item of a list"],
)
def test_a_row_overleaf_that_is_no_rest_stays_its_own(tmp_path: Path, row: Row, rest: Row) -> None:
    pages = [heads("en"), ONE, row] if row is not ONE else [heads("en"), ONE]
    alone = printed(tmp_path, [*pages, rest])
    assert printed(tmp_path, pages, [heads("en"), rest]) == alone
    assert len(alone.split("\n")) == len(pages) + 1


def test_rows_under_one_merged_number_and_text_below_the_table_join_nothing(tmp_path: Path) -> None:
    rest: Row = [[""], ["district."], [""], [""]]
    several = printed(tmp_path, [heads("en"), ONE, TWO, [[""], [FULL], ["Roads Board"], ["x"]]], [rest], merged=2)
    assert "district." not in several.split("\n")[3]
    below = printed(tmp_path, [heads("en"), ONE, TWO], [rest], above="The Office reports each month.")
    assert f"{FULL} district." not in below


def test_a_table_whose_first_column_has_gaps_joins_nothing(tmp_path: Path) -> None:
    gap: Row = [[""], ["Fill the pits"], ["Roads Board"], ["9 March 2031"]]
    text = printed(tmp_path, [heads("en"), ONE, gap, TWO], [[[""], ["district."], [""], [""]]])
    assert f"{FULL} district." not in text
