"""A text cut at the ends of what is marked in it: clauses, words of deadlines, changes to earlier orders. Pure.

Clauses may stand inside each other or share a span ('formed' and 'working'); each stretch names all that it belongs to.
The stretches of all lines together are the text, sign for sign.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.orders.records import Change, Proposal, Span

CLAUSE, WHEN, CHANGE = "clause", "when", "change"
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that can turn round what a reader sees (Unicode TR 36, 3.1); they are left out of what is shown."""
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

Mark = tuple[str, int]
"""What a stretch belongs to: the kind, and its number from 1 in the document's list of that kind."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line. ``marks``: what it belongs to, the shortest first; ``begins``: of those, what begins here;
    ``page``: the number of the page that begins before it."""

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    page: int | None = None

    def numbers(self, kind: str) -> tuple[int, ...]:
        return tuple(number for each, number in self.marks if each == kind)

    def opening(self, kind: str) -> tuple[int, ...]:
        return tuple(number for each, number in self.begins if each == kind)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the sign that ends it. ``tongue``: its language where that is another than the document's."""

    pieces: tuple[Piece, ...]
    tongue: str | None = None


def tongue_of(text: str) -> str | None:
    """``ar`` or ``en``, whichever script has more letters; None where there is no letter."""
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    if not arabic and not latin:
        return None
    return "ar" if arabic >= latin else "en"


def _foreign(line: str, language: str) -> str | None:
    """The language of a line without a letter of the document's own; a line in both runs as the document does."""
    own, other, name = (_ARABIC, _LATIN, "en") if language == "ar" else (_LATIN, _ARABIC, "ar")
    return name if other.search(line) and not own.search(line) else None


def lines(
    text: str,
    language: str,
    obligations: Sequence[Proposal],
    changes: Sequence[Change] = (),
    pages: Iterable[Span] = (),
) -> Iterator[Line]:
    """The lines of a text in order, each cut where something that is marked begins or ends, and where a page does."""
    spans: list[tuple[Span, Mark]] = [(p.span, (CLAUSE, n)) for n, p in enumerate(obligations, 1)]
    spans += [(p.deadline.span, (WHEN, n)) for n, p in enumerate(obligations, 1) if p.deadline.span is not None]
    spans += [(c.span, (CHANGE, n)) for n, c in enumerate(changes, 1)]
    spans = [entry for entry in spans if entry[0][0] < entry[0][1]]
    length = {mark: end - start for (start, end), mark in spans}
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for (start, end), mark in spans:
        opening[start].append(mark)
        closing[end].append(mark)
    page_at = dict(pages)
    cuts = sorted({*opening, *closing, *page_at})
    active: set[Mark] = set()
    position = cut = 0
    while position < len(text):
        ends = text.find("\n", position) + 1 or len(text)
        pieces: list[Piece] = []
        start = position
        while start < ends:
            if cut < len(cuts) and cuts[cut] == start:
                active.difference_update(closing[start])
                active.update(opening[start])
                cut += 1
            stop = min(ends, cuts[cut]) if cut < len(cuts) else ends
            marks = tuple(sorted(active, key=lambda mark: (length[mark], mark)))
            begins = tuple(mark for mark in marks if mark in opening.get(start, ()))
            pieces.append(Piece(text[start:stop], marks, begins, page_at.get(start)))
            start = stop
        yield Line(tuple(pieces), _foreign(text[position:ends], language))
        position = ends
