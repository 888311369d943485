"""The page of a date card and of one assessment: every day says what it did, in words, in both languages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests import followup_world as world
from tests.cli import tracker
from tests.unit.report_reading import Node, page
from tracker.calendars.cards import StepKind
from tracker.calendars.counting import resolve
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Deadline, DeadlineKind, TimeUnit
from tracker.report.card_grid import LONGEST, months
from tracker.report.card_page import CardWords

COUNT = ("calendar", "count", "--from", "2020-08-20", "--count", "7", "--unit", "working_day", "--format", "html")


def cells(node: Node, tag: str) -> list[str]:
    article = next(one for one in node.all("article") if one.attributes.get("lang") == tag)
    return [" ".join(cell.text().split()) for cell in article.all("td") if cell.all("b")]


def test_every_day_of_the_count_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "card.html"
    run = tracker(*COUNT, "--lang", "ar,en", "-o", path)
    assert run.code == 0, run.err
    read = page(path.read_bytes())
    assert cells(read, "en") == [
        *("20 start", "21 weekend", "22 weekend", "23 day 1", "24 day 2", "25 day 3", "26 day 4", "27 day 5"),
        *("28 weekend", "29 weekend", "30 Ashura", "31 day 6", "1 due, day 7"),
    ]
    assert cells(read, "ar")[-1] == "1 الموعد، اليوم 7"
    articles = {one.attributes["lang"]: one.attributes["dir"] for one in read.all("article")}
    assert articles == {"ar": "rtl", "en": "ltr"}


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    text = tracker(*COUNT).out
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="', text)
    assert "default-src 'none'" in text


def test_weeks_begin_as_in_the_profile() -> None:
    deadline = Deadline(DeadlineKind.WITHIN, count=3, unit=TimeUnit.DAY)
    card = resolve(deadline, date(2020, 8, 20), load(profile("iq"), None)).card
    (month,) = months(card, profile("iq").week_starts)
    assert all(len(week) == 7 for week in month.weeks)
    assert {cell.day.weekday() for week in month.weeks if (cell := week[0]) is not None} == {6}, "Sunday"
    held = [cell for week in month.weeks for cell in week if cell is not None]
    assert [cell.day for cell in held] == [date(2020, 8, n) for n in range(1, 32)]
    assert [cell.kind for cell in held if cell.due] == [StepKind.COUNTED]


def test_a_very_long_count_is_told_by_its_lines() -> None:
    deadline = Deadline(DeadlineKind.WITHIN, count=LONGEST + 1, unit=TimeUnit.DAY)
    assert months(resolve(deadline, date(2020, 8, 20), load(profile("literal"), None)).card, 0) == ()


def test_an_assessment_is_a_page_with_its_count_and_its_cell(tmp_path: Path) -> None:
    root = world.project(tmp_path / "p")
    given = ("explain", "ORD-2020-01/01", "--unit", "c-n", "--as-of", "2020-08-30", "--project", root)
    text = tracker(*given, "--lang", "en").out
    run = tracker(*given, "--lang", "en", "--format", "html")
    assert run.code == 0, run.err
    read = page(run.out.encode())
    shown = " ".join(read.text().split())
    for line in (line.strip(" -") for line in text.splitlines() if line.startswith("  - ")):
        assert line in shown
    due = [cell for cell in cells(read, "en") if "due" in cell]
    assert due == ["1 due, day 7"]


def test_a_line_of_the_page_stays_in_its_language_however_long_the_names_in_it() -> None:
    line = CardWords("ar").prose("1 أيلول 2020، status-of-week-36.xlsx [Sheet1] F3")
    assert line.startswith("1 أيلول 2020، ")
    assert "<bdi>status-of-week-36.xlsx</bdi>" in line
    assert CardWords("ar").say("Form the committee").startswith('<bdi lang="en" dir="ltr">')


@pytest.mark.parametrize(("tag", "told"), [("en", "28 day 7, weekend"), ("ar", "28 اليوم 7، عطلة نهاية الأسبوع")])
def test_the_last_counted_day_is_numbered_though_the_period_does_not_end_on_it(tag: str, told: str) -> None:
    """Seven days from Friday 21 August 2020 end on a Friday, which is counted and not the due day."""
    run = tracker("calendar", "count", "--from", "2020-08-21", "--count", 7, "--format", "html", "--lang", tag)
    assert run.code == 0, run.err
    assert told in cells(page(run.out.encode()), tag)
