"""Tables whose columns have titles: what stands in a cell is read under its own title, whatever is empty or merged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.test_orders_formats import paragraph, text_of, word
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import read
from tracker.orders.extract import propose
from tracker.orders.formats import markdown, page
from tracker.orders.formats.pdf_content import Glyph
from tracker.orders.formats.pdf_text import text_of as pdf_text

TITLES = ("No.", "Action", "Owner", "Due")


def cell(text: str, settings: str = "") -> str:
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    inner = "".join(f"<w:tr>{''.join(one if one[:1] == '<' else cell(one) for one in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{inner}</w:tbl>"


def test_a_date_is_nobody_who_must_act_where_the_cell_of_the_owner_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "minutes.docx"
    rows = (("1", "Inspect the vehicles", "Traffic", "10 March 2025"), ("2", "Close the gates", "", "20 March 2025"))
    path.write_bytes(word(paragraph("Minutes") + paragraph("Date: 3 February 2025") + table(TITLES, *rows)))
    found = propose(read(path), None, None, load(profile("iq"))).obligations
    assert [(one.addressee, one.due_on) for one in found] == [
        ("Traffic", date(2025, 3, 10)),
        (None, date(2025, 3, 20)),
    ]
    assert "addressee-unknown" in {question.code for question in found[1].questions}


def test_a_cell_merged_downwards_stands_in_each_of_its_rows(tmp_path: Path) -> None:
    start, on = cell("مديرية المرور", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>")
    titles = ("ت", "الإجراء", "الجهة المنفذة", "المدة")
    wide = cell("تُرفع النتائج إلى الوزير", '<w:gridSpan w:val="4"/>')
    body = table(titles, ("1", "تدقيق العجلات", start, "7 أيام"), ("2", "رفع تقرير", on, "10 أيام"), (wide,))
    assert text_of(tmp_path, word(body)).split("\n") == [
        "ت\tالإجراء\tالجهة المنفذة\tالمدة",
        "1\tتدقيق العجلات\tمديرية المرور\t7 أيام",
        "2\tرفع تقرير\tمديرية المرور\t10 أيام",
        "تُرفع النتائج إلى الوزير",
    ]


def test_pages_and_markdown_keep_the_columns_too() -> None:
    source = (
        "<table><tr><th colspan=4>Week 7</th></tr><tr><th>No.</th><th>Action</th><th>Owner</th><th>Due</th></tr>"
        "<tr><td>1</td><td>a</td><td rowspan=2>x</td><td>10 May</td></tr><tr><td>2</td><td>b</td><td>12 May</td></tr>"
        "<tr><td>3</td><td colspan=2>c</td><td>14 May</td></tr></table>"
    )
    assert page.text_of(source).split("\n") == [
        "Week 7",
        "No.\tAction\tOwner\tDue",
        "1\ta\tx\t10 May",
        "2\tb\tx\t12 May",
        "3 | c |  | 14 May",
    ]
    assert markdown.text_of("| No. | Action | Due |\n|---|---|---|\n| 1 |  | May |") == "No.\tAction\tDue\n1 |  | May"


def test_a_table_that_lays_out_a_letter_is_read_without_its_empty_cells() -> None:
    source = (
        "<table><tr><td>جمهورية العراق</td><td></td><td>العدد: 12</td></tr>"
        "<tr><td></td><td></td><td>التاريخ: 5/3/2025</td></tr></table>"
    )
    assert page.text_of(source) == "جمهورية العراق\tالعدد: 12\nالتاريخ: 5/3/2025"


@pytest.mark.parametrize("spans", ['rowspan="9999" colspan="9999"', 'rowspan="0"', 'colspan="-1"', 'rowspan="x"'])
def test_cells_that_claim_the_whole_page_take_no_longer(spans: str) -> None:
    row = f"<tr><td {spans}>a</td><td>b</td></tr>"
    assert page.text_of(f"<table>{row * 3000}</table>").count("b") == 3000


def test_rows_of_a_pdf_keep_their_columns() -> None:
    def line(y: float, *cells: tuple[float, str]) -> list[Glyph]:
        return [
            (char, left + 6 * n, left + 6 * n + 6, y, 10.0) for left, text in cells for n, char in enumerate(text + " ")
        ]

    glyphs = [
        *line(700, (50, "No"), (100, "Action"), (250, "Owner"), (400, "Due")),
        *line(686, (50, "1"), (100, "Inspect"), (250, "Traffic"), (400, "10 May")),
        *line(672, (50, "2"), (100, "Close"), (400, "12 May")),
        *line(658, (50, "3"), (100, "Open"), (250, "Police"), (400, "14 May")),
    ]
    assert pdf_text([glyphs], [600.0]).text.split("\n") == [
        "No\tAction\tOwner\tDue",
        "1\tInspect\tTraffic\t10 May",
        "2 | Close |  | 12 May",
        "3\tOpen\tPolice\t14 May",
    ]
