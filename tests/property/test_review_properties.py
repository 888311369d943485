"""Whatever stands in a list, a form or a review sheet: nothing escapes, every row is in exactly one place."""

from __future__ import annotations

import string
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.followup_world import LEXICON, UNITS, sheet
from tracker.calendars import profiles
from tracker.calendars.holidays import load
from tracker.config import Settings
from tracker.findings import CODES, Refusal, describe
from tracker.followup.dates import Order
from tracker.model import Finding, SourceRef
from tracker.register import Register, UnitTree, directives, located_yaml
from tracker.review import amend, deadlines, form_in, form_out, history, lists, sheet_in, sheet_out
from tracker.review.decide import Review
from tracker.review.fields import Reader
from tracker.review.records import Cell, Office, Workbook
from tracker.review.show import Shown
from tracker.review.units import Units

POLICY = profiles.profile("iq")
OFFICE = Office(
    Settings(Path("/nowhere")),
    Register((), UnitTree(list(UNITS.values())), {}),
    load(POLICY, None),
    LEXICON,
    date(2025, 5, 1),
)
COLUMNS = ("ت", "رقم الكتاب", "تاريخ الكتاب", "من", "الموضوع", "إلى", "الموعد", "الحالة")
WORDS = (
    *("55", "٥٥", "م/12", "2/3/2025", "٢ آذار ٢٠٢٥", "31/02/2025", "15 رمضان 1446 هـ", "الوزير", "تنظيف القنوات"),
    *("مديرية الري", "مديرية الري؛ c-n", "مركز", "7 أيام", "فوري", "كل أسبوع", "15/3/2025", "حسب الكتاب", "بلا", "منع"),
    *("المجموع", "رقم الكتاب", "الموضوع", "تاريخ الكتاب", "-", "#REF!", "=1+1", "منجز", "حذف", "id=hq", "type=centre"),
)
values = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(alphabet=string.printable + "ابتثجحخدةى٠١٢٣،؛ـًّ\u200f\u0000\U0001f600", max_size=15),
    st.integers(-5, 50_000),
    st.floats(),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2200, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 (what a spreadsheet gives)
)
tables = st.lists(st.lists(values, max_size=9), max_size=10)
# Below the headings: cells merged from a heading downwards make the header as deep as they reach.
merges = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 7), st.integers(0, 3), st.integers(0, 2)), max_size=3)


def taken(rows: list[list[Any]], merged: list[tuple[int, int, int, int]]) -> Any:
    boxes = [(top, left, top + high, left + wide) for top, left, high, wide in merged]
    book = Workbook("list.xlsx", Path(), ".xlsx", b"list", "0" * 64, (sheet(*rows, merged=boxes),))
    return lists.listed(book, OFFICE)


@settings(max_examples=150, deadline=None)
@given(tables, merges)
def test_every_row_of_a_list_is_in_exactly_one_place_and_every_draft_is_one(
    rows: list[list[Any]], merged: list[tuple[int, int, int, int]]
) -> None:
    imported = taken([list(COLUMNS), *rows], merged)
    counts = imported.counts
    assert counts["read"] == len(rows) == sum(number for name, number in counts.items() if name != "read")
    errors = [one for one in imported.findings if CODES[one.code].severity == "error"]
    assert len(errors) >= counts["rejected"]
    for finding in imported.findings:
        assert all(describe(finding).values())
    made = [content for path, content in imported.files.items() if path.suffix == ".yaml"]
    assert len(made) == len(set(imported.drafts)) == len(imported.drafts)
    total = 0
    for content in made:
        directive, found = directives.read_text(content.decode("utf-8"), SourceRef("draft"))
        assert directive is not None, found
        assert [one.code for one in found if one.code != "date-before-issue"] == []
        total += len(directive.obligations)
        raw = yaml.load(content.decode("utf-8"), yaml.BaseLoader)
        assert all(one["source"]["cells"]["subject"]["cell"] for one in raw["obligations"])
    assert total == counts["taken"]


@settings(max_examples=60, deadline=None)
@given(tables, merges)
def test_whatever_a_workbook_holds_it_is_a_list_or_none_or_refused(
    rows: list[list[Any]], merged: list[tuple[int, int, int, int]]
) -> None:
    said: tuple[Finding, ...] = ()
    kind = None
    try:
        imported = taken(rows, merged)
        kind = imported.kind if imported is not None else None
    except Refusal as refusal:
        said = refusal.findings
    assert kind in (None, "list")
    assert all(describe(finding) for finding in said)


def grid(filled: dict[tuple[int, int], Any], marks: dict[int, str], last: int, width: int) -> list[list[Any]]:
    """A sheet of ours: entries by position from 0, and the hidden column's keys by row."""
    return [[filled.get((row, column)) for column in range(width)] + [marks.get(row)] for row in range(last + 1)]


def book(rows: list[list[Any]]) -> Workbook:
    return Workbook("sheet.xlsx", Path("/nowhere"), ".xlsx", b"sheet", "0" * 64, (sheet(*rows),))


HEAD_DAYS = {(row, column): "2/3/2025" for row in range(3, 9) for column in (2, 6)}


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(3, 15), st.integers(1, 9)), values, max_size=25), st.booleans())
def test_a_form_is_taken_whole_or_named(filled: dict[tuple[int, int], Any], usual_head: bool) -> None:
    title = form_out.TITLE_ROW - 1
    marks = {title: f"{form_out.MARK} -", **{row: f"row {row}" for row in range(title + 1, title + 5)}}
    head = (
        HEAD_DAYS | {(3, 2): "الوزير", (7, 2): "علي", (6, 2): None, (6, 6): None, (4, 6): "موضوع"} if usual_head else {}
    )
    workbook = book(grid({**head, **filled}, marks, title + 4, len(form_out.WIDTHS)))
    form = form_in.read(workbook.sheets, LEXICON)
    assert form is not None
    imported = form_in.formed(workbook, form, OFFICE)
    counts = imported.counts
    assert counts["read"] == sum(number for name, number in counts.items() if name != "read")
    assert imported.drafts or any(CODES[one.code].severity == "error" for one in imported.findings)
    assert bool(imported.drafts) == bool(imported.files)
    for path, content in imported.files.items():
        if path.suffix == ".yaml":
            directive, found = directives.read_text(content.decode("utf-8"), SourceRef("draft"))
            assert directive is not None, found


OBLIGATIONS = """
id: D-1
issuer: {ar: الوزير}
issued_on: 2025-03-02
status: draft
obligations:
  - text: {ar: الأول}
    deadline: {kind: within, count: 7, unit: day}
  # بينهما
  - text: {ar: الثاني}
    modality: prohibition
    pattern: maintenance
  - text: {ar: الأول}
    deadline: {kind: within, count: 7, unit: day}
"""
DIRECTIVE, _FOUND = directives.read_text(OBLIGATIONS, SourceRef("d.yaml", "1" * 64))
FIELDS = [name for name in sheet_out.WIDTHS if name not in sheet_out.PROPOSED]
entries = st.dictionaries(
    st.sampled_from(FIELDS), st.one_of(values, st.sampled_from(["قبول", "تصحيح", "رفض"])), max_size=5
)


@settings(max_examples=200, deadline=None)
@given(st.lists(entries, max_size=5), st.lists(st.sampled_from(["قبول", "تصحيح", "رفض", None]), min_size=5, max_size=5))
def test_a_review_is_applied_row_by_row_and_the_draft_stays_one(told: list[dict[str, Any]], said: list[Any]) -> None:
    assert DIRECTIVE is not None
    located, _ = located_yaml.load(OBLIGATIONS, SourceRef("d.yaml"))
    assert located is not None
    title = sheet_out.TITLE_ROW - 1
    names = history.keys(located.value["obligations"])
    marks = {title: f"{sheet_out.MARK} {'1' * 64} D-1", **{title + n: f"row {name}" for n, name in enumerate(names, 1)}}
    filled = {(sheet_out.HEAD_ROW - 1, 2): "علي", (sheet_out.HEAD_ROW - 1, 4): "5/3/2025"}
    for row, cells in enumerate(told, 1):
        for name, value in ({"decision": said[row - 1]} | cells).items():
            filled[title + row, sheet_out.COLUMNS.index(name)] = value
    workbook = book(grid(filled, marks, title + 5, len(sheet_out.WIDTHS)))
    read = sheet_in.read(workbook.sheets, LEXICON)
    assert read is not None
    draft = sheet_out.Draft(DIRECTIVE, located.value, "1" * 64)
    reader = Reader(date(2025, 3, 2), POLICY, LEXICON, Units(OFFICE.register.units), "ar")
    grey = [Shown("", "", "")]
    review = Review(workbook, read, draft, reader, [grey] * 3)
    review.decide(OFFICE.today)
    assert sum(review.counts.values()) == len(read.rows)
    taken = sum(review.counts[name] for name in ("accepted", "corrected", "rejected"))
    assert taken == len(review.decisions)
    if review.decisions:
        text = amend.amended(OBLIGATIONS, draft.raw["obligations"], review.decisions, KEPT, OFFICE.today)
        after, found = directives.read_text(text, SourceRef("d.yaml"))
        assert after is not None, found
        assert len(after.obligations) == 3 - review.counts["rejected"]
        assert "# بينهما" in text


KEPT = {"file": "sources/x.xlsx", "sha256": "0" * 64}


@settings(max_examples=200, deadline=None)
@given(values, st.sampled_from(["", "المدة (يوم)", "days"]), st.sampled_from(list(Order)))
def test_a_deadline_is_understood_or_asked_about(value: Any, header: str, order: Order) -> None:
    reading = deadlines.read(value, deadlines.Place("F5", date(2025, 3, 2), POLICY, LEXICON, order, header))
    assert reading.understood or reading.questions
    assert reading.understood or reading.deadline.kind == "none"


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(("text", "deadline", "units", "addressee", "exceptions", "ends_on", "pattern", "modality")), values
)
def test_a_correction_is_read_or_named(name: str, value: Any) -> None:
    reader = Reader(date(2025, 3, 2), POLICY, LEXICON, Units(OFFICE.register.units), "ar")
    found = reader.read(name, Cell(value, "M8"), SourceRef("review.xlsx", cell="M8"), {"text": {"ar": "نص"}})
    assert describe(found) if hasattr(found, "code") else isinstance(found, dict)
