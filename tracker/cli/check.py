"""``tracker check`` and ``tracker explain``."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker import program
from tracker.cli.common import (
    DATE,
    MOMENT,
    fail_words,
    json_text,
    lang_option,
    nearest,
    opened_output,
    print_findings,
    project_option,
    say,
    spoken_language,
)
from tracker.cli.naming import not_judged, unit_meant
from tracker.cli.terminal import width
from tracker.findings import Refusal, at
from tracker.model import Verdict
from tracker.wording import verdict_order

if TYPE_CHECKING:
    from tracker.assess import Rate, Result, Rollup
    from tracker.model import Assessment, CitedSource, Finding, Text, Untaken
    from tracker.project import Project

CSV_COLUMNS = (
    "obligation",
    "directive",
    "unit",
    "occurrence",
    "event",
    "pattern",
    "verdict",
    "rule",
    "flags",
    "count",
    "effective_on",
    "due_on",
    "original_due_on",
    "review_on",
    "window_ends_on",
    "days",
    "completed_on",
    "last_reported_on",
)
PERIODS_IN_FULL = 3
"""So many periods of one obligation and unit are explained in full; of more, a line each and in full what asks for
action."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@click.command()
@project_option
@click.option("--as-of", type=DATE, help="The day to judge; default: today.")
@click.option("--known-at", type=MOMENT, help="By what was known at this moment; default: now.")
@click.option("--unit", help="Only this unit and what is under it, by identifier or name.")
@click.option("--directive", help="Only this directive.")
@click.option(
    "--engine", type=click.Choice(["auto", "pandas"]), default="auto", expose_value=False, help="What computes."
)
@click.option("--full", is_flag=True, help="With facts and basis of every assessment (JSON).")
@click.option("--fail-on", default="", metavar="KIND,…", help="Exit 1 if one of these occurs.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@lang_option
def check(
    project: Path,
    as_of: date | None,
    known_at: datetime | None,
    unit: str | None,
    directive: str | None,
    full: bool,
    fail_on: str,
    form: str,
    output: Path | None,
    lang: tuple[str, ...],
) -> None:
    """Assess every duty: met, late, overdue, breached, claimed without proof, silent."""
    from tracker.project import open_project

    wanted = fail_words(fail_on)
    opened = open_project(project, known_at)
    language = spoken_language(opened.settings.languages)
    result = select(opened, opened.judged(as_of), unit, directive)
    print_findings(result.findings, language)
    if form == "json":
        text = json_text(check_document(result, full=full, languages=lang or opened.settings.languages))
    elif form == "csv":
        text = csv_text(result)
    else:
        from tracker.cli.check_text import table_text

        text = table_text(result, _as_on(opened, result.as_of), language, width(output))
    _answer(opened, text, output)
    seen = {a.verdict.value for a in result.assessments} | {f.value for a in result.assessments for f in a.flags}
    if wanted & seen:
        click.get_current_context().exit(1)


def _as_on(project: Project, day: date) -> Project:
    """The project with its units as they are called on a day."""
    from dataclasses import replace

    return replace(project, register=project.register.at(day))


def select(project: Project, result: Result, unit: str | None, directive: str | None) -> Result:
    """The part of a result that concerns a branch or a directive, its figures counted anew."""
    if unit is None and directive is None:
        return result
    from dataclasses import replace

    from tracker.assess import rollup

    tree = project.register.units.at(result.as_of)
    unit = unit_meant(project.register, unit) if unit is not None else None
    if directive is not None and project.register.directive(directive) is None:
        known = [d.id for d in project.register.directives]
        raise Refusal(at("directive-not-found", id=directive, near=nearest(directive, known)))
    inside = {u.id for u in tree.branch(unit)} if unit is not None else None
    kept = tuple(
        a
        for a in result.assessments
        if (inside is None or a.unit in inside) and (directive is None or a.directive == directive)
    )
    return replace(
        result,
        assessments=kept,
        rollups=rollup.rollups(kept, tree, inside),
        summary=rollup.summary(kept),
        not_taken=tuple(row for row in result.not_taken if _concerns(row, project, inside, directive)),
    )


def _concerns(row: Untaken, project: Project, inside: set[str] | None, directive: str | None) -> bool:
    """Whether a row is, or may be, about a branch and a directive. One of an unknown duty may be about any."""
    obligations = [project.register.obligations.get(one) for one, _ in row.duties]
    of_directive = not obligations or any(one is not None and one.directive == directive for one in obligations)
    units = {unit for _, unit in row.duties} | ({row.unit} if row.unit else set())
    return (directive is None or of_directive) and (inside is None or not units or bool(units & inside))


@click.command()
@click.argument("obligation")
@project_option
@click.option("--unit", help="One unit, by identifier or name; default: every unit that owes it.")
@click.option("--occurrence", help="START/END of one occurrence.")
@click.option("--event", help="The number of one event.")
@click.option("--as-of", type=DATE, help="The day to judge; default: today.")
@click.option("--known-at", type=MOMENT, help="By what was known at this moment; default: now.")
@click.option("--format", "form", type=click.Choice(["table", "json", "html"]), default="table")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@lang_option
def explain(
    obligation: str,
    project: Path,
    unit: str | None,
    occurrence: str | None,
    event: str | None,
    as_of: date | None,
    known_at: datetime | None,
    form: str,
    output: Path | None,
    lang: tuple[str, ...],
) -> None:
    """Show one assessment whole: verdict, reason, date card, facts and the cells it rests on."""
    from tracker.project import open_project
    from tracker.register.events import key_of

    opened = open_project(project, known_at)
    if obligation not in opened.register.obligations:
        raise Refusal(not_judged(opened.register, obligation))
    unit = unit_meant(opened.register, unit) if unit is not None else None
    result = opened.judged(as_of)
    opened = _as_on(opened, result.as_of)
    found = [
        a
        for a in result.assessments
        if a.obligation == obligation
        and (unit is None or a.unit == unit)
        and (occurrence is None or a.occurrence == occurrence)
        and (event is None or (a.event is not None and key_of(a.event) == key_of(event)))
    ]
    if not found:
        raise Refusal(_not_found(result.assessments, obligation, unit, occurrence or event))
    print_findings(opened.notes, spoken_language(opened.settings.languages))
    languages = lang or opened.settings.languages
    if form == "json":
        documents = [assessment_document(a, full=True, languages=languages) for a in found]
        body = documents[0] if unit is not None else {"assessments": documents}
        head = {"schema": "tracker/explain/1", "as_of": result.as_of, "known_at": result.known_at}
        head |= {"program": program.version()}
        _answer(opened, json_text({**head, **body}), output)
        return
    from tracker.cli.check_text import explain_html, explain_text, series_text

    told, shown = [], []
    for group in by_series(found):
        if len(group) > PERIODS_IN_FULL:
            told.append(series_text(group, languages))
            group = [a for a in group if verdict_order(a.verdict) <= verdict_order(Verdict.REVIEW_DUE)]
        told += [explain_text(assessment, opened, languages) for assessment in group]
        shown += group
    if form == "html":
        _answer(opened, explain_html(shown or found, result, opened, languages), output)
    else:
        _answer(opened, "\n".join(told) + "\n", output)


def _not_found(assessments: Sequence[Assessment], obligation: str, unit: str | None, wanted: str | None) -> Finding:
    """Nobody owes it; or somebody does, and not for this period or event."""
    mine = [a for a in assessments if a.obligation == obligation and (unit is None or a.unit == unit)]
    if wanted is None or not mine:
        return at("no-such-duty", obligation=obligation, unit=unit or "—")
    known = sorted({str(name) for a in mine if (name := a.occurrence or a.event)})
    last = ", ".join(known[-3:]) or "—"
    owing = unit or ", ".join(sorted({a.unit for a in mine}))
    return at("no-such-occurrence", obligation=obligation, unit=owing, wanted=wanted, known=last)


def _answer(opened: Project, text: str, output: Path | None) -> None:
    """Give an answer after the inputs are recorded from which it can be given again."""
    with opened_output(output) as write:
        print_findings(opened.record(), spoken_language(opened.settings.languages))
        write(text)


def by_series(found: list[Assessment]) -> list[list[Assessment]]:
    """The assessments in their order, all periods of one obligation and unit together."""
    groups: dict[object, list[Assessment]] = {}
    for number, a in enumerate(found):
        groups.setdefault((a.obligation, a.unit) if a.occurrence else number, []).append(a)
    return list(groups.values())


def check_document(result: Result, *, full: bool, languages: tuple[str, ...]) -> dict[str, Any]:
    """The document ``tracker/check/1`` of the contract."""
    return {
        "schema": "tracker/check/1",
        "as_of": result.as_of,
        "known_at": result.known_at,
        "program": program.version(),
        "summary": {
            "duties": result.summary.duties,
            "verdicts": dict(result.summary.verdicts),
            "rates": {name: _rate(rate) for name, rate in result.summary.rates.items()},
        },
        "rollups": [_rollup(rollup) for rollup in result.rollups],
        "assessments": [assessment_document(a, full=full, languages=languages) for a in result.assessments],
        "not_taken": [untaken_document(row, languages) for row in result.not_taken],
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {"value": rate.value, "numerator": rate.numerator, "of": rate.of}


def _rollup(rollup: Rollup) -> dict[str, Any]:
    return {
        "by": rollup.by,
        "key": rollup.key,
        "worst": rollup.worst,
        "duties": rollup.duties,
        "verdicts": dict(rollup.verdicts),
        "rates": {name: _rate(rate) for name, rate in rollup.rates.items()},
    }


def assessment_document(a: Assessment, *, full: bool, languages: tuple[str, ...]) -> dict[str, Any]:
    """One assessment of the contract; ``basis`` speaks the first of the languages."""
    document: dict[str, Any] = {name: getattr(a, name) for name in CSV_COLUMNS if name not in ("flags", "rule")}
    document |= {
        "rule": a.rule,
        "flags": list(a.flags),
        "reason": _texts(a.reason, languages),
        "policy": a.policy,
        "calendar_version": a.calendar_version,
        "reference": a.reference,
        "sources": [_source(source) for source in a.sources],
        "not_taken": [untaken_document(row, languages) for row in a.not_taken],
        "accounts": {flag.value: _texts(text, languages) for flag, text in a.accounts.items()},
        "claim": a.claim,
    }
    if full:
        document |= {"facts": dict(a.facts), "basis": [say(line, languages[0]) for line in a.basis]}
    return document


def _texts(text: Text, languages: tuple[str, ...]) -> dict[str, str]:
    return {tag: text[tag] for tag in languages if tag in text}


def untaken_document(row: Untaken, languages: tuple[str, ...]) -> dict[str, Any]:
    """A row that came and was not taken, with its cell and why."""
    from tracker.findings import describe

    where = row.finding.source
    return {
        "file": where.file if where else None,
        "sha256": where.sha256 if where else None,
        "sheet": where.sheet if where else None,
        "row": row.row,
        "cell": where.cell if where else None,
        "value": row.value,
        "code": row.finding.code,
        "messages": _texts(describe(row.finding), languages),
        "obligation": row.obligation,
        "unit": row.unit,
        "candidates": list(row.candidates),
        "reported_on": row.reported_on,
        "received_on": row.received_on,
        "known_at": row.known_at,
    }


def _source(source: CitedSource) -> dict[str, Any]:
    return {
        "file": source.file,
        "sha256": source.sha256,
        "sheet": source.sheet,
        "cell": source.cell,
        "reported_on": source.reported_on,
        "known_at": source.known_at,
        "role": source.role,
    }


def csv_text(result: Result) -> str:
    """One line an assessment; a value that a spreadsheet would run as a formula gets an apostrophe in front."""

    def safe(value: object) -> object:
        text = "" if value is None else str(value)
        return f"'{text}" if text.startswith(FORMULA_STARTS) and not isinstance(value, int) else text

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for a in result.assessments:
        values = {name: getattr(a, name) for name in CSV_COLUMNS} | {"flags": " ".join(a.flags)}
        writer.writerow([safe(values[name]) for name in CSV_COLUMNS])
    return out.getvalue()
