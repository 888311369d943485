"""The page in a real browser: language, filters, sorting, keyboard, offline, without script, in the dark, on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.unit import report_samples as samples
from tests.unit.test_report_html import contrast, hostile_figures
from tracker.model import Verdict
from tracker.register import UnitTree
from tracker.report import figures, html
from tracker.report.records import ACTION

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    html.write(figures.build(samples.result(), samples.register(), samples.settings()), path)
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The sample page; anything said on the console, and any request but for the file, fails the test."""
    opened = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert said == []
    assert {url.partition("#")[0] for url in asked} == {file.as_uri()}


def shown(page: Page, tag: str = "ar") -> list[str]:
    """The identifiers of the duties that can be seen in a register, from the top."""
    return [duty.get_attribute("id") or "" for duty in page.locator(f"#view-{tag} tbody.duty:visible").all()]


def test_arabic_leads_and_the_switch_shows_english_and_turns_the_page_round(page: Page) -> None:
    expect(page.locator("#view-ar h1")).to_be_visible()
    expect(page.locator("#view-en")).to_be_hidden()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    page.locator("label", has_text="English").click()
    expect(page.locator("#view-en h1")).to_have_text("Report on the carrying out of orders")
    expect(page.locator("#view-ar")).to_be_hidden()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
    assert page.title() == "Report on the carrying out of orders – 5 Oct 2020"


def test_the_switch_works_from_the_keyboard_and_shows_where_the_focus_is(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    if page.locator("#view-en").is_hidden():
        page.keyboard.press("ArrowRight")
    expect(page.locator("#view-en")).to_be_visible()
    outline = page.locator("label[for=to-en]").evaluate("label => getComputedStyle(label).outlineStyle")
    assert outline == "solid"


def test_a_link_into_the_other_language_opens_it(page: Page, file: Path) -> None:
    page.goto(f"{file.as_uri()}#en-d2")
    expect(page.locator("#en-d2")).to_be_in_viewport()
    assert page.locator("#en-d2 details").evaluate("part => part.open")


def test_what_needs_action_leads_to_the_duty(page: Page) -> None:
    page.locator("#view-ar section[data-part=ar-action] a").first.click()
    target = page.evaluate("location.hash").lstrip("#")
    expect(page.locator(f"#{target}")).to_be_in_viewport()
    expect(page.locator(f"#{target} .chip")).to_contain_text("مُخالَف")


def test_filters_narrow_the_register_and_say_how_much_is_left(page: Page) -> None:
    assert len(shown(page)) == 17
    form = page.locator("#view-ar .filters")
    form.locator("select[name=verdict]").select_option("overdue")
    assert len(shown(page)) == 2
    expect(form.locator("output")).to_have_text("المعروض 2 من 17")
    form.locator("select[name=flags]").select_option("rewritten")
    assert len(shown(page)) == 1
    form.locator("button").click()
    expect(form.locator("output")).to_have_text("المعروض 17 من 17")
    form.locator("input[name=action]").check()
    assert len(shown(page)) == sum(a.verdict in ACTION for a in samples.assessments())
    form.locator("button").click()
    form.locator("select[name=authority]").select_option("min")
    assert len(shown(page)) == 1


@pytest.mark.parametrize(
    ("typed", "found"), [("الزيتون", 4), ("الزيتونُ الثانى", 2), ("min-2020-08-20/٠٣", 1), ("لا يوجد", 0)]
)
def test_search_finds_a_word_however_it_is_typed(page: Page, typed: str, found: int) -> None:
    page.locator("#view-ar input[type=search]").fill(typed)
    assert len(shown(page)) == found


def test_a_click_on_a_heading_sorts_and_says_so(page: Page) -> None:
    head = page.locator("#view-ar .register th[data-sort=rank]")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    verdicts = [d.get_attribute("data-verdict") for d in page.locator("#view-ar tbody.duty").all()]
    assert verdicts[:4] == ["breached", "overdue", "overdue", "lapsed"]
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("#view-ar tbody.duty").first.get_attribute("data-verdict") == "not_in_force"
    page.locator("#view-ar .register th[data-sort=due] button").click()
    dues = [d.get_attribute("data-due") for d in page.locator("#view-ar tbody.duty").all()]
    dated = [due for due in dues if due]
    assert dated == sorted(dated)
    assert dues[: len(dated)] == dated
    assert head.get_attribute("aria-sort") is None


def test_without_script_everything_can_be_read_and_the_language_switched(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert len(shown(page)) == 17
    expect(page.locator("#view-ar .filters")).to_be_hidden()
    page.locator("#ar-d2 summary").click()
    expect(page.locator("#ar-d2 .evidence")).to_be_visible()
    page.locator("label", has_text="English").click()
    expect(page.locator("#view-en h1")).to_be_visible()
    expect(page.locator("#view-ar")).to_be_hidden()
    context.close()


def test_nothing_in_a_field_runs_and_the_policy_stops_what_would(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    html.write(hostile_figures(), path)
    page = browser.new_page()
    dialogs: list[str] = []
    said: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    page.locator("#view-ar .filters input[type=search]").fill("alert")
    assert (dialogs, said) == ([], [])
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)"
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in words for words in said)
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_that_is_seen_has_the_contrast_of_wcag_aa(browser: Browser, file: Path, theme: str) -> None:
    context = browser.new_context(color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file.as_uri())
    pairs = page.evaluate(
        """() => [...document.querySelectorAll("#view-ar *, .languages label")].filter((node) =>
          node.checkVisibility() && [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) &&
          !node.closest("svg")
        ).map((node) => {
          let under = node;
          const ground = (element) => getComputedStyle(element).backgroundColor;
          while (under && ground(under) === "rgba(0, 0, 0, 0)") under = under.parentElement;
          return [getComputedStyle(node).color, ground(under ?? document.body)];
        })"""
    )
    assert len(pairs) > 200
    colours = {tuple(_hex(colour) for colour in pair) for pair in pairs}
    assert [pair for pair in colours if contrast(*pair) < 4.5] == []
    assert any(under == ("#14181d" if theme == "dark" else "#ffffff") for _, under in colours)
    context.close()


def _hex(colour: str) -> str:
    parts = re.findall(r"[\d.]+", colour)[:3]
    return "#" + "".join(f"{int(float(part)):02x}" for part in parts)


def test_on_paper_the_controls_are_gone_and_the_reasons_stay(page: Page) -> None:
    page.emulate_media(media="print")
    for hidden in (".languages", ".filters", "nav"):
        expect(page.locator(f"#view-ar {hidden}, body > {hidden}").first).to_be_hidden()
    assert len(shown(page)) == 17
    expect(page.locator("#ar-d2 summary")).to_be_visible()
    expect(page.locator("#view-ar .banner")).to_be_visible()
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"


def test_heads_are_plain_words_while_printing_because_browsers_repeat_no_buttons(page: Page) -> None:
    page.locator("#view-ar .register th[data-sort=rank] button").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("th button").count() == 0
    expect(page.locator("#view-ar .register th[data-sort=rank]")).to_have_text("الحكم")
    assert page.locator("#view-ar details.authority").first.evaluate("part => part.open")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.locator("#view-ar .register th[data-sort=rank] button").click()
    assert page.locator("#view-ar tbody.duty").first.get_attribute("data-verdict") == "not_in_force"
    assert not page.locator("#view-ar details.authority").first.evaluate("part => part.open")


def test_a_narrow_screen_never_scrolls_sideways_as_a_whole(browser: Browser, file: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for tag in ("ar", "en"):
        page.goto(f"{file.as_uri()}#{tag}")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_on_a_phone_every_cell_of_a_duty_is_seen_with_its_name(browser: Browser, file: Path, tag: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{file.as_uri()}#{tag}-register")
    for part in (f"#view-{tag} section[data-part={tag}-action] tr:nth-child(2)", f"#{tag}-d2"):
        boxes = [cell.bounding_box() for cell in page.locator(f"{part} td:visible").all()]
        assert len(boxes) > 4
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    due = page.locator(f"#{tag}-d2 td[data-label]").first
    named = due.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert {"ar": "الاستحقاق", "en": "Due"}[tag] in named
    empty = page.locator(f"#view-{tag} .register td:empty")
    assert empty.count() > 0
    assert not any(cell.is_visible() for cell in empty.all())
    page.close()


def test_on_a_phone_filters_still_hide_and_the_switch_covers_no_word(browser: Browser, file: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(file.as_uri())
    page.locator("#view-ar .filters select[name=verdict]").select_option("overdue")
    assert len(shown(page)) == 2
    switch, project = page.locator(".languages").bounding_box(), page.locator("#view-ar .project").bounding_box()
    assert switch
    assert project
    assert switch["y"] + switch["height"] <= project["y"]
    page.close()


@pytest.mark.parametrize("as_of", [date(2020, 11, 23), date(2020, 11, 30)])
def test_every_word_of_the_line_of_time_lies_inside_it(browser: Browser, tmp_path: Path, as_of: date) -> None:
    """The longest name of a month at both ends, and the day of the report on the first and on the last day."""
    made = figures.build(samples.result(), samples.register(), samples.settings())
    clause = replace(made.orders[0].clauses[0], due=(date(2020, 11, 30),), completed={})
    order = replace(made.orders[0], issued_on=date(2020, 11, 23), clauses=(clause,))
    html.write(replace(made, as_of=as_of, orders=(order,)), tmp_path / "day.html")
    page = browser.new_page()
    for tag in ("ar", "en"):
        page.goto(f"{(tmp_path / 'day.html').as_uri()}#{tag}-orders")
        outside = page.evaluate(
            """(tag) => [...document.querySelectorAll(`#view-${tag} svg.timeline text`)].filter((text) => {
              const box = text.getBBox(), width = text.ownerSVGElement.viewBox.baseVal.width;
              return box.x < 0 || box.x + box.width > width;
            }).map((text) => text.textContent)""",
            tag,
        )
        assert page.locator(f"#view-{tag} svg.timeline text").count() > 5
        assert outside == []
    page.close()


def test_arabic_is_shaped_and_identifiers_are_not_torn(page: Page) -> None:
    """Joined letters are narrower than the same letters kept apart; an identifier reads from its first letter on."""
    widths = page.evaluate(
        """() => ["متأخر", "م\\u200cت\\u200cأ\\u200cخ\\u200cر"].map((word) => {
          const span = document.createElement("span");
          span.textContent = word;
          document.querySelector("#view-ar h1").append(span);
          const width = span.getBoundingClientRect().width;
          span.remove();
          return width;
        })"""
    )
    assert widths[0] < widths[1]
    lefts = page.locator("#ar-d2 th bdi").first.evaluate(
        """(node) => [0, node.firstChild.length - 1].map((at) => {
          const range = document.createRange();
          range.setStart(node.firstChild, at);
          range.setEnd(node.firstChild, at + 1);
          return range.getBoundingClientRect().left;
        })"""
    )
    assert lefts[0] < lefts[1]


@pytest.mark.slow
def test_of_thousands_of_duties_the_page_shows_the_worst_and_filters_them(browser: Browser, tmp_path: Path) -> None:
    units = [samples.unit("root", "الوزارة", "Ministry", "ministry")]
    units += [samples.unit(f"s{i}", f"قاطع {i}", f"Sector {i}", "sector", "root") for i in range(25)]
    units += [samples.unit(f"u{i}", f"مركز {i}", f"Station {i}", "station", f"s{i % 25}") for i in range(2_500)]
    judged = [
        samples.assessment(f"MIN-2020-08-20/0{n}", f"u{i}", list(Verdict)[(i + n) % len(Verdict)])
        for n in (1, 2)
        for i in range(2_500)
    ]
    made = figures.build(samples.result(judged), samples.register(UnitTree(units)), samples.settings())
    html.write(made, tmp_path / "large.html")
    page = browser.new_page()
    page.goto((tmp_path / "large.html").as_uri())
    page.locator("#view-ar .filters select[name=verdict]").select_option("overdue")
    shown = page.locator("#view-ar tbody.duty:not([hidden])")
    assert 0 < shown.count() == made.total.verdicts[Verdict.OVERDUE]
    expect(page.locator("#view-ar .note").last).to_contain_text("عدد الواجبات 5000 واجب؛ تعرض الصفحة 2000 منها")
    page.close()
