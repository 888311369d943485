"""What ``register add`` and ``register approve`` say and do of the changes that an order makes to earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.assess import Result
    from tracker.model import Directive
    from tracker.project import Project
    from tracker.review.amending import Recorded


def tell_proposed(amends: Sequence[dict[str, Any]], language: str) -> None:
    """How many changes of earlier orders a draft proposes, and how many of them are certain."""
    if not amends:
        return
    settled = sum(bool(each["targets"]) for each in amends)
    click.echo(
        {
            "ar": f"تغييرات على أوامر سابقة: {len(amends)}، منها معروف المقصود: {settled}. راجعها في amends.",
            "en": f"Changes to earlier orders: {len(amends)}, of which the target is known: {settled}. See amends.",
        }[language]
    )


@dataclass(frozen=True)
class Moved:
    """What the changes of an order came to: the project, judged before and after them."""

    opened: Project
    made: Recorded
    before: Result
    after: Result


def record_changes(opened: Project, chosen: Directive, amends: Sequence[dict[str, Any]], by: str) -> Moved:
    """Record in the orders that ``chosen`` changes what it changes. Before its approval is written: one that is cut off
    between the two can be repeated. Raises Refusal with everything that is wrong before anything is written."""
    from dataclasses import replace

    from tracker.assess.moved import brought_forward
    from tracker.files import write_atomically
    from tracker.findings import Refusal
    from tracker.model import ChangeKind
    from tracker.review.amending import recorded

    made = recorded(chosen, amends, opened.register.directives, by, opened.now)
    before = opened.judged()
    others = tuple(made.directives.get(d.id, d) for d in opened.register.directives)
    after_it = replace(opened, register=replace(opened.register, directives=others))
    after = after_it.judged()
    extended = {name for one in amends if one["kind"] == ChangeKind.EXTEND for name in one["targets"]}
    # An extension that holds from a later day on is looked at on that day.
    later = max((date.fromisoformat(one["from"]) for one in amends if one["targets"]), default=date.min)
    pair = (opened.judged(later), after_it.judged(later)) if later > opened.now.date() else (before, after)
    if earlier := brought_forward(*pair, extended):
        raise Refusal(*earlier)
    opened.record()
    for name, text in made.texts.items():
        write_atomically(Path(made.directives[name].source.file), text.encode("utf-8"))
    return Moved(opened, made, before, after)


def tell_recorded(moved: Moved, chosen: Directive, language: str) -> None:
    """Which obligations were changed, which open duties that moved, and which changes have no target."""
    from tracker.assess.moved import moves
    from tracker.cli.changing import print_moves
    from tracker.cli.common import print_findings
    from tracker.findings import at

    made, before, after = moved.made, moved.before, moved.after
    if made.obligations:
        names = ("، " if language == "ar" else ", ").join(dict.fromkeys(made.obligations))
        tell = {
            "ar": f"سُجِّلت تغييرات {chosen.id} على: {names}.",
            "en": f"What {chosen.id} changes is recorded for: {names}.",
        }
        click.echo(tell[language])
        print_moves(moves(before, after), moved.opened, language)
    left = [at("amends-without-target", chosen.source, id=chosen.id, named=one.get("named", "")) for one in made.idle]
    print_findings([*left, *made.outlived, *after.findings[len(before.findings) :]], language)
