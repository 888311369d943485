"""An order as YAML and rows as tuples, judged without files: for tests of the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import indent
from typing import Any

import pandas as pd

from tracker.assess import Result, assess
from tracker.calendars.holidays import Calendar, Holiday
from tracker.calendars.profiles import profile
from tracker.config import Defaults, Settings
from tracker.model import Assessment, SourceRef, State, Unit
from tracker.register import Register
from tracker.register.directives import read_text
from tracker.register.units import UnitTree

HEAD = """
id: ORD-1
issuer: {ar: الوزير, en: Minister}
issued_on: 2020-08-20
status: approved
approved: {by: الشعبة, on: 2020-08-20}
obligations:
"""
LATER = datetime(2030, 1, 1, tzinfo=UTC)
NUMBERS = ("row", "batch", "known_at", "reported_on", "completed_on", "period_from", "period_to", "state", "rank")
WORDS = ("obligation", "unit", "office", "event", "note_key", "file", "sha256", "sheet", "cells", "exception_ref")
WORDS += ("evidence", "note", "reporter", "approver")
TRUTHS = ("evidence_ok", "report_date_assumed", "rewritten", "corrected", "backdated", "bulk", "due_altered", "future")


def day(text: str) -> date:
    """'2020-08-20', or '08-20' of that year."""
    return date.fromisoformat(text if len(text) > 5 else f"2020-{text}")


def obligation(number: int, text: str) -> str:
    """An obligation ORD-1/nn of the units a and b unless ``text`` names others."""
    given = {line.partition(":")[0] for line in text.splitlines()}
    plain = {"modality": "obligation", "pattern": "achievement", "units": "{id: [a, b]}"}
    fields = "".join(f"{name}: {value}\n" for name, value in plain.items() if name not in given)
    body = f"id: ORD-1/{number:02}\ntext: {{ar: واجب, en: duty}}\n{fields}{text.strip()}\n"
    return "  -" + indent(body, "    ")[3:]


def register(*obligations: str, units: Iterable[Unit] = (), notified: dict[str, str] | None = None) -> Register:
    text = HEAD + "".join(obligation(number, one) for number, one in enumerate(obligations, 1))
    directive, findings = read_text(text, SourceRef("ord.yaml"))
    assert directive is not None, findings
    tree = UnitTree(list(units) or [unit("a"), unit("b")])
    told = {(directive.id, name): day(text) for name, text in (notified or {}).items()}
    return Register((directive,), tree, told, tuple(findings))


def unit(name: str, **more: Any) -> Unit:
    return Unit(name, {"ar": name, "en": name}, "station", None, SourceRef("units.csv"), **more)


def rows(*reports: dict[str, Any]) -> pd.DataFrame:
    """Reports: ``on`` (its day), ``state``, and what else the table of observations holds; days as text."""
    lines = []
    for number, report in enumerate(reports, 1):
        line: dict[str, Any] = dict.fromkeys(WORDS, "") | dict.fromkeys(NUMBERS, 0) | dict.fromkeys(TRUTHS, False)
        line |= {"row": number, "batch": number, "rank": 1, "obligation": "ORD-1/01", "unit": "a", "file": "s.xlsx"}
        line |= {"percent": float("nan"), "incidents": -1, "remedied": -1, "exception": 0, "accepted": True}
        line |= {"sheet": "1", "cells": f'{{"state": "C{number}"}}'}
        given = {"reported_on" if name == "on" else name: value for name, value in report.items()}
        for name in ("reported_on", "completed_on", "period_from", "period_to"):
            if name in given:
                given[name] = day(given[name]).toordinal()
        line |= given | {"state": list(State).index(State(given["state"]))}
        line["office"] = line["office"] or line["unit"]
        lines.append(line)
    columns = [*NUMBERS, *WORDS, *TRUTHS, "percent", "incidents", "remedied", "exception", "accepted"]
    types = dict.fromkeys((*NUMBERS, "incidents", "remedied", "exception"), "int64")
    types |= dict.fromkeys(WORDS, "str") | dict.fromkeys((*TRUTHS, "accepted"), "bool") | {"percent": "float64"}
    return pd.DataFrame({name: [line[name] for line in lines] for name in columns}).astype(types)


def judged(
    register: Register,
    as_of: str,
    *reports: dict[str, Any],
    known_at: datetime = LATER,
    policy: str = "iq",
    holidays: Iterable[Holiday] = (),
    count_from: str = "issue",
) -> Result:
    calendar = Calendar(profile(policy), {one.day: one for one in holidays}, "test")
    settings = Settings(root=Path("/"), calendar=policy, defaults=Defaults(count_from=count_from))
    return assess(register, rows(*reports), calendar, settings, day(as_of), known_at)


def of(result: Result, unit: str = "a", number: int = 1) -> list[Assessment]:
    """The assessments of one obligation for one unit, by occurrence."""
    return [one for one in result.assessments if (one.obligation, one.unit) == (f"ORD-1/{number:02}", unit)]


def told(result: Result, unit: str = "a", number: int = 1) -> list[tuple[str, str]]:
    """(occurrence, verdict) of them."""
    return [(one.occurrence or "", one.verdict.value) for one in of(result, unit, number)]
