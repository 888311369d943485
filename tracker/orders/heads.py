"""What an Arabic clause is about where a verb carries it, or where it has no verb of its own. Pure."""

from __future__ import annotations

from dataclasses import replace

from tracker.orders import lexicon
from tracker.orders.imperatives import imperative_head
from tracker.orders.lexicon import Lexicon
from tracker.orders.openings import opens_act
from tracker.orders.parts import Head, read_head
from tracker.orders.tokens import Token


def shared_head(tokens: list[Token], k: int, begin: int, lex: Lexicon) -> Head | None:
    """The head at ``k`` for a limb at ``begin`` that has only its own object and time ('…, and the second by …')."""
    known = read_head(tokens, k, begin, lex) or (verb_head_of(tokens, k, begin, lex) if k < begin else None)
    return replace(known, at=begin, suffix="") if known is not None else None


def verb_head_of(tokens: list[Token], k: int, end: int, lex: Lexicon) -> Head | None:
    """The head of a clause that the verb at ``k`` governs; light verbs are read through."""
    known = lex.verb(tokens[k].form)
    if known is None:
        return imperative_head(tokens, k, end, lex) or _by_shape(tokens, k, lex)
    verb, group = known
    if verb in lex.refraining and any(t.form == "عن" for t in tokens[k + 1 : min(end, k + 8)]):
        return Head(k, verb, "standing", prohibition=True)  # 'that the offices abstain from …'
    if verb in lex.passive_tam or group == "task":
        direct = lex.masdar(tokens[k + 1].form) if k + 1 < end else None
        if direct is not None and direct.known and direct.definite and tokens[k + 1].form not in lex.bodies:
            return read_head(tokens, k + 1, end, lex)
        for j in range(k + 1, min(end, k + 8)):
            if opens_act(tokens, j, end, lex) is not None or opens_act(tokens, j, end, lex, "ب") is not None:
                return read_head(tokens, j, end, lex)
        if verb in lex.passive_tam:
            return None
    return Head(
        k,
        verb,
        "standing" if group == "standing" or verb in lex.task_standing or _sent_out(tokens, k, verb, lex) else "once",
        forming=verb in lex.act_forming,
        enforcing=verb in lex.act_enforcing,
        reporting=verb in lex.act_reporting,
    )


def _sent_out(tokens: list[Token], k: int, verb: str, lex: Lexicon) -> bool:
    """'Patrols are sent out': kept up, as 'the sending out of patrols' is."""
    return verb in lexicon.entry("decree", "deploys") and k + 1 < len(tokens) and tokens[k + 1].form in lex.deployed


def _by_shape(tokens: list[Token], k: int, lex: Lexicon) -> Head:
    """A present verb that the lexicon has only by its verbal noun, or not at all."""
    noun, group = lex.present(tokens[k].form) or (tokens[k].form, "achievement")
    return Head(
        k,
        noun,
        "standing" if group == "maintenance" else "once",
        forming=noun in lex.forming,
        enforcing=noun in lex.enforcing,
        reporting=noun in lex.reporting,
    )
