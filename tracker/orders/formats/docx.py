"""A Word document as text: paragraphs with the numbers of their lists, tables, heads and feet of pages, notes.

Read with the standard library: ``python-docx`` brings lxml and computes no list numbers, which are half of the work.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from tracker.orders.formats.docx_numbering import Counter, W, gone, integer, numbering, on, value
from tracker.orders.formats.docx_package import Bomb, Damaged, Package, first_used
from tracker.orders.formats.docx_pages import HARD, MARKS, SOFT, bare, leading, unmarked
from tracker.orders.formats.raised import raised
from tracker.orders.formats.rows import Cell, Table

MOST_EDGES = 200
"""Heads and feet: of three kinds each, of more sections than an order has."""
DEPTH = 100
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DROPPED = frozenset(
    f"{W}{n}" for n in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "rt")
)
_PAGE_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.I)
_BULLET_ONLY = re.compile(r"[\s\-–|/.]*[0-9٠-٩]*[\s\-–|/.]*")


def text_of(content: bytes) -> tuple[str, tuple[tuple[int, int], ...], tuple[str, ...]]:
    """Text; (offset, page) as Word last laid the pages out, no pages where it did not write them down; names of parts
    that the text refers to and that are not there.

    Raises Damaged, Bomb, OtherKind.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            reader = _Reader(Package(archive))
            return (*reader.text(), tuple(reader.package.missing))
    except (zipfile.BadZipFile, zlib.error, ParseError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Damaged from error
    except (LookupError, ValueError, OSError) as error:  # a coding that does not exist; zipfile: broken offsets, names
        raise Damaged from error


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.numbering_root = package.of_kind("numbering", needed=False)
        self.counter = Counter(numbering(self.numbering_root))
        self.styles_root = package.of_kind("styles", needed=False)
        self.styles = self._styles(self.styles_root)
        self.hidden = _hidden_styles(self.styles_root)
        self.sections: list[Element] = []
        self.held = ""  # text of paragraphs whose end was deleted
        self.pending = ""  # pages that begin before the next line
        self.tables: list[Table] = []  # those that are open
        self.notes: dict[str, str] = {}  # the marks of the notes that were referred to, by their numbers in the file
        self.note = ""  # the mark of the note that is being read

    def text(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        root = self.package.part(self.package.main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise Damaged
        head, foot = self._edges(body)
        self.sections = list(body.iter(f"{W}sectPr"))
        lines = [*head, *self._blocks(body, 0)]
        if self.held.strip():
            lines.append(self.held.strip())
        lines += foot
        used = first_used(body, {"footnoteReference": "footnotes", "endnoteReference": "endnotes"})
        for name in ("footnotes", "endnotes"):
            notes = self.package.of_kind(name, needed=name in used)
            for note in notes if notes is not None else ():
                self.note = self.notes.get(note.get(f"{W}id", ""), "") if name == "footnotes" else ""
                lines += self._blocks(note, 0)
        return unmarked("\n".join(lines))

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
        out: dict[str, dict[str, None]] = {"headerReference": {}, "footerReference": {}}
        read: set[str] = set()
        for section in body.iter(f"{W}sectPr"):
            first = section.find(f"{W}titlePg") is not None
            for kind, lines in out.items():
                references = {r.get(f"{W}type", "default"): r for r in section.iterfind(f"{W}{kind}")}
                for name in ("first", "default") if first else ("default",):
                    reference = references[name].get(f"{_R}id", "") if name in references else ""
                    # A document of many sections names the same parts again and again.
                    if name not in references or reference in read:
                        continue
                    read.add(reference)
                    if len(read) > MOST_EDGES:
                        raise Bomb
                    root = self.package.edge(reference, "hdr" if kind == "headerReference" else "ftr")
                    new = [bare(line) for line in self._blocks(root, 0)] if root is not None else []
                    lines.update({line: None for line in new if not _BULLET_ONLY.fullmatch(line)})
        return list(out["headerReference"]), list(out["footerReference"])

    def _blocks(self, parent: Element, depth: int) -> Iterator[str]:
        """The lines of a part in order, with marks where pages begin."""
        if depth > DEPTH:
            raise Damaged
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tr":
                if not gone(child.find(f"{W}trPr")):
                    yield from self._row(child, depth)
            elif child.tag == _CHOICE:
                if len(child):
                    yield from self._blocks(child[0], depth + 1)
            elif child.tag == f"{W}tbl":
                self.tables.append(Table())
                yield from self._blocks(child, depth + 1)
                self.tables.pop()
            elif child.tag not in _DROPPED:
                yield from self._blocks(child, depth + 1)

    def _row(self, row: Element, depth: int) -> Iterator[str]:
        settings = row.find(f"{W}trPr")
        before = integer(value(settings, "gridBefore"), 0) if settings is not None else 0
        cells = [Cell((), across=before)] if before > 0 else []
        table = self.tables[-1] if self.tables else Table()
        turned = False
        for cell in row.iter(f"{W}tc") if row.find(f"{W}tc") is None else row.iterfind(f"{W}tc"):
            settings = cell.find(f"{W}tcPr")
            if gone(settings):
                continue
            lines = list(self._blocks(cell, depth + 1))
            # A row that goes on overleaf says so in each of its cells.
            shown = [bare(line) for line in lines] if turned else lines
            turned = turned or any(bare(line) != line for line in lines)
            across = integer(value(settings, "gridSpan"), 1) if settings is not None else 1
            merged = settings.find(f"{W}vMerge") if settings is not None else None
            cells.append(Cell(shown, across, continued=merged is not None and merged.get(f"{W}val") != "restart"))
        yield from table.row(cells)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[str]:
        boxes: list[Element] = []
        settings = paragraph.find(f"{W}pPr")
        style = value(settings, "pStyle") if settings is not None else None
        text = self.held + self._runs(paragraph, boxes, hidden=self._inherits(style, self.hidden))
        before = settings.find(f"{W}pageBreakBefore") if settings is not None else None
        if before is not None and on(before):
            text = HARD + text
        section = settings.find(f"{W}sectPr") if settings is not None else None
        self.held = ""
        if settings is not None and settings.find(f"{W}rPr/{W}del") is not None:
            self.held = text
            text = ""
        mark = self._mark(paragraph) if bare(text).strip() else ""
        for line in text.split("\n"):
            shown = bare(line).strip()
            if not shown:
                self.pending += "".join(c for c in line if c in MARKS)
                continue
            begun = self.pending + line[: leading(line)]
            self.pending = ""
            yield (
                "".join(c for c in begun if c in MARKS) + (f"{mark} " if mark else "") + line[leading(line) :].rstrip()
            )
            mark = ""
        if section is not None and self._next_page(section):
            self.pending += HARD
        for box in boxes:
            yield from self._blocks(box, depth + 1)

    def _next_page(self, section: Element) -> bool:
        """Whether the section after this one begins on a page of its own."""
        number = next((n for n, each in enumerate(self.sections) if each is section), -1)
        after = self.sections[number + 1 : number + 2]
        return bool(after) and (value(after[0], "type") or "nextPage") not in ("continuous", "nextColumn")

    def _inherits(self, style: str | None, names: frozenset[str]) -> bool:
        """Whether a style, or one that it is based on, is one of these."""
        for _ in range(DEPTH):
            if style is None or style in names:
                return style is not None
            style = self.styles.get(style, (None, None, None))[0]
        return False

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
        if number is None or number == "0":
            return ""
        if self.numbering_root is None:
            self.package.of_kind("numbering", needed=True)
        return self.counter.mark(number, depth or 0)

    def _runs(self, paragraph: Element, boxes: list[Element], *, hidden: bool) -> str:
        """The shown text of a paragraph with marks where pages begin; ``boxes`` takes those that hang on it."""
        out: list[str] = []
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
                out.append(bare(node.text or ""))
            elif name == "footnoteReference" and node.get(f"{W}customMarkFollows", "0") in ("0", "false", "off"):
                out.append(self.notes.setdefault(node.get(f"{W}id", ""), raised(str(len(self.notes) + 1))))
            elif name == "footnoteRef":
                out.append(self.note)
            elif name == "r" and _mark_of_note(node) is not None:
                out.append(_mark_of_note(node) or "")
            elif name == "br" and node.get(f"{W}type") in ("page", "column"):
                out.append(HARD if node.get(f"{W}type") == "page" else " ")
            elif name in _SIGNS:
                out.append(_SIGNS[name])
            elif name == "sym":
                out.append(_symbol(node))
            elif name == "lastRenderedPageBreak":
                out.append(SOFT)
            elif name == "r" and self._unshown(node, hidden=hidden):
                out += [SOFT for _ in node.iter(f"{W}lastRenderedPageBreak")]
            elif node.tag == _CHOICE:
                pending += [(child, depth + 1) for child in node[:1]]
            else:
                pending += [(child, depth + 1) for child in reversed(node)]
        return "".join(out)

    def _unshown(self, run: Element, *, hidden: bool) -> bool:
        """Whether a run is hidden, by itself or through a style, or struck out."""
        settings = run.find(f"{W}rPr")
        if settings is None:
            return hidden
        struck = (settings.find(f"{W}strike"), settings.find(f"{W}dstrike"))
        if any(flag is not None and on(flag) for flag in struck):
            return True
        own = settings.find(f"{W}vanish")
        return on(own) if own is not None else hidden or self._inherits(value(settings, "rStyle"), self.hidden)


def _mark_of_note(run: Element) -> str | None:
    """Raised figures, where a run is nothing else."""
    settings = run.find(f"{W}rPr")
    if settings is None:
        return None
    if value(settings, "vertAlign") != "superscript" and integer(value(settings, "position"), 0) <= 0:
        return None
    inner = [child for child in run if child.tag != f"{W}rPr"]
    text = "".join(child.text or "" for child in inner)
    mark = raised(text)
    return mark if mark != text and all(child.tag == f"{W}t" for child in inner) else None


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def _symbol(node: Element) -> str:
    code = node.get(f"{W}char", "")
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    return chr(number) if 0x20 <= number < 0xD800 else "•" if number else ""


def _hidden_styles(root: Element | None) -> frozenset[str]:
    flags = (
        (style.get(f"{W}styleId", ""), style.find(f"{W}rPr/{W}vanish"))
        for style in (root.iter(f"{W}style") if root is not None else ())
    )
    return frozenset(name for name, flag in flags if flag is not None and on(flag))
