"""Rows of sheets as offices lay them out: each row accounted for, each fault at the cell that Excel shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.followup_world import LEXICON, OWED, RECEIVED, SOURCE, cells, outcomes, read, sheet
from tracker.followup.columns import recognise
from tracker.followup.headers import find_header
from tracker.followup.notes import lost_text
from tracker.followup.rows import read_sheet
from tracker.followup.settle import settle
from tracker.followup.subjects import row_key
from tracker.model import Flag, Observation, Rank, State

HEADER = ["المعرف", "الوحدة", "الحالة", "النسبة", "تاريخ الإنجاز", "المخالفات", "المعالج", "الدليل", "ملاحظات"]
TITLES = [["موقف التوجيهات"], ["تاريخ التقرير: 6/9/2020"], []]
DONE = ["ORD-2020-01/01", "c-n", "منجز", "100%", "31/8/2020", "", "", "كتاب 5512", ""]


def only(reading: Any) -> Observation:
    (one,) = reading.readings
    found: Observation = one.observation
    return found


def test_a_plain_row_is_read_whole_with_its_cells() -> None:
    reading = read(*TITLES, HEADER, DONE)
    seen = only(reading)
    assert (seen.obligation, seen.unit, seen.office, seen.state) == ("ORD-2020-01/01", "c-n", "c-n", State.DONE)
    assert (seen.percent, seen.completed_on, seen.reported_on) == (100, date(2020, 8, 31), date(2020, 9, 6))
    assert not seen.report_date_assumed
    assert seen.cells["state"] == "C5"
    assert seen.cells["reported_on"] == "A2"
    assert (seen.source.sheet, seen.source.cell) == ("Sheet1", "C5")
    assert reading.readings[0].evidence_ok
    assert outcomes(reading) == ["accepted"]


@pytest.mark.parametrize(
    "header",
    [
        "id|unit|status|% complete|completed on|violations|resolved|evidence|remarks",
        "رقم التوجيه|الجهه المنفذه|موقف التنفيذ|نسبه الانجاز|تاريخ التنفيذ|عدد المخالفات|ما عولج|السند|الملاحظات",
        "المعرّف / ID|الوحدة / Unit|الحالة / State|النسبة / %|تاريخ الإنجاز / Done on|المخالفات|ما عولج|الدليل|Notes",
        "المعرف|الوحده|الحـالـة|النسبه|تأريخ الإنجاز|المخالفات|المعالجة|الدليل|ملاحضات",
        "الالتزام|اسم الوحدة|الحالة State|Progress|Completion date|Cases|Dealt with|المستند الدليل|Comments",
    ],
)
def test_headings_in_arabic_english_or_both_however_spelt(header: str) -> None:
    seen = only(read(*TITLES, header.replace(" / ", "\n").split("|"), DONE))
    assert (seen.state, seen.percent, seen.completed_on) == (State.DONE, 100, date(2020, 8, 31))


def test_columns_in_another_order_and_a_serial_number() -> None:
    seen = only(read(["ت", "الحالة", "الوحدة", "المعرف"], [1, "منجز", "c-n", "ORD-2020-01/01"]))
    assert (seen.unit, seen.state) == ("c-n", State.DONE)


def test_headings_in_two_rows_with_merged_groups() -> None:
    reading = read(
        ["", "", "التنفيذ", "", "الإنجاز", ""],
        ["المعرف", "الوحدة", "الحالة", "النسبة", "التاريخ", "الدليل"],
        ["ORD-2020-01/01", "c-n", "منجز", 1, "31/8/2020", "كتاب 9"],
        merged=[(0, 2, 0, 3), (0, 4, 0, 5)],
    )
    seen = only(reading)
    assert (seen.completed_on, seen.reported_on, seen.report_date_assumed) == (date(2020, 8, 31), RECEIVED, True)
    assert outcomes(reading) == ["accepted"]


def test_two_rows_without_merged_cells_are_read_together() -> None:
    """'Date' over 'of completion' is no report date."""
    reading = read(
        ["الرمز", "الجهة", "الحالة", "تاريخ", "رقم"],
        ["", "", "", "الإنجاز", "الكتاب"],
        ["ORD-2020-01/01", "c-n", "منجز", "25/8/2020", "77 في 25/8/2020"],
    )
    seen = only(reading)
    assert (seen.completed_on, seen.reported_on, seen.evidence) == (date(2020, 8, 25), RECEIVED, "77 في 25/8/2020")


def test_identifiers_give_their_column_away_whatever_its_heading() -> None:
    reading = read(
        ["Requirement", "Unit", "Status", "Done on"],
        ["ORD-2020-01/01", "c-n", "done", "25/8/2020"],
        ["ORD-2020-01/02", "c-n", "in progress", ""],
    )
    assert outcomes(reading) == ["accepted", "accepted"]
    assert [one.observation.obligation for one in reading.readings] == ["ORD-2020-01/01", "ORD-2020-01/02"]
    assert ("A1", "obligation", "content") in {(c.cell, c.column, c.how) for c in reading.columns}


def test_a_group_of_last_weeks_columns_is_not_read_as_this_weeks() -> None:
    reading = read(
        ["", "", "الموقف السابق", "", "الموقف الحالي", ""],
        ["المعرف", "الوحدة", "الحالة", "النسبة", "الحالة", "النسبة"],
        ["ORD-2020-01/01", "c-n", "لم يباشر", "0%", "قيد التنفيذ", "30%"],
        merged=[(0, 2, 0, 3), (0, 4, 0, 5)],
    )
    seen = only(reading)
    assert (seen.state, seen.percent, seen.cells["state"]) == (State.IN_PROGRESS, 30, "E3")


def test_a_heading_of_an_earlier_report_or_a_plan_is_no_column_of_this_one() -> None:
    for text in ("آخر حالة", "Last state", "الحالة السابقة", "Previous status"):
        assert recognise(text, LEXICON).column is None
    assert recognise("الوحدة / التاريخ", LEXICON).column is None


def test_no_header_within_thirty_rows_is_none() -> None:
    assert find_header(sheet(*[["كلام"]] * 40, HEADER), LEXICON) is None
    assert read_sheet(sheet(["اسم", "هاتف"], ["علي", "077"]), OWED, LEXICON, SOURCE) is None


@pytest.mark.parametrize(
    ("head", "day", "assumed"),
    [
        ([["تاريخ التقرير: ٦ أيلول ٢٠٢٠"]], date(2020, 9, 6), False),
        ([["تاريخ التقرير", "", date(2020, 9, 6)]], date(2020, 9, 6), False),
        ([["Report date", "6/9/2020"]], date(2020, 9, 6), False),
        ([["الموقف الأسبوعي ليوم الأحد 6-9-2020"]], date(2020, 9, 6), False),
        ([[date(2020, 9, 6)]], date(2020, 9, 6), False),
        ([["توجيهات السيد الوزير بتاريخ 25/8/2020"]], RECEIVED, True),
        ([["بلا تاريخ"]], RECEIVED, True),
    ],
)
def test_the_day_of_the_report_stands_once_in_the_head(head: list[Any], day: date, assumed: bool) -> None:
    seen = only(read(*head, HEADER, DONE))
    assert (seen.reported_on, seen.report_date_assumed) == (day, assumed)


def test_the_day_may_stand_in_the_sheets_name_or_below_the_table_and_a_rows_own_day_wins() -> None:
    assert only(read(HEADER, DONE, name="6-9-2020")).reported_on == date(2020, 9, 6)
    below = read(HEADER, DONE, [], ["حرر في: 6/9/2020"], ["المنظم: علي حسن", "", "", "", "المصادق: العميد سالم"])
    seen = only(below)
    assert (seen.reported_on, seen.reporter, seen.approver) == (date(2020, 9, 6), "علي حسن", "العميد سالم")
    assert outcomes(below) == ["accepted", "empty", "other", "other"]
    own = read(*TITLES, [*HEADER, "تاريخ الإبلاغ"], [*DONE, "5/9/2020"])
    assert only(own).reported_on == date(2020, 9, 5)


def test_a_head_date_that_cannot_be_read_is_named_and_the_rows_are_still_taken() -> None:
    reading = read(["تاريخ التقرير: 31/02/2020"], HEADER, DONE)
    assert cells(reading.rejected) == [("A1", "date-invalid")]
    assert only(reading).report_date_assumed
    assert outcomes(reading) == ["accepted"]


def test_the_unit_stands_in_the_head_the_sheets_name_or_is_the_only_one_that_owes() -> None:
    rows = (["المعرف", "الحالة"], ["ORD-2020-01/01", "منجز"])
    assert only(read(["الوحدة: مركز القنوات الجنوبي"], *rows)).unit == "c-s"
    assert only(read(["مركز القنوات الجنوبي"], *rows)).unit == "c-s"
    assert only(read(*rows, name="مركز القنوات الجنوبي")).unit == "c-s"
    assert only(read(*rows, source=replace(SOURCE, unit="c-n"))).unit == "c-n"
    assert only(read(["المعرف", "الحالة"], ["ORD-2020-02/01", "منجز"])).unit == "hq"
    asked = read(*rows)
    assert outcomes(asked) == ["question"]
    assert cells(asked.questions) == [("A2", "unit-missing")]


def test_every_kind_of_row_is_accounted_for() -> None:
    reading = read(
        *TITLES,
        HEADER,
        DONE,
        ["ORD-2020-01/02", "c-n", "ملتزم", "", "", "٠", "٠", "", ""],
        ["ORD-2020-01/01", "c-s", "", "", "", "", "", "", ""],
        [],
        ["ORD-2020-01/99", "c-s", "منجز", "", "", "", "", "", ""],
        ["ORD-2020-01/02", "c-s", "كيفما اتفق", "", "", "", "", "", ""],
        HEADER,
        ["المجموع", "", "", "", "", 4, 3, "", ""],
        ["أولاً: التوجيهات السابقة", "", "", "", "", "", "", "", ""],
        ["", "", "", "", "", "", "", "", ""],
    )
    assert outcomes(reading) == [
        *("accepted", "accepted", "empty", "empty", "question", "rejected", "other", "other", "other"),
    ]  # the last blank row lies below everything: no row of the table
    assert cells(reading.questions) == [("A9", "obligation-unmatched")]
    assert cells(reading.rejected) == [("C10", "state-unreadable")]
    assert reading.questions[0].candidates[0].id.startswith("ORD-2020-01/")


def test_all_faults_of_a_row_are_named_in_one_pass() -> None:
    row = ["ORD-2020-01/01", "c-n", "لا أدري", "140%", "31/02/2020", "كثير", "", "", ""]
    reading = read(*TITLES, HEADER, row)
    assert sorted(cells(reading.rejected)) == [
        ("C5", "state-unreadable"),
        ("D5", "percent-invalid"),
        ("E5", "date-invalid"),
        ("F5", "number-invalid"),
    ]
    assert outcomes(reading) == ["rejected"]
    assert reading.rejected[0].row == 5


def test_entries_without_a_state_are_rejected_but_two_figures_say_it_for_a_standing_duty() -> None:
    assert cells(read(HEADER, [*DONE[:2], "", "50%", *DONE[4:]]).rejected) == [("C2", "state-missing")]
    header = ["المعرف", "الوحدة", "عدد المخالفات", "ما عولج"]
    states = [
        only(read(header, ["ORD-2020-01/02", "c-n", *figures])).state
        for figures in ((0, ""), (3, 1), (2, 2), ("٢", ""))
    ]
    assert states == [State.KEPT, State.NOT_KEPT, State.KEPT, State.NOT_KEPT]


def test_a_completion_after_its_own_report_is_kept_and_not_believed() -> None:
    reading = read(*TITLES, HEADER, [*DONE[:4], "7/9/2020", *DONE[5:]])
    seen = only(reading)
    assert not seen.accepted
    assert seen.marks == (Flag.COMPLETED_IN_FUTURE,)
    assert outcomes(reading) == ["rejected"]
    assert cells(reading.rejected) == [("E5", "completed-in-future")]


def test_not_applicable_is_taken_with_a_question() -> None:
    reading = read(HEADER, [*DONE[:2], "لا ينطبق"])
    assert only(reading).state is State.NOT_APPLICABLE
    assert reading.readings[0].queried
    assert outcomes(reading) == ["question"]


def test_withdrawing_needs_a_reason() -> None:
    assert cells(read(HEADER, [*DONE[:2], "سُحب الإبلاغ"]).rejected) == [("C2", "retraction-without-note")]
    reason = read(HEADER, [*DONE[:2], "سُحب الإبلاغ", "", "", "", "", "", "أُدخل لمركز آخر سهواً"])
    assert only(reason).state is State.RETRACTED


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ord-2020-1/1", "ORD-2020-01/01"),
        ("ORD 2020 01 / 01", "ORD-2020-01/01"),
        ("ORD-٢٠٢٠-٠١/٠١", "ORD-2020-01/01"),
        ("ORD-2020-01/01 – تنظيف القنوات", "ORD-2020-01/01"),
        ("تنظيف القنوات الرئيسة", "ORD-2020-01/01"),
        ("تنظيف القنوات الرئيسية", "ORD-2020-01/01"),
        ("Clean the main canals.", "ORD-2020-01/01"),
    ],
)
def test_an_obligation_by_its_identifier_or_its_words(written: str, meant: str) -> None:
    assert only(read(HEADER, [written, *DONE[1:]])).obligation == meant


@pytest.mark.parametrize("written", ["ORD-2020-01/011", "القنوات", "ORD-2020-01", "تنظيف", "شيء آخر تماماً"])
def test_what_is_not_clear_stays_a_question(written: str) -> None:
    reading = read(HEADER, [written, *DONE[1:]])
    assert outcomes(reading) == ["question"]
    assert cells(reading.questions) == [("A2", "obligation-unmatched")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("C-N", "c-n"),
        ("مركز القنوات الشمالى", "c-n"),
        ("مركز القنوات الشمالي (c-n)", "c-n"),
        ("Northern Canal Center", "c-n"),
    ],
)
def test_a_unit_by_its_identifier_or_its_name(written: str, meant: str) -> None:
    assert only(read(HEADER, [DONE[0], written, *DONE[2:]])).unit == meant


@pytest.mark.parametrize("written", ["مركز القنوات", "مركز القنوات الشرقي", "مركز القنوات الشمالي 2"])
def test_a_unit_that_is_not_clear_stays_a_question(written: str) -> None:
    reading = read(HEADER, [DONE[0], written, *DONE[2:]])
    assert cells(reading.questions) == [("B2", "unit-unmatched")]
    assert {candidate.id for candidate in reading.questions[0].candidates} >= {"c-n", "c-s"}


def test_a_unit_that_does_not_owe_is_a_question() -> None:
    assert cells(read(HEADER, [DONE[0], "hq", *DONE[2:]]).questions) == [("A2", "duty-unknown")]


def test_an_identifier_beside_another_obligations_text_is_a_question() -> None:
    header = ["المعرف", "نص الالتزام", "الوحدة", "الحالة"]
    assert only(read(header, ["ORD-2020-01/01", "تنظيف القنوات الرئيسة", "c-n", "منجز"])).obligation == "ORD-2020-01/01"
    moved = read(header, ["ORD-2020-01/01", "منع رمي النفايات قرب القنوات", "c-n", "منجز"])
    assert cells(moved.questions) == [("A2", "identifier-contradicted")]


def test_the_due_date_in_the_sheet_is_compared_with_the_register() -> None:
    header = ["المعرف", "الوحدة", "الموعد المحدد", "الحالة", "مفتاح الصف"]
    key = row_key("ORD-2020-01/01", "c-n", date(2020, 8, 20))
    same = read(header, ["ORD-2020-01/01", "c-n", "1/9/2020", "منجز"])
    other = read(header, ["ORD-2020-01/01", "c-n", "10/9/2020", "منجز"])
    shown_so = read(header, ["ORD-2020-01/01", "c-n", "20/8/2020", "منجز", key])
    odd = read(header, ["ORD-2020-01/01", "c-n", "متى أمكن", "منجز"])
    assert [only(reading).marks for reading in (same, other, shown_so, odd)] == [(), (Flag.DUE_DATE_ALTERED,), (), ()]
    assert cells(note for note in other.notes if note.row) == [("C2", "due-altered")]
    assert cells(note for note in odd.notes if note.row) == [("C2", "due-unreadable")]


def test_a_moved_key_of_our_own_workbook_is_a_question() -> None:
    header = ["المعرف", "الوحدة", "الحالة", "مفتاح الصف"]
    key = row_key("ORD-2020-01/02", "c-n", None)
    assert only(read(header, ["ORD-2020-01/02", "مركز القنوات الشمالي", "ملتزم", key])).obligation == "ORD-2020-01/02"
    assert cells(read(header, ["ORD-2020-01/01", "c-n", "ملتزم", key]).questions) == [("A2", "identifier-altered")]
    assert cells(read(header, ["ORD-2020-01/02", "c-s", "ملتزم", key]).questions) == [("B2", "identifier-altered")]


@pytest.mark.parametrize("tick", ["✓", "x", "نعم", True, 1])
def test_a_nil_return_speaks_for_blank_rows_of_standing_duties_only(tick: Any) -> None:
    reading = read(
        ["لا يوجد ما يُبلَّغ عنه", tick],
        HEADER,
        ["ORD-2020-01/01", "c-n", "", "", "", "", "", "", ""],
        ["ORD-2020-01/02", "c-n", "", "", "", "", "", "", ""],
        ["ORD-2020-01/02", "c-s", "غير ملتزم", "", "", 2, 0, "", ""],
        ["ORD-2020-01/10", "c-n", "", "", "", "", "", "", ""],
    )
    said = {(one.observation.obligation, one.observation.unit): one.observation for one in reading.readings}
    assert outcomes(reading) == ["empty", "accepted", "accepted", "accepted"]
    nil = said["ORD-2020-01/02", "c-n"]
    assert (nil.state, nil.incidents, nil.cells["state"]) == (State.KEPT, 0, "B1")
    assert said["ORD-2020-01/02", "c-s"].incidents == 2


@pytest.mark.parametrize("tick", ["", "لا", "-", False])
def test_no_tick_no_nil_return(tick: Any) -> None:
    reading = read(["لا يوجد ما يُبلَّغ عنه", tick], HEADER, ["ORD-2020-01/02", "c-n", "", "", "", "", "", "", ""])
    assert outcomes(reading) == ["empty"]
    assert reading.questions == ()


def test_an_unclear_tick_is_a_question_and_none() -> None:
    reading = read(["Nothing to report", "ربما"], HEADER, ["ORD-2020-01/02", "c-n", *[""] * 7])
    assert cells(reading.questions) == [("B1", "tick-unclear")]
    assert outcomes(reading) == ["empty"]


def test_merged_cells_speak_for_their_rows_but_a_merged_number_only_once() -> None:
    reading = read(
        ["المعرف", "الوحدة", "الحالة", "المخالفات"],
        ["ORD-2020-01/02", "c-n", "ملتزم", 2],
        ["", "c-s", "ملتزم", ""],
        merged=[(1, 0, 2, 0), (1, 3, 2, 3)],
    )
    assert [(one.observation.obligation, one.observation.incidents) for one in reading.readings] == [
        ("ORD-2020-01/02", 2),
        ("ORD-2020-01/02", None),
    ]


def test_a_second_table_with_other_columns_on_the_same_sheet() -> None:
    reading = read(
        *TITLES,
        HEADER,
        DONE,
        [],
        ["تاريخ التقرير: 5/9/2020"],
        ["unit", "id", "status"],
        ["c-s", "ORD-2020-01/01", "done"],
    )
    assert outcomes(reading) == ["accepted", "empty", "other", "other", "accepted"]
    assert [one.observation.unit for one in reading.readings] == ["c-n", "c-s"]
    assert reading.readings[1].observation.reported_on == date(2020, 9, 5)


def test_error_values_and_unsaved_formulas_are_named_at_their_cell() -> None:
    page = replace(
        sheet(HEADER, [*DONE[:3], "", *DONE[4:]], [*DONE[:1], "c-s", "#REF!", *DONE[3:]]),
        faults={(1, 3): ("formula-without-value", "=A1/B1")},
    )
    reading = read_sheet(page, OWED, LEXICON, SOURCE)
    assert reading is not None
    assert cells(reading.rejected) == [("D2", "formula-without-value"), ("C3", "cell-error")]


def test_two_rows_for_one_duty_and_day_repeat_or_contradict() -> None:
    twice = read(HEADER, DONE, DONE)
    assert outcomes(twice) == ["accepted", "other"]
    assert cells(note for note in twice.notes if note.row) == [("A3", "row-repeated")]
    against = read(HEADER, DONE, [*DONE[:2], "قيد التنفيذ", "10%", "", "", "", "", ""])
    assert outcomes(against) == ["question", "question"]
    assert against.readings == ()
    assert cells(against.questions) == [("A2", "row-contradicts"), ("A3", "row-contradicts")]


def test_rows_of_different_periods_or_events_do_not_contradict() -> None:
    header = ["المعرف", "الوحدة", "الحالة", "من", "إلى"]
    days = (("ملتزم", "23/8/2020", "29/8/2020"), ("غير ملتزم", "30/8/2020", "5/9/2020"))
    weeks = [["ORD-2020-01/02", "c-n", *week] for week in days]
    reading = read(header, *weeks)
    assert outcomes(reading) == ["accepted", "accepted"]
    assert [one.observation.period_from for one in reading.readings] == [date(2020, 8, 23), date(2020, 8, 30)]


def test_contradictions_are_seen_across_the_sheets_of_one_file() -> None:
    one, two = read(HEADER, DONE), read(HEADER, [*DONE[:2], "قيد التنفيذ"], name="Sheet2")
    assert [outcomes(reading) for reading in settle([one, two])] == [["question"], ["question"]]


def test_who_sent_it_is_the_office_and_gives_the_rank() -> None:
    source = replace(SOURCE, office="inspectorate", rank=Rank.INSPECTION)
    seen = only(read(HEADER, DONE, source=source))
    assert (seen.office, seen.unit, seen.rank) == ("inspectorate", "c-n", Rank.INSPECTION)


def test_a_formula_text_is_only_text() -> None:
    seen = only(read(HEADER, [*DONE[:8], "=cmd|' /C calc'!A0"]))
    assert seen.note == "=cmd|' /C calc'!A0"


def test_a_filled_column_that_is_not_understood_is_named_and_an_empty_one_is_not() -> None:
    reading = read(
        ["المعرف", "الوحدة", "الحالة", "رأي اللجنة", "هاتف", "تاريخ التقرير"],
        ["ORD-2020-01/01", "c-n", "قيد التنفيذ", "لا بأس", "", "6/9/2020"],
    )
    assert cells(reading.notes) == [("D1", "columns-not-read")]
    assert "«رأي اللجنة» D1" in str(reading.notes[0].finding.values)
    assert outcomes(reading) == ["accepted"]


def test_identifiers_stand_beside_the_words_that_the_heading_of_a_duty_names() -> None:
    reading = read(
        ["ت", "التوجيه", "رقم التوجيه", "الجهة", "ما تم إنجازه", "رقم كتاب الإنجاز"],
        [1, "شأن القنوات", "ORD-2020-01/01", "c-n", "منجز", "كتاب 12 في 30/8/2020"],
        [2, "شأن النفايات", "ORD-2020-01/02", "c-n", "ملتزم", ""],
    )
    assert [one.observation.obligation for one in reading.readings] == ["ORD-2020-01/01", "ORD-2020-01/02"]
    assert reading.readings[0].observation.evidence == "كتاب 12 في 30/8/2020"


def test_a_sheet_whose_rows_are_dated_is_not_said_to_lack_a_date() -> None:
    head = ["obligation", "unit", "state", "reported on"]
    dated = read(head, ["ORD-2020-01/01", "c-n", "zorp", "6/9/2020"], ["ORD-2020-01/02", "c-n", "kept", "6/9/2020"])
    assert outcomes(dated) == ["rejected", "accepted"]
    assert cells(dated.notes) == []
    undated = read(head[:3], ["ORD-2020-01/01", "c-n", "zorp"])
    assert [code for _, code in cells(undated.notes)] == ["report-date-missing"]


def test_a_line_of_the_head_may_stand_right_above_the_headings() -> None:
    reading = read(
        ["تاريخ التقرير", "6/9/2020"],
        ["الجهة", "مركز القنوات الشمالي"],
        ["ت", "رقم التوجيه", "الحالة"],
        [1, "ORD-2020-01/01", "قيد التنفيذ"],
        [2, "ORD-2020-01/02", "ملتزم"],
    )
    assert [(one.observation.unit, one.observation.reported_on) for one in reading.readings] == [
        ("c-n", date(2020, 9, 6)),
        ("c-n", date(2020, 9, 6)),
    ]


def test_the_first_row_of_data_is_no_second_row_of_a_merged_header() -> None:
    """Headings merged downwards tell how deep the header is; text alone below them is data."""
    for merged in ([(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4)], []):
        reading = read(
            ["المركز", "الرمز", "الموقف", "", "تاريخ التقرير"],
            ["", "", "الحالة", "الملاحظات", ""],
            ["مركز القنوات الشمالي", "ORD-2020-01/02", "غير ملتزم", "لا يوجد حارس", "4/9/2020"],
            ["مركز القنوات الجنوبي", "ORD-2020-01/02", "ملتزم", "", "4/9/2020"],
            merged=merged,
        )
        assert outcomes(reading) == ["accepted", "accepted"]
        assert [one.observation.state for one in reading.readings] == [State.NOT_KEPT, State.KEPT]


def test_a_row_whose_words_are_headings_elsewhere_is_a_question_where_its_duty_is_unknown() -> None:
    header = ["obligation", "unit", "state", "reported_on"]
    good = ["ORD-2020-01/01", "c-n", "in progress", "5/9/2020"]
    for bad in (
        ["NOPE-1/01", "office", "done", "5/9/2020"],
        ["", "station", "done", ""],
        ["nothing that is known", "directorate", "منجز", "5/9/2020"],
        ["Total ban on weapons", "command", "kept", "5/9/2020"],
    ):
        for rows in ((bad, good), (good, bad)):
            reading = read(header, *rows)
            assert sorted(outcomes(reading)) == ["accepted", "question"], bad
            assert reading.readings[0].observation.reported_on == date(2020, 9, 5)


def test_rows_that_explain_the_headings_are_no_reports() -> None:
    body = ["ORD-2020-01/01", "c-n", "منجز", "100%", "31/8/2020"]
    for row in (["1", "2", "3", "4", "5"], ["", "", "", "%", "يوم/شهر/سنة"], ["ID", "Unit", "Status", "", ""]):
        assert outcomes(read(HEADER[:5], row, body)) == ["other", "accepted"]


def test_a_heading_between_the_rows_merged_across_the_table_is_no_report() -> None:
    reading = read(
        ["المعرف", "الوحدة", "الحالة", "الدليل"],
        ["أولاً: القنوات", "", "", ""],
        ["ORD-2020-01/01", "c-n", "منجز", "كتاب 9"],
        merged=[(1, 0, 1, 3)],
    )
    assert outcomes(reading) == ["other", "accepted"]


def test_words_that_sign_below_the_table_are_passed_over_by_name_and_among_the_rows_they_are_asked_about() -> None:
    signed = read(HEADER, DONE, ["", "", "", "", "", "", "", "", "العميد سالم"])
    assert outcomes(signed) == ["accepted", "other"]
    assert cells(note for note in signed.notes if note.row) == [("I3", "row-passed-over")]
    asked = read(HEADER, ["", "", "ماشي", "", "", "", "", "", "قريباً"], DONE)
    assert outcomes(asked) == ["question", "accepted"]
    assert cells(asked.questions) == [("A2", "obligation-missing")]


def test_letters_that_were_lost_in_saving_are_named_and_a_doubt_is_not() -> None:
    head = ["??????? / ID", "?????? / Unit", "?????? / State"]
    lost = lost_text(sheet(["?????? ??????"], head, ["ORD-2020-01/01", "c-n", "????"]))
    assert lost == {"first": "A1", "count": 5}
    assert lost_text(sheet(["id", "unit", "state"], ["ORD-2020-01/01", "c-n", "???"])) is None
    assert lost_text(sheet(["المعرف", "الوحدة"], ["???? ????", "???? ????"])) is None


def test_a_second_table_may_have_a_heading_that_is_not_known() -> None:
    reading = read(
        HEADER,
        DONE,
        [],
        ["الحالة", "رأي اللجنة", "الرمز", "الجهة"],
        ["منجز", "لا بأس", "ORD-2020-01/01", "c-s"],
    )
    assert outcomes(reading) == ["accepted", "empty", "other", "accepted"]
    assert [one.observation.unit for one in reading.readings] == ["c-n", "c-s"]


def test_the_name_of_a_group_does_not_take_the_place_of_a_column_of_that_name() -> None:
    reading = read(
        ["الموقف", "", "الجهة", "الحالة"],
        ["الرمز", "رأي اللجنة", "", ""],
        ["ORD-2020-01/01", "لا بأس", "c-n", "منجز"],
        merged=[(0, 0, 0, 1), (0, 2, 1, 2), (0, 3, 1, 3)],
    )
    assert only(reading).cells["state"] == "D3"


def test_a_table_beside_another_and_rows_above_the_headings_are_named() -> None:
    beside = read(
        ["المعرف", "الوحدة", "الحالة", "", "المعرف", "الوحدة", "الحالة"],
        ["ORD-2020-01/01", "c-n", "منجز", "", "ORD-2020-01/02", "c-n", "غير ملتزم"],
    )
    assert ("E1", "columns-not-read") in cells(beside.notes)
    above = read(["Req", "Stn", "Stt"], ["ORD-2020-01/02", "c-n", "غير ملتزم"], [], HEADER, DONE)
    assert ("A2", "rows-above-table") in cells(above.notes)
