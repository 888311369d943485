"""English clauses: modals with their subject, 'I direct X to …', items under 'shall:'. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Modality, Pattern, Strength
from tracker.orders import lexicon
from tracker.orders.english_acts import by_verb, doer_of_passive, imperative, passive, threats
from tracker.orders.english_agents import is_thing, without_reference
from tracker.orders.english_direct import by_deadline, direct_clauses
from tracker.orders.english_joints import fronted, joint
from tracker.orders.english_modals import (
    RELATIVE,
    Modal,
    dated_passive,
    inside,
    is_actor,
    kind_of,
    modals,
    obliges,
    told_whom,
)
from tracker.orders.english_nominal import nominal, to_be
from tracker.orders.english_phrases import blanked, first_word, insert, read_clause, saying, subject_of
from tracker.orders.english_places import (
    adding,
    attributed,
    drop_and,
    leads_verbs,
    negative_subject,
    noun_follows,
    pronoun_start,
    without_and,
)
from tracker.orders.layout import trim
from tracker.orders.records import Clause, Span

_BANNED = ("prohibited", "forbidden", "banned", "barred", "permitted", "allowed")
_SIGNS = ';,.: “"'


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


def clauses(
    text: str,
    start: int,
    end: int,
    lead: Lead | None,
    times: Sequence[TimeExpression],
    before: str | None,
    *,
    report: bool = False,
    letter: bool = False,
    item: bool = False,
    decided: bool = False,
) -> tuple[list[Clause], Lead | None]:
    """The clauses of one sentence, and what it hands to the items below it. ``before``: the last addressee ('they').

    ``report``: the text tells; 'will' and 'shall' of its own are forecasts, only 'must' and its kin order. ``letter``:
    its items may be imperatives. ``decided``: the list in which it is an item orders what it names.
    """
    words = lexicon.english()
    sentence = text[start:end]
    lowered = sentence.casefold()
    opens = sentence.rstrip().endswith((":", "—", "–", " shall", " must"))
    boilerplate = words["boilerplate"]
    if lowered.startswith(tuple(boilerplate["starts"])):
        return [], None
    formula = min((at for mark in boilerplate["marks"] if (at := lowered.find(mark)) >= 0), default=-1)
    if formula >= 0:
        # 'Shall appoint a monitor, whose costs shall be borne by …': what stands before the formula may order.
        joined = list(re.finditer(r"[,;]\s+(?:and|but|whose|which|who)\b", text[start : start + formula]))
        if not joined or modals().search(text, start, start + joined[-1].start()) is None:
            return [], None
        end, opens = start + joined[-1].start(), False
        sentence = text[start:end]
    if lead is not None and lead.thing and not _tells_agent(sentence):
        return [], (lead if opens else None)
    if lead is not None and lead.verbs and _verb_item(sentence, words):
        return _items(text, start, end, lead, times, opens, words)
    found = direct_clauses(text, start, end, times, words)
    if not found:
        found = _modal_clauses(text, start, end, times, before, words, report, letter and item)
    if letter or report:
        warned = threats(text, start, end)
        # 'Remember that all are responsible for …' hands out no task.
        found = [c for c in found if not (warned and c.verb.casefold().endswith("responsible for"))] or warned
    if opens and re.search(r"\bfollowing\b[^:]*\bbe\s+\w+\W*$", sentence):
        found = []  # 'The following instructions shall be observed:' only opens the list.
    if not found and (letter or decided) and not opens:
        found = nominal(text, start, end, times, words) if decided else []
        found = found or imperative(text, start, end, times, item, words)
        found = found or (to_be(text, start, end, times, words) if item else [])
    if found:
        return _handed(text, end, _under(found, lead, times), times, opens)
    if lead is not None and any(t.count is not None for t in times) and _verb_item(sentence, words):
        return _items(text, start, end, replace(lead, times=()), times, opens, words)
    return [], _passed_on(lead, opens, times)


def _under(found: list[Clause], lead: Lead | None, times: Sequence[TimeExpression]) -> list[Clause]:
    """Sentences below 'Within 90 days of this order:' have that time where they give none themselves."""
    if lead is not None and lead.addressee is not None and not lead.thing:
        found = [_addressed(clause, lead.addressee) for clause in found]
    if lead is None or lead.verb or not lead.times:
        return found
    own = any(t.count is not None for t in times)
    # 'The following rules, which apply from 7 June:' is said of all of them.
    spans = tuple(t.span for t in lead.times if not own or t.role is Role.FROM)
    return found if not spans else [replace(clause, extra=spans) for clause in found]


def _addressed(clause: Clause, who: str) -> Clause:
    """'Officials shall apply the following principles: … should be given …': theirs, where no one else is named."""
    return replace(clause, addressee=who, thing=None) if clause.addressee is None else clause


def _passed_on(lead: Lead | None, opens: bool, times: Sequence[TimeExpression]) -> Lead | None:
    """A line without a modal that ends with a colon hands its own times down ('Within 90 days of this order:')."""
    if not opens:
        return None
    if lead is not None:
        return replace(lead, times=(*times, *lead.times))
    return Lead("", None, Strength.ORDER, False, False, tuple(times)) if times else None


def _verb_item(sentence: str, words: Mapping[str, Any]) -> bool:
    """Whether an item is a verb phrase that its lead governs, and no sentence with a subject and a modal of its own."""
    modal = modals().search(sentence)
    first = re.match(r"\W*([A-Za-z-]+)", sentence)
    if first is None or first.group(1) in ("I", "We", "It", "There"):
        return False
    if modal is None or RELATIVE.search(sentence[: modal.start()]):
        return True
    return first.group(1).casefold() in words["verbs"]["boundary"]


def _items(
    text: str, start: int, end: int, lead: Lead, times: Sequence[TimeExpression], opens: bool, words: Mapping[str, Any]
) -> tuple[list[Clause], Lead | None]:
    place = trim(text, start, end, ";,:.")
    if place is None:
        return [], None
    place = without_and(text, place)
    if opens:
        below = replace(lead, times=(*times, *lead.times), verbs=leads_verbs(text[start:end]))
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
    refused = re.match(r"(?:do not|never)\s+", text[place[0] : place[1]], re.I)
    if refused is not None:
        base = replace(
            read_clause(text, place, place[0] + refused.end(), base.verb, base.addressee, True, lead.strength, words),
            extra=base.extra,
        )
    parts = [part for piece in by_deadline(text, base, times) for part in by_verb(text, piece, times)]
    return parts, (replace(lead, verbs=False) if opens else None)


def _handed(
    text: str, end: int, found: list[Clause], times: Sequence[TimeExpression], opens: bool
) -> tuple[list[Clause], Lead | None]:
    """A sentence that ends with a colon: if nothing follows its verb of duty, only its items are duties."""
    if not opens:
        return found, None
    last = found[-1]
    own = tuple(t for t in times if last.span[0] <= t.span[0] < last.span[1])
    rest = text[last.content[0] : end].strip(" :—–,")
    tail = blanked(text[last.span[0] : end], last.span[0], [t for t in times if t.count is not None])
    verbs = leads_verbs(tail) or len(rest.split()) < 2 or _only_inserts(tail[last.content[0] - last.span[0] :])
    who = _tasked(text[last.content[0] : end]) or last.addressee
    lead = Lead(
        last.verb, who, last.strength, last.modality is Modality.PROHIBITION, verbs, own, last.thing is not None
    )
    return (found[:-1] if verbs and last.thing is None else found), lead


def _tasked(rest: str) -> str | None:
    """'Shall task agencies to:': the items are theirs."""
    found = re.search(
        r"\b(?:task|direct|instruct|order|require|request|charge)\s+(?:the\s+)?(?P<who>[^,;:]{3,80}?)\s+to\W*$",
        rest,
        re.I,
    )
    return found.group("who") if found is not None else None


def _tells_agent(sentence: str) -> bool:
    """Whether an item under what a paper holds is a sentence of its own that tells somebody: 'The Director shall …'."""
    modal = modals().search(sentence)
    head = sentence[: modal.start()] if modal is not None else ""
    return re.match(r"\W*(?:The|Each|All|Every)\s", head) is not None and not is_thing(head) and "," not in head


def _only_inserts(rest: str) -> bool:
    """Whether nothing but insertions follows the modal; ``rest`` without its times, after which a verb may stand."""
    rest = rest.strip(" :—–,")
    return all(insert().match(chunk.strip()) or not chunk.strip() for chunk in rest.split(","))


def _modal_clauses(
    text: str,
    start: int,
    end: int,
    times: Sequence[TimeExpression],
    before: str | None,
    words: Mapping[str, Any],
    report: bool,
    item: bool,
) -> list[Clause]:
    found: list[Clause] = []
    begin = start
    taken: list[tuple[Modal, int, str | None, int]] = []
    places = list(modals().finditer(text, start, end))
    hidden = False
    for number, match in enumerate(places):
        kind = kind_of(text, start, match, report)
        if kind is None:
            continue
        modal = Modal(match.start(), match.end(), kind)
        if re.search(
            r"\b(?:should|would|may|might|could|not|nobody|no one|never)\s+$", text[start : modal.start], re.I
        ) and (match.group().casefold() in ("have to", "has to")):
            continue
        if report and (modal.kind == "will" or match.group().casefold() in ("will not", "cannot")):
            continue
        later = bool(taken) or begin > start
        before_it = joint(text, begin, modal.start, times) if later else None
        if later and (
            before_it is None
            or (
                before_it.shared
                and (
                    hidden or not taken or is_thing(taken[-1][2] or "") or not text[begin : before_it.start].strip(" ,")
                )
            )
        ):
            hidden = before_it is None or hidden
            continue
        cut = before_it.start if before_it is not None else pronoun_start(text, start, modal.start)
        head = adding().sub(lambda m: " " * len(m.group()), text[cut : modal.start])
        # 'Where such use is not permitted' describes; 'it is forbidden to' orders.
        describes = re.match(r"(?:is|are)\s+(?!hereby)", match.group()) is not None and kind == "not"
        following = places[number + 1].start() if number + 1 < len(places) else 0
        if inside(blanked(head, cut, times) if later else head, first=not (later or describes)) or (
            not later and following and fronted(text, start, modal.start, following, times)
        ):
            hidden = True
            continue
        # 'Should a pump fail, the crew shall …': what opens the sentence is no clause of its own.
        hidden, begin = False, modal.end if head.strip() else begin
        who = told_whom(match.group()) or subject_of(head, times, cut)
        if before_it is not None and before_it.shared:
            who = taken[-1][2]
        elif not taken and re.search(r"\b(?:they|he|she)\s*$", head, re.I):
            who = before
        forecast = modal.kind == "not" and text[modal.start : modal.end].casefold() == "will not"
        undergoes = (modal.kind != "not" or forecast) and passive().match(text, modal.end, end) is not None
        if modal.kind == "formed":
            pass
        elif modal.kind == "state":
            if not item or (who or "").casefold() in words["subjects"]["nobody"]:
                continue
            if not text[modal.start : modal.end].endswith("only") and not any(
                t.span[0] >= modal.end and (t.role in (Role.UNTIL, Role.FOR, Role.FROM) or "/" in (t.value or ""))
                for t in times
            ):
                continue
        elif modal.kind == "due":
            if who is None or not any(modal.end <= t.span[0] <= modal.end + 3 for t in times):
                continue
        elif forecast and (undergoes or who is None or not is_actor(who.casefold(), words)):
            continue
        elif modal.kind == "will" and undergoes:
            if not dated_passive(text, modal, end, times):
                continue
        elif modal.kind == "exhort" and taken and who == taken[-1][2]:
            pass  # '… must forward it and should not answer it'
        elif item and modal.kind == "will" and who is not None and who.casefold() not in words["subjects"]["nobody"]:
            pass
        elif (
            modal.kind == "shall"
            and text[start : modal.start].strip() == "It"
            and any(t.count is not None and t.anchor is not None and modal.end <= t.span[0] < end for t in times)
        ):
            who = before  # 'There is established a Council. It shall meet within three weeks of …'
        elif not obliges(modal, who, head, words):
            continue
        # The day of a statement is no deadline of what it says.
        told = saying().match(head) if report else None
        first = taken[-1][3] if before_it is not None and before_it.shared else cut
        taken.append((modal, cut + told.end() if told is not None else cut, who, first))
    for n, (modal, cut, who, first) in enumerate(taken):
        stop = taken[n + 1][1] if n + 1 < len(taken) else end
        place = trim(text, cut, attributed(text, modal.end, stop), _SIGNS)
        if place is None:
            continue
        place = without_and(text, place)
        place = drop_and(text, place)
        verb = text[modal.start : modal.end]
        strength = Strength.EXHORTATION if modal.kind == "exhort" else Strength.ORDER
        negative = (
            modal.kind == "not"
            or verb.casefold().endswith((" not", " never"))
            or negative_subject(text[cut : modal.start])
        )
        what = who if who is not None and is_thing(who) else None
        banned = verb.casefold().endswith(_BANNED) and not verb.casefold().startswith("it ")
        thing = verb.casefold().endswith(" from") and noun_follows(text, modal.end)
        if (
            modal.kind in ("due", "formed", "state")
            or thing
            or banned
            or passive().match(text, modal.end, stop) is not None
            or negative_subject(who or "")
        ):
            who = doer_of_passive(text, modal.end, stop, words)
        who = None if who is None or is_thing(who) else without_reference(who)
        clause = read_clause(text, place, modal.end, verb, who, negative, strength, words)
        if modal.kind == "state":
            clause = replace(clause, pattern=Pattern.MAINTENANCE)
        pieces = by_deadline(text, clause, times)
        parts = pieces if what is not None else [part for piece in pieces for part in by_verb(text, piece, times)]
        shared = tuple(t.span for t in times if _before_verb(text, t, first, modal, taken, times))
        found += [_with_times(part, shared, times, what) for part in parts]
    return found


def _with_times(clause: Clause, shared: tuple[Span, ...], times: Sequence[TimeExpression], thing: str | None) -> Clause:
    """A clause with the times before its verb, unless it has one of its own behind it."""
    own = any(
        clause.span[0] <= t.span[0] and t.span[1] <= clause.span[1] and t.span not in shared and _limits(t)
        for t in times
    )
    away = () if own else tuple(s for s in shared if not clause.span[0] <= s[0] < clause.span[1])
    return replace(clause, extra=(*clause.extra, *away), thing=thing)


def _limits(t: TimeExpression) -> bool:
    return t.count is not None or t.role in (Role.BY, Role.BEFORE, Role.UNTIL, Role.EVERY, Role.WITHIN)


def _before_verb(
    text: str,
    t: TimeExpression,
    first: int,
    modal: Modal,
    taken: Sequence[tuple[Modal, int, str | None, int]],
    times: Sequence[TimeExpression],
) -> bool:
    """Whether a time stands before the verb of a clause, and so holds for all that its subject is told: before the
    first modal of the subject, or right after its own ('shall, within 60 days, review … and report …')."""
    opening = next(each for each in taken if each[1] >= first or each[3] == first)[0]
    if first <= t.span[0] < opening.start:
        return True
    if not modal.end <= t.span[0]:
        return False
    between = blanked(text[modal.end : t.span[0]], modal.end, times)
    return not between.strip(" ,") or (
        all(insert().match(chunk.strip()) or not chunk.strip() for chunk in between.split(",")[1:] or ["x"])
        and not between.split(",")[0].strip()
    )
