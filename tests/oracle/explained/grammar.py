"""Sentences with places: days, counts, states. What a sentence says is compared with what may be said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from oracle.explained.text import STATES, VERDICTS, days_in, named

DATE = r"(?:[A-Z][a-z]+ )?\d{1,2} [A-Z][a-z]+ \d{4}"
UNITS = r"(?:working |Hijri )?(?:day|week|month|year|hour|case|report)s?"
PLACES = {
    "D": DATE,
    "N": rf"\d+(?: {UNITS})?",
    "S": "|".join(english for english, _ in STATES.values()),
    "V": "|".join(sorted((english for english, _ in VERDICTS.values()), key=len, reverse=True)),
    "T": r".+?",
}
Says = Callable[[Any], Sequence[Any] | None]
"""What may stand in the places of a sentence about a duty; None where the sentence is not true of it."""


class Sentence:
    """``Not done, {N} past the due date {D}.``: D a day, N a count, S a state, V a verdict, T any words."""

    def __init__(self, form: str, says: Says) -> None:
        self.form, self.says = form, says
        self.kinds = re.findall(r"\{([DNSVT])\}", form)
        parts = re.split(r"\{[DNSVT]\}", form)
        pattern = re.escape(parts[0])
        for kind, part in zip(self.kinds, parts[1:], strict=True):
            pattern += f"({PLACES[kind]})" + re.escape(part)
        self.pattern = re.compile(pattern)

    def values(self, found: re.Match[str]) -> list[Any]:
        return [self._value(kind, text) for kind, text in zip(self.kinds, found.groups(), strict=True)]

    def _value(self, kind: str, text: str) -> Any:
        if kind == "D":
            return days_in(text)[0]
        if kind == "N":
            return int(text.split()[0])
        return named(text, {"S": STATES, "V": VERDICTS}[kind]) if kind in "SV" else text


def read(text: str, sentences: Sequence[Sentence], of: Any, seen: list[str] | None = None) -> Iterator[str]:
    """Complaints about a text that consists of such sentences: what nobody can read, and what is not so."""
    rest = text.strip()
    while rest:
        matches = [(s, found) for s in sentences if (found := s.pattern.match(rest)) and _ends(rest, found.end())]
        if not matches:
            yield f"no reading of “{rest}”"
            return
        doubts = []
        for sentence, found in matches:
            expected, said = sentence.says(of), sentence.values(found)
            if expected is not None and (list(expected) == said or _any(expected, said)):
                doubts = []
                break
            doubts.append(f"“{found.group()}”: it may say {_shown(expected)}")
        yield from doubts[:1]
        if seen is not None:
            seen.append(sentence.form)
        rest = rest[found.end() :].strip()


def _ends(text: str, place: int) -> bool:
    return place == len(text) or text[place] == " "


def _any(expected: Sequence[Any], said: list[Any]) -> bool:
    """A set in a place holds all that may be said there."""
    return len(expected) == len(said) and all(
        word in may if isinstance(may, set | frozenset) else word == may
        for may, word in zip(expected, said, strict=True)
    )


def _shown(expected: Sequence[Any] | None) -> str:
    return "nothing of the kind" if expected is None else ", ".join(str(value) for value in expected)
