"""Arabic clauses of minutes, decrees and tables: labels of decisions, what is approved, verses, Persian figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD, IRAQ, item, orders
from tests.unit.test_orders_arabic_wider import one
from tracker.orders.documents import read
from tracker.orders.extract import propose

MINUTES = (
    "جامعة بغداد\nكلية الطب\nمحضر الجلسة الثالثة لمجلس الكلية\nالمنعقدة يوم الأحد 5 تشرين الأول 2025\n\n"
    "ناقش المجلس طلبات النقل، واطلع على كتاب الرئاسة.\n{}\n"
)


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("القرار: يرفع فرع الجراحة جدول المناوبات خلال ثلاثة أيام.", "2025-10-08"),
        ("التوصية: إعادة تأهيل القاعة الثانية قبل 1/12/2025.", "2025-11-30"),
        ("القرار: عدم السماح بدخول المراجعين بعد الدوام.", "None"),
    ],
)
def test_minutes_under_the_name_of_the_house(tmp_path: Path, line: str, due: str) -> None:
    """The title stands below the university and the faculty; the session's day is that of issue."""
    (found,) = orders(tmp_path, MINUTES.format(line))
    assert str(found.due_on) == due


@pytest.mark.parametrize("approved", ["المصادقة على محضر الجلسة الثانية.", "إقرار توصية اللجنة بشأن الأسعار."])
def test_what_is_approved_by_the_words_themselves_is_no_duty(tmp_path: Path, approved: str) -> None:
    assert not orders(tmp_path, MINUTES.format("القرار: " + approved))


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("تسمي دائرة الأشغال ممثلها في اللجنة خلال أسبوع.", "دائرة الأشغال"),
        ("تزود المديريات اللجنة بالبيانات خلال سبعة أيام.", "المديريات"),
        ("إذا تأخر المجهز وجب على مدير الفرع سحب العهدة.", "مدير الفرع"),
        ("عند ضبط مخالفة تعين على المفرزة حجز الدراجة.", "المفرزة"),
        ("ينجز القسم الهندسي الكشوفات في مدة لا تتجاوز عشرة أيام.", "القسم الهندسي"),
        ("يباشر المكلف مهامه خلال ثلاثة أيام.", "المكلف"),
    ],
)
def test_who_does_it_before_what_is_done(tmp_path: Path, sentence: str, who: str) -> None:
    assert one(tmp_path, sentence)[3] == who


@pytest.mark.parametrize(
    "sentence",
    [
        "يقصد بالمستثمر كل شخص يمارس نشاطاً صناعياً.",
        "يعتبر مدير المنطقة مسؤولاً عن أي تقصير.",
        "واقبلوا الاحترام.",
        "﴿وأوفوا بالعهد إن العهد كان مسؤولا﴾",
        "﴿ ولا تقربوا مال اليتيم ﴾",
    ],
)
def test_definitions_closings_and_verses_order_nothing(tmp_path: Path, sentence: str) -> None:
    assert not item(tmp_path, sentence)


def test_what_follows_a_verse_still_orders(tmp_path: Path) -> None:
    (found,) = item(tmp_path, "قال تعالى ﴿وتعاونوا على البر﴾ وعليه نؤكد على تسديد الأجور قبل 1/6/2030.")
    assert found.quote.startswith("نؤكد")


def test_persian_figures_number_items(tmp_path: Path) -> None:
    text = HEAD + "تقرر ما يأتي:\n۱- تتولى الأقسام جرد المواد.\n۲. ترفع الأقسام الكشوفات.\n۳) لا يجوز السفر دون إذن.\n"
    assert len(orders(tmp_path, text)) == 3


@pytest.mark.parametrize(
    ("sentence", "excepted"),
    [
        ("يمنع سير أي عجلة بدون لوحات.", 0),
        ("يمنع سير الدراجات بدون لوحات.", 0),
        ("يحظر بيع أي دراجة بدون موافقة المديرية.", 1),
        ("لا يجوز نقل المواد دون موافقة القسم.", 1),
    ],
)
def test_without_a_thing_says_which_and_without_leave_excepts(tmp_path: Path, sentence: str, excepted: int) -> None:
    (found,) = item(tmp_path, sentence)
    assert len(found.exceptions) == excepted


def test_a_period_from_the_receipt_of_their_lists_counts_from_that(tmp_path: Path) -> None:
    (found,) = item(tmp_path, "يقوم القسم ببيع العجلات خلال شهرين من استلام كشوفاتها.")
    assert found.deadline.anchor is not None
    assert found.deadline.anchor.value == "event"


@pytest.mark.parametrize(
    "text",
    [
        "No.\tAction\tOwner\tDue\n1\tClean the tanks\t\t12 October 2025\n",
        "ت\tالإجراء\tالجهة\tالموعد\n1\tتنظيف الخزانات\t\t12/10/2025\n",
    ],
)
def test_a_table_without_a_head(tmp_path: Path, text: str) -> None:
    """Its title row is no number of a letter, and an empty cell keeps its column."""
    path = tmp_path / "table.txt"
    path.write_text(text, encoding="utf-8")
    document = propose(read(path), None, None, IRAQ)
    (found,) = document.obligations
    assert document.metadata.number is None
    assert found.addressee is None
    assert str(found.due_on) == "2025-10-12"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("تنجز مديرية الزراعة والري مسح الآبار قبل 1/4/2026.", "مديرية الزراعة والري"),
        ("تصون هيئة الآثار والتراث الواجهات القديمة قبل 1/3/2026.", "هيئة الآثار والتراث"),
        ("تنظم إدارة الشؤون والتوثيق سجلاً بالطلبات خلال شهر.", "إدارة الشؤون والتوثيق"),
        ("يقدم مدير القسم تقريراً خلال شهر.", "مدير القسم"),
    ],
)
def test_a_body_may_be_named_by_two_things(tmp_path: Path, sentence: str, who: str) -> None:
    (found,) = item(tmp_path, sentence)
    assert found.addressee == who
    assert found.quote == sentence.rstrip(".")


@pytest.mark.parametrize(
    "sentence",
    [
        "يكون دخول الدراجات النارية إلى السوق ممنوعاً طيلة ساعات التسوق.",
        "يكون استعمال المولدات ليلاً محظوراً حتى 1/3/2026.",
    ],
)
def test_what_is_to_be_forbidden_is_a_prohibition(tmp_path: Path, sentence: str) -> None:
    assert one(tmp_path, sentence)[0] == "p"


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("قبل انقضاء شهر شباط 2026", "2026-02-28"),
        ("قبل موفى شهر ماي 2026", "2026-05-31"),
        ("قبل متم شهر يونيو 2026", "2026-06-30"),
    ],
)
def test_other_words_for_the_end_of_a_month(tmp_path: Path, phrase: str, due: str) -> None:
    (found,) = item(tmp_path, f"تقدم الدوائر تقاريرها {phrase}.")
    assert str(found.due_on) == due
