"""Where a later clause of an English sentence begins: at a joint that a subject parts from its modal, or nothing. Pure.

A modal that no such joint opens stands in a subordinate clause ('a task force whose sole duty shall be to …'), and a
comma inside a list of nouns parts nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tracker.calendars.expressions import TimeExpression
from tracker.orders import lexicon
from tracker.orders.english_agents import head_noun, is_thing
from tracker.orders.english_phrases import adjunct, blanked, insert
from tracker.orders.english_words import listed


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{listed('grammar', 'finite')}|be|been|being|do|does|did|not)\b"
        r"|\bto\s+(?!(?:the|an?|any|each|every|all|this|that|these|its|their)\b)[a-z]+"
    )


_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose)\b")
_OPENING = re.compile(r"\b(?:that|whether|if|how|why|what|which|who|whom|whose|where|because|such\s+that)\b", re.I)
_DETERMINED = re.compile(
    r"(?:more|much|the|all|each|every|any|no|such|an?|these|those|this|his|her|its|their|both|our|your|one|two|three|other|nobody|no\s+one|"
    r"none|neither|anyone|everyone|it|they|he|she|we|you)\b|[“\"]?[A-Z0-9]",
)
_FRONTED = re.compile(
    r"\W*(?:if|when|where|whenever|because|while|although|though|unless|since|whereas|should|to\s+the\s+extent|in\s+determining|"
    r"in\s+assessing|in\s+deciding|in\s+considering|given\s+that|in\s+the\s+event|as)\b",
    re.I,
)


@cache
def _joints() -> re.Pattern[str]:
    added = listed("reports", "adding")
    return re.compile(
        rf"(?P<strong>,?\s+(?:and\s+)?(?:{added})(?:\s+also)?\s+that\s+"
        r"|[;,]\s+(?:and|but|or|nor|while|yet)\b,?\s+(?:also\s+)?(?:that\s+)?|[;:—–“”]\s*(?:and\s+|but\s+)?(?:that\s+)?"
        r"|[,;]\s+\"(?:and|but|or|nor)\s+"
        r"|\s(?:and|but)\b,?\s+(?:that\s+)?)|(?P<weak>,\s+(?:then\s+)?(?=(?:the|all|each|every|no)\s))",
        re.I,
    )


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a later clause begins (code points), and whether it has the subject of the one before."""

    start: int
    shared: bool


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(
        r"(?:\s|,|\b(?:also|then|further|hereby|thereafter|jointly|each|therefore|accordingly|in turn|in addition|"
        r"additionally|furthermore|moreover|if so|as appropriate|as necessary|as needed|\w+ly)\b)*",
        re.I,
    )


def _subject(segment: str) -> str | None:
    """What stands between a joint and a modal without adjuncts and insertions: the subject, '' where there is none;
    None where a clause stands there."""
    chunks = [c for c in segment.split(",") if c.strip(' ;:—–“”"')]
    while chunks and (adjunct().match(chunks[0].strip()) or insert().match(chunks[0].strip())):
        if _finite().search(chunks[0]) and not _FRONTED.match(chunks[0]) and len(chunks) > 1:
            pass  # 'After the inventory has been made, the office must'
        chunks.pop(0)
    while len(chunks) > 1 and insert().match(chunks[-1].strip()):
        chunks.pop()
    subject = ",".join(chunks).strip(' ,;:—–“”"')
    if not subject or _adverbs().fullmatch(subject):
        return ""
    return subject if _is_noun_phrase(subject) else None


def _is_noun_phrase(words: str) -> bool:
    """Whether words are one noun phrase, its relative clause included, and no verb phrase."""
    relative = _RELATIVE.search(words)
    bare = words[: relative.start()] if relative is not None else words
    if _finite().search(bare) or re.search(r"\b(?:whether|how|why|what|if|when|because|where|than)\b", bare):
        return False
    if _DETERMINED.match(bare):
        return True
    first, head = bare.split()[0].casefold() if bare.split() else "", head_noun(bare)
    verbs = lexicon.english()["verbs"]
    verbal = any(first in verbs[group] for group in ("boundary", "imperative", "standing", "enforcing"))
    following = bare.split()[1:2]
    if verbal and following and following[0].casefold() in verbs["determiners"]:
        return False
    return (head.endswith("s") and len(bare.split()) <= 8 and not (verbal and first != head)) or is_thing(bare)


def _agent(subject: str) -> bool:
    return _DETERMINED.match(subject) is not None and not is_thing(subject)


def joint(text: str, after: int, modal: int, times: Sequence[TimeExpression]) -> Joint | None:
    """The joint that opens the clause of a modal; None where the modal stands inside the clause before."""
    stretch = blanked(text[after:modal], after, times)
    places = list(_joints().finditer(stretch))
    for n in range(len(places) - 1, -1, -1):
        place = places[n]
        subject = _subject(stretch[place.end() :])
        if subject is None or (subject == "" and place.group("weak") is not None):
            continue
        if subject == "":
            if place.group().strip()[:1] in "“”:—–":
                if place.group().strip()[:1] == "”" and "and" in place.group():
                    return Joint(after + place.start() + 1, True)  # '… to “Report on Ports,” and shall send it'
                continue
            return Joint(after + place.start(), True)
        if _hangs(stretch, place, subject):
            continue
        if n > 0 and place.group("weak") is not None and _only_when(stretch, places[n - 1], place):
            n -= 1
            place = places[n]
        while n > 0 and place.group("strong") is not None and _lists(stretch, places[n - 1], place):
            n -= 1
            place = places[n]
        return Joint(after + place.start(), False)
    return _bare(stretch, after)


def _bare(stretch: str, after: int) -> Joint | None:
    """'Shall keep the books, shall preside, and shall vote': a comma and a modal with the subject of the one before."""
    rest = stretch.rstrip()
    if not rest.endswith(",") or _OPENING.search(rest) is not None:
        return None
    last = rest[:-1].rpartition(",")[2]
    if insert().match(last.strip()) or adjunct().match(last.strip()):
        return None
    return Joint(after + len(rest) - 1, True)


def _hangs(stretch: str, place: re.Match[str], subject: str) -> bool:
    """Whether a subject belongs to an open 'that', 'whether': '… whether dangerous or harmful policies should …'."""
    opened = list(_OPENING.finditer(stretch, 0, place.start()))
    if not opened or place.group().lstrip().startswith(";") or re.search(r"\bthat\s+$", place.group()):
        return False
    between = stretch[opened[-1].end() : place.start()]
    if ";" in between:
        return False
    if between.strip(" ,") and _finite().search(between) is None and _subject(between) is not None:
        return True
    return not _agent(subject)


def _only_when(stretch: str, before: re.Match[str], last: re.Match[str]) -> bool:
    """', and, not later than 210 days after …, the Director shall': nothing but a time, blanked, between 'and' and the
    subject; the clause has it."""
    return before.group("strong") is not None and not stretch[before.end() : last.start()].strip(" ,")


def _lists(stretch: str, before: re.Match[str], last: re.Match[str]) -> bool:
    """Whether the subject begins a joint earlier: '…, and the head of A and the head of B shall'."""
    between = stretch[before.end() : last.start()]
    if ";" in last.group() or before.group("strong") is None or not between.strip():
        return False
    serial = "," in between
    if "," in last.group() and not serial:
        return False
    parts = [p.strip() for p in between.split(",") if p.strip()]
    return all(_agent(p) and _is_noun_phrase(p) for p in parts)


def opening(text: str, start: int, modal: int, times: Sequence[TimeExpression]) -> Joint | None:
    """Where the clause of the first modal begins if a whole clause stands before it: 'Much has been done, but the
    offices must …'; None where the sentence begins with it."""
    head = blanked(text[start:modal], start, times)
    if _FRONTED.match(head) is not None or _subject(head) is not None or _finite().search(head) is None:
        return None
    place = joint(text, start, modal, times)
    strong = place is not None and re.match(r"[;,]\s+(?:and|but)\b|;", text[place.start :])
    return place if strong else None


def before_verb(words: str) -> str:
    """The subject of a clause in the indicative: 'the bodies' of 'the bodies, such as X, have a role'."""
    verb = re.search(r"\s(?:is|are|was|were|has|have|had|may|can|do|does|did)\s", words)
    return words[: verb.start()] if verb is not None else words


def opening_case(head: str, written: str) -> str | None:
    """'Until the audit is complete', 'Prior to any closure': the case or limit that opens a sentence, without its
    comma. ``head``: what stands before the modal, times blanked; ``written``: the same as it stands."""
    found = _CASE.match(head)
    if found is None or not found.group("rest").strip():
        return None
    return " ".join(written[found.start("case") : found.end("rest")].split())


def of_case(head: str) -> str | None:
    """Whom the case that opens a sentence speaks of: 'a party' in 'Where a party wishes to be heard, he …'."""
    found = re.match(
        r"\W*(?:if|when|where|whenever|should|once|unless)\s+(?:an?|any|each|every|the|some|one\s+of\s+the)\s+"
        rf"(?P<who>(?:[\w’'-]+\s+){{0,4}}?[\w’'-]+)\s+(?:who\s.*|(?:{listed('grammar', 'case_verbs')})\w*\b.*),",
        head,
        re.I,
    )
    return found["who"] if found is not None else None


_CASE = re.compile(
    r"\W*(?P<case>(?:if|when|where|whenever|until|unless|prior\s+to|before|after|upon|once|following|in\s+(?:the\s+)?(?:event|case)|should)\b)"
    r"(?P<rest>[^,;]*?)(?=\s*,)",
    re.I,
)


def fronted(text: str, start: int, modal: int, end_of_next: int, times: Sequence[TimeExpression]) -> bool:
    """Whether the first modal of a sentence stands in the clause that opens it: 'If the period must be shorter, the
    notice should …'. ``end_of_next``: where the modal after it begins."""
    head = blanked(text[start:modal], start, times)
    if _FRONTED.match(head) is None:
        return False
    chunks = head.split(",")
    last = chunks[-1].strip()
    if len(chunks) > 1 and last and _is_noun_phrase(last) and not re.match(r"(?:and|or|that|which|who)\b", last, re.I):
        return False
    tail = blanked(text[modal:end_of_next], modal, times)
    place = tail.rfind(",")
    return place >= 0 and bool(_subject(tail[place + 1 :]))
