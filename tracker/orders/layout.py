"""The shape of a text: lines, list items with their lead, sentences. Language-neutral but for the marks of items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.orders import lexicon
from tracker.orders.tokens import Token, fold, tokenise

_WORDS = lexicon.layout()
ORDINALS: tuple[str, ...] = tuple(_WORDS["ordinals"])
_MARKS = "\u064b-\u0652"
_ALEF = f"[{_WORDS['alefs']}]"
_SPELT = "|".join(_ALEF + o[1:] if o[0] in _WORDS["alefs"] else o for o in ORDINALS)
_ORDINAL = rf"(?:{_SPELT})[{_MARKS}]*(?:\s*{_WORDS['ten']})?"
_SIGN = r"[-–—.):/ـ،]"
_ARTICLE = "|".join(_WORDS["articles"])
# '(30) ثلاثين يوماً' where a line goes on: a figure with its words, and no mark of an item.
_COUNTED = "|".join(_WORDS["counted"])
_KINDS = (
    ("article", re.compile(rf"\s*(?:{_ARTICLE})\s*[(]?(?:[0-9٠-٩۰-۹]+|\w+)[)]?\s*{_SIGN}+\s*")),
    ("ordinal", re.compile(rf"\s*{_ORDINAL}\s*(?:\(\s*[.٠]\s*\)|{_SIGN}+)\s*")),
    ("dotted", re.compile(r"\s*[0-9٠-٩۰-۹]{1,2}(?:[.][0-9٠-٩۰-۹]{1,2}){1,2}[.)]?\s*[-–—]?\s+(?![0-9٠-٩۰-۹%])")),
    (
        "enclosed",
        re.compile(
            r"\s*[(\[][0-9٠-٩۰-۹]{1,2}[)\]]\s*(?:[-–—.:ـ/](?![0-9٠-٩۰-۹])\s*(?=[^\W\d])"
            rf"|(?=[^\W\d])(?!(?:{_COUNTED})))"
        ),
    ),
    ("number", re.compile(r"\s*[(\[]?[0-9٠-٩۰-۹]{1,2}[)\]]?\s*[-–—.):ـ/](?![0-9٠-٩۰-۹])\s*")),
    ("roman", re.compile(r"\s*(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3})\s*[-–—.):]+\s+(?=[\u0621-\u064a])")),
    ("letter", re.compile(rf"\s*[(]?[{_WORDS['letters']}]ـ?\s*[-–—.)/ـ]+\s+")),
    ("bullet", re.compile(r"\s*[-–—•*▪●◦·‣⁃]+\s+")),
)
# 'Article 3' on a line of its own: what stands below it is an item, as behind 'Article 3:'.
_HEADING = re.compile(rf"\s*[(\[]?\s*(?:{_ARTICLE})\s*[(]?(?:[0-9٠-٩۰-۹]+|\w+(?:\s+\w+)?)[)]?\s*{_SIGN}*[)\]]?\s*$")
_INLINE = re.compile(
    rf"(?<=[\s:،.؛])(?:[(]?([0-9٠-٩۰-۹]{{1,2}})[)]?\s*[-–.)ـ](?![0-9٠-٩۰-۹])\s*|({_ORDINAL})\s*[-–:/)]\s*)"
)
_SENTENCE_END = re.compile(
    r"(?<![0-9٠-٩۰-۹])(?<!\b[دأم])(?<!\bو[دأم])[.](?=\s|[\"”»)]|$)|(?<=[0-9٠-٩۰-۹])[.](?=\s*$|\s+[^\W\d])"
    r"|(?<=[0-9٠-٩۰-۹] م)[.](?=\s|$)|[؟?!؛]+|[.]{2,}"
)
_TERMINAL = (".", ":", "؛", "!", "؟", "?", "”", "»", '"')
_DOT = re.compile(r"\s*\(\s*[.٠]\s*\)\s*")  # the stop that cables write before or after each sentence
_ONLY_MARK = re.compile(rf"\s*(?:{_ORDINAL}|[(]?[0-9٠-٩۰-۹]{{1,2}}[)]?)\s*{_SIGN}*\s*$")
_CABLE = 2  # stops of a cable in one paragraph: each sentence stands for itself
_VERSE = re.compile(r"[﴿﴾][^﴿﴾]{1,1500}[﴿﴾]")
_LONG_LINE = 70
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, or one sentence of a list item. ``lead``: number of the segment that introduces its list, None
    outside lists. ``first``: it begins its item or line. ``line``: number of its paragraph, from 0. ``kind``: the kind
    of mark that opens its item."""

    number: int
    start: int
    end: int
    item: bool
    lead: int | None
    first: bool
    line: int
    kind: str | None = None


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The lines that hold text; a long line without a full stop goes on in the next one, unless that opens an item."""
    spans: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        stripped = line.strip()
        if not stripped:
            spans.append((start, start))
            continue
        if spans and spans[-1][0] < spans[-1][1] and kind_of(stripped)[0] is None:
            before = text[spans[-1][0] : spans[-1][1]].rstrip()
            last_line = before.rsplit("\n", 1)[-1]
            if len(last_line) >= _LONG_LINE and not before.endswith(_TERMINAL) and len(before) < 4000:
                spans[-1] = (spans[-1][0], end)
                continue
        spans.append((start, end))
    return [span for span in spans if span[0] < span[1]]


def kind_of(line: str) -> tuple[str | None, int]:
    """The kind of item that a line opens, and the length of its mark; (None, 0) for running text."""
    for kind, pattern in _KINDS:
        found = pattern.match(line)
        if found is not None and found.end() < len(line):
            return kind, found.end()
    return None, 0


def segments(text: str) -> list[Segment]:
    """The sentences of a text in order, each with its place in the lists. Linear in the length of the text."""
    out: list[Segment] = []
    stack: list[tuple[str, int | None]] = []  # (kind of mark, lead)
    inline_lead: int | None = None
    below, headed = False, None  # right below the heading of an article; what led to the first of them
    for number, (start, end) in enumerate(paragraphs(text)):
        dot = _DOT.match(text, start, end)
        start = dot.end() if dot is not None and dot.end() < end else start
        kind, skip = kind_of(text[start:end])
        body = start + skip
        if kind is None and _HEADING.match(text, start, end) is not None:
            headed = out[-1].number if out and headed is None else headed
            stack, below = [("article", headed)], True
            continue
        if kind is None and below:
            kind = "article"
        below = False
        if kind is None:
            stack = []
        else:
            kinds = [entry[0] for entry in stack]
            if kind in kinds:
                del stack[kinds.index(kind) + 1 :]
            else:
                stack.append((kind, out[-1].number if out else None))
        lead = stack[-1][1] if stack else None
        for piece_start, piece_end, inline in _pieces(text, body, end):
            piece_lead, item = lead, kind is not None
            if inline:
                if inline == 1:
                    inline_lead = out[-1].number if out else None
                piece_lead, item = inline_lead, True
            cut, told = _told_by_cable(text, piece_start, piece_end)
            for from_, to in cut:
                first = True
                for s, e in _sentences(text, from_, to):
                    out.append(Segment(len(out), s, e, item or told, piece_lead, first, number, kind))
                    first = False
    return out


def _told_by_cable(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """A stretch cut at the stops of cables '(.)', and whether it is the running text of one: its sentences then order
    as items do. A number or ordinal alone between two stops only counts the next sentence."""
    dots = list(_DOT.finditer(text, start, end))
    if not dots:
        return [(start, end)], False
    bounds = [start, *(place for dot in dots for place in dot.span()), end]
    cut = [(s, e) for s, e in zip(bounds[::2], bounds[1::2], strict=True) if text[s:e].strip()]
    return [(s, e) for s, e in cut if _ONLY_MARK.match(text[s:e]) is None], len(dots) >= _CABLE


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """A paragraph cut at inline items (1- … 2- …): (start, end, number of the item or 0)."""
    marks: list[tuple[int, int]] = []
    expected = 1
    for found in _INLINE.finditer(text, start, end):
        value = int(found.group(1)) if found.group(1) else _ordinal(found.group(2))
        if value == expected:
            marks.append((found.start(), found.end()))
            expected += 1
    if len(marks) < 2:
        return [(start, end, 0)]
    pieces = [(start, marks[0][0], 0)]
    for n, (_, body) in enumerate(marks):
        pieces.append((body, marks[n + 1][0] if n + 1 < len(marks) else end, n + 1))
    return [piece for piece in pieces if text[piece[0] : piece[1]].strip()]


def _ordinal(word: str) -> int:
    return ORDINALS.index(" ".join(fold(word).split())) + 1 if " ".join(fold(word).split()) in ORDINALS else 0


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    position = start
    for found in _SENTENCE_END.finditer(text, start, end):
        spans.append((position, found.end()))
        position = found.end()
    spans.append((position, end))
    return [trimmed for span in spans for part in bounded(text, *span) if (trimmed := trim(text, *part))]


def bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch cut into parts of readable length, at white space: a text without full stops must not cost more."""
    parts = []
    while end - start > LONGEST:
        cut = max(
            text.rfind(" ", start + LONGEST // 2, start + LONGEST),
            text.rfind("،", start + LONGEST // 2, start + LONGEST),
        )
        cut = cut + 1 if cut > 0 else start + LONGEST
        parts.append((start, cut))
        start = cut
    return [*parts, (start, end)]


def trim(text: str, start: int, end: int, signs: str = "") -> tuple[int, int] | None:
    """The span without white space (and the given signs) at its ends; None where nothing is left."""
    drop = " \t\n\u00a0\u200f\u200e" + signs
    while start < end and text[start] in drop:
        start += 1
    while end > start and text[end - 1] in drop:
        end -= 1
    return (start, end) if start < end else None


def verses(text: str) -> list[tuple[int, int]]:
    """The places of what stands in the ornate brackets of scripture: it is quoted, and orders nobody here."""
    return [m.span() for m in _VERSE.finditer(text)]


def tokens_of(text: str, segment: Segment, quoted: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The words of a segment, placed in the document; ``quoted``: places whose words count for nothing."""
    tokens = tokenise(text, segment.start, segment.end)
    return [t for t in tokens if not t.word or not any(s <= t.start < e for s, e in quoted)] if quoted else tokens
