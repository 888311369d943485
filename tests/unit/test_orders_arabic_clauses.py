"""Arabic clauses one sentence at a time: which words order, where a clause ends, of what kind it is."""

from __future__ import annotations

import pytest

from tracker.orders.arabic import clauses
from tracker.orders.records import Clause
from tracker.orders.speech import Setting
from tracker.orders.tokens import tokenise

ITEM = Setting(decree=True, item=True)


def found(sentence: str) -> list[Clause]:
    return clauses(sentence, tokenise(sentence), ITEM)


def kinds(sentence: str) -> list[tuple[str, str]]:
    return [(c.modality.value[0] + " " + c.pattern.value, sentence[c.span[0] : c.span[1]]) for c in found(sentence)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "ارفعوا الحواجز غير النظامية وسلموها الى البلدية.",
            [("o achievement", "ارفعوا الحواجز غير النظامية"), ("o achievement", "سلموها الى البلدية")],
        ),
        ("فتشوا القرى المتروكة فورا.", [("o achievement", "فتشوا القرى المتروكة فورا")]),
        ("راقبوا الساتر ليلا.", [("o maintenance", "راقبوا الساتر ليلا")]),
        ("لا تغادروا مواقعكم قبل وصول البديل.", [("p maintenance", "لا تغادروا مواقعكم قبل وصول البديل")]),
        ("امنعوا دخول الشاحنات.", [("p maintenance", "امنعوا دخول الشاحنات")]),
        ("لا تعتمد اي فاتورة غير مختومة.", [("p maintenance", "لا تعتمد اي فاتورة غير مختومة")]),
        ("لا يقبل اي عذر.", [("p maintenance", "لا يقبل اي عذر")]),
        ("لا تسري هذه الضوابط على الأقسام الفنية.", []),
        ("يشترط ألا تزيد المدة على شهر.", [("p maintenance", "يشترط ألا تزيد المدة على شهر")]),
        ("السماح للموظفين بالعمل عن بعد.", []),
        ("يعدل البند ثالثاً من كتابنا السابق.", []),
        ("تحذف الفقرة (3) من أمرنا المرقم 655.", []),
        ("يوقف منح العقود الجديدة.", [("o maintenance", "يوقف منح العقود الجديدة")]),
        ("إيقاف الموظف المتهم عن العمل.", [("o achievement", "إيقاف الموظف المتهم عن العمل")]),
        ("إبلاغ البلدية عند تغيير النشاط.", [("o triggered", "إبلاغ البلدية عند تغيير النشاط")]),
        ("توفير المعدات كلما دعت الحاجة.", [("o achievement", "توفير المعدات كلما دعت الحاجة")]),
        (
            "صرف المستلزمات خلال 24 ساعة من تقديم الطلب.",
            [("o triggered", "صرف المستلزمات خلال 24 ساعة من تقديم الطلب")],
        ),
        (
            "صرف المستلزمات خلال أسبوع من انتهاء الزيارة.",
            [("o achievement", "صرف المستلزمات خلال أسبوع من انتهاء الزيارة")],
        ),
        (
            "نصب كاميرات مراقبة وربطها بغرفة السيطرة.",
            [("o achievement", "نصب كاميرات مراقبة"), ("o achievement", "ربطها بغرفة السيطرة")],
        ),
        ("تنظيم وتدريب الفرق الجوالة.", [("o achievement", "تنظيم وتدريب الفرق الجوالة")]),
    ],
)
def test_kinds_of_clauses(sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert kinds(sentence) == wanted


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("تنظيف المنهولات، على أن ينجز ذلك خلال أسبوع.", ["تنظيف المنهولات، على أن ينجز ذلك خلال أسبوع"]),
        ("إعداد فهرس بالملفات، على أن ينجز الفهرس خلال شهر.", ["إعداد فهرس بالملفات، على أن ينجز الفهرس خلال شهر"]),
        (
            "تشكيل لجنة لجرد الأثاث على أن تنهي أعمالها خلال شهر.",
            ["تشكيل لجنة لجرد الأثاث", "على أن تنهي أعمالها خلال شهر"],
        ),
        (
            "وضع لوحة بأسماء الأطباء على أن يتم تحديثها يومياً.",
            ["وضع لوحة بأسماء الأطباء", "على أن يتم تحديثها يومياً"],
        ),
        (
            "تكوين فريق يتولى جرد الموجودات وتقديم تقريره خلال شهر.",
            ["تكوين فريق", "يتولى جرد الموجودات", "تقديم تقريره خلال شهر"],
        ),
    ],
)
def test_where_a_new_duty_begins(sentence: str, quotes: list[str]) -> None:
    assert [sentence[c.span[0] : c.span[1]] for c in found(sentence)] == quotes


def test_what_is_formed_does_what_follows() -> None:
    assert [c.addressee for c in found("إحداث خلية أزمة تتولى توزيع المعدات وتدريب الفرق.")][1:] == ["خلية أزمة"] * 2


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("الطلب من مديرية المياه تزويد المحافظة بتقرير.", "مديرية المياه"),
        ("الإيعاز للمديريات كافة بغلق المخازن.", "المديريات كافة"),
        ("التنبيه مشدداً على مديري المدارس بعدم تحصيل أي مبالغ.", "مديري المدارس"),
        ("الشركات المستثمرة ملزمة بإزالة المخلفات.", "الشركات المستثمرة"),
        ("تمهل الشركات المتلكئة مهلة شهر لإزالة المخلفات.", "الشركات المتلكئة"),
        ("لا يجوز لأي منشأة تخزين المواد الكيميائية.", "أي منشأة"),
    ],
)
def test_whom_an_item_names(sentence: str, who: str) -> None:
    assert [c.addressee for c in found(sentence)] == [who]


@pytest.mark.parametrize(
    ("sentence", "exceptions"),
    [
        ("لا يجوز تحصيل أي رسوم دون إيصال رسمي.", ("دون إيصال رسمي",)),
        ("لا تخزن أي مادة بغير ترخيص.", ("بغير ترخيص",)),
        ("لا تمنح الإجازات فيما عدا الحالات الطارئة.", ("فيما عدا الحالات الطارئة",)),
        ("عدم صرف دواء لم يتبق منه سوى القليل إلا بعلم الطبيب.", ("إلا بعلم الطبيب",)),
        ("يمنع نقل الأثاث دون استثناء.", ()),
        ("إرسال القوائم دون تأخير.", ()),
    ],
)
def test_exceptions(sentence: str, exceptions: tuple[str, ...]) -> None:
    assert [c.exceptions for c in found(sentence)] == [exceptions]
