"""Ordinary prose in which nothing is a time, and real orders where they are at hand."""

import json
from datetime import date
from pathlib import Path

import pytest

from tracker.calendars.expressions import find
from tracker.calendars.profiles import profile

ANCHOR = date(2020, 8, 20)
LITERAL = profile("literal")
CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"

NOTHING = [
    ("en", "The second office may march ahead; it must not sit on the matter."),
    ("en", "May we ask what the third party will do with the records?"),
    ("en", "Section 12 of Order 7, paragraph 3, item 2, page 15."),
    ("en", "Call 07701 234 567 or write to room 2015."),
    ("en", "The register shall be kept up to date."),
    ("en", "There are 30 stations and 12 vehicles."),
    ("en", "Version 1.2.3 of the sheet, ratio 4:3."),
    ("en", "For the first and second parties, $500 per year; 1/2 of the staff on a 24/7 rota."),
    ("ar", "الفصل الأول من القانون واليوم الثاني من المؤتمر"),
    ("ar", "كل عام وأنتم بخير، ومن السنة النبوية، ونسبة 10/20 من العدد"),
    ("ar", "القائد العام للقوات المسلحة والأمين العام لمجلس الوزراء"),
    ("ar", "مديرية المرور العامة ودائرة العلاقات العامة"),
    ("ar", "قانون رقم (12) لسنة 2020 والمادة 5 منه"),
    ("ar", "أحد المواطنين، وعدد من المنتسبين، وثلاثة ملايين دينار"),
    ("ar", "أولاً: تشكل لجنة. ثانياً: ترفع توصياتها. ثالثاً: ينفذ القرار."),
    ("ar", "صحيفة اليوم واليوم العالمي للسكري"),
    ("ar", "شهر السلاح بوجه الدورية وأب لثلاثة أطفال"),
]


@pytest.mark.parametrize(("lang", "text"), NOTHING)
def test_nothing_is_found(lang, text):
    assert [e.text for e in find(text, lang, ANCHOR, LITERAL)] == []


@pytest.mark.skipif(not (CORPORA / "orders-en").is_dir(), reason="the corpus ../shared/corpora/orders-en is not here")
def test_every_deadline_of_the_english_orders_has_its_span_and_day():
    missed = []
    for line in (CORPORA / "orders-en" / "gold.jsonl").read_text("utf-8").splitlines()[::6]:
        gold = json.loads(line)
        text = (CORPORA / "orders-en" / gold["file"]).read_text("utf-8")
        found = find(text, "en", date.fromisoformat(gold["issued_on"]), LITERAL)
        for deadline in gold["deadlines"]:
            covers = [e for e in found if e.span[0] <= deadline["start"] + 1 and e.span[1] >= deadline["end"] - 1]
            if not any((e.value or "").endswith(deadline["due_on"]) for e in covers):
                missed.append((deadline["phrase"], deadline["due_on"], covers))
    assert missed == []


@pytest.mark.skipif(not (CORPORA / "temporal").is_dir(), reason="the corpus ../shared/corpora/temporal is not here")
@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(("kind", "least"), [("date", 0.95), ("duration", 0.95), ("negative", 0.95), ("range", 0.85)])
def test_rates_on_the_expressions_of_the_peers(lang, kind, least):
    lines = (CORPORA / "temporal" / "dev.jsonl").read_text("utf-8").splitlines()
    cases = [c for c in map(json.loads, lines) if (c["lang"], c["kind"]) == (lang, kind)]
    right = sum(_right(case) for case in cases)
    assert right >= least * len(cases)


def _right(case):
    anchor = date.fromisoformat(case["anchor"][:10]) if case["anchor"] else None
    found = find(case["text"], lang=case["lang"], anchor=anchor, policy=LITERAL)
    assert all(len(e.alternatives) <= 3 for e in found)
    values = {value for e in found for value in (e.value, *e.alternatives) if value is not None}
    if case["kind"] == "negative":
        return not values
    return case["expected"] in values or case.get("expected_past") in values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("تزويد الفرق بالوثائق خلال يومي عمل", [("خلال يومي عمل", 2, "working_day")]),
        ("في غضون أسبوعي عمل", [("في غضون أسبوعي عمل", 2, "week")]),
        ("موقف يومي عن العمل", [("يومي", None, None)]),
        ("كشف أسبوعي", [("أسبوعي", None, None)]),
        ("يومي الخميس والجمعة", [("الخميس", None, None), ("الجمعة", None, None)]),
        ("شهري آب وأيلول", [("شهري آب وأيلول", None, None)]),
    ],
)
def test_a_dual_before_its_noun_is_two_and_no_daily_or_weekly(text, found):
    assert [(e.text, e.count, e.unit.value if e.unit else None) for e in find(text, "ar", ANCHOR, LITERAL)] == found


@pytest.mark.parametrize(
    ("lang", "text", "rrule"),
    [
        ("ar", "يومي الأحد والأربعاء من كل أسبوع", "FREQ=WEEKLY;BYDAY=SU,WE"),
        ("ar", "كل أحد وأربعاء", "FREQ=WEEKLY;BYDAY=SU,WE"),
        ("ar", "كل خميس", "FREQ=WEEKLY;BYDAY=TH"),
        ("en", "every Monday and Thursday", "FREQ=WEEKLY;BYDAY=MO,TH"),
    ],
)
def test_two_days_of_every_week_are_one_recurrence(lang, text, rrule):
    assert [e.value for e in find(text, lang, ANCHOR, LITERAL)] == [rrule]
