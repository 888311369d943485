"""The lines that end with a colon in an English order, and what the items below them inherit. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Modality, Pattern, Strength
from tracker.orders.english_acts import passive
from tracker.orders.english_agents import is_paper, is_thing
from tracker.orders.english_carried import with_times
from tracker.orders.english_direct import by_deadline
from tracker.orders.english_modals import RELATIVE, asks, modals
from tracker.orders.english_phrases import blanked, first_word, insert, read_clause
from tracker.orders.english_places import leads_content, leads_verbs, without_and
from tracker.orders.english_series import by_verb
from tracker.orders.english_words import listed
from tracker.orders.layout import trim
from tracker.orders.records import Clause


@dataclass(frozen=True, slots=True)
class Lead:
    """What items under a colon inherit. ``verbs``: the items are what the lead's modal governs; ``thing``: they say
    what a paper holds, and are no duties."""

    verb: str
    addressee: str | None
    strength: Strength
    prohibition: bool
    verbs: bool
    times: tuple[TimeExpression, ...]
    thing: bool = False
    ensures: bool = False


def under(found: list[Clause], lead: Lead | None, times: Sequence[TimeExpression], opens: bool) -> list[Clause]:
    """Sentences below 'Within 90 days of this order:' have that time where they give none themselves."""
    if lead is not None and lead.addressee is not None and not lead.thing:
        found = [_addressed(clause, lead.addressee, opens) for clause in found]
    if lead is None or lead.verb or not lead.times:
        return found
    own = any(t.count is not None for t in times)
    # 'The following rules, which apply from 7 June:' is said of all of them.
    spans = tuple(t.span for t in lead.times if not own or t.role is Role.FROM)
    return found if not spans else [replace(clause, extra=spans) for clause in found]


def _addressed(clause: Clause, who: str, opens: bool) -> Clause:
    """'Officials shall apply the following principles: … should be given …': theirs, where no one else is named."""
    if clause.addressee is not None:
        return clause
    paper = clause.thing is not None and is_paper(clause.thing) and not opens  # due with its maker
    return replace(clause, addressee=who, thing=clause.thing if paper else None)


@cache
def _ensuring() -> re.Pattern[str]:
    verbs = listed("grammar", "ensuring")
    return re.compile(
        rf"^\W*(?:(?:please|kindly)\s+)?(?:also\s+)?(?:{verbs})"
        r"(?:\s+(?:that|the\s+following|the\s+following\s+(?:points|things|matters)|as\s+follows))*\s*[:—–][-–—\s]*$",
        re.I,
    )


def ensuring(sentence: str) -> Lead | None:
    """'Please ensure the following:', whose items say in the indicative how things are to be."""
    if _ensuring().match(sentence) is None:
        return None
    return Lead("ensure", None, Strength.ORDER, False, False, (), ensures=True)


_HOW = re.compile(
    r"\b(?:is|are|remain|remains|have|has|do|does)\b|\b\w+s\s+(?:the|an?|their|its|his|her|all|every|each|no)\s"
)


def ensured(
    text: str, start: int, end: int, lead: Lead, times: Sequence[TimeExpression], words: Mapping[str, Any]
) -> list[Clause]:
    """'Files are updated by 31 December', 'No account is opened without …' below 'please ensure that:'."""
    place = trim(text, start, end, ";,:.")
    if place is None or _HOW.search(text, *place) is None or modals().search(text, *place) is not None:
        return []
    place = without_and(text, place)
    negative = re.match(r"(?:no|nobody|none)\b", text[place[0] : place[1]], re.I) is not None
    clause = read_clause(text, place, place[0], lead.verb, lead.addressee, negative, lead.strength, words)
    pattern = (
        Pattern.ACHIEVEMENT if any(t.count is not None or t.role is not None for t in times) else Pattern.MAINTENANCE
    )
    clause = replace(clause, pattern=Pattern.MAINTENANCE if negative else pattern)
    return by_deadline(text, clause, times)


def passed_on(lead: Lead | None, opens: bool, times: Sequence[TimeExpression]) -> Lead | None:
    """A line without a modal that ends with a colon hands its own times down ('Within 90 days of this order:')."""
    if not opens:
        return None
    if lead is not None:
        return replace(lead, times=(*times, *lead.times))
    return Lead("", None, Strength.ORDER, False, False, tuple(times)) if times else None


def verb_item(sentence: str, words: Mapping[str, Any]) -> bool:
    """Whether an item is a verb phrase that its lead governs, and no sentence with a subject and a modal of its own."""
    modal = next((m for m in modals().finditer(sentence) if not asks(sentence, m.end())), None)
    first = re.match(r"\W*([A-Za-z-]+)", sentence)
    if first is None or first.group(1) in ("I", "We", "It", "There"):
        return False
    if modal is None or RELATIVE.search(sentence[: modal.start()]):
        return True
    return first.group(1).casefold() in words["verbs"]["boundary"]


@cache
def _refused() -> re.Pattern[str]:
    """'Not renew the contract' below 'shall:', 'do not …'; 'not later than …' refuses nothing."""
    no_verbs = listed("grammar", "after_not")
    return re.compile(rf"(?:do not|never|not(?!\s+(?:{no_verbs})\b)(?=\s+[a-z]))\s+", re.I)


def items(
    text: str, start: int, end: int, lead: Lead, times: Sequence[TimeExpression], opens: bool, words: Mapping[str, Any]
) -> tuple[list[Clause], Lead | None]:
    place = trim(text, start, end, ";,:.")
    if place is None:
        return [], None
    place = without_and(text, place)
    if re.match(r"(?:until|unless|if|when|except)\b[^,]*$", text[place[0] : place[1]], re.I):
        return [], None  # when what the lead says holds, and no duty
    if opens:
        whom, _ = _tasked(text[place[0] : end])
        below = replace(lead, times=(*times, *lead.times), verbs=leads_verbs(text[start:end]))
        below = replace(below, addressee=whom or below.addressee)
        if below.verbs:
            return [], below
    base = read_clause(
        text,
        place,
        place[0],
        lead.verb or first_word(text[place[0] : place[1]]),
        None if passive().match(text, *place) is not None else lead.addressee,
        lead.prohibition,
        lead.strength,
        words,
    )
    base = replace(base, extra=tuple(t.span for t in lead.times))
    refused = _refused().match(text, *place)
    if refused is not None:
        base = replace(
            read_clause(text, place, refused.end(), base.verb, base.addressee, True, lead.strength, words),
            extra=tuple(t.span for t in lead.times if t.role not in (Role.BY, Role.BEFORE, Role.WITHIN)),
        )
    parts = [part for piece in by_deadline(text, base, times) for part in by_verb(text, piece, times)]
    opening = tuple(t.span for t in times if _begins(text, place[0], t, times))
    return [with_times(c, opening if n else (), times, c.thing) for n, c in enumerate(parts)], (
        replace(lead, verbs=False) if opens else None
    )


def _begins(text: str, start: int, t: TimeExpression, times: Sequence[TimeExpression]) -> bool:
    """'Within 21 days, designate an official and notify the Director': a limit before the first verb, for all."""
    limit = t.role in (Role.WITHIN, Role.BY, Role.BEFORE) and start <= t.span[0]
    return limit and not blanked(text[start : t.span[0]], start, times).strip(" ,")


def handed(
    text: str, end: int, found: list[Clause], times: Sequence[TimeExpression], opens: bool
) -> tuple[list[Clause], Lead | None]:
    """A sentence that ends with a colon: if nothing follows its verb of duty, only its items are duties."""
    if not opens:
        return found, None
    last = found[-1]
    own = tuple(t for t in times if last.span[0] <= t.span[0] < last.span[1])
    rest = text[last.content[0] : end].strip(" :—–,")
    limits = [t for t in times if t.count is not None or t.role in (Role.BY, Role.BEFORE, Role.WITHIN, Role.ON)]
    tail = blanked(text[last.span[0] : end], last.span[0], limits)
    verbs = leads_verbs(tail) or len(rest.split()) < 2 or _only_inserts(tail[last.content[0] - last.span[0] :])
    tasked, each = _tasked(text[last.content[0] : end])
    content = last.thing is not None or is_thing(tasked or "") or (not verbs and leads_content(tail))
    who, verbs = tasked or last.addressee, verbs or (tasked is not None and not content)
    duty = "responsible for" if re.search(r"\bresponsible for\W*$", rest) is not None else last.verb
    lead = Lead(duty, who, last.strength, last.modality is Modality.PROHIBITION, verbs, own, content)
    return (found[:-1] if verbs and last.thing is None and not each else found), lead


def _tasked(rest: str) -> tuple[str | None, bool]:
    """'Shall task agencies to:', 'requiring that each bank:': whose the items are; whether they say it in a clause."""
    found = re.search(
        r"\b(?:task|direct|instruct|order|require|request|charge)s?\s+(?:the\s+)?(?P<who>[^,;:]{3,80}?)\s+to"
        r"(?:\s+(?:undertake|take|carry\s+out|perform|complete)\s+(?:each\s+of\s+)?the\s+following(?:\s+\w+)?)?\W*$"
        r"|\b(?:requir|ensur|direct|instruct|request)\w*\s+that\s+(?P<each>(?:each|every|all|any)\s[^:;]*?)"
        r"(?:\s+(?:that|which|who|with|subject|under)\b[^:;]*)?\W*$",
        rest,
        re.I,
    )
    if found is None:
        return None, False
    name = found.group("who") or re.sub(r"\s+(?:shall|must|will|should)$", "", found.group("each"))
    return name, found.group("each") is not None


def directing(sentence: str, times: Sequence[TimeExpression]) -> Lead | None:
    """'The Bank hereby directs all providers to:', whose items say what they are to do."""
    told, each = _tasked(sentence)
    if told is None or each or told.split()[0].casefold() == "that":
        return None
    return Lead("to", re.sub(r"^the\s+", "", told), Strength.ORDER, False, True, tuple(times))


def tells_agent(sentence: str) -> bool:
    """Whether an item under what a paper holds is a sentence of its own that tells somebody: 'The Director shall …'."""
    modal = modals().search(sentence)
    head = sentence[: modal.start()] if modal is not None else ""
    head = head.strip()
    return re.match(r"\W*(?:The|Each|All|Every)\s", head) is not None and not is_thing(head) and "," not in head


def _only_inserts(rest: str) -> bool:
    """Whether nothing but insertions follows the modal; ``rest`` without its times, after which a verb may stand."""
    rest = rest.strip(" :—–,")
    return all(insert().match(chunk.strip()) or not chunk.strip() for chunk in rest.split(","))
