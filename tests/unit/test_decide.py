"""Determinations: evidence accepted or refused, claims refused, waivers, extensions (docs/decisions/0111)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests import followup_world as world
from tests.cli import tracker
from tests.duties_world import day, judged, of, register
from tracker.model import Assessment, Flag, Rank, SourceRef
from tracker.register.determinations import Determination, Kind

SEVEN = "deadline: {kind: within, count: 7, unit: day}"
"""Due on 27 August 2020."""
PROVEN = SEVEN + "\nevidence_required: true"
DONE = {"on": "08-26", "state": "done", "completed_on": "08-26"}


def decision(kind: str, on: str, **more: Any) -> Determination:
    moment = more.pop("recorded_at", datetime(2020, 8, 1, tzinfo=UTC))
    return Determination(
        "ORD-1/01",
        Kind(kind),
        day(on),
        "المدير",
        "ق/5",
        "لا يكفي",
        moment,
        SourceRef("determinations.csv", line=2),
        **more,
    )


def one(
    order: str, *decisions: Determination, as_of: str = "09-10", rows: Any = (DONE,), unit: str = "a"
) -> Assessment:
    return of(judged(replace(register(order), determinations=decisions), as_of, *rows), unit)[0]


def verdict(order: str, *decisions: Determination, **more: Any) -> str:
    return one(order, *decisions, **more).verdict.value


def test_evidence_is_accepted_and_refused_and_the_later_word_holds() -> None:
    assert verdict(PROVEN) == "claimed"
    assert verdict(PROVEN, decision("accept", "09-01")) == "met"
    assert verdict(PROVEN, decision("accept", "09-01"), decision("refuse", "09-05")) == "claimed"
    assert verdict(PROVEN, decision("refuse", "09-05"), decision("accept", "09-01")) == "claimed", "by day, not by line"
    assert verdict(PROVEN, decision("accept", "08-25")) == "claimed", "a report after the decision is not decided"
    told = one(PROVEN, decision("accept", "09-01"))
    assert any("Its evidence was accepted" in line["en"] and "ق/5" in line["en"] for line in told.basis)


def test_nobody_is_silent_about_a_period_before_the_day_to_which_it_was_extended() -> None:
    weekly = "pattern: periodic\ndeadline: {kind: every, rrule: FREQ=WEEKLY}"
    longer = decision("extend", "08-28", until=day("09-10"), occurrence="2020-08-20/2020-08-26")
    assert Flag.NEVER_REPORTED in one(weekly, as_of="09-08", rows=()).flags
    assert Flag.NEVER_REPORTED not in one(weekly, longer, as_of="09-10", rows=()).flags
    late = one(weekly, longer, as_of="09-11", rows=())
    assert (late.verdict.value, late.days, Flag.NEVER_REPORTED in late.flags) == ("overdue", 1, True)


def test_what_was_met_the_day_before_and_denied_since_is_told_as_it_was_known_then() -> None:
    denied = {"on": "08-30", "state": "not_started", "rank": 3, "office": "inspectorate"}
    found = one(SEVEN, decision("waive", "08-27"), rows=(DONE, denied))
    assert found.verdict.value == "waived"
    assert "The day before, by what had been reported by then, it was: met." in found.reason["en"]
    late = one(SEVEN, decision("waive", "09-05"), rows=())
    assert "The day before it was: overdue." in late.reason["en"]


def test_a_refused_claim_is_no_report_and_a_new_one_counts() -> None:
    assert verdict(SEVEN) == "met"
    assert verdict(SEVEN, decision("refuse", "09-01")) == "overdue"
    assert verdict(PROVEN, decision("refuse-claim", "09-01")) == "overdue"
    again = {"on": "09-03", "state": "done", "completed_on": "09-03"}
    assert verdict(SEVEN, decision("refuse", "09-01"), rows=(DONE, again)) == "met_late"


def test_the_reason_tells_what_was_reported_and_who_refused_it() -> None:
    refused = one(SEVEN, decision("refuse-claim", "09-01"))
    assert "Nothing was ever reported" not in refused.reason["en"]
    for words in ("reported on 26 Aug 2020: done", "refused by decision of المدير on 1 Sep 2020", "ق/5"):
        assert words in refused.reason["en"]
    assert "ورُفض ذلك بقرار المدير في 1 أيلول 2020 (ق/5)" in refused.reason["ar"]
    assert [source.role for source in refused.sources] == ["refused"]
    proof = one(PROVEN, decision("refuse", "09-01"))
    assert "Its evidence was refused by decision of المدير" in proof.reason["en"]
    standing = one("pattern: maintenance", decision("refuse-claim", "09-01"), rows=({"on": "08-26", "state": "kept"},))
    assert standing.verdict.value == "unreported"
    assert "No report has been accepted since" in standing.reason["en"]
    again = {"on": "09-03", "state": "done", "completed_on": "09-03"}
    later = one(SEVEN, decision("refuse", "09-01"), rows=(DONE, again))
    assert [source.role for source in later.sources] == ["last", "completion", "refused"]


def test_the_reason_tells_what_was_taken_back() -> None:
    back = {"on": "08-26", "state": "retracted", "note": "خطأ"}
    told = one(SEVEN, rows=(DONE, back))
    assert told.verdict.value == "overdue"
    assert "What had been reported on it on 26 Aug 2020 was taken back." in told.reason["en"]
    assert "Nothing was ever reported" not in told.reason["en"]
    assert [source.role for source in told.sources] == ["taken_back", "retraction"]
    progress = {"on": "09-01", "state": "in_progress"}
    assert "taken back" not in one(SEVEN, rows=(DONE, back, progress)).reason["en"]


def test_a_lower_rank_does_not_undo_a_higher_one() -> None:
    seen = {**DONE, "rank": 3, "office": "inspectorate"}
    assert verdict(SEVEN, decision("refuse", "09-01"), rows=(seen,)) == "met"
    assert verdict(SEVEN, decision("refuse", "09-01", rank=Rank.INSPECTION), rows=(seen,)) == "overdue"


def test_a_lower_rank_does_not_answer_a_decision_of_a_higher_one() -> None:
    refused = decision("refuse", "09-01", rank=Rank.INSPECTION)
    found = one(PROVEN, refused, decision("accept", "09-02"))
    assert (found.verdict.value, "conflicting" in [flag.value for flag in found.flags]) == ("claimed", True)
    told = next(text for flag, text in found.accounts.items() if flag.value == "conflicting")
    assert "evidence refused" in told["en"]
    assert "evidence accepted" in told["en"]
    assert "رفض الإثبات" in told["ar"]
    agreed = one(PROVEN, refused, decision("refuse", "09-02"))
    assert "conflicting" not in [flag.value for flag in agreed.flags]
    denied = one(SEVEN, decision("refuse-claim", "09-01", rank=Rank.INSPECTION), decision("accept", "09-05"))
    assert denied.verdict.value != "met"


def test_a_waiver_ends_the_duty_with_its_reference_for_that_unit_alone() -> None:
    waived = decision("waive", "09-01", unit="a")
    found = one(SEVEN, waived, rows=())
    assert (found.verdict.value, found.reference) == ("waived", "ق/5")
    assert "the unit was released from it by decision" in found.reason["en"]
    assert verdict(SEVEN, waived, rows=(), unit="b") == "overdue"
    assert verdict(SEVEN, waived, rows=(), as_of="08-31") == "overdue"


def test_more_time_is_given_to_one_unit() -> None:
    longer = decision("extend", "08-25", unit="a", until=day("09-15"))
    assert (verdict(SEVEN, longer, rows=()), verdict(SEVEN, longer, rows=(), unit="b")) == ("pending", "overdue")
    assert one(SEVEN, longer, rows=()).original_due_on == day("08-27")
    late = {"on": "08-29", "state": "done", "completed_on": "08-29"}
    after = decision("extend", "09-05", unit="a", until=day("09-15"))
    assert verdict(SEVEN, after, rows=(late,)) == "met_late", "it was late by the deadline of its day"


def test_what_was_not_recorded_yet_is_not_known() -> None:
    late = decision("waive", "09-01", recorded_at=datetime(2031, 1, 1, tzinfo=UTC))
    assert verdict(SEVEN, late, rows=()) == "overdue"


def test_one_period_is_waived_and_the_others_stay() -> None:
    weekly = "pattern: periodic\ndeadline: {kind: every, rrule: FREQ=WEEKLY}"
    waived = decision("waive", "08-27", occurrence="2020-08-20/2020-08-26")
    found = of(judged(replace(register(weekly), determinations=(waived,)), "09-10"))
    assert [assessment.verdict.value for assessment in found][:2] == ["waived", "overdue"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-03T09:00:00+03:00")
    return world.project(tmp_path / "p")


def decide(root: Path, *arguments: str) -> Any:
    given = ("--by", "المدير, العام", "--reference", "ق/5", "--reason", "سبب", "--project", root, "--lang", "en")
    return tracker("decide", "ORD-2020-01/01", *arguments, *given)


def test_nothing_is_decided_before_there_was_an_order(root: Path) -> None:
    run = decide(root, "waive", "--unit", "c-n", "--on", "2020-08-01")
    assert (run.code, "[change-before-issue]" in run.err) == (2, True)
    assert not (root / "determinations.csv").exists()


def test_the_command_writes_a_line_and_tells_what_moved(root: Path) -> None:
    run = decide(root, "extend", "--unit", "c-n", "--until", "2020-09-20")
    assert run.code == 0, run.err
    assert "1 Sep 2020 → 20 Sep" in run.out
    second = decide(root, "waive", "--unit", "c-s")
    assert second.code == 0, second.err
    lines = (root / "determinations.csv").read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert '"المدير, العام"' in lines[1]
    listed = tracker("register", "validate", "--project", root)
    assert listed.code == 0, listed.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("extend",),
        ("waive", "--until", "2020-09-20"),
        ("extend", "--until", "2020-08-01"),
        ("waive", "--unit", "nobody"),
        ("waive", "--occurrence", "2020-09-01/2020-09-07"),
        ("forgive",),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(root: Path, arguments: tuple[str, ...]) -> None:
    run = decide(root, *arguments)
    assert run.code == 2
    assert not (root / "determinations.csv").exists()


def test_faults_of_the_file_are_named_at_their_line(root: Path) -> None:
    decide(root, "waive", "--unit", "c-s")
    path = root / "determinations.csv"
    path.write_text(path.read_text("utf-8").replace("waive", "forgive").replace("c-s", "c-x"), "utf-8")
    run = tracker("check", "--project", root, "--lang", "en")
    assert run.code == 2
    assert run.err.count("determinations.csv:2") == 2


def test_a_line_written_by_hand_that_stands_before_its_order_is_named(root: Path) -> None:
    decide(root, "waive", "--unit", "c-s")
    path = root / "determinations.csv"
    text = path.read_text("utf-8")
    (day,) = {line.split(",")[text.splitlines()[0].split(",").index("decided_on")] for line in text.splitlines()[1:]}
    path.write_text(text.replace(f",{day},", ",2019-01-02,", 1), "utf-8")
    run = tracker("check", "--project", root, "--lang", "en")
    assert run.code == 0
    assert "[date-before-issue]" in run.err
    assert "decided_on" in run.err
    assert "determinations.csv" in run.err


def test_a_line_that_concerns_no_duty_is_named(root: Path) -> None:
    decide(root, "waive", "--unit", "c-s")
    path = root / "determinations.csv"
    heading, line = path.read_text("utf-8").splitlines()
    values = line.split(",")
    at = heading.split(",").index("occurrence")
    assert values[at] == ""
    values[at] = "2020-09-01/2020-09-07"
    path.write_text(f"{heading}\n{line}\n{','.join(values)}\n", "utf-8")
    run = tracker("check", "--project", root, "--lang", "en")
    assert run.code == 0
    assert run.err.count("[decision-about-nothing]") == 1
    assert "determinations.csv:3" in run.err


def test_a_decision_that_can_have_no_effect_is_refused_with_its_reason(root: Path) -> None:
    def said(*arguments: str) -> str:
        run = decide(root, *arguments, "--lang", "en")
        assert run.code == 2
        assert not (root / "determinations.csv").exists()
        return str(run.err)

    assert "[decides-no-report] Nothing had been reported on" in said("accept")
    assert "[decides-no-report]" in said("refuse-claim", "--unit", "c-s")
    assert "after today" in said("waive", "--on", "2031-01-01")


def test_what_stands_is_not_extended_and_what_fell_away_is_not_decided(root: Path) -> None:
    def standing(kind: str, *arguments: str) -> Any:
        head = ("decide", "ORD-2020-01/02", kind, *arguments, "--by", "م", "--reference", "ق/3")
        return tracker(*head, "--reason", "سبب", "--project", root, "--lang", "en")

    assert "[decides-no-deadline] ORD-2020-01/02" in standing("extend", "--until", "2020-12-01").err
    assert standing("waive").code == 0
    assert "[decides-fallen-away] ORD-2020-01/02" in standing("extend", "--until", "2020-12-01").err


def test_a_decision_that_is_dated_back_is_about_what_had_come_by_its_day(root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "week.xlsx"
    heads = ["رقم الأمر", "الجهة", "الحالة", "تاريخ الإبلاغ"]
    sheet.write_bytes(world.workbook([heads, ["ORD-2020-01/01", "c-n", "منجز", "2020-09-02"]]))
    took = tracker("ingest", sheet, "--project", root, "--lang", "en")
    assert took.code == 0, took.err
    before = decide(root, "refuse-claim", "--unit", "c-n", "--on", "2020-09-01")
    assert before.code == 2
    assert "[decides-no-report]" in before.err
    assert not (root / "determinations.csv").exists()
    assert decide(root, "refuse-claim", "--unit", "c-n", "--on", "2020-09-02").code == 0
