"""Every row of the verdict table is really held by the comparison with the oracle: whatever is changed in it, it shows.

A mutant is first tried on the oracle's facts, which is quick, to find histories on which it must show; then the engine
itself runs with the mutant over the plainest of them and the comparison has to fail. Finer mutants (an 'and' turned, a
'not' dropped) go through the engine too where TRACKER_ORACLE_EXAMPLES asks for more than the default of 200.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pytest
from oracle import adapter, compare, generate
from oracle.facts import facts, with_suspensions
from oracle.history import Due, History
from oracle.known import without_known
from oracle.oracle import judge
from oracle.owing import told as rows_of

from tracker.assess.verdicts import TABLE, Row, facts_of, holds, row_for
from tracker.model import Verdict

SIZE = 1_500
SEED = 20_200_913

OTHER_WORD = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "<="}
REVERSED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "<"}

NEVER_TOGETHER = {
    (9, 10): "row 9 needs a due date, row 10 needs that there is none",
    (11, 12): "row 11 is for what is done once, row 12 for standing duties",
    (12, 13): "row 12 needs a report, row 13 needs that there is none",
}
"""Neighbours whose order cannot matter: no duty satisfies both."""

Case = tuple[dict[str, Any], int, str]
"""Facts, the oracle's rule and the oracle's verdict."""


@dataclass(frozen=True)
class Mutant:
    name: str
    row: int
    table: tuple[Row, ...]
    fine: bool = False


def changed(table: tuple[Row, ...], number: int, **values: Any) -> tuple[Row, ...]:
    return tuple(replace(row, **values) if row.number == number else row for row in table)


def conditions(condition: Any) -> Iterator[tuple[str, Any]]:
    """The condition with one comparison moved by an edge, one turned round, or one fact denied, each in turn."""
    if isinstance(condition, str):
        yield f"not {condition}", ("not", condition)
        return
    if not isinstance(condition, tuple):
        if isinstance(condition, bool):
            yield "never", ("<", "as_of", 0) if condition else True
        return
    word, *parts = condition
    if word in OTHER_WORD:
        yield f"the edge {word} {parts[0]} {parts[1]} moved", (OTHER_WORD[word], *parts)
        yield f"{word} {parts[0]} {parts[1]} turned round", (REVERSED[word], *parts)
        return
    if word == "not":
        yield f"without the not of {parts[0]}", parts[0]
        return
    if word in ("and", "or"):
        yield f"{word} turned", ({"and": "or", "or": "and"}[word], *parts)
    for place, part in enumerate(parts):
        for name, other in conditions(part):
            yield name, (word, *parts[:place], other, *parts[place + 1 :])


def mutants() -> Iterator[Mutant]:
    for place, row in enumerate(TABLE):
        number = row.number
        yield Mutant(f"row {number} dropped", number, tuple(r for r in TABLE if r.number != number))
        other = Verdict.MET if row.verdict is not Verdict.MET else Verdict.OVERDUE
        yield Mutant(f"row {number} says {other}", number, changed(TABLE, number, verdict=other))
        for name, when in conditions(row.when):
            yield Mutant(f"row {number}: {name}", number, changed(TABLE, number, when=when), " edge " not in name)
        if place + 1 < len(TABLE) and (number, number + 1) not in NEVER_TOGETHER:
            swapped = (*TABLE[:place], TABLE[place + 1], row, *TABLE[place + 2 :])
            yield Mutant(f"rows {number} and {number + 1} swapped", number, swapped)


MUTANTS = tuple(mutants())
THOROUGH = int(os.environ.get("TRACKER_ORACLE_EXAMPLES", "200")) > 200
SUSPENSION = [m for m in MUTANTS if m.row == 3 or m.name == "rows 2 and 3 swapped"]
BY_ENGINE = [m for m in MUTANTS if THOROUGH or not m.fine]


@cache
def bank() -> tuple[History, ...]:
    return tuple(without_known(history) for history in generate.bank(SEED, SIZE, "iq"))


@cache
def due() -> Due:
    return adapter.due_by_counting(adapter.calendar(bank()[0]))


@cache
def cases() -> tuple[tuple[int, Case], ...]:
    """Every duty of the bank: the place of its history, its facts and the oracle's word."""
    found = []
    for place, history in enumerate(bank()):
        for duty, judgement in compare.judged(history, due()).values():
            about = facts(duty, rows_of(history), history.as_of, history.known_at)
            found.append((place, (about, judgement.rule, judgement.verdict)))
    return tuple(found)


@cache
def suspended_cases() -> tuple[tuple[int, Case], ...]:
    dice = generate.Dice(SEED)
    found = []
    for place, history in enumerate(bank()[:700]):
        for duty in with_suspensions(history, due(), dice):
            rows = rows_of(history)
            judgement = judge(duty, rows, history.as_of, history.known_at)
            about = facts(duty, rows, history.as_of, history.known_at)
            found.append((place, (about, judgement.rule, judgement.verdict)))
    return tuple(found)


def shows(table: tuple[Row, ...], case: Case) -> bool:
    about, rule, verdict = case
    try:
        row = row_for(about, table)
    except LookupError:
        return True
    return (row.number, row.verdict.value) != (rule, verdict)


def differences(table: tuple[Row, ...], histories: list[History]) -> list[str]:
    found, _ = adapter.run(histories, rules=table)
    return [
        compare.told(history, lines)
        for history in histories
        if (lines := compare.differences(history, found, due(), ("verdict", "rule")))
    ]


def found_out(mutant: Mutant, history: History) -> bool:
    """Whether the comparison fails. A verdict that the facts do not bear out may also stop the engine where it puts the
    reason into words, and a table that leaves a duty without a row stops it too: both are found out."""
    try:
        return bool(differences(mutant.table, [history]))
    except (LookupError, TypeError, ValueError):
        return True


@cache
def telling(mutant: Mutant) -> int | None:
    """The place of the plainest history on which the mutant must show."""
    places = {place for place, case in cases() if shows(mutant.table, case)}
    return min(places, key=weight, default=None)


@cache
def weight(place: int) -> tuple[int, int]:
    """Histories in which something falls away or ends are judged several times by the engine; others are quicker."""
    history = bank()[place]
    endings = sum(body.valid_to is not None for body in history.bodies)
    endings += sum(clause.ends_on is not None for clause in history.clauses)
    return endings, len(history.bodies) * len(history.clauses)


def test_every_fact_of_the_table_is_known_to_the_oracle() -> None:
    known = set(cases()[0][1][0])
    assert set().union(*(facts_of(row.when) for row in TABLE)) <= known


def test_the_table_is_total_and_every_row_judges_some_duty() -> None:
    """Whatever the facts, a row applies; and the bank reaches each of them."""
    reached = {row_for(about).number for _, (about, _, _) in (*cases(), *suspended_cases())}
    assert reached == set(range(1, 17))
    for family in ("once", "standing"):
        final = [row for row in TABLE if row.family in (family, "all")][-1]
        assert final.when is True, f"nothing catches what no row of '{family}' names"


@pytest.mark.parametrize("suspended", [False, True], ids=["as recorded", "with suspensions"])
def test_the_table_says_what_the_oracle_says_of_the_same_facts(suspended: bool) -> None:
    wrong = [case for _, case in (suspended_cases() if suspended else cases()) if shows(TABLE, case)]
    assert not wrong, f"{len(wrong)} duties, the first: {wrong[0]}"


def test_the_engine_and_the_oracle_agree_on_every_history_used_below() -> None:
    """Otherwise a mutant might seem to be found out by a fault that was there before."""
    places = {place for mutant in BY_ENGINE if (place := telling(mutant)) is not None}
    wrong = differences(TABLE, [bank()[place] for place in sorted(places)])
    assert not wrong, wrong[0]


@pytest.mark.parametrize("mutant", BY_ENGINE, ids=lambda m: m.name)
def test_a_changed_table_is_found_out_by_the_engine_comparison(mutant: Mutant) -> None:
    place = telling(mutant)
    assert place is not None, f"no duty of the bank would notice: {mutant.name}"
    assert found_out(mutant, bank()[place])


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.name)
def test_a_changed_table_is_found_out_on_facts(mutant: Mutant) -> None:
    by = suspended_cases() if mutant in SUSPENSION else cases()
    assert any(shows(mutant.table, case) for _, case in by)


@pytest.mark.parametrize(("pair", "why"), NEVER_TOGETHER.items(), ids=lambda value: str(value))
def test_neighbours_left_out_can_never_both_hold(pair: tuple[int, int], why: str) -> None:
    first, second = (next(row for row in TABLE if row.number == number) for number in pair)

    def applies(row: Row, about: dict[str, Any]) -> bool:
        family = row.family == "all" or (row.family == "once") == about["once"]
        return family and bool(holds(row.when, about))

    both = [
        about for _, (about, _, _) in (*cases(), *suspended_cases()) if applies(first, about) and applies(second, about)
    ]
    assert not both, why
