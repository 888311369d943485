"""Tables of actions in minutes and letters: 'No. | Action | Owner | Due'. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.orders import lexicon
from tracker.orders.english_phrases import first_word, make_clause
from tracker.orders.records import Clause, Span

_GAP = re.compile(r"\s*\|\s*|\s*\t\s*|\s{3,}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of actions. ``line``: the whole line; ``span``: its cells with a meaning, from the first to
    the last; ``action`` and ``owner``: those cells. All are places in the text."""

    line: Span
    span: Span
    action: Span
    owner: Span | None

    def clause(self, text: str) -> Clause:
        """The duty of the row."""
        act = text[self.action[0] : self.action[1]]
        who = text[self.owner[0] : self.owner[1]].strip() or None if self.owner is not None else None
        negative = re.match(r"(?:do not|not|never|no)\s", act, re.I) is not None
        clause = make_clause(text, self.action, self.action[0], first_word(act), who, negative)
        return replace(clause, span=self.span, content=self.action)


def rows(text: str) -> tuple[Row, ...]:
    """The rows below every heading that names an action and its owner or its date."""
    out: list[Row] = []
    columns: dict[str, int] = {}
    position = 0
    for line in text.split("\n"):
        cells, whole = _cells(line, position), (position, position + len(line))
        position += len(line) + 1
        named = _columns([text[s:e] for s, e in cells])
        if "action" in named and len(named) > 1:
            columns = named
        elif len(cells) < 2 or not columns:
            columns = columns if len(cells) > 1 or not line.strip() else {}
        elif columns["action"] < len(cells) and text[slice(*cells[columns["action"]])].strip(" -–—"):
            used = [cells[n] for n in columns.values() if n < len(cells)]
            owner = columns.get("owner", len(cells))
            place = (min(s for s, _ in used), max(e for _, e in used))
            out.append(Row(whole, place, cells[columns["action"]], cells[owner] if owner < len(cells) else None))
    return tuple(out)


def _cells(line: str, position: int) -> list[Span]:
    """The places of the cells of a line, without the empty ones outside the frame ('| … |')."""
    if "|" not in line and "\t" not in line and not re.search(r"\S\s{3,}\S", line):
        return []
    out, at = [], len(line) - len(line.lstrip(" |\t"))
    end = len(line.rstrip(" |\t"))
    for gap in _GAP.finditer(line, at, end):
        out.append((position + at, position + gap.start()))
        at = gap.end()
    return [*out, (position + at, position + end)]


def _columns(cells: list[str]) -> dict[str, int]:
    """Which column is which, by the words of a heading."""
    out: dict[str, int] = {}
    for n, cell in enumerate(cells):
        words = cell.strip(" .:*").casefold()
        for name, known in lexicon.english()["tables"].items():
            if words in known:
                out.setdefault(name, n)
    return out
