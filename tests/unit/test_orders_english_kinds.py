"""Kinds of English papers that the benchmark does not hold: circulars numbered without stops, signals in capitals,
duties below the name of an office, letters with an address block, statements that tell what was ordered."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Modality, Pattern, Strength
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument, Proposal

LETTER = "Ministry of Ports\nNo. 12\nDate: 20 January 2026\nTo: Directorate of Quays\nSubject: Works\n\n"
NEWS = "Basra, 20 January 2026 - The Governor, Mr. Ade Bello, on Tuesday visited the port.\n\n"


def whole(text: str) -> ExtractedDocument:
    return propose(Document("a.txt", text, "en", ""), None, None, load(profile("literal")))


def read(text: str, head: str = LETTER) -> tuple[Proposal, ...]:
    return whole(head + text).obligations


def test_paragraphs_numbered_without_a_stop() -> None:
    found = read(
        "1 This circular sets out what follows the inspections.\n\n2 Stallholders shall wear gloves.\n\n"
        "3 Principals shall:\n   a) name an officer by 30 January 2026; and\n"
        "   b) not renew a contract without leave.\n"
    )
    assert [p.addressee for p in found] == ["Stallholders", "Principals", "Principals"]
    assert found[0].quote == "Stallholders shall wear gloves"


def test_a_signal_in_capitals() -> None:
    found = whole(
        "FROM: OC 41 MAINT SQN\nTO: ALL FLT COMDS\nDTG: 051200Z MAR 26\nSUBJ: TOOL CONTROL\n\n"
        "1. TWO TOOLS WERE LOST IN FEB.\n2. FLT COMDS ARE TO CHECK ALL TOOLS BY 10 MAR 26.\n"
        "3. NO ACFT IS TO BE RELEASED BEFORE THE CHECK.\n4. A WALK IS TO BE HELD DAILY AT 0700.\n"
    ).obligations
    assert [(p.addressee, p.due_on) for p in found[:1]] == [("FLT COMDS", date(2026, 3, 10))]
    assert [p.modality for p in found] == [Modality.OBLIGATION, Modality.PROHIBITION, Modality.OBLIGATION]
    assert found[2].pattern is Pattern.PERIODIC


@pytest.mark.parametrize("end", ["", ":"])
def test_an_office_above_its_items_is_told_by_them(end: str) -> None:
    found = read(
        f"District commissioners{end}\n- Submit a list of wells by 3 March 2026.\n- Hold a call every day.\n\n"
        f"Roads Department{end}\n- Grade the river road by 5 March 2026.\n\nAll offices must keep a register.\n"
    )
    told = ["District commissioners", "District commissioners", "Roads Department", "All offices"]
    assert [p.addressee for p in found] == told


def test_a_letter_addressed_in_a_block_below_its_number() -> None:
    found = whole(
        "FEDERAL MINISTRY OF HARBOURS\n\nFMH/PSO/0447/219            11th February, 2026\n\n"
        "The Managing Director,\nDelta Ferries Limited,\nWarri.\n\nOVERLOADING OF BOATS: DIRECTIVE OF THE MINISTER\n\n"
        "I am to convey the directive of the Minister as follows:\n\n"
        "i. your company should stop all wooden boats by 20th February, 2026; and\n"
        "ii. no boat should be allowed to sail after dark.\n\nfor: Permanent Secretary\n"
    )
    assert found.metadata.issuer == "FEDERAL MINISTRY OF HARBOURS"
    assert (found.metadata.to or "").startswith("The Managing Director, Delta Ferries")
    assert [(p.strength, p.due_on) for p in found.obligations] == [
        (Strength.ORDER, date(2026, 2, 20)),
        (Strength.ORDER, None),
    ]
    assert found.obligations[1].modality is Modality.PROHIBITION


@pytest.mark.parametrize("line", ["What you need to do", "Who must act", "How we will check"])
def test_a_heading_that_asks_orders_nothing(line: str) -> None:
    assert len(read(f"{line}\n1. Wardens must post the list by 3 March 2026.\n")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "You must tell us about any near miss within 24 hours.",
        "Schools must notify the Registry of every change of address within ten days.",
        "Agents shall declare dangerous cargo 72 hours before the vessel's arrival.",
        "Each band must book the hall two weeks before any concert.",
        "Clear all duty travel with the Focal Point at least 48 hours in advance.",
    ],
)
def test_what_is_told_of_any_case_comes_with_each(words: str) -> None:
    (found,) = read(f"1. {words}\n")
    assert (found.pattern, found.due_on) == (Pattern.TRIGGERED, None)


@pytest.mark.parametrize(
    ("words", "who", "due"),
    [
        ("said he had directed the Roads Unit to close the bend within 10 days", "Roads Unit", date(2026, 1, 30)),
        (
            "announced that he had also instructed the police to clear the quay by 3 March 2026",
            "police",
            date(2026, 3, 3),
        ),
        ("said the ministry had ordered the firm to repay the fares by 3 March 2026", "firm", date(2026, 3, 3)),
    ],
)
def test_what_somebody_says_he_had_ordered_is_ordered(words: str, who: str, due: date) -> None:
    (found,) = read(f"The Governor {words}.\n", NEWS)
    assert (found.addressee, found.due_on) == (who, due)


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("He said parking would be banned on the quay.", "parking would be banned on the quay"),
        ("He said that no truck would be admitted without a permit.", "no truck would be admitted without a permit"),
        ("He said the firm could not pay its staff.", None),
    ],
)
def test_what_a_report_says_would_be_banned(words: str, quote: str | None) -> None:
    assert [p.quote for p in read(f"{words}\n", NEWS)] == ([quote] if quote else [])


def test_what_a_letter_suspends_until_a_day_is_suspended() -> None:
    (found,) = read("Annual leave is suspended until 30 June 2026, except for medical reasons.\n")
    assert (found.pattern, found.ends_on) == (Pattern.MAINTENANCE, date(2026, 6, 30))
    assert not read("Annual leave is suspended in most offices.\n")


@pytest.mark.parametrize("words", ["Nobody is allowed on the roof.", "No visitor is admitted after dark."])
def test_what_nobody_is_allowed(words: str) -> None:
    (found,) = read(f"1. {words}\n")
    assert found.modality is Modality.PROHIBITION
    assert not read("1. Visitors are allowed until noon.\n")


def test_a_quantity_may_be_told_behind_a_date() -> None:
    (found,) = read("By 31 December 2027, at least half of the fleet shall run on gas.\n")
    assert (found.addressee, found.due_on) == ("at least half of the fleet", date(2027, 12, 31))
    (noted,) = read("A firm that finds a shortage of more than 50,000 dinars shall tell the Registry.\n")
    assert noted.addressee == "A firm that finds a shortage of more than 50,000 dinars"


@pytest.mark.parametrize(
    ("words", "starts", "ends"),
    [
        ("Until 30 June 2026 every breach shall be reported within 24 hours.", date(2026, 1, 20), date(2026, 6, 30)),
        ("Wardens must report any fire at once until 30 June 2026.", date(2026, 1, 20), date(2026, 6, 30)),
        (
            "From 1 March to 30 June 2026, masters shall report each sighting within two hours.",
            date(2026, 3, 1),
            date(2026, 6, 30),
        ),
    ],
)
def test_what_comes_each_time_ends_with_a_day(words: str, starts: date, ends: date) -> None:
    (found,) = read(f"1. {words}\n")
    assert (found.pattern, found.due_on) == (Pattern.TRIGGERED, None)
    assert (found.effective_on, found.ends_on) == (starts, ends)


def test_an_order_that_ends_ends_what_comes_each_time() -> None:
    found = read(
        "1. Where a lift stops, the landlord shall inform the Board within two hours.\n"
        "2. This Order shall remain in force until 31 December 2026.\n"
    )
    assert [(p.pattern, p.ends_on) for p in found] == [(Pattern.TRIGGERED, date(2026, 12, 31))]


def test_a_list_that_a_colon_and_a_dash_open() -> None:
    found = read(
        "You are hereby directed to ensure that:-\n1. All vehicles are parked at the yard daily.\n"
        "2. No vehicle leaves the county without a movement order.\n3. Clerks shall sign the book.\n"
    )
    assert [(p.modality, p.pattern) for p in found] == [
        (Modality.OBLIGATION, Pattern.PERIODIC),
        (Modality.PROHIBITION, Pattern.MAINTENANCE),
        (Modality.OBLIGATION, Pattern.ACHIEVEMENT),
    ]


def test_should_before_a_colon_with_a_day_orders() -> None:
    found = read("Trusts should, by 31 March 2026:\n1. identify all patients;\n2. brief the nurses on the leaflet.\n")
    assert [(p.strength, p.addressee, p.due_on) for p in found] == [
        (Strength.ORDER, "Trusts", date(2026, 3, 31)),
        (Strength.ORDER, "Trusts", date(2026, 3, 31)),
    ]


@pytest.mark.parametrize(
    ("words", "strength"),
    [
        ("Requests the Registrar to report by 3 March 2026;", Strength.ORDER),
        ("Also directs the Registrar to publish the list by 3 March 2026;", Strength.ORDER),
        ("Calls upon the Registrar to keep calm;", Strength.EXHORTATION),
    ],
)
def test_paragraphs_of_a_resolution(words: str, strength: Strength) -> None:
    found = read(f"The Council,\n\n1. {words}\n2. Notes the report of the panel;\n")
    assert [(p.addressee, p.strength) for p in found] == [("Registrar", strength)]


@pytest.mark.parametrize(
    ("words", "modality", "ends"),
    [
        ("I, the undersigned, do hereby prohibit the sale of petrol until 1 May 2026.", Modality.PROHIBITION, True),
        ("The Board hereby bans hawkers from selling on the quay.", Modality.PROHIBITION, False),
        ("I hereby suspend all annual leave until 3 March 2026.", Modality.OBLIGATION, True),
    ],
)
def test_what_an_issuer_forbids_by_saying_so(words: str, modality: Modality, ends: bool) -> None:
    (found,) = read(words + "\n")
    assert (found.modality, found.pattern, found.ends_on is not None) == (modality, Pattern.MAINTENANCE, ends)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("I should be grateful if you would send the list of wells by 3 March 2026.", "Directorate of Quays"),
        ("I would be obliged if all wards could return the keys by 3 March 2026.", "all wards"),
        ("We would appreciate receiving your comments on the plan by 3 March 2026.", "Directorate of Quays"),
        ("Your comments are awaited by 3 March 2026.", "Directorate of Quays"),
        ("Please let me have your figures by 3 March 2026.", "Directorate of Quays"),
    ],
)
def test_what_a_letter_asks_politely(words: str, who: str) -> None:
    (found,) = read(words + "\n")
    assert (found.addressee, found.due_on, found.strength) == (who, date(2026, 3, 3), Strength.ORDER)


@pytest.mark.parametrize(
    "words", ["I would be grateful for your patience.", "I would be grateful if you could bear with us."]
)
def test_courtesy_asks_for_nothing(words: str) -> None:
    assert not read(words + "\n")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("No parking in front of the gate.", True),
        ("No overtime without written approval of the Director.", True),
        ("No movement of stock until further notice.", True),
        ("No change in the plan.", False),
        ("No objection received.", False),
    ],
)
def test_an_item_that_only_names_what_is_not_to_be(words: str, kept: bool) -> None:
    assert [p.modality for p in read(f"1. {words}\n")] == [Modality.PROHIBITION] * kept


@pytest.mark.parametrize(
    ("words", "who", "pattern"),
    [
        ("Nurse managers: audit hand hygiene on each shift.", "Nurse managers", Pattern.TRIGGERED),
        ("Masters: ballast the barges by 3 March 2026.", "Masters", Pattern.ACHIEVEMENT),
        ("Attendance is mandatory for all charge nurses.", "all charge nurses", Pattern.MAINTENANCE),
        ("The crew must clean the deck every watch.", "crew", Pattern.TRIGGERED),
        ("If you find a fault, tell the warden.", "Directorate of Quays", Pattern.TRIGGERED),
        ("Re-label all cylinders.", "Directorate of Quays", Pattern.ACHIEVEMENT),
    ],
)
def test_whom_short_items_tell(words: str, who: str, pattern: Pattern) -> None:
    (found,) = read(f"1. {words}\n")
    assert (found.addressee, found.pattern) == (who, pattern)


def test_an_hour_in_four_figures_is_no_year() -> None:
    found = read("1. Units will submit their returns NLT 1600 on the day.\n2. Units will report daily by 1800.\n")
    assert [(p.due_on, p.pattern) for p in found] == [(None, Pattern.ACHIEVEMENT), (None, Pattern.PERIODIC)]


def test_resolutions_below_as_follows_and_in_bullets() -> None:
    found = read(
        "After deliberations, the sub-committee resolved as follows:\n"
        "- that refuse at the park be evacuated by 3 March 2026;\n"
        "- that the Health Unit carry out inspections every month;\n"
        "- that no permit be granted without a certificate.\n"
    )
    assert [p.due_on for p in found] == [date(2026, 3, 3), None, None]
    assert found[1].addressee == "Health Unit"
    assert found[2].modality is Modality.PROHIBITION


def test_articles_whose_numbers_are_words() -> None:
    found = read(
        "The Minister decided:\n\nArticle One\nAll shops shall display their prices.\n\nArticle Two\n"
        "The Undersecretary shall carry out this decision, and it shall come into force from its publication.\n"
    )
    assert [p.addressee for p in found] == ["All shops", "Undersecretary"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("(ii) Respondent No. 4 shall not discharge any effluent.", "Respondent No. 4"),
        ("(v) An affidavit be filed by the Collector by 13 March 2026.", "Collector"),
        ("(a) Supervisors will brief all clerks within 3 duty days.", "Supervisors"),
    ],
)
def test_whom_a_court_or_a_wing_tells(words: str, who: str) -> None:
    (found,) = read(f"The following directions are issued:\n{words}\n")
    assert found.addressee == who


def test_whoever_is_told_of_a_loss_has_a_duty_too() -> None:
    found = read(
        "1. Any loss is to be reported at once to the Commander, who shall write to headquarters in 48 hours.\n"
    )
    assert [p.addressee for p in found] == ["Directorate of Quays", "Commander"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("1. Director of Works - clear the culvert by 3 March 2026.", "Director of Works"),
        ("2. Town Clerk – write to the councillors by 3 March 2026.", "Town Clerk"),
        ("The Bank hereby directs all providers to:\n(a) display the tariff by 3 March 2026.", "all providers"),
        ("I expect a joint report from you by 3 March 2026.", "Directorate of Quays"),
    ],
)
def test_who_is_told_in_a_short_memo(words: str, who: str) -> None:
    (found,) = read(words + "\n")
    assert (found.addressee, found.due_on) == (who, date(2026, 3, 3))


def test_how_things_will_be_between_two_days() -> None:
    (found,) = read("1. All schools will be closed from 12 to 14 March 2026.\n")
    days = (found.pattern, found.effective_on, found.ends_on)
    assert days == (Pattern.MAINTENANCE, date(2026, 3, 12), date(2026, 3, 14))


def test_the_kind_of_a_rate_is_no_rhythm() -> None:
    (found,) = read("1. Lenders shall disclose the annual percentage rate in all agreements.\n")
    assert found.pattern is Pattern.ACHIEVEMENT


def test_a_notification_that_stands_rescinded_is_changed_and_orders_nothing() -> None:
    found = whole(LETTER + "3. Notification No. SO(F-II)4-12/2025 dated 05.04.2025 stands rescinded.\n")
    assert ([c.kind for c in found.changes], found.obligations) == (["revoke"], ())


def test_they_are_those_told_before() -> None:
    found = read(
        '"Utilities must inspect every line within ten days, and they may not use a line until it is mended," '
        "the Governor said.\n",
        NEWS,
    )
    assert [p.addressee for p in found] == ["Utilities", "Utilities"]


@pytest.mark.parametrize(
    "words",
    [
        "I have decided to direct the Registrar to open the files by 3 March 2026.",
        "We instruct the Registrar to open the files by 3 March 2026.",
        "1. I direct the Registrar to open the files by 3 March 2026.",
    ],
)
def test_whom_i_or_we_direct(words: str) -> None:
    (found,) = read(words + "\n")
    assert (found.addressee, found.due_on) == ("Registrar", date(2026, 3, 3))


@pytest.mark.parametrize(
    "words",
    [
        "The President will cut the ribbon and the band will play.",
        "She must be congratulated on her doctorate.",
        "It must be read together with the Road Act.",
        "Please find attached the form of the return.",
    ],
)
def test_ceremonies_and_courtesies_order_nothing(words: str) -> None:
    assert not read(words + "\n")


def test_what_was_left_undone_is_told() -> None:
    assert not read("The master was required to report overloading, but failed to do so.\n", NEWS)


@pytest.mark.parametrize(
    "words",
    [
        "1. Camp passes of the blue series cease to be valid on 15 March 2026.",
        "1. The old stickers continue to be accepted until 31 March 2026.",
        "1. Stocks of paper seem to be exhausted.",
    ],
)
def test_what_becomes_of_a_thing_is_no_order(words: str) -> None:
    assert [p.quote for p in read(words)] == []


@pytest.mark.parametrize(
    "words",
    [
        "Any officer who treats this exercise with levity will have himself to blame.",
        "Stations that send nothing will have nobody to blame but themselves.",
        "Contractors who ignore this notice shall have only themselves to blame.",
    ],
)
def test_who_will_have_himself_to_blame_is_warned(words: str) -> None:
    assert {p.strength for p in read(words)} <= {Strength.EXHORTATION}


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        (
            '"Departments must switch over to wells within ten days," said the Mayor, "and no department may fill '
            'a pool."',
            ["Departments must switch over to wells within ten days", "no department may fill a pool"],
        ),
        (
            '"Contractors must fence their sites by 20 March 2026," he added, "but they must not block the paths."',
            ["Contractors must fence their sites by 20 March 2026", "they must not block the paths"],
        ),
        (
            '"Schools must close at noon today," she said, "and buses must wait at the gates."',
            ["Schools must close at noon today", "buses must wait at the gates"],
        ),
    ],
)
def test_a_quotation_that_goes_on_is_another_clause(words: str, quotes: list[str]) -> None:
    assert [p.quote for p in read(words, NEWS)] == quotes
