"""Any spreadsheet -> sheets of cells, each at the address that Excel shows. Nothing is executed, size is bounded.

The kind is told by the content, and a file whose name says another kind is refused: a renamed file is either a slip or
worse. calamine reads the values; what it cannot show (error values, formulas whose result was never saved, the true
extent of a sheet) is read from the parts of the package itself, see ``package.py``. docs/decisions/0051.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.findings import at
from tracker.findings.causes import cause
from tracker.followup import package
from tracker.followup.package import MAX_CELLS, Unreadable
from tracker.model import Finding, SourceRef, Text

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
MAX_BYTES = 200_000_000
MAX_CELL = 32_767
"""Characters; what is longer cannot come from a spreadsheet cell and is cut in what is shown, never in what is kept."""
MAX_ROWS = 200_000
"""Rows of a file in which something stands: each is read as a report, which takes most of a millisecond."""
MAX_MERGED = 1_000_000
"""Positions that the merged cells of a sheet cover."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FAMILY = {".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xls", ".ods": "ods", ".csv": "text", ".tsv": "text"}
_KINDS: Mapping[str, Text] = {
    "xlsx": {"ar": "مصنف إكسل (xlsx)", "en": "an Excel workbook (xlsx)"},
    "xls": {"ar": "مصنف إكسل قديم (xls)", "en": "an old Excel workbook (xls)"},
    "ods": {"ar": "جدول ليبر أوفيس (ods)", "en": "a LibreOffice spreadsheet (ods)"},
    "text": {"ar": "نص مجرد (csv)", "en": "plain text (csv)"},
}
_DELIMITERS = (",", ";", "\t", "|")
_WORDS_OF_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from its cell A1. ``rows``: values as read, None = blank. ``merged``: (top, left, bottom, right) and
    ``faults``: error values and formulas without a result, all by positions from 0. ``text``: a csv, all of it text."""

    name: str
    rows: tuple[tuple[Any, ...], ...]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    faults: Mapping[Position, tuple[str, str]] = field(default_factory=dict)
    text: bool = False

    def at(self, row: int, column: int) -> Any:
        """The value at a position from 0; None outside."""
        if row >= len(self.rows) or column >= len(self.rows[row]) or row < 0 or column < 0:
            return None
        return self.rows[row][column]


def address(row: int, column: int) -> str:
    """Positions from 0 -> the address that Excel shows: (13, 3) -> D14."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read(content: bytes, suffix: str, name: str) -> tuple[Sheet, ...] | Finding:
    """The sheets of a file, or the finding that refuses it. ``suffix`` in lower case with its dot."""
    where = SourceRef(name)
    if not content:
        return at("sheet-empty", where)
    if len(content) > MAX_BYTES:
        return at("sheet-too-large", where, size=f"{len(content):,} B", limit=f"{MAX_BYTES:,} B")
    kind = _kind(content)
    if kind == "encrypted":
        return at("sheet-encrypted", where)
    if kind is None:
        return at("sheet-format", where, known=" ".join(SUFFIXES))
    if suffix in _FAMILY and _FAMILY[suffix] != kind:
        return at("sheet-renamed", where, suffix=suffix, kind=_KINDS[kind])
    try:
        sheets = _text_sheet(content, name) if kind == "text" else _workbook(content, kind)
    except Unreadable as error:
        said = {"why": cause(error.values["why"])} if "why" in error.values else {}
        return at(error.code, where, **{**error.values, **said})
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        return at("sheet-empty", where)
    return sheets


def _kind(content: bytes) -> str | None:
    """What the content is: xlsx, ods, xls, text, encrypted; None for anything else."""
    if content.startswith(b"PK"):
        return package.kind(content)
    if content.startswith(_OLE):
        return "encrypted" if _ENCRYPTED in content else "xls"
    if content.startswith((b"%PDF", b"<!DOCTYPE", b"<html", b"<?xml", b"\x89PNG", b"{\\rtf", b"\xff\xd8\xff")):
        return None
    return "text" if _decoded(content) is not None else None


def _workbook(content: bytes, kind: str) -> tuple[Sheet, ...]:
    """Through calamine, after the package has been measured. Raises Unreadable."""
    parts = package.measure(content, kind)
    book, names, pictures = _open(content)
    if not names:
        raise Unreadable("sheet-unreadable", why="no sheets named")
    if len({name.casefold() for name, _ in names}) < len(names):
        raise Unreadable("sheet-unreadable", why="sheets of one name")
    sheets = []
    held = 0
    for index, (name, hidden) in enumerate(names):
        values, merged = _values(book, index, pictures)
        held += sum(row.count("") < len(row) for row in values)
        if held > MAX_ROWS:
            raise Unreadable("sheet-too-large", size=f"{held:,}+", limit=f"{MAX_ROWS:,}")
        part = parts.get(name)
        sheets.append(
            Sheet(
                name=name,
                rows=tuple(tuple(None if value == "" else value for value in row) for row in values),
                hidden=hidden,
                merged=merged or (part.merged if part is not None else ()),
                faults=part.faults if part is not None else {},
            )
        )
    return tuple(sheets)


def _open(content: bytes) -> tuple[Any, list[tuple[str, bool]], set[int]]:
    """The workbook; its sheets, each with whether it is hidden; which of them are drawings and no sheets of cells."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        kept = [
            (entry.name, entry.visible != calamine.SheetVisibleEnum.Visible)
            if entry.typ == calamine.SheetTypeEnum.WorkSheet
            else (entry.name, True)
            for entry in book.sheets_metadata
        ]
    except calamine.PasswordError as error:
        raise Unreadable("sheet-encrypted") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("sheet-unreadable", why=_short(error)) from error
    except BaseException as error:
        raise _unless_panic(error) from error
    cells = calamine.SheetTypeEnum.WorkSheet
    return book, kept, {index for index, entry in enumerate(book.sheets_metadata) if entry.typ != cells}


def _values(
    book: Any, index: int, pictures: Container[int]
) -> tuple[list[list[Any]], tuple[tuple[int, int, int, int], ...]]:
    import python_calamine as calamine

    try:
        sheet = book.get_sheet_by_index(index)
        cells = sheet.total_height * sheet.total_width
        if cells > MAX_CELLS:
            raise Unreadable("sheet-too-large", size=f"{cells:,}", limit=f"{MAX_CELLS:,}")
        values = sheet.to_python(skip_empty_area=False)
        ranges = sheet.merged_cell_ranges or []
    except calamine.WorksheetNotFound as error:
        if index in pictures:
            return [], ()
        raise Unreadable("sheet-unreadable", why="sheet without its part") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("sheet-unreadable", why=_short(error)) from error
    except BaseException as error:
        raise _unless_panic(error) from error
    return values, tuple((top, left, bottom, right) for (top, left), (bottom, right) in ranges)


def _unless_panic(error: BaseException) -> BaseException:
    """calamine's PanicException derives from BaseException and cannot be imported; everything else goes on as it is."""
    if type(error).__name__ == "PanicException":
        return Unreadable("sheet-unreadable", why="calamine panicked")
    return error


def _short(error: BaseException) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


def _decoded(content: bytes) -> str | None:
    """Text in UTF-8, UTF-16 or Windows-1256 (what Arabic Excel writes); None where it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _try(content, encoding)
    if b"\x00" in content:
        return _utf16_without_mark(content)
    if _WORDS_OF_TEXT.search(content):
        return None
    return _try(content, "utf-8") or _try(content, "cp1256")


def _utf16_without_mark(content: bytes) -> str | None:
    if len(content) % 2 or len(content) < 4:
        return None
    even, odd = content[::2].count(0), content[1::2].count(0)
    if max(even, odd) < len(content) // 8:
        return None
    text = _try(content, "utf-16-le" if odd > even else "utf-16-be")
    return text if text is not None and "\x00" not in text else None


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _text_sheet(content: bytes, name: str) -> tuple[Sheet, ...]:
    text = _decoded(content)
    assert text is not None
    lines = text.splitlines()
    delimiter = _delimiter(lines)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable("sheet-unreadable", why=str(error)) from error
    if len(rows) > MAX_ROWS and (held := sum(map(any, rows))) > MAX_ROWS:
        raise Unreadable("sheet-too-large", size=f"{held:,}", limit=f"{MAX_ROWS:,}")
    cells = sum(map(len, rows))
    if cells > MAX_CELLS:
        raise Unreadable("sheet-too-large", size=f"{cells:,}", limit=f"{MAX_CELLS:,}")
    kept = tuple(tuple(value if value.strip() else None for value in row) for row in rows)
    return (Sheet(name.rsplit("/", 1)[-1].rsplit(".", 1)[0], kept, text=True),)


def _delimiter(lines: list[str]) -> str:
    """The sign that cuts most lines of the beginning into the same number of cells, more than one."""
    sample = [line for line in lines[:60] if line.strip()]

    def weight(sign: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=sign)]
        except csv.Error:
            return (0, 0)
        wide = [width for width in widths if width > 1]
        usual = max(set(wide), key=lambda width: (wide.count(width), width)) if wide else 0
        return (wide.count(usual), usual)

    return max(_DELIMITERS, key=weight) if sample else ","


def merged_cells(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Every covered position -> the position that holds the value."""
    return {
        (row, column): (top, left)
        for top, left, bottom, right in _bounded(sheet.merged, len(sheet.rows))
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def _bounded(merged: Iterable[tuple[int, int, int, int]], height: int) -> Iterable[tuple[int, int, int, int]]:
    """Merged cells within the rows that hold anything, no wider than a table: formatting can merge a whole sheet. Of
    cells that overlap, as no program writes them, so many are looked at as a sheet can bear."""
    rest = MAX_MERGED
    for top, left, bottom, right in merged:
        foot = min(bottom, height - 1)
        if right - left < 200 and top < height:
            rest -= (foot - top + 1) * (right - left + 1)
            if rest < 0:
                return
            yield top, left, foot, right
