"""What a row below a header is: a report, another header, a line of the head, a total, words of no report. Pure.

A row that may be a report is one: it then becomes a question at its cell, where to take it for a heading would lose it
without a word (docs/decisions/0058).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date

from tracker.followup.columns import ENTRIES, Head, label_of, read_label_row
from tracker.followup.dates import mentions_date
from tracker.followup.entries import Cell, Reader, read_entry
from tracker.followup.folding import fold
from tracker.followup.headers import Header, explains, find_header, headings_alone, may_be_header, repeats
from tracker.followup.matching import Names
from tracker.followup.owed import Owed
from tracker.followup.sheets import Sheet, address, merged_cells
from tracker.followup.states import named_state
from tracker.followup.values import is_total, text_of

SPREADING = frozenset(
    {"obligation", "obligation_text", "unit", "reported_on", "period", "reporter", "approver", "state", "evidence"}
)
"""Columns whose merged cells speak for each row they cover. A merged number is one number, for its first row."""
_NAMED = 3
"""Columns that a header with unknown words in it must name at least to begin another table."""
_COLON = re.compile("[:：]")
_LOOKED_AT = 3
"""Rows below a header in which its first row of data is looked for."""


Covered = Mapping[tuple[int, int], tuple[int, int, int]]


class Table:
    """One table of a sheet: its header and what its cells are read by. ``covered``: see there."""

    def __init__(self, sheet: Sheet, header: Header, reader: Reader, owed: Owed, covered: Covered) -> None:
        self.sheet, self.header, self.reader, self.owed, self.covered = sheet, header, reader, owed, covered
        self.lexicon = reader.lexicon
        self._last: tuple[int, dict[str, Cell]] = (-1, {})

    def cells(self, row: int) -> dict[str, Cell]:
        """A row's cells by column. A cell merged downwards speaks for its rows; one merged across a table does not
        speak for the columns it covers: it is a heading between the rows."""
        if self._last[0] != row:
            found = {}
            for name, column in self.header.columns.items():
                place = self._place(row, column) if name in SPREADING else (row, column)
                found[name] = Cell(self.sheet.at(*place), address(*place), self.sheet.faults.get(place))
            self._last = (row, found)
        return self._last[1]

    def _place(self, row: int, column: int) -> tuple[int, int]:
        over = self.covered.get((row, column))
        if over is None or over[0] <= self.header.last:
            return row, column
        top, left, right = over
        heads = sum(left <= at <= right for at in self.header.columns.values())
        return (top, left) if left == column or heads == 1 else (row, column)

    def filled(self, row: int) -> bool:
        """Whether any entry cell of a row says something."""
        return any(not self.reader.blank(cell) for name, cell in self.cells(row).items() if name in ENTRIES)

    def names_duty(self, row: int) -> bool:
        cell = self.cells(row).get("obligation")
        return cell is not None and self.owed.obligation_names.find(text_of(cell.value)).id is not None

    def names_unit(self, row: int) -> bool:
        """Whether the row's own cell names a unit of the register, by its identifier or its very name."""
        cell = self.cells(row).get("unit")
        return cell is not None and _surely(self.owed.unit_names, cell.value)

    def says_state(self, row: int) -> bool:
        cell = self.cells(row).get("state")
        return cell is not None and named_state(text_of(cell.value), self.lexicon) is not None

    def tells(self, cells: Mapping[str, Cell]) -> bool:
        """Whether anything of a row can be read as a report at all; a signature below the table cannot."""
        some = next(iter(self.owed.obligations.values()), None)
        if some is None:
            return True
        entry = read_entry(cells, some, self.reader, "")
        numbers = (entry.percent, entry.incidents, entry.remedied, entry.completed_on)
        return entry.state is not None or any(number is not None for number in numbers)

    def last_report(self, last: int, bare: Set[int]) -> int:
        """The last row, up to one, that may be a report: what stands below it signs or explains. ``bare``: rows without
        anything."""
        for row in range(last, self.header.last, -1):
            if (
                row not in bare
                and self.filled(row)
                and (self.names_duty(row) or self.names_unit(row) or self.tells(self.cells(row)))
            ):
                return row
        return self.header.last

    # What is no report

    def explains(self, row: int) -> bool:
        return not self.names_duty(row) and explains(self.sheet, row, self.header, self.lexicon)

    def is_total(self, row: int) -> bool:
        """A row of totals has figures: words where a state belongs, or a unit of the register, make a report of it."""
        values = [value for value in self.sheet.rows[row] if value is not None]
        if not is_total(values, self.lexicon) or self.names_unit(row):
            return False
        state = self.cells(row).get("state")
        text = text_of(state.value) if state is not None else ""
        return self.reader.blank(state) or fold(text).replace(" ", "").removesuffix("%").isdigit()

    def label_row(self, row: int, head: Head | None = None) -> Head | None:
        """What a line of the head among the rows says ('حرر في: 6/9/2020'), added to ``head``; None for any other row.
        Nothing else may stand in it, unless it begins with a label and a colon."""
        found = read_label_row(self.sheet, row, self.lexicon, head)
        if not found.used or self.names_duty(row) or self.says_state(row):
            return None
        cells = {address(row, at): text_of(value) for at, value in enumerate(self.sheet.rows[row]) if value is not None}
        labels = [label_of(cells[place], self.lexicon) for place in cells if place in found.labels]
        bare = [name for name, rest in labels if name is not None and not rest]
        if len(set(bare)) < len(bare) or not all(self._fits(name, found) for name in bare):
            return None
        first, text = next(iter(cells.items()))
        opens = first in found.labels and bool(_COLON.search(text))
        return found if opens or cells.keys() <= found.used else None

    def _fits(self, label: str, found: Head) -> bool:
        """Whether what stands beside a label without a colon is of its kind: 'office' with anything but a unit of the
        register beside it is a unit, and no label."""
        value = found.labelled[label].value
        if label == "unit":
            return _surely(self.owed.unit_names, value)
        if label == "obligation":
            return self.owed.obligation_names.find(text_of(value)).id is not None
        dated = isinstance(value, date) or mentions_date(text_of(value), self.lexicon)
        return dated if label in ("reported_on", "period") else not dated

    def new_header(self, row: int) -> Header | None:
        """A header in this very row: the same one again, or another table's."""
        if self.names_duty(row):
            return None
        if repeats(self.sheet, row, self.header):
            span = self.header.last - self.header.first
            return replace(self.header, first=row, last=row + span, readings=())
        if not may_be_header(self.sheet, row, self.lexicon) or self.says_state(row) or self.names_unit(row):
            return None
        alone = headings_alone(self.sheet, row, self.lexicon)
        if alone is False:
            return None
        found = find_header(self.sheet, self.lexicon, row, rows=1)
        if found is None or found.first != row:
            return None
        return found if alone or self._heads_other_rows(found) else None

    def _heads_other_rows(self, found: Header) -> bool:
        """Whether a header stands apart and the rows below it name a duty of the register in its columns and nothing of
        it in this table's; a heading is not said again by the row below it."""
        if any(value is not None for value in self.sheet.rows[found.first - 1]):
            return False
        filled = sum(value is not None for value in self.sheet.rows[found.last])
        if len(found.columns) < _NAMED or 2 * len(found.columns) <= filled:
            return False
        other = Table(self.sheet, found, self.reader, self.owed, self.covered)
        for row in range(found.last + 1, min(found.last + 1 + _LOOKED_AT, len(self.sheet.rows))):
            if self.names_duty(row) or self.names_unit(row):
                return False
            if other.names_duty(row):
                pairs = [(self.sheet.at(found.last, at), self.sheet.at(row, at)) for at in found.columns.values()]
                return not any(
                    fold(text_of(head)) == fold(text_of(value)) for head, value in pairs if value is not None
                )
        return False


def covered(sheet: Sheet) -> Covered:
    """Every position that a merged cell covers -> (top, left, right) of that cell; its value stands at (top, left)."""
    rights = {(top, left): right for top, left, _, right in sheet.merged}
    return {place: (*over, rights[over]) for place, over in merged_cells(sheet).items()}


def bare_rows(sheet: Sheet, over: Covered) -> Set[int]:
    """Rows in which nothing stands and into which nothing reaches: one cell in the last row of a sheet leaves a million
    of them."""
    held = {row for row, _ in (*over, *sheet.faults)}
    return {n for n, row in enumerate(sheet.rows) if n not in held and row.count(None) == len(row)}


def _surely(names: Names, value: object) -> bool:
    return value is not None and names.find(text_of(value)).how in ("id", "exact")
