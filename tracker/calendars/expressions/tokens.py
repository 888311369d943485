"""Text -> tokens with folded keys; every token knows its place in the original text.

Folding makes the spellings of one word equal: hamza seats, final ya and alef maqsura, ta marbuta and ha, diacritics,
tatweel, zero-width and bidirectional controls, presentation forms, case, Arabic-Indic and Persian digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_letters
from typing import NamedTuple

_FOLDED = {
    **dict.fromkeys("أإآٱا", "ا"),
    **dict.fromkeys("ىیئي", "ي"),
    "ؤ": "و",
    "ة": "ه",
    "ک": "ك",
    "ە": "ه",
    "ہ": "ه",
    "ء": "",
    "ـ": "",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "–": "-",
    "—": "-",
    "‑": "-",
    "‐": "-",
    "−": "-",
    "،": ",",
    "؛": ";",
}
_MAX_WORD = 40
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_PLAIN = str.maketrans(
    {
        **{c: c for c in _LETTERS},
        **{c: c.lower() for c in ascii_letters},
        **{c: f for c, f in _FOLDED.items() if len(f) == 1 and f.isalpha()},
    }
)
_PIECE = re.compile(f"[{''.join(map(chr, _PLAIN))}]{{2,}}|.", re.S)


class Token(NamedTuple):
    """``text[start:end]`` of the original; ``kind``: word | digits | mark | clitic. ``spaced``: white space (or the
    beginning of the text) before it. ``bare``: an Arabic word without its article, None where it has none."""

    start: int
    end: int
    key: str
    kind: str
    spaced: bool
    bare: str | None = None


@cache
def _fold_char(char: str) -> str:
    """The folded form of one character; '' for what does not count (controls, diacritics, tatweel)."""
    if char in _FOLDED:
        return _FOLDED[char]
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cc") and not char.isspace():
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if "\ufb50" <= char <= "\ufefc" or "\uff01" <= char <= "\uff5e":
        plain = unicodedata.normalize("NFKC", char)
        if char not in plain:  # ornate brackets and whole phrases in one sign stand for themselves
            return "".join(map(_fold_char, plain))
    return char.lower()


def fold(text: str) -> str:
    """The key of a word or phrase, as the lexicon is keyed."""
    return " ".join("".join(map(_fold_char, word)) for word in text.split())


@dataclass(slots=True)
class _Run:
    """Folded characters of one kind in a row, each with the place of its original."""

    kind: str
    chars: list[str]
    places: list[int]
    spaced: bool
    stop: int

    def token(self, start: int = 0, end: int | None = None, kind: str | None = None) -> Token:
        end = len(self.chars) if end is None else end
        key = "".join(self.chars[start:end])
        first, last = self.places[start], self.stop if end == len(self.chars) else self.places[end - 1] + 1
        return Token(first, last, key, kind or self.kind, self.spaced and start == 0)


def _kind(char: str) -> str:
    if char.isdecimal():
        return "digits"
    return "word" if char.isalpha() else "mark"


@cache
def _described(char: str) -> tuple[tuple[str, str], ...]:
    """The folded characters of one original character, each with its kind."""
    return tuple((folded, _kind(folded)) for folded in _fold_char(char))


def _runs(text: str) -> list[_Run]:
    runs: list[_Run] = []
    last: _Run | None = None
    spaced = True
    for piece in _PIECE.finditer(text):
        place, original = piece.start(), piece.group()
        if len(original) > 1:  # letters that fold one to one
            folded, stop = original.translate(_PLAIN), piece.end()
            if last is not None and last.kind == "word" and not spaced:
                last.chars.extend(folded)
                last.places.extend(range(place, stop))
                last.stop = stop
            else:
                last = _Run("word", list(folded), list(range(place, stop)), spaced, stop)
                runs.append(last)
            spaced = False
            continue
        if original.isspace():
            spaced = True
            continue
        described = _described(original)
        if not described and last is not None and not spaced and unicodedata.category(original) != "Cf":
            last.stop = place + 1  # a diacritic, a hamza on the line, tatweel: part of the word
        for char, kind in described:
            if last is not None and last.kind == kind and kind != "mark" and not spaced:
                last.chars.append(char)
                last.places.append(place)
                last.stop = place + 1
            else:
                last = _Run(kind, [char], [place], spaced, place + 1)
                runs.append(last)
            spaced = False
    return runs


def tokenise(text: str, known: Callable[[str], bool], splits: bool) -> list[Token]:
    """The tokens of ``text``. With ``splits`` an Arabic word whose rest is ``known`` gives its particles (و ف ب ل ك)
    as tokens of their own."""
    tokens: list[Token] = []
    for run in _runs(text):
        if splits and run.kind == "word" and len(run.chars) <= _MAX_WORD:
            tokens.extend(_split(run, known))
        else:
            tokens.append(run.token())
    return tokens


@lru_cache(maxsize=65536)
def _cut(word: str, known: Callable[[str], bool]) -> tuple[int, str, str | None] | None:
    """The number of particles before the known rest, the rest with its article written out, and the rest without it."""
    for cut in range(min(3, len(word))):
        particles, rest = word[:cut], word[cut:]
        if not _particles(particles):
            break
        bare = rest[2:] if rest.startswith("ال") and known(rest[2:]) else None
        if known(rest) or bare is not None:
            return cut, rest, bare
        if particles.endswith("ل") and rest.startswith("ل") and known(rest[1:]):
            return cut, "ال" + rest[1:], rest[1:]  # للشهر = ل + الشهر
    return None


def _particles(word: str) -> bool:
    return not word or (word[-1] in "بلكوف" and all(char in "وف" for char in word[:-1]))


def _split(run: _Run, known: Callable[[str], bool]) -> list[Token]:
    found = _cut("".join(run.chars), known)
    if found is None:
        return [run.token()]
    cut, key, bare = found
    body = run.token(cut, kind="word")
    spaced = run.spaced and cut == 0
    return [
        *(run.token(i, i + 1, kind="clitic") for i in range(cut)),
        Token(body.start, body.end, key, "word", spaced, bare),
    ]
