"""Which items of an earlier order a change means: 'item 4(b)', 'items 1, 2 and 5', 'items 1 to 3', an Arabic dual, an
ordinal (docs/decisions/0115). Pure."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tracker.calendars.expressions import Kind, TimeExpression
from tracker.orders import lexicon
from tracker.orders.tokens import MARKS, fold, western

MOST = 40
"""A range of more items than this is no range of items."""
_DIGITS = r"(?<![0-9٠-٩])[0-9٠-٩]{1,2}(?![0-9٠-٩٪%]|[./][0-9٠-٩])"
_BRACKETED = r"\(\s?[A-Za-z0-9]{1,4}\s?\)"
_LETTER = r"[A-Za-zأ-ي](?=[\s)\],،]|$)"
_ONE = re.compile(
    rf"\s*(?P<open>[(\[/]?)\s*(?P<said>{_DIGITS}(?:\s?/\s?[أ-ي](?!\w)|(?:\s?{_BRACKETED})*)|{_LETTER}"
    rf"|[^\W\d_][\w{MARKS}]*)\s*[)\]/]?"
)
_INNER = re.compile(rf"\s*(?P<said>{_BRACKETED}(?:\s?{_BRACKETED})*)")


@dataclass(frozen=True, slots=True)
class Run:
    """The numbers behind one name of items: where the name begins, where the last of them ends."""

    items: tuple[str, ...]
    start: int
    end: int


def items(clause: str, language: str, times: Sequence[TimeExpression] = ()) -> tuple[str, ...]:
    """The items meant, each once: their numbers, '4(b)', or the numbers that ordinals say. What is part of a time is
    no second item ('the periods in items 1 and 2 to 20 days')."""
    found = [item for run in runs(clause, language, times) for item in run.items]
    return tuple(dict.fromkeys(found))


def unread(named: str, language: str) -> bool:
    """Whether a text names items of which it does not say the numbers ('the two paragraphs')."""
    found = list(_names(language).finditer(named))
    return bool(found) and not items(named, language)


def runs(clause: str, language: str, times: Sequence[TimeExpression] = ()) -> list[Run]:
    out = []
    for name in _names(language).finditer(clause):
        before, start = _before(clause, name.start(), language)
        found, end = _behind(clause, name.end(), language, times) if not before else (before, name.end())
        if found:
            out.append(Run(tuple(found), start, end))
    return out


def _before(clause: str, at: int, language: str) -> tuple[list[str], int]:
    """'The first and third items': ordinals right before the name."""
    if language == "ar":
        return [], at
    known = "|".join(_ordinals(language))
    found = re.search(rf"\b(?:{known})(?:(?:\s*,\s*|\s*,?\s+and\s+)(?:{known}))*\s+$", clause[:at], re.I)
    if found is None:
        return [], at
    return [_ordinals(language)[w.casefold()] for w in re.findall(known, found.group(), re.I)], found.start()


def _behind(clause: str, at: int, language: str, times: Sequence[TimeExpression]) -> tuple[list[str], int]:
    opening = _opening(language).match(clause, at)
    begin = opening.end() if opening is not None else at
    said, end = _one(clause, begin, language)
    if said is None:
        return [], at
    out = [said]
    while True:
        joint = _joint(language).match(clause, end)
        if joint is None:
            return out, end
        ranged = joint["to"] is not None
        following, after = _one(clause, joint.end(), language, out[-1])
        if following is None or any(_timed(t, joint.end(), after) for t in times):
            return out, end
        if ranged:
            between = _between(out[-1], following)
            if not between:
                return out, end
            out += between
        else:
            out.append(following)
        end = after


def _timed(t: TimeExpression, start: int, end: int) -> bool:
    """Whether a number belongs to a time. What looks like the first day of a stretch ('of items 1 and 2 to 30 June')
    is the item."""
    opens = t.kind is Kind.RANGE and t.count is None and start <= t.span[0] < end
    return t.span[0] < end and start < t.span[1] and not opens


def _one(clause: str, at: int, language: str, last: str | None = None) -> tuple[str | None, int]:
    """One number and where it ends. '(c)' behind '2(a)' is 2(c)."""
    inner = _INNER.match(clause, at) if last is not None and "(" in last else None
    if inner is not None and last is not None:
        depth = inner["said"].count("(")
        kept = re.findall(r"[^()]+", last)[:-depth]
        if kept:
            return kept[0] + "".join(f"({k})" for k in kept[1:]) + re.sub(r"\s", "", inner["said"]), inner.end()
    found = _ONE.match(clause, at)
    if found is None:
        return None, at
    said = western(re.sub(r"\s", "", found["said"]))
    if said[0].isdigit():
        return re.sub(r"/(.)", r"(\1)", said), found.end()
    if len(said) == 1:  # a letter, and no 'and' written apart
        lone = last is None or (len(last) == 1 and last.isalpha())
        known = lone and (bool(found["open"]) or fold(said) not in _joining(language))
        return (said, found.end()) if known else (None, at)
    number = _ordinals(language).get(fold(said)) if language == "ar" else None
    return (number, found.end()) if number is not None else (None, at)


def _between(first: str, last: str) -> list[str]:
    """What 'from 1 to 3' or 'from (a) to (c)' means behind its first; nothing where that is no range."""
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) < MOST:
        return [str(n) for n in range(int(first) + 1, int(last) + 1)]
    before, a, behind = _parted(first)
    again, z, closing = _parted(last)
    row = next((r for r in _rows() if a in r and z in r), "")
    if (before, behind) != (again, closing) or not row or row.index(z) <= row.index(a):
        return []
    return [f"{before}{letter}{behind}" for letter in row[row.index(a) + 1 : row.index(z) + 1]]


def _parted(item: str) -> tuple[str, str, str]:
    """An item before its last letter, that letter, and what closes it: '2(', 'a', ')'."""
    found = re.fullmatch(r"(.*?)([^\W\d_])(\)?)", item)
    return (found[1], found[2].casefold(), found[3]) if found is not None else (item, "?", "")


@cache
def _rows() -> tuple[str, str]:
    return string.ascii_lowercase, str(lexicon.changes("both")["letters"])


@cache
def _joining(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.changes(language)["items_and"])


@cache
def _names(language: str) -> re.Pattern[str]:
    raw = lexicon.changes(language)["items"]
    known = raw.split() if isinstance(raw, str) else raw
    joined = (*known, *(f"ل{name.removeprefix('ا')}" for name in known if name.startswith("ال")))
    names = "|".join(sorted(map(re.escape, joined), key=len, reverse=True))
    return re.compile(rf"(?<!\w)و?[بل]?(?:{names})(?!\w)", re.I)


@cache
def _opening(language: str) -> re.Pattern[str]:
    """'From', 'numbered', 'with the numbers' between the name and the first number."""
    known = "|".join(map(re.escape, sorted(lexicon.changes(language)["items_open"], key=len, reverse=True)))
    return re.compile(rf"(?:\s*[(\[]?\s*(?:{known})(?!\w))?", re.I)


@cache
def _joint(language: str) -> re.Pattern[str]:
    """What stands between two numbers: a comma, 'and', 'or'; 'to', 'through', a dash in ``to``."""
    raw = lexicon.changes(language)
    both, upto = ("|".join(map(re.escape, raw[key])) for key in ("items_and", "items_to"))
    end = "" if language == "ar" else r"(?!\w)"
    many = rf"\s*(?:[،,]\s*)?(?:(?:{both}){end}\s*)?"
    return re.compile(rf"(?P<to>\s*(?:[-–—]|(?:{upto})(?!\w))\s*)|(?=\s*[،,]|\s*(?:{both})){many}(?=\S)", re.I)


@cache
def _ordinals(language: str) -> dict[str, str]:
    return {fold(w): str(n) for n, row in enumerate(lexicon.changes(language)["ordinals"], 1) for w in row.split()}
