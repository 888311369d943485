"""The parts of a Word package: found by what refers to them, read within limits, and missed where they are not."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser

from tracker.orders.formats.docx_numbering import W

MOST_PARTS = 5_000
MOST_BYTES, MOST_TOTAL = 16 << 20, 32 << 20
"""Of one part and of all that are read, unpacked: an order of four hundred pages has less."""
MOST_ELEMENTS, DEEPEST = 1_000_000, 1_000
"""Of all parts: each takes some three hundred bytes of memory, however short it is written."""
READ = ("header", "footer", "footnotes", "endnotes", "numbering", "styles")
"""Kinds of parts of which text is made."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT, _USUAL = "{http://purl.oclc.org/ooxml/", "{http://schemas.openxmlformats.org/"


class Damaged(Exception):
    """No document that Word would open."""


class Bomb(Exception):
    """Unpacks to more than any order."""


class OtherKind(Exception):
    """A package of another kind; the argument names it."""


class _Builder(TreeBuilder):
    """No document types: entities that unfold into gigabytes come by them, and Word never writes one. The names of the
    strict kind of Word's files (ISO 29500, 'Strict Open XML') are read as the usual ones."""

    def __init__(self, counted: list[int]) -> None:
        super().__init__()
        self.counted = counted
        self.depth = 0
        self.strict: bool | None = None

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:  # noqa: ARG002 - the parser's call
        raise Bomb

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.counted[0] += 1
        self.depth += 1
        if self.counted[0] > MOST_ELEMENTS:
            raise Bomb
        if self.depth > DEEPEST:
            raise Damaged
        if self.strict is None:
            self.strict = tag.startswith(_STRICT)
        if self.strict:
            tag, attrs = _usual(tag), {_usual(name): value for name, value in attrs.items()}
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(_usual(tag) if self.strict else tag)


def _usual(name: str) -> str:
    if not name.startswith(_STRICT):
        return name
    room, _, rest = name.removeprefix(_STRICT).partition("/")
    return f"{_USUAL}{room}/2006/{rest}"


class Package:
    """``missing``: names of parts that the document refers to and that are not there, in the order met."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.unpacked = 0
        self.elements = [0]
        self.missing: dict[str, None] = {}
        self.names: dict[str, str] = {}
        for name in archive.namelist():
            plain = _plain(name)
            if plain in self.names:
                # Of two parts of one name programs read different ones: what is read here is not what others see.
                raise Damaged
            self.names[plain] = name
        if len(self.names) > MOST_PARTS:
            raise Bomb
        self.main = self._main()
        self.folder, _, own = self.main.rpartition("/")
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self._relate(self.part(f"{self.folder}/_rels/{own}.rels"))

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self.names

    def _main(self) -> str:
        relations = self.part("_rels/.rels")
        for each in relations.iter(_RELATION) if relations is not None else ():
            if each.get("Type", "").endswith("/officeDocument"):
                target = each.get("Target", "").lstrip("/")
                if target in self and not target.endswith("document.xml") and not target.startswith("word/"):
                    raise OtherKind("xlsx/pptx")
                if target in self:
                    return target
        if "word/document.xml" in self:
            return "word/document.xml"
        if any(name.startswith("word/") for name in self.names):
            raise Damaged
        raise OtherKind("odt" if "content.xml" in self else "xlsx" if "xl/workbook.xml" in self else "zip")

    def _relate(self, relations: Element | None) -> None:
        for each in relations.iter(_RELATION) if relations is not None else ():
            kind = each.get("Type", "").rpartition("/")[2]
            if kind not in READ or each.get("TargetMode") == "External":
                continue
            target = each.get("Target", "")
            path = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
            self.targets[each.get("Id", "")] = path
            self.kinds.setdefault(kind, path)
            if path not in self:
                self.missing[path] = None

    def of_kind(self, kind: str, *, needed: bool) -> Element | None:
        """The one part of a kind, as ``footnotes``. ``needed``: the document refers to it."""
        path = self.kinds.get(kind, f"{self.folder}/{kind}.xml")
        root = self.part(path)
        if root is not None and root.tag != f"{W}{kind}":
            root, needed = None, True
        if root is None and needed:
            self.missing[path] = None
        return root

    def edge(self, reference: str, kind: str) -> Element | None:
        """A head or a foot of pages. ``kind``: ``hdr`` or ``ftr``."""
        path = self.targets.get(reference, "")
        root = self.part(path) if path else None
        if root is None or root.tag != f"{W}{kind}":
            self.missing[path or {"hdr": "header", "ftr": "footer"}[kind]] = None
            return None
        return root

    def part(self, name: str) -> Element | None:
        """A part as a tree; None where there is none of that name."""
        if name not in self:
            return None
        with self.archive.open(self.names[_plain(name)]) as opened:
            data = opened.read(MOST_BYTES + 1)
        self.unpacked += len(data)
        if len(data) > MOST_BYTES or self.unpacked > MOST_TOTAL:
            raise Bomb
        parser = XMLParser(target=_Builder(self.elements))
        parser.feed(data)
        root = parser.close()
        return root if isinstance(root, Element) else None


def _plain(name: str) -> str:
    """Names of parts are compared without case (ISO 29500-2); some programs write the other stroke."""
    return name.replace("\\", "/").lstrip("/").lower()


def first_used(body: Element, names: Mapping[str, str]) -> set[str]:
    """Which kinds of parts a body refers to: element -> kind."""
    return {kind for element, kind in names.items() if next(body.iter(f"{W}{element}"), None) is not None}
