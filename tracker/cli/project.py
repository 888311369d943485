"""``tracker init``, ``tracker doctor`` and ``tracker schema``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.common import lang_option, print_findings, project_option, spoken_language
from tracker.findings import Refusal, Severity, at, severity
from tracker.model import Finding, SourceRef

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.register import Register


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
    with starter.laid_down(directory) as building:
        written = starter.write(building, today)
        workbook.write_for(open_project(building), building / "status-blank.xlsx", as_of=today)
    sheet = directory / "status-blank.xlsx"
    for path in (*(directory / path.relative_to(building) for path in written), sheet):
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
    from tracker import project as projects
    from tracker import register as registers
    from tracker.followup import lexicon
    from tracker.followup.ledger import Ledger
    from tracker.sightings import Sightings

    settings = config.load(project)
    language = spoken_language(settings.languages)
    register = registers.load(settings)
    ledger = Ledger(settings.path("store"))
    findings = [*register.findings, *_gaps(settings, register)]
    parts: tuple[Callable[[], object], ...] = (
        lambda: projects.calendar(settings),
        lambda: findings.extend(projects.misplaced(settings, ("notifications",))),
        lambda: lexicon.load(settings.lexicon),
        lambda: findings.extend((*ledger.verify(), *ledger.strays())) if verify else ledger.observations(),
        lambda: findings.extend(Sightings(ledger.path).verify()) if verify else None,
    )
    for part in parts:
        try:
            part()
        except Refusal as refusal:
            findings += refusal.findings
    print_findings(findings, language)
    if any(severity(f) is Severity.ERROR for f in findings):
        raise click.exceptions.Exit(2)
    click.echo({"ar": "لا خطأ في المشروع.", "en": "The project has no fault."}[language])


def _gaps(settings: Settings, register: Register) -> list[Finding]:
    """What is no fault and still seldom meant: nothing to judge, no list of holidays, no place for the sheets."""
    found = []
    if not register.approved:
        found.append(at("nothing-approved", SourceRef(str(settings.path("directives")))))
    if not settings.path("holidays").exists():
        found.append(at("holidays-missing", SourceRef(str(settings.path("holidays")))))
    if not settings.path("status").is_dir():
        found.append(at("status-missing", SourceRef(str(settings.path("status")))))
    return found


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
