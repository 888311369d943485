"""Duties read beside each other: what a paper holds belongs to its maker, and what takes effect by its own words is no
duty. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.calendars.expressions import Role, TimeExpression
from tracker.model import Modality, Pattern
from tracker.orders import lexicon
from tracker.orders.ask import ask
from tracker.orders.english_acts import passive
from tracker.orders.english_agents import constitutes, is_paper, making, settles
from tracker.orders.english_layout import Unit
from tracker.orders.english_phrases import acts_of
from tracker.orders.issuers import sectioned
from tracker.orders.records import Clause, Metadata, Passage

Read = tuple[Clause, Passage, tuple[TimeExpression, ...]]

LONGEST = 1500
"""Code points of a quote."""
NEAR = 2500
"""How far before the clause about its content a paper may be asked for, in code points."""
_VERBLESS = re.compile(
    r"(?:the|an?|any|all|each|every|such|its|their|his|her|no|these|those|other|whether|how|what|why)\s"
    r"|(?!(?:beginning|starting|commencing)\s[^,]*\d[^,]*,)[a-z]+(?:ing|ed)\s",
    re.I,
)


# 'Terminate 2 years after …', 'cease to exist on …', 'sunset': what ends by the words of the order, without an object
_ENDS_ITSELF = re.compile(
    r"(?:terminate|expire|lapse|sunset|dissolve|disband)"
    r"(?:,?\s+(?:\d|on|upon|when|unless|at|after|automatically|one|two|three|four|five|six|ten|"
    r"effective|as\s+of|following|the\s+earlier|its\s+(?:work|functions)|without)\b|\W*$)"
    r"|cease\s+to\s+(?:exist|apply|have\s+(?:effect|force)|be\s+(?:in\s+force|in\s+effect|valid|effective))\b|stand\s+(?:dissolved|abolished)\b"
)


def official(text: str, head: Metadata) -> bool:
    """Whether a text is an order in sections, or one of a head of state: no noun or gerund alone orders in it."""
    return sectioned(text) or head.issuer in set(lexicon.english()["head"]["issuers"]["near"].values())


def to_many(head: Metadata) -> bool:
    """Whether a letter goes to a list of offices, of which nobody knows who is to act where it names no one."""
    return (head.to or "").isupper() and "," in (head.to or "")


def settled_by_content(
    text: str, found: Sequence[Read], origin: Sequence[Unit], parts: Sequence[Unit], official: bool
) -> list[Read]:
    """The clauses in their order: those about what a paper holds with its maker and its time, their lists with them;
    without what nobody carries out. ``official``: see there."""
    out: list[Read] = []
    made_of = tuple(lexicon.english()["things"]["made_of"])
    for (written, passage, times), unit in zip(found, origin, strict=True):
        # 'The assessment shall: (i) …': what it holds stands in the items
        listed = written.thing is not None and unit.opens
        clause = _with_items(written, unit, parts, ()) if listed else written
        if listed and written.content == written.span and clause.span[1] > written.span[1] + 1:
            clause = replace(clause, content=(written.span[1] + 1, clause.span[1]))
        acts = acts_of(text[clause.content[0] : clause.content[1]])
        dated = any(t.anchor is not None and clause.span[0] <= t.span[0] < clause.span[1] for t in times if t.count)
        timed = any(clause.span[0] <= t.span[0] < clause.span[1] for t in times)
        ceases = "cease to " if clause.verb.casefold().endswith("cease to") else ""
        if _ENDS_ITSELF.match(ceases + acts) is not None:
            continue  # 'The Board shall terminate 2 years after the date of this order'
        if acts.startswith(made_of) and not dated:
            continue  # 'The Task Force shall comprise seven members'
        if official and _orders_nothing(clause, unit, acts, dated, timed):
            continue
        if clause.thing is None:
            bare = unit.opens and clause.span[1] >= unit.end - 3 and not unit.telling
            out.append((_with_items(clause, unit, parts, origin) if bare else clause, passage, times))
            continue
        undergoes = passive().match(text, clause.content[0], clause.content[1]) is not None
        if undergoes or not is_paper(clause.thing):
            dated = dated or any(t.count is not None for t in times)
            if not official or undergoes or dated or clause.modality is Modality.PROHIBITION:
                out.append((clause, passage, times))
            continue
        out.append(_made(text, clause, passage, times, out))
    return out


def _made(
    text: str, clause: Clause, passage: Passage, times: tuple[TimeExpression, ...], before: Sequence[Read]
) -> Read:
    """A clause about what a paper holds, owed by its maker, and by the day on which the paper is."""
    near = [r for r in reversed(before[-12:]) if clause.span[0] - r[0].span[1] < NEAR]
    number = making(_with_determiner(text, clause), [(text[slice(*r[0].span)], r[0].addressee) for r in near])
    if near and near[0][0].thing == clause.thing and _same_sentence(text, near[0], clause):
        number = 0
    source = near[number] if number is not None else None
    who = source[0].addressee if source is not None else None
    if source is None or who is None or clause.addressee not in (None, who):
        return clause, passage, times
    spans = tuple(t.span for t in source[2] if t.count is not None and _belongs(t, source[0]))
    own = any(clause.span[0] <= t.span[0] < clause.span[1] and t.role is not Role.FOR for t in times)
    if clause.modality is Modality.PROHIBITION:
        return replace(clause, addressee=who), passage, times
    if source[0].pattern is Pattern.ACHIEVEMENT and clause.pattern is Pattern.MAINTENANCE:
        clause = replace(clause, pattern=Pattern.ACHIEVEMENT)  # 'the plan shall ensure': held by the plan once made
    if own or not spans:
        soon = clause.asap or (source[0].asap if not own else None)
        return replace(clause, addressee=who, asap=soon), passage, times
    asked = (*clause.questions, ask("deadline-of-paper"))
    known = (*times, *(t for t in source[2] if t.span in spans))
    return replace(clause, addressee=who, extra=(*clause.extra, *spans), questions=asked), passage, known


def _same_sentence(text: str, before: Read, clause: Clause) -> bool:
    """'The plan shall rank the risks, and shall name …'."""
    return re.search(r"[.;\n]", text[before[0].span[1] : clause.span[0]]) is None


def _with_determiner(text: str, clause: Clause) -> str:
    """The subject as written: 'the report' is one that was spoken of, 'reports' are any."""
    thing = clause.thing or ""
    first = thing.split()[0] if thing else ""
    said = re.compile(rf"\b(?P<which>the|this|that|such|these|those|each|its|their)\s+{re.escape(first)}\b", re.I)
    found = said.search(text, clause.span[0], clause.content[0]) if first else None
    second = thing.split()[1:2]
    bare = text.startswith(thing, clause.span[0]) and all(word.islower() for word in second)  # 'Reports of agents': any
    return f"{found['which']} {thing}" if found is not None else thing.casefold() if bare else thing


def _belongs(t: TimeExpression, clause: Clause) -> bool:
    return any(s <= t.span[0] and t.span[1] <= e for s, e in (clause.span, *clause.extra))


def _with_items(clause: Clause, unit: Unit, parts: Sequence[Unit], duties: Sequence[Unit]) -> Clause:
    """A clause that opens a list with as many of its items as a quote may hold, up to the first of ``duties``."""
    below, end, taken = {unit.number}, clause.span[1], {u.number for u in duties}
    for part in parts[unit.number - parts[0].number + 1 :]:
        if part.lead not in below or part.number in taken or part.end - clause.span[0] > LONGEST:
            break
        below.add(part.number)
        end = part.end
    return replace(clause, span=(clause.span[0], end), content=(clause.content[0], end))


def _orders_nothing(clause: Clause, unit: Unit, acts: str, dated: bool, timed: bool) -> bool:
    """Whether a clause of an order in sections settles something by its own words, or is no clause at all.
    ``dated``: a period counts in it; ``timed``: it has a time of any kind."""
    if not acts.strip(" .,;:"):
        return True
    words = lexicon.english()
    deliverable = timed and re.match(r"be (?:available|in place|operational|in operation|ready)\b", acts) is not None
    if settles(acts) and not deliverable and (clause.thing is not None or clause.addressee is None):
        return True
    if clause.verb.casefold() == "can" or (clause.verb.casefold().endswith("hereby established") and not dated):
        return True
    remark = clause.verb.casefold() == "must" and clause.addressee is None and not timed
    if remark and passive().match(" " + acts.replace("to be", "be")) is not None:
        return True  # 'These practices must be remedied': a reason
    if clause.thing is not None and re.match(
        r"(?:also )?include .*\bas defined (?:as|in)\b|include those \w+ defined", acts
    ):
        return True
    if constitutes(acts, clause.addressee) and not dated and not deliverable:
        return True
    name = (clause.addressee or "").casefold()
    general = name in words["things"]["generic"] or name in words["subjects"]["nobody"]
    if general and not clause.extra and clause.verb.casefold() in ("must", "should", "will"):
        return True
    whole = clause.span[0] == unit.start and clause.content[0] == clause.span[0]
    item = unit.item and whole and not dated and not clause.verb.endswith("responsible for")
    first = acts.split()[0]
    known = any(first in words["verbs"][group] for group in ("boundary", "imperative", "standing", "acts"))
    noun = first.endswith("s") and any(first in words["things"][group] for group in ("papers", "others"))
    return item and not known and (noun or _VERBLESS.match(acts) is not None)
