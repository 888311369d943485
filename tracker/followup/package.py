"""What a workbook's package says before its values are read: how large it really is, and what calamine does not show.

A zip member is read through its declared size, so a member that lies about it fails its checksum here (a zip bomb is
refused, not unpacked). Cells with content are counted by their addresses: two cells at opposite corners would make a
reader reserve seventeen thousand million.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

from tracker.followup.extent import Extent, Outside, number

MAX_UNPACKED = 1_000_000_000
"""Bytes of XML in one workbook."""
MAX_CELLS = 30_000_000
"""Cells from A1 to the last cell with content, in one sheet: every row of Excel by 28 columns."""

_CHUNK = 4_000_000
_LONGEST_ROW = 100_000_000
_LARGEST_TREE = 16_000_000
"""Bytes of the part that names the sheets."""
_END = 6
"""Bytes of the end of a row."""
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*(?<!/))>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)\b[^>]*>(.*?)</(?:\w+:)?(?:v|is)>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/>|>)", re.DOTALL)
_ODS_NAME = re.compile(rb'\btable:name="([^"]*)"')
_ODS_DOWN = re.compile(rb'number-rows-spanned="(\d{1,7})"')
_ODS_OVER = re.compile(rb'number-columns-spanned="(\d{1,7})"')
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_SHEETS = "xl/worksheets/"


class Unreadable(Exception):
    """A file that is refused: a code of ``findings`` and its values."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet's part. ``faults``: position from 0 -> (code, what stands there). ``merged``: of ods alone, which
    calamine does not tell, as (top, left, bottom, right)."""

    faults: Mapping[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()


class _Package:
    """A zip whose faults are the file's, told apart from ours: only the library's calls stand inside the guard."""

    def __init__(self, content: bytes) -> None:
        with _guard():
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        names = [name.lower() for name in self._archive.namelist()]
        if len(set(names)) < len(names):
            # Programs differ in which one they read: what is measured here would not be what is shown.
            raise Unreadable("sheet-unreadable", why="parts of one name")
        self.sizes = {entry.filename: entry.file_size for entry in self._archive.infolist()}

    def pieces(self, member: str) -> Iterator[bytes]:
        """A member in pieces. A member longer than it declares fails its checksum at the end."""
        with _guard():
            stream = self._archive.open(member)
        while True:
            with _guard():
                piece = stream.read(_CHUNK)
            if not piece:
                return
            yield piece

    def read(self, member: str) -> bytes:
        return b"".join(self.pieces(member))


@contextmanager
def _guard() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Unreadable("sheet-unreadable", why=str(error) or type(error).__name__) from error


def kind(content: bytes) -> str | None:
    """xlsx or ods by the members of the package, encrypted, or None; a broken package counts as what it begins with."""
    try:
        archive = _Package(content)
        typed = archive.read("mimetype") if 0 < archive.sizes.get("mimetype", 0) < 200 else b""
        if b"opendocument.spreadsheet" in typed:
            return "encrypted" if _ods_encrypted(archive) else "ods"
    except Unreadable:
        return "ods" if b"opendocument.spreadsheet" in content[:200] else "xlsx"
    if "xl/workbook.bin" in archive.sizes or typed:
        return None
    return "xlsx" if any(name.startswith("xl/") for name in archive.sizes) else None


def measure(content: bytes, family: str) -> Mapping[str, Part]:
    """Sheet name -> its part, for xlsx and ods; {} for xls. Raises Unreadable past a limit and for a broken zip."""
    if family == "xls":
        return {}
    archive = _Package(content)
    unpacked = sum(size for name, size in archive.sizes.items() if name.endswith((".xml", ".rels")))
    if unpacked > MAX_UNPACKED:
        raise Unreadable("sheet-too-large", size=f"{unpacked:,} B", limit=f"{MAX_UNPACKED:,} B")
    _read_shared(archive)
    if family == "ods":
        return _measure_ods(archive)
    return {
        name: _scan(archive.pieces(member), named=not name.startswith("\0"))
        for name, member in _sheet_members(archive).items()
    }


def _ods_encrypted(archive: _Package) -> bool:
    manifest = "META-INF/manifest.xml"
    return 0 < archive.sizes.get(manifest, 0) < 1_000_000 and b"encryption-data" in archive.read(manifest)


def _read_shared(archive: _Package) -> None:
    """Reads the shared members through once: one that is longer than it declares fails here."""
    for name in archive.sizes:
        if name.endswith(".xml") and not name.startswith(_SHEETS):
            for _ in archive.pieces(name):
                pass


def _sheet_members(archive: _Package) -> dict[str, str]:
    """Sheet name -> member. Members that no sheet names are scanned too, under their own names, for their size."""
    unnamed = {name for name in archive.sizes if name.startswith(_SHEETS) and name.endswith(".xml")}
    named: dict[str, str] = {}
    for sheet, member in _links(archive):
        if member in unnamed:
            unnamed.discard(member)
            named[sheet] = member
    return {**{f"\0{name}": name for name in sorted(unnamed)}, **named}


def _links(archive: _Package) -> list[tuple[str, str]]:
    """(sheet's name, member) as the workbook says; [] where it cannot be read, which calamine will say better."""
    book, links = (_tree(archive, name) for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"))
    if book is None or links is None:
        return []
    targets = {link.get("Id"): (link.get("Target") or "").lstrip("/") for link in links}
    found = []
    for sheet in book.iter():
        if sheet.tag.rsplit("}", 1)[-1] == "sheet":
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
            target = targets.get(link, "")
            found.append((sheet.get("name") or "", target if target.startswith("xl/") else f"xl/{target}"))
    return found


def _tree(archive: _Package, member: str) -> ElementTree.Element | None:
    if member not in archive.sizes:
        return None
    if archive.sizes[member] > _LARGEST_TREE:
        raise Unreadable("sheet-too-large", size=f"{archive.sizes[member]:,} B", limit=f"{_LARGEST_TREE:,} B")
    try:
        return ElementTree.fromstring(archive.read(member))
    except ElementTree.ParseError:
        return None


def _scan(pieces: Iterator[bytes], *, named: bool) -> Part:
    """The extent and the faults of one sheet, block by block, each of whole cells. ``named``: the workbook names it, so
    that it must have cells, be it none."""
    extent = Extent()
    begun = False
    faults: dict[tuple[int, int], tuple[str, str]] = {}
    for block in _blocks(pieces):
        begun = begun or b"sheetData" in block
        try:
            extent.take(block)
        except Outside as error:
            raise Unreadable("sheet-unreadable", why="cell outside of every sheet") from error
        if b't="e"' in block or b"<f" in block or b":f" in block:
            faults.update(_faults(block))
    if extent.height * extent.width > MAX_CELLS:
        raise Unreadable("sheet-too-large", size=f"{extent.height:,} × {extent.width:,}", limit=f"{MAX_CELLS:,}")
    if named and not begun:
        raise Unreadable("sheet-unreadable", why="sheet without its part")
    return Part(faults)


def _blocks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut where a row ends, so that no cell is in two blocks."""
    rest = bytearray()
    for piece in pieces:
        begun = max(0, len(rest) - _END)  # what came before has no end of a row, but for half of one
        rest += piece
        cut = max(rest.rfind(b"</row>", begun), rest.rfind(b":row>", begun))
        if cut >= 0:
            yield bytes(rest[:cut])
            del rest[:cut]
        elif len(rest) > _LONGEST_ROW:
            raise Unreadable("sheet-too-large", size=f"{len(rest):,} B", limit=f"{_LONGEST_ROW:,} B")
    yield bytes(rest)


def _faults(block: bytes) -> dict[tuple[int, int], tuple[str, str]]:
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for attributes, body in _CELL.findall(block):
        place = _REFERENCE.search(attributes)
        if place is None:
            continue
        position = (int(place[2]) - 1, number(place[1]) - 1)
        value, formula = _VALUE.search(body), _FORMULA.search(body)
        if b't="e"' in attributes:
            found[position] = ("cell-error", value[1].decode("utf-8", "replace") if value else "#ERROR")
        elif formula is not None and value is None:
            found[position] = ("formula-without-value", "=" + (formula[1] or b"").decode("utf-8", "replace")[:80])
    return found


def _measure_ods(archive: _Package) -> Mapping[str, Part]:
    """Cells with content, as often as they are repeated; empty ones repeated to the sheet's edge cost nothing."""
    if "content.xml" not in archive.sizes:
        raise Unreadable("sheet-unreadable", why="content.xml")
    text = archive.read("content.xml")
    parts = {}
    for table in text.split(b"<table:table ")[1:]:
        height = width = 0
        merged = []
        for attributes, body in _ODS_ROW.findall(table):
            across = last = 0
            for cell, end in _ODS_CELL.findall(body):
                down, over = _span(cell) if b"spanned" in cell else (1, 1)
                if down * over > 1:
                    merged.append((height, across, height + down - 1, across + over - 1))
                across += _times(cell)
                if end == b">" or b"office:value" in cell:
                    last = across
            height += _times(attributes)
            if last:
                width = max(width, last)
                if height * width > MAX_CELLS:
                    raise Unreadable("sheet-too-large", size=f"{height:,} × {width:,}", limit=f"{MAX_CELLS:,}")
        name = _ODS_NAME.search(table)
        if name is not None:
            parts[unescape(name[1].decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"})] = Part(
                merged=tuple(merged)
            )
    return parts


def _span(attributes: bytes) -> tuple[int, int]:
    """(rows, columns) that a cell of ods covers."""
    down, over = _ODS_DOWN.search(attributes), _ODS_OVER.search(attributes)
    return int(down[1]) if down else 1, int(over[1]) if over else 1


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
