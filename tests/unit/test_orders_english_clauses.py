"""Where English clauses begin and end, and whom they tell: no piece of a list, no embedded modal is an order."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

HEAD = "Section 1. Purpose. The ports are old.\n\nSec. 2. Actions. "
DAY = date(2025, 1, 20)


def read(text: str) -> tuple[Proposal, ...]:
    return propose(Document("order.txt", HEAD + text, "en", ""), DAY, None, load(profile("literal"))).obligations


@pytest.mark.parametrize(
    "text",
    [
        "The Director shall consult the Registrar of Ships, the head of the Pilot Office, and the head of any other "
        "office that issues licences",
        "The Board shall share its findings with the Registrar, the owners as appropriate, and the respective builders "
        "of the vessels",
        "The Board shall send to the Registrar, the Harbour Master, and the Engineer a plan to dredge the channel",
        "The head of each office shall periodically, but not less than once a year, revise the register",
        "The Registrar shall consider whether pending fines for old, damaged, or idle vessels should be waived",
        "The Minister shall establish a Dredging Board whose sole duty shall be to keep the channel open",
    ],
)
def test_a_list_or_an_embedded_modal_parts_no_clause(text: str) -> None:
    assert [p.quote for p in read(text + ".")] == [text]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Within 30 days of the date of this order, the Registrar shall identify the oldest vessels requiring "
            "repair and take appropriate steps to inspect them.",
            ["identify the oldest vessels", "take appropriate steps"],
        ),
        (
            "Within 30 days of the date of this order, the Registrar shall review all licences regarding pilots and, "
            "in consultation with the Board, shall submit to the Minister a plan to renew them.",
            ["review all licences", "submit to the Minister"],
        ),
        (
            "The Registrar shall, within 30 days of the date of this order, conduct a survey of the piers and publish "
            "recommendations for their repair.",
            ["conduct a survey", "publish recommendations"],
        ),
    ],
)
def test_each_verb_with_its_object_is_a_clause_and_has_the_time_before_it(text: str, quotes: list[str]) -> None:
    found = read(text)
    assert [q in p.quote for q, p in zip(quotes, found, strict=True)] == [True] * len(quotes)
    assert {(p.addressee, p.due_on) for p in found} == {("Registrar", date(2025, 2, 19))}
