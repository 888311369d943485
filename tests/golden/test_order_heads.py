"""Heads and feet of orders of many houses: number, day of issue, issuer, addressees, subject, in both languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders.documents import read
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument

CALENDAR = load(profile("iq"), None)
RAW = tomllib.loads((Path(__file__).parent / "orders" / "heads" / "heads.toml").read_text("utf-8"))


def extracted(folder: Path, text: str) -> ExtractedDocument:
    """What is read of a text as a file."""
    file = folder / "order.txt"
    file.write_text(text, encoding="utf-8")
    return propose(read(file), None, None, CALENDAR)


@pytest.mark.parametrize("case", RAW["head"], ids=lambda case: " ".join(case["text"].split())[:40])
def test_a_head_says_its_fields_and_its_own_day(tmp_path: Path, case: dict[str, Any]) -> None:
    head = extracted(tmp_path, case["text"].replace("{body}", RAW["bodies"][case["lang"]].strip()).strip()).metadata
    said = {
        "number": head.number,
        "day": str(head.issued_on or ""),
        "issuer": head.issuer,
        "to": head.to,
        "subject": head.subject,
    }
    wanted = {name: case[name] for name in said if name in case}
    assert {name: said[name] or "" for name in wanted} == wanted


BODY = "1. The examinations shall begin on {day}.\n2. Schools shall publish the lists within one week of this order."


@pytest.mark.parametrize(
    ("day_of_body", "issued_on", "asked"),
    [
        ("1 October 2023", "2023-08-05", True),
        ("25/08/2023", "2023-08-05", False),
        ("08/25/2023", "2023-05-08", False),
    ],
)
def test_a_date_of_two_readings_is_settled_by_the_others_or_asked(
    tmp_path: Path, day_of_body: str, issued_on: str, asked: bool
) -> None:
    found = extracted(tmp_path, "Ministry of Education\nDate: 05/08/2023\n\n" + BODY.format(day=day_of_body))
    assert str(found.metadata.issued_on) == issued_on
    assert found.obligations
    assert all(("issue-day-ambiguous" in {q.code for q in o.questions}) is asked for o in found.obligations)


@pytest.mark.parametrize(
    "text",
    [
        "تقرر ما يأتي:\n1- تبدأ الامتحانات في 1/10/2022.\n2- على المديريات إعلان الجداول خلال أسبوع.",
        "على المدارس إعلان الجداول خلال أسبوع. تبدأ الامتحانات في 1/10/2022.",
        "أكد الوزير أن الامتحانات ستبدأ في 1/10/2022، ووجه المديريات بإعلان الجداول خلال أسبوع.",
        "It is hereby ordered:\n" + BODY.format(day="1 October 2022"),
        "The exams start on 1 October 2022. Every school shall publish the timetable within one week.",
    ],
)
def test_a_day_of_the_body_is_no_day_of_issue(tmp_path: Path, text: str) -> None:
    found = extracted(tmp_path, text)
    weekly = [o for o in found.obligations if o.deadline.count == 1]
    assert found.metadata.issued_on is None
    assert weekly
    assert all(o.due_on is None and "day-unknown" in {q.code for q in o.questions} for o in weekly)
