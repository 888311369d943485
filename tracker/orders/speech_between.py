"""What stands between an Arabic verb of ordering and what it orders: a name with an act in it, whom it tells. Pure."""

from __future__ import annotations

from tracker.orders.lexicon import Lexicon
from tracker.orders.openings import opens_act
from tracker.orders.tokens import Token

REACH_ASIDE = 12


def of_name(tokens: list[Token], k: int, end: int, asks: bool, lex: Lexicon) -> bool:
    """'It was asked of the company for the distribution of electricity to …': the first act is part of its name."""
    before = tokens[k - 1]
    if not asks or before.definite or before.form not in lex.bodies or tokens[k - 2].form not in ("من", "الي"):
        return False
    return any(opens_act(tokens, j, end, lex) is not None for j in range(k + 2, min(end, k + 8)))


def goes_on_with(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """Whether 'with …' behind a 'to' says what is ordered, so that 'to' says whom."""
    return any(opens_act(tokens, j, end, lex, "ب") is not None for j in range(k + 2, min(end, k + REACH_ASIDE)))


def but(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'Not … before', 'not … except': a rule, where 'not' alone may only tell what there is not."""
    act = lex.masdar(tokens[k + 1].form) if k + 2 < end else None
    if act is None or not act.known:
        return False
    stop = next((j for j in range(k + 2, end) if not tokens[j].word), end)
    return any(tokens[j].form == "قبل" or lex.except_marks.at(tokens, j) for j in range(k + 2, stop))
