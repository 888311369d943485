"""What a meeting agreed, told in the past; by when, in a sentence of its own; what the law says anyway."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

MINUTES = "MINUTES OF THE PORT SAFETY COMMITTEE\nHeld on Thursday, 15 January 2026\n\n"
NEWS = "NAIROBI, 3 February 2026 - Interior Cabinet Secretary Jane Mwangi on Tuesday toured the quarries.\n"


def read(text: str) -> tuple[Proposal, ...]:
    return propose(Document("text.txt", text, "en", ""), None, None, load(profile("literal"))).obligations


def test_a_list_below_it_was_agreed_that() -> None:
    inspected, barred, tabled = read(
        f"{MINUTES}2. Cranes\nIt was noted that 6 cranes were overdue. It was agreed that:\n"
        "- the Terminal Manager would have all overdue cranes inspected by 15 February 2026;\n"
        "- no crane without a valid certificate would be operated;\n- results would be tabled at the next meeting.\n"
    )
    assert (inspected.addressee, inspected.due_on) == ("Terminal Manager", date(2026, 2, 15))
    assert (barred.modality.value, tabled.modality.value) == ("prohibition", "obligation")


def test_the_day_in_a_sentence_behind_the_action() -> None:
    (found,) = read(f"{MINUTES}5. Other\nSecretary to write to the Coast Guard on boats. Deadline: 30 January 2026.\n")
    assert found.due_on == date(2026, 1, 30)


def test_every_six_months_and_the_first_by_a_day() -> None:
    first, again = read(
        f"{MINUTES}3. Drills\nRESOLVED: That a drill be held every six months, the first by 31 March 2026.\n"
    )
    assert (first.due_on, again.deadline.rrule) == (date(2026, 3, 31), "FREQ=MONTHLY;INTERVAL=6")


@pytest.mark.parametrize(
    ("sentence", "strength"),
    [
        ("Under the Mining Act, quarries must be licensed every year.", None),
        ("Mwangi asked the public to report violations to the nearest station.", "exhortation"),
        ("Mwangi ordered commissioners to close the quarries.", "order"),
    ],
)
def test_what_a_report_says_of_the_law_and_asks_of_the_public(sentence: str, strength: str | None) -> None:
    assert [p.strength.value for p in read(NEWS + sentence + "\n")] == ([strength] if strength is not None else [])
