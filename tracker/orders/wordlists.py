"""Sets of words and of phrases in the folded spelling, as the lexicons hold them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.orders.tokens import Token, fold

Phrase = tuple[str, ...]


def words(entry: str | Iterable[str]) -> frozenset[str]:
    """A set of single folded words."""
    return frozenset(fold(word) for word in (entry.split() if isinstance(entry, str) else entry))


class Phrases:
    """Sequences of words, found by their first word; the longest wins. Words of an entry are joined by ``_``."""

    def __init__(self, entry: str | Iterable[str], conjunctions: bool = True) -> None:
        known: dict[str, list[Phrase]] = {}
        for item in entry.split() if isinstance(entry, str) else entry:
            phrase = tuple(fold(part) for part in item.replace(" ", "_").split("_") if part)
            known.setdefault(phrase[0], []).append(phrase)
        for phrases in known.values():
            phrases.sort(key=len, reverse=True)
        joined = {c + first: phrases for first, phrases in known.items() for c in "وف"} if conjunctions else {}
        # by the word as it stands, so that most words cost one look-up
        self._by_first = {first: known.get(first, []) + joined.get(first, []) for first in known | joined}

    def at(self, tokens: list[Token], i: int) -> int:
        """How many tokens a phrase takes from ``i`` on, 0 for none. A joined 'and' before the first word is allowed."""
        phrases = self._by_first.get(tokens[i].form)
        if phrases is None:
            return 0
        for phrase in phrases:
            if len(phrase) == 1 or all(
                i + k < len(tokens) and tokens[i + k].form == part for k, part in enumerate(phrase[1:], 1)
            ):
                return len(phrase)
        return 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb of ordering with what it governs."""

    kind: str
    content: frozenset[str]
    to: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Masdar:
    """A verbal noun as it stands: its class, and the joined particles. ``definite``: with the article."""

    stem: str
    group: str
    conj: bool
    prep: str
    definite: bool
    suffix: str
    known: bool


def both_genders(known: frozenset[str]) -> frozenset[str]:
    """Participles in the accusative with their feminine ('adding', of him and of her)."""
    return known | {w[:-1] + "ه" for w in known if w.startswith("م") and w.endswith("ا")}
