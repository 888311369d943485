"""``tracker decide``: an official's determination about duties, and what it moves (docs/decisions/0111)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracker.cli.common import DATE, Wrong, lang_option, nearest, print_findings, project_option, say, spoken_language
from tracker.cli.naming import unit_meant
from tracker.findings import Refusal, at

KINDS = ("accept", "refuse", "refuse-claim", "waive", "extend")
RANKS = ("office", "inspection")


@click.command()
@click.argument("obligation")
@click.argument("kind", type=click.Choice(KINDS))
@click.option("--unit", help="The unit whose duty it is, by identifier or name; default: all that owe it.")
@click.option("--occurrence", metavar="START/END", help="One period of a periodic obligation.")
@click.option("--event", help="One listed event of a triggered obligation.")
@click.option("--on", "day", type=DATE, help="The day of the decision; default: today.")
@click.option("--until", type=DATE, help="extend: the new due date.")
@click.option("--rank", type=click.Choice(RANKS), default="office", show_default=True, help="Who decides.")
@click.option("--by", required=True, help="The official who decides.")
@click.option("--reference", required=True, help="The letter or minute, with number and date.")
@click.option("--reason", required=True, help="Why.")
@project_option
@lang_option
def decide(
    obligation: str,
    kind: str,
    unit: str | None,
    occurrence: str | None,
    event: str | None,
    day: date | None,
    until: date | None,
    rank: str,
    by: str,
    reference: str,
    reason: str,
    project: Path,
    lang: tuple[str, ...],
) -> None:
    """Accept or refuse evidence, refuse a claim, waive a duty, give one unit more time."""
    from dataclasses import replace

    from tracker.assess.decided import without_effect
    from tracker.assess.moved import brought_forward, moves
    from tracker.cli.changing import print_moves
    from tracker.files import write_atomically
    from tracker.lock import hold
    from tracker.model import SourceRef
    from tracker.project import open_project, record_edited
    from tracker.register.determinations import RANKS as WEIGHTS
    from tracker.register.determinations import Determination, Kind, with_line
    from tracker.register.events import key_of

    opened = open_project(project)
    language = spoken_language(opened.settings.languages)
    for value, option in ((by, "--by"), (reference, "--reference"), (reason, "--reason")):
        if not value.strip():
            raise Wrong("لا يُترك فارغاً", "it cannot be left blank", param_hint=option)
    if kind == "extend" and until is None:
        raise Wrong("ينقص الموعد الجديد", "the new due date is missing", param_hint="--until")
    if kind != "extend" and until is not None:
        raise Wrong("يُكتب مع extend وحده", "it belongs to extend, and to it alone", param_hint="--until")
    decided_on = day or opened.now.date()
    if decided_on > opened.now.date():
        raise Wrong(f"بعد اليوم {opened.now.date()}", f"after today, {opened.now.date()}", param_hint="--on")
    if until is not None and until < decided_on:
        ar, en = f"قبل يوم القرار {decided_on}", f"before the day of the decision, {decided_on}"
        raise Wrong(ar, en, param_hint="--until")
    register = opened.register
    if obligation not in register.obligations:
        near = nearest(obligation, list(register.obligations))
        raise Refusal(at("obligation-not-known", id=obligation, near=near))
    order = register.directive(register.obligations[obligation].directive)
    if order is not None and decided_on < order.issued_on:
        values = {"day": decided_on, "field": "--on", "id": order.id, "issued_on": order.issued_on}
        raise Refusal(at("change-before-issue", **values))
    unit = unit_meant(register, unit) if unit is not None else None
    path = opened.settings.path("determinations")
    made = Determination(
        obligation,
        Kind(kind),
        decided_on,
        by,
        reference,
        reason,
        opened.now,
        SourceRef(str(path)),
        unit,
        occurrence,
        key_of(event) if event else None,
        until,
        WEIGHTS[rank],
    )
    with hold(opened.settings):
        before = opened.judged()
        about = [
            one for one in before.assessments if made.concerns(one.obligation, one.unit, one.occurrence, one.event)
        ]
        if not about:
            raise Refusal(at("decides-no-duty", None, obligation=obligation, unit=unit or "—"))
        # Of what had come by the day of the decision: one that is dated back decides nothing about later reports.
        then = before if decided_on >= opened.now.date() else opened.judged(decided_on)
        stood = [one for one in then.assessments if made.concerns(one.obligation, one.unit, one.occurrence, one.event)]
        if (idle := without_effect(made.kind, stood)) is not None:
            raise Refusal(at(idle, None, obligation=obligation, unit=unit or about[0].unit, day=decided_on))
        text = path.read_text("utf-8-sig") if path.is_file() else ""
        after = replace(opened, register=replace(register, determinations=(*register.determinations, made))).judged()
        if kind == "extend" and (earlier := brought_forward(before, after, {obligation})):
            raise Refusal(*earlier)
        opened.record()
        write_atomically(path, with_line(text, made).encode("utf-8"))
        record_edited(project)
    click.echo(say({"ar": f"سُجِّل القرار في {path}.", "en": f"Recorded in {path}."}, language))
    print_moves(moves(before, after), opened, language)
    print_findings(after.findings[len(before.findings) :], language)
