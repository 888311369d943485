"""``determinations.csv``: what officials decided about duties (docs/decisions/0111)."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from tracker.findings import at
from tracker.model import Finding, Rank, SourceRef
from tracker.register import tables
from tracker.register.events import key_of

REQUIRED = ("obligation", "kind", "decided_on", "by", "reference", "reason", "recorded_at")
OPTIONAL = ("unit", "occurrence", "event", "until", "rank")
COLUMNS = (
    *("obligation", "unit", "occurrence", "event", "kind", "decided_on", "until", "rank"),
    *("by", "reference", "reason", "recorded_at"),
)
RANKS = {"": Rank.OFFICE, "office": Rank.OFFICE, "inspection": Rank.INSPECTION}


class Kind(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    REFUSE_CLAIM = "refuse-claim"
    WAIVE = "waive"
    EXTEND = "extend"


@dataclass(frozen=True, slots=True)
class Determination:
    """One decision. ``unit``, ``occurrence`` and ``event`` are None where it is about all. ``until``: the new due date
    of ``extend``. ``recorded_at`` carries a zone."""

    obligation: str
    kind: Kind
    decided_on: date
    by: str
    reference: str
    reason: str
    recorded_at: datetime
    source: SourceRef
    unit: str | None = None
    occurrence: str | None = None
    event: str | None = None
    until: date | None = None
    rank: Rank = Rank.OFFICE

    def concerns(self, obligation: str, unit: str, occurrence: str | None, event: str | None) -> bool:
        """Whether it is about a duty."""
        number = key_of(event) if event is not None else None
        pairs = ((self.unit, unit), (self.occurrence, occurrence), (self.event, number))
        return self.obligation == obligation and all(mine in (None, given) for mine, given in pairs)


def load(
    path: Path, obligations: Mapping[str, date], units: Container[str]
) -> tuple[tuple[Determination, ...], list[Finding]]:
    """The lines of the file, if there is one. ``obligations``: each with the day on which its order was issued.
    Findings: what is missing, unknown or impossible, at its line."""
    return tables.load(
        path, REQUIRED, OPTIONAL, lambda line, findings: _determination(line, findings, obligations, units)
    )


def _determination(
    line: tables.Line, findings: list[Finding], obligations: Mapping[str, date], units: Container[str]
) -> Determination | None:
    values, before = line.values, len(findings)
    tables.demand(line, REQUIRED, findings)
    decided, until = (tables.day(line, name, findings) for name in ("decided_on", "until"))
    moment = tables.moment(line, "recorded_at", findings)
    tables.refer(line, findings, obligations, units)
    unit = values.get("unit") or None
    for name, known in (("kind", [kind.value for kind in Kind]), ("rank", list(RANKS))):
        if values.get(name, "") not in known:
            expected = " | ".join(word for word in known if word)
            findings.append(at("field-value", line.source, field=name, value=values.get(name, ""), expected=expected))
    if values["kind"] == Kind.EXTEND and until is None and not values.get("until"):
        findings.append(at("field-missing", line.source, field="until"))
    if decided is not None and until is not None and until < decided:
        findings.append(at("field-value", line.source, field="until", value=until, expected=f"≥ {decided}"))
    if len(findings) > before or decided is None or moment is None:
        return None
    issued_on = obligations[values["obligation"]]
    if decided < issued_on:  # it stands in the file, so it counts: but somebody should look at it
        findings.append(
            at("date-before-issue", line.source, field="decided_on", day=decided, issued_on=issued_on),
        )
    return Determination(
        values["obligation"],
        Kind(values["kind"]),
        decided,
        values["by"],
        values["reference"],
        values["reason"],
        moment,
        line.source,
        unit,
        values.get("occurrence") or None,
        key_of(values["event"]) if values.get("event") else None,
        until,
        RANKS[values.get("rank", "")],
    )


def holding(lines: Iterable[Determination], as_of: date, known_at: datetime) -> tuple[Determination, ...]:
    """Those known at a moment that hold on a day, in the order in which they were decided."""
    found = (one for one in lines if one.recorded_at <= known_at and one.decided_on <= as_of)
    return tuple(sorted(found, key=lambda one: one.decided_on))


def with_line(text: str, one: Determination) -> str:
    """The text of the file with a decision added at its end; nothing that stands in it is touched."""
    names = [name.strip() for name in next(csv.reader(text.splitlines()), COLUMNS)]
    ranks = {rank: name for name, rank in RANKS.items() if name}
    values = {name: getattr(one, name, None) for name in COLUMNS} | {"kind": one.kind.value, "rank": ranks[one.rank]}
    values |= {"recorded_at": one.recorded_at.isoformat(timespec="seconds")}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if not text.strip():
        writer.writerow(COLUMNS)
    writer.writerow(["" if values.get(name) is None else str(values[name]) for name in names])
    return text + ("\n" if text and not text.endswith("\n") else "") + out.getvalue()
