"""Whatever the header looks like and whatever the cells say: each row of data is a row of data, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.followup_world import LEXICON, OBLIGATIONS, SOURCE, UNITS
from tests.sheet_forms import SAVED
from tracker.followup import sheets
from tracker.followup.owed import Owed
from tracker.followup.records import Outcome
from tracker.followup.rows import read_sheet
from tracker.followup.settle import settle
from tracker.model import SourceRef, Unit

OFFICES = {
    **UNITS,
    "office": Unit("office", {"ar": "دائرة المتابعة", "en": "Follow-up office"}, "office", None, SourceRef("world")),
}
ALL = tuple(OFFICES)
OWED = Owed(OBLIGATIONS, OFFICES, dict.fromkeys(OBLIGATIONS, ALL), {("ORD-2020-01/01", "c-n"): date(2020, 9, 1)})
TOLD = (Outcome.ACCEPTED, Outcome.REJECTED, Outcome.QUESTION)

HEADINGS = {
    "obligation": ("الرمز", "رقم التوجيه", "obligation", "Order no", "المعرف"),
    "unit": ("المركز", "الجهة", "unit", "Station", "office"),
    "state": ("الحالة", "Status", "state", "منجز؟", "موقف التنفيذ"),
    "note": ("الملاحظات", "note", "Remarks"),
    "evidence": ("رقم الكتاب", "evidence", "السند"),
    "reported_on": ("تاريخ التقرير", "report date", "التاريخ"),
    "percent": ("نسبة الإنجاز", "% done", "progress"),
    "own": ("رأي اللجنة", "هاتف", "Ministry view"),
}
GROUPS = ("الموقف", "التنفيذ", "Progress", "ما ورد من الجهة", "Execution")
WORDS = (
    *("office", "station", "command", "department", "done", "kept", "منجز", "ملتزم", "الحالة", "الجهة", "status"),
    *("الملاحظات", "كتاب", "المرجع", "التاريخ", "order", "code", "النتيجة", "result", "الفترة", "المجموع", "total"),
)
VALUES = {
    "obligation": ("ORD-2020-01/01", "ORD-2020-01/02", "NOPE-1/01", "تنظيف القنوات الرئيسة", None, *WORDS),
    "unit": ("c-n", "office", "station", "مركز القنوات الجنوبي", "مركز مجهول", None, *WORDS),
    "state": ("منجز", "غير ملتزم", "سيتم الإنجاز", "منجز / done", "x y z", *WORDS),
    "evidence": ("كتاب 12 في 2/9/2020", None, *WORDS),
    "reported_on": ("5/9/2020", None),
    "percent": ("50%", None),
    "own": (None, "لا بأس", *WORDS),
}
MARKERS = tuple(f"حاشية {one} {two}" for one in ("طويلة", "قصيرة", "اخيرة") for two in ("جدا", "هنا", "هناك", "فقط"))


@dataclass
class Form:
    """A sheet in the making. ``data``: its rows of data, from 1."""

    rows: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    data: list[int] = field(default_factory=list)

    def add(self, row: list[Any]) -> int:
        self.rows.append(row)
        return len(self.rows) - 1


@st.composite
def forms(draw: Any) -> Form:
    more = draw(st.lists(st.sampled_from(("evidence", "reported_on", "percent", "own")), unique=True, max_size=3))
    columns = draw(st.permutations(["obligation", "unit", "state", "note", *more]))
    titles = {name: draw(st.sampled_from(HEADINGS[name])) for name in columns}
    form = Form()
    for _ in range(draw(st.integers(0, 2))):
        row = form.add(["موقف تنفيذ التوجيهات", *[None] * (len(columns) - 1)])
        if draw(st.booleans()):
            form.merged.append((row, 0, row, len(columns) - 1))
    heads = draw(st.sampled_from(("one", "one", "merged", "apart", "deep")))
    first = len(form.rows)
    plain = [titles[name] for name in columns]
    if heads == "one":
        form.add(plain)
    else:
        start = draw(st.integers(0, len(columns) - 2))
        group = draw(st.sampled_from(GROUPS))
        inside = (start, start + 1)
        over = [group if at == start else None if at in inside else title for at, title in enumerate(plain)]
        under = [title if at in inside else None for at, title in enumerate(plain)]
        depth = 2 if heads == "deep" else 1
        form.add(over)
        for level in range(depth):
            form.add(under if level == depth - 1 else [None] * len(columns))
        if heads == "apart":
            form.merged.append((first, start, first, start + 1))
        else:
            form.merged.append((first, start, first + depth - 1, start + 1))
            form.merged += [(first, at, first + depth, at) for at in range(len(columns)) if at not in inside]
    explained = draw(st.sampled_from((None, None, "numbers", "units")))
    if explained == "numbers":
        form.add([str(at) for at in range(1, len(columns) + 1)])
    if explained == "units":
        marks = {"percent": "%", "reported_on": "يوم/شهر/سنة", "state": "اختر من القائمة"}
        form.add([marks.get(name) for name in columns])
    for marker in draw(st.lists(st.sampled_from(MARKERS), min_size=1, max_size=5, unique=True)):
        if draw(st.integers(0, 4)) == 0:
            form.add([None] * len(columns))
        if heads == "one" and form.data and draw(st.integers(0, 5)) == 0:
            form.add(plain)
        form.data.append(form.add([marker if name == "note" else draw(_cell(name)) for name in columns]) + 1)
    return form


def _cell(name: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(VALUES[name])


@pytest.mark.parametrize("suffix", SAVED)
@settings(max_examples=120, deadline=None)
@given(form=forms())
def test_the_rows_told_are_exactly_the_rows_of_data(suffix: str, form: Form) -> None:
    found = sheets.read(SAVED[suffix](form.rows, form.merged), suffix, f"f{suffix}")
    assert isinstance(found, tuple), found
    reading = read_sheet(found[0], OWED, LEXICON, SOURCE)
    assert reading is not None
    (settled,) = settle([reading])
    told = [row for row, outcome in sorted(settled.outcomes.items()) if outcome in TOLD]
    assert told == form.data, (form.rows, form.merged)
    named = {notice.row for notice in (*settled.rejected, *settled.questions)} | {one.row for one in settled.readings}
    assert named >= set(form.data)
