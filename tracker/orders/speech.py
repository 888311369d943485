"""Verbs of ordering and what they govern: 'directed X to', 'stressed the necessity of', 'decided that'. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.orders import lexicon
from tracker.orders.lexicon import Frame, Lexicon
from tracker.orders.limits import refusing_that
from tracker.orders.names import addressee, np_end
from tracker.orders.openings import after_name, opens_act
from tracker.orders.speech_between import REACH_ASIDE, but, goes_on_with, of_name
from tracker.orders.subjects import THAT_HE
from tracker.orders.tokens import Token, fold

REFUSING = "لا"
REACH = 45
ISSUED = 12  # 'issued' before 'directives', with who issued them and when between
_PLACES = frozenset(("المحافظه", "الحكومه", "الولايه", "الاماره"))
_TO = frozenset(("الي", "ل"))


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence. ``decree``: plain present verbs order here (an order's own text); ``item``: it begins
    an item of an ordering list; ``verb``, ``addressee``, ``kind``: what the list's lead says; ``subjects``: the token
    spans of the speakers named; ``recalled``: what 'had been' ordered here has its own day, and orders; ``case``: the
    words of a lead 'if …:', in which case each item is owed; ``forbids``: the lead forbids what its items name."""

    decree: bool = False
    item: bool = False
    verb: str | None = None
    addressee: str | None = None
    kind: str = "order"
    subjects: tuple[tuple[int, int], ...] = ()
    recalled: bool = False
    case: str | None = None
    forbids: bool = False


@dataclass(slots=True)
class Trigger:
    """One place that orders. Numbers are tokens: ``at`` the governing word, ``content`` where what is ordered begins.

    ``formula``: a letter's closing words; only what is joined to them orders. ``unknown``: only its place says that
    the first word ordered is a verbal noun; ``leave``: the first gives leave, only what is joined may order."""

    at: int
    content: int
    kind: str
    verb: str
    opener: str = ""
    prohibition: bool = False
    addressee: str | None = None
    weak: bool = False
    end: int = 0
    standing: bool = False
    formula: bool = False
    unknown: bool = False
    leave: bool = False


def written(text: str, token: Token, base: str) -> str:
    """A word as it is written, without a joined 'and'; ``base`` is its folded form."""
    word = text[token.start : token.end]
    return word if fold(word) == base else word[1:]


def _hopes_for_act(tokens: list[Token], i: int, verb: str, lex: Lexicon) -> bool:
    """'We hope for the sending of …', 'we hope that the count is done': not 'we hope that this helps'."""
    done = tokens[i + 1].form not in lex.that or (i + 2 < len(tokens) and tokens[i + 2].form in lex.passive_tam)
    return done and verb in lexicon.entry("decree", "hoping")


def named_frame(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    """A verb of ordering or stressing that is no noun here ('between', 'request')."""
    named = lex.frame(tokens[k].form)
    return (
        named is not None
        and not named[1].after
        and named[0] not in ("بين", "طلب", "خول", "منع", "حظر", "ذكر")
        and lex.verb(tokens[k].form) is None
    )


def speech(
    text: str, tokens: list[Token], i: int, verb: str, frame: Frame, setting: Setting, lex: Lexicon
) -> Trigger | None:
    if frame.after and not any(lex.plain(t.form, frame.after) for t in tokens[max(0, i - ISSUED) : i]):
        return None
    subject_end = max((e for s, e in setting.subjects if i <= s <= i + 2), default=i + 1)
    aside = _aside(tokens, i, lex)
    opened = _speech_content(text, tokens, i, frame, aside, lex)
    says_not = opened is not None and opened[1] == REFUSING
    hidden = _by_place(tokens, i, subject_end, frame, lex) if not says_not else None
    unknown = hidden is not None and (opened is None or hidden < opened[0])
    if unknown and hidden is not None:
        opened = hidden, "ب", False
    if opened is None:
        return None
    content, opener, weak = opened
    refused = opener == REFUSING
    opener = "ان" if refused else opener
    unknown = unknown or (opener == "" and tokens[content].form in lex.forbidden_acts)
    if aside is not None and aside[0] == max(i + 1, subject_end) and aside[1] < content:
        subject_end = aside[1] + 1  # whoever is ordered stands after what is said of day and place
    named = addressee(tokens, max(i + 1, subject_end), content, lex) if frame.to else None
    if subject_end > i + 1 and "object" in frame.to and content > subject_end:
        named = _object(tokens, subject_end, content, named, lex) or named
    elif named is None and "must_object" in frame.to and opener == "ب" and 1 < content - i <= 5:
        # 'Charged the internal audit with …': such a verb names whom it binds, whether or not the lexicon knows it.
        named = (i + 1, content) if _bound_whole(tokens, i, content, setting, lex) else None
    if named is None and "must_object" in frame.to and opener == "ب":
        # 'The council decided …, and charged the minister with …': whoever follows the second verb is charged.
        before = any(e <= i for _, e in setting.subjects)
        named = next(((s, e) for s, e in setting.subjects if before and s == i + 1 and e == content), None)
    told_so = named is not None and tokens[named[0] - 1].form in ("من", "الي")
    if named is not None and aside is None and not told_so and tokens[min(subject_end, content)].form in lex.asides:
        named = _last_named(tokens, named, content, lex)  # 'directed, during a meeting of the committee, the town to …'
    if named is None and frame.to & _TO:
        named = _told(tokens, max(i + 1, subject_end), content, lex, of="من" in frame.to)
    if named is None and frame.to and aside is not None and aside[1] < content:
        named = _told(tokens, aside[0], aside[1], lex)  # 'asked, in a letter to the town of …, for …'
    if named is not None and aside is None and _at_meeting(tokens, i, named[0], lex):
        named = None  # 'directed, in a visit to the station, the …': where it was said
    if named is not None and named[0] < (after := _after_her(tokens, i, named[1], lex)):
        named = (after, named[1]) if after < named[1] else None
    while named is not None and named[1] - 1 > named[0] and tokens[named[1] - 1].form in ("امس", "البارحه", lex.today):
        named = (named[0], named[1] - 1)  # 'directed the office yesterday to …'
    who = text[tokens[named[0]].start : tokens[named[1] - 1].end] if named is not None else None
    if who is not None and named is not None and tokens[named[0]].form.startswith(("لل",)):
        who = "ال" + who[2:]
    elif who is not None and named is not None and _to(tokens[named[0]].form, lex):
        who = who[1:]  # 'to the company', 'upon the citizens'
    group = tokens[named[0]].form.lstrip("ل") if named is not None else ""
    outside = group in lex.public or group in lex.called
    kind = "wish" if outside and frame.kind == "call" else frame.kind
    if kind == "wish" and setting.decree and _hopes_for_act(tokens, i, verb, lex):
        kind = "wish" if outside else "order"  # a letter's 'we hope that the report is sent up': asked of an office
    granting = tokens[content - 2].form.removeprefix("ال") if content > i + 2 else ""
    return Trigger(
        i,
        content,
        kind,
        written(text, tokens[i], verb),
        leave=granting in lex.granting and tokens[content - 1].form == "علي",
        opener=opener,
        prohibition=frame.kind == "forbid" or refused,
        addressee=who,
        weak=weak,
        unknown=unknown,
    )


def _bound_whole(tokens: list[Token], i: int, content: int, setting: Setting, lex: Lexicon) -> bool:
    """'(And obliged) the shops of … to': all that stands between such a verb and what is ordered, where nobody who
    speaks stands there, and the last word closes it."""
    said = tokens[i + 1 : content]
    if all(t.definite for t in said):
        return True
    speaks = any(i < start < content for start, _ in setting.subjects)
    plain = all(t.word and t.form not in lex.prepositions | lex.time_marks for t in said)
    return plain and not speaks and said[-1].definite


def _after_her(tokens: list[Token], i: int, end: int, lex: Lexicon) -> int:
    """Where the name ends that a verb of hers has right behind it: 'the governorate directed | the water office'."""
    if not tokens[i].form.endswith("ت") or i + 1 >= end or not tokens[i + 1].definite:
        return i + 1
    if tokens[i + 1].form not in lex.bodies | _PLACES:
        return i + 1
    k = i + 2
    while k < end and tokens[k].definite and tokens[k].form.endswith("ه") and tokens[k].form not in lex.bodies:
        k += 1
    return k


def _aside(tokens: list[Token], i: int, lex: Lexicon) -> tuple[int, int] | None:
    """'Directed the minister, during a meeting yesterday, the …': the commas (from, to) around day and place."""
    first = next((k for k in range(i + 1, min(len(tokens) - 2, i + REACH_ASIDE)) if tokens[k].form == "،"), None)
    if first is None or not (tokens[first + 1].form in lex.asides or lex.aside_phrases.at(tokens, first + 1)):
        return None
    for k in range(first + 2, min(len(tokens), first + 2 * REACH_ASIDE)):
        if tokens[k].form == "،":
            return first, k
        if tokens[k].form in (".", ":", "؛"):
            return None
    return None


def _at_meeting(tokens: list[Token], i: int, named: int, lex: Lexicon) -> bool:
    """Whether a name belongs to the meeting or visit in which the verb at ``i`` was said."""
    before = tokens[named - 1].form
    if before in lex.visits and named - 1 > i:
        return True  # 'in his visit (of) the governorate of Karak'
    if before not in ("مع", "الي"):
        return False
    for k in range(i + 1, named - 1):
        if before == "الي" and tokens[k + 1].form not in lex.visits:
            continue
        if tokens[k].form in lex.asides and tokens[k + 1].form in lex.occasions and tokens[k].form != "ضمن":
            return all(t.word for t in tokens[k:named])
    return False


def _last_named(tokens: list[Token], named: tuple[int, int], content: int, lex: Lexicon) -> tuple[int, int]:
    """The last name before what is ordered, where the first belongs to the day and place of the words."""
    for k in range(content - 1, named[0], -1):
        if tokens[k].form in lex.bodies and tokens[k - 1].form not in lex.bodies:
            return (k, content) if np_end(tokens, k, content, lex) == content else named
    return named


def _told(tokens: list[Token], start: int, content: int, lex: Lexicon, *, of: bool = False) -> tuple[int, int] | None:
    """'Told (to) the district rulers to …': what stands between 'to' and what is ordered, known or not. ``of``: the
    verb is one of asking, that takes 'of' whom."""
    for k in range(start, content):
        asked = of and tokens[k].form == "من" and k + 1 < content and tokens[k + 1].form not in lex.asides
        if (tokens[k].form == "الي" or asked) and k + 1 < content and tokens[k + 1].word:
            end = np_end(tokens, k + 1, content, lex)
            # A day may follow the name ('to the town on Friday').
            ends = end >= content or not tokens[end].word or tokens[end].form in lex.asides
            return (k + 1, end) if ends else None
        plural = tokens[k].form.startswith("لل") and tokens[k].form.endswith(("ين", "ون", "ات", "ام", "اء"))
        if plural and all(t.definite for t in tokens[k + 1 : content]):
            return k, content
    return None


def _to(form: str, lex: Lexicon) -> bool:
    """'To' or 'upon' joined to the name of a body."""
    return form[:1] in ("ل", "ب") and form not in lex.bodies and form[1:] in lex.bodies


def _object(
    tokens: list[Token], start: int, content: int, named: tuple[int, int] | None, lex: Lexicon
) -> tuple[int, int] | None:
    """What stands between the named subject and what is ordered is who is ordered, whether or not the lexicon knows
    it: a name that begins before the first known body, with the article or before a word that has it."""
    first = tokens[start]
    if not first.word or first.form in lex.adjuncts or first.form in lex.prepositions or first.form == lex.today:
        return None
    if first.form[0] in "بو" and first.form not in lex.bodies:
        return None
    if named is not None and named[0] <= start:
        return None
    if not first.definite and not (start + 1 < content and tokens[start + 1].definite):
        return None
    end = np_end(tokens, start, content, lex)
    return (start, end) if named is None or named[0] < end else None


def _by_place(tokens: list[Token], i: int, subject_end: int, frame: Frame, lex: Lexicon) -> int | None:
    """'Ordered the agencies to X', where the lexicon does not know X: 'b…' right after the verb, its subject or a
    name that is closed by the article, and before a word that X can govern."""
    if "ب" not in frame.content or frame.kind != "order" or frame.after:
        return None
    for k in range(i + 1, min(len(tokens) - 1, i + 14)):
        form = tokens[k].form
        if not tokens[k].word or lex.frame(form) is not None:
            return None
        closed = k == i + 1 or k == subject_end or tokens[k - 1].definite
        if not closed or not form.startswith("ب") or len(form) < 3 or not tokens[k + 1].word:
            continue
        rest = form[1:].removeprefix("ال")
        place = {form, form[1:], rest} & (lex.bodies | lex.adjuncts | lex.prepositions | lex.person_titles | lex.that)
        if (
            not place
            and not {form[1:], rest} & lex.occasions
            and tokens[k + 1].form[0].isalpha()
            and form not in lex.stress_weak
        ):
            return k
    return None


def _speech_content(
    text: str, tokens: list[Token], i: int, frame: Frame, aside: tuple[int, int] | None, lex: Lexicon
) -> tuple[int, str, bool] | None:
    """Where what a verb of ordering governs begins: (token, the preposition that opens it, whether it only exhorts).
    What it refuses ('that … not') opens with ``REFUSING``."""
    said = aside[1] - aside[0] if aside is not None else 0
    end = min(len(tokens), i + REACH + said)
    preps = {p for p in ("علي", "الي", "عن") if p in frame.content}
    for k in range(i + 1, end):
        form = tokens[k].form
        if aside is not None and aside[0] < k < aside[1]:
            continue
        if k > i + 1 and (lex.frame(form) is not None and "must_object" not in frame.to and form[0] != "ا"):
            return None
        if form in (".", ":", "؛"):
            return None
        if tokens[k - 1].form in THAT_HE and lex.must.at(tokens, k):
            return None  # 'affirmed that it is necessary for the hospitals to …': the 'must' orders
        if (size := refusing_that(text, tokens, k)) and _may_refuse(tokens, k, frame, lex):
            return k + size, REFUSING, False
        if "stress" in frame.content and _stress(form, lex) is not None and k <= i + 30:
            if _stress(form, lex) == "must" and k + 2 < end:
                if refusing_that(text, tokens, k + 1):
                    continue
                if tokens[k + 1].form in lex.that and lex.plain(tokens[k + 2].form, lex.refraining):
                    return k + 2, "ان", False  # 'the necessity that the offices abstain from …'
            return k, "علي" if tokens[k - 1].form == "علي" else "", _only_exhorts(tokens, k, end, lex)
        if frame.kind == "stress" and k == i + 1 and tokens[i].form.lstrip("وف")[:1] == "ن":
            act = opens_act(tokens, k, end, lex)
            if act is not None and act.known and (act.suffix != "نا" or act.stem in lex.reporting):
                return k, "", False  # 'we stress not to spend …', 'we stress sending us …'
        if frame.kind == "stress" and k == i + 1 and form == "عدم" and but(tokens, k, end, lex):
            return k, "", False  # 'stressing that nothing is paid before …'
        if frame.kind == "stress" and lex.no_leave.at(tokens, k) and k <= i + REACH_ASIDE:
            return k, "", False  # 'affirmed that it is not allowed to …'
        if "ب" in frame.content:
            if form in ("بان",):
                return (k + 1, "ان", False) if k + 1 < end else None
            if opens_act(tokens, k, end, lex, "ب") is not None or (form.startswith("بعدم")):
                return k, "ب", False
        aim = form == "اجل" and tokens[k - 1].form == "من"
        if frame.after and frame.kind == "order" and (aim or form in ("قصد", "بقصد", "بغيه", "بهدف")) and k + 1 < end:
            act = opens_act(tokens, k + 1, end, lex)
            if act is not None:
                return k + 1, "", False  # 'gave his instructions to the minister with a view to drawing up …'
        if form in preps and k + 1 < end:
            if form == "الي" and "الي" in frame.to and (k == i + 1 or goes_on_with(tokens, k, end, lex)):
                continue  # 'directed to the town office the opening of …': whom, not what
            nxt = lex.masdar(tokens[k + 1].form)
            if _stress(tokens[k + 1].form, lex) is not None:
                return k + 1, form, _only_exhorts(tokens, k + 1, end, lex)
            # 'Stressed that the officers deal with …': 'on that' with a verb, no report of what is
            that = form == "علي" and tokens[k + 1].form == "ان" and k + 3 < end
            if that and lex.verb(tokens[k + 2].form) is not None and tokens[k + 2].form[0] in "يت":
                return k + 2, "ان", tokens[k + 2].form in lex.being
            if nxt is not None and not nxt.prep and tokens[k + 1].form not in lex.bodies and (nxt.known or k == i + 1):
                return k + 1, form, False
        if (
            "masdar" in frame.content
            and tokens[k - 1].form not in lex.relative
            and k - said <= i + 12
            and (opens_act(tokens, k, end, lex) is not None or (frame.to and after_name(tokens, k, end, lex)))
            and form not in lex.bodies
            and not of_name(tokens, k, end, "من" in frame.to, lex)
        ):
            return k, "", False
        if "object_masdar" in frame.content and 2 < k - i <= REACH_ASIDE and tokens[k - 1].definite:
            act = opens_act(tokens, k, end, lex)
            if act is not None and act.known and not act.definite and form not in lex.bodies:
                return k, "", False  # 'charged the maintenance office | the drawing up of a list'
        if "masdar" in frame.content and frame.kind == "order" and k == i + 1 and form in lex.forbidden_acts:
            return k, "", False  # 'it was decided | the entry of all units into …'
        any_of = k + 1 < end and tokens[k + 1].form in lex.each and not tokens[k].definite and tokens[k].word
        forbidden = _bare_noun(tokens, k, lex) or (any_of and form not in lex.bodies | lex.prepositions)
        named = tokens[i + 1].form in lex.person_titles and tokens[i + 1].definite
        thing = k == i + 2 and named and form.startswith("ال")
        people = lex.body(form) or form in lex.public | lex.called or form.endswith(("ين", "ون"))
        forbidden = forbidden or (thing and not people)
        if "masdar" in frame.content and frame.kind == "forbid" and k <= i + 4 and forbidden:
            return k, "", False
        if "ان" in frame.content and form == "ان" and k <= i + 8 and k + 1 < end and lex.verb(tokens[k + 1].form):
            return k + 1, "ان", False
    return None


def _may_refuse(tokens: list[Token], k: int, frame: Frame, lex: Lexicon) -> bool:
    """Whether 'that … not' at ``k`` is what the verb governs: joined to 'with', behind 'on' or 'the necessity', or
    where the verb takes a bare 'that'."""
    before = tokens[k - 1].form
    if tokens[k].form[:1] == "ب":
        return "ب" in frame.content
    necessary = "stress" in frame.content and _stress(before, lex) == "must"
    return necessary or (before in frame.content and before == "علي") or ("ان" in frame.content and before != "علي")


def _only_exhorts(tokens: list[Token], k: int, end: int, lex: Lexicon) -> bool:
    """'The importance of', 'the necessity that there be', 'that we …': names no one's task."""
    if _stress(tokens[k].form, lex) == "weak":
        return True
    if k + 2 < end and tokens[k + 1].form in lex.that:
        return tokens[k + 2].form in lex.being or tokens[k + 2].form.startswith("ن")
    return False


def _bare_noun(tokens: list[Token], k: int, lex: Lexicon) -> bool:
    found = lex.masdar(tokens[k].form)
    return tokens[k].form in lex.forbidden_acts or (
        found is not None and found.known and not found.prep and not found.conj
    )


def _stress(form: str, lex: Lexicon) -> str | None:
    """``must`` or ``weak`` for 'the necessity of', 'the importance of'."""
    for bare in (form, form[1:] if form[:1] in ("و", "ب") else form, form[2:] if form.startswith("ال") else form):
        if bare in lex.stress_must:
            return "must"
        if bare in lex.stress_weak:
            return "weak"
    return None
