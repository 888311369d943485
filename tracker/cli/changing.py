"""``tracker register amend|extend|correct|suspend|…``: a change to an order, and what it moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.common import DATE, Wrong, lang_option, nearest, print_findings, project_option, say, spoken_language
from tracker.findings import Refusal, at
from tracker.model import Anchor, ChangeKind, DeadlineKind, Pattern

if TYPE_CHECKING:
    from tracker.assess.moved import Move
    from tracker.model import Deadline, Directive, Obligation
    from tracker.project import Project
    from tracker.register import Register

HELP = {
    ChangeKind.AMEND: "Set another deadline, or another end (--until), from a day on.",
    ChangeKind.EXTEND: "Give more time: a later deadline, or a later end (--until).",
    ChangeKind.CORRECT: "Mend a slip in an order that stands: what is given here holds from the order's first day.",
    ChangeKind.SUSPEND: "Stop the clock from a day on, until --until or until it is resumed.",
    ChangeKind.RESUME: "Let a suspended order run again from a day on.",
    ChangeKind.REVOKE: "Take an order back from a day on.",
    ChangeKind.SUPERSEDE: "Put another order (--directive) in its place from a day on.",
}
AMENDING = (ChangeKind.AMEND, ChangeKind.EXTEND, ChangeKind.CORRECT)
SHOWN = 40
"""Lines of moved duties that are listed, each for all units of which it is true; the rest are counted."""


def commands() -> list[click.Command]:
    return [_command(kind) for kind in HELP]


def _command(kind: ChangeKind) -> click.Command:
    options: list[Callable[[Any], Any]] = [
        click.argument("target", metavar="OBLIGATION|DIRECTIVE"),
        click.option("--from", "start", type=DATE, help="From this day; default: the day of --directive, else today."),
        click.option("--directive", help="The order that makes the change."),
        click.option("--reference", help="Its letter, where the order is not in the register."),
        click.option("--by", required=True, help="The official who records it."),
        project_option,
        lang_option,
    ]
    if kind in AMENDING:
        text = "As in a list: a date, '14 days', 'خلال 10 أيام عمل'; counted from what the order counts from."
        options.append(click.option("--deadline", help=text))
    if kind in (ChangeKind.AMEND, ChangeKind.EXTEND):
        options.append(click.option("--retroactive", is_flag=True, help="Also for what was completed before."))
    if kind in (*AMENDING, ChangeKind.SUSPEND):
        options.append(click.option("--until", type=DATE, help="The last day: of the suspension, or of the duty."))

    def run(**given: Any) -> None:
        change(kind, **given)

    run.__doc__ = HELP[kind]
    command: Any = run
    for option in reversed(options):
        command = option(command)
    return click.command(kind.value)(command)


def change(
    kind: ChangeKind,
    target: str,
    start: date | None,
    directive: str | None,
    reference: str | None,
    by: str,
    project: Path,
    lang: tuple[str, ...],
    deadline: str | None = None,
    retroactive: bool = False,
    until: date | None = None,
) -> None:
    """Record one change, and print every open duty that it moves."""
    from dataclasses import replace

    from tracker.assess.moved import brought_forward, moves
    from tracker.files import write_atomically
    from tracker.lock import hold
    from tracker.project import open_project, record_edited
    from tracker.register import changing

    opened = open_project(project)
    language = spoken_language(opened.settings.languages)
    if not by.strip():
        raise Wrong("اكتب اسم من يسجل التغيير", "name the official who records it", param_hint="--by")
    chosen, obligations = _target(opened.register, target)
    source = opened.register.directive(directive) if directive else None
    day = start or (source.issued_on if source is not None else opened.now.date())
    if kind is ChangeKind.SUSPEND and until is not None and until < day:
        ar, en = f"آخر يوم للوقف {until} يسبق أوله {day}", f"the last day, {until}, lies before the first, {day}"
        raise Wrong(ar, en, param_hint="--until")
    read = _deadline(deadline, day, opened) if deadline is not None else None
    unfit = {o.id: why for o in obligations if (why := changing.applicable(o, kind, day, read, until)) is not None}
    if len(unfit) == len(obligations):
        raise Refusal(*unfit.values())
    obligations = [o for o in obligations if o.id not in unfit]
    values: dict[str, Any] = {"kind": kind.value, "from": day.isoformat()}
    values |= {name: given for name, given in (("directive", directive), ("reference", reference)) if given}
    if until is not None:
        values["until"] = until.isoformat()
    if retroactive:
        values["retroactive"] = True
    values |= {"by": by, "recorded_at": opened.now.isoformat(timespec="seconds")}
    with hold(opened.settings):
        changed, text, wrong = chosen, None, []
        for deadline_of, those in _by_deadline(read, obligations, day, opened.register):
            more = {"deadline": deadline_of} if deadline_of is not None else {}
            changed, text, found = changing.with_change(changed, those, values | more, text)
            wrong += found
        others = [changed if one is chosen else one for one in opened.register.directives]
        circles, told = changing.between(opened.register.directives, others)
        if faulty := changing.refused([*wrong, *circles]):
            raise Refusal(*faulty)
        wrong += told
        after_it = replace(opened, register=replace(opened.register, directives=tuple(others)))
        before, after = opened.judged(), after_it.judged()
        if kind is ChangeKind.EXTEND:
            # One that holds from a later day on is looked at on that day.
            later = day if day > opened.now.date() else None
            pair = (opened.judged(later), after_it.judged(later)) if later else (before, after)
            if earlier := brought_forward(*pair, {o.id for o in obligations}):
                raise Refusal(*earlier)
        opened.record()
        assert text is not None
        write_atomically(Path(chosen.source.file), text.encode("utf-8"))
        record_edited(project)
    if unfit:
        wrong.append(at("change-not-of-all", None, obligations=", ".join(unfit)))
    names = ("، " if language == "ar" else ", ").join(o.id for o in obligations)
    tell = {"ar": f"سُجِّل التغيير على {names} اعتباراً من {day}.", "en": f"Recorded for {names}, from {day} on."}
    click.echo(say(tell, language))
    print_moves(moves(before, after), opened, language)
    print_findings(wrong, language)
    print_findings(after.findings[len(before.findings) :], language)


def _target(register: Register, name: str) -> tuple[Directive, list[Obligation]]:
    """One obligation, or all orders of a directive."""
    from tracker.model import Strength

    found = register.directive(name)
    if found is not None:
        return found, [o for o in found.obligations if o.strength is Strength.ORDER]
    for directive in register.directives:
        for obligation in directive.obligations:
            if obligation.id == name:
                return directive, [obligation]
    known = [*register.obligations, *(d.id for d in register.directives)]
    raise Refusal(at("obligation-not-known", id=name, near=nearest(name, known)))


def _deadline(text: str, day: date, opened: Project) -> Deadline:
    from tracker.followup import lexicon
    from tracker.review.deadlines import read_text

    found = read_text(text, day, opened.calendar.policy, lexicon.load(opened.settings.lexicon))
    if found is None:
        raise Wrong(f"لم يُفهم الموعد «{text}»", f"“{text}” was not understood as a deadline", param_hint="--deadline")
    return found


def _by_deadline(
    read: Deadline | None, obligations: Sequence[Obligation], day: date, register: Register
) -> list[tuple[dict[str, Any] | None, list[Obligation]]]:
    """A new deadline as each of some obligations gets it, those that get the same together: without words of its own it
    counts from what the order counts from."""
    from dataclasses import replace

    from tracker.register.history import counted_as_before

    if read is None:
        return [(None, list(obligations))]
    if read.anchor in (Anchor.OBLIGATION, Anchor.EVENT):
        named = [name for name in register.obligations if _names(read.phrase or "", name)]
        if len(named) == 1:
            read = replace(read, anchor=Anchor.OBLIGATION, anchor_ref=named[0])
        elif read.anchor is Anchor.OBLIGATION or any(o.pattern is not Pattern.TRIGGERED for o in obligations):
            raise Refusal(at("anchor-only-words", None, words=read.anchor_ref or "—", near=_example(register)))
    unsaid = read.assumed or (read.anchor is Anchor.ISSUE and read.kind is not DeadlineKind.WITHIN)
    groups: list[tuple[Deadline, list[Obligation]]] = []
    for obligation in obligations:
        mine = counted_as_before(read, obligation, day) if unsaid else read
        group = next((those for deadline, those in groups if deadline == mine), None)
        if group is None:
            groups.append((mine, [obligation]))
        else:
            group.append(obligation)
    return [(_written(deadline), those) for deadline, those in groups]


def _names(phrase: str, obligation: str) -> bool:
    """Whether words name an obligation by its identifier."""
    return re.search(rf"(?<![\w/-]){re.escape(obligation)}(?![\w/-])", phrase) is not None


def _example(register: Register) -> str:
    return next(iter(register.obligations), "—")


def _written(deadline: Deadline) -> dict[str, Any]:
    """In the register's shape."""
    from tracker.orders.draft import deadline_map

    found = {name: value for name, value in deadline_map(deadline).items() if value is not None and name != "span"}
    if deadline.anchor is not Anchor.ISSUE:
        found["anchor"] = deadline.anchor.value
    return found


def print_moves(found: Sequence[Move], opened: Project, language: str) -> None:
    """The open duties that moved, old and new."""
    from rich.markup import escape
    from rich.table import Table

    from tracker.cli.terminal import drawing, width
    from tracker.wording import VERDICTS, counted, date_text

    if not found:
        click.echo({"ar": "لم يتغير موعد أي واجب مفتوح.", "en": "No open duty moved."}[language])
        return
    number = counted(len(found), "duty", language, nominative=True)
    click.echo(
        {"ar": f"ما تغيّر من الواجبات المفتوحة: {number}.", "en": f"Open duties that changed: {number}."}[language]
    )
    groups: dict[tuple[Any, ...], list[str]] = {}
    for move in found:
        one = " ".join(filter(None, (move.obligation, move.occurrence, move.event)))
        key: tuple[Any, ...] = (one, move.due_before, move.due_after)
        key += (move.verdict_before, move.verdict_after)
        groups.setdefault(key, []).append(say(opened.register.units[move.unit].name, language))
    heads = {
        "ar": ("رمز الالتزام", "الجهات", "الموعد", "الحكم"),
        "en": ("obligation", "units", "due", "verdict"),
    }[language]
    console, out = drawing(width())
    table = Table()
    for head in heads:
        table.add_column(head, no_wrap=head == heads[2], overflow="fold")  # dates stay in one line
    arrow = {"ar": " ← ", "en": " → "}[language]
    for (one, *days_and_verdicts), units in list(groups.items())[:SHOWN]:
        days = [date_text(day, language) if day is not None else "—" for day in days_and_verdicts[:2]]
        verdicts = [VERDICTS[v][language] if v is not None else "—" for v in days_and_verdicts[2:]]
        who = units[0] if len(units) == 1 else counted(len(units), "unit", language, nominative=True)
        told = [arrow.join(dict.fromkeys(pair)) for pair in (days, verdicts)]
        table.add_row(*map(escape, (one, who, *told)))
    console.print(table)
    click.echo(out.getvalue(), nl=False)
    if len(groups) > SHOWN:
        more = len(groups) - SHOWN
        click.echo({"ar": f"وأسطر غيرها: {more}.", "en": f"And {more} more lines."}[language])
