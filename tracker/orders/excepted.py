"""An exception in a sentence of its own, and the item or article from which it excepts. Pure."""

from __future__ import annotations

from dataclasses import replace

from tracker.calendars.expressions import TimeExpression
from tracker.orders.details import clipped
from tracker.orders.layout import Segment
from tracker.orders.records import Clause, Passage
from tracker.orders.tokens import Token, tokenise

MARK = 16  # letters before an item that hold its number
Read = tuple[Clause, Passage, tuple[TimeExpression, ...]]


def from_item(text: str, parts: list[Segment], tokens: list[Token], found: list[Read]) -> list[Read]:
    """'From paragraph (first) is excepted …': the clauses of the item that bears that mark have the exception."""
    at = next((k for k, t in enumerate(tokens[:5]) if t.form.removeprefix("ال") in ("فقره", "بند", "ماده")), None)
    mark = next((t.form for t in tokens[at + 1 : at + 4] if t.word), None) if at is not None else None
    words = clipped(text, tokens[0].start, tokens[-1].end)
    if mark is None or words is None:
        return found
    for part in parts:
        before = text[max(0, part.start - MARK) : part.start].rpartition("\n")[2]
        headed = not before.strip() and part.start > 0
        if headed:  # 'Article one' stands in the line above
            before = text[: part.start].rstrip().rpartition("\n")[2][-2 * MARK :]
        says = any(t.form.removeprefix("ال") == mark.removeprefix("ال") for t in tokenise(before))
        article = headed and before.strip("( ").removeprefix("ال").startswith(("ماد", "بند", "فقر"))
        if says and part.first and (article or (part.item and not headed)):
            exception = text[words[0] : words[1]]
            return [
                with_exception(each, exception) if each[0].span[0] in range(part.start, part.end) else each
                for each in found
            ]
    return found


def with_exception(last: Read, exception: str) -> Read:
    """A clause with one exception more."""
    clause, passage, times = last
    return replace(clause, exceptions=(*clause.exceptions, exception)), passage, times
