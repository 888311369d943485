"""Words of time that name no day ('before the end of the school year', 'in due course'), in both languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tracker.calendars.expressions import find
from tracker.calendars.profiles import profile
from tracker.orders import lexicon
from tracker.orders.tokens import Token, tokenise
from tracker.orders.wordlists import Phrases, words

NEAR = 5
"""So many words before a stretch of time a limit may stand: 'before the end of the school year'."""
LANGUAGES = ("ar", "en")


def vague_time(clause: str) -> str | None:
    """The words of a clause that set a time without a day, with the limit before them; None where there are none."""
    for pattern in map(_ahead, LANGUAGES):
        if found := pattern.search(clause):
            return found.group()
    tokens = tokenise(clause)
    for times, periods, limits in map(_words, LANGUAGES):
        for i in range(len(tokens)):
            taken = times.at(tokens, i)
            begin = i if taken else None
            if not taken and (taken := periods.at(tokens, i)):
                begin = _limit(tokens[:i], limits)
            if begin is not None:
                return clause[tokens[begin].start : tokens[i + taken - 1].end]
    return None


def counts_back(said: str) -> bool:
    """Whether it is so long before something that has no date ('two weeks before each meeting')."""
    return any(pattern.match(said) for pattern in map(_ahead, LANGUAGES))


def unread(clause: str) -> str | None:
    """A period that nobody could read ('within 3,5 days'), where the clause has no other limit."""
    for language in LANGUAGES:
        found = re.search(lexicon.vague(language)["unread"].replace(" ", r"\s+"), clause, re.I)
        if found is not None and not any(
            t.count for t in find(found.group(), language, None, profile("literal")) if t.role
        ):
            return found.group()
    return None


def _limit(before: Sequence[Token], limits: frozenset[str]) -> int | None:
    """Where the limit before a stretch begins: the first of the limiting words near it ('before the end of …')."""
    near = range(max(0, len(before) - NEAR - 1), len(before))
    found = [k for k in near if before[k].form in limits]
    return found[0] if found else None


@cache
def _ahead(language: str) -> re.Pattern[str]:
    """'Three days before the meeting': whatever spaces part the words."""
    return re.compile(lexicon.vague(language)["ahead"].replace(" ", r"\s+").replace(r"\s+?", r"\s*"), re.I)


@cache
def _words(language: str) -> tuple[Phrases, Phrases, frozenset[str]]:
    raw = lexicon.vague(language)
    return Phrases(raw["times"]), Phrases(raw["periods"]), words(raw["limits"])
