"""Duties of each case, each person and each patrol; ceilings of time; what is older than a time, by a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import item


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("تُشعر الرئاسة فوراً بأي تعطل في النظام.", "triggered"),
        ("إعلام الديوان بأي تأخر في وصول المواد.", "triggered"),
        ("تُبلغ الوزارة حالاً بكل انقطاع.", "triggered"),
        ("تقديم كشف بكل شارع غير مضاء.", "achievement"),
        ("رفع تقرير عن كل مديرية.", "achievement"),
    ],
)
def test_telling_of_what_may_happen_is_owed_each_time(tmp_path: Path, sentence: str, pattern: str) -> None:
    assert [p.pattern.value for p in item(tmp_path, sentence)] == [pattern]


@pytest.mark.parametrize(
    ("sentence", "who", "pattern"),
    [
        ("يقدم كل قاضٍ جدولاً أسبوعياً إلى الرئاسة.", "كل قاضٍ", "periodic"),
        ("تسيّر دوريات مشتركة في ساعات الذروة.", "مديريات الشرطة كافة", "maintenance"),
        ("تنشر مفارز في مداخل المدينة.", "مديريات الشرطة كافة", "maintenance"),
        ("تنشر المديرية نتائج الفحص.", "المديرية", "achievement"),
    ],
)
def test_who_acts_and_what_is_sent_out(tmp_path: Path, sentence: str, who: str, pattern: str) -> None:
    (found,) = item(tmp_path, sentence)
    assert (found.addressee, found.pattern.value) == (who, pattern)


def test_that_it_be_so_behind_a_ban_is_kept_up(tmp_path: Path) -> None:
    ban, kept = item(tmp_path, "على الضباط عدم استلام أي مبلغ نقدي، وأن تكون الجباية إلكترونية حصراً.")
    assert (ban.modality.value, kept.modality.value) == ("prohibition", "obligation")
    assert (kept.pattern.value, kept.addressee) == ("maintenance", "الضباط")


@pytest.mark.parametrize(
    ("words", "count", "unit"),
    [
        ("في سقف زمني لا يتعدى الشهرين", 2, "month"),
        ("ضمن سقف زمني مدته شهر", 1, "month"),
        ("خلال مهلة زمنية أمدها عشرة أيام", 10, "day"),
        ("بمدة لا تربو على ثلاثة أسابيع", 3, "week"),
    ],
)
def test_ceilings_of_time(tmp_path: Path, words: str, count: int, unit: str) -> None:
    (found,) = item(tmp_path, f"إنجاز المعاملات المتراكمة {words}.")
    assert found.deadline.kind.value == "within"
    assert (found.deadline.count, found.deadline.unit and found.deadline.unit.value) == (count, unit)


def test_how_old_a_thing_is_is_no_part_of_the_day(tmp_path: Path) -> None:
    (found,) = item(tmp_path, "حسم الدعاوى التي مضى عليها أكثر من ستة أشهر قبل 30/6/2026.")
    assert str(found.due_on) == "2026-06-29"


def test_at_least_so_long_before_something_is_no_time_within(tmp_path: Path) -> None:
    (found,) = item(tmp_path, "إرسال الدعوة قبل موعد السفر بمدة لا تقل عن عشرة أيام.")
    assert found.due_on is None
