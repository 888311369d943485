"""What is no order in an English order, what belongs to whose paper, and where one verb's duty ends."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Modality, Pattern
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

HEAD = "Section 1. Purpose. The harbours are old.\n\nSec. 2. Actions. "
DAY = date(2025, 1, 20)
DUE = date(2025, 2, 19)


def read(text: str) -> tuple[Proposal, ...]:
    return propose(Document("order.txt", HEAD + text, "en", ""), DAY, None, load(profile("literal"))).obligations


@pytest.mark.parametrize(
    "text",
    [
        "There is hereby established the Harbour Safety Board (Board).",
        "The Board shall consist of the Harbour Master and two engineers.",
        "The Board shall be chaired by the Registrar or his deputy.",
        "The Task Force shall include representatives of each port.",
        "The policy of the ministry shall be to keep every channel open.",
        "Much has been repaired over the past decade, but more must be done to keep the piers safe.",
        "And just as our pilots must serve the ports, so must we seek ways to serve the pilots.",
        "Pilots may not fully understand the limits of these charts.",
        "The Registrar recommended a levy so that foreign tugs will not crowd out the local ones.",
        "The duty on imported tugs shall be 15 percent.",
        "Tugs subject to the levy under this order shall not be subject to any other levy.",
        "The rule is amended by revising its first sentence to read: “Each port shall keep a log.”",
    ],
)
def test_what_an_order_settles_or_reports_is_no_duty(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The Registrar shall examine all licences, employ best practices, and identify, modify, or "
            "develop a label.",
            ["examine all licences", "employ best practices", "identify, modify, or develop a label"],
        ),
        (
            "The Registrar shall respect the rights of crews; identify and weigh their claims; and meet the needs of "
            "their families.",
            ["respect the rights", "identify and weigh", "meet the needs"],
        ),
        (
            "The Registrar shall list the vessels that can be repaired at once, and take all steps to repair them.",
            ["list the vessels", "take all steps"],
        ),
        (
            "The Deputy shall serve as secretary of the Board, shall preside in the absence of the Registrar, and "
            "shall keep the minutes.",
            ["serve as secretary", "preside", "keep the minutes"],
        ),
        (
            "The Registrar shall review the tariff and, as appropriate and consistent with the law, amend the tables.",
            ["review the tariff", "amend the tables"],
        ),
    ],
)
def test_each_verb_with_its_object_is_one_quote(text: str, quotes: list[str]) -> None:
    found = read(text)
    assert [q in p.quote for q, p in zip(quotes, found, strict=True)] == [True] * len(quotes)


@pytest.mark.parametrize(
    "text",
    [
        "The Registrar shall periodically evaluate the need for and approve changes to the list of ports",
        "The Registrar shall submit to the Minister, through the Board, and provide to the ports, one report on safety",
        "The Registrar shall put in place and maintain any measures needed at the gates",
        "The Registrar shall support, coordinate, and encourage studies of the currents",
        "The centre shall advance the automation of application and review processes, the exchange of data, and "
        "training",
        "The plan shall describe how, consistent with the law, the Registrar and the Harbour Master shall use the tugs",
        "The Registrar shall engage with interested parties, including port, canal, and river officials; unions of "
        "dockers; and boatmen",
    ],
)
def test_verbs_that_share_an_object_stay_together(text: str) -> None:
    assert [p.quote for p in read(text + ".")] == [text]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "To keep fees from owners whose ships idle, among other things, berths that others need, the harbour "
            "authorities shall publish a list of idle ships.",
            "harbour authorities",
        ),
        (
            "If such berths are run by a State, local, or private body, then the Board and the ports shall inspect "
            "them.",
            "Board and the ports",
        ),
        (
            "To ensure that crews (and their families), pilots, and dockers have access to care, the Registrar shall "
            "issue guidance.",
            "Registrar",
        ),
        ("The offices may add questions to the form, but they should do so only as needed.", "offices"),
        ("The criteria shall be based on practices determined by the Board.", None),
        ("The fund shall be used only after approval by the Registrar.", None),
        ("Such risk governance and management frameworks shall name the pilots.", None),
    ],
)
def test_whom_a_clause_tells(text: str, who: str | None) -> None:
    assert [p.addressee for p in read(text)] == [who]


def test_an_abbreviation_is_what_it_stands_for() -> None:
    text = "The Registrar shall set up a Harbour Alarm System (HAS). The HAS shall cover all piers."
    assert [p.addressee for p in read(text)] == ["Registrar", "Registrar"]


@pytest.mark.parametrize(
    "text",
    [
        "Within 30 days of the date of this order, the Registrar shall submit a report that shall include the "
        "following:\n\n(a) a list of the piers; and\n\n(b) repairs that are due.",
        "Within 30 days of the date of this order, the Registrar shall submit a strategy that will:\n\n(a) build on "
        "earlier surveys; and\n\n(b) describe the currents.",
        "Within 30 days of the date of this order, the Registrar shall submit to the Minister, the following:\n\n"
        "(a) a plan of the piers; and\n\n(b) a list of pilots.",
        "Within 30 days of the date of this order, the Registrar shall issue guidance on how to:\n\n(a) improve the "
        "berths; and\n\n(b) ensure the safety of crews.",
        "Within 30 days of the date of this order, the Registrar shall examine imports of steel in all forms, "
        "including but not limited to:\n\n(a) steel plates; and\n\n(b) wire.",
    ],
)
def test_the_items_of_what_a_paper_holds_belong_to_its_quote(text: str) -> None:
    (only,) = read(text)
    assert only.quote.startswith("Within 30 days")
    assert "(b)" in only.quote
    assert (only.addressee, only.due_on) == ("Registrar", DUE)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Registrar shall, in consultation with the Board, shall:", "Registrar"),
        ("The Registrar shall take the following steps to restore order in the ports:", "Registrar"),
        ("The Registrar shall be responsible for:", "Registrar"),
        ("The Registrar shall give notice to all banks, requiring that each bank that lends to ports:", "each bank"),
    ],
)
def test_items_below_a_lead_are_duties_of_whom_it_names(text: str, who: str) -> None:
    found = [p for p in read(text + "\n\n(a) surveying the piers;\n\n(b) repair the cranes.") if "cranes" in p.quote]
    assert [p.addressee for p in found] == [who]


def test_the_time_in_front_is_shared_by_all_that_one_subject_is_told() -> None:
    found = read(
        "Within 30 days of the date of this order, the Board shall rank the piers, and the Board shall send the "
        "Registrar a timetable, not to exceed 6 months, for their repair."
    )
    assert [p.due_on for p in found] == [DUE, DUE]


def test_a_case_that_opens_a_sentence_is_a_condition_of_its_later_verbs() -> None:
    first, second = read(
        "Prior to issuing the charts, the Registrar shall consult the pilots and shall submit a summary to "
        "the Minister."
    )
    assert first.quote.startswith("Prior to")
    assert second.conditions == ("Prior to issuing the charts",)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("The ports shall provide frequent updates to the Registrar.", Pattern.MAINTENANCE),
        ("On an ongoing basis, the Registrar shall publish notes on the currents.", Pattern.MAINTENANCE),
        ("The Registrar shall consult, as appropriate, with the owners of the tugs.", Pattern.MAINTENANCE),
        ("In such cases, the Registrar shall inspect the hull.", Pattern.TRIGGERED),
        ("The Registrar shall focus his first annual report on the piers.", Pattern.ACHIEVEMENT),
        ("The plan should include quarterly goals for the tugs.", Pattern.ACHIEVEMENT),
    ],
)
def test_what_is_kept_up_and_what_comes_again(text: str, pattern: Pattern) -> None:
    assert [p.pattern for p in read(text)] == [pattern]


def test_neither_nor_forbids() -> None:
    (only,) = read("The ports shall neither admit unlicensed tugs nor berth them.")
    assert only.modality is Modality.PROHIBITION


def test_an_exception_ends_with_its_clause_or_its_bracket() -> None:
    (before,) = read("Safety rules: Unless the Board decides otherwise, each port shall close its gates at night.")
    assert before.exceptions == ("Unless the Board decides otherwise",)
    (inside,) = read("The ports shall remove all signs (other than those of pilots) that hide the lights.")
    assert inside.exceptions == ("other than those of pilots",)


def test_the_number_of_the_next_item_is_no_part_of_a_quote() -> None:
    found = read("The Board shall: 1. Inspect the piers of each port; 2. Repair the cranes; and 3. Test the alarms.")
    assert [p.quote for p in found] == ["Inspect the piers of each port", "Repair the cranes", "Test the alarms"]


def test_haste_said_of_a_case_is_no_deadline() -> None:
    (only,) = read("If a repair cannot be finished immediately, the Registrar shall mark the pier.")
    assert only.due_on is None
    assert only.deadline.phrase is None


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Within 30 days of the date of this order, the Registrar shall rename the “List of Piers” to “List of "
            "Piers and Berths,” and shall include the cranes.",
            ["shall rename", "include the cranes"],
        ),
        (
            "Within 90 days of the date of this order, the Registrar shall test the strength, weight, and effects of a "
            "pier no more than 30 days after the pier has been built.",
            ["effects of a pier"],
        ),
        (
            "Within 30 days of the date of this order, the Registrar shall list the steps taken pursuant to subsection "
            "(b) of this section and identify any obstacles.",
            ["list the steps", "identify any obstacles"],
        ),
    ],
)
def test_a_title_a_noun_and_a_reference_are_no_verbs(text: str, quotes: list[str]) -> None:
    found = read(text)
    assert [q in p.quote for q, p in zip(quotes, found, strict=True)] == [True] * len(quotes)
