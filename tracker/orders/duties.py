"""Where Arabic hands out a duty in other ways than by a known verb: times allowed, cases, abstaining, shapes. Pure."""

from __future__ import annotations

from tracker.orders import lexicon
from tracker.orders.details import body_formed
from tracker.orders.doers import passive, titled
from tracker.orders.items import opens
from tracker.orders.lexicon import Lexicon
from tracker.orders.names import group_end, name_end
from tracker.orders.shapes import masdar_shape
from tracker.orders.speech import Setting, Trigger, written
from tracker.orders.tokens import Token

_ACCUSATIVE = ("اً", "ًا", "ةً")
REACH = 22  # words from a verb of giving time to the time


def allowed(text: str, tokens: list[Token], i: int, lex: Lexicon) -> Trigger | None:
    """'Set them a period of two months to finish the line': from the verb before it; the act follows 'to'."""
    for k in range(i + 1, min(len(tokens), i + 7)):
        found = lex.masdar(tokens[k].form)
        if found is not None and found.prep == "ل" and (found.known or k > i + 1):
            at = next((j for j in range(i - 1, max(-1, i - 5), -1) if j == 0 or not tokens[j - 1].word), i)
            who = None
            if i + 1 < k and tokens[i + 1].form in lex.bodies:
                who = text[tokens[i + 1].start : tokens[group_end(tokens, i + 1, k) - 1].end]
            who = who or _receiver(text, tokens, i, k, lex)
            return Trigger(at, k, "order", text[tokens[i].start : tokens[i].end], opener="ل", addressee=who)
        if not tokens[k].word and tokens[k].form not in "()":
            return None
    return None


def _receiver(text: str, tokens: list[Token], i: int, k: int, lex: Lexicon) -> str | None:
    """'(A period of two weeks) to the company (to finish)': whom, behind a joined 'to'."""
    for j in range(i + 1, k):
        form = tokens[j].form
        if form[:1] == "ل" and form not in lex.bodies and (form[1:] in lex.bodies or "ا" + form[1:] in lex.bodies):
            said = text[tokens[j].start + 1 : tokens[group_end(tokens, j, k) - 1].end]
            return f"ا{said}" if form.startswith("لل") else said
    return None


def respite(text: str, tokens: list[Token], i: int, setting: Setting, lex: Lexicon) -> Trigger | None:
    """'The minister gave the companies two weeks to finish …': a verb of giving time, whom, how long, for what."""
    first = max((e for s, e in setting.subjects if i <= s <= i + 2), default=i + 1)
    until = min(len(tokens), i + REACH)
    long = next((k for k in range(first, until) if _length(tokens[k], lex)), None)
    if long is None or not any(lex.plain(tokens[i].form, frozenset((v,))) for v in lex.respites):
        long = next((k for k in range(first, until) if tokens[k].form in lex.allowed), None)
    if long is None:
        return None
    if first == i + 1 and not setting.subjects:  # a subject that the cast does not know: the second body is given time
        first = next((k for k in range(i + 2, long) if tokens[k].form in lex.bodies), first)
    while first < long and not tokens[first].word:
        first += 1
    for k in range(long + 1, min(len(tokens), long + 7)):
        found = lex.masdar(tokens[k].form)
        if found is not None and found.prep == "ل" and found.known:
            stop = next((j for j in range(first + 1, long) if tokens[j].form in lex.time_marks), long)
            who = text[tokens[first].start : tokens[stop - 1].end].strip(" ،") if first < stop else None
            who = who or _receiver(text, tokens, long, k, lex)
            return Trigger(i, k, "order", written(text, tokens[i], tokens[i].form), opener="ل", addressee=who)
        if not tokens[k].word and tokens[k].form not in "()":
            return None
    return None


def _length(token: Token, lex: Lexicon) -> bool:
    return token.form in lex.spans or token.form in lex.figures or token.form[0].isdigit()


def after_event(text: str, tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """The main verb of a sentence, or of a part after a sign, that begins 'in case …'."""
    start = case_start(tokens, i, lex)
    if start is None and i > 2 and tokens[i - 1].form == "،" and case_start(tokens, i - 1, lex) is not None:
        return _shaped(tokens, i, lex)  # 'in case of a warning, the members join the office'
    if start is None or i < start + 2 or tokens[i].form[0] not in "يت":
        return False
    if i == start + 2:  # 'on repetition the licence is withdrawn'
        return tokens[i - 1].definite and lex.verb(tokens[i].form) is not None
    if lex.verb(tokens[i].form) is not None or passive(text, tokens[i]):
        return True
    # 'if tampering is proved the ministry cancels the contract': known by its verbal noun, before whoever acts
    return i > start + 2 and _shaped(tokens, i, lex)


def _shaped(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """A present verb known by its verbal noun, before whoever acts."""
    shaped = lex.present(tokens[i].form) is not None and lex.masdar(tokens[i].form) is None
    return shaped and i + 1 < len(tokens) and titled(tokens, i + 1, lex) is not None


def case_start(tokens: list[Token], i: int, lex: Lexicon) -> int | None:
    """Where the part of the sentence before ``i`` begins, if it begins 'in case …'."""
    start = next((k + 1 for k in range(i - 1, -1, -1) if not tokens[k].word), 0)
    return start if start < i and lex.event_marks.at(tokens, start) else None


def prevented(text: str, tokens: list[Token], k: int, lex: Lexicon) -> tuple[str, int] | None:
    """'The stations prevent the movement of …': who prevents, and where what is prevented begins."""
    for j in range(k + 1, min(len(tokens) - 1, k + 9)):
        if not tokens[j].word:
            return None
        found = lex.masdar(tokens[j].form)
        act = found is not None and found.known and not (found.prep or found.conj or found.definite)
        if tokens[j].form in lex.forbidden_acts or (act and tokens[j].form not in lex.bodies):
            return text[tokens[k].start : tokens[j - 1].end], j
    return None


def like_decree(text: str, tokens: list[Token], i: int, setting: Setting, lex: Lexicon) -> bool:
    """An unknown word that is a present verb by its shape and place: written as a passive (yu…, tu…), or first in an
    item and beginning with y, or with t before the body that is to act."""
    form = tokens[i].form[1:] if i and tokens[i].form[:1] in ("و", "ف") else tokens[i].form
    short = len(form) < 4 and not (len(form) == 3 and passive(text, tokens[i]))  # 'is returned' (تُرد)
    if short or form[0] not in "يت" or i + 1 >= len(tokens) or not tokens[i + 1].word:
        return False
    if form in lexicon.entry("report", "expectation") and _foretells(tokens, i + 1, lex):
        return False
    if passive(text, tokens[i]) or after_event(text, tokens, i, lex):
        return True
    refused = i > 0 and tokens[i - 1].form in ("لا", "ولا") and form not in lex.no_ban
    if setting.item and refused and (i == 1 or tokens[i - 1].form == "ولا" or not tokens[i - 2].word):
        return True
    if setting.decree and refused and tokens[i - 1].form == "ولا" and lex.present(form) is not None:
        return not any(t.form in lex.relative for t in tokens[max(0, i - 8) : i])
    if setting.item and i > 0 and tokens[i].form[:1] == "و" and lex.present(form) is not None:
        return not any(t.form in lex.relative for t in tokens[:i])
    if not setting.item or i > 0 or form.startswith("يوم"):
        return False
    shaped = lex.present(form) is not None and (tokens[i + 1].definite or tokens[i + 1].form in lex.each)
    return (
        form[0] == "ي"
        or shaped
        or (tokens[1].form in lex.bodies and lex.masdar(form) is None and not masdar_shape(form))
    )


def _foretells(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'It is expected that …', 'a rise of … is expected': what may come, nobody's task."""
    return tokens[k].form in lex.that or (tokens[k].form not in lex.bodies and lex.masdar(tokens[k].form) is not None)


def bears(text: str, tokens: list[Token], i: int, verb: str, lex: Lexicon) -> Trigger | None:
    """'Bears the responsibility', 'is exposed to fines': an attitude; 'bears the costs': a duty to pay."""
    said = written(text, tokens[i], verb)
    cost = next((k for k in range(i + 1, min(len(tokens), i + 8)) if lex.plain(tokens[k].form, lex.costs)), None)
    if cost is not None and cost > i + 1 and verb in lex.bearing:
        return Trigger(i, i, "verb", said, addressee=text[tokens[i + 1].start : tokens[cost - 1].end])
    blamed = any("مسوولي" in t.form or t.form.endswith("تبعات") for t in tokens[i + 1 : i + 6])
    return Trigger(i, i, "wish", said, opener="ان") if blamed or verb in lex.consequences else None


def made(text: str, tokens: list[Token], trigger: Trigger, lex: Lexicon) -> str | None:
    """What a verb of forming sets up ('a committee is formed'): it does what the next verb says."""
    verb = lex.verb(tokens[trigger.at].form)
    if verb is None or verb[0] not in lex.act_forming:
        return None
    begins = trigger.at + 1
    if trigger.addressee is not None and text.startswith(trigger.addressee, tokens[begins].start):
        begins += len(trigger.addressee.split())  # 'the control section forms a team': the team
    for k in range(begins, min(len(tokens), begins + 7)):
        if tokens[k].form in lex.bodies and not tokens[k].definite and tokens[k - 1].form not in lex.each:
            return body_formed(text, tokens, k - 1, len(tokens), lex)
    return None


def refrains(text: str, tokens: list[Token], i: int, verb: str) -> Trigger | None:
    """'The units abstain from firing': a prohibition to its subject."""
    away = next((k for k in range(i + 1, min(len(tokens) - 1, i + 8)) if tokens[k].form == "عن"), None)
    if away is None:
        return None
    who = text[tokens[i + 1].start : tokens[away - 1].end] if away > i + 1 else None
    return Trigger(i, away + 1, "task", written(text, tokens[i], verb), prohibition=True, addressee=who)


def not_for(text: str, tokens: list[Token], k: int, lex: Lexicon) -> tuple[str | None, int]:
    """'It is not allowed to any body to …': the name after the joined 'to', and where what is forbidden begins."""
    form = tokens[k].form
    each = form[1:] in lex.each | lex.all_of and k + 1 < len(tokens)
    noun = k + 1 if each else k
    if not each and form[1:] not in lex.bodies and "ا" + form[1:] not in lex.bodies:
        return None, k
    end = group_end(tokens, noun, len(tokens))
    if each and not tokens[noun].definite and end > noun + 1 and tokens[noun + 1].definite:
        end = noun + 1  # 'any body' is indefinite: a word with the article begins what is forbidden
    content = next((j for j in range(noun + 1, min(len(tokens), end + 1)) if _forbidden(tokens, j, lex)), None)
    stop = content if content is not None else end
    if stop >= len(tokens):
        return None, k
    word = text[tokens[k].start : tokens[stop - 1].end]
    return "ا" + word[1:] if form.startswith("لل") else word[1:], stop


def _forbidden(tokens: list[Token], j: int, lex: Lexicon) -> bool:
    found = lex.masdar(tokens[j].form)
    shaped = found is not None and (found.known or (j + 1 < len(tokens) and tokens[j + 1].definite))
    return tokens[j].form.removeprefix("ال") in lex.forbidden_acts or shaped


def bound(text: str, tokens: list[Token], i: int, lex: Lexicon) -> Trigger | None:
    """'The company is bound to finish …': the body before the participle, within its part of the sentence."""
    if i + 1 >= len(tokens) or not opens(tokens, i + 1, "ب", lex):
        return None
    start = next((k + 1 for k in range(i - 1, -1, -1) if not tokens[k].word or tokens[k].form in lex.that), 0)
    first = next((k for k in range(start, i) if tokens[k].form in lex.bodies), None)
    if first is None or first > start + 1 or not all(t.word for t in tokens[first:i]):
        return None
    return Trigger(
        first,
        i + 1,
        "order",
        text[tokens[i].start : tokens[i].end],
        opener="ب",
        addressee=text[tokens[first].start : tokens[i - 1].end],
    )


def states(text: str, tokens: list[Token], i: int, verb: str, lex: Lexicon) -> bool:
    """'It became clear to us that …', 'the offender is deemed absent': a finding or a rule of law, nobody's task."""
    after = tokens[i + 1].form if i + 1 < len(tokens) else ""
    if verb in lex.observed and (after in lex.that or after in lex.to_us or after in ("من", "خلال")):
        return True  # 'it became clear from the report that …'
    if verb in lexicon.entry("decree", "naming") and after in lex.self_marks:
        return True
    if _is_dissolved(text, tokens, i, verb, lex):
        return True
    if verb in lexicon.entry("decree", "reckoning") and _is_reckoned(tokens, i + 1, lex):
        return True
    near = tokens[i + 2 : i + 6]
    found = [t.form for t in near if t.form.removesuffix("ا") in lexicon.entry("decree", "blamed")]
    blames = bool(found) and not text[tokens[i + 1].start : tokens[i + 1].end].endswith(_ACCUSATIVE)
    if after in lex.self_marks and i + 2 < len(tokens):
        after = tokens[i + 2].form  # 'this directorate prepares a list'
    if verb not in lex.deeming or (not blames and (after in lex.bodies or after in lex.each)):
        return False
    faulted = blames and not all(form.rstrip("اه") in lex.responsible for form in found)
    return faulted or any(text[t.start : t.end].endswith(_ACCUSATIVE) or t.form in ("بمثابه", "كانه") for t in near)


def _is_dissolved(text: str, tokens: list[Token], i: int, verb: str, lex: Lexicon) -> bool:
    """'The committee formed by order 90 is dissolved' (تُلغى): it owes nothing by that; 'the office cancels' (تلغي)."""
    known = verb in lexicon.entry("decree", "dissolved") and text[: tokens[i].end].endswith("ى")
    name = tokens[i + 1].form.removeprefix("ال") if i + 1 < len(tokens) else ""
    return known and name in lex.bodies and name not in lex.deployed  # a checkpoint does not go by being told to


def _is_reckoned(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'These projects are (تعد) among the important ones', 'delay is (يعد) an offence': written like 'prepares', which
    needs somebody who can prepare and a thing that he does."""
    if k < len(tokens) and tokens[k].form in lex.self_marks:
        k += 1
    if k < len(tokens) and tokens[k].form.removeprefix("ال") in lexicon.entry("decree", "reckoned_places"):
        end = next((j for j in range(k, len(tokens)) if not tokens[j].word), len(tokens))
        stems = {t.form.removeprefix("ال") for t in tokens[k:end]} | {t.form.removesuffix("ا") for t in tokens[k:end]}
        return stems.isdisjoint(lexicon.entry("decree", "prepared"))
    if k + 1 >= len(tokens) or not tokens[k].word:
        return False
    end = name_end(tokens, k, len(tokens), lex)
    if end + 1 >= len(tokens) or not tokens[end].word:
        return False
    after, then = tokens[end], tokens[end + 1]
    if after.form == "من":
        most = then.form in lexicon.entry("decree", "most")
        return most or (then.definite and then.form in [t.form for t in tokens[k:end]])
    joined = after.form[0] in "بلكوف" or after.form in lex.prepositions | lex.adjuncts | lex.time_marks
    nobody = tokens[k].form not in lex.bodies and tokens[k].form not in lex.each
    known = lex.masdar(after.form)
    return nobody and not joined and not after.definite and (known is None or not known.known)


def held_to(text: str, tokens: list[Token], i: int, verb: str, lex: Lexicon) -> Trigger | None:
    """'Everybody keeps to the hierarchy', 'a teacher is charged with the task': a task verb, who, and 'to' with a noun
    that is no act."""
    if verb not in lex.holding:
        return None
    for k in range(i + 2, min(len(tokens) - 1, i + 8)):
        if not tokens[k].word:
            return None
        joined = tokens[k].form[:1] == "ب" and len(tokens[k].form) > 4 and tokens[k].form not in lex.bodies
        if joined and tokens[k - 1].word and tokens[k].form not in lex.adjuncts:
            said = text[tokens[i + 1].start : tokens[k - 1].end]
            return Trigger(i, i, "verb", written(text, tokens[i], verb), addressee=said)
    return None


def takes_up(text: str, tokens: list[Token], i: int, verb: str, lex: Lexicon) -> Trigger | None:
    """'The appointee takes up his duties within …': who, and a thing that is no act."""
    if verb not in lex.taking_up or i + 2 >= len(tokens) or not tokens[i + 2].word:
        return None
    if tokens[i + 1].form in lex.duty_words:
        return None  # 'undertakes the following duties:'
    if not (tokens[i + 1].definite or tokens[i + 1].form in lex.bodies) or tokens[i + 2].form in lex.prepositions:
        return None
    end = group_end(tokens, i + 1, len(tokens))
    who = text[tokens[i + 1].start : tokens[end - 1].end]
    return Trigger(i, i, "verb", written(text, tokens[i], verb), addressee=who) if end < len(tokens) else None


def charged_with(tokens: list[Token], start: int, content: int, lex: Lexicon) -> int | None:
    """'Is charged with X', where the lexicon does not know X: 'b…' right after a name closed by the article."""
    busy = start < len(tokens) and tokens[start].form in lexicon.entry("bodies", "engaged") and content < len(tokens)
    for k in range(start + 1 + busy, content):
        form = tokens[k].form
        if not tokens[k].word:
            return None
        joined = form.startswith("ب") and len(form) > 3 and form not in lex.bodies | lex.adjuncts | lex.prepositions
        if joined and tokens[k - 1].definite and form[1:] not in lex.bodies:
            return k
    return None


def formed_does(text: str, tokens: list[Token], before: Trigger, after: Trigger, lex: Lexicon) -> str | None:
    """'Forming a committee that …, and it raises …': the body of the first verbal noun does the second verb."""
    found = lex.masdar(tokens[before.content].form)
    forms = found is not None and found.stem in lex.forming and before.kind == "order"
    return body_formed(text, tokens, before.content, after.at, lex) if forms else None


def whoever(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """'(On) every contractor': any noun after 'each' that is no set phrase ('in any case') and no time."""
    form = tokens[k].form
    return (
        tokens[k].word
        and form not in lex.no_ban_nouns | lex.stretches | lex.periods | lex.set_phrases
        and lex.masdar(form) is None
    )
