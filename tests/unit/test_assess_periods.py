"""Periodic obligations: every period is a duty (docs/decisions/0017)."""

from __future__ import annotations

import pytest

from tests.duties_world import day, judged, of, register, told, unit
from tracker.model import Flag

WEEKLY = "pattern: periodic\ndeadline: {kind: every, rrule: FREQ=WEEKLY}"
MONTHLY = "pattern: periodic\ndeadline: {kind: every, rrule: FREQ=MONTHLY}"
W1, W2, W3 = "2020-08-20/2020-08-26", "2020-08-27/2020-09-02", "2020-09-03/2020-09-09"


def test_periods_begun_and_the_next_one_are_duties() -> None:
    result = judged(register(WEEKLY), "08-28")
    assert told(result) == [(W1, "due_soon"), (W2, "pending"), (W3, "not_in_force")]
    first = of(result)[0]
    assert (first.due_on, first.days) == (day("08-29"), -1), "the last day and three days of grace, on a Saturday"


def test_a_period_is_overdue_after_its_grace_and_flagged_as_never_reported_then() -> None:
    due = of(judged(register(WEEKLY), "08-29"))[0]
    late = of(judged(register(WEEKLY), "08-30"))[0]
    assert (due.verdict.value, Flag.NEVER_REPORTED in due.flags) == ("due_soon", False)
    assert (late.verdict.value, late.days, Flag.NEVER_REPORTED in late.flags) == ("overdue", 1, True)


def test_a_rhythm_written_beside_no_deadline_is_its_rule() -> None:
    found = of(judged(register("pattern: periodic\nrrule: FREQ=WEEKLY"), "08-28"))[0]
    assert found.basis[0]["en"].startswith("Rule: every week from the day of issue on")


def test_a_late_report_names_its_period() -> None:
    late = {"on": "09-10", "state": "done", "period_from": "08-20", "period_to": "08-26"}
    found = dict(told(judged(register(WEEKLY), "09-10", late)))
    assert (found[W1], found[W2], found[W3]) == ("met_late", "overdue", "due_soon")


def test_without_a_period_the_day_of_completion_decides_then_that_of_the_report() -> None:
    reports = [
        {"on": "08-30", "state": "done", "completed_on": "08-25"},
        {"on": "09-04", "state": "done"},
    ]
    found = dict(told(judged(register(WEEKLY), "09-05", *reports)))
    assert (found[W1], found[W2], found[W3]) == ("met", "due_soon", "met")


@pytest.mark.parametrize(
    ("first", "last", "periods", "several"),
    [
        ("08-22", "08-28", [W1], False),  # a week from Saturday: five of its days are in the first week
        ("08-20", "09-02", [W1, W2], True),
        ("08-25", "08-26", [W1], False),  # two days of one week: no half, the one with most of it
        ("08-24", "08-30", [W2], False),  # three days of one, four of the other
        ("08-01", "08-31", [W1, W2], True),
    ],
)
def test_a_row_reports_the_periods_of_which_it_holds_the_greater_part(
    first: str, last: str, periods: list[str], several: bool
) -> None:
    row = {"on": "09-04", "state": "done", "completed_on": "08-28", "period_from": first, "period_to": last}
    result = of(judged(register(WEEKLY), "09-04", row))
    assert [one.occurrence for one in result if one.completed_on] == periods
    assert all((Flag.COVERS_SEVERAL in one.flags) is several for one in result if one.completed_on)


@pytest.mark.parametrize("worse_first", [True, False])
def test_two_rows_of_one_day_that_state_parts_of_one_period_are_two_reports_and_the_worse_counts(
    worse_first: bool,
) -> None:
    rows = [
        {"on": "08-27", "state": "not_started", "period_from": "08-24", "period_to": "08-26"},
        {"on": "08-27", "state": "done", "period_from": "08-20", "period_to": "08-23"},
    ]
    first = of(judged(register(WEEKLY), "08-30", *(rows if worse_first else rows[::-1])))[0]
    assert (first.occurrence, first.verdict.value, Flag.CONFLICTING in first.flags) == (W1, "overdue", True)
    taken_back = {**rows[0], "state": "retracted"}
    first = of(judged(register(WEEKLY), "08-30", *rows, taken_back))[0]
    assert (first.verdict.value, Flag.CONFLICTING in first.flags) == ("met", False)


def test_a_row_that_fits_no_period_is_named_with_its_cell() -> None:
    early = {"on": "08-21", "state": "done", "period_from": "07-01", "period_to": "07-07"}
    result = judged(register(WEEKLY), "08-21", early)
    assert told(result) == [(W1, "pending"), (W2, "not_in_force")]
    (finding,) = [found for found in result.findings if found.code == "period-unknown"]
    assert str(finding.source) == "s.xlsx [1] C1"


def test_months_from_the_31st_clamp_and_do_not_drift() -> None:
    order = register(MONTHLY + "\neffective_on: 2020-08-31")
    found = [one.occurrence for one in of(judged(order, "2020-12-01"))]
    assert found == [
        "2020-08-31/2020-09-29",
        "2020-09-30/2020-10-30",
        "2020-10-31/2020-11-29",
        "2020-11-30/2020-12-30",
        "2020-12-31/2021-01-30",
    ]


def test_an_end_cuts_one_period_and_forgives_no_other() -> None:
    order = register(WEEKLY + "\nends_on: 2020-09-04")
    found = judged(order, "09-20")
    assert told(found) == [(W1, "overdue"), (W2, "overdue"), (W3, "ended")]
    done = {"on": "09-04", "state": "done", "period_from": "09-03", "period_to": "09-09"}
    assert told(judged(order, "09-20", done))[2] == (W3, "met"), "what is done stays done"


def test_each_unit_counts_from_its_own_beginning_and_an_heir_from_its_own() -> None:
    units = (unit("a", valid_to=day("08-24"), successor="c"), unit("b"), unit("c", valid_from=day("08-25")))
    order = register(WEEKLY + "\nunits: {id: [a, b]}", units=units)
    result = judged(order, "09-01")
    assert told(result, "a") == [(W1, "waived")]
    assert told(result, "b")[0] == (W1, "overdue")
    assert told(result, "c") == [
        ("2020-08-25/2020-08-31", "due_soon"),
        ("2020-09-01/2020-09-07", "pending"),
        ("2020-09-08/2020-09-14", "not_in_force"),
    ]


def test_counted_from_a_notification_that_is_not_recorded_no_period_begins() -> None:
    text = "pattern: periodic\ndeadline: {kind: every, rrule: FREQ=WEEKLY, anchor: notification}"
    order = register(text, notified={"b": "08-24"})
    result = judged(order, "08-25")
    assert told(result, "a") == [("", "pending")]
    assert Flag.DUE_UNRESOLVED in of(result)[0].flags
    assert told(result, "b")[0] == ("2020-08-24/2020-08-30", "pending")


def test_a_rule_without_end_over_a_century_is_answered() -> None:
    order = register("pattern: periodic\ndeadline: {kind: every, rrule: FREQ=DAILY}\nunits: {id: a}")
    result = judged(order, "2120-08-20")
    assert len(result.assessments) == 6_000
    assert of(result)[-1].occurrence == "2120-08-21/2120-08-21"
    assert [found.code for found in result.findings] == ["occurrences-too-many"]
