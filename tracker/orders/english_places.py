"""Where English clauses begin and end within a sentence. Pure."""

from __future__ import annotations

import re
from functools import cache

from tracker.orders import lexicon
from tracker.orders.english_words import listed
from tracker.orders.records import Span

_NEGATIVE = re.compile(
    r"(?:^\s*|[,;:]\s*|\band\s+|\bthat\s+)[“\"]?"
    r"(?:no\s+(?!later|more|less|fewer|longer)\w+|nobody|no[ -]one|none|neither)\b(?:[^,;]|(?<=\d),(?=\d{3}\b))*$",
    re.I,
)


_FOLLOWING = re.compile(
    r"\b(?:as follows|following|following (?:actions?|steps|measures|duties|tasks|functions|responsibilities|"
    r"instructions|procedures|rules|requirements|guidelines|points|matters|items|lines|directions|directives|orders|"
    r"arrangements|works|decisions|provisions|precautions)|each|jointly|shall also|in addition"
    r"|shall|must|will|should|responsible for"
    r"|(?<!in order )(?<!so as )(?<!permitted access )(?<!limited )(?<!related )(?<!relating )(?<!pertaining )to)$"
)
# 'A report that shall include the following', 'a plan to', 'the ability of the office to': what follows is content.
_CONTENT = re.compile(
    r"\b(?:includ|contain|compris|cover|describ|provid|specif|list|detail|address|consist)\w*\s+(?:of\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:the\s+)?following(?:\s+\w+)?$"
    r"|\b(?:submit|provide|report|send|transmit|deliver|present|publish|furnish|prepare|develop|produce|file)\b"
    r"[^:;]*\bthe following$"
    r"|\b(?:of|on|for|about|regarding|concerning|from|among)\s+(?:each\s+of\s+|all\s+of\s+)?the\s+following(?:\s+\w+)?$"
    r"|\b(?:ability|abilities|authority|capacity|capability|capabilities|need|obligation|opportunities|opportunity|desire|right|"
    r"effort|efforts|plans?|strategy|strategies|proposals?|recommendations?|reports?|framework|goals?|policy|purpose|commitment)"
    r"\b[^,;]{0,80}\bto$|\b(?:able|unable|likely|free|how|whether|where|when|what)\s+to$"
)
_CARRIED = re.compile(
    r"\b(?:take|carry out|perform|undertake|implement|complete|execute|fulfil|fulfill|have|observe|follow|apply)\s+"
    r"(?:at least\s+|all of\s+)?the following\s+(?:[\w-]+\s+){0,3}(?:actions|steps|measures|duties|tasks|"
    r"functions|roles|responsibilities|instructions|procedures|activities)\b(?!.*\bincluding\b)"
)
# 'Take action on the following points', 'comply with the following directions': what follows is done, not dealt with.
_ACTED = re.compile(
    r"\b(?:(?:take|taking|initiate)\s+(?:[\w-]+\s+){0,3}?(?:action|steps|measures)\s+"
    r"(?:on|upon|in respect of|in regard to|with regard to|regarding|as to|as per|along)"
    r"|(?:act|acting|attend|proceed|comply|adhere|conform|abide)\s+(?:strictly\s+)?"
    r"(?:on|upon|to|with|by|along|in accordance with|according to))"
    r"\s+(?:each of\s+|all of\s+)?the following(?:\s+[\w-]+){0,2}$"
)
_AROUND = re.compile(
    r",?\s*(?:\band\s+)?(?!.*\b(?:shall|must|will|should)\b)"
    r"(?:as appropriate|as necessary|as needed|as applicable|where appropriate|jointly|promptly|at a minimum|"
    r"and consistent with applicable law|consistent with [^,;:]*|(?:to the|in as) (?:[a-z]+ )*extent [^,;:]*|"
    r"in (?:consultation|coordination|collaboration|cooperation|conjunction|accordance|partnership) with [^:;]*|"
    r"pursuant to [^,;:]*|subject to [^,;:]*|within (?:his|her|its|their) [^,;:]*)$"
)


# 'Revising the second sentence to read: “…”': the words of another paper
_AMENDING = re.compile(
    r"\bto\s+read(?:\s+as\s+follows)?:?\s*[“\"]|^\W*(?:adding|inserting|striking|revising|deleting|redesignating)\b",
    re.I,
)
# 'For the words "31st August" the words "15th October" shall be substituted', 'the following is inserted: "…"'
_SUBSTITUTING = re.compile(
    r"\b(?:shall|is|are|be|stands?)\s+(?:hereby\s+|accordingly\s+)?(?:be\s+)?(?:substituted|inserted|omitted|deleted|added|replaced\s+(?:by|with)|"
    r"renumbered|re-?lettered|struck\s+out|redesignated)\b",
    re.I,
)
_PROVISION = re.compile(
    r"\b(?:for|after|before|the)\s+(?:the\s+)?(?:words?|figures?|expression|entry|entries|date|following)\b"
    r"|\b(?:in|after|before|to)\s+(?:the\s+)?(?:sub-?)?(?:paragraph|section|clause|article|rule|regulation|schedule|annex\w*|serial|item|para|proviso)s?\b"
    r"|^\W*(?:sub-?)?(?:paragraph|section|clause|article|rule|regulation|schedule|annex\w*|proviso)s?\s+\w+",
    re.I,
)


def leads_verbs(words: str) -> bool:
    """'… as follows:', '… the following actions:', or nothing after the modal: the items say what to do."""
    said = re.sub(r"\s+", " ", words.strip(" :—–,").casefold())
    while (cut := _AROUND.search(said)) is not None and cut.start() > 0:
        said = said[: cut.start()].rstrip(" ,")
    if _ACTED.search(said) is not None:
        return True
    if leads_content(said):
        return False
    return _FOLLOWING.search(said) is not None or _CARRIED.search(said) is not None


def leads_content(words: str) -> bool:
    """'… one report that shall include the following:', '… a plan to:': the items say what something holds."""
    said = re.sub(r"\s+", " ", words.strip(" :—–,").casefold())
    if _ACTED.search(said) is not None:
        return False
    relative = re.search(r"(?P<noun>[\w-]+)\W*\s(?:that|which)\s+(?:shall|must|will|should)(?:\s+also)?$", said)
    if relative is not None:
        return relative.group("noun") not in lexicon.english()["nominal"]["bodies"]
    return _CONTENT.search(said) is not None


def without_and(text: str, place: Span) -> Span:
    tail = re.search(r"[;,]?\s+(?:and|or)$", text[place[0] : place[1]])
    return (place[0], place[0] + tail.start()) if tail else place


def attributed(text: str, start: int, end: int) -> int:
    """Where a quoted order ends before '…,” the governor said'."""
    said = listed("reports", "attributing")
    by = r"(?:,?[”\"]\s+[^”\";]{0,60}|,\s+(?:he|she|they|it|the\s+\w+|[A-Z][\w’'-]+)\s+(?:also\s+)?)"
    found = re.search(rf"{by}\b(?:{said})\b(?:[^”\";,]*|,\s+adding[^”\"]*)$", text[start:end])
    return start + found.start() if found is not None else end


def noun_follows(text: str, at: int) -> bool:
    """'Prohibited from 5 July' dates a thing; 'prohibited from selling' tells somebody."""
    return re.match(r"\s+\w+ing\b", text[at : at + 40]) is None


def pronoun_start(text: str, start: int, modal: int) -> int:
    """'…, and it will': a clause about something said before begins at its pronoun."""
    found = re.search(
        r"(?:[;,]|\band\b|\bbut\b)\s+(?:and\s+|but\s+)?(?=(?:it|they|we|this|that|there|these|he|she)\s+$)",
        text[start:modal],
    )
    if found is None or (found.group().startswith(",") and _only_when(text[start : start + found.start()])):
        return start
    return start + found.end()


def _only_when(head: str) -> bool:
    """'Within 90 days of the end of the pilot, they shall …': what stands before the pronoun says only when."""
    return (
        re.match(r"\W*(?:[a-z]\)\s+)?(?:within|by|no\s+later\s+than|not\s+later\s+than)\s[^,;]*$", head, re.I)
        is not None
    )


def negative_subject(head: str) -> bool:
    """'No boat', 'nobody', 'none of the staff' right before a modal."""
    return _NEGATIVE.search(head) is not None


@cache
def excepting() -> re.Pattern[str]:
    """'Without', 'unless', 'except': the case in which what is refused may be."""
    known = "|".join(map(re.escape, (*lexicon.english()["exceptions"]["marks"], "without", "unless")))
    return re.compile(rf"\b(?:{known}|until\b|till\b|pending\b)", re.I)


@cache
def lasts_with() -> re.Pattern[str]:
    """'… for the duration of the festival', '… until the inquiry ends': a state that is ordered for a stretch."""
    return re.compile(
        r"\s+(?:for\s+the\s+(?:duration|whole|remainder|rest)\s+of|until|till|pending|throughout|during|unless|except)\b",
        re.I,
    )


def laid_down(text: str, start: int, end: int) -> str | None:
    """'There shall be a complete ban on …', '… no parking': a 'ban'; '… a control room': a 'thing'; else None."""
    bans = listed("impersonal", "bans")
    found = re.compile(
        rf"\s+be\s+(?:(?P<ban>no\s+(?!more|less|fewer|later)\w+|(?:(?:an?|the)\s+)?(?:[\w-]+\s+){{0,2}}?(?:{bans})\s+(?:on|against|of)\b)"
        rf"|(?:an?|one|two)\s+\w)",
        re.I,
    ).match(text, start, end)
    return None if found is None else "ban" if found.group("ban") else "thing"


def continues(head: str) -> bool:
    """Between two modals only 'and', a time and insertions: the subject is the one before."""
    return re.match(r"\s*[,;]?\s*(?:and|but|or)\b", head, re.I) is not None or not head.strip(" ,;")


def boundary(text: str, after: int, modal: int) -> int:
    """Where a later clause of the sentence begins: at the last conjunction with a subject before its modal."""
    stretch = text[after:modal]
    cut = best = None
    for m in _boundaries().finditer(stretch):
        cut = m.start()
        joined = m.group().lstrip().startswith(("; ", ", and", "; and", ", but", "and"))
        best = cut if joined or m.group().endswith("that") else best
    if cut is None:
        return after
    return after + (best if best is not None else cut)


@cache
def adding() -> re.Pattern[str]:
    """', and that …', ', adding that …': what joins a second thing said."""
    return re.compile(rf"^[,;]?\s+(?:and\s+(?:also\s+)?that|(?:and\s+)?(?:{_adds()})(?:\s+also)?\s+that)\b", re.I)


def _adds() -> str:
    return listed("reports", "adding")


@cache
def _boundaries() -> re.Pattern[str]:
    return re.compile(
        rf",\s+(?:and\s+)?(?:{_adds()})\s+that\b|"
        r"[;,]\s+(?:and|but|or)\b,?\s+|;\s+|\s+and\s+(?=(?:shall|must|will|within|that\b|the\b|each\b|all\b|no\b|annually\b|not\b)|$)|,\s+(?=the\s)",
    )


def drop_and(text: str, place: Span) -> Span:
    lead = re.match(r"(?:[;,]\s*)?(?:and|but|or),?\s+(?!to\b)", text[place[0] : place[1]])
    return (place[0] + lead.end(), place[1]) if lead else place


def amends_words(sentence: str) -> bool:
    """Whether a sentence puts words into another paper or takes them out; what the words ask is no part of it here."""
    if _AMENDING.search(sentence) is not None:
        return True
    found = _SUBSTITUTING.search(sentence)
    return found is not None and _PROVISION.search(sentence[: found.start()]) is not None
