"""``tracker register approve``, and the directive that is meant by a name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli import amending
from tracker.cli.common import DATE, Wrong, lang_option, nearest, print_findings, project_option, spoken_language
from tracker.findings import Refusal, Severity, at, severity

if TYPE_CHECKING:
    from tracker.model import Directive, Finding, Obligation
    from tracker.register import Register


def directive_named(register_: Register, name: str) -> Directive:
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


def owed(found: Register, obligation: Obligation) -> int:
    """How many units owe it; an exhortation is owed by none."""
    from tracker.model import Strength

    if obligation.strength is Strength.EXHORTATION:
        return 0
    return len(found.owners(obligation))


def anchors_in_words(
    register_: Register, draft: Directive, names: Sequence[str], amends: Sequence[Mapping[str, Any]]
) -> list[Finding]:
    """Deadlines of a draft, and those that it gives to earlier orders, that count from the completion of something that
    is no other obligation. ``names``: the identifiers that its obligations have or will be given, in their order."""
    from tracker.followup.matching import obligation_names
    from tracker.model import Anchor, Strength

    own = {name: replace(o, id=name) for name, o in zip(names, draft.obligations, strict=True)}
    known = register_.obligations | {name: o for name, o in own.items() if o.strength is Strength.ORDER}
    counted = [(name, o.deadline.anchor_ref) for name, o in own.items() if o.deadline.anchor is Anchor.OBLIGATION]
    given = ((", ".join(one["targets"]), one.get("deadline", {})) for one in amends)
    counted += [(name, new.get("anchor_ref")) for name, new in given if new.get("anchor") == Anchor.OBLIGATION]
    found = []
    for name, ref in counted:
        if ref in known and ref != name:
            continue
        others = obligation_names(o for other, o in known.items() if other != name)
        near = ", ".join(one.id for one in others.nearest(ref or "")) or "—"
        source = own[name].source if name in own else draft.source
        found.append(at("anchor-in-words", source, obligation=name, anchor=ref or "—", near=near))
    return found


@click.command()
@click.argument("directive")
@click.option("--by", required=True, help="The official who approves.")
@click.option("--on", "day", type=DATE, help="The day of approval; default: today.")
@project_option
@lang_option
def approve(directive: str, by: str, day: date | None, project: Path, lang: tuple[str, ...]) -> None:
    """Approve a draft: identifiers are given, the approval is recorded, and the duties it makes are counted."""
    from tracker import clock, config
    from tracker import project as projects
    from tracker.lock import hold
    from tracker.register import directives as files
    from tracker.register import load, selector_faults
    from tracker.review.history import undecided
    from tracker.wording import counted

    settings = config.load(project)
    found = load(settings)
    language = spoken_language(settings.languages)
    chosen = directive_named(found, directive)
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
    raw = files.raw(chosen)
    unreviewed = undecided(raw, chosen.source)
    on, owing = day or today, partial(owed, found)
    # What is wrong is said before the orders that it changes are written.
    names = list(files.approvable(chosen, on, owing))
    if in_words := anchors_in_words(found, chosen, names, raw.get("amends", ())):
        raise Refusal(*in_words)
    moved = None
    with hold(settings):
        if raw.get("amends"):
            moved = amending.record_changes(projects.open_project(project), chosen, raw["amends"], by)
        counts = files.approve(chosen, by, on, owing)
    if moved is not None:
        amending.tell_recorded(moved, chosen, language)
    projects.record_edited(project)
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
