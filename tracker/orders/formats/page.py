"""The visible text of an HTML page: one line a block, lists with their numbers, rows of tables as lines. Pure.

The tags are found here and not by ``html.parser``, whose time grows with the square of the length on pages that open
tags, comments or attributes and never close them (80 KB: two minutes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tracker.orders.formats.numbers import written
from tracker.orders.formats.raised import raised
from tracker.orders.formats.rows import Cell, Table

HIDDEN = frozenset(
    [
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "svg",
        "object",
        "iframe",
        "select",
        "textarea",
        "del",
        "s",
        "strike",
    ]
)
_BLOCKS = """
    address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul"""
BLOCKS = frozenset(_BLOCKS.split())
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_PARAGRAPH_ENDS = BLOCKS - {"br", "body", "html"}
ENDED = {
    "p": _PARAGRAPH_ENDS,
    "li": frozenset(["li"]),
    "td": frozenset(["td", "th", "tr"]),
    "th": frozenset(["td", "th", "tr"]),
    "tr": frozenset(["tr", "tbody", "tfoot"]),
    "dd": frozenset(["dd", "dt"]),
    "dt": frozenset(["dd", "dt"]),
}
"""What ends an element whose own end may be left out."""
_OUTER = frozenset(["ul", "ol", "table", "div", "body", "html", "section", "article", "dl", "td", "tr", "tbody"])
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?[.#]?[\w-]+", re.I)
_SHEET = re.compile(r"<style\b[^>]{0,500}>", re.I)
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS = {
    "arabic-indic": "arabicIndic",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z-]+)\s*(?:;|!|$)", re.I)
_UNSHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size)\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:[;!}]|$)",
    re.I,
)
_OWN_NUMBER = re.compile(r"\s*[(\[]?(?:[0-9٠-٩]{1,3}|[A-Za-z]|[أ-ي])[)\]]?\s*[-–—.):ـ/]")
DEPTH = 60
"""How deep tables are read as tables; deeper ones are blocks."""


class _List:
    def __init__(self, style: str | None, number: int, step: int) -> None:
        self.style, self.number, self.step = style, number, step


class _Page:
    def __init__(self, unshown: frozenset[str] = frozenset()) -> None:
        self.unshown = unshown  # 'p', '.class' and '#id' that a style sheet hides
        self.lines: list[list[str]] = [[]]  # the innermost open cell last
        self.parts: list[str] = []
        self.raised: int | None = None  # the part with which what stands raised begins
        self.rows: list[list[list[str]]] = []
        self.row_of: list[int] = []  # for each open row, how many tables were open around it
        self.spans: list[list[tuple[int, int]]] = []  # of the cells of each open row: over how many columns and rows
        self.tables: list[Table] = []
        self.lists: list[_List] = []
        self.hidden: list[str] = []
        self.depth = 0  # open elements of the name that hides
        self.kept = 0  # open <pre>
        self.mark: str | None = None

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "body":
            self.hidden = []
        if self.hidden and self.hidden[0] in ENDED and tag in ENDED[self.hidden[0]] and self.depth == 1:
            # The end of a paragraph or of an item may be left out: the next one ends what is hidden.
            self.hidden = []
        if self.hidden:
            self.depth += tag == self.hidden[0]
            return
        unshown = (
            ("hidden" in given and given["hidden"].lower() != "false")
            or _UNSHOWN.search(given.get("style", "")[:1000]) is not None
            or any(name in self.unshown for name in _names(tag, given))
        )
        if tag in HIDDEN or (unshown and tag not in _VOID and tag not in ("body", "html")):
            if tag in BLOCKS:
                self._break()
            self.hidden, self.depth = [tag], 1
            return
        if tag in BLOCKS:
            self._break()
        if tag == "sup":
            self.raised = len(self.parts)
        elif tag in ("ol", "ul"):
            self.lists.append(_list(tag, given))
        elif tag == "li":
            self._item(given)
        elif tag == "pre":
            self.kept += 1
        elif tag == "table":
            self.tables.append(Table())
        elif tag == "tr" and len(self.rows) < DEPTH:
            self._close_rows()
            self.rows.append([])
            self.spans.append([])
            self.row_of.append(len(self.tables))
            self.lines.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append([])
            self.spans[-1].append((_span(given, "colspan"), _span(given, "rowspan")))
            self.lines[-1] = self.rows[-1][-1]

    def end(self, tag: str) -> None:
        if self.hidden and self.hidden[0] in ENDED and tag in _OUTER and self.depth == 1:
            self.hidden = []
        if self.hidden:
            self.depth -= tag == self.hidden[0]
            if self.depth == 0 or (tag == "head" and self.hidden[0] == "head"):
                self.hidden = []
            return
        if tag in BLOCKS:
            self._break()
        if tag == "sup" and self.raised is not None:
            self.parts[self.raised :] = [raised("".join(self.parts[self.raised :]))]
            self.raised = None
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "pre":
            self.kept = max(0, self.kept - 1)
        elif tag == "tr":
            self._close_rows()
        elif tag == "table" and self.tables:
            self._close_rows()
            self.tables.pop()

    def _close_rows(self) -> None:
        """The open row of this table, with those of tables inside it that were not closed."""
        while self.row_of and self.row_of[-1] >= len(self.tables):
            self._close_row()

    def _close_row(self) -> None:
        number = self.row_of.pop()
        cells = [Cell(lines, *spans) for lines, spans in zip(self.rows.pop(), self.spans.pop(), strict=True)]
        self.lines.pop()
        table = self.tables[number - 1] if 0 < number <= len(self.tables) else Table()
        self.lines[-1] += table.row(cells)

    def data(self, data: str) -> None:
        if self.hidden:
            return
        if not self.kept:
            self.parts.append(re.sub(r"\s+", " ", data))
            return
        for n, line in enumerate(data.split("\n")):
            if n:
                self._break()
            self.parts.append(line)

    def _item(self, given: dict[str, str]) -> None:
        if not self.lists:
            return
        current = self.lists[-1]
        value = given.get("value", "")
        if re.fullmatch(r"-?\d{1,6}", value):
            current.number = int(value)
        if current.style is None:
            self.mark = "• "
        elif current.style == "none":
            self.mark = None
        else:
            self.mark = f"{written(current.style, current.number)}. "
        current.number += current.step

    def _break(self) -> None:
        line = re.sub(r"[ \t]+", " ", "".join(self.parts)).strip()
        self.parts = []
        self.raised = None
        if not line:
            return
        if self.mark is not None:
            line = line if _OWN_NUMBER.match(line) else self.mark + line
            self.mark = None
        self.lines[-1].append(line)

    def finish(self) -> str:
        self._break()
        while self.rows:
            self._close_row()
        return "\n".join(line for lines in self.lines for line in lines)


def _span(given: dict[str, str], name: str) -> int:
    text = given.get(name, "")
    return max(1, int(text)) if re.fullmatch(r"[0-9]{1,4}", text) else 1


def _list(tag: str, given: dict[str, str]) -> _List:
    css = _LIST_STYLE.search(given.get("style", "")[:1000])
    named = _CSS.get(css.group(1).lower()) if css is not None else None
    start = int(given["start"]) if re.fullmatch(r"-?\d{1,6}", given.get("start", "")) else 1
    style = named or (_STYLES.get(given.get("type", ""), "decimal") if tag == "ol" else None)
    return _List(style, start, 1)


_RAW = {name: re.compile(f"</{name}", re.I) for name in ("script", "style", "textarea", "title", "iframe", "noscript")}
_TAG = re.compile(r"<(?=[A-Za-z!?/])")
_NAME = re.compile(r"</?([A-Za-z][^\s/>]{0,60})")
_INSIDE = re.compile(r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:-]*+)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++))?")
LONGEST_TAG = 2_000
"""Within so many signs quotes are respected; the ``>`` of a longer tag is taken where it stands."""


def _pieces(source: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """('data', text, {}), ('start', name, attributes) and ('end', name, {}) in order. Linear in the length."""
    position = 0
    while position < len(source):
        begun = _TAG.search(source, position)
        opening = begun.start() if begun is not None else -1
        if opening != position:
            yield "data", unescape(source[position : opening if opening >= 0 else len(source)]), {}
        if opening < 0:
            return
        name = _NAME.match(source, opening)
        if name is None:
            mark = "-->" if source.startswith("<!--", opening) else ">"
            close = source.find(mark, opening + 2)
            position = close + len(mark) if close >= 0 else len(source)
            continue
        inside = _INSIDE.match(source, name.end(), name.end() + LONGEST_TAG)
        close = inside.end() if inside is not None else source.find(">", name.end()) + 1
        if close == 0:
            return
        tag = name.group(1).lower()
        position = close
        if source[opening + 1] == "/":
            yield "end", tag, {}
            continue
        found = _ATTRIBUTE.findall(source[name.end() : min(close, name.end() + LONGEST_TAG)])
        yield "start", tag, {key.lower(): unescape(value.strip("\"'")) for key, value in found}
        if tag in _RAW:
            end = _RAW[tag].search(source, position)
            position = end.start() if end is not None else len(source)


def _hidden_names(source: str) -> frozenset[str]:
    """The selectors of one name that the style sheets of a page do not show."""
    out: set[str] = set()
    for opening in _SHEET.finditer(source):
        end = source.find("<", opening.end())
        for rule in _RULE.finditer(
            source[opening.end() : min(end if end >= 0 else len(source), opening.end() + 100_000)]
        ):
            if _UNSHOWN.search(rule.group(2)) and "@" not in rule.group(1):
                names = (each.strip() for each in rule.group(1).split(","))
                out |= {name.lower() for name in names if _SELECTOR.fullmatch(name)}
    return frozenset(out - {"body", "html"})


def _names(tag: str, given: dict[str, str]) -> list[str]:
    """How a style sheet may name an element."""
    own = [f".{name.lower()}" for name in given.get("class", "").split()[:50]]
    own += [f"#{given['id'].lower()}"] if "id" in given else []
    return [tag, *own, *(tag + name for name in own)]


def text_of(source: str) -> str:
    """What a reader sees of a page. Scripts, styles and hidden parts are dropped."""
    page = _Page(_hidden_names(source))
    for kind, value, given in _pieces(source):
        if kind == "data":
            page.data(value)
        elif kind == "start":
            page.start(value, given)
        else:
            page.end(value)
    return page.finish()
