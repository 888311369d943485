"""What a directive changes of earlier ones (``amends`` in its file): proposed from its text when it is added, recorded
in the orders that it changes when it is approved (docs/decisions/0115)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tracker.files import read, sha256_of
from tracker.findings import Refusal, at
from tracker.model import ChangeKind, Directive, Finding, Obligation
from tracker.orders import documents
from tracker.orders.draft import deadline_map
from tracker.orders.records import Change
from tracker.register import changing
from tracker.review.meant import Proposed, proposed


def entries(
    changes: Sequence[Change], directives: Sequence[Directive], issued_on: date, root: Path
) -> list[dict[str, Any]]:
    """The changes that were read in a text, as a draft lays them before the reviewer."""

    def text_of(directive: Directive) -> str | None:
        return _text(directive, root)

    return [_entry(each) for change in changes for each in proposed(change, directives, issued_on, text_of)]


def _text(directive: Directive, root: Path) -> str | None:
    """The text of which a directive was made; None where its file is gone or another one."""
    kept = directive.document
    if kept is None:
        return None
    path = root / kept.file
    try:
        if sha256_of(read(path)) != kept.sha256:
            return None
        return documents.read(path).text
    except (OSError, Refusal):
        return None


def _entry(each: Proposed) -> dict[str, Any]:
    raw: dict[str, Any] = {"kind": each.kind.value, "targets": list(each.targets), "from": each.on}
    if each.until is not None:
        raw["until"] = each.until
    if each.deadline is not None:
        named = deadline_map(each.deadline)
        raw["deadline"] = {key: value for key, value in named.items() if key != "span"}
    raw |= {"named": each.change.target, "quote": each.change.quote, "span": list(each.change.span)}
    if each.questions:
        raw["questions"] = [dict(question.text) for question in each.questions]
    return raw


@dataclass(slots=True)
class Recorded:
    """The orders that a directive changes, as they are then: records, texts of their files, obligations changed.
    ``idle``: entries of ``amends`` that name no target; ``outlived``: earlier changes that have no effect any more."""

    directives: dict[str, Directive] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    obligations: list[str] = field(default_factory=list)
    idle: list[Mapping[str, Any]] = field(default_factory=list)
    outlived: list[Finding] = field(default_factory=list)


def recorded(
    source: Directive, amends: Sequence[Mapping[str, Any]], directives: Sequence[Directive], by: str, now: datetime
) -> Recorded:
    """Every entry with targets, added as a change to the orders that it names. What stands there already is not added
    again, so that an approval that was interrupted can be repeated.

    Raises Refusal: a target that is not in the register, is of the directive itself or of a draft; a change that would
    have no effect, or that closes a circle. Nothing is written here.
    """
    made = Recorded()
    known = {o.id: d for d in directives for o in d.obligations if o.id}
    wrong: list[Finding] = []
    for entry in amends:
        if not entry["targets"]:
            made.idle.append(entry)
        for name in entry["targets"]:
            owner = known.get(name)
            if owner is None or owner.id == source.id:
                wrong.append(at("amends-unknown", source.source, target=name, id=source.id))
                continue
            owner = made.directives.get(owner.id, owner)
            obligation = next(o for o in owner.obligations if o.id == name)
            if _stands(entry, obligation, source.id):
                continue
            until = date.fromisoformat(entry["until"]) if "until" in entry else None
            kind, on = ChangeKind(entry["kind"]), date.fromisoformat(entry["from"])
            shorter = changing.applicable(obligation, kind, on, None, until)
            if shorter is not None and "deadline" not in entry:
                wrong.append(shorter)
                continue
            values = _values(entry, source, by, now)
            changed, text, faults = changing.with_change(owner, [obligation], values, made.texts.get(owner.id))
            made.directives[owner.id], made.texts[owner.id] = changed, text
            made.obligations.append(name)
            wrong += changing.refused(faults)
            made.outlived += [one for one in faults if one.code == changing.OUTLIVED]
    circles, _ = changing.between(directives, [made.directives.get(d.id, d) for d in directives])
    wrong += changing.refused(circles)
    if wrong:
        raise Refusal(*wrong)
    return made


def _values(entry: Mapping[str, Any], source: Directive, by: str, now: datetime) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": entry["kind"], "from": entry["from"], "directive": source.id}
    if source.number:
        values["reference"] = source.number
    values |= {key: entry[key] for key in ("deadline", "until", "retroactive") if key in entry}
    return values | {"by": by, "recorded_at": now.isoformat(timespec="seconds")}


def _stands(entry: Mapping[str, Any], obligation: Obligation, directive: str) -> bool:
    """Whether an obligation bears this change of this directive already."""
    return any(
        (c.directive, c.kind.value, c.on.isoformat()) == (directive, entry["kind"], entry["from"])
        and (c.until.isoformat() if c.until else None) == entry.get("until")
        for c in obligation.changes
    )
