"""What a cell says of a state, in free words. Pure; a cell that cannot be read gives a Fault, never a guess.

A phrase counts where the lexicon has it, alone or with words that change nothing. A sign before it turns it as
``states.toml`` says ('غير' before 'منجز'). A slip of the pen is overlooked only where it cannot be another word: what
denies, promises, doubts or does a part differs from what is done by a letter or two (docs/decisions/0058).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA

from tracker.followup.dates import Fault, mentions_date
from tracker.followup.folding import fold
from tracker.followup.lexicon import PSEUDO_STATES, Lexicon
from tracker.followup.values import is_standing, text_of
from tracker.model import Modality, Obligation, Pattern, State

_HALVES = re.compile(r"[/|(\n–—)]|\s-\s")
_PARTED = re.compile(r"[,،;؛:/|()\[\]\n–—]|[.!]\s*\w|\s-\s")
"""Marks that part two statements: a sign before one of them says nothing of what stands behind it."""
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN_SLIP, _LATIN_TWO_SLIPS = 7, 10
"""Letters from which one slip, and two, are overlooked in a word of Latin letters; below, words differ by one."""
_ARABIC_SLIP, _WITH_ALEF = 6, 5
_CONFUSED = str.maketrans("ذظصط", "دضست")
"""Letters that many write one for the other; hamzas, alef maqsura and ta marbuta are folded already."""


def read_state(
    value: Any,
    obligation: Obligation,
    lexicon: Lexicon,
    percent: float | None = None,
    header: str = "",
    incidents: int | None = None,
) -> State | Fault:
    """A state from free words. ``header``: what stands above; under 'منجز؟' a plain yes is understood. ``incidents``:
    the figure beside it, which says what a bare 'none' is about."""
    text = text_of(value) if not isinstance(value, bool) else ("yes" if value else "no")
    doubted = any(mark in text for mark in lexicon.doubts)
    found = None if doubted else named_state(text, lexicon) or _answered(text, header, lexicon)
    if found is None:
        return Fault("state-unreadable", {"value": text})
    if found not in PSEUDO_STATES:
        return State(found)
    standing = is_standing(obligation)
    if found in ("nil", "no_cases"):
        forbids = obligation.modality is Modality.PROHIBITION
        reports_events = obligation.pattern is Pattern.TRIGGERED and not forbids
        told = reports_events or (forbids and found == "no_cases") or (standing and incidents == 0)
        return State.KEPT if told else Fault("state-unreadable", {"value": text})
    if found == "ongoing":
        return State.KEPT if standing else State.IN_PROGRESS
    if standing:
        return State.NOT_KEPT
    return State.IN_PROGRESS if percent else State.NOT_STARTED


@lru_cache(maxsize=20_000)
def named_state(text: str, lexicon: Lexicon) -> str | None:
    """The state or pseudo-state that a text names: the whole of it; its two halves where they agree ('منجز / done'); a
    phrase with a date after it; a phrase that a sign turns; a slip of the pen."""
    folded = fold(text)
    known = _known(folded, lexicon)
    if known is not None:
        return known
    halves = {_known(fold(part), lexicon) for part in _HALVES.split(text) if fold(part)}
    if len(halves) == 1 and None not in halves:
        return halves.pop()
    return _turned(text, lexicon) or _leading(text, lexicon) or _slipped(folded, lexicon)


def _known(folded: str, lexicon: Lexicon) -> str | None:
    """A phrase of the lexicon; in the accusative as well ('منجزاً', folded 'منجزا')."""
    found = lexicon.states.get(folded)
    if found is None and folded.endswith("ا"):
        found = lexicon.states.get(_plain(folded))
    return found


def _plain(folded: str) -> str:
    words = folded.split()
    return " ".join(word[:-1] if word.endswith("ا") and len(word) >= _WITH_ALEF else word for word in words)


def _leading(text: str, lexicon: Lexicon) -> str | None:
    """'تم التنفيذ بتاريخ 25/8/2020': a known phrase, then only words that change nothing, or a date."""
    words = fold(text).split()
    for used in range(len(words) - 1, 0, -1):
        found = lexicon.states.get(" ".join(words[:used]))
        if found is None:
            continue
        rest = words[used:]
        plain = [word for word in rest if not word.isdigit()]
        known = all(word in lexicon.words["after_state"] or word in lexicon.months for word in plain)
        whole = " ".join(rest) in lexicon.words["after_state"]
        dated = len(plain) == len(rest) or mentions_date(text, lexicon)
        return found if (known or whole) and dated else None
    return None


# Signs that turn a phrase


def _turned(text: str, lexicon: Lexicon) -> str | None:
    """A sign and, behind it, a phrase of done or of kept: 'لم ينجز بعد', 'غيرمنجز', 'unexecuted', 'نصف منجز'."""
    if _PARTED.search(text):
        return None
    words = fold(text).split()
    for sign, rest in _signs(words, lexicon):
        core = [word for word in rest if word not in lexicon.signs["whole"]]
        said = _positive(core, lexicon, forms=sign != "part")
        if said is None:
            continue
        # 'Not fully done' is done in part; of keeping, a part is not enough.
        kind = "part" if sign == "denial" and said == "done" and len(core) < len(rest) else sign
        turned = lexicon.turned.get((kind, said))
        if turned is not None:
            return turned
    return None


def _signs(words: Sequence[str], lexicon: Lexicon) -> Iterator[tuple[str, Sequence[str]]]:
    """(kind of sign, the words it turns), the longest signs first."""
    for length in range(min(4, len(words) - 1), 0, -1):
        first, last = " ".join(words[:length]), " ".join(words[-length:])
        for sign in ("part", "denial", "going"):
            if first in lexicon.signs[sign]:
                rest = words[length:]
                yield sign, rest
                if sign == "denial":
                    yield from ((sign, rest[:-tail]) for tail in _tails(rest, lexicon))
        if last in lexicon.signs["part"]:
            yield "part", words[:-length]
    if words:
        for glued in lexicon.signs["glued"]:
            if words[0].startswith(glued) and len(words[0]) > len(glued) + 1:
                rest = [words[0][len(glued) :], *words[1:]]
                yield "denial", rest
                yield from (("denial", rest[:-tail]) for tail in _tails(rest, lexicon))


def _tails(words: Sequence[str], lexicon: Lexicon) -> Iterator[int]:
    """How many words at the end say no more than 'yet'."""
    for length in range(1, min(3, len(words) - 1) + 1):
        if " ".join(words[-length:]) in lexicon.signs["yet"]:
            yield length


def _positive(words: Sequence[str], lexicon: Lexicon, forms: bool) -> str | None:
    """Done or kept, where words say one of them without a denial of their own. ``forms``: of a verb or noun as well,
    which alone would be no statement ('ينجز', 'الإنجاز')."""
    if any(word in lexicon.words["negation"] for word in words):
        return None
    phrase = " ".join(words)
    said = _known(phrase, lexicon)
    if said is None and forms:
        said = lexicon.forms.get(phrase)
    return said if said in ("done", "kept") else None


# Slips of the pen


def _slipped(folded: str, lexicon: Lexicon) -> str | None:
    """The one state of whose phrases each word is written, but for slips. Done and kept are one (semantics §1)."""
    if any(char.isdigit() for char in folded):
        return None
    words = folded.split()
    found = {
        state
        for phrase, state in lexicon.states.items()
        if phrase.count(" ") == len(words) - 1
        and all(_same(word, meant, lexicon) for word, meant in zip(words, phrase.split(), strict=True))
    }
    if found == {"done", "kept"}:
        return "done"
    return found.pop() if len(found) == 1 else None


def _same(word: str, meant: str, lexicon: Lexicon) -> bool:
    """Whether a word is another with a slip in it, and cannot be a form of it or a word of its own."""
    if word == meant:
        return True
    if word in lexicon.signs["other"] or word in lexicon.words["negation"] or meant in lexicon.words["negation"]:
        return False
    if _ARABIC.search(word):
        return _same_arabic(word, meant)
    if word[0] != meant[0] or word[-1] != meant[-1] or min(len(word), len(meant)) < _LATIN_SLIP:
        return False
    return OSA.distance(word, meant) <= (1 if len(meant) < _LATIN_TWO_SLIPS else 2)


def _same_arabic(word: str, meant: str) -> bool:
    """One letter added or left out makes another tense, another person or another word of it: 'ملزم' is not 'ملتزم'.
    A doubled letter, letters that sound alike, and in a longer word one wrong letter or two in wrong order do not."""
    if word[0] != meant[0]:
        return False
    alike = [re.sub(r"(.)\1+", r"\1", one.translate(_CONFUSED)) for one in (_plain(word), _plain(meant))]
    if alike[0] == alike[1]:
        return True
    stems = [one.removeprefix("ال") for one in (word, meant)]
    same_length = len(word) == len(meant) and stems[0][:1] == stems[1][:1]
    return same_length and len(stems[0]) >= _ARABIC_SLIP and OSA.distance(word, meant) <= 1


def _answered(text: str, header: str, lexicon: Lexicon) -> str | None:
    """Yes or no under a heading that is itself a state ('منجز؟', 'Done?', 'ملتزم (نعم/لا)')."""
    says_yes, says_no = lexicon.has("yes", text), lexicon.has("no", text)
    asked = {lexicon.states.get(fold(part)) for part in re.split(r"[/|(\n–—)؟?]", header)} - {None}
    if len(asked) != 1 or not (says_yes or says_no):
        return None
    state = asked.pop()
    if says_yes:
        return state
    return {"done": "undone", "kept": "not_kept"}.get(str(state))
