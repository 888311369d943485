"""Who speaks and on which day, to whom, and which deadline belongs to which clause, in Arabic of many kinds."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor, Modality, Pattern, Strength
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument, Proposal

NEWS = """عمان، 12 كانون الثاني 2026
قال المدير العام لشركة الكهرباء الوطنية، أمس الأحد، إن على شركات التوزيع تركيب العدادات قبل نهاية آذار المقبل.
وكان المهندس سعد الحمداني، مدير عام دائرة طرق المفرق، قد وجه الأربعاء الماضي رؤساء الأقسام بتنظيف العبارات.
وشدد الحمداني على منع إلقاء الأنقاض في الأودية.
ووجه رئيس الوزراء جعفر حسان، خلال زيارة أجراها السبت إلى إربد، وزير المياه بإعادة تأهيل الخزان في غضون شهر.
وأوعز وزير الداخلية في تصريح صحفي صباح اليوم الاثنين للحكام الإداريين بإغلاق الطرق المنجرفة فورا.
وقررت بلدية إربد، في بيان نشر الخميس 1 كانون الثاني، إغلاق الجسر لمدة أسبوعين.
وكان الوزير قد زار المحافظة في تموز الماضي."""

LETTER = """مديرية الطرق والجسور
العدد: م / ق / 44
التاريخ: 6 /11/ 2025
إلى السيد مدير ناحية العكيكة المحترم
السيد مدير شعبة الزراعة المحترم
الموضوع: الطرق

تحية طيبة..
{items}
المدير العام"""


def read(text: str, *, day: str | None = None, told: str | None = None) -> ExtractedDocument:
    document = Document("order.txt", text, "ar", "0" * 64)
    issued, notified = (date.fromisoformat(d) if d else None for d in (day, told))
    return propose(document, issued, notified, load(profile("iq")))


def one(text: str, words: str, **days: str) -> Proposal:
    (found,) = [p for p in read(text, **days).obligations if words in p.quote]
    return found


def item(words: str) -> list[Proposal]:
    return items(f"يرجى ما يأتي:\n1- {words}")


def items(words: str) -> list[Proposal]:
    return list(read(LETTER.format(items=words)).obligations)


@pytest.mark.parametrize(
    ("words", "issuer", "day", "addressee"),
    [
        ("تركيب العدادات", "المدير العام لشركة الكهرباء الوطنية", "2026-01-11", "شركات التوزيع"),
        ("بتنظيف العبارات", "مدير عام دائرة طرق المفرق سعد الحمداني", "2026-01-07", "رؤساء الأقسام"),
        ("إلقاء الأنقاض", "مدير عام دائرة طرق المفرق سعد الحمداني", "2026-01-07", None),
        ("بإعادة تأهيل", "رئيس الوزراء جعفر حسان", "2026-01-10", "وزير المياه"),
        ("بإغلاق الطرق", "وزير الداخلية", "2026-01-12", "الحكام الإداريين"),
        ("إغلاق الجسر", "بلدية إربد", "2026-01-01", None),
    ],
)
def test_each_speaker_has_the_day_of_his_words(words: str, issuer: str, day: str, addressee: str | None) -> None:
    found = one(NEWS, words)
    assert (found.issuer, str(found.issued_on), found.addressee) == (issuer, day, addressee)


def test_what_had_been_without_a_verb_of_ordering_is_no_order() -> None:
    assert len(read(NEWS).obligations) == 6


def test_a_body_may_tell_what_another_ordered() -> None:
    text = (
        "أعلنت وزارة الكهرباء، اليوم الأربعاء 9 تموز 2025، أن الوزير زياد علي فاضل "
        "وجه دوائر التوزيع بإعداد الجداول خلال ثلاثة أيام."
    )
    assert one(text, "بإعداد الجداول").issuer == "الوزير زياد علي فاضل"


def test_whoever_goes_on_speaking_keeps_to_the_day_of_the_words() -> None:
    text = """الدوحة في 14/4/2026
أصدر سعادة وزير البلدية قرارا يقضي بإلزام الشركات بنقل المخلفات خلال شهرين.
وقال سعادته، في كلمة ألقاها أول أمس، إن على البلديات إعداد خرائط المواقع قبل نهاية أبريل الجاري."""
    found = one(text, "إعداد خرائط")
    assert (found.issuer, str(found.issued_on)) == ("وزير البلدية", "2026-04-12")


@pytest.mark.parametrize(
    ("sentence", "issuer", "day"),
    [
        ("وفي وقت سابق من يوم أمس الأربعاء، وجه قائد شرطة النجف {}", "قائد شرطة النجف", "2026-02-04"),
        ("وكان وزير الصحة أعلن، الثلاثاء الماضي، أن على {}", "وزير الصحة", "2026-02-03"),
        ("كشف مدير ماء نينوى فراس حميد، الثلاثاء، أنه وجه {}", "مدير ماء نينوى فراس حميد", "2026-02-03"),
        ("وأصدر محافظ بابل عدنان فيحان، أول أمس، تعليمات إلى {}", "محافظ بابل عدنان فيحان", "2026-02-03"),
        ("وجه والي صحار خلال اجتماع اللجنة الذي عقد يوم الأحد 1 شباط 2026 {}", "والي صحار", "2026-02-01"),
        ("وجه الدكتور عبدالله العمري رئيس هيئة البيئة، الخميس، {}", "رئيس هيئة البيئة عبدالله العمري", "2026-02-05"),
        ("وطلب محافظ الشمال بالإنابة، في كتاب صدر يوم 2 شباط 2026، من {}", "محافظ الشمال", "2026-02-02"),
    ],
)
def test_every_order_of_words(sentence: str, issuer: str, day: str) -> None:
    act = "مديرية البلدية فتح الطريق خلال أسبوع." if " على " in sentence else "مديرية البلدية بفتح الطريق خلال أسبوع."
    found = one("بغداد - 5 شباط 2026\n" + sentence.format(act), "فتح الطريق")
    assert (found.issuer, str(found.issued_on), found.addressee) == (issuer, day, "مديرية البلدية")


def test_a_letter_that_informs_you_of_what_to_do() -> None:
    items = "نود إعلامكم بما يأتي:\n1- تسمية مخول وإبلاغنا باسمه خلال 10 أيام من تاريخ ورود كتابنا هذا."
    found = read(LETTER.format(items=items)).obligations
    assert [p.deadline.anchor for p in found] == [Anchor.NOTIFICATION] * 2


def test_a_weekly_session_makes_nothing_weekly_and_the_second_verb_charges_whom_it_names() -> None:
    text = (
        "رام الله 12-5-2026\nقرر مجلس الوزراء في جلسته الأسبوعية اليوم الثلاثاء تكليف وزارة الأشغال بترميم المدارس "
        "خلال شهرين، وكلف وزير المالية بصرف الدفعة الأولى قبل نهاية الشهر الجاري."
    )
    found = [(p.issuer, p.addressee, str(p.due_on)) for p in read(text).obligations]
    assert found == [
        ("مجلس الوزراء", "وزارة الأشغال", "2026-07-12"),
        ("مجلس الوزراء", "وزير المالية", "2026-05-31"),
    ]


def test_minutes_are_of_the_body_that_met() -> None:
    text = """محضر اجتماع لجنة السلامة العامة
التاريخ: 21/1/2026
استعرض مدير الأشغال نتائج الجولة التي نفذت أمس.
وتقرر ما يلي:
1. قيام مديرية الأشغال بتنظيف مجاري السيول خلال أسبوع من تاريخ المحضر."""
    found = one(text, "بتنظيف")
    assert (found.issuer, str(found.due_on)) == ("لجنة السلامة العامة", "2026-01-28")


def test_a_letter_to_several_on_lines_of_their_own() -> None:
    head = read(LETTER.format(items="")).metadata
    assert (head.number, str(head.issued_on)) == ("م / ق / 44", "2025-11-06")
    assert (head.to, head.issuer) == ("مدير ناحية العكيكة، مدير شعبة الزراعة", "مديرية الطرق والجسور")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("جرد المولدات وصيانة العاطل منها خلال أسبوعين", ["2025-11-20", "2025-11-20"]),
        ("فتح سجل وتسمية موظف وتزويدنا باسمه قبل 15/11/2025", ["2025-11-14"] * 3),
        ("جرد الموجودات، وتزويدنا بقوائم بها في موعد أقصاه 20/11/2025", ["2025-11-20"] * 2),
        ("إخلاء البناية خلال ثلاثة أيام وتسليم مفاتيحها خلال أسبوع", ["2025-11-09", "2025-11-13"]),
        ("جرد المضخات وإدامتها خلال أسبوعين", ["2025-11-20", "2025-11-20"]),
        ("متابعة المشاريع وتقديم تقرير عنها خلال شهر", ["None", "2025-12-07"]),
        ("تبليغ الموظفين، وإعلامنا بتاريخ الاجتماع في موعد أقصاه 20/11/2025", ["None", "2025-11-20"]),
    ],
)
def test_joined_acts_share_a_deadline_unless_the_first_has_its_own(words: str, due: list[str]) -> None:
    assert [str(p.due_on) for p in item(words)] == due


@pytest.mark.parametrize(
    ("time", "due"),
    [
        ("قبل يوم 20 تشرين الثاني", "2025-11-19"),
        ("قبل يوم 20/11/2025", "2025-11-19"),
        ("قبل حلول يوم 20 تشرين الثاني", "2025-11-19"),
        ("قبل نهاية الشهر", "2025-11-30"),
        ("قبل متم دجنبر 2025", "2025-12-31"),
        ("قبل فاتح دجنبر 2025", "2025-11-30"),
    ],
)
def test_before_a_day_ends_the_day_before(time: str, due: str) -> None:
    (found,) = item(f"تسليم المخططات {time}")
    assert str(found.due_on) == due


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        ("من تاريخ تبلغكم", Anchor.NOTIFICATION),
        ("من التوصل بهذه الدورية", Anchor.NOTIFICATION),
        ("من تاريخ استلامكم لكتابنا هذا", Anchor.NOTIFICATION),
        ("من تاريخ كتابنا هذا", Anchor.ISSUE),
        ("من تاريخ المحضر", Anchor.ISSUE),
        ("من تاريخ ورود الطلب", Anchor.EVENT),
        ("من وقوعه", Anchor.EVENT),
    ],
)
def test_the_words_decide_the_anchor(words: str, anchor: Anchor) -> None:
    (found,) = item(f"تسليم المخططات خلال خمسة أيام {words}")
    assert (found.deadline.anchor, found.deadline.assumed) == (anchor, False)


@pytest.mark.parametrize(
    ("words", "starts", "ends"),
    [
        ("ينسب المهندس علي حسن إلى قسم الأبنية لمدة ستة أشهر ابتداء من 16/11/2025", "2025-11-16", "2026-05-16"),
        ("إيقاف العمل في المجزرة من الساعة السادسة من يوم 12/11/2025", "2025-11-12", None),
        ("منع استخدام القاعات من صباح يوم الأحد 9/11/2025", "2025-11-09", None),
        ("يمنع كراء المرافق ابتداء من فاتح دجنبر 2025 إلى غاية متم يناير 2026", "2025-12-01", "2026-01-31"),
    ],
)
def test_states_begin_and_end(words: str, starts: str, ends: str | None) -> None:
    (found,) = item(words)
    assert found.pattern is Pattern.MAINTENANCE
    assert (str(found.effective_on), found.ends_on and str(found.ends_on)) == (starts, ends)


def test_a_list_charges_whom_its_lead_names_and_so_does_what_follows_it() -> None:
    items = """تشكل لجنة تتولى ما يأتي:
أ- تدقيق الخطة الزراعية.
ب- تحديد الحصص قبل 20/11/2025.
وتقدم تقريرا أسبوعيا إلى مكتبنا."""
    found = read(LETTER.format(items=items)).obligations
    assert [p.addressee for p in found if "تشكل" not in p.quote] == ["لجنة"] * 3


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("على مقاولي مشاريع الطرق رفع الأنقاض", "مقاولي مشاريع الطرق"),
        ("على قائممقام قضاء سوق الشيوخ متابعة المراشنة", "قائممقام قضاء سوق الشيوخ"),
        ("يكلف الكاتب العام بتتبع الملفات", "الكاتب العام"),
        ("يتم توجيه مفتشي الوزارة للقيام بجولات على الأسواق", "مفتشي الوزارة"),
        ("تدقيق الأسماء من قبل جهاز الأمن الوطني في غضون 15 يوما", "جهاز الأمن الوطني"),
        ("ينقل الموظف أحمد خالد إلى مركز الحاسبة", "مدير ناحية العكيكة، مدير شعبة الزراعة"),
        ("يعهد إلى المدير العام بتنفيذ الخطة", "المدير العام"),
        ("ترسل النتائج بواسطة ضابط الارتباط", "ضابط الارتباط"),
        ("تزويدنا بالمخططات", "مدير ناحية العكيكة، مدير شعبة الزراعة"),
    ],
)
def test_to_whom(words: str, who: str) -> None:
    (found,) = item(words)
    assert found.addressee == who


def test_a_line_that_names_a_body_charges_the_items_below_it() -> None:
    found = items(
        "تقرر ما يأتي:\nأولاً: مديرية طرق محافظة ميسان:\n1- إكساء الطريق الحولي خلال شهر.\n2- نصب العلامات المرورية.\n"
        "ثانياً- السيد مدير عام دائرة المباني:\nأ- تدقيق الكشوفات خلال أسبوع.\n"
        "ثالثاً: الإجراءات المالية:\n1- صرف السلف.\n"
    )
    assert [p.addressee for p in found[:3]] == [
        "مديرية طرق محافظة ميسان",
        "مديرية طرق محافظة ميسان",
        "مدير عام دائرة المباني",
    ]
    assert "الإجراءات" not in (found[3].addressee or ""), "a heading of matters charges nobody"


def test_who_is_named_with_every_is_named_whole() -> None:
    (found,) = items("1- ترفع رئاسة كل مركز تقريراً شهرياً في موعد لا يتجاوز اليوم السابع من الشهر التالي.\n")
    assert found.addressee == "رئاسة كل مركز"
    assert found.deadline.rrule == "FREQ=MONTHLY;BYMONTHDAY=7"


def test_what_is_formed_in_every_place_is_the_committee() -> None:
    found = items("1- تُشكَّل بكل مركز ومدينة لجنة دائمة للنظافة، وتعقد اجتماعها الأول خلال خمسة عشر يوماً من تاريخه.\n")
    assert "لجنة" in (found[1].addressee or "")


@pytest.mark.parametrize(
    ("words", "addressee"),
    [
        ("كما أطلب منكم موافاتي بتقارير شهرية", None),
        ("أطلب من مدراء الأقسام حصر النواقص", "مدراء الأقسام"),
        ("أكلف السيد معاون المدير بحصر النواقص", "معاون المدير"),
    ],
)
def test_who_writes_may_say_i(words: str, addressee: str | None) -> None:
    (found,) = items(f"{words}.")
    assert (found.strength, found.addressee) == (
        Strength.ORDER,
        addressee or "مدير ناحية العكيكة، مدير شعبة الزراعة",
    )


def test_who_is_appointed_is_not_who_appoints() -> None:
    (found,) = item("تكليف مشرف مناوب في كل مركز خلال خمسة أيام عمل.")
    assert found.addressee == "مدير ناحية العكيكة، مدير شعبة الزراعة"


def test_an_hour_in_four_figures_opens_what_is_kept_up() -> None:
    (found,) = item("تكثيف الدوريات اعتباراً من 0600 يوم 24 كانون الأول ولغاية انتهاء الزيارة.")
    assert (found.pattern, found.effective_on) == (Pattern.MAINTENANCE, date(2025, 12, 24))


def test_from_whom_and_to_whom_in_one_line() -> None:
    text = (
        "وزارة الداخلية\nدورية عدد 17\nبتاريخ 3 أبريل 2025\nمن عامل الإقليم إلى السادة رؤساء الجماعات\n"
        "الموضوع: الحرائق\nيتعين عليكم:\n- تنظيف جنبات الطرق."
    )
    head = read(text).metadata
    assert (head.issuer, head.to) == ("عامل الإقليم", "رؤساء الجماعات")


@pytest.mark.parametrize(
    ("words", "addressee"),
    [
        ("وجهت المحافظة مديرية الماء بإصلاح الشبكة خلال أسبوع.", "مديرية الماء"),
        ("وجهت الأمانة العامة الوزارات كافة بتقديم خططها.", "الوزارات كافة"),
        ("وجهت المديرية العامة بفتح المراكز مساءً.", None),
        ("طلب الوزير من قطاع المرور تزويده بإحصائية يومية.", "قطاع المرور"),
    ],
)
def test_in_a_report_who_orders_is_not_who_is_ordered(words: str, addressee: str | None) -> None:
    (found,) = read(f"بغداد – 6 أيلول 2024\n{words}").obligations
    assert found.addressee == addressee


def test_a_second_verb_of_forbidding_is_an_order_of_its_own() -> None:
    found = read(
        "بغداد – 6 أيلول 2024\nكلفت اللجنة هيئة الطرق بإعادة تخطيط الدوار، ومنعت مرور الشاحنات في أوقات الذروة.\n"
        "وأمهلت البلدية أصحاب المظلات عشرة أيام لإزالتها، مؤكدة أن فرقها ستباشر الإزالة.\n"
    ).obligations
    assert [p.modality for p in found] == [Modality.OBLIGATION, Modality.PROHIBITION, Modality.OBLIGATION]
    assert "مؤكدة" not in found[2].quote


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("يرجى الإيعاز لمن يلزم بتزويدنا بالقوائم خلال ثلاثة أيام.", 1),
        ("نرجو التفضل بالإيعاز لمن يلزم لتزويدنا بالقوائم خلال ثلاثة أيام.", 1),
        ("للتفضل بالاطلاع واتخاذ ما يلزم مع التقدير.", 0),
        ("ترسل النسخ بيد معتمد مخول، ولا تقبل القوائم المرسلة بالبريد.", 2),
        ("1- لا تروج معاملات المخالفين.", 1),
        ("1- لا تتوفر في المخازن كميات كافية.", 0),
    ],
)
def test_what_a_polite_letter_orders(words: str, quotes: int) -> None:
    assert len(items(words)) == quotes


def test_a_relative_clause_belongs_to_the_name() -> None:
    (found,) = items("وعلى الأقسام التي لم تستكمل تدقيق البيانات إنجاز ذلك قبل 15/12/2025.")
    assert (found.addressee, found.action) == (
        "الأقسام التي لم تستكمل تدقيق البيانات",
        "إنجاز ذلك قبل 15/12/2025",
    )
