"""The page on the screens of an office: no table is cut off, however long its texts and in whichever language."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.unit import report_samples as samples
from tracker.report import figures, html
from tracker.report.records import Figures, Line, OpenRow

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield started
        started.close()


LONG = {
    "en": "The directorates of the province, each within its own responsibility, shall complete the execution of every "
    "judicial arrest warrant and report the numbers, the names and the places to the Joint Operations Command",
    "ar": "تتولى مديريات المحافظة، كل ضمن مسؤوليتها، إنجاز تنفيذ أوامر القبض القضائية كلها ورفع الأعداد والأسماء "
    "والأماكن إلى قيادة العمليات المشتركة خلال المدة المحددة في هذا الأمر",
}
NAME = {
    "en": "Directorate General for the Administration of Interprovincial Infrastructure and Telecommunications",
    "ar": "المديرية العامة لإدارة البنى التحتية المشتركة بين المحافظات وصيانة الاتصالات السلكية واللاسلكية",
}


@pytest.mark.parametrize("width", [1200, 1024])
@pytest.mark.parametrize("written", [("ar", "en"), ("ar",), ("en",)], ids="+".join)
def test_no_table_is_wider_than_its_page_however_long_its_texts(
    browser: Browser, tmp_path: Path, width: int, written: tuple[str, ...]
) -> None:
    """Texts in both languages, and in one alone: then the other view shows them as words of the other script."""
    html.write(_long({tag: LONG[tag] for tag in written}, {tag: NAME[tag] for tag in written}), tmp_path / "long.html")
    page = browser.new_page(viewport={"width": width, "height": 800})
    for tag in ("ar", "en"):
        page.goto(f"{(tmp_path / 'long.html').as_uri()}#{tag}")
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        tables = page.evaluate(
            """(tag) => [...document.querySelectorAll(`#view-${tag} .scroll:has(> table)`)].map((box) =>
              [box.getAttribute("aria-labelledby") ?? box.ariaLabel, box.scrollWidth - box.clientWidth])""",
            tag,
        )
        assert len(tables) > 8
        assert [name for name, over in tables if over > 0] == []
        seen = page.locator(f"#view-{tag} .clauses").first.locator("th[scope=col]").last.bounding_box()
        assert seen
        assert 0 <= seen["x"] <= seen["x"] + seen["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()


def _long(text: dict[str, str], name: dict[str, str]) -> Figures:
    """The sample with long texts, names and several due dates, and with a row that was not taken."""
    made = figures.build(samples.result(), samples.register(), samples.settings())

    def lines(some: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(replace(one, text=text, unit_name=name, authority_name=name, reason=text) for one in some)

    days = (date(2020, 8, 27), date(2020, 9, 24), date(2020, 11, 20))
    orders = [
        replace(
            o,
            title=text,
            issuer=name,
            clauses=tuple(replace(c, text=text, due=days, quote=text[min(text)]) for c in o.clauses),
        )
        for o in made.orders
    ]
    heads = [
        replace(a, name=name, lines=lines(a.lines), units=tuple(replace(u, name=name) for u in a.units))
        for a in made.authorities
    ]
    place = replace(made.lines[0].sources[0], file="status/2020-09-27/" + "a-long-name-of-a-sheet-" * 4 + ".xlsx")
    return replace(
        made,
        lines=lines(made.lines),
        action=lines(made.action),
        questions=lines(made.questions),
        coming=lines(made.coming),
        orders=tuple(orders),
        authorities=tuple(heads),
        matrix=replace(made.matrix, rows=tuple(replace(row, name=name) for row in made.matrix.rows)),
        not_taken=(OpenRow(place, "على أحسن ما يرام", "warning", text, ("MIN-2020-08-20/01",), (name,)),),
    )
