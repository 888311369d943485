"""The shape of an English order: sections with their titles, nested items with their leads, sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tracker.orders import lexicon
from tracker.orders.english_words import listed
from tracker.orders.layout import bounded, trim

_SECTION = re.compile(
    r"\s*(?:\*+|#+\s*)?(?:(?:Section|Sec|SECTION|SEC|Article|ARTICLE|Part)\.?\s+\d+[A-Za-z]?(?:\.\d+)*"
    r"|(?:Section|SECTION|Article|ARTICLE)\s+(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[ivx]+)\b)\s*[.:–—-]?\s*(?:\*+)?"
)
# '1- The …', '2 – …', '(3)- …', '4/ …': the marks of translated letters, which head no section.
_DASHED = re.compile(r"\s*\(?\d{1,2}\)?\s?[-–—/]\s*(?=[A-Z“\"])")
_MARK = re.compile(r"\s*\(([a-z]{1,5}|[A-Z]{1,3}|\d{1,2})\)(?:\s+|(?=\([a-zA-Z\d])|(?=[A-Z][a-z]))")
_LETTERED = re.compile(r"\s*([a-z]|[ivx]{2,5})(?:[.)]\s+(?=\S)|\)(?=[A-Z][a-z]))")
# 'A. The …', 'II) The …': a letter is a mark before a word that opens a sentence, or beside its neighbour in the
# alphabet; names have initials too.
_CAPITAL = re.compile(r"^[ \t]*([A-Z]|[IVX]{2,5})[.)][ \t]+(?=(\w+))", re.M)
_OPENERS = frozenset(
    ["The", "All", "Each", "Every", "No", "Any", "This", "That", "In", "Within", "By", "Not", "If", "When"]
)
_BULLET = re.compile(r"\s*(?:[-–—*]\s+|[•·●▪■◦○►▶➢✓✔]\s*)(?=\S)")
_TITLE = re.compile(r"([A-Z“\"][^.:;\n]{0,140}?)\s*[.:](?:\s?\*+)?(?:\s+|$)")
_ROMAN = re.compile(r"^(?=[ivxl])(?:x{0,3})(?:ix|iv|v?i{0,3})$")
_INLINE = re.compile(
    r"(?:(?<=[:;,])|(?<=\bshall)|(?<=\bto)|(?<=\band))\s+\((?:i{1,3}|iv|v|vi{0,3}|ix|x|[a-h]|[A-H]|[1-9])\)\s+"
)
_END = re.compile(r"[.!?]+[\"”’)\]]*(?:\s+(?=[A-Z“\"(\[]|\d{1,2}\.\s+[A-Z])|$)")
# '3   Principals shall …': a sentence behind a number without a stop
_BARE = re.compile(r"^[ \t]*(?P<number>\d{1,2})[ \t]+(?=[A-Z][^\n]{8,})", re.M)
_LOWER = re.compile(r"\s*\d{1,2}[.)]\s+(?=[a-z])")  # '2. directs …' in a list
_FEWEST = 3  # lines that show such a numbering
LONGEST = 6000


@cache
def _abbreviation() -> re.Pattern[str]:
    """A full stop that ends no sentence."""
    known = listed("grammar", "abbreviations")
    return re.compile(rf"\b(?:{known}|[A-Z]|U\.S\.C|U\.S)\.$")


@cache
def _lettered_part() -> re.Pattern[str]:
    """'… listed in Annex I.': a letter that closes a name and its sentence."""
    known = "|".join(lexicon.english()["grammar"]["lettered"])
    return re.compile(rf"\b(?:{known})\s+[A-Z]\.$", re.I)


@cache
def _ordinal() -> re.Pattern[str]:
    """'First: …', 'Secondly, …' at the beginning of a line."""
    known = listed("grammar", "ordinals")
    return re.compile(rf"\s*(?:{known})\s*(?:[:.)–—-]+|,)\s*(?=\S)", re.I)


@cache
def _numbered_line() -> re.Pattern[str]:
    """'3. The …', '2.1 The …', also before the number of a unit: '1. 21 Infantry Battalion'."""
    formations = listed("grammar", "formations")
    unit = rf"\d{{1,3}}(?:(?:st|nd|rd|th)\s|\s+(?:\([A-Z]\w+\)\s+)?(?:[A-Z]\w+\s+){{0,2}}(?i:{formations})\b)"
    close = r"\s*\d{1,2}[.)](?=[A-Z][a-z]+\s)"  # '1.Regional Directors'
    return re.compile(
        rf"{close}|\s*\d{{1,2}}(?:[.)]|(?:\.\d{{1,2}}){{1,3}}[.)]?)\s+(?=[A-Z“\"]|\d{{1,3}}\s[a-z]{{3}}|{unit})"
    )


def _item_mark(text: str, start: int, end: int) -> re.Match[str] | None:
    """A mark that can only open an item of a list."""
    return _DASHED.match(text, start, end) or _ordinal().match(text, start, end)


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence. ``depth``: how deep its item is nested, 0 for running text. ``lead``: number of the unit that ends
    with a colon above it, else None. ``item``: it begins a line that a number, letter or bullet opens. ``telling``: in
    a section that orders nothing unless a deadline says otherwise, ``defining``: nothing at all. ``opens``: it ends
    with a colon."""

    number: int
    start: int
    end: int
    depth: int
    lead: int | None
    telling: bool
    defining: bool
    opens: bool
    item_start: bool
    item: bool = False


def units(text: str, words: Mapping[str, Any]) -> list[Unit]:
    """The sentences of an order with their sections and leads. Linear in the length of the text."""
    telling_titles = tuple(words["sections"]["telling"])
    out: list[Unit] = []
    telling = defining = False
    stack: list[tuple[int, int | None]] = []  # (depth, number of its last unit that opens a list)
    letters: list[str] = []
    capitals, bare = _capitals(text), _bare_numbers(text)
    position = 0
    listed = below = False
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        if not line.strip():
            continue
        body, heading = _heading(text, start, end, bare)
        mark = _item_mark(text, start, end)
        number = mark or bare.get(start) or _numbered_line().match(text, start, end)
        if number is None and out and (listed or out[-1].opens):
            number = _LOWER.match(text, start, end)
        listed = mark is not None or (number is not None and bool(out) and (listed or out[-1].opens))
        if listed and number is not None:
            body, heading = number.end(), None
        if heading is not None:
            telling = _is_telling(heading, telling_titles)
            defining = telling and any(name in heading for name in words["sections"]["defining"])
            stack, letters = [], []
        below = below and number is None and heading is None
        marked = number is not None
        depth, body = (
            (1, body) if listed else _depth(text, capitals.get(body, body), end, letters, 1 if body in capitals else 0)
        )
        depth += below and 0 < depth < 5  # 'a. …' under '1. The office shall:'
        while stack and stack[-1][0] >= depth:
            stack.pop()
        if depth == 0 and heading is None and out and out[-1].opens and not _looks_new(text[body:end]):
            depth = out[-1].depth + 1
        lead = next((number for _, number in reversed(stack) if number is not None), None)
        first = True
        for s, e, inner in _sentences(text, body, end):
            opens = opens_list(text[s:e])
            inner_lead = out[-1].number if inner and out else lead
            if inner == 1 and out:
                stack_lead = out[-1].number
            unit = Unit(
                len(out),
                s,
                e,
                depth + (1 if inner else 0),
                stack_lead if inner else inner_lead,
                telling,
                defining,
                opens,
                first or inner > 0,
                (first and (marked or depth > 0)) or inner > 0,
            )
            out.append(unit)
            first = False
        below = below or (listed and bool(out) and out[-1].opens)
        if out:
            stack.append((depth, out[-1].number if out[-1].opens else None))
    return out


def opens_list(sentence: str) -> bool:
    """Whether a sentence ends with a colon, a dash or, as offices of India and Kenya write it, ':-'."""
    return re.search(r"(?::[-–—\s]*|[—–]\s*)$", sentence) is not None


def _looks_new(line: str) -> bool:
    return line[:1].isupper() and line.rstrip().endswith(".") and len(line) > 200


def _bare_numbers(text: str) -> dict[int, re.Match[str]]:
    """The lines that a number alone opens ('3 Principals shall …'), where they count up from one."""
    out: dict[int, re.Match[str]] = {}
    due = 1
    for found in _BARE.finditer(text):
        if int(found["number"]) == due:
            out[found.start()] = found
            due += 1
    return out if len(out) >= _FEWEST else {}


def _heading(text: str, start: int, end: int, bare: Mapping[int, re.Match[str]]) -> tuple[int, str | None]:
    """Where the body of a line begins after a section's number and title; the title in lower case, None without one."""
    section = _SECTION.match(text, start, end)
    found = section or bare.get(start) or _numbered_line().match(text, start, end)
    if found is None:
        return start, None
    title = _TITLE.match(text, found.end(), end)
    if title is not None and (_labels_verb(text, title) or _abbreviation().search(text, start, title.end(1) + 1)):
        title = None
    if title is not None and section is None and title.end() >= end and not _names_part(title.group(1)):
        title = None
    if title is not None and len(title.group(1).split()) <= 14 and not _is_sentence(title.group(1)):
        return title.end(), title.group(1).strip().casefold()
    return found.end(), ""


def _labels_verb(text: str, title: re.Match[str]) -> bool:
    """'Air Wing: provide …': whom an item tells, and what; no title."""
    return ":" in text[title.end(1) : title.end()] and text[title.end() : title.end() + 1].islower()


def _names_part(words: str) -> bool:
    """Whether what fills a numbered line is its title ('3. Background.'), no instruction ('3. Remove the clips.')."""
    verbs = lexicon.english()["verbs"]
    first = words.split()[0].casefold().removeprefix("re-")
    return len(words.split()) <= 4 and not any(
        first in verbs[group] for group in ("boundary", "imperative", "standing", "others")
    )


def _is_sentence(words: str) -> bool:
    told = re.match(
        r"(?:The\s+)?(?P<who>\S.{0,60}?)\s+to\s+[a-z]", words
    )  # 'SP to depute an officer'; 'Duty to report'
    if told is not None and (re.fullmatch(r"[A-Z&./() ]{2,}", told["who"]) or _actor().search(told["who"].casefold())):
        return True
    return re.search(r"\b(?:shall|must|will|may|is|are|was|were|has|have|direct|hereby|should)\b", words) is not None


@cache
def _actor() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{listed('subjects', 'actors')})s?\b")


def _is_telling(title: str, telling: tuple[str, ...]) -> bool:
    return title in telling or all(part.strip() in telling for part in re.split(r",? and |, ", title))


def _capitals(text: str) -> dict[int, int]:
    """Where lines begin with a capital letter as their mark, and where their text begins behind it."""
    found = list(_CAPITAL.finditer(text))
    marks = {each.group(1) for each in found}
    beside = {chr(ord(mark) + step) for mark in marks if len(mark) == 1 for step in (1, -1)}
    return {
        each.start(): each.end()
        for each in found
        if each.group(2) in _OPENERS or each.group(1) in beside or (len(each.group(1)) > 1 and "I" in marks)
    }


def _depth(text: str, start: int, end: int, letters: list[str], depth: int = 0) -> tuple[int, int]:
    """How deep an item is nested by its mark — (a) 1, (i) 2, (A) 3, (1) 4 — and where its text begins. ``depth``: of a
    mark that was already read."""
    while True:
        found = _MARK.match(text, start, end) or (_LETTERED.match(text, start, end) if not depth else None)
        if found is None:
            break
        mark = found.group(1)
        if mark.isdigit():
            depth = 4
        elif mark.isupper():
            depth = 3
        elif _ROMAN.match(mark) and not (len(mark) == 1 and letters and ord(letters[-1][-1]) + 1 == ord(mark)):
            depth = 2
        else:
            depth = 1
            letters.append(mark)
        start = found.end()
        title = _TITLE.match(text, start, end)
        if (
            title is not None
            and len(title.group(1).split()) <= 9
            and not _is_sentence(title.group(1))
            and _abbreviation().search(text, start, title.end(1) + 1) is None
            and title.end() < end
            and text[title.end() - 1] == " "
            and not _labels_verb(text, title)
        ):
            start = title.end()
    if depth == 0:
        found = _BULLET.match(text, start, end)
        if found is not None:
            return 5, found.end()
    return depth, start


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """The sentences of a paragraph, cut also at inline items: (start, end, number of the item)."""
    out: list[tuple[int, int, int]] = []
    position, item = start, 0
    for found in _END.finditer(text, start, end):
        if found.start() < position:
            continue  # the number of an item: '… of the sector. 4. The office shall …'
        inner = re.search(r"[;:,](?:\s+(?:and|or))?\s+(\d{1,2})$", text[position : found.start()])
        if inner is not None and found.group().startswith("."):
            out += _numbered(text, position, position + inner.start() + 1, item)
            item = int(inner.group(1)) if item or (inner.group(1) == "1" and inner.group().startswith(":")) else 0
            position = found.end()
            continue
        stop = max(start, found.start() - 12), found.start() + 1
        if _abbreviation().search(text, *stop) and not _lettered_part().search(text, *stop):
            continue
        out += _numbered(text, position, found.end(), item)
        label = _numbered_line().match(text, found.end(), end)
        position = label.end() if label is not None else found.end()
        item = 0
    out += _numbered(text, position, end, item)
    return out


def _numbered(text: str, start: int, end: int, item: int) -> list[tuple[int, int, int]]:
    """The sentences of a stretch that the number of an item may have opened: 'The Board shall: 1. Inspect …; 2. …'."""
    return [(s, e, inner or item) for s, e, inner in _inline(text, start, end)]


def _inline(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    place = trim(text, start, end)
    if place is None:
        return []
    if place[1] - place[0] > LONGEST:
        return [(*t, 0) for part in bounded(text, *place) if (t := trim(text, *part)) is not None]
    marks = list(_INLINE.finditer(text, *place))
    if len(marks) < 2 or not text[place[0] : marks[0].start()].rstrip().endswith((":", "shall", " to", "must", "will")):
        return [(*place, 0)]
    pieces = [(place[0], marks[0].start(), 0)]
    for n, mark in enumerate(marks):
        pieces.append((mark.end(), marks[n + 1].start() if n + 1 < len(marks) else place[1], n + 1))
    return [(t[0], t[1], n) for s, e, n in pieces if (t := trim(text, s, e)) is not None]
