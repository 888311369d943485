"""How an item of an Arabic list orders: a heading, 'that …', a noun of telling, who or what stands first. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.lexicon import Lexicon
from tracker.orders.names import addressee, group_end
from tracker.orders.openings import opens_act, opens_time
from tracker.orders.speech import Setting, Trigger
from tracker.orders.tokens import Token

DUTIES = 5  # words of "the duties of the rapporteur: (drawing up)" at least


def granted(text: str, tokens: list[Token], start: int, setting: Setting, lex: Lexicon) -> Trigger | None:
    """An item that approves or empowers: no duty itself, but what is joined to it may be one."""
    if start + 1 >= len(tokens):
        return None
    stem, to = tokens[start].form.removeprefix("ال"), tokens[start + 1].form
    allows = stem in lex.allowing and to[:1] == "ل" and to not in lex.bodies and not setting.addressee
    if stem not in lex.granting and not allows and not _approves(tokens, start, setting, lex):
        return None
    who = setting.addressee
    if tokens[start + 1].form in lex.bodies:
        who = text[tokens[start + 1].start : tokens[group_end(tokens, start + 1, len(tokens)) - 1].end]
    verb = setting.verb or text[tokens[start].start : tokens[start].end]
    return Trigger(0, start, setting.kind, verb, addressee=who, leave=True)


def refused(tokens: list[Token], start: int, lex: Lexicon) -> bool:
    """'No approval of the request of …': a decision, done with these very words, that forbids nobody anything."""
    after = [t.form for t in tokens[start + 1 : start + 5]]
    if tokens[start].form not in lex.forbidding or not after or after[0].removeprefix("ال") not in lex.granting:
        return False
    return any(form in lex.request or form in lex.topics for form in after[1:])


def _approves(tokens: list[Token], start: int, setting: Setting, lex: Lexicon) -> bool:
    """'The approval of the minutes': done with these very words, where they charge nobody and give no time."""
    if tokens[start].form.removeprefix("ال") not in lex.approving or setting.addressee:
        return False
    at = start + 1 + (tokens[start + 1].form == "علي")
    paper = at < len(tokens) and tokens[at].form in lex.approved
    return paper and not any(opens_time(tokens, k, lex) or tokens[k].form == "قبل" for k in range(at, len(tokens)))


def by_noun(text: str, tokens: list[Token], start: int, lex: Lexicon) -> Trigger | None:
    """'The request to the office to provide …', 'the reminder to the heads not to …': an item that begins with a noun
    of telling, the preposition, the body told, and the act."""
    if tokens[start].form.removeprefix("ال") not in lex.telling:
        return None
    if (called := _called(text, tokens, start, lex)) is not None:
        return called
    prep = next(
        (k for k in range(start + 1, min(len(tokens), start + 4)) if tokens[k].form in ("من", "الي", "علي")), None
    )
    first = start + 1 if prep is None else prep + 1
    if first + 1 >= len(tokens):
        return None
    form = tokens[first].form
    joined = prep is None and form[:1] == "ل" and (form[1:] in lex.bodies or "ا" + form[1:] in lex.bodies)
    named = first + 1 if form in lex.each | lex.all_of | lex.honorifics else first
    if not joined and (prep is None or tokens[named].form not in lex.bodies):
        return None
    for k in range(named + 1, min(len(tokens) - 1, named + 14)):
        if k == named + 1 and not tokens[named].definite and not joined and opens(tokens, k, "", lex):
            continue  # 'the teams of control of infection': the name goes on
        if tokens[k].form in lex.that or any(opens(tokens, k, prep, lex) for prep in ("", "ب")):
            said = text[tokens[first].start : tokens[k - 1].end]
            who = ("ا" + said[1:] if said.startswith("لل") else said[1:]) if joined else said
            that = tokens[k].form in lex.that
            verb = text[tokens[start].start : tokens[start].end]
            kind = "urge" if tokens[start].form.removeprefix("ال") in lex.urging else "order"
            return Trigger(start, k + that, kind, verb, opener="ان" if that else "ب", addressee=who)
        if not tokens[k].word:
            return None
    return None


def _called(text: str, tokens: list[Token], start: int, lex: Lexicon) -> Trigger | None:
    """'The call upon the citizens not to travel': whom, between the noun and its preposition."""
    if tokens[start].form.removeprefix("ال") not in lex.urging or start + 3 >= len(tokens):
        return None
    prep = next(
        (k for k in range(start + 2, min(len(tokens) - 1, start + 6)) if tokens[k].form in ("الي", "علي")), None
    )
    if prep is None or not all(t.word for t in tokens[start:prep]):
        return None
    first = tokens[start + 1]
    outside = first.form in lex.public or first.form in lex.called
    if not outside and not first.definite and not tokens[start + 2].definite:
        return None
    who = text[first.start : tokens[prep - 1].end]
    verb = text[tokens[start].start : tokens[start].end]
    return Trigger(start, prep + 1, "wish" if outside else "urge", verb, opener=tokens[prep].form, addressee=who)


def opens(tokens: list[Token], k: int, prep: str, lex: Lexicon) -> bool:
    found = lex.masdar(tokens[k].form) if prep == "ب" else opens_act(tokens, k, len(tokens), lex, prep)
    if found is not None and found.prep != prep:
        return False
    return found is not None and (prep == "ب" or found.known) and tokens[k].form not in lex.bodies


def heading(tokens: list[Token], lex: Lexicon) -> int:
    """'The mission: the division moves …': how many words before what is ordered only name the matter, else 0. Who is
    named there, and a label that says who or when, is no heading."""
    sign = next((k for k in range(1, min(5, len(tokens) - 2)) if tokens[k].form == ":"), 0)
    known = lex.executor_labels | lex.term_labels
    if not sign or not tokens[0].definite or not all(t.word for t in tokens[:sign]):
        return 0
    if tokens[0].form in lex.ranks and tokens[1].form.isdigit():
        return 0
    if tuple(t.form for t in tokens[:sign]) in known or tokens[0].form in lex.bodies | lex.person_titles | lex.decided:
        return 0
    return (
        0
        if lex.body(tokens[0].form) or tokens[0].form in _sections() or tokens[0].form.removeprefix("ال") in lex.topics
        else sign + 1
    )


def duties_of(text: str, tokens: list[Token], lex: Lexicon) -> tuple[int, str] | None:
    """'The duties of the rapporteur: drawing up the minutes …': where the duties begin, and whose they are."""
    if len(tokens) < DUTIES or tokens[0].form not in lex.duty_words or tokens[0].definite:
        return None
    sign = next((k for k in range(2, min(7, len(tokens) - 1)) if tokens[k].form == ":"), 0)
    said = tokens[1:sign]
    if not sign or not all(t.word and t.form not in lex.list_words for t in said) or not said[-1].definite:
        return None
    if not tokens[sign + 1].word or lex.frame(tokens[sign + 1].form) is not None:
        return None
    return sign + 1, text[said[0].start : said[-1].end]


def label(text: str, tokens: list[Token], lex: Lexicon) -> str | None:
    """'The cleaners: …': who is named before a colon or a stroke, at the beginning of an item."""
    for k in range(1, min(9, len(tokens) - 1)):
        if tokens[k].form == "/" and tokens[k - 1].form[0].isdigit():
            return None  # '… from 1/12/2025'
        if tokens[k].form in (":", "/"):
            unit = tokens[0].form in lex.ranks and tokens[1].form.isdigit()  # 'the 14th brigade:', written like a rank
            named = unit or addressee(tokens, 0, 1, lex) is not None or tokens[0].form in _sections()
            return text[tokens[0].start : tokens[k - 1].end] if named else None
        if not tokens[k].word:
            return None
    return None


def _sections() -> frozenset[str]:
    return lexicon.entry("bodies", "sections")


def adverbial(tokens: list[Token], lex: Lexicon) -> int:
    """'In the light of the findings the forming of …', 'with all speed the sending of …': where the act begins behind
    such an opening, else 0."""
    if (
        len(tokens) < 4
        or tokens[0].form not in ("علي", "في")
        or tokens[1].form not in lexicon.entry("decree", "openings")
    ):
        return 0
    for k in range(3, min(12, len(tokens) - 1)):
        act = lex.masdar(tokens[k].form)
        if not tokens[k].word:
            return 0
        plain = act is not None and act.known and not (act.prep or act.conj or act.definite or act.suffix)
        if plain and tokens[k - 1].definite and tokens[k].form not in lex.bodies:
            return k
    return 0


def topic(tokens: list[Token], lex: Lexicon) -> int:
    """'The matter of the absences: forming a committee …': where the act after a heading begins, else 0."""
    for k in range(1, min(12, len(tokens) - 1)):
        if tokens[k].form == ":":
            first = lex.masdar(tokens[0].form)
            acts = opens(tokens, k + 1, "", lex) or tokens[k + 1].form.removeprefix("ال") in lex.granting
            return k + 1 if acts and (first is None or tokens[0].form in lex.topics) else 0
    return 0


def dealt_with(tokens: list[Token], start: int, lex: Lexicon) -> bool:
    """'Review of the last minutes: they were approved': a heading and what was done about it."""
    sign = next((k for k in range(start + 1, min(len(tokens) - 1, start + 7)) if tokens[k].form == ":"), 0)
    return bool(sign) and tokens[sign + 1].form in lex.observed


def that_rule(text: str, tokens: list[Token], start: int, setting: Setting) -> Trigger | None:
    """An item 'that the dates do not clash': what the lead says is to be observed."""
    if start + 2 >= len(tokens):
        return None
    form = tokens[start].form
    refused = form == "الا" and text[tokens[start].start] == "أ"
    refused = refused or (form in ("ان", "بان") and tokens[start + 1].form == "لا")
    at = start + 1 + (refused and form != "الا")
    if not (refused or form == "ان") or at >= len(tokens) or tokens[at].form[0] not in "يت":
        return None
    verb = setting.verb or text[tokens[start].start : tokens[start].end]
    return Trigger(start, at, "order", verb, opener="ان", prohibition=refused, addressee=setting.addressee)


def subject_first(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'Every detachment raises its report': the name of a body, then its verb."""
    noun = int(tokens[0].form in lex.each)
    if i <= noun or tokens[noun].form not in lex.bodies or lex.verb(tokens[i].form) is None:
        return False
    return tokens[i].form[0] in "يت" and lex.masdar(tokens[i].form) is None and group_end(tokens, noun, i) >= i


def object_first(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'The strength report is sent to the staff daily': what is handed over, then the verb, which can only be passive
    because 'to', a time or a joined preposition follows."""
    verb = lex.verb(tokens[i].form)
    if not 0 < i < 7 or i + 1 >= len(tokens) or verb is None or tokens[i].form[0] not in "يت":
        return False
    first = lex.masdar(tokens[0].form)
    act = first is not None and first.known and not first.definite
    if (
        tokens[0].form in ("لا", "ولا", "الا")
        or act
        or verb[0] not in lex.act_reporting | lex.act_once
        or tokens[0].form in lex.bodies | lex.prepositions
    ):
        return False
    plain = all(t.word and t.form not in lex.relative and lex.verb(t.form) is None for t in tokens[:i])
    after = tokens[i + 1].form
    follows = after in lex.prepositions or after in lex.time_marks or (after[:1] in "لب" and after not in lex.bodies)
    return plain and follows


def case_first(text: str, tokens: list[Token], setting: Setting, lex: Lexicon) -> Trigger | None:
    """'In case a machine fails, the supply of another within 12 hours': the act after the sign that ends the case."""
    if not tokens or not lex.event_marks.at(tokens, 0):
        return None
    start = next((k + 1 for k in range(2, min(len(tokens) - 2, 24)) if tokens[k].form in ("،", ":")), 0)
    act = lex.masdar(tokens[start].form) if start else None
    if act is None or not act.known or act.prep or act.definite or act.conj or tokens[start].form in lex.bodies:
        return None
    verb = setting.verb or text[tokens[start].start : tokens[start].end]
    return Trigger(start, start, setting.kind, verb, addressee=setting.addressee)


def by_term(text: str, tokens: list[Token], setting: Setting, lex: Lexicon) -> Trigger | None:
    """An item whose first word the lexicon does not know, before a definite one and with a time within which: only an
    act has such a time, so that it is shown rather than left out."""
    if len(tokens) < 4 or not setting.decree or not all(t.word for t in tokens[:2]):
        return None
    first, after = tokens[0], tokens[1]
    strange = first.form in lex.bodies | lex.prepositions | lex.each | lex.all_of | lex.person_titles | lex.being
    if first.definite or strange or not after.definite or len(first.form) < 4 or lex.verb(first.form) is not None:
        return None
    if first.form[0] in "وفلب" or not any(opens_time(tokens, k, lex) for k in range(2, len(tokens))):
        return None
    if any(lex.verb(t.form) is not None or lex.frame(t.form) is not None for t in tokens[2:]):
        return None
    verb = setting.verb or text[first.start : first.end]
    return Trigger(0, 0, setting.kind, verb, addressee=setting.addressee, unknown=True)
