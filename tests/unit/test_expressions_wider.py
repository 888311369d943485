"""Holidays, weekdays beside a date, parts of periods, rhythms, misspellings and dialect: the first reading of each."""

from datetime import date

import pytest

from tracker.calendars.expressions import find
from tracker.calendars.profiles import profile

MONDAY = date(2016, 11, 7)
LITERAL = profile("literal")
IRAQ = profile("iq")


def values(text, lang, anchor=MONDAY, policy=LITERAL):
    return [e.value for e in find(text, lang, anchor, policy) if not e.impossible]


HOLIDAYS = [
    # fixed days, the n-th weekday of a month and a day after it
    ("en", "International Women's Day", "2017-03-08"),
    ("en", "Earth Day", "2017-04-22"),
    ("en", "Martin Luther King's Day 2015", "2015-01-19"),
    ("en", "Black Friday", "2016-11-25"),
    ("en", "Cyber Monday", "2016-11-28"),
    ("en", "Election Day", "2016-11-08"),
    ("en", "St. Patrick's Day 2018", "2018-03-17"),
    ("en", "Halloween day 2015", "2015-10-31"),
    ("en", "Labor Day weekend", "2017-09-02/2017-09-04"),
    ("en", "Thanksgiving weekend", "2016-11-24/2016-11-27"),
    ("ar", "يوم المرأة العالمي", "2017-03-08"),
    ("ar", "اليوم العالمي للمرأة", "2017-03-08"),
    ("ar", "عيد الأم", "2017-03-21"),
    ("ar", "الجمعة السوداء", "2016-11-25"),
    ("ar", "ليلة رأس السنة", "2016-12-31"),
    # the first weekday on or after a day, days counted from Easter
    ("en", "Victoria Day", "2017-05-22"),
    ("en", "first Sunday of Advent", "2016-11-27"),
    ("en", "Ash Wednesday 2020", "2020-02-26"),
    ("en", "Pentecost", "2017-06-04"),
    ("en", "Orthodox Easter 2021", "2021-05-02"),
    ("ar", "الجمعة العظيمة", "2017-04-14"),
    ("ar", "شم النسيم", "2017-04-17"),
    # of the Hijri calendar
    ("en", "Ramadan 2018", "2018-05-16/2018-06-14"),
    ("en", "day of Arafah 2018", "2018-08-20"),
    ("ar", "رأس السنة الهجرية 1440", "2018-09-11"),
    ("ar", "ثاني أيام عيد الأضحى", "2017-09-02"),
    ("ar", "اليوم الثالث من عيد الفطر", "2017-06-27"),
    ("ar", "بعد عيد الفطر بيومين", "2017-06-27"),
    ("ar", "قبل رمضان", "2017-05-26"),
    # beside them
    ("en", "the week of Thanksgiving", "2016-11-21/2016-11-27"),
    ("en", "the week after Christmas", "2016-12-26/2017-01-01"),
    ("en", "the Friday after Thanksgiving", "2016-11-25"),
    ("en", "the eve of 5 March 2017", "2017-03-04"),
]

DATES = [
    ("en", "the Tuesday after 5 March", "2017-03-07"),
    ("en", "the first Monday after April 10, 2015", "2015-04-13"),
    ("en", "the Sunday before May 20", "2017-05-14"),
    ("en", "Friday before last", "2016-10-28"),
    ("en", "second Friday next month", "2016-12-09"),
    ("en", "the second-to-last day of March", "2017-03-30"),
    ("en", "this twenty-first day of October, in the year of our Lord two thousand thirteen", "2013-10-21"),
    ("en", "Thu Sep 25 10:36:28 2003", "2003-09-25"),
    ("en", "July 10th, '96", "1996-07-10"),
    ("en", "[Oct] 21, 2013.", "2013-10-21"),
    ("en", "Oct.21,2013", "2013-10-21"),
    ("en", "21-Oct-13", "2013-10-21"),
    ("en", "5 febuary 2017", "2017-02-05"),
    ("en", "wensday", "2016-11-09"),
    ("en", "tommorrow", "2016-11-08"),
    ("en", "last night", "2016-11-06"),
    ("en", "fortnight ago", "2016-10-24"),
    ("en", "by end of year", "2016-12-31"),
    ("ar", "أول اثنين بعد 5 مارس", "2017-03-06"),
    ("ar", "اليوم الذي يلي 5 مارس 2017", "2017-03-06"),
    ("ar", "جمعة الأسبوع الماضي", "2016-11-04"),
    ("ar", "في 28 الجاري", "2016-11-28"),
    ("ar", "في موعد أقصاه نهاية الأسبوع القادم", "2016-11-20"),
    ("ar", "امبارح", "2016-11-06"),
    ("ar", "النهاردة", "2016-11-07"),
    ("ar", "غدوة", "2016-11-08"),
    ("ar", "يوم الحد", "2016-11-13"),
    ("ar", "الليلة الماضية", "2016-11-06"),
]

PERIODS = [
    ("en", "the first two weeks of June", "2017-06-01/2017-06-14"),
    ("en", "last three days of the month", "2016-11-28/2016-11-30"),
    ("en", "the last weekend of July", "2017-07-29/2017-07-30"),
    ("en", "weekend of 15 July 2017", "2017-07-15/2017-07-16"),
    ("en", "last quarter of 2015", "2015-10-01/2015-12-31"),
    ("en", "last year's third quarter", "2015-07-01/2015-09-30"),
    ("en", "3Q17", "2017-07-01/2017-09-30"),
    ("en", "2017-W05", "2017-01-30/2017-02-05"),
    ("en", "between Q1 and Q3 2014", "2014-01-01/2014-09-30"),
    ("en", "this decade", "2010-01-01/2019-12-31"),
    ("en", "the 19th century", "1801-01-01/1900-12-31"),
    ("en", "the summer of next year", "2017-06-21/2017-09-22"),
    ("en", "2016-12-01/2016-12-15", "2016-12-01/2016-12-15"),
    ("en", "2014-2016", "2014-01-01/2016-12-31"),
    ("en", "late February 2014", "2014-02-21/2014-02-28"),
    ("en", "after Friday", "2016-11-12/.."),
    ("en", "the BOY", "2016-01-01"),
    ("en", "FY17", "2016-10-01/2017-09-30"),
    ("en", "first quarter of fiscal year 2018", "2017-10-01/2017-12-31"),
    ("ar", "السنة المالية 2017", "2017-01-01/2017-12-31"),
    ("ar", "الأيام العشرة الأولى من آذار", "2017-03-01/2017-03-10"),
    ("ar", "آخر خمسة أيام من الشهر", "2016-11-26/2016-11-30"),
    ("ar", "الربع الأخير من السنة", "2016-10-01/2016-12-31"),
    ("ar", "القرن الماضي", "1901-01-01/2000-12-31"),
    ("ar", "الاسبوع اللي فات", "2016-10-31/2016-11-06"),
    ("ar", "الشهران القادمان", "2016-12-01/2017-01-31"),
    ("ar", "خلال شهري آذار ونيسان", "2017-03-01/2017-04-30"),
    ("ar", "من 20 إلى 25 الجاري", "2016-11-20/2016-11-25"),
    ("ar", "لمدة أسبوعين من 1 ديسمبر", "2016-12-01/2016-12-15"),
    ("en", "three quarters of an hour", "PT45M"),
    ("en", "1h30m", "PT1H30M"),
    ("en", "2 1/2 years", "P30M"),
    ("ar", "ساعة وربع", "PT1H15M"),
    ("ar", "ساعة إلا ربعاً", "PT45M"),
    ("ar", "شهر واحد", "P1M"),
]

RHYTHMS = [
    ("en", "within 10 days after the end of each fiscal quarter", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
    ("en", "within two weeks of the end of each month", "FREQ=MONTHLY;BYMONTHDAY=14"),
    ("en", "one month from the end of each quarter", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=-1"),
    ("en", "60 days after the end of each calendar year", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
    ("en", "not later than 5 days before the end of each month", "FREQ=MONTHLY;BYMONTHDAY=-6"),
    ("en", "no later than the first Monday of March of each year", "FREQ=YEARLY;BYMONTH=3;BYDAY=1MO"),
    ("en", "the last day of June each year", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1"),
    ("en", "during the first five days of each month", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("en", "in the first week of every month", "FREQ=MONTHLY;BYMONTHDAY=7"),
    ("en", "at intervals of not more than 90 days", "FREQ=DAILY;INTERVAL=90"),
    ("en", "on alternate Mondays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    ("ar", "خلال عشرة أيام من نهاية كل شهر", "FREQ=MONTHLY;BYMONTHDAY=10"),
    ("ar", "خلال خمسة أيام من انتهاء كل فصل", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"),
    ("ar", "قبل نهاية كل شهر بخمسة أيام", "FREQ=MONTHLY;BYMONTHDAY=-6"),
    ("ar", "بعد أسبوعين من نهاية كل سنة", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=14"),
    ("ar", "خلال الأيام العشرة الأولى من كل شهر", "FREQ=MONTHLY;BYMONTHDAY=10"),
    ("ar", "خلال الخمسة الأيام الأولى من كل شهر", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("ar", "في الأسبوع الأخير من كل شهر", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("ar", "أول أحد من شهر آذار من كل سنة", "FREQ=YEARLY;BYMONTH=3;BYDAY=1SU"),
    ("ar", "على فترات لا تتجاوز 90 يوماً", "FREQ=DAILY;INTERVAL=90"),
    ("en", "every Monday, Wednesday and Friday", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("en", "on Tuesdays and Thursdays", "FREQ=WEEKLY;BYDAY=TU,TH"),
    ("en", "on weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("en", "each Monday through Thursday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"),
    ("en", "every 2 weeks on Tuesday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
    ("en", "monthly on the 5th", "FREQ=MONTHLY;BYMONTHDAY=5"),
    ("en", "the 1st and 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
    ("en", "the last day of every quarter", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ("en", "the first business day of each month", "FREQ=MONTHLY;BYMONTHDAY=1"),
    ("en", "every first Monday of the month", "FREQ=MONTHLY;BYDAY=1MO"),
    ("en", "every December 25", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"),
    ("en", "twice a year", "FREQ=MONTHLY;INTERVAL=6"),
    ("en", "every fortnight", "FREQ=WEEKLY;INTERVAL=2"),
    ("ar", "آخر خميس من كل شهر", "FREQ=MONTHLY;BYDAY=-1TH"),
    ("ar", "الخميس الأول من كل شهر", "FREQ=MONTHLY;BYDAY=1TH"),
    ("ar", "أيام الأحد والثلاثاء والخميس من كل أسبوع", "FREQ=WEEKLY;BYDAY=SU,TU,TH"),
    ("ar", "من الأحد إلى الخميس من كل أسبوع", "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH"),
    ("ar", "يوم 15 من كل شهر", "FREQ=MONTHLY;BYMONTHDAY=15"),
    ("ar", "مرتين في السنة", "FREQ=MONTHLY;INTERVAL=6"),
    ("ar", "في نهاية كل شهر", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("ar", "كل ليلة", "FREQ=DAILY"),
]


@pytest.mark.parametrize(("lang", "text", "value"), HOLIDAYS + DATES + PERIODS + RHYTHMS)
def test_the_first_reading(lang, text, value):
    assert values(text, lang) == [value]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "last business day of the month", "2016-11-30"),
        ("en", "the first business day of January 2017", "2017-01-01"),  # Friday and Saturday are the weekend here
        ("en", "next working day", "2016-11-08"),
        ("ar", "أول يوم عمل من شهر نيسان 2017", "2017-04-02"),
    ],
)
def test_working_days_skip_the_weekend_of_the_profile(lang, text, value):
    assert values(text, lang, policy=IRAQ) == [value]


@pytest.mark.parametrize("text", ["Eid al-Fitr 2017", "two days after Eid al-Fitr 2017", "Ramadan 2018"])
def test_what_rests_on_the_new_moon_is_estimated(text):
    (found,) = find(text, "en", MONDAY, LITERAL)
    assert found.assumed


def test_a_hijri_feast_may_be_a_day_later_or_earlier():
    (found,) = find("Mawlid 2017", "en", MONDAY, LITERAL)
    assert (found.value, found.alternatives) == ("2017-11-30", ("2017-12-01", "2017-11-29"))


def test_a_fiscal_year_may_also_be_the_calendar_year():
    (found,) = find("before the end of fiscal year 2026", "en", MONDAY, LITERAL)
    assert found.value == "2026-09-30"
    assert "2026-12-31" in found.alternatives


def test_a_day_after_from_may_be_only_that_day():
    (found,) = find("The snapshot is from 20190315.", "en", MONDAY, LITERAL)
    assert (found.value, found.alternatives) == ("2019-03-15/..", ("2019-03-15",))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "an august body and its second opinion"),
        ("en", "Mrs. May resigned"),
        ("en", "a 10-year-old boy"),
        ("en", "29 February 2017"),
        ("en", "February 30"),
        ("en", "add 3/4 cup of flour; a 2/3 majority"),
        ("en", "v1.12.2016 and SKU 10-12-14"),
        ("en", "the H1N1 virus, a 60W bulb, up 12%"),
        ("en", "Easter eggs and Christmas trees"),
        ("en", "He told me twice; the size is twice as big"),
        ("ar", "سيارة نيسان والسيد رمضان أحمد"),
        ("ar", "البالغ من العمر 30 عاماً"),
        ("ar", "حرب الأيام الستة وحزب الغد"),
        ("ar", "2/3 الأعضاء و1/2 كيلو"),
        ("ar", "جسر 14 تموز"),
        ("ar", "الشارع العام قبل بدء العمل"),
    ],
)
def test_what_is_no_time(lang, text):
    assert values(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "by the end of the school year"),
        ("ar", "قبل نهاية العام الدراسي"),
        ("ar", "قبل انتهاء الفصل الدراسي الأول"),
    ],
)
def test_the_year_of_schools_is_none_of_the_calendar(lang, text):
    assert values(text, lang) == []


def test_the_calendar_year_is_the_year():
    assert values("by the end of the calendar year", "en") == values("by the end of the year", "en")


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("ar", "اعتباراً من 0600 يوم 24 تموز 2025", "2025-07-24/.."),
        ("ar", "قبل 1200 يوم 5 أيار 2025", "2025-05-05"),
        ("en", "from 0600 hours on 24 July 2025", "2025-07-24/.."),
        ("en", "by 6.00 p.m. on 5 May 2025", "2025-05-05"),
    ],
)
def test_an_hour_says_nothing_but_its_day(lang, text, value):
    assert values(text, lang) == [value]
