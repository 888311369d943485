"""``tracker calendar holidays``: list the official holidays of a year; add one, and see what it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.calendar import calendar_of, calendar_options, holiday_document, texts
from tracker.cli.common import (
    DATE,
    Wrong,
    json_text,
    lang_option,
    print_findings,
    project_option,
    say,
    spoken_language,
)
from tracker.findings import Refusal

if TYPE_CHECKING:
    from tracker.calendars.holidays import Calendar, Holiday

LONGEST = 60
"""Days that one decision may add; more is a slip of the pen."""
ADDED = ("official", "published", "estimated", "working", "removed")
STATUS_HELP = "working: a day of work, weekend or not; removed: no holiday, and the weekend stays one."
INSTEAD_HELP = "A holiday that is none after all, as estimated: taken off the list; a weekend day stays one."


@click.group(invoke_without_command=True)
@click.option("--year", type=click.IntRange(1, 9999), help="By default the present year.")
@calendar_options
@click.pass_context
def holidays(
    context: click.Context,
    year: int | None,
    name: str | None,
    project: Path | None,
    output_format: str,
    lang: tuple[str, ...],
) -> None:
    """List the official holidays of a year with status and source; add one, and see what it moves."""
    if context.invoked_subcommand is not None:
        return
    from tracker.calendars.holidays import doubts

    used, languages = calendar_of(name, project, lang)
    if year is None:
        from zoneinfo import ZoneInfo

        from tracker.clock import now

        year = now(ZoneInfo(used.policy.zone)).year
    listed = sorted((h for h in (*used.holidays.values(), *used.working.values()) if h.day.year == year), key=_day)
    if output_format == "json":
        click.echo(json_text(_document(used, year, listed, lang)), nl=False)
    else:
        _print_table(used, year, listed, languages)
    print_findings((f for f in doubts(used) if str(f.values["day"]).startswith(f"{year:04}-")), languages[0])


@holidays.command()
@click.argument("first", metavar="DATE", type=DATE)
@click.option("--to", "last", type=DATE, help="The last day, where it is more than one.")
@click.option("--name", required=True, help="What is celebrated or decided.")
@click.option("--source", required=True, help="Who says so: the letter or decision, with number and date.")
@click.option("--status", type=click.Choice(ADDED), default="official", show_default=True, help=STATUS_HELP)
@click.option("--instead-of", "wrong", type=DATE, multiple=True, help=INSTEAD_HELP)
@project_option
@lang_option
def add(
    first: date,
    last: date | None,
    name: str,
    source: str,
    status: str,
    wrong: tuple[date, ...],
    project: Path,
    lang: tuple[str, ...],
) -> None:
    """Write a holiday into the project's file, and print every open duty that it moves, old and new."""
    from tracker.assess.moved import moves
    from tracker.calendars.holidays import Holiday, HolidayStatus, build, parse_override, unfit
    from tracker.calendars.override import added
    from tracker.cli.changing import print_moves
    from tracker.files import write_atomically
    from tracker.lock import hold
    from tracker.project import open_project, record_edited

    opened = open_project(project)
    language = spoken_language(opened.settings.languages)
    final = last or first
    if not 0 <= (final - first).days < LONGEST:
        ar, en = (
            f"من يوم إلى {LONGEST} يوماً، ولا ينتهي قبل أن يبدأ",
            f"1 to {LONGEST} days, not ending before it begins",
        )
        raise Wrong(ar, en, param_hint="--to")
    days = [first + timedelta(days=offset) for offset in range((final - first).days + 1)]
    if both := sorted(set(wrong) & set(days)):
        ar, en = "يوم يضاف ويُلغى معاً", "a day that is added cannot be taken back at once"
        raise Wrong(f"{ar}: {both[0]}", f"{en}: {both[0]}", param_hint="--instead-of")
    for option, text in (("--name", name), ("--source", source)):
        if not text.strip():
            raise Wrong("لا يكون فارغاً", "it cannot be empty", param_hint=option)
    tag = "ar" if any("\u0600" <= letter <= "\u06ff" for letter in name) else "en"
    entries = [Holiday(day, {tag: name}, HolidayStatus(status), source) for day in days]
    entries += [Holiday(day, {tag: name}, HolidayStatus.REMOVED, source) for day in dict.fromkeys(wrong)]
    unwritable = unfit(opened.calendar, entries[: len(days)], entries[len(days) :])
    if unwritable:
        raise Refusal(*unwritable)
    path = opened.settings.path("holidays")
    with hold(opened.settings):
        text = path.read_text("utf-8-sig") if path.is_file() else ""
        written = added(text, entries, str(path))
        listed, faults = parse_override(written, str(path))
        if faults:
            raise Refusal(*faults)
        before = opened.judged()
        calendar = build(opened.calendar.policy, listed)
        after = replace(opened, calendar=calendar).judged()
        opened.record()
        write_atomically(path, written.encode("utf-8"))
        record_edited(project)
    click.echo(say({"ar": f"كُتب في {path}: {len(entries)}", "en": f"Written to {path}: {len(entries)}"}, language))
    print_moves(moves(before, after), opened, language)


def _day(holiday: Holiday) -> date:
    return holiday.day


def _document(used: Calendar, year: int, listed: Sequence[Holiday], lang: Sequence[str]) -> dict[str, Any]:
    return {
        "schema": "tracker/holidays/1",
        "calendar": used.policy.name,
        "title": texts(used.policy.title, lang),
        "calendar_version": used.version,
        "year": year,
        "known": used.knows(date(year, 1, 1)),
        "holidays": [holiday_document(holiday, lang) for holiday in listed],
    }


def _print_table(used: Calendar, year: int, listed: Sequence[Holiday], languages: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    from tracker.calendars.card_lines import holiday_table

    for language in languages:
        title, header, rows, remark = holiday_table(used, year, listed, language)
        table = Table(title=title, caption=remark, title_justify="left", caption_justify="left")
        for name in header:
            table.add_column(name, overflow="fold")
        for row in rows:
            table.add_row(*row)
        Console().print(table)
