"""A Word document as text: paragraphs with the numbers of their lists, tables, heads and feet of pages, notes.

Read with the standard library: ``python-docx`` brings lxml and computes no list numbers, which are half of the work.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from tracker.orders.formats.docx_numbering import Counter, W, integer, numbering, value
from tracker.orders.formats.rows import row_lines

MOST_PARTS = 5_000
MOST_BYTES = 24 << 20
"""Of one part, unpacked: an order of a thousand pages has less."""
DEPTH = 100
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DROPPED = frozenset(
    f"{W}{n}" for n in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "rt")
)
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_BULLET_ONLY = re.compile(r"[\s\-–|/.]*[0-9٠-٩]*[\s\-–|/.]*")


class Damaged(Exception):
    """No document that Word would open."""


class Bomb(Exception):
    """Unpacks to more than any order."""


class OtherKind(Exception):
    """A package of another kind; the argument names it."""


class _Strict(TreeBuilder):
    """No document types: entities that unfold into gigabytes come by them, and Word never writes one."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 - the parser's call
        raise Bomb


def text_of(content: bytes) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Text, and (offset, page) as Word last laid the pages out; no pages where it did not write them down.

    Raises Damaged, Bomb, OtherKind.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _Reader(package).text()
    except (zipfile.BadZipFile, zlib.error, ParseError, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise Damaged from error
    except (ValueError, OSError) as error:  # zipfile: broken offsets, names
        raise Damaged from error


class _Reader:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.names = set(package.namelist())
        if len(self.names) > MOST_PARTS:
            raise Bomb
        self.main = self._main()
        self.folder = self.main.rpartition("/")[0]
        self.counter = Counter(numbering(self._part(f"{self.folder}/numbering.xml")))
        self.styles = self._styles(self._part(f"{self.folder}/styles.xml"))
        self.breaks: list[tuple[int, int]] = []  # number of the line, pages begun in it before its end
        self.lines: list[str] = []
        self.turned = 0

    def text(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        root = self._part(self.main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise Damaged
        head, foot = self._edges(body)
        self.lines += head
        pages: list[tuple[int, int]] = [(0, 1)]
        length = sum(len(line) + 1 for line in head)
        for line, turned in self._blocks(body, 0):
            if turned:
                pages.append((length, pages[-1][1] + turned))
            self.lines.append(line)
            length += len(line) + 1
        self.lines += foot
        for name in ("footnotes", "endnotes"):
            notes = self._part(f"{self.folder}/{name}.xml")
            if notes is not None:
                self.lines += [line for line, _ in self._blocks(notes, 0)]
        return "\n".join(self.lines), tuple(pages) if len(pages) > 1 else ()

    def _main(self) -> str:
        relations = self._part("_rels/.rels")
        for each in relations.iter(_RELATION) if relations is not None else ():
            if each.get("Type", "").endswith("/officeDocument"):
                target = each.get("Target", "").lstrip("/")
                if target in self.names and not target.endswith("document.xml") and not target.startswith("word/"):
                    raise OtherKind("xlsx/pptx")
                if target in self.names:
                    return target
        if "word/document.xml" not in self.names:
            raise OtherKind("odt" if "content.xml" in self.names else "zip")
        return "word/document.xml"

    def _part(self, name: str) -> Element | None:
        if name not in self.names:
            return None
        with self.package.open(name) as opened:
            data = opened.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Bomb
        parser = XMLParser(target=_Strict())
        parser.feed(data)
        root = parser.close()
        return root if isinstance(root, Element) else None

    def _styles(self, root: Element | None) -> dict[str, tuple[str | None, str | None, int | None]]:
        """Style -> (what it is based on, its list, its level)."""
        found: dict[str, tuple[str | None, str | None, int | None]] = {}
        for style in root.iter(f"{W}style") if root is not None else ():
            own = style.find(f"{W}pPr/{W}numPr")
            level = value(own, "ilvl") if own is not None else None
            found[style.get(f"{W}styleId", "")] = (
                value(style, "basedOn"),
                value(own, "numId") if own is not None else None,
                integer(level, 0) if level is not None else None,
            )
        return found

    def _edges(self, body: Element) -> tuple[list[str], list[str]]:
        """The lines of the heads and of the feet of the pages, each once."""
        relations = self._part(f"{self.folder}/_rels/{self.main.rpartition('/')[2]}.rels")
        targets = {
            each.get("Id", ""): f"{self.folder}/{each.get('Target', '')}"
            for each in (relations.iter(_RELATION) if relations is not None else ())
        }
        out: dict[str, list[str]] = {"headerReference": [], "footerReference": []}
        for section in body.iter(f"{W}sectPr"):
            first = section.find(f"{W}titlePg") is not None
            for kind, lines in out.items():
                references = {r.get(f"{W}type", "default"): r for r in section.iterfind(f"{W}{kind}")}
                for name in ("first", "default") if first else ("default",):
                    root = (
                        self._part(targets.get(references[name].get(f"{_R}id", ""), "")) if name in references else None
                    )
                    new = [line for line, _ in self._blocks(root, 0)] if root is not None else []
                    lines += [line for line in new if line not in lines and not _BULLET_ONLY.fullmatch(line)]
        return out["headerReference"], out["footerReference"]

    def _blocks(self, parent: Element, depth: int) -> Iterator[tuple[str, int]]:
        """The lines of a part in order, each with the number of pages that begin with it."""
        if depth > DEPTH:
            raise Damaged
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tr":
                # A generator inside a cell would lose the pages it begins.
                turned, cells = 0, []
                for cell in child.iter(f"{W}tc") if child.find(f"{W}tc") is None else child.iterfind(f"{W}tc"):
                    found = list(self._blocks(cell, depth + 1))
                    turned += sum(n for _, n in found)
                    cells.append([line for line, _ in found])
                for line in row_lines(cells):
                    yield line, turned
                    turned = 0
            elif child.tag == _CHOICE:
                if len(child):
                    yield from self._blocks(child[0], depth + 1)
            elif child.tag not in _DROPPED:
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[tuple[str, int]]:
        boxes: list[Element] = []
        text, turned = self._runs(paragraph, boxes)
        mark = self._mark(paragraph) if text.strip() else ""
        for n, line in enumerate(text.split("\n")):
            if line.strip():
                shown = f"{mark} {line.strip()}" if mark and n == 0 else line.strip()
                yield shown, turned
                turned = 0
        for box in boxes:
            yield from self._blocks(box, depth + 1)

    def _mark(self, paragraph: Element) -> str:
        settings = paragraph.find(f"{W}pPr")
        if settings is None:
            return ""
        own = settings.find(f"{W}numPr")
        number = value(own, "numId") if own is not None else None
        level = value(own, "ilvl") if own is not None else None
        depth = integer(level, 0) if level is not None else None
        style, steps = value(settings, "pStyle"), 0
        while style is not None and style in self.styles and (number is None or depth is None) and steps < DEPTH:
            style, inherited, inherited_depth = self.styles[style]
            number = inherited if number is None else number
            depth = inherited_depth if depth is None else depth
            steps += 1
        return self.counter.mark(number, depth or 0) if number not in (None, "0") and number is not None else ""

    def _runs(self, paragraph: Element, boxes: list[Element]) -> tuple[str, int]:
        """The shown text of a paragraph; the text boxes that hang on it; how many pages begin in it."""
        out: list[str] = []
        turned = 0
        fields: list[list[str]] = []  # open fields: their instruction, and whether the result is being shown
        pending: list[tuple[Element, int]] = [(child, 0) for child in reversed(paragraph)]
        while pending:
            node, depth = pending.pop()
            if depth > DEPTH:
                raise Damaged
            name = node.tag.removeprefix(W)
            if name == "fldChar":
                kind = node.get(f"{W}fldCharType")
                if kind == "begin":
                    fields.append([""])
                elif kind == "end" and fields:
                    fields.pop()
            elif name == "instrText" and fields:
                fields[-1][0] += node.text or ""
            elif (
                (name == "fldSimple" and _PAGE_FIELD.match(node.get(f"{W}instr", "")))
                or node.tag in _DROPPED
                or any(_PAGE_FIELD.match(field[0]) for field in fields)
            ):
                continue
            elif name == "txbxContent":
                boxes.append(node)
            elif name == "t":
                out.append(node.text or "")
            elif name in _SIGNS:
                out.append(_SIGNS[name])
            elif name == "sym":
                out.append(_symbol(node))
            elif name == "lastRenderedPageBreak":
                turned += 1
            elif name == "r" and _hidden(node):
                continue
            elif node.tag == _CHOICE:
                pending += [(child, depth + 1) for child in node[:1]]
            else:
                pending += [(child, depth + 1) for child in reversed(node)]
        return "".join(out), turned


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def _symbol(node: Element) -> str:
    code = node.get(f"{W}char", "")
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    return chr(number) if 0x20 <= number < 0xD800 else "•" if number else ""


def _hidden(run: Element) -> bool:
    flag = run.find(f"{W}rPr/{W}vanish")
    return flag is not None and flag.get(f"{W}val", "1") not in ("0", "false", "off")
