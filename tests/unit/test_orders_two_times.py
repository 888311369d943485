"""A second limit, the days after a period, recurring days, lengths read twice, and ends of what an order sets up."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

ISSUED = date(2024, 6, 3)


def read(text: str, language: str) -> tuple[Proposal, ...]:
    document = Document("order.txt", text, language, "0" * 64)
    return tuple(propose(document, ISSUED, None, load(profile("literal"))).obligations)


def only(words: str) -> tuple[Proposal, set[str]]:
    arabic = words[0] > "z"
    (found,) = read(words if arabic else f"Registrars shall {words}.", "ar" if arabic else "en")
    return found, {q.code for q in found.questions}


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("file the form within 90 days but not later than 15 July 2024", "2024-07-15"),
        ("file the form within 10 days but not later than 15 July 2024", "2024-06-13"),
        ("file the form within 3 months, and in any event before 1 August 2024", "2024-07-31"),
        ("close the pits within 60 days, and in no case later than 20 July 2024", "2024-07-20"),
        ("send the log within a fortnight or by 20 June 2024, whichever is later", "2024-06-20"),
        ("send the log within a fortnight or by 20 June 2024, whichever is earlier", "2024-06-17"),
        ("return the deposit by the later of 15 July 2024 and 30 days from the date of this order", "2024-07-15"),
        ("على المسجلين تقديم السجل خلال ثلاثة أشهر، وفي كل الأحوال قبل 1/8/2024.", "2024-07-31"),
        ("على المسجلين تقديم البيان خلال 90 يوماً على ألا يتجاوز 15/7/2024.", "2024-07-15"),
        ("على المديريات رفع التقرير خلال شهر من تاريخ هذا الكتاب على أن لا يتعدى ذلك 25/6/2024.", "2024-06-25"),
        ("على المسجلين تقديم الكشف خلال أسبوعين أو في موعد أقصاه 20/6/2024 أيهما أبعد.", "2024-06-20"),
        ("على المسجلين تقديم الكشف خلال أسبوعين أو في موعد أقصاه 20/6/2024 أيهما أسبق.", "2024-06-17"),
    ],
)
def test_of_two_limits_the_one_that_holds(words: str, due: str) -> None:
    found, asked = only(words)
    assert str(found.due_on) == due
    assert not {code for code in asked if code.startswith("limit")}


@pytest.mark.parametrize(
    ("words", "due", "code"),
    [
        ("pay the tax by 15 July 2024 or within 10 days of the audit, whichever comes first", "2024-07-15", "earlier"),
        ("pay the tax by 15 July 2024 or within 10 days of the audit, whichever is later", "None", "later"),
        ("fence the shafts within 10 days of receipt of this notice or by 1 August 2024", "None", "several"),
        ("على المسجلين تقديم النسخة خلال (10) أيام من تاريخ تبلغهم أو من تاريخ النشر.", "None", "several"),
        ("على المديريات رفع التقرير خلال شهر من تاريخ التبليغ أو في 1/7/2024 أيهما أقرب.", "2024-07-01", "earlier"),
    ],
)
def test_a_limit_without_a_day_is_asked_about(words: str, due: str, code: str) -> None:
    found, asked = only(words)
    assert str(found.due_on) == due
    assert f"limit-{code}" in asked


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("file the bill each quarter, within 15 days of its end", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"),
        (
            "report the takings by the 10th of the month following the quarter",
            "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10",
        ),
        (
            "file a return on or before the 15th day after the end of each quarter",
            "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15",
        ),
        ("send monthly statements within the first five days of the following month", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("send monthly statements within ten days after the end of the month", "FREQ=MONTHLY;BYMONTHDAY=10"),
        ("file the deed before the 10th of each month", "FREQ=MONTHLY;BYMONTHDAY=9"),
        ("file the deed before the 1st of each month", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("file the roll no later than 5 p.m. on the last Thursday of every month", "FREQ=MONTHLY;BYDAY=-1TH"),
        (
            "send the accounts by the 5th of January and the 5th of July of each year",
            "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=5",
        ),
        ("send the accounts by 30 June and 31 December of each year", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("count the stock in the second half of December each year", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("publish the list daily from 10 June 2024 to 20 June 2024", "FREQ=DAILY"),
        ("على المسجلين تقديم الموقف الشهري في موعد أقصاه الخامس من الشهر التالي.", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("على المسجلين تقديم تقرير شهري خلال الأيام الخمسة الأولى من الشهر التالي.", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("على المسجلين تقديم تقرير فصلي خلال عشرة أيام من نهاية الفصل.", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
        ("على المسجلين تقديم الكشف قبل يوم 20 من كل شهر.", "FREQ=MONTHLY;BYMONTHDAY=19"),
        (
            "على المسجلين إجراء الجرد السنوي في النصف الثاني من كانون الأول من كل عام.",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
        ),
    ],
)
def test_a_recurrence_with_its_day(words: str, rule: str) -> None:
    found, _ = only(words)
    assert found.deadline.rrule == rule


@pytest.mark.parametrize(
    ("words", "rule", "code"),
    [
        (
            "file a return within 20 business days after the end of each quarter",
            "FREQ=MONTHLY;INTERVAL=3",
            "days-after-period",
        ),
        (
            "send an annual statement within three months of the end of the financial year",
            "FREQ=YEARLY",
            "days-after-period",
        ),
        (
            "send the accounts by 15 March and 20 September of each year",
            "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15",
            "days-of-year",
        ),
    ],
)
def test_days_that_no_rule_has_are_asked_about(words: str, rule: str, code: str) -> None:
    found, asked = only(words)
    assert found.deadline.rrule == rule
    assert code in asked


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("file the return within five (7) days of the date of this circular", 7),
        ("file the plan within one to two weeks", 2),
        ("file the plan within 10 to 15 days of the date of this order", 15),
        ("على المسجلين تقديم الجدول خلال (5) سبعة أيام.", 5),
        ("على المسجلين تقديم الجدول خلال أسبوع إلى أسبوعين.", 2),
        ("على المسجلين تقديم الجدول خلال مدة تتراوح بين عشرة أيام وخمسة عشر يوماً.", 15),
    ],
)
def test_a_length_that_can_be_read_twice_is_asked_about(words: str, count: int) -> None:
    found, asked = only(words)
    assert found.deadline.count == count
    assert "count-several" in asked


@pytest.mark.parametrize(
    ("words", "pattern", "due"),
    [
        ("file the chart between 10 and 14 June 2024", "achievement", "2024-06-14"),
        ("close the counter between 10 and 14 June 2024", "maintenance", "None"),
        ("close the counter from 10 to 14 June 2024", "maintenance", "None"),
        ("على الدائرة تسليم الختم بين 10 و14 حزيران 2024.", "achievement", "2024-06-14"),
        ("على الدائرة غلق الطريق بين 10 و14 حزيران 2024.", "maintenance", "None"),
    ],
)
def test_done_between_two_days_or_kept_up_from_one_to_the_other(words: str, pattern: str, due: str) -> None:
    found, _ = only(words)
    assert (found.pattern.value, str(found.due_on)) == (pattern, due)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("inspect the vault during the first week of August 2024", "date-ambiguous"),
        ("file the note within several days", "vague-time"),
        ("على المسجلين تقديم الجدول خلال ٣,٥ أيام.", "vague-time"),
        ("على المسجلين تقديم الجدول خلال عشرة أيام من استلام التقرير.", "review-unresolved"),
        ("file the tape at least two weeks before each meeting", "vague-ahead"),
    ],
)
def test_what_is_asked_is_what_the_order_leaves_open(words: str, code: str) -> None:
    _, asked = only(words)
    assert code in asked
    assert "review-assumed" not in asked


@pytest.mark.parametrize(
    "words",
    [
        "The committee met within 10 days and in any event before 1 May.",
        "Owners may appeal within 30 days or by 1 July 2024, whichever is later.",
    ],
)
def test_reports_and_permissions_order_nothing(words: str) -> None:
    assert read(words, "en") == ()


def test_duties_of_a_body_end_with_it() -> None:
    found = read(
        "The Task Force shall meet monthly.\nThe Directors shall keep the gates shut.\n"
        "The Task Force shall terminate two years from the date of this order.",
        "en",
    )
    assert [str(p.ends_on) for p in found] == ["2026-06-03", "None"]


@pytest.mark.parametrize(
    ("end", "language"),
    [
        ("These controls remain in force until 30 April 2025.", "en"),
        ("تستمر هذه الإجراءات إلى غاية 30/4/2025.", "ar"),
        ("ينتهي العمل بهذا القرار في 30/4/2025.", "ar"),
    ],
)
def test_what_holds_until_a_day(end: str, language: str) -> None:
    first = "Drivers must not enter the yard." if language == "en" else "يمنع دخول الشاحنات."
    (found,) = read(f"{first}\n{end}", language)
    assert found.ends_on == date(2025, 4, 30)


def test_hours_before_the_day_from_which_it_holds() -> None:
    (found,) = read("يحظر التجوال من الساعة السادسة مساءً إلى الساعة السادسة صباحاً اعتباراً من 15/6/2024.", "ar")
    assert found.effective_on == date(2024, 6, 15)
