"""Which obligations of the register a later order changes: its words against what is registered (docs/decisions/0115).
Pure but for the text of the earlier order, which the caller gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.calendars import hijri
from tracker.calendars.card_lines import amount
from tracker.calendars.counting import add_months
from tracker.model import (
    ChangeKind,
    Deadline,
    DeadlineKind,
    Directive,
    Obligation,
    Pattern,
    Question,
    Strength,
    Text,
    TimeUnit,
)
from tracker.orders.altering import parted
from tracker.orders.ask import ask
from tracker.orders.numbering import numbers_at
from tracker.orders.records import Change
from tracker.register.history import apply, counted_as_before, fits

Texts = Callable[[Directive], str | None]
"""The text of which a directive was made, None where it is not kept as it was."""
_MOVED = {DeadlineKind.ON, DeadlineKind.WITHIN}


@dataclass(frozen=True, slots=True)
class Proposed:
    """One change as it is laid before the reviewer. ``targets``: the obligations meant, none where that is not certain;
    ``on``: the day from which it holds; ``questions``: what the reviewer is to settle before it is approved."""

    kind: ChangeKind
    targets: tuple[str, ...]
    on: date
    change: Change
    deadline: Deadline | None = None
    until: date | None = None
    questions: tuple[Question, ...] = ()


def proposed(change: Change, directives: Sequence[Directive], issued_on: date, texts: Texts) -> list[Proposed]:
    """What a change that was read does to the register. An extension by some time makes one entry for each deadline."""
    kind, on = ChangeKind(change.kind), change.starts or issued_on
    base = Proposed(kind, (), on, change, change.deadline, change.until)
    found = _directives(change, directives, issued_on)
    if len(found) != 1:
        code = "change-order-unknown" if not found else "change-order-several"
        return [replace(base, questions=(ask(code, named=change.target, ids=", ".join(d.id for d in found)),))]
    chosen, doubt = _obligations(change, found[0], texts)
    if not chosen:
        return [replace(base, questions=(doubt or ask("change-item-unknown", id=found[0].id),))]
    doubts = (doubt,) if doubt is not None else ()
    if change.in_force:
        return _longer_in_force(base, found[0], chosen, doubts)
    if kind not in (ChangeKind.EXTEND, ChangeKind.AMEND, ChangeKind.CORRECT):
        return [replace(base, targets=tuple(o.id for o in chosen), questions=doubts)]
    return [_with_deadline(base, obligation, doubts) for obligation in chosen]


def _directives(change: Change, directives: Sequence[Directive], issued_on: date) -> list[Directive]:
    """The orders that the words name: by identifier, else by number and day, else by the day alone. Never one that is
    later than the order that changes it."""
    earlier = [d for d in directives if d.issued_on <= issued_on]
    by_id = [d for d in earlier if re.search(rf"(?<![\w-]){re.escape(d.id)}(?![\w-])", change.target)]
    if by_id:
        return by_id
    if change.number is None and change.dated is None:
        return []
    return [d for d in earlier if _is_named(change, d)]


def _is_named(change: Change, directive: Directive) -> bool:
    if change.dated is not None and directive.issued_on != change.dated:
        return False
    if change.number is None:
        return True
    number, year = parted(directive.number or "")
    wanted, wanted_year = parted(change.number)
    wanted_year = change.year or wanted_year
    if number != wanted:
        return False
    return wanted_year is None or wanted_year in (year, directive.issued_on.year)


def _obligations(change: Change, directive: Directive, texts: Texts) -> tuple[list[Obligation], Question | None]:
    """The obligations meant: those of the items named; of an order named whole, all of them, and for a deadline those
    that have one. A second value asks the reviewer where that is not certain."""
    known = [o for o in directive.obligations if o.strength is Strength.ORDER and o.id]
    by_id = [o for o in known if re.search(rf"(?<!\w){re.escape(o.id)}(?!\w)", change.target)]
    if by_id:
        return by_id, None
    if change.items:
        text = texts(directive)
        if text is None:
            return [], ask("change-text-gone", id=directive.id, items=", ".join(change.items))
        return _of_all(change, directive, known, text)
    if change.parts:
        return [], None
    if change.in_force or change.kind not in ("extend", "amend", "correct"):
        return known, None
    dated = [o for o in known if o.deadline.kind in _MOVED]
    if change.deadline is None and change.added is None:
        return [], ask("change-says-nothing", id=directive.id)
    return dated if len(dated) == 1 else [], None


def _of_all(
    change: Change, directive: Directive, known: Sequence[Obligation], text: str
) -> tuple[list[Obligation], Question | None]:
    """The obligations of every item that a change names; of a new deadline, in each item, those that have one."""
    each = {item: _of_items((item,), known, text) for item in change.items}
    if (change.deadline is not None or change.added is not None) and not change.in_force:
        each = {item: [o for o in own if o.deadline.kind in _MOVED] or own for item, own in each.items()}
    chosen = [o for o in known if any(o in own for own in each.values())]
    missing = [item for item, own in each.items() if not own]
    if chosen and missing:
        return chosen, ask("change-item-missing", id=directive.id, items=", ".join(missing))
    several = any(len(own) > 1 for own in each.values())
    return chosen, ask("change-item-several", id=directive.id) if several else None


def _of_items(items: Sequence[str], known: Sequence[Obligation], text: str) -> list[Obligation]:
    """The obligations of the items named: '4(b)' is item b of item 4; '2' the outermost item of that number, or an
    inner one where no outer one has it."""
    places = [(o, [n.casefold() for n in numbers_at(text, o.span[0])]) for o in known if o.span is not None]
    found: list[Obligation] = []
    for item in items:
        parts = re.findall(r"[^()\s]+", item.casefold())
        outer = [o for o, own in places if own[: len(parts)] == parts]
        inner = [o for o, own in places if any(own[k : k + len(parts)] == parts for k in range(len(own)))]
        found += [o for o in outer or inner if o not in found]
    return found


def _longer_in_force(
    base: Proposed, directive: Directive, chosen: Sequence[Obligation], doubts: tuple[Question, ...]
) -> list[Proposed]:
    """A later end for what has an end: what is done once has a deadline instead, which this says nothing of."""
    out = []
    for obligation in chosen:
        ends = apply(obligation, [c for c in obligation.changes if c.on <= base.on]).ends_on
        until = base.until or (_later(ends, *base.change.added) if ends and base.change.added else None)
        if obligation.pattern is not Pattern.ACHIEVEMENT and ends is not None and until is not None and until > ends:
            out.append(replace(base, targets=(obligation.id,), until=until, questions=doubts))
    return out or [replace(base, questions=(*doubts, ask("change-no-end", id=directive.id)))]


def _with_deadline(base: Proposed, obligation: Obligation, doubts: tuple[Question, ...]) -> Proposed:
    """The new deadline of one obligation: as stated, counted from what the old one counts from, or the old one with
    so much more. A question where the two cannot be added."""
    stands = apply(obligation, [c for c in obligation.changes if c.on <= base.on])
    old, new = stands.versions[-1].deadline, base.deadline
    if new is not None and new.kind is DeadlineKind.WITHIN:
        new = counted_as_before(new, obligation, base.on) if new.assumed else new
    elif new is None and base.change.added is not None:
        new = _longer(old, *base.change.added)
    later = base.kind is not ChangeKind.EXTEND or (stands.ends_on is not None and base.on <= stands.ends_on)
    if new is not None and new.due_on is not None and not fits(new, obligation.pattern) and later:
        return replace(base, targets=(obligation.id,), deadline=None, until=new.due_on, questions=doubts)
    if new is None or not fits(new, obligation.pattern):
        return replace(base, questions=(*doubts, ask("change-deadline-unknown", id=obligation.id)))
    if base.change.unclear and base.change.added is not None:
        # Whoever approves without an answer changes nothing.
        asked = ask("change-to-or-by", id=obligation.id, more=amount(*base.change.added), whole=_whole(new))
        return replace(base, deadline=new, questions=(*doubts, asked))
    return replace(base, targets=(obligation.id,), deadline=new, questions=doubts)


def _whole(new: Deadline) -> str | Text:
    if new.count is None or new.unit is None:
        return new.due_on.isoformat() if new.due_on is not None else "—"
    return amount(new.count, new.unit)


def _longer(old: Deadline, count: int, unit: TimeUnit) -> Deadline | None:
    if old.kind is DeadlineKind.WITHIN and old.count is not None:
        if old.unit is unit:
            return replace(old, count=old.count + count, phrase=None, span=None)
        days = {TimeUnit.DAY: 1, TimeUnit.WEEK: 7}
        if old.unit in days and unit in days:
            total = old.count * days[old.unit] + count * days[unit]
            return replace(old, count=total, unit=TimeUnit.DAY, phrase=None, span=None)
        return None
    if old.kind is DeadlineKind.ON and old.due_on is not None:
        due = _later(old.due_on, count, unit)
        return Deadline(DeadlineKind.ON, due_on=due) if due is not None else None
    return None


def _later(day: date, count: int, unit: TimeUnit) -> date | None:
    if unit in (TimeUnit.DAY, TimeUnit.WEEK):
        return day + timedelta(days=count * (7 if unit is TimeUnit.WEEK else 1))
    if unit in (TimeUnit.MONTH, TimeUnit.YEAR):
        return add_months(day, count * (12 if unit is TimeUnit.YEAR else 1))
    if unit.hijri_months:
        return hijri.plus_months(day, count * unit.hijri_months).end.day
    return None
