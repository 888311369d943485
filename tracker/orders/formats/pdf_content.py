"""What a page of a PDF shows: each glyph with its text and place. Runs in a process of its own (``pdf_child``).

pdfminer.six opens the file and knows its fonts; the page's content is interpreted here, for two reasons: its own
interpreter drops ``/ActualText``, in which Chromium and LibreOffice keep the letters of ligatures and the marks over
them, and it needs 60 ms for a page of Chromium's, on which every glyph is moved by itself (docs/decisions/0044).
The model is that of ISO 32000-1, 9.4: text matrix, line matrix, spacings; coordinates in points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import atan2, pi
from typing import Any

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral

from tracker.orders.formats.pdf_drawing import Drawing, Rule
from tracker.orders.formats.pdf_file import Losses, data_of, pages_of, told
from tracker.orders.formats.pdf_kashida import strokes, without
from tracker.orders.formats.pdf_operators import operations

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


class TooLong(Exception):
    """More pages or glyphs than an order can have."""


Page = tuple[float, list[Rule], bool, list[Glyph]]
"""Width, drawn lines, whether it carries an image, glyphs."""


def pages(content: bytes) -> tuple[list[Page], Losses]:
    """The pages, and what of them could not be read. Raises what pdfminer raises, TooLong.

    Where something is lost, the file is read by looking for its objects; the reading that lost less counts.
    """
    try:
        found, losses = _read(content, scanned=False)
    except (PDFPasswordIncorrect, PDFEncryptionError, TooLong, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a damaged file makes pdfminer raise whatever its objects run into
        return _read(content, scanned=True)
    if losses.weight() == (0, 0):
        return found, losses
    try:
        again, fewer = _read(content, scanned=True)
    except Exception:  # noqa: BLE001 - as above; what was read counts
        return found, losses
    return (again, fewer) if fewer.weight() < losses.weight() else (found, losses)


def _read(content: bytes, *, scanned: bool) -> tuple[list[Page], Losses]:
    losses = Losses()
    found = list(_pages(content, losses, scanned=scanned))
    drawn = strokes([(shown.glyphs, shown.codes) for _, shown in found])
    return [
        (wide, shown.drawing.rules, shown.image, without(shown.glyphs, shown.codes, drawn)) for wide, shown in found
    ], losses


def _pages(content: bytes, losses: Losses, *, scanned: bool) -> Iterator[tuple[float, _Content]]:
    document, count = told(content, losses, scanned=scanned)
    if count is not None and count > MOST_PAGES:
        raise TooLong
    resources = PDFResourceManager()
    total = 0
    for number, page in enumerate(pages_of(document, count, losses)):
        if number >= MOST_PAGES:
            raise TooLong
        width, shown = _shown(page, resources, 0, MOST_GLYPHS - total, losses)
        turned = shown.turned()
        if turned:  # a landscape page printed on an upright one, or a page laid in the wrong way round
            width, shown = _shown(page, resources, turned, MOST_GLYPHS - total, losses)
        total += len(shown.glyphs)
        yield width, shown


def _shown(
    page: PDFPage, resources: PDFResourceManager, turn: int, most: int, losses: Losses
) -> tuple[float, _Content]:
    """A page as it is looked at, turned clockwise by so many degrees more: its width, what it shows."""
    x0, y0, x1, y1 = (float(resolve1(v)) for v in page.mediabox)
    turned: dict[int, tuple[Matrix, float]] = {
        90: ((0, -1, 1, 0, -y0, x1), y1 - y0),
        180: ((-1, 0, 0, -1, x1, y1), x1 - x0),
        270: ((0, 1, -1, 0, y1, -x0), y1 - y0),
    }
    upright: tuple[Matrix, float] = ((1, 0, 0, 1, -x0, -y0), x1 - x0)
    matrix, width = turned.get((page.rotate + turn) % 360, upright)
    shown = _Content(resources, min(MOST_ON_PAGE, most), losses)
    shown.run(b"\n".join(data_of(each, losses) for each in page.contents), dict_value(page.resources or {}), matrix, 0)
    return width, shown


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
    def __init__(self, resources: PDFResourceManager, most: int, losses: Losses) -> None:
        self.resources = resources
        self.losses = losses
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
                self._letters_told(dict_value(spec))
                known[name] = self.resources.get_font(key, dict_value(spec))
            return known.get(name)

        return font

    def _letters_told(self, spec: dict[str, Any]) -> None:
        """Notes a font that is not there, or whose map of letters is damaged."""
        if not spec:
            self.losses.note()
        letters = resolve1(spec.get("ToUnicode"))
        if isinstance(letters, PDFStream):
            data_of(letters, self.losses)

    def _show(self, state: _State, text: Matrix, pieces: Any) -> Matrix:
        """Glyphs of a string or of an array of strings and moves; the text matrix behind them."""
        font, size, scale = state.font, state.size, state.scale
        if font is None:
            if any(isinstance(piece, bytes) and piece for piece in pieces):
                self.losses.note()
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
            self.run(data_of(found, self.losses), inner, _times(form, matrix), depth + 1)


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
