"""Text made fit for print. Pure.

Controls that could hide or turn round what a reader sees (Unicode TR 36, 3.1; TR 9: embeddings, overrides, isolates)
are taken out of everything that is shown; the file a text came from is cited and keeps them.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from tracker.model import Text
from tracker.report.strings import phrase
from tracker.wording import date_text

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ONE = r"[A-Za-z0-9]+(?:[-_./:+@\\#='’]+[A-Za-z0-9]+)*"
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_WORD = rf"(?=[0-9]*[A-Za-z]){_ONE}"
_TOKEN = re.compile(rf"{_WORD}(?:(?:: | --?| ){_WORD})*|{_ONE}")
"""Latin words that follow each other are one piece ('tracker ingest --open', 'kind: on'): isolated each for itself,
they would stand in the order of the Arabic around them, the last one first."""


def clean(text: str) -> str:
    """``text`` without bidirectional controls; control characters and lone surrogates become U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", _TURNING.sub("", text))


def clean_text(text: Text) -> Text:
    """Every language cleaned; a blank one is left out."""
    return {tag: clean(words) for tag, words in text.items() if words.strip()}


def say(text: Text, language: str) -> tuple[str, str]:
    """The words in ``language``, else in the first one there is, and the language they are in (``und``: not known)."""
    if language in text:
        return text[language], language
    return next(((words, tag) for tag, words in text.items()), ("", language))


def latin_runs(text: str) -> list[tuple[str, bool]]:
    """``text`` cut into (piece, isolate): identifiers, dates, file names and cells that Arabic prose would tear apart.

    A bare number needs no isolation (TR 9 keeps its digits together); a token with a letter or a separator does.
    """
    pieces: list[tuple[str, bool]] = []
    position = 0
    for match in _TOKEN.finditer(text):
        if match.group().isdigit():
            continue
        if match.start() > position:
            pieces.append((text[position : match.start()], False))
        pieces.append((match.group(), True))
        position = match.end()
    if position < len(text):
        pieces.append((text[position:], False))
    return pieces


def marked(text: str) -> str:
    """Running Arabic with marks around what runs the other way, for cells and other places without markup.

    Inside stands LRM, outside RLM (TR 9): a bracket or a quotation mark beside an identifier stays beside it, and no
    digit of a date is taken for part of the Arabic before it. Marks, not isolates: every program knows them.
    """
    if not _ARABIC_LETTER.search(text):
        return text
    return "".join(f"\u200f\u200e{piece}\u200e\u200f" if alone else piece for piece, alone in latin_runs(text))


def policy_text(name: str, title: Text, language: str) -> str:
    """A counting policy by its title, with the name it has in the settings: 'Iraqi administrative calendar (iq)'."""
    return f"{say(title, language)[0]} ({name})" if title else name


def moment_text(moment: datetime, language: str) -> str:
    """A moment in words, with its zone as an offset."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    zone = f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return phrase("moment", language, day=date_text(moment.date(), language), time=f"{moment:%H:%M}", zone=zone)
