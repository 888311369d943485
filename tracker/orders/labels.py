"""Who carries out and within what time, told in labels beside or below an act in minutes. Pure.

'(Execution: the planning department / Period: ten days)' at its end, or a line 'Responsible body: …' under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.calendars.expressions import Kind, Role, TimeExpression
from tracker.orders.layout import trim
from tracker.orders.lexicon import Lexicon
from tracker.orders.records import Clause, Span
from tracker.orders.tokens import Token

STOPS = frozenset("/،؛()[]|.-–—;,")
OPENS = frozenset("([-–—/،.؛|")
LABEL = 4  # words of a label at most


@dataclass(frozen=True, slots=True)
class Labels:
    """``who``: the words after a label of the executor; ``terms``: where the words after a label of a time stand."""

    who: str | None = None
    terms: tuple[Span, ...] = ()
    first: bool = False

    def __bool__(self) -> bool:
        return self.who is not None or bool(self.terms)


def labels(text: str, tokens: list[Token], lex: Lexicon) -> Labels:
    """The labels of a sentence. ``first``: it begins with one and says nothing else."""
    who: str | None = None
    terms: list[Span] = []
    first = False
    known = lex.executor_labels | lex.term_labels if any(t.form in (":", "/", "-") for t in tokens) else None
    for k in range(len(tokens) if known is not None else 0):
        opens = k == 0 or tokens[k - 1].form in OPENS
        size = _label(tokens, k, known or frozenset()) if opens and tokens[k].word else 0
        if not size:
            continue
        begin = k + size + 1
        end = next((j for j in range(begin, len(tokens)) if _ends(tokens, j)), len(tokens))
        place = trim(text, tokens[begin].start, tokens[end - 1].end) if end > begin else None
        if place is None:
            continue
        first = first or all(not t.word for t in tokens[:k])
        if tuple(t.form for t in tokens[k : k + size]) in lex.executor_labels:
            who = who or text[place[0] : place[1]]
        else:
            terms.append(place)
    return Labels(who, tuple(terms), first)


def _label(tokens: list[Token], k: int, known: frozenset[tuple[str, ...]]) -> int:
    """How many words a label at ``k`` has before its colon, 0 where none stands."""
    for size in range(LABEL, 0, -1):
        after = tokens[k + size].form if k + size + 1 < len(tokens) else ""
        if after in (":", "/", "-") and tuple(t.form for t in tokens[k : k + size]) in known:
            return size
    return 0


def _ends(tokens: list[Token], j: int) -> bool:
    """A sign that ends the words after a label; within a day (31/8/2025) it ends nothing."""
    if tokens[j].form not in STOPS:
        return False
    digits = 0 < j < len(tokens) - 1 and tokens[j - 1].form[0].isdigit() and tokens[j + 1].form[0].isdigit()
    return not (digits and tokens[j].form in "/-–.")


def within(times: Sequence[TimeExpression], found: Labels) -> tuple[TimeExpression, ...]:
    """The times with what stands after a label of a time read as the time allowed, or the day by which."""
    return tuple(_allowed(t) if any(s <= t.span[0] < e for s, e in found.terms) else t for t in times)


def in_due(times: Sequence[TimeExpression], due: Span | None) -> tuple[TimeExpression, ...]:
    """The same for the cell of a table under 'Due': 'two weeks' there is the time allowed."""
    return within(times, Labels(terms=(due,) if due is not None else ()))


def _allowed(t: TimeExpression) -> TimeExpression:
    if t.count is not None and t.role in (None, Role.FOR):
        return replace(t, role=Role.WITHIN)
    return replace(t, role=Role.BY) if t.kind is Kind.DATE and t.role in (None, Role.ON) else t


def labelled(clause: Clause, found: Labels) -> Clause:
    """A clause with what its labels say; whoever the clause itself names keeps the act."""
    extra = tuple(place for place in found.terms if not clause.span[0] <= place[0] < clause.span[1])
    return replace(clause, addressee=clause.addressee or found.who, extra=(*clause.extra, *extra))
