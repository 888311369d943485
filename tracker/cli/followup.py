"""``tracker template`` and ``tracker ingest``: the workbook out, and whatever offices send back in."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker import clock, config
from tracker.cli.common import (
    DATE,
    MOMENT,
    Wrong,
    fail_words,
    json_text,
    lang_option,
    opened_output,
    print_findings,
    project_option,
    say,
    spoken_language,
    tell,
)

if TYPE_CHECKING:
    from tracker.followup.intake import Intake
    from tracker.followup.records import Received
    from tracker.register import UnitTree

EXIT_OCCURRED, EXIT_UNUSABLE = 1, 2


@click.command()
@project_option
@lang_option
@click.option("--unit", help="A unit's identifier or name: it and the units below it. Default: all.")
@click.option("--as-of", type=DATE, help="The day for which the workbook is made (default: today).")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The workbook (.xlsx)."
)
def template(project: Path, lang: tuple[str, ...], unit: str | None, as_of: date | None, output: Path) -> None:
    """Write the follow-up workbook to send out: one row a duty, entry cells empty."""
    from tracker.assess import too_early
    from tracker.followup import template as workbook
    from tracker.project import open_project

    if output.suffix.lower() != ".xlsx":
        ar, en = f"ينتهي الاسم بـ‎.xlsx‎ لا «{output.suffix}»", f"the name must end in .xlsx, not “{output.suffix}”"
        raise Wrong(ar, en, param_hint="-o")
    opened = open_project(project)
    day = as_of or opened.now.date()
    rows = workbook.write_for(opened, output, day, unit)
    texts = {"ar": f"كُتب {output}، عدد الصفوف: {rows}", "en": f"Wrote {output}, rows: {rows}"}
    language = spoken_language(opened.settings.languages)
    tell(say(texts, language))
    print_findings(too_early(opened.register, day, "template-before-orders"), language)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="FILE|DIR...")
@project_option
@lang_option
@click.option("--received-at", type=MOMENT, help="When the files came in (default: now).")
@click.option("--received-from", metavar="WHO", help="Who sent them: a unit, or a sender of [ranks].")
@click.option("--explain", is_flag=True, help="Show how each column was recognised.")
@click.option("--again", is_flag=True, help="Read known files anew, after the register or the lexicon has changed.")
@click.option("--open", "show_open", is_flag=True, help="Take nothing in: list the rows not taken that are still open.")
@click.option("--fail-on", default="", metavar="KIND,…", help="Exit 1 if one occurs: rejected, refused, …")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write there.")
def ingest(
    paths: tuple[Path, ...],
    project: Path,
    lang: tuple[str, ...],
    received_at: datetime | None,
    received_from: str | None,
    explain: bool,
    again: bool,
    show_open: bool,
    fail_on: str,
    form: str,
    output: Path | None,
) -> None:
    """Take status sheets in, every row accounted for."""
    settings = config.load(project)
    language = spoken_language(settings.languages)
    watched = fail_words(fail_on)
    if show_open:
        from tracker.cli.open_rows import list_open

        list_open(project, paths, form, lang, output)
        return
    if not paths:
        raise click.MissingParameter(param_hint="FILE|DIR", param_type="argument")
    with opened_output(output) as write:
        intake, units = _take(project, paths, received_at, received_from, again)
        if form == "json":
            from tracker.followup.intake import as_json

            write(json_text(as_json(intake, explain)))
        else:
            write(_table(intake, language, explain))
    if form == "table":
        _print_messages(intake, units, language)
    if not intake.took_something:
        sys.exit(EXIT_UNUSABLE)
    if watched & intake.occurred():
        sys.exit(EXIT_OCCURRED)


def _take(
    project: Path,
    paths: tuple[Path, ...],
    received_at: datetime | None,
    sender: str | None,
    again: bool,
) -> tuple[Intake, UnitTree]:
    from tracker.followup.intake import take_in
    from tracker.lock import hold
    from tracker.project import open_project, record_edited
    from tracker.review import kinds

    opened = open_project(project)
    settings = opened.settings
    if received_at is not None and received_at.tzinfo is None:
        received_at = received_at.replace(tzinfo=opened.now.tzinfo)
    with hold(settings):
        intake = take_in(
            settings,
            opened.register,
            opened.calendar,
            paths,
            known_at=opened.now,
            received_at=received_at,
            sender=sender,
            again=again,
            clock_set=clock.is_set(),
            other=kinds.others(settings, opened.register),
        )
        if intake.batch.number is not None:
            print_findings(opened.record(), spoken_language(settings.languages))
        if intake.events:
            record_edited(project)
    return intake, opened.register.units


TITLES = {
    "ar": ("الملف", "الوضع", "مقروء", "مقبول", "مرفوض", "سؤال", "فارغ", "غيره"),
    "en": ("file", "status", "read", "accepted", "rejected", "question", "empty", "other"),
}
STATUS = {
    "ar": {"read": "قُرئ", "known": "معروف", "refused": "رُفض"},
    "en": {"read": "read", "known": "known", "refused": "refused"},
}


def _table(intake: Intake, language: str, explain: bool) -> str:
    """One line a file, aligned; with ``explain`` one line a column below it."""
    lines: list[tuple[str, ...]] = [TITLES[language]]
    for file in intake.files:
        counts = (str(number) for number in file.counts().values())
        lines.append((file.path, STATUS[language][file.status], *counts))
    widths = [max(len(line[index]) for line in lines) for index in range(len(TITLES[language]))]
    shown: list[str] = []
    explained = [[], *(_explained(file, language) if explain else [] for file in intake.files)]
    for line, below in zip(lines, explained, strict=True):
        named = (cell.ljust(width) for cell, width in zip(line[:2], widths[:2], strict=True))
        numbers = (cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True))
        shown += ["  ".join((*named, *numbers)).rstrip(), *below]
    return "\n".join(shown) + "\n"


def _explained(file: Received, language: str) -> list[str]:
    from tracker.followup.wording import column_line

    return [f"    {column_line(column, language)}" for sheet in file.sheets for column in sheet.columns]


def _print_messages(intake: Intake, units: UnitTree, language: str) -> None:
    """Every finding on standard error, with its file, sheet and cell; then what was said otherwise before."""
    from tracker.followup.wording import change_line

    for file in intake.files:
        if file.refusal is not None:
            print_findings([file.refusal], language)
        for sheet in file.sheets:
            notices = (*sheet.rejected, *sheet.questions, *sheet.notes)
            print_findings([notice.finding for notice in notices], language)
    print_findings(intake.findings, language)
    for change in intake.batch.changes:
        tell(change_line(change, units[change.unit].name if change.unit in units else {}, language))
