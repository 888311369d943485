"""Changes to orders (docs/decisions/0018): what is wrong with them, and how one is written into the register."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tracker.calendars.counting import fault
from tracker.findings import Refusal, at
from tracker.model import Amendment, Change, ChangeKind, Deadline, Directive, Finding, Obligation, Pattern
from tracker.register import history
from tracker.register.directives import edited, read_text

REFUSED = {
    "change-without-effect": "change-useless",
    "change-without-effect-of-pattern": "change-unfitting",
    "change-cycle": "change-in-circle",
    "date-before-issue": "change-before-issue",
}
"""What is odd in a file and read all the same is not written by a command."""
OUTLIVED = "change-outlived"
"""A change that was recorded before and that a new one leaves without effect: told, and no reason to refuse the new."""


def refused(found: Iterable[Finding]) -> list[Finding]:
    """The same faults as a command refuses them; what is only told is not among them."""
    return [at(REFUSED.get(one.code, one.code), one.source, **one.values) for one in found if one.code != OUTLIVED]


def applicable(
    obligation: Obligation, kind: ChangeKind, day: date, deadline: Deadline | None, until: date | None
) -> Finding | None:
    """What keeps a change, a new deadline or a later end (``until``) from meaning anything for one obligation; None
    where it can be recorded. A period that is extended keeps what it had: an extension shortens nothing."""
    if deadline is not None and not history.fits(deadline, obligation.pattern):
        return at("change-unfitting", obligation.source, obligation=obligation.id, pattern=obligation.pattern)
    change = Change(kind, day, obligation.source, deadline, until)
    if change in history.apply(obligation, [*obligation.changes, change]).idle:
        return at("change-useless", obligation.source, obligation=obligation.id, kind=kind, day=day)
    if deadline is not None or kind is not ChangeKind.EXTEND or until is None:
        return None
    if obligation.pattern is Pattern.ACHIEVEMENT:
        return None
    ends = history.apply(obligation, [change for change in obligation.changes if change.on <= day]).ends_on
    if ends is None:
        return at("extends-no-end", obligation.source, obligation=obligation.id, after=until)
    if until < ends:
        return at("extends-end-earlier", obligation.source, obligation=obligation.id, before=ends, after=until)
    return None


def faults(directive: Directive) -> list[Finding]:
    """Changes that change nothing, lie before their order, or set a deadline that cannot be counted; at their lines."""
    found = []
    for obligation in directive.obligations:
        name = obligation.id or str(obligation.source.line)
        for change in obligation.changes:
            due = change.deadline.due_on if change.deadline is not None else None
            for field, day in (("from", change.on), ("deadline.due_on", due), ("until", change.until)):
                if day is not None and day < directive.issued_on:
                    days = {"day": day, "issued_on": directive.issued_on, "id": directive.id}
                    found.append(at("date-before-issue", change.source, field=f"changes.{field}", **days))
            wrong = fault(change.deadline) if change.deadline is not None else None
            if wrong is not None:
                found.append(at("deadline-unusable", change.source, obligation=name, why=wrong))
        for change in history.apply(obligation, obligation.changes).idle:
            values = {"obligation": name, "kind": change.kind, "day": change.on}
            unfit = change.deadline is not None and not history.fits(change.deadline, obligation.pattern)
            code = f"change-without-effect{'-of-pattern' if unfit else ''}"
            found.append(at(code, change.source, **values, **({"pattern": obligation.pattern} if unfit else {})))
    return found


def named_wrongly(directives: Sequence[Directive]) -> list[Finding]:
    """Changes that name an order or an obligation that is not there, withdraw without saying by what, or are told by an
    approved order (``amends``) and recorded nowhere; each at its line."""
    known = {one.id for one in directives}
    obligations = {o.id: o for d in directives for o in d.obligations if o.id}
    found = []
    for directive in directives:
        for obligation in directive.obligations:
            name = obligation.id or str(obligation.source.line)
            for change in obligation.changes:
                if change.directive is not None and change.directive not in known:
                    found.append(at("change-by-unknown", change.source, obligation=name, id=change.directive))
                if change.kind in history.WITHDRAWING and not (change.directive or change.reference):
                    found.append(at("change-unreferenced", change.source, obligation=name, kind=change.kind))
        for amendment in directive.amends if directive.approved is not None else ():
            for target in amendment.targets:
                values = {"id": directive.id, "target": target, "kind": amendment.kind, "day": amendment.on}
                values["start"] = f"--from {amendment.on.isoformat()}"
                if target not in obligations:
                    found.append(at("amends-nothing", amendment.source, **values))
                elif not any(_by(change, directive, amendment) for change in obligations[target].changes):
                    found.append(at("amends-unrecorded", amendment.source, **values))
    return found


def _by(change: Change, directive: Directive, amendment: Amendment) -> bool:
    return (change.kind, change.on, change.directive) == (amendment.kind, amendment.on, directive.id)


def between(before: Sequence[Directive], after: Sequence[Directive]) -> tuple[list[Finding], list[Finding]]:
    """What a change of the register brings with it, and was not so before: circles, for which a command refuses the
    change, and what names something wrongly, which is only told."""
    circled = {str(one.values) for one in circles(before)}
    named = {str(one) for one in named_wrongly(before)}
    return (
        [one for one in circles(after) if str(one.values) not in circled],
        [one for one in named_wrongly(after) if str(one) not in named],
    )


def circles(directives: Iterable[Directive]) -> list[Finding]:
    """Orders that change each other, or themselves, round in a circle: at the first such change of each."""
    changed_by: dict[str, dict[str, Change]] = {}
    for directive in directives:
        for obligation in directive.obligations:
            for change in obligation.changes:
                if change.directive is not None:
                    changed_by.setdefault(directive.id, {}).setdefault(change.directive, change)
    return [
        at("change-cycle", change.source, circle=" > ".join((name, *way)))
        for name, changes in changed_by.items()
        for by, change in changes.items()
        if (way := _way(by, name, changed_by)) is not None
    ]


def _way(start: str, to: str, edges: Mapping[str, Mapping[str, Change]]) -> tuple[str, ...] | None:
    """The shortest way from one order to another along 'is changed by', both ends named; None where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        if way[-1] == to:
            return way
        for following in edges.get(way[-1], {}):
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return None


def with_change(
    directive: Directive, targets: Sequence[Obligation], values: Mapping[str, Any], text: str | None = None
) -> tuple[Directive, str, list[Finding]]:
    """A directive with a change added to some of its obligations: as a record, as the text of its file (comments kept),
    and what is wrong with it now that was not before. ``values``: the fields of the schema; ``text``: that of its file,
    where an earlier change was added to it that is not written yet.

    Raises Refusal: the directive is a draft (correct the draft instead), or the change cannot be read.
    """
    if directive.approved is None:
        raise Refusal(at("change-of-draft", directive.source, id=directive.id))
    wanted = {obligation.id for obligation in targets}

    def edit(document: Any) -> None:
        for item in document["obligations"]:
            if item.get("id") in wanted:
                item.setdefault("changes", []).append(dict(values))

    text = edited(text if text is not None else Path(directive.source.file).read_text("utf-8-sig"), edit)
    changed, findings = read_text(text, directive.source)
    if changed is None:
        raise Refusal(*findings)
    before = {(one.code, str(one.values)) for one in faults(directive)}
    new = [one for one in faults(changed) if (one.code, str(one.values)) not in before]
    added = {o.changes[-1].source.line for o in changed.obligations if o.id in wanted}
    return changed, text, [_outlived(one, added) for one in new]


def _outlived(one: Finding, added: Container[int | None]) -> Finding:
    """A fault that lies in a change recorded before, and not in one that is added now."""
    earlier = one.code.startswith("change-without-effect") and one.source is not None and one.source.line not in added
    return at(OUTLIVED, one.source, **one.values) if earlier else one
