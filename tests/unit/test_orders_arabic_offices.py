"""Arabic orders of ministries, councils and commands: minutes with their decisions, periods, cases, who is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD, NEWS, item, orders


def test_a_decision_of_minutes_is_the_meetings_whoever_explained_before_it(tmp_path: Path) -> None:
    text = (
        "وزارة النقل\nمحضر اجتماع متابعة المشروع\nعُقد الاجتماع يوم الأربعاء الموافق 12/11/2025، ونوقش الآتي:\n"
        "الفقرة الأولى: نسبة الإنجاز\nأوضح ممثل الشركة أن النسبة بلغت 94%.\n"
        "القرار: على الشركة تسليم التقرير خلال عشرين يوماً.\n"
        "الفقرة الثانية: الطريق\nبيّن المهندس المقيم وجود تعارض مع الأنبوب.\n"
        "القرار: توجيه قسم الموارد البشرية بحسم الطلبات قبل نهاية الشهر.\n"
    )
    assert [(p.addressee, str(p.due_on)) for p in orders(tmp_path, text)] == [
        ("الشركة", "2025-12-02"),
        ("قسم الموارد البشرية", "2025-11-30"),
    ]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("التأكد من توقف الأعمال خلال الفترة من 1 يونيو إلى 31 أغسطس 2026.", "2026-06-01", "2026-08-31"),
        ("مراقبة الأسواق خلال المدة من 1/12/2025 إلى 31/12/2025.", "2025-12-01", "2025-12-31"),
        ("حراسة المخازن للفترة من 1/12/2025 ولغاية 31/12/2025.", "2025-12-01", "2025-12-31"),
    ],
)
def test_what_is_kept_up_in_a_period_begins_and_ends_with_it(
    tmp_path: Path, sentence: str, first: str, last: str
) -> None:
    (only,) = item(tmp_path, sentence)
    assert (only.pattern.value, str(only.effective_on), str(only.ends_on)) == ("maintenance", first, last)
    assert only.addressee == "مديريات الشرطة كافة"


def test_what_is_adopted_from_a_day_holds_from_it(tmp_path: Path) -> None:
    text = "بناءً على قرار المجلس، يُعتمد ما يلي اعتباراً من تاريخ 15/11/2025:\n1- تركيب أجهزة التتبع في الآليات.\n"
    (only,) = orders(tmp_path, HEAD + text)
    assert (only.quote, str(only.effective_on)) == ("تركيب أجهزة التتبع في الآليات", "2025-11-15")


@pytest.mark.parametrize(
    "sentence",
    [
        "دراسة كل طلب على حدة.",
        "توثيق أي إصابة في السجل.",
        "معالجة كل شكوى في موقعها.",
    ],
)
def test_every_case_is_a_duty_whatever_is_done_with_it(tmp_path: Path, sentence: str) -> None:
    assert [p.pattern.value for p in item(tmp_path, sentence)] == ["triggered"]


def test_the_units_enter_the_state_of_alarm(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "نظراً لقرب الزيارة تقرر دخول القطعات حالة الإنذار اعتباراً من 1/12/2025.")
    assert (only.pattern.value, str(only.effective_on)) == ("maintenance", "2025-12-01")


def test_who_is_meant_at_the_time_of_coming_into_force(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "على المرخص لهم القائمين وقت العمل بهذا القرار توفيق أوضاعهم خلال ستة أشهر.")
    assert only.addressee == "المرخص لهم القائمين وقت العمل بهذا القرار"


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("الفاضل/ مدير دائرة التفتيش                المحترم", "مدير دائرة التفتيش"),
        ("المكرم/ مدير المدرسة      وفقه الله", "مدير المدرسة"),
    ],
)
def test_courtesy_and_blessing_are_no_part_of_a_name(tmp_path: Path, line: str, to: str) -> None:
    head = f"وزارة العمل\nالرقم: 114\nالتاريخ: 19/5/2025\n{line}\nالموضوع: التفتيش\n"
    (only,) = orders(tmp_path, head + "نأمل تنفيذ الآتي:\n1- إعداد جدول بالزيارات.\n")
    assert only.addressee == to


def test_a_week_of_the_term_is_no_week_of_the_calendar(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "يسلم كل معلم خطته الفصلية في موعد أقصاه نهاية الأسبوع الثاني من الدوام.")
    assert only.due_on is None


@pytest.mark.parametrize("lead", ["تقرر ما يأتي:", "يطلب إليكم ما يلي:", "يرجى اتخاذ الإجراءات الآتية:"])
def test_a_list_without_marks(tmp_path: Path, lead: str) -> None:
    acts = ["تشكيل لجنة لجرد المخازن", "إيقاف الصرف", "منع رمي الأنقاض في القنوات", "إرسال الموقف كل أحد"]
    found = orders(tmp_path, HEAD + lead + "\n" + "\n".join(f"{act} عند الجسر" for act in acts) + "\nمدير الدائرة\n")
    assert [p.quote for p in found] == [f"{act} عند الجسر" for act in acts]


def test_lines_below_a_lead_that_tells_are_no_orders(tmp_path: Path) -> None:
    text = "نود أن نبين ما يلي:\nإنجاز صيانة عشر محطات في العام الماضي.\nتجهيز المستشفى بمولدة.\n"
    assert orders(tmp_path, HEAD + text) == ()


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("عقد اجتماع المراضة كل صباح أحد.", "FREQ=WEEKLY;BYDAY=SU"),
        ("رفع الموقف كل مساء يوم الخميس.", "FREQ=WEEKLY;BYDAY=TH"),
        ("تفتيش الورش كل صباح.", "FREQ=DAILY"),
    ],
)
def test_each_sunday_morning_is_each_sunday(tmp_path: Path, sentence: str, rule: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert only.deadline.rrule == rule


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("يُستبدل جهاز الأشعة المعطل في أقرب وقت.", "مديريات الشرطة كافة"),
        ("تُستحدث وحدة الإنذار المبكر في المركز.", "مديريات الشرطة كافة"),
        ("تستبدل الشركة المنفذة الأنابيب التالفة.", "الشركة المنفذة"),
    ],
)
def test_what_is_replaced_replaces_nothing(tmp_path: Path, sentence: str, who: str) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == [who]


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("كما وجّه وكيل وزارة الصحة بسد العجز في الأطباء خلال 10 أيام.", "وكيل وزارة الصحة"),
        ("وأعطى مهلة أسبوعين للشركة المنفذة للانتهاء من الرصف.", "الشركة المنفذة"),
    ],
)
def test_whom_a_governor_charges_further_on(tmp_path: Path, said: str, who: str) -> None:
    text = "أسوان – 23 نوفمبر 2025\nكلف محافظ أسوان رئيس المدينة بإزالة الإشغالات فوراً.\n"
    assert orders(tmp_path, text + said + "\n")[-1].addressee == who


def test_their_excellencies_are_no_name(tmp_path: Path) -> None:
    head = "أمانة منطقة عسير\nالرقم: 460\nالتاريخ: 4/10/2025\nأصحاب السعادة رؤساء البلديات    سلمهم الله\n"
    (only,) = orders(tmp_path, head + "نأمل منكم ما يلي:\nأولاً: تفريغ مجاري السيول.\n")
    assert only.addressee == "رؤساء البلديات"


@pytest.mark.parametrize(
    "said", ["وطالب المزارعون بتوفير الأسمدة.", "ويطالب سكان الحي بإكمال الطريق.", "ودعا التجار إلى خفض الرسوم."]
)
def test_who_cannot_command_demands_in_vain(tmp_path: Path, said: str) -> None:
    assert orders(tmp_path, f"{NEWS}{said}\n") == ()


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("وألزم محلات بيع الدراجات بتدوين بيانات المشترين.", "محلات بيع الدراجات"),
        ("وألزم المجلس أصحاب معامل الطابوق بنصب المرشحات.", "أصحاب معامل الطابوق"),
        ("وأهاب بالتجار الالتزام بالأسعار.", "التجار"),
    ],
)
def test_whom_a_verb_of_binding_binds(tmp_path: Path, said: str, who: str) -> None:
    assert [p.addressee for p in orders(tmp_path, f"{NEWS}{said}\n")] == [who]


def test_a_town_that_no_list_has_gives_the_day(tmp_path: Path) -> None:
    text = (
        "قيادة شرطة المحافظة\nالإعلام الأمني\nالغيضة – 11 نوفمبر 2025\nوألزم مدير الشرطة الورش بتدوين أسماء الزبائن.\n"
    )
    (only,) = orders(tmp_path, text)
    assert str(only.issued_on) == "2025-11-11"


def test_the_arrival_of_complaints_is_an_event(tmp_path: Path) -> None:
    (only,) = orders(tmp_path, f"{NEWS}ووجّه المحافظ جهاز المدينة بالرد على الشكاوى خلال ثلاثة أيام من ورودها.\n")
    assert only.deadline.anchor.value == "event"


def test_a_cell_under_due_is_the_time_allowed(tmp_path: Path) -> None:
    text = (
        "تنفذ الواجبات المدرجة في أدناه:\n\nت\tالواجب\tالجهة المنفذة\tالمدة\n1\tتهيئة المضخات\tمديرية الماء\tأسبوع\n"
        "2\tتنظيف المجاري\tمديرية المجاري\tعشرة أيام\n3\tصيانة الأعمدة\tمديرية الكهرباء\tشهرياً\n"
    )
    found = orders(tmp_path, HEAD + text)
    assert [(p.addressee, str(p.due_on or p.deadline.rrule)) for p in found] == [
        ("مديرية الماء", "2025-11-12"),
        ("مديرية المجاري", "2025-11-16"),
        ("مديرية الكهرباء", "FREQ=MONTHLY"),
    ]


def test_a_fine_for_each_day_of_delay_is_no_daily_duty(tmp_path: Path) -> None:
    assert [p.pattern.value for p in item(tmp_path, "تحرير غرامة عن كل يوم تأخير.")] == ["achievement"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("فحص الرافعات من قبل جهة معتمدة كل ستة أشهر.", "جهة معتمدة"),
        ("تكليف م.م. حيدر عبد الرضا بمهام مقرر القسم.", "م.م. حيدر عبد الرضا"),
        ("يتولى مقرر الخلية متابعة التنفيذ.", "مقرر الخلية"),
        ("على سائقي الشاحنات سلوك الطريق الدائري.", "سائقي الشاحنات"),
    ],
)
def test_a_name_without_a_time_or_with_its_degree(tmp_path: Path, sentence: str, who: str) -> None:
    assert [p.addressee for p in item(tmp_path, sentence)] == [who]


def test_the_report_of_what_happened_is_due_when_that_happens(tmp_path: Path) -> None:
    found = item(tmp_path, "تسجيل الحوادث خلال 24 ساعة من وقوعها وتقديم تقرير التحقيق خلال أسبوع.")
    assert [(p.pattern.value, p.deadline.anchor.value) for p in found] == [("triggered", "event")] * 2


def test_a_request_refused_is_decided_and_forbids_nothing(tmp_path: Path) -> None:
    assert item(tmp_path, "عدم الموافقة على طلب نقل الطالب لعدم استيفاء الشروط.") == ()
    (only,) = item(tmp_path, "عدم المصادقة على أي أمر تغيير إلا بعد عرضه على الديوان.")
    assert only.modality.value == "prohibition"


def test_a_kind_request_behind_what_a_letter_rests_on(tmp_path: Path) -> None:
    text = (
        "بناء على توجيه السيد المحافظ وكثرة الشكاوى، للتفضل بالإيعاز إلى شعبة البيئة لتنفيذ حملة كبرى، "
        "وتزويدنا بصور قبل الحملة وبعدها، ومعالجة المكب العشوائي، راجين إعلامنا الإجراءات خلال أسبوع.\n"
    )
    assert [p.quote.split()[0] for p in orders(tmp_path, HEAD + text)] == ["للتفضل", "تزويدنا", "معالجة", "راجين"]


@pytest.mark.parametrize("line", ["للتفضل بالاطلاع.", "للتفضل باتخاذ ما يلزم مع التقدير.", "للتفضل بالعلم رجاءً."])
def test_kindly_to_note_orders_nothing(tmp_path: Path, line: str) -> None:
    assert orders(tmp_path, f"{HEAD}{line}\n") == ()


def test_a_circular_to_all_in_its_own_line(tmp_path: Path) -> None:
    head = "وزارة المالية\nبلاغ رسمي رقم (4) لسنة 2026\nتعميم إلى جميع الوزارات والدوائر الرسمية\n"
    (only,) = orders(tmp_path, f"{head}أطلب إليكم:\n- وقف شراء الأثاث.\n4 كانون الثاني 2026\nرئيس الوزراء\n")
    assert (only.addressee, str(only.issued_on)) == ("جميع الوزارات والدوائر الرسمية", "2026-01-04")


@pytest.mark.parametrize(
    "sentence",
    ["تُرسل الكشوف في اليوم التالي لإغلاق باب القبول.", "رفع السيارات المخالفة بواسطة الرافعات قبل 1/12/2025."],
)
def test_neither_the_day_after_nor_the_means_is_taken_for_another_thing(tmp_path: Path, sentence: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert str(only.due_on) in ("None", "2025-11-30")
    assert only.addressee == "مديريات الشرطة كافة"


def test_a_warning_orders_what_it_warns_to_do(tmp_path: Path) -> None:
    text = (
        "تبين من تقرير التفتيش قيام مصنعكم بتصريف مياه ملوثة. لذا تنذركم الهيئة بضرورة إيقاف التصريف فوراً، "
        "وإزالة آثار التلوث خلال أسبوع من تاريخ استلام هذا الإنذار، وإلا ستتخذ الهيئة الإجراءات القانونية.\n"
    )
    found = [p for p in orders(tmp_path, HEAD + text) if p.strength.value == "order"]
    assert [p.quote.split()[0] for p in found] == ["تنذركم", "إزالة"]
    assert found[1].deadline.anchor.value == "notification"


@pytest.mark.parametrize(
    "lead", ["يرجى العمل بالضوابط التالية عند تجديد الهويات:", "يتم التعامل مع الملفات وفقاً للآتي:"]
)
def test_a_line_that_leads_to_a_list_is_no_item_of_it(tmp_path: Path, lead: str) -> None:
    (only,) = orders(tmp_path, f"{HEAD}{lead}\n- ترسل الأسماء إلى المركز في نهاية كل أسبوع.\n")
    assert only.quote.startswith("ترسل")


def test_who_is_deemed_responsible_is_exhorted(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "تعتبر إدارة المخيم مسؤولة عن عدالة التوزيع.")
    assert only.strength.value == "exhortation"
