"""Signs that change no word, and line ends inside of sentences, are taken out before reading; every span is led back to
the text as it stands. Pure.

Bidi controls, zero-width signs and presentation forms (ﻼ for لا) come with texts copied from PDF or from old programs;
small raised figures behind words are the marks of notes.
The file's own text stays what spans count in and what quotes are taken from.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from heapq import merge
from importlib.resources import files

from tracker.orders.records import Change, ExtractedDocument, Proposal, Span
from tracker.orders.tokens import fold

_SIGNS = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\ufb50-\ufdff\ufe70-\ufefc]|\u00a0")
_RAISED = re.compile(r"[⁽]?[⁰¹²³⁴-⁹]{1,3}[⁾]?")
_BEFORE = re.compile(r"(?:(?P<word>[^\W\d_][\w\u064b-\u0652]*)|(?P<number>\d)|(?P<stop>[.,،;؛:)\]»\"”؟?!]))[ \u00a0]?$")
_AFTER = re.compile(r"[ \u00a0]*(?P<word>[^\W\d_]+)")
LEAST = 3
"""Letters of a word that bears the mark of a note; behind shorter ones it may be a power: 'م²', 'km²'."""


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
    for start, end, plain in merge(((start, end, " ") for start, end in joins), signs, _notes(original)):
        if start >= position:
            yield start, end, plain
            position = end


def unseen(text: str) -> bool:
    """Whether a text holds any of these signs."""
    return _SIGNS.search(text) is not None or next(_notes(text), None) is not None


@cache
def _words() -> Mapping[str, frozenset[str]]:
    raw = tomllib.loads(files("tracker.orders").joinpath("raised.toml").read_text("utf-8"))
    return {name: frozenset(map(fold, words)) for name, words in raw.items()}


def _notes(text: str) -> Iterator[tuple[int, int, str]]:
    """The marks of notes in a text: raised figures behind a word or a stop, before a unit of time, at the head of the
    note itself. Other raised figures are powers, and stay."""
    for found in _RAISED.finditer(text):
        start, end = found.span()
        before = _BEFORE.search(text, max(0, start - 40), start)
        if before is None:
            head = text.rfind("\n", 0, start) + 1 == start and text[end : end + 1].isspace()
        elif before["word"]:
            word = fold(before["word"])
            head = len(word) >= LEAST and not {word, word.removeprefix("ال")} & _words()["measures"]
        elif before["number"]:
            after = _AFTER.match(text, end)
            head = after is not None and fold(after["word"]) in _words()["times"]
        else:
            head = True
        if head:
            yield start, end, ""


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
