"""Opens a PDF and notes what of its pages cannot be had: objects that are not there, streams that break off.

pdfminer passes over both without a word; of an order nothing may go so. Where something is lost the file is read once
more by looking for its objects instead of believing its table of places and the lengths of its streams: after a bad
copy these are wrong more often than what they point to.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFBaseXRef, PDFDocument, PDFNoValidXRef
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_FLATE_DECODE,
    PDFObjectNotFound,
    PDFObjRef,
    PDFStream,
    dict_value,
    resolve1,
)

_ROOT = re.compile(rb"/Root\s+(\d{1,9})\s+\d+\s+R\b")
PIECE = 128
"""Packed bytes that are unpacked at once: so many are lost before a fault at the most."""
HEADER, CHECKSUM = 2, 4
"""Bytes before and behind what is packed."""


class Losses:
    """``pages``: from 1, of which something could not be read; 0 stands for what belongs to no page.
    ``pages_missing``: how many pages the file says it has more than there are."""

    def __init__(self) -> None:
        self.page = 0
        self.pages: set[int] = set()
        self.pages_missing = 0

    def note(self) -> None:
        self.pages.add(self.page)

    def weight(self) -> tuple[int, int]:
        """Less is better."""
        return self.pages_missing, len(self.pages)


class _Root(PDFBaseXRef):
    """Where a file with a stream of places begins: pdfminer does not look for it when it looks for objects."""

    def __init__(self, document: PDFDocument, number: int) -> None:
        self.root = PDFObjRef(document, number)

    def get_trailer(self) -> dict[str, Any]:
        return {"Root": self.root}

    def get_objids(self) -> Iterator[int]:
        return iter(())

    def get_pos(self, objid: int) -> tuple[int | None, int, int]:
        raise KeyError(objid)

    def load(self, parser: PDFParser) -> None:  # noqa: ARG002 - the interface; nothing is read
        return


class _Document(PDFDocument):
    """``scanned``: objects are looked for in the whole file."""

    def __init__(self, content: bytes, losses: Losses, *, scanned: bool) -> None:
        self.losses, self.scanned = losses, scanned
        # Under a lock more is needed than the place of the root.
        self.roots = _ROOT.findall(content) if b"/Encrypt" not in content else []
        super().__init__(PDFParser(io.BytesIO(content)))

    def find_xref(self, parser: PDFParser) -> int:
        if not self.scanned:
            return super().find_xref(parser)
        if self.roots:
            self.xrefs.append(_Root(self, int(self.roots[-1])))
        raise PDFNoValidXRef("not asked")

    def getobj(self, objid: int) -> object:
        try:
            return super().getobj(objid)
        except PDFObjectNotFound:
            self.losses.note()
            raise


def told(content: bytes, losses: Losses, *, scanned: bool) -> tuple[PDFDocument, int | None]:
    """The document, and how many pages it says it has."""
    document = _Document(content, losses, scanned=scanned)
    count = resolve1(dict_value(document.catalog.get("Pages") or {}).get("Count"))
    return document, count if isinstance(count, int) and not isinstance(count, bool) else None


def pages_of(document: PDFDocument, count: int | None, losses: Losses) -> Iterator[PDFPage]:
    """The pages in order. While one is worked on, what is lost is noted as its own."""
    number = 0
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        losses.page = number
        yield page
        losses.page = 0
    losses.pages_missing = max(0, (count or 0) - number)


def data_of(stream: Any, losses: Losses) -> bytes:
    """The data of a stream as far as it can be unpacked."""
    stream = resolve1(stream)
    if not isinstance(stream, PDFStream):
        losses.note()
        return b""
    if stream.rawdata is None or [name for name, _ in _filters(stream)] != ["Flate"]:
        return bytes(stream.get_data())
    raw = stream.rawdata
    if stream.decipher and stream.objid is not None and stream.genno is not None:
        raw = stream.decipher(stream.objid, stream.genno, raw, stream.attrs)
    data, whole = unpacked(raw)
    if not whole:
        losses.note()
    return data


def _filters(stream: PDFStream) -> list[tuple[str, Any]]:
    """The packings of a stream; one that needs more than to be unpacked is left to pdfminer."""
    return [
        ("Flate" if name in LITERALS_FLATE_DECODE and not (parms and "Predictor" in parms) else "other", parms)
        for name, parms in stream.get_filters()
    ]


def unpacked(raw: bytes) -> tuple[bytes, bool]:
    """What can be unpacked (RFC 1950), and whether that is all and as it was: a missing checksum loses nothing, a wrong
    one shows that something was changed."""
    inflating, out = zlib.decompressobj(-zlib.MAX_WBITS), []
    try:
        for start in range(HEADER, len(raw), PIECE):
            out.append(inflating.decompress(raw[start : start + PIECE]))
            if inflating.eof:
                break
    except zlib.error:
        return b"".join(out), False
    data = b"".join(out)
    told = (inflating.unused_data + raw[start + PIECE :])[:CHECKSUM] if inflating.eof else b""
    same = len(told) < CHECKSUM or int.from_bytes(told, "big") == zlib.adler32(data)
    return data, inflating.eof and same
