"""Periods in the reports: called by their names, folded where all is well, one entry where they are late alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.unit import report_samples as samples
from tests.unit.report_reading import page, table_rows, workbook
from tracker.model import Assessment, Flag, Pattern, Verdict
from tracker.report import excel, figures, html
from tracker.report.records import Figures
from tracker.report.series import entries, folded
from tracker.wording import period_text

WEEKS = [(date(2020, 8, 20) + timedelta(7 * n), date(2020, 8, 26) + timedelta(7 * n)) for n in range(8)]


def week(number: int, verdict: Verdict, **more: object) -> Assessment:
    first, last = WEEKS[number]
    due = last + timedelta(3)
    given: dict[str, object] = {"occurrence": f"{first}/{last}", "pattern": Pattern.PERIODIC, "due_on": due} | more
    return samples.assessment("MIN-2020-08-20/02", "st-a0", verdict, **given)


def built(assessments: Sequence[Assessment]) -> Figures:
    return figures.build(samples.result(assessments), samples.register(), samples.settings())


KEPT = [week(n, Verdict.MET, completed_on=WEEKS[n][1]) for n in range(5)]
LATE = [week(n, Verdict.OVERDUE, days=20 - n) for n in (5, 6)]


@pytest.mark.parametrize(
    ("occurrence", "ar", "en"),
    [
        ("2020-08-20/2020-08-26", "الأسبوع من 20 إلى 26 آب 2020", "week of 20 – 26 Aug 2020"),
        ("2020-08-27/2020-09-02", "الأسبوع من 27 آب إلى 2 أيلول 2020", "week of 27 Aug – 2 Sep 2020"),
        (
            "2020-12-28/2021-01-03",
            "الأسبوع من 28 كانون الأول 2020 إلى 3 كانون الثاني 2021",
            "week of 28 Dec 2020 – 3 Jan 2021",
        ),
        ("2020-08-20/2020-09-19", "الشهر من 20 آب إلى 19 أيلول 2020", "month of 20 Aug – 19 Sep 2020"),
        ("2020-09-01/2020-09-30", "شهر أيلول 2020", "September 2020"),
        ("2020-08-20/2020-08-20", "الخميس 20 آب 2020", "Thu 20 Aug 2020"),
        ("2020-01-01/2020-12-31", "سنة 2020", "2020"),
        ("2020-08-20/2020-08-25", "الفترة من 20 إلى 25 آب 2020", "20 – 25 Aug 2020"),
        ("2020-02-20/2020-12-31", "الفترة من 20 شباط إلى 31 كانون الأول 2020", "20 Feb – 31 Dec 2020"),
    ],
)
def test_a_period_is_called_as_people_call_it(occurrence: str, ar: str, en: str) -> None:
    assert (period_text(occurrence, "ar"), period_text(occurrence, "en")) == (ar, en)


def test_carried_out_periods_are_one_entry_of_the_register_and_the_late_ones_stay() -> None:
    shown = folded(built([*KEPT, *LATE]).lines)
    assert sorted(len(entry.lines) for entry in shown) == [1, 1, 5]
    assert {entry.line.verdict for entry in shown if not entry.several} == {Verdict.OVERDUE}


def test_a_period_that_raises_a_question_is_not_folded_away() -> None:
    odd = week(5, Verdict.MET, completed_on=WEEKS[5][1], flags=(Flag.REWRITTEN,))
    shown = folded(built([*KEPT, odd]).lines)
    assert [len(entry.lines) for entry in shown if entry.line.questionable_flags] == [1]


def test_what_is_late_alike_is_one_entry_of_what_to_do_with_every_period_named() -> None:
    made = built([*KEPT, *LATE])
    (entry,) = entries(made.action)
    assert len(entry.lines) == 2
    view = page(html.render(made)).one(id="view-en")
    todo = view.one("section", data_part="en-action").text()
    assert "2 periods" in todo
    assert "week of 24 – 30 Sep 2020" in todo
    assert "week of 1 – 7 Oct 2020" in todo
    assert "Carried out in 5 periods" in view.text()


def test_every_link_to_a_period_leads_to_it_though_it_is_folded() -> None:
    tree = page(html.render(built([*KEPT, *LATE])))
    places = {node.attributes.get("id") for node in tree.all()}
    assert {f"{tag}-d{number}" for tag in ("ar", "en") for number in range(1, 8)} <= places


def test_the_workbook_tells_each_unit_s_periods_in_one_line() -> None:
    book = workbook(excel.render(built([*KEPT, *LATE])))
    rows = [[cell.value for cell in row] for row in book["ما يتكرر"].iter_rows()]
    line = next(row for row in rows if row[0] == "MIN-2020-08-20/02")
    assert line[3:6] == [7, 5, 2]
    assert line[7].splitlines() == [
        "الأسبوع من 24 إلى 30 أيلول 2020: متأخر",
        "الأسبوع من 1 إلى 7 تشرين الأول 2020: متأخر",
    ]
    register = table_rows(book["السجل"])
    assert register[0]["الفترة"] == "الأسبوع من 20 إلى 26 آب 2020"
    assert register[0]["نص الالتزام"].endswith("\nالأسبوع من 20 إلى 26 آب 2020")


def test_a_due_date_that_moved_stands_beside_the_first_one_and_names_its_change() -> None:
    moved = samples.assessment(
        "MIN-2020-08-20/02",
        "st-a0",
        Verdict.PENDING,
        due_on=date(2020, 10, 12),
        original_due_on=date(2020, 8, 27),
        changes=({"ar": "تغيّر الموعد (كتاب 80)", "en": "The deadline was changed (letter 80)"},),
    )
    made = built([moved])
    (row,) = table_rows(workbook(excel.render(made))["السجل"])
    assert (row["الاستحقاق"].date(), row["الاستحقاق الأول"].date()) == (date(2020, 10, 12), date(2020, 8, 27))
    assert "كتاب 80" in row["السبب"]
    shown = page(html.render(made)).one(id="view-en").text()
    assert "was 27 Aug 2020" in shown
    assert "letter 80" in shown
