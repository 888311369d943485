"""The modals of English sentences: where they stand, and whether they put a duty on somebody. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from tracker.calendars.expressions import Role, TimeExpression
from tracker.orders import lexicon
from tracker.orders.english_agents import head_noun, is_department, is_paper
from tracker.orders.english_layout import opens_list
from tracker.orders.english_phrases import blanked, purpose_subject
from tracker.orders.english_places import negative_subject
from tracker.orders.english_words import any_of, listed

RELATIVE = re.compile(
    r"(?:\b(?:that|which|who|whom|whether|what|how|where|if|when|as|than|because|ensure|ensuring)\b|[(])[^,;]*$", re.I
)
# 'Gatherings of more than fifty people': compares, and opens no clause
_COMPARED = re.compile(r"\b(?:more|less|fewer|other|rather|[a-z]{2,}er)\s+than\b", re.I)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:that|which|who|whom|whether|what|how|where|as|than)\s+(?:it\s+|they\s+|he\s+|she\s+|we\s+)?$", re.I
)


@dataclass(frozen=True, slots=True)
class Modal:
    """One modal in a sentence. ``kind``: shall | will | directed | exhort | not | due | formed | may.

    Places are code points."""

    start: int
    end: int
    kind: str


class Taken(NamedTuple):
    """A modal that orders. ``cut``: where its clause begins; ``who``: its subject; ``first``: where the clause of the
    first modal with this subject begins, whose times hold for it too."""

    modal: Modal
    cut: int
    who: str | None
    first: int


@cache
def modals() -> re.Pattern[str]:
    words = lexicon.english()["modals"]
    named = (
        ("denied", "past_not"),
        ("told", "past"),
        ("not", "may_not"),
        ("state", "states"),
        ("may", "no_may"),
        ("due", "due"),
        ("mandatory", "mandatory"),
        ("formed", "formed"),
        ("exhort", "exhorting"),
        ("directed", "directed"),
        ("shall", "shall"),
        ("will", "will"),
    )
    small = {"may": r"(?-i:may)(?!\s+(?:kindly|please)\b)"}
    parts = [
        # 'By 19 May' is no modal: 'may' alone is written small.
        f"(?P<{kind}>{'|'.join(small.get(w, _with_adverb(w)) for w in sorted(words[entry], key=len, reverse=True))})"
        for kind, entry in named
    ]
    impersonal = lexicon.english()["impersonal"]
    adverb, whom = (
        r"(?:strictly\s+|hereby\s+|absolutely\s+|also\s+|further\s+)?",
        r"(?:\s+(?:for|on|upon)\s+[^,;.]{2,80}?)?",
    )
    for kind, entry in (("barred", "forbidden"), ("bound", "needed")):
        known = "|".join(map(re.escape, impersonal[entry]))
        parts.append(rf"(?P<{kind}>it\s+(?:is|shall\s+be)\s+{adverb}(?:{known}){whom}\s+to)")
    parts.insert(0, f"(?P<given>{_GIVEN})")
    parts.insert(0, r"(?P<undertaken>undertakes?(?=\s+(?:the\s+)?(?:\w+ly\s+)?[a-z]{3,}ing\b))")
    parts.insert(0, r"(?P<parted>(?:is|are)(?=,\s[^,;.]{3,60},\s+to\s+[a-z]))")
    never = "|".join(map(re.escape, impersonal["never"]))
    parts.insert(0, rf"(?P<inverted>(?:{never})\s+(?:may|shall|must|should|will|can|is|are)\b)")
    all_of_them = [word for _, entry in named for word in words[entry]]
    all_of_them += ["it is", "is,", "have", "has", "given", "allowed", "granted", *impersonal["never"]]
    starts = "|".join(sorted({re.escape(word[:3]) for word in all_of_them}))  # most words are passed by at once
    return re.compile(rf"\b(?=(?:{starts}))(?:{'|'.join(parts)})\b", re.I)


def _with_adverb(modal: str) -> str:
    """'Are accordingly directed to', 'is therefore forbidden': an adverb inside a modal of several words."""
    told = re.fullmatch(r"(is|are)( (?:\w+(?:ed|en)|not|no longer)\b.*)", modal)
    if told is None:
        return re.escape(modal)
    adverbs = listed("modals", "inside")
    return rf"{told.group(1)}(?:,?\ (?:{adverbs}),?){{0,2}}{re.escape(told.group(2))}"


# 'Bus companies have until 30 June to comply', 'the contractor has thirty days to remove the rubble'
_GIVEN = (
    r"(?:(?:shall|will|must)\s+)?(?:have|has|(?:is|are|be)\s+(?:hereby\s+)?(?:given|allowed|granted))\s+"
    r"(?:until\s+[^.;:]{3,40}?|(?:(?:a|an)\s+(?:further\s+|maximum\s+|grace\s+)?period\s+of\s+|only\s+|up\s+to\s+)*"
    r"[\w-]+(?:\s+\(\w+\))?\s+(?:working\s+|calendar\s+|business\s+|clear\s+)?(?:hours?|days?|weeks?|months?)"
    r"(?:\s+(?:from|after|of|following)\s+[^.;:]{3,50}?)?)\s+(?:(?:in|within)\s+which\s+)?to(?=\s+(?!(?:appeal|object|complain|challenge|contest)\b)[a-z])"
)
_PAST = {"given": "directed", "told": "shall", "denied": "not", "barred": "not", "bound": "shall", "inverted": "not"}
_PAST |= {"undertaken": "directed", "parted": "directed"}


def kind_of(text: str, start: int, match: re.Match[str], report: bool) -> str | None:
    """The kind of a modal; what was said to be a duty ('said that nobody was to leave') is one in a report only."""
    kind = str(match.lastgroup)
    if kind in ("told", "denied"):
        telling = listed("reports", "telling")
        told = rf"\b(?:{telling})\b[^;“”\"]*\bthat\b"
        # 'He said parking would be banned'; 'said the firm had to pay' may only tell what it had to do
        told = rf"{told}|\b(?:{telling})\s+[^;,“”\"]{{2,60}}$" if match.group()[:1].casefold() == "w" else told
        if not report or re.search(told, text[start : match.start()], re.I) is None:
            return None
    return _PAST.get(kind, kind)


def told_whom(verb: str) -> str | None:
    """'It is not permissible for an employee to': whom an impersonal modal names."""
    found = re.search(r"\s(?:for|on|upon)\s+(?:(?:the|all the)\s+)?(?P<who>.{2,80}?)\s+to$", verb, re.I)
    return found.group("who") if found is not None and verb[:2].casefold() == "it" else None


@cache
def _thinking() -> re.Pattern[str]:
    """'Expects that …': what follows is a forecast."""
    return re.compile(
        rf"(?<!the )(?<!an )(?<!each )(?<!a )(?<!its )(?<!such )"
        rf"\b(?:{listed('subjects', 'thinking')})\s+(?:that\b)?[^,;]*$",
        re.I,
    )


def inside(head: str, first: bool) -> bool:
    """Whether a modal stands in a subordinate clause. The first of a sentence is its main one unless a pronoun is right
    before it; a later one is subordinate after 'that', 'which', 'if' without a comma between."""
    if not head.strip():
        return False
    # 'Shall ensure that, within 45 days, no applicant is required to …': what stands between commas parts nothing.
    head = re.sub(r"\b(that|which|who)\s*,[^,;]*,", r"\1 ", head)
    head = _COMPARED.sub(" ", head)
    pattern = _PRONOUN_BEFORE if first else RELATIVE
    purpose = re.search(r"\b(?:so|such)\s+that\s+[^,;]*$", head) is not None
    return purpose or pattern.search(head) is not None or _thought(head)


def _thought(head: str) -> bool:
    """'He trusts that …'; 'each navigation trust' is a body."""
    found = _thinking().search(head)
    if found is None:
        return False
    word = found.group().split()[0].casefold()
    if not head[: found.start()].strip(" \n\t.()0123456789") and " that" not in found.group():
        return False  # 'Trusts in receipt of grants must …': no verb opens a sentence
    body = word.removesuffix("s") in lexicon.english()["head"]["offices"]
    named = re.match(r"\W*(?:the|each|every|any|all|an?|no)\s[^,;]*$", head[: found.start()], re.I) is not None
    return not (body and (named or not head[found.start() :].split()[1:]))


def obliges(modal: Modal, who: str | None, head: str, words: Mapping[str, Any]) -> bool:
    """Whether a modal with this subject puts a duty on someone: no forecast, no clause about the order itself."""
    if who is None:
        return modal.kind in ("shall", "not") and not head.strip()
    if modal.kind == "may":
        return negative_subject(head)
    name = who.casefold()
    itself = r"(?:this|nothing|it|there|we|i|our|these actions|such actions)\b(?! (?:agency|department|office))"
    if name in words["subjects"]["nobody"] or (re.match(itself, name) and not _asked_for(name, words)):
        return False
    if purpose_subject().search(name) and modal.kind == "directed":
        return False
    if modal.kind in ("will", "exhort"):
        return is_actor(name, words)
    return True


def _asked_for(name: str, words: Mapping[str, Any]) -> bool:
    """'This report': a paper that was spoken of; 'this circular' is the order itself."""
    own = (*words["head"]["kinds"], *words["self"]["force"])
    return name.startswith("this ") and is_paper(name) and head_noun(name) not in own


def dated_passive(text: str, modal: Modal, end: int, times: Sequence[TimeExpression]) -> bool:
    """'The assessments will be provided within 180 days': a deadline counted from the order makes a duty of it."""
    passive = re.match(r"\s+be\s+\w+(?:ed|en|un|de|nt)\b", text[modal.end : end]) is not None
    return (
        modal.kind == "will"
        and passive
        and any(t.count is not None and t.anchor is not None and modal.end <= t.span[0] < end for t in times)
    )


def is_actor(name: str, words: Mapping[str, Any]) -> bool:
    return re.search(rf"\b(?:{'|'.join(map(re.escape, words['subjects']['actors']))})\b", name) is not None


def is_office(name: str, words: Mapping[str, Any]) -> bool:
    """'Building Research Institute', 'Road Authority of the North': a body by the last word of its name."""
    said = re.split(r"\s+(?:of|for|in)\s", name)[0].split()
    return 1 < len(said) <= 6 and said[-1].casefold() in words["head"]["offices"] and said[0][:1].isupper()


def acts_by_name(text: str, who: str | None, start: int, end: int) -> bool:
    """'Internal Audit will review the controls': a department by its bare name, that does something to a thing."""
    if not is_department(who or ""):
        return False
    acts = listed("verbs", "boundary"), listed("verbs", "imperative")
    own = r"(?:the|an?|all|each|every|any|our|your|their|its|these|this|me|us)\b|[a-z]+s\b"
    return re.match(rf"\s+(?:then\s+|also\s+)?(?:{'|'.join(acts)})\s+(?:{own})", text[start:end], re.I) is not None


def asks(text: str, at: int) -> bool:
    """'So must we seek …': the subject stands behind its modal."""
    return re.match(r"\s+(?:we|i|our|they|he|she|it)\b", text[at : at + 12], re.I) is not None


def asks_what(sentence: str) -> bool:
    """'What you need to do', 'Who must act': a heading, and no sentence."""
    return re.match(r"\W*(?:what|who|whom|how|why)\s[^,;.!]*$", sentence, re.I) is not None


def possible(text: str, modal: re.Match[str]) -> bool:
    """'Operators may not fully understand …', 'a review may not be required': what may be, and is not forbidden."""
    if modal.group().casefold() != "may not":
        return False
    thought = rf"\s+(?:{listed('modals', 'only_possible')})\b"
    return re.match(thought, text[modal.end() : modal.end() + 40], re.I) is not None


@cache
def insisted() -> re.Pattern[str]:
    """'The Minister stressed that smoking is not allowed': said to be a rule; 'noted that' only tells."""
    known = listed("reports", "insisting")
    return re.compile(rf"[^;“”\"]{{2,120}}?\b(?:{known})\s+(?:\w+\s+)?that\s", re.I)


def happens(text: str, start: int, end: int) -> bool:
    """'A Hindi version will follow', 'the strike will end next week': nobody does that."""
    known = listed("modals", "happening")
    return (
        re.match(rf"\s+(?:also\s+)?(?:{known})\b(?!\s+(?:the|an?|this|these|all|each|its|their|up)\b)", text[start:end])
        is not None
    )


def is_lead(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> bool:
    """Whether nothing but a time stands between a modal and the colon that ends its sentence."""
    rest = blanked(text[start:end], start, times)
    return opens_list(text[start:end]) and not rest.strip(" ,:—–-")


def this_task(who: str | None) -> bool:
    """'This work', 'these reviews': what was asked for before."""
    return (
        re.match(r"(?:this|these|such)\s+(?!order|memorandum|section|proclamation|directive)\w+$", who or "", re.I)
        is not None
    )


def limited(times: Sequence[TimeExpression], modal: Modal, end: int) -> bool:
    """Whether a day or a period limits what a modal asks for."""
    return any(modal.end <= t.span[0] < end and t.role in (Role.WITHIN, Role.BY, Role.BEFORE) for t in times)


def asked_by(times: Sequence[TimeExpression], modal: Modal, end: int, text: str) -> bool:
    """Whether 'should' and its kin ask for something by a day or, with 'needs to', so often: that makes it an order."""
    needs = text[modal.start : modal.end].casefold().startswith("need")
    return limited_or_often(times, modal, end) if needs else limited(times, modal, end)


def limited_or_often(times: Sequence[TimeExpression], modal: Modal, end: int) -> bool:
    often = any(modal.end <= t.span[0] < end and t.role is Role.EVERY for t in times)
    return often or limited(times, modal, end)


# 'Will be switched off between 2300 and 0500', 'will be worn at all times': no single happening
_HOURS = re.compile(
    r"\b(?:between\s+\d{4}\s+and\s+\d{4}|from\s+\d{4}\s+(?:to|until|till)\s+\d{4}|at\s+all\s+times|at\s+night)\b", re.I
)


@cache
def refused_by_adverb() -> re.Pattern[str]:
    """'Must under no circumstances accept', 'shall at no time leave'."""
    never = listed("impersonal", "never")
    return re.compile(rf",?\s+(?:{never})\b", re.I)


def done_by_saying(state: re.Match[str], times: Sequence[TimeExpression], end: int) -> bool:
    """'Annual leave is suspended until 30 June' in a letter: it is so from then on because the letter says it."""
    performed = lexicon.english()["modals"]["performed"]
    lasts = any(state.end() <= t.span[0] < end and t.role in (Role.UNTIL, Role.UNTIL_FURTHER_NOTICE) for t in times)
    return lasts and state.group().casefold().split()[-1] in performed


def held_then(text: str, modal: Modal, end: int, times: Sequence[TimeExpression]) -> bool:
    """'All schools will be closed from 12 to 14 January': an item that says how things will be, since or until when."""
    known = any_of((*lexicon.english()["modals"]["performed"], "closed"))
    held = re.match(rf"\s+be\s+(?:\w+ly\s+)?(?:{known})\b", text[modal.end : end], re.I) is not None
    roles = (Role.UNTIL, Role.FROM, Role.FOR, Role.UNTIL_FURTHER_NOTICE)
    return held and any(modal.end <= t.span[0] < end and (t.role in roles or "/" in (t.value or "")) for t in times)


def for_day(text: str, t: TimeExpression) -> bool:
    """'All leave is cancelled for 14 September'."""
    said = text[max(0, t.span[0] - 4) : t.span[0]] + t.text
    return len(t.value or "") == len("2025-09-14") and re.search(r"\b(?:for|on)\s", said[:8]) is not None


def comes_often(text: str, start: int, end: int, times: Sequence[TimeExpression]) -> bool:
    """Whether what will be done is no single happening: 'daily', 'between 2300 and 0500'."""
    return any(start <= t.span[0] < end and t.role is Role.EVERY for t in times) or (
        _HOURS.search(text, start, end) is not None
    )


def is_you(who: str | None, words: Mapping[str, Any]) -> bool:
    """'You need to return the form by 27 June': whoever the letter is sent to."""
    return (who or "").casefold() in words["modals"]["you"]
