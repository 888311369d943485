"""Arabic clauses with a second limb, with a time or an aside inside, and with labels: each duty by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD, NEWS, item, orders

MINUTES = "محضر اجتماع لجنة الطوارئ\nعقدت اللجنة اجتماعها يوم الأحد الموافق 2/11/2025، وتقررت الأمور الآتية:\n"


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("موافاة المكتب بتقرير أسبوعي عن سير العمل وبكشف شهري بالمصروفات.", ["every", "every"]),
        ("تسديد الدفعة الأولى خلال شهر من تاريخ هذا الكتاب، والدفعة الثانية قبل 1/3/2026.", ["within", "on"]),
        ("ترسل الأقسام كشف الحضور كل خميس، وجدول المناوبات في نهاية كل شهر.", ["every", "every"]),
        ("على الإدارات أن تنشر القوائم قبل 1/12/2025 وألا تجري عليها أي تعديل بعد نشرها.", ["on", "none"]),
        ("تستمر المراكز باستقبال المرضى، ويتوجب على مديريها المبيت فيها بالتناوب.", ["none", "none"]),
        ("حصر عجز وزيادة الممرضين في المراكز خلال أسبوع.", ["within"]),
        ("ينفذ بعد مضي 30 يوماً على صدوره.", []),
        ("على مدير الدائرة متابعة ذلك، ويعمل به من تاريخ نشره في الجريدة الرسمية.", ["none"]),
    ],
)
def test_each_limb_with_its_own_time_is_a_duty(tmp_path: Path, sentence: str, kinds: list[str]) -> None:
    assert [p.deadline.kind.value for p in item(tmp_path, sentence)] == kinds


def test_a_ban_beside_a_duty_in_news(tmp_path: Path) -> None:
    said = "وجه محافظ واسط مديرية المجاري بتشغيل المضخات خلال 24 ساعة، وأن لا تُسحب أي مضخة إلا بموافقة المحافظ.\n"
    duty, ban = orders(tmp_path, NEWS + said)
    assert (duty.modality.value, ban.modality.value) == ("obligation", "prohibition")
    assert ban.addressee == "مديرية المجاري"
    assert ban.exceptions == ("إلا بموافقة المحافظ",)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("يتولى المصرف الزراعي، خلال أسبوعين من تاريخ نشر هذا القرار، إصدار التعليمات.", "المصرف الزراعي"),
        ("تقوم شركة التوزيع، وخلال مدة لا تتجاوز شهرين، بنصب المقاييس.", "شركة التوزيع"),
        ("تتولى دائرة الصحة خلال عشرة أيام تجهيز الفرق.", "دائرة الصحة"),
        ("خلال شهر من صدور هذا القرار تنجز الدوائر جرد موجوداتها.", "الدوائر"),
        ("على مدراء المستشفيات، ومن ينوب عنهم، التواجد في مواقعهم.", "مدراء المستشفيات، ومن ينوب عنهم"),
        ("كما يتعين على السادة الولاة عقد لقاء شهري مع المنتخبين.", "السادة الولاة"),
        ("على مدير كل إدارة المرور على المدارس أسبوعياً.", "مدير كل إدارة"),
        ("تتحمل الأمانة كلف إيصال الماء إلى الأحياء الجديدة.", "الأمانة"),
    ],
)
def test_who_owes_with_a_time_or_an_aside_between(tmp_path: Path, sentence: str, who: str) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == [who]


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        ("التأكيد على ضرورة استمرار الفرق برصد الأسعار.", "maintenance"),
        ("تغلق المكتبات أبوابها الساعة التاسعة مساءً.", "maintenance"),
        ("يغلق باب التقديم الساعة الثانية من يوم 20/11/2025.", "achievement"),
        ("مراقبة الدوام اليومي في المدارس.", "maintenance"),
    ],
)
def test_kept_up_or_done_once(tmp_path: Path, sentence: str, pattern: str) -> None:
    assert [p.pattern.value for p in item(tmp_path, sentence)] == [pattern]


def test_the_minutes_of_a_monthly_meeting_are_sent_each_time(tmp_path: Path) -> None:
    met, sent = item(tmp_path, "عقد اجتماع شهري للجنة، وتوجيه محضره إلى المديرية في غضون ثلاثة أيام من انعقاده.")
    assert (met.pattern.value, sent.pattern.value) == ("periodic", "triggered")


def test_a_period_from_publication_has_no_day(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "تسوية الأوضاع خلال ستين يوماً من اليوم التالي لتاريخ نشر هذا القرار.")
    assert only.due_on is None
    assert only.deadline.kind.value == "within"


def test_the_shortest_time_of_keeping_is_no_end(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "حفظ التسجيلات مدة لا تقل عن 120 يوماً.")
    assert only.ends_on is None


@pytest.mark.parametrize(
    "item_text",
    [
        "صيانة المضخات كافة (التنفيذ: مديرية المجاري / المدة: أسبوعان).",
        "صيانة المضخات كافة.\nالجهة المنفذة: مديرية المجاري. المدة: أسبوعان.",
        "صيانة المضخات كافة.\n- المسؤول: مديرية المجاري\n- الموعد النهائي: 16/11/2025",
    ],
)
def test_labels_of_minutes_say_who_and_until_when(tmp_path: Path, item_text: str) -> None:
    (only,) = orders(tmp_path, f"{MINUTES}1- {item_text}\n")
    assert only.addressee == "مديرية المجاري"
    assert str(only.due_on) == "2025-11-16"


def test_an_exception_from_an_article_belongs_to_it(tmp_path: Path) -> None:
    text = (
        "مادة أولى\nعلى المحلات تركيب الكاميرات قبل 1/12/2025.\nمادة ثانية\nعلى الدائرة تفتيش المحلات.\n"
        "مادة ثالثة\nيستثنى من أحكام المادة الأولى أصحاب الأكشاك.\n"
    )
    first, second = orders(tmp_path, HEAD + text)
    assert first.exceptions
    assert not second.exceptions


def test_an_act_after_a_case_in_an_item(tmp_path: Path) -> None:
    found = item(tmp_path, "في حالة تعطل أي آلية، توفير البديل خلال 12 ساعة وإخطار غرفة العمليات بذلك.")
    assert [p.pattern.value for p in found] == ["triggered", "triggered"]
    assert found[0].quote.startswith("في حالة")


def test_an_act_that_the_lexicon_does_not_know_stays_visible_by_its_time(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "كبسلة النفايات الطبية قبل 1/12/2025.")
    assert str(only.due_on) == "2025-11-30"


def test_whom_a_visit_is_paid_is_not_whom_it_orders(tmp_path: Path) -> None:
    said = "وجه رئيس الوزراء خلال زيارته محافظة الكرك بصيانة مدرستين قبل 1/12/2025.\n"
    assert [p.addressee for p in orders(tmp_path, NEWS + said)] == [None]


def test_a_formed_body_hands_in_what_it_makes(tmp_path: Path) -> None:
    _, handed = item(tmp_path, "تشكل لجنة لمتابعة الأجهزة وتقدم تقريرها خلال شهر.")
    assert (handed.addressee, handed.deadline.kind.value) == ("لجنة", "within")


def test_a_ban_on_him_binds_whoever_was_bound_before(tmp_path: Path) -> None:
    duty, ban = item(tmp_path, "يلتزم المزود بوضع بطاقة السعر على السلعة، ويحظر عليه تغييرها.")
    assert (duty.addressee, ban.addressee) == ("المزود", "المزود")


def test_a_period_from_knowing_of_a_thing_is_of_each_case(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "على المزود إخطار الهيئة بأي سلعة معيبة خلال 24 ساعة من علمه بالعيب.")
    assert (only.pattern.value, only.due_on) == ("triggered", None)
