"""Counted nouns in Arabic: the form follows the number, and the dual follows the place in the sentence."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.assess.reasons import reason
from tracker.model import Verdict
from tracker.wording import NOUNS_AR, counted


@pytest.mark.parametrize(
    ("n", "oblique", "nominative"),
    [
        (1, "حالة واحدة", "حالة واحدة"),
        (2, "حالتين", "حالتان"),
        (3, "3 حالات", "3 حالات"),
        (10, "10 حالات", "10 حالات"),
        (11, "11 حالة", "11 حالة"),
        (99, "99 حالة", "99 حالة"),
        (100, "100 حالة", "100 حالة"),
        (103, "103 حالات", "103 حالات"),
    ],
)
def test_a_counted_noun_agrees_with_its_number_and_its_place(n: int, oblique: str, nominative: str) -> None:
    assert counted(n, "case", "ar") == oblique
    assert counted(n, "case", "ar", nominative=True) == nominative


def test_the_dual_of_a_noun_before_another_loses_its_last_letter_in_both_cases() -> None:
    assert counted(2, "working_day", "ar") == "يومي عمل"
    assert counted(2, "working_day", "ar", nominative=True) == "يوما عمل"


@pytest.mark.parametrize("noun", NOUNS_AR)
def test_every_noun_has_a_dual_in_the_nominative(noun: str) -> None:
    assert counted(2, noun, "ar", nominative=True).split()[0].endswith(("ان", "ما"))


def test_what_stands_after_a_colon_in_a_reason_is_nominative_and_after_a_preposition_it_is_not() -> None:
    facts = {"open_incidents": 2, "claims_open": 2, "reported": False, "kept": False, "future": False}
    assert reason(Verdict.BREACHED, facts)["ar"] == (
        "مخالفات لم تُعالَج: حالتان. منها استناد إلى الاستثناء بلا مرجع: حالتان."
    )
    late = {"due": date(2020, 8, 27), "days": 2, "reported": False, "due_unresolved": False, "future": False}
    assert "بمدة يومين." in reason(Verdict.OVERDUE, late)["ar"]
    assert reason(Verdict.DUE_SOON, late)["ar"].startswith("لم يُنجز بعد، والباقي حتى الموعد 27 آب 2020: يومان.")
