"""Where an Arabic act can begin: an indefinite verbal noun, or a definite one that its place shows to be no name."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.lexicon import Lexicon, Masdar
from tracker.orders.tokens import Token


def opens_act(tokens: list[Token], k: int, end: int, lex: Lexicon, prep: str = "") -> Masdar | None:
    """The verbal noun at ``k`` if an act can begin there: indefinite, or definite before its preposition."""
    if k >= end or not tokens[k].word or lex.plain(tokens[k].form, lex.adjuncts):
        return None
    found = lex.masdar(tokens[k].form)
    if found is None or found.prep != prep:
        return None
    if found.stem in lex.light and not found.definite:
        return found
    if found.stem in lex.before_body and not found.suffix and not lex.body(tokens[min(k + 1, end - 1)].form):
        return None
    if found.stem in lex.only_governed and not governed(tokens, k, end, found.stem, lex):
        return None
    if not found.definite:
        if not found.known and (found.suffix or found.conj) and found.stem.startswith("م"):
            return None
        return found if found.known or not found.suffix else None
    return found if governed(tokens, k, end, found.stem, lex) else None


def governed(tokens: list[Token], k: int, end: int, stem: str, lex: Lexicon) -> bool:
    """Whether a definite verbal noun is followed, at once or after an adjective, by the preposition that it governs."""
    preps = lex.governs.get(stem)
    if preps is None:
        return False
    for j in range(k + 1, min(k + 3, end)):
        form = tokens[j].form
        if form in preps or any(_joined(form, p) for p in preps):
            return True
        if not form.startswith("ال"):
            return False
    return False


def _joined(form: str, prep: str) -> bool:
    """Prepositions of one letter are joined to their word; those of two or more take pronouns (عليه, اليها)."""
    if len(prep) == 1:
        return form.startswith(prep) and len(form) > 2
    return form.startswith(prep) and 0 < len(form) - len(prep) <= 2


def after_name(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'On the commanders of the regiments, the staying in …': a definite verbal noun right after a name that is closed
    by the article, and before a word of its own, is what they owe."""
    if k < 1 or k + 1 >= end or not tokens[k].definite or not tokens[k + 1].word:
        return False
    before = tokens[k - 1].form
    if not tokens[k - 1].definite and not (len(before) > 4 and before.endswith(("ها", "هم", "كم"))):
        return False
    found = lex.masdar(tokens[k].form)
    if found is None or not found.known or not found.definite or found.conj or found.prep:
        return False
    if tokens[k].form in lex.bodies:
        return False
    if not tokens[k + 1].definite:
        return True
    # 'on the deans of the colleges, the constant presence in …': an adjective, and then a word of its own
    kept = found.group == "maintenance" and tokens[k + 1].form not in lex.bodies and k + 2 < end
    return kept and not tokens[k + 2].definite and lex.masdar(tokens[k + 1].form) is None


def opens_time(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """Whether a time begins at ``k``: 'within', 'by', 'in a period of'."""
    form = tokens[k].form.removeprefix("و")
    if form in lex.time_marks:
        return True
    return form in ("في", "من") and k + 1 < len(tokens) and tokens[k + 1].form in lex.periods


def forbidden_act(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """Whether a known act, or one that is mostly forbidden, stands at ``k``."""
    if k >= len(tokens):
        return False
    act = lex.masdar(tokens[k].form)
    if tokens[k].form == "علي":
        return True  # 'it is forbidden to the owners to …'
    return tokens[k].form.removeprefix("ال") in lex.forbidden_acts or (act is not None and act.known)


def delays(tokens: list[Token], k: int) -> bool:
    """'(Provided that) this is not later than …': no ban, the last day of what was ordered before."""
    rest = [token.form for token in tokens[k : k + 3]]
    late = len(rest) > 1 and rest[0] in lexicon.entry("time", "being_late") and "عن" in rest
    return late and (rest[1] == "عن" or rest[1] in lexicon.entry("time", "that_day"))
