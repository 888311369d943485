"""Statements in the giver's own words, times that two acts share, tables of actions, and what a verb alone shows."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor, DeadlineKind, Modality, Pattern, Strength
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument, Proposal

LETTER = "Ministry of Ports\nNo. 12\nDate: 20 January 2026\nTo: Directorate of Quays\nSubject: Works\n\n"
MINUTES = "MINUTES OF THE 3RD MEETING\nDate: 20 January 2026\nVenue: Hall 2\n\nThe following was agreed:\n"
ARABIC = "وزارة الموانئ\nالعدد: 12\nالتاريخ: 20/1/2026\n\nإلى / مديرية الأرصفة\nم / أعمال\n\n"


def whole(text: str, language: str = "en") -> ExtractedDocument:
    return propose(Document("a.txt", text, language, ""), None, None, load(profile("iq")))


def read(text: str, language: str = "en") -> tuple[Proposal, ...]:
    return whole(text, language).obligations


def orders(text: str, language: str = "en") -> list[Proposal]:
    return [p for p in read(text, language) if p.strength is Strength.ORDER]


def test_a_statement_of_its_giver_is_an_order_and_his_news_is_none() -> None:
    found = whole(
        "ADDRESS BY THE GOVERNOR OF THE HARBOUR COUNTY\nPort Salim, 20 January 2026\n\nFellow residents,\n\n"
        "Last week the storm sank three boats. I have met the families.\n\nI am today issuing these directives:\n\n"
        "All night fishing is hereby suspended until 31 March 2026.\n\nThe Department of Piers shall mend the jetty "
        "within ten days. None of the boats shall sail "
        "without a radio. Boat owners have until 1 March 2026 to comply.\n\n"
        "The storms are expected to end in February. The new lighthouse will be opened next year.\n"
    )
    assert found.metadata.issuer == "Governor of the Harbour County"
    assert [p.quote.split()[0:2] for p in found.obligations] == [
        ["All", "night"],
        ["The", "Department"],
        ["None", "of"],
        ["Boat", "owners"],
    ]
    assert [p.due_on for p in found.obligations] == [None, date(2026, 2, 1), None, date(2026, 3, 1)]
    assert found.obligations[0].ends_on == date(2026, 3, 31)


def test_a_report_of_what_another_said_is_no_statement() -> None:
    found = orders(
        "PORT SALIM, 20 January 2026 - Fishermen asked for help. The harbour will be dredged next year, an "
        "expert said. "
        "A boat owner said that he would have to sell his nets.\n"
    )
    assert found == []


def test_what_was_told_today_is_not_due_today() -> None:
    head = "REMARKS BY THE MINISTER OF PORTS\n20 January 2026\n\n"
    (count,) = orders(f"{head}I am today directing all harbour masters to count the buoys.\n")
    assert count.deadline.kind is DeadlineKind.NONE
    told = "I have told you of the storm. I have instructed the Chief Diver to search the wreck, "
    two = orders(f"{head}{told}and he will report to me within ten days.\n")
    assert [(p.addressee, p.due_on) for p in two] == [("Chief Diver", None), ("Chief Diver", date(2026, 2, 1))]


@pytest.mark.parametrize(
    ("text", "dues"),
    [
        ("The office shall count the oars and send the list within ten days.", [date(2026, 2, 1), date(2026, 2, 1)]),
        ("The office is to count the oars and to send the list by 3 February 2026.", [date(2026, 2, 3)] * 2),
        ("The office shall count the oars by 1 February 2026 and send the list by 3 February 2026.", None),
        ("The office shall count the oars, and shall send the list by 3 February 2026.", [None, date(2026, 2, 3)]),
    ],
)
def test_a_time_behind_two_verbs_joined_by_and_is_of_both(text: str, dues: list[date | None] | None) -> None:
    found = read(f"{LETTER}1. {text}\n")
    assert [p.due_on for p in found] == (dues or [date(2026, 2, 1), date(2026, 2, 3)])
    shared = dues is not None and len(set(dues)) == 1
    assert any("Does it cover both" in q.text["en"] for q in found[0].questions) is shared


@pytest.mark.parametrize(
    ("item", "kind", "modality"),
    [
        ("Mount night patrols along the quay until 15 March 2026.", Pattern.MAINTENANCE, Modality.OBLIGATION),
        ("Acknowledge receipt of this signal.", Pattern.ACHIEVEMENT, Modality.OBLIGATION),
        ("Harbour Department to stop and search every lorry until further notice.", None, Modality.OBLIGATION),
        ("Stop the sale of ice.", Pattern.MAINTENANCE, Modality.PROHIBITION),
        ("Cases be lodged against owners of unlit boats.", Pattern.ACHIEVEMENT, Modality.OBLIGATION),
        ("No leave will be granted until the count is complete.", Pattern.MAINTENANCE, Modality.PROHIBITION),
        ("Gatherings of more than fifty people are banned for 21 days.", Pattern.MAINTENANCE, Modality.PROHIBITION),
        ("The owners shall pay wages only through bank accounts.", Pattern.MAINTENANCE, Modality.OBLIGATION),
    ],
)
def test_what_an_item_asks_for(item: str, kind: Pattern | None, modality: Modality) -> None:
    (found,) = orders(f"{LETTER}The following is ordered:\n1. {item}\n")
    assert found.modality is modality
    assert kind in (None, found.pattern)


def test_the_case_that_opens_a_sentence_is_the_case_of_all_of_it() -> None:
    lost = read(
        f"{LETTER}1. Upon the loss of a key, the holder shall inform us, "
        "and the lock shall be changed within 72 hours.\n"
    )
    assert [p.pattern for p in lost] == [Pattern.TRIGGERED, Pattern.TRIGGERED]
    (asked,) = read(
        f"{LETTER}1. Where a ship is late, its agent shall explain within five days of being notified by the pilot.\n"
    )
    assert (asked.pattern, asked.deadline.anchor) == (Pattern.TRIGGERED, Anchor.EVENT)


def test_two_times_of_one_verb_are_two_duties() -> None:
    found = read(
        f"{LETTER}1. The office shall paint half of the cranes by 1 March 2026 and the rest of them by 1 May 2026.\n"
    )
    assert [p.due_on for p in found] == [date(2026, 3, 1), date(2026, 5, 1)]


def test_minutes_count_from_their_meeting_and_a_table_hands_out_its_rows() -> None:
    found = read(
        f"{MINUTES}1. The Store shall count the ropes within ten days of the meeting.\n\n"
        "No. | Action | Responsible | By when\n1 | Mend the pump | Workshop | 1 March 2026\n"
    )
    assert [(p.addressee, p.due_on) for p in found] == [("Store", date(2026, 2, 1)), ("Workshop", date(2026, 3, 1))]
    table = read(
        "محضر اجتماع لجنة الأرصفة\nالتاريخ: 20/1/2026\n\nتم الاتفاق على التوصيات الآتية:\n\n"
        "ت | الإجراء المطلوب | الجهة المنفذة | موعد الإنجاز\n"
        "1 | إصلاح المضخة | قسم الورش | 1/3/2026\n2 | جرد الحبال | المخزن | خلال عشرة أيام من تاريخ الاجتماع\n"
        "3 | إعداد موقف | شعبة المتابعة | كل يوم أحد\n",
        "ar",
    )
    assert [(p.addressee, p.due_on, p.pattern) for p in table] == [
        ("قسم الورش", date(2026, 3, 1), Pattern.ACHIEVEMENT),
        ("المخزن", date(2026, 2, 1), Pattern.ACHIEVEMENT),
        ("شعبة المتابعة", None, Pattern.PERIODIC),
    ]


def test_a_time_behind_a_list_of_arabic_acts_is_of_all_of_them() -> None:
    found = read(
        f"{ARABIC}1- تتولى الشعبة مسح المراسي، وتثبيت مواقعها، وإرسال الخرائط إلى مديريتنا، "
        "وذلك خلال (10) عشرة أيام.\n",
        "ar",
    )
    assert [p.due_on for p in found] == [date(2026, 2, 1)] * 3


@pytest.mark.parametrize(
    ("item", "addressee"),
    [
        ("تتابع الأمانة العامة لمجلس الموانئ تنفيذ هذا القرار.", "الأمانة العامة لمجلس الموانئ"),
        ("على مديري الأقسام المتأخرة بيان أسباب التأخير خلال ثلاثة أيام.", "مديري الأقسام المتأخرة"),
        ("على مالكي الزوارق غير المرخصة التقدم إلى الدائرة خلال شهر.", "مالكي الزوارق غير المرخصة"),
        ("يلتزم سائقو الشاحنات بتثبيت اللوحات.", "سائقو الشاحنات"),
    ],
)
def test_whom_an_arabic_item_names(item: str, addressee: str) -> None:
    (found,) = read(f"{ARABIC}قرر:\nمادة (1)\n{item}\n", "ar")
    assert found.addressee == addressee


def test_what_remains_in_force_asks_nothing() -> None:
    assert read(f"{ARABIC}تبقى الفقرات الأخرى من كتابنا نافذة على حالها.\n", "ar") == ()


@pytest.mark.parametrize(
    ("item", "addressee", "due"),
    [
        (
            "The Chief of Mission Aid is to install meters within ten days.",
            "Chief of Mission Aid",
            date(2026, 2, 1),
        ),
        ("A compliance report may be sent to this Ministry by the 10th of each month.", "Directorate of Quays", None),
        ("The weekly fuel return shall reach us by close of business each Thursday.", "Directorate of Quays", None),
        ("The Committee shall meet at least once a fortnight.", "Committee", None),
    ],
)
def test_forms_of_offices_that_write_english(item: str, addressee: str, due: date | None) -> None:
    (found,) = orders(f"{LETTER}The following is ordered:\n1. {item}\n")
    assert (found.addressee, found.due_on) == (addressee, due)
    assert (found.pattern is Pattern.PERIODIC) is (due is None)


def test_keys_to_a_thing_are_nobody_and_what_is_directed_to_say_is_no_order() -> None:
    head = "The undersigned is directed to refer to the letter of this Ministry and to say that much is missing.\n"
    (found,) = read(f"{LETTER}{head}\nAction required:\n1. Keys to lockers are not to be left in the locks.\n")
    assert found.modality is Modality.PROHIBITION
    assert found.quote.startswith("Keys to lockers")


def test_a_direction_made_by_a_judge_has_his_day() -> None:
    found = whole(
        "COUNTY COURT OF MERIDIA\nPRACTICE DIRECTION No. 2 of 2026\nFiling\n\n"
        "Made by the Chief Judge on 2 March 2026\n\n"
        "1. The Registrar shall return any bundle within two working days of its receipt.\n"
        "2. The Registrar will report to the Chief Judge by 30 September 2026.\n"
    )
    assert (found.metadata.number, found.metadata.issued_on) == ("2 of 2026", date(2026, 3, 2))
    assert [p.due_on for p in found.obligations] == [None, date(2026, 9, 30)]


def test_small_roman_numbers_are_items() -> None:
    head = "Following the fires, you are hereby directed as follows:\n\n"
    items = (
        "i. Remove all grills by 27 February 2026.\nii. Conduct fire drills.\niii. Submit the list within ten days.\n"
    )
    assert [p.due_on for p in read(f"{LETTER}{head}{items}")] == [date(2026, 2, 27), None, date(2026, 2, 1)]


def test_a_list_of_gerunds_is_split_and_refraining_forbids() -> None:
    head = "You are kindly requested to comply with the following:\n\n"
    items = (
        "1- Servicing all pumps by 15 February 2026 and retaining the records.\n"
        "2- Refraining from storing fuel inside.\n"
    )
    assert [(p.modality, p.due_on) for p in read(f"{LETTER}{head}{items}")] == [
        (Modality.OBLIGATION, date(2026, 2, 15)),
        (Modality.OBLIGATION, None),
        (Modality.PROHIBITION, None),
    ]


def test_what_a_minister_gave_time_for_and_refused_in_news() -> None:
    found = orders(
        "ABUJA, 14 May 2026 — The Minister of Works, Engr. Musa Danladi, has ordered contractors to return to site "
        "within seven days.\n\nHe gave the consultant until 29 May to explain the delay.\n\n"
        "“No certificate will be honoured until the failed sections have been rebuilt,” the minister said.\n"
    )
    assert [(p.due_on, p.modality, p.ends_on) for p in found] == [
        (date(2026, 5, 21), Modality.OBLIGATION, None),
        (date(2026, 5, 29), Modality.OBLIGATION, None),
        (None, Modality.PROHIBITION, None),
    ]
    assert found[2].exceptions == ("until the failed sections have been rebuilt",)


def test_a_direction_with_infinitives_under_it() -> None:
    found = orders(
        "BOROUGH OF ELMTON\nDIRECTION\n\nTo: Elmton Waste Ltd\nDate: 3 March 2026\n\n"
        "The Council directs the Company as follows:\n\n"
        "(1) to publish a timetable and to deliver a copy to every house no later than 13 March; and\n"
        "(2) thereafter to report missed collections every Monday until 31 May 2026.\n\n"
        "The Company has 21 days in which to appeal.\n"
    )
    assert [(p.due_on, p.ends_on) for p in found] == [
        (date(2026, 3, 13), None),
        (date(2026, 3, 13), None),
        (None, date(2026, 5, 31)),
    ]
    assert not found[1].quote.endswith("and")
