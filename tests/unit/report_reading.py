"""Reads a rendered report back, as a person would see it: the cells of the workbook, the text of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tracker.model import Flag, Verdict
from tracker.wording import CLAIMS, FLAGS, VERDICTS

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "line", "rect", "circle", "path"}


@dataclass(frozen=True)
class Shown:
    """One duty as shown: its identifier, its unit's name, and verdict and flags read from their words."""

    obligation: str
    unit: str
    verdict: Verdict
    flags: frozenset[Flag]


def verdict_of(words: str, language: str) -> Verdict:
    if any(words == text[language] for text in CLAIMS.values()):
        return Verdict.CLAIMED
    return next(verdict for verdict, text in VERDICTS.items() if text[language] == words)


def flag_of(words: str, language: str) -> Flag:
    return next(flag for flag, text in FLAGS.items() if text[language] == words)


MARKS = dict.fromkeys((0x200E, 0x200F))
"""LRM and RLM, which nobody sees."""


def workbook(content: bytes) -> Any:
    """The workbook as a person reads it, without the marks of direction."""
    book = openpyxl.load_workbook(BytesIO(content))
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, str) and any(ord(letter) in MARKS for letter in cell.value):
            cell.value = cell.value.translate(MARKS)
    return book


def table_rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The lines of a sheet's one table, by heading."""
    (table,) = sheet.tables.values()
    head, *lines = sheet[table.ref]
    names = [cell.value for cell in head]
    return [dict(zip(names, (cell.value for cell in line), strict=True)) for line in lines]


def shown_in_sheet(sheet: Worksheet, language: str = "ar") -> list[Shown]:
    """The duties of a sheet, read from the columns of one language."""
    heads = {
        "ar": ("رمز الالتزام", "الجهة", "الحكم", "العلامات", "، "),
        "en": ("Obligation", "Unit", "Verdict", "Flags", ", "),
    }[language]
    obligation, unit, verdict, flags, joint = heads
    return [
        Shown(
            row.get(obligation) or row["رمز الالتزام"],
            row[unit],
            verdict_of(row[verdict], language),
            frozenset(flag_of(words, language) for words in (row[flags] or "").split(joint) if words),
        )
        for row in table_rows(sheet)
    ]


def block(sheet: Worksheet, heading: str) -> list[tuple[Any, ...]]:
    """The lines below a heading of the overview, up to the next empty one, without the head of its columns."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if row[0] == heading)
    found = []
    for row in rows[start + 2 :]:
        if row[0] is None:
            break
        found.append(row)
    return found


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def text(self) -> str:
        """The words below this node, without script, style and titles of charts, one space between."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in ("script", "style", "title", "svg"):
                yield from child._pieces()

    def all(self, tag: str | None = None, **wanted: str) -> list[Node]:
        """Every node below with a tag and attribute values (``class_`` asks for one class among them)."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if (tag is None or child.tag == tag) and child._has(wanted):
                    found.append(child)
                found += child.all(tag, **wanted)
        return found

    def one(self, tag: str | None = None, **wanted: str) -> Node:
        (found,) = self.all(tag, **wanted)
        return found

    def _has(self, wanted: dict[str, str]) -> bool:
        for name, value in wanted.items():
            if name == "class_":
                if value not in (self.attributes.get("class") or "").split():
                    return False
            elif self.attributes.get(name.replace("_", "-")) != value:
                return False
        return True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Node("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs), self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Node(tag, dict(attrs), self.at))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def page(content: bytes) -> Node:
    """The tree of a page whose tags are all closed in order (asserted)."""
    reader = _Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    assert reader.at is reader.root
    return reader.root


def words_of_chip(chip: Node) -> str:
    """A verdict's word, without the sign before it."""
    return " ".join(part.strip() for part in chip.children if isinstance(part, str)).strip()


def shown_in_page(view: Node) -> list[Shown]:
    """The duties of one language's register, read from their words and not from attributes."""
    language = view.attributes["lang"] or ""
    return [
        Shown(
            duty.all("th")[0].all("bdi")[0].text(),
            duty.all("td")[0].text(),
            verdict_of(words_of_chip(duty.all(class_="chip")[0]), language),
            frozenset(flag_of(flag.text(), language) for flag in duty.all(class_="flag")),
        )
        for duty in view.all("tbody", class_="duty")
    ]


def counted(shown: list[Shown]) -> Counter[Verdict]:
    return Counter(one.verdict for one in shown)
