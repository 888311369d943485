"""Which obligation and which unit a cell means: by identifier, else by its words, else a question. Never a guess. Pure.

A match by words must pass a threshold, be ahead of the runner-up by a margin, hold the same numbers, and have for each
word a word like it: 'الفوج الأول' is no misspelling of 'الفوج الثاني'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from tracker.followup.folding import ascii_digits, by_script, clean, fold
from tracker.followup.lexicon import stem
from tracker.followup.records import Candidate
from tracker.model import Obligation, Text, Unit

THRESHOLD = 85
MARGIN = 6
WORD_LIKENESS = 70
SHOWN = 3
_SEPARATORS = re.compile(r"[\s\-‐-―_/\\.,:#]+")
_NUMBER = re.compile(r"\d+")
_ASIDES = re.compile(r"[()\[\]|\n–—:]|\s-\s")


@dataclass(frozen=True, slots=True)
class Match:
    """``id`` is None where it stays a question; ``how``: id | exact | near | none; the best candidates with scores."""

    id: str | None
    how: str
    score: int
    candidates: tuple[Candidate, ...] = ()


NOTHING = Match(None, "none", 0)


def identifier_key(text: str) -> str:
    """An identifier however it was typed: case, spaces, dashes, Arabic digits and leading zeros do not matter."""
    plain = ascii_digits(clean(text)).casefold()
    parts = [part for part in _SEPARATORS.split(plain) if part]
    return "-".join(str(int(part)) if part.isdigit() else part for part in parts)


class Names:
    """Things with an identifier and texts. Two identifiers with one ``identifier_key`` match neither."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._by_key: dict[str, list[str]] = {}
        self._texts: list[tuple[str, str]] = []
        self._exact: dict[str, set[str]] = {}
        self._found: dict[tuple[str, tuple[str, ...] | None], Match] = {}
        for name, wordings in texts.items():
            self._by_key.setdefault(identifier_key(name), []).append(name)
            for wording in wordings:
                folded = stem(fold(wording))
                if folded:
                    self._texts.append((name, folded))
                    self._exact.setdefault(folded, set()).add(name)

    def by_identifier(self, text: str) -> str | None:
        """The one thing of this identifier, alone in the cell or first in it ('MOI-2020-08-20/04 – committee')."""
        key = identifier_key(text)
        found = self._by_key.get(key, [])
        if found:
            return found[0] if len(found) == 1 else None
        longest = [names for known, names in self._by_key.items() if key.startswith(known + "-") and "-" in known]
        heads = [names[0] for names in longest if len(names) == 1]
        best = max(heads, key=lambda name: len(identifier_key(name)), default=None)
        rest = key[len(identifier_key(best)) + 1 :] if best else ""
        return best if best and not rest[:1].isdigit() else None

    def find(self, text: str, among: tuple[str, ...] | None = None) -> Match:
        """The thing that a cell means. ``among``: where a match by words may come from; identifiers are free of it."""
        if (text, among) not in self._found:
            self._found[text, among] = self._find(text, among)
        return self._found[text, among]

    def _find(self, text: str, among: tuple[str, ...] | None) -> Match:
        named = self.by_identifier(text)
        if named is not None:
            return Match(named, "id", 100, (Candidate(named, 100),))
        allowed = None if among is None else set(among)
        folded = stem(fold(text))
        if not folded:
            return NOTHING
        parts = {stem(fold(part)) for part in (*_ASIDES.split(text), *by_script(text))} | {folded}
        same = {name for part in parts for name in self._exact.get(part, set()) if allowed is None or name in allowed}
        same |= {name for part in _ASIDES.split(text) if (name := self.by_identifier(part)) is not None}
        if len(same) == 1:
            name = same.pop()
            return Match(name, "exact", 100, (Candidate(name, 100),))
        candidates = self._ranked(folded, allowed)
        shown = tuple(Candidate(name, score) for name, score, _ in candidates[:SHOWN])
        if not candidates:
            return NOTHING
        best, score, wording = candidates[0]
        second = candidates[1][1] if len(candidates) > 1 else 0
        sure = score >= THRESHOLD and score - second >= MARGIN and not same and _alike(folded, wording)
        return Match(best if sure else None, "near" if sure else "none", score, shown)

    def nearest(self, text: str) -> tuple[Candidate, ...]:
        """The candidates for an identifier or a wording that is unknown."""
        key = identifier_key(text)
        by_id = process.extract(key, list(self._by_key), scorer=fuzz.ratio, limit=SHOWN)
        scores = {self._by_key[known][0]: round(score) for known, score, _ in by_id}
        for name, score, _ in self._ranked(stem(fold(text)), None)[:SHOWN]:
            scores[name] = max(scores.get(name, 0), score)
        ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        return tuple(Candidate(name, score) for name, score in ranked[:SHOWN])

    def looks_like_identifier(self, text: str) -> bool:
        """Whether a cell is shaped like our identifiers: one word, with a digit and a separator, or close to one."""
        plain = clean(text)
        if not plain or " " in plain.strip():
            return False
        key = identifier_key(plain)
        return bool(_NUMBER.search(key)) and ("-" in key or any(known.startswith(key[:3]) for known in self._by_key))

    def _ranked(self, folded: str, allowed: set[str] | None) -> list[tuple[str, int, str]]:
        """(name, score, its wording), best first, each name once."""
        best: dict[str, tuple[int, str]] = {}
        for name, wording in self._texts:
            if allowed is not None and name not in allowed:
                continue
            score = _score(folded, wording)
            if score > best.get(name, (-1, ""))[0]:
                best[name] = (score, wording)
        return sorted(((name, *entry) for name, entry in best.items()), key=lambda entry: (-entry[1], entry[0]))


def _score(text: str, wording: str) -> int:
    """0 to 100. A shortened title counts where it keeps at least three words and 12 letters of the whole."""
    score = max(fuzz.ratio(text, wording), fuzz.token_sort_ratio(text, wording))
    if len(text.split()) >= 3 and len(text) >= 12 and len(text) <= len(wording):
        score = max(score, 0.95 * fuzz.token_set_ratio(text, wording))
    return round(score)


def _alike(text: str, wording: str) -> bool:
    """The same numbers, and a like word for each word of the cell."""
    if set(_NUMBER.findall(text)) - set(_NUMBER.findall(wording)) or _NUMBER.findall(wording) != _NUMBER.findall(text):
        return False
    words = wording.split()
    return all(any(fuzz.ratio(word, other) >= WORD_LIKENESS for other in words) for word in text.split())


def unit_names(units: Iterable[Unit], former: Mapping[str, Iterable[Text]]) -> Names:
    """By what units are called, and by what those in ``former`` were called before."""
    return Names({u.id: [*_texts(u.name), *(w for old in former.get(u.id, ()) for w in _texts(old))] for u in units})


def obligation_names(obligations: Iterable[Obligation]) -> Names:
    return Names(
        {
            one.id: [*_texts(one.text), *([one.quote] if one.quote else []), *([one.action] if one.action else [])]
            for one in obligations
        }
    )


def _texts(text: Text) -> list[str]:
    return [wording for wording in text.values() if wording]
