"""Heads as registries of different lands write them, and where the lists of copies begin."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor, Modality, Strength
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument

DUTY = "The Accounts Branch shall submit the statement by 20 March 2026.\n"
SAUDI = """وزارة الصحة
الرقم: 45/7
التاريخ: 12/3/2025

سعادة مدير عام الشؤون الصحية بالرياض سلمه الله
السلام عليكم ورحمة الله وبركاته
"""


def read(text: str, language: str = "en") -> ExtractedDocument:
    return propose(Document("a.txt", text, language, ""), None, None, load(profile("iq")))


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("F. No. 28034/9/2026-Estt.(A)\nGovernment of India\nDated the 3rd March, 2026\n\n", "28034/9/2026-Estt.(A)"),
        ("MINISTRY OF WATER\nOur reference: MW/5/12\nYour reference: K/22\nDate: 3 March 2026\n\n", "MW/5/12"),
        (
            'OFFICE OF THE PRESIDENT\nTelegraphic Address: "Rais"        Ref. No. OP/9/1A Vol. II (45)\n'
            "Nairobi                   3rd March, 2026\n\n",
            "OP/9/1A Vol. II (45)",
        ),
    ],
)
def test_the_number_of_a_letter_is_whole(head: str, number: str) -> None:
    found = read(head + DUTY)
    assert (found.metadata.number, found.metadata.issued_on) == (number, date(2026, 3, 3))


@pytest.mark.parametrize("kind", ["OFFICE ORDER", "Office Memorandum", "OFFICE CIRCULAR"])
def test_a_kind_of_paper_issues_nothing(kind: str) -> None:
    found = read(f"{kind}\nNo. 12/2026\n\nDate: 3 March 2026\n\n{DUTY}")
    assert (found.metadata.number, found.metadata.issuer) == ("12/2026", None)


COPIED = "MINISTRY OF WORKS\nNo. 12\nDate: 3 March 2026\nSubject: Statements\n\n" + DUTY + "\nJ. Okello\nSecretary\n"


@pytest.mark.parametrize(
    "below",
    [
        "To\n1. All Sections\n2. Guard file\n",
        "Copy for information to:\n1. PS to Secretary\n2. Post on the website\n3. Submit copy to the Director\n",
        "cc: Chief Engineer – please follow up\nDistribution:\n- Circulate to all staff\n",
    ],
)
def test_those_who_get_a_copy_owe_nothing(below: str) -> None:
    assert len(read(COPIED + below).obligations) == 1


def test_what_binds_below_a_list_of_addresses_is_read() -> None:
    found = read(COPIED + "To\nAll Sections\n\nThe Stores Branch shall count the pipes by 1 April 2026.\n")
    assert [p.deadline.due_on for p in found.obligations] == [date(2026, 3, 20), date(2026, 4, 1)]


def test_a_guard_file_is_nobody_to_write_to() -> None:
    below = "\nTo\n1. All Sections\n2. Guard file\n"
    assert read(COPIED + below).metadata.to == "All Sections"


@pytest.mark.parametrize("day", ["12/ رمضان /1446هـ", "12/رمضان /1446 هـ", "12 /رمضان/ 1446هـ"])
def test_the_strokes_of_a_date_may_stand_apart(day: str) -> None:
    text = SAUDI.replace("12/3/2025", day) + "نأمل رفع تقرير خلال عشرة أيام من تاريخه.\n"
    assert read(text, "ar").metadata.issued_on == date(2025, 3, 12)


def test_a_number_without_its_sign_is_a_field_below_the_parties() -> None:
    found = read(
        "من مدير عام دائرة التخطيط إلى رؤساء الأقسام كافة\nالعدد 221\nبتاريخ 5 أيار 2025\nم/ خطة العام\n"
        "تقدم الأقسام خططها في موعد أقصاه 20 أيار 2025.\n",
        "ar",
    )
    assert (found.metadata.number, found.metadata.to) == ("221", "رؤساء الأقسام كافة")
    assert found.metadata.issued_on == date(2025, 5, 5)


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        ("نأمل من سعادتكم التوجيه برفع تقرير عن المستودعات خلال عشرة أيام من تاريخه.", [True]),
        ("نأمل تزويدنا بأسماء المشرفين قبل 20/3/2025م.", [True]),
        ("فنأمل حصر الأجهزة العاطلة، آملين إفادتنا بما يتخذ قبل نهاية الشهر.", [True, True]),
        ("نأمل أن يتم حصر المباني قبل 1/4/2025م.", [True]),
        ("ونأمل أن تسهم هذه الإجراءات في رفع مستوى الخدمة.", [False]),
        ("ونأمل من الجميع الشعور بالمسؤولية.", [False]),
    ],
)
def test_what_a_letter_hopes_of_an_office_is_asked_of_it(sentence: str, orders: list[bool]) -> None:
    found = [p for p in read(SAUDI + sentence + "\n", "ar").obligations if p.modality is Modality.OBLIGATION]
    assert [p.strength is Strength.ORDER for p in found] == orders or (orders == [False] and not found)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("يلغى كتابنا ح/4/ 655 في 12/1/2025.", "ح/4/655"),
        ("يلغى كتابنا ذو العدد ح / 4 / 656 في 12/1/2025.", "ح/4/656"),
        ("ينهى العمل بكتابنا 657 / ف في 12/1/2025.", "657/ف"),
    ],
)
def test_the_number_of_a_paper_is_read_over_its_strokes(said: str, number: str) -> None:
    (change,) = read(SAUDI + said + "\n", "ar").changes
    assert (change.number, change.dated) == (number, date(2025, 1, 12))


@pytest.mark.parametrize("act", ["إعلامنا بالنتائج", "رفدنا بتقرير ختامي مصور", "رفع تقرير"])
def test_what_is_due_on_the_day_after_something_announces_no_list(act: str) -> None:
    lead = SAUDI + "نوجه بالآتي:\n1. "
    (found,) = read(f"{lead}{act} في اليوم التالي لانتهاء الحملة.\n", "ar").obligations
    assert (found.deadline.count, found.deadline.anchor) == (1, Anchor.EVENT)
