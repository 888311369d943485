"""The page as a file: the summary's counts in both languages, nothing fetched or run, the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from tests.unit import report_samples as samples
from tests.unit.report_reading import Node, counted, page, shown_in_page, verdict_of, words_of_chip
from tracker.model import Flag, SourceRef, Verdict
from tracker.register import UnitTree
from tracker.report import figures, html
from tracker.report.records import Figures
from tracker.report.strings import palette, strings, templates_directory
from tracker.wording import FLAGS, VERDICTS

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"' style=x {{ 7*7 }} \u202egnp.exe"


@pytest.fixture(scope="module")
def made() -> Figures:
    return figures.build(samples.result(), samples.register(), samples.settings())


@pytest.fixture(scope="module")
def content(made: Figures) -> bytes:
    return html.render(made)


@pytest.fixture(scope="module")
def tree(content: bytes) -> Node:
    return page(content)


def view(tree: Node, tag: str) -> Node:
    return tree.one(id=f"view-{tag}")


def every(node: Node) -> list[Node]:
    return node.all()


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_register_totals_orders_and_authorities_count_as_the_summary_does(tree: Node, tag: str) -> None:
    summary = samples.result().summary
    assert counted(shown_in_page(view(tree, tag))) == summary.verdicts

    def counts(node: Node) -> Counter[Verdict]:
        items = [item for part in node.all("ul", class_="counts") for item in part.all("li") if item.all("b")]
        found: Counter[Verdict] = Counter()
        for item in items:
            found[verdict_of(words_of_chip(item.one(class_="chip")), tag)] += int(item.one("b").text())
        return found

    assert counts(view(tree, tag).one(id=f"{tag}-total")) == summary.verdicts
    for part in ("orders", "authorities"):
        assert counts(view(tree, tag).one("section", data_part=f"{tag}-{part}")) == summary.verdicts
    tile = view(tree, tag).one("li", data_tile="tile_action")
    assert tile.one("b").text() == "7"
    assert "17" in tile.one(class_="tile-of").text()


def test_a_review_date_is_shown_only_while_it_matters() -> None:
    undated = {"due_on": None, "original_due_on": None, "review_on": date(2020, 8, 29)}
    judged = [
        samples.assessment("CAB-2020-08-22/01", "dir", Verdict.MET, **undated),
        samples.assessment("CAB-2020-08-22/01", "min", Verdict.REVIEW_DUE, **undated),
    ]
    tree = page(html.render(figures.build(samples.result(judged), samples.register(), samples.settings())))
    dues = [duty.all("td")[3].text() for duty in view(tree, "en").all("tbody", class_="duty")]
    assert dues == ["no due date", "review 29 Aug 2020"]


@pytest.mark.parametrize("tag", ["ar", "en"])
def test_open_cases_stand_beside_the_verdict_and_days_below_the_due_date(tree: Node, tag: str, made: Figures) -> None:
    breached = next(line for line in made.lines if line.verdict is Verdict.BREACHED)
    late = next(line for line in made.lines if line.verdict is Verdict.OVERDUE)
    cases = {"ar": "الحالات المفتوحة: 3", "en": "open cases: 3"}[tag]
    days = {"ar": "بتأخير 39 يوماً", "en": "39 days late"}[tag]
    for row in (f"{tag}-d{breached.number}", None):
        where = view(tree, tag).one(id=row) if row else view(tree, tag).one("section", data_part=f"{tag}-action")
        assert sum(cases in cell.text() and bool(cell.all(class_="chip")) for cell in where.all("td")) == 1
        assert not any(cases in cell.text() for cell in where.all("td", class_="day"))
    cells = [cell.text() for cell in view(tree, tag).one(id=f"{tag}-d{late.number}").all("td", class_="day")]
    assert sum(days in cell for cell in cells) == 1


def test_the_banner_is_in_both_languages_on_each_view_and_at_the_foot_of_each_printed_page(
    tree: Node, made: Figures
) -> None:
    assert view(tree, "ar").one(class_="banner").text() == "بيانات افتراضية / invented data"
    assert view(tree, "en").one(class_="banner").text() == "invented data / بيانات افتراضية"
    escaped = "".join(f"\\{ord(letter):06x}" for letter in "بيانات افتراضية / invented data")
    assert f'content: "{escaped}"' in html.render(made).decode()
    plain = page(html.render(replace(made, banner={})))
    assert not plain.all(class_="banner")


def test_a_banner_cannot_end_the_style_sheet_it_stands_in(made: Figures) -> None:
    written = html.render(replace(made, banner={"en": HOSTILE + '"; } * { display: none; }'})).decode()
    style = written.partition("<style>")[2].partition("</style>")[0]
    assert "display: none; } }" not in style
    assert "alert" not in style
    assert page(written.encode()).all(class_="view")


def test_the_counting_policy_is_named_in_words(tree: Node) -> None:
    assert "التقويم الإداري العراقي (iq)" in view(tree, "ar").one(class_="facts").text()
    assert "Iraqi administrative calendar (iq)" in view(tree, "en").one(class_="facts").text()


def test_both_languages_show_the_same_duties_with_the_same_flags(tree: Node, made: Figures) -> None:
    arabic, english = (shown_in_page(view(tree, tag)) for tag in ("ar", "en"))
    assert [(s.obligation, s.verdict, s.flags) for s in arabic] == [(s.obligation, s.verdict, s.flags) for s in english]
    assert [(s.obligation, s.verdict, s.flags) for s in arabic] == [
        (line.obligation, line.verdict, frozenset(line.flags)) for line in made.lines
    ]


def test_a_duty_shows_its_reason_its_date_card_and_the_cell_it_rests_on(tree: Node, made: Figures) -> None:
    line = next(line for line in made.lines if line.verdict is Verdict.MET)
    words = view(tree, "ar").one(id=f"ar-d{line.number}").text()
    assert line.reason["ar"] in words
    assert "الاستحقاق: الخميس 27 آب 2020" in words
    assert "الإثبات: status/2020-09-27/قاطع الأنهار.xlsx، الورقة الأسبوع السادس، الخلية F14" in words
    silent = next(line for line in made.lines if line.verdict is Verdict.UNREPORTED)
    assert "لا إبلاغ مقبولاً يُستند إليه." in view(tree, "ar").one(id=f"ar-d{silent.number}").text()


def test_language_and_direction_stand_on_every_part_that_differs(tree: Node) -> None:
    root = tree.one("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")
    assert (view(tree, "en").attributes["lang"], view(tree, "en").attributes["dir"]) == ("en", "ltr")

    def letters_outside(node: Node, tag: str) -> str:
        """The words of a view that no element marks as another language's."""
        pieces = [
            child if isinstance(child, str) else letters_outside(child, tag)
            for child in node.children
            if isinstance(child, str) or child.attributes.get("lang") in (None, tag)
        ]
        return "".join(pieces)

    outside = letters_outside(view(tree, "en"), "en")
    assert not re.search("[\u0621-\u064a]", outside), re.findall(".{20}[\u0621-\u064a]+", outside)[:3]


def test_arabic_in_the_english_view_is_marked_as_arabic() -> None:
    units = UnitTree([replace(unit, name={"ar": unit.name["ar"]}) for unit in samples.tree()])
    tree = page(html.render(figures.build(samples.result(), samples.register(units), samples.settings())))
    name = view(tree, "en").one(id="en-d2").all("td")[0].all("bdi")[0]
    assert (name.attributes["lang"], name.attributes["dir"]) == ("ar", "rtl")


def test_only_the_pages_own_style_and_script_may_run(tree: Node, content: bytes) -> None:
    policy = tree.one("meta", http_equiv="Content-Security-Policy").attributes["content"] or ""
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    text = content.decode()
    for name, element in (("style", "style"), ("script", "script")):
        (inline,) = re.findall(f"<{element}>(.*?)</{element}>", text, re.S)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert text.index("Content-Security-Policy") < text.index("<style>")
    for node in every(tree):
        assert "style" not in node.attributes
        assert not [name for name in node.attributes if name.startswith("on")]
        assert "src" not in node.attributes
        assert node.tag not in ("link", "iframe", "object", "embed", "base")


def test_nothing_is_fetched_and_every_link_stays_inside(tree: Node, content: bytes) -> None:
    ids = [node.attributes["id"] for node in every(tree) if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    for node in every(tree):
        if node.tag == "a":
            assert (node.attributes["href"] or "")[1:] in ids
        for name in ("aria-labelledby", "for"):
            assert name not in node.attributes or node.attributes[name] in ids
    assert not re.search(rb"https?:|url\(|@import", content)


def hostile_figures() -> Figures:
    text = {"ar": HOSTILE, "en": HOSTILE}
    judged = samples.assessment(
        "MIN-2020-08-20/02",
        "x",
        Verdict.OVERDUE,
        reason=text,
        basis=(text,),
        event=HOSTILE,
        reference=HOSTILE,
        days=3,
        flags=(Flag.REWRITTEN,),
        sources=(samples.cited(file=HOSTILE, cell=HOSTILE),),
    )
    place = SourceRef("/project/units.csv")
    units = UnitTree([replace(samples.unit("x", HOSTILE, HOSTILE, "t"), source=place)])
    orders = tuple(replace(d, title=text, issuer=text, number=HOSTILE) for d in samples.directives())
    register = samples.register(units, orders)
    return figures.build(samples.result([judged]), register, samples.settings(name=text, banner=text))


def test_what_a_field_holds_is_only_ever_text() -> None:
    content = html.render(hostile_figures())
    tree = page(content)
    assert len(tree.all("script")) == 1
    assert not tree.all("img")
    assert "49" not in view(tree, "en").one(class_="project").text()
    assert "<script>alert(1)</script>" in view(tree, "en").one(class_="project").text()
    assert "\u202e" not in content.decode()


def test_the_same_figures_give_the_same_bytes(made: Figures, content: bytes) -> None:
    assert html.render(made) == content


def test_nothing_is_left_unfilled(tree: Node) -> None:
    words = tree.text()
    for left_over in ("{", "}", "None", "Undefined", "und ", "  "):
        assert left_over not in words


def test_of_too_many_duties_the_worst_are_shown_and_the_page_says_so(made: Figures) -> None:
    tree = page(html.render(made, shown=7))
    shown = shown_in_page(view(tree, "ar"))
    assert [one.verdict for one in shown] == [line.verdict for line in sorted(made.action, key=figures.worst_first)]
    words = view(tree, "ar").text()
    assert "عدد الواجبات 17 واجباً؛ تعرض الصفحة 7 منها" in words
    ids = {node.attributes.get("id") for node in every(tree)}
    assert all((node.attributes["href"] or "")[1:] in ids for node in every(tree) if node.tag == "a")


def test_nothing_to_report_gives_a_readable_page() -> None:
    nothing = figures.build(samples.result([], ()), samples.register(orders=()), samples.settings(banner={}))
    tree = page(html.render(nothing))
    assert "لا واجبات في هذا التقرير" in view(tree, "ar").one(class_="headline").text()
    assert "Nothing needs action now." in view(tree, "en").text()
    assert not tree.all(class_="banner")


def test_a_project_of_one_language_has_one_view_and_no_switch() -> None:
    only = figures.build(samples.result(), samples.register(), samples.settings(languages=("en",)))
    tree = page(html.render(only))
    assert tree.one("html").attributes["dir"] == "ltr"
    assert len(tree.all(class_="view")) == 1
    assert not tree.all(class_="switch")


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "papers"), [("light", ("#ffffff", "#f6f7f9")), ("dark", ("#14181d", "#1d2229"))])
def test_every_colour_can_be_read_in_both_themes(theme: str, papers: tuple[str, ...]) -> None:
    css = (templates_directory() / "base.css").read_text("utf-8")
    assert all(paper in css for paper in papers)
    for tone, themes in palette().tones.items():
        shade = themes[theme]
        assert contrast(shade.text, shade.tint) >= 4.5, tone
        assert all(contrast(shade.bar, paper) >= 3 for paper in papers), tone


def test_every_verdict_has_a_word_a_sign_of_its_own_a_tone_and_a_meaning(tree: Node) -> None:
    assert set(palette().verdicts) == set(palette().signs) == set(Verdict)
    assert len(set(palette().signs.values())) == len(Verdict)
    meanings = view(tree, "en").one("section", data_part="en-method").text()
    for words in (*VERDICTS.values(), *FLAGS.values()):
        assert words["en"] in meanings


def test_every_sentence_exists_in_every_language() -> None:
    assert all(set(text) == {"ar", "en"} and all(text.values()) for text in strings().values())
