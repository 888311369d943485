"""The verdict table is total and has no dead row, over its whole input space made finite.

The table reads its facts only through comparisons and truth values (``atoms``). So the days can be laid out on a short
line around A: what matters is only which comes before which. Every point of that space which the rules between facts
allow (``RULES``, each with its reason) is tried. That the space is not too small is held against the program: whatever
it says of the oracle's histories lies in it, and no rule is broken there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import pytest
from oracle import adapter, generate
from test_reasons import table_facts

from tracker.assess.verdicts import NEVER, NO_DAY, TABLE, Condition, Row, holds, row_for

A = 5
"""The as-of day on the short line."""
DAYS: Mapping[str, tuple[int, ...]] = {
    "effective": (A - 2, A, A + 1),
    "withdrawn": (A - 1, A, A + 1, NEVER),
    "ends": (A - 1, A, NEVER),
    "completion": (NO_DAY, A - 3, A - 2, A - 1, A),
    "due": (NO_DAY, A - 2, A - 1, A, A + 1, A + 2),
    "review": (A - 1, A, NEVER),
    "window_end": (A - 1, A, NEVER),
}
"""Each day before A, on it and after it, and next to the days that it is compared with; NO_DAY and NEVER as the engine
writes them. A completion never lies after A: such a report is not accepted."""
NUMBERS: Mapping[str, tuple[int, ...]] = {"warning": (0, 1), "open_incidents": (0, 1)}
TRUTHS = (
    *("once", "done_before_withdrawal", "suspended", "believed", "done", "evidence_required", "evidence_ok"),
    *("due_known", "due_unresolved", "reported", "kept"),
)

RULES: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "what is kept was reported, and is no thing done once": lambda f: (
        not f["kept"] or (f["reported"] and not f["once"])
    ),
    "a done run is of something done once, and ends at a report": lambda f: (
        not f["done"] or (f["once"] and f["reported"])
    ),
    "a completion is that of a done run, and a done run has one": lambda f: f["done"] == (f["completion"] != NO_DAY),
    "believed: done, in force then, and proven where proof is asked": lambda f: (
        f["believed"]
        == (f["done"] and f["completion"] >= f["effective"] and (f["evidence_ok"] or not f["evidence_required"]))
    ),
    "done before the withdrawal: believed, and completed before it": lambda f: (
        f["done_before_withdrawal"] == (f["believed"] and f["completion"] < f["withdrawn"])
    ),
    "only what is done once falls due": lambda f: f["once"] or not (f["due_known"] or f["due_unresolved"]),
    "a due date is known or not": lambda f: f["due_known"] == (f["due"] != NO_DAY),
    "what is known is not unresolved": lambda f: not (f["due_known"] and f["due_unresolved"]),
}


def atoms(condition: Condition) -> Iterator[Condition]:
    """The comparisons and bare truths of a condition."""
    if isinstance(condition, str):
        yield condition
    elif isinstance(condition, tuple):
        if condition[0] in ("and", "or", "not"):
            for part in condition[1:]:
                yield from atoms(part)
        else:
            yield condition


ATOMS = tuple(dict.fromkeys(atom for row in TABLE for atom in ("once", *atoms(row.when))))
Signature = tuple[bool, ...]


def signature(facts: Mapping[str, Any]) -> Signature:
    return tuple(bool(holds(atom, facts)) for atom in ATOMS)


@cache
def space() -> Mapping[Signature, dict[str, Any]]:
    """Every kind of point that the rules allow, by what the table can see of it, with one example of each."""
    found: dict[Signature, dict[str, Any]] = {}
    names = (*DAYS, *NUMBERS, *TRUTHS)
    derived = ("believed", "done_before_withdrawal", "due_known", "done")
    values = [(None,) if name in derived else DAYS.get(name) or NUMBERS.get(name) or (False, True) for name in names]
    for point in product(*values):
        facts = dict(zip(names, point, strict=True)) | {"as_of": A}
        facts["due_known"] = facts["due"] != NO_DAY
        facts["done"] = facts["completion"] != NO_DAY
        proven = facts["evidence_ok"] or not facts["evidence_required"]
        facts["believed"] = facts["done"] and facts["completion"] >= facts["effective"] and proven
        facts["done_before_withdrawal"] = facts["believed"] and facts["completion"] < facts["withdrawn"]
        if all(rule(facts) for rule in RULES.values()):
            found.setdefault(signature(facts), facts)
    return found


def test_every_point_is_judged_by_exactly_one_row() -> None:
    assert len(space()) > 1_000, "a space this small shows nothing"
    for facts in space().values():
        first = row_for(facts)  # LookupError where no row applies
        assert [row.number for row in TABLE if row is first] == [first.number]


def test_every_row_judges_some_point() -> None:
    reached = {row_for(facts).number for facts in space().values()}
    assert reached == {row.number for row in TABLE}


@pytest.mark.parametrize("family", ["once", "standing"])
def test_the_last_row_of_each_family_takes_whatever_is_left(family: str) -> None:
    last = [row for row in TABLE if row.family == family][-1]
    assert last.when is True


@pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row.number))
def test_no_row_could_be_left_out(row: Row) -> None:
    """Without a row some point is judged otherwise: none stands in the shadow of the others."""
    shorter = tuple(other for other in TABLE if other is not row)

    def judged(facts: Mapping[str, Any]) -> int | None:
        try:
            return row_for(facts, shorter).number
        except LookupError:
            return None

    assert any(row_for(facts) is row and judged(facts) != row.number for facts in space().values())


def test_the_program_stays_inside_the_space_and_breaks_no_rule() -> None:
    """What the program says of some thousand duties: every rule holds of it, and the table sees nothing new."""
    seen = 0
    for policy in ("iq", "literal"):
        for one in adapter.run(generate.bank(11, 400, policy))[0].values():
            facts = table_facts(one)
            broken = [name for name, rule in RULES.items() if not rule(facts)]
            assert not broken, (broken, one)
            assert signature(facts) in space(), one
            seen += 1
    assert seen > 2_000
