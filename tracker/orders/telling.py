"""Where an Arabic sentence tells instead of ordering: the past, relative clauses, what is said beside it. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.lexicon import Lexicon
from tracker.orders.parts import had, had_said
from tracker.orders.speech import Setting, Trigger, named_frame
from tracker.orders.tokens import Token


def earlier(tokens: list[Token], trigger: Trigger, lex: Lexicon) -> bool:
    """'Two weeks ago she ordered …': between the verb and what it orders, or right before it."""
    return any(lex.earlier.at(tokens, k) for k in range(max(0, trigger.at - 2), trigger.content))


def past_from(tokens: list[Token], setting: Setting, lex: Lexicon) -> int:
    """From where on a sentence reports the past ('had …'): the number of the token, or the length."""
    if setting.recalled and tokens and had_said(tokens, 0, lex):
        return len(tokens)
    at = (
        i
        for i in range(len(tokens))
        if (lex.pluperfect.at(tokens, i) or had(tokens, i)) and not (i and tokens[i - 1].form in ("من", "ممن", "ما"))
    )
    return 0 if tokens and had_said(tokens, 0, lex) else next(at, len(tokens))


def hidden(tokens: list[Token], i: int, setting: Setting, lex: Lexicon) -> bool:
    """In a relative clause or after a negation: 'the committee which ordered …', 'did not order'."""
    before = tokens[i - 1].form if i else ""
    if before == "قد" and setting.recalled and had_said(tokens, 0, lex):
        return False
    noun = (
        before in lex.each
        or before in ("غير", "بغير", "بدون", "بلا", "سوي")
        or (before in lex.prepositions and before not in lex.moments)
    )
    if noun and lex.frame(tokens[i].form) is not None:
        return True  # 'any request', 'on demand': written like the verb
    return before in lex.relative or before in ("لم", "لن", "علي", "قد", "هذا", "هذه", "ذلك", "عدم", "ما", "لما")


def telling_from(text: str, tokens: list[Token], start: int, end: int, lex: Lexicon) -> int:
    """Where the ordered content ends because the text goes on telling: 'where', 'adding that', 'knowing that'."""
    for k in range(start, end):
        form = tokens[k].form
        after_sign = not tokens[k - 1].word
        concerns = form == "فيما" and k + 1 < end and tokens[k + 1].form.startswith(("يخص", "يتعلق", "بعد"))
        when = form == "وذلك" and k + 1 < len(tokens)
        all_of_it = when and tokens[k + 1].form in lexicon.entry("shared", "all") and k + 2 < len(tokens)
        when = when and (_time_follows(tokens, k + 1 + all_of_it, end, lex) or lex.except_marks.at(tokens, k + 1) > 0)
        if form == "والا" and after_sign and k + 1 < end and not text.startswith("وأ", tokens[k].start):
            return k  # 'or else they will …', 'or else it is removed'
        if (
            form == "ولا"
            and k + 1 < end
            and tokens[k + 1].form in lex.no_ban
            and after_sign
            and not _excepts(tokens, k, lex)
        ):
            return k  # '…, nor is its meeting valid without': a rule of law
        if concerns or when or lex.except_marks.at(tokens, k):
            continue
        mine = text.startswith(("وسأ", "سأ"), tokens[k].start) and len(form) > 4
        if form in lex.and_that or (after_sign and (mine or (form[:2] == "وس" and _future(form[2:], lex)))):
            return k  # '…, and that he would follow it up', 'and I shall'
        if lex.ending.at(tokens, k) and (after_sign or form[:1] == "و" or form in ("حيث", "بينما")):
            return k
        between = form == "وبين" and tokens[k - 1].form.startswith("بين")
        if between:
            continue
        if lex.plain(form, lex.saying) and (after_sign or form[:1] == "و") and not _ordered_verb(form, lex):
            return k
        if named_frame(tokens, k, lex) and (after_sign or (form[:1] == "و" and not lex.starts_with_and(form))):
            return k
        power = form in ("وله", "ولها", "ولهم", "ولهما") or form.startswith("ولل")
        if after_sign and k + 1 < end and ((power and tokens[k + 1].definite) or _of_head(tokens, k, lex)):
            return k  # '…, and it (its head) may call on whomever it sees fit'
        if (
            form[:1] == "و"
            and form[1:] in lex.force_verbs
            and any(t.form in lex.own_issue for t in tokens[k + 1 : k + 7])
        ):
            return k  # '…, and it is in force from the day of its publication'
        if after_sign and form[:1] == "و" and form[1:] in lex.permitting:
            return k  # '…, and it may be held by wire'
        if form == "كما" and k + 1 < end and lex.frame(tokens[k + 1].form) is not None:
            return k
        if after_sign and (form.startswith("فال") or form in lex.reasoning):
            return k
        if form == "ومن" and after_sign and k + 1 < end and tokens[k + 1].form in lex.offends:
            return k  # '…, and whoever breaks this will …'
        if lex.threat.at(tokens, k) and (after_sign or form[:1] == "و"):
            return k
    return end


def _excepts(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'Nor is anything excepted but …', 'that does not cover …'."""
    return lex.except_marks.at(tokens, k) > 0 or lex.except_marks.at(tokens, k + 1) > 0


def _of_head(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'…, and its head may …': 'to' joined to a body or title with a pronoun, then a verbal noun."""
    form = tokens[k].form
    act = lex.masdar(tokens[k + 1].form)
    owned = form[:2] == "ول" and form.endswith(("ها", "هم", "ه")) and form not in lex.bodies and lex.body(form[2:])
    return owned and act is not None and act.known and not act.prep


def _time_follows(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'…, and that by 30 October at the latest': a time of what was ordered, no occasion on which it was said."""
    if k + 1 >= end or tokens[k + 1].form in lex.occasions:
        return False
    if tokens[k].form in lex.prepositions and tokens[k + 1].form in lex.periods:
        return True
    if tokens[k].form == "داخل" and tokens[k + 1].form in lexicon.entry("time", "lengths"):
        return True
    return tokens[k].form in lex.time_marks or tokens[k].form in lex.time_openers


def _future(verb: str, lex: Lexicon) -> bool:
    """A verb after the letter of the future: also of the first person ('we shall')."""
    third = "ي" + verb[1:] if verb[:1] in ("ا", "ن") else verb
    return third[:1] in ("ي", "ت") and (lex.verb(third) is not None or lex.present(third) is not None)


def _ordered_verb(form: str, lex: Lexicon) -> bool:
    return lex.verb(form) is not None
