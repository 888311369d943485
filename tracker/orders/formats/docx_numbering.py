"""The numbers that Word shows before the paragraphs of lists: computed, not stored (ISO 29500-1, 17.9). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tracker.orders.formats.numbers import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style_id: str | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """``lists``: number of a list -> (its abstract one, its levels, levels that begin anew with this list)."""

    lists: Mapping[str, tuple[str, tuple[Level, ...], Mapping[int, int]]]


class Counter:
    """The state of all lists while paragraphs go by in order."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()

    def mark(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list at a level; '' for none."""
        found = self.numbering.lists.get(number)
        if found is None or not 0 <= depth < LEVELS:
            return ""
        abstract, levels, anew = found
        counts = self.counts.setdefault(abstract, [None] * LEVELS)
        if number not in self.begun:
            self.begun.add(number)
            for begun, start in anew.items():
                counts[begun] = start - 1
        level = levels[depth]
        current = counts[depth]
        counts[depth] = level.start if current is None else current + 1
        for lower in range(depth + 1, LEVELS):
            restart = levels[lower].restart
            if restart is None or depth < restart:
                counts[lower] = None
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = levels[upper].start
        if level.style == "bullet":
            return "•"

        def shown(place: re.Match[str]) -> str:
            at = int(place.group(1)) - 1
            style = "decimal" if level.legal and at < depth else levels[at].style
            return written(style, counts[at] or 0) if counts[at] is not None else ""

        return _PLACE.sub(shown, level.text).strip()


def numbering(root: Element | None) -> Numbering:
    """The lists of ``numbering.xml``."""
    if root is None:
        return Numbering({})
    abstracts = {each.get(f"{W}abstractNumId", ""): each for each in root.iter(f"{W}abstractNum")}
    by_style = {
        link.get(f"{W}val", ""): abstract
        for abstract in abstracts.values()
        if (link := abstract.find(f"{W}styleLink")) is not None
    }
    lists: dict[str, tuple[str, tuple[Level, ...], Mapping[int, int]]] = {}
    for entry in root.iter(f"{W}num"):
        reference = entry.find(f"{W}abstractNumId")
        name = reference.get(f"{W}val", "") if reference is not None else ""
        abstract_ = abstracts.get(name)
        if abstract_ is None:
            continue
        link = abstract_.find(f"{W}numStyleLink")
        if link is not None:
            abstract_ = by_style.get(link.get(f"{W}val", ""), abstract_)
            name = abstract_.get(f"{W}abstractNumId", "")
        levels = [Level()] * LEVELS
        for raw in abstract_.iterfind(f"{W}lvl"):
            _set(levels, raw)
        anew: dict[int, int] = {}
        for override in entry.iterfind(f"{W}lvlOverride"):
            depth = integer(override.get(f"{W}ilvl"), -1)
            start = value(override, "startOverride")
            if start is not None and 0 <= depth < LEVELS:
                anew[depth] = integer(start, 1)
            for raw in override.iterfind(f"{W}lvl"):
                _set(levels, raw)
        lists[entry.get(f"{W}numId", "")] = name, tuple(levels), anew
    return Numbering(lists)


def _set(levels: list[Level], raw: Element) -> None:
    depth = integer(raw.get(f"{W}ilvl"), -1)
    if not 0 <= depth < LEVELS:
        return
    restart = value(raw, "lvlRestart")
    levels[depth] = Level(
        start=integer(value(raw, "start"), 1),
        style=value(raw, "numFmt") or "decimal",
        text=value(raw, "lvlText") or "",
        restart=integer(restart, 0) if restart is not None else None,
        legal=raw.find(f"{W}isLgl") is not None,
        style_id=value(raw, "pStyle"),
    )


def value(parent: Element, name: str) -> str | None:
    """``w:val`` of a child."""
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def on(flag: Element) -> bool:
    """Whether a setting that is there is not turned off."""
    return flag.get(f"{W}val", "1") not in ("0", "false", "off")


def gone(settings: Element | None) -> bool:
    """Whether a row or a cell was deleted, or is hidden."""
    return settings is not None and any(
        settings.find(f"{W}{name}") is not None for name in ("del", "cellDel", "hidden")
    )


def integer(text: str | None, other: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,9}", text) else other
