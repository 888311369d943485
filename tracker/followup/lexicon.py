"""The room's words: column names, states and small words, from TOML files beside this module and from tracker.toml.

Everything is folded once, here; the readers compare folded texts only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from tracker.findings import Refusal, at
from tracker.followup.folding import clean, fold
from tracker.model import State

NO_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType({})
PSEUDO_STATES = ("undone", "ongoing", "nil", "no_cases")


def stem(folded: str) -> str:
    """A folded text without the article: 'الحاله' and 'حاله' name the same column."""
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in folded.split())


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """``columns``: stemmed alias -> canonical column. ``states``: folded phrase -> state or pseudo-state.
    ``words``: kind -> folded words. ``months``: folded name -> 1 to 12. Compared by identity: it keys a cache.
    ``signs``: kind -> folded words that turn a state; ``turned``: (kind, state behind it) -> what both say; ``forms``:
    folded word -> the state that it says behind a sign only; ``doubts``: marks that leave any state open."""

    columns: Mapping[str, str]
    ignored_words: frozenset[str]
    states: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    raw_blanks: frozenset[str]
    months: Mapping[str, int]
    ticks: frozenset[str]
    signs: Mapping[str, frozenset[str]]
    turned: Mapping[tuple[str, str], str]
    forms: Mapping[str, str]
    doubts: tuple[str, ...]

    def is_blank(self, text: str) -> bool:
        """True for '', spaces and the marks that stand for an empty cell."""
        return not text.strip() or clean(text) in self.raw_blanks

    def has(self, kind: str, text: str) -> bool:
        """Whether the whole text is one of the words of that kind."""
        return fold(text) in self.words[kind] or (kind == "yes" and clean(text) in self.ticks)


def load(own: Mapping[str, Mapping[str, tuple[str, ...]]] = NO_WORDS) -> Lexicon:
    """The lexicon with an office's own words (``settings.lexicon``) added; they win over ours.

    Raises Refusal (``setting-unknown``) for an entry of ``columns`` or ``states`` that does not exist.
    """
    columns, states, words = (dict(_data(name)) for name in ("columns", "states", "words"))
    faults = [
        at("setting-unknown", None, file="tracker.toml", key=f"lexicon.{name}.{entry}", known=", ".join(known))
        for name, known in (("columns", [*columns]), ("states", [state.value for state in State]))
        for entry in own.get(name, {})
        if entry not in known
    ]
    if faults:
        raise Refusal(*faults)
    ignored_words = frozenset(stem(fold(word)) for word in columns.pop("ignored_words"))
    months = words.pop("months")
    signs, turned, forms, doubts = (states.pop(part) for part in ("signs", "turned", "forms", "doubts"))
    return Lexicon(
        columns=MappingProxyType(
            {stem(alias): name for alias, name in _inverted(columns, own.get("columns", {})).items()}
        ),
        ignored_words=ignored_words,
        states=MappingProxyType(_inverted(states, own.get("states", {}))),
        words=MappingProxyType({kind: frozenset(map(fold, entries)) - {""} for kind, entries in words.items()}),
        raw_blanks=frozenset(words["blank"]),
        months=MappingProxyType({fold(name): int(number) for number, names in months.items() for name in names}),
        ticks=frozenset(words["yes"]),
        signs=MappingProxyType({kind: frozenset(map(fold, entries)) - {""} for kind, entries in signs.items()}),
        turned=MappingProxyType({(sign, said): to for sign, pairs in turned.items() for said, to in pairs.items()}),
        forms=MappingProxyType(_inverted(forms, {})),
        doubts=tuple(doubts),
    )


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("tracker.followup").joinpath(f"{name}.toml").read_text("utf-8"))


def _inverted(ours: Mapping[str, Iterable[str]], own: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Folded word -> entry. Own words come last and so win."""
    found: dict[str, str] = {}
    for entries in (ours, own):
        for name, aliases in entries.items():
            found.update({fold(alias): name for alias in aliases if fold(alias)})
    return found
