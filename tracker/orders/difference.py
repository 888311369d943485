"""What an order that comes again, corrected, changes against the register. Pure.

Compared is text with text: where the project keeps the order that the register was made of, its clauses as they are
read now stand for the register's, so that what a reviewer corrected by hand is no change of the order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tracker.model import Directive
from tracker.orders.numbering import numbers_at
from tracker.orders.pairing import best_pairs
from tracker.orders.records import ExtractedDocument, Proposal
from tracker.orders.sides import FIELDS, Compared, Registered, Side, Value, comparable, folded, of_proposal, of_register

ALIKE = 55.0
"""Likeness (0 to 100) of what is to be done from which two clauses may be one."""
CANDIDATES = 12
"""For each clause so many of the likest are weighed."""
MOST_SEARCHED = 40_000_000
"""Signs of both texts times clauses: beyond it the numbers of items are not compared (seconds)."""
WEIGHTS = {"modality": 6.0, "pattern": 4.0, "deadline": 4.0, "addressee": 4.0}
"""What an equal field adds to the likeness."""


class Status(StrEnum):
    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that was said and is said otherwise now."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Entry:
    """One clause. ``number``: its place in the new order, from 1, None where it is gone; ``compared``: what stood for
    the earlier one, None where there was none; ``item``: the number of its item where that is another one now."""

    status: Status
    number: int | None
    after: Proposal | None
    before: Side | None
    fields: tuple[Field, ...] = ()
    item: Field | None = None

    @property
    def registered(self) -> Registered | None:
        return self.before.registered if self.before is not None else None

    @property
    def compared(self) -> Compared | None:
        return self.before.compared if self.before is not None else None


@dataclass(frozen=True, slots=True)
class ByHand:
    """An obligation that a reviewer added and no clause stands for. ``stands``: whether its quote is in the new text
    word for word; None where it has no quote."""

    registered: Registered
    words: str
    stands: bool | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What one order changes. ``directives``: those made of the earlier text; ``original``: that text as read, None
    where the project does not keep it. ``head``: number, day, issuer, addressee, subject."""

    directives: tuple[Directive, ...]
    original: ExtractedDocument | None
    head: tuple[Field, ...]
    entries: tuple[Entry, ...]
    by_hand: tuple[ByHand, ...] = ()

    @property
    def counts(self) -> Mapping[Status, int]:
        counted = Counter(entry.status for entry in self.entries)
        return {status: counted[status] for status in Status}

    @property
    def removed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.status is Status.REMOVED)


def compare(
    new: ExtractedDocument,
    text: str,
    directives: Sequence[Directive],
    original: ExtractedDocument | None,
    earlier_text: str | None = None,
) -> Difference:
    """The new order (``text``: its plain text) against the directives that were made of the earlier one.

    ``original``: the earlier text, read as the new one was; None where it is not at hand: then the register's own
    fields stand for it, its quotes first. ``earlier_text``: its plain text, which tells whether items bear other
    numbers now. Entries are in the order of the new text, then what is gone.
    """
    register = of_register(directives, new.language)
    earlier = register
    if original is not None:
        read = [of_proposal(proposal) for proposal in original.obligations]
        owner = pair(read, register)
        earlier = [
            replace(side, registered=register[owner[n]].registered) if n in owner else side
            for n, side in enumerate(read)
        ]
        earlier += [side for n, side in enumerate(register) if n not in set(owner.values())]
    later = [of_proposal(proposal) for proposal in new.obligations]
    partner = {after: before for before, after in pair(earlier, later).items()}
    head = _head(new, directives, original)
    moved = {(f.before, f.after) for f in head if f.name in ("issued_on", "issuer")}
    entries = []
    for n, (side, proposal) in enumerate(zip(later, new.obligations, strict=True)):
        if n not in partner:
            entries.append(Entry(Status.ADDED, n + 1, proposal, None))
            continue
        before = earlier[partner[n]]
        fields = tuple(f for f in _fields(before, side) if (f.before, f.after) not in moved)
        same = before.compared is Compared.TEXT or before.folded == side.folded
        status = Status.CHANGED if fields else Status.UNCHANGED if same else Status.REWORDED
        entries.append(Entry(status, n + 1, proposal, before, fields))
    matched = set(partner.values())
    gone = [side for n, side in enumerate(earlier) if n not in matched]
    if original is None:
        by_hand = []
    else:
        by_hand = [side for side in gone if side.compared is not Compared.ORIGINAL]
        gone = [side for side in gone if side.compared is Compared.ORIGINAL]
    entries += [Entry(Status.REMOVED, None, None, side) for side in gone]
    words = f" {folded(text)} " if by_hand else ""
    if earlier_text is not None and (len(text) + len(earlier_text)) * len(entries) <= MOST_SEARCHED:
        entries = [replace(entry, item=_item(entry, text, earlier_text)) for entry in entries]
    return Difference(tuple(directives), original, head, tuple(entries), tuple(_by_hand(by_hand, words)))


def _item(entry: Entry, text: str, earlier_text: str) -> Field | None:
    """The number of the item, where the clause stood under one and stands under another."""
    before = entry.before
    if entry.after is None or before is None or before.span is None or before.compared is not Compared.ORIGINAL:
        return None
    old, new = (numbers_at(t, s[0]) for t, s in ((earlier_text, before.span), (text, entry.after.span)))
    return Field("item", _numbered(old), _numbered(new)) if old and new and old != new else None


def _numbered(numbers: Sequence[str]) -> str:
    return numbers[0] + "".join(f"({number})" for number in numbers[1:])


def _by_hand(sides: Iterable[Side], words: str) -> Iterable[ByHand]:
    for side in sides:
        if side.registered is not None:
            yield ByHand(side.registered, side.words, f" {side.folded} " in words if side.quote is not None else None)


def _head(
    new: ExtractedDocument, directives: Sequence[Directive], original: ExtractedDocument | None
) -> tuple[Field, ...]:
    after: dict[str, Value] = _head_of(new)
    if original is not None:
        before = _head_of(original)
    else:
        # A text of several orders has no one day or issuer of its own; neither is there any in the register then.
        alone = directives[0] if len(directives) == 1 else None
        before = {"number": alone.number, "issued_on": alone.issued_on} if alone is not None else {}
        if alone is not None and (title := alone.title.get(new.language)):
            before["subject"] = title
    fields = [Field(name, value, after[name]) for name, value in before.items()]
    return tuple(f for f in fields if comparable(f.before) != comparable(f.after))


def _head_of(document: ExtractedDocument) -> dict[str, Value]:
    head = document.metadata
    return {
        "number": head.number,
        "issued_on": head.issued_on,
        "issuer": head.issuer,
        "to": head.to,
        "subject": head.subject,
    }


def _fields(before: Side, after: Side) -> Iterable[Field]:
    """What is said otherwise. Against the register's own fields only what the words of the order bear out."""
    for name in FIELDS:
        if name not in before.facts or comparable(before.facts[name]) == comparable(after.facts[name]):
            continue
        if before.compared is Compared.QUOTE and not _borne_out(name, before, after):
            continue
        yield Field(name, before.facts[name], after.facts[name])


def _borne_out(name: str, before: Side, after: Side) -> bool:
    """Whether a field of the register differs because the order's words do, not because a reviewer corrected it."""
    if name == "deadline":
        known = folded(before.phrase or "")
        said = folded(after.phrase or "")
        if before.folded == after.folded and (not said or f" {said} " in f" {after.folded} "):
            return False
        return known != said
    if before.folded == after.folded:
        return False
    value = after.facts[name]
    parts = value if isinstance(value, tuple) else (value,) if isinstance(value, str) and name == "addressee" else ()
    return not parts or not all(f" {folded(part)} " in f" {before.folded} " for part in parts)


def pair(left: Sequence[Side], right: Sequence[Side]) -> dict[int, int]:
    """Left -> right, one to one. Equal ones first, then those of the same words, then the greatest likeness in all."""
    pairs: dict[int, int] = {}
    free = set(range(len(left))), set(range(len(right)))

    def take(found: Mapping[int, int]) -> None:
        pairs.update(found)
        free[0].difference_update(found)
        free[1].difference_update(found.values())

    take(_equal(left, right, free, with_facts=True))
    take(_equal(left, right, free, with_facts=False))
    # Put in an order that the contents decide, equal totals fall the same way however the lists were ordered.
    ones = sorted(free[0], key=lambda n: (left[n].key, n))
    others = sorted(free[1], key=lambda n: (right[n].key, n))
    scores = _scores([left[n] for n in ones], [right[n] for n in others])
    take({ones[a]: others[b] for a, b in best_pairs(scores).items()})
    return pairs


def _equal(
    left: Sequence[Side], right: Sequence[Side], free: tuple[set[int], set[int]], *, with_facts: bool
) -> dict[int, int]:
    """Those of the same words (and facts), in the order of the text; of unequal numbers none where facts may tell."""

    def grouped(sides: Sequence[Side], wanted: set[int]) -> Mapping[object, list[int]]:
        groups: dict[object, list[int]] = defaultdict(list)
        for n in sorted(wanted):
            side = sides[n]
            kind = (side.facts["modality"], side.facts["pattern"])
            groups[side.key if with_facts else (side.folded, *kind)].append(n)
        return groups

    ones, others = grouped(left, free[0]), grouped(right, free[1])
    pairs: dict[int, int] = {}
    for key, members in ones.items():
        partners = others.get(key, [])
        if len(members) == len(partners) or (with_facts and partners):
            pairs |= dict(zip(members, partners, strict=False))
    return pairs


def _scores(left: Sequence[Side], right: Sequence[Side]) -> dict[tuple[int, int], float]:
    """The likeness of those that may be one, of the likest few for each."""
    if not left or not right:
        return {}
    from rapidfuzz import fuzz, process

    cores = [side.core for side in right]
    scores: dict[tuple[int, int], float] = {}
    for n, side in enumerate(left):
        near = process.extract(side.core, cores, scorer=fuzz.token_set_ratio, score_cutoff=ALIKE, limit=4 * CANDIDATES)
        ranked = sorted(((_likeness(side, right[m], set_ratio), m) for _, set_ratio, m in near), reverse=True)
        scores |= {(n, m): score for score, m in ranked[:CANDIDATES] if score >= ALIKE}
    return scores


def _likeness(one: Side, other: Side, set_ratio: float) -> float:
    """Of what is to be done, mostly; of the whole wording; and of the fields."""
    from rapidfuzz import fuzz

    doing = (set_ratio + fuzz.ratio(one.core, other.core)) / 2
    whole = fuzz.token_sort_ratio(one.folded, other.folded)
    if doing < ALIKE:
        return 0.0
    same = sum(
        weight
        for name, weight in WEIGHTS.items()
        if name in one.facts and name in other.facts and comparable(one.facts[name]) == comparable(other.facts[name])
    )
    return 0.7 * doing + 0.3 * whole + same
