"""To whom a letter is sent, where its lines say it without a sign: 'To the heads of …', 'Mr director …'. Pure."""

from __future__ import annotations

from tracker.orders.lexicon import Lexicon
from tracker.orders.tokens import Token, tokenise

LONGEST = 16  # words of such a line
_SIGNS = ("/", "،", ":", "-", "–")


def to_line(tokens: list[Token], line: str, lex: Lexicon) -> str | None:
    """The names of a line that only says to whom; None for any other line."""
    longest = 3 * LONGEST if tokens[0].form == "الي" and tokens[1:] and _courtesy(tokens[1].form, lex) else LONGEST
    if len(tokens) > longest or line.rstrip().endswith((".", ":", "؛")):
        return None
    kind = len(tokens) > 2 and tokens[0].form in lex.order_kinds and tokens[1].form == "الي"
    at = 2 if kind else int(tokens[0].form == "الي")  # 'Circular to all ministries'
    bare = at
    while at < len(tokens) and (_courtesy(tokens[at].form, lex) or tokens[at].form in _SIGNS):
        at += 1
    if at + 1 < len(tokens) and tokens[at].form in ("اصحاب", "صاحب") and tokens[at + 1].form in lex.styles:
        at += 2  # 'Their Excellencies the heads of …'
    if at == 0 or at >= len(tokens):
        return None
    first = tokens[at].form
    polite = bool(bare) and at > bare and tokens[at].definite  # 'to the respected …'
    polite = polite or (
        at > 1 and tokens[at - 1].form == "/" and tokens[0].form in lex.courtesies
    )  # 'Mr … / secretary'
    known = (
        polite or first in lex.bodies or first in lex.person_titles or first in lex.all_of or first in lex.issuer_starts
    )
    if not known or any(t.form in lex.members for t in tokens):
        return None
    if not bare and any(lex.frame(t.form) or lex.verb(t.form) for t in tokens[at:]):
        return None  # 'the minister said …'
    return named(line[tokens[at].start :], lex)


def all_of_them(tokens: list[Token], line: str, lex: Lexicon) -> bool:
    """'The universities, all / the office of the president': to whom, without the word 'to', after number or date."""
    forms = {t.form for t in tokens[1:]}
    whole = "كافه" in forms or "جميعا" in forms or ("/" in forms and "مكتب" in forms)
    return tokens[0].form in lex.bodies and len(tokens) <= 12 and whole and not line.rstrip().endswith((".", ":"))


def circular_to(tokens: list[Token], line: str, lex: Lexicon) -> str | None:
    """'A circular to all municipalities' (لجميع) on a line of its own: to whom."""
    if not 3 <= len(tokens) <= 12 or tokens[0].form.removeprefix("ال") not in lex.order_kinds:
        return None
    form = tokens[1].form
    whole = form[:1] == "ل" and form[1:] in lex.all_of | lex.each
    if not whole or not all(t.word for t in tokens) or any(lex.verb(t.form) is not None for t in tokens[2:]):
        return None
    return line[tokens[1].start :].strip(" :،").removeprefix("ل")


def above_subject(tokens: list[Token], below: list[tuple[int, str]], lex: Lexicon) -> bool:
    """'The heads of the schools' right above the line of the subject: to whom, without a word that says so."""
    following = tokenise(below[0][1]) if below else []
    subject = len(following) > 2 and following[0].form in lex.head_subject and following[1].form in (":", "/")
    name = tokens[0].form in lex.bodies and not tokens[0].definite and len(tokens) <= 8
    return subject and name and all(t.word for t in tokens)


def _courtesy(form: str, lex: Lexicon) -> bool:
    return form in lex.honorifics or form in lex.ranks or form in lex.courtesies


def named(value: str, lex: Lexicon) -> str:
    """The names without courtesy at their beginning and end ('the respected')."""
    tokens = tokenise(value)
    start, end = 0, len(tokens)
    while start < end and (tokens[start].form in lex.courtesies | lex.honorifics or tokens[start].form in _SIGNS):
        start += 1
    if end > start + 1 and tokens[end - 1].form == "الله" and tokens[end - 2].form in lex.respected:
        end -= 1  # 'may God keep them'
    while end > start and (tokens[end - 1].form in lex.respected or not tokens[end - 1].word):
        if tokens[end - 1].form in (")", "»", "”"):
            break
        end -= 1
    return value[tokens[start].start : tokens[end - 1].end] if start < end else value.strip()
