"""The reading page in a browser: marks and cards lead to each other, offline, without script, on a phone, on paper."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.unit.test_report_html import contrast
from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.orders import documents, view
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "</script><script>window.ran=1</script><img src=x onerror=window.ran=2>\u202egnp.exe"
LETTER = f"""وزارة الأنهار / مكتب الوزير
العدد: ن/77 {HOSTILE}
التاريخ: 3 آذار 2026
إلى: دوائر الوزارة كافة
الموضوع: تنظيم المخازن

تقرر ما يأتي:
1. على دائرة المخازن جرد المواد <b>كلها</b> خلال عشرة أيام من تاريخ هذا الأمر.
2. يلغى الأمر المرقم 12 في 5 كانون الثاني 2024.
3. تأليف لجنة برئاسة المدير العام اعتباراً من يوم 8 آذار 2026.
4. يمنع إخراج أية مادة من المخزن إلا بموافقة المدير العام.
For information only: no English unit is bound by this.
"""

Read = tuple[ExtractedDocument, Document]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def orders() -> list[Read]:
    """The example's orders, then a letter with everything at once, of two pages, some of it hostile."""
    calendar = load(profile("iq"))
    read = [documents.read(path) for path in sorted((ROOT / "data" / "orders").glob("*.txt"))]
    second = LETTER.index("3. تأليف")
    read.append(Document("letter.pdf", LETTER, "ar", "0" * 64, pages=((0, 1), (second, 2))))
    return [(propose(document, None, None, calendar), document) for document in read]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, orders: list[Read]) -> dict[str, Path]:
    """The page by its language."""
    place = tmp_path_factory.mktemp("orders")
    made = {}
    for tag in ("ar", "en"):
        made[tag] = place / f"{tag}.html"
        made[tag].write_text(view.page([o for o, _ in orders], [d for _, d in orders], tag), "utf-8")
    return made


@pytest.fixture
def page(browser: Browser, files: dict[str, Path]) -> Iterator[Page]:
    """The Arabic page on a wide screen; anything said on the console, and any request but its own, fails the test."""
    opened = browser.new_page(viewport={"width": 1300, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(files["ar"].as_uri())
    yield opened
    opened.close()
    assert said == []
    assert {url.partition("#")[0] for url in asked} == {files["ar"].as_uri()}


def shown(text: str) -> str:
    """A text as it is shown: without the signs that would turn it round."""
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


TEXT = """([place, owner]) => {
  const words = document.querySelector(place).cloneNode(true);
  words.querySelectorAll(".n, .page").forEach((added) => added.remove());
  if (!owner) return words.textContent;
  const marks = [...words.querySelectorAll(".m")].filter((m) => m.dataset.o.split(" ").includes(owner));
  const within = (a, b) => { // the text from the first mark to the last, what stands between them included
    const range = document.createRange();
    range.setStartBefore(a);
    range.setEndAfter(b);
    return range.toString();
  };
  return [marks.map((m) => m.textContent).join(""), within(marks[0], marks.at(-1))];
}"""


def test_the_text_is_whole_and_every_highlight_is_the_quote(page: Page, orders: list[Read]) -> None:
    marked = 0
    for n, (order, document) in enumerate(orders, 1):
        place = f"#d{n} .words"
        assert page.evaluate(TEXT, [place, None]) == shown(document.text)
        for number, proposal in enumerate(order.obligations, 1):
            pieces, whole = page.evaluate(TEXT, [place, f"d{n}-o{number}"])
            quote = shown(proposal.quote)
            span = proposal.deadline.span
            if span is None or proposal.span[0] <= span[0] < proposal.span[1]:
                assert (pieces, whole) == (quote, quote)
            else:
                assert quote in whole
                assert shown(proposal.deadline.phrase or "") in pieces
            marked += 1
        for number, change in enumerate(order.changes, 1):
            assert page.evaluate(TEXT, [place, f"d{n}-c{number}"])[0] == shown(change.quote)
    assert marked > 40
    assert sum(len(order.changes) for order, _ in orders) == 1


def test_clauses_that_share_their_words_are_both_marked_and_both_numbered(page: Page, orders: list[Read]) -> None:
    number = len(orders)
    spans = [p.span for p in orders[-1][0].obligations]
    pair = [n + 1 for n, span in enumerate(spans) if spans.count(span) == 2]
    assert len(pair) == 2, "'formed' and 'working' from one clause"
    for n in pair:
        expect(page.locator(f"#d{number}-t{n}")).to_have_text(str(n))
    mark = page.locator(f"#d{number} .m[data-o='d{number}-o{pair[0]} d{number}-o{pair[1]}']").first
    assert "many" in (mark.get_attribute("class") or "")
    shown_in_text = page.locator(f"#d{number} .words a.n").all_inner_texts()
    assert shown_in_text.index(str(pair[0])) + 1 == shown_in_text.index(str(pair[1]))


def test_links_lead_from_the_text_to_the_card_and_back(page: Page, orders: list[Read]) -> None:
    """Beside the text: the card comes into sight in its own column, and the text stays where it was."""
    number = 1 + next(n for n, (_, d) in enumerate(orders) if "visit" in d.file and d.language == "ar")
    last = len(orders[number - 1][0].obligations)
    mark = page.locator(f"#d{number} .m[data-o~='d{number}-o{last}'] a").first
    mark.scroll_into_view_if_needed()
    page.locator(f"#d{number} .cards").evaluate("part => part.scrollIntoView()")
    before = page.evaluate("scrollY")
    mark.click()
    card = page.locator(f"#d{number}-o{last}")
    expect(card).to_be_in_viewport()
    expect(card).to_have_class(re.compile(r"\blit\b"))
    expect(mark).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - before) < 40
    page.locator(f"#d{number}-o1").evaluate("part => part.scrollIntoView()")
    page.locator(f"#d{number}-o1 h4 a.n").click()
    assert page.evaluate("location.hash") == f"#d{number}-t1"
    expect(page.locator(f"#d{number}-t1")).to_be_in_viewport()
    expect(page.locator(f"#d{number} .m[data-o~='d{number}-o1']").first).to_have_class(re.compile(r"\blit\b"))


def test_every_link_leads_somewhere_and_no_identifier_is_there_twice(page: Page) -> None:
    missing = page.evaluate(
        "[...document.links].map((a) => a.hash.slice(1)).filter((id) => !document.getElementById(id))"
    )
    assert missing == []
    twice = page.evaluate(
        "[...document.querySelectorAll('[id]')].map((n) => n.id).filter((id, n, all) => all.indexOf(id) !== n)"
    )
    assert twice == []
    assert page.evaluate("[...document.links].every((a) => a.href.startsWith(location.href.split('#')[0] + '#'))")


def test_without_script_the_links_work_and_the_card_that_is_meant_stands_out(
    browser: Browser, files: dict[str, Path]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.goto(files["en"].as_uri())
    page.locator("#d1 .m a").first.click()
    assert page.url.endswith("#d1-o1")
    card = page.locator("#d1-o1")
    expect(card).to_be_in_viewport()
    outline = "part => getComputedStyle(part).outlineStyle"
    assert (card.evaluate(outline), page.locator("#d1-o2").evaluate(outline)) == ("solid", "none")
    card.locator("h4 a.n").click()
    assert page.url.endswith("#d1-t1")
    assert page.locator("#d1-t1").evaluate(outline) == "solid"
    identifier = page.locator(".card:has(details.basis:not([open]))").first.get_attribute("id")
    folded = page.locator(f"#{identifier} .basis")
    expect(folded.locator("li").first).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator("li").first).to_be_visible()
    context.close()


def test_nothing_of_an_order_runs_and_the_policy_stops_what_would(browser: Browser, files: dict[str, Path]) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(files["ar"].as_uri())
    assert page.evaluate("[window.ran ?? null, document.images.length, document.scripts.length]") == [None, 0, 1]
    assert "onerror=window.ran=2>gnp.exe" in page.locator("body").inner_text()
    expect(page.locator(".document").last.locator(".note")).to_contain_text("1")
    assert said == []
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 3'; document.body.append(s)"
    )
    assert page.evaluate("window.ran ?? null") is None
    assert any("Content Security Policy" in words for words in said)
    page.close()


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_every_part_has_its_own_language_and_direction(
    browser: Browser, files: dict[str, Path], orders: list[Read], tag: str
) -> None:
    """The interface in one language, each text in its own; the headings form a tree without gaps."""
    page = browser.new_page()
    page.goto(files[tag].as_uri())
    directions = {"ar": "rtl", "en": "ltr"}
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [tag, directions[tag]]
    for n, (_, document) in enumerate(orders, 1):
        words = page.locator(f"#d{n} .words")
        assert words.get_attribute("lang") == document.language
        assert words.evaluate("part => getComputedStyle(part).direction") == directions[document.language]
    foreign = page.locator(".document").last.locator(".l[lang=en]")
    assert "For information only" in foreign.inner_text()
    assert foreign.get_attribute("dir") == "ltr"
    label = page.locator(f"#d{len(orders)}-p2")
    assert (label.get_attribute("lang"), label.inner_text()) == (tag, {"ar": "صفحة 2", "en": "page 2"}[tag])
    wrong = page.evaluate(
        """(own) => {
          const script = {ar: /[\\u0620-\\u064a]/, en: /[A-Za-z]/};
          const other = own === "ar" ? "en" : "ar";
          return [...document.querySelectorAll(".cards bdi, .letter bdi, .cards li, h2 bdi")].filter((node) => {
            const words = [...node.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join("");
            const only = script[other].test(words) && !script[own].test(words);
            return only && other === "ar" && node.closest("[lang]").lang !== other;
          }).map((node) => node.textContent);
        }""",
        tag,
    )
    assert wrong == []
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("article, section, nav")].filter((part) => {
          const by = document.getElementById(part.getAttribute("aria-labelledby"));
          return !by || !by.textContent.trim();
        }).length"""
    )
    assert nameless == 0
    assert page.evaluate("[...document.links].every((a) => (a.ariaLabel ?? a.textContent).trim())")
    page.close()


def test_the_kind_of_a_clause_is_told_by_more_than_colour(page: Page) -> None:
    """In the text by its underline, at its number for those who listen, on its card in words."""
    lines = {
        page.locator(f".words .m.k-{kind}:not(.k-when)").first.evaluate(
            "mark => getComputedStyle(mark).textDecorationStyle"
        )
        for kind in ("obligation", "prohibition", "exhortation", "change")
    }
    assert len(lines) == 4
    number = page.locator(".words .n.k-prohibition").first
    assert "منع" in (number.get_attribute("aria-label") or "")
    card = page.locator(f"[id='{(number.get_attribute('href') or '')[1:]}']")
    expect(card.locator("h4")).to_contain_text("منع")


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_on_a_phone_nothing_scrolls_sideways_and_the_cards_follow_the_text(
    browser: Browser, files: dict[str, Path], tag: str
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(files[tag].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    text, cards = page.locator("#d1 .text").bounding_box(), page.locator("#d1 .cards").bounding_box()
    assert text
    assert cards
    assert cards["y"] >= text["y"] + text["height"]
    outside = page.evaluate(
        """() => [...document.querySelectorAll("#d1 .card, #d1 .l, #d1 .facts")].filter((part) => {
          const box = part.getBoundingClientRect();
          return box.left < 0 || box.right > innerWidth;
        }).length"""
    )
    assert outside == 0
    page.set_viewport_size({"width": 1300, "height": 900})
    text, cards = page.locator("#d1 .text").bounding_box(), page.locator("#d1 .cards").bounding_box()
    assert text
    assert cards
    assert cards["y"] == text["y"]
    assert (cards["x"] > text["x"]) == (tag == "en")
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_that_is_seen_has_the_contrast_of_wcag_aa(
    browser: Browser, files: dict[str, Path], theme: str
) -> None:
    context = browser.new_context(color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(files["ar"].as_uri())
    pairs = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((node) =>
          node.checkVisibility() && [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
        ).map((node) => {
          let under = node;
          const ground = (element) => getComputedStyle(element).backgroundColor;
          while (under && ground(under) === "rgba(0, 0, 0, 0)") under = under.parentElement;
          return [getComputedStyle(node).color, ground(under ?? document.body)];
        })"""
    )
    assert len(pairs) > 300
    colours = {tuple(_hex(colour) for colour in pair) for pair in pairs}
    assert [pair for pair in colours if contrast(*pair) < 4.5] == []
    assert any(under == ("#14181d" if theme == "dark" else "#ffffff") for _, under in colours)
    context.close()


def _hex(colour: str) -> str:
    parts = re.findall(r"[\d.]+", colour)[:3]
    return "#" + "".join(f"{int(float(part)):02x}" for part in parts)


def test_on_paper_folded_cards_are_open_and_the_page_is_white(page: Page) -> None:
    folded = page.locator("details.basis:not([open])").first
    expect(folded.locator("li").last).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded.locator("li").last).to_be_visible()
    assert page.locator("#d1 .cards").evaluate("part => getComputedStyle(part).maxHeight") == "none"
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".skip")).to_be_hidden()
    breaks = page.locator(".card").evaluate_all("cards => cards.map((card) => getComputedStyle(card).breakInside)")
    assert set(breaks) == {"avoid"}, "a card is torn from its questions at the end of a page"


def test_the_list_in_front_leads_to_each_order(page: Page, orders: list[Read]) -> None:
    links = page.locator("nav ol a")
    assert links.count() == len(orders)
    links.last.click()
    expect(page.locator(f"#d{len(orders)} h2")).to_be_in_viewport()
    expect(page.locator(f"#d{len(orders)} h2")).to_have_text("تنظيم المخازن")
    facts = page.locator(f"#d{len(orders)} .letter")
    for words in ("3 آذار 2026", "وزارة الأنهار", "دوائر الوزارة كافة", "تنظيم المخازن"):
        expect(facts).to_contain_text(words)


@pytest.mark.slow
def test_an_order_of_two_million_signs_and_thousands_of_clauses_opens(browser: Browser, tmp_path: Path) -> None:
    general = "وما ورد هنا بيان عام لا يأمر بشيء ولا يمنع شيئاً ولا يغير حكماً سابقاً. " * 4
    items = [
        f"{n}. على الدائرة ذات الرقم {n} رفع تقرير عن أعمالها خلال {n % 30 + 3} يوماً من تاريخ هذا الكتاب. {general}"
        for n in range(1, 5_001)
    ]
    text = "التاريخ: 3 آذار 2026\n" + "\n".join(items)
    assert 1_850_000 < len(text) < 2_000_000
    document = Document("long.txt", text, "ar", "0" * 64)
    order = propose(document, date(2026, 3, 3), None, load(profile("iq")))
    assert len(order.obligations) >= 5_000
    (tmp_path / "long.html").write_text(view.page([order], [document], "ar"), "utf-8")
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto((tmp_path / "long.html").as_uri(), timeout=60_000)
    page.evaluate("location.hash = '#d1-o4000'")
    expect(page.locator("#d1-o4000")).to_be_in_viewport()
    expect(page.locator("#d1-t4000")).to_be_in_viewport()
    page.close()
