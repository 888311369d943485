"""``tracker run``, what cron calls, and ``tracker schedule``, the line for cron."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.common import (
    DATE,
    Wrong,
    fail_words,
    json_text,
    lang_option,
    print_findings,
    project_option,
    spoken_language,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.run import Record

STATUS = {
    "ok": {"ar": "تمت", "en": "ok"},
    "failed": {"ar": "تعذرت", "en": "failed"},
    "skipped": {"ar": "تُركت", "en": "skipped"},
}
STAGES = {
    "ingest": {"ar": "استلام الملفات", "en": "ingest"},
    "check": {"ar": "الحكم", "en": "check"},
    "report": {"ar": "التقرير", "en": "report"},
    "alert": {"ar": "التنبيهات", "en": "alert"},
}
STAGE_HEADS = {"ar": ("المرحلة", "النتيجة", "الثواني"), "en": ("stage", "status", "seconds")}
HISTORY_HEADS = {
    "ar": ("التشغيل", "حتى", "بدأ", "الثواني", "رمز الخروج", "المراحل"),
    "en": ("run", "as of", "started", "seconds", "exit", "stages"),
}
UNFINISHED = {"ar": "لم يكتمل", "en": "did not end"}
NO_RUNS = {"ar": "لا تشغيل مسجلاً بعد.", "en": "No run is recorded yet."}
CRON_NOTES = {
    "ar": (
        "# أضف السطر التالي بالأمر crontab -e؛ لم يُثبَّت شيء.",
        "# الساعة بتوقيت الجهاز الذي يعمل عليه cron، والتاريخ بتوقيت المشروع ({zone}).",
    ),
    "en": (
        "# Add the next line with crontab -e; nothing was installed.",
        "# The hour is that of the machine on which cron runs; the day is that of the project's zone ({zone}).",
    ),
}


@click.command()
@project_option
@click.option("--as-of", type=DATE, help="The day to judge; default: today.")
@click.option("--history", is_flag=True, help="Show the last runs; run nothing.")
@click.option("--fail-on", default="", metavar="KIND,…", help="Exit 1 if one of these occurs.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@lang_option
def run(
    project: Path,
    as_of: date | None,
    history: bool,
    fail_on: str,
    form: str,
    lang: tuple[str, ...],
) -> None:
    """Take new files in, judge, report and alert, under one lock. Exit 3: another goes on; 4: undelivered alerts."""
    from tracker import config
    from tracker import run as runs

    wanted = fail_words(fail_on)
    language = spoken_language(config.load(project).languages)
    if history:
        latest = runs.History(config.load(project)).latest()
        if form == "json":
            click.echo(json_text({"schema": "tracker/run-history/1", "runs": latest}), nl=False)
        else:
            click.echo(history_text(latest, language), nl=False)
        return
    record = runs.run(project, as_of, wanted)
    if form == "json":
        click.echo(json_text(record.document()), nl=False)
    else:
        click.echo(stages_text(record, language), nl=False)
    for stage in record.stages:
        print_findings(stage.messages, language)
    code = record.exit_code(wanted)
    if code:
        sys.exit(code)


def stages_text(record: Record, language: str) -> str:
    """The stages with their status; what they had to say goes to standard error."""
    rows = [
        (STAGES[stage.name][language], STATUS[stage.status][language], f"{stage.seconds:.1f}")
        for stage in record.stages
    ]
    return _table(STAGE_HEADS[language], rows)


def history_text(latest: list[dict[str, Any]], language: str) -> str:
    """The last runs, the latest first."""
    if not latest:
        return NO_RUNS[language] + "\n"
    rows = []
    for entry in latest:
        stages = " · ".join(f"{STAGES[s['name']][language]}: {STATUS[s['status']][language]}" for s in entry["stages"])
        seconds = f"{entry['seconds']:.1f}" if entry["seconds"] is not None else ""
        code = str(entry["exit"]) if entry["exit"] is not None else UNFINISHED[language]
        rows.append((entry["run"], entry["as_of"], entry["started_at"], seconds, code, stages))
    return _table(HISTORY_HEADS[language], rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from rich.markup import escape
    from rich.table import Table

    from tracker.cli.terminal import drawing, width

    console, out = drawing(width())
    table = Table()
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(escape, row))
    console.print(table)
    return out.getvalue()


@click.group()
def schedule() -> None:
    """The line that makes cron call ``tracker run``."""


@schedule.command()
@project_option
@click.option("--at", "at_time", default="06:00", metavar="HH:MM", help="The hour on the machine's clock.")
@lang_option
def show(project: Path, at_time: str, lang: tuple[str, ...]) -> None:
    """Print the crontab line; install nothing."""
    from tracker import config
    from tracker import project as projects
    from tracker.schedule import cron_line

    settings = config.load(project)
    try:
        hour = datetime.strptime(at_time, "%H:%M").time()
    except ValueError as error:
        ar, en = f"«{at_time}» ليست ساعة؛ تُكتب 06:00", f"“{at_time}” is no hour; it is written 06:00"
        raise Wrong(ar, en, param_hint="--at") from error
    line = cron_line(settings, hour)
    for note in CRON_NOTES[spoken_language(settings.languages)]:
        click.echo(note.format(zone=projects.zone(settings).key))
    click.echo(line)
