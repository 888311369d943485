"""Periods from a receipt or from being told: of the order itself, or of something else, which is an event."""

from __future__ import annotations

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor
from tracker.orders.documents import Document
from tracker.orders.extract import propose

LETTER = "وزارة الصحة\nالعدد: 12\nالتاريخ: 3/6/2024\n\nإلى / دائرة المخازن\nم / مواد\n\n"


def anchor(words: str) -> Anchor | None:
    text = f"{LETTER}1- {words}\n"
    found = propose(Document("a.txt", text, "ar", ""), None, None, load(profile("literal"))).obligations
    return found[-1].deadline.anchor


@pytest.mark.parametrize(
    "words",
    [
        "فحص المواد خلال أسبوع من تسلم البضاعة.",
        "تسجيل المواد خلال عشرة أيام من تاريخ استلام المواد.",
        "الرد خلال أسبوع من تسلم الاستمارة.",
        "تصفية الحساب خلال شهر من تبليغ المتعاقد بالقرار.",
        "فحص المواد خلال ثلاثة أيام من الاستلام.",
        "استلام المواد وفحصها خلال ثلاثة أيام من تاريخ الاستلام.",
        "إعادة الكفالة خلال أسبوع من إشعار المصرف بذلك.",
        "تنظيم المحضر خلال أسبوع من إبلاغ الشركة بالمخالفة.",
        "صرف المستحقات خلال أسبوع من استلام مبالغ التمويل.",
        "يقدم المستأجر الاعتراض خلال أسبوع من تبليغه بالإخلاء.",
        "يسدد المكلف الرسم خلال شهر من تبلغه بقرار التقدير.",
    ],
)
def test_the_receipt_of_a_thing_is_an_event(words: str) -> None:
    assert anchor(words) is Anchor.EVENT


@pytest.mark.parametrize(
    "words",
    [
        "الإجابة خلال أسبوع من الاستلام.",
        "الإجابة خلال أسبوع من استلام كتابنا هذا.",
        "تسجيل الكتاب خلال يومين من الاستلام.",
        "الإجابة خلال أسبوع من تاريخ تبلغكم به.",
        "الإجابة خلال أسبوع من تاريخ تبلغهم بهذا التعميم.",
        "الإجابة خلال أسبوع من تاريخ تبلغه بمضمون هذا القرار.",
        "الإجابة خلال أسبوع من تبليغ المعنيين بالأمر.",
        "الإجابة خلال أسبوع من استلام الدائرة لهذا الكتاب.",
        "الإجابة خلال أسبوع من استلام نسخة الأمر.",
        "الإجابة خلال أسبوع من تسلمكم هذا الكتاب.",
    ],
)
def test_the_receipt_of_the_order_is_its_notification(words: str) -> None:
    assert anchor(words) is Anchor.NOTIFICATION
