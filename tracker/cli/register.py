"""``tracker register`` and ``tracker units``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import adding, amending, changing
from tracker.cli.approving import approve, directive_named, owed
from tracker.cli.common import (
    DATE,
    json_text,
    lang_option,
    print_findings,
    project_option,
    say,
    spoken_language,
)
from tracker.cli.review import export_, import_
from tracker.cli.standing import stood_on
from tracker.findings import Refusal, Severity, at, severity

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.model import Directive, Finding
    from tracker.register import Register

FORMATS = click.Choice(["table", "json"])


@click.group()
def register() -> None:
    """The reviewed obligations: list, show, validate, add a draft, review it in Excel, approve it, change it."""


@click.group()
def units() -> None:
    """Who owes reports: list, validate."""


register.add_command(approve)
register.add_command(export_)
register.add_command(import_)
for _command in changing.commands():
    register.add_command(_command)


def _opened(project: Path) -> tuple[Settings, Register]:
    from tracker import config
    from tracker.register import load

    settings = config.load(project)
    return settings, load(settings)


@register.command("list")
@project_option
@click.option("--format", "form", type=FORMATS, default="table")
@lang_option
def list_(project: Path, form: str, lang: tuple[str, ...]) -> None:
    """Every directive with its obligations and how many duties they make."""
    settings, found = _opened(project)
    language = spoken_language(settings.languages)
    print_findings(found.findings, language)
    if form == "json":
        document = {
            "schema": "tracker/register/1",
            "directives": [_directive_document(found, d) for d in found.directives],
        }
        click.echo(json_text(document), nl=False)
        return
    from rich.markup import escape
    from rich.table import Table

    from tracker.cli.terminal import drawing, width
    from tracker.wording import PATTERNS

    heads = {
        "ar": ("رمز الالتزام", "النمط", "الواجبات", "نص الالتزام"),
        "en": ("obligation", "pattern", "duties", "text"),
    }[language]
    status = {"ar": ("مصادق عليه", "مسودة"), "en": ("approved", "draft")}[language]
    console, out = drawing(width())
    for directive in found.directives:
        state = status[0] if directive.approved else status[1]
        head = f"{directive.id} · {directive.issued_on} · {say(directive.issuer, language)} · {state}"
        console.print(head, markup=False)
        table = Table(*heads)
        for obligation in directive.obligations:
            cells = (
                obligation.id or "—",
                PATTERNS[obligation.pattern][language],
                str(owed(found, obligation)),
                say(obligation.text, language),
            )
            table.add_row(*map(escape, cells))
        console.print(table)
    click.echo(out.getvalue(), nl=False)


def _directive_document(found: Register, directive: Directive) -> dict[str, Any]:
    approved = directive.approved
    return {
        "id": directive.id,
        "issuer": dict(directive.issuer),
        "issued_on": directive.issued_on,
        "status": "approved" if approved else "draft",
        "approved": {"by": approved.by, "on": approved.on} if approved else None,
        "file": directive.source.file,
        "obligations": [
            {
                "id": o.id or None,
                "text": dict(o.text),
                "modality": o.modality,
                "strength": o.strength,
                "pattern": o.pattern,
                "deadline": o.deadline.kind,
                "duties": owed(found, o),
            }
            for o in directive.obligations
        ],
    }


@register.command()
@click.argument("directive")
@click.option("--on", "day", type=DATE, help="As the order stood on this day, with the changes that held.")
@project_option
@lang_option
def show(directive: str, day: date | None, project: Path, lang: tuple[str, ...]) -> None:
    """One directive as its file has it, with the units that owe each obligation; or as it stood on a day."""
    settings, found = _opened(project)
    language = spoken_language(settings.languages)
    chosen = directive_named(found, directive)
    if day is None:
        click.echo(Path(chosen.source.file).read_text("utf-8"))
    elif day < chosen.issued_on:
        ar, en = (
            f"لم يكن قد صدر في {day}؛ صدر في {chosen.issued_on}.",
            f"Not issued yet on {day}: of {chosen.issued_on}.",
        )
        click.echo(say({"ar": ar, "en": en}, language))
    for obligation in chosen.obligations:
        owners = [one.unit for one in found.members(obligation, day)]
        names = ("، " if language == "ar" else ", ").join(say(unit.name, language) for unit in owners)
        click.echo(f"{obligation.id or '—'}: {len(owners)} · {names}")
        if day is not None:
            for line in stood_on(obligation, day, settings, language):
                click.echo(f"  - {line}")


@register.command()
@project_option
@lang_option
def validate(project: Path, lang: tuple[str, ...]) -> None:
    """Check directives, units and notifications; every fault with its file, line and field."""
    from tracker.assess.anchors import Anchors

    settings, found = _opened(project)
    language = spoken_language(settings.languages)
    anchors = [one for one in Anchors(found).findings if found.usable or one.code != "anchor-unknown"]
    print_findings([*found.findings, *anchors], language)
    faults = [f for f in found.findings if severity(f) is Severity.ERROR]
    if faults:
        raise click.exceptions.Exit(2)
    duties = sum(owed(found, o) for d in found.approved for o in d.obligations)
    click.echo(
        {
            "ar": f"لا خطأ. الأوامر المصادق عليها: {len(found.approved)}؛ الواجبات المترتبة عليها: {duties}.",
            "en": f"No fault. Approved directives: {len(found.approved)}; duties they make: {duties}.",
        }[language]
    )


@register.command()
@click.argument("order", type=click.Path(path_type=Path))
@click.option(
    "--id", "name", callback=adding.identifier, help="The directive's identifier; default: DRAFT and the day."
)
@click.option(
    "--units", "selector", metavar="KEY=VALUE,…", help="Who owes it all: id=…, type=…, under=… (to be narrowed)."
)
@click.option("--issued-on", type=DATE, help="The day of issue, where the text does not say it.")
@click.option("--notified-on", type=DATE, help="The day on which it was received.")
@click.option("--again", is_flag=True, help="Although the register holds this very letter.")
@project_option
@lang_option
def add(
    order: Path,
    name: str | None,
    selector: str | None,
    issued_on: date | None,
    notified_on: date | None,
    again: bool,
    project: Path,
    lang: tuple[str, ...],
) -> None:
    """Read an order and lay its obligations down as a draft, with quotes and questions, for review and approval."""
    from dataclasses import replace

    from tracker import config
    from tracker import project as projects
    from tracker.files import write_atomically
    from tracker.model import Selector, SourceRef
    from tracker.orders import documents
    from tracker.orders.draft import drafts, unit_names
    from tracker.orders.extract import propose
    from tracker.register import load, selector_faults
    from tracker.review.amending import entries

    settings = config.load(project)
    language = spoken_language(settings.languages)
    calendar = projects.calendar(settings)
    content = documents.read(order)
    print_findings(content.findings, language)
    kept = settings.root / "orders" / order.name
    proposed = replace(
        propose(content, issued_on, notified_on, calendar), file=kept.relative_to(settings.root).as_posix()
    )
    register_ = load(settings)
    chosen = adding.selector(selector)
    ids, types, under = (tuple(chosen.get(key, ())) for key in ("id", "type", "under"))
    wanted = Selector(ids, types, under)
    wrong = selector_faults(wanted, register_.units, SourceRef("--units"))
    if wrong:
        raise Refusal(*wrong)
    day = proposed.metadata.issued_on
    amends = entries(proposed.changes, register_.approved, day, settings.root) if day is not None else []
    names = unit_names(register_.units)
    found = drafts(proposed, id=name, units=chosen, names=names, notified_on=notified_on, amends=amends)
    if not found:
        raise Refusal(at("order-without-obligations", SourceRef(str(order))))
    known = {d.id for d in register_.directives}
    targets = [(settings.path("directives") / f"{draft.id}.yaml", draft) for draft in found]
    for path, draft in targets:
        if draft.id in known or path.exists():
            raise Refusal(at("identifier-twice", SourceRef(str(order)), id=draft.id, first=str(path)))
    adding.refuse_twice(found, content.sha256, register_, SourceRef(str(order)), again, language)
    if kept.resolve() != order.resolve():
        if kept.exists() and kept.read_bytes() != order.read_bytes():
            raise Refusal(at("order-name-taken", SourceRef(str(order)), kept=str(kept)))
        write_atomically(kept, order.read_bytes())
    for path, draft in targets:
        write_atomically(path, draft.text.encode("utf-8"))
        click.echo(str(path))
    count = sum(len(p.questions) for p in proposed.obligations)
    amending.tell_proposed(amends, language)
    click.echo(
        {
            "ar": f"المقترح من الالتزامات: {len(proposed.obligations)}؛ الأسئلة: {count}. راجع المسودة ثم: "
            f"tracker register approve {found[0].id} --by …",
            "en": f"Obligations proposed: {len(proposed.obligations)}; questions: {count}. Review the draft, then: "
            f"tracker register approve {found[0].id} --by …",
        }[language]
    )


@units.command("list")
@project_option
@click.option("--on", "day", type=DATE, help="As they are called and placed on this day; default: today.")
@click.option("--format", "form", type=FORMATS, default="table")
@lang_option
def list_units(project: Path, day: date | None, form: str, lang: tuple[str, ...]) -> None:
    """The tree of units, on a day."""
    from tracker import clock, config
    from tracker import project as projects
    from tracker.register import units_file as files

    settings = config.load(project)
    language = spoken_language(settings.languages)
    whole, findings = files.load(settings.path("units"))
    print_findings(findings, language)
    tree = whole.at(day or clock.now(projects.zone(settings)).date())
    if form == "json":
        rows = [
            {
                "id": u.id,
                "name": dict(u.name),
                "type": u.type,
                "parent": u.parent,
                "valid_from": u.valid_from,
                "valid_to": u.valid_to,
                "successor": u.successor,
                "former_names": [dict(name) for name in whole.names(u.id) if name != u.name],
            }
            for u in tree
        ]
        click.echo(json_text({"schema": "tracker/units/1", "units": rows}), nl=False)
        _fail(findings)
        return

    def walk(parent: str | None, depth: int) -> None:
        for unit in tree.children(parent):
            until = f" … {unit.valid_to}" if unit.valid_to else ""
            click.echo(f"{'  ' * depth}{unit.id} · {say(unit.name, language)} · {unit.type}{until}")
            walk(unit.id, depth + 1)

    walk(None, 0)
    _fail(findings)


def _fail(findings: list[Finding]) -> None:
    """Exit 2 where something is wrong, after what could be read was shown."""
    if any(severity(f) is Severity.ERROR for f in findings):
        raise click.exceptions.Exit(2)


@units.command("validate")
@project_option
@lang_option
def validate_units(project: Path, lang: tuple[str, ...]) -> None:
    """Check units.csv; every fault with its line and field."""
    from tracker import config
    from tracker.register import units_file as files
    from tracker.wording import counted

    settings = config.load(project)
    language = spoken_language(settings.languages)
    tree, findings = files.load(settings.path("units"))
    print_findings(findings, language)
    _fail(findings)
    prefix = {"ar": "لا خطأ: ", "en": "No fault: "}[language]
    click.echo(f"{prefix}{counted(len(tree), 'unit', language, nominative=True)}")
