"""Whether an Arabic duty arises with each case: 'any incident', 'every vehicle that …', 'the offending …'. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.lexicon import Lexicon
from tracker.orders.names import present
from tracker.orders.parts import Head
from tracker.orders.tokens import Token


def each_case(tokens: list[Token], start: int, end: int, head: Head, lex: Lexicon) -> str | None:
    """Whether a duty arises with each case: ``each`` for 'any incident', 'every vehicle that' (of an act that
    enforces), ``offender`` where only 'the offending …' says so."""
    enforcing = head.enforcing
    for k in range(start, end):
        if head.reporting and _of_what_happens(tokens, k, end, lex):
            return "each"
        form = tokens[k].form
        each = form in lex.each or form in ("باي", "لاي", "بكل", "لكل")
        if each and k + 1 < end and tokens[k + 1].word:
            noun, told = tokens[k + 1], k + 2 < end and present(tokens[k + 2], lex)  # 'any driver who'
            common = not noun.definite and (told or noun.form not in lex.bodies)
            if noun.form in lex.event_nouns or (enforcing and common):
                return "each"
        if enforcing and lex.offenders.at(tokens, k):
            return "offender"
        whoever = enforcing and form == "من" and k > start and k + 1 < end and tokens[k + 1].form not in lex.stretches
        if whoever and present(tokens[k + 1], lex):
            return "offender"  # 'fining whoever refuses'
        against = k + 1 < end and (tokens[k + 1].form in ("لا", "لم") or tokens[k + 1].form in lex.offends)
        if enforcing and form in lex.relative and form[:1] == "ا" and _throws(tokens, start, k, end, lex):
            return "offender"  # 'the lorries that throw rubble'
        if enforcing and form in lex.relative and against:
            return "whoever"  # 'the shops that do not comply'
    return None


def _throws(tokens: list[Token], start: int, k: int, end: int, lex: Lexicon) -> bool:
    """Whether a relative at ``k`` tells what the thing before it does, no sign between the act and it."""
    if k + 1 >= end or k == start or not all(t.word for t in tokens[start:k]) or tokens[k - 1].form in lex.moments:
        return False
    form = tokens[k + 1].form
    return present(tokens[k + 1], lex) or (form[0] == "ت" and not form.endswith("ت") and form not in lex.passive_tam)


def _of_what_happens(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'Tell the presidency of any breakdown': of a report, what may happen; 'a list of every street' is none."""
    form = tokens[k].form
    about = form in ("باي", "بايه") or (form in ("اي", "ايه") and k > 0 and tokens[k - 1].form == "عن")
    every = form == "بكل" or (form == "كل" and k > 0 and tokens[k - 1].form == "عن")
    if not (about or every) or k + 1 >= end or not tokens[k + 1].word or tokens[k + 1].definite:
        return False
    noun, paper = tokens[k + 1].form, lexicon.entry("decree", "prepared")
    if noun in lex.bodies or noun in lex.periods or noun in paper:
        return False
    if about:
        return tokens[k - 1].form.removesuffix("ا") not in paper
    act = lex.masdar(noun)
    return act is not None and act.known and not act.prep and tokens[k - 1].form.removesuffix("ا") not in paper
