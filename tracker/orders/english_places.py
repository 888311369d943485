"""Where English clauses begin and end within a sentence. Pure."""

from __future__ import annotations

import re

from tracker.orders import lexicon
from tracker.orders.records import Span


def leads_verbs(words: str) -> bool:
    """'… as follows:', '… the following:', or nothing after the modal: the items say what to do."""
    tail = words.rstrip(" :—–").casefold()
    return tail.endswith(
        (
            "shall",
            "must",
            "will",
            " to",
            "as follows",
            "the following",
            "the following actions",
            "the following steps",
            "following measures",
            "law",
            "appropriate",
            "the following duties",
            "shall also",
            "in addition",
        )
    )


def without_and(text: str, place: Span) -> Span:
    tail = re.search(r"[;,]?\s+(?:and|or)$", text[place[0] : place[1]])
    return (place[0], place[0] + tail.start()) if tail else place


def attributed(text: str, start: int, end: int) -> int:
    """Where a quoted order ends before '…,” the governor said'."""
    said = "|".join(map(re.escape, lexicon.english()["reports"]["attributing"]))
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
    return start + found.end() if found else start


def negative_subject(head: str) -> bool:
    return re.search(r"(?:^|[,;]\s*|\band\s+)no\s+(?!later|more|less)\w+[^,;]*$", head, re.I) is not None


def continues(head: str) -> bool:
    """Between two modals only 'and', a time and insertions: the subject is the one before."""
    return re.match(r"\s*[,;]?\s*(?:and|but|or)\b", head, re.I) is not None or not head.strip(" ,;")


def boundary(text: str, after: int, modal: int) -> int:
    """Where a later clause of the sentence begins: at the last conjunction with a subject before its modal."""
    stretch = text[after:modal]
    cut = None
    for m in re.finditer(
        r"[;,]\s+(?:and|but|or)\b,?\s+|;\s+|\s+and\s+(?=(?:shall|must|will|within|that\b|the\b|each\b|all\b|no\b|annually\b|not\b)|$)|,\s+(?=the\s)",
        stretch,
    ):
        cut = m.start()
        if m.group().lstrip().startswith(("; ", ", and", "; and", ", but", "and")):
            best = cut
    if cut is None:
        return after
    return after + (best if "best" in locals() else cut)


def drop_and(text: str, place: Span) -> Span:
    lead = re.match(r"(?:[;,]\s*)?(?:and|but|or)\s+(?!to\b)", text[place[0] : place[1]])
    return (place[0] + lead.end(), place[1]) if lead else place
