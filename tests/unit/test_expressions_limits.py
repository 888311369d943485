"""Limits with 'day' or 'date' before them, hours of a day, working days of a profile, slips, names that hold a day."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.expressions import Role, TimeExpression, find
from tracker.calendars.profiles import profile

WEDNESDAY = date(2024, 5, 15)
IRAQ, LITERAL = profile("iq"), profile("literal")


def read(lang: str, text: str) -> tuple[TimeExpression, ...]:
    return find(text, lang, WEDNESDAY, IRAQ)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قبل يوم 10/6/2024", "2024-06-09"),
        ("قبل يوم 10 حزيران 2024", "2024-06-09"),
        ("قبل تاريخ 10/6/2024", "2024-06-09"),
        ("قبل حلول يوم 10 حزيران 2024", "2024-06-09"),
        ("قبل یوم ۱۰/۶/۲۰۲۴", "2024-06-09"),
        ("قبل يوم الأحد 9/6/2024", "2024-06-08"),
        ("لغاية تاريخ 10/6/2024", "2024-06-10"),
        ("في موعد أقصاه تاريخ 10/6/2024", "2024-06-10"),
        ("قبل يوم واحد", "2024-05-14"),
    ],
)
def test_day_or_date_before_a_limit(text: str, value: str) -> None:
    (found,) = read("ar", text)
    assert (found.text, found.value) == (text, value)


@pytest.mark.parametrize(
    ("lang", "text", "value", "role"),
    [
        ("en", "at 5 pm on Friday", "2024-05-17", Role.ON),
        ("en", "by 5 p.m. on Friday", "2024-05-17", Role.BY),
        ("en", "before noon on June 3", "2024-06-03", Role.BY),
        ("en", "before close of business on June 7", "2024-06-07", Role.BY),
        ("en", "until 17:00 on 3 June 2024", "2024-06-03", Role.UNTIL),
        ("en", "from 9 a.m. to 5 p.m. on Monday", "2024-05-20", Role.ON),
        ("en", "June 3, 2024 at 10:00", "2024-06-03", None),
        ("ar", "الساعة 14:00 يوم 3/6/2024", "2024-06-03", Role.ON),
        ("ar", "الساعة الثامنة صباحاً من يوم 1/6/2024", "2024-06-01", Role.ON),
        ("ar", "الساعة الثامنة والنصف صباحاً من يوم الأحد", "2024-05-19", Role.ON),
        ("ar", "في تمام الساعة العاشرة من صباح يوم الأحد", "2024-05-19", Role.ON),
        ("ar", "قبل الساعة الثانية عشرة ظهراً من يوم الخميس", "2024-05-16", Role.BY),
        ("ar", "من الساعة 8 صباحاً إلى الساعة 2 ظهراً يوم 3/6/2024", "2024-06-03", Role.ON),
    ],
)
def test_an_hour_belongs_to_its_day(lang: str, text: str, value: str, role: Role | None) -> None:
    (found,) = read(lang, text)
    assert (found.text, found.value, found.role) == (text, value, role)


@pytest.mark.parametrize(
    ("lang", "text", "iraq", "literal"),
    [
        ("en", "every working day", "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH", "FREQ=DAILY"),
        ("ar", "كل يوم عمل", "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH", "FREQ=DAILY"),
        (
            "en",
            "the last working day of each month",
            "FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH;BYSETPOS=-1",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
        ),
        (
            "ar",
            "آخر يوم عمل من كل شهر",
            "FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH;BYSETPOS=-1",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
        ),
        ("ar", "آخر يوم عمل من كل أسبوع", "FREQ=WEEKLY;BYDAY=TH", "FREQ=WEEKLY;BYDAY=SU"),
    ],
)
def test_working_days_are_those_of_the_profile(lang: str, text: str, iraq: str, literal: str) -> None:
    assert [e.value for e in find(text, lang, WEDNESDAY, IRAQ)] == [iraq]
    assert [e.value for e in find(text, lang, WEDNESDAY, LITERAL)] == [literal]


@pytest.mark.parametrize(
    ("lang", "text", "rule"),
    [
        ("ar", "كل خميس وأحد", "FREQ=WEEKLY;BYDAY=TH,SU"),
        ("ar", "شباط من كل سنة", "FREQ=YEARLY;BYMONTH=2"),
        ("ar", "في الأول من شباط من كل سنة", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=1"),
        ("ar", "سنوياً في 1 آذار", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("en", "annually on March 1", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"),
        ("en", "annually in March", "FREQ=YEARLY;BYMONTH=3"),
    ],
)
def test_one_rule_holds_all_its_days(lang: str, text: str, rule: str) -> None:
    (found,) = read(lang, text)
    assert (found.text, found.value, found.alternatives) == (text, rule, ())


@pytest.mark.parametrize(
    ("lang", "text", "other"),
    [
        ("ar", "مرتين في الأسبوع", "FREQ=WEEKLY;BYDAY=SU,WE"),
        ("ar", "مرتين أسبوعياً", "FREQ=WEEKLY;BYDAY=SU,WE"),
        ("en", "three times a week", "FREQ=WEEKLY;BYDAY=SU,TU,TH"),
        ("en", "twice a day", "FREQ=HOURLY;INTERVAL=12"),
    ],
)
def test_several_times_in_a_period_are_not_silently_once(lang: str, text: str, other: str) -> None:
    (found,) = read(lang, text)
    assert found.alternatives == (other,)
    assert found.assumed


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ar", "الثلاثاء 3 حزيران 2024"), ("en", "Tuesday, June 3, 2024"), ("ar", "يوم الثلاثاء 3/6/2024")],
)
def test_a_weekday_that_contradicts_its_date_gives_the_other_day_too(lang: str, text: str) -> None:
    (found,) = read(lang, text)
    assert (found.value, found.alternatives) == ("2024-06-03", ("2024-06-04",))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "في الأحد عشر مركزاً"),
        ("ar", "مستشفى 17 نيسان"),
        ("ar", "لجنة الخميس"),
        ("ar", "وفق الخطة السنوية"),
        ("ar", "حسب الجدول الأسبوعي"),
        ("ar", "صرف الرواتب الشهرية"),
        ("en", "the Monday Club"),
        ("en", "the 14 July Bridge"),
        ("en", "a minute detail"),
        ("en", "a 5-day-old baby"),
        ("en", "under the annual budget"),
        ("en", "9 a.m. to 5 p.m."),
    ],
)
def test_what_is_no_time(lang: str, text: str) -> None:
    assert read(lang, text) == ()


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("ar", "تجتمع اللجنة الخميس المقبل", "2024-05-16"),
        ("ar", "يفتح المستشفى في 17 نيسان 2025", "2025-04-17"),
        ("ar", "رفع التقارير الشهرية", "FREQ=MONTHLY"),
        ("en", "on Monday the club meets", "2024-05-20"),
        ("en", "submit an annual report", "FREQ=YEARLY"),
        ("en", "its annual budget submission", "FREQ=YEARLY"),
    ],
)
def test_the_same_words_as_a_time(lang: str, text: str, value: str) -> None:
    assert [e.value for e in read(lang, text)] == [value]
