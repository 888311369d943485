"""What stands around an Arabic act: who does it, exceptions, conditions, and what makes it no act at all. Pure."""

from __future__ import annotations

from tracker.orders.layout import trim
from tracker.orders.lexicon import Lexicon
from tracker.orders.parts import group_end, np_end
from tracker.orders.tokens import Token, fold

SIGNS = '،,.؛;:”“"»«)(-–—'


def last(tokens: list[Token], start: int, end: int, lex: Lexicon) -> int:
    """The end of a stretch without words that only lead over to the next ('as well as', 'and', 'also')."""
    while end - 1 > start and (not tokens[end - 1].word or tokens[end - 1].form in lex.leading_over):
        end -= 1
    return end


def verb_doer(text: str, tokens: list[Token], k: int, end: int, lex: Lexicon) -> str | None:
    """The body or group named right after a verb that is no passive of making or seizing: it does the work."""
    verb = lex.verb(tokens[k].form)
    noun = k + 2 if k + 1 < end and tokens[k + 1].form in lex.self_marks else k + 1
    if verb is None or verb[0] in lex.act_forming or verb[0] in lex.act_enforcing:
        return None
    if noun >= end or tokens[noun].form not in lex.bodies:
        return None
    return text[tokens[noun].start : tokens[group_end(tokens, noun, end) - 1].end]


def inner_doer(text: str, tokens: list[Token], k: int, end: int, lex: Lexicon) -> str | None:
    """'The undertaking by the ministry of …': the body named right after a light noun does the work."""
    found = lex.masdar(tokens[k].form)
    if found is None or found.stem not in lex.doers:
        return None
    first = k + 1
    while first < end and tokens[first].form in lex.honorifics:
        first += 1
    if first >= end or tokens[first].form not in lex.bodies:
        return None
    for j in range(first + 1, min(end, first + 12)):
        inner = lex.masdar(tokens[j].form)
        if (inner is not None and inner.prep == "ب") or not tokens[j].word:
            return text[tokens[first].start : tokens[j - 1].end]
    return None


def agent(text: str, tokens: list[Token], start: int, end: int, lex: Lexicon) -> str | None:
    """'By the ministry': the doer of a passive or a verbal noun."""
    for k in range(start, end):
        size = lex.agent.at(tokens, k)
        if size and k + size < end:
            stop = np_end(tokens, k + size, end, lex)
            return text[tokens[k + size].start : tokens[stop - 1].end]
    return None


def has_purpose(tokens: list[Token], start: int, end: int, lex: Lexicon) -> bool:
    for k in range(start + 1, end):
        found = lex.masdar(tokens[k].form)
        if found is not None and found.prep == "ل" and not found.definite:
            return True
    return False


def public(who: str | None, lex: Lexicon) -> bool:
    if who is None:
        return False
    return fold(who.split()[0]) in lex.public


def exceptions(text: str, tokens: list[Token], start: int, end: int, lex: Lexicon) -> tuple[str, ...]:
    """'Except …', 'unless …', and what implies one ('whatever permit … not issued by')."""
    for k in range(start, end):
        size = lex.except_marks.at(tokens, k) or lex.except_implied.at(tokens, k)
        if size:
            return _words(text, tokens, k, end, lex)
    return ()


def _words(text: str, tokens: list[Token], k: int, end: int, lex: Lexicon) -> tuple[str, ...]:
    stop = last(tokens, k, end, lex)
    place = trim(text, tokens[k].start, tokens[stop - 1].end, SIGNS)
    return (text[place[0] : place[1]],) if place else ()


def conditions(text: str, tokens: list[Token], start: int, end: int, lex: Lexicon) -> tuple[str, ...]:
    for k in range(start, end):
        if lex.condition_marks.at(tokens, k):
            return _words(text, tokens, k, end, lex)
    return ()


def is_change(tokens: list[Token], begin: int, end: int, lex: Lexicon) -> bool:
    """'Annul the decision number …' changes an order; it is listed among the changes."""
    form = tokens[begin].form
    if form not in lex.change_verbs and form[1:] not in lex.change_verbs:
        return False
    return any(tokens[k].form in lex.change_targets for k in range(begin + 1, min(end, begin + 4)))


def lists_follow(tokens: list[Token], begin: int, end: int, lex: Lexicon) -> bool:
    """The content is only 'the following': the items order, the lead does not."""
    tail = [t for t in tokens[begin:] if t.word][-3:]
    return end >= len(tokens) - 1 and any(t.form in lex.list_words for t in tail) and len(tokens) - begin < 12
