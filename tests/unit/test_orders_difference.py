"""A corrected order against the register: what is said of each clause, and with what it was compared."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli import tracker
from tests.unit.test_schemas import faults
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Deadline, DeadlineKind, Directive, Obligation, OrderException, Pattern, SourceRef, TimeUnit
from tracker.orders.difference import Difference, Status, compare
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument

FIRST = """مكتب المدير العام
العدد: 214
التاريخ: 1 تشرين الثاني 2026
إلى: دائرة المتابعة
الموضوع: تنظيم الأرشيف

يعمل بما يأتي:
1. على دائرة المتابعة جرد الملفات المخزونة في الطابق الأرضي خلال أسبوعين من تاريخ هذا الكتاب.
2. على دائرة المتابعة إعداد فهرس بالملفات المجرودة خلال ثلاثين يوماً من تاريخ هذا الكتاب.
3. لا يجوز إخراج أي ملف من الأرشيف دون إذن تحريري من المدير العام.
4. تقدم دائرة المتابعة تقريراً بما أنجز في موعد أقصاه 15 كانون الأول 2026.
"""


def read(text: str, file: str = "order.txt") -> ExtractedDocument:
    return propose(Document(file, text, "ar", "0" * 64), None, None, load(profile("iq")))


def registered(order: ExtractedDocument, **changed: Any) -> Directive:
    """An approved directive as a draft of the order gives it. ``changed``: fields of the first obligation."""
    made = [
        Obligation(
            f"A/{n:02d}",
            "A",
            {"ar": p.action if p.modality == "obligation" else p.quote},
            SourceRef("A.yaml"),
            p.modality,
            p.strength,
            p.pattern,
            deadline=p.deadline,
            addressee=p.addressee,
            ends_on=p.ends_on,
            exceptions=tuple(OrderException({"ar": words}) for words in p.exceptions),
            quote=p.quote,
            span=p.span,
        )
        for n, p in enumerate(order.obligations, 1)
    ]
    made[0] = replace(made[0], **changed)
    day = order.metadata.issued_on or date(2026, 11, 1)
    return Directive("A", {"ar": "مكتب المدير العام"}, day, SourceRef("A.yaml"), tuple(made), number="214")


def told(difference: Difference) -> list[tuple[str, str | None, list[str]]]:
    """Status, identifier in the register and changed fields of every clause."""
    return [
        (e.status.value, e.registered.id if e.registered else None, [f.name for f in e.fields])
        for e in difference.entries
    ]


def against_original(corrected: str, **changed: Any) -> Difference:
    first = read(FIRST)
    return compare(read(corrected), corrected, [registered(first, **changed)], first)


def against_register(corrected: str, **changed: Any) -> Difference:
    return compare(read(corrected), corrected, [registered(read(FIRST), **changed)], None)


BOTH = pytest.mark.parametrize("against", [against_original, against_register])


@BOTH
def test_the_same_order_again_changes_nothing(against: Any) -> None:
    found = against(FIRST)
    assert told(found) == [("unchanged", f"A/0{n}", []) for n in range(1, 5)]
    assert found.head == ()


@BOTH
def test_other_line_ends_and_points_are_no_other_words(against: Any) -> None:
    again = FIRST.replace("في الطابق", "في\u00a0الطابق").replace("تاريخ هذا الكتاب.", "تاريخ هذا الكتاب")
    assert {status for status, _, _ in told(against(again))} == {"unchanged"}


@BOTH
def test_each_kind_of_correction_is_told_from_the_others(against: Any) -> None:
    corrected = (
        FIRST.replace("خلال أسبوعين", "خلال ثلاثة أسابيع")
        .replace("4. تقدم دائرة المتابعة تقريراً بما أنجز", "3. ترفع دائرة المتابعة تقريراً عما أنجز")
        .replace("3. لا يجوز إخراج أي ملف من الأرشيف دون إذن تحريري من المدير العام.\n", "")
        + "4. على قسم الصيانة فحص مطافئ الحريق خلال ثلاثة أيام من تاريخ هذا الكتاب.\n"
    )
    statuses = [(status, name) for status, name, _ in told(against(corrected))]
    assert statuses == [
        ("changed", "A/01"),
        ("unchanged", "A/02"),
        ("reworded", "A/04"),
        ("added", None),
        ("removed", "A/03"),
    ]
    assert "deadline" in told(against(corrected))[0][2]


@BOTH
@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("1. على دائرة المتابعة جرد", "1. على قسم المخازن جرد", "addressee"),
        ("دون إذن تحريري من المدير العام", "دون إذن تحريري من الوزير", "exceptions"),
        ("3. لا يجوز إخراج أي ملف من الأرشيف دون", "3. يجب إخراج كل ملف من الأرشيف دون", "modality"),
        ("15 كانون الأول 2026", "20 كانون الأول 2026", "deadline"),
    ],
)
def test_what_changed_is_named(against: Any, old: str, new: str, field: str) -> None:
    assert old in FIRST
    found = against(FIRST.replace(old, new))
    changed = [fields for status, _, fields in told(found) if status == "changed"]
    assert len(changed) == 1
    assert field in changed[0]
    assert not any(status in ("added", "removed") for status, _, _ in told(found))


def test_a_deadline_says_what_it_was_and_what_it_is() -> None:
    (entry,) = (e for e in against_original(FIRST.replace("أسبوعين", "ثلاثة أسابيع")).entries if e.fields)
    rule, day = entry.fields
    assert isinstance(rule.before, Deadline)
    assert isinstance(rule.after, Deadline)
    assert (rule.before.count, rule.after.count) == (2, 3)
    assert (day.name, day.before, day.after) == ("due_on", date(2026, 11, 15), date(2026, 11, 22))


@pytest.mark.parametrize(
    "changed",
    [
        {"deadline": Deadline(DeadlineKind.WITHIN, count=10, unit=TimeUnit.DAY)},
        {"addressee": "مديرية الأرشيف المركزي"},
        {"pattern": Pattern.MAINTENANCE},
        {"ends_on": date(2027, 1, 1)},
    ],
)
@BOTH
def test_what_a_reviewer_corrected_by_hand_is_no_change_of_the_order(against: Any, changed: Any) -> None:
    assert {status for status, _, _ in told(against(FIRST, **changed))} == {"unchanged"}


def test_a_reworded_clause_keeps_the_reviewers_deadline_out_of_it_where_the_orders_own_words_of_time_stay() -> None:
    reviewed = {
        "deadline": Deadline(
            DeadlineKind.WITHIN, count=10, unit=TimeUnit.DAY, phrase="خلال أسبوعين من تاريخ هذا الكتاب"
        )
    }
    found = against_register(FIRST.replace("المخزونة في الطابق الأرضي", "المحفوظة في الطابق الأرضي"), **reviewed)
    assert told(found)[0] == ("reworded", "A/01", [])


def test_a_letter_that_only_bears_another_day_moves_the_days_that_count_from_it() -> None:
    found = against_original(FIRST.replace("التاريخ: 1 تشرين", "التاريخ: 8 تشرين"))
    assert [(f.name, f.before, f.after) for f in found.head] == [("issued_on", date(2026, 11, 1), date(2026, 11, 8))]
    assert told(found)[0] == ("changed", "A/01", ["due_on"])
    assert told(found)[2:] == [("unchanged", "A/03", []), ("unchanged", "A/04", [])]


def test_the_place_in_the_list_decides_nothing() -> None:
    """Items in another order, some of them alike: each finds itself again."""
    kinds = ("السيارات", "الملفات", "المولدات", "الأجهزة", "الأثاث", "الكتب", "الأسلحة", "العجلات")
    items = [
        f"على دائرة المتابعة جرد {kind} خلال {n + 3} أيام من تاريخ هذا الكتاب." for n, kind in enumerate(kinds[:7])
    ]
    head = FIRST.partition("1. ")[0]
    listed = head + "".join(f"{n}. {item}\n" for n, item in enumerate(items, 1))
    first = read(listed)
    assert len(first.obligations) == 7
    names = {p.quote: f"A/{n:02d}" for n, p in enumerate(first.obligations, 1)}
    for seed in range(5):
        mixed = items[:]
        random.Random(seed).shuffle(mixed)
        again = head + "".join(f"{n}. {item.replace('جرد', 'حصر')}\n" for n, item in enumerate(mixed, 1))
        found = compare(read(again), again, [registered(first)], first)
        for entry in found.entries:
            assert entry.after is not None
            assert entry.status is Status.REWORDED
            assert entry.registered is not None
            assert entry.registered.id == names[entry.after.quote.replace("حصر", "جرد")]


def test_what_a_reviewer_added_by_hand_is_looked_up_in_the_new_text() -> None:
    first = read(FIRST)
    base = registered(first)
    extra = tuple(
        Obligation(f"A/{n:02d}", "A", {"ar": text}, SourceRef("A.yaml"), quote=quote)
        for n, text, quote in (
            (5, "العمل بما ورد", "يعمل بما يأتي"),
            (6, "ما لم يعد في النص", "تحفظ نسخة في القاصة"),
            (7, "شيء سمعه المراجع شفاهاً", None),
        )
    )
    found = compare(first, FIRST, [replace(base, obligations=base.obligations + extra)], first)
    assert [(one.registered.id, one.stands) for one in found.by_hand] == [
        ("A/05", True),
        ("A/06", False),
        ("A/07", None),
    ]
    assert {status for status, _, _ in told(found)} == {"unchanged"}


def test_where_the_register_has_no_quotes_only_what_is_ordered_is_compared() -> None:
    """The words are a reviewer's own: that they differ from the order's says nothing."""
    found = against_register(FIRST, quote=None, span=None)
    entry = found.entries[0]
    assert (entry.status, entry.compared) == (Status.UNCHANGED, "text")


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project with the letter in its register, approved, its text kept."""
    place = tmp_path / "office"
    assert tracker("init", place).code == 0
    order = tmp_path / "letter.txt"
    order.write_text(FIRST, "utf-8")
    assert tracker("register", "add", order, "--id", "ARC", "--units", "id=office", "--project", place).code == 0
    assert tracker("register", "approve", "ARC", "--by", "x", "--on", "2026-11-02", "--project", place).code == 0
    return place


def corrected(office: Path, text: str, name: str = "letter-2.txt") -> Path:
    path = office.parent / name
    path.write_text(text, "utf-8")
    return path


def diff(office: Path, order: Path, *more: str) -> dict[str, Any]:
    run = tracker("extract", order, "--diff", "--project", office, "--format", "json", *more)
    assert run.code == 0, run.err
    answer = json.loads(run.out)
    assert faults(answer, "extract-diff") == []
    (document,) = answer["documents"]
    return dict(document)


def test_it_finds_the_letter_by_its_number_and_compares_with_the_kept_text(office: Path) -> None:
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    found = diff(office, corrected(office, FIRST.replace("أسبوعين", "ثلاثة أسابيع").replace("214", "٢١٤")))
    assert (found["directives"], found["compared"]) == (["ARC"], "original")
    assert found["original"]["file"] == "orders/letter.txt"
    assert found["summary"] == {"unchanged": 3, "reworded": 0, "changed": 1, "added": 0, "removed": 0}
    (changed,) = (o for o in found["obligations"] if o["status"] == "changed")
    assert changed["register"] == {"directive": "ARC", "id": "ARC/01", "number": 1}
    assert [f["field"] for f in changed["fields"]] == ["deadline", "due_on"]
    text = (office.parent / "letter-2.txt").read_text("utf-8")
    assert text[slice(*changed["span"])] == changed["quote"]
    assert {path: path.read_bytes() for path in office.rglob("*") if path.is_file()} == before, "it changes nothing"


def test_a_deadline_that_the_reviewer_changed_in_the_file_is_no_change_of_the_order(office: Path) -> None:
    path = office / "directives" / "ARC.yaml"
    path.write_text(
        re.sub(r"count: 2\n(\s+)unit: \"?week\"?", r"count: 9\n\1unit: day", path.read_text("utf-8")), "utf-8"
    )
    assert "count: 9" in path.read_text("utf-8")
    order = corrected(office, FIRST)
    assert diff(office, order)["summary"]["unchanged"] == 4
    (office / "orders" / "letter.txt").unlink()
    found = diff(office, order)
    assert (found["compared"], found["original"], found["summary"]["unchanged"]) == ("register", None, 4)


def test_a_kept_file_that_is_not_the_one_of_the_register_is_not_compared_with(office: Path) -> None:
    (office / "orders" / "letter.txt").write_text(FIRST.replace("أسبوعين", "شهر"), "utf-8")
    assert diff(office, corrected(office, FIRST))["compared"] == "register"


def test_by_the_name_of_the_file_where_the_letter_has_no_number(office: Path) -> None:
    plain = FIRST.replace("العدد: 214\n", "")
    assert diff(office, corrected(office, plain, "letter.txt"))["directives"] == ["ARC"]
    run = tracker("extract", corrected(office, plain, "other.txt"), "--diff", "--project", office, "--lang", "en")
    assert run.code == 2
    assert "[order-not-in-register]" in run.err
    assert "ARC" in run.err
    named = diff(office, office.parent / "other.txt", "--directive", "ARC")
    assert [f["field"] for f in named["head"]] == ["number"]


def test_where_several_orders_fit_it_asks_which_is_meant(office: Path) -> None:
    other = corrected(office, FIRST.replace("الأرشيف", "الديوان"), "second.txt")
    assert (
        tracker("register", "add", other, "--id", "DIW", "--again", "--units", "id=office", "--project", office).code
        == 0
    )
    order = corrected(office, FIRST.replace("أسبوعين", "شهر"))
    run = tracker("extract", order, "--diff", "--project", office, "--lang", "en")
    assert run.code == 2
    assert "[order-in-register-several]" in run.err
    assert "ARC, DIW" in run.err
    found = diff(office, order, "--directive", "DIW")
    assert found["directives"] == ["DIW"]
    assert found["obligations"][0]["register"] == {"directive": "DIW", "id": None, "number": 1}, "a draft has no names"


def test_another_issuer_with_the_same_number_is_another_letter(office: Path) -> None:
    order = corrected(office, FIRST.replace("مكتب المدير العام", "مكتب وزير التخطيط"))
    assert tracker("extract", order, "--diff", "--project", office).code == 2


def test_an_unknown_directive_and_no_project_are_refused(office: Path, tmp_path: Path) -> None:
    order = corrected(office, FIRST)
    run = tracker("extract", order, "--diff", "--directive", "ARX", "--project", office, "--lang", "en")
    assert (run.code, "[directive-not-found]" in run.err, "ARC" in run.err) == (2, True, True)
    assert tracker("extract", order, "--diff", "--project", tmp_path).code == 2
    assert tracker("extract", order, "--diff", "--format", "yaml", "--project", office).code == 2


def test_one_order_that_is_not_in_the_register_among_others_is_a_finding(office: Path) -> None:
    order = corrected(office, FIRST)
    stranger = corrected(office, FIRST.replace("214", "999").replace("letter", "x"), "stranger.txt")
    run = tracker("extract", order, stranger, "--diff", "--project", office, "--format", "json")
    assert run.code == 0
    assert len(json.loads(run.out)["documents"]) == 1
    assert "[order-not-in-register]" in run.err


@pytest.mark.parametrize(
    ("tag", "words"), [("ar", ("محذوف", "تغيّر", "أسبوعين")), ("en", ("removed", "changed", "2 weeks"))]
)
def test_people_are_told_in_a_table_and_on_the_page(office: Path, tag: str, words: tuple[str, ...]) -> None:
    text = re.sub(r"3\. لا يجوز.*\n", "", FIRST).replace("أسبوعين", "ثلاثة أسابيع")
    order = corrected(office, text)
    for form in ("table", "html"):
        run = tracker("extract", order, "--diff", "--project", office, "--format", form, "--lang", tag)
        assert run.code == 0
        assert all(word in run.out for word in words), form
        assert "orders/letter.txt" in run.out
        assert "ARC/03" in run.out
    same = tracker("extract", corrected(office, FIRST), "--diff", "--project", office, "--lang", tag)
    assert {"ar": "لم يتغير شيء", "en": "Nothing changed"}[tag] in same.out


NUMBERED = """وزارة الموارد المائية
العدد: 214
التاريخ: 1/11/2026
1- على دائرة التشغيل فحص المضخات خلال أسبوعين.
2- على الدائرة الهندسية إعداد خطة الصيانة خلال شهر.
3- على الدائرة الإدارية جرد المخازن خلال عشرة أيام.
"""


@pytest.mark.parametrize(
    ("tag", "words"), [("ar", "رقم البند: كان «3» صار «1»"), ("en", "number of the item: was «3»")]
)
def test_items_that_stand_under_another_number_are_told_and_are_no_change(tmp_path: Path, tag: str, words: str) -> None:
    place, first = tmp_path / "office", tmp_path / "letter.txt"
    assert tracker("init", place).code == 0
    first.write_text(NUMBERED, "utf-8")
    assert tracker("register", "add", first, "--id", "WAT", "--units", "id=office", "--project", place).code == 0
    lines = NUMBERED.splitlines()
    head, (one, two, three) = lines[:3], (line[3:] for line in lines[3:])
    again = [*head, f"1- {three}", f"2- {two}", f"3- {one.replace('أسبوعين', 'ثلاثة أسابيع')}", ""]
    order = corrected(place, "\n".join(again))
    found = diff(place, order)
    assert found["summary"] == {"unchanged": 2, "reworded": 0, "changed": 1, "added": 0, "removed": 0}
    assert [one["item"] for one in found["obligations"]] == [
        {"before": "3", "after": "1"},
        None,
        {"before": "1", "after": "3"},
    ]
    told = tracker("extract", order, "--diff", "--project", place, "--lang", tag)
    assert words in " ".join(told.out.split())
    assert tracker("extract", order, "--diff", "--project", place, "--lang", tag, "--format", "html").code == 0
