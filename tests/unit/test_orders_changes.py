"""What an order says that it changes of earlier ones: which order, which item, from when, how much more time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli import tracker
from tracker.calendars import holidays
from tracker.calendars.profiles import profile
from tracker.model import Anchor, DeadlineKind, TimeUnit
from tracker.orders import documents
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.numbering import numbers_at
from tracker.orders.records import Change, ExtractedDocument

CALENDAR = holidays.load(profile("iq"), None)
ARABIC = """وزارة الصحة
العدد: 90
التاريخ: 5/6/2022
الى/ دوائر الصحة كافة
م/ تغييرات

إشارة إلى كتابنا المرقم (71) في 2/5/2022، نقرر ما يأتي:
"""
ENGLISH = """MINISTRY OF HEALTH
Circular No. 90 of 2022
Date: 5 June 2022
To: All directors of health
Subject: Changes

"""


def read(tmp_path: Path, head: str, *items: str) -> ExtractedDocument:
    path = tmp_path / "order.txt"
    path.write_text(head + "\n".join(f"{n}. {item}." for n, item in enumerate(items, 1)) + "\n", "utf-8")
    return propose(documents.read(path), None, None, CALENDAR)


def one(tmp_path: Path, head: str, item: str) -> Change:
    found = read(tmp_path, head, item)
    assert [c.quote for c in found.changes] == [item]
    assert not found.obligations, "a change of an order is no duty of its own"
    return found.changes[0]


@pytest.mark.parametrize(
    ("item", "kind", "number", "dated", "items"),
    [
        ("يلغى قرارنا المرقم (12) في 3/1/2022", "revoke", "12", date(2022, 1, 3), ()),
        ("إلغاء الأمر الإداري ذي العدد 4/ق/18 المؤرخ 9/2/2022", "revoke", "4/ق/18", date(2022, 2, 9), ()),
        ("يعلق العمل بالفقرة (ثالثاً) من كتابنا أعلاه", "suspend", "71", date(2022, 5, 2), ("3",)),
        ("يستأنف العمل بالبند 2 من تعميمنا المرقم 33 في 7/3/2022", "resume", "33", date(2022, 3, 7), ("2",)),
        ("تلغى الفقرتان من المنشور رقم 8 لسنة 2021", "revoke", "8", None, ()),
        ("يعاد العمل بالفقرة (4) من كتابنا أعلاه", "resume", "71", date(2022, 5, 2), ("4",)),
        ("العودة إلى العمل بالبند 2 من تعميمنا المرقم 33 في 7/3/2022", "resume", "33", date(2022, 3, 7), ("2",)),
        (
            "يصحح الخطأ الوارد في الفقرة (1) من كتابنا أعلاه لتقرأ خلال (25) يوماً",
            "correct",
            "71",
            date(2022, 5, 2),
            ("1",),
        ),
    ],
)
def test_an_arabic_change_names_its_order(
    tmp_path: Path, item: str, kind: str, number: str, dated: date | None, items: tuple[str, ...]
) -> None:
    found = one(tmp_path, ARABIC, item)
    assert (found.kind, found.number, found.dated, found.items) == (kind, number, dated, items)


@pytest.mark.parametrize(
    ("item", "kind", "number", "dated", "items"),
    [
        ("Circular No. 12 of 3 January 2022 is hereby withdrawn", "revoke", "12", date(2022, 1, 3), ()),
        (
            "Paragraph 3(b) of Order No. 18 dated 9 February 2022 is suspended",
            "suspend",
            "18",
            date(2022, 2, 9),
            ("3(b)",),
        ),
        ("This circular supersedes Circular No. 33 of 7 March 2022", "supersede", "33", date(2022, 3, 7), ()),
        ("The application of Circular No. 8 of 2021 shall resume on 1 July 2022", "resume", "8", None, ()),
    ],
)
def test_an_english_change_names_its_order(
    tmp_path: Path, item: str, kind: str, number: str, dated: date | None, items: tuple[str, ...]
) -> None:
    found = one(tmp_path, ENGLISH, item)
    assert (found.kind, found.number, found.dated, found.items) == (kind, number, dated, items)


def test_the_times_of_a_change_are_not_the_day_of_the_order_it_names(tmp_path: Path) -> None:
    found = one(tmp_path, ARABIC, "تمدد المهلة المحددة في أمرنا المرقم 310 في 20/4/2022 لغاية 30/6/2022")
    assert found.dated == date(2022, 4, 20)
    assert found.deadline is not None
    assert (found.deadline.kind, found.deadline.due_on) == (DeadlineKind.ON, date(2022, 6, 30))
    later = one(tmp_path, ENGLISH, "Order No. 5 of 2 May 2022 is revoked with effect from 1 July 2022")
    assert (later.dated, later.starts) == (date(2022, 5, 2), date(2022, 7, 1))


def test_more_time_is_added_and_another_period_replaces(tmp_path: Path) -> None:
    added = one(tmp_path, ARABIC, "تمدد المدة المحددة في الفقرة (1) من كتابنا أعلاه عشرة أيام أخرى")
    assert added.added == (10, TimeUnit.DAY)
    assert added.deadline is None
    other = one(tmp_path, ARABIC, "تعدل المدة في الفقرة (1) من كتابنا أعلاه لتصبح ثلاثة أسابيع بدلاً من أسبوعين")
    assert other.deadline is not None
    assert (other.deadline.count, other.deadline.unit) == (3, TimeUnit.WEEK)
    figures = one(tmp_path, ARABIC, "تعدل الفقرة (2) من كتابنا أعلاه لتكون المدة (12) يوماً")
    assert (figures.number, figures.dated) == ("71", date(2022, 5, 2)), "(12) counts days and is no order's number"
    assert figures.deadline is not None
    assert (figures.deadline.count, figures.deadline.unit) == (12, TimeUnit.DAY)
    corrected = one(tmp_path, ARABIC, "يصحح ما ورد في الفقرة (1) من كتابنا أعلاه لتقرأ خلال (25) يوماً")
    assert corrected.deadline is not None
    assert corrected.deadline.count == 25
    day = one(tmp_path, ARABIC, "تصحيح ما ورد في الفقرة (5) من كتابنا أعلاه ليكون الموعد 30/9/2022 بدلاً من 3/9/2022")
    assert day.deadline is not None
    assert (day.deadline.due_on, day.starts) == (date(2022, 9, 30), None), "what stood before is no beginning"
    words = 'Section 4 of Order No. 5 is amended by striking "within 60 days" and inserting "within 120 days"'
    inserted = one(tmp_path, ENGLISH, words)
    assert inserted.deadline is not None
    assert (inserted.deadline.count, inserted.deadline.unit) == (120, TimeUnit.DAY)


def test_a_suspension_for_a_time_ends_on_its_last_day(tmp_path: Path) -> None:
    found = one(tmp_path, ARABIC, "يعلق العمل بالقرار رقم 6 في 1/6/2022 لمدة أسبوعين اعتباراً من 10/6/2022")
    assert (found.starts, found.until) == (date(2022, 6, 10), date(2022, 6, 23))


@pytest.mark.parametrize(
    ("head", "item"),
    [
        (ARABIC, "تتولى اللجنة دراسة تعديل القرار رقم 5 خلال شهر"),
        (ENGLISH, "The centres shall stop all visits that are suspended under Order No. 5 of 2 May 2022"),
        (ENGLISH, "The committee shall propose how Order No. 5 of 2 May 2022 should be amended within a month"),
    ],
)
def test_what_is_to_be_studied_or_is_no_order_stays_a_duty(tmp_path: Path, head: str, item: str) -> None:
    found = read(tmp_path, head, item)
    assert not found.changes
    assert len(found.obligations) == 1


@pytest.mark.parametrize(
    ("head", "item"),
    [
        (ARABIC, "يلغى كل ما يتعارض مع هذه التعليمات"),
        (ENGLISH, "Any provision of an earlier order that is inconsistent with this circular is revoked"),
    ],
)
def test_a_general_repeal_means_no_order(tmp_path: Path, head: str, item: str) -> None:
    assert not read(tmp_path, head, item).changes


@pytest.mark.parametrize(
    ("head", "item", "duty", "due"),
    [
        (
            ENGLISH,
            "Circular No. 12 of 3 January 2022 is revoked and directors shall return their copies within seven days",
            "directors shall return their copies within seven days",
            date(2022, 6, 12),
        ),
        (
            ENGLISH,
            "Order No. 13 of 3 January 2022 is suspended; the centres shall inform their visitors",
            "the centres shall inform their visitors",
            None,
        ),
        (
            ARABIC,
            "يلغى كتابنا المرقم (71) في 2/5/2022، وعلى الدوائر إعادة النسخ خلال سبعة أيام",
            "على الدوائر إعادة النسخ خلال سبعة أيام",
            date(2022, 6, 12),
        ),
        (
            ARABIC,
            "يعلق العمل بتعميمنا المرقم 33 في 7/3/2022 وتلتزم الدوائر بالدوام الرسمي",
            "تلتزم الدوائر بالدوام الرسمي",
            None,
        ),
    ],
)
def test_what_a_sentence_orders_besides_a_change_is_a_duty(
    tmp_path: Path, head: str, item: str, duty: str, due: date | None
) -> None:
    found = read(tmp_path, head, item)
    (change,) = found.changes
    assert duty not in change.quote
    assert [(one.quote, one.due_on) for one in found.obligations] == [(duty, due)]


def test_the_day_from_which_it_holds_may_stand_behind_a_comma(tmp_path: Path) -> None:
    found = one(tmp_path, ARABIC, "يلغى كتابنا المرقم (71) في 2/5/2022، اعتباراً من 1/7/2022")
    assert found.starts == date(2022, 7, 1)


def test_items_are_told_by_the_marks_around_a_place() -> None:
    text = "أولاً: كذا\n1- الأول\n2- الثاني\nثانياً: كذا\n1- ثالث\n"
    assert numbers_at(text, text.index("الثاني")) == ("1", "2")
    assert numbers_at(text, text.index("ثالث")) == ("2", "1")
    order = "Sec. 3. Title. (a) First thing;\n(b) second:\n(i) deep; and\n(ii) deeper.\nSec. 4. End. Done.\n"
    assert numbers_at(order, order.index("deeper")) == ("3", "b", "ii")
    assert numbers_at(order, order.index("First")) == ("3", "a")
    assert numbers_at(order, order.index("Done")) == ("4",)


@pytest.mark.parametrize(
    ("head", "items", "kind", "named"),
    [
        (
            ENGLISH,
            "1. The following orders are withdrawn:\n(a) Circular No. 3 of 4 March 2020;\n"
            "(b) Letter No. 9 of 12 May 2021.\n2. Registers are closed until further notice.\n",
            "revoke",
            [("3", date(2020, 3, 4)), ("9", date(2021, 5, 12))],
        ),
        (
            ARABIC,
            "1- تلغى الكتب والإعمامات الآتية:\nأ- كتابنا المرقم 44 في 3/2/2021.\nب- تعميمنا المرقم 77 في 5/5/2021.\n"
            "2- تغلق المنافذ لحين إشعار آخر.\n",
            "revoke",
            [("44", date(2021, 2, 3)), ("77", date(2021, 5, 5))],
        ),
        (
            ARABIC,
            "1- يوقف العمل بالقرارات المدرجة أدناه:\n- قرارنا المرقم 5 في 3/2/2021\n- قرارنا المرقم 6 في 4/2/2021\n"
            "2- تغلق المنافذ لحين إشعار آخر.\n",
            "suspend",
            [("5", date(2021, 2, 3)), ("6", date(2021, 2, 4))],
        ),
    ],
)
def test_orders_that_stand_in_a_list_are_each_changed(
    tmp_path: Path, head: str, items: str, kind: str, named: list[tuple[str, date]]
) -> None:
    path = tmp_path / "order.txt"
    path.write_text(head + items, "utf-8")
    found = propose(documents.read(path), None, None, CALENDAR)
    assert [(c.kind, c.number, c.dated) for c in found.changes] == [(kind, *each) for each in named]
    assert len(found.obligations) == 1, "the items of the list are orders that end, not duties"


def test_an_extension_that_was_approved_changes_the_order_named_before(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text(
        ENGLISH
        + "I refer to our letter of 1 May 2022.\nThe Minister has approved an extension of the said deadline to "
        "15 July 2022.\n",
        "utf-8",
    )
    (found,) = propose(documents.read(path), None, None, CALENDAR).changes
    assert (found.kind, found.dated) == ("extend", date(2022, 5, 1))
    assert found.deadline is not None
    assert found.deadline.due_on == date(2022, 7, 15)


@pytest.mark.parametrize(
    ("item", "kind", "number", "year"),
    [
        ("الموافقة على تمديد العمل بقرار مجلس الوزراء (23) لسنة 2021 إلى نهاية السنة الحالية", "extend", "23", 2021),
        ("الموافقة على تعديل قرار مجلس الوزراء رقم (55) لسنة 2020", "amend", "55", 2020),
        ("يلغى البند (3) من قرار مجلس المحافظة رقم (112) لسنة 2021", "revoke", "112", 2021),
    ],
)
def test_who_gave_an_order_may_stand_before_its_number(
    tmp_path: Path, item: str, kind: str, number: str, year: int
) -> None:
    (found,) = read(tmp_path, ARABIC, item).changes
    assert (found.kind, found.number, found.year) == (kind, number, year)


def test_the_number_of_the_next_item_is_no_number_of_an_order(tmp_path: Path) -> None:
    found = read(tmp_path, ARABIC, "تنفذ الدوائر هذا القرار", "يلغى قرارنا المرقم (12) في 3/1/2022").changes
    assert [(c.kind, c.number) for c in found] == [("revoke", "12")]


@pytest.mark.parametrize(
    ("item", "kind", "items"),
    [
        ("يلغى ما ورد في الفقرة 6 من كتابنا المرقم 71 في 2/5/2022", "revoke", ("6",)),
        ("يلغى العمل بما ورد في الفقرة (4) من كتابنا المرقم 71 في 2/5/2022", "revoke", ("4",)),
        ("يوقف العمل بما جاء في البند 3 منه", "suspend", ("3",)),
        ("يعدل ما ورد في المادة 2 من كتابنا المرقم 71 في 2/5/2022", "amend", ("2",)),
        ("تلغى الإجراءات الواردة في الفقرة 5 منه", "revoke", ("5",)),
    ],
)
def test_what_stands_in_an_item_is_changed_like_the_item(
    tmp_path: Path, item: str, kind: str, items: tuple[str, ...]
) -> None:
    found = one(tmp_path, ARABIC, item)
    assert (found.kind, found.items) == (kind, items)


def test_a_revocation_stands_beside_an_extension(tmp_path: Path) -> None:
    found = read(tmp_path, ARABIC, "تمدد المدة الواردة في الفقرة 1 منه عشرة أيام ويلغى ما ورد في الفقرة 5 منه")
    assert [(c.kind, c.items) for c in found.changes] == [("extend", ("1",)), ("revoke", ("5",))]
    assert not found.obligations


def test_an_order_that_only_changes_others_is_shown_with_its_changes(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text(ARABIC + "1. تلغى الفقرة 6 منه.\n", "utf-8")
    run = tracker("extract", path, "--lang", "en")
    assert run.code == 0, run.err
    assert "تلغى الفقرة 6 منه" in run.out
    assert "no orders found" not in run.out


@pytest.mark.parametrize(
    ("head", "words", "whole", "more", "unclear"),
    [
        (ARABIC, "إلى عشرين يوماً", 20, None, False),
        (ARABIC, "الى (20) يوماً", 20, None, False),
        (ARABIC, "بحيث تكون ثلاثة أسابيع", 3, None, False),
        (ARABIC, "حتى تبلغ شهراً واحداً", 1, None, False),
        (ARABIC, "إلى ما مجموعه عشرون يوماً", 20, None, False),
        (ARABIC, "من عشرة أيام إلى عشرين يوماً", 20, None, False),
        (ARABIC, "لتكون عشرين يوماً بدلاً من عشرة أيام", 20, None, False),
        (ARABIC, "بعشرين يوماً", None, 20, False),
        (ARABIC, "بمدة عشرين يوماً", None, 20, False),
        (ARABIC, "لمدة عشرين يوماً أخرى", None, 20, False),
        (ARABIC, "مدة إضافية أمدها عشرون يوماً", None, 20, False),
        (ARABIC, "أسبوعين آخرين", None, 2, False),
        (ARABIC, "لمدة عشرين يوماً", None, 20, True),
        (ARABIC, "لأسبوعين", None, 2, True),
        (ENGLISH, "to twenty days", 20, None, False),
        (ENGLISH, "to a total of 20 days", 20, None, False),
        (ENGLISH, "so as to be three weeks", 3, None, False),
        (ENGLISH, "from ten to twenty days", 20, None, False),
        (ENGLISH, "by a period of ten days", None, 10, False),
        (ENGLISH, "for a further two weeks", None, 2, False),
        (ENGLISH, "for ten more days", None, 10, False),
        (ENGLISH, "for ten days", None, 10, False),
    ],
)
def test_an_extension_to_a_period_is_the_whole_of_it_and_one_by_a_period_so_much_more(
    tmp_path: Path, head: str, words: str, whole: int | None, more: int | None, unclear: bool
) -> None:
    named = {
        ARABIC: "تمدد المدة المحددة في الفقرة (1) من كتابنا أعلاه",
        ENGLISH: "The period set in item 1 of Order No. 5 of 2 May 2022 is extended",
    }
    (found,) = read(tmp_path, head, f"{named[head]} {words}").changes
    assert found.kind == "extend"
    assert (found.deadline.count if found.deadline else None) == whole
    assert (found.added[0] if found.added else None) == more
    assert found.unclear == unclear


def test_a_new_period_may_say_from_what_it_counts(tmp_path: Path) -> None:
    found = one(tmp_path, ARABIC, "تمدد المدة المحددة في الفقرة (1) من كتابنا أعلاه إلى ثلاثة أشهر من تاريخ التبليغ")
    assert found.deadline is not None
    assert (found.deadline.anchor, found.deadline.assumed) == (Anchor.NOTIFICATION, False)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This directive replaces the Directive on Travel dated 1 July 2017."),
        ("ar", "يحل هذا الأمر محل تعليمات السفر المؤرخة في 1/7/2017."),
    ],
)
def test_the_day_of_the_order_that_is_replaced_is_not_when_it_falls_away(language: str, sentence: str) -> None:
    document = Document(f"x.{language}.txt", sentence, language, "0" * 64)
    (change,) = propose(document, date(2024, 6, 3), None, CALENDAR).changes
    assert (change.starts, change.dated) == (None, date(2017, 7, 1))
