"""A column whose heading says nothing and whose cells do: the register's own identifiers under 'Requirement'. Pure."""

from __future__ import annotations

from dataclasses import replace

from tracker.followup.headers import Header
from tracker.followup.owed import Owed
from tracker.followup.records import ColumnReading
from tracker.followup.sheets import Sheet, address
from tracker.followup.values import text_of

MOST = 0.5
"""Of the filled cells of a column, how many must be identifiers of the register."""


def by_content(sheet: Sheet, header: Header, owed: Owed) -> Header:
    """The header with the column of obligations that only its cells give away; of several the one with most of them.

    A column that its heading names stays what it is, but for one: 'the instruction' may head the words beside a column
    of identifiers; it is the text then. Units are not looked for so: a column of units without a heading may be of
    those that a case was handed to.
    """
    named = header.columns.get("obligation")
    if "row_key" in header.columns or (named is not None and _hits(sheet, header, named, owed)[0]):
        return header
    ignored = {reading.cell for reading in header.readings if reading.how == "ignored"}
    width = max((len(row) for row in sheet.rows), default=0)
    best = (0, -1)
    for column in range(width):
        heads = {address(row, column) for row in range(header.first, header.last + 1)}
        if column in header.columns.values() or heads & ignored:
            continue
        hits, filled = _hits(sheet, header, column, owed)
        if hits >= MOST * filled and hits > best[0]:
            best = (hits, column)
    hits, column = best
    if not hits:
        return header
    title, place = text_of(sheet.at(header.last, column)), address(header.last, column)
    told = ColumnReading(sheet.name, place, title, "obligation", "content", 100)
    columns, titles = {**header.columns, "obligation": column}, {**header.titles, "obligation": title}
    readings = [reading for reading in header.readings if reading.cell != place]
    if named is not None and "obligation_text" not in columns:
        columns["obligation_text"], titles["obligation_text"] = named, header.titles["obligation"]
        readings = [
            replace(reading, column="obligation_text") if reading.column == "obligation" else reading
            for reading in readings
        ]
    return replace(header, columns=columns, titles=titles, readings=(*readings, told))


def _hits(sheet: Sheet, header: Header, column: int, owed: Owed) -> tuple[int, int]:
    """(how many cells below the header are identifiers of the register, how many are filled)."""
    texts = [text_of(sheet.at(row, column)) for row in range(header.last + 1, len(sheet.rows))]
    filled = [text for text in texts if text]
    return sum(owed.obligation_names.by_identifier(text) is not None for text in filled), len(filled)
