"""'Within this week' ends on its last working day: no weekend, no holiday; on the day of issue it is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

ENGLISH = "The clinic shall submit a report within this week."
ARABIC = "على المستشفى رفع تقرير خلال هذا الأسبوع."


def only(text: str, language: str, day: date) -> Proposal:
    document = Document("order.txt", text, language, "0" * 64)
    (proposal,) = propose(document, day, None, load(profile("iq"))).obligations
    return proposal


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (ARABIC, "ar")])
@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2021-05-09", "2021-05-12"),  # Thursday the 13th is the Feast of Breaking the Fast
        ("2021-05-10", "2021-05-12"),
        ("2022-07-11", "2022-07-13"),  # Thursday 14 July is a holiday
        ("2021-06-06", "2021-06-10"),  # an ordinary week: Thursday
    ],
)
def test_the_last_working_day_of_the_week(text: str, language: str, day: str, due: str) -> None:
    found = only(text, language, date.fromisoformat(day))
    assert str(found.due_on) == due
    assert "due-today" not in {q.code for q in found.questions}


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (ARABIC, "ar")])
def test_said_on_that_day_it_is_due_then_with_a_question(text: str, language: str) -> None:
    found = only(text, language, date(2020, 8, 20))
    assert found.due_on == date(2020, 8, 20)
    assert "due-today" in {q.code for q in found.questions}


def test_running_text_that_names_nobody_gives_its_orders_itself() -> None:
    assert only(ENGLISH, "en", date(2021, 6, 6)).addressee == "clinic"
