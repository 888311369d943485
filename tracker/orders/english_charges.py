"""'The minister tasked the directorate with preparing a study': a duty that a gerund names, in a report; and an
exception that covers two of its duties. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tracker.model import Modality, Pattern
from tracker.orders.ask import ask
from tracker.orders.english_modals import modals
from tracker.orders.english_nominal import verb_of_gerund
from tracker.orders.english_phrases import make_clause
from tracker.orders.english_words import listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause

_JOINED = re.compile(r"[,;]?\s+and\s+(?:with\s+)?(?=(?:not\s+)?[a-z]+ing\s)|[,;]\s+(?:with\s+)?(?=[a-z]+ing\s)")


@cache
def charging() -> re.Pattern[str]:
    """'Tasked the Roads Department with', 'entrusted to them'; of 'charged' only a body: suspects are charged too."""
    verbs = listed("reports", "charging")
    return re.compile(
        rf"(?<!had )(?<!was )(?<!were )\b(?:(?P<verb>{verbs})\s+(?:the\s+|all\s+(?:the\s+)?)?"
        rf"(?P<who>[^,;.“”\"]{{2,90}}?)"
        rf"|(?P<charged>charged)\s+the\s+(?P<body>[A-Z][^,;.“”\"]{{2,90}}?))\s+with\s+(?=(?:not\s+)?[a-z]+ing\s)"
    )


def charged(text: str, places: Sequence[re.Match[str]], ends: Sequence[int]) -> list[Clause]:
    """A clause for each gerund. ``ends``: where each of ``places`` stops governing."""
    out: list[Clause] = []
    for found, end in zip(places, ends, strict=True):
        who = found.group("who") or found.group("body")
        verb = found.group("verb") or found.group("charged")
        cuts = [c for c in _JOINED.finditer(text, found.end(), end) if verb_of_gerund(_first(text, c.end()))]
        begins = [found.start(), *(c.end() for c in cuts)]
        for n, begin in enumerate(begins):
            place = trim(text, begin, cuts[n].start() if n < len(cuts) else end, ",.; ")
            content = found.end() if n == 0 else begin
            act = verb_of_gerund(_first(text, content))
            if place is None or act is None:
                continue
            negative = text.startswith("not ", content)
            clause = make_clause(text, place, content, verb, who, negative)
            words = act + text[content + len(_gerund(text, content)) : place[1]]
            own = make_clause(words, (0, len(words)), 0, verb, who, negative)
            out.append(replace(clause, pattern=own.pattern, reports=own.reports, forming=own.forming, vague=own.vague))
    return out


@cache
def _refused() -> re.Pattern[str]:
    """'"No ferry sails without a list," Ms Corvo told reporters': by a name or a title, not by 'a resident'."""
    titles = listed("titles", "titles")
    return re.compile(
        r"[“\"](?P<all>No\s+(?:[\w’'-]+\s+){1,4}?[a-z]+s\s+(?:without|unless)\b[^“”\"]*?)[,.]?[”\"],?\s+"
        rf"(?:[Tt]he\s+(?:[A-Za-z]+\s+)?(?i:{titles})\b|(?:M[rs]s?|Dr)\.?\s|[Hh]e\s|[Ss]he\s)[^“”\";]{{0,60}}?"
        r"\b(?:said|told|ordered|declared|warned|announced|ruled)\b"
    )


def refused_in_quotes(text: str, start: int, end: int) -> list[Clause]:
    """A rule in the words of whoever lays it down."""
    found = [m for m in _refused().finditer(text, start, end) if modals().search(m["all"]) is None]
    return [make_clause(text, m.span("all"), m.start("all"), "no", None, True) for m in found]


def _gerund(text: str, at: int) -> str:
    found = re.compile(r"(?:not\s+)?[a-z]+ing\b").match(text, at)
    return found.group() if found is not None else ""


def _first(text: str, at: int) -> str:
    return _gerund(text, at).removeprefix("not ")


def shared_exceptions(found: list[Clause]) -> list[Clause]:
    """An exception after the last of two clauses about the same thing may cover the one before, with a question."""
    for n in range(len(found) - 1, 0, -1):
        before, last = found[n - 1], found[n]
        if (
            last.exceptions
            and not before.exceptions
            and before.modality is Modality.PROHIBITION
            and last.pattern is Pattern.TRIGGERED
        ):
            asked = ask("exception-scope")
            found[n - 1] = replace(before, exceptions=last.exceptions, questions=(*before.questions, asked))
            found[n] = replace(last, questions=(*last.questions, asked))
    return found
