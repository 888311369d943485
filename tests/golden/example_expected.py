"""What the example must come to, from the project's own tables and nothing of the program that judges it.

Who owes what is read here a second time, from ``directives/*.yaml`` and ``units.csv``; verdicts and flags are those of
EXPECTED.csv and EXPECTED-baseline.csv, which came before the code.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[2] / "data"

Key = tuple[str, str]
"""unit, obligation"""
Judged = tuple[str, str, str, frozenset[str]]
"""unit, obligation, verdict, flags"""

ACTION = {"breached", "overdue", "lapsed", "unreported", "claimed", "review_due"}
QUESTIONS = {
    "completed_in_future",
    "completed_before_order",
    "percent_mismatch",
    "reopened",
    "rewritten",
    "backdated",
    "conflicting",
    "copied",
    "due_date_altered",
    "ended_unmet",
    "notified_after_due",
}
"""What docs/decisions/0080 puts before an inspector although nothing is to be done."""


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def planted() -> list[dict[str, str]]:
    """The lines of EXPECTED.csv: one a planted fault, with what must come of its duty."""
    return table("EXPECTED.csv")


@cache
def units() -> dict[str, dict[str, str]]:
    return {line["id"]: line for line in table("units.csv")}


@cache
def obligations() -> dict[str, dict[str, Any]]:
    """Obligations that are counted, with the day of their order."""
    found = {}
    for path in sorted((DATA / "directives").glob("*.yaml")):
        order = yaml.safe_load(path.read_text("utf-8"))
        for obligation in order["obligations"]:
            if obligation["strength"] == "order":
                found[obligation["id"]] = obligation | {"issued_on": order["issued_on"]}
    return found


def above(unit: str) -> Iterator[str]:
    """The unit itself and everything over it."""
    while unit:
        yield unit
        unit = units()[unit]["parent"]


def head(unit: str) -> str:
    """The authority whose sheet a unit stands on: in the example what lies directly below ``boc``, else a root."""
    return next(u for u in above(unit) if units()[u]["parent"] in ("", "boc"))


@cache
def owed() -> tuple[Key, ...]:
    """Every duty of the example: an achievement of who was there when it was ordered, the rest of all members."""
    found = []
    for id_, obligation in obligations().items():
        wanted = {name: [value] if isinstance(value, str) else value for name, value in obligation["units"].items()}
        for unit, line in units().items():
            named = "id" not in wanted or unit in wanted["id"]
            typed = "type" not in wanted or line["type"] in wanted["type"]
            placed = "under" not in wanted or bool(set(above(unit)) & set(wanted["under"]))
            since = date.fromisoformat(line["valid_from"] or "2000-01-01")
            there = obligation["pattern"] != "achievement" or since <= obligation["issued_on"]
            if named and typed and placed and there:
                found.append((unit, id_))
    return tuple(found)


@cache
def wanted() -> dict[Key, tuple[str, frozenset[str]]]:
    """Of every duty verdict and flags; without a line of its own the verdict of the baseline, and no flag."""
    baseline = {(line["unit"], line["obligation"]): line["verdict"] for line in table("EXPECTED-baseline.csv")}
    named: dict[Key, tuple[str, frozenset[str]]] = {}
    for line in planted():
        value = line["verdict"], frozenset(line["flags"].split())
        assert named.setdefault((line["unit"], line["obligation"]), value) == value, f"{line} contradicts another line"
    assert set(named) <= set(owed()), set(named) - set(owed())
    return {
        (unit, obligation): named.get((unit, obligation))
        or (baseline.get((unit, obligation)) or baseline["*", obligation], frozenset())
        for unit, obligation in owed()
    }


def judged() -> list[Judged]:
    return [(unit, obligation, *value) for (unit, obligation), value in wanted().items()]


def acts(one: Judged) -> bool:
    return one[2] in ACTION


def asks(one: Judged) -> bool:
    return not acts(one) and bool(one[3] & QUESTIONS)


@dataclass(frozen=True, slots=True)
class Rests:
    """How a report must cite the place of a planted fault. ``where``: ``cell`` (exactly it), ``row`` (another cell of
    its row: the state, where the number or the note is at fault). ``again``: the same row of that office's later sheet
    repeats the fault, and the latest is cited. ``decides``: it is the row by which the verdict stands, so the
    workbook's columns name it; else an earlier report that was dealt with, which the page lists. ``latest``: of several
    weeks with cases the workbook names the last one."""

    where: str
    again: bool = False
    decides: bool = True
    latest: bool = False


RESTS: dict[str, Rests] = {
    "late": Rests("cell", again=True, decides=False),  # the completion; the workbook names the state beside it
    "done_then_not_done": Rests("cell", again=True),
    "not_kept": Rests("cell", again=True),
    "exception_without_reference": Rests("cell"),
    "incidents_not_dealt_with": Rests("row", latest=True),
    "dealt_with_a_week_later": Rests("row", decides=False),
    "dealt_with_the_same_week": Rests("cell", decides=False),
    "exception_reference_later": Rests("cell", decides=False),
    "done_without_evidence": Rests("row", again=True),
    "evidence_yes": Rests("row", again=True),
    "done_before_the_order": Rests("row", again=True),
    "percent_mismatch": Rests("row"),
    "copied_note": Rests("row"),
    "completion_not_stated": Rests("row", decides=False),
    "not_kept_then_silent": Rests("cell"),
    "not_applicable_without_waiver": Rests("cell"),
    "in_progress_on_a_standing_duty": Rests("cell"),
    "inspection_contradicts": Rests("cell"),
    "inspection_confirms": Rests("cell"),
    "dissolved_in_breach": Rests("cell"),
    "no_report_date": Rests("file"),
    "unreadable_state": Rests("cell", decides=False),
    "unknown_obligation": Rests("cell", decides=False),
    "impossible_date": Rests("cell", decides=False),
}
SILENT = {"silent_from_the_start", "silent_after_some_weeks"}
OVERTAKEN = {
    "due_date_altered": "a column that no verdict reads",
    "notified_after_due": "the date of the notification changes nothing",
    "completed_in_the_future": "not believed; the row of the week after counts",
    "not_kept_then_kept": "kept again in the week after",
    "row_changed_afterwards": "a later report counts",
    "backdated_row": "a later report counts",
    "corrected_after_rejection": "a later report counts",
    "exception_with_reference": "no fault, and a later report counts",
    "unit_dissolved": "no row but the register ends the duty",
    "register": "nothing is planted",
}
"""Faults on whose cell no verdict of 5 October rests, and why: the flag shows them."""


def rests(line: dict[str, str]) -> Rests | None:
    """How the place of a planted fault must be cited; None where the verdict does not rest on it."""
    kind = line["planted_fault"]
    if kind == "impossible_date" and "corrected_on_request" in line["flags"].split():
        return None  # answered since
    assert kind in RESTS or kind in SILENT or kind in OVERTAKEN, f"nobody said where {kind} must be cited"
    return RESTS.get(kind)
