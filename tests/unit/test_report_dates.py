"""Days inside the sentences of findings: in words, on page and terminal, in each language; quotations stay."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.unit import report_samples as samples
from tests.unit.report_reading import page, workbook
from tracker.findings import CODES, at, describe
from tracker.report import excel, figures, html
from tracker.wording import dated


def test_the_findings_of_page_and_workbook_have_their_days_in_words() -> None:
    found = (
        at("due-altered", value="2026-12-19", register=date(2026, 11, 20)),
        at("approved-before-issue", id="MIN-2020-08-20", day="2026-11-20", issued_on="2026-12-19"),
    )
    made = figures.build(samples.result(findings=found), samples.register(), samples.settings())
    shown = [page(html.render(made)).text()]
    shown += [str(c.value) for row in workbook(excel.render(made))["المصادر"].iter_rows() for c in row if c.value]
    words = " ".join(shown)
    for day in ("19 كانون الأول 2026", "20 تشرين الثاني 2026", "19 Dec 2026", "20 Nov 2026"):
        assert words.count(day) >= 4, day  # two findings, page and workbook
    assert not re.search(r"\b2026-\d\d-\d\d\b", words)


def test_what_a_sentence_quotes_and_what_is_no_day_stays_as_it_was_written() -> None:
    quoting = next(
        name for name, code in CODES.items() if "«{value}»" in code.ar and not re.search(r"\{(?!value)", code.ar)
    )
    assert "«2026-12-19»" in describe(dated(at(quoting, value="2026-12-19")))["ar"]
    told = dated(at("due-altered", value="2026-13-45", register="MIN-2020-1")).values
    assert told["value"] == "2026-13-45"
    assert told["register"] == "MIN-2020-1"


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_no_sentence_of_the_sample_page_has_a_day_in_figures(tag: str) -> None:
    made = figures.build(samples.result(), samples.register(), samples.settings())
    view = page(html.render(made)).one(id=f"view-{tag}")
    words = re.sub(r"(?:MIN|CAB)-\d{4}-\d\d-\d\d|status/\S+|كتاب 77 في 2020-09-19", "", view.text())
    assert not re.search(r"\d{4}-\d\d-\d\d", words)
