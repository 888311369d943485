"""Fields that came from cells, checked as the register checks a file; what is wrong is told at the cells. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.findings import Severity, severity
from tracker.followup.sheets import Sheet, letters
from tracker.model import Finding, SourceRef
from tracker.register import directives, selector_faults
from tracker.register.located_yaml import Located
from tracker.register.units import UnitTree
from tracker.review.records import Workbook

Places = Mapping[tuple[str | int, ...], str]
"""Path of a field -> the address of its cell; ``()`` is where what has no cell of its own is told."""


def check(raw: Mapping[str, Any], places: Places, workbook: Workbook, sheet: Sheet, tree: UnitTree) -> list[Finding]:
    """Every fault of a draft's fields, errors and warnings, each at its cell or the nearest one above it."""
    located = Located(raw, {path: _position(cell) for path, cell in places.items()})
    directive, found = directives.read_located(located, SourceRef(workbook.name, workbook.sha256))
    for one in directive.obligations if directive is not None else ():
        found += selector_faults(one.units, tree, one.source, draft=True)
    return [Finding(one.code, workbook.at(sheet, _cell(one, places[()])), one.values) for one in found]


def errors(found: list[Finding]) -> list[Finding]:
    return [finding for finding in found if severity(finding) is Severity.ERROR]


def _cell(finding: Finding, otherwise: str) -> str:
    where = finding.source
    if where is None or where.line is None or where.column is None:
        return otherwise
    return f"{letters(where.column - 1)}{where.line}"


def _position(cell: str) -> tuple[int, int]:
    """'D14' -> (14, 4): row and column from 1, as the places of a YAML text are line and column."""
    name = cell.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(name) :]), column
