"""'I am directed to say that …': letters whose order stands behind what the writer was told to say."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Strength
from tracker.orders.documents import Document
from tracker.orders.extract import propose

HEAD = "Ministry of Textiles\nNo. 5/2/2025-Adm\nDated the 17th November, 2025\n\nTo\nAll Divisions\n\nSir,\n\n"


@pytest.mark.parametrize(
    ("sentence", "who", "due"),
    [
        (
            "I am directed to say that all Heads shall weed out old files by 15.12.2025.",
            "Heads",
            "2025-12-15",
        ),
        (
            "The undersigned is directed to state that hospitals shall publish rates by 1.12.2025.",
            "hospitals",
            "2025-12-01",
        ),
        (
            "I am directed to refer to your letter of 3.11.2025 and to state that stores must be closed by 1.12.2025.",
            None,
            "2025-12-01",
        ),
        ("I am directed to request you to submit the statement by 24 November 2025.", "All Divisions", "2025-11-24"),
        (
            "The undersigned is directed to request all Ministries to furnish lists by 1.12.2025.",
            "Ministries",
            "2025-12-01",
        ),
    ],
)
def test_the_order_behind_the_opening_is_read(sentence: str, who: str | None, due: str) -> None:
    document = Document("x.txt", f"{HEAD}{sentence}\n", "en", "0" * 64)
    (found,) = propose(document, None, None, load(profile("literal"))).obligations
    assert (found.strength, found.due_on) == (Strength.ORDER, date.fromisoformat(due))
    assert who is None or who in (found.addressee or "")
    assert "undersigned" not in (found.addressee or "")


@pytest.mark.parametrize(
    "sentence",
    [
        "I am directed to refer to your letter dated 3rd November, 2025 on the subject.",
        "I am directed to convey the approval of the competent authority to the purchase of furniture.",
        "The undersigned is directed to say that the progress has been reviewed.",
    ],
)
def test_an_opening_alone_orders_nothing(sentence: str) -> None:
    document = Document("x.txt", f"{HEAD}{sentence}\n", "en", "0" * 64)
    assert not propose(document, None, None, load(profile("literal"))).obligations
