"""The dated truths of tests/golden/dates: due dates, and whole cards as they are printed."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracker.calendars.counting import Calendar, Resolution, resolve
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor, Deadline, DeadlineKind, TimeUnit

GOLDEN = Path(__file__).parents[1] / "golden" / "dates"
PERIODS = tomllib.loads((GOLDEN / "periods.toml").read_text("utf-8"))["case"]
CARDS = tomllib.loads((GOLDEN / "cards.toml").read_text("utf-8"))["case"]


def pinned(name: str, published: bool = False) -> Calendar:
    if published:
        return load(profile(name))
    return load(profile(name), GOLDEN / "holidays.csv", years=range(0))


def answer(case: dict[str, Any]) -> Resolution:
    count, _, unit = case.get("period", " ").partition(" ")
    deadline = Deadline(
        DeadlineKind(case.get("kind", "within")),
        count=int(count) if count else None,
        unit=TimeUnit(unit) if unit else None,
        anchor=Anchor(case.get("anchor", "issue")),
        anchor_ref=case.get("ref"),
        due_on=case.get("on"),
        rrule=case.get("rrule"),
        assumed=case.get("assumed", False),
    )
    calendar = pinned(case["calendar"], case.get("published", False))
    return resolve(deadline, case.get("from"), calendar, clock_time=case.get("at"))


@pytest.mark.parametrize("case", PERIODS, ids=lambda case: f"{case['calendar']} {case['from']} {case['period']}")
def test_period_ends_on(case: dict[str, Any]) -> None:
    found = answer(case)
    assert (found.state, found.due_on) == ("resolved", case["due"]), case["why"]
    assert found.due_at == case.get("instant"), case["why"]
    assert found.card.due_on == case["due"]
    assert found.card.trigger == case["from"]


@pytest.mark.parametrize("case", CARDS, ids=lambda case: str(case["name"]))
def test_card_reads(case: dict[str, Any]) -> None:
    lines = answer(case).card.lines()
    for tag in ("ar", "en"):
        assert [line[tag] for line in lines[:-1]] == case[tag], f"{case['name']} in {tag}"
    assert case["calendar"] in lines[-1]["ar"]
    assert answer(case).card.version in lines[-1]["en"]


def test_every_case_is_a_date_of_this_file() -> None:
    assert len(PERIODS) > 40
    assert all(isinstance(case["due"], date) for case in PERIODS)
