"""Whatever stands in a sheet: every row below the header is in exactly one of five, and nothing escapes."""

from __future__ import annotations

import string
from datetime import date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.followup_world import LEXICON, OWED, SOURCE, sheet, workbook
from tracker.findings import CODES, describe
from tracker.followup import sheets
from tracker.followup.dates import Fault, Order, read_date
from tracker.followup.records import Outcome, Received, SheetReading
from tracker.followup.rows import read_sheet
from tracker.followup.settle import settle
from tracker.model import Finding

COLUMNS = (
    "المعرف",
    "الوحدة",
    "state",
    "percent",
    "تاريخ الإنجاز",
    "المخالفات",
    "remedied",
    "exception",
    "evidence",
    "note",
)
FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%Y/%m/%d")
WORDS = (
    *(
        "ORD-2020-01/01",
        "ord-2020-01/02",
        "ORD-2020-01/99",
        "تنظيف القنوات الرئيسة",
        "c-n",
        "c-s",
        "مركز القنوات",
        "hq",
    ),
    *(
        "منجز",
        "غير ملتزم",
        "ملتزم",
        "done",
        "لا ينطبق",
        "سُحب الإبلاغ",
        "75%",
        "٧٥",
        "31/02/2020",
        "31/8/2020",
        "نعم",
        "-",
    ),
    *("المجموع", "تاريخ التقرير: 5/9/2020", "المنظم: علي", "#REF!", "=cmd|x", "لا يوجد", "state", "المعرف"),
)
values = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(alphabet=string.printable + "ابتثجحخد٠١٢٣،ـًّ\u200f\u0000", max_size=12),
    st.integers(-5, 50_000),
    st.floats(),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 (what a spreadsheet gives)
)
rows = st.lists(st.lists(values, max_size=11), max_size=12)


def account(reading: SheetReading) -> Received:
    """Checks what must always hold of a sheet, and gives the file it makes."""
    (settled,) = settle([reading])
    file = Received("f", "f", "0" * 64, ".xlsx", b"", "read", sheets=(settled,))
    counts = file.counts()
    assert counts["read"] == sum(counts[outcome.value] for outcome in Outcome) == len(settled.outcomes)
    by = {outcome: {row for row, one in settled.outcomes.items() if one is outcome} for outcome in Outcome}
    taken = {one.row for one in settled.readings}
    assert by[Outcome.ACCEPTED] == {one.row for one in settled.readings if one.observation.accepted and not one.queried}
    assert taken.isdisjoint(by[Outcome.EMPTY] | by[Outcome.OTHER])
    assert by[Outcome.REJECTED] <= {notice.row for notice in settled.rejected}
    assert by[Outcome.QUESTION] <= {notice.row for notice in settled.questions}
    assert {notice.row for notice in settled.rejected} - {0} <= by[Outcome.REJECTED]
    for notice in (*settled.rejected, *settled.questions, *settled.notes):
        assert all(describe(notice.finding).values())
        assert notice.finding.source is not None
        assert notice.finding.source.cell or notice.finding.code == "report-date-missing"
    return file


@settings(max_examples=150, deadline=None)
@given(rows, st.permutations(COLUMNS), st.integers(0, 3))
def test_every_row_is_accounted_for(body: list[list[Any]], header: list[str], titles: int) -> None:
    above = [["موقف"]] * titles
    reading = read_sheet(sheet(*above, header, *body), OWED, LEXICON, SOURCE)
    assert reading is not None
    account(reading)
    last = max((index for index, row in enumerate(body, 1) if any(v not in (None, "") for v in row)), default=0)
    assert len(reading.outcomes) == last


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(values, max_size=8), max_size=8))
def test_any_sheet_at_all_is_read_or_has_no_header(body: list[list[Any]]) -> None:
    reading = read_sheet(sheet(*body), OWED, LEXICON, SOURCE)
    if reading is not None:
        account(reading)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["accepted", "rejected", "question", "empty"]), min_size=1, max_size=8))
def test_good_rows_count_whatever_stands_beside_them(kinds: list[str]) -> None:
    made = {
        "accepted": ["ORD-2020-01/02", "c-n", "ملتزم"],
        "rejected": ["ORD-2020-01/02", "c-n", "بين بين"],
        "question": ["ORD-2020-09/02", "c-n", "ملتزم"],
        "empty": ["ORD-2020-01/02", "c-n", None],
    }
    header = ["المعرف", "الوحدة", "الحالة", "تاريخ التقرير"]
    body = [[*made[kind], date(2020, 9, 1 + index)] for index, kind in enumerate(kinds)]
    reading = read_sheet(sheet(header, *body), OWED, LEXICON, SOURCE)
    assert reading is not None
    assert [outcome.value for _, outcome in sorted(reading.outcomes.items())] == kinds


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1980, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMS))
def test_a_written_date_is_read_back(day: date, form: str) -> None:
    assert read_date(day.strftime(form), LEXICON) == day
    arabic = day.strftime(form).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert read_date(arabic, LEXICON) == day
    american = read_date(day.strftime("%m/%d/%Y"), LEXICON, Order.MONTH_FIRST)
    assert american == day


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_fault(text: str) -> None:
    found = read_date(text, LEXICON)
    assert isinstance(found, date) or (isinstance(found, Fault) and found.code in CODES)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sheets.SUFFIXES), st.integers(0, 400), st.booleans())
def test_any_bytes_are_read_or_refused(noise: bytes, suffix: str, at: int, in_workbook: bool) -> None:
    good = workbook([list(COLUMNS), ["ORD-2020-01/01", "c-n", "منجز"]])
    content = good[:at] + noise + good[at:] if in_workbook else noise
    found = sheets.read(content, suffix, f"f{suffix}")
    assert isinstance(found, tuple) or (isinstance(found, Finding) and found.code in CODES)
