"""The parts of an English clause: its subject, its verb's class, its exceptions. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import Any

from tracker.calendars.expressions import TimeExpression
from tracker.model import Modality, Pattern, Strength
from tracker.orders import lexicon
from tracker.orders.ask import ask
from tracker.orders.english_words import listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Span

_EACH = re.compile(r"\b(?:any|each|every)\s+(?:such\s+)?(?!other\b|case\b(?!\s+of\b)|of\b|time\b)\w+")


def _of_cases(clause: str, acts: str) -> bool:
    """Whether the subject of a clause, or the object right after its verb, is each of something."""
    return _EACH.match(clause) is not None or _EACH.search(" ".join(acts.split()[:4])) is not None


@cache
def _event() -> re.Pattern[str]:
    """'Within 48 hours of receiving each sample', '… of the report': the event from which a period counts."""
    cases = listed("references", "cases")
    return re.compile(
        rf"\b(?:of|after|from|following|upon)\s+(?:(?:the\s+)?(?:\w+ing|receipt|discovery|detection|occurrence|end|completion)"
        rf"\s+(?:of\s+)?)?(?:(?:each|every|any|an?)\s+(?!(?:\w+\s+)?(?:day|week|month|quarter|year))\w+"
        rf"|(?P<open>(?:the|its|their|such|being|it\s+is|they\s+are)?\s*(?:{cases}))\b)"
    )


@cache
def _open_set() -> re.Pattern[str]:
    """'Repairs reported by a community', 'complaints that …': a subject whose members come one by one."""
    received = listed("references", "received")
    return re.compile(
        rf"(?!(?:the|this|these|those|its|their|your|our)\b)(?:(?:all|any)\s+)?(?:[\w-]+\s+){{0,3}}?[a-z-]+s\s+"
        rf"(?:(?:{received}|that|which|who|from|about|against)\b|(?:must|shall|are\s+to|may)\b)"
    )


def _comes_again(clause: str) -> bool:
    """Whether a period in the clause counts from something that happens again and again."""
    for found in _event().finditer(clause):
        before = re.search(
            r"\b(?:within|later\s+than|hours?|days?|weeks?|months?)\s+(?:\w+\s+){0,3}$", clause[: found.start()] + " "
        )
        if before is not None and (found.group("open") is None or _open_set().match(clause)):
            return True
    return False


@cache
def _each_time() -> re.Pattern[str]:
    """'Before every shift', 'on the morning of each examination'."""
    moments = listed("references", "moments")
    return re.compile(
        rf"\b(?:before|after|upon|(?:{moments})\s+of)\s+(?:each|every)\s+(?!(?:\w+\s+)?(?:day|week|month|quarter|year)|of\b)[a-z]+"
    )


def _stem(verb: str) -> str:
    """A verb without the end that its participle changes."""
    return re.escape(verb[:-1] if verb.endswith(("e", "y")) else verb)


@cache
def _enforcing() -> re.Pattern[str]:
    verbs = lexicon.english()["verbs"]["enforcing"]
    return re.compile(rf"(?:{'|'.join(_stem(v) for v in verbs)})(?:e|ed|d|ied|y)?\b")


_any = partial(listed, "grammar")


@cache
def adjunct() -> re.Pattern[str]:
    """What opens an adjunct before a subject: no subject begins so."""
    return re.compile(rf"(?:and\s+|but\s+|or\s+)?(?:{_any('adjuncts')}|\d+\s+(?-i:[a-z])\w*)\b(?!-)", re.I)


@cache
def insert() -> re.Pattern[str]:
    """What opens an insertion between commas: 'in consultation with', 'as appropriate'."""
    return re.compile(rf"(?:and\s+)?(?:{_any('inserts')})\b", re.I)


@cache
def _skip() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s|,|:|(?:{_any('skips')}|to the (?:maximum |greatest )?extent [^,]*"
        rf"|(?!(?:{_any('ly_verbs')})\b)[a-z]+ly)\b)+",
        re.I,
    )


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile(rf"(?:and\s+)?(?:{_any('phrase_starts')})\s[^,]{{0,200}},\s*")


@cache
def saying() -> re.Pattern[str]:
    return re.compile(
        rf"^.*\b(?:{_any('saying')})\b(?:[^;“”\"]{{0,160}}?\sthat\b|[^“”\";]{{0,60}}?[:,]\s*[“\"]|\s+(?=[a-z]))",
        re.I | re.S,
    )


@cache
def purpose_subject() -> re.Pattern[str]:
    """'The purpose of this order is to': no one is told anything."""
    return re.compile(rf"(?<!of )\b(?:{_any('purposes')})\b", re.I)  # 'the Chief of Mission' is somebody


def blanked(head: str, cut: int, times: Sequence[TimeExpression]) -> str:
    """The words before a modal, with expressions of time and what stands in brackets blanked, but the kind of a unit:
    '2 (Mountain) Brigade'."""
    return re.sub(
        r"(?!(?<=\d\s)[(][A-Z]\w+[)]\s[A-Z])[(][^()]*[)]",
        lambda m: " " * len(m.group()),
        _without_times(head, cut, times),
    )


def _without_times(head: str, cut: int, times: Sequence[TimeExpression]) -> str:
    """The words before a modal with the expressions of time blanked: 'as', 'if' inside them mean nothing."""
    out = head
    for t in times:
        s, e = t.span[0] - cut, t.span[1] - cut
        if 0 <= s < len(out):
            out = out[:s] + " " * (min(e, len(out)) - s) + out[e:]
    return out


def _names(words: str) -> bool:
    """Whether a stretch begins as the name of somebody does."""
    return re.match(r"(?:(?:the|each|every|all|any)\s+)?[A-Z]|(?:the|each|every|all)\s|agenc|offic", words) is not None


def _named(words: str) -> bool:
    return _names(words) or re.match(r"(?:those|these|such|any|no)\s", words) is not None


def _body(words: str) -> bool:
    bodies = r"\b(?:agenc|department|office|secretar|director|head|minist|board|commission|committee|authorit)"
    return re.search(bodies, words) is not None


def _clausal(chunks: Sequence[str]) -> bool:
    """Whether a verb stands in what was taken for a subject: 'To ensure that A, B, and C have access, the office'."""
    return any(re.search(r"\s(?:have|has|is|are|was|were|can|may|do|does)\s", f" {chunk} ") for chunk in chunks)


# 'At least five', 'no fewer than two inspectors': a number is told, and opens no adjunct
# 'In boarding houses | the work must be finished'
_WHERE = re.compile(
    r"^(?:In|On|At|For|During|Outside|Inside|Throughout|Under|Near|Between)\s+(?:(?!the\b)[\w-]+\s+){0,3}"
    r"(?!this\b)[\w-]+s\s+(?=(?:the|all|each|every|no)\s)"
)
_QUANTITY = re.compile(
    r"(?:at\s+(?:least|most)|up\s+to|not?\s+(?:fewer|less|more)\s+than|over|about|around)\s+"
    r"(?:half|an?\s+(?:half|third|quarter|tenth|majority)|\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|"
    r"forty|fifty)\b(?!\s+(?:\w+\s+)?(?:hour|day|week|month|year|quarter|minute|time)s?\b)",
    re.I,
)


def subject_of(head: str, times: Sequence[TimeExpression], cut: int) -> str | None:
    """Who is told: the first stretch between commas that is no adjunct, and the list that it begins."""
    plain = saying().sub(lambda m: " " * len(m.group()), blanked(head, cut, times))
    out: list[str] = []
    opened = adjunct().match(plain.strip(' ;:—–“”"')) is not None
    # 'Exceeding 50,000 dirhams': a comma in a number parts nothing.
    chunks = re.split(r",(?!(?<=\d,)\d{3}\b)", plain)
    for n, chunk in enumerate(chunks):
        words = chunk.strip(' ;:—–“”"')
        if not words or words.casefold() in ("and", "but", "or"):
            continue
        if not out and re.match(r"(?:19|20)\d\d\b", words):
            continue  # the rest of a date that names a paper
        bare = re.sub(r"^(?:and\s+|but\s+|or\s+)?(?:then\s+)?", "", words)
        if out and words.startswith("then "):
            out = []  # 'If they are run by a State, local, or tribal body, then the Task Force shall'
        if not out and _QUANTITY.match(words) and n == len(chunks) - 1:
            return re.sub(r"\s+", " ", words)
        if not out:
            bare = re.sub(
                r"^(?:Before|After|At|During|On)\s+(?:each|every|any)\s+[\w-]+\s+(?=(?:the|all)\s)",
                "",
                bare,
                flags=re.I,
            )
            bare = _WHERE.sub("", bare) if n == len(chunks) - 1 else bare
            words = bare if re.match(r"(?:the|all|each|every|no)\s", bare) and bare != words else words
            if adjunct().match(words) and not re.match(
                r"(?:each|every)\s+(?!year|month|week|quarter|day|time\b|occasion)", bare, re.I
            ):
                continue
            out.append(bare)
        elif (_names(bare) and not _names(out[0])) or (opened and _named(bare) and _clausal(out)):
            out = [bare]  # '…, such that its use should be forbidden, the offices shall'
        elif opened and _body(bare) and not any(_body(each) or _names(each) for each in out):
            out = [bare]  # 'To be the first choice of spouses, survivors, and pilots, executive agencies must'
        elif insert().match(words):
            if _names(out[0]):
                break
        else:
            out.append(words)
    name = ", ".join(out)
    name = re.sub(r"\s+(?:each|jointly|also|hereby|further|then|thereafter|in turn)$", "", re.sub(r"\s+", " ", name))
    name = re.sub(r"^(?:(?:and\s+)?(?:that\s+)?(?:the|The)|that)\s+", "", name).strip()
    return name[:300] or None


def first_word(words: str) -> str:
    found = re.search(r"[A-Za-z-]+", words)
    return found.group() if found else words[:20]


def acts_of(action: str) -> str:
    """What follows a modal from its verb on, in lower case, without adverbs and insertions before it."""
    skipped = _skip().match(action)
    acts = (action[skipped.end() :] if skipped else action).casefold()
    while leading := _phrase().match(acts):
        acts = acts[leading.end() :]
        again = _skip().match(acts)
        acts = acts[again.end() :] if again else acts
    return acts


@cache
def _resumed() -> re.Pattern[str]:
    """'Stamp the cargo papers again', 'go back to issuing cards': a practice taken up again, for good. What is handed
    in, done or held once more is no practice."""
    verbs = lexicon.english()["verbs"]
    once, resuming = ("|".join(map(re.escape, verbs[name])) for name in ("once_more", "resuming"))
    return re.compile(
        rf"(?!(?:{once})\b)[a-z]+\s(?:[\w'’-]+\s){{0,5}}?[\w'’-]+s\s(?:once\s)?again\W*$"
        rf"|(?:{resuming})\s(?:the\s)?(?:[a-z]+ing|practice|use|system|issue)\b"
    )


def read_clause(
    text: str,
    span: Span,
    content: int,
    verb: str,
    who: str | None,
    negative: bool,
    strength: Strength,
    words: Mapping[str, Any],
) -> Clause:
    action = text[content : span[1]] if content < span[1] else text[span[0] : span[1]]
    verbs = words["verbs"]
    acts = acts_of(action)
    attitude = re.sub(r"^to\s+", "", acts)
    vague = attitude.startswith(tuple(f"{v} " for v in verbs["vague"])) or attitude.strip(" .") in verbs["vague"]
    vague = vague or _attitude().match(attitude) is not None
    acts = re.sub(r"^(?:to\s+)?(?:be\s+(?:\w+ly\s+)?(?=\w+(?:ed|en|ut|pt|ld|rn|nt)\b))?", "", acts)
    # 'Stop and search' stops nothing.
    stops = re.match(r"stop(?:,|\s+and)\s", acts) is None and acts.startswith(tuple(f"{v} " for v in verbs["ceasing"]))
    negative = negative or stops or acts.startswith("neither ")
    lowered = text[span[0] : span[1]].casefold()
    standing = re.sub(r"^(\w+),", r"\1 ", acts).startswith(tuple(f"{v} " for v in verbs["standing"]))
    forming = acts.startswith(tuple(f"{v} " for v in verbs["forming"])) or acts.rstrip(" .").startswith(
        tuple(verbs["forming"])
    )
    enforcing = _enforcing().match(acts) is not None
    standing = standing or verb.casefold().endswith("responsible for") or _kept_up(lowered)
    standing = standing or _resumed().match(acts) is not None
    pattern = Pattern.MAINTENANCE if negative or standing or vague else Pattern.ACHIEVEMENT
    begun = lowered.startswith(tuple(words["events"]["starts"])) and not negative
    event = begun or any(mark in lowered for mark in words["events"]["marks"])
    each = enforcing and (any(m in lowered for m in words["events"]["each"]) or _of_cases(lowered, acts))
    offenders = enforcing and any(mark in lowered for mark in words["events"]["offenders"])
    each = each or (not begun and _each_time().search(lowered) is not None)
    if not negative and (event or each or offenders):
        pattern = Pattern.TRIGGERED
    return Clause(
        span=span,
        content=(content if span[0] <= content < span[1] else span[0], span[1]),
        verb=verb,
        modality=Modality.PROHIBITION if negative else Modality.OBLIGATION,
        strength=strength,
        pattern=pattern,
        addressee=who,
        exceptions=_exceptions(text, span, content, negative, words),
        conditions=_tail(text, span, content, words["conditions"]["marks"]),
        forming=forming,
        vague=vague,
        reports=acts.startswith(tuple(f"{v} " for v in verbs["reporting"])),
        refers_back=re.search(r"\b(?:it|them|the results?|the findings?)\b", acts) is not None,
        cases=_of_cases(lowered, acts) or _comes_again(lowered),
        questions=(ask("each-case"),) if offenders and not (event or each or negative) else (),
        asap=_haste(text, span, verbs["haste"]),
        follows=re.search(r"\b(?:it|them|such)\b", acts) is not None and enforcing,
        enforces=enforcing,
    )


def _kept_up(clause: str) -> bool:
    return _lasting().search(re.split(r"\b(?:that|which|who|including)\b", clause)[0]) is not None


@cache
def _lasting() -> re.Pattern[str]:
    """'Regularly', 'on an ongoing basis', 'throughout': what is kept up."""
    return re.compile(rf"\b(?:{'|'.join(lexicon.english()['verbs']['ongoing'])})\b")


@cache
def _attitude() -> re.Pattern[str]:
    """'Take these matters to heart': an attitude with what it is about in the middle."""
    return re.compile("|".join(lexicon.english()["verbs"]["attitudes"]), re.I)


def _haste(text: str, span: Span, words: Sequence[str]) -> tuple[str, Span] | None:
    """The word that asks for haste, with its place."""
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, words))})\b(?!-)", text[span[0] : span[1]], re.I)
    return (found.group(), (span[0] + found.start(), span[0] + found.end())) if found else None


def make_clause(text: str, span: Span, content: int, verb: str, who: str | None, negative: bool) -> Clause:
    """A clause of a report, classed by its verb as every other."""
    return read_clause(text, span, content, verb, who, negative, Strength.ORDER, lexicon.english())


def _exceptions(text: str, span: Span, content: int, negative: bool, words: Mapping[str, Any]) -> tuple[str, ...]:
    """What is excepted: after a mark, before the subject ('Unless …, no one may'), or 'without a permit' of a ban."""
    opening = re.match(r"(?:unless|except|save)\b[^,;]{3,200}(?=,)", text[span[0] : span[1]], re.I)
    if opening is not None:
        return (opening.group(),)
    marked = _tail(text, span, content, words["exceptions"]["marks"])
    if marked or not negative:
        return marked
    # 'Not without leave', 'not until it has been photographed', 'not before the conservator has signed'
    whole = text[span[0] : span[1]]
    left = next((m for m in _left_out().finditer(whole) if not _of_thing(whole[: m.start()], m.group())), None)
    return (left.group().strip().rstrip(" ."),) if left is not None else ()


def _of_thing(before: str, left: str) -> bool:
    """'No truck without a number': what is left out belongs to the thing that is banned; not so 'to any person without
    the order of the court'."""
    thing = re.search(r"(?<!\w)(?P<before>\w+\s+)?(?:no|any|a|every)\s+[\w-]+\s+$", before, re.I)
    if thing is None or "may" in before.split():
        return False
    whose = (thing["before"] or "").strip().casefold() in lexicon.english()["exceptions"]["towards"]
    return not whose and re.match(rf"without\s+(?:{_acts_of_leave()})\b", left, re.I) is None


@cache
def _acts_of_leave() -> str:
    return listed("exceptions", "before_leave")


@cache
def _left_out() -> re.Pattern[str]:
    """What a ban leaves out: what is there or has happened before."""
    leave = listed("exceptions", "leave")
    done = r"(?:is|are|has|have|had|was|were|receives?|obtains?|gives?|signs?|approves?)\b"
    return re.compile(
        rf"\bwithout\s+(?:[\w’'-]+\s+){{0,4}}?(?:{leave})\b[^,;]*|\bwithout\s+(?:first\s+|prior\s+)?(?:\w+ing|an?|the|his|her|their|its)\s[^,;]*"
        rf"|\b(?:until|till|before)\s+(?:[\w’'-]+\s+){{1,8}}?{done}[^,;]*",
        re.I,
    )


def _tail(text: str, span: Span, content: int, marks: Sequence[str]) -> tuple[str, ...]:
    """What a mark opens: before the verb up to its comma, behind it to the end, or to the bracket around it."""
    lowered = text[span[0] : span[1]].casefold()
    places = sorted(at for mark in marks if (at := lowered.find(mark)) > 0)
    if not places:
        return ()
    start = span[0] + places[0]
    comma = text.find(",", start, content)
    if start < content - 2 and comma > 0:
        return (text[start:comma],)
    over = re.search(r"\s(?:may|shall|must|will)\b", text[span[0] + places[0] : span[1]])
    inside = over is not None and not re.search(r"\b(?:that|which|who|where|the\s+\w+)$", lowered[: places[0]].strip())
    subject = inside and not re.search(r"\b(?:may|shall|must|will|to)\b", lowered[: places[0]])
    end = start + over.start() if over and subject else span[1]
    place = trim(text, start, _bracket(text, start, end), ",.;:")
    return (text[place[0] : place[1]],) if place else ()


def _bracket(text: str, start: int, end: int) -> int:
    """Where the bracket around a phrase closes, else its end."""
    depth = 0
    for at in range(start, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return end
