"""Tables in PDFs of LibreOffice and Chromium: the rows say what the page that they were made from says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.golden.test_documents_made import browser, office
from tracker.orders.documents import read
from tracker.orders.formats import pdf_grid
from tracker.orders.formats.pdf_drawing import Drawing

HEADS = {
    "ar": ["وزارة الموارد المائية", "العدد: 55", "التاريخ: 1/3/2025", "إلى: المديريات كافة", "تقرر ما يأتي:"],
    "en": ["Ministry of Water", "No. 55", "Date: 1 March 2025", "To: all directorates", "The following is to be done:"],
}
ROWS = {
    "ar": [
        ("ت", "الإجراء", "الجهة المنفذة", "الموعد"),
        (
            "1",
            "إصلاح محطة الضخ في الهارثة واستبدال المحولتين اللتين تغذيان الخط الشمالي للمدينة قبل ذروة الصيف",
            "مديرية التشغيل",
            "15/3/2025",
        ),
        ("2", "رفع تقرير مفصل عن ضائعات الشبكة مع أسماء المقاولين ومدد التأخير", "دائرة الماء", "خلال 30 يوماً"),
        ("3", "غلق الآبار المكشوفة على طرق المدارس", "", "20/3/2025"),
        ("4", "تجهيز العبّارات بالوقود", "مديرية النقل", ""),
    ],
    "en": [
        ("No.", "Action", "Owner", "Due"),
        (
            "1",
            "Repair the pumping station and replace the two transformers that feed the northern line of the city",
            "Directorate of Operations",
            "15 March 2025",
        ),
        (
            "2",
            "Submit a full report on the losses of the network, with the contractors",
            "Water Board",
            "within 30 days",
        ),
        ("3", "Close every open well along the school roads", "", "20 March 2025"),
        ("4", "Provide fuel for the ferries", "Directorate of Transport", ""),
    ],
}
ENDS = {"ar": "يعمل بهذا الأمر حتى إشعار آخر.", "en": "This order remains in force until further notice."}
MERGED = {
    "ar": "<tr><td>5</td><td>فحص السد</td><td rowspan=3>مديرية السدود</td><td>22/3/2025</td></tr>"
    "<tr><td>6</td><td>فتح البوابات</td><td rowspan=2>25/3/2025</td></tr><tr><td>7</td><td>تنظيف القنوات</td></tr>"
    "<tr><td colspan=4>ثانياً: الطرق</td></tr>"
    "<tr><td>8</td><td>غلق الطريق</td><td>مديرية الطرق</td><td>28/3/2025</td></tr>",
    "en": "<tr><td>5</td><td>Inspect the dam</td><td rowspan=3>Dams Board</td><td>22 March 2025</td></tr>"
    "<tr><td>6</td><td>Open the sluices</td><td rowspan=2>25 March 2025</td></tr>"
    "<tr><td>7</td><td>Clean the canals</td></tr>"
    "<tr><td colspan=4>Second group: roads</td></tr>"
    "<tr><td>8</td><td>Close the road</td><td>Roads Board</td><td>28 March 2025</td></tr>",
}
STYLES = {
    "one line between cells": ("border-collapse: collapse", "td, th {border: 1px solid black}"),
    "boxes apart": ("", "td, th {border: 1px solid black}"),
    "the browser's own": ("", ""),
}


def page(language: str, style: str = "one line between cells", times: int = 1) -> str:
    rows = [ROWS[language][0], *ROWS[language][1:] * times]
    body = "".join(
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
        for row, tag in zip(rows, ["th", *["td"] * len(rows)], strict=False)
    )
    table, cells = STYLES[style]
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><style>'
        f"@page {{size: A4; margin: 2cm}} body {{font-family: Amiri}} table {{{table}}} {cells} "
        "tr {break-inside: avoid}</style></head><body>"
        f"{''.join(f'<p>{line}</p>' for line in HEADS[language])}"
        f'<table border="1" dir="{direction}">{body}{MERGED[language]}</table><p>{ENDS[language]}</p></body></html>'
    )


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("style", STYLES)
def test_a_table_that_a_browser_prints_is_read_row_by_row(tmp_path: Path, language: str, style: str) -> None:
    source = tmp_path / "table.html"
    source.write_text(page(language, style), "utf-8")
    expected = read(source).text
    assert len([line for line in expected.splitlines() if "\t" in line or "|" in line]) == 9
    assert read(browser(source)).text.rstrip() == expected.rstrip()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_table_goes_on_overleaf_under_its_titles(tmp_path: Path, language: str) -> None:
    source = tmp_path / "table.html"
    source.write_text(page(language, times=14), "utf-8")
    document = read(browser(source))
    assert len(document.pages) > 2
    assert document.text.rstrip() == read(source).text.rstrip()


@pytest.mark.office
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_table_of_libreoffice_is_read_row_by_row(tmp_path: Path, language: str) -> None:
    source = tmp_path / "table.html"
    source.write_text(page(language), "utf-8")
    word = office(source, "docx:MS Word 2007 XML")
    assert read(office(word, "pdf", web=False)).text.rstrip() == read(source).text.rstrip()


@pytest.mark.office
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("apart", [False, True], ids=["line by line", "no lone lines"])
def test_rows_that_libreoffice_tears_at_the_foot_of_a_page_are_one_row(
    tmp_path: Path, language: str, apart: bool
) -> None:
    source = tmp_path / "table.html"
    torn = page(language, times=14).replace("tr {break-inside: avoid}", "td {orphans: 2; widows: 2}" if apart else "")
    source.write_text(torn, "utf-8")
    document = read(office(office(source, "docx:MS Word 2007 XML"), "pdf", web=False))
    assert len(document.pages) > 2
    assert document.text.rstrip() == read(source).text.rstrip()


@pytest.mark.browser
def test_a_frame_and_the_line_of_a_letterhead_make_no_table(tmp_path: Path) -> None:
    lines = [*HEADS["en"], "1. The Roads Board shall close the road by 20 March 2025.", ENDS["en"]]
    body = "".join(f"<p>{line}</p><hr>" for line in lines)
    source = tmp_path / "frame.html"
    source.write_text(
        f'<body><div style="border: 4px double black; padding: 1em; height: 24cm">{body}</div></body>', "utf-8"
    )
    assert read(browser(source)).text.split("\n") == lines


def test_a_page_full_of_strokes_is_a_drawing_and_takes_no_time() -> None:
    dice, drawing = random.Random(7), Drawing()
    for _ in range(100_000):
        x, y = dice.random() * 600, dice.random() * 800
        drawing.take("m", (x, y), (1, 0, 0, 1, 0, 0))
        drawing.take("l", (x + 5, y), (1, 0, 0, 1, 0, 0))
        drawing.take("S", (), (1, 0, 0, 1, 0, 0))
    assert len(drawing.rules) <= 20_001
    glyphs = [("a", 10.0, 15.0, 20.0, 12.0)]
    assert pdf_grid.tables(drawing.rules, glyphs, lambda _: [], pdf_grid.Ahead(), rtl=False) == ([], glyphs)
