"""Whose date stands in a title: the report's is taken, an order's, a deadline's or a plan's never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import followup_world as world
from tests.followup_world import LEXICON, OWED, RECEIVED, SOURCE, outcomes, read, sheet
from tracker.followup.records import SheetReading
from tracker.followup.rows import read_sheet
from tracker.followup.titles import title_days

DAY = date(2020, 9, 3)
HEADER = ["المعرف", "الوحدة", "الحالة", "تاريخ الإنجاز", "ملاحظات"]
ROW = ["ORD-2020-01/01", "c-n", "قيد التنفيذ"]
BAN = ["ORD-2020-01/02", "c-n", "ملتزم"]


def day_of(reading: SheetReading) -> tuple[date, bool]:
    seen = reading.readings[0].observation
    return seen.reported_on, seen.report_date_assumed


@pytest.mark.parametrize(
    "title",
    [
        "موقف تنفيذ توجيهات معالي الوزير لغاية ٣ أيلول ٢٠٢٠",
        "موقف تنفيذ التوجيهات الصادرة عن الوزارة لغاية 3/9/2020",
        "موقف الأوامر حتى تاريخ ٣-٩-٢٠٢٠",
        "الموقف الأسبوعي لمراكز القنوات حتى يوم الخميس ٣ / ٩ / ٢٠٢٠",
        "الموقف اليومي ليوم الخميس الموافق ٣/٩/٢٠٢٠ م – مديرية الري",
        "موقف مديرية الري للأسبوع المنتهي في 3 أيلول 2020",
        "تقرير المتابعة للفترة من 30/8/2020 إلى 3/9/2020",
        "موقف تنفيذ الأوامر للفترة من ١ ولغاية ٣ أيلول ٢٠٢٠",
        "تقرير عن المدة من 30 آب 2020 لغاية 3 أيلول 2020 (نهائي)",
        "الموقف بتاريخ 3/9/2020",
        "موقف يوم ٣ أيلول ٢٠٢٠",
        "تقرير شعبة القنوات (3/9/2020)",
        "جدول المتابعة ٢٠٢٠/٩/٣",
        "التاريخ/ ٣/٩/٢٠٢٠",
        "موقف تنفيذ الأمر الوزاري الصادر في ٢٥ آب ٢٠٢٠ لغاية ٣ أيلول ٢٠٢٠",
        "الموقف كما في 2020-09-03",
        "موقف المضخات لغاية ١٥ محرم ١٤٤٢ هـ الموافق ٣/٩/٢٠٢٠ م",
        "Status of the minister's orders as of 3 September 2020",
        "Canal works, week ending Thursday, September 3, 2020",
        "Implementation of the orders of 25 August 2020 up to 3 Sept 2020",
        "Status report 3 September 2020 - Irrigation",
        "Report for the period from 30 August 2020 to 3 September 2020",
        "Progress report, 1-3 September 2020",
        "Position of the canals until 03.09.2020",
        "Situation at the pumps through the end of 3 September 2020",
        "Weekly position (2020-09-03)",
    ],
)
def test_the_day_of_a_report_in_its_title(title: str) -> None:
    assert day_of(read([title], HEADER, ROW)) == (DAY, False)


@pytest.mark.parametrize(
    "title",
    [
        "موقف تنفيذ توجيهات معالي الوزير بتاريخ ٣ أيلول ٢٠٢٠",
        "توجيهات الوزير المؤرخة في 3/9/2020",
        "موقف الأمر الوزاري ٤١٢ في ٣/٩/٢٠٢٠",
        "موقف التوجيهات الصادرة لغاية 3/9/2020",
        "متابعة مقررات الاجتماع المنعقد يوم ٣ أيلول ٢٠٢٠",
        "كتابنا ذو العدد 412 في 3/9/2020",
        "التوجيهات المطلوب تنفيذها حتى 3/9/2020",
        "الأوامر النافذة لغاية ٣ أيلول ٢٠٢٠",
        "خطة تنظيف القنوات لغاية 3/9/2020",
        "الموعد النهائي لإنجاز القنوات حتى ٣/٩/٢٠٢٠",
        "الموقف السابق ليوم 3/9/2020",
        "تقرير تنفيذ توجيهات زيارة الوزير للقنوات في 3/9/2020",
        "موقف الأعمال المخطط لها لغاية ٣١/١٢/٢٠٢٠",
        "Follow-up of the order of 3 September 2020",
        "Status of orders issued up to 3 September 2020",
        "Minutes of the meeting of 3 September 2020",
        "Orders of the minister from 1 September 2020 to 3 September 2020",
        "Deadline extended until 3 September 2020",
        "Canals of sector 44077, pumps 3-9",
    ],
)
def test_the_day_of_an_order_a_deadline_or_a_plan_is_no_reports(title: str) -> None:
    reading = read([title], HEADER, ROW)
    assert day_of(reading) == (RECEIVED, True)
    assert [note.finding.code for note in reading.notes] == ["report-date-missing"]


def test_the_period_in_a_title_is_the_rows_too() -> None:
    seen = read(["موقف للفترة من 23/8/2020 إلى 29/8/2020"], HEADER, BAN).readings[0].observation
    assert (seen.reported_on, seen.period_from, seen.period_to) == (
        date(2020, 8, 29),
        date(2020, 8, 23),
        date(2020, 8, 29),
    )


def test_a_label_wins_over_a_title_and_titles_that_disagree_say_nothing() -> None:
    label = ["تاريخ التقرير: 5/9/2020"]
    for rows in ([["موقف الأوامر لغاية 3/9/2020"], label], [label, ["موقف الأوامر لغاية 3/9/2020"]]):
        assert day_of(read(*rows, HEADER, ROW)) == (date(2020, 9, 5), False)
    assert day_of(read(["موقف لغاية 3/9/2020"], ["كما في 4/9/2020"], HEADER, ROW)) == (RECEIVED, True)


def test_a_day_in_a_title_that_does_not_exist_is_named_at_its_cell() -> None:
    reading = read(["موقف الأوامر لغاية ٣١/٩/٢٠٢٠"], HEADER, ROW)
    assert day_of(reading) == (RECEIVED, True)
    assert world.cells(reading.rejected) == [("A1", "date-invalid")]


def test_up_to_a_day_that_is_yet_to_come_ends_a_plan() -> None:
    assert day_of(read(["موقف القنوات لغاية 31/12/2020"], HEADER, ROW)) == (RECEIVED, True)


def test_a_date_that_stands_apart_beside_an_order_is_taken_as_assumed() -> None:
    title = ["موقف تنفيذ توجيهات الوزير – 3/9/2020"]
    reading = read(title, HEADER, ROW)
    assert day_of(reading) == (DAY, True)
    assert world.cells(reading.notes) == [("A1", "report-date-from-title")]
    issued = replace(OWED, issued=frozenset({DAY, date(2020, 8, 25)}))
    found = read_sheet(sheet(title, HEADER, ROW), issued, LEXICON, SOURCE)
    assert found is not None
    assert day_of(found) == (RECEIVED, True), "the day of the order itself"


@pytest.mark.parametrize("name", ["2020-09-03", "موقف 3-9-2020", "mawqif_2020_09_03", "20200903", "v2 03.09.2020 (1)"])
def test_the_file_name_is_the_last_resort_before_the_day_of_receipt(name: str) -> None:
    reading = read(["مديرية الري"], HEADER, ROW, source=replace(SOURCE, file=f"status/{name}.xlsx"))
    assert day_of(reading) == (DAY, True)
    assert [note.finding.code for note in reading.notes] == ["report-date-from-name"]
    stated = read(["تاريخ التقرير: 5/9/2020"], HEADER, ROW, source=replace(SOURCE, file=f"status/{name}.xlsx"))
    assert day_of(stated) == (date(2020, 9, 5), False)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("توجيهات الوزير 3-9-2020", ROW),
        ("2020-09-30", ROW),
        ("2019-09-03", ROW),
        ("1-9-2020 3-9-2020", ROW),
        ("kitab 412", ROW),
        ("2020-09-03", ["ORD-2020-01/01", "c-n", "منجز", "5/9/2020"]),
    ],
)
def test_a_file_name_that_cannot_be_the_reports_day_is_passed_over(name: str, row: list[Any]) -> None:
    """An order's, one after the receipt, one before all orders, two of them, none, or before what the sheet tells."""
    issued = replace(OWED, issued=frozenset({date(2020, 8, 25)}))
    found = read_sheet(sheet(HEADER, row), issued, LEXICON, replace(SOURCE, file=f"status/{name}.xlsx"))
    assert found is not None
    assert day_of(found) == (RECEIVED, True)


def test_a_title_below_the_header_dates_the_rows_below_it_and_an_entry_dates_none() -> None:
    two = read(["موقف لغاية 27/8/2020"], HEADER, BAN, ["موقف لغاية 3/9/2020"], ["ORD-2020-01/02", "c-s", "ملتزم"])
    assert [one.observation.reported_on for one in two.readings] == [date(2020, 8, 27), DAY]
    plain = ["النص", "الوحدة", "الحالة", "ملاحظات"]
    noted = read(
        ["موقف لغاية 3/9/2020"], plain, ["تنظيف القنوات الرئيسة", "c-n", "قيد التنفيذ", "يستمر لغاية 1/9/2020"]
    )
    assert outcomes(noted) == ["accepted"]
    assert day_of(noted) == (DAY, False)
    below = read(["موقف لغاية 3/9/2020"], HEADER, ROW, ["يستمر العمل لغاية 1/9/2020"])
    assert day_of(below) == (DAY, False)


def test_a_long_text_is_no_title() -> None:
    assert title_days("موقف لغاية 3/9/2020 " + "وكان العمل " * 40, LEXICON) == ()
