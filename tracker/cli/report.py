"""``tracker report``."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from tracker.cli.common import DATE, MOMENT, lang_option, print_findings, project_option, say, spoken_language, tell

WRITTEN = {"ar": "كُتب: {path}", "en": "written: {path}"}


@click.command()
@project_option
@click.option("--as-of", type=DATE, help="The day to judge; default: today.")
@click.option("--known-at", type=MOMENT, help="By what was known at this moment; default: now.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write into this directory; default: the project's reports.",
)
@lang_option
def report(
    project: Path, as_of: date | None, known_at: datetime | None, output: Path | None, lang: tuple[str, ...]
) -> None:
    """Write the Excel and the HTML report, from the same figures.

    The page and the workbook speak the project's languages; with --lang only those named, the first one leading.
    """
    from dataclasses import replace

    from tracker import program
    from tracker import report as reports
    from tracker.project import open_project
    from tracker.report import figures

    opened = open_project(project, known_at)
    settings = replace(opened.settings, languages=tuple(dict.fromkeys(lang))) if lang else opened.settings
    result = opened.judged(as_of)
    language = spoken_language(settings.languages)
    print_findings((*result.findings, *opened.record()), language)
    built = figures.build(result, opened.register, settings, program.version())
    written = reports.write(built, output or settings.path("reports"))
    click.echo(say(built.headline, language))
    for path in written:
        tell(WRITTEN[language].format(path=path))
