"""Cells as clerks write them: dates, percentages, numbers, states, references."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.followup_world import LEXICON, OBLIGATIONS
from tracker.followup import lexicon as lexicons
from tracker.followup.dates import Fault, Order, order_of, read_date, read_period
from tracker.followup.folding import fold
from tracker.followup.states import read_state
from tracker.followup.values import exception_of, in_hundreds, is_reference, read_count, read_percent

ONCE, STANDING = OBLIGATIONS["ORD-2020-01/01"], OBLIGATIONS["ORD-2020-01/02"]


@pytest.mark.parametrize(
    "written",
    [
        date(2020, 8, 27),
        datetime(2020, 8, 27, 14, 5),  # noqa: DTZ001 (what a spreadsheet gives)
        44070,
        44070.0,
        "44070",
        20200827,
        "2020-08-27",
        "27/8/2020",
        "27-08-2020",
        "27.8.2020",
        "27 / 8 / 2020",
        "٢٧/٨/٢٠٢٠",
        "۲۷/۸/۲۰۲۰",
        "2020/8/27",
        "27/8/20",
        "27 آب 2020",
        "٢٧ آب ٢٠٢٠",
        "27 اغسطس 2020",
        "الخميس 27 آب، 2020",
        "يوم الخميس الموافق 27/8/2020",
        "بتاريخ 27/8/2020م",
        "August 27, 2020",
        "27th of August 2020",
        "27-Aug-2020",
        "27Aug2020",
        "2020-08-27 14:05:00",
        "2020-08-27T14:05:00+03:00",
        "8 محرم 1442 هـ الموافق 27/8/2020",
        "27/8/2020 الموافق 8/1/1442",
        "\u200f27/8/2020\u200e",
        "8/27/2020",
    ],
)
def test_a_date_in_any_common_form(written: Any) -> None:
    assert read_date(written, LEXICON) == date(2020, 8, 27)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("5 كانون الثاني 2021", 1),
        ("5 شباط 2021", 2),
        ("5 آذار 2021", 3),
        ("5 نيسان 2021", 4),
        ("5 أيّار 2021", 5),
        ("5 حزيران 2021", 6),
        ("5 تموز 2021", 7),
        ("5 آب 2021", 8),
        ("5 أيلول 2021", 9),
        ("5 تشرين الاول 2021", 10),
        ("5 تشرين الثاني 2021", 11),
        ("5 كانون الأول 2021", 12),
        ("5 يناير 2021", 1),
        ("5 ديسمبر 2021", 12),
        ("5 Sept 2021", 9),
    ],
)
def test_months_by_their_iraqi_egyptian_and_english_names(written: str, month: int) -> None:
    assert read_date(written, LEXICON) == date(2021, month, 5)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31/02/2020", "date-invalid"),
        ("٣١/٩/٢٠٢٠", "date-invalid"),
        ("32/8/2020", "date-invalid"),
        ("30 شباط 2020", "date-invalid"),
        ("8/2020", "date-invalid"),
        ("27 آب", "date-invalid"),
        ("قريباً", "date-invalid"),
        (True, "date-invalid"),
        (7, "date-invalid"),
        (float("nan"), "date-invalid"),
        ("27/8/1920", "date-out-of-range"),
        ("27/8/2220", "date-out-of-range"),
        ("8/1/1442", "date-hijri"),
        ("8 محرم 1442", "date-hijri"),
        ("8 رمضان 1442هـ", "date-hijri"),
    ],
)
def test_what_is_no_date_says_why(written: Any, code: str) -> None:
    found = read_date(written, LEXICON)
    assert isinstance(found, Fault)
    assert found.code == code


def test_an_ambiguous_date_goes_by_the_other_dates_of_its_column() -> None:
    assert order_of(["05/08/2020", "25/08/2020"]) is Order.DAY_FIRST
    assert order_of(["05/08/2020", "08/25/2020"]) is Order.MONTH_FIRST
    assert order_of(["25/08/2020", "08/25/2020"]) is Order.MIXED
    assert order_of(["05/08/2020"]) is Order.DAY_FIRST
    assert read_date("05/08/2020", LEXICON, Order.MONTH_FIRST) == date(2020, 5, 8)
    mixed = read_date("05/08/2020", LEXICON, Order.MIXED)
    assert isinstance(mixed, Fault)
    assert mixed.code == "date-ambiguous"
    assert read_date("05/05/2020", LEXICON, Order.MIXED) == date(2020, 5, 5)


@pytest.mark.parametrize(
    "written",
    ["2020-08-23/2020-08-29", "23/8/2020 - 29/8/2020", "من 23/8/2020 إلى 29/8/2020", "from 23 Aug 2020 to 29 Aug 2020"],
)
def test_a_period(written: str) -> None:
    assert read_period(written, LEXICON) == (date(2020, 8, 23), date(2020, 8, 29))


def test_a_period_that_ends_before_it_begins_is_none() -> None:
    assert isinstance(read_period("29/8/2020 - 23/8/2020", LEXICON), Fault)


@pytest.mark.parametrize(
    "written", [0.75, 75, "75", "75%", "٧٥٪", "75 %", "٪٧٥", "0.75", "٠٫٧٥", "75 بالمئة", "75 percent"]
)
def test_three_quarters(written: Any) -> None:
    assert read_percent(written, LEXICON, hundreds=True) == 75


def test_one_is_the_whole_unless_the_column_counts_to_a_hundred() -> None:
    assert read_percent(1, LEXICON, in_hundreds([1, 0.5])) == 100
    assert read_percent(1, LEXICON, in_hundreds([1, 50])) == 1
    assert read_percent("1%", LEXICON, hundreds=False) == 1


@pytest.mark.parametrize("written", [101, -1, "120%", "كثير", True, "3 من 4", float("inf"), "75/100"])
def test_no_percentage(written: Any) -> None:
    assert isinstance(read_percent(written, LEXICON, hundreds=True), Fault)


@pytest.mark.parametrize(
    ("written", "number"), [("٣", 3), (3.0, 3), ("03", 3), ("لا يوجد", 0), ("none", 0), ("صفر", 0)]
)
def test_a_number(written: Any, number: int) -> None:
    assert read_count(written, LEXICON) == number


def test_a_number_with_its_noun_counts_and_two_numbers_do_not() -> None:
    assert read_count("٣ مركبات", LEXICON) == 3
    for written in ("3 من 5", "2.5", -1, "3 لم تعالج", "3%", "كثيرة", "none?", "لا يوجد؟", True, "9" * 30):
        assert isinstance(read_count(written, LEXICON), Fault)


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("منجز", "done"),
        ("مُنجَـــز", "done"),
        ("تم التنفيذ", "done"),
        ("تم التنفيذ بتاريخ 25/8/2020", "done"),
        ("منجز / done", "done"),
        ("منجز (completed)", "done"),
        ("Completed", "done"),
        ("قيد الانجاز", "in_progress"),
        ("قيد الأنجاز", "in_progress"),
        ("متلكئ", "in_progress"),
        ("منجز جزئياً", "in_progress"),
        ("In Progress", "in_progress"),
        ("لم يباشر", "not_started"),
        ("لم تتم المباشرة به", "not_started"),
        ("غير منجز", "not_started"),
        ("not done", "not_started"),
        ("مستمر", "in_progress"),
        ("لا ينطبق", "not_applicable"),
        ("N/A", "not_applicable"),
        ("سُحب الإبلاغ", "retracted"),
        ("ملتزمً", "kept"),
    ],
)
def test_states_in_free_words(written: str, state: str) -> None:
    assert read_state(written, ONCE, LEXICON) == state


def test_not_done_and_ongoing_go_by_the_kind_of_duty() -> None:
    assert read_state("غير منفذ", ONCE, LEXICON, percent=40) == "in_progress"
    assert read_state("غير منفذ", STANDING, LEXICON) == "not_kept"
    assert read_state("مستمرون", STANDING, LEXICON) == "kept"
    assert read_state("غير ملتزم", STANDING, LEXICON) == "not_kept"
    assert read_state("non-compliant", STANDING, LEXICON) == "not_kept"


@pytest.mark.parametrize(
    "written", ["على أحسن ما يرام", "جيد", "نعم", "منجز 75%", "منجز وغير منجز", "50", "تم الاطلاع", "أنجز منه النصف"]
)
def test_a_state_that_cannot_be_read_is_not_guessed(written: str) -> None:
    assert isinstance(read_state(written, ONCE, LEXICON), Fault)


def test_yes_and_no_answer_a_heading_that_is_a_state() -> None:
    assert read_state("نعم", ONCE, LEXICON, header="منجز؟") == "done"
    assert read_state("no", ONCE, LEXICON, header="Done? (yes/no)") == "not_started"
    assert read_state("لا", STANDING, LEXICON, header="ملتزم؟") == "not_kept"


def test_an_office_adds_its_own_words() -> None:
    own = lexicons.load({"states": {"done": ("خلصنا",)}, "columns": {"unit": ("الفرع",)}})
    assert read_state("خلصنا", ONCE, own) == "done"
    assert isinstance(read_state("خلصنا", ONCE, LEXICON), Fault)


@pytest.mark.parametrize(
    "written",
    [
        "كتاب 1187",
        "1187",
        "١١٨٧ في ٢٥/٨/٢٠٢٠",
        date(2020, 8, 25),
        1187,
        "book no. 12",
        "No. 7",
        "No 12",
        "العدد 3",
        "مرفق كتاب 15",
        "ص/3",
        "كتابنا 12 المتضمن عدم وجود مخالفات",
    ],
)
def test_evidence_has_a_number_or_a_date(written: Any) -> None:
    assert is_reference(written, LEXICON)


@pytest.mark.parametrize(
    "written",
    [
        "نعم",
        "yes",
        "-",
        "مرفق",
        "attached",
        "موجود",
        "كتاب رسمي",
        "100%",
        "✓",
        "1",
        0,
        True,
        None,
        "صور 3",
        "no",
        "عدد 3 صور",
        "سيصدر كتاب في 2/9/2020",
        "لم يصدر كتاب لغاية 2/9/2020",
        "لا يوجد كتاب 2020",
        "will be sent on 2/9/2020",
        "pending no. 12",
    ],
)
def test_what_is_no_evidence(written: Any) -> None:
    assert not is_reference(written, LEXICON)


def test_an_exception_is_claimed_with_a_reference_or_without() -> None:
    assert [exception_of(v, LEXICON) for v in ("تخويل 2231 في 3/9/2020", "بموجب تخويل", "نعم")] == [1, 2, 2]
    assert [exception_of(v, LEXICON) for v in ("-", "لا يوجد", "لا", "none", None, "", False)] == [0] * 7


def test_spellings_of_one_word_fold_together() -> None:
    assert len({fold(word) for word in ("الإنجاز", "الانجاز", "الأنجاز", "الإنْجـاز", "الإنجاز:")}) == 1
    assert fold("مديريّة") == fold("مديريه")
    assert fold("على") == fold("علي")
