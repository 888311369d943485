"""Small CSV inputs of a project (units, notifications): rows with their line, faults as findings."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from tracker import files
from tracker.findings import at
from tracker.model import Finding, SourceRef

T = TypeVar("T")

YEARS = range(1900, 2201)
"""Beyond them there is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Line:
    values: Mapping[str, str]
    source: SourceRef


def read(path: Path, required: Sequence[str], optional: Sequence[str], findings: list[Finding]) -> Iterator[Line]:
    """The rows below the header; blank ones are passed over. Columns that are missing or unknown become findings."""
    where = SourceRef(str(path))
    try:
        content = files.read(path)
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        findings.append(at("file-missing", where))
        return
    except OSError as error:
        findings.append(at("file-unreadable", where, why=files.why(error)))
        return
    except UnicodeDecodeError:
        findings.append(at("file-not-utf8", where))
        return
    digest = sha256(content).hexdigest()
    reader = csv.reader(text.splitlines(keepends=True))
    try:
        header = [name.strip() for name in next(reader, [])]
        missing = [name for name in required if name not in header]
        if missing:
            place = SourceRef(str(path), line=1)
            findings.append(at("column-missing", place, columns=", ".join(missing), found=", ".join(header) or "—"))
            return
        for name in {name: None for name in header if name and header.count(name) > 1}:
            findings.append(at("column-twice", SourceRef(str(path), line=1), column=name))
        for name in header:
            if name and name not in (*required, *optional):
                known = ", ".join((*required, *optional))
                findings.append(at("column-unknown", SourceRef(str(path), line=1), column=name, known=known))
        for row in reader:
            place = SourceRef(str(path), digest, line=reader.line_num)
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                findings.append(at("row-too-long", place, line=reader.line_num, cells=len(row), columns=len(header)))
                continue
            padded = [*row, *[""] * (len(header) - len(row))]
            yield Line({name: cell.strip() for name, cell in zip(header, padded, strict=True)}, place)
    except csv.Error as error:
        findings.append(at("file-unreadable", SourceRef(str(path), line=reader.line_num), why=error))


def day(line: Line, column: str, findings: list[Finding]) -> date | None:
    """The date of a cell; an empty one is None, an impossible one a finding and None."""
    value = line.values.get(column, "")
    if not value:
        return None
    found = date_of(value)
    if found is None:
        findings.append(at("field-value", line.source, field=column, value=value, expected="YYYY-MM-DD (2020-08-27)"))
    return found


def date_of(text: str) -> date | None:
    """YYYY-MM-DD of a year in which an order can be followed up; None for anything else (2020-13-01, 20200-01-01)."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS and len(text) == 10 else None


def moment(line: Line, column: str, findings: list[Finding]) -> datetime | None:
    """The moment of a cell, with its zone; an empty one is None, one that cannot be read a finding and None."""
    value = line.values.get(column, "")
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        found = None
    if found is not None and found.tzinfo is not None:
        return found
    expected = "2020-08-27T09:30:00+03:00"
    findings.append(at("field-value", line.source, field=column, value=value, expected=expected))
    return None


def demand(line: Line, required: Sequence[str], findings: list[Finding]) -> None:
    """Cells that must not be empty."""
    findings += [at("field-missing", line.source, field=name) for name in required if not line.values[name]]


def refer(line: Line, findings: list[Finding], obligations: Collection[str], units: Container[str]) -> None:
    """That the obligation and the unit of a line are known, where it names them."""
    obligation, unit = line.values["obligation"], line.values.get("unit", "")
    if obligation and obligation not in obligations:
        known = sorted(obligations)
        near = ", ".join(get_close_matches(obligation, known, 3, 0.5) or known[:5]) or "—"
        findings.append(at("obligation-not-known", line.source, id=obligation, near=near))
    if unit and unit not in units:
        findings.append(at("unit-unknown", line.source, field="unit", unit=unit))


def load(
    path: Path,
    required: Sequence[str],
    optional: Sequence[str],
    make: Callable[[Line, list[Finding]], T | None],
) -> tuple[tuple[T, ...], list[Finding]]:
    """What ``make`` makes of each line of a file that a project need not have, and what is wrong with it."""
    if not files.exists(path):
        return (), []
    findings: list[Finding] = []
    made = (make(line, findings) for line in read(path, required, optional, findings))
    return tuple(one for one in made if one is not None), findings
