"""Tables of actions in minutes and letters: 'No. | Action | Owner | Due', in Arabic and in English. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tracker.orders import lexicon
from tracker.orders.records import Span
from tracker.orders.tokens import fold

_GAP = re.compile(r"\s*\|\s*|[^\S\t]*\t[^\S\t]*|[^\S\t]{3,}")  # between two tabs stands an empty cell
_FRAME = re.compile(r"\s*\|?"), re.compile(r"\|?\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of actions. ``line``: the whole line; ``span``: its cells with a meaning, from the first to
    the last; ``action``, ``owner`` and ``due``: those cells. All are places in the text."""

    line: Span
    span: Span
    action: Span
    owner: Span | None
    due: Span | None = None


def rows(text: str, language: str) -> tuple[Row, ...]:
    """The rows below every heading that names an action and its owner or its date; ``language``: ar or en."""
    out: list[Row] = []
    columns: dict[str, int] = {}
    position = 0
    for line in text.split("\n"):
        cells, whole = _cells(line, position), (position, position + len(line))
        position += len(line) + 1
        named = _columns([text[s:e] for s, e in cells], language)
        if heading(line, language):
            columns = named
        elif len(cells) < 2 or not columns:
            columns = columns if len(cells) > 1 or not line.strip() else {}
        elif columns["action"] < len(cells) and text[slice(*cells[columns["action"]])].strip(" -–—"):
            used = [cells[n] for n in columns.values() if n < len(cells)]
            owner, due = (
                cells[n] if (n := columns.get(c, len(cells))) < len(cells) else None for c in ("owner", "due")
            )
            place = (min(s for s, _ in used), max(e for _, e in used))
            out.append(Row(whole, place, cells[columns["action"]], owner, due))
    return tuple(out)


def heading(line: str, language: str) -> bool:
    """Whether a line is the heading of a table of actions: 'No. | Action | Owner | Due'."""
    named = _columns([line[s:e] for s, e in _cells(line, 0)], language)
    return "action" in named and len(named) > 1


def _cells(line: str, position: int) -> list[Span]:
    """The places of the cells of a line, without what stands outside the frame ('| … |')."""
    if "|" not in line and "\t" not in line and not re.search(r"\S\s{3,}\S", line):
        return []
    opens, closes = _FRAME[0].match(line), _FRAME[1].search(line)
    out, at = [], opens.end() if opens is not None else 0
    end = max(at, closes.start() if closes is not None else len(line))
    for gap in _GAP.finditer(line, at, end):
        out.append((position + at, position + gap.start()))
        at = gap.end()
    return [*out, (position + at, position + end)]


def _columns(cells: list[str], language: str) -> dict[str, int]:
    """Which column is which, by the words of a heading."""
    out: dict[str, int] = {}
    for n, cell in enumerate(cells):
        words = _heading(cell)
        for name, known in _headings(language).items():
            if words in known:
                out.setdefault(name, n)
    return out


@cache
def _headings(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(map(_heading, known)) for name, known in lexicon.words_of("tables")[language].items()}


def _heading(cell: str) -> str:
    """The words of a heading without signs, and without the article of Arabic."""
    return " ".join(w.removeprefix("ال") for w in fold(re.sub(r"[.:*()/_–—-]", " ", cell)).split())
