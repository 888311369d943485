"""Letters, statements and minutes in English: lists under lists, charges, amendments, what ends by itself."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor, Modality, Pattern, Strength, TimeUnit
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

LETTER = "Ministry of Ports\nNo. 12\nDate: 20 January 2026\nTo: Directorate of Quays\nSubject: Works\n\n"
ORDER = "Section 1. Purpose. The ports are old.\n\nSec. 2. Actions. "
STATEMENT = "AL MARSA, 20 January 2026 – The Minister of Works, Salim Haddad, chaired a meeting today.\n\n"
DAY = date(2026, 1, 20)


def read(text: str, head: str = LETTER) -> tuple[Proposal, ...]:
    return propose(Document("a.txt", head + text, "en", ""), DAY, None, load(profile("iq"))).obligations


def test_letters_below_a_number_belong_to_its_lead() -> None:
    found = read(
        "Having considered the report, in which a shortage was noted, the Minister has agreed to the following:\n"
        "1. Your Directorate shall undertake the following:\n"
        "a. Painting the cranes.\nb. Not mooring barges at Quay 3 until 28 February 2026.\n"
        "2. The Survey Unit shall count the bollards.\n"
    )
    assert [(p.addressee, p.modality) for p in found] == [
        ("Directorate of Quays", Modality.OBLIGATION),
        ("Directorate of Quays", Modality.PROHIBITION),
        ("Survey Unit", Modality.OBLIGATION),
    ]
    assert found[1].ends_on == date(2026, 2, 28)


@pytest.mark.parametrize("verb", ["surrender", "winterise", "repatriate"])
def test_an_infinitive_of_any_verb_is_an_item(verb: str) -> None:
    found = read(f"You are accordingly directed:\n(i) to {verb} old chains by 3 March 2026;\n(ii) to count the oars.\n")
    assert [p.deadline.due_on for p in found] == [date(2026, 3, 3), None]


@pytest.mark.parametrize(
    "text",
    [
        'In clause 4, for the figure "30", the figure "45" shall be substituted.',
        'After rule 2, the following shall be inserted, namely: "2A. Fees are halved."',
        "Paragraph 6 is omitted.",
    ],
)
def test_words_put_into_another_paper_are_no_duty(text: str) -> None:
    assert read(text) == ()


def test_who_breaks_a_rule_is_only_threatened() -> None:
    (found,) = read("Whoever breaks this rule shall be liable to a fine.")
    assert found.strength is Strength.EXHORTATION


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("The wearing of helmets is compulsory on all quays.", Pattern.MAINTENANCE),
        ("A leak of the tank must be reported to the Fire Unit within one hour of its discovery.", Pattern.TRIGGERED),
        ("Divers shall inspect the piles, and report any cracks to the Office within 15 days.", Pattern.ACHIEVEMENT),
    ],
)
def test_what_lasts_what_comes_again_and_what_is_done_once(text: str, pattern: Pattern) -> None:
    assert read(text)[-1].pattern is pattern


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Board shall terminate 4 years after the date of this order unless renewed by the Minister.",
        "The Harbour Board shall cease to exist on March 1, 2027.",
    ],
)
def test_a_body_that_ends_by_the_order_owes_nothing(text: str) -> None:
    assert read(text, ORDER) == ()


def test_a_contract_that_somebody_ends_is_a_duty() -> None:
    (found,) = read("The Registrar shall terminate idle leases by September 1, 2026.", ORDER)
    assert found.deadline.due_on == date(2026, 9, 1)


def test_a_number_is_told_and_the_rest_has_its_own_day() -> None:
    found = read(
        "At least five shall be finished within 2 months of the date of this order, and the remainder within 4 months "
        "of the date of this order.",
        ORDER,
    )
    assert len(found) == 2


def test_a_period_from_the_order_runs_once() -> None:
    (found,) = read(
        "The Registrar shall, within 30 days of the date of this order, withdraw any permit for idle boats.", ORDER
    )
    assert found.pattern is Pattern.ACHIEVEMENT


def test_a_gerund_names_the_charge() -> None:
    found = read(
        "The Minister tasked the Roads Directorate with clearing the drains within ten days and with reporting to him "
        "weekly.\n\nHe called upon citizens and residents to keep away from the wadis.\n",
        STATEMENT,
    )
    assert [(p.addressee, p.pattern, p.strength) for p in found] == [
        ("Roads Directorate", Pattern.ACHIEVEMENT, Strength.ORDER),
        ("Roads Directorate", Pattern.PERIODIC, Strength.ORDER),
        ("citizens and residents", Pattern.MAINTENANCE, Strength.EXHORTATION),
    ]


@pytest.mark.parametrize("act", ["render a return of fuel", "invite tenders", "face the quay when mooring"])
def test_a_verb_that_some_threats_use_is_still_a_duty(act: str) -> None:
    (found,) = read(f"Pilots shall {act} every Sunday.")
    assert (found.addressee, found.strength) == ("Pilots", Strength.ORDER)


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        (
            "The Unit shall guard the gates, provided that the courts support it.",
            ["provided that the courts support it"],
        ),
        ("The Unit shall pay the men, provided the budget is approved.", ["provided the budget is approved"]),
        ("A committee shall review the leases, provided that the committee submits its findings by 1 March 2026.", []),
    ],
)
def test_what_is_said_of_somebody_not_named_before_is_a_condition(text: str, conditions: list[str]) -> None:
    """And what is said of a body that was named is a duty of its own."""
    found = read(text)
    assert [c for p in found for c in p.conditions] == conditions
    assert len(found) == (1 if conditions else 2)


@pytest.mark.parametrize(
    "lead",
    [
        "You are therefore directed to take action on the following points:",
        "You are directed to take the following action:",
        "All units shall comply strictly with the following directions:",
    ],
)
def test_the_items_below_what_is_to_be_acted_on_are_duties(lead: str) -> None:
    items = "\n1. Furnish the list of families.\n2. Keep the room staffed.\n3. Do not permit any fresh mooring.\n"
    assert [p.quote.split()[0] for p in read(lead + items)] == ["Furnish", "Keep", "Do"]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("بغداد / وكالة أنباء الرافدين - 22 تشرين الأول 2025", "ar"),
        ("أربيل/ نينا/ 22-10-2025", "ar"),
        ("النجف الأشرف / المكتب الإعلامي 22 تشرين الأول 2025", "ar"),
        ("BAGHDAD / INA – 22 October 2025", "en"),
        ("Juba, 22 October 2025 (UNMISS)", "en"),
    ],
)
def test_the_line_of_a_news_agency_says_the_day(line: str, language: str) -> None:
    body = {
        "ar": "وجه الوزير الشركة العامة للسكك بإعادة تشغيل الخط خلال عشرة أيام.",
        "en": "The Minister directed the railway company to reopen the line within ten days.",
    }[language]
    text = f"{line}\n\n{body}\n"
    found = propose(Document("a.txt", text, language, ""), None, None, load(profile("iq")))
    assert found.metadata.issued_on == date(2025, 10, 22)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("The Unit shall stamp the cargo papers again.", Pattern.MAINTENANCE),
        ("The Unit shall go back to issuing complaint cards.", Pattern.MAINTENANCE),
        ("The Unit shall submit the reports again.", Pattern.ACHIEVEMENT),
        ("The Unit shall count the bollards again by 1 March 2026.", Pattern.ACHIEVEMENT),
    ],
)
def test_a_practice_taken_up_again_is_kept_from_then_on(text: str, pattern: Pattern) -> None:
    assert [p.pattern for p in read(text)] == [pattern]


@pytest.mark.parametrize(
    ("item", "who", "action"),
    [
        ("All boats shall be painted by 3 March 2026", "Directorate of Quays", "All boats shall be painted by"),
        ("Returns must be sent to the Minister by the fifth of each month", "Directorate of Quays", "Returns must be"),
        ("Ropes will be issued to crews weekly by the Supply Office", "Supply Office", "Ropes will be issued"),
        ("Shore leave is suspended until further notice", "Directorate of Quays", "Shore leave is suspended"),
        ("Night diving is discontinued forthwith", "Directorate of Quays", "Night diving is discontinued"),
    ],
)
def test_what_undergoes_an_act_stands_in_its_words(item: str, who: str, action: str) -> None:
    (found,) = read(f"1. {item}.\n")
    assert (found.quote, found.addressee) == (item, who)
    assert found.action.startswith(action)


def test_a_second_act_on_one_thing_names_it_again() -> None:
    found = read("1. All boats shall be painted by 3 March 2026 and shall be numbered by 9 March 2026.\n")
    assert [p.action for p in found] == [
        "All boats shall be painted by 3 March 2026",
        "All boats shall be numbered by 9 March 2026",
    ]


def test_a_series_after_a_first_date_begins_there_and_may_end() -> None:
    first, again = read(
        "The Registrar shall publish a list of berths within 10 days of this order and every 6 months thereafter until "
        "2030.\n",
        ORDER,
    )
    assert first.due_on == date(2026, 2, 1)  # the tenth day is a Friday
    assert (again.deadline.rrule, again.effective_on) == ("FREQ=MONTHLY;INTERVAL=6", date(2026, 2, 2))
    assert again.ends_on == date(2030, 12, 31)


def test_who_has_so_many_days_to_act_is_due_by_the_last() -> None:
    (found,) = read(
        "Following submission of the plan, the Registrar shall have 30 days to approve or return it.\n", ORDER
    )
    assert (found.deadline.count, found.deadline.anchor, found.pattern) == (30, Anchor.EVENT, Pattern.ACHIEVEMENT)


def test_decimal_numbers_open_the_items_of_minutes() -> None:
    found = read(
        "MINUTES OF THE 14TH MEETING\nheld on 20 January 2026\n\n1. The Chair welcomed the members.\n\n2. Piers\n"
        "2.1 The Engineer reported that two piers had been closed in June.\n"
        "2.2 It was decided that the Works Division would shore up the north pier before 31 January 2026.\n"
        "2.3 SP to depute a nodal officer by 3 February 2026. Overloaded boats shall not be moored.\n"
        "2.4 All departments were requested to nominate one officer each by 4 February 2026.\n"
        "2.5 The Director to stock rope within a week and furnish a report to the Chair.\n",
        head="",
    )
    assert [(p.addressee, p.modality) for p in found] == [
        ("Works Division", Modality.OBLIGATION),
        ("SP", Modality.OBLIGATION),
        (None, Modality.PROHIBITION),
        ("All departments", Modality.OBLIGATION),
        ("Director", Modality.OBLIGATION),
        ("Director", Modality.OBLIGATION),
    ]
    assert [p.due_on for p in found][:2] == [date(2026, 1, 30), date(2026, 2, 3)]


@pytest.mark.parametrize(
    ("item", "rule", "due"),
    [
        ("Barges which were idle for six months should be sent to the yard not later than 30 April 2026", None, 30),
        ("Returns should reach this office by 29 April 2026", None, 29),
        ("Monthly fuel returns shall reach this office on or before the 5th of the succeeding month", 5, None),
    ],
)
def test_what_should_reach_by_a_day_is_ordered_of_who_is_written_to(
    item: str, rule: int | None, due: int | None
) -> None:
    (found,) = read(f"1. {item}.\n")
    assert (found.addressee, found.strength) == ("Directorate of Quays", Strength.ORDER)
    assert found.due_on == (date(2026, 4, due) if due else None)
    assert found.deadline.rrule == (f"FREQ=MONTHLY;BYMONTHDAY={rule}" if rule else None)


def test_who_signs_a_permit_is_not_who_is_forbidden() -> None:
    (found,) = read("1. No barge shall leave the basin without a permit signed by the Chief Officer concerned.\n")
    assert found.addressee == "Directorate of Quays"


def test_the_day_of_speaking_is_no_deadline_of_the_second_act() -> None:
    found = read(
        "Speaking on Sunday, Haddad said the Ports Authority must complete a count of berths within eight weeks and "
        "hand over the results to his office.\n",
        STATEMENT,
    )
    assert [p.due_on is None for p in found if "hand over" in p.quote] == [True]


def test_a_second_addressee_stands_below_the_first() -> None:
    text = (
        "PORT OFFICE\nRef: A/7\n17 March 2026\n\nTo: All Chief Officers\n    Sub-County Heads\n\nRE: ROPES\n\n1. Go.\n"
    )
    found = propose(Document("a.txt", text, "en", ""), None, None, load(profile("iq")))
    assert found.metadata.to == "All Chief Officers, Sub-County Heads"


def test_a_number_without_a_label_and_an_address_above_the_subject() -> None:
    text = (
        "MINISTRY OF PORTS\n\nMP/S/118/C.2/22          12 August 2025\n\nThe Executive Secretary,\n"
        "Harbour Commission,\nPort City.\n\nRE: DREDGING ARREARS\n\nYou are requested to:\na. suspend all payments;\n"
    )
    found = propose(Document("a.txt", text, "en", ""), None, None, load(profile("iq")))
    assert (found.metadata.number, found.metadata.issued_on) == ("MP/S/118/C.2/22", date(2025, 8, 12))
    assert (found.metadata.to, found.metadata.subject) == (
        "The Executive Secretary, Harbour Commission, Port City",
        "DREDGING ARREARS",
    )
    assert [p.addressee for p in found.obligations] == [found.metadata.to]


def test_the_folio_of_a_file_belongs_to_its_number() -> None:
    text = "PORT OFFICE\nRef: PO/CS/7/VOL.III (41)      17th March, 2025\n\nTo: All Crews\n\n1. Count the ropes.\n"
    found = propose(Document("a.txt", text, "en", ""), None, None, load(profile("iq"))).metadata
    assert (found.number, found.issued_on) == ("PO/CS/7/VOL.III (41)", date(2025, 3, 17))


@pytest.mark.parametrize(
    ("item", "modality"),
    [
        ("There shall be a complete ban on night diving for sixty days", Modality.PROHIBITION),
        ("There shall be no parking on Quay 4", Modality.PROHIBITION),
        ("There shall be a control room in each harbour", Modality.OBLIGATION),
        ("No exemption will be granted without the approval of the Minister", Modality.PROHIBITION),
        ("Kindly note that no claim should be paid unless it has been countersigned", Modality.PROHIBITION),
        ("The Supply Office will recall all borrowed ropes", Modality.OBLIGATION),
    ],
)
def test_what_a_letter_lays_down_in_other_words(item: str, modality: Modality) -> None:
    (found,) = read(f"1. {item}.\n")
    assert (found.modality, found.strength) == (modality, Strength.ORDER)


def test_the_words_of_an_event_end_with_their_clause() -> None:
    first, second = read(
        "1. The Harbour Master shall open a file within 24 hours of any report of theft and inform the Guard.\n"
    )
    assert (first.deadline.count, first.deadline.unit, first.pattern) == (24, TimeUnit.HOUR, Pattern.TRIGGERED)
    assert first.deadline.phrase == "within 24 hours of any report of theft"
    assert second.pattern is Pattern.TRIGGERED


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Within 30 days of receiving the inventory, the Registrar shall recommend priorities.", Pattern.ACHIEVEMENT),
        ("The Registrar shall inform owners within 3 days of receiving the complaint.", Pattern.TRIGGERED),
    ],
)
def test_what_is_received_once_asks_for_one_act(text: str, pattern: Pattern) -> None:
    (found,) = read(text, ORDER)
    assert found.pattern is pattern


def test_what_is_suspended_for_a_period_ends_with_it() -> None:
    (found,) = read("For a period of 90 days from the date of this order, agencies shall suspend new hiring.", ORDER)
    assert (found.pattern, found.ends_on) == (Pattern.MAINTENANCE, date(2026, 4, 20))
