"""A review sheet as it comes back: its rows by their hidden keys, whatever program saved it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.followup.lexicon import Lexicon
from tracker.followup.sheets import Sheet, address
from tracker.followup.values import is_blank
from tracker.review.records import Cell
from tracker.review.sheet_out import (
    COLUMNS,
    CORRECTION,
    DATE_AT,
    DECISION,
    HEAD_ROW,
    MARK,
    PROPOSED,
    REVIEWER_AT,
    TITLE_ROW,
)

ROW = "row "


@dataclass(frozen=True, slots=True)
class Row:
    """``number``: of the sheet, from 1. ``entries``: what was filled in; ``grey``: what is shown of the draft.
    ``key``: None for a row that did not go out with the sheet."""

    number: int
    key: str | None
    entries: Mapping[str, Cell]
    grey: Mapping[str, Cell]
    decision_at: str

    @property
    def corrections(self) -> dict[str, Cell]:
        return {name: cell for name, cell in self.entries.items() if name in CORRECTION}


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """``directive`` and ``sha256``: of which draft, as it then stood. ``reviewer_at``, ``reviewed_on_at``: the cells at
    the top, filled or not."""

    sheet: Sheet
    directive: str
    sha256: str
    rows: tuple[Row, ...]
    reviewer: Cell | None
    reviewed_on: Cell | None
    reviewer_at: str
    reviewed_on_at: str


def marked(sheets: Sequence[Sheet], mark: str) -> tuple[Sheet, int, int, str] | None:
    """The sheet, the row and the column (from 0) of a hidden mark, and what follows the mark; None where none is."""
    for sheet in sheets:
        for row, values in enumerate(sheet.rows[:60]):
            for column, value in enumerate(values[:60]):
                if isinstance(value, str) and value.startswith(mark + " "):
                    return sheet, row, column, value.removeprefix(mark).strip()
    return None


def read(sheets: tuple[Sheet, ...], lexicon: Lexicon) -> ReviewSheet | None:
    """The review sheet of a workbook, or None where it holds none."""
    found = marked(sheets, MARK)
    if found is None:
        return None
    sheet, title, key_column, rest = found
    sha256, _, directive = rest.partition(" ")
    left, up = key_column - (len(COLUMNS) - 1), title - (TITLE_ROW - 1)

    def cell(row: int, column: int) -> Cell | None:
        value, fault = sheet.at(row, column), sheet.faults.get((row, column))
        blank = is_blank(value, lexicon) and fault is None
        return None if blank else Cell(value, address(row, column), fault)

    def cells(row: int, names: Mapping[str, Any]) -> dict[str, Cell]:
        filled = {name: cell(row, left + COLUMNS.index(name)) for name in names}
        return {name: one for name, one in filled.items() if one is not None}

    rows = []
    for row in range(title + 1, len(sheet.rows)):
        key = sheet.at(row, key_column)
        named = isinstance(key, str) and key.startswith(ROW)
        entries = cells(row, {**DECISION, **CORRECTION})
        if named or entries:
            name = str(key).removeprefix(ROW).strip() if named else None
            place = address(row, left + COLUMNS.index("decision"))
            rows.append(Row(row + 1, name, entries, cells(row, PROPOSED), place))
    head = up + HEAD_ROW - 1
    return ReviewSheet(
        sheet,
        directive,
        sha256,
        tuple(rows),
        cell(head, left + REVIEWER_AT - 1),
        cell(head, left + DATE_AT - 1),
        address(head, left + REVIEWER_AT - 1),
        address(head, left + DATE_AT - 1),
    )
