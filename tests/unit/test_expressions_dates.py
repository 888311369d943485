"""Dates, named periods and ranges in both languages, and the readings that the words leave open."""

from datetime import date

import pytest

from tracker.calendars.expressions import find
from tracker.calendars.profiles import profile

TUESDAY = date(2013, 2, 12)
LITERAL = profile("literal")

VALUES = [
    # the same in both languages
    ("ar", "20 آب 2020", "2020-08-20"),
    ("ar", "العشرين من آب 2020", "2020-08-20"),
    ("ar", "٢٠ / ٨ / ٢٠٢٠", "2020-08-20"),
    ("ar", "3/2/2025", "2025-02-03"),
    ("ar", "الثالث عشر من تشرين الثاني 2019", "2019-11-13"),
    ("ar", "31 كانون الأول 2020", "2020-12-31"),
    ("ar", "التاسع من نيسان عام ألفين وثلاثة", "2003-04-09"),
    ("ar", "15 جويلية 2019", "2019-07-15"),
    ("ar", "5 أغسطس 2021م", "2021-08-05"),
    ("ar", "يوم الخميس (20 آب 2020)", "2020-08-20"),
    ("ar", "اليوم الأحد، 14 أيلول 2025", "2025-09-14"),
    ("ar", "الخميس الموافق 27/8/2020", "2020-08-27"),
    ("ar", "بعد غد", "2013-02-14"),
    ("ar", "أول أمس", "2013-02-10"),
    ("ar", "الأربعاء المقبل", "2013-02-13"),
    ("ar", "قبل ثلاثة أشهر", "2012-11-12"),
    ("ar", "آخر خميس من الشهر الجاري", "2013-02-28"),
    ("ar", "ثاني أحد من حزيران 2014", "2014-06-08"),
    ("ar", "الأسبوع الماضي", "2013-02-04/2013-02-10"),
    ("ar", "الربع الأول من عام 2018", "2018-01-01/2018-03-31"),
    ("ar", "من 5 آب إلى 10 أيلول 2016", "2016-08-05/2016-09-10"),
    ("ar", "بين 5 و10 آب 2016", "2016-08-05/2016-08-10"),
    ("ar", "السنوات الثلاث الماضية", "2010-01-01/2012-12-31"),
    ("ar", "سنتان وثلاثة أشهر", "P2Y3M"),
    ("ar", "شهر ونصف", "P1M15D"),
    ("en", "August 20, 2020", "2020-08-20"),
    ("en", "the twentieth of August, 2020", "2020-08-20"),
    ("en", "20-Aug-2020", "2020-08-20"),
    ("en", "2020-08-20", "2020-08-20"),
    ("en", "2/29/2020", "2020-02-29"),
    ("en", "March third, nineteen ninety nine", "1999-03-03"),
    ("en", "Wednesday, 13 Feb", "2013-02-13"),
    ("en", "the day after tomorrow", "2013-02-14"),
    ("en", "three weeks from Monday", "2013-03-11"),
    ("en", "the last Friday of next month", "2013-03-29"),
    ("en", "the tenth of last month", "2013-01-10"),
    ("en", "half a year ago", "2012-08-12"),
    ("en", "next quarter", "2013-04-01/2013-06-30"),
    ("en", "Q3 2018", "2018-07-01/2018-09-30"),
    ("en", "from the 2nd until the 5th of May 2014", "2014-05-02/2014-05-05"),
    ("en", "November 28 to January 5, 2014", "2013-11-28/2014-01-05"),
    ("en", "since 3 January 2012", "2012-01-03/.."),
    ("en", "two years and three months", "P2Y3M"),
    ("en", "90 minutes", "PT90M"),
]


@pytest.mark.parametrize(("lang", "text", "value"), VALUES)
def test_value(lang, text, value):
    found = find(text, lang, TUESDAY, LITERAL)
    assert [e.value for e in found] == [value]
    assert found[0].text == text


@pytest.mark.parametrize(
    ("lang", "text", "value", "alternatives"),
    [
        ("en", "05/08/2020", "2020-08-05", ("2020-05-08",)),
        ("en", "5 March", "2013-03-05", ("2012-03-05",)),
        ("en", "Tuesday", "2013-02-19", ("2013-02-12", "2013-02-05")),
        ("ar", "الخميس", "2013-02-14", ("2013-02-07",)),
        ("en", "the first week of October 2014", "2014-10-06/2014-10-12", ("2014-09-29/2014-10-05",)),
    ],
)
def test_open_readings_are_given_and_marked(lang, text, value, alternatives):
    (found,) = find(text, lang, TUESDAY, LITERAL)
    assert (found.value, found.alternatives, found.assumed) == (value, alternatives, True)


def test_numeric_dates_of_arabic_text_are_day_first():
    (found,) = find("05/08/2020", "ar", TUESDAY, LITERAL)
    assert (found.value, found.alternatives) == ("2020-08-05", ())


def test_another_date_of_the_text_shows_the_order():
    month_first = find("Opened 02/25/2020, closed 05/08/2020.", "en", TUESDAY, LITERAL)
    assert [(e.value, e.alternatives) for e in month_first] == [("2020-02-25", ()), ("2020-05-08", ())]
    day_first = find("Opened 25/02/2020, closed 05/08/2020.", "en", TUESDAY, LITERAL)
    assert [(e.value, e.alternatives) for e in day_first] == [("2020-02-25", ()), ("2020-08-05", ())]


def test_a_hijri_date_is_estimated_with_its_neighbours():
    (found,) = find("15 رمضان 1441 هـ", "ar", TUESDAY, LITERAL)
    assert found.value == "2020-05-08"
    assert found.alternatives == ("2020-05-09", "2020-05-07")
    assert found.assumed


def test_a_hijri_date_takes_the_gregorian_one_beside_it():
    (found,) = find("١/١/١٤٤٢ هـ الموافق ٢١/٨/٢٠٢٠ م", "ar", TUESDAY, LITERAL)
    assert (found.value, found.alternatives, found.assumed) == ("2020-08-21", (), False)


def test_an_announced_hijri_month_of_the_profile_goes_before_the_reckoning():
    (found,) = find("10 محرم 1442 هـ", "ar", TUESDAY, profile("iq"))
    assert found.value == "2020-08-30"


def test_weeks_begin_as_the_profile_says():
    assert find("this week", "en", TUESDAY, LITERAL)[0].value == "2013-02-11/2013-02-17"
    assert find("this week", "en", TUESDAY, profile("iq"))[0].value == "2013-02-10/2013-02-16"


@pytest.mark.parametrize("text", ["31/02/2020", "32/1/2020", "2015-13-40", "30 February 2020", "29/2/2019"])
def test_a_day_that_does_not_exist_has_no_value(text):
    assert [found.value for found in find(text, "en", TUESDAY, LITERAL) if found.value is not None] == []
