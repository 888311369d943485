"""Where an Arabic sentence orders: verbs of ordering, 'must', decree verbs, items of an ordering list. Pure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from tracker.orders import lexicon
from tracker.orders.banned_lists import banned
from tracker.orders.doers import doer_of, is_verb, owned, passive, refuses
from tracker.orders.duties import (
    after_event,
    allowed,
    bears,
    bound,
    case_start,
    charged_with,
    formed_does,
    held_to,
    like_decree,
    made,
    refrains,
    respite,
    states,
    takes_up,
)
from tracker.orders.entrusting import entrusted
from tracker.orders.imperatives import told
from tracker.orders.items import (
    adverbial,
    by_noun,
    by_term,
    case_first,
    dealt_with,
    granted,
    label,
    object_first,
    opens,
    refused,
    subject_first,
    that_rule,
    topic,
)
from tracker.orders.lexicon import Frame, Lexicon
from tracker.orders.modals import audience, modal, on_name, on_whom, open_content
from tracker.orders.names import group_end
from tracker.orders.openings import forbidden_act, opens_act
from tracker.orders.parts import case_of, names_self, takes_effect
from tracker.orders.speech import Setting, Trigger, speech, written
from tracker.orders.telling import earlier, hidden, past_from, telling_from
from tracker.orders.tokens import Token
from tracker.orders.verb_places import after_preamble, after_time, from_now

_ON_THEM = ("عليه", "عليها", "عليهم", "عليهما")
_FOR_THEM = ("له", "لها", "لهم", "لهما")


def find_triggers(text: str, tokens: list[Token], setting: Setting, lex: Lexicon) -> list[Trigger]:
    """The ordering places of a sentence, in order; each ends where the next begins or where telling goes on."""
    if setting.item:
        first = banned(text, tokens, setting, _item(text, tokens, setting, lex))
        found = [first] if first is not None else []
    else:
        found = []
    i = found[0].content + 1 if found else 0
    while i < len(tokens):
        trigger = _at(text, tokens, i, setting, lex) if tokens[i].word and not hidden(tokens, i, setting, lex) else None
        if trigger is None or (found and _decided(tokens, trigger, found[-1], setting.subjects)):
            i += 1
            continue
        found.append(trigger)
        i = max(i, trigger.content) + 1
    labelled = label(text, tokens, lex) if setting.item else None
    for trigger in found:
        trigger.addressee = trigger.addressee or labelled
    stop = past_from(tokens, setting, lex)
    found = [t for t in found if t.at < stop and not earlier(tokens, t, lex)]
    for before, after in pairwise(found):
        # 'The division secures the road and sets up posts': the second verb has the subject of the first.
        joined = after.kind == "verb" and after.addressee is None and tokens[after.at].form[:1] == "و"
        told = _hands(tokens, after, lex) and (before.kind != "verb" or before.addressee is None)
        if joined and before.kind in ("task", "verb") and not told:
            after.addressee = made(text, tokens, before, lex) or before.addressee
        elif after.addressee is None and (
            _bound_too(tokens, before, after, lex)
            or (after.prohibition and tokens[min(after.at + 1, len(tokens) - 1)].form in _ON_THEM)
            or (after.prohibition and any(t.form in _FOR_THEM for t in tokens[after.at + 1 : after.at + 3]))
            or (after.kind == "order" and lex.of_them(tokens[after.at].form) is not None)
        ):
            after.addressee = before.addressee
        elif (
            after.kind in ("verb", "task")
            and after.addressee is None
            and lex.plain(tokens[after.at].form, lex.charged_with)
        ):
            by_made = made(text, tokens, before, lex) if before.kind == "verb" else None
            after.addressee = by_made or formed_does(text, tokens, before, after, lex)
    if found and setting.item and found[0].addressee is None and found[0].kind in ("verb", "task"):
        named = tokens[0].definite and tokens[0].form in lex.bodies and tokens[found[0].at].form[:1] == "و"
        if named and found[0].at > 1:  # 'the finance committee under …, and it undertakes …'
            found[0].addressee = text[tokens[0].start : tokens[group_end(tokens, 0, found[0].at) - 1].end]
    for n, trigger in enumerate(found):
        limit = found[n + 1].at if n + 1 < len(found) else len(tokens)
        if n + 1 < len(found) and found[n + 1].kind == "verb":
            case = case_start(tokens, limit, lex)
            limit = case if case is not None and case > trigger.content else limit
        trigger.end = min(telling_from(text, tokens, trigger.content + 1, limit, lex), stop)
    return [t for t in found if t.content < t.end]


def _decided(tokens: list[Token], trigger: Trigger, before: Trigger, subjects: tuple[tuple[int, int], ...]) -> bool:
    """'Decided the closing of …, and the forbidding of …': no second verb, though written as one."""
    form = tokens[trigger.at].form  # 'and the committee forbade' (ومنعت) can be nothing but a verb
    joined = trigger.kind == "forbid" and form[:1] == "و" and trigger.content == trigger.at + 1
    joined = joined and not form.endswith(("ت", "نا", "وا"))
    governs = before.opener in ("", "ب") and (before.opener == "" or not any(s == trigger.at + 1 for s, _ in subjects))
    return joined and before.kind in ("order", "call") and governs and before.content < trigger.at


def _bound_too(tokens: list[Token], before: Trigger, after: Trigger, lex: Lexicon) -> bool:
    """'The company bears the costs, and keeps to restoring …': a second task verb without a name of its own."""
    first, second = tokens[before.at].form.lstrip("وف"), tokens[after.at].form
    if after.kind != "task" or before.kind not in ("task", "verb") or second[:1] != "و" or first[:1] != second[1:2]:
        return False
    act = lex.masdar(tokens[after.at + 1].form) if after.at + 1 < len(tokens) else None
    return act is not None and act.prep == "ب"


def _hands(tokens: list[Token], trigger: Trigger, lex: Lexicon) -> bool:
    verb = lex.verb(tokens[trigger.at].form)
    return verb is not None and verb[0] in lex.act_handing


def clause_start(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """Whether a clause can begin at ``i``: first, after a sign, joined by 'and', or after 'that'."""
    if i == 0 or tokens[i].form[:1] in ("و", "ف") or not tokens[i - 1].word:
        return True
    return tokens[i - 1].form in lex.that or tokens[i - 1].form in lexicon.entry("decree", "clause_leads")


def _at(text: str, tokens: list[Token], i: int, setting: Setting, lex: Lexicon) -> Trigger | None:
    if setting.decree and tokens[i].form in lex.formula_openers and (i == 0 or not tokens[i - 1].word):
        asked = i + 2 < len(tokens) and not lex.empty_content.at(tokens, i + 1) and opens(tokens, i + 1, "ب", lex)
        if asked:  # 'kindly to instruct …', behind what the letter rests on
            return Trigger(i, i + 1, "order", text[tokens[i].start : tokens[i].end], opener="ب")
    if i == 0 and setting.decree and tokens[0].form in lex.formula_openers:
        return Trigger(0, 0, "order", text[tokens[0].start : tokens[0].end], formula=True)
    order = told(text, tokens, i, setting.item, lex) if setting.decree else None
    if order is not None:
        return order
    size = lex.must_not.at(tokens, i)
    if (
        size
        and lex.plain(tokens[i].form, lexicon.entry("modals", "only_acts"))
        and not (forbidden_act(tokens, i + 1, lex))
    ):
        size = 0
    deprives = size and lex.plain(tokens[i].form, lex.depriving) and any(t.form == "من" for t in tokens[i + 2 : i + 5])
    if deprives:
        return Trigger(i, i, "verb", written(text, tokens[i], tokens[i].form)) if setting.decree else None
    if size and clause_start(tokens, i, lex):
        return modal(text, tokens, i, size, True, lex)
    size = lex.must.at(tokens, i) if not (i and tokens[i - 1].form in ("من", "لمن")) else 0
    size = size if not (i and tokens[i - 1].form.lstrip("وف") in lex.become) else 0
    if size and (clause_start(tokens, i, lex) or setting.decree or size > 1):
        found = modal(text, tokens, i, size, False, lex)
        if found is not None or lex.verb(tokens[i].form) is None:
            return found  # 'the owners are obliged to …' is written like 'it is necessary'
    bare = tokens[i].form.lstrip("وف") if tokens[i].form not in lex.on_person else tokens[i].form
    if (
        bare in lex.on_person
        and not _governed(tokens, i, lex)
        and i + 1 < len(tokens)
        and not lex.must.at(tokens, i + 1)
    ):
        content = open_content(tokens, i + 1, len(tokens), lex)
        therefore = i == 0 or not tokens[i - 1].word
        if content is not None and content - i <= (1 if bare == "عليه" and therefore else 3):
            said = text[tokens[i].start : tokens[i].end].lstrip("وف")
            that = tokens[content].form in lex.that and content + 1 < len(tokens)
            you = setting.decree and bare.endswith(("كم", "كما"))  # in a letter those to whom it goes
            who = audience(text, tokens, i, lex) if not you else None
            return Trigger(i, content + that, "order", said, addressee=who, opener="ان" if that else "")
        return None
    if i == 0 and setting.decree and tokens[0].form == "علي" and len(tokens) > 3 and tokens[1].form == "ان":
        if tokens[2].form in lex.force_verbs and any(names_self(t.form, lex) for t in tokens[3:6]):
            return None  # '… this circular is applied from …'
        verb = lex.verb(tokens[2].form)  # a line 'provided that …'
        who = doer_of(text, tokens, 2, verb[0], lex) if verb is not None else None
        return Trigger(0, 2, "verb", text[tokens[2].start : tokens[2].end], opener="ان", addressee=who)
    if tokens[i].form in ("علي", "وعلي", "فعلي") and clause_start(tokens, i, lex):
        return on_whom(text, tokens, i, lex)
    if lex.plain(tokens[i].form, lex.time_giving) and (given := respite(text, tokens, i, setting, lex)) is not None:
        return given
    if tokens[i].form in lex.allowed:
        return allowed(text, tokens, i, lex)
    if tokens[i].form in lex.being and i + 1 < len(tokens) and lex.plain(tokens[i + 1].form, lex.own_duty):
        return None  # '…, and its task is to follow up': the task is what is ordered
    if setting.decree and tokens[i].form in ("لا", "ولا") and i + 1 < len(tokens) and clause_start(tokens, i, lex):
        refused = lex.verb(tokens[i + 1].form) if tokens[i + 1].form not in lex.no_ban else None
        if refused is None and like_decree(text, tokens, i + 1, setting, lex):
            refused = tokens[i + 1].form, "once"
        repeals = any(t.form in lex.contrary for t in tokens[i + 2 :])
        if repeals and refused is not None and refused[0] in lex.force_verbs:
            return None
        if refused is not None:
            said = text[tokens[i + 1].start : tokens[i + 1].end]
            return Trigger(i, i, "verb", said, prohibition=True, addressee=refuses(text, tokens, i + 1, lex))
    if tokens[i].form in lex.bound:
        tied = bound(text, tokens, i, lex)
        if tied is not None:
            return tied
    if tokens[i].form in lex.request and any(lex.plain(t.form, lex.observed) for t in tokens[max(0, i - 5) : i]):
        return None  # 'discussed the request of the department'
    if tokens[i].form in lex.costs and any(lex.plain(t.form, lex.bearing) for t in tokens[max(0, i - 8) : i]):
        return None  # 'bear the costs of': written like 'charged'
    commander = text.startswith("آمر", tokens[i].start) and tokens[i].end - tokens[i].start == len("آمر")
    named = None if commander else lex.frame(tokens[i].form) or _of_her(tokens, i, lex)
    if named is not None:
        ordered = speech(text, tokens, i, named[0], named[1], setting, lex)
        urges = setting.item and i == 0 and tokens[0].form in lex.urging
        return replace(ordered, kind="urge") if ordered is not None and urges else ordered
    if setting.item and i and subject_first(tokens, i, lex):
        doing = _decree(text, tokens, i, setting, lex)
        return replace(doing, at=0, addressee=text[tokens[0].start : tokens[i - 1].end]) if doing else None
    if setting.item and setting.decree and object_first(tokens, i, lex):
        doing = _decree(text, tokens, i, setting, lex)
        return replace(doing, at=0, addressee=setting.addressee) if doing is not None else None
    if (
        setting.decree
        and (
            i == 0
            or tokens[i].form[:1] in ("و", "ف")
            or not tokens[i - 1].word
            or after_event(text, tokens, i, lex)
            or i == case_of(tokens, lex)
            or after_preamble(tokens, i, lex)
            or after_time(tokens, i, lex)
        )
    ) or from_now(text, tokens, i, lex):
        return _decree(text, tokens, i, setting, lex)
    return None


def _governed(tokens: list[Token], i: int, lex: Lexicon) -> bool:
    """'(That no change) is made to it': the pronoun belongs to the verb before it and binds nobody."""
    form = tokens[i - 1].form if i else ""
    return form[:1] in ("ي", "ت", "و") and _verb(form, lex)


def _verb(form: str, lex: Lexicon) -> bool:
    return lex.verb(form) is not None or (lex.present(form) is not None and lex.masdar(form) is None)


def _of_her(tokens: list[Token], i: int, lex: Lexicon) -> tuple[str, Frame] | None:
    """'…, ordering': the feminine participle of a verb of ordering after a sign, where it can be no adjective."""
    form = tokens[i].form
    if i == 0 or tokens[i - 1].word or not form.endswith("ه") or form in lex.groups:
        return None
    named = lex.frames.get(form[:-1] + "ا")
    return (form, named) if named is not None else None


def _decree(text: str, tokens: list[Token], i: int, setting: Setting, lex: Lexicon) -> Trigger | None:
    """A present verb that hands out a task, or is the act itself."""
    if (handed := entrusted(text, tokens, i, lex)) is not None:
        return handed
    known = lex.verb(tokens[i].form)
    if known is None and like_decree(text, tokens, i, setting, lex):
        known = tokens[i].form[1:] if i and tokens[i].form[:1] in "وف" else tokens[i].form, "once"
    if known is None or known[0] in lex.permitting:
        return None
    verb, group = known
    if verb in lex.change_verbs and any(t.form in lex.contrary for t in tokens[i + 1 :]):
        return None  # 'whatever contradicts this is repealed'
    if states(text, tokens, i, verb, lex):
        return None
    if verb in lex.deeming and any(t.form.rstrip("اه") in lex.responsible for t in tokens[i + 2 : i + 6]):
        return Trigger(i, i, "wish", written(text, tokens[i], verb), opener="ان")  # 'is deemed responsible for …'
    if verb in lex.refraining:
        return refrains(text, tokens, i, verb)
    if verb in lex.force_verbs and takes_effect(tokens, i, lex):
        return None
    remains = verb in lex.force_verbs and verb[1:2] in ("ب", "ظ", "س")
    if remains and any(lex.lasting_force.at(tokens, k) for k in range(i + 2, min(len(tokens), i + 12))):
        return None  # 'the other paragraphs of our letter remain in force'
    held = i + 1 < len(tokens) and tokens[i + 1].form in ("به", "بها", "بموجبه", "من", "اعتبارا", "ابتداء")
    if held and verb in lex.force_verbs and any(t.form in lex.own_issue for t in tokens[i + 2 : i + 8]):
        return None  # '…, and it is in force from the day of its publication'
    period = next((k for k in range(i + 2, min(len(tokens), i + 7)) if tokens[k].form in lex.allowed), None)
    given = allowed(text, tokens, period, lex) if period is not None and verb in lex.act_giving else None
    if given is not None and period is not None:
        named = tokens[i + 1].definite or tokens[i + 1].form in lex.bodies
        who = text[tokens[i + 1].start : tokens[period - 1].end] if named else given.addressee
        return replace(given, at=i, verb=written(text, tokens[i], verb), addressee=who)
    suffered = verb in lexicon.entry("masdars", "bringing") and passive(text, tokens[i])
    suffered = suffered and any(t.form in lexicon.entry("masdars", "suffered") for t in tokens[i + 1 : i + 5])
    if suffered or (verb in lex.penalties and i + 1 < len(tokens) and tokens[i + 1].form not in lex.bodies):
        return Trigger(i, i, "wish", written(text, tokens[i], verb), opener="ان")
    if verb in lex.bearing or verb in lex.consequences:
        return bears(text, tokens, i, verb, lex)
    refused = lex.masdar(tokens[i + 1].form) if i + 1 < len(tokens) else None
    if verb in lex.task_standing and refused is not None and refused.stem in lex.forbidding and not refused.prep:
        return Trigger(i, i + 1, "task", written(text, tokens[i], verb))  # 'it is observed that no …'
    if group != "task":
        if verb in lex.act_like_nouns and i > 0 and not passive(text, tokens[i]):
            return None
        return Trigger(i, i, "verb", written(text, tokens[i], verb), addressee=doer_of(text, tokens, i, verb, lex))
    standing = verb in lex.task_standing
    if i + 1 < len(tokens) and owned(tokens[i + 1].form, lex):
        return Trigger(i, i, "verb", written(text, tokens[i], verb))
    if i + 1 < len(tokens) and tokens[i + 1].form not in lex.bodies:
        act = lex.masdar(tokens[i + 1].form)
        if act is not None and act.known and not act.conj:
            return Trigger(i, i + 1, "task", written(text, tokens[i], verb), standing=standing)
    who, k = on_name(text, tokens, i + 1, lex) if i + 1 < len(tokens) else (None, i)
    if verb in lex.passive_tam and who is not None and k == i + 2 and tokens[i + 1].form == "الي":
        return Trigger(i, i, "verb", written(text, tokens[i], verb))  # 'recourse is had to seizing them'
    joined = charged_with(tokens, i + 1, k if who is not None else len(tokens), lex)
    if joined is not None:
        who, k = text[tokens[i + 1].start : tokens[joined - 1].end], joined
    if who is None:
        return held_to(text, tokens, i, verb, lex) or takes_up(text, tokens, i, verb, lex)
    first = tokens[i + 1].form
    many = len(first) > 4 and first.endswith("و") and tokens[i + 2].definite  # 'the drivers of the vehicles'
    named = first in lex.bodies | lex.all_of or first.startswith("ال") or many
    if setting.item is False and not named:
        return None
    unknown = joined is not None
    return Trigger(i, k, "task", written(text, tokens[i], verb), addressee=who, standing=standing, unknown=unknown)


def _item(text: str, tokens: list[Token], setting: Setting, lex: Lexicon) -> Trigger | None:
    """An item of an ordering list that begins with an act or a decree verb; a label before it names who acts."""
    named = label(text, tokens, lex)
    start = next(k + 1 for k, t in enumerate(tokens) if not t.word) if named is not None else 0
    who = named or setting.addressee
    if tokens[0].form in lex.formula_openers:
        return Trigger(0, 0, "order", text[tokens[0].start : tokens[0].end], formula=True)
    if (
        len(tokens) > 1
        and tokens[0].form in lex.preamble
        and (tokens[1].form in ("علي", "الي") or tokens[1].form[0] in "لب")
    ):
        return None
    order = told(text, tokens, start, start == 0, lex)
    if order is not None:
        order.addressee = who
        return order
    start = start or topic(tokens, lex) or adverbial(tokens, lex)
    rule = that_rule(text, tokens, start, setting)
    if rule is not None:
        return rule
    by = by_noun(text, tokens, start, lex)
    if by is not None:
        return by
    if refused(tokens, start, lex) or dealt_with(tokens, start, lex):
        return None
    allows = granted(text, tokens, start, setting, lex)
    if allows is not None:
        return allows
    found = lex.masdar(tokens[start].form)
    if lex.must_not.at(tokens, start) or lex.must.at(tokens, start) or tokens[start].form in ("علي",):
        return None
    after = tokens[start + 1].form if start + 1 < len(tokens) else ""
    told_of = after in lex.honorifics or after in lex.ranks  # 'the chief of staff held a conference'
    short = found is not None and found.stem == tokens[start].form and found.stem in lex.subject_verbs
    written_alike = found is not None and not found.prep and is_verb(tokens, start, lex)
    gives = doer_of(text, tokens, start, tokens[start].form, lex) if written_alike else None
    if gives is not None:  # 'the governorates provide the committee with'
        return Trigger(start, start, "verb", text[tokens[start].start : tokens[start].end], addressee=gives)
    plain = found is not None and not found.conj and tokens[start].form not in lex.bodies
    if found is not None and plain and not (short and told_of) and not passive(text, tokens[start]):
        acts = opens_act(tokens, start, len(tokens), lex, found.prep) is not None or found.known
        if acts:
            verb = setting.verb or text[tokens[start].start : tokens[start].end]
            return Trigger(0, start, setting.kind, verb, opener=found.prep, addressee=who)
    decree = _decree(text, tokens, start, setting, lex)
    if decree is not None:
        decree.addressee = decree.addressee or who
        return decree
    if tokens[start].form in lexicon.entry("masdars", "states_of") and after:
        verb = setting.verb or text[tokens[start].start : tokens[start].end]  # 'the readiness of the ambulances'
        return Trigger(0, start, setting.kind, verb, addressee=who, unknown=True, standing=True)
    return case_first(text, tokens, setting, lex) or by_term(text, tokens, setting, lex)
