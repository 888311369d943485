"""Since when an order says that it holds, and what counts from then."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import Proposal

ARABIC = "وزارة الصحة\nقرار رقم 12 لسنة 2024\nالتاريخ: 3/6/2024\n\nالمادة 1\n{duty}\nالمادة 2\n{force}\n"
ENGLISH = "Ministry of Health\nDirective No. 12\nDate: 3 June 2024\n\n1. {duty}\n2. {force}\n"
DUTIES = {
    "ar": "على المستشفيات تقديم تقرير خلال 15 يوماً من تاريخ نفاذ هذا القرار.",
    "en": "Hospitals shall submit a report within 15 days of the effective date of this Directive.",
}


def first(language: str, force: str) -> Proposal:
    text = (ARABIC if language == "ar" else ENGLISH).format(duty=DUTIES[language], force=force)
    return propose(Document("order.txt", text, language, "0" * 64), None, None, load(profile("literal"))).obligations[0]


@pytest.mark.parametrize(
    ("language", "force"),
    [
        ("ar", "يعمل بهذا القرار من اليوم التالي لتاريخ نشره في الجريدة الرسمية."),
        ("ar", "ينفذ هذا القرار من تاريخ نشره."),
        ("en", "This Directive takes effect thirty days after publication."),
        ("en", "This Directive takes effect upon publication in the Gazette."),
        ("en", "This Directive shall come into force when it is gazetted."),
    ],
)
def test_what_counts_from_a_publication_has_no_day_and_asks_for_it(language: str, force: str) -> None:
    found = first(language, force)
    assert (found.deadline.anchor, found.due_on) == (Anchor.EVENT, None)
    assert any(question.code == "effective-unknown" for question in found.questions)


@pytest.mark.parametrize(
    ("language", "force", "due"),
    [
        ("ar", "يبدأ العمل بهذا القرار في 1/9/2024.", date(2024, 9, 16)),
        ("ar", "يعمل بهذا القرار اعتباراً من 1/9/2024 وينشر في الجريدة الرسمية.", date(2024, 9, 16)),
        ("ar", "ينفذ هذا القرار من تاريخ صدوره.", date(2024, 6, 18)),
        ("en", "This Directive takes effect 10 days after its date.", date(2024, 6, 28)),
        ("en", "This Directive takes effect on 1 September 2024, upon publication.", date(2024, 9, 16)),
    ],
)
def test_what_counts_from_a_day_that_the_order_says_is_due(language: str, force: str, due: date) -> None:
    found = first(language, force)
    assert (found.deadline.anchor, found.due_on) == (Anchor.EFFECTIVE, due)
