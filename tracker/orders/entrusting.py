"""'The follow-up is entrusted to the office', 'to the office is entrusted …': who and what, in either order. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.items import opens
from tracker.orders.lexicon import Lexicon
from tracker.orders.names import group_end, name_end
from tracker.orders.speech import Trigger, written
from tracker.orders.tokens import Token

REACH = 24  # words from what is entrusted to whom


def entrusted(text: str, tokens: list[Token], i: int, lex: Lexicon) -> Trigger | None:
    """The duty that a verb of entrusting at ``i`` hands out; None where there is no such verb, or nobody is named."""
    form = tokens[i].form
    form = form[1:] if form[:1] in ("و", "ف") else form
    if form not in lexicon.entry("decree", "entrusting") or i + 2 >= len(tokens):
        return None
    said = written(text, tokens[i], form)
    name, end = _whom(text, tokens, i + 1, lex)
    if name is not None:
        content = _past_duty_word(tokens, end, lex)
        act = lex.masdar(tokens[content].form) if content < len(tokens) else None
        return Trigger(i, content, "task", said, addressee=name) if act is not None and act.known else None
    first = _past_duty_word(tokens, i + 1, lex)
    act = lex.masdar(tokens[first].form)
    if first == i + 1 and (act is None or not act.known):
        return None
    for k in range(first + 1, min(len(tokens), i + REACH)):
        name, _ = _whom(text, tokens, k, lex)
        if name is not None and tokens[k - 1].word:
            content = first if act is not None and act.known else i
            kind = "task" if content == first else "verb"
            return Trigger(i, content, kind, said, addressee=name)
    return None


def _past_duty_word(tokens: list[Token], k: int, lex: Lexicon) -> int:
    """'The task of following up', 'the matter of the follow-up': behind the word that says no more than that."""
    plain = tokens[k].form.removeprefix("ب") if k < len(tokens) else ""
    empty = plain in lexicon.entry("decree", "entrusted_words")
    return k + 1 if empty and k + 1 < len(tokens) and opens(tokens, k + 1, "", lex) else k


def _whom(text: str, tokens: list[Token], k: int, lex: Lexicon) -> tuple[str | None, int]:
    """The name of a body behind 'to', joined or not, and where it ends."""
    form = tokens[k].form
    if form == "الي" and k + 1 < len(tokens) and (tokens[k + 1].form in lex.bodies or lex.body(tokens[k + 1].form)):
        end = _end(tokens, k + 1, lex)
        return text[tokens[k + 1].start : tokens[end - 1].end], end
    bare = form[1:]
    titled = bare in lex.person_titles
    if form[:1] == "ب" and form not in lex.bodies and (bare in lex.bodies or lex.body(bare) or titled):
        end = _end(tokens, k, lex)
        return text[tokens[k].start + 1 : tokens[end - 1].end], end
    return None, k


def _end(tokens: list[Token], k: int, lex: Lexicon) -> int:
    return max(group_end(tokens, k, len(tokens)), name_end(tokens, k, len(tokens), lex))
