"""The day after something, so many of a thing in a period, and the strokes of a whole date."""

from datetime import date

import pytest

from tracker.calendars.expressions import Role, find
from tracker.calendars.profiles import profile
from tracker.model import Anchor

MONDAY = date(2016, 11, 7)
LITERAL = profile("literal")


def only(text, lang):
    (found,) = find(text, lang, MONDAY, LITERAL)
    return found


@pytest.mark.parametrize(
    ("lang", "text", "value", "event"),
    [
        ("ar", "في اليوم التالي لانتهاء الحملة", "P1D", "انتهاء الحملة"),
        ("ar", "في اليوم التالي للاجتماع", "P1D", "الاجتماع"),
        ("ar", "في يوم العمل التالي لورود الطلب", "P1D", "ورود الطلب"),
        ("ar", "خلال الأسبوع التالي لانتهاء الدورة", "P1W", "انتهاء الدورة"),
        ("ar", "في اليوم الذي يلي انتهاء الحملة", "P1D", "انتهاء الحملة"),
        ("en", "on the day after the end of the campaign", "P1D", "end of the campaign"),
        ("en", "by the working day following the meeting", "P1D", "meeting"),
    ],
)
def test_a_day_after_something_counts_from_it(lang, text, value, event):
    found = only(text, lang)
    assert found.value == value
    assert found.anchor in (Anchor.EVENT, Anchor.OBLIGATION)
    assert found.anchor_ref.removeprefix("the ") == event


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("ar", "في اليوم التالي لصدوره", "2016-11-08"),
        ("ar", "في اليوم التالي لعيد الأضحى 2016", "2016-09-12"),
        ("ar", "في اليوم التالي", "2016-11-08"),
        ("en", "on the day following this order", "2016-11-08"),
        ("en", "on the day after tomorrow", "2016-11-09"),
    ],
)
def test_a_day_after_what_is_known_is_that_day(lang, text, value):
    assert only(text, lang).value == value


@pytest.mark.parametrize(
    ("lang", "text", "rule"),
    [
        ("ar", "زيارتين في الشهر", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("ar", "بجولتين على الأقل في الأسبوع", "FREQ=WEEKLY"),
        ("ar", "ثلاثة اجتماعات كل شهر", "FREQ=MONTHLY"),
        ("ar", "4 تقارير في السنة", "FREQ=MONTHLY;INTERVAL=3"),
        ("ar", "زيارة واحدة كل أسبوع", "FREQ=WEEKLY"),
        ("ar", "اجتماعان شهرياً", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("ar", "مرتين كحد أدنى كل شهر", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("en", "two visits a month", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("en", "one meeting each week", "FREQ=WEEKLY"),
        ("en", "three inspections every year", "FREQ=MONTHLY;INTERVAL=4"),
    ],
)
def test_so_many_of_a_thing_in_a_period_come_again(lang, text, rule):
    found = only(text, lang)
    assert (found.value, found.role) == (rule, Role.EVERY)


@pytest.mark.parametrize(
    "text",
    [
        "زيارتين في الأسبوع الأول من آذار",
        "مرتين في الشهر القادم",
        "ثلاث زيارات خلال شهر تموز",
        "زيارتين في اليوم التالي",
    ],
)
def test_so_many_in_one_named_period_come_once(text):
    assert Role.EVERY not in {e.role for e in find(text, "ar", MONDAY, LITERAL)}


@pytest.mark.parametrize("text", ["5/ أيار /2025", "5 /أيار/ 2025", "5/ 5/ 2025", "5 / 5/2025", "2025/ 5 /5"])
def test_white_space_between_the_strokes_of_a_date_tells_nothing(text):
    assert only(text, "ar").value == "2025-05-05"


def test_strokes_without_a_year_need_even_white_space():
    assert [e.value for e in find("الفقرة 5/ 12", "ar", MONDAY, LITERAL)] == []
