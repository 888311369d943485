"""The numbers of the items in which a place of a text stands, outermost first: '4', then 'b'. Pure."""

from __future__ import annotations

import re
from functools import cache

from tracker.orders import lexicon
from tracker.orders.layout import ORDINALS
from tracker.orders.tokens import fold, western


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The marks that open items at the beginning of a line; and the first letter that follows a part's title."""
    raw = lexicon.changes("both")
    parts = "|".join(re.escape(word) for word in sorted(raw["parts"], key=len, reverse=True))
    letters = raw["letters"]
    marks = (
        rf"^[ \t]*(?:(?:{parts})\s*[(]?(?P<part>\d{{1,3}})[)]?\s*[-–.:)]*"
        r"|[(\[]?(?P<number>\d{1,2})[)\]]?\s*[-–—.):ـ/](?!\d)"
        r"|(?P<ordinal>[^\W\d_]{3,9})[\u064b-\u0652]*(?:\s+عشر)?\s*[-–:./)،]"
        rf"|[(](?P<letter>[a-z]|[{letters}]|[ivx]{{1,5}})[)]|(?P<bare>[a-h{letters}])[.)\-–ـ/]\s)"
    )
    first = rf"[^\n]{{0,200}}?[.:]\s+[(](?P<letter>[ai{letters[0]}])[)]\s"
    return re.compile(marks, re.I | re.M), re.compile(first)


@cache
def _ordinals() -> dict[str, str]:
    arabic = {fold(word): str(n) for n, word in enumerate(ORDINALS, 1)}
    stems = dict.fromkeys(word.removesuffix("ly") for word in lexicon.english()["grammar"]["ordinals"])
    return arabic | {form: str(n) for n, stem in enumerate(stems, 1) for form in (stem, stem + "ly")}


def numbers_at(text: str, place: int) -> tuple[str, ...]:
    """The items around a place: the last mark of each rank before it, a mark of a higher rank closing the lower ones.
    Ranks stand in the order in which the text first opens them after the one above."""
    ranks: list[tuple[str, str]] = []
    line_end = text.find("\n", place)
    marks, first = _marks()
    for mark in marks.finditer(text, 0, len(text) if line_end < 0 else line_end):
        if mark.start() > place:
            break
        kind, value = _kind(mark, dict(ranks).get("letter"))
        if kind is None:
            continue
        kinds = [k for k, _ in ranks]
        if kind in kinds:
            del ranks[kinds.index(kind) :]
        ranks.append((kind, value))
        inner = first.match(text, mark.end()) if kind == "part" else None
        if inner is not None and inner.end() <= place + 5:
            ranks.append(("letter", inner["letter"]))
    return tuple(value for _, value in ranks)


def _kind(mark: re.Match[str], above: str | None) -> tuple[str | None, str]:
    """The rank of a mark and its number. ``above``: the letter of the item around, which tells '(i)' from '(i)'."""
    if mark["part"]:
        return "part", western(mark["part"])
    if mark["number"]:
        return "number", western(mark["number"])
    if mark["ordinal"]:
        number = _ordinals().get(fold(mark["ordinal"]))
        return ("ordinal", number) if number else (None, "")
    letter = mark["letter"] or mark["bare"]
    if not letter:
        return None, ""
    letter = letter.casefold()
    roman = set(letter) <= set("ivx") and (len(letter) > 1 or above not in (None, chr(ord(letter) - 1)))
    return ("roman" if roman else "letter"), letter
