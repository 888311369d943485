"""Small readings of Arabic words in a clause: verbal nouns, events, offenders. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.orders import lexicon
from tracker.orders.lexicon import Lexicon
from tracker.orders.names import present
from tracker.orders.tokens import Token

HAD_REACH = 15  # words between 'had' and its verb: a subject with its name and title
_WAS = frozenset(joined + verb for joined in ("", "و", "ف") for verb in ("كان", "كانت", "كانوا"))


@dataclass(frozen=True, slots=True)
class Head:
    """What governs a clause. ``at``: number of its token; ``group``: once | standing | vague."""

    at: int
    stem: str
    group: str
    prohibition: bool = False
    vague: bool = False
    asap: bool = False
    suffix: str = ""
    forming: bool = False
    enforcing: bool = False
    reporting: bool = False
    empty: bool = False


def _acts_after(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """Whether an act follows an empty formula, joined to it by its preposition."""
    if k >= end or tokens[k].form[:1] not in ("ب", "ل") or lex.empty_content.at(tokens, k):
        return False
    act = lex.masdar(tokens[k].form)
    return act is not None and bool(act.prep) and not act.definite


def read_head(tokens: list[Token], k: int, end: int, lex: Lexicon) -> Head | None:
    """Read the head of a clause from ``k``: light words are read through to the noun that carries the work."""
    standing = asap = prohibition = False
    suffix = stem = ""
    group = "once"
    at = k
    hops = 0
    while k < end and hops < 5:
        size = lex.empty_content.at(tokens, k)
        if size and not (
            tokens[k].form.endswith("نا") and any(lex.plain(t.form, lex.time_marks) for t in tokens[k:end])
        ):  # 'tell us what is done within a week' is no empty formula
            if not _acts_after(tokens, k + size, end, lex):
                return Head(k, tokens[k].form, group, empty=True)
            k, hops = k + size, hops + 1  # 'instruct whom it concerns to provide us with …'
            continue
        form = tokens[k].form
        found = lex.masdar(form)
        if found is None:
            break
        at, stem, suffix = k, found.stem, found.suffix
        group = {"achievement": "once", "maintenance": "standing", "vague": "vague", "light": "once"}[found.group]
        if group == "standing" and k + 1 < end and (stem, tokens[k + 1].form) in lex.done_phrases:
            group = "once"
        if group == "standing" and stem in lex.attending:
            near = (t.form.removeprefix("ال") for t in tokens[k + 1 : min(end, k + 7)])
            group = "once" if not lex.occasions.isdisjoint(near) else group  # 'the presence of … at the meeting'
        standing = standing or stem in lex.light_standing
        asap = asap or stem in lex.light_asap
        if stem in lex.forbidding or _holds_off(tokens, k, end, stem):
            prohibition = True
            follower = lex.masdar(tokens[k + 1].form) if k + 1 < end else None
            if (follower is not None and follower.stem in lex.vague_not) or (
                k + 1 < end and tokens[k + 1].form in lex.vague_not
            ):
                return Head(k, stem, "vague", prohibition=True, vague=True)
            break
        if attitude(tokens, k, end, stem, lex):
            group = "vague"
            break
        nxt = _through(tokens, k, end, stem, lex)
        if nxt is None:
            with_b = k + 1 < end and tokens[k + 1].form[:1] == "ب" and tokens[k + 1].form not in lex.adjuncts
            standing = standing or (stem in lex.working and with_b)
            break
        k, hops = nxt, hops + 1
    if not stem:
        return None
    vague = group == "vague" and not prohibition
    if group == "once" and stem in lex.deploying and at + 1 < end and tokens[at + 1].form in lex.deployed:
        group = "standing"
    return Head(
        at,
        stem,
        "standing" if prohibition or (standing and not vague) else group,
        prohibition=prohibition,
        vague=vague,
        asap=asap,
        suffix=suffix,
        forming=stem in lex.forming,
        enforcing=stem in lex.enforcing,
        reporting=stem in lex.reporting,
    )


def _holds_off(tokens: list[Token], k: int, end: int, stem: str) -> bool:
    """'Holding off from buying', 'ceasing from receiving': a ban only with its preposition."""
    return k + 1 < end and f"{stem}_{tokens[k + 1].form}" in lexicon.entry("masdars", "forbidding_with")


def attitude(tokens: list[Token], k: int, end: int, stem: str, lex: Lexicon) -> bool:
    """'Take precautions', 'take the highest degrees of precaution': an attitude though 'take' alone is an act."""
    near = (tokens[j].form for j in range(k + 1, min(end, k + 4)))
    return any((stem, form) in lex.vague_phrases for form in near)


def _through(tokens: list[Token], k: int, end: int, stem: str, lex: Lexicon) -> int | None:
    """The next verbal noun when the one at ``k`` is light: at once, after its preposition, or after the doer's name."""
    stressed = stem in lex.stressing and k + 1 < end and tokens[k + 1].form == "علي"
    if stem not in lex.light and stem not in lex.light_standing and not stressed:
        return None
    j = k + 1
    if j < end and tokens[j].form in lex.prepositions:
        j += 1
    if j < end and tokens[j].word:
        found = lex.masdar(tokens[j].form)
        if found is not None and (found.known or found.prep) and tokens[j].form not in lex.adjuncts:
            return j
        if stem in lex.light:
            for i in range(j, min(j + 10, end)):
                if tokens[i].form in (".", "،"):
                    return None
                inner = lex.masdar(tokens[i].form)
                if inner is not None and inner.prep == "ب" and tokens[i].form not in lex.adjuncts:
                    return i
    return None


def event_at(tokens: list[Token], start: int, end: int, lex: Lexicon) -> int | None:
    """Where a clause says 'whenever', 'in case of': the number of the token, None if nowhere."""
    for k in range(start, end):
        if _before_each(tokens, k, end, lex) or _on_its_day(tokens, k, end, lex):
            return k
        if _ahead(tokens, k, end, lex):
            return k
        size = lex.event_marks.at(tokens, k)
        if not size or (k and tokens[k - 1].form in lex.being):
            continue  # 'that they be in a state of alarm' is no 'in case of'
        after = tokens[k + size] if k + size < end else None
        if after is None or after.form in lex.routine:
            continue
        if tokens[k].form == "في" and after.form in lexicon.entry("conditions", "states_of_alert"):
            continue  # 'in a state of permanent session'
        if tokens[k].form == "كلما" and any(t.form in lex.routine for t in tokens[k + 2 : k + 3]):
            continue  # 'whenever the need calls for it'
        if (size > 1 and tokens[k + 1].form != "صوره") or tokens[k].form.lstrip("وف") in (
            "كلما",
            "اذا",
            "حالما",
            "متي",
            "بمجرد",
        ):
            return k
        found = lex.masdar(after.form)
        bare = next((after.form.removesuffix(s) for s in ("ها", "هم", "ه") if after.form.endswith(s)), "")
        word, body = tokens[k].form.removeprefix("و"), after.form in lex.bodies
        owned = not after.definite and after.form.endswith(("ها", "هم", "ه")) and len(after.form) > 4
        if word in ("فور", "حال") and owned and not body:
            if _told_of_paper(tokens, k + size, end, lex):
                continue
            return k  # 'as soon as it falls'
        if word == "فور" and found is not None and not found.prep and not body:
            following = tokens[k + size + 1].form if k + size + 1 < end else ""
            if following not in lex.self_marks and following.removeprefix("ال").removesuffix("نا") not in lex.papers:
                return k  # 'as soon as his coming is prevented'
        if word == "عند" and k == 0 and not body and bare not in lex.spots and after.form not in lex.moments:
            return k  # 'at a fault of the pump the operator tells …'
        if word == "عند" and found is not None and not found.prep and not body and bare not in lex.spots:
            return k
        stem = found.stem if found is not None else after.form
        if stem in lex.event_acts or after.form.removeprefix("ال") in lex.event_acts or bare in lex.event_acts:
            return k
    return None


def _ahead(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'(The renewal of the certificates) two weeks before their expiry': of each."""
    if tokens[k].form != "قبل" or k + 2 >= end:
        return False
    act = lex.masdar(tokens[k + 1].form)
    length = tokens[k + 2].form[:1] == "ب" and tokens[k + 2].form[1:] in lex.spans | lex.figures
    return act is not None and act.suffix in ("ها", "ه", "هم") and length


def _told_of_paper(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'As soon as it is told (of this order)': the order itself, no case."""
    if not told_word(tokens[k].form, lex):
        return False
    thing = tokens[k - 2].form.removeprefix("ال") if k > 1 else ""
    bare = tokens[k].form.removesuffix("ها")
    own = any(t.form in lex.self_marks for t in tokens[max(0, k - 8) : k - 1])  # 'the putting up of this letter'
    if bare != tokens[k].form and bare in lex.receipt and not own and not ({thing, thing[1:]} & lex.papers):
        return False  # 'the separating of the wet wheat as soon as it is received'
    after = tokens[k + 1].form if k + 1 < end else ""
    return after[:1] != "ب" or after[1:] in lex.self_marks or after[1:].removeprefix("ال") in lex.papers


def _on_its_day(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'On the day of its arrival', 'the moment it happens'."""
    if tokens[k].form not in lex.moments or tokens[k].form in ("تاريخ", "تأريخ") or k + 1 >= end or k == 0:
        return False
    form = tokens[k + 1].form
    bare = next((form.removesuffix(s) for s in ("ها", "هم", "ه") if form.endswith(s)), "")
    return bare in lex.case_acts or bare in lex.receipt


def told_word(form: str, lex: Lexicon) -> bool:
    """A noun of being told, with or without the pronoun of whoever is told."""
    return next((form.removesuffix(s) for s in ("كم", "ها", "هم", "ه", "نا") if form.endswith(s)), form) in lex.told


def _before_each(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'Before the beginning of any digging': each beginning is a case."""
    if k + 2 < end and _each_turn(tokens, k, end):
        return True
    if tokens[k].form in ("بعد", "عقب", "اثر") and k + 2 < end and tokens[k + 1].form in ("كل", "اي"):
        noun = tokens[k + 2]  # 'after each storm', no time ('after every month')
        return noun.word and not noun.definite and noun.form not in lex.stretches | lex.periods | lex.bodies
    if tokens[k].form != "قبل" or k + 2 >= end:
        return False
    found = lex.masdar(tokens[k + 1].form)
    return (
        found is not None
        and not found.prep
        and any(t.form in lex.each for t in tokens[k + 2 : min(end, k + 6)] if t.word)
    )


def _each_turn(tokens: list[Token], k: int, end: int) -> bool:
    """'After each trip', 'at the beginning of each shift'."""
    j = k + 1
    if tokens[k].form in ("في", "عند", "مع", "قبل", "بعد") and tokens[j].form in lexicon.entry("conditions", "ends"):
        j += 1
    elif tokens[k].form not in ("بعد", "قبل", "عند", "عقب", "لدي"):
        return False
    return j + 1 < end and tokens[j].form in ("كل", "اي") and tokens[j + 1].form in lexicon.entry("conditions", "turns")


def counted_from(tokens: list[Token], start: int, end: int, lex: Lexicon) -> int | None:
    """'Within three days of the request', 'within an hour of its happening': where the event of each case stands.

    What happens once (the end of the visit, the signing, the issue or receipt of the paper itself) is no case."""
    for k in range(start, end - 1):
        if tokens[k].form not in ("من", "علي") or not any(
            lex.plain(t.form, lex.time_marks) or t.form in ("داخل", "اجل") for t in tokens[max(start, k - 6) : k]
        ):
            continue
        at = k + 1 + (tokens[k + 1].form in lex.moments and k + 2 < end)
        each = any(t.form in lex.each or t.form in ("باي", "لاي", "بكل", "لكل") for t in tokens[start:end])
        form = tokens[at].form
        if form in lex.each and at + 1 < end:
            if tokens[at + 1].form in lex.stretches:
                continue
            return at
        if form.removeprefix("ال") in lex.event_nouns:
            return at
        bare = next((form.removesuffix(s) for s in ("هما", "ها", "هم", "ه") if form.endswith(s)), form)
        paper = at + 1 < end and (tokens[at + 1].form in lex.self_marks or tokens[at + 1].form in lex.papers)
        if bare != form and not paper and (bare in lex.case_acts or (each and bare in lex.event_acts)):
            return at
        for j in range(at + 1, min(at + 3, end - 1)):
            of_act = j == at + 1 or lex.masdar(form) is not None
            if tokens[j].form in lex.each and tokens[j + 1].form not in lex.stretches and of_act:
                return at  # 'of the holding of each examination', 'of the end of the exam of each subject'
        if received(form, tokens[at + 1].form if at + 1 < end else "", lex):
            return at  # 'of their receipt', of complaints
        if form in lex.receipt and at + 1 < end and theirs(tokens[at + 1].form, lex):
            return at  # 'of the receipt of their lists'
        found = lex.masdar(form)
        if found is not None and found.known and found.suffix in ("ها", "هم", "هما", "ه") and not found.prep:
            after = tokens[at + 1].form if at + 1 < end else ""
            told = found.stem in lex.told and after[:1] == "ب" and after[1:].removeprefix("ال") not in lex.papers
            once = lex.once_acts | lex.told | lex.forming
            if (told and after[1:] not in lex.self_marks) or found.stem not in once:
                return at  # 'of their taking', 'of its being told of the end of the works'
        named = tokens[at + 1].form.removeprefix("ال") if at + 1 < end else ""
        if form in lex.event_acts and (named in lex.event_nouns or (each and at + 1 < end and tokens[at + 1].definite)):
            return at
    return None


def theirs(form: str, lex: Lexicon) -> bool:
    """A thing with the pronoun of what was named before ('their lists') that is no paper by which one is told."""
    bare = next((form.removesuffix(s) for s in ("ها", "هم", "هما") if form.endswith(s)), "")
    return len(bare) > 2 and not bare.startswith("ال") and bare not in lex.papers and form not in lex.bodies


def received(form: str, after: str, lex: Lexicon) -> bool:
    """'Of its receipt', said of a thing: no paper follows of which it would be the receipt by somebody."""
    bare = next((form.removesuffix(s) for s in ("ها", "هم", "ه") if form.endswith(s)), "")
    after = after[1:] if after[:1] in "بل" and after not in lex.papers else after
    of_paper = after.removeprefix("ال").removesuffix("نا") in lex.papers
    return bare in lex.receipt and not of_paper and after.removeprefix("ب") not in lex.self_marks


def case_of(tokens: list[Token], lex: Lexicon) -> int:
    """'Every employee who is absent … is referred': the number of the main verb of a sentence that begins so, else 0.

    The first verb belongs to the relative clause if another, not joined by 'and', follows."""
    opens = tokens[0].form in lex.each_who or (tokens[0].form[1:] in lex.each_who and tokens[0].form[:1] == "و")
    if len(tokens) < 5 or not opens or tokens[1].definite:
        return 0
    if tokens[0].form in ("من", "ومن") and not (tokens[1].form in ("لم", "لا", "كان") or present(tokens[1], lex)):
        return 0
    inner = next((k for k in range(1, min(len(tokens), 5)) if present(tokens[k], lex)), 0)
    if not inner:
        return 0
    for k in range(inner + 1, len(tokens)):
        if lex.verb(tokens[k].form) is not None and tokens[k].form[0] in "يت" and tokens[k - 1].form not in lex.that:
            return k
    each_time = inner == 2 and tokens[1].form in lex.event_nouns and lex.verb(tokens[2].form) is not None
    return inner if each_time else 0  # 'every breach is reported'


def had(tokens: list[Token], i: int) -> bool:
    """'Had', with its subject between the two words: 'was the minister already …', 'it was before (now) that'."""
    if tokens[i].form.lstrip("وف") in ("سبق", "سبقت"):
        return any(t.form in ("ان", "وان") for t in tokens[i + 1 : i + HAD_REACH])
    was = tokens[i].form in _WAS
    return was and any(t.form in ("قد", "وقد") for t in tokens[i + 1 : i + HAD_REACH])


def had_said(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'Had announced', 'had ordered', also without the second word: the 'had' that begins at ``i``, its verb after."""
    if tokens[i].form not in _WAS:
        return False
    for k in range(i + 2, min(len(tokens), i + HAD_REACH)):
        verb = tokens[k].form
        if verb in ("قد", "وقد"):
            return k + 1 < len(tokens) and _says(tokens[k + 1].form, lex)
        if verb[:1] not in "يتون" and _says(verb, lex):
            return True
        if lex.verb(verb) is not None or verb in lex.that:
            return False
    return False


def _says(form: str, lex: Lexicon) -> bool:
    return lex.frame(form) is not None or any(
        lex.plain(f, lex.subject_verbs) is not None for f in (form, form.removesuffix("ت"))
    )


def names_self(form: str, lex: Lexicon) -> bool:
    """A word by which an order points at itself: 'this', 'the decision'."""
    return form in lex.self_marks or form in lex.self_nouns or form[1:] in lex.self_nouns


def takes_effect(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'This order is deemed …', 'the rest of its provisions remains': the verb at ``i`` is said of the order itself.
    'This office prepares …' is not."""
    if any(t.form.removeprefix("ب") in lexicon.entry("decree", "the_rest") for t in tokens[i + 1 : i + 5]):
        return True
    office = i + 2 < len(tokens) and tokens[i + 1].form in lex.self_marks and tokens[i + 2].form in lex.bodies
    return not office and any(names_self(t.form, lex) for t in tokens[i + 1 : i + 4])


def for_act(token: Token, lex: Lexicon) -> bool:
    """'For carrying out': what someone is told to do, no part of the name."""
    act = lex.masdar(token.form)
    return act is not None and act.prep == "ل" and act.known and token.form not in lex.bodies
