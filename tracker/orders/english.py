"""English clauses: modals with their subject, 'I direct X to …', items under 'shall:'. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.calendars.expressions import Role, TimeExpression
from tracker.orders import lexicon
from tracker.orders.english_acts import by_name, doer_of_passive, imperative, only_warns, passive, threats
from tracker.orders.english_agents import (
    constitutes,
    is_body,
    is_paper,
    is_thing,
    settles,
    with_branch,
)
from tracker.orders.english_built import built
from tracker.orders.english_direct import banning_clauses, direct_clauses
from tracker.orders.english_joints import before_verb, fronted, joint, of_case, opening
from tracker.orders.english_layout import opens_list
from tracker.orders.english_leads import (
    Lead,
    directing,
    ensured,
    ensuring,
    handed,
    items,
    passed_on,
    tells_agent,
    under,
    verb_item,
)
from tracker.orders.english_mandated import mandated
from tracker.orders.english_modals import (
    Modal,
    Taken,
    acts_by_name,
    asked_by,
    asks,
    asks_what,
    comes_often,
    dated_passive,
    done_by_saying,
    for_day,
    happens,
    held_then,
    inside,
    insisted,
    is_actor,
    is_lead,
    is_office,
    is_you,
    kind_of,
    limited,
    limited_or_often,
    modals,
    obliges,
    possible,
    this_task,
    told_whom,
)
from tracker.orders.english_nominal import nominal, to_be, verb_of_gerund
from tracker.orders.english_phrases import acts_of, blanked, saying, subject_of
from tracker.orders.english_places import (
    adding,
    amends_words,
    excepting,
    laid_down,
    negative_subject,
    pronoun_start,
)
from tracker.orders.english_pronouns import body_before, taken_up
from tracker.orders.english_requests import requests
from tracker.orders.english_returns import returns
from tracker.orders.records import Clause

# 'Under the law, camps must have a doctor': a report explains
_BY_LAW = re.compile(
    r"\W*(?:under|by|according\s+to)\s+(?:the\s+|existing\s+|current\s+)*"
    r"(?:law|laws|rules|regulations|constitution|(?:[\w’'-]+\s+){1,6}(?:act|code|statute|ordinance|law|constitution))\b",
    re.I,
)
# behind a semicolon, a subject of its own with a modal that orders nothing
_ASIDE = re.compile(
    r";\s+(?!and\b|or\b)(?:(?!that\b|which\b|who\b|whose\b)[A-Za-z][\w’'-]*\s+){1,8}?should\s+(?=be\b|have\b)"
)
_AND_THAT = re.compile(r",\s+and\s+that\s")
_HOLDING = (Role.UNTIL, Role.FOR, Role.FROM, Role.UNTIL_FURTHER_NOTICE, Role.IMMEDIATELY)  # ordered from now on
_FORECAST = ("will not", "will no longer")


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
    opens = opens_list(sentence) or sentence.rstrip().endswith((" shall", " must"))
    boilerplate = words["boilerplate"]
    if lowered.startswith(tuple(boilerplate["starts"])) or asks_what(sentence):
        return [], None
    formula = min((at for mark in boilerplate["marks"] if (at := lowered.find(mark)) >= 0), default=-1)
    if formula >= 0:
        # 'Shall appoint a monitor, whose costs shall be borne by …': what stands before the formula may order.
        joined = list(re.finditer(r"[,;]\s+(?:and|but|whose|which|who)\b", text[start : start + formula]))
        if not joined or modals().search(text, start, start + joined[-1].start()) is None:
            return [], None
        end, opens = start + joined[-1].start(), False
        sentence = text[start:end]
    if amends_words(sentence):
        return [], None
    dated = any(t.count is not None and t.anchor is not None for t in times)
    if lead is not None and lead.thing and not tells_agent(sentence) and not dated:
        return [], (lead if opens else None)
    if lead is not None and lead.ensures and not opens and (kept := ensured(text, start, end, lead, times, words)):
        return kept, None
    if opens and letter and (below := ensuring(sentence)) is not None:
        return [], below
    if lead is not None and lead.verbs and verb_item(blanked(sentence, start, times), words):
        named = nominal(text, start, end, times, words) if decided and _gerund_first(sentence) else []
        if named and not opens:  # 'you are requested to comply with the following: 1. Refraining from …'
            return [replace(c, addressee=c.addressee or lead.addressee) for c in named], None
        return items(text, start, end, lead, times, opens, words)
    found = direct_clauses(text, start, end, times, words) or mandated(text, start, end, times, words)
    found = found or (
        banning_clauses(text, start, end, words) or requests(text, start, end, times, words) if letter else []
    )
    if not found:
        directed = decided and item and lead is None
        held = item and lead is not None and any(t.role in _HOLDING for t in lead.times)
        found = _modal_clauses(text, start, end, times, before, words, report, letter and item, letter, directed, held)
    if letter or report:
        warned = threats(text, start, end)
        # 'Remember that all are responsible for …' hands out no task.
        found = [c for c in found if not (warned and only_warns(text, c, warned[0]))] or warned
    if opens and re.search(
        r"\bfollowing\b[^:]*\b(?:be\s+\w+|apply|take\s+effect|come\s+into\s+(?:force|effect))\W*$", sentence
    ):
        found = []  # 'The following instructions shall be observed:' only opens the list.
    if not found and (letter or decided) and not opens:
        found = nominal(text, start, end, times, words) if decided else []
        found = found or (by_name(text, start, end, times, words) if item else [])
        found = found or imperative(text, start, end, times, item, words)
        found = found or (to_be(text, start, end, times, words) if item else [])
        found = found or (returns(text, start, end, times, words) if item else [])
    if not found and opens and letter and (below := directing(sentence, times)) is not None:
        return [], below
    if found and opens and letter and (below := ensuring(text[found[-1].content[0] : end])) is not None:
        # 'You are directed to ensure that:'
        return found[:-1], replace(below, addressee=found[-1].addressee, strength=found[-1].strength)
    if found:
        return handed(text, end, under(found, lead, times, opens), times, opens)
    if (
        lead is not None
        and any(t.count is not None for t in times)
        and verb_item(blanked(sentence, start, times), words)
    ):
        return items(text, start, end, replace(lead, times=()), times, opens, words)
    return [], passed_on(lead, opens, times)


def _goes_on(text: str, thing: str, kind: str | None, place: int) -> bool:
    """'The efforts shall include X and shall be consistent with Y': one clause about a thing; 'the plan shall rank the
    risks, and shall name …' are two. ``place``: behind the second modal."""
    if not is_thing(thing) or kind == "not":
        return False
    acts = acts_of(text[place : place + 80])
    return passive().match(text, place) is None and (acts.startswith("be ") or settles(acts) or not is_paper(thing))


def _gerund_first(sentence: str) -> bool:
    first = re.match(r"\W*(?:[Nn]ot\s+)?([A-Za-z-]+ing)\b", sentence)
    return first is not None and verb_of_gerund(first[1].casefold()) is not None


def _modal_clauses(
    text: str,
    start: int,
    end: int,
    times: Sequence[TimeExpression],
    before: str | None,
    words: Mapping[str, Any],
    report: bool,
    item: bool,
    letter: bool,
    directed: bool,
    held: bool,
) -> list[Clause]:
    """``directed``: an item of a list that a directive opens, where 'should' orders. ``held``: its lead says since or
    until when the items hold."""
    found: list[Clause] = []
    begin = start
    taken: list[Taken] = []
    places = list(modals().finditer(text, start, end))
    hidden = False
    for number, match in enumerate(places):
        kind = kind_of(text, start, match, report)
        if kind is None or (match.lastgroup in ("undertaken", "parted") and not (letter and item)):
            continue
        ruled = report and insisted().match(text, start, match.start()) is not None
        performs = (
            item or ruled or "hereby" in match.group().casefold() or (letter and done_by_saying(match, times, end))
        )
        if report and _BY_LAW.match(text, start, match.start()) is not None:
            continue
        if (kind == "state" and not performs) or asks(text, match.end()) or possible(text, match):
            continue
        if directed and kind == "exhort" and "should" in match.group().casefold() and match.start() > start:
            kind = "shall"
        modal = Modal(match.start(), match.end(), kind)
        if re.search(
            r"\b(?:should|would|may|might|could|not|nobody|no one|never)\s+$", text[start : modal.start], re.I
        ) and match.group().casefold() in ("have to", "has to", "need to", "needs to"):
            continue
        refuses = negative_subject(text[start : modal.start]) and excepting().search(text, modal.end, end)
        if report and not refuses and (modal.kind == "will" or match.group().casefold() in (*_FORECAST, "cannot")):
            continue  # '"No lorry will leave without a certificate," the Governor said' refuses
        later = bool(taken) or begin > start
        before_it = joint(text, begin, modal.start, times) if later else None
        if later and (
            before_it is None
            or (
                before_it.shared
                and (
                    hidden
                    or not taken
                    or _goes_on(text, taken[-1].who or "", kind, match.end())
                    or not text[begin : before_it.start].strip(" ,")
                )
            )
        ):
            hidden = before_it is None or hidden
            continue
        begins = opening(text, start, modal.start, times) if before_it is None else None
        cut = before_it.start if before_it is not None else begins.start if begins is not None else None
        if cut is None:  # 'Where a party wishes to be heard, he shall': the case belongs to it
            cut = start if of_case(text[start : modal.start]) else pronoun_start(text, start, modal.start)
        if report and before_it is None and (joined := list(_AND_THAT.finditer(text, cut, modal.start))):
            cut = joined[-1].end()  # 'said that anyone … will be punished, and that shops must …'
        head = adding().sub(lambda m: " " * len(m.group()), text[cut : modal.start])
        # 'Where such use is not permitted' describes; 'it is forbidden to' orders.
        describes = re.match(r"(?:is|are)\s+(?!hereby)", match.group()) is not None and kind == "not"
        following = places[number + 1].start() if number + 1 < len(places) else 0
        denies = kind == "not" and match.group().casefold() not in (*_FORECAST, "cannot")
        stressed = insisted().match(head) if report and denies else None
        if stressed is not None:
            describes, head = False, " " * stressed.end() + head[stressed.end() :]
        if inside(blanked(head, cut, times) if later else head, first=not (later or describes)) or (
            not later and following and fronted(text, start, modal.start, following, times)
        ):
            hidden = True
            continue
        # 'Should a pump fail, the crew shall …': what opens the sentence is no clause of its own.
        hidden, begin = False, modal.end if head.strip() else begin
        who = told_whom(match.group()) or subject_of(head, times, cut)
        who = with_branch(head, who)
        if before_it is not None and before_it.shared:
            who = taken[-1].who
        elif begins is not None and begins.shared:
            who = subject_of(before_verb(text[start : begins.start]), times, start)
        elif not taken and re.search(r"\b(?:they|he|she)\s*$", head, re.I):
            allowed = re.search(r"\s(?:may|can|will)\s", text[start : modal.start])
            who = subject_of(text[start : start + allowed.start()], times, start) if allowed is not None else before
            who = of_case(text[start : modal.start]) or who if re.search(r"\bthey\s*$", head, re.I) is None else who
        elif not taken and re.search(r"\bit\s*$", head) and (cased := of_case(text[start : modal.start])) is not None:
            who = cased  # 'Where a post has been vacant for six months, it must not be filled'
        elif (
            taken and taken[-1].who is not None and re.fullmatch(r"\W*(?:and\s+|but\s+)?(?:he|she|they)\s*", head, re.I)
        ):
            who = taken[-1].who  # 'Any officer who wishes to appeal shall do so in writing; he must …'
        forecast = modal.kind == "not" and text[modal.start : modal.end].casefold() in _FORECAST
        undergoes = (modal.kind != "not" or forecast) and passive().match(text, modal.end, end) is not None
        if modal.kind in ("formed", "mandatory"):
            pass
        elif modal.kind == "state":
            if not performs or (who or "").casefold() in words["subjects"]["nobody"]:
                continue
            if (
                not (held and text[modal.start : modal.end].casefold().split()[-1] in words["modals"]["performed"])
                and not text[modal.start : modal.end].endswith("only")
                and not any(
                    t.span[0] >= modal.end and (t.role in _HOLDING or "/" in (t.value or "") or for_day(text, t))
                    for t in times
                )
            ):
                continue
        elif modal.kind == "may" and item and undergoes and limited_or_often(times, modal, end):
            modal = replace(modal, kind="shall")  # 'the report may be sent by the 10th of each month': asked politely
            who = doer_of_passive(text, modal.end, end, words, times)
        elif modal.kind == "due":
            if who is None or not any(modal.end <= t.span[0] <= modal.end + 3 for t in times):
                continue
        elif forecast and undergoes and item and excepting().search(text, modal.end, end):
            pass  # 'Batons will not be drawn except on the order of …'
        elif forecast and (
            undergoes or who is None or not (is_actor(who.casefold(), words) or (item and is_body(who)))
        ):
            continue
        elif modal.kind == "will" and refuses and not undergoes:
            pass
        elif modal.kind == "will" and undergoes:
            by_whom = doer_of_passive(text, modal.end, end, words, times) if item else None
            refused = refuses or (
                negative_subject(head)
                and (item or (not report and any(t.role in (Role.FROM, Role.UNTIL, Role.FOR) for t in times)))
            )
            often = item and (comes_often(text, modal.end, end, times) or held_then(text, modal, end, times))
            if not dated_passive(text, modal, end, times) and by_whom is None and not refused and not often:
                continue
        elif modal.kind == "exhort" and item and negative_subject(head):
            modal = replace(modal, kind="shall")  # 'no claim should be paid unless …'
        elif item and modal.kind == "shall" and (who or "").casefold() == "there" and laid_down(text, modal.end, end):
            who = None
        elif (
            modal.kind == "exhort"
            and (item or is_you(who, words))
            and who is not None
            and asked_by(times, modal, end, text)
        ):
            modal = replace(modal, kind="shall")  # 'returns should reach us by 5 May': told by when
            if not obliges(modal, who, head, words):
                continue
        elif modal.kind == "exhort" and letter and who is not None and is_lead(text, modal.end, end, times):
            if limited(times, modal, end):
                modal = replace(modal, kind="shall")  # 'Trusts should, by 31 March:'
        elif modal.kind == "exhort" and taken and who == taken[-1].who:
            pass  # '… must forward it and should not answer it'
        elif item and modal.kind == "will" and who is not None and who.casefold() not in words["subjects"]["nobody"]:
            if is_thing(who) or re.search(r"\bthat\b", head) is not None or happens(text, modal.end, end):
                continue  # 'intelligence indicates that gangs will target the fair'
        elif (
            modal.kind == "shall"
            and text[start : modal.start].strip() == "It"
            and any(t.count is not None and t.anchor is not None and modal.end <= t.span[0] < end for t in times)
        ):
            who = before  # 'There is established a Council. It shall meet within three weeks of …'
        elif letter and taken_up(text, modal, text[start : modal.start]):
            who = body_before(text, start)
            if constitutes(acts_of(text[modal.end : end]), who) and not times:
                continue  # 'It shall consist of five members'
        elif modal.kind == "shall" and undergoes and this_task(who) and limited(times, modal, end):
            pass  # 'This work shall be completed within 100 days'
        elif (letter and modal.kind == "will" and happens(text, modal.end, end)) or not (
            obliges(modal, who, head, words)
            or (letter and modal.kind == "will" and who is not None and is_office(who, words))
            or (letter and modal.kind == "will" and acts_by_name(text, who, modal.end, end))
        ):
            continue
        # The day of a statement is no deadline of what it says.
        told = saying().match(head) if report else None
        same = bool(taken) and who is not None and who == taken[-1].who
        said = cut + told.end() if told is not None else cut
        first = taken[-1].first if same or (before_it is not None and before_it.shared) else said
        taken.append(Taken(modal, said, who, first))
    for n, one in enumerate(taken):
        stop = taken[n + 1].cut if n + 1 < len(taken) else end
        if (aside := _ASIDE.search(text, one.modal.end, stop)) is not None:
            stop = aside.start()  # '…; records of such inspections should be kept on site'
        if report and (again := _AND_THAT.search(text, one.modal.end, stop)) is not None:
            stop = again.start()  # '… is not allowed, and that leave is suspended until 1 May'
        found += built(text, one, stop, taken, times, words)
    return found
