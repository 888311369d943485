"""Signs that change no word, and line ends inside of sentences, are taken out before reading; every span is led back to
the text as it stands. Pure.

Bidi controls, zero-width signs and presentation forms (ﻼ for لا) come with texts copied from PDF or from old programs.
The file's own text stays what spans count in and what quotes are taken from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import merge

from tracker.orders.records import Change, ExtractedDocument, Proposal, Span

_SIGNS = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\ufb50-\ufdff\ufe70-\ufefc]|\u00a0")


class View:
    """``text``: what is read. ``back``: a span of it in the text as it stands."""

    def __init__(self, original: str, joins: Sequence[Span] = ()) -> None:
        self.original = original
        self.starts = [0]  # places in ``text`` from which ``places`` run on evenly
        self.places = [0]
        parts: list[str] = []
        position = length = 0
        for start, end, plain in _replaced(original, joins):
            kept = original[position:start] + plain
            parts.append(kept)
            # Inside what one sign stood for, each letter has the sign's own place.
            for n in range(len(plain)):
                self.starts.append(length + len(kept) - len(plain) + n)
                self.places.append(start)
            length += len(kept)
            position = end
            self.starts.append(length)
            self.places.append(position)
        self.text = "".join([*parts, original[position:]])

    def back(self, span: Span) -> Span:
        """The span in the original: from the sign of its first letter to behind that of its last."""
        if span[0] >= span[1]:
            return self._place(span[0]), self._place(span[0])
        last = self._place(span[1] - 1)
        return self._place(span[0]), last + 1

    def _place(self, index: int) -> int:
        entry = bisect_right(self.starts, index) - 1
        return self.places[entry] + index - self.starts[entry]


def _replaced(original: str, joins: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """What is read otherwise than it stands, in order: line ends inside of sentences as spaces, and signs."""
    signs = ((found.start(), found.end(), _plain(found.group())) for found in _SIGNS.finditer(original))
    position = 0
    for start, end, plain in merge(((start, end, " ") for start, end in joins), signs):
        if start >= position:
            yield start, end, plain
            position = end


def unseen(text: str) -> bool:
    """Whether a text holds any of these signs."""
    return _SIGNS.search(text) is not None


def _plain(signs: str) -> str:
    if signs == "\u00a0":
        return " "
    if signs < "\ufb50" or signs.startswith("\ufeff"):
        return ""
    plain = unicodedata.normalize("NFKC", signs)
    return plain if len(plain) == 1 else plain.replace(" ", "") if plain.startswith(" ") else plain


def restored(found: ExtractedDocument, view: View) -> ExtractedDocument:
    """The same with spans and quotes of the original text."""
    return replace(
        found,
        text_length=len(view.original),
        metadata=replace(found.metadata, head_end=view.back((0, found.metadata.head_end))[1]),
        obligations=tuple(_proposal(p, view) for p in found.obligations),
        changes=tuple(_change(c, view) for c in found.changes),
    )


def _proposal(proposal: Proposal, view: View) -> Proposal:
    span = view.back(proposal.span)
    deadline = proposal.deadline
    if deadline.span is not None:
        place = view.back(deadline.span)
        deadline = replace(deadline, span=place, phrase=view.original[place[0] : place[1]])
    return replace(proposal, span=span, quote=view.original[span[0] : span[1]], deadline=deadline)


def _change(change: Change, view: View) -> Change:
    span = view.back(change.span)
    return replace(change, span=span, quote=view.original[span[0] : span[1]])
