"""What English says of an earlier order in more than one word: 'ceases to have effect', 'the suspension of item 3 is
lifted', 'the period in item 2 is reduced to five days', 'is replaced by the following' (docs/decisions/0115). Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tracker.calendars.expressions import TimeExpression
from tracker.orders import lexicon
from tracker.orders.altered_items import items

NEAR = 30
"""Within so many characters behind the word for an order stands its number or its day."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is done to what is ``named``; the verb ends at ``after``, the change at ``end`` where that is certain."""

    kind: str
    named: str
    after: int
    end: int | None = None


def said(sentence: str, start: int, times: Sequence[TimeExpression], begins: int = 0) -> Said | None:
    """What a sentence says of an earlier order. ``start``: its place in the text of ``times``; ``begins``: where it
    names what it speaks of, behind a time."""
    for kind, needs, pattern in _forms():
        found = pattern.search(sentence, begins)
        if found is None:
            continue
        apart = "what" in pattern.groupindex
        if apart and _dependent(sentence[begins : found.start()]):
            continue
        named = found["what"] if apart else sentence[begins : found.start()]
        named = re.sub(r"\s+", " ", named).strip(" ,;")
        if not _refers(named) or not _fits(needs, named, sentence, found, start, times):
            continue
        if needs == "new" and _term(named):
            return Said("amend", named, found.end())
        end = found.end() if needs == "new" else None
        return Said(kind, named, found.end("verb") if "verb" in pattern.groupindex else found.end(), end)
    return None


def _dependent(before: str) -> bool:
    """'… shall report when the suspension of item 3 is lifted': a case, or a time of something else."""
    return re.search(rf"\b(?:{_any('subordinate')})\b", before, re.I) is not None


def _fits(
    needs: str, named: str, sentence: str, found: re.Match[str], start: int, times: Sequence[TimeExpression]
) -> bool:
    if needs == "term":
        return _term(named)
    if needs == "term-time":  # 'the period in item 2 shall be twenty days': the time stands right behind
        after = start + found.end()
        return _term(named) and any(after <= t.span[0] <= after + 1 or t.span[0] < after < t.span[1] for t in times)
    if needs == "until":
        return re.search(rf"\b(?:{_any('lasting')})\b", sentence[found.end() :], re.I) is not None
    return needs != "subject" or _subject().match(named) is not None


def _refers(named: str) -> bool:
    """Whether an item is named by its number, or an order by its number, its day or 'said', 'our'. 'This order' is
    none."""
    if re.match(rf"(?:{_any('no_earlier')})\b", named, re.I):
        return False
    if items(named, "en"):
        return True
    numbered = re.compile(rf"[\s\w.()/-]{{0,12}}?(?:\b(?:{_any('numbers')})(?!\w)|\b(?:{_any('dated')})\s+\d|\d)", re.I)
    pointed = re.compile(rf"\b(?:{_any('back')}|{_any('ours')})\s+(?:[\w-]+\s+)?$", re.I)
    return any(
        numbered.match(named[m.end() : m.end() + NEAR]) or pointed.search(named[: m.start()])
        for m in _papers().finditer(named)
    )


def _term(named: str) -> bool:
    """'The deadline for the plan in item 2': its head is a time that was set."""
    opening = rf"(?:(?:{_any('determiners')})\s+)*(?:[\w-]+\s+){{0,2}}?"
    return re.match(rf"{opening}(?:{_any('times')})\b", named, re.I) is not None


@cache
def _subject() -> re.Pattern[str]:
    """An order or a part of one that itself is spoken of, not what is done under it."""
    other = rf"(?!(?:{_any('under')}|{_any('no_earlier')})\b)"
    return re.compile(rf"(?:{other}[\w’'-]+,?\s+){{0,6}}(?:{_any('papers')}|{_any('items')})\b", re.I)


@cache
def _papers() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any('papers')})\b", re.I)


@cache
def _any(name: str) -> str:
    known = lexicon.changes("en")[name]
    return "|".join(map(re.escape, known.split() if isinstance(known, str) else known))


@cache
def _forms() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    raw: Any = lexicon.changes("en")
    filled = {
        "be": rf"(?:{'|'.join(raw['auxiliaries'])})(?:\s+(?:{'|'.join(raw['adverbs'])}|now))*",
        "papers": "|".join(map(re.escape, raw["papers"])),
        "items": "|".join(map(re.escape, raw["items"])),
    }
    out = []
    for form in raw["said"]:
        pattern = re.sub(r"\{(be|papers|items)\}", lambda m: filled[m[1]], form["pattern"])
        out.append((form["kind"], form["needs"], re.compile(pattern, re.I)))
    return tuple(out)
