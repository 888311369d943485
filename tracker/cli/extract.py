"""``tracker extract``: read orders, propose obligations. It needs no project."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.common import (
    DATE,
    json_text,
    lang_option,
    print_findings,
    project_option,
    spoken_language,
    tell,
    write_out,
)
from tracker.cli.terminal import drawing, width
from tracker.config import FILE_NAME
from tracker.findings import Refusal, at
from tracker.model import Finding, SourceRef

if TYPE_CHECKING:
    from tracker.orders.difference import Difference
    from tracker.orders.documents import Document
    from tracker.orders.records import ExtractedDocument

ROOMY = 120
"""From this width on each thing that is told of a clause has a column; below it they stand one below another."""
FORMATS = ("table", "yaml", "json", "html")
IN_FILE = 160
"""A table that is kept in a file is read in an editor, where quotes in one line are worth more than the width."""


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--issued-on", type=DATE, help="The day of issue; without it the text's own day is taken.")
@click.option("--notified-on", type=DATE, help="The day of notification, where periods count from it.")
@click.option(
    "--calendar", "calendar_name", metavar="NAME", help="How days are counted; default: the project's, without one iq."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead of standard output.")
@click.option(
    "--beside",
    type=click.Path(path_type=Path),
    metavar="PROJECT",
    help="Show the draft beside this project's approved register (as a table).",
)
@click.option("--diff", is_flag=True, help="What a corrected order changes against the register of --project.")
@click.option("--directive", metavar="ID", help="With --diff: the directive that the order belongs to.")
@project_option
@lang_option
def extract(
    files: tuple[Path, ...],
    issued_on: date | None,
    notified_on: date | None,
    calendar_name: str,
    form: str,
    output: Path | None,
    beside: Path | None,
    diff: bool,
    directive: str | None,
    project: Path,
    lang: tuple[str, ...],
) -> None:
    """Read orders and propose obligations, each with its exact clause and date."""
    from tracker.cli.calendar import calendar_of
    from tracker.cli.difference import Earlier
    from tracker.cli.difference import table as differing
    from tracker.orders.documents import read
    from tracker.orders.extract import propose

    if beside is not None and form != "table":
        raise click.UsageError("--beside goes with --format table.")
    if diff and (beside is not None or form == "yaml"):
        raise click.UsageError("--diff goes with --format table, json or html, and without --beside.")
    if directive is not None and (not diff or len(files) > 1):
        raise click.UsageError("--directive goes with --diff and one order.")
    earlier = Earlier(project, calendar_name, spoken_language()) if diff else None
    calendar, _ = calendar_of(calendar_name, project if (project / FILE_NAME).is_file() else None, lang)
    read_ones: list[ExtractedDocument] = []
    documents: list[Document] = []
    differences: list[Difference] = []
    findings: list[Finding] = []
    for path in files:
        try:
            document = read(path)
            if earlier is not None:
                found, difference = earlier.against(document, issued_on, notified_on, directive)
                differences.append(difference)
            else:
                found = propose(document, issued_on, notified_on, calendar)
        except Refusal as refusal:
            findings += refusal.findings
            continue
        read_ones.append(found)
        documents.append(document)
        findings += document.findings
    if not read_ones:
        raise Refusal(*findings)
    for found in read_ones:
        if found.metadata.issued_on is None and form != "yaml":  # a draft cannot be made then, which is said as such
            findings.append(at("order-day-unknown", SourceRef(found.file), file=found.file))
    print_findings(findings, spoken_language())
    language = lang[0] if lang else None
    if form == "html":
        from tracker.orders.view import page

        write_out(page(read_ones, documents, language or spoken_language(), differences), output)
    elif diff:
        pairs = list(zip(read_ones, differences, strict=True))
        if form == "json":
            from tracker.orders import difference_output

            write_out(json_text(difference_output.as_json(pairs)), output)
        else:
            write_out(differing(pairs, language or spoken_language(), width(output, in_file=IN_FILE)), output)
    elif form == "json":
        from tracker.orders.output import as_json

        write_out(json_text(as_json(read_ones, documents, language)), output)
    elif form == "yaml":
        _write_drafts(read_ones, output)
    elif beside is not None:
        columns = width(output, in_file=IN_FILE)
        write_out(_beside(read_ones, beside, language or spoken_language(), columns), output)
    else:
        columns = width(output, in_file=IN_FILE)
        write_out(_table(read_ones, language or spoken_language(), columns), output)


def _write_drafts(documents: list[ExtractedDocument], output: Path | None) -> None:
    """One draft for each issuer and day: to standard output as a stream, or to one file each."""
    from tracker.orders.draft import drafts

    found = [draft for document in documents for draft in drafts(document)]
    if output is None:
        click.echo("---\n".join(draft.text for draft in found), nl=False)
        return
    if output.is_dir():
        paths = [output / f"{draft.id}.yaml" for draft in found]
    else:
        paths = [output if n == 1 else output.with_stem(f"{output.stem}-{n}") for n in range(1, len(found) + 1)]
    for path, draft in zip(paths, found, strict=True):
        write_out(draft.text, path)
        tell(str(path))


def _table(documents: list[ExtractedDocument], language: str, columns: int) -> str:
    """One line a clause, the quote with most of the room. What all of them share, issuer or day, stands above."""
    from rich.markup import escape
    from rich.table import Table

    from tracker.orders.output import HEADINGS, WORDS, rows

    console, out = drawing(columns)
    number, issuer, day, kind, addressee, due, quote = range(7)
    for document in documents:
        on = document.metadata.issued_on
        head = f"{document.file} · {on.isoformat() if on else '—'} · SHA-256 {document.sha256[:12]}"
        console.print(head, markup=False, soft_wrap=True)
        changed = [f"{WORDS[language]['changes']}: {change.quote}" for change in document.changes]
        if not document.obligations:
            for line in changed or [WORDS[language]["nothing"]]:
                console.print(line, markup=False)
            continue
        cells = rows(document, language)
        shared = [n for n in (issuer, day) if len({row[n] for row in cells}) == 1]
        if shared:
            console.print(" · ".join(f"{HEADINGS[language][n]}: {cells[0][n]}" for n in shared), markup=False)
        table = Table(show_lines=True, expand=True)
        heads = HEADINGS[language]
        beside = [n for n in (issuer, day, kind, addressee, due) if n not in shared]
        table.add_column(heads[number], no_wrap=True)
        if columns >= ROOMY:
            for n in beside:
                table.add_column(heads[n], ratio=2, no_wrap=n == day)
            table.add_column(heads[quote], ratio=7)
            for row in cells:
                table.add_row(*(escape(row[n]) for n in (number, *beside, quote)))
        else:
            table.add_column(heads[kind], ratio=2)
            table.add_column(heads[quote], ratio=3)
            for row in cells:
                told = [f"{heads[n]}: {row[n]}" for n in beside if n != kind and row[n] != WORDS[language]["none"]]
                table.add_row(row[number], escape("\n".join((row[kind], *told))), escape(row[quote]))
        console.print(table)
        for line in changed:
            console.print(line, markup=False)
    return out.getvalue()


def _beside(documents: list[ExtractedDocument], project: Path, language: str, columns: int) -> str:
    """What each clause of a draft became in the register, what was left out and what was added."""
    from rich.markup import escape
    from rich.table import Table

    from tracker import config, register
    from tracker.cli.common import say
    from tracker.model import Modality, Obligation, Strength
    from tracker.orders.beside import Pair, beside
    from tracker.orders.output import due
    from tracker.orders.records import Proposal
    from tracker.wording import BESIDE, MODALITIES, PATTERNS, STRENGTHS

    def kind(clause: Proposal | Obligation) -> str:
        if clause.strength is Strength.EXHORTATION:
            return say(STRENGTHS[clause.strength], language)
        if clause.modality is Modality.PROHIBITION:
            return say(MODALITIES[clause.modality], language)
        return say(PATTERNS[clause.pattern], language)

    def cells(pair: Pair) -> tuple[str, ...]:
        draft = read_as = register_ = approved_as = "—"
        if pair.proposal is not None:
            draft = f"{pair.number}. {pair.proposal.quote}"
            read_as = kind(pair.proposal)
            if (when := due(pair.proposal, language)) != "—":
                read_as += f"\n{when}"
        if pair.obligation is not None:
            register_ = f"{pair.obligation.id}\n{say(pair.obligation.text, language)}"
            approved_as = kind(pair.obligation)
        return draft, read_as, register_, approved_as

    found = register.load(config.load(project))
    print_findings(found.findings, language)
    directives = [d for d in found.directives if d.approved is not None]
    console, out = drawing(columns)
    for document in documents:
        pairs = beside(document, directives)
        console.print(document.file, markup=False, soft_wrap=True)
        table = Table(show_lines=True)
        for name, ratio in (("draft", 3), ("read_as", 2), ("register", 3), ("approved_as", 2)):
            table.add_column(say(BESIDE[name], language), ratio=ratio, overflow="fold")
        for pair in pairs:
            table.add_row(*map(escape, cells(pair)))
        console.print(table)
        counts = {
            "in_both": sum(p.proposal is not None and p.obligation is not None for p in pairs),
            "only_draft": sum(p.obligation is None for p in pairs),
            "only_register": sum(p.proposal is None for p in pairs),
        }
        console.print(" · ".join(f"{say(BESIDE[name], language)}: {n}" for name, n in counts.items()), markup=False)
    return out.getvalue()
