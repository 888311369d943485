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
    r"covered|subject|applicable|eligible|available|enumerated|defined|extended|approved|received|funded|owned|imposed|taken|adopted|between|among|against|over|upon|and|or|nor|shall|must)\b|[,;:(—–]"
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


_BODY = re.compile(r"\b(?:agenc|offic|department|secretar|director|head|minist|commission|counc|committee|board)", re.I)
# 'Agency administering benefit programs': who does what follows
_WHO_DO = re.compile(
    r"(?:[\w’'-]+\s+){0,3}?(?P<head>agenc(?:y|ies)|offices?|departments?|heads?|officials?|officers?|members?|persons?|contractors?|"
    r"entit(?:y|ies)|compan(?:y|ies)|banks?|carriers?|states?|ports?|units?|owners?)\s+[a-z]+ing\b",
    re.I,
)
_JUST_NOW = 3  # duties back to which 'this review' points
_BRANCH_OF = re.compile(r"\s+\((?P<words>[A-Z][^()]{2,40})\)\s*(?:hereby\s+|also\s+)?$")
_DEPARTMENT = 3  # words of such a name
_TWO = re.compile(r"[\w’'-]+(?:\s+[\w’'-]+){0,3}\s+(?:and|or)\s+(?:[\w’'-]+\s+){0,3}?(?P<last>[\w’'-]+)$")


@cache
def _words(entry: str) -> frozenset[str]:
    return frozenset(lexicon.english()["things"][entry])


def head_noun(name: str) -> str:
    """The head of a noun phrase in lower case: 'plans' of 'Land use plans under the Act'; empty where there is none."""
    plain = re.sub(r"\([^()]*\)", " ", name).strip(" ,;:—–")
    opened = _DETERMINER.match(plain + " ")
    plain = plain[opened.end() :] if opened is not None and opened.end() < len(plain) else plain
    body = _WHO_DO.match(plain)
    if body is not None:
        return body.group("head").casefold()
    cut = _AFTER_HEAD.search(plain)
    words = (plain[: cut.start()] if cut is not None and cut.start() else plain).split()
    return words[-1].strip(".,’'“”\"").casefold() if words else ""


def _head(name: str) -> str:
    """The head noun, of 'such risk governance and management frameworks' the last: two attributes of one head."""
    joined = _TWO.match(name.split(",")[0])
    last = joined.group("last").casefold() if joined is not None and _BODY.search(name) is None else ""
    return last if last in _words("papers") else head_noun(name)


def is_thing(name: str) -> bool:
    """Whether a subject names what nobody can tell to do something: a paper, a rate, a provision."""
    head = _head(name)
    if is_department(name):
        return False
    if head in _words("bodies") and re.search(rf"\b{head.capitalize()}\b", name) is not None:
        return False
    return head in _words("papers") or head in _words("others") or _NUMBERED.match(name) is not None


def is_department(name: str) -> bool:
    """'Finance', 'Internal Audit': a department by its bare name, each word of it with a capital."""
    said, known = name.split(), lexicon.english()["subjects"]["departments"]
    last = " ".join(said).casefold()
    written = 0 < len(said) <= _DEPARTMENT and all(word[:1].isupper() for word in said)
    return written and (last in known or last.endswith(tuple(f" {each}" for each in known)))


def is_body(name: str) -> bool:
    """'By-law Services', 'the district clinics': a body by its head noun."""
    words, head = lexicon.english(), head_noun(name)
    known = (*words["head"]["offices"], *words["nominal"]["bodies"])
    return any(each in known for each in (head, head.removesuffix("s"), re.sub(r"ies$", "y", head)))


def is_paper(name: str) -> bool:
    """Whether a subject names something that somebody makes, and whose content an order can lay down."""
    return _head(name) in _words("papers")


def _begins(acts: str, entry: str) -> bool:
    bare = acts.removeprefix("not ")
    return bare.startswith(tuple(f"{verb} " for verb in _words(entry))) or bare in _words(entry)


def settles(acts: str) -> bool:
    """'Be 15 percent', 'take effect', 'be deemed': what an order brings about by saying so. ``acts``: lower case, from
    the verb on, without adverbs."""
    return _begins(acts, "settling") or re.match(r"(?:not\s+)?be\s+(?:\$?\d|zero\b|in\s+effect)", acts) is not None


def constitutes(acts: str, who: str | None) -> bool:
    """'Consist of', 'be chaired by', of a body also 'include': what the order itself makes of somebody."""
    if re.match(r"have\s+(?:[\w-]+\s+){1,8}?\w+(?:ed|en|pt|wn)\s+(?:by|within|before|on|at|in)\b", acts) is not None:
        return False  # 'have calls answered by an employee'
    body = head_noun(who or "") in lexicon.english()["nominal"]["bodies"] or (who or "").casefold().endswith(
        "task force"
    )
    often = re.match(r"(?:meet|sit)\s+at\s+(?:least|most|intervals|regular|such\s+intervals)\b", acts) is not None
    return (_begins(acts, "constituting") and not often) or (body and _begins(acts, "including"))


def in_full(text: str, name: str, end: int) -> str:
    """The words that an abbreviation stands for: 'National Recovery System' for 'NRS'; the name itself if none do."""
    short = re.fullmatch(r"(?:[Tt]he\s+)?(?P<short>[A-Z][A-Za-z]*[A-Z][A-Z]*)", name)
    if short is None:
        return name
    known = short.group("short")
    before = re.search(rf"\(\s*(?:the\s+)?{re.escape(known)}\)", text[:end])
    words = text[: before.start()].split()[-12:] if before is not None else []
    for n in range(len(words)):
        if "".join(w[0] for w in words[n:] if w[:1].isupper()) == known and words[n][:1].isupper():
            return " ".join(words[n:])
    return name


def with_branch(head: str, who: str | None) -> str | None:
    """'The Superintendent (Traffic)': which of several; not the short name that an order gives, '(OMB)'."""
    if who is None or len(who.split()) > 4 or re.search(r"\b(?:of|for|and)\b", who):
        return who
    found = _BRANCH_OF.search(head)
    if found is not None and not head[: found.start()].endswith(who):
        return who
    if found is None or found["words"].removesuffix("s").isupper() or {*found["words"].split()} & {*who.split()}:
        return who
    return f"{who} ({found['words']})"


def for_whom(text: str, start: int, end: int) -> str | None:
    """'Attendance is mandatory for all charge nurses'."""
    found = re.compile(
        r"\s+(?:for|on|upon)\s+(?:the\s+)?(?P<who>[^,;.]{3,80}?)(?=\s+(?:on|in|at|to|from|until|during|when)\s|[,;.]|$)"
    ).match(text, start, end)
    return found["who"] if found is not None and not is_thing(found["who"]) else None


def without_reference(name: str) -> str:
    """'Heads of agencies identified in section 3(a) of this order' without where they are identified."""
    return _REFERENCE.sub("", name) or name


def making(subject: str, earlier: Sequence[tuple[str, str | None]]) -> int | None:
    """Which duty makes the paper that ``subject`` names: the nearest earlier one with an addressee that speaks of it,
    or the last one for 'such measures'. ``earlier``: (words of the duty, its addressee), nearest first."""
    head = head_noun(subject)
    stem = re.sub(r"(?:ies|es|s|y)$", "", head)
    if len(stem) < 3 or (not _DETERMINER.match(subject.casefold()) and not subject[:1].isupper()):
        return None
    anaphoric = re.match(r"(?:such|these|those|this)\b", subject, re.I) is not None
    for number, (words, who) in enumerate(earlier[:_JUST_NOW] if anaphoric else earlier):
        if who is not None and re.search(rf"\b{re.escape(stem)}", words, re.I) is not None:
            return number
    return 0 if anaphoric and earlier and earlier[0][1] is not None else None
