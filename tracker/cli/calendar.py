"""``tracker calendar``: count days, list holidays, resolve expressions of time. Uses a project if there is one."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.common import DATE, Wrong, json_text, lang_option, say, spoken_language, write_out
from tracker.findings import Refusal
from tracker.model import Anchor, Deadline, DeadlineKind, Text, TimeUnit

if TYPE_CHECKING:
    from tracker.calendars.cards import DateCard
    from tracker.calendars.counting import Resolution
    from tracker.calendars.holidays import Calendar, Holiday
    from tracker.calendars.profiles import Policy

DEFAULT_CALENDAR = "iq"
LAZY = {
    "holidays": "List the official holidays of a year, or add one and see what it moves.",
    "resolve": "Find expressions of time in a text and give their dates.",
}
"""Commands that are imported when they are asked for, with their line of help."""


class CalendarGroup(click.Group):
    """Imports what is heavy only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *LAZY})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in LAZY:
            return super().get_command(ctx, cmd_name)
        command = getattr(importlib.import_module(f"tracker.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, command.get_short_help_str()) for name, command in sorted(self.commands.items())]
        with formatter.section("Commands"):
            formatter.write_dl([*rows, *LAZY.items()])


@click.group(cls=CalendarGroup)
def calendar() -> None:
    """Count days, list holidays, resolve expressions of time."""


def calendar_options(command: Any, formats: Sequence[str] = ("table", "json")) -> Any:
    """Adds ``name``, ``project``, ``output_format`` and ``lang``."""
    for option in (
        lang_option,
        click.option("--format", "output_format", type=click.Choice(formats), default="table"),
        click.option(
            "--project", type=click.Path(path_type=Path), help="A project: its calendar and its holidays.csv."
        ),
        click.option(
            "--calendar",
            "name",
            metavar="NAME",
            help="A profile of counting (iq, literal, frcp, one of the project), or a country (EG, US, …).",
        ),
    ):
        command = option(command)
    return command


@calendar.command()
@click.option("--from", "anchor_on", type=DATE, required=True, help="The day of the anchor; it is not counted.")
@click.option("--count", type=int, required=True, help="How many units.")
@click.option("--unit", type=click.Choice([unit.value for unit in TimeUnit]), default="day", show_default=True)
@click.option("--at", "clock_time", type=click.DateTime(["%H:%M"]), help="The hour of the anchor, as 14:30.")
@click.option("--anchor", type=click.Choice([a.value for a in Anchor]), default="issue", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
@partial(calendar_options, formats=("table", "json", "html"))
def count(
    anchor_on: date,
    count: int,
    unit: str,
    clock_time: datetime | None,
    anchor: str,
    name: str | None,
    project: Path | None,
    output_format: str,
    lang: tuple[str, ...],
    output: Path | None,
) -> None:
    """Count a period and print its date card."""
    from tracker.calendars.counting import fault, resolve

    used, languages = calendar_of(name, project, lang)
    deadline = Deadline(DeadlineKind.WITHIN, count=count, unit=TimeUnit(unit), anchor=Anchor(anchor))
    wrong = fault(deadline)
    if wrong is not None:
        raise Wrong(wrong["ar"], wrong["en"], param_hint="--count")
    try:
        resolution = resolve(deadline, anchor_on, used, clock_time=None if clock_time is None else clock_time.time())
    except OverflowError as error:
        raise Wrong("يتجاوز العام 9999", "it leads beyond the year 9999", param_hint="--count") from error
    if output_format == "json":
        write_out(json_text(_count_document(resolution, lang)), output)
        return
    if output_format == "html":
        from tracker.report.card_page import page, phrase, render

        starts, card = used.policy.week_starts, resolution.card
        pages = [
            page(tag, phrase("count_title", tag), card, starts, [(phrase("count", tag), card_lines(card, tag), True)])
            for tag in languages
        ]
        write_out(render(pages), output)
        return
    cards = ["\n".join(card_lines(resolution.card, tag)) + "\n" for tag in languages]
    write_out("\n".join(cards), output)


def card_lines(card: DateCard, tag: str) -> list[str]:
    """A date card for print, in one language."""
    return [say(line, tag) for line in card.lines()]


def calendar_of(name: str | None, project: Path | None, lang: Sequence[str]) -> tuple[Calendar, Sequence[str]]:
    """The calendar asked for, with the official days of the project where there is one, and the languages to speak.

    A project's file of holidays is of its own country: it does not count under a profile of another.
    """
    from tracker import config
    from tracker.calendars.holidays import load
    from tracker.calendars.profiles import profile
    from tracker.project import misplaced

    if project is None and not Path(config.FILE_NAME).is_file():
        return load(profile(name or DEFAULT_CALENDAR)), lang or (spoken_language(),)
    settings = config.load(project or Path())
    policy, own = (profile(one, settings.calendars) for one in (name or settings.calendar, settings.calendar))
    if policy.name != own.name and policy.country != own.country:
        return load(policy), lang or (spoken_language(settings.languages),)
    wrong = misplaced(settings, ("holidays",))
    if wrong:
        raise Refusal(*wrong)
    override = settings.path("holidays")
    return load(policy, override), lang or (spoken_language(settings.languages),)


def policy_of(name: str) -> Policy:
    """The profile of that name: of the program, of a country, or of the project in this directory."""
    from tracker import config
    from tracker.calendars.profiles import profile

    if not Path(config.FILE_NAME).is_file():
        return profile(name)
    return profile(name, config.load(Path()).calendars)


def texts(text: Text, lang: Sequence[str]) -> Text:
    """Only the languages asked for, where the text has one of them."""
    return {tag: text[tag] for tag in lang if tag in text} or dict(text)


def _count_document(resolution: Resolution, lang: Sequence[str]) -> dict[str, Any]:
    card = resolution.card
    return {
        "schema": "tracker/count/1",
        "from": card.trigger,
        "count": card.deadline.count,
        "unit": card.deadline.unit,
        "calendar": card.policy,
        "calendar_version": card.version,
        "state": resolution.state,
        "due_on": resolution.due_on,
        "due_at": resolution.due_at,
        "steps": [
            {
                "date": step.day,
                "kind": step.kind,
                "number": step.number,
                "holiday": None if step.holiday is None else holiday_document(step.holiday, lang),
            }
            for step in card.steps
        ],
        "basis": [texts(line, lang) for line in card.lines()],
    }


def holiday_document(holiday: Holiday, lang: Sequence[str]) -> dict[str, Any]:
    return {
        "date": holiday.day,
        "name": texts(holiday.name, lang),
        "status": holiday.status,
        "source": holiday.source,
    }
