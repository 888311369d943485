"""Who acts by an Arabic verb: the name behind it, and whether the verb is active there at all. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.details import handing_over, hollow
from tracker.orders.head_words import head_words
from tracker.orders.lexicon import Lexicon
from tracker.orders.names import group_end, name_end
from tracker.orders.parts import for_act
from tracker.orders.tokens import Token


def owned(form: str, lex: Lexicon) -> bool:
    """A noun with a possessive ('its work'): it points back to the doer and is none itself."""
    return form not in lex.bodies and len(form) > 4 and form.endswith(("ها", "هم", "هما", "هن"))


def passive(text: str, token: Token) -> bool:
    """Written with the vowel of the passive after its first letter (yu…, tu…), a joined 'and' aside."""
    word = text[token.start : token.end].lstrip("وف")
    return len(word) > 3 and word[0] in "يت" and word[1] == "\u064f"


def accusative(text: str, tokens: list[Token], k: int) -> bool:
    """An indefinite noun written as an object ('a report'): the verb before it is active."""
    return k < len(tokens) and text[tokens[k].start : tokens[k].end].endswith(("اً", "ًا", "ةً"))


def moved(text: str, tokens: list[Token], k: int, lex: Lexicon, *, whoever: bool = False) -> str | None:
    """'Mr inspector of X is assigned to supervise …': who is moved for a task does it; ``whoever``: known or not."""
    while k + 1 < len(tokens) and (tokens[k].form in lex.honorifics or tokens[k].form == "("):
        k += 1
    for j in range(k + 1, min(len(tokens), k + 14)):
        if not tokens[j].word and tokens[j].form in "./()":
            continue
        named = whoever and (tokens[j].form in ("في", "من") or text[tokens[j].start : tokens[j].end] == "علي")
        stops = tokens[j].form in lex.prepositions and not named
        if not tokens[j].word or stops or not (whoever or tokens[k].form in lex.bodies):
            return None
        if for_act(tokens[j], lex):
            closing = next((t.start for t in tokens[k:j] if t.form == ")"), None) if tokens[k - 1].form == "(" else None
            return text[tokens[k].start : closing or tokens[j - 1].end].strip()
    return None


def doer_of(text: str, tokens: list[Token], i: int, verb: str, lex: Lexicon) -> str | None:
    """The doer of an active decree verb: the body named right after it (what is formed is no doer)."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    sent = after is not None and after.form in lex.deployed and not after.definite
    if sent and verb in lexicon.entry("decree", "deploys"):
        return None  # 'joint patrols are sent out'
    if after is not None and after.form in lex.each and (who := _each_with_object(text, tokens, i, lex)) is not None:
        return who
    if i + 2 < len(tokens) and tokens[i + 1].form in lex.each and tokens[i + 2].form in lex.bodies:
        end = i + 3
        while end < len(tokens) and tokens[end].form in lex.bodies:
            end += 1
        formed = verb in lex.act_forming and tokens[end - 1].form in lexicon.entry("bodies", "formed")
        end -= formed and end > i + 3  # 'each dean forms a committee'
        return text[tokens[i + 1].start : tokens[end - 1].end]
    if verb in lex.moving:
        who = moved(text, tokens, i + 1, lex, whoever=verb in lex.appointing)
        active = who is None and i + 2 < len(tokens) and tokens[i + 1].definite and tokens[i + 1].form in lex.bodies
        if active and tokens[i + 2].definite and tokens[i + 2].form in lex.bodies:
            return text[tokens[i + 1].start : tokens[i + 1].end]  # 'the faculties appoint the observers'
        end = group_end(tokens, i + 1, len(tokens)) if who is None and i + 1 < len(tokens) else len(tokens)
        if end < len(tokens) and tokens[i + 1].form in lex.bodies and owned(tokens[end].form, lex):
            return text[tokens[i + 1].start : tokens[end - 1].end]  # 'the ministry names its representative'
        return who or _names(text, tokens, i, lex)
    noun = titled(tokens, i + 1, lex)
    if noun is None and (end := _before_own_preposition(tokens, i, lex)):
        return text[tokens[i + 1].start : tokens[end - 1].end]
    if noun is None or _only_passive(text, tokens[i], verb):
        return None
    undergone = verb in lex.act_forming or (verb in lex.act_enforcing and verb not in lex.act_handing)
    end = name_end(tokens, noun, len(tokens), lex)
    closed = tokens[end - 1].definite or (end > noun + 1 and tokens[end - 1].form in head_words().places)
    if undergone and not (closed and acts_on(tokens, end, lex)):
        return None
    who = handing_over(text, tokens, noun, len(tokens), verb, lex)
    return text[tokens[i + 1].start : tokens[noun].start] + who if who is not None else None


def _only_passive(text: str, token: Token, verb: str) -> bool:
    """'Is replaced' (يُستبدل) and 'is annulled' (تُلغى) with that vowel, 'is brought back' (تعاد) by its letters: nobody
    named behind them acts."""
    said = verb[1:2] in ("س", "ت") or text[: token.end].endswith("ى")
    return hollow(verb) or (said and passive(text, token))


def _each_with_object(text: str, tokens: list[Token], i: int, lex: Lexicon) -> str | None:
    """'Every judge submits a weekly table': a noun that the lexicon need not know, before what it acts on."""
    k = i + 2
    if k + 1 >= len(tokens) or not tokens[k].word or tokens[k].definite or tokens[k].form in lex.bodies:
        return None
    thing = text[tokens[k + 1].start : tokens[k + 1].end].endswith(("اً", "ًا", "ةً"))
    adverb = tokens[k + 1].form in lex.adjuncts | lex.time_marks or tokens[k + 1].form in lex.immediate
    known = tokens[k].form in lex.periods | lex.stretches or lex.masdar(tokens[k].form) is not None
    if not thing or adverb or known or passive(text, tokens[i]):
        return None
    return text[tokens[i + 1].start : tokens[k].end]


def _names(text: str, tokens: list[Token], i: int, lex: Lexicon) -> str | None:
    """'The head of the court names (يسمي) an observer': written with its dots the verb is active, and whoever stands
    behind it names what follows; 'is named' ends in ى."""
    noun = titled(tokens, i + 1, lex)
    if noun is None or not text[: tokens[i].end].endswith("ي"):
        return None
    end = name_end(tokens, noun, len(tokens), lex)
    named = end < len(tokens) and tokens[end].word and tokens[end].form not in lex.prepositions
    return text[tokens[i + 1].start : tokens[end - 1].end] if named and not tokens[end].definite else None


def _before_own_preposition(tokens: list[Token], i: int, lex: Lexicon) -> int:
    """'The sea watch sees to …': where the name ends that stands between a verb and the preposition that it governs,
    known or not; 0 where none does. Such a verb has no object, so that what stands there is who acts."""
    known = lex.present(tokens[i].form)
    preps = lex.governs.get(known[0]) if known is not None else None
    if preps is None or i + 2 >= len(tokens) or not tokens[i + 1].definite:
        return 0
    end = group_end(tokens, i + 1, len(tokens))
    return end if end < len(tokens) and tokens[end].form in preps else 0


def is_verb(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """Whether a word that may be a verbal noun ('receipt') is the verb written alike ('the section hands over the
    goods'): who acts follows, then what he acts on, or 'us' is joined to it."""
    form = tokens[i].form
    if form in lex.act_handing:
        return True
    noun = titled(tokens, i + 1, lex) if lex.verb(form) is not None else None
    return noun is not None and (form.endswith("نا") or acts_on(tokens, name_end(tokens, noun, len(tokens), lex), lex))


def titled(tokens: list[Token], k: int, lex: Lexicon) -> int | None:
    """Where the noun stands that begins the name of a doer at ``k``: a body, or after 'Mr', 'Dr' a title too."""
    noun = k
    if k + 1 < len(tokens) and tokens[k].form in lex.self_marks and tokens[k + 1].form in lex.bodies:
        return k + 1  # 'this directorate'
    while noun + 1 < len(tokens) and tokens[noun].form in lex.honorifics | lex.ranks and noun < k + 3:
        noun += 1
    known = lex.bodies if noun == k else lex.bodies | lex.person_titles
    if noun >= len(tokens):
        return None
    if tokens[noun].form.endswith("ا") and tokens[noun].form[:-1] in known and noun + 1 < len(tokens):
        return noun if tokens[noun + 1].definite else None  # 'the two engineers of the towns'
    # 'the trainees wear …': a plural in the nominative can be nothing but the subject
    people = tokens[noun].definite and tokens[noun].form.endswith("ون") and len(tokens[noun].form) > 6
    people = people and tokens[noun].form not in lexicon.entry("bodies", "no_people")
    # 'the stores furnish this office with …': who stands before another body that is pointed at
    before_body = noun + 2 < len(tokens) and tokens[noun + 1].form in lex.self_marks
    before_body = before_body and tokens[noun].definite and tokens[noun + 2].form in lex.bodies
    # 'the injured tells the head of …': two who stand side by side, the first with the article, the second without
    if noun + 2 < len(tokens) and tokens[noun].definite and tokens[noun + 1].form in lex.bodies:
        before_body = before_body or (not tokens[noun + 1].definite and tokens[noun + 2].word)
    return noun if people or before_body or tokens[noun].form in known else None


def acts_on(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """Whether what a verb acts on stands at ``k``, behind a name: then the name is whoever acts, and the verb is no
    passive ('the nurse | stops the transfusion', not 'the offending shop is closed for a week')."""
    if k + 1 >= len(tokens) or not tokens[k].word:
        return False
    form, after = tokens[k].form, tokens[k + 1]
    if form in lex.prepositions | lex.adjuncts | lex.time_marks | lex.time_openers | lex.spans | lex.all_of - lex.each:
        return False
    joined = form[0] in "بلوف" and form not in lex.bodies and lex.masdar(form) is None
    if joined or lex.except_marks.at(tokens, k):
        return False
    bare = form.removesuffix("ا")  # the indefinite accusative
    two = form.endswith("ين") and len(form) > 4 and lex.masdar(form) is None  # 'two passages', that can be no subject
    if two or tokens[k].definite or form in lex.each or form in lex.bodies or bare in lex.bodies or owned(form, lex):
        return True
    found = lex.masdar(form)
    plain = found is None or not (found.prep or found.conj)
    return plain and after.word and after.definite and not after.form.startswith("لل")  # 'the moving | of the blood'


def refuses(text: str, tokens: list[Token], i: int, lex: Lexicon) -> str | None:
    """'The faculties accept no …': the body right after a refused verb that has an object of its own, which a passive
    ('the student is not accepted in') has not."""
    if i + 2 >= len(tokens) or tokens[i + 1].form not in lex.bodies or not tokens[i + 1].definite:
        return None
    end = group_end(tokens, i + 1, len(tokens))
    if end >= len(tokens) or not tokens[end].word or lex.except_marks.at(tokens, end):
        return None
    form = tokens[end].form
    object_follows = form in lex.each or (form not in lex.prepositions | lex.time_marks and form[0] not in "لو")
    return text[tokens[i + 1].start : tokens[end - 1].end] if object_follows else None
