"""The words of heads and feet of orders, as head.toml holds them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tracker.orders.wordlists import words


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Arabic words folded, English ones as written. What each set is for stands beside it in the file."""

    issued: frozenset[str]
    issued_where: frozenset[str]
    kinds: frozenset[str]
    after_number: frozenset[str]
    about: frozenset[str]
    labelled: frozenset[str]
    own_papers: frozenset[str]
    sessions: frozenset[str]
    taken: frozenset[str]
    held: frozenset[str]
    informed: frozenset[str]
    same_day: frozenset[str]
    clause_marks: frozenset[str]
    places: frozenset[str]
    agencies: frozenset[str]
    issued_in_english: tuple[str, ...]
    met: tuple[str, ...]
    addressed: tuple[str, ...]
    salutations: tuple[str, ...]
    occasions: frozenset[str]
    towns: frozenset[str]
    sessions_in_english: tuple[str, ...]
    deciding: tuple[str, ...]
    citing: frozenset[str]


@cache
def head_words() -> HeadWords:
    """Both languages, read once."""
    raw = tomllib.loads(files("tracker.orders").joinpath("head.toml").read_text("utf-8"))
    arabic, english = raw["ar"], raw["en"]
    return HeadWords(
        **{name: words(entry) for name, entry in arabic.items()},
        issued_in_english=tuple(english["issued"]),
        met=tuple(english["met"]),
        addressed=tuple(english["addressed"]),
        salutations=tuple(english["salutations"]),
        occasions=frozenset(english["occasions"]),
        towns=frozenset(english["places"]),
        sessions_in_english=tuple(english["sessions"]),
        deciding=tuple(english["deciding"]),
        citing=frozenset(english["citing"]),
    )
