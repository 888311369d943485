"""The workbook, read back: the same counts as the summary, right to left, harmless, and the same bytes each time."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.unit import report_samples as samples
from tests.unit.report_reading import block, counted, shown_in_sheet, table_rows, verdict_of, workbook
from tracker.model import Flag, Verdict
from tracker.register import UnitTree
from tracker.report import excel, figures
from tracker.report.excel_style import lines_needed, safe_sheet_name
from tracker.report.records import Figures
from tracker.wording import VERDICTS, verdict_text


@pytest.fixture(scope="module")
def made() -> Figures:
    return figures.build(samples.result(), samples.register(), samples.settings())


@pytest.fixture(scope="module")
def content(made: Figures) -> bytes:
    return excel.render(made)


def at_midnight(year: int, month: int, day: int) -> datetime:
    """A date as a workbook holds it: without a zone."""
    return datetime.combine(date(year, month, day), time())


def one_duty(**more: object) -> Figures:
    judged = samples.assessment("MIN-2020-08-20/02", "st-a0", Verdict.OVERDUE, days=3, **more)
    return figures.build(samples.result([judged]), samples.register(), samples.settings())


def test_overview_register_and_authority_sheets_count_as_the_summary_does(content: bytes) -> None:
    book, summary = workbook(content), samples.result().summary
    overview = {verdict_of(row[0], "ar"): row[2] for row in block(book["نظرة عامة"], "حسب الحكم")[:-1]}
    assert overview == summary.verdicts
    assert block(book["نظرة عامة"], "حسب الحكم")[-1][2] == summary.duties
    for language in ("ar", "en"):
        assert counted(shown_in_sheet(book["السجل"], language)) == summary.verdicts
    branches = ("قاطع الأنهار", "سائر الجهات العليا")
    assert sum((counted(shown_in_sheet(book[name])) for name in branches), Counter()) == summary.verdicts
    groups = [block(book["نظرة عامة"], heading) for heading in ("حسب الأمر", "حسب الجهة العليا")]
    units = [row for row in book["الجهات"].iter_rows(values_only=True) if isinstance(row[3], int)]
    for rows in (*groups, units):
        assert sum(row[3] for row in rows) == summary.duties
        assert [sum(row[8 + i] for row in rows) for i in range(len(VERDICTS))] == [
            summary.verdicts[v] for v in VERDICTS
        ]


def test_exceptions_list_what_needs_action_and_then_what_raises_a_question(content: bytes, made: Figures) -> None:
    rows = table_rows(workbook(content)["ما يستوجب إجراءً أو سؤالاً"])
    assert [row["ت"] for row in rows] == [line.number for line in made.action + made.questions]
    assert rows[0]["المطلوب"] == "معالجة المخالفة والإبلاغ عن معالجتها"
    assert rows[-1]["المطلوب"] == "سؤال الجهة: ما الذي جرى فعلاً في كل فترة، والنص واحد؟"


def test_a_duty_is_told_whole_in_one_line(content: bytes) -> None:
    row = next(
        r for r in table_rows(workbook(content)["السجل"]) if r["رمز الجهة"] == "st-a1" and r["الحكم"] == "نُفِّذ متأخراً"
    )
    assert row["رمز الالتزام"] == "MIN-2020-08-20/02"
    assert (row["الجهة"], row["Unit"]) == ("مركز شرطة البرتقال", "Station A1")
    assert (row["Verdict"], row["الاستحقاق"], row["الإنجاز"]) == (
        "met late",
        at_midnight(2020, 8, 27),
        at_midnight(2020, 9, 1),
    )
    assert row["أيام التأخر (السالب: الباقي)"] == 5
    assert (row["العلامات"], row["Flags"]) == ("موعد الاستحقاق غُيِّر في الجدول", "due date altered in the sheet")
    assert row["الملف"] == "status/2020-09-27/قاطع الأنهار.xlsx"
    assert (row["الورقة"], row["الخلية"]) == ("الأسبوع السادس", "D14")


def test_sheets_and_arabic_cells_run_from_right_to_left_and_identifiers_from_left_to_right(content: bytes) -> None:
    book = workbook(content)
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    head, first = book["السجل"][book["السجل"].tables["register"].ref][:2]
    order = {name.value: cell.alignment.readingOrder for name, cell in zip(head, first, strict=True)}
    assert order["الحكم"] == order["السبب"] == order["الجهة"] == 2
    assert order["رمز الالتزام"] == order["الملف"] == order["Verdict"] == order["Reason"] == 1


def test_the_register_is_a_real_table_that_prints_with_its_head_on_every_page(content: bytes) -> None:
    sheet = workbook(content)["السجل"]
    (table,) = sheet.tables.values()
    assert table.autoFilter.ref == table.ref
    head = int(table.ref.split(":")[0][1:])
    assert sheet.freeze_panes == f"C{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize("name", ["السجل", "الجهات", "التغطية", "دليل المصطلحات", "المصادر"])
def test_a_sheet_of_several_pages_prints_its_head_on_each_and_keeps_it_while_scrolling(
    content: bytes, name: str
) -> None:
    sheet = workbook(content)[name]
    row = int(sheet.print_title_rows.rpartition("$")[2])
    assert sheet.cell(row, 1).fill.fgColor.rgb == "FF1F3A5F"
    assert sheet.freeze_panes.lstrip("ABC") == str(row + 1)


def test_words_keep_clear_of_the_grid_so_that_two_directions_do_not_touch(content: bytes) -> None:
    head, first = workbook(content)["السجل"][workbook(content)["السجل"].tables["register"].ref][:2]
    looks = {name.value: cell.alignment for name, cell in zip(head, first, strict=True)}
    assert (looks["الجهة"].horizontal, looks["الجهة"].indent) == ("right", 1)
    assert (looks["Verdict"].horizontal, looks["Verdict"].indent) == ("left", 1)
    assert (looks["رمز الالتزام"].horizontal, looks["رمز الالتزام"].indent) == ("left", 1)


def test_exceptions_and_authorities_say_above_the_table_what_the_page_says(content: bytes) -> None:
    book = workbook(content)
    assert "يستوجب إجراءً: 7؛ ثم يستوجب سؤالاً: 2." in [c.value for c in book["ما يستوجب إجراءً أو سؤالاً"]["A"]]
    assert "5 من 8 يستوجب إجراءً" in [c.value for c in book["قاطع الأنهار"]["A"]]
    facts = {row[0]: row[1] for row in book["الغلاف"].iter_rows(values_only=True)}
    assert facts["سياسة العد"] == "التقويم الإداري العراقي (iq)"


def test_the_banner_stands_on_every_sheet_and_not_where_there_is_none(content: bytes, made: Figures) -> None:
    for sheet in workbook(content):
        assert sheet["A1"].value == "بيانات افتراضية  /  invented data"
        assert "بيانات افتراضية  /  invented data" in sheet.oddFooter.left.text
    assert all(
        "افتراضية  /" not in str(sheet["A1"].value) for sheet in workbook(excel.render(replace(made, banner={})))
    )


def test_a_verdict_is_told_by_its_word_and_its_colour(content: bytes) -> None:
    sheet = workbook(content)["السجل"]
    head, *lines = sheet[next(iter(sheet.tables.values())).ref]
    column = [cell.value for cell in head].index("الحكم")
    fills = {line[column].value: line[column].fill.fgColor.rgb for line in lines}
    told = {verdict_text(verdict, "evidence" if verdict is Verdict.CLAIMED else None)["ar"] for verdict in Verdict}
    assert set(fills) == told
    assert fills["مُخالَف"] != fills["نُفِّذ"] != fills["قيد الانتظار"]


@pytest.mark.parametrize("value", ["=1+1", "+964", "-5", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")'])
def test_what_looks_like_a_formula_is_written_and_marked_as_text(value: str) -> None:
    book = workbook(excel.render(one_duty(reason={"ar": value, "en": value}, event=value)))
    cells = [cell for row in book["السجل"].iter_rows() for cell in row if unescape(str(cell.value)) == value]
    assert len(cells) == 3
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_the_same_figures_give_the_same_bytes_and_no_clock_shows(made: Figures, content: bytes, tmp_path: Path) -> None:
    assert excel.render(made) == content
    (tmp_path / "r.xlsx").write_bytes(content)
    with ZipFile(tmp_path / "r.xlsx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = workbook(content).properties
    assert properties.created == properties.modified == at_midnight(2020, 10, 5)


def test_a_register_longer_than_a_sheet_is_split_and_says_so(made: Figures) -> None:
    book = workbook(excel.render(made, rows=7))
    names = ["السجل", "السجل (2)", "السجل (3)"]
    rows = [row["ت"] for name in names for row in table_rows(book[name])]
    assert rows == list(range(1, 18))
    for part, name in enumerate(names, 1):
        words = [cell.value for cell in book[name]["A"][:6]]
        assert f"تجاوز السجل ما تسعه ورقة واحدة؛ هذا الجزء {part} من 3." in words


def test_links_of_the_exceptions_lead_to_the_duty_in_the_register(content: bytes) -> None:
    book = workbook(content)
    sheet = book["ما يستوجب إجراءً أو سؤالاً"]
    first = sheet.tables["exceptions"].ref.split(":")[0]
    cell = sheet[first].offset(1, 0)
    name, _, place = cell.hyperlink.location.partition("!")
    assert book[name.strip("'")][place].value == cell.value


def test_sheet_names_are_safe_and_unlike_each_other() -> None:
    taken: set[str] = set()
    long = "مديرية شرطة محافظة ذات اسم طويل جداً جداً"
    names = [
        safe_sheet_name(wanted, taken) for wanted in (long, long, "a/b:c?*[d]\\", "'quoted'", "History", "", "A", "a")
    ]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("' ") == name
        assert name.casefold() != "history"


def many(authorities: int, duties: int) -> Any:
    """A workbook of so many authorities of one long name, each with so many duties."""
    units = [samples.unit("root", "الجذر", "root", "ministry")]
    units += [samples.unit(f"d{i}", "مديرية " + "طويلة " * 80, "d", "directorate", "root") for i in range(authorities)]
    orders = samples.directives()
    judged = [
        samples.assessment(f"{orders[0].id}/{1 + n % 3:02}", f"d{i}", Verdict.OVERDUE, days=n)
        for i in range(authorities)
        for n in range(duties)
    ]
    figs = figures.build(samples.result(judged), samples.register(UnitTree(units)), samples.settings())
    return workbook(excel.render(figs))


def test_large_authorities_have_a_sheet_each_and_the_small_ones_share_one() -> None:
    assert sum(name.startswith("مديرية") for name in many(3, 8).sheetnames) == 3
    small = many(3, 2)
    assert not [name for name in small.sheetnames if name.startswith("مديرية")]
    assert len(table_rows(small["سائر الجهات العليا"])) == 6


def test_of_three_hundred_authorities_cover_and_chart_show_the_worst_and_one_sheet_lists_all() -> None:
    book = many(300, 1)
    cover = [cell.value for cell in book["الغلاف"]["A"]]
    assert cover.count("1 من 1 يستوجب إجراءً") == 8
    assert "وغيرها (292): في ورقة «نظرة عامة»" in cover
    assert "وغيرها (270): في ورقة «الجهات العليا»" in [cell.value for cell in book["نظرة عامة"]["A"]]
    listed = [cell.value for cell in book["الجهات العليا"]["C"]]
    assert {f"d{i}" for i in range(300)} <= set(listed)
    chart = book["نظرة عامة"]._charts[1]
    first, last = (int(place.rpartition("$")[2]) for place in chart.series[0].cat.strRef.f.split(":"))
    assert last - first == 9
    assert len(book.sheetnames) < 15


def test_what_is_printed_of_a_list_fits_a_page_in_letters_of_seven_points(content: bytes) -> None:
    """XlsxWriter counts a column at 7 pixels a character and 5 more; LibreOffice takes a quarter more."""
    sheet = workbook(content)["السجل"]
    last = openpyxl.utils.range_boundaries(sheet.print_area.rpartition("!")[2])[2]
    widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(n)].width for n in range(1, last + 1)]
    inches = 1.24 * sum(7 * width + 5 for width in widths) / 96
    assert 10 * (11.69 - 0.6) / inches >= 7


def test_a_path_in_arabic_prose_is_held_together_by_marks() -> None:
    figs = one_duty(reason={"ar": "آخره في status/2020-09-06/s.xlsx [B] C5، «MIN-2020-08-20/02».", "en": "x"})
    sheet = openpyxl.load_workbook(BytesIO(excel.render(figs)))["السجل"]
    reason = next(str(c.value) for row in sheet.iter_rows() for c in row if "آخره" in str(c.value))
    assert "\u200f\u200estatus/2020-09-06/s.xlsx\u200e\u200f" in reason
    assert "«\u200f\u200eMIN-2020-08-20/02\u200e\u200f»" in reason


def test_a_path_begins_a_line_so_that_its_date_is_not_cut_in_two() -> None:
    account = {
        "ar": "يقول: ملتزم (status/2020-10-04/s.xls [و] B9)",
        "en": "says: kept (status/2020-10-04/s.xls [w] B9)",
    }
    (row,) = table_rows(workbook(excel.render(one_duty(accounts={Flag.CONFLICTING: account})))["السجل"])
    assert row["السبب"].endswith("إبلاغات متعارضة: يقول: ملتزم\n(status/2020-10-04/s.xls [و] B9)")


def test_dates_are_dates_and_read_as_in_the_sentences_beside_them(content: bytes) -> None:
    sheet = workbook(content)["السجل"]
    dates = [cell for row in sheet.iter_rows() for cell in row if cell.is_date]
    assert dates
    assert {cell.number_format for cell in dates if cell.value.month == 8} == {'d" آب "yyyy'}


def test_where_little_is_counted_the_charts_lie_over_no_table() -> None:
    """The drawing's anchor says the last row it touches (from 0); the next table's title stands below it."""
    content = excel.render(one_duty())
    with ZipFile(BytesIO(content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    last = max(int(part.partition("<xdr:row>")[2].partition("<")[0]) for part in drawing.split("<xdr:to>")[1:])
    sheet = workbook(content)["نظرة عامة"]
    title = next(cell.row for cell in sheet["A"] if cell.value == "حسب الأمر")
    assert title - 1 > last


def test_a_sheet_without_a_table_shows_its_words_whole() -> None:
    figs = figures.build(samples.result([]), samples.register(), samples.settings())
    sheet = workbook(excel.render(figs))["ما يستوجب إجراءً أو سؤالاً"]
    longest = max(len(str(cell.value or "")) for cell in sheet["A"])
    assert sheet.column_dimensions["A"].width > longest


def test_nothing_to_report_gives_a_readable_workbook() -> None:
    book = workbook(excel.render(figures.build(samples.result([]), samples.register(), samples.settings())))
    assert "لا واجبات" in "".join(str(cell.value) for cell in book["الغلاف"]["A"])
    assert any(cell.value == "لا شيء هنا." for cell in book["السجل"]["A"])


def test_an_english_project_gets_an_english_workbook_from_left_to_right() -> None:
    figs = figures.build(samples.result(), samples.register(), samples.settings(languages=("en",)))
    book = workbook(excel.render(figs))
    assert book.sheetnames[:4] == ["Cover", "Overview", "Exceptions", "Register"]
    assert not any(sheet.sheet_view.rightToLeft for sheet in book)
    heads = list(table_rows(book["Register"])[0])
    assert heads.count("Verdict") == 1
    assert not any("\u0600" <= letter <= "\u06ff" for head in heads for letter in head)


@pytest.mark.parametrize(("languages", "values"), [(("ar", "en"), "maxMin"), (("en", "ar"), "minMax")])
def test_in_the_charts_the_worst_is_on_top_and_bars_grow_from_where_reading_begins(
    languages: tuple[str, ...], values: str
) -> None:
    figs = figures.build(samples.result(), samples.register(), samples.settings(languages=languages))
    with ZipFile(BytesIO(excel.render(figs))) as archive:
        charts = [archive.read(f"xl/charts/chart{n}.xml").decode() for n in (1, 2)]
    for chart in charts:
        axes = {name: chart.partition(f"<c:{name}>")[2].partition(f"</c:{name}>")[0] for name in ("catAx", "valAx")}
        assert '<c:orientation val="maxMin"/>' in axes["catAx"]
        assert f'<c:orientation val="{values}"/>' in axes["valAx"]
        assert '<c:min val="0"/>' in axes["valAx"]


def test_a_text_too_long_for_a_cell_is_cut_and_marked() -> None:
    row = table_rows(workbook(excel.render(one_duty(reason={"ar": "س" * 40_000, "en": "e"})))["السجل"])[0]
    assert row["السبب"].endswith("س…")
    assert len(row["السبب"]) == 32_767


def test_a_date_before_excels_first_day_is_kept_as_text() -> None:
    row = table_rows(workbook(excel.render(one_duty(due_on=date(1899, 5, 1))))["السجل"])[0]
    assert row["الاستحقاق"] == "1899-05-01"


def test_wrapped_text_gets_the_lines_it_needs() -> None:
    assert lines_needed("كلمة", 20) == 1
    assert lines_needed("كلمة " * 10, 20) == 3
    assert lines_needed("ط" * 50, 20) == 3
    assert lines_needed("word " * 13, 21) > lines_needed("كلمة " * 13, 21)  # Arabic is narrower
    assert lines_needed("a\nb", 20) == 2


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_reads_every_cell_as_it_was_written(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "ods:calc8",
        "--outdir",
        tmp_path / "o",
        tmp_path / "report.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    from python_calamine import CalamineWorkbook

    def cells(path: Path) -> dict[str, list[list[object]]]:
        book = CalamineWorkbook.from_path(str(path))
        return {
            name: [
                [round(c, 9) if isinstance(c, float) else c for c in row]
                for row in book.get_sheet_by_name(name).to_python()
            ]
            for name in book.sheet_names
        }

    assert cells(tmp_path / "o" / "report.ods") == cells(tmp_path / "report.xlsx")
