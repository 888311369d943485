"""What could not be judged is said on page and workbook, in both languages, and never looks like a nought."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit import report_samples as samples
from tests.unit.report_reading import Node, block, page, workbook
from tracker.findings import at
from tracker.model import Deadline, DeadlineKind, Directive, Flag, Pattern, Verdict
from tracker.report import excel, figures, html
from tracker.report.records import Figures
from tracker.report.text import latin_runs

WEEKLY, ALONE = "MIN-2020-08-20/03", "CAB-2020-08-22/01"


def orders() -> tuple[Directive, ...]:
    """The sample's orders; the third clause of the first one recurs, and so does all that the second one orders."""
    found = []
    for order in samples.directives():
        clauses = [
            replace(o, pattern=Pattern.PERIODIC, deadline=Deadline(DeadlineKind.EVERY, rrule="FREQ=WEEKLY"))
            if o.id in (WEEKLY, ALONE)
            else o
            for o in order.obligations
        ]
        found.append(replace(order, obligations=tuple(clauses)))
    return tuple(found)


def made(*codes: str, nothing_else: bool = False) -> Figures:
    judged = [a for a in samples.assessments() if a.obligation not in (WEEKLY, ALONE) and not nothing_else]
    findings = [at("recurrence-missing", obligation=id_) for id_ in (WEEKLY, ALONE)]
    findings += [
        at(code, obligation="MIN-2020-08-20/02", anchor="MIN-2020-08-20/01", circle="a > b > a") for code in codes
    ]
    return figures.build(samples.result(judged, tuple(findings)), samples.register(orders=orders()), samples.settings())


def clause(view: Node, obligation: str) -> Node:
    rows = view.one("section", data_part=f"{view.attributes['lang']}-orders").all("tr")
    (found,) = (row for row in rows if row.all("th", scope="row") and row.all("th")[0].text() == obligation)
    return found


SAID = {"ar": ("لم يُقيَّم", "موعده يتكرر", "بلا موعد"), "en": ("not judged", "recurs", "no due date")}


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_the_page_says_of_a_recurring_obligation_that_it_was_not_judged(tag: str) -> None:
    view = page(html.render(made())).one(id=f"view-{tag}")
    unjudged, recurs, none = SAID[tag]
    for id_ in (WEEKLY, ALONE):
        words = clause(view, id_).text()
        assert unjudged in words
        assert recurs in words
        assert none not in words
        assert not any(cell.text() == "0" for cell in clause(view, id_).all("td"))
    judged = clause(view, "MIN-2020-08-20/02").all("td", class_="n")
    assert [cell.text().isdigit() for cell in judged] == [True] * 3  # what was judged keeps its figures
    part = view.one("section", data_part=f"{tag}-limits")
    assert {row.one("th").text() for row in part.one("tbody").all("tr")} == {WEEKLY, ALONE}
    assert {"ar": "دوري", "en": "periodic"}[tag] in part.text()
    assert {"ar": "ما لم يُقيَّم في هذا التقرير: التزامان.", "en": "Not judged in this report: 2 obligations."}[
        tag
    ] in view.one(class_="headline").text()


def test_the_workbook_says_it_on_cover_and_overview_in_both_languages() -> None:
    book = workbook(excel.render(made("anchor-cycle", "anchor-not-once")))
    cover = "\n".join(str(c.value) for row in book["الغلاف"].iter_rows() for c in row if c.value)
    overview = book["نظرة عامة"]
    for words in ("لم يُقيَّم", "not judged", "قُيِّم ناقصاً", "judged in part", WEEKLY, ALONE):
        assert words in cover
    rows = [row for row in overview.iter_rows(values_only=True) if row[0] in (WEEKLY, ALONE, "MIN-2020-08-20/02")]
    assert [row[1] for row in rows] == ["لم يُقيَّم", "not judged"] * 2 + ["قُيِّم ناقصاً", "judged in part"] * 2
    assert "periodic" in rows[1][2]
    assert "دوري" in rows[0][2]
    (order,) = (row for row in block(overview, "حسب الأمر") if row[2] == "CAB-2020-08-22")
    assert order[6:8] == ("لم يُقيَّم", "not judged")
    assert not any(isinstance(cell, int | float) for cell in order)


def test_latin_words_inside_arabic_keep_their_order() -> None:
    """Isolated one by one they would be read from the last to the first: '--open ingest tracker'."""
    for words in ("tracker ingest --open", "kind: on", "Weekly return", "status/2020-09-27/a.xlsx"):
        assert [run for run, alone in latin_runs(f"اعرضها: {words}، ثم 5 أيام.") if alone] == [words]
    assert [run for run, alone in latin_runs("من MOI-2020-08-20/01، MOI-2020-08-20/02 [ورقة] F8") if alone] == [
        "MOI-2020-08-20/01",
        "MOI-2020-08-20/02",
        "F8",
    ]


@pytest.mark.parametrize("code", ["anchor-cycle", "anchor-not-once"])
def test_what_was_judged_in_part_is_said_with_its_reason(code: str) -> None:
    built = made(code)
    (limit,) = (one for one in built.limits if one.judged)
    assert limit.obligation == "MIN-2020-08-20/02"
    for tag in ("ar", "en"):
        part = page(html.render(built)).one(id=f"view-{tag}").one("section", data_part=f"{tag}-limits")
        assert limit.why[tag].split(" ")[0] in part.text()
        assert {"ar": "قُيِّم ناقصاً", "en": "judged in part"}[tag] in part.text()


def test_where_nothing_could_be_judged_the_report_does_not_say_that_all_is_well() -> None:
    built = made(nothing_else=True)
    assert built.headline["en"].endswith("Not judged in this report: 2 obligations.")
    view = page(html.render(built)).one(id="view-en")
    assert "What was not judged" in view.one(class_="note").text()
    excel.render(built)


def test_a_due_date_that_is_not_known_yet_is_not_called_absent() -> None:
    late = samples.assessment(
        "MIN-2020-08-20/02",
        "st-a0",
        Verdict.PENDING,
        flags=(Flag.DUE_UNRESOLVED,),
        due_on=None,
        original_due_on=None,
    )
    built = figures.build(samples.result([late]), samples.register(), samples.settings())
    for tag, words in (("ar", "موعده غير معروف بعد"), ("en", "due date not known yet")):
        view = page(html.render(built)).one(id=f"view-{tag}")
        assert words in view.one("tbody", class_="duty").text()
        assert words in clause(view, "MIN-2020-08-20/02").text()


def test_a_report_without_such_obligations_does_not_speak_of_them() -> None:
    built = figures.build(samples.result(), samples.register(), samples.settings())
    assert built.limits == ()
    assert b"-limits" not in html.render(built)


def test_no_authority_is_named_first_where_another_has_as_many() -> None:
    """Of three hundred with three duties each one was named by its place in the alphabet."""
    even = [samples.assessment("MIN-2020-08-20/02", unit, Verdict.OVERDUE, days=3) for unit in ("st-a0", "st-b0")]
    for judged, named in ((even, False), ([*even, samples.assessment(WEEKLY, "st-a1", Verdict.OVERDUE)], True)):
        built = figures.build(samples.result(judged), samples.register(), samples.settings())
        assert ("most of what needs action" in built.headline["en"]) is named
