"""The calendar of any country by its code, and one that an office defines for itself in its ``tracker.toml``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.cli import tracker
from tracker import config
from tracker.calendars import countries
from tracker.calendars.holidays import HolidayStatus, load
from tracker.calendars.profiles import profile
from tracker.findings import Refusal


def count(name: str, start: str, number: int, unit: str = "working_day", *more: Any) -> dict[str, Any]:
    run = tracker(
        "calendar", "count", "--from", start, "--count", number, "--unit", unit, "--calendar", name, "--format", "json",
        *more,
    )  # fmt: skip
    assert run.code == 0, run.err
    document: dict[str, Any] = json.loads(run.out)
    return document


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("EG", "2026-11-29"),  # Friday and Saturday are free
        ("SA", "2026-11-29"),
        ("JO", "2026-11-29"),
        ("MA", "2026-11-27"),  # Saturday and Sunday
        ("US", "2026-11-30"),  # and Thanksgiving on the 26th
        ("us", "2026-11-30"),
        ("IR", "2026-11-28"),  # Friday alone
        ("BN", "2026-11-28"),  # Friday and Sunday, which stand apart
    ],
)
def test_working_days_of_a_country(name: str, due: str) -> None:
    assert count(name, "2026-11-22", 5)["due_on"] == due


def test_a_period_that_ends_on_a_holiday_of_the_country_rolls() -> None:
    assert count("US", "2026-06-26", 1, "week")["due_on"] == "2026-07-06", "3 July is Independence Day, observed"


@pytest.mark.parametrize(
    ("name", "day", "free"),
    [
        ("SA", date(2012, 5, 3), True),  # a Thursday, when the weekend was Thursday and Friday
        ("SA", date(2012, 5, 5), False),
        ("SA", date(2014, 5, 1), False),
        ("SA", date(2014, 5, 3), True),
        ("AE", date(2021, 6, 4), True),
        ("AE", date(2022, 6, 3), False),
        ("AE", date(2022, 6, 5), True),
    ],
)
def test_the_weekend_is_that_of_the_year(name: str, day: date, free: bool) -> None:
    assert profile(name).is_weekend(day) is free


def test_a_day_of_the_weekend_worked_instead_of_another() -> None:
    calendar = load(profile("CN"))
    assert calendar.is_working(date(2024, 2, 4)), "a Sunday worked for the spring festival"
    assert calendar.working[date(2024, 2, 4)].source.startswith("python-holidays")


@pytest.mark.parametrize("name", ["EG", "TR", "SA", "HK", "IN"])
def test_estimates_are_a_status_and_no_part_of_the_name(name: str) -> None:
    calendar = load(profile(name))
    names = [text.casefold() for one in calendar.holidays.values() for text in one.name.values()]
    assert not any("estimated" in text or "تقديري" in text for text in names)
    if name != "HK":
        assert any(one.status is HolidayStatus.ESTIMATED for one in calendar.holidays.values())


def test_years_that_the_package_does_not_know_are_told() -> None:
    calendar = load(profile("LK"))
    assert calendar.knows(date(2020, 1, 1))
    assert not calendar.knows(date(2040, 1, 1))
    assert "not known" in " ".join(line["en"] for line in count("LK", "2039-12-29", 7)["basis"])


@pytest.mark.parametrize(
    ("name", "zone", "capital"),
    [("EG", "Africa/Cairo", False), ("US", "America/New_York", True), ("AU", "Australia/Sydney", True)],
)
def test_the_zone_is_named_and_said_to_be_the_capitals(name: str, zone: str, capital: bool) -> None:
    (due,) = (line["en"] for line in count(name, "2026-11-22", 1)["basis"] if line["en"].startswith("Due:"))
    assert zone in due
    assert ("capital" in due) is capital


def test_every_country_of_several_zones_has_one_that_was_chosen() -> None:
    import holidays

    for code in holidays.list_supported_countries(include_aliases=False):
        zone, _ = countries.zone_of(code)
        assert zone != "UTC", code
        ZoneInfo(zone)
    several = {code for code, zones in countries._zones().items() if len(zones) > 1}
    assert several <= set(countries._data()["zones"])


def test_the_month_comes_first_where_it_does() -> None:
    assert not profile("US").day_first
    assert profile("GB").day_first


def test_iraq_by_its_code_is_the_profile_of_iraq() -> None:
    assert profile("IQ") is profile("iq")


@pytest.mark.parametrize("name", ["ZZ", "Egypt", "US-ZZ", "", "E G"])
def test_what_is_no_calendar_is_refused(name: str) -> None:
    run = tracker(
        "calendar", "count", "--from", "2026-11-22", "--count", "5", "--calendar", name or " ", "--lang", "en"
    )
    assert run.code == 2
    assert "EG" in run.err, "the remedy says how a country is named"


def test_a_part_of_a_country_has_its_own_holidays() -> None:
    assert count("DE-BY", "2026-06-03", 1)["due_on"] == "2026-06-05", "Corpus Christi in Bavaria"
    assert count("DE", "2026-06-03", 1)["due_on"] == "2026-06-04"


OWN = """
version = 1
calendar = "{name}"

[calendars.sinai]
like = "EG"
title = {{ar = "مكتب سيناء", en = "Sinai office"}}
weekend = ["fri"]

[calendars.desk]
like = "US"
zone = "America/Anchorage"

[[calendars.desk.announced]]
date = 2026-11-27
name = {{en = "day after Thanksgiving"}}
source = "order 5"
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = tmp_path / "office"
    assert tracker("init", root).code == 0
    return root


def settle(root: Path, name: str, text: str = OWN) -> None:
    (root / "tracker.toml").write_text(text.format(name=name), "utf-8")


@pytest.mark.parametrize(
    ("name", "due"), [("sinai", "2026-11-28"), ("desk", "2026-12-01"), ("EG", "2026-11-29"), ("JO", "2026-11-29")]
)
def test_a_project_counts_by_its_calendar_in_one_file(office: Path, name: str, due: str) -> None:
    settle(office, name)
    run = tracker(
        "calendar", "count", "--from", "2026-11-22", "--count", "5", "--unit", "working_day", "--project", office,
        "--format", "json",
    )  # fmt: skip
    assert (run.code, json.loads(run.out)["due_on"]) == (0, due), run.err
    checked = tracker("check", "--project", office, "--format", "json", "--full")
    assert checked.code in (0, 1), checked.err
    assert {one["policy"] for one in json.loads(checked.out)["assessments"]} == {name}


def test_a_report_names_the_calendar_of_the_project(office: Path, tmp_path: Path) -> None:
    settle(office, "sinai")
    run = tracker("report", "--project", office, "-o", tmp_path / "out")
    assert run.code in (0, 1), run.err
    page = "".join(found.read_text("utf-8") for found in (tmp_path / "out").glob("*.html"))
    assert "Sinai office" in page
    assert "مكتب سيناء" in page


def test_a_zone_of_ones_own_is_printed(office: Path) -> None:
    settle(office, "desk")
    found = count("desk", "2026-11-22", 1, "day", "--project", office)
    assert any("America/Anchorage" in line["en"] and "capital" not in line["en"] for line in found["basis"])


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ('weekend = ["fri"]', "calendars.x"),
        ('like = "EG"\nweekend = ["friday"]', "calendars.x.weekend"),
        ('like = "EG"\nweekend = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]', "calendars.x.weekend"),
        ('like = "EG"\nzone = "Africa/Kairo"', "calendars.x.zone"),
        ('like = "EG"\nroll = "back"', "calendars.x.roll"),
        ('like = "EG"\nweekends = ["fri"]', "calendars.x.weekends"),
        ('like = "EG"\nhijri = {"1447-13" = {first = 2026-01-01, source = "y"}}', "calendars.x.hijri"),
    ],
)
def test_a_fault_in_a_calendar_is_named_by_its_key(tmp_path: Path, entry: str, key: str) -> None:
    (tmp_path / "tracker.toml").write_text(f'version = 1\ncalendar = "x"\n[calendars.x]\n{entry}\n', "utf-8")
    with pytest.raises(Refusal) as refused:
        config.load(tmp_path)
    assert [f.values["key"] for f in refused.value.findings] == [key]


def test_calendars_that_refer_to_each_other_are_refused(office: Path) -> None:
    settle(office, "a", 'version = 1\ncalendar = "{name}"\n[calendars.a]\nlike = "b"\n[calendars.b]\nlike = "a"\n')
    run = tracker("check", "--project", office, "--lang", "en")
    assert run.code == 2
    assert "a → b → a" in run.err


@pytest.mark.parametrize(("value", "code"), [('""', 0), ('"EG"', 0), ('"XX"', 2), ('"DE-ZZ"', 2)])
def test_a_calendar_of_a_project_names_a_country_that_is_known_or_none(tmp_path: Path, value: str, code: int) -> None:
    text = f'version = 1\ncalendar = "t"\n[calendars.t]\nlike = "iq"\nholidays = {value}\n'
    (tmp_path / "tracker.toml").write_text(text, "utf-8")
    run = tracker("calendar", "count", "--from", "2026-11-24", "--count", "3", "--project", tmp_path)
    assert run.code == code, run.err
    assert ("calendar-country-unknown" in run.err) == (code == 2)
