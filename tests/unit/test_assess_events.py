"""Events listed one by one: each is a duty with a clock of its own (docs/decisions/0110)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import followup_world as world
from tests.cli import tracker
from tests.duties_world import day, judged, of, register, unit
from tracker.assess import Result
from tracker.findings import describe
from tracker.model import Flag
from tracker.register import events

WITHIN = "pattern: triggered\ndeadline: {kind: within, count: 3, unit: day, anchor: event}"
HEAD = "obligation,event,unit,occurred_on,reported_on,state\n"


def listed(
    tmp_path: Path, *lines: str, order: str = WITHIN, head: str = HEAD, as_of: str = "08-31", rows: Any = ()
) -> Result:
    path = tmp_path / "events.csv"
    path.write_text(head + "".join(f"ORD-1/01,{line}\n" for line in lines), "utf-8")
    found, findings = events.load(path, {"ORD-1/01"}, {"a", "b"})
    assert findings == []
    return judged(replace(register(order), events=found), as_of, *rows)


def duties(result: Result, unit: str = "a") -> dict[str | None, tuple[str, date | None]]:
    return {one.event: (one.verdict.value, one.due_on) for one in of(result, unit)}


def test_each_event_has_its_own_clock_and_the_standing_duty_stays(tmp_path: Path) -> None:
    result = listed(tmp_path, "V-1,a,2020-08-22,2020-08-23,", "V-2,a,2020-08-30,,open")
    assert duties(result) == {
        None: ("compliant", None),
        "V-1": ("overdue", day("08-25")),
        "V-2": ("due_soon", day("09-02")),
    }
    assert duties(result, "b") == {None: ("unreported", None)}


def test_a_unit_that_lists_its_events_reports_them_and_the_line_is_cited(tmp_path: Path) -> None:
    def standing(as_of: str, **more: Any) -> Any:
        result = listed(tmp_path, "V-1,a,2020-08-22,2020-08-23,", "V-2,a,2020-08-24,,", as_of=as_of, **more)
        return next(one for one in of(result) if one.event is None)

    told = standing("08-31")
    assert told.verdict.value == "compliant"
    assert told.last_reported_on == day("08-24")
    assert told.flags == ()
    (source,) = told.sources
    assert (source.file, source.cell, source.role, len(source.sha256)) == ("events.csv", "A3", "last", 64)
    assert standing("09-05").verdict.value == "lapsed"
    inspected = [{"on": "08-23", "state": "not_kept", "rank": 3}]
    assert standing("08-31", rows=inspected).verdict.value == "breached"  # a unit's list answers no inspection


def test_only_a_row_with_its_number_closes_it(tmp_path: Path) -> None:
    rows = [
        {"on": "08-24", "state": "done", "completed_on": "08-24", "event": "V – 1".replace(" – ", "-")},
        {"on": "08-25", "state": "done", "completed_on": "08-25", "event": "٢"},
        {"on": "08-26", "state": "kept"},
    ]
    result = listed(tmp_path, "V-1,a,2020-08-22,,", "2,a,2020-08-22,,", "3,a,2020-08-22,,", rows=rows)
    assert {event: verdict for event, (verdict, _) in duties(result).items()} == {
        None: "compliant",
        "V-1": "met",
        "2": "met",
        "3": "overdue",
    }


def test_a_number_that_no_list_knows_closes_nothing_and_is_named(tmp_path: Path) -> None:
    rows = [{"on": "08-24", "state": "done", "event": "V-9", "cells": '{"event": "F7"}'}]
    result = listed(tmp_path, "V-1,a,2020-08-22,,", rows=rows)
    assert duties(result)["V-1"][0] == "overdue"
    (finding,) = [found for found in result.findings if found.code == "event-unknown"]
    assert str(finding.source) == "s.xlsx [1] F7"


def test_an_event_listed_twice_is_one_and_says_so_where_the_lines_differ(tmp_path: Path) -> None:
    result = listed(tmp_path, "7,a,2020-08-22,,", "7,b,2020-08-23,,", "8,a,2020-08-22,,", "8,a,2020-08-22,,")
    flags = {one.event: Flag.CONFLICTING in one.flags for one in of(result)}
    assert flags == {None: False, "7": True, "8": False}
    assert duties(result, "b") == {None: ("compliant", None)}  # it reported the event too


def test_a_retracted_event_is_waived_with_its_line(tmp_path: Path) -> None:
    result = listed(tmp_path, "7,a,2020-08-22,2020-08-22,", "7,a,2020-08-22,2020-08-29,retracted")
    (event,) = [one for one in of(result) if one.event]
    assert event.verdict.value == "waived"
    assert event.reference is not None
    assert event.reference.endswith("events.csv:3"), "the line that takes it back"
    before = listed(tmp_path, "7,a,2020-08-22,2020-08-22,", "7,a,2020-08-22,2020-08-29,retracted")
    assert duties(before)["7"][0] == "waived"


def test_what_happened_before_the_order_or_to_another_opens_nothing(tmp_path: Path) -> None:
    result = listed(tmp_path, "7,a,2020-08-19,,", "8,b,2020-08-22,,", order=WITHIN + "\nunits: {id: a}")
    assert duties(result) == {None: ("unreported", None)}
    assert sorted(found.code for found in result.findings) == ["event-before-order", "event-without-duty"]


def test_what_happened_after_the_unit_or_the_order_had_ended_opens_nothing_and_is_named(tmp_path: Path) -> None:
    over = listed(tmp_path, "7,a,2020-08-29,,", "8,a,2020-08-28,,", order=WITHIN + "\nends_on: 2020-08-28")
    assert set(duties(over)) == {None, "8"}
    (finding,) = [found for found in over.findings if found.code == "event-after-end"]
    assert (finding.values["event"], finding.values["gone"], finding.source and finding.source.line) == (
        "7",
        day("08-29"),
        2,
    )
    path = tmp_path / "events.csv"
    path.write_text(HEAD + "ORD-1/01,7,a,2020-08-29,,\n", "utf-8")
    found, _ = events.load(path, {"ORD-1/01"}, {"a", "b"})
    units = (unit("a", valid_to=day("08-28"), successor="b"), unit("b"))
    gone = judged(replace(register(WITHIN, units=units), events=found), "08-31")
    (finding,) = [found for found in gone.findings if found.code == "event-after-end"]
    assert "the successor of a: b" in describe(finding)["en"]


def test_figures_count_until_events_are_listed_and_what_was_dealt_with_still_does(tmp_path: Path) -> None:
    weeks = [
        {"on": "08-28", "state": "kept", "incidents": 3, "period_from": "08-20", "period_to": "08-26"},
        {"on": "09-04", "state": "kept", "incidents": 5, "remedied": 2, "period_from": "08-27", "period_to": "09-02"},
    ]
    plain = judged(register(WITHIN), "09-05", *weeks)
    assert of(plain)[0].count == 6
    result = listed(tmp_path, "7,a,2020-08-30,,", rows=weeks, as_of="09-05")
    assert of(result)[0].count == 1


@pytest.mark.parametrize(("hour", "known"), [(4, False), (6, True)])
def test_a_line_counts_from_the_moment_it_was_recorded(tmp_path: Path, hour: int, known: bool) -> None:
    path = tmp_path / "events.csv"
    path.write_text(HEAD.rstrip() + ",recorded_at\nORD-1/01,7,a,2020-08-22,,,2020-08-31T08:00:00+03:00\n", "utf-8")
    found, _ = events.load(path, {"ORD-1/01"}, {"a"})
    moment = datetime(2020, 8, 31, hour, tzinfo=UTC)
    result = judged(replace(register(WITHIN), events=found), "08-31", known_at=moment)
    assert ("7" in duties(result)) is known


def test_every_fault_of_the_file_is_named_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    lines = ("09,7,a,2020-08-22,,", "01,7,x,2020-08-22,,", "01,,a,2020-02-30,,", "01,7,a,2020-08-22,,gone")
    path.write_text(HEAD + "".join(f"ORD-1/{line}\n" for line in lines), "utf-8")
    _, findings = events.load(path, {"ORD-1/01"}, {"a"})
    assert [(f.code, f.source.line if f.source else 0) for f in findings] == [
        ("obligation-not-known", 2),
        ("unit-unknown", 3),
        ("field-missing", 4),
        ("field-value", 4),
        ("field-value", 5),
    ]


def test_a_faulty_line_is_named_and_the_others_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-03T09:00:00+03:00")
    root = world.project(tmp_path / "p")
    path = root / "directives/ord.yaml"
    order = path.read_text("utf-8").replace("pattern: maintenance", "pattern: triggered", 1)
    path.write_text(order.replace("modality: prohibition", "modality: obligation"), "utf-8")
    lines = (
        "ORD-2020-01/02,1,c-n,2020-08-26,,",
        "ORD-2020-01/2,2,c-n,2020-08-26,,",
        "ORD-2020-01/02,3,c-x,2020-8-26,,",
        "ORD-2020-01/02,4,c-n,2020-08-28,2020-08-27,",
    )
    (root / "events.csv").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    run = tracker("check", "--project", root, "--lang", "en", "--format", "json")
    assert run.code == 0, run.err
    assert [a["event"] for a in json.loads(run.out)["assessments"] if a["event"]] == ["1"]
    assert "events.csv:3" in run.err
    assert "Did you mean: ORD-2020-01/02" in run.err
    assert "Did you mean: —" not in run.err
    assert run.err.count("events.csv:4") >= 2
    assert "events.csv:5" in run.err, "told before it happened"
    (root / "events.csv").write_text("obligation,event\n", "utf-8")
    assert tracker("check", "--project", root).code == 2, "a file without its columns is no list"
