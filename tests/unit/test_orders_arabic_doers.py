"""Who does what an Arabic order says: where a name ends, whose verb is active, what is no order at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD, NEWS, item, orders


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        # what is acted on is no part of the name
        ("يتلف المختبر العينات التالفة قبل 1/2/2026.", "المختبر"),
        ("يطلي قسم المباني السقوف المتضررة قبل 1/2/2026.", "قسم المباني"),
        ("تفحص شعبة الهندسة المولدات الاحتياطية كل شهر.", "شعبة الهندسة"),
        ("توفق المخابز القائمة أوضاعها خلال ستة أشهر.", "المخابز القائمة"),
        # a verb that the lexicon knows by its verbal noun, or not at all
        ("تعاير وحدة القياس أجهزة الضغط شهرياً.", "وحدة القياس"),
        # verbs written like a passive, and like a verbal noun
        ("في حالة ارتفاع حرارة المريض توقف الممرضة نقل الدم في الحال.", "الممرضة"),
        ("في حال تخلف الشركة عن الدفع تصادر البلدية مبلغ الضمان.", "البلدية"),
        ("تسلّم شعبة المشتريات المحاليل إلى المختبر خلال خمسة أيام عمل.", "شعبة المشتريات"),
        ("تحفظ الدائرة السجلات في القبو.", "الدائرة"),
        ("تزودنا الأقسام بجرد للأثاث خلال أسبوع.", "الأقسام"),
        # what a body is for belongs to its name
        ("تلتزم الشركة العامة لتسويق التمور بشراء نصف المحصول.", "الشركة العامة لتسويق التمور"),
        ("ترفع الشركة العامة لصناعة الأسمدة تقريراً شهرياً.", "الشركة العامة لصناعة الأسمدة"),
        ("تعد الهيئة العامة للرقابة على الصادرات دليلاً بالإجراءات.", "الهيئة العامة للرقابة على الصادرات"),
        ("تصون الهيئة الوطنية للطرق والجسور المعابر قبل الشتاء.", "الهيئة الوطنية للطرق والجسور"),
        # people by what they work in
        ("على العاملين في تحضير الوجبات ارتداء القفازات.", "العاملين في تحضير الوجبات"),
        ("يلتزم المكلفون بجمع النفايات بارتداء الكمامات.", "المكلفون بجمع النفايات"),
        ("على الراغبين في التقديم مراجعة الشعبة قبل 1/12/2025.", "الراغبين في التقديم"),
        # titles before a name, and the place behind it
        ("يقدم السيد ممثل محافظة ميسان كشفاً بالشكاوى مطلع كل شهر.", "السيد ممثل محافظة ميسان"),
        ("ترفع السيدة مديرة القسم المالي كشفاً بالمصروفات كل أسبوع.", "السيدة مديرة القسم المالي"),
        ("يوزع الدكتور مدير المستشفى جدول الخفارات قبل نهاية الشهر.", "الدكتور مدير المستشفى"),
    ],
)
def test_the_name_of_who_acts(tmp_path: Path, sentence: str, who: str) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        "تغلق المحلات المخالفة لمدة أسبوع.",
        "تشكل لجنة من السادة المدرجة أسماؤهم أدناه.",
        "تحال الشركة المخالفة إلى القضاء.",
    ],
)
def test_who_is_shut_formed_or_referred_does_nothing(tmp_path: Path, sentence: str) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == ["مديريات الشرطة كافة"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("إذا ثبت تلاعب مصنع بالمواصفات تفسخ وزارة الصناعة عقده.", "وزارة الصناعة"),
        ("إذا تأخر المقاول عن التنفيذ تسحب الدائرة العمل منه.", "الدائرة"),
        ("في صورة نشوب حريق يتولى رئيس المركز إعلام قاعة العمليات في الحين.", "رئيس المركز"),
    ],
)
def test_the_verb_behind_a_case(tmp_path: Path, sentence: str, who: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert (only.addressee, only.pattern.value) == (who, "triggered")


@pytest.mark.parametrize(
    ("sentence", "ends"),
    [
        ("تبقى فرق الإطفاء في حالة تأهب لغاية 31/12/2025.", "2025-12-31"),
        ("تظل العيادات الخارجية مفتوحة حتى 15/12/2025.", "2025-12-15"),
        ("على أمانة العاصمة ضخ المياه إلى الأحياء حتى 15/12/2025.", "2025-12-15"),
        ("تأمين الحليب للرضع في المخيم لغاية نهاية شباط 2026.", "2026-02-28"),
        ("توفير سيارات الإسعاف قرب الملعب حتى 20/11/2025.", "2025-11-20"),
    ],
)
def test_what_is_kept_up_until_a_day_ends_then(tmp_path: Path, sentence: str, ends: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert (only.pattern.value, str(only.ends_on)) == ("maintenance", ends)


def test_what_remains_in_force_orders_nothing(tmp_path: Path) -> None:
    assert item(tmp_path, "يبقى القرار السابق على حاله.") == ()
    assert item(tmp_path, "تظل أحكام التعميم السابق سارية.") == ()


@pytest.mark.parametrize(
    "sentence",
    ["يُرجح أن يفوق العدد ذلك هذا العام.", "يُتوقع أن تصل الأجهزة قريباً.", "ويُنتظر أن تكتمل الأعمال في الصيف."],
)
def test_a_forecast_is_no_order(tmp_path: Path, sentence: str) -> None:
    assert orders(tmp_path, f"{HEAD}{sentence}\n") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "أكد الوزير عدم جواز فرض أي رسوم على المراجعين.",
        "وأوضح مدير عام الجمارك عدم السماح بدخول الشاحنات نهاراً.",
        "ونهت الوزيرة مديري المدارس عن جمع التبرعات من التلاميذ.",
    ],
)
def test_a_ban_that_is_told(tmp_path: Path, sentence: str) -> None:
    (only,) = orders(tmp_path, f"{NEWS}{sentence}\n")
    assert only.modality.value == "prohibition"


def test_what_there_is_not_is_no_ban(tmp_path: Path) -> None:
    assert orders(tmp_path, f"{NEWS}وأكد رئيس البلدية عدم وجود أي نقص في المياه.\n") == ()


@pytest.mark.parametrize(
    ("sentence", "anchor"),
    [
        ("إزالة الأسيجة خلال يومين من انتهاء المهرجان.", "event"),
        ("إخلاء الساحات خلال سبعة أيام من انتهاء الموسم.", "event"),
        ("رفع التقرير خلال أسبوع من انتهاء أعمال الجرد.", "obligation"),
    ],
)
def test_the_end_of_a_season_is_an_event_and_that_of_work_a_duty(tmp_path: Path, sentence: str, anchor: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert only.deadline.anchor.value == anchor


@pytest.mark.parametrize(
    "line",
    [
        "المتخذ في الجلسة الاعتيادية الثالثة المنعقدة بتاريخ 22 كانون الأول 2025",
        "الصادر في اجتماعه الدوري المنعقد في 22/12/2025",
        "بجلسته السابعة المنعقدة يوم الاثنين 22/12/2025",
    ],
)
def test_a_decision_is_of_the_day_of_its_session(tmp_path: Path, line: str) -> None:
    text = f"مجلس الجامعة\nقرار رقم 118\n{line}\n\nقرر المجلس ما يأتي:\n1- تنشر الكلية النتائج خلال أسبوع.\n"
    (only,) = orders(tmp_path, text)
    assert (str(only.issued_on), str(only.due_on)) == ("2025-12-22", "2025-12-29")


@pytest.mark.parametrize("heading", ["(المادة الثالثة)", "مادة 3", "المادة (3):", "الفصل الثالث"])
def test_the_line_below_the_heading_of_an_article_is_an_item(tmp_path: Path, heading: str) -> None:
    text = f"وزارة السياحة\nقرار وزاري رقم 27\nبتاريخ 15/6/2025\n\nقرر\n\n{heading}\nتوفق المتاجر القائمة أوضاعها.\n"
    (only,) = orders(tmp_path, text)
    assert only.addressee == "المتاجر القائمة"
