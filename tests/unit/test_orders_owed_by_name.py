"""Duties of orders that say little: by a label, a rank, a department, a military message; who is bound by 'no …'."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Modality
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

LETTER = "Ministry of Ports\nNo. 12\nDate: 20 January 2026\nTo: Directorate of Quays\nSubject: Works\n\n"
MINUTES = "MINUTES OF THE 3RD MEETING\nDate: 20 January 2026\nVenue: Hall 2\n\n"
SIGNAL = "FROM: COMMANDER, NORTHERN DISTRICT\nTO: ALL STATIONS\nDTG: 141200Z MAR 24\nSUBJ: CHECKPOINTS\n\n"


def read(words: str, head: str = LETTER) -> tuple[Proposal, ...]:
    return propose(Document("a.txt", f"{head}{words}\n", "en", ""), None, None, load(profile("literal"))).obligations


@pytest.mark.parametrize(
    ("words", "who", "modality"),
    [
        ("All mayors are enjoined to submit their plans within sixty (60) days.", "All mayors", Modality.OBLIGATION),
        ("The port captains are hereby enjoined to clear the berths weekly.", "port captains", Modality.OBLIGATION),
        ("The directors are enjoined not to release funds.", "directors", Modality.PROHIBITION),
        ("No state agency shall irrigate its lawns.", "state agency", Modality.PROHIBITION),
        ("No officer may leave the port.", "officer", Modality.PROHIBITION),
        ("Internal Audit will review the fuel cards by 1 March 2026.", "Internal Audit", Modality.OBLIGATION),
        ("Finance will pay the invoices by 1 March 2026.", "Finance", Modality.OBLIGATION),
    ],
)
def test_who_is_bound(words: str, who: str, modality: Modality) -> None:
    (found,) = read(words)
    assert (found.addressee, found.modality) == (who, modality)


@pytest.mark.parametrize(
    "words",
    [
        "Procurement will be slower this year.",
        "Security will improve in the coming weeks.",
        "Rain will stop the works by 1 March 2026.",
    ],
)
def test_what_will_be_is_no_duty(words: str) -> None:
    assert read(words) == ()


def test_no_person_names_nobody_in_particular() -> None:
    (found,) = read("No person shall enter the yard.", "")
    assert found.addressee is None


@pytest.mark.parametrize("marks", [("1.", "2."), ("a)", "b)"), ("(a)", "(b)"), ("1)", "2)")])
def test_a_mark_without_a_blank_is_no_part_of_a_name(marks: tuple[str, str]) -> None:
    one, two = marks
    found = read(f"{one}Directors shall submit a plan within ten days.\n{two}Captains must inspect the cranes weekly.")
    assert [p.addressee for p in found] == ["Directors", "Captains"]


@pytest.mark.parametrize(
    "words",
    [
        "The Directors shall, having regard to the weather, and after consultation with the pilots, submit a plan.",
        "The master shall, taking into account the tide, and having informed the harbour, sail by 1 March 2026.",
        "The Board shall, bearing in mind the budget, and in consultation with the unions, publish a list.",
    ],
)
def test_a_clause_parted_by_its_grounds_is_one(words: str) -> None:
    assert len(read(words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "The contractor shall suspend dredging until the survey is complete and provide a statement within 14 days.",
        "The manager shall close the gate until the guard returns and report to this office within 14 days.",
        "The bank shall freeze the account pending an inquiry and send the papers within 14 days.",
    ],
)
def test_what_ends_with_an_event_is_not_due_with_the_next_act(words: str) -> None:
    assert [p.due_on for p in read(words)] == [None, date(2026, 2, 3)]


def test_a_label_in_minutes_says_whose_the_decision_is_and_by_when() -> None:
    found = read(
        "1. Power\nThe Director of Grids reported three failures.\nACTION: Director of Grids, 15 April 2026\n"
        "2. Fuel\nIt was agreed that the tank be cleaned. ACTION: Depot Manager, by 30 March 2026\n"
        "3. Staff list to be updated.\nResponsible: HR, 1 April 2026\n",
        MINUTES,
    )
    assert [(p.addressee, p.due_on) for p in found] == [
        ("Depot Manager", date(2026, 3, 30)),
        ("HR", date(2026, 4, 1)),
    ]


def test_a_military_message_orders_without_verbs() -> None:
    found = read(
        "1. MISSION. Station commanders will establish checkpoints NLT 160600 MAR 24.\n"
        "2. SITREPs at 0800 and 2000 daily.\n3. Fuel states to this HQ by 21 March 2024.\n"
        "4. The situation improves daily.\n",
        SIGNAL,
    )
    assert [(p.due_on, p.deadline.rrule) for p in found] == [
        (date(2024, 3, 16), None),
        (None, "FREQ=DAILY"),
        (date(2024, 3, 21), None),
    ]
