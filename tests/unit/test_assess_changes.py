"""Changes to orders, suspension, and deadlines that count from a completion (docs/decisions/0018, 0019)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.duties_world import day, judged, of, register, unit
from tracker.model import Assessment, Flag

SEVEN = "deadline: {kind: within, count: 7, unit: day}"
"""Due on Thursday 27 August 2020."""


def one(order: str, as_of: str, *reports: dict[str, Any], **more: Any) -> Assessment:
    return of(judged(register(order), as_of, *reports, **more))[0]


def changed(*changes: str, order: str = SEVEN) -> str:
    return order + "\nchanges:\n" + "".join(f"  - {{{change}}}\n" for change in changes)


EXTENDED = changed("kind: extend, from: 2020-08-30, directive: ORD-2, deadline: {kind: on, due_on: 2020-09-10}")


def test_an_extension_holds_from_its_day_on() -> None:
    before, after = one(EXTENDED, "08-29"), one(EXTENDED, "08-30")
    assert (before.verdict.value, before.due_on, before.days) == ("overdue", day("08-27"), 2)
    assert (after.verdict.value, after.due_on, after.original_due_on) == ("pending", day("09-10"), day("08-27"))
    assert "ORD-2" in " ".join(line["en"] for line in after.basis)


@pytest.mark.parametrize(
    ("completed", "verdict", "due"),
    [
        ("08-27", "met", "08-27"),
        ("08-28", "met_late", "08-27"),
        ("08-30", "met", "09-10"),
        ("09-11", "met_late", "09-10"),
    ],
)
def test_a_completion_is_judged_by_the_deadline_of_its_day(completed: str, verdict: str, due: str) -> None:
    found = one(EXTENDED, "09-20", {"on": "09-12", "state": "done", "completed_on": completed})
    assert (found.verdict.value, found.due_on) == (verdict, day(due))


def test_a_retroactive_extension_and_a_correction_reach_back() -> None:
    late = {"on": "08-28", "state": "done", "completed_on": "08-28"}
    for kind in ("extend, retroactive: true", "correct"):
        order = changed(f"kind: {kind}, from: 2020-08-30, deadline: {{kind: on, due_on: 2020-09-10}}")
        assert one(order, "08-29", late).verdict.value == "met_late", "nobody had changed it then"
        assert one(order, "08-30", late).verdict.value == "met"


def test_an_old_deadline_never_comes_back() -> None:
    order = changed(
        "kind: amend, from: 2020-09-05, deadline: {kind: on, due_on: 2020-09-20}",
        "kind: amend, from: 2020-08-25, deadline: {kind: on, due_on: 2020-08-31}",
        "kind: suspend, from: 2020-09-06, until: 2020-09-07",
    )
    found = [one(order, as_of).due_on for as_of in ("08-24", "08-25", "09-04", "09-05", "09-08")]
    assert found == [day("08-27"), day("08-31"), day("08-31"), day("09-20"), day("09-22")]


def test_what_was_not_recorded_yet_changes_nothing() -> None:
    recorded = EXTENDED.replace("directive: ORD-2", 'recorded_at: "2020-09-01T08:00:00+03:00"')
    known = [one(recorded, "08-31", known_at=datetime(2020, 9, 1, hour, tzinfo=UTC)).due_on for hour in (4, 6)]
    assert known == [day("08-27"), day("09-10")]


@pytest.mark.parametrize(
    ("deadline", "first", "last", "due"),
    [
        ("{kind: within, count: 7, unit: day}", "08-23", "08-25", "08-30"),
        ("{kind: within, count: 7, unit: day}", "08-27", "08-29", "08-30"),  # the due day itself
        ("{kind: within, count: 7, unit: day}", "08-28", "08-31", "08-27"),  # after it
        ("{kind: within, count: 5, unit: working_day}", "08-23", "08-24", "08-31"),
        ("{kind: within, count: 1, unit: month}", "08-23", "08-25", "09-23"),
        ("{kind: on, due_on: 2020-08-27}", "08-26", "08-26", "08-28"),  # a fixed date stays where it falls
        ("{kind: within, count: 48, unit: hour}", "08-21", "08-21", "08-23"),
    ],
)
def test_suspended_days_are_taken_out_of_the_count(deadline: str, first: str, last: str, due: str) -> None:
    change = f"kind: suspend, from: 2020-{first}, until: 2020-{last}"
    found = one(changed(change, order=f"deadline: {deadline}"), "09-30")
    assert (found.due_on, found.verdict.value) == (day(due), "overdue")


def test_while_it_is_suspended_nothing_is_owed_and_what_was_done_stays_done() -> None:
    order = changed("kind: suspend, from: 2020-08-25, reference: ق/12", "kind: resume, from: 2020-09-01")
    inside = one(order, "08-31")
    assert inside.verdict.value == "suspended"
    assert inside.reason["en"].startswith("It has been suspended since 25 Aug 2020")
    assert one(order, "09-01").due_on == day("09-03")
    done = {"on": "08-24", "state": "done", "completed_on": "08-24"}
    assert one(order, "08-31", done).verdict.value == "met"


def test_windows_stop_and_what_happens_meanwhile_is_no_incident() -> None:
    standing = "pattern: maintenance"
    order = changed("kind: suspend, from: 2020-08-25, until: 2020-08-31", order=standing)
    kept = {"on": "08-24", "state": "kept"}
    assert one(standing, "09-04", kept).verdict.value == "lapsed"
    assert one(order, "09-10", kept).verdict.value == "compliant"
    assert one(order, "09-11", kept).verdict.value == "lapsed"
    case = {"on": "08-31", "state": "kept", "incidents": 2, "period_from": "08-25", "period_to": "08-31"}
    assert one(standing, "09-01", case).verdict.value == "breached"
    assert one(order, "09-01", case).verdict.value == "compliant"


def test_a_revoked_order_falls_away_with_its_reference_and_how_it_stood() -> None:
    order = changed("kind: revoke, from: 2020-09-01, directive: ORD-9")
    found = one(order, "09-02")
    assert (found.verdict.value, found.reference, Flag.ENDED_UNMET in found.flags) == ("waived", "ORD-9", True)
    assert "the order was revoked. Reference: ORD-9. The day before it was: overdue" in found.reason["en"]
    assert one(order, "08-31").verdict.value == "overdue", "as of an earlier day the order stood"
    assert Flag.ENDED_UNMET not in one(changed("kind: supersede, from: 2020-08-27"), "09-02").flags


def test_until_gives_a_standing_duty_its_end_and_one_done_once_its_date() -> None:
    assert one(changed("kind: extend, from: 2020-08-25, until: 2020-09-05"), "08-26").due_on == day("09-05")
    order = changed("kind: amend, from: 2020-08-25, until: 2020-08-31", order="pattern: maintenance")
    assert [one(order, as_of).verdict.value for as_of in ("08-31", "09-01")] == ["unreported", "ended"]


def test_a_periodic_duty_is_not_owed_for_a_period_wholly_suspended() -> None:
    order = changed(
        "kind: suspend, from: 2020-08-27, until: 2020-09-03",
        order="pattern: periodic\ndeadline: {kind: every, rrule: FREQ=WEEKLY}",
    )
    found = of(judged(register(order), "09-04"))
    assert [(one.occurrence, one.due_on) for one in found[:2]] == [
        ("2020-08-20/2020-08-26", day("09-06")),  # two of its days of grace and six more fell into it
        ("2020-09-03/2020-09-09", day("09-13")),
    ]
    open_yet = changed("kind: suspend, from: 2020-08-27", order=order.partition("\nchanges")[0])
    during = of(judged(register(open_yet), "09-04"))
    assert [one.verdict.value for one in during] == ["suspended", "suspended", "not_in_force"]


AFTER = "deadline: {kind: within, count: 10, unit: day, anchor: obligation, anchor_ref: ORD-1/01}"


def test_a_deadline_counted_from_a_completion_waits_for_it() -> None:
    orders = (SEVEN, AFTER)
    waiting = of(judged(register(*orders), "08-31"), number=2)[0]
    assert (waiting.verdict.value, waiting.due_on) == ("pending", None)
    assert Flag.DUE_UNRESOLVED in waiting.flags
    done = {"on": "08-25", "state": "done", "completed_on": "08-24"}
    result = judged(register(*orders), "08-31", done)
    assert of(result, number=2)[0].due_on == day("09-03")
    assert of(result, "b", number=2)[0].due_on is None, "the other unit has not done it"
    claimed = (SEVEN + "\nevidence_required: true", AFTER)
    assert of(judged(register(*claimed), "08-31", done), number=2)[0].due_on is None, "a claim starts no clock"


def test_of_other_units_the_last_completion_counts_once_all_have_done_it() -> None:
    units = (unit("a"), unit("b"), unit("c"))
    orders = register(SEVEN, AFTER + "\nunits: {id: c}", units=units)
    both = [
        {"unit": name, "on": "08-26", "state": "done", "completed_on": on}
        for name, on in (("a", "08-22"), ("b", "08-24"))
    ]
    assert of(judged(orders, "08-31", both[0]), "c", 2)[0].due_on is None
    assert of(judged(orders, "08-31", *both), "c", 2)[0].due_on == day("09-03")


def test_chains_are_followed_and_circles_named() -> None:
    second = AFTER.replace("ORD-1/01", "ORD-1/02")
    done = [
        {"obligation": f"ORD-1/0{n}", "on": "08-25", "state": "done", "completed_on": f"08-2{n + 1}"} for n in (1, 2)
    ]
    chain = judged(register(SEVEN, AFTER, second), "08-31", *done)
    assert of(chain, number=3)[0].due_on == day("09-02")
    circle = judged(register(AFTER.replace("ORD-1/01", "ORD-1/02"), AFTER), "08-31")
    assert [found.code for found in circle.findings] == ["anchor-cycle", "anchor-cycle"]
    assert {assessment.due_on for assessment in circle.assessments} == {None}


def test_an_amendment_that_takes_one_deadline_out_of_a_circle_opens_it() -> None:
    fixed = "changes: [{kind: amend, from: 2020-08-25, deadline: {kind: on, due_on: 2020-09-15}}]"
    orders = register(AFTER.replace("ORD-1/01", "ORD-1/02"), f"{AFTER}\n{fixed}")
    before, after = judged(orders, "08-24"), judged(orders, "08-26")
    assert [found.code for found in before.findings] == ["anchor-cycle", "anchor-cycle"]
    assert [found.code for found in after.findings] == []
    done = {"obligation": "ORD-1/02", "on": "08-26", "state": "done", "completed_on": "08-26"}
    assert of(judged(orders, "08-26", done))[0].due_on == day("09-06"), "ten days after the other was done, a Saturday"


@pytest.mark.parametrize(
    "change",
    ["deadline: {kind: on, due_on: 2020-09-15}", "until: 2020-09-15"],
)
def test_a_new_date_is_told_in_the_line_of_the_change(change: str) -> None:
    order = f"deadline: {{kind: within, count: 7, unit: day}}\nchanges: [{{kind: amend, from: 2020-08-25, {change}}}]"
    found = of(judged(register(order), "09-01"))[0]
    said = " ".join(line["en"] for line in found.basis)
    assert "The deadline was changed from Tuesday 25 August 2020 on, to Tuesday 15 September 2020." in said
    assert "Rule: on the date that was set after the order was issued." in said
    assert "فصار الثلاثاء 15 أيلول 2020" in " ".join(line["ar"] for line in found.basis)
    assert found.changes[0]["en"].endswith("to Tuesday 15 September 2020.")


def test_a_day_of_judgement_before_every_order_is_asked_about() -> None:
    found = judged(register("deadline: {kind: within, count: 7, unit: day}"), "08-19")
    assert [finding.code for finding in found.findings] == ["as-of-before-orders"]
    assert not judged(register("deadline: {kind: within, count: 7, unit: day}"), "08-20").findings


def test_figures_of_a_suspended_period_breach_nothing_by_a_state_that_nobody_wrote() -> None:
    stop = "changes: [{kind: suspend, from: 2020-08-30, until: 2020-09-05}]"
    order = f"modality: prohibition\npattern: maintenance\n{stop}"
    row = {"on": "09-06", "state": "not_kept", "incidents": 4, "remedied": 0, "period_from": "08-30"}
    row |= {"period_to": "09-05"}
    inferred = {**row, "cells": '{"incidents": "F3"}'}
    found = of(judged(register(order), "09-06", inferred))[0]
    assert (found.verdict.value, found.count) == ("pending", None)
    assert "No report has been accepted yet" in found.reason["en"]
    assert of(judged(register(order), "09-06", row))[0].verdict.value == "breached", "what was written stands"
    outside = {**inferred, "period_from": "08-23", "period_to": "08-29"}
    assert of(judged(register(order), "09-06", outside))[0].verdict.value == "breached"
