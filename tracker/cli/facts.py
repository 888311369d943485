"""The facts that decided a duty, in words: what ``tracker explain`` prints between the reason and the date card."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.assess.reasons import CAUSES
from tracker.cli.common import say
from tracker.model import State, Verdict
from tracker.wording import STATES, VERDICTS, counted, date_text

ONCE: tuple[str, ...] = (
    *("as_of", "effective", "notified", "due", "review"),
    *("last_on", "rows", "completion", "evidence", "window_end"),
)
STANDING: tuple[str, ...] = (
    *("as_of", "effective", "notified", "last_on", "rows"),
    *("incidents_found", "open_incidents", "claims_open", "window_end", "ends"),
)
FALLEN = ("withdrawn", "before")


@cache
def lexicon() -> Mapping[str, Any]:
    return tomllib.loads(files("tracker.cli").joinpath("facts.toml").read_text("utf-8"))


def row_text(number: int, tag: str) -> str:
    """The condition of a row of the verdict table."""
    return say(lexicon()["rows"][str(number)], tag)


def fact_lines(facts: Mapping[str, Any], verdict: Verdict, tag: str) -> Iterator[str]:
    """``label: value``, one a line; what says nothing about this duty is left out."""
    names = ONCE if facts["once"] else STANDING
    if verdict in (Verdict.WAIVED, Verdict.ENDED):
        names += FALLEN
    for name in names:
        value = _value(name, facts, tag)
        if value is not None:
            yield f"{say(lexicon()['labels'][name], tag)}: {value}"


def _value(name: str, facts: Mapping[str, Any], tag: str) -> str | None:
    def phrase(key: str, **values: object) -> str:
        return say(lexicon()["values"][key], tag).format(**values)

    def day(value: date) -> str:
        return date_text(value, tag, weekday=True)

    value: Any = facts.get(name)
    if name == "due":
        return day(value) if value else phrase("unresolved" if facts["due_unresolved"] else "no_date")
    if name == "review":
        return day(value) if value and not facts["done"] and not facts["due_known"] else None
    if name == "last_on":
        if not facts["reported"]:
            return phrase("no_report")
        percent = facts["last_percent"]
        values = {"day": day(value), "state": STATES[State(facts["state"])][tag], "percent": f"{percent or 0:g}"}
        return phrase("report" if percent is None else "report_percent", **values)
    if name == "completion":
        if not facts["done"]:
            return phrase("not_done") if facts["reported"] else None
        return phrase("stated" if facts["stated"] else "assumed", day=day(value))
    if name == "evidence":
        return phrase(_evidence(facts))
    if name == "withdrawn":
        if value is None or facts["cause"] is None or value > facts["as_of"]:
            return None
        return phrase("cause", day=day(value), cause=CAUSES[facts["cause"]][tag])
    if name == "before":
        return VERDICTS[Verdict(value)][tag] if value is not None else None
    if name == "rows":
        if not value and facts["taken_back"]:
            return phrase("taken_back", day=day(facts["taken_back"]))
        return _number(value, "report", tag)
    if name in ("open_incidents", "claims_open", "incidents_found"):
        return _number(value, "case", tag) if value or name == "open_incidents" else None
    return day(value) if value is not None else None


def _evidence(facts: Mapping[str, Any]) -> str:
    if facts["evidence_required"]:
        return "required_given" if facts["evidence_ok"] else "required_missing"
    return "given" if facts["evidence_ok"] else "not_required"


def _number(value: int, noun: str, tag: str) -> str:
    return counted(value, noun, tag, nominative=True) if value else say(lexicon()["values"]["none"], tag)
