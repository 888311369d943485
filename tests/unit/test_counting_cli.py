"""``tracker calendar count`` and ``holidays`` as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from tests.cli import tracker
from tracker.cli.main import cli
from tracker.findings import Refusal
from tracker.register.schema import schema


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tracker.toml").write_text('version = 1\ncalendar = "iq"\nlanguages = ["ar", "en"]\n', "utf-8")
    line = "2026-03-22,دوام استثنائي,working,كتاب 9\n"
    (tmp_path / "holidays.csv").write_text("date,name,status,source\n" + line, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["calendar", *arguments])


def test_count_prints_the_card() -> None:
    shown = run("count", "--from", "2020-08-20", "--count", "7", "--lang", "ar,en")
    assert shown.exit_code == 0
    assert "الموعد: الخميس 27 آب 2020" in shown.output
    assert "Due: Thursday 27 August 2020" in shown.output


def test_count_as_json_carries_every_step() -> None:
    shown = run("count", "--from", "2025-06-15", "--count", "5", "--unit", "working_day", "--format", "json")
    document = json.loads(shown.stdout)
    assert document["schema"] == "tracker/count/1"
    assert (document["state"], document["due_on"], document["due_at"]) == ("resolved", "2025-06-22", None)
    assert [(s["date"], s["kind"]) for s in document["steps"]][-3:] == [
        ("2025-06-20", "weekend"),
        ("2025-06-21", "weekend"),
        ("2025-06-22", "counted"),
    ]
    assert all({"ar", "en"} == set(line) for line in document["basis"])


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("count", ("--from", "2025-06-17", "--count", "72", "--unit", "hour", "--at", "14:30")),
        ("count", ("--from", "2026-03-15", "--count", "9", "--unit", "working_day")),
        ("count", ("--from", "2021-01-31", "--count", "1", "--unit", "month", "--lang", "ar")),
        ("count", ("--from", "2020-08-20", "--count", "0", "--calendar", "literal")),
        ("holidays", ("--year", "2026")),
        ("holidays", ("--year", "2026", "--calendar", "frcp", "--lang", "ar")),
        ("holidays", ("--year", "2500", "--calendar", "literal")),
    ],
)
def test_json_keeps_to_its_schema(name: str, arguments: tuple[str, ...]) -> None:
    validator = Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    document = json.loads(run(name, *arguments, "--format", "json").stdout)
    assert [error.message for error in validator.iter_errors(document)] == []


def test_count_uses_the_calendar_and_the_holidays_of_a_project(project: Path) -> None:
    alone = run("count", "--from", "2026-03-21", "--count", "1", "--format", "json")
    inside = run("count", "--from", "2026-03-21", "--count", "1", "--format", "json", "--project", str(project))
    assert json.loads(alone.stdout)["due_on"] == "2026-03-23", "Sunday 22 March: the estimated feast"
    assert json.loads(inside.stdout)["due_on"] == "2026-03-22", "worked by decision of the office"
    assert json.loads(alone.stdout)["calendar_version"] != json.loads(inside.stdout)["calendar_version"]


def test_the_holidays_of_a_project_do_not_count_in_another_country(project: Path) -> None:
    arguments = ("count", "--from", "2026-03-21", "--count", "1", "--calendar", "frcp", "--format", "json")
    inside = json.loads(run(*arguments, "--project", str(project)).stdout)
    assert inside == json.loads(run(*arguments).stdout)


def test_hours_from_a_stated_hour() -> None:
    shown = run("count", "--from", "2025-06-17", "--count", "72", "--unit", "hour", "--at", "14:30", "--format", "json")
    assert json.loads(shown.stdout)["due_at"] == "2025-06-20T14:30:00+03:00"


def test_holidays_lists_status_and_source(project: Path) -> None:
    shown = run("holidays", "--year", "2026", "--project", str(project), "--format", "json")
    document = json.loads(shown.stdout)
    by_day = {entry["date"]: entry for entry in document["holidays"]}
    assert by_day["2026-03-20"]["status"] == "estimated"
    assert by_day["2026-03-22"] == {
        "date": "2026-03-22",
        "name": {"ar": "دوام استثنائي"},
        "status": "working",
        "source": "كتاب 9",
    }
    assert by_day["2026-01-06"]["status"] == "published"
    table = run("holidays", "--year", "2026", "--lang", "en").output
    assert "Army Day" in table
    assert "estimated" in table


def test_holidays_of_the_present_year_follow_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2020-08-30T09:00:00+03:00")
    assert json.loads(run("holidays", "--format", "json").stdout)["year"] == 2020


@pytest.mark.parametrize(
    "arguments",
    [
        ("count", "--from", "2020-02-31", "--count", "7"),
        ("count", "--from", "2020-08-20", "--count", "-1"),
        ("count", "--from", "9999-12-31", "--count", "9"),
        ("count", "--from", "9999-12-31", "--count", "9", "--unit", "month"),
        ("count", "--from", "2020-08-20", "--count", "9", "--unit", "fortnight"),
        ("count", "--from", "2020-08-20", "--count", "9", "--unit", "hour", "--at", "25:00"),
    ],
)
def test_what_cannot_be_counted_is_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_unknown_calendar_and_a_directory_without_project_are_refused(tmp_path: Path) -> None:
    for arguments in (("--calendar", "mars"), ("--project", str(tmp_path))):
        with pytest.raises(Refusal):
            CliRunner().invoke(
                cli,
                ["calendar", "count", "--from", "2020-08-20", "--count", "7", *arguments],
                standalone_mode=False,
                catch_exceptions=False,
            )


def test_resolve_is_listed_without_being_imported() -> None:
    assert "resolve" in run("--help").output


def told(*options: object) -> tuple[str, ...]:
    run = tracker("calendar", "count", "--from", "2020-08-20", *options)
    assert run.code == 0, run.err
    return tuple(run.out.splitlines())


@pytest.mark.parametrize(
    ("unit", "anchor", "lang", "rule"),
    [
        ("day", "issue", "en", "Rule: on the day of issue itself."),
        ("month", "notification", "en", "Rule: on the day of notification itself."),
        ("day", "issue", "ar", "القاعدة: في يوم صدور الأمر نفسه."),
        ("week", "notification", "ar", "القاعدة: في يوم التبليغ نفسه."),
    ],
)
def test_no_days_are_the_day_itself(unit: str, anchor: str, lang: str, rule: str) -> None:
    assert rule in told("--count", 0, "--unit", unit, "--anchor", anchor, "--lang", lang)


@pytest.mark.parametrize(
    ("anchor", "lang", "rule"),
    [
        ("issue", "en", "Rule: within 72 hours of the hour of issue."),
        ("notification", "en", "Rule: within 72 hours of the hour of notification."),
        ("issue", "ar", "القاعدة: خلال 72 ساعة من ساعة صدور الأمر."),
    ],
)
def test_hours_from_a_stated_hour_are_counted_from_that_hour(anchor: str, lang: str, rule: str) -> None:
    assert rule in told("--count", 72, "--unit", "hour", "--at", "14:30", "--anchor", anchor, "--lang", lang)


@pytest.mark.parametrize(
    ("status", "kind"),
    [("estimated", "(estimated holiday, may move; source: x)"), ("official", "(official holiday; source: x)")],
)
def test_an_english_card_names_the_kind_of_a_holiday_in_order(tmp_path: Path, status: str, kind: str) -> None:
    assert tracker("init", tmp_path / "p").code == 0
    (tmp_path / "p/holidays.csv").write_text(f"date,name,status,source\n2020-08-24,Feast,{status},x\n", "utf-8")
    lines = told("--count", 3, "--unit", "working_day", "--project", tmp_path / "p", "--lang", "en")
    assert f"Not counted: Monday 24 August 2020, Feast {kind}." in lines
