"""Arabic duties under a label, of what is formed; what is reckoned or dissolved and owes nothing; circulars to all."""

from __future__ import annotations

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument, Proposal

LETTER = "وزارة الداخلية\nالعدد: 12\nالتاريخ: 3/6/2024\n\nإلى / مديرية المرور\nم / لجان\n\n"


def whole(text: str) -> ExtractedDocument:
    return propose(Document("a.txt", text, "ar", ""), None, None, load(profile("literal")))


def read(words: str) -> tuple[Proposal, ...]:
    return whole(f"{LETTER}1- {words}\n").obligations


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("واجبات المقرر: إعداد المحاضر خلال أسبوع.", "المقرر"),
        ("مهام أمين السر: حفظ الأوليات.", "أمين السر"),
        ("مهام السكرتارية: تنظيم الملفات.", "السكرتارية"),
        ("واجبات رئيس اللجنة: رفع التوصيات خلال أسبوع.", "رئيس اللجنة"),
        ("واجبات اللجنة: جرد الموجودات.", "اللجنة"),
    ],
)
def test_whose_duties_a_label_names(words: str, who: str) -> None:
    (found,) = read(words)
    assert found.addressee == who
    assert ":" not in found.quote


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("يشكل قسم الرقابة فرقة تفتيش وتباشر عملها اعتباراً من 1/7/2024.", "فرقة تفتيش"),
        ("يشكل قسم التدقيق لجنة جرد وترفع تقريرها خلال أسبوع.", "لجنة جرد"),
        ("تشكل لجنة جرد وترفع تقريرها خلال أسبوع.", "لجنة جرد"),
    ],
)
def test_what_somebody_forms_does_what_follows(words: str, who: str) -> None:
    assert read(words)[-1].addressee == who


@pytest.mark.parametrize(
    "words",
    [
        "تعد محافظة البصرة العاصمة الاقتصادية للعراق.",
        "تعد جامعة الموصل من أعرق الجامعات.",
        "تعد مدينة النجف قبلة الزائرين.",
        "يعد المقاول ناكلاً إذا لم يباشر خلال أسبوع.",
        "تلغى اللجنة المشكلة بموجب الأمر الوزاري المرقم 90.",
        "تلغى لجنة المشتريات.",
        "يلغى القسم المستحدث بموجب الأمر 14 لسنة 2020.",
    ],
)
def test_what_is_reckoned_or_dissolved_owes_nothing(words: str) -> None:
    assert read(words) == ()


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("تعد مديرية التخطيط خطة سنوية.", "تعد"),
        ("تعد جامعة الموصل تقريراً فصلياً.", "تعد"),
        ("تعد محافظة البصرة خطة الطوارئ خلال شهر.", "تعد"),
        ("تلغي المديرية العقود المنتهية خلال شهر.", "تلغي"),
    ],
)
def test_what_is_prepared_or_cancelled_is_a_duty(words: str, verb: str) -> None:
    (found,) = read(words)
    assert found.verb == verb


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("تعميم لجميع الأمانات والبلديات", "جميع الأمانات والبلديات"),
        ("تعميم لكافة الدوائر", "كافة الدوائر"),
        ("تعميم إلى جميع المدارس", "جميع المدارس"),
    ],
)
def test_a_circular_names_whom_it_goes_to(line: str, to: str) -> None:
    text = f"وزارة البلديات\nالعدد: 12\nالتاريخ: 3/6/2024\n{line}\nالموضوع: النظافة\n\nيجب رفع الأنقاض خلال أسبوع.\n"
    (found,) = whole(text).obligations
    assert found.addressee == to
