"""What limits an Arabic act: what is excepted from it, with a word for it or without one, and conditions. Pure."""

from __future__ import annotations

from tracker.orders.details import SIGNS, last
from tracker.orders.layout import trim
from tracker.orders.lexicon import Lexicon
from tracker.orders.tokens import Token


def exceptions(
    text: str, tokens: list[Token], start: int, end: int, lex: Lexicon, *, forbids: bool = True
) -> tuple[str, ...]:
    """'Except …', 'unless …', and of what is forbidden what implies one ('whatever permit … not issued by')."""
    for k in range(start, end):
        size = lex.except_marks.at(tokens, k) or (
            forbids and (_implied(tokens, k, start, lex) or without(tokens, k, end, lex))
        )
        refused = k and tokens[k - 1].form in ("لا", "ولا")  # 'nobody is excepted'
        if size and not refused and not negated_that(text, tokens[k]) and not _restricts(tokens, k):
            return _words(text, tokens, k, _exception_end(tokens, k, end, lex), lex)
    return ()


def _implied(tokens: list[Token], k: int, start: int, lex: Lexicon) -> int:
    """What excepts without a word for it. Of what is done to offenders 'the unlicensed' only says which."""
    act = lex.masdar(tokens[start].form)
    which = tokens[k].form == "غير" and act is not None and act.stem in lex.enforcing
    return 0 if which else lex.except_implied.at(tokens, k)


def _restricts(tokens: list[Token], k: int) -> bool:
    """'Of which only a month is left': 'not … but' inside the description of a thing excepts nothing."""
    near = [t.form for t in tokens[max(0, k - 7) : k]]
    negated = any(form in ("لم", "ليس", "ليست") for form in near)
    return tokens[k].form in ("سوي", "الا") and negated and not {"سوي", "الا"} & set(near)


def without(tokens: list[Token], k: int, end: int, lex: Lexicon) -> int:
    """'Without a permit': what is forbidden may be done with it; 'without delay' excepts nothing."""
    size = lex.without.at(tokens, k)
    if not size or k + size >= end or not tokens[k + size].word:
        return 0
    after = tokens[k + size].form
    if after in lex.lacking and k and lex.masdar(tokens[k - 1].form) is None:
        return 0  # 'any vehicle without plates': which vehicles
    if size > 1 and tokens[k + size].definite and lex.masdar(after) is None:
        return 0  # 'from other than the places set apart'
    return 0 if after in lex.not_without or after.removeprefix("ال") in lex.not_without else size


_NECESSARY = frozenset(("ضروره", "وجوب", "لزوم"))


def negated_that(text: str, token: Token) -> bool:
    """'That … not' (ألا), which folding makes the same word as 'except' (إلا)."""
    return text[token.start : token.end].lstrip("وف").startswith("أ")


def refusing_that(text: str, tokens: list[Token], k: int) -> int:
    """How many words say 'that … not' at ``k``, before a present verb: 'أن لا', 'بأن لا', 'ألا', 'بألا'; else 0. After
    'on' and 'the necessity' it may be written without its hamza."""
    form = tokens[k].form
    size = 2 if form in ("ان", "بان") and k + 1 < len(tokens) and tokens[k + 1].form == "لا" else 0
    joined = form == "بالا" and text.startswith("بأ", tokens[k].start)
    governed = k > 0 and (tokens[k - 1].form == "علي" or tokens[k - 1].form.removeprefix("ب") in _NECESSARY)
    if joined or (form == "الا" and (negated_that(text, tokens[k]) or governed)):
        size = 1
    return size if k + size < len(tokens) and tokens[k + size].form[0] in "يتن" else 0


def _exception_end(tokens: list[Token], k: int, end: int, lex: Lexicon) -> int:
    """A sign and 'and' before a preposition lead back to the clause ('…, and until the end of')."""
    for j in range(k + 1, end - 1):
        after = tokens[j + 1].form
        if not tokens[j].word and after[:1] == "و" and after[1:] in lex.prepositions:
            return j
    return end


def _words(text: str, tokens: list[Token], k: int, end: int, lex: Lexicon) -> tuple[str, ...]:
    stop = last(tokens, k, end, lex)
    joined = tokens[k].form[:1] == "و" and not lex.starts_with_and(tokens[k].form)
    place = trim(text, tokens[k].start + joined, tokens[stop - 1].end, SIGNS)
    return (text[place[0] : place[1]],) if place else ()


def conditions(text: str, tokens: list[Token], start: int, end: int, lex: Lexicon) -> tuple[str, ...]:
    for k in range(start, end):
        if lex.condition_marks.at(tokens, k):
            return _words(text, tokens, k, end, lex)
    return ()
