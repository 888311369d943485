"""Official override > published > estimated, and what a bad line of holidays.csv says."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tracker.calendars.holidays import HolidayStatus, build, doubts, load, parse_override
from tracker.calendars.profiles import profile
from tracker.findings import Refusal, describe

HEADER = "date,name,status,source\n"


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "holidays.csv"
    path.write_text(text, "utf-8")
    return path


def test_published_and_estimated_days_carry_status_source_and_both_names() -> None:
    calendar = load(profile("iq"))
    army = calendar.holidays[date(2026, 1, 6)]
    assert (army.status, army.name) == (HolidayStatus.PUBLISHED, {"ar": "عيد الجيش", "en": "Army Day"})
    assert "holidays" in army.source
    ashura = calendar.holidays[date(2026, 6, 25)]
    assert ashura.status is HolidayStatus.ESTIMATED
    assert ashura.name == {"ar": "عاشوراء", "en": "Ashura"}, "the status says that it is estimated, not the name"
    assert calendar.holidays[date(2026, 3, 21)].status is HolidayStatus.PUBLISHED, "Nowruz falls on the feast: certain"
    assert calendar.holidays[date(2020, 8, 30)].status is HolidayStatus.PUBLISHED


def test_an_official_day_replaces_a_published_one_and_takes_its_other_name(tmp_path: Path) -> None:
    calendar = load(profile("iq"), file(tmp_path, HEADER + "2026-06-25,عاشوراء,official,كتاب 12\n"))
    found = calendar.holidays[date(2026, 6, 25)]
    assert (found.status, found.source) == (HolidayStatus.OFFICIAL, "كتاب 12")
    assert found.name == {"ar": "عاشوراء", "en": "Ashura"}


@pytest.mark.parametrize("word", ["working", "workday", "WORKING", "دوام"])
def test_a_holiday_can_be_removed_and_a_weekend_day_worked(tmp_path: Path, word: str) -> None:
    text = HEADER + f"2026-06-25,,{word},كتاب 13\n2026-06-27,,{word},كتاب 13\n"
    calendar = load(profile("iq"), file(tmp_path, text))
    assert date(2026, 6, 25) not in calendar.holidays
    assert calendar.is_working(date(2026, 6, 25))
    assert calendar.is_working(date(2026, 6, 27)), "a Saturday, worked by decision"
    assert not calendar.is_working(date(2026, 6, 26))
    assert calendar.working[date(2026, 6, 25)].source == "كتاب 13"


def test_the_file_of_the_office_overrides_what_the_profile_says_was_announced(tmp_path: Path) -> None:
    assert load(profile("iq")).is_working(date(2024, 7, 16))
    calendar = load(profile("iq"), file(tmp_path, HEADER + "2024-07-16,عطلة محلية,official,كتاب 14\n"))
    assert not calendar.is_working(date(2024, 7, 16))


def test_no_holiday_counts_under_the_literal_profile(tmp_path: Path) -> None:
    calendar = load(profile("literal"), file(tmp_path, HEADER + "2020-08-30,عاشوراء,official,كتاب 12\n"))
    assert calendar.is_working(date(2020, 8, 30))


def test_every_bad_line_is_named_with_file_line_field_and_remedy(tmp_path: Path) -> None:
    text = HEADER + "2020-08-30,عاشوراء,official,a\n31/02/2020,x,official,a\n\n2020-01-02,x,maybe,a\n,y,official,a\n"
    path = file(tmp_path, text + "2020-08-30,دوام,working,a\n")
    with pytest.raises(Refusal) as refused:
        load(profile("iq"), path)
    found = [(f.source.line, f.values.get("field"), f.code) for f in refused.value.findings if f.source is not None]
    assert found == [
        (3, "date", "holiday-invalid"),
        (5, "status", "holiday-invalid"),
        (6, "date", "holiday-invalid"),
        (7, None, "holiday-twice"),
    ]
    assert all(f.source is not None and f.source.file == str(path) for f in refused.value.findings)
    texts = [describe(finding) for finding in refused.value.findings]
    assert "31/02/2020" in texts[0]["ar"]
    assert "2020-08-30" in texts[0]["en"], "the remedy shows how a date is written"
    assert "working" in texts[1]["ar"], "the remedy lists the statuses"


def test_a_broken_table_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        load(profile("iq"), file(tmp_path, HEADER + '2020-08-30,"' + "x" * 200_000))
    assert refused.value.findings[0].code == "file-unreadable"
    for day in ("9999-12-31", "0001-01-01", "220-08-30"):
        _, faults = parse_override(HEADER + f"{day},x,official,a\n", "holidays.csv")
        assert [fault.values["field"] for fault in faults] == ["date"]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        load(profile("iq"), file(tmp_path, "date,name\n2020-08-30,x\n"))
    assert [f.values["field"] for f in refused.value.findings] == ["status", "source"]
    with pytest.raises(Refusal):
        load(profile("iq"), file(tmp_path, ""))


def test_an_unreadable_file_is_a_finding_not_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "holidays.csv"
    path.write_bytes("date,name,status,source\n2020-08-30,عاشوراء,official,a\n".encode("cp1256"))
    with pytest.raises(Refusal) as refused:
        load(profile("iq"), path)
    assert refused.value.findings[0].code == "file-not-utf8"


def test_a_file_as_excel_saves_it_is_read() -> None:
    text = "Date;Name;Status;Source\r\n٢٠٢٠-٠٨-٣٠;عاشوراء;رسمية;كتاب 12\r\n;;;\r\n2020-09-01;x;;\r\n"
    entries, faults = parse_override(text, "holidays.csv")
    assert faults == ()
    assert [(e.day.isoformat(), e.status.value, e.source) for e in entries] == [
        ("2020-08-30", "official", "كتاب 12"),
        ("2020-09-01", "official", "holidays.csv:4"),
    ]


def test_an_absent_file_means_no_override(tmp_path: Path) -> None:
    assert load(profile("iq"), tmp_path / "none.csv").version == load(profile("iq")).version


def test_a_holiday_announced_beside_its_published_day_raises_a_question(tmp_path: Path) -> None:
    """The office announces Ashura for the 26th; the package still has the 25th."""
    beside = HEADER + "2026-06-26,عاشوراء,official,كتاب 12\n"
    found = doubts(load(profile("iq"), file(tmp_path, beside)))
    assert [(f.values["day"], f.values["other"]) for f in found] == [("2026-06-26", "2026-06-25")]
    settled = file(tmp_path, beside + "2026-06-25,,working,كتاب 12\n")
    assert doubts(load(profile("iq"), settled)) == ()


def test_the_version_names_the_content(tmp_path: Path) -> None:
    plain = load(profile("iq"))
    same_again = load(profile("iq"))
    other = load(profile("iq"), file(tmp_path, HEADER + "2026-06-25,عاشوراء,official,كتاب 12\n"))
    removed = load(profile("iq"), file(tmp_path, HEADER + "2026-06-25,,working,كتاب 12\n"))
    versions = {plain.version, other.version, removed.version, load(profile("frcp")).version}
    assert len(versions) == 4
    assert plain.version == same_again.version


def test_the_version_is_the_same_in_another_process() -> None:
    code = "from tracker.calendars.holidays import *; print(load(profile('iq')).version)"
    code = "from tracker.calendars.profiles import profile\n" + code
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == load(profile("iq")).version


def test_years_not_looked_up_are_said_to_be_unknown() -> None:
    calendar = build(profile("iq"), years=range(2020, 2022))
    assert calendar.knows(date(2021, 12, 31))
    assert not calendar.knows(date(2022, 1, 1))
    assert build(profile("literal")).knows(date(2500, 1, 1)), "where no holiday counts none is missing"
