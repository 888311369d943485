"""A modal of an English sentence with its subject becomes the clauses that it governs. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.calendars.expressions import TimeExpression
from tracker.model import Pattern, Strength
from tracker.orders.english_acts import doer_of_passive, passive
from tracker.orders.english_agents import for_whom, in_full, is_body, is_thing, without_reference
from tracker.orders.english_carried import holds_for_all, with_case, with_times
from tracker.orders.english_direct import by_deadline
from tracker.orders.english_joints import opening_case
from tracker.orders.english_modals import Modal, Taken, is_actor, refused_by_adverb
from tracker.orders.english_phrases import blanked, read_clause
from tracker.orders.english_places import attributed, drop_and, laid_down, negative_subject, noun_follows, without_and
from tracker.orders.english_series import by_verb
from tracker.orders.layout import trim
from tracker.orders.records import Clause

_BANNED = ("prohibited", "forbidden", "banned", "barred", "permitted", "allowed")
_SIGNS = ';,.: “"'


def built(
    text: str, one: Taken, stop: int, taken: Sequence[Taken], times: Sequence[TimeExpression], words: Mapping[str, Any]
) -> list[Clause]:
    """The clauses of one modal, up to ``stop``. ``taken``: all modals of the sentence, whose times may hold for it."""
    modal, cut, who = one.modal, one.cut, one.who
    place = trim(text, cut, attributed(text, modal.end, stop), _SIGNS)
    if place is None:
        return []
    place = drop_and(text, without_and(text, place))
    verb, head = text[modal.start : modal.end], text[cut : modal.start]
    strength = Strength.EXHORTATION if modal.kind == "exhort" else Strength.ORDER
    named = in_full(text, who, modal.start) if who is not None else None
    what = named if named is not None and is_thing(named) else None
    undergoes = _undergoes(text, modal, stop)
    doer = who
    if undergoes or negative_subject(who or "") or negative_subject(head):
        doer = doer_of_passive(text, modal.end, stop, words, times)
        doer = doer or (None if undergoes else _none_of(who, words))
    if modal.kind == "mandatory":
        doer = for_whom(text, modal.end, stop)
    doer = None if doer is None or is_thing(doer) or (what is not None and doer == who) else without_reference(doer)
    clause = read_clause(text, place, modal.end, verb, doer, _negative(text, modal, head, stop), strength, words)
    clause = replace(clause, undergoes=(named or who) if undergoes or what is not None else None)
    if modal.kind in ("state", "mandatory"):
        clause = replace(clause, pattern=Pattern.MAINTENANCE)
    pieces = by_deadline(text, clause, times)
    parts = [part for piece in pieces for part in by_verb(text, piece, times, thing=what is not None)]
    shared = tuple(t.span for t in times if holds_for_all(text, t, one.first, modal, taken, times))
    before = text[one.first : modal.start]
    case = opening_case(blanked(before, one.first, times), before)
    return [with_case(with_times(part, shared, times, what), case, one.first) for part in parts]


def _none_of(who: str | None, words: Mapping[str, Any]) -> str | None:
    """'No state agency shall irrigate': each such agency is bound; 'no person', 'no boat' name nobody who acts."""
    said = re.match(r"no\s+(?P<who>(?!person|one\b|body\b).+)", who or "", re.I)
    office = said is not None and (is_actor(said["who"].casefold(), words) or is_body(said["who"]))
    return said["who"] if said is not None and office else None


def _negative(text: str, modal: Modal, head: str, stop: int) -> bool:
    """Whether a modal forbids: by itself, by an adverb, by its subject or by what there shall be. ``head``: what of its
    clause stands before it."""
    return (
        modal.kind == "not"
        or text[modal.start : modal.end].casefold().endswith((" not", " never"))
        or refused_by_adverb().match(text, modal.end, stop) is not None
        or (re.match(r"there\s", head, re.I) is not None and laid_down(text, modal.end, stop) == "ban")
        or negative_subject(head)
    )


def _undergoes(text: str, modal: Modal, stop: int) -> bool:
    """Whether the subject of a modal is what something is done to."""
    verb = text[modal.start : modal.end].casefold()
    banned = verb.endswith(_BANNED) and not verb.startswith("it ")
    thing = verb.endswith(" from") and noun_follows(text, modal.end)
    told = modal.kind in ("due", "formed", "state", "mandatory")
    return told or thing or banned or passive().match(text, modal.end, stop) is not None
