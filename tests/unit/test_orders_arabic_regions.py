"""Arabic orders as the offices of other countries write them: heads, cases, labels, what comes back or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import NEWS, item, orders

DUTY = "نأمل منكم تنفيذ الآتي:\n1- تسليم الكشوف خلال أسبوع من تاريخه.\n"


HEADS = {
    "مديرو المدارس العامة": "وزارة التعليم\nإشاري: 4-12-887\nالموافق: 21 سبتمبر 2025\nالسادة/ مديرو المدارس العامة\n",
    "مديري المدارس": "وزارة التربية\nالرقم: 33\nالتاريخ: 21/9/2025\nمديري المدارس\nالموضوع: الدوام\n",
    "رؤساء الدوائر، رؤساء البلديات، مدير الأشغال العمومية، مدير الحماية المدنية، مدير الموارد المائية، مدير النقل": (
        "ولاية سطيف\nتعليمة رقم 11 مؤرخة في 21 سبتمبر 2025\nإلى السيدات والسادة: رؤساء الدوائر، رؤساء البلديات، "
        "مدير الأشغال العمومية، مدير الحماية المدنية، مدير الموارد المائية، مدير النقل\n"
    ),
}


@pytest.mark.parametrize(("to", "head"), HEADS.items())
def test_the_day_and_the_addressee_of_a_head(tmp_path: Path, to: str, head: str) -> None:
    (only,) = orders(tmp_path, head + DUTY)
    assert (str(only.issued_on), only.addressee) == ("2025-09-21", to)


def test_the_day_of_the_minutes_that_a_decision_rests_on_is_not_its_own(tmp_path: Path) -> None:
    text = (
        "محافظة حمص\nقرار رقم /214/\nبناء على قانون الإدارة المحلية\nوعلى محضر اجتماع المكتب التنفيذي تاريخ 3/8/2025\n"
        "يقرر ما يلي:\nمادة 1- على لجان الأحياء رفع أسماء الأسر خلال أسبوع.\nحمص في 6/8/2025\nرئيس المجلس\n"
    )
    (only,) = orders(tmp_path, text)
    assert str(only.issued_on) == "2025-08-06"


@pytest.mark.parametrize(
    ("sentence", "pattern"),
    [
        # what comes and goes and is no time of the calendar
        ("ختم أبواب المخازن في نهاية كل وردية.", "triggered"),
        ("تعقيم الأدوات بعد كل استعمال.", "triggered"),
        ("فحص الحافلة قبل كل رحلة.", "triggered"),
        ("إعداد الكشوف في نهاية كل شهر.", "periodic"),
        # whoever does it, each time
        ("مصادرة البضائع التي تعرض على الأرصفة.", "triggered"),
        ("تُحجز الآليات التي ترمي الأنقاض في الوادي.", "triggered"),
        ("سحب رخصة السائق الذي ينقل الركاب خارج المواقف.", "triggered"),
        ("إزالة الأكشاك التي تضررت في الحريق.", "achievement"),
        # an adjective that only says which
        ("ترحيل الاختبارات الشهرية إلى ما بعد عيد الفطر.", "achievement"),
        ("إلغاء الاجتماع الأسبوعي.", "achievement"),
        ("إحالة محاضر الجرد السنوي إلى القسم في موعد لا يتعدى 15/11/2025.", "achievement"),
        ("رفع التقرير الشهري إلى الوزارة.", "periodic"),
        # hours that are said without the word for them
        ("تغلق المحال العاشرة مساءً.", "maintenance"),
    ],
)
def test_what_comes_back(tmp_path: Path, sentence: str, pattern: str) -> None:
    assert [p.pattern.value for p in item(tmp_path, sentence)] == [pattern]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("طبيب الامتياز: لا يكتب وصفة مضاد حيوي دون توقيع الاختصاصي.", ["طبيب الامتياز"]),
        ("عمال النظافة: تطهير الأسطح ثلاث مرات في اليوم.", ["عمال النظافة"]),
        ("الواجب: تتحرك الكتيبة لتأمين الجسر.", ["الكتيبة"]),
        ("يداوم الإداريون ساعة بعد انصراف الطلبة.", ["الإداريون"]),
        ("يرتدي المتدربون الزي الموحد.", ["المتدربون"]),
        ("على ربان السفينة إبلاغ الميناء قبل الرسو.", ["ربان السفينة"]),
        ("على آمر فوج الطوارئ تهيئة قوة احتياط.", ["آمر فوج الطوارئ"]),
        ("على مدير كل مستشفى الرفع بتقرير يومي إلى الغرفة.", ["مدير كل مستشفى"]),
        ("مطالبة الشركة المنفذة بتقديم جدول زمني.", ["الشركة المنفذة"]),
        ("يمسك لواء 75 التلال المشرفة على الطريق.", ["لواء 75"]),
        ("تفتح كتيبة الهندسة ممرين خاليين من الألغام.", ["كتيبة الهندسة"]),
        ("إعداد المسودة من قبل القسم القانوني وإرسالها إلى الوزارة.", ["القسم القانوني", "القسم القانوني"]),
        ("تشكيل لجنة فرعية لزيارة المواقع وتقديم تقريرها قبل 1/2/2026.", ["مديريات الشرطة كافة", "لجنة فرعية"]),
    ],
)
def test_who_owes_what(tmp_path: Path, sentence: str, who: list[str]) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == who


@pytest.mark.parametrize(
    "sentence",
    [
        "يسمى هذا الأمر «أمر تنظيم الأسواق» ويعمل به من تاريخ التوقيع عليه.",
        "تسمى هذه التعليمات تعليمات السلامة.",
        "يُنهى العمل بالقرار رقم 97 في 2/4/2024.",
    ],
)
def test_what_an_order_says_of_itself_orders_nothing(tmp_path: Path, sentence: str) -> None:
    assert item(tmp_path, sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    ["على وجه السرعة إرسال الكشوف إلى القسم.", "في ضوء نتائج التحقيق تشكيل لجنة فنية.", "الإدامة: توزيع الأرزاق."],
)
def test_the_act_behind_an_opening_or_a_heading(tmp_path: Path, sentence: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert only.quote.endswith(("القسم", "فنية", "توزيع الأرزاق"))


def test_what_is_counted_from_an_act_is_no_time_of_that_act(tmp_path: Path) -> None:
    taken, sent = item(tmp_path, "سحب عينات من الآبار وإرسالها إلى المختبر خلال 72 ساعة من سحبها.")
    assert taken.deadline.kind.value == "none"
    assert (sent.pattern.value, sent.deadline.anchor_ref) == ("triggered", "سحبها")


def test_a_period_from_this_counts_from_the_issue(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "فتح المراكز خلال أسبوع من تاريخ هذا.")
    assert str(only.due_on) == "2025-11-12"


def test_an_hour_of_the_army_is_of_the_day_that_follows(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "مسك السيطرات ابتداءً من س 0500 يوم 15 كانون الأول 2025.")
    assert str(only.effective_on) == "2025-12-15"


def test_a_second_body_and_act_under_one_verb(tmp_path: Path) -> None:
    said = "ووجه المحافظ بلدية القضاء برفع الأنقاض فوراً، ومديرية المرور بتأمين مسارات بديلة.\n"
    assert [p.addressee for p in orders(tmp_path, NEWS + said)] == ["بلدية القضاء", "مديرية المرور"]


@pytest.mark.parametrize(
    ("sentence", "ref"),
    [
        ("رفع السيارات المهملة خلال 48 ساعة من وضع الملصق التحذيري.", "وضع الملصق التحذيري"),
        ("تسليم الدرجات خلال أسبوع من تصحيح دفاتر المادة.", "تصحيح دفاتر المادة"),
        ("على أمناء المخازن فصل الحنطة الرطبة فور استلامها.", "فور استلامها"),
        ("تسلم الكشوف إلى المسجل خلال أسبوع من انتهاء امتحان كل مادة.", "انتهاء امتحان"),
    ],
)
def test_a_period_from_what_happens_waits_for_it(tmp_path: Path, sentence: str, ref: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert only.due_on is None
    assert only.deadline.anchor_ref in (ref, ref.split()[0], None)
    assert only.deadline.anchor.value == "event"


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("إرسال تقرير مفصل كل 48 ساعة إلى الخلية.", "FREQ=DAILY;INTERVAL=2"),
        ("قياس الحرارة كل 24 ساعة.", "FREQ=DAILY"),
        ("رفع الموقف كل 72 ساعة.", "FREQ=DAILY;INTERVAL=3"),
    ],
)
def test_hours_that_make_whole_days(tmp_path: Path, sentence: str, rule: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert only.deadline.rrule == rule


def test_or_else_and_the_unlicensed_except_nothing(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "إزالة اللوحات غير المرخصة، وإلا أُزيلت على نفقة المخالف.")
    assert only.exceptions == ()
    assert only.quote == "إزالة اللوحات غير المرخصة"


@pytest.mark.parametrize(
    "sentence",
    [
        "على أن يُعمل بهذا التعميم من تاريخ صدوره، ويُلغى كل ما يتعارض معه.",
        "ويلغى كل نص يتعارض مع أحكامه.",
    ],
)
def test_from_when_it_holds_and_what_it_repeals_are_no_orders(tmp_path: Path, sentence: str) -> None:
    assert item(tmp_path, sentence) == ()


def test_a_list_that_the_writer_calls_upon_them_to_watch_over(tmp_path: Path) -> None:
    head = "عمالة إنزكان\nدورية عدد 77\nإنزكان في 18 دجنبر 2025\nإلى السادة الباشوات\n"
    found = orders(
        tmp_path, head + "وبعد، يشرفني أن أهيب بكم السهر على:\n- إحصاء الأشخاص بدون مأوى.\n- توزيع الأغطية.\n"
    )
    assert [p.quote for p in found] == ["إحصاء الأشخاص بدون مأوى", "توزيع الأغطية"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("ترفد المواقع هذا القسم بجدول الكميات يومياً.", "المواقع"),
        ("يشكل كل عميد لجنة للكنترول من ثلاثة أعضاء.", "كل عميد"),
        ("تشكل كل محافظة خلية متابعة.", "كل محافظة"),
    ],
)
def test_who_stands_before_what_is_formed_or_pointed_at(tmp_path: Path, sentence: str, who: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert only.addressee == who


def test_a_shop_that_is_shut_for_at_most_so_long_has_no_deadline(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "في حال تكرار المخالفة تغلق المنشأة مدة لا تزيد على أسبوعين.")
    assert only.deadline.kind.value == "none"
