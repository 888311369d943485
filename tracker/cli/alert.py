"""``tracker alert``: what is due to be told, to whom, and what became of it."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.common import DATE, json_text, lang_option, print_findings, project_option, say, spoken_language
from tracker.cli.terminal import drawing, width

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
            print_findings(opened.record(), spoken_language(opened.settings.languages))
            rehearsed = clock.is_set()
            outcome = dispatch.send(judged, opened.register, opened.settings, opened.now, clock_set=rehearsed)
    if form == "json":
        click.echo(json_text(document(outcome, lang or opened.settings.languages)), nl=False)
    else:
        language = spoken_language(opened.settings.languages)
        click.echo(table_text(outcome, opened.register, opened.settings.banner, language, dry_run=dry_run), nl=False)
    if outcome.undelivered and not dry_run:
        sys.exit(EXIT_UNDELIVERED)


def document(outcome: Outcome, languages: Sequence[str]) -> dict[str, Any]:
    """The document ``tracker/alert/1`` of the contract. Beyond it: ``to`` (unit, or ``issuer``), ``occurrence`` and
    ``event`` of the duty, ``reason`` (why it is suppressed, by name), ``error`` and ``file`` of a delivery. Where a
    file goes to somebody without a mail address, ``recipient`` is the unit's identifier, or ``issuer``."""
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
                "file": line.file,
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
    from rich.table import Table

    from tracker.alerts import wording
    from tracker.alerts.records import FILES, Reason
    from tracker.wording import counted

    console, out = drawing(width())
    if banner:
        console.print(say(banner, language), markup=False)
    words = wording.TABLE
    told = [line for line in outcome.alerts if line.reason is Reason.ALREADY_TOLD]
    shown = [line for line in outcome.alerts if dry_run or line.reason is not Reason.ALREADY_TOLD]
    if outcome.deliveries:
        table = Table()
        for name in ("recipient", "channel", "alerts", "state", "place"):
            table.add_column(words[name][language], overflow="fold")
        for delivery in outcome.deliveries:
            to = _name(delivery.recipient, register, language)
            state = (wording.WRITTEN if delivery.file else wording.STATES[delivery.state])[language]
            file = Path(delivery.file).name if delivery.file else ""
            cells = (to, delivery.channel, str(delivery.alerts), state, delivery.error or file)
            table.add_row(*map(_plain, cells))
        console.print(table)
        for directory in sorted({str(Path(d.file).parent) for d in outcome.deliveries if d.file}):
            console.print(f"{words['directory'][language]}: {directory}", markup=False, soft_wrap=True)
    only_files = {delivery.channel for delivery in outcome.deliveries} == {FILES}
    if shown:
        table = Table()
        for name in ("step", "obligation", "unit", "recipient", "state", "why"):
            table.add_column(words[name][language], overflow="fold")
        for line in shown:
            made = line.alert
            unit = register.units.get(made.unit)
            became = wording.WRITTEN if line.state == "sent" and only_files else wording.STATES[line.state]
            table.add_row(
                *map(
                    _plain,
                    (
                        wording.step_title(made.series, made.assessment.claim)[language],
                        made.obligation,
                        say(unit.name, language) if unit is not None else made.unit,
                        _name(made.recipient or "—", register, language),
                        became[language],
                        line.why[language],
                    ),
                )
            )
        console.print(table)
    if not outcome.deliveries:
        console.print(words["nothing"][language], markup=False)
    for reason, number in Counter(line.reason for line in outcome.held).items():
        assert reason is not None
        held = counted(number, "alert", language, nominative=True)
        text = f"{words['held'][language]}: {held} ({wording.KINDS[reason][language]})"
        console.print(text, style="bold", markup=False)
    if told and not dry_run:
        console.print(
            f"{words['told'][language]}: {counted(len(told), 'alert', language, nominative=True)}", markup=False
        )
    return out.getvalue()


def _name(recipient: str, register: Register, language: str) -> str:
    """The unit's name where its file is handed over, for want of an address; else the address."""
    from tracker.alerts import wording
    from tracker.alerts.recipients import ISSUER

    unit = register.units.get(recipient)
    if unit is not None:
        return say(unit.name, language)
    return wording.ISSUER[language] if recipient == ISSUER else recipient


def _plain(text: str) -> str:
    """Text of a project's files, never markup of the terminal."""
    from rich.markup import escape

    return escape(text)
