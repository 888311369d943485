"""Whole Arabic letters and statements with one order each, and closing words that order nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import read
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

IRAQ = load(profile("iq"))
HEAD = "وزارة الداخلية\nالعدد: 12/44\nالتاريخ: 5/11/2025\nإلى/ مديريات الشرطة كافة\nم/ توجيهات\nتحية طيبة...\n"
NEWS = "بغداد – 5 تشرين الثاني 2025\n"


def orders(tmp_path: Path, text: str) -> tuple[Proposal, ...]:
    path = tmp_path / "order.txt"
    path.write_text(text, encoding="utf-8")
    return propose(read(path), None, None, IRAQ).obligations


def item(tmp_path: Path, sentence: str) -> tuple[Proposal, ...]:
    return orders(tmp_path, f"{HEAD}تقرر ما يأتي:\n1- {sentence}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "يعمم هذا الأمر على الدوائر كافة.",
        "على الجهات المختصة تنفيذ هذا القرار.",
        "راجين إعلامنا بما يتم مع التقدير.",
        "وإفادتنا بما تم.",
        "نرجو التفضل بالاطلاع.",
        "وعلى الجميع العمل بهذا التعميم.",
    ],
)
def test_closing_words_order_nothing(tmp_path: Path, sentence: str) -> None:
    assert orders(tmp_path, HEAD + sentence + "\n") == ()


@pytest.mark.parametrize(
    "sentence",
    ["يعاقب كل من يخالف أحكام هذا التعميم بالغرامة.", "ويحاسب المقصر وفق القانون.", "تعاقب المخالفة وفق القانون."],
)
def test_a_penalty_that_names_nobody_who_is_to_punish_is_a_threat(tmp_path: Path, sentence: str) -> None:
    assert all(o.strength.value == "exhortation" for o in orders(tmp_path, HEAD + sentence + "\n"))


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("إنجاز الكشوفات قبل نهاية الأسبوع الحالي", "2025-11-06"),
        ("رفع الموقف خلال الأسبوع الحالي", "2025-11-06"),
        ("مفاتحة الوزارة بهذا الشأن، وذلك خلال الأسبوع الحالي", "2025-11-06"),
        ("على كل مقاول إحاطة الموقع بسياج معدني قبل تاريخ 10/12/2025", "2025-12-09"),
        ("أرجو تزويدي بأسماء المنتسبين خلال ثلاثة أيام", "2025-11-09"),
    ],
)
def test_one_order_with_its_day(tmp_path: Path, sentence: str, due: str) -> None:
    (only,) = item(tmp_path, sentence)
    assert str(only.due_on) == due


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("حضور مدراء المراكز إلى المديرية يوم الأحد المقبل", "مدراء المراكز"),
        ("يُنسب السيد مراقب المحاجر للإشراف على النوبة المسائية لمدة شهرين", "مراقب المحاجر"),
        ("على كل سائق تثبيت لوحة التسجيل خلال أسبوع", "كل سائق"),
        ("تتولى أمانة بغداد إزالة الأنقاض خلال أسبوع", "أمانة بغداد"),
    ],
)
def test_who_is_to_act(tmp_path: Path, sentence: str, who: str) -> None:
    assert [o.addressee for o in item(tmp_path, sentence)] == [who]


def test_a_body_that_is_formed_does_the_verbs_after_it(tmp_path: Path) -> None:
    said = "تشكيل لجنة في كل مديرية تتولى متابعة التنفيذ وترفع تقريراً شهرياً إلى الوزارة"
    assert [o.addressee for o in item(tmp_path, said)][1:] == ["لجنة", "لجنة"]


def test_whoever_a_verb_binds_is_no_speaker(tmp_path: Path) -> None:
    said = (
        "أوعز المحافظ إلى مديرية المجاري بتنظيف الخطوط.\nكما كلف قائممقام قضاء الشطرة بتقديم جرد بالمدارس خلال أسبوع.\n"
    )
    assert [o.addressee for o in orders(tmp_path, NEWS + said)] == ["مديرية المجاري", "قائممقام قضاء الشطرة"]


def test_what_is_formed_after_a_comma_is_not_charged_to_those_obliged_before(tmp_path: Path) -> None:
    said = "وجه رئيس الوزراء بإلزام الوزارات بتقديم خططها خلال شهر، وتشكيل لجنة لمراجعة الخطط.\n"
    assert [o.addressee for o in orders(tmp_path, NEWS + said)] == ["الوزارات", None]


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("تقوم المديرية بجرد الخزين", "جرد الخزين"),
        ("يلتزم المقاول برفع الأنقاض", "رفع الأنقاض"),
        ("على الدوائر الالتزام بالدوام الرسمي", "الالتزام بالدوام الرسمي"),
    ],
)
def test_the_action_has_no_preposition_of_the_verb_before_it(tmp_path: Path, sentence: str, action: str) -> None:
    assert [o.action for o in item(tmp_path, sentence)] == [action]


def test_the_words_of_a_deadline_name_the_whole_event(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "تحرير محضر فور وقوع المخالفة")
    assert only.deadline.phrase == "فور وقوع المخالفة"
    (told,) = item(tmp_path, "إبلاغ الوزارة هاتفياً فور انقطاع التيار الكهربائي")
    assert (told.pattern.value, told.deadline.kind.value) == ("triggered", "immediately")


def test_what_is_sent_in_is_made_by_the_same_day(tmp_path: Path) -> None:
    imperative = item(tmp_path, "اعتمدوا كشوف المناوبة وأرسلوها إلى المكتب خلال أسبوعين")
    laid_before = item(tmp_path, "إعداد دراسة بالكلف على أن تعرض على اللجنة يوم 23/11/2025")
    assert [str(o.due_on) for o in imperative] == ["2025-11-19", "2025-11-19"]
    assert [str(o.due_on) for o in laid_before] == ["2025-11-23", "2025-11-23"]


def test_a_pronoun_without_its_noun_is_asked_about(tmp_path: Path) -> None:
    first, second = item(tmp_path, "الالتزام بتثبيت كاميرات وإدامتها على مدار الساعة")
    assert "named-before" not in [q.code for q in first.questions]
    assert "named-before" in [q.code for q in second.questions]


def test_all_week_long_is_no_end(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "فتح المراكز الصحية على مدار الأسبوع")
    assert (only.pattern.value, only.ends_on) == ("maintenance", None)


def test_a_quotation_ends_where_it_goes_on_telling(tmp_path: Path) -> None:
    said = 'قال وزير التخطيط في بيان: "على المديريات إكمال الجرد خلال أسبوع، وأنه سيتابع الملف".\n'
    assert [o.quote for o in orders(tmp_path, NEWS + said)] == ["على المديريات إكمال الجرد خلال أسبوع"]


def test_the_stop_before_each_sentence_of_a_cable_is_no_sentence(tmp_path: Path) -> None:
    said = "( . ) للتنفيذ بدقة واعلامنا الاجراءات المتخذة من قبلكم بأسرع وقت ممكن\n"
    assert [o.deadline.kind.value for o in orders(tmp_path, HEAD + said)] == ["asap"]


@pytest.mark.parametrize(
    ("sentence", "who", "due"),
    [
        (
            "أمهل وزير الكهرباء زياد علي، الشركات العامة للإنتاج أسبوعين لإنهاء أعمال الصيانة.",
            "الشركات العامة للإنتاج",
            "2025-11-19",
        ),
        ("أمهلت البلدية أصحاب المولدات ثلاثة أيام لتخفيض الأسعار.", "أصحاب المولدات", "2025-11-09"),
        ("منح محافظ بابل الشركة المنفذة مهلة شهر واحد لإكمال المشروع.", "الشركة المنفذة", "2025-12-07"),
    ],
)
def test_a_time_given_to_somebody(tmp_path: Path, sentence: str, who: str, due: str) -> None:
    (only,) = orders(tmp_path, NEWS + sentence + "\n")
    assert (only.addressee, str(only.due_on)) == (who, due)


def test_where_a_verb_was_said_is_not_whom_it_binds(tmp_path: Path) -> None:
    said = "وجّه وكيل الوزارة خلال زيارة أجراها إلى محطة شرق بغداد بنصب محولتين.\n"
    assert [o.addressee for o in orders(tmp_path, NEWS + said)] == [None]


def test_a_request_that_was_discussed_is_no_order(tmp_path: Path) -> None:
    said = "ناقش المجلس طلب قسم المدني استحداث دراسة الدكتوراه وقرر إحالة الطلب إلى اللجنة العلمية.\n"
    assert [o.quote for o in orders(tmp_path, NEWS + said)] == ["قرر إحالة الطلب إلى اللجنة العلمية"]


def test_minutes_have_the_day_of_the_meeting_and_their_items_decide(tmp_path: Path) -> None:
    text = (
        "محضر اجتماع مجلس الكلية\nعقد مجلس الكلية جلسته السادسة يوم الخميس 8/1/2026 في تمام الساعة العاشرة صباحاً برئاسة"
        " السيد العميد وحضور السادة الأعضاء كافة.\n"
        "أولاً: المصادقة على محضر الجلسة السابقة.\n"
        "ثانياً: تكليف د. علي كاظم ود. هدى صالح بمراجعة النظام، على أن يقدما تقريرهما قبل 29/1/2026.\n"
        "ثالثاً: حث التدريسيين على النشر في المجلات الرصينة.\n"
    )
    found = orders(tmp_path, text)
    assert {str(o.issued_on) for o in found} == {"2026-01-08"}
    binding = [o for o in found if o.strength.value == "order"]
    assert [(o.addressee, str(o.due_on)) for o in binding] == [
        ("د. علي كاظم ود. هدى صالح", "None"),
        ("د. علي كاظم ود. هدى صالح", "2026-01-28"),
    ]


def test_it_is_up_to_her_that(tmp_path: Path) -> None:
    said = "تختص اللجنة بمعاينة الأسواق، وعليها أن تنتهي من أعمالها خلال ستين يوماً"
    assert [o.addressee for o in item(tmp_path, said)] == ["اللجنة", "اللجنة"]


def test_a_beginning_after_two_states_begins_both(tmp_path: Path) -> None:
    said = "يكون الدوام بنسبة 100% وتلغى الإجازات اعتباراً من تاريخ 20/11/2025 وإلى إشعار آخر"
    found = item(tmp_path, said)
    assert [(o.pattern.value, str(o.effective_on)) for o in found] == [("maintenance", "2025-11-20")] * 2
    assert found[0].quote.endswith("100%")


def test_the_fast_road_asks_for_no_haste(tmp_path: Path) -> None:
    (only,) = item(tmp_path, "تقوم قيادة الفرقة الأولى بمسك الطريق الدولي السريع")
    assert (only.pattern.value, only.deadline.kind.value) == ("maintenance", "none")
