"""What a page of a PDF shows: each glyph with its text and place. Runs in a process of its own (``pdf_child``).

pdfminer.six opens the file and knows its fonts; the page's content is interpreted here, for two reasons: its own
interpreter drops ``/ActualText``, in which Chromium and LibreOffice keep the letters of ligatures and the marks over
them, and it needs 60 ms for a page of Chromium's, on which every glyph is moved by itself (docs/decisions/0044).
The model is that of ISO 32000-1, 9.4: text matrix, line matrix, spacings; coordinates in points.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from math import atan2, pi
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import PSLiteral

from tracker.orders.formats.pdf_drawing import Drawing, Rule
from tracker.orders.formats.pdf_kashida import strokes, without

Matrix = tuple[float, float, float, float, float, float]
Glyph = tuple[str, float, float, float, float]
"""Text, left, right, baseline (from the foot of the page), size. A negative size: not upright."""

Code = tuple[int, int]
"""A font, and the number of a glyph in it."""

UNKNOWN = "\ufffd"
MOST_GLYPHS = 2_000_000
MOST_ON_PAGE = 60_000
MOST_PAGES = 500
DEPTH = 12
MOSTLY = 0.8
"""Of the text of a page: where so much of it stands in one direction, that one is upright."""
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_TOKEN = re.compile(
    rb"[\s\0]*(?:%[^\r\n]*[\s\0]*)*(?:"
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(?P<name>/[^\s\0<>\[\](){}/%]*)"
    rb"|(?P<open><<)|(?P<close>>>)"
    rb"|<(?P<hex>[^<>]*)>"
    rb"|(?P<sign>[\[\]{}])"
    rb"|\((?P<text>(?:[^()\\]|\\.)*)\)"
    rb"|(?P<nested>\()"
    rb"|(?P<word>[^\s\0<>\[\](){}/%]+)"
    rb"|(?P<stray>[<>)]))",
    re.S,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\s\S]))")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


class TooLong(Exception):
    """More pages or glyphs than an order can have."""


def pages(content: bytes) -> list[tuple[float, list[Rule], bool, list[Glyph]]]:
    """Width, drawn lines, whether it carries an image, glyphs: of each page. Raises what pdfminer raises, TooLong."""
    found = list(_pages(content))
    drawn = strokes([(shown.glyphs, shown.codes) for _, shown in found])
    return [
        (wide, shown.drawing.rules, shown.image, without(shown.glyphs, shown.codes, drawn)) for wide, shown in found
    ]


def _pages(content: bytes) -> Iterator[tuple[float, _Content]]:
    document = PDFDocument(PDFParser(io.BytesIO(content)))
    told = resolve1(dict_value(document.catalog.get("Pages") or {}).get("Count"))
    if isinstance(told, int) and told > MOST_PAGES:
        raise TooLong
    resources = PDFResourceManager()
    total = 0
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= MOST_PAGES:
            raise TooLong
        width, shown = _shown(page, resources, 0, MOST_GLYPHS - total)
        turned = shown.turned()
        if turned:  # a landscape page printed on an upright one, or a page laid in the wrong way round
            width, shown = _shown(page, resources, turned, MOST_GLYPHS - total)
        total += len(shown.glyphs)
        yield width, shown


def _shown(page: PDFPage, resources: PDFResourceManager, turn: int, most: int) -> tuple[float, _Content]:
    """A page as it is looked at, turned clockwise by so many degrees more: its width, what it shows."""
    x0, y0, x1, y1 = (float(resolve1(v)) for v in page.mediabox)
    turned: dict[int, tuple[Matrix, float]] = {
        90: ((0, -1, 1, 0, -y0, x1), y1 - y0),
        180: ((-1, 0, 0, -1, x1, y1), x1 - x0),
        270: ((0, 1, -1, 0, y1, -x0), y1 - y0),
    }
    upright: tuple[Matrix, float] = ((1, 0, 0, 1, -x0, -y0), x1 - x0)
    matrix, width = turned.get((page.rotate + turn) % 360, upright)
    shown = _Content(resources, min(MOST_ON_PAGE, most))
    shown.run(_joined(page.contents), dict_value(page.resources or {}), matrix, 0)
    return width, shown


def _joined(contents: list[Any]) -> bytes:
    return b"\n".join(stream_value(each).get_data() for each in contents)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """``m`` applied first, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


class _State:
    """The part of the graphics state that text needs."""

    __slots__ = ("char_space", "font", "leading", "matrix", "rise", "scale", "size", "word_space")

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.font: PDFFont | None = None
        self.size = self.char_space = self.word_space = self.leading = self.rise = 0.0
        self.scale = 1.0

    def copy(self) -> _State:
        other = _State(self.matrix)
        for name in ("font", "size", "char_space", "word_space", "leading", "rise", "scale"):
            setattr(other, name, getattr(self, name))
        return other


class _Content:
    def __init__(self, resources: PDFResourceManager, most: int) -> None:
        self.resources = resources
        self.most = most
        self.glyphs: list[Glyph] = []
        self.codes: list[Code | None] = []
        self.directions: Counter[int] = Counter()  # in quarters of a turn against the clock
        self.drawing = Drawing()
        self.image = False
        self.marks: list[str | None] = []
        self.actual: list[Glyph] | None = None
        self.letters: dict[Code, tuple[str, float, Code]] = {}

    def turned(self) -> int:
        """By how many degrees clockwise the page must be turned for its text to stand upright: 0, 90, 180 or 270."""
        quarter, count = self.directions.most_common(1)[0] if self.directions else (0, 0)
        return quarter % 4 * 90 if count > MOSTLY * self.directions.total() else 0

    def run(self, data: bytes, resources: dict[str, Any], matrix: Matrix, depth: int) -> None:
        fonts = self._fonts(resources)
        state, saved = _State(matrix), list[_State]()
        text, line = _IDENTITY, _IDENTITY
        for operator, args in operations(data):
            if operator == "Tj" and args:
                text = self._show(state, text, (args[0],))
            elif operator == "TJ" and args and isinstance(args[0], list):
                text = self._show(state, text, args[0])
            elif operator in ("Td", "TD") and len(args) >= 2:
                if operator == "TD":
                    state.leading = -_number(args[1])
                text = line = _times((1, 0, 0, 1, _number(args[0]), _number(args[1])), line)
            elif operator == "Tm" and len(args) >= 6:
                a, b, c, d, e, f = (_number(v) for v in args[:6])
                text = line = (a, b, c, d, e, f)
            elif operator == "Tf" and len(args) >= 2:
                state.font, state.size = fonts(str(args[0])[1:]), _number(args[1])
            elif operator in ("BDC", "BMC"):
                self._begin(args[1] if len(args) > 1 else None, resources)
            elif operator == "EMC":
                self._end()
            elif operator == "BT":
                text = line = _IDENTITY
            elif operator == "T*":
                text = line = _times((1, 0, 0, 1, 0, -state.leading), line)
            elif operator in ("'", '"') and args:
                if operator == '"' and len(args) >= 3:
                    state.word_space, state.char_space = _number(args[0]), _number(args[1])
                line = _times((1, 0, 0, 1, 0, -state.leading), line)
                text = self._show(state, line, (args[-1],))
            elif operator == "q":
                saved.append(state.copy())
            elif operator == "Q" and saved:
                state = saved.pop()
            elif operator == "cm" and len(args) >= 6:
                a, b, c, d, e, f = (_number(v) for v in args[:6])
                state.matrix = _times((a, b, c, d, e, f), state.matrix)
            elif operator in _SETTINGS and args:
                name, factor = _SETTINGS[operator]
                setattr(state, name, _number(args[0]) * factor)
            elif operator == "Do" and args:
                self._object(str(args[0]), resources, state.matrix, depth)
            elif operator == "BI":
                self.image = True
            else:
                self.drawing.take(operator, args, state.matrix)

    def _fonts(self, resources: dict[str, Any]) -> Any:
        known: dict[str, PDFFont] = {}
        specs = dict_value(resources.get("Font") or {})

        def font(name: str) -> PDFFont | None:
            if name not in known and name in specs:
                spec = specs[name]
                key = spec.objid if isinstance(spec, PDFObjRef) else None
                known[name] = self.resources.get_font(key, dict_value(spec))
            return known.get(name)

        return font

    def _show(self, state: _State, text: Matrix, pieces: Any) -> Matrix:
        """Glyphs of a string or of an array of strings and moves; the text matrix behind them."""
        font, size, scale = state.font, state.size, state.scale
        if font is None:
            return text
        whole = _times(text, state.matrix)
        a, b, c, d, e, f = whole
        upright = a > 0 and abs(b) <= 0.1 * a
        self.directions[0 if upright else round(atan2(b, a) / (pi / 2))] += sum(
            len(piece) for piece in pieces if isinstance(piece, bytes)
        )
        height = round(abs(size) * (c * c + d * d) ** 0.5, 2)
        lift_x, lift_y = state.rise * c, state.rise * d
        into = self.glyphs if self.actual is None else self.actual
        vertical = font.is_vertical()
        across = 0.0
        for piece in pieces:
            if not isinstance(piece, bytes):
                across -= _number(piece) / 1000 * size * scale
                continue
            for code in font.decode(piece):
                letters, width, key = self._letters(font, code)
                step = (width * size + state.char_space) * scale
                if code == 32 and len(piece) and state.word_space and not font.is_multibyte():
                    step += state.word_space * scale
                x, y = e + across * a + lift_x, f + across * b + lift_y
                end = x + width * size * scale * a
                into.append(
                    (letters, round(min(x, end), 2), round(max(x, end), 2), round(y, 2), height if upright else -height)
                )
                if self.actual is None:
                    self.codes.append(key)
                across += 0.0 if vertical else step
        if len(self.glyphs) > self.most:
            raise TooLong
        return _times((1, 0, 0, 1, across, 0), text)

    def _letters(self, font: PDFFont, code: int) -> tuple[str, float, Code]:
        key = (id(font), code)
        if key not in self.letters:
            try:
                letters = font.to_unichr(code)
            except PDFUnicodeNotDefined:
                letters = UNKNOWN
            letters = UNKNOWN if letters.startswith("(cid:") or letters == "\0" else letters
            self.letters[key] = letters, font.char_width(code), key
        return self.letters[key]

    def _begin(self, properties: Any, resources: dict[str, Any]) -> None:
        if isinstance(properties, str):
            properties = resolve1(dict_value(resources.get("Properties") or {}).get(properties[1:]))
        said = properties.get("ActualText") if isinstance(properties, dict) else None
        said = resolve1(said)
        actual = _spoken(said) if isinstance(said, bytes) and self.actual is None else None
        self.marks.append(actual)
        if actual is not None:
            self.actual = []

    def _end(self) -> None:
        actual = self.marks.pop() if self.marks else None
        if actual is None or self.actual is None:
            return
        drawn, self.actual = self.actual, None
        if not drawn:
            return
        widest = max(drawn, key=lambda g: g[2] - g[1])
        if actual:
            left, right = min(g[1] for g in drawn), max(g[2] for g in drawn)
            self.glyphs.append((actual, left, right, widest[3], widest[4]))
            self.codes.append(None)

    def _object(self, name: str, resources: dict[str, Any], matrix: Matrix, depth: int) -> None:
        found = resolve1(dict_value(resources.get("XObject") or {}).get(name[1:]))
        if not isinstance(found, PDFStream):
            return
        kind = found.get("Subtype")
        if isinstance(kind, PSLiteral) and kind.name == "Image":
            self.image = True
        elif depth < DEPTH:
            own = [_number(resolve1(v)) for v in list_value(found.get("Matrix") or list(_IDENTITY))]
            inner = dict_value(found.get("Resources")) if found.get("Resources") else resources
            form: Matrix = (own[0], own[1], own[2], own[3], own[4], own[5])
            self.run(found.get_data(), inner, _times(form, matrix), depth + 1)


_SETTINGS = {
    "Tc": ("char_space", 1.0),
    "Tw": ("word_space", 1.0),
    "Tz": ("scale", 0.01),
    "TL": ("leading", 1.0),
    "Ts": ("rise", 1.0),
}


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _spoken(value: bytes) -> str:
    """A text string of the file: UTF-16 or UTF-8 with its mark, else Latin 1."""
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if value.startswith(mark):
            return value[len(mark) :].decode(encoding, "replace")
    return value.decode("latin-1")


def operations(data: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Operators of a content stream with their operands: numbers, bytes, names (with ``/``), lists, maps."""
    stack: list[list[Any]] = [[]]
    position, length = 0, len(data)
    while position < length:
        found = _TOKEN.match(data, position)
        if found is None:
            return
        position = found.end()
        kind, value = found.lastgroup, found.group(found.lastgroup or 0)
        if kind == "number":
            stack[-1].append(float(value))
        elif kind == "word":
            word = value.decode("latin-1")
            if len(stack) == 1:
                yield word, stack[0]
                stack = [[]]
                if word == "BI":
                    position = _behind_image(data, position)
            else:
                stack[-1].append(word)
        elif kind == "hex":
            stack[-1].append(_hex(value))
        elif kind == "text":
            stack[-1].append(_unescaped(value))
        elif kind == "name":
            stack[-1].append(value.decode("latin-1"))
        elif kind == "nested":
            text, position = _nested(data, position)
            stack[-1].append(_unescaped(text))
        elif value in (b"[", b"<<"):
            stack.append([])
        elif value in (b"]", b">>") and len(stack) > 1:
            inner = stack.pop()
            if value == b">>":
                stack[-1].append({str(k)[1:]: v for k, v in zip(inner[::2], inner[1::2], strict=False)})
            else:
                stack[-1].append(inner)


def _behind_image(data: bytes, position: int) -> int:
    """Behind the data of an inline image, which are no operators."""
    found = re.compile(rb"\sEI(?=[\s\0]|$)").search(data, position)
    return found.end() if found is not None else len(data)


def _nested(data: bytes, position: int) -> tuple[bytes, int]:
    """A string with brackets in it, from behind its first."""
    depth, start = 1, position
    for found in re.compile(rb"\\.|[()]", re.S).finditer(data, position):
        depth += {b"(": 1, b")": -1}.get(found.group(), 0)
        if depth == 0:
            return data[start : found.start()], found.end()
    return data[start:], len(data)


def _unescaped(value: bytes) -> bytes:
    if b"\\" not in value:
        return value
    return _ESCAPE.sub(
        lambda m: bytes((int(m.group(1), 8) & 255,)) if m.group(1) else _ESCAPED.get(m.group(2), m.group(2)), value
    )


def _hex(value: bytes) -> bytes:
    digits = bytes(c for c in value if c in b"0123456789abcdefABCDEF")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
