"""What is said once of a sheet: the day that had to be assumed, the filled columns that were not understood. Pure."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any, TypeAlias

from tracker.findings import at
from tracker.followup.days import Day, Source
from tracker.followup.headers import Header
from tracker.followup.lexicon import Lexicon
from tracker.followup.owed import Owed
from tracker.followup.records import ColumnReading, Notice
from tracker.followup.sheets import Sheet, address
from tracker.followup.values import is_blank
from tracker.model import SourceRef

Notices: TypeAlias = list[Notice]
NOT_READ = ("unknown", "twice")
"""How a column was recognised of which nothing is read."""
_CELLS_OF_A_REPORT = 3
_LOST = re.compile(r"\?{2,}")
_RUNS = 3
"""Words of nothing but question marks from which text was lost and not doubted."""
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LISTED = {"ar": "، ", "en": ", "}


def of_day(day: Day, rested: bool, sheet: str, source: Source) -> Notices:
    """That the day of the report had to be assumed. ``rested``: whether a row rests on it, taken or not."""
    if not (day.assumed and day.fault is None and rested):
        return []
    value = day.on.isoformat()
    return [Notice(at(day.code, _place(sheet, source, day.cell), sheet=sheet, value=value), 0, value)]


def of_columns(columns: list[ColumnReading], filled: Set[str], sheet: str, source: Source) -> Notices:
    """Which columns have values and a heading that is not known: what stands there counts for nothing."""
    left = [one for one in columns if one.how in NOT_READ and one.cell in filled]
    if not left:
        return []
    named = {tag: mark.join(f"«{one.header}» {one.cell}" for one in left) for tag, mark in _LISTED.items()}
    return [Notice(at("columns-not-read", _place(sheet, source, left[0].cell), columns=named), 0, left[0].header)]


def above_table(sheet: Sheet, header: Header, owed: Owed, source: Source) -> Notices:
    """Which rows above the first header look like reports: three cells or more, one of them an obligation's identifier.
    They belong to a table whose headings are not known, and nothing of them is read."""
    found = [
        address(row, column)
        for row in range(header.first)
        if sum(value is not None for value in sheet.rows[row]) >= _CELLS_OF_A_REPORT
        for column, value in enumerate(sheet.rows[row])
        if isinstance(value, str)
        and owed.obligation_names.looks_like_identifier(value)
        and owed.obligation_names.by_identifier(value) is not None
    ]
    if not found:
        return []
    return [Notice(at("rows-above-table", _place(sheet.name, source, found[0]), count=len(found)), 0)]


def lost_text(sheet: Sheet) -> dict[str, Any] | None:
    """Where letters became question marks when a sheet was saved in an encoding that has none for them: ``first``, the
    address of the first such cell, and ``count``, how many there are; None where nothing shows it. A sheet with Arabic
    letters has kept them; a lone '???' is somebody's doubt."""
    found = []
    runs = 0
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            if not isinstance(value, str):
                continue
            if _ARABIC.search(value):
                return None
            if _LOST.search(value):
                found.append(address(row, column))
                runs += len(_LOST.findall(value))
    return {"first": found[0], "count": len(found)} if runs >= _RUNS else None


def filled_below(sheet: Sheet, header: Header, lexicon: Lexicon) -> set[str]:
    """The addresses of a header under which something stands."""
    below = range(header.last + 1, len(sheet.rows))
    return {
        address(row, column)
        for row in range(header.first, header.last + 1)
        for column in range(len(sheet.rows[row]))
        if any(not is_blank(sheet.at(under, column), lexicon) for under in below)
    }


def _place(sheet: str, source: Source, cell: str | None) -> SourceRef:
    return SourceRef(source.file, source.sha256, sheet=sheet, cell=cell)
