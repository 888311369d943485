"""The verdict table (semantics §5), in one place, as a table. The first row that applies wins.

``when`` is written in a small language of nested tuples over the facts of a duty: ``("and", …)``, ``("or", …)``,
``("not", x)``, comparisons ``("<", a, b)``, sums and differences ``("+", a, b)``; a string is a fact, a number itself.
Days are proleptic ordinals. The engine turns a condition into a column expression; the reasons and the checker read the
same rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from tracker.model import Verdict

NO_DAY = 0
"""No date (completions, due dates)."""
NEVER = 3_652_059
"""31 December 9999: the end of what has no end."""

Condition = tuple[Any, ...] | str | int | bool


@dataclass(frozen=True, slots=True)
class Row:
    """``family``: all | once (achievement, each occurrence, each event) | standing (maintenance, prohibitions)."""

    number: int
    family: str
    when: Condition
    verdict: Verdict


PAST_DUE: Condition = ("and", "due_known", (">", "as_of", "due"))
UNPROVEN: Condition = ("or", ("and", "evidence_required", ("not", "evidence_ok")), ("<", "completion", "effective"))
REVIEW_PASSED: Condition = (">", "as_of", "review")
WINDOW_PASSED: Condition = (">", "as_of", "window_end")
REPORT_INSIDE: Condition = ("and", "reported", ("<=", "as_of", "latest_end"))
"""Some accepted report lies inside the window, whatever it says: what the rate 'reporting' counts (semantics §6)."""

TABLE: tuple[Row, ...] = (
    Row(1, "all", ("<", "as_of", "effective"), Verdict.NOT_IN_FORCE),
    Row(2, "all", ("and", ("<=", "withdrawn", "as_of"), ("not", "done_before_withdrawal")), Verdict.WAIVED),
    Row(3, "all", ("and", "suspended", ("not", "believed")), Verdict.SUSPENDED),
    Row(4, "all", ("and", (">", "as_of", "ends"), ("not", "believed")), Verdict.ENDED),
    Row(5, "once", ("and", "done", UNPROVEN), Verdict.CLAIMED),
    Row(6, "once", ("and", "done", ("or", ("not", "due_known"), ("<=", "completion", "due"))), Verdict.MET),
    Row(7, "once", "done", Verdict.MET_LATE),
    Row(8, "once", PAST_DUE, Verdict.OVERDUE),
    Row(9, "once", ("and", "due_known", ("<=", ("-", "due", "as_of"), "warning")), Verdict.DUE_SOON),
    Row(
        10,
        "once",
        (
            "and",
            ("not", "due_known"),
            ("or", ("not", "due_unresolved"), REVIEW_PASSED),
            ("or", REVIEW_PASSED, WINDOW_PASSED),
        ),
        Verdict.REVIEW_DUE,
    ),
    Row(11, "once", True, Verdict.PENDING),
    Row(12, "standing", ("or", ("and", "reported", ("not", "kept")), (">", "open_incidents", 0)), Verdict.BREACHED),
    Row(13, "standing", ("and", ("not", "reported"), WINDOW_PASSED), Verdict.UNREPORTED),
    Row(14, "standing", WINDOW_PASSED, Verdict.LAPSED),
    Row(15, "standing", "reported", Verdict.COMPLIANT),
    Row(16, "standing", True, Verdict.PENDING),
)
"""``ends`` is NEVER on an achievement and on an occurrence that was owed in full (docs/decisions/0017): row 4 needs no
family of its own (until events are listed one by one, a triggered obligation is judged as a standing one and can end).
What rows 8 to 11 call 'not done', 14 'reported' and 15
'kept' follows from the rows before them."""


def facts_of(condition: Condition) -> frozenset[str]:
    """The names of the facts that a condition reads."""
    if isinstance(condition, str):
        return frozenset((condition,))
    if isinstance(condition, tuple):
        return frozenset().union(*(facts_of(part) for part in condition[1:]))
    return frozenset()


def holds(condition: Condition, facts: Mapping[str, Any]) -> Any:
    """The condition over one duty's facts: a truth value, or the number of a difference."""
    if isinstance(condition, str):
        return facts[condition]
    if not isinstance(condition, tuple):
        return condition
    word, *parts = condition
    if word == "and":
        return all(holds(part, facts) for part in parts)
    if word == "or":
        return any(holds(part, facts) for part in parts)
    if word == "not":
        return not holds(parts[0], facts)
    left, right = (holds(part, facts) for part in parts)
    return _COMPARE[word](left, right)


def expression(condition: Condition) -> nw.Expr:
    """The condition as a column expression over the frame of facts."""
    if isinstance(condition, str):
        return nw.col(condition)
    if not isinstance(condition, tuple):
        return nw.lit(condition)
    word, *parts = condition
    found = [expression(part) for part in parts]
    if word == "not":
        return ~found[0]
    combined = found[0]
    for part in found[1:]:
        combined = _COMBINE[word](combined, part)
    return combined


def applies(row: Row) -> nw.Expr:
    """Where a row of the table holds, family included (``once`` is a fact of the duty)."""
    condition = expression(row.when)
    if row.family == "all":
        return condition
    family = nw.col("once") if row.family == "once" else ~nw.col("once")
    return family & condition


def row_for(facts: Mapping[str, Any], table: tuple[Row, ...] = TABLE) -> Row:
    """The row that judges one duty by its facts. LookupError if none does: the table would not be total."""
    for row in table:
        if row.family != "all" and (row.family == "once") != bool(facts["once"]):
            continue
        if holds(row.when, facts):
            return row
    raise LookupError("no row of the verdict table applies")


_COMPARE = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
}
_COMBINE = _COMPARE | {"and": lambda a, b: a & b, "or": lambda a, b: a | b}
