"""``tracker init``, ``tracker doctor`` and ``tracker schema``."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.common import lang_option, print_findings, project_option, spoken_language
from tracker.findings import Refusal, Severity, at, severity


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@lang_option
def init(directory: Path, lang: tuple[str, ...]) -> None:
    """Make the smallest project that runs: one unit, one approved order, one blank sheet."""
    from zoneinfo import ZoneInfo

    from tracker import clock, starter
    from tracker.calendars import profiles
    from tracker.followup import template as workbook
    from tracker.project import open_project

    language = spoken_language()
    today = clock.now(ZoneInfo(profiles.profile("iq").zone)).date()
    written = starter.write(directory, today)
    sheet = directory / "status-blank.xlsx"
    workbook.write_for(open_project(directory), sheet, as_of=today)
    for path in (*written, sheet):
        click.echo(str(path))
    click.echo(
        {
            "ar": f"املأ {sheet.name} وضعه في {directory / 'status'} ثم نفّذ: tracker run --project {directory}",
            "en": f"Fill in {sheet.name}, put it into {directory / 'status'}, then: tracker run --project {directory}",
        }[language]
    )


@click.command()
@click.option("--verify", is_flag=True, help="Check every kept file and the chain of the ledger, byte for byte.")
@project_option
@lang_option
def doctor(verify: bool, project: Path, lang: tuple[str, ...]) -> None:
    """Check the project: settings, register, calendar and store."""
    from tracker import config
    from tracker import register as registers
    from tracker.calendars import holidays, profiles
    from tracker.followup.ledger import Ledger

    settings = config.load(project)
    language = spoken_language(settings.languages)
    findings = list(registers.load(settings).findings)
    try:
        holidays.load(profiles.profile(settings.calendar), settings.path("holidays"))
    except Refusal as refusal:
        findings += refusal.findings
    if verify:
        findings += Ledger(settings.path("store")).verify()
    print_findings(findings, language)
    if any(severity(f) is Severity.ERROR for f in findings):
        raise click.exceptions.Exit(2)
    click.echo({"ar": "لا خطأ في المشروع.", "en": "The project has no fault."}[language])


@click.command()
@click.argument("name", required=False)
def schema(name: str | None) -> None:
    """Print the JSON Schema of an input or output; without a name, list them."""
    import json

    from tracker.register import schema as schemas

    if name is None:
        click.echo("\n".join(schemas.names()))
        return
    if name not in schemas.names():
        raise Refusal(at("schema-unknown", name=name, known=", ".join(schemas.names())))
    click.echo(json.dumps(schemas.schema(name), ensure_ascii=False, indent=2))
