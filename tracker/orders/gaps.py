"""A second limb that has its own object and its own time but shares the verb of the first. Pure.

'Supplying us with a daily report on X, and with a monthly summary of Y'; 'pay the first instalment within a month, and
the second by 15 April': two duties, for each has its own time.
"""

from __future__ import annotations

from tracker.orders.lexicon import Lexicon
from tracker.orders.openings import opens_time
from tracker.orders.tokens import Token

NEAR = 5  # words between an act and the preposition of its object


def gapped(tokens: list[Token], k: int, start: int, end: int, lex: Lexicon) -> bool:
    """Whether a limb without a verb begins at ``k``; ``start``: where the act begins whose verb it would share."""
    form = tokens[k].form
    if form[:1] != "و" or len(form) < 4 or lex.starts_with_and(form) or k + 1 >= end or k <= start + 1:
        return False
    noun = form[1:]
    if noun in lex.adjuncts or noun in lex.prepositions or noun in lex.bodies or lex.verb(form) is not None:
        return False
    act = lex.masdar(form)
    report = noun.removeprefix("ب").removeprefix("ال") in lex.reports_made
    if (act is not None and act.known and not report) or noun in lex.that or opens_time(tokens, k, lex):
        return False
    if noun[:1] == "ب" and noun not in lex.reports_made:
        governs = any(
            t.form[:1] == "ب" and t.form not in lex.adjuncts for t in tokens[start + 1 : min(k, start + NEAR)]
        )
        if not governs or not (report or plain_noun(noun[1:], lex)):
            return False
    elif tokens[k - 1].word or not (noun.startswith("ال") or noun in lex.reports_made):
        return False
    stop = next((j for j in range(k + 1, end) if tokens[j].form in ("،", "؛", ".")), end)
    return _timed(tokens, start + 1, k, lex) and _timed(tokens, k + 1, stop, lex)


def plain_noun(form: str, lex: Lexicon) -> bool:
    """No body, no act, no function word: something that is sent or paid."""
    return len(form) > 2 and form not in lex.bodies and form not in lex.prepositions and lex.masdar(form) is None


def _timed(tokens: list[Token], start: int, end: int, lex: Lexicon) -> bool:
    """Whether words from ``start`` on say when or how often."""
    return any(
        opens_time(tokens, k, lex) or recurs(tokens[k].form, lex) or (tokens[k].form == "كل" and k + 1 < end)
        for k in range(start, end)
    )


def recurs(form: str, lex: Lexicon) -> bool:
    """'Daily', 'monthly': as adjective or adverb."""
    bare = form.removeprefix("ال")
    return bare in lex.recurring or bare[:-1] in lex.recurring
