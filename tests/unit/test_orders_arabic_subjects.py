"""Subjects of Arabic orders that no list names: by their verb, by what follows, by who went before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import NEWS, item, orders


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
        ("تنجز الدائرة الإدارية الجرد خلال أسبوع.", ["الدائرة الإدارية"]),
        ("ترفع الشعبة الزراعية تقريراً خلال أسبوع.", ["الشعبة الزراعية"]),
        ("يهيئ مدير عام الدائرة التجارية مقراً للجنة خلال أسبوع.", ["مدير عام الدائرة التجارية"]),
        ("توزع إدارة المختبر الأكياس على المراكز خلال أسبوع.", ["إدارة المختبر"]),
        ("توقف أمانة بغداد صرف السلف.", ["أمانة بغداد"]),
        ("تنجز مديرية تربية بغداد الكرخ الأولى الجرد خلال أسبوع.", ["مديرية تربية بغداد الكرخ الأولى"]),
        ("توقف محافظة بابل صرف السلف.", ["محافظة بابل"]),
        ("تغلق بلدية أربيل المحال المخالفة خلال أسبوع.", ["بلدية أربيل"]),
        ("يسمي مدير المستشفى منسقاً خلال أسبوع.", ["مدير المستشفى"]),
        ("تسمي وزارة الصحة منسقاً خلال أسبوع.", ["وزارة الصحة"]),
        ("يسمي رئيس الجامعة أعضاء اللجنة خلال أسبوع.", ["رئيس الجامعة"]),
        ("يسمى مدير المستشفى منسقاً للحملة خلال أسبوع.", ["مديريات الشرطة كافة"]),
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


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("اللواء 14: تأمين الطريق بين الجسرين على مدار الساعة.", ["اللواء 14"]),
        ("الشؤون الطبية: فتح نقطة إخلاء خلال 24 ساعة.", ["الشؤون الطبية"]),
        ("يبلغ المصاب مسؤول السلامة خلال ساعة من الحادث.", ["المصاب"]),
        ("تُتلف الكميات المسحوبة وعلى المستفيد تزويد الهيئة بالمحضر.", ["مديريات الشرطة كافة", "المستفيد"]),
    ],
)
def test_who_is_named_before_a_colon_or_beside_another(tmp_path: Path, sentence: str, who: list[str]) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == who


def test_the_same_day_of_what_nobody_dated_is_no_day(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "سحب عينة دم من المصاب في اليوم نفسه.")
    assert only.due_on is None


def test_as_soon_as_it_comes_in_is_at_once(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "إعلام غرفة العمليات عن كل حريق لحظة وروده.")
    assert (only.pattern.value, only.deadline.kind.value) == ("triggered", "immediately")


def test_a_verb_with_the_vowel_of_the_passive_is_no_verbal_noun(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "تُحفظ بيانات المصاب بسرية تامة.")
    assert only.pattern.value == "maintenance"


def test_whose_task_it_is_to_follow_up(tmp_path: Path) -> None:
    found = item(tmp_path, "قيام كل وزارة بتسمية منسق للطاقة خلال أسبوع، تكون مهمته متابعة القراءات وموافاة القسم بها.")
    assert [(p.addressee, p.quote.split()[0]) for p in found] == [
        ("كل وزارة", "قيام"),
        ("منسق", "متابعة"),
        ("منسق", "موافاة"),
    ]


def test_to_without_its_sign_is_no_article(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "تقدم وزارة الكهرباء الى المجلس مقترحاً بشأن التعرفة قبل 1/12/2025.")
    assert only.addressee == "وزارة الكهرباء"


def test_the_first_session_of_a_month_is_no_first_of_the_month(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "عرض الموضوع على المجلس في جلسته الأولى من شهر حزيران.")
    assert only.due_on is None


def test_whoever_breaks_a_ban_is_no_part_of_it(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "يحظر الذبح خارج المجازر، ومن يخالف ذلك تتخذ ضده الإجراءات القانونية.")
    assert only.quote == "يحظر الذبح خارج المجازر"


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("يحجر وقوف العربات بالنهج من السابعة صباحاً.", "prohibition"),
        ("يحجر بيع المشروبات قرب المدارس.", "prohibition"),
        ("يحجر على أصحاب المقاهي إشغال الرصيف.", "prohibition"),
        ("يحجر المسافرون القادمون من مناطق الوباء أسبوعاً.", "obligation"),
    ],
)
def test_the_maghreb_forbids_by_the_verb_of_quarantine(tmp_path: Path, sentence: str, modality: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert only.modality.value == modality


def test_what_any_director_may_not_enjoy(tmp_path: Path) -> None:
    (only,) = orders(tmp_path, f"{NEWS}ومنع المحافظ تمتع أي مدير بإجازة حتى يوم الأحد المقبل.\n")
    assert (only.modality.value, str(only.ends_on)) == ("prohibition", "2025-11-09")


def test_a_heading_and_what_was_done_about_it(tmp_path: Path) -> None:
    assert item(tmp_path, "مراجعة المحضر السابق: تمت المصادقة عليه.") == ()
    assert len(item(tmp_path, "مراجعة العقود: تكليف القسم القانوني بتدقيقها قبل 1/12/2025.")) == 1


def test_a_fine_for_each_day_comes_back_with_no_day(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "تتحمل الشركة غرامات تأخيرية عن كل يوم.")
    assert only.pattern.value == "achievement"


def test_as_soon_as_this_letter_is_received_is_no_case(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "تعليق هذه المراسلة في لوحة الإعلانات فور استلامها.")
    assert (only.pattern.value, only.deadline.anchor.value) == ("achievement", "notification")


@pytest.mark.parametrize(
    "sentence",
    [
        "تُعفى المخابز الكائنة بالواحات من حكم المادة الأولى.",
        "يعفى الطلبة من رسوم التسجيل.",
        "تعفى المستشفيات من أحكام هذا القرار.",
    ],
)
def test_who_is_exempted_owes_nothing_by_that(tmp_path: Path, sentence: str) -> None:
    assert item(tmp_path, sentence) == ()
