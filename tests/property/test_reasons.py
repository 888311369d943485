"""Every verdict and every flag can be recomputed from the facts that the assessment itself gives (semantics §7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from oracle import adapter, generate

from tracker.assess.engine import STATES, VERDICTS
from tracker.assess.flags import FLAGS
from tracker.assess.verdicts import NEVER, NO_DAY, holds, row_for
from tracker.model import Assessment, State, Verdict

OPEN_ENDED = frozenset(("ends", "withdrawn", "review", "listed_from", "window_end", "first_end", "latest_end"))


def table_facts(a: Assessment) -> Mapping[str, Any]:
    """The facts as the table's language wants them: ordinals, and codes for names."""
    facts: dict[str, Any] = {}
    for name, value in a.facts.items():
        if isinstance(value, date):
            facts[name] = value.toordinal()
        elif value is None:
            facts[name] = NEVER if name in OPEN_ENDED else NO_DAY
        else:
            facts[name] = value
    facts["last_state"] = STATES.index(State(a.facts["state"])) if a.facts["state"] else -1
    facts["before"] = VERDICTS.index(Verdict(a.facts["before"])) if a.facts["before"] else -1
    facts["verdict"] = VERDICTS.index(a.verdict)
    if a.facts["last_percent"] is None:
        facts["last_percent"] = float("nan")
    return facts


@pytest.fixture(scope="module")
def judged() -> list[Assessment]:
    """Some thousand duties of the oracle's bank of histories, under both policies."""
    found: list[Assessment] = []
    for policy in ("iq", "literal"):
        assessments, _ = adapter.run(generate.bank(7, 300, policy))
        found += assessments.values()
    return found


def test_the_bank_has_every_kind_of_verdict(judged: list[Assessment]) -> None:
    seen = {a.verdict for a in judged}
    assert set(Verdict) - seen <= {Verdict.SUSPENDED}


def test_the_facts_and_the_table_give_the_row_and_the_verdict_again(judged: list[Assessment]) -> None:
    for a in judged:
        row = row_for(table_facts(a))
        assert (row.number, row.verdict) == (a.rule, a.verdict), a


def test_the_facts_give_the_flags_again(judged: list[Assessment]) -> None:
    for a in judged:
        facts = table_facts(a)
        assert tuple(flag for flag, condition in FLAGS.items() if holds(condition, facts)) == a.flags, a


def test_every_reason_is_whole_in_both_languages(judged: list[Assessment]) -> None:
    for a in judged:
        for tag in ("ar", "en"):
            text = a.reason[tag]
            assert text.endswith("."), a
            assert "{" not in text, a
            assert "None" not in text, a
            assert "—" not in text, (text, a)


def test_days_and_counts_stand_where_the_contract_says(judged: list[Assessment]) -> None:
    for a in judged:
        if a.verdict in (Verdict.OVERDUE, Verdict.MET_LATE):
            assert a.days is not None, a
            assert a.days > 0, a
        elif a.verdict in (Verdict.DUE_SOON, Verdict.PENDING):
            assert a.days is None or a.days <= 0, a
        else:
            assert a.days is None, a
        counted = a.facts["periods_told"] or a.facts["claims_made"]
        assert (a.count is not None) == (a.verdict is Verdict.BREACHED and bool(counted)), a
