"""Subjects of Arabic orders that no list names: by their verb, by what follows, by who went before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import item


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("تسهر الرقابة البحرية على تطبيق هذه الأحكام وتعد محضراً عن كل مخالفة.", ["الرقابة البحرية"] * 2),
        ("يقدم مكتب مكافحة غسل الأموال كشفاً شهرياً.", ["مكتب مكافحة غسل الأموال"]),
        ("ترفع شعبة متابعة شكاوى المواطنين تقريراً أسبوعياً.", ["شعبة متابعة شكاوى المواطنين"]),
        ("في حال اكتشاف أي تسرب يوقف المشرف الضخ ويبلغ غرفة العمليات فوراً.", ["المشرف", "المشرف"]),
        ("إلزام وسائل الإعلام بالصمت الانتخابي.", ["وسائل الإعلام"]),
        ("إلزام معامل الطابوق بنصب المرشحات قبل 1/12/2025.", ["معامل الطابوق"]),
        ("مطالبة ورثة المتعاقد بتسديد السلفة.", ["ورثة المتعاقد"]),
    ],
)
def test_the_subject(tmp_path: Path, sentence: str, who: list[str]) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == who


def test_hours_before_an_event_are_no_time_within_which(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "إنهاء الحملات الانتخابية قبل (24) ساعة من يوم الاقتراع.")
    assert only.deadline.kind.value == "none"


def test_a_system_approved_is_approved_with_these_words(tmp_path: Path) -> None:
    assert item(tmp_path, "المصادقة على نظام الحملات الانتخابية رقم (4) لسنة 2025.") == ()


def test_hearing_the_alarm_is_a_case(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "يُخلى الموقع فوراً عند سماع صفارة الإنذار.")
    assert (only.pattern.value, only.deadline.anchor.value) == ("triggered", "event")
