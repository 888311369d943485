"""``tracker alert``: what is due to be told, to whom, and what became of it."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.common import DATE, json_text, lang_option, project_option, say, spoken_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.alerts.records import AlertLine, Outcome
    from tracker.model import Text
    from tracker.register import Register

EXIT_UNDELIVERED = 4


@click.command()
@project_option
@click.option("--as-of", type=DATE, help="The day for which to judge and alert; default: today.")
@click.option("--dry-run", is_flag=True, help="Write and send nothing; show what would go, and why the rest does not.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@lang_option
def alert(project: Path, as_of: date | None, dry_run: bool, form: str, lang: tuple[str, ...]) -> None:
    """Send reminders, overdue notices, missing reports, breaches, escalations. Exit 4: some could not be delivered."""
    from tracker import clock, lock
    from tracker.alerts import dispatch
    from tracker.project import open_project

    opened = open_project(project)
    if dry_run:
        outcome = dispatch.rehearse(opened.judged(as_of), opened.register, opened.settings, opened.now)
    else:
        with lock.hold(opened.settings):
            judged = opened.judged(as_of)
            rehearsed = clock.is_set()
            outcome = dispatch.send(judged, opened.register, opened.settings, opened.now, clock_set=rehearsed)
    if form == "json":
        click.echo(json_text(document(outcome, lang or opened.settings.languages)), nl=False)
    else:
        language = spoken_language(opened.settings.languages)
        click.echo(table_text(outcome, opened.register, opened.settings.banner, language, dry_run=dry_run), nl=False)
    if outcome.undelivered:
        sys.exit(EXIT_UNDELIVERED)


def document(outcome: Outcome, languages: Sequence[str]) -> dict[str, Any]:
    """The document ``tracker/alert/1`` of the contract. Beyond it: ``to`` (unit, or ``issuer``), ``occurrence`` and
    ``event`` of the duty, ``reason`` (why it is suppressed, by name), ``error`` of a delivery."""
    return {
        "schema": "tracker/alert/1",
        "alerts": [_alert(line, languages) for line in outcome.alerts],
        "deliveries": [
            {
                "id": line.id,
                "recipient": line.recipient,
                "channel": line.channel,
                "alerts": line.alerts,
                "state": line.state,
                "error": line.error,
            }
            for line in outcome.deliveries
        ],
    }


def _alert(line: AlertLine, languages: Sequence[str]) -> dict[str, Any]:
    made = line.alert
    return {
        "key": made.key,
        "obligation": made.obligation,
        "unit": made.unit,
        "occurrence": made.assessment.occurrence,
        "event": made.assessment.event,
        "step": made.step,
        "to": made.to,
        "recipient": made.recipient,
        "state": line.state,
        "reason": line.reason,
        "why": {tag: line.why[tag] for tag in languages},
    }


def table_text(outcome: Outcome, register: Register, banner: Text, language: str, *, dry_run: bool) -> str:
    """Deliveries, then the alerts in them, then what does not go out and why; of what was told before only the number,
    but in a rehearsal."""
    from rich.console import Console
    from rich.table import Table

    from tracker.alerts import wording
    from tracker.alerts.records import Reason
    from tracker.wording import counted

    out = io.StringIO()
    console = Console(file=out, width=140)
    if banner:
        console.print(say(banner, language), style="bold", markup=False)
    words = wording.TABLE
    told = [line for line in outcome.alerts if line.reason is Reason.ALREADY_TOLD]
    shown = [line for line in outcome.alerts if dry_run or line.reason is not Reason.ALREADY_TOLD]
    if outcome.deliveries:
        table = Table()
        for name in ("recipient", "channel", "alerts", "state", "error"):
            table.add_column(words[name][language], overflow="fold")
        for delivery in outcome.deliveries:
            state = wording.STATES[delivery.state][language]
            cells = (delivery.recipient, delivery.channel, str(delivery.alerts), state, delivery.error or "")
            table.add_row(*map(_plain, cells))
        console.print(table)
    if shown:
        table = Table()
        for name in ("step", "obligation", "unit", "recipient", "state", "why"):
            table.add_column(words[name][language], overflow="fold")
        for line in shown:
            made = line.alert
            unit = register.units.get(made.unit)
            table.add_row(
                *map(
                    _plain,
                    (
                        wording.step_title(made.series)[language],
                        made.obligation,
                        say(unit.name, language) if unit is not None else made.unit,
                        made.recipient or "—",
                        wording.STATES[line.state][language],
                        line.why[language],
                    ),
                )
            )
        console.print(table)
    if not outcome.deliveries:
        console.print(words["nothing"][language], markup=False)
    if told and not dry_run:
        console.print(f"{words['told'][language]}: {counted(len(told), 'alert', language)}", markup=False)
    return out.getvalue()


def _plain(text: str) -> str:
    """Text of a project's files, never markup of the terminal."""
    from rich.markup import escape

    return escape(text)
