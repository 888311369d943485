"""``tracker register`` and ``tracker units``."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import adding, changing
from tracker.cli.common import (
    DATE,
    Wrong,
    json_text,
    lang_option,
    nearest,
    print_findings,
    project_option,
    say,
    spoken_language,
)
from tracker.cli.review import export_, import_
from tracker.findings import Refusal, Severity, at, severity

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.model import Directive, Finding, Obligation
    from tracker.register import Register

FORMATS = click.Choice(["table", "json"])


@click.group()
def register() -> None:
    """The reviewed obligations: list, show, validate, add a draft, review it in Excel, approve it, change it."""


@click.group()
def units() -> None:
    """Who owes reports: list, validate."""


register.add_command(export_)
register.add_command(import_)
for _command in changing.commands():
    register.add_command(_command)


def _opened(project: Path) -> tuple[Settings, Register]:
    from tracker import config
    from tracker.register import load

    settings = config.load(project)
    return settings, load(settings)


def _directive(register_: Register, name: str) -> Directive:
    """By identifier, by file name or by path; Refusal names the nearest."""
    for directive in register_.directives:
        path = Path(directive.source.file)
        if name in (directive.id, path.name, path.stem) or Path(name).resolve() == path.resolve():
            return directive
    faults = [f for f in register_.findings if f.source is not None and _is_of(Path(f.source.file), name)]
    if faults:
        raise Refusal(*faults)
    known = [d.id for d in register_.directives]
    raise Refusal(at("directive-not-found", id=name, near=nearest(name, known)))


def _is_of(path: Path, name: str) -> bool:
    """Whether a file that could not be used is the one that is meant: by its name, or by the ``id`` it begins with."""
    if name in (path.name, path.stem) or Path(name).resolve() == path.resolve():
        return True
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False
    return re.search(rf"""^id:\s*["']?{re.escape(name)}["']?\s*(#.*)?$""", text, re.MULTILINE) is not None


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
                str(_owed(found, directive, obligation)),
                say(obligation.text, language),
            )
            table.add_row(*map(escape, cells))
        console.print(table)
    click.echo(out.getvalue(), nl=False)


def _owed(found: Register, directive: Directive, obligation: Obligation) -> int:
    """How many units owe it; an exhortation is owed by none."""
    from tracker.model import Strength

    if obligation.strength is Strength.EXHORTATION:
        return 0
    effective = obligation.effective_on or directive.effective_on or directive.issued_on
    return len(found.units.owners(obligation, directive.issued_on, effective))


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
                "duties": _owed(found, directive, o),
            }
            for o in directive.obligations
        ],
    }


@register.command()
@click.argument("directive")
@project_option
@lang_option
def show(directive: str, project: Path, lang: tuple[str, ...]) -> None:
    """One directive as its file has it, with the units that owe each obligation."""
    settings, found = _opened(project)
    language = spoken_language(settings.languages)
    chosen = _directive(found, directive)
    click.echo(Path(chosen.source.file).read_text("utf-8"))
    for obligation in chosen.obligations:
        effective = obligation.effective_on or chosen.effective_on or chosen.issued_on
        owners = found.units.owners(obligation, chosen.issued_on, effective)
        names = ("، " if language == "ar" else ", ").join(say(u.name, language) for u in owners)
        click.echo(f"{obligation.id or '—'}: {len(owners)} · {names}")


@register.command()
@project_option
@lang_option
def validate(project: Path, lang: tuple[str, ...]) -> None:
    """Check directives, units and notifications; every fault with its file, line and field."""
    settings, found = _opened(project)
    language = spoken_language(settings.languages)
    print_findings(found.findings, language)
    faults = [f for f in found.findings if severity(f) is Severity.ERROR]
    if faults:
        raise click.exceptions.Exit(2)
    duties = sum(_owed(found, d, o) for d in found.approved for o in d.obligations)
    click.echo(
        {
            "ar": f"لا خطأ. الأوامر المصادق عليها: {len(found.approved)}؛ الواجبات المترتبة عليها: {duties}.",
            "en": f"No fault. Approved directives: {len(found.approved)}; duties they make: {duties}.",
        }[language]
    )


@register.command()
@click.argument("directive")
@click.option("--by", required=True, help="The official who approves.")
@click.option("--on", "day", type=DATE, help="The day of approval; default: today.")
@project_option
@lang_option
def approve(directive: str, by: str, day: date | None, project: Path, lang: tuple[str, ...]) -> None:
    """Approve a draft: identifiers are given, the approval is recorded, and the duties it makes are counted."""
    from tracker import clock
    from tracker import project as projects
    from tracker.register import directives as files
    from tracker.register import selector_faults
    from tracker.review.history import undecided
    from tracker.wording import counted

    settings, found = _opened(project)
    language = spoken_language(settings.languages)
    chosen = _directive(found, directive)
    concerning = [f for f in found.findings if f.source is not None and f.source.file == chosen.source.file]
    unit_faults = [f for f in found.findings if severity(f) is Severity.ERROR and f not in concerning]
    faults = [f for f in concerning if severity(f) is Severity.ERROR] + unit_faults
    for obligation in chosen.obligations:
        faults += selector_faults(obligation.units, found.units, obligation.source)
    if faults:
        raise Refusal(*faults)
    if not by.strip():
        raise Wrong("اكتب اسم من صادق", "name the official who approves", param_hint="--by")
    today = clock.now(projects.zone(settings)).date()
    unreviewed = undecided(files.raw(chosen), chosen.source)
    counts = files.approve(chosen, by, day or today, lambda o: _owed(found, chosen, o))
    for name, duties in counts.items():
        click.echo(f"{name}: {counted(duties, 'duty', language, nominative=True)}")
    print_findings(unreviewed, language)
    total = sum(counts.values())
    others = [d.id for d in found.drafts if d.id != chosen.id and d.document and d.document == chosen.document]
    click.echo(
        {
            "ar": f"صودق على {chosen.id}؛ مجموع ما يترتب عليه: {counted(total, 'duty', 'ar', nominative=True)}.",
            "en": f"{chosen.id} is approved; together it makes {counted(total, 'duty', 'en')}.",
        }[language]
    )
    if others:
        click.echo(
            {
                "ar": f"من النص نفسه ما زال مسودة: {'، '.join(others)}",
                "en": f"Of the same text, still drafts: {', '.join(others)}",
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
    found = drafts(proposed, id=name, units=chosen, names=unit_names(register_.units), notified_on=notified_on)
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
@click.option("--format", "form", type=FORMATS, default="table")
@lang_option
def list_units(project: Path, form: str, lang: tuple[str, ...]) -> None:
    """The tree of units."""
    from tracker import config
    from tracker.register import units as files

    settings = config.load(project)
    language = spoken_language(settings.languages)
    tree, findings = files.load(settings.path("units"))
    print_findings(findings, language)
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
    from tracker.register import units as files
    from tracker.wording import counted

    settings = config.load(project)
    language = spoken_language(settings.languages)
    tree, findings = files.load(settings.path("units"))
    print_findings(findings, language)
    _fail(findings)
    prefix = {"ar": "لا خطأ: ", "en": "No fault: "}[language]
    click.echo(f"{prefix}{counted(len(tree), 'unit', language, nominative=True)}")
