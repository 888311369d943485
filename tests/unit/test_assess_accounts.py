"""What a flag rests on is told with both sides and their cells (semantics §7)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.duties_world import judged, of, register
from tracker.model import Assessment, Flag

ONCE = "deadline: {kind: within, count: 7, unit: day}"
STANDING = "pattern: maintenance\ndeadline: {kind: none}"
PROVEN = ONCE + "\nevidence_required: true"


def one(order: str, as_of: str, *reports: dict[str, Any]) -> Assessment:
    return of(judged(register(order), as_of, *reports))[0]


def told(found: Assessment, flag: Flag, *parts: str, language: str = "en") -> None:
    assert flag in found.flags
    for part in parts:
        assert part in found.accounts[flag][language]


def roles(found: Assessment) -> set[tuple[str, str | None]]:
    return {(source.role, source.cell) for source in found.sources}


def test_a_rewritten_report_shows_both_versions_and_their_cells() -> None:
    found = one(
        STANDING,
        "09-10",
        {"on": "09-06", "state": "not_kept", "note": "لا", "note_key": "لا"},
        {"on": "09-06", "state": "kept", "note": "نعم", "note_key": "نعم", "rewritten": True},
    )
    told(found, Flag.REWRITTEN, "6 Sep 2020", "state: from not kept (s.xlsx [1] C1) to kept (s.xlsx [1] C2)")
    told(found, Flag.REWRITTEN, "الحالة: من غير ملتزم (s.xlsx [1] C1) إلى ملتزم (s.xlsx [1] C2)", language="ar")
    assert {("before", "C1"), ("rewritten", "C2")} <= roles(found)


def test_a_conflict_names_the_report_that_contradicts_and_why_it_does_not_count() -> None:
    visit = {"on": "09-01", "state": "not_kept", "rank": 3, "office": "inspectorate"}
    found = one(STANDING, "09-05", visit, {"on": "09-04", "state": "kept"})
    told(found, Flag.CONFLICTING, "The report of a (unit) of 4 Sep 2020 says: kept (s.xlsx [1] C2)")
    told(found, Flag.CONFLICTING, "inspectorate (inspection) of 1 Sep 2020: not kept (s.xlsx [1] C1); the higher rank")
    assert ("contradicting", "C2") in roles(found)


def test_incidents_left_open_are_told_by_the_figure_that_counted_and_not_by_one_outweighed() -> None:
    weeks = (("08-23", "08-29", 5, 2), ("08-30", "09-05", 1, 9), ("09-06", "09-12", 4, 0))
    rows = [
        {"on": last, "state": "kept", "incidents": n, "remedied": m, "period_from": first, "period_to": last}
        for first, last, n, m in weeks
    ]
    visit = {**rows[-1], "incidents": 0, "remedied": 0, "rank": 3, "office": "inspectorate"}
    found = one("modality: prohibition\npattern: maintenance", "09-13", *rows, visit)
    assert found.verdict.value == "compliant"
    told(found, Flag.WAS_BREACHED, "After the report of 29 Aug 2020 incidents were left open", "(s.xlsx [1] C1)")


def test_what_was_done_before_the_unit_was_notified_was_not_done_before_the_order() -> None:
    order = "deadline: {kind: within, count: 7, unit: day, anchor: notification}"
    early = {"on": "08-26", "state": "done", "completed_on": "08-23"}
    found = of(judged(register(order, notified={"a": "08-25"}), "08-28", early))[0]
    assert found.verdict.value == "claimed"
    assert "23 Aug 2020, lies before 25 Aug 2020, the first day of this duty" in found.reason["en"]
    told(found, Flag.COMPLETED_BEFORE_ORDER, "the first day of this duty is 25 Aug 2020")


def test_a_date_that_is_not_known_is_not_told_as_none() -> None:
    order = "deadline: {kind: within, count: 7, unit: day, anchor: notification}"
    done = {"on": "08-26", "state": "done", "completed_on": "08-23"}
    met, waiting = (of(judged(register(order), "08-28", *rows))[0] for rows in ([done], []))
    for found in (met, waiting):
        assert "notification, and none is recorded (notifications.csv)" in found.reason["en"]
        assert "no due date" not in found.reason["en"]
        assert "لا موعد" not in found.reason["ar"]
    assert met.reason["en"].startswith("Done on 23 Aug 2020; its due date is not known yet.")


def test_of_two_reports_of_one_day_and_rank_the_worse_counts_and_that_is_said() -> None:
    other = {"on": "09-04", "state": "not_kept", "office": "b"}
    found = one(STANDING, "09-05", {"on": "09-04", "state": "kept"}, other)
    told(
        found, Flag.CONFLICTING, "says: kept (s.xlsx [1] C1)", "both are of one rank and day, and the worse one counts"
    )


def test_equal_reports_are_named_with_their_days_and_cells() -> None:
    rows = [{"on": day, "state": "kept", "note": "جارٍ", "note_key": "جار"} for day in ("08-28", "09-04", "09-11")]
    found = one(STANDING, "09-12", *rows)
    told(
        found, Flag.COPIED, "“جارٍ” in the last 3 reports", "28 Aug 2020 (s.xlsx [1] C1)", "11 Sep 2020 (s.xlsx [1] C3)"
    )


def test_a_backdated_report_stands_beside_the_later_one_that_had_come() -> None:
    found = one(
        STANDING, "09-20", {"on": "09-13", "state": "kept"}, {"on": "09-06", "state": "kept", "backdated": True}
    )
    told(found, Flag.BACKDATED, "dated 6 Sep 2020 (s.xlsx [1] C2)", "dated 13 Sep 2020 (s.xlsx [1] C1) had come")
    assert {("backdated", "C2"), ("newer", "C1")} <= roles(found)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ('{"due_on": "D2", "due_on_stated": "2020-09-03"}', "gives 3 Sep 2020 as the due date (s.xlsx [1] D2)"),
        ('{"due_on": "D2"}', "gives another due date (s.xlsx [1] D2)"),  # taken in by an earlier version
    ],
)
def test_a_due_date_that_was_altered_stands_beside_the_registers(cells: str, says: str) -> None:
    found = one(ONCE, "08-26", {"on": "08-25", "state": "in_progress", "due_altered": True, "cells": cells})
    told(found, Flag.DUE_DATE_ALTERED, says, "the register has 27 Aug 2020")
    undated = one("deadline: {kind: none}", "08-26", {"on": "08-25", "state": "in_progress", "due_altered": True})
    told(undated, Flag.DUE_DATE_ALTERED, "the register has no date for it")
    assert "وهو في السجل بلا تاريخ" in undated.accounts[Flag.DUE_DATE_ALTERED]["ar"]


def test_a_percentage_stands_beside_the_state_it_does_not_fit() -> None:
    found = one(ONCE, "08-26", {"on": "08-25", "state": "in_progress", "percent": 100.0})
    told(found, Flag.PERCENT_MISMATCH, "gives 100% with the state “in progress”")


def test_a_reopened_duty_names_the_report_that_said_done() -> None:
    found = one(
        ONCE,
        "09-05",
        {"on": "08-25", "state": "done", "completed_on": "08-25"},
        {"on": "09-04", "state": "in_progress"},
    )
    told(found, Flag.REOPENED, "done on 25 Aug 2020 (s.xlsx [1] C1)", "of 4 Sep 2020 said: in progress (s.xlsx [1] C2)")


def test_a_duty_kept_again_names_the_report_of_the_breach_once() -> None:
    found = one(STANDING, "09-12", {"on": "09-04", "state": "not_kept"}, {"on": "09-11", "state": "kept"})
    told(found, Flag.RECOVERED, "of 4 Sep 2020 said: not kept (s.xlsx [1] C1)")
    assert Flag.WAS_BREACHED in found.flags
    assert Flag.WAS_BREACHED not in found.accounts


def test_a_duty_without_flags_has_no_accounts() -> None:
    found = one(STANDING, "09-05", {"on": "09-04", "state": "kept"})
    assert (found.flags, dict(found.accounts), roles(found)) == ((), {}, {("last", "C1")})


EARLY = {"on": "08-25", "state": "done", "completed_on": "08-15"}


@pytest.mark.parametrize(
    ("order", "report", "claim", "says"),
    [
        (PROVEN, {"on": "08-25", "state": "done"}, "evidence", ["none that is accepted was given"]),
        (PROVEN, {**EARLY, "evidence_ok": True}, "order", ["15 Aug 2020, lies before", "Accepted evidence was given"]),
        (ONCE, EARLY, "order", ["15 Aug 2020, lies before the order took effect on 20 Aug 2020"]),
        (PROVEN, EARLY, "both", ["15 Aug 2020, lies before", "none that is accepted was given"]),
        (ONCE, {"on": "08-18", "state": "done"}, "order", ["Done was reported on 18 Aug 2020, before the order"]),
    ],
)
def test_a_claim_says_what_is_wrong_with_it(order: str, report: dict[str, Any], claim: str, says: list[str]) -> None:
    found = one(order, "08-26", report)
    assert (found.verdict.value, found.claim) == ("claimed", claim)
    assert all(part in found.reason["en"] for part in says)
    assert ("evidence" in found.reason["en"]) is (len(says) > 1 or claim == "evidence")


def test_a_suspension_names_the_letter_that_made_it() -> None:
    order = ONCE + "\nchanges:\n  - {kind: suspend, from: 2020-08-24, reference: كتاب 77}\n"
    found = one(order, "08-26")
    assert found.verdict.value == "suspended"
    assert "كتاب 77" in found.reason["ar"]
    assert "كتاب 77" in found.changes[0]["ar"]
