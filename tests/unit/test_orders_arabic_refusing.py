"""What is forbidden by 'that … not', by abstaining and holding off; whom 'entrusted' names; who is 'you'."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD, NEWS, item, orders

LED = HEAD.replace("م/ توجيهات", "م/ تعليمات")


@pytest.mark.parametrize(
    "told",
    [
        "وجه الوزير بألا يُقبل أي طلب ناقص.",
        "شدد الوزير على ألا تُحال أي معاملة إلى جهة أخرى.",
        "أمر الوزير بأن لا يدخل أحد إلى القاعة.",
        "أكد الوزير على أن لا تتأخر أي معاملة.",
        "أكد الوزير ضرورة ألا تُرفض أي شكوى.",
        "أكد الوزير ضرورة أن تمتنع الدوائر عن مطالبة المراجع بأي وثيقة.",
        "أمر الوزير بأن تكف الدوائر عن طلب صحة الصدور.",
        "طالب الوزير الدوائر بأن لا تصرف أي مبلغ خارج الموازنة.",
    ],
)
def test_what_a_speaker_refuses_is_forbidden(tmp_path: Path, told: str) -> None:
    found = orders(tmp_path, NEWS + told + "\n")
    assert [(p.modality.value, p.pattern.value) for p in found] == [("prohibition", "maintenance")]


def test_a_refusal_behind_an_order_is_forbidden_beside_it(tmp_path: Path) -> None:
    told = "وجه الوزير بحسم الطلبات خلال شهر، مشدداً على أن لا يبقى أي طلب من دون رد.\n"
    found = orders(tmp_path, NEWS + told)
    assert [p.modality.value for p in found] == ["obligation", "prohibition"]


@pytest.mark.parametrize(
    ("sentence", "forbids"),
    [
        ("التريث في شراء الأجهزة لحين انتهاء السنة المالية.", True),
        ("التوقف عن استقبال المراجعين بعد الظهر.", True),
        ("الإحجام عن إبرام عقود جديدة.", True),
        ("التوقف في السيطرات عند الطلب.", False),
    ],
)
def test_holding_off_is_a_ban_with_its_preposition(tmp_path: Path, sentence: str, forbids: bool) -> None:
    assert [p.modality.value == "prohibition" for p in item(tmp_path, sentence)] == [forbids]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("يُناط بأقسام التشغيل فحص البوابات.", "أقسام التشغيل"),
        ("تناط مهمة متابعة المخازن بمديرية التجهيزات.", "مديرية التجهيزات"),
        ("يعهد إلى دائرة البستنة إعداد دليل الأسعار خلال شهر.", "دائرة البستنة"),
        ("توكل إلى الشعبة القانونية مراجعة العقود.", "الشعبة القانونية"),
        ("تسند إدارة المشتل إلى مدير المزرعة.", "مدير المزرعة"),
        ("عُهد إلى لجنة الكشف مهمة تقدير الأضرار.", "لجنة الكشف"),
    ],
)
def test_to_whom_a_task_is_entrusted(tmp_path: Path, sentence: str, who: str) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == [who]


def test_you_in_a_letter_are_those_whom_it_goes_to(tmp_path: Path) -> None:
    letter = LED + "نظراً لوجود عناصر خارجة عن القانون في المنطقة، عليكم اتخاذ الآتي:\n1- نشر الدوريات في الأسواق.\n"
    (found,) = orders(tmp_path, letter)
    assert found.addressee == "مديريات الشرطة كافة"


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("قبل حلول تشرين الأول المقبل", (9, 30)),
        ("في موعد أقصاه نهاية الفصل الأول من العام القادم", (3, 31)),
        ("قبل دخول شهر كانون الأول", (11, 30)),
    ],
)
def test_before_a_month_begins_and_the_end_of_a_quarter(tmp_path: Path, words: str, due: tuple[int, int]) -> None:
    (found,) = item(tmp_path, f"إنجاز أعمال الكري {words}.")
    assert found.due_on is not None
    assert (found.due_on.month, found.due_on.day) == due


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("يحظر إدخال الأجهزة إلى القاعات، ويُعد الطالب المخالف راسباً في المواد.", ["يحظر إدخال الأجهزة إلى القاعات"]),
        ("تعتبر الشركة المتلكئة مستبعدة من المناقصات.", []),
        ("تعد دائرة التخطيط تقريراً عن الإنفاق.", ["تعد دائرة التخطيط تقريراً عن الإنفاق"]),
    ],
)
def test_what_somebody_is_deemed_is_no_task(tmp_path: Path, sentence: str, quotes: list[str]) -> None:
    assert [p.quote for p in item(tmp_path, sentence)] == quotes


@pytest.mark.parametrize(
    ("sentence", "anchor"),
    [
        ("إرسال المحضر إلى المدير خلال (5) أيام تلي انتهاء الأعمال.", "event"),
        ("ترسل المحاضر إلى المدير خلال أسبوع يلي إنجاز الكشف.", "event"),
    ],
)
def test_a_period_that_follows_something_counts_from_it(tmp_path: Path, sentence: str, anchor: str) -> None:
    (found,) = item(tmp_path, sentence)
    assert found.deadline.anchor is not None
    assert found.deadline.anchor.value in (anchor, "obligation")
    assert found.due_on is None


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("حضور ممثل عن دائرة الكهرباء في الاجتماع.", "ممثل عن دائرة الكهرباء"),
        ("على عمداء الكليات التواجد الميداني طيلة أيام الامتحانات.", "عمداء الكليات"),
        ("مشاركة مندوب من كل مديرية في الندوة.", "مندوب"),
    ],
)
def test_who_is_to_be_there(tmp_path: Path, sentence: str, who: str) -> None:
    (found,) = item(tmp_path, sentence)
    assert (found.addressee or "").startswith(who)
