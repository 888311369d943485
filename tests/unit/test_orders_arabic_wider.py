"""Arabic clauses by class, with other verbs and bodies than the texts: who owes, in which cases, until when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.test_orders_arabic_letters import HEAD, NEWS, item, orders

LETTER = HEAD.replace("م/ توجيهات", "م/ تعليمات")


def one(tmp_path: Path, sentence: str) -> tuple[object, ...]:
    found = item(tmp_path, sentence)
    assert len(found) == 1, [p.quote for p in found]
    p = found[0]
    return p.modality.value[0], p.pattern.value, p.deadline.kind.value, p.addressee


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("ينسب المهندس علي جواد للعمل في محطة الزبير لمدة شهرين.", "المهندس علي جواد"),
        ("ينتدب السيد (سعد نوري) لمتابعة الأعمال لمدة أسبوعين.", "سعد نوري"),
        ("تنتدب الكليات المدرسين من بين حملة الشهادات.", "الكليات"),
        ("تخطر الإدارة ولي الأمر كتابة.", "الإدارة"),
        ("تنفذ الفرقة 20 تفتيشاً للقرى.", "الفرقة 20"),
        ("التأكيد على فرق مكافحة الحرائق بفحص المضخات.", "فرق مكافحة الحرائق"),
        ("على آمري السرايا التواجد في مقراتهم.", "آمري السرايا"),
        ("لا تعتد الأقسام بأي شهادة غير مصدقة.", "الأقسام"),
        ("عدم التعامل مع أي مجهز غير معتمد من قبل دائرة العقود.", "مديريات الشرطة كافة"),
        ("موقف السيطرات يرسل إلى غرفة العمليات كل يوم.", "مديريات الشرطة كافة"),
    ],
)
def test_whoever_is_named_where_the_clause_says_it(tmp_path: Path, sentence: str, who: str) -> None:
    assert one(tmp_path, sentence)[3] == who


@pytest.mark.parametrize(
    ("sentence", "pattern", "kind"),
    [
        ("إرسال العينات إلى المختبر خلال أربع وعشرين ساعة من سحبها.", "triggered", "within"),
        ("معالجة الطلبات خلال ثلاثة أيام من استلامها.", "triggered", "within"),
        ("ترصد الدرجات خلال يومين من تاريخ عقد كل امتحان.", "triggered", "within"),
        ("الإبلاغ الفوري عن كل حالة وفاة إلى غرفة العمليات.", "triggered", "immediately"),
        ("إخبار غرفة العمليات بأي عائق في حينه.", "triggered", "immediately"),
        ("سحب إجازة السائق الذي يمتنع عن الفحص.", "triggered", "none"),
        ("في حالة عدم ورود الجواب، يوقف الصرف.", "triggered", "none"),
        ("كل موظف يتغيب عن الواجب يحسم من راتبه يومان.", "triggered", "none"),
        ("موافاتنا بقوائم المحال المخالفة قبل 30/11/2025.", "achievement", "on"),
        ("مباشرة العمل فور تبلغها بهذا الكتاب.", "achievement", "immediately"),
        ("تستوفى الأجور من الشركة اعتباراً من 1/12/2025.", "maintenance", "none"),
        ("وقف التعيينات لغاية 31/12/2025.", "maintenance", "none"),
        ("حضور مديري الأقسام الاجتماع يوم 20/11/2025.", "achievement", "on"),
        ("رصد المبالغ اللازمة ضمن الموازنة.", "achievement", "none"),
        ("إعداد سجل بالغيابات اليومية.", "achievement", "none"),
        ("تقديم إيجاز يومي لغاية 31/12/2025.", "periodic", "every"),
        ("تعد كل مديرية تقريراً نصف سنوي عن الجباية.", "periodic", "every"),
        ("تزويدنا بالموقف كل نهاية شهر.", "periodic", "every"),
        ("يتوجب إرسال الجداول، وذلك في موعد أقصاه 30/11/2025.", "achievement", "on"),
        ("تجديد الرخص خلال المدة من 1/12/2025 حتى 31/12/2025.", "achievement", "on"),
    ],
)
def test_cases_periods_and_ends_make_the_pattern(tmp_path: Path, sentence: str, pattern: str, kind: str) -> None:
    assert one(tmp_path, sentence)[:3] == ("o", pattern, kind)


@pytest.mark.parametrize(
    "sentence",
    [
        "لا يقبل أي طلب نقل يقدم بعد الموعد.",
        "يراعى عدم الجمع بين إجازتين.",
        "يمنع وقوف المركبات أمام الدائرة.",
        "نؤكد عدم صرف أي مادة من المخزن.",
        "لا تطلق النار إلا دفاعاً عن النفس.",
    ],
)
def test_what_is_refused_is_a_ban(tmp_path: Path, sentence: str) -> None:
    assert one(tmp_path, sentence)[:2] == ("p", "maintenance")


@pytest.mark.parametrize(
    "sentence",
    [
        "وعلى جميع الجهات مراعاة تنفيذ هذا الكتاب بكل دقة.",
        "راجين الاهتمام بالموضوع وإعطاءه صفة الاستعجال.",
        "وتفضلوا سيادتكم بقبول وافر الاحترام.",
        "يرجى التقيد بما ورد أعلاه.",
        "يلغى كل ما يخالف ذلك من أوامر.",
        "تخول اللجنة صلاحية استدعاء الشهود.",
    ],
)
def test_closing_words_powers_and_repeals_order_nothing(tmp_path: Path, sentence: str) -> None:
    assert orders(tmp_path, f"{LETTER}{sentence}\n") == ()


def test_each_sentence_of_a_cable_stands_for_itself(tmp_path: Path) -> None:
    text = (
        "برقية\nمن/ قيادة شرطة ميسان\nإلى/ مراكز الشرطة كافة\nالعدد/ 77\nالتاريخ/ 5/11/2025\n"
        "بناء على ورود معلومات (.) تدقيق هويات النزلاء (.) ثانيا (.) لا تمنح الاجازات لحين اشعار اخر (.)"
        " حصر الاسلحة وتسليمها خلال 10 ايام (.) للعمل بموجبه (.)\n"
    )
    assert [p.quote for p in orders(tmp_path, text)] == [
        "تدقيق هويات النزلاء",
        "لا تمنح الاجازات لحين اشعار اخر",
        "حصر الاسلحة",
        "تسليمها خلال 10 ايام",
    ]


def test_a_deadline_that_follows_both_acts_is_theirs(tmp_path: Path) -> None:
    found = item(tmp_path, "تسمية منسق لا تقل خدمته عن خمس سنوات وتثبيت هاتفه، على أن يتم ذلك قبل 27/11/2025.")
    assert [str(p.due_on) for p in found] == ["2025-11-26", "2025-11-26"]


def test_what_is_said_of_a_recurring_act_is_done_as_often(tmp_path: Path) -> None:
    found = item(tmp_path, "فحص المطافئ بصفة شهرية وتوثيق ذلك في السجل.")
    assert [p.deadline.rrule for p in found] == ["FREQ=MONTHLY", "FREQ=MONTHLY"]
    assert [q.code for q in found[1].questions] == ["deadline-shared"]


def test_an_exception_from_the_whole_order_covers_each_clause(tmp_path: Path) -> None:
    items = "1- غلق المحال ليلاً.\n2- يمنع البيع على الأرصفة.\n3- تستثنى من أحكام هذا الأمر الصيدليات.\n"
    text = f"{LETTER}تقرر ما يأتي:\n{items}"
    assert [len(p.exceptions) for p in orders(tmp_path, text)] == [1, 1]


def test_what_others_are_excepted_from_is_no_exception_of_the_clause_before(tmp_path: Path) -> None:
    text = f"{LETTER}تقرر ما يأتي:\n1- عدم طلب أي مستمسك ثان.\n2- يستثنى من المراجعة الشخصية كبار السن.\n"
    assert [p.exceptions for p in orders(tmp_path, text)] == [()]


def test_he_directed_somebody_in_reported_speech(tmp_path: Path) -> None:
    text = (
        f"{NEWS}أعلن محافظ المثنى حسن جابر، أمس الثلاثاء، أنه وجه قائممقام السماوة بغلق المحال المخالفة خلال أسبوع.\n"
    )
    (p,) = orders(tmp_path, text)
    assert (p.issuer, p.addressee, str(p.issued_on)) == ("محافظ المثنى حسن جابر", "قائممقام السماوة", "2025-11-04")


def test_minutes_give_what_was_decided_after_its_label(tmp_path: Path) -> None:
    text = (
        "محضر اجتماع خلية الأزمة في قضاء الحي\nعقدت الخلية اجتماعها في تمام الساعة العاشرة من صباح يوم الأحد الموافق"
        " 11 كانون الثاني 2026.\nالموضوع الأول: شح المياه.\n"
        "القرار: تقوم مديرية الموارد المائية بكري الجدول خلال أسبوع، وتهيئ البلدية ثلاث آليات.\n"
    )
    found = orders(tmp_path, text)
    assert [(p.addressee, str(p.issued_on)) for p in found] == [
        ("مديرية الموارد المائية", "2026-01-11"),
        ("البلدية", "2026-01-11"),
    ]


def test_an_exception_from_a_numbered_item_is_of_that_item(tmp_path: Path) -> None:
    items = "أولاً: لا تدخل أي شحنة بلا فحص.\nثانياً: جرد المخازن.\nثالثاً: يستثنى من الفقرة (أولاً) الأدوية.\n"
    first, second = orders(tmp_path, f"{LETTER}تقرر ما يأتي:\n{items}")
    assert ("يستثنى من الفقرة (أولاً) الأدوية" in first.exceptions, second.exceptions) == (True, ())
