"""Hijri dates and periods: counted by their own months, certain where a month was announced, else estimated."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli import tracker
from tracker.calendars import hijri
from tracker.calendars.counting import resolve
from tracker.calendars.expressions import find
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Deadline, DeadlineKind, TimeUnit

THURSDAY = date(2020, 8, 20)
IRAQ, LITERAL = profile("iq"), profile("literal")


def language(text: str) -> str:
    return "ar" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en"


def only(text: str, policy: Any = IRAQ) -> Any:
    found = find(text, language(text), THURSDAY, policy)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "count", "unit", "end"),
    [
        ("خلال شهر هجري", 1, "hijri_month", "2020-09-18"),
        ("في غضون ثلاثة أشهر هجرية", 3, "hijri_month", "2020-11-15"),
        ("خلال شهرين قمريين", 2, "hijri_month", "2020-10-17"),
        ("خلال 3 أشهر بالتقويم الهجري", 3, "hijri_month", "2020-11-15"),
        ("خلال سنة هجرية واحدة", 1, "hijri_year", "2021-08-08"),
        ("خلال سنتين هجريتين من تاريخ صدوره", 2, "hijri_year", "2022-07-29"),
        ("within two Hijri months", 2, "hijri_month", "2020-10-17"),
        ("within a lunar month", 1, "hijri_month", "2020-09-18"),
        ("within three months of the Hijri calendar", 3, "hijri_month", "2020-11-15"),
        ("within one hijri year", 1, "hijri_year", "2021-08-08"),
    ],
)
def test_a_period_in_hijri_months_is_counted_in_them(text: str, count: int, unit: str, end: str) -> None:
    found = only(text)
    assert (found.text, found.count, found.unit) == (text, count, unit)
    assert found.value == f"2020-08-20/{end}"
    beside = [date.fromisoformat(end) + timedelta(days=step) for step in (1, -1)]
    assert found.alternatives == tuple(f"2020-08-20/{day}" for day in beside)
    assert found.estimated


@pytest.mark.parametrize("text", ["خلال شهرين", "within two months", "خلال شهرين ميلاديين", "خلال سنة واحدة"])
def test_a_month_without_its_kind_is_gregorian(text: str) -> None:
    found = only(text)
    assert found.unit in (TimeUnit.MONTH, TimeUnit.YEAR)
    assert not found.estimated


@pytest.mark.parametrize("text", ["كل شهر هجري", "تقرير شهري هجري", "every Hijri month", "every three lunar months"])
def test_a_hijri_recurrence_is_marked(text: str) -> None:
    assert only(text).estimated


def card(deadline: Deadline, start: date = THURSDAY) -> Any:
    return resolve(deadline, start, load(IRAQ)).card


def within(count: int, unit: TimeUnit) -> Deadline:
    return Deadline(DeadlineKind.WITHIN, count=count, unit=unit)


def test_the_card_of_hijri_months_says_both_dates_and_the_doubt() -> None:
    lines = card(within(2, TimeUnit.HIJRI_MONTH)).lines()
    english, arabic = (" ".join(line[tag] for line in lines) for tag in ("en", "ar"))
    assert "within 2 Hijri months" in english
    assert "30 Dhu al-Hijjah 1441 AH" in english
    assert "30 Safar 1442 AH, that is Saturday 17 October 2020" in english
    assert "Estimated by the Umm al-Qura reckoning" in english
    assert "Friday 16 October 2020 or Sunday 18 October 2020" in english
    assert "Moved to the next working day: Sunday 18 October 2020" in english
    assert "شهرين هجريين" in arabic
    assert "30 صفر 1442 هـ" in arabic


def test_a_month_that_was_announced_is_certain() -> None:
    months = (
        hijri.HijriMonth(1442, 1, date(2020, 8, 21), "letter 1"),
        hijri.HijriMonth(1442, 2, date(2020, 9, 19), "letter 2"),
    )
    found = hijri.plus_months(date(2020, 8, 30), 1, months)
    assert (str(found.first), str(found.last)) == ("1442-01-10", "1442-02-10")
    assert (found.end.day, found.end.estimated, found.end.source) == (date(2020, 9, 28), False, "letter 2")


def test_a_month_too_short_ends_on_its_last_day() -> None:
    long = next(d for d in (date(2024, 1, 1) + timedelta(days=n) for n in range(400)) if hijri.of_day(d).day == 30)
    short = next(n for n in range(1, 13) if hijri.plus_months(long, n).last.day == 29)
    found = hijri.plus_months(long, short)
    assert hijri.of_day(found.end.day + timedelta(days=1)).day == 1


def test_hijri_dates_agree_with_the_tables() -> None:
    from hijridate import Gregorian

    for day in (date(1930, 1, 1) + timedelta(days=97 * n) for n in range(500)):
        there = Gregorian(day.year, day.month, day.day).to_hijri()
        assert hijri.of_day(day) == hijri.HijriDate(there.year, there.month, there.day)


def test_beyond_the_tables_twelve_months_are_a_lunar_year() -> None:
    for start in (date(1800, 3, 1), date(2090, 1, 1)):
        assert (hijri.plus_months(start, 12).end.day - start).days in (353, 354, 355, 356)


@pytest.mark.parametrize("text", ["في 10 محرم 1442", "يوم 10 محرم 1446 هـ", "عاشوراء 1442", "on 10 Muharram 1442"])
def test_a_day_of_an_announced_month_has_no_neighbours(text: str) -> None:
    found = only(text)
    assert found.value in ("2020-08-30", "2024-07-17")
    assert found.alternatives == ()
    assert not found.estimated


@pytest.mark.parametrize(
    ("text", "value", "beside"),
    [
        ("15 صفر 1442", "2020-10-02", ["2020-10-03", "2020-10-01"]),
        ("في 10 محرم 1445 هـ", "2023-07-28", ["2023-07-29", "2023-07-27"]),
        ("قبل نهاية شهر رمضان 1442", "2021-05-12", ["2021-05-13", "2021-05-11"]),
        ("by the end of Ramadan 1442", "2021-05-12", ["2021-05-13", "2021-05-11"]),
        ("by 15 Safar 1442", "2020-10-02", ["2020-10-03", "2020-10-01"]),
        (
            "خلال شهر رمضان 1442",
            "2021-04-13/2021-05-12",
            ["2021-04-14/2021-05-13", "2021-04-12/2021-05-11"],
        ),
    ],
)
def test_any_other_hijri_day_or_month_is_estimated_with_its_neighbours(
    text: str, value: str, beside: list[str]
) -> None:
    found = only(text)
    assert (found.value, list(found.alternatives[:2])) == (value, beside)
    assert found.estimated


@pytest.mark.parametrize(
    ("text", "value", "beside"),
    [
        ("قبل نهاية عام 1442 هـ", "2021-08-08", "2021-08-09"),
        ("قبل نهاية السنة الهجرية 1442", "2021-08-08", "2021-08-09"),
        ("by the end of 1442 AH", "2021-08-08", "2021-08-09"),
        ("حتى نهاية العام الهجري", "2020-08-20", "2020-08-21"),
        ("by the end of the Hijri year", "2020-08-20", "2020-08-21"),
        ("before the end of the next Hijri month", "2020-09-18", "2020-09-19"),
        ("قبل نهاية الشهر الهجري القادم", "2020-09-18", "2020-09-19"),
    ],
)
def test_a_named_hijri_year_or_month_ends_by_its_calendar(text: str, value: str, beside: str) -> None:
    found = only(text)
    assert (found.value, found.alternatives[0]) == (value, beside)
    assert found.estimated


@pytest.mark.parametrize("text", ["the Hijri year began", "وزعت 1442 بطاقة", "السنة الهجرية"])
def test_a_hijri_year_in_passing_is_no_time(text: str) -> None:
    assert find(text, language(text), THURSDAY, IRAQ) == ()


def test_of_a_month_whose_beginning_alone_is_known_the_end_is_estimated() -> None:
    found = only("خلال شهر محرم 1442")
    assert found.value == "2020-08-21/2020-09-18"
    assert found.alternatives == ("2020-08-21/2020-09-19",), "29 or 30 days, and the first is certain"


HEAD_AR = "وزارة الداخلية\nالعدد: 77\nالتاريخ: 2020/8/20\n\nتقرر ما يأتي:\n"
HEAD_EN = "Ministry of Interior\nOrder No. 77\nDate: 20 August 2020\n\nThe Minister orders the following:\n"


def extracted(tmp_path: Path, item: str, *options: str) -> dict[str, Any]:
    path = tmp_path / "order.txt"
    path.write_text((HEAD_AR if language(item) == "ar" else HEAD_EN) + f"1. {item}\n", "utf-8")
    run = tracker("extract", path, "--format", "json", *options)
    assert run.code in (0, 1), run.err
    (found,) = json.loads(run.out)["documents"][0]["obligations"]
    return dict(found)


@pytest.mark.parametrize(
    ("item", "due"),
    [
        ("على مديرية المرور إكمال النقل خلال شهرين هجريين من تاريخ صدور الأمر.", "2020-10-18"),
        ("تتولى الدائرة القانونية إعداد اللائحة خلال سنة هجرية من تاريخ هذا الأمر.", "2021-08-08"),
        ("The Traffic Directorate shall finish within two Hijri months of the date of this order.", "2020-10-18"),
    ],
)
def test_an_order_in_hijri_months_is_due_by_them_and_asks(tmp_path: Path, item: str, due: str) -> None:
    found = extracted(tmp_path, item)
    assert found["deadline"]["unit"].startswith("hijri_")
    assert found["deadline"]["due_on"] == due
    asked = [question["en"] for question in found["questions"]]
    assert any("Hijri" in one and "may be" in one for one in asked), asked


@pytest.mark.parametrize(
    "item",
    [
        "على مديرية المرور رفع التقرير في 15 صفر 1442.",
        "تقدم الدائرة الإدارية الجداول يوم 15 صفر 1442 هـ.",
        "The Traffic Directorate shall report on 15 Safar 1442.",
    ],
)
def test_a_hijri_deadline_says_where_its_day_comes_from(tmp_path: Path, item: str) -> None:
    found = extracted(tmp_path, item, "--lang", "en")
    assert (found["deadline"]["due_on"], found["deadline"]["hijri"]) == ("2020-10-02", "1442-02-15")
    basis = " ".join(str(line) for line in found["deadline"]["basis"])
    assert "15 Safar 1442 AH, that is Friday 2 October 2020" in basis
    assert "Thursday 1 October 2020 or Saturday 3 October 2020" in basis
    (asked,) = (question["en"] for question in found["questions"] if "Hijri" in question["en"])
    assert "Thursday 1 October 2020 or Saturday 3 October 2020" in asked


def test_a_hijri_date_that_was_announced_is_not_asked_about(tmp_path: Path) -> None:
    found = extracted(tmp_path, "على مديرية المرور رفع التقرير في 10 محرم 1442.", "--lang", "en")
    assert found["deadline"]["due_on"] == "2020-08-30"
    assert found["questions"] == []
    assert "The month was announced" in " ".join(found["deadline"]["basis"])


@pytest.mark.parametrize(
    "item",
    ["على مديرية المرور رفع تقرير كل شهر هجري.", "The Traffic Directorate shall report every lunar month."],
)
def test_a_hijri_rhythm_is_asked_about(tmp_path: Path, item: str) -> None:
    assert any("recurs by Hijri" in question["en"] for question in extracted(tmp_path, item)["questions"])


@pytest.mark.parametrize(
    "text",
    [
        "في 31/2/2021",
        "يوم 31/2/2021",
        "قبل 31/9/2020",
        "30 شباط 2021",
        "في 29/2/2021",
        "قبل 30 شباط",
        "by 31/2/2021",
        "by February 30, 2021",
        "until the 31st of June",
        "on 2021-02-30",
        "في 31/4/1442",
    ],
)
def test_a_date_that_does_not_exist_is_never_half_read(text: str) -> None:
    found = only(text)
    assert (found.text, found.value, found.impossible) == (text, None, True)


@pytest.mark.parametrize(
    "text", ["in February 31 officers were hired", "المادة 31/2 من القانون", "on 31/2 of the file"]
)
def test_numbers_that_are_no_date_are_not_called_one(text: str) -> None:
    assert not any(found.impossible for found in find(text, language(text), THURSDAY, LITERAL))


@pytest.mark.parametrize("text", ["في 29/2/2024", "on 29 February 2024", "قبل 30 أيلول 2020", "by 31 August"])
def test_a_date_that_does_exist_has_its_day(text: str) -> None:
    found = only(text)
    assert found.value is not None
    assert not found.impossible


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("على مديرية الشرطة تقديم الخطة في 31/2/2021.", "31/2/2021"),
        ("تقدم الدائرة الإدارية الجداول قبل 30 شباط 2021.", "30 شباط 2021"),
        ("The Police Directorate shall submit the plan by 31 September 2020.", "31 September 2020"),
    ],
)
def test_an_order_with_an_impossible_date_asks_by_its_words(tmp_path: Path, item: str, words: str) -> None:
    found = extracted(tmp_path, item)
    assert found["deadline"]["due_on"] is None
    asked = [question["en"] for question in found["questions"]]
    assert any(words in one for one in asked)
    assert not any("sets no date" in one for one in asked), "it does set one"


def test_resolve_names_an_impossible_date() -> None:
    run = tracker("calendar", "resolve", "قبل 31/9/2020", "--anchor", "2020-08-20", "--format", "json")
    assert json.loads(run.out)["results"][0]["expressions"] == []
    assert "31/9/2020" in run.err


def test_a_hijri_deadline_stands_in_the_register(tmp_path: Path) -> None:
    """A draft keeps the unit and the Hijri date; what is checked is counted by them."""
    root = tmp_path / "p"
    assert tracker("init", root).code == 0
    path = tmp_path / "order.txt"
    path.write_text(
        HEAD_AR + "1. على الدائرة إكمال النقل خلال شهرين هجريين من تاريخ صدور الأمر.\n"
        "2. على الدائرة رفع التقرير في 15 صفر 1442.\n",
        "utf-8",
    )
    assert tracker("register", "add", path, "--id", "H", "--units", "id=office", "--project", root).code == 0
    approved = tracker("register", "approve", "H", "--by", "x", "--project", root)
    assert approved.code in (0, 1), approved.err
    run = tracker("check", "--as-of", "2020-09-01", "--format", "json", "--full", "--project", root)
    due = {one["obligation"]: one["due_on"] for one in json.loads(run.out)["assessments"]}
    assert (due["H/01"], due["H/02"]) == ("2020-10-18", "2020-10-02")
    told = tracker("explain", "H/02", "--project", root, "--as-of", "2020-09-01", "--lang", "en").out
    assert "15 Safar 1442 AH" in told
