"""Who can be told something: the head noun of an English subject, an agent or a thing. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tracker.orders import lexicon

_AFTER_HEAD = re.compile(
    r"\s+(?:of|for|in|on|under|to|by|from|with|at|within|as|that|which|who|whose|whom|pursuant|through|about|regarding|"
    r"concerning|relating|related|responsible|necessary|established|described|referred|referenced|called|required|"
    r"identified|reached|developed|issued|submitted|made|provided|conducted|listed|set|directed|created|formed|prepared|"
    r"covered|funded|owned|imposed|taken|adopted|between|among|against|over|upon|and|or|nor|shall|must)\b|[,;:(—–]"
)
_DETERMINER = re.compile(
    r"(?:(?:the|an?|all|each|every|any|no|such|these|those|this|that|both|its|their|his|her|our|your|other|of)\s+)+",
    re.I,
)
_REFERENCE = re.compile(
    r",?\s+(?:as\s+)?(?:identified|described|referred\s+to|referenced|listed|named|specified|called\s+for|set\s+forth|defined|"
    r"designated|established|directed|required)\s+(?:in|under|by|pursuant\s+to)\s+(?:sub)?(?:section|paragraph|clause)s?\b.*$",
    re.I | re.S,
)
_NUMBERED = re.compile(r"(?:the\s+)?(?:sub)?(?:section|paragraph|clause|article|chapter|title)s?\s+[\dIVX(]", re.I)


@cache
def _words(entry: str) -> frozenset[str]:
    return frozenset(lexicon.english()["things"][entry])


def head_noun(name: str) -> str:
    """The head of a noun phrase in lower case: 'plans' of 'Land use plans under the Act'; empty where there is none."""
    plain = re.sub(r"\([^()]*\)", " ", name).strip(" ,;:—–")
    opened = _DETERMINER.match(plain + " ")
    plain = plain[opened.end() :] if opened is not None and opened.end() < len(plain) else plain
    cut = _AFTER_HEAD.search(plain)
    words = (plain[: cut.start()] if cut is not None and cut.start() else plain).split()
    return words[-1].strip(".,’'“”\"").casefold() if words else ""


def is_thing(name: str) -> bool:
    """Whether a subject names what nobody can tell to do something: a paper, a rate, a provision."""
    head = head_noun(name)
    return head in _words("papers") or head in _words("others") or _NUMBERED.match(name) is not None


def is_paper(name: str) -> bool:
    """Whether a subject names something that somebody makes, and whose content an order can lay down."""
    return head_noun(name) in _words("papers")


def _begins(acts: str, entry: str) -> bool:
    return acts.startswith(tuple(f"{verb} " for verb in _words(entry))) or acts in _words(entry)


def settles(acts: str) -> bool:
    """'Be 15 percent', 'take effect', 'be deemed': what an order brings about by saying so. ``acts``: lower case, from
    the verb on, without adverbs."""
    return _begins(acts, "settling") or re.match(r"(?:not\s+)?be\s+(?:\$?\d|zero\b|in\s+effect)", acts) is not None


def constitutes(acts: str, who: str | None) -> bool:
    """'Consist of', 'be chaired by', of a body also 'include': what the order itself makes of somebody."""
    body = head_noun(who or "") in lexicon.english()["nominal"]["bodies"] or (who or "").casefold().endswith(
        "task force"
    )
    return _begins(acts, "constituting") or (body and _begins(acts, "including"))


def without_reference(name: str) -> str:
    """'Heads of agencies identified in section 3(a) of this order' without where they are identified."""
    return _REFERENCE.sub("", name) or name


def maker(subject: str, earlier: Sequence[tuple[str, str | None]]) -> str | None:
    """Who makes the paper that ``subject`` names: the addressee of the nearest earlier duty that speaks of it, or of
    the last one for 'such measures'. ``earlier``: (words of the duty, its addressee), nearest first."""
    head = head_noun(subject)
    stem = re.sub(r"(?:ies|es|s|y)$", "", head)
    if len(stem) < 3 or (not _DETERMINER.match(subject.casefold()) and not subject[:1].isupper()):
        return None
    for words, who in earlier:
        if who is not None and re.search(rf"\b{re.escape(stem)}", words, re.I) is not None:
            return who
    anaphoric = re.match(r"(?:such|these|those|this)\b", subject, re.I) is not None
    return earlier[0][1] if anaphoric and earlier else None
