"""What a paper must hold belongs to its maker and is due with it; dates of other papers are no deadlines."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import DeadlineKind, Pattern
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

HEAD = "Section 1. Purpose. The harbours are old.\n\nSec. 2. Actions. "
DAY = date(2025, 1, 20)
DUE = date(2025, 2, 19)


def read(text: str) -> tuple[Proposal, ...]:
    return propose(Document("order.txt", HEAD + text, "en", ""), DAY, None, load(profile("literal"))).obligations


@pytest.mark.parametrize(
    ("paper", "content"),
    [
        ("a report on the piers", "The report shall include the costs of each pier."),
        ("a report on the piers", "The report shall also identify any rules that need a change."),
        ("a plan to mend the piers", "This plan shall ensure that no pier is closed for more than a week."),
        ("an inventory of cranes", "The inventory shall name, for each crane, its owner."),
    ],
)
def test_what_a_paper_holds_is_due_with_it_from_its_maker(paper: str, content: str) -> None:
    made, held = read(f"Within 30 days of the date of this order, the Registrar shall submit {paper}. {content}")
    assert (held.addressee, held.due_on, held.pattern) == (made.addressee, DUE, Pattern.ACHIEVEMENT)
    assert held.addressee == "Registrar"


def test_two_verbs_about_a_paper_are_two_clauses_of_its_maker() -> None:
    _, first, second = read(
        "Within 30 days of the date of this order, the Registrar shall submit a plan for the piers. "
        "The plan shall rank piers by their risk, and shall describe the repairs of each."
    )
    assert ["rank" in first.quote, "describe" in first.quote, "describe" in second.quote] == [True, False, True]
    assert (second.addressee, second.due_on) == ("Registrar", DUE)


def test_what_a_thing_is_beside_what_it_holds_is_one_clause() -> None:
    (only,) = read("These efforts shall include surveys of the piers, and shall be consistent with the tides.")
    assert only.quote.endswith("with the tides")


def test_a_paper_owed_at_once_is_at_once_with_what_it_holds() -> None:
    _, held = read("The Registrar shall promptly issue a plan. The plan shall name the pilots.")
    assert held.deadline.kind is DeadlineKind.ASAP


def test_reports_in_general_belong_to_nobody_named_before() -> None:
    *_, held = read("The Registrar shall submit a report. Reports of agents shall include their fees.")
    assert held.addressee is None


@pytest.mark.parametrize(
    "other",
    [
        "Executive Order 13961 of March 7, 2025 (Harbours)",
        "Policy Directive 8 of March 30, 2025",
        "Circular No. 4/2025 of 3 March 2025",
        "Ports Memorandum 22 (PM-22) of April 30, 2025",
    ],
)
def test_the_day_of_a_numbered_paper_is_no_deadline(other: str) -> None:
    (only,) = read(f"The Registrar shall repair the piers in accordance with {other}.")
    assert only.due_on is None


@pytest.mark.parametrize(
    "text",
    [
        "For berths surveyed before this order, a second survey may not be required.",
        "The training of the pilots may not be sufficient for night work.",
    ],
)
def test_what_may_not_be_so_is_not_forbidden(text: str) -> None:
    assert read(text) == ()


def test_the_last_day_of_each_calendar_month() -> None:
    found = read("The Registrar shall send the returns by the final day of each calendar month.")
    assert [p.deadline.rrule for p in found] == ["FREQ=MONTHLY;BYMONTHDAY=-1"]


def test_a_list_of_what_a_paper_holds_is_its_makers(  # nothing stands between 'shall' and its colon
) -> None:
    _, held = read(
        "(a) Within 30 days of the date of this order, the Registrar shall complete an assessment of the piers.\n\n"
        "(b) The assessment required by subsection (a) of this section shall:\n\n(i) name the weakest piers; and\n\n"
        "(ii) describe their repair."
    )
    assert (held.addressee, held.due_on) == ("Registrar", DUE)
    assert "(ii) describe" in held.quote


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("Ports shall comply with the guidance no later than 1 year after its issuance.", "event"),
        ("The Registrar shall report on the implementation of this order within 1 year of its issuance.", "issue"),
    ],
)
def test_whose_issuance_it_is(text: str, anchor: str) -> None:
    (found,) = read(text)
    assert found.deadline.anchor is not None
    assert found.deadline.anchor.value == anchor


@pytest.mark.parametrize("verb", ["held", "published", "issued"])
def test_what_is_to_be_done_every_so_often_comes_again(verb: str) -> None:
    (found,) = read(f"The Registrar shall ensure that a review of the piers be {verb} every six months.")
    assert found.deadline.rrule == "FREQ=MONTHLY;INTERVAL=6"


def test_at_least_so_long_is_no_end() -> None:
    found = read(
        "The Registrar shall inspect each pier monthly; records of inspections should be kept for at least 2 years."
    )
    assert found[0].quote.endswith("monthly")
    assert [p.ends_on for p in found] == [None] * len(found)
