"""Writes PDFs: every object is known by its number, and can be left out, changed or put in a circle.

Arabic is written as programs write it: glyphs from left to right as they stand on paper, their letters told by the
font's map (``/ToUnicode``).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

_STARTS = re.compile(rb"(?:^|[\r\n ])(\d+) 0 obj\b")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
SIZE, LEADING, LEFT, RIGHT, TOP = 12, 22, 60, 535, 780


def order(lines: Sequence[str], table: Sequence[Sequence[str]], *, packed: bool) -> bytes:
    """An order on two pages: its lines on the first, a table with drawn cells on the second."""
    letters = "".join(sorted({c for line in (*lines, *(cell for row in table for cell in row)) for c in line}))
    one = "".join(_line(line, letters, LEFT, RIGHT, TOP - n * LEADING) for n, line in enumerate(lines))
    width = (RIGHT - LEFT) / len(table[0])
    two = []
    for n, row in enumerate(table):
        cells = row[::-1] if _ARABIC.search("".join(row)) else row
        for m, cell in enumerate(cells):
            left = LEFT + m * width
            two.append(f"{left} {TOP - n * LEADING - 7} {width} {LEADING} re S\n")
            two.append(_line(cell, letters, left + 3, left + width - 3, TOP - n * LEADING))
    return written(objects(letters, [one, "".join(two)]), packed=packed)


def objects(letters: str, pages: Sequence[str]) -> dict[int, bytes]:
    """The objects of a file: 1 catalogue, 2 tree of pages, 3 to 6 the font, then for each page it and its content."""
    known = [f"<{n:04x}> <{ord(c):04x}>" for n, c in enumerate(letters, 1)]
    blocks = [known[n : n + 100] for n in range(0, len(known), 100)]
    maps = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in blocks)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange\n<0000> <ffff>\n"
        f"endcodespacerange\n{maps}endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    found = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"",
        3: b"<</Type/Font/Subtype/Type0/BaseFont/Naskh/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        4: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Naskh/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 500/FontDescriptor 5 0 R>>",
        5: b"<</Type/FontDescriptor/FontName/Naskh/Flags 4/Ascent 800/Descent -200/FontBBox[0 -200 1000 800]>>",
        6: stream(cmap.encode()),
    }
    kids = []
    for content in pages:
        number = max(found) + 1
        kids.append(b"%d 0 R" % number)
        found[number] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (number + 1)
        )
        found[number + 1] = stream(content.encode(), deflated=True)
    found[2] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(kids))
    return found


def stream(content: bytes, *, deflated: bool = False, more: bytes = b"") -> bytes:
    """A stream object; ``more``: further entries of its dictionary."""
    if deflated:
        content, more = zlib.compress(content), b"/Filter/FlateDecode" + more
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), more, content)


def _line(text: str, letters: str, left: float, right: float, y: float) -> str:
    """The operators that show a line; Arabic ends at the right, its glyphs and figures as they stand on paper."""
    shown = text
    if _ARABIC.search(text):
        figures = re.compile(r"[0-9][0-9/]*")
        shown = figures.sub(lambda found: found.group()[::-1], text)[::-1].translate(str.maketrans("()", ")("))
        left = right - len(text) * 0.5 * SIZE
    codes = "".join(f"{letters.index(c) + 1:04x}" for c in shown)
    return f"BT /F1 {SIZE} Tf 1 0 0 1 {left:.1f} {y:.1f} Tm <{codes}> Tj ET\n"


def written(found: dict[int, bytes], *, packed: bool = False, root: int = 1) -> bytes:
    """The file: a table of places, or objects in streams with a stream of places (ISO 32000-1, 7.5.8)."""
    return _packed(found, root) if packed else _plain(found, root)


def _plain(found: dict[int, bytes], root: int, trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in found.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(out), max(found, default=0) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        used = number in places
        out += b"%010d %05d %b \n" % (places.get(number, 0), 0 if used else 65535, b"n" if used else b"f")
    out += b"trailer\n<</Size %d/Root %d 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, start)
    return bytes(out)


def _packed(found: dict[int, bytes], root: int) -> bytes:
    bare = {number: body for number, body in found.items() if not body.endswith(b"endstream")}
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in found.items():
        if number not in bare:
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    holder = max(found) + 50  # beyond what a reference to an object that was taken out still names
    heads, bodies = [], bytearray()
    for index, (number, body) in enumerate(bare.items()):
        heads.append(b"%d %d" % (number, len(bodies)))
        bodies += body + b"\n"
        places[number] = (2, holder, index)
    head = b" ".join(heads) + b"\n"
    places[holder] = (1, len(out), 0)
    more = b"/Type/ObjStm/N %d/First %d" % (len(bare), len(head))
    out += b"%d 0 obj\n%b\nendobj\n" % (holder, stream(head + bytes(bodies), deflated=True, more=more))
    start = len(out)
    places[holder + 1] = (1, start, 0)
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + rest.to_bytes(2, "big")
        for _, (kind, place, rest) in sorted(places.items())
    )
    index = b" ".join(b"%d 1" % number for number in sorted(places))
    more = b"/Type/XRef/Size %d/W[1 4 2]/Index[%b]/Root %d 0 R" % (holder + 2, index, root)
    out += b"%d 0 obj\n%b\nendobj\n" % (holder + 1, stream(rows, deflated=True, more=more))
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def taken_apart(content: bytes) -> dict[int, bytes]:
    """The objects of a file, with those that are packed in streams; what cannot be unpacked is left as it is."""
    found: dict[int, bytes] = {}
    starts = list(_STARTS.finditer(content))
    for begun in starts:
        end = content.find(b"endobj", begun.end())
        if end > 0:
            found[int(begun.group(1))] = content[begun.end() : end].strip()
    for number, body in list(found.items()):
        if b"/ObjStm" in body[:400]:
            del found[number]
            found |= _unpacked(body)
        elif re.search(rb"/Type\s*/XRef\b", body[:400]):
            del found[number]
    return found


def _unpacked(body: bytes) -> dict[int, bytes]:
    head, _, rest = body.partition(b"stream")
    first, count = (re.search(rb"/%b\s+(\d+)" % name, head) for name in (b"First", b"N"))
    if first is None or count is None:
        return {}
    try:
        inner = zlib.decompressobj().decompress(rest.lstrip(b"\r\n"))
    except zlib.error:
        return {}
    numbers = [int(n) for n in inner[: int(first[1])].split()[: 2 * int(count[1])]]
    ends = [*numbers[3::2], len(inner)]
    return {
        number: inner[int(first[1]) + place : int(first[1]) + end].strip()
        for number, place, end in zip(numbers[::2], numbers[1::2], ends, strict=False)
    }
