"""The words of one language, read from its TOML file: category -> canonical value -> phrases.

A category holds what the grammar needs to know of a word and nothing of how it is spelled. Arabic words are listed
without the article; with it they stand in the category ``<name>_def``, unless the lexicon lists the full form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from tracker.calendars.expressions.tokens import Token, tokenise

Value = int | str
Lattice = list[dict[str, list[tuple[int, Value]]]]
"""For every token the categories that begin at it, each with where it ends and its canonical value."""

LANGUAGES = ("ar", "en")
MARKS = {
    ",": "comma", "(": "open", ")": "close", "[": "open", "]": "close", "/": "slash", "-": "dash", ".": "dot",
    ":": "colon", "'": "apostrophe", "~": "dash", "|": "bar",
}  # fmt: skip
NOISE = "noise"
_OVER_NOISE = ("feast", "minutes_of")
_NEVER_FIRST = ("link", "teen_mark", "compound_only")


@dataclass(frozen=True, slots=True)
class _Phrase:
    rest: tuple[str, ...]
    category: str
    value: Value


@dataclass(frozen=True)
class Lexicon:
    """``numbers`` keeps the number words apart: word -> (role in a number, value)."""

    lang: str
    phrases: Mapping[str, tuple[_Phrase, ...]]
    numbers: Mapping[str, tuple[tuple[str, int], ...]]
    vocabulary: frozenset[str]

    def known(self, word: str) -> bool:
        return word in self.vocabulary

    def tokens(self, text: str) -> list[Token]:
        return tokenise(text, self.known, splits=self.lang == "ar")

    def lattice(self, tokens: Sequence[Token]) -> Lattice:
        """What every token may be. Words inside a phrase of the category ``noise`` ('up to date') are nothing, but for
        a longer name that begins with the same words ('three quarters of', 'three quarters of an hour')."""
        found: Lattice = [self._at(tokens, i) for i in range(len(tokens))]
        for i, categories in enumerate(found):
            for end, _ in categories.get(NOISE, ()):
                if all(longer <= end for kept in _OVER_NOISE for longer, _ in categories.get(kept, ())):
                    for j in range(i, end):
                        found[j].clear()
        return found

    def _at(self, tokens: Sequence[Token], i: int) -> dict[str, list[tuple[int, Value]]]:
        token = tokens[i]
        found: dict[str, list[tuple[int, Value]]] = {}
        if token.kind == "word" and token.key not in self.vocabulary and token.bare is None:
            return found
        if token.kind == "mark":
            if token.key in MARKS:
                found[MARKS[token.key]] = [(i + 1, token.key)]
            if token.key not in self.phrases:
                return found
        elif token.kind == "digits":
            found["digits"] = [(i + 1, token.key)]
            if token.key not in self.phrases:
                return found
        after = tokens[i + 1].key if i + 1 < len(tokens) else None
        for phrase in self.phrases.get(token.key, ()):
            if not phrase.rest or phrase.rest[0] == after:  # most fail at their second word
                self._add(found, tokens, i, phrase, phrase.category)
        if token.bare is not None:
            for phrase in self.phrases.get(token.bare, ()):
                self._add(found, tokens, i, phrase, f"{phrase.category}_def")
        for word in (token.key, token.bare):
            if word is not None and any(role not in _NEVER_FIRST for role, _ in self.numbers.get(word, ())):
                found["number_word"] = [(i + 1, word)]
        return found

    def _add(
        self, found: dict[str, list[tuple[int, Value]]], tokens: Sequence[Token], i: int, phrase: _Phrase, category: str
    ) -> None:
        end = i + 1 + len(phrase.rest)
        if end <= len(tokens) and all(tokens[i + 1 + k].key == word for k, word in enumerate(phrase.rest)):
            found.setdefault(category, []).append((end, phrase.value))


@cache
def load(lang: str) -> Lexicon:
    """The lexicon of a language of LANGUAGES."""
    raw = tomllib.loads(files(__package__).joinpath(f"{lang}.toml").read_text("utf-8"))
    phrases: dict[str, list[_Phrase]] = {}
    numbers: dict[str, list[tuple[str, int]]] = {}
    vocabulary: set[str] = set()
    for role, entries in raw.pop("number").items():
        for value, words in entries.items():
            for word in words:
                key = _words(word)[0]
                numbers.setdefault(key, []).append((role, int(value)))
                vocabulary.add(key)
    for category, entries in raw.items():
        for value, listed in entries.items():
            for phrase in (each for written in listed for each in alternatives(written)):
                words = _words(phrase)
                vocabulary.update(words)
                vocabulary.update(word[2:] for word in words[1:] if lang == "ar" and word.startswith("ال"))
                canonical = int(value) if value.lstrip("-").isdigit() else value
                phrases.setdefault(words[0], []).append(_Phrase(words[1:], category, canonical))
    return Lexicon(
        lang,
        {word: tuple(found) for word, found in phrases.items()},
        {word: tuple(found) for word, found in numbers.items()},
        frozenset(vocabulary),
    )


def alternatives(written: str) -> list[str]:
    """The phrases that an entry stands for: 'in a (time|period) of' is two."""
    parts = re.split(r"\(([^()]*)\)", written)
    choices = [part.split("|") if n % 2 else [part] for n, part in enumerate(parts)]
    return list(dict.fromkeys("".join(each) for each in product(*choices)))


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(token.key for token in tokenise(phrase, lambda _: False, splits=False))
