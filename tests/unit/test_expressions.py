"""The words of official orders: what is found, in which role, counted from what."""

from datetime import date

import pytest

from tracker.calendars.expressions import Kind, Role, TimeExpression, find
from tracker.calendars.profiles import profile
from tracker.model import Anchor, TimeUnit

ANCHOR = date(2020, 8, 20)  # a Thursday
IQ = profile("iq")


def only(text: str, lang: str, anchor: date | None = ANCHOR) -> TimeExpression:
    found = find(text, lang, anchor, IQ)
    assert len(found) == 1, found
    assert text[found[0].span[0] : found[0].span[1]] == found[0].text
    return found[0]


PERIODS = [
    ("ar", "خلال سبعة أيام", 7, TimeUnit.DAY, None, "2020-08-20/2020-08-27"),
    ("ar", "خلال (7) سبعة أيام", 7, TimeUnit.DAY, None, "2020-08-20/2020-08-27"),
    ("ar", "خلال سبعة (٧) أيام من تاريخه", 7, TimeUnit.DAY, Anchor.ISSUE, "2020-08-20/2020-08-27"),
    ("ar", "خلال مدة أقصاها (30) يوماً من تاريخ هذا الكتاب", 30, TimeUnit.DAY, Anchor.ISSUE, "2020-08-20/2020-09-19"),
    ("ar", "في مدة لا تتجاوز خمسة عشر يوماً من تاريخ صدوره", 15, TimeUnit.DAY, Anchor.ISSUE, "2020-08-20/2020-09-04"),
    ("ar", "في موعد أقصاه 15 يوماً من تاريخ صدور هذا القرار", 15, TimeUnit.DAY, Anchor.ISSUE, "2020-08-20/2020-09-04"),
    ("ar", "خلال خمسة أيام عمل", 5, TimeUnit.WORKING_DAY, None, "2020-08-20/2020-08-27"),
    ("ar", "خلال يومين", 2, TimeUnit.DAY, None, "2020-08-20/2020-08-22"),
    ("ar", "في غضون أسبوعين", 2, TimeUnit.WEEK, None, "2020-08-20/2020-09-03"),
    ("ar", "خلال شهر", 1, TimeUnit.MONTH, None, "2020-08-20/2020-09-20"),
    ("ar", "خلال مائة وثمانين يوماً", 180, TimeUnit.DAY, None, "2020-08-20/2021-02-16"),
    ("ar", "خلال إحدى وعشرين يوماً", 21, TimeUnit.DAY, None, "2020-08-20/2020-09-10"),
    ("ar", "خلال اثني عشر شهراً", 12, TimeUnit.MONTH, None, "2020-08-20/2021-08-20"),
    ("ar", "وخلال (٧٢) ساعة", 72, TimeUnit.HOUR, None, "2020-08-20/2020-08-23"),
    ("ar", "خلال الـ 24 ساعة القادمة", 24, TimeUnit.HOUR, None, "2020-08-20/2020-08-21"),
    ("ar", "خلال الأيام العشرة القادمة", 10, TimeUnit.DAY, None, "2020-08-20/2020-08-30"),
    ("en", "within 90 days of the date of this order", 90, TimeUnit.DAY, Anchor.ISSUE, "2020-08-20/2020-11-18"),
    ("en", "no later than 2 weeks from the date of this memo", 2, TimeUnit.WEEK, Anchor.ISSUE, "2020-08-20/2020-09-03"),
    ("en", "not later than 30 days after this act", 30, TimeUnit.DAY, Anchor.ISSUE, "2020-08-20/2020-09-19"),
    ("en", "Within sixty (60) days", 60, TimeUnit.DAY, None, "2020-08-20/2020-10-19"),
    ("en", "within one hundred and eighty days", 180, TimeUnit.DAY, None, "2020-08-20/2021-02-16"),
    ("en", "within seven business days", 7, TimeUnit.WORKING_DAY, None, "2020-08-20/2020-08-31"),
    ("en", "in the next six months", 6, TimeUnit.MONTH, None, "2020-08-20/2021-02-20"),
    ("en", "within a week", 1, TimeUnit.WEEK, None, "2020-08-20/2020-08-27"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "count", "unit", "anchor", "value"), PERIODS)
def test_a_counted_period(lang, text, count, unit, anchor, value):
    found = only(text, lang)
    assert (found.role, found.count, found.unit, found.anchor) == (Role.WITHIN, count, unit, anchor)
    assert (found.kind, found.value) == (Kind.RANGE, value)
    assert not found.assumed


UNKNOWN_STARTS = [
    ("ar", "خلال (٧٢) ساعة من تاريخ استلام هذا الإعمام", Anchor.NOTIFICATION, None, "PT72H"),
    ("ar", "خلال عشرة أيام من تاريخ التبليغ", Anchor.NOTIFICATION, None, "P10D"),
    ("ar", "خلال أسبوع من تبليغه", Anchor.NOTIFICATION, None, "P1W"),
    ("ar", "خلال شهر من تاريخ نفاذ هذا القرار", Anchor.EFFECTIVE, None, "P1M"),
    ("ar", "خلال ثلاثين (30) يوماً من تاريخ استلام التقرير", Anchor.EVENT, "استلام التقرير", "P30D"),
    ("ar", "خلال 3 أيام من تاريخ إنجاز الجرد", Anchor.OBLIGATION, "إنجاز الجرد", "P3D"),
    ("en", "within 30 days of receiving the report", Anchor.EVENT, "receiving the report", "P30D"),
    ("en", "within 30 days of receipt of this letter", Anchor.NOTIFICATION, None, "P30D"),
    ("en", "within 15 days from the date of notification", Anchor.NOTIFICATION, None, "P15D"),
    ("en", "within 10 days of the effective date of this order", Anchor.EFFECTIVE, None, "P10D"),
    ("en", "within three months of the completion of the review", Anchor.OBLIGATION, "completion of the review", "P3M"),
]


@pytest.mark.parametrize(("lang", "text", "anchor", "ref", "value"), UNKNOWN_STARTS)
def test_a_period_from_a_day_not_in_the_text_stays_a_duration(lang, text, anchor, ref, value):
    found = only(text, lang)
    assert (found.role, found.anchor, found.anchor_ref) == (Role.WITHIN, anchor, ref)
    assert (found.kind, found.value) == (Kind.DURATION, value)


ROLES = [
    ("ar", "في موعد أقصاه 1/3/2025", Role.BY, "2025-03-01"),
    ("ar", "قبل نهاية الشهر الجاري", Role.BEFORE, "2020-08-31"),
    ("ar", "قبل يوم الأحد", Role.BEFORE, "2020-08-22"),
    ("ar", "لغاية 31/12/2020", Role.UNTIL, "2020-12-31"),
    ("ar", "اعتباراً من اليوم", Role.FROM, "2020-08-20/.."),
    ("ar", "اعتباراً من يوم غد", Role.FROM, "2020-08-21/.."),
    ("ar", "من تاريخ صدوره", Role.FROM, "2020-08-20/.."),
    ("ar", "فوراً", Role.IMMEDIATELY, "2020-08-20"),
    ("ar", "بأسرع وقت", Role.ASAP, None),
    ("ar", "حتى إشعار آخر", Role.UNTIL_FURTHER_NOTICE, None),
    ("ar", "لمدة أسبوعين", Role.FOR, "P2W"),
    ("ar", "خلال هذا الأسبوع", Role.WITHIN, "2020-08-20/2020-08-20"),  # Thursday is the last working day
    ("en", "no later than 1 March 2025", Role.BY, "2025-03-01"),
    ("en", "by Friday", Role.BY, "2020-08-21"),
    ("en", "by the end of the month", Role.BY, "2020-08-31"),
    ("en", "before 5 May 2021", Role.BEFORE, "2021-05-04"),
    ("en", "before the end of the month", Role.BEFORE, "2020-08-31"),
    ("en", "until 31 December 2020", Role.UNTIL, "2020-12-31"),
    ("en", "effective today", Role.FROM, "2020-08-20/.."),
    ("en", "starting 1 September 2020", Role.FROM, "2020-09-01/.."),
    ("en", "immediately", Role.IMMEDIATELY, "2020-08-20"),
    ("en", "as soon as practicable", Role.ASAP, None),
    ("en", "until further notice", Role.UNTIL_FURTHER_NOTICE, None),
    ("en", "for two weeks", Role.FOR, "P2W"),
]


@pytest.mark.parametrize(("lang", "text", "role", "value"), ROLES)
def test_the_role_that_the_words_give(lang, text, role, value):
    found = only(text, lang)
    assert (found.role, found.value, found.text) == (role, value, text)


RECURRENCES = [
    ("ar", "كل أسبوع", "FREQ=WEEKLY"),
    ("ar", "تقرير أسبوعي", "FREQ=WEEKLY"),
    ("ar", "موقف شهري", "FREQ=MONTHLY"),
    ("ar", "يومياً", "FREQ=DAILY"),
    ("ar", "كل أسبوعين", "FREQ=WEEKLY;INTERVAL=2"),
    ("ar", "كل ثلاثة أشهر", "FREQ=MONTHLY;INTERVAL=3"),
    ("ar", "كل يوم خميس", "FREQ=WEEKLY;BYDAY=TH"),
    ("ar", "نهاية كل شهر", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("en", "and every 180 days thereafter", "FREQ=DAILY;INTERVAL=180"),
    ("en", "annually", "FREQ=YEARLY"),
    ("en", "quarterly", "FREQ=MONTHLY;INTERVAL=3"),
    ("en", "every other Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    ("en", "on the first day of each month", "FREQ=MONTHLY;BYMONTHDAY=1"),
    ("en", "not later than September 30 of each year", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30"),
]


@pytest.mark.parametrize(("lang", "text", "rule"), RECURRENCES)
def test_a_recurrence_is_an_rfc_5545_rule(lang, text, rule):
    from dateutil.rrule import rrulestr

    found = only(text, lang)
    assert (found.kind, found.role, found.value) == (Kind.RECURRENCE, Role.EVERY, rule)
    assert rrulestr(rule)


def test_the_daily_report_with_the_article_is_only_assumed_to_recur():
    assert only("الموقف اليومي", "ar").assumed
    assert not only("موقف يومي", "ar").assumed


def test_figures_and_words_that_differ_are_a_question():
    found = only("خلال (7) ثمانية أيام", "ar")
    assert (found.count, found.value, found.alternatives) == (7, "2020-08-20/2020-08-27", ("2020-08-20/2020-08-28",))
    assert found.assumed


def test_without_a_day_of_speaking_the_form_still_holds():
    found = only("within 7 days", "en", anchor=None)
    assert (found.role, found.count, found.unit, found.value) == (Role.WITHIN, 7, TimeUnit.DAY, "P7D")
    assert only("غداً", "ar", anchor=None).value is None
    assert only("20 آب 2020", "ar", anchor=None).value == "2020-08-20"


def test_spans_are_those_of_the_original_text():
    text = "ترسل اللجنة \u200fخـلال سَبْعَةِ أيّـام\u200e وتنفذ"
    found = only(text, "ar")
    assert found.text == "خـلال سَبْعَةِ أيّـام"
    assert found.count == 7


def test_several_in_one_sentence_in_their_order():
    text = "The office shall report within 30 days, and quarterly thereafter, until 31 December 2021."
    assert [e.role for e in find(text, "en", ANCHOR, IQ)] == [Role.WITHIN, Role.EVERY, Role.UNTIL]


def test_the_agent_after_a_period_is_no_event():
    found = only("ترسل اللجنة خلال سبعة أيام من قبل الوزارة", "ar")
    assert (found.text, found.anchor) == ("خلال سبعة أيام", None)


def test_a_language_without_a_lexicon_finds_nothing():
    assert find("innerhalb von 7 Tagen", "de", ANCHOR, IQ) == ()
