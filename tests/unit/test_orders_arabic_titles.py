"""Headings of numbered parts, cases above a list, times said of several acts, and who acts where a thing follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD as LETTER
from tests.unit.test_orders_arabic_letters import NEWS, item, orders
from tracker.model import Pattern

HEAD = LETTER.replace("5/11/2025", "11/5/2025")


def told(tmp_path: Path, body: str) -> list[tuple[str | None, str, str, date | None]]:
    """(addressee, pattern, kind of deadline, due) of each clause of a letter of 11 May 2025."""
    found = orders(tmp_path, HEAD + body)
    return [(p.addressee, p.pattern.value, p.deadline.kind.value, p.due_on) for p in found]


def test_a_unit_named_on_a_line_of_its_own_owes_what_stands_below(tmp_path: Path) -> None:
    body = (
        "1. الموقف\nأ. العدو: تتحرك مجموعات صغيرة في الوادي ليلاً.\n"
        "2. التنفيذ\nأ. لواء المغاوير\n(1) ينهي تفتيش القرى قبل 20/5/2025.\n(2) يبقي فوجاً احتياطاً في المعسكر.\n"
        "ب. كتيبة الهندسة\n(1) ترفع المقذوفات عن الطريق.\n"
    )
    assert [who for who, *_ in told(tmp_path, body)] == ["لواء المغاوير", "لواء المغاوير", "كتيبة الهندسة"]


def test_a_heading_orders_nothing_and_what_is_numbered_below_it_does(tmp_path: Path) -> None:
    body = (
        "2. معالجة المياه\n2.1 تُبدَّل الأغشية القديمة خلال أسبوع.\n2.2 لا يُستأنف العمل إلا بعد الفحص.\n"
        "3. التجهيز\n3.1 من المؤمل وصول وجبة جديدة في حزيران.\n"
    )
    quotes = [p.quote for p in orders(tmp_path, HEAD + body)]
    assert quotes == ["تُبدَّل الأغشية القديمة خلال أسبوع", "لا يُستأنف العمل إلا بعد الفحص"]


def test_an_act_among_other_items_is_no_heading(tmp_path: Path) -> None:
    body = "1- تنظيف القنوات قبل 20/5/2025.\n2- متابعة تنفيذ القرارات\nمع التقدير.\n"
    assert len(told(tmp_path, body)) == 2


def test_what_stands_below_a_case_is_owed_in_each_case(tmp_path: Path) -> None:
    body = "1- إذا ظهر تلوث في المياه:\nأ) يبلغ مدير المحطة الدائرة خلال 24 ساعة من استلام النتيجة.\nب) يعاد الفحص.\n"
    found = orders(tmp_path, HEAD + body)
    assert [p.pattern for p in found] == [Pattern.TRIGGERED, Pattern.TRIGGERED]
    assert all("إذا ظهر تلوث في المياه" in p.conditions for p in found)
    assert found[0].deadline.anchor.value == "event"


@pytest.mark.parametrize(
    ("body", "due"),
    [
        (
            "1- تحدّث الدوائر القوائم وتعلقها في مداخلها، وذلك كله خلال عشرين يوماً من تاريخ هذا الكتاب.\n",
            date(2025, 6, 1),
        ),
        ("1- تجرد المخازن الأجهزة وتنقلها إلى المركز، على أن يتم ذلك كله قبل 1/7/2025.\n", date(2025, 6, 30)),
        ("1- تصليح المولدات قبل 1/7/2025، وتجهيز الوقود خلال المدة نفسها.\n", date(2025, 6, 30)),
        (
            "1- تتولى اللجنة المهام الآتية:\nأ- تدقيق العقود.\nب- رفع التوصيات.\n"
            "على أن تنجز اللجنة هذه المهام قبل 1/7/2025.\n",
            date(2025, 6, 30),
        ),
    ],
)
def test_one_time_said_of_several_acts_is_the_time_of_each(tmp_path: Path, body: str, due: date) -> None:
    assert [when for *_, when in told(tmp_path, body)] == [due, due]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("تغلق مديرية المرور المعبر الشمالي يوم 20/5/2025.", "مديرية المرور"),
        ("يحدد مجلس المحافظة المواقع البديلة قبل 1/7/2025.", "مجلس المحافظة"),
        ("تحصر مديرية التربية الأبنية الآيلة للسقوط خلال أسبوع.", "مديرية التربية"),
        ("تفتح دوائر البلدية الشوارع المغلقة خلال يومين.", "دوائر البلدية"),
        ("تسحب الشركة العامة للنقل البري العجلات العاطلة.", "الشركة العامة للنقل البري"),
        ("ترفع هذه الدائرة تقريراً خلال أسبوع.", "هذه الدائرة"),
        ("على كل مدير إدارة متابعة الشكاوى بنفسه.", "كل مدير إدارة"),
        ("تؤمن سرية الإسناد الفني صهريجي ماء.", "سرية الإسناد الفني"),
        ("ينجز القسم المشترك الجداول خلال أسبوع.", "القسم المشترك"),
    ],
)
def test_the_name_of_who_acts_ends_before_what_is_acted_on(tmp_path: Path, sentence: str, who: str) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        "تعد هذه المشاريع من المشاريع المهمة.",
        "تعد المديرية من أقدم المديريات.",
        "يعد التأخير مخالفة إدارية.",
        "ويعمل به اعتباراً من 1/6/2025.",
        "يستمر العمل بباقي أحكام القرار.",
        "يلغى كل ما يخالفه.",
    ],
)
def test_what_is_reckoned_or_in_force_orders_nothing(tmp_path: Path, sentence: str) -> None:
    assert not item(tmp_path, sentence)


def test_an_order_in_force_from_a_day_said_at_the_end_of_a_sentence_counts_from_it(tmp_path: Path) -> None:
    body = (
        "1- على الدوائر إزالة التجاوزات خلال عشرة أيام من تاريخ العمل بهذا القرار.\n"
        "2- على الجهات المختصة تنفيذ هذا القرار، ويعمل به اعتباراً من 1/6/2025 ويلغى كل ما يخالفه.\n"
    )
    assert told(tmp_path, body)[0][-1] == date(2025, 6, 11)


@pytest.mark.parametrize(
    ("sentence", "patterns"),
    [
        ("عند عطل المضخة يبلغ المشغل القسم الفني فوراً، ويرسل القسم فريق الصيانة خلال ساعتين.", ["triggered"] * 2),
        ("إذا ظهر خطر في جسر تُعلم اللجنة قيادة الشرطة في الحال، وتنصب المديرية العلامات خلال ساعة.", ["triggered"] * 2),
        ("في حالة صدور تحذير، يلتحق أعضاء الخلية بمقر الدائرة خلال ساعتين.", ["triggered"]),
        ("إذا انقطع التيار يشغل المدير المولد فوراً، ويقدم تقريراً شهرياً.", ["triggered", "periodic"]),
        ("ترسل الوحدات مواقفها إلى الغرفة كل أربع ساعات.", ["periodic"]),
    ],
)
def test_a_case_is_that_of_each_act_of_its_sentence(tmp_path: Path, sentence: str, patterns: list[str]) -> None:
    assert [p.pattern.value for p in item(tmp_path, sentence)] == patterns


@pytest.mark.parametrize(
    "sentence",
    [
        "تزودوننا بالأسماء خلال ثلاثة أيام.",
        "ترفعون إلينا تقريراً أسبوعياً.",
        "توافونني كل يوم أحد بتقرير.",
        "تنجزون الجرد قبل 1/6/2025.",
    ],
)
def test_you_send_us_is_an_order(tmp_path: Path, sentence: str) -> None:
    assert len(item(tmp_path, sentence)) == 1


@pytest.mark.parametrize("sentence", ["تعلمون أن الوزارة نقلت المخازن.", "ستجدون رفقته جدولاً بالأسماء."])
def test_you_know_is_none(tmp_path: Path, sentence: str) -> None:
    assert not item(tmp_path, sentence)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("وجّه وزير النقل مديرية السكك إلى تنظيف المحطات خلال أسبوع.", "مديرية السكك"),
        ("كلّف الوزير مصلحة الصيانة إعداد لائحة بالجسور.", "مصلحة الصيانة"),
        ("كلّف المحافظ مدير الدفاع المدني تنظيم دورات خلال شهر.", "مدير الدفاع المدني"),
    ],
)
def test_directed_to_and_charged_with(tmp_path: Path, sentence: str, who: str) -> None:
    assert [p.addressee for p in orders(tmp_path, NEWS + sentence + "\n")] == [who]


def test_what_a_body_formed_does_is_a_duty_of_its_own(tmp_path: Path) -> None:
    text = NEWS + "وقرر المحافظ تشكيل غرفة طوارئ برئاسة معاونه، تنعقد يومياً إلى حين انحسار الفيضان.\n"
    found = orders(tmp_path, text)
    assert [(p.addressee, p.pattern.value) for p in found] == [(None, "achievement"), ("غرفة طوارئ", "periodic")]


def test_a_day_before_the_order_is_in_force_binds_from_its_issue_with_a_question(tmp_path: Path) -> None:
    body = (
        "1- موافاتنا بالكشوف في موعد أقصاه 29/5/2025.\n2- إنجاز الجرد قبل 1/7/2025.\n"
        "يعمل بهذا التعميم اعتباراً من 11/6/2025.\n"
    )
    first, second = orders(tmp_path, HEAD + body)
    assert (first.due_on, first.effective_on) == (date(2025, 5, 29), date(2025, 5, 11))
    assert any(question.code == "due-before-force" for question in first.questions)
    assert second.effective_on == date(2025, 6, 11)
