"""English orders of many offices: councils, brigades, banks, courts, reports; what comes again, and who is told."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor, Modality, Pattern, Strength
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument, Proposal

LETTER = "Ministry of Ports\nNo. 12\nDate: 20 January 2026\nTo: Directorate of Quays\nSubject: Works\n\n"
NEWS = "Basra, 20 January 2026 - The Governor, Mr. Ade Bello, on Tuesday visited the port.\n\n"
MINUTES = "Minutes of the meeting of the Harbour Board held on 20 January 2026 in the old Custom House at Mersa\n\n"
BRIGADE = "HEADQUARTERS 3 BRIGADE\nWARNING ORDER 12/25\nDTG: 031800 March 2025\n\n"


def whole(text: str) -> ExtractedDocument:
    return propose(Document("a.txt", text, "en", ""), None, None, load(profile("literal")))


def read(text: str, head: str = LETTER) -> tuple[Proposal, ...]:
    return whole(head + text).obligations


def test_the_day_of_a_session_is_the_day_of_its_decisions_and_no_deadline() -> None:
    found = read(
        "First: The Ministry of Trade shall distribute flour within two months from the date of this decision.\n"
        "Second: All ministries shall post price lists.\n",
        "Council of Ministers Decision No. (412) of 2024\n\nAt its tenth regular session, held on 12 March 2024, "
        "the Council of Ministers decided the following:\n\n",
    )
    assert [(p.issued_on, p.due_on) for p in found] == [
        (date(2024, 3, 12), date(2024, 5, 12)),
        (date(2024, 3, 12), None),
    ]


@pytest.mark.parametrize(
    "line", ["New Delhi, dated the 9th June, 2025", "Chandigarh, dated 09.06.2025", "Made: 9 June 2025"]
)
def test_a_line_with_dated_is_the_day_of_issue(line: str) -> None:
    found = whole(
        f"Government of Sarand\nDepartment of Records\n{line}\n\nOFFICE MEMORANDUM\n\n"
        "(i) All offices shall count the files within 5 days from the date of issue of this O.M.\n"
    )
    assert found.metadata.issued_on == date(2025, 6, 9)
    assert [p.due_on for p in found.obligations] == [date(2025, 6, 14)]


def test_another_letter_that_is_referred_to_dates_nothing() -> None:
    found = whole(
        "Department of Local Government\nNo. 3/17/2025-4LG/881\nAmbala, dated 14.05.2025\n\n"
        "To\n        All Commissioners\n\n"
        "Subject:- Drains\n\n        Reference this office letter No. 3/17/2025-4LG/702 dated 02.04.2025.\n\n"
        "2.      You are, therefore, requested to clear all drains by 15.06.2025.\n"
    )
    assert found.metadata.issued_on == date(2025, 5, 14)
    assert [(p.addressee, p.due_on) for p in found.obligations] == [("All Commissioners", date(2025, 6, 15))]


@pytest.mark.parametrize(
    "words", ["of the coming into force of this Direction", "after this Direction comes into force"]
)
def test_a_line_says_since_when_an_order_holds(words: str) -> None:
    (found,) = read(
        f"(1) Each navigation trust must name an engineer within 30 days {words}.\n",
        "Ministry of Ports\nDIRECTION\nMade: 2 May 2025\nComing into force: 1 June 2025\n\n",
    )
    assert (found.addressee, found.deadline.anchor) == ("Each navigation trust", Anchor.EFFECTIVE)
    assert found.due_on == date(2025, 7, 1)


@pytest.mark.parametrize("paper", ["cable", "fax", "FRAGO", "office memorandum", "standing order"])
def test_a_period_from_the_day_of_any_kind_of_paper(paper: str) -> None:
    (found,) = read(f"1. The Survey Unit shall count the bollards within 5 days of the date of this {paper}.\n")
    assert found.due_on == date(2026, 1, 25)


@pytest.mark.parametrize("lead", ["Ward managers must, by 20 March 2026:", "Ward managers must by 20 March 2026:"])
def test_a_day_between_must_and_the_colon_is_that_of_the_items(lead: str) -> None:
    found = read(f"{lead}\n- count the pumps;\n- return faulty pumps to stores.\n")
    assert [p.due_on for p in found] == [date(2026, 3, 20)] * 2


@pytest.mark.parametrize(
    ("text", "modality", "who"),
    [
        ("RESOLVED that the public toilets be reopened by 1 May 2026.", Modality.OBLIGATION, None),
        ("RESOLVED: That no vehicle be hired without the consent of the Clerk.", Modality.PROHIBITION, None),
        ("RESOLVED unanimously that the Clerk write to the County Engineer.", Modality.OBLIGATION, "Clerk"),
        ("Resolved that the Treasurer shall report on arrears every quarter.", Modality.OBLIGATION, "Treasurer"),
        ("It was resolved that the gates of the park be locked at dusk.", Modality.OBLIGATION, None),
        ("Agreed: no overtime to be paid without the Chair's approval.", Modality.PROHIBITION, None),
        ("The Clerk undertook to obtain two quotations by 1 June 2026.", Modality.OBLIGATION, "Clerk"),
    ],
)  # fmt: skip
def test_a_resolution_without_a_body_before_it(text: str, modality: Modality, who: str | None) -> None:
    (found,) = read(text + "\n", MINUTES)
    assert (found.modality, found.addressee) == (modality, who)


@pytest.mark.parametrize("text", ["the accounts for 2025 be approved", "the Board express its thanks to the crews"])
def test_what_a_resolution_does_by_itself_is_no_duty(text: str) -> None:
    assert read(f"RESOLVED that {text}.\n", MINUTES) == ()


@pytest.mark.parametrize(
    "case",
    [
        "Should fighting break out,",
        "After any lockdown,",
        "Following an escape,",
        "Where the portal is out of service,",
        "If the siren sounds,",
    ],
)
def test_what_may_befall_again_opens_a_case(case: str) -> None:
    (found,) = read(f"1. {case} the warden shall inform the governor within two hours.\n")
    assert (found.pattern, found.deadline.anchor, found.due_on) == (Pattern.TRIGGERED, Anchor.EVENT, None)


@pytest.mark.parametrize("case", ["After the flood of 2 January,", "After a period of two years,", "After an audit,"])
def test_one_occasion_is_no_case(case: str) -> None:
    (found,) = read(f"1. {case} the engineers shall inspect the wall.\n")
    assert found.pattern is not Pattern.TRIGGERED


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Where a party wishes to be heard, he shall file a notice.", "party"),
        ("If an officer loses his card, he must tell the registry.", "officer"),
        ("The Superintendent (Traffic) will send the figures each month.", "Superintendent (Traffic)"),
        ("The Registry shall keep the seal in a safe.", "Registry"),
    ],
)
def test_who_is_told(text: str, who: str) -> None:
    assert [p.addressee for p in read(f"1. The Registrar shall open the list.\n2. {text}\n")] == ["Registrar", who]


def test_works_that_nobody_was_told_to_finish_are_an_event() -> None:
    (found,) = read("Contractors shall hand over the keys within 10 days of completion of the works.\n")
    assert found.deadline.anchor is Anchor.EVENT


def test_verbs_after_also_are_cut_as_others_are() -> None:
    found = read("Wardens must also name a deputy and send the name to Stores by 3 March 2026.\n")
    assert [p.quote.split()[0] for p in found] == ["Wardens", "send"]


@pytest.mark.parametrize(
    ("text", "who", "modality"),
    [
        ("All units: no movement at night.", "All units", Modality.PROHIBITION),
        ("Units report daily by 1800.", "Units", Modality.OBLIGATION),
        ("A Company secures the bridge by 5 March 2025.", "A Company", Modality.OBLIGATION),
        ("Signals: radio silence from 2200 to 0500.", "Signals", Modality.OBLIGATION),
        ("Patrol commanders send a report every six hours.", "Patrol commanders", Modality.OBLIGATION),
    ],
)
def test_soldiers_are_told_in_few_words(text: str, who: str, modality: Modality) -> None:
    (found,) = read(f"1. {text}\n", BRIGADE)
    assert (found.addressee, found.modality) == (who, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Casualties: no injuries reported.",
        "Weather: no rain expected.",
        "The enemy moves supplies daily.",
        "Villages receive water weekly.",
        "Units have reported daily since May.",
    ],
)
def test_how_things_stand_orders_nothing(text: str) -> None:
    assert read(f"1. {text}\n", BRIGADE) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The Governor stressed that dumping of refuse in drains is prohibited.",
        "The Governor warned that private guards must not carry arms.",
        "The Governor said that thieves will be punished, and that shops must not keep fuel overnight.",
    ],
)
def test_a_rule_insisted_on_in_a_report_forbids(text: str) -> None:
    (found,) = read(text + "\n", NEWS)
    assert (found.modality, found.issuer) == (Modality.PROHIBITION, "Governor Mr. Ade Bello")
    assert "punished" not in found.quote


@pytest.mark.parametrize(
    "text",
    [
        "He noted that overloading is not allowed in other states.",
        "He warned that the dam may burst and that prices will rise.",
        "Under the law, camps must have one doctor for every 500 people.",
    ],
)
def test_what_a_report_explains_orders_nothing(text: str) -> None:
    assert read(f"The Governor toured the port.\n\n{text}\n", NEWS) == ()


def test_what_is_ordered_by_its_name() -> None:
    found = read("The Governor ordered on Monday the formation of a committee to audit the contracts.\n", NEWS)
    assert [(p.modality, p.due_on) for p in found] == [(Modality.OBLIGATION, None)]


def test_a_title_with_a_hyphen_is_one_title() -> None:
    found = read("He also directed the Accountant-General to pay the crews with immediate effect.\n", NEWS)
    assert [(p.issuer, p.addressee) for p in found] == [("Governor Mr. Ade Bello", "Accountant-General")]


def test_a_circumstance_after_the_modal_forbids() -> None:
    (found,) = read("1. Cooks must under no circumstances accept food delivered late.\n")
    assert found.modality is Modality.PROHIBITION


def test_a_figure_with_a_comma_does_not_hide_who_is_nobody() -> None:
    (found,) = read("With immediate effect, no voucher above KES 5,000 is to be paid without approval.\n")
    assert found.modality is Modality.PROHIBITION


@pytest.mark.parametrize(
    "text",
    [
        "Vendors who default shall have their contracts terminated.",
        "In case of any lapse, the officer concerned shall be held personally responsible.",
    ],
)  # fmt: skip
def test_what_befalls_whoever_breaks_a_rule_is_a_threat(text: str) -> None:
    assert {p.strength for p in read(f"1. {text}\n")} == {Strength.EXHORTATION}


def test_items_below_ensure_say_how_things_are_to_be() -> None:
    found = read(
        "Please ensure the following:\n- Dormant accounts are reviewed monthly.\n"
        "- No account is reopened without the customer's presence.\n- Files are updated by 3 March 2026.\n"
    )
    assert [(p.modality, p.pattern, p.due_on) for p in found] == [
        (Modality.OBLIGATION, Pattern.PERIODIC, None),
        (Modality.PROHIBITION, Pattern.MAINTENANCE, None),
        (Modality.OBLIGATION, Pattern.ACHIEVEMENT, date(2026, 3, 3)),
    ]
    assert {p.addressee for p in found} == {"Directorate of Quays"}


def test_gerunds_in_a_series_are_each_ordered() -> None:
    found = read(
        "It was decided as follows:\n1. Counting the cash, sealing the safes and sending the keys by 9 May 2026.\n"
    )
    assert [(p.quote.split()[0], p.due_on) for p in found] == [
        ("Counting", None),
        ("sealing", None),
        ("sending", date(2026, 5, 9)),
    ]


def test_those_named_below_the_signature_are_told() -> None:
    found = whole(
        "No. 45/2025/Rev\nGovernment of Sarand\nDated 4th March, 2025\n\nSub: Sheds\n\n"
        "1. It is requested to remove the sheds by 20th March, 2025.\n\n(K. Menon)\nUnder Secretary\n\n"
        "To\n1. All District Collectors\n2. The Land Commissioner\nCopy to:\n1. The Accountant General\n"
    )
    assert [p.addressee for p in found.obligations] == ["All District Collectors, The Land Commissioner"]


def test_a_time_between_and_and_the_subject_belongs_to_what_follows() -> None:
    found = read(
        "Within 10 days of this letter, the Office shall list the dams, and, within 20 days of this letter, the Office "
        "shall publish the list.\n"
    )
    assert [p.due_on for p in found] == [date(2026, 1, 30), date(2026, 2, 9)]


@pytest.mark.parametrize(
    "text",
    [
        "Hindi version will follow.",
        "The Task Force shall comprise seven members.",
        "Licences of 2025 shall remain valid.",
    ],
)
def test_what_nobody_does_is_no_duty(text: str) -> None:
    assert read(f"1. {text}\n") == ()


def test_what_is_done_after_hours_is_kept_up() -> None:
    (found,) = read("1. All departments shall switch off lighting after official working hours.\n")
    assert found.pattern is Pattern.MAINTENANCE


def test_items_below_direct_that_say_what_is_to_be() -> None:
    found = read(
        "I hereby direct that:\n(a) all offices submit their payrolls by 20 March 2026;\n"
        "(b) attendance cards be introduced by 1 April 2026;\n(c) no office recruit staff.\n"
    )
    assert [(p.modality, p.due_on) for p in found] == [
        (Modality.OBLIGATION, date(2026, 3, 20)),
        (Modality.OBLIGATION, date(2026, 4, 1)),
        (Modality.PROHIBITION, None),
    ]


def test_gerunds_after_the_verb_of_ordering() -> None:
    found = read("The Governor directed intensifying inspections, and taking legal action against thieves.\n", NEWS)
    assert [p.quote.split()[0] for p in found] == ["directed", "taking"]
    assert read("The Governor directed traffic in the port.\n", NEWS) == ()


@pytest.mark.parametrize(
    ("text", "duties"),
    [
        ("You need to return the form by 27 June 2026.", 1),
        ("You do not need to return the form by 27 June 2026.", 0),
        ("Please act accordingly.", 0),
    ],
)
def test_what_you_need_to_do(text: str, duties: int) -> None:
    assert [p.strength for p in read(text + "\n")] == [Strength.ORDER] * duties


def test_on_admission_is_each_time() -> None:
    (found,) = read("1. On admission, every prisoner shall be searched.\n")
    assert found.pattern is Pattern.TRIGGERED


def test_keys_that_are_never_left_are_told_nothing() -> None:
    (found,) = read("1. Keys shall never be left in locks.\n")
    assert (found.addressee, found.modality) == ("Directorate of Quays", Modality.PROHIBITION)
