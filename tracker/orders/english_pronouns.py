"""'It must not return to service': what a pronoun at the head of an English sentence stands for. Pure."""

from __future__ import annotations

import re
from functools import cache

from tracker.orders.english_agents import is_body
from tracker.orders.english_modals import Modal
from tracker.orders.english_words import listed

_KINDS = ("shall", "not", "directed")
# 'The Transport Service shall draw up …. It shall …'
_SUBJECT = re.compile(
    r"(?:The|Each|Every)\s+(?P<who>(?:[\w’'-]+\s+){0,5}?[\w’'-]+)\s+(?:shall|must|will|should|is\s+(?:\w+\s+)?to)\s+(?!be\b)"
)
_BEFORE = 400  # letters in which the sentence before stands


@cache
def _expletive() -> re.Pattern[str]:
    """'It must be remembered that …', 'it shall be the duty of …': it stands for what follows."""
    known = listed("pronouns", "expletive")
    return re.compile(
        rf"\s+(?:\w+ly\s+)?(?:be|remain|become)\s+(?:\w+ly\s+)?(?:{known})\b|[^,;.]{{0,60}}?\b(?:that|whether)\s", re.I
    )


def taken_up(text: str, modal: Modal, head: str) -> bool:
    """Whether a duty is laid on what the sentence before spoke of, by 'it' alone."""
    return modal.kind in _KINDS and head.strip().casefold() == "it" and _expletive().match(text, modal.end) is None


def body_before(text: str, start: int) -> str | None:
    """The body of which the sentences before spoke: 'A committee is formed. It shall report'; None of a thing."""
    begin = max(text.rfind("\n", 0, start), start - _BEFORE, 0)
    before = re.split(r"(?<=[.;])\s+(?=[A-Z])", text[begin:start].strip())
    sentence = next((one for one in reversed(before) if not one.startswith("It ")), "")
    subject = _SUBJECT.match(sentence)
    if subject is not None and is_body(subject["who"]):
        return subject["who"]
    bodies = listed("nominal", "bodies")
    found = re.search(rf"\b(?:an?|the|this)\s+(?P<who>(?:[\w-]+\s+){{0,3}}?(?:{bodies}))\b", sentence, re.I)
    return found["who"] if found is not None else None
