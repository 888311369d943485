"""``tracker calendar resolve``: the expressions of time in texts, as values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker import files
from tracker.cli.calendar import policy_of
from tracker.cli.common import DATE, Wrong, json_text, lang_option, print_findings, say, spoken_language
from tracker.findings import Refusal, at
from tracker.model import SourceRef

if TYPE_CHECKING:
    from tracker.calendars.expressions import TimeExpression
    from tracker.calendars.profiles import Policy
    from tracker.model import Finding

SCHEMA = "tracker/resolve/1"
_HEADINGS = {
    "ar": ("النص", "النوع", "القيمة", "قراءات أخرى", "الدور"),
    "en": ("text", "kind", "value", "other readings", "role"),
}
_ARABIC = range(0x600, 0x700)


@dataclass(frozen=True, slots=True)
class Case:
    """One text to resolve. ``anchor``: the day on which it speaks."""

    id: Any
    text: str
    anchor: date | None
    lang: str


@click.command("resolve")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option(
    "--input",
    "source",
    type=click.Path(path_type=Path),
    help='Cases, one JSON object a line: {"id": 1, "text": "…", "anchor": "2013-02-12", "lang": "ar"}.',
)
@click.option("--anchor", type=DATE, help="The day on which the texts speak (default: today).")
@click.option("--calendar", "calendar_name", default="iq", show_default=True, metavar="NAME", help="The profile.")
@click.option("--format", "shape", type=click.Choice(["json", "table"]), default="table", show_default=True)
@lang_option
def resolve(
    texts: tuple[str, ...],
    source: Path | None,
    anchor: date | None,
    calendar_name: str,
    shape: str,
    lang: tuple[str, ...],
) -> None:
    """Say what the expressions of time in texts mean.

    A text's language is --lang, or else what its letters show. Days are counted from the text's anchor.
    """
    from tracker.calendars.expressions import find

    policy = policy_of(calendar_name)
    spoken = lang[0] if lang else None
    default = anchor or _today(policy)
    cases = [Case(n, text, default, spoken or language_of(text)) for n, text in enumerate(texts, start=1)]
    findings: list[Finding] = []
    if source is not None:
        read, findings = read_cases(source, default, spoken)
        cases.extend(read)
        if findings and not read:
            raise Refusal(*findings)
    if not cases and source is None:
        raise Wrong("اكتب نصاً أو ‎--input CASES.jsonl‎", "give a text, or --input CASES.jsonl", param_hint="TEXT")
    print_findings(findings, spoken_language())
    results = [(case, find(case.text, case.lang, case.anchor, policy)) for case in cases]
    nowhere = [found.text for _, expressions in results for found in expressions if found.impossible]
    print_findings((at("date-not-in-calendar", None, words=words) for words in nowhere), spoken_language())
    click.echo(json_text(document(results)) if shape == "json" else "\n".join(table(results)) + "\n", nl=False)


def language_of(text: str) -> str:
    """``ar`` where there are at least as many Arabic letters as others, else ``en``."""
    arabic = sum(ord(char) in _ARABIC for char in text)
    return "ar" if arabic and 2 * arabic >= sum(char.isalpha() for char in text) else "en"


def read_cases(source: Path, default: date, spoken: str | None) -> tuple[list[Case], list[Finding]]:
    """The cases of a JSON Lines file and a finding for each line that is none. Raises Refusal if it cannot be read."""
    where = SourceRef(str(source))
    try:
        text = files.read(source).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise Refusal(at("file-missing", where)) from error
    except OSError as error:
        raise Refusal(at("file-unreadable", where, why=files.why(error))) from error
    except UnicodeDecodeError as error:
        raise Refusal(at("file-not-utf8", where)) from error
    cases: list[Case] = []
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                cases.append(_case(json.loads(line), number, default, spoken))
            except (json.JSONDecodeError, _NoCase) as error:
                findings.append(at("case-invalid", SourceRef(str(source), line=number), why=str(error)))
    return cases, findings


class _NoCase(ValueError):
    """A line that is JSON but no case."""


def _case(raw: Any, number: int, default: date, spoken: str | None) -> Case:
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        raise _NoCase('{"text": "…"}')
    anchor, lang = raw.get("anchor"), raw.get("lang")
    if anchor is not None:
        try:
            anchor = date.fromisoformat(str(anchor)[:10])
        except ValueError as error:
            raise _NoCase(f"anchor: {anchor}") from error
    if lang is not None and not isinstance(lang, str):
        raise _NoCase(f"lang: {lang}")
    return Case(raw.get("id", number), raw["text"], anchor or default, lang or spoken or language_of(raw["text"]))


def document(results: list[tuple[Case, tuple[TimeExpression, ...]]]) -> dict[str, Any]:
    """The JSON document of the contract. An expression without a value ('until further notice') is left out."""
    return {
        "schema": SCHEMA,
        "results": [
            {
                "id": case.id,
                "expressions": [
                    {
                        "span": list(found.span),
                        "text": found.text,
                        "kind": found.kind,
                        "value": found.value,
                        "alternatives": list(found.alternatives),
                        **({"estimated": True} if found.estimated else {}),
                    }
                    for found in expressions
                    if found.value is not None
                ],
            }
            for case, expressions in results
        ],
    }


def table(results: list[tuple[Case, tuple[TimeExpression, ...]]]) -> Iterator[str]:
    """One line an expression, columns aligned; expressions without a value show a dash."""
    language = spoken_language()
    rows = [
        (found.text, str(found.kind), found.value or "-", ", ".join(found.alternatives) or "-", str(found.role or "-"))
        for _, expressions in results
        for found in expressions
    ]
    if not rows:
        yield say({"ar": "لا يوجد تعبير زمني.", "en": "No expression of time."}, language)
        return
    lines = [_HEADINGS[language], *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS[language]))]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _today(policy: Policy) -> date:
    from zoneinfo import ZoneInfo

    from tracker.clock import now

    return now(ZoneInfo(policy.zone)).date()
