"""Arabic orders in the second person: 'search the villages', 'do not allow …', of cables and circulars. Pure."""

from __future__ import annotations

from dataclasses import replace

from tracker.orders import shapes
from tracker.orders.lexicon import Lexicon
from tracker.orders.openings import opens_act
from tracker.orders.parts import Head, attitude, read_head
from tracker.orders.speech import Trigger, written
from tracker.orders.tokens import Token


def told(text: str, tokens: list[Token], i: int, item: bool, lex: Lexicon) -> Trigger | None:
    """A plural imperative, or 'you send us', where a sentence, an item or what follows 'therefore' begins; 'do not …'.

    An item may begin with one that the lexicon does not know; elsewhere the past tense is written alike."""
    form = tokens[i].form
    if form == "لا" and item and i == 0 and len(tokens) > 2 and _none_of(tokens, lex):
        return Trigger(0, 1, "order", text[tokens[0].start : tokens[0].end], prohibition=True)
    if form in ("لا", "ولا") and i + 1 < len(tokens):
        core = shapes.imperative(tokens[i + 1].form) if tokens[i + 1].form[0] == "ت" else None
        if core is None or core.removeprefix("تك") == "ون" or not _opens(tokens, i, lex):
            return None
        kind = "wish" if core[1:] in lex.vague_not else "verb"
        return Trigger(i, i, kind, text[tokens[i + 1].start : tokens[i + 1].end], opener="ان", prohibition=True)
    if not _opens(tokens, i, lex) or i + 1 >= len(tokens):
        return None
    if lex.imperative(form) is None and not (item and i == 0 and _unknown(form)):
        return None
    if form.removeprefix("و") in ("اقبلوا", "تقبلوا") or any(
        t.form in ("بقبول", "قبول") for t in tokens[i + 1 : i + 4]
    ):
        return None  # 'accept our regards'
    if tokens[i + 1].form in lex.that and form.removeprefix("و")[:1] == "ت":
        return None  # 'you know that …'
    noun = lex.imperative(form)
    base = form if noun is None or lex.imperative(form[1:]) is None or lex.starts_with_and(noun[0]) else form[1:]
    return Trigger(i, i, "verb", written(text, tokens[i], base))


def _opens(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    return i == 0 or not tokens[i - 1].word or tokens[i].form in ("ولا",) or tokens[i - 1].form in lex.therefore


def _none_of(tokens: list[Token], lex: Lexicon) -> bool:
    """'No leave for the officers': a noun right after 'no' that is no set phrase ('no doubt', 'no objection')."""
    form = tokens[1].form
    verb = form[0] in "يت" and (lex.verb(form) is not None or lex.masdar(form) is None)
    return tokens[1].word and not (verb or tokens[1].definite or lex.threat.at(tokens, 0) or form in lex.no_ban_nouns)


def _unknown(form: str) -> bool:
    core = shapes.imperative(form)
    return core is not None and len(core) >= 3 and form.endswith("وا")


def imperative_head(tokens: list[Token], k: int, end: int, lex: Lexicon) -> Head | None:
    """What an imperative governs: its own verbal noun, or the one that it carries ('continue to guard')."""
    known = lex.imperative(tokens[k].form)
    if known is None:
        return None
    noun, group = known
    carries = noun in lex.light or noun in lex.light_standing
    if carries and k + 1 < end and opens_act(tokens, k + 1, end, lex, "ب") is not None:
        inner = read_head(tokens, k + 1, end, lex)
        if inner is not None:
            kept = noun in lex.light_standing and inner.group == "once"
            return replace(inner, group="standing" if kept else inner.group)
    object_of = next((s for s in shapes.OBJECTS if tokens[k].form.endswith("و" + s)), "")
    vague = group == "vague" or attitude(tokens, k, end, noun, lex)
    return Head(
        k,
        noun,
        "vague" if vague else "standing" if group == "maintenance" or noun in lex.forbidding else "once",
        prohibition=noun in lex.forbidding,
        vague=vague,
        suffix=object_of,
        forming=noun in lex.forming,
        enforcing=noun in lex.enforcing,
        reporting=noun in lex.reporting,
    )


def follows_on(tokens: list[Token], k: int, trigger: Trigger, lex: Lexicon) -> bool:
    """'Search … and arrest …': an imperative joined to one before it."""
    first = tokens[trigger.at].form
    known = lex.imperative(first) is not None or shapes.imperative(first) is not None or trigger.at < trigger.content
    return trigger.kind == "verb" and known and tokens[k].form[:1] == "و" and lex.imperative(tokens[k].form) is not None
