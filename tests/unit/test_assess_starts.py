"""From when a deadline counts whose order does not say it: an office may count from notification (0121)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli import tracker
from tests.duties_world import day, judged, of, register, unit

NOT_SAID = "deadline: {kind: within, count: 7, unit: day, assumed: true}"


def due(order: str, unit: str = "a", **more: str) -> date | None:
    return of(judged(register(order, notified={"a": "2020-08-23"}), "08-24", **more), unit)[0].due_on  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (NOT_SAID, "2020-08-30"),
        ("deadline: {kind: within, count: 7, unit: day}", "2020-08-27"),
        ("deadline: {kind: within, count: 7, unit: day, anchor: effective, assumed: true}", "2020-08-27"),
        ("deadline: {kind: immediately, assumed: true}", "2020-08-23"),
        ("deadline: {kind: on, due_on: 2020-08-27, assumed: true}", "2020-08-27"),
    ],
)
def test_what_the_order_leaves_open_counts_from_notification_where_the_project_says_so(
    order: str, expected: str
) -> None:
    assert due(order, count_from="notification") == date.fromisoformat(expected)


def test_by_default_it_counts_from_the_issue() -> None:
    assert due(NOT_SAID) == date(2020, 8, 27)


def test_who_was_not_notified_has_no_due_date_yet_and_the_card_says_why() -> None:
    result = judged(register(NOT_SAID, notified={"a": "2020-08-23"}), "08-24", count_from="notification")
    (told,), (waits,) = of(result), of(result, "b")
    lines = [line["en"] for line in told.basis]
    assert "Rule: within 7 days of the day of notification." in lines
    assert any(line.startswith("Assumed: ") for line in lines)
    assert waits.due_on is None
    assert any("the day of notification has not come or is not recorded" in line["en"] for line in waits.basis)


def test_a_change_that_says_no_start_counts_from_notification_too() -> None:
    change = "{kind: amend, from: 2020-08-22, deadline: {kind: within, count: 3, unit: week, assumed: true}}"
    assert due(f"{NOT_SAID}\nchanges: [{change}]", count_from="notification") == date(2020, 9, 13)


def test_another_start_is_named_with_its_place(tmp_path: Path) -> None:
    assert tracker("init", tmp_path / "p").code == 0
    settings = tmp_path / "p/tracker.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[defaults]\ncount_from = "receipt"\n', "utf-8")
    run = tracker("check", "--project", tmp_path / "p", "--lang", "en")
    assert run.code == 2
    assert "defaults.count_from" in run.err
    assert '"issue" | "notification"' in run.err


def test_the_clock_of_a_dissolved_unit_goes_on_for_its_successor() -> None:
    order = "deadline: {kind: within, count: 5, unit: day, anchor: notification}\nunits: {id: [a]}"
    units = (unit("a", valid_to=day("08-29"), successor="b"), unit("b"))
    late = of(judged(register(order, units=units, notified={"a": "08-23"}), "09-02"), "b")[0]
    assert (late.due_on, late.verdict.value, late.days) == (day("08-30"), "overdue", 3), "Friday 28 August rolls"
    own = of(judged(register(order, units=units, notified={"a": "08-23", "b": "08-31"}), "09-02"), "b")[0]
    assert own.due_on == day("09-06"), "told itself, it counts from that; Saturday rolls"
    nobody = of(judged(register(order, units=units), "09-02"), "b")[0]
    assert nobody.due_on is None
