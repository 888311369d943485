"""'Must', 'may not', 'it is up to X to …' of Arabic orders: what they govern and whom they name. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.doers import owned
from tracker.orders.duties import not_for, prevented, whoever
from tracker.orders.lexicon import Lexicon
from tracker.orders.limits import negated_that
from tracker.orders.names import addressee, group_end
from tracker.orders.openings import after_name, opens_act, opens_time
from tracker.orders.parts import for_act
from tracker.orders.speech import Trigger
from tracker.orders.tokens import Token


def open_content(tokens: list[Token], start: int, end: int, lex: Lexicon) -> int | None:
    """The first act, or 'that' with its verb, from ``start`` on within reach."""
    relative = False
    for k in range(start, min(end, start + 14)):
        if tokens[k].form in lex.that:
            return k
        relative = relative or tokens[k].form in lex.relative
        found = lex.masdar(tokens[k].form) if relative else None
        if found is not None and found.suffix and found.stem in lex.light:
            continue  # 'the bodies whose work needs …'
        if k and tokens[k - 1].form in lex.each and tokens[k].form in lex.bodies:
            continue  # 'the director of each administration'
        office = k > 0 and tokens[k].form in lex.bodies and tokens[k - 1].form in lex.bodies | lex.person_titles
        if office and k + 1 < end and opens_act(tokens, k + 1, end, lex) is not None:
            continue  # 'on each director of an administration, the follow-up of …'
        if k > start and tokens[k].definite and tokens[k - 1].form in lex.moments:
            continue  # 'those who are licensed at the time of the coming into force of …'
        if opens_act(tokens, k, end, lex) is not None or opens_act(tokens, k, end, lex, "ب") is not None:
            return k
        if after_name(tokens, k, end, lex):
            return k
        if tokens[k].form == "،" and (over := _over_time(tokens, k, end, lex)):
            act = lex.masdar(tokens[over].form) if over + 1 < end else None
            if act is not None and act.known and act.definite and not (act.prep or act.conj):
                return over
            return open_content(tokens, over, end, lex) if over < end else None
        if tokens[k].form in (".", "،", ":"):
            return None
    return None


def _over_time(tokens: list[Token], k: int, end: int, lex: Lexicon) -> int:
    """'The bank undertakes, within two weeks of …, to issue': where it goes on after a time between commas, else 0."""
    if k + 2 >= end:
        return 0
    if tokens[k + 1].form in ("ومن", "وكل", "كل", "وممن") and tokens[k + 2].form not in lex.periods:
        near = next((j for j in range(k + 2, min(end, k + 8)) if tokens[j].form == "،"), 0)  # 'and their deputies'
        return near + 1 if near else 0
    if not opens_time(tokens, k + 1, lex):
        return 0
    return next((j + 1 for j in range(k + 2, min(end, k + 18)) if tokens[j].form == "،"), 0)


def modal(text: str, tokens: list[Token], i: int, size: int, prohibition: bool, lex: Lexicon) -> Trigger | None:
    k = i + size - (size > 1 and tokens[i + size - 1].form == "علي")  # 'it became due on': whom, as after any other
    verb = text[tokens[i].start : tokens[k - 1].end]
    if verb.startswith("و") and not lex.starts_with_and(tokens[i].form):
        verb = verb[1:]
    while k < len(tokens) and prohibition and _emphatic(tokens[k].form, lex):
        k += 1
    if k >= len(tokens):
        return None
    who = None
    if tokens[k].form in ("منكم", "لكم", "اليكم") and k + 1 < len(tokens):
        k += 1  # 'you are asked to …'
    if tokens[k].form in lex.on_person and k + 1 < len(tokens):
        who = audience(text, tokens, i, lex) if not tokens[k].form.endswith(("كم", "كما")) else None
        k += 1
    if tokens[k].form in ("علي", "من", "الي") and not prohibition:
        named = addressee(tokens, k + 1, min(len(tokens), k + 2), lex)
        if named is not None or (tokens[k].form == "علي" and bound_by_place(tokens, k + 1, lex)):
            who, k = on_name(text, tokens, k + 1, lex)
            if who is None:
                return None
    if prohibition and tokens[k].form in ("علي",):
        who, k = on_name(text, tokens, k + 1, lex)
        if who is None:
            return None
    if prohibition and size == 1 and verb_in(tokens[i].form, lex.active_not) and tokens[k].form in lex.bodies:
        active = prevented(text, tokens, k, lex)
        if active is not None:
            who, k = active
    if prohibition and tokens[k].form[:1] == "ل" and tokens[k].form not in lex.bodies:
        who, k = not_for(text, tokens, k, lex)
    if not prohibition and negated_that(text, tokens[k]) and tokens[k].form == "الا" and k + 1 < len(tokens):
        return Trigger(i, k + 1, "order", verb, prohibition=True, addressee=who, opener="ان")
    if tokens[k].form in lex.that:
        k += 1
        if k >= len(tokens):
            return None
        weak = tokens[k].form in lex.being or tokens[k].form.startswith("ن")
        return Trigger(i, k, "order", verb, prohibition=prohibition, addressee=who, weak=weak and not prohibition)
    if (
        not prohibition
        and opens_act(tokens, k, len(tokens), lex) is None
        and opens_act(tokens, k, len(tokens), lex, "ب") is None
    ):
        found = lex.masdar(tokens[k].form)
        if found is None or not (found.known or found.definite):
            return None
    return Trigger(i, k, "order", verb, prohibition=prohibition, addressee=who)


def bound_by_place(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'It is incumbent on Messrs the governors', 'on their directors': whoever stands there, known or not."""
    if k + 1 >= len(tokens) or not tokens[k].word or tokens[k].form in lex.each | lex.all_of:
        return k + 2 < len(tokens) and tokens[k].word and whoever(tokens, k + 1, lex)
    form = tokens[k].form
    return tokens[k].definite or form in lex.courtesies or owned(form, lex) or lex.masdar(form) is None


def verb_in(form: str, known: frozenset[str]) -> bool:
    return form in known or form[1:] in known


def _emphatic(form: str, lex: Lexicon) -> bool:
    return form in lex.emphatic


def on_whom(text: str, tokens: list[Token], i: int, lex: Lexicon) -> Trigger | None:
    """'It is up to the directorates to …'."""
    if i + 1 >= len(tokens):
        return None
    first = tokens[i + 1]
    named = i + 2 if first.form in lex.all_of and i + 2 < len(tokens) else i + 1
    if addressee(tokens, named, named + 1, lex) is None and not (
        (i == 0 and first.definite)
        or first.form in lex.honorifics
        or (named > i + 1 and whoever(tokens, named, lex))
        or (i == 0 and _somebody(text, tokens, lex))
        or (i > 0 and _owes_at_once(tokens, i, lex))
    ):
        return None
    who, k = on_name(text, tokens, i + 1, lex)
    if who is None or k >= len(tokens):
        return None
    opener = "ان" if tokens[k].form in lex.that else ""
    k += opener != ""
    return (
        Trigger(i, k, "order", text[tokens[i].start : tokens[i].end].lstrip("وف"), addressee=who, opener=opener)
        if k < len(tokens)
        else None
    )


def _owes_at_once(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'…, and on the buyer the paying of': the act right behind a noun with the article, or its adjective."""
    first = tokens[i + 1]
    phrase = lex.set_phrases | lex.no_ban_nouns | lex.periods | lex.stretches
    if not first.definite or first.form.removeprefix("ال") in phrase:
        return False
    k = i + 2 + (i + 2 < len(tokens) and tokens[i + 2].definite)
    act = lex.masdar(tokens[k].form) if k + 1 < len(tokens) else None
    return act is not None and act.known and not (act.prep or act.conj or act.definite) and tokens[k + 1].word


def _somebody(text: str, tokens: list[Token], lex: Lexicon) -> bool:
    """'On the captain of the ship, the …': a noun that the lexicon need not know, before the word that closes it. What
    opens a phrase ('on the basis of the report') is nobody."""
    if len(tokens) > 3 and text.startswith("آمر", tokens[1].start):
        return True  # 'the commander of', which without its sign is written like 'order'
    if len(tokens) < 4 or not tokens[2].definite:
        return False
    return whoever(tokens, 1, lex) and tokens[1].form not in lex.prepositions | lex.time_marks


def on_name(text: str, tokens: list[Token], start: int, lex: Lexicon) -> tuple[str | None, int]:
    """The name after 'on', and where its act begins. The first noun after an indefinite body belongs to its name."""
    if start >= len(tokens):
        return None, start
    k = start + 1
    own = tokens[start].form not in lex.bodies and lex.body(tokens[start].form)  # 'your directorate' is definite
    if not own and not tokens[start].form.startswith(("ال", "لل")) and k + 1 < len(tokens):
        found = lex.masdar(tokens[k].form)
        if found is None or (found.suffix == "" and open_content(tokens, k + 1, len(tokens), lex) is not None):
            k += 1
    content = open_content(tokens, k, len(tokens), lex)
    if content is not None and _of_relative(tokens, content, lex):
        content = open_content(tokens, content + 1, len(tokens), lex) or content
    if content is not None and _busy_with(tokens, start, content):
        content = open_content(tokens, content + 1, len(tokens), lex) or content
    timed = next((j for j in range(start + 1, content or start) if opens_time(tokens, j, lex)), None)
    if content is None or tokens[start].form in lex.time_marks:
        return None, start
    own_name = group_end(tokens, start, content)  # 'the General Company for the marketing of …'
    name_end = next((j for j in range(own_name, timed or content) if for_act(tokens[j], lex)), timed or content)
    while name_end - 1 > start and tokens[name_end - 1].form in ("في", "من", "علي", "الي"):
        name_end -= 1  # 'the committee goes on in its work'
    start += tokens[start].form == "الي" and start + 1 < name_end  # 'it is entrusted to the director …'
    return text[tokens[start].start : tokens[name_end - 1].end].strip(" ،"), content


def _busy_with(tokens: list[Token], start: int, content: int) -> bool:
    """'On those who work in preparing food, the carrying of a card': which people, where another act follows."""
    engaged = lexicon.entry("bodies", "engaged")
    if not start < content <= start + 2 or tokens[start].form not in engaged:
        return False
    return tokens[content].form[0] == "ب" or tokens[content - 1].form in ("في", "علي", "عن")


def _of_relative(tokens: list[Token], content: int, lex: Lexicon) -> bool:
    """'On the faculties that have not finished the check, …': the object of the verb that tells which faculties."""
    if content < 2:
        return False
    verb, before = tokens[content - 1].form, tokens[content - 2].form
    told = before in lex.relative or (
        content > 2 and before in ("لم", "لا", "لن") and tokens[content - 3].form in lex.relative
    )
    # '… that have made contracts of hire': the noun before the act is what the verb acts on
    if (
        content > 2
        and tokens[content - 3].form in lex.relative
        and before.endswith("ت")
        and not tokens[content - 1].definite
    ):
        return True
    return told and len(verb) > 3 and not verb.endswith(("ها", "هم", "ه")) and verb not in lex.prepositions


def audience(text: str, tokens: list[Token], i: int, lex: Lexicon) -> str | None:
    """Whom 'you' means: the last group named before it in the sentence."""
    for k in range(i - 1, -1, -1):
        if tokens[k].form in lex.bodies and tokens[k].form not in lex.person_titles:
            while k > 0 and tokens[k - 1].form in lex.bodies and tokens[k - 1].form not in lex.person_titles:
                k -= 1
            return text[tokens[k].start : tokens[group_end(tokens, k, i) - 1].end]
    return None
