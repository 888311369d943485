"""What could not be judged, or not in full: said plainly, for a nought would look like good news. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker.model import DeadlineKind, Directive, Finding, Flag, Obligation
from tracker.report.places import notice
from tracker.report.records import Limit, Line
from tracker.report.text import clean, clean_text

UNJUDGED = "recurrence-missing"
IN_PART = ("anchor-cycle", "anchor-not-once", "occurrences-too-many")


def limits(findings: Iterable[Finding], directives: Iterable[Directive], root: Path) -> tuple[Limit, ...]:
    """From the findings of the judging: first what was not judged, then what was judged in part."""
    texts = {o.id: o.text for directive in directives for o in directive.obligations}
    found = []
    for finding in findings:
        if finding.code == UNJUDGED or finding.code in IN_PART:
            id_ = str(finding.values["obligation"])
            words = clean_text(texts.get(id_, {}))
            found.append(Limit(clean(id_), words, finding.code != UNJUDGED, notice(finding, root).text))
    return tuple(sorted(found, key=lambda limit: limit.judged))


def due_as(obligation: Obligation, lines: Sequence[Line]) -> str:
    """What stands where an obligation has no due date: none was set, it recurs, or it is not known yet."""
    if obligation.deadline.kind is DeadlineKind.EVERY:
        return "due_recurs"
    return "due_unknown" if any(Flag.DUE_UNRESOLVED in line.flags for line in lines) else "no_due"
