"""The figures of a report, once, for every output. Pure: a Result and a Register become frozen records.

No output counts anything for itself: what the workbook, the page and a mail print is read from here, and ``build``
refuses to go on where its counts differ from the Result's own summary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.assess.result import Result
from tracker.model import Assessment, CitedSource, Directive, Obligation, Strength, Text, Untaken, Verdict
from tracker.report.headline import headline
from tracker.report.limits import UNJUDGED, due_as, limits
from tracker.report.places import notice, relative_path
from tracker.report.records import (
    FULFILLED,
    RATES,
    Branch,
    Clause,
    Figures,
    Input,
    Line,
    Matrix,
    MatrixRow,
    OpenRow,
    Order,
    Tally,
    Tile,
)
from tracker.report.series import series
from tracker.report.tallies import tally
from tracker.report.text import clean, clean_text
from tracker.wording import VERDICTS, verdict_order

__all__ = ["Figures", "build", "tally", "worst_first"]

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.register import Register, UnitTree

COMING = (Verdict.DUE_SOON,)
MATRIX_UNITS = 120
"""Above so many owing units the coverage matrix shows authorities in place of units."""


def build(result: Result, register: Register, settings: Settings, program: str = "") -> Figures:
    """The figures of one assessment run. ``program``: which one made them, '' where nobody says. RuntimeError where
    they do not add up to ``result.summary``: our fault."""
    register = register.at(result.as_of)
    lines = _lines(result, register, settings.root)
    total = tally(lines, result.summary.rates)
    stated = {verdict: n for verdict, n in result.summary.verdicts.items() if n}
    if dict(total.verdicts) != stated or total.duties != result.summary.duties:
        raise RuntimeError(f"figures {dict(total.verdicts)} do not add up to the summary {stated}")
    authorities = _branches(lines, register.units)
    action = tuple(sorted((line for line in lines if line.needs_action), key=worst_first))
    unjudged = {str(f.values["obligation"]) for f in result.findings if f.code == UNJUDGED}
    questions = (line for line in lines if line.questionable_flags and not line.needs_action)
    return Figures(
        project=clean_text(settings.name),
        banner=clean_text(settings.banner),
        languages=settings.languages,
        as_of=result.as_of,
        known_at=result.known_at,
        policy=result.policy,
        policy_title=clean_text(result.policy_title),
        calendar_version=result.calendar_version,
        program=program,
        headline=headline(total.duties, total.verdicts, result.as_of, _heaviest(authorities), len(unjudged)),
        total=total,
        tiles=_tiles(total),
        lines=lines,
        action=action,
        questions=tuple(sorted(questions, key=worst_first)),
        coming=tuple(sorted((line for line in lines if line.verdict in COMING), key=worst_first)),
        orders=_orders(lines, register.directives, settings.root, unjudged),
        authorities=authorities,
        matrix=_matrix(lines, authorities),
        inputs=_inputs(lines, register.directives, settings.root),
        findings=tuple(notice(f, settings.root) for f in (*register.findings, *result.findings)),
        not_taken=tuple(_open_row(row, register.units, settings.root) for row in result.not_taken),
        limits=limits(result.findings, register.directives, settings.root),
        series=series(lines),
    )


def worst_first(line: Line) -> tuple[object, ...]:
    """Sort key: the worse verdict, then the longer delay, then the more incidents; else as the register stands."""
    return (verdict_order(line.verdict), -(line.days or 0), -(line.count or 0), line.number)


def _lines(result: Result, register: Register, root: Path) -> tuple[Line, ...]:
    obligations = {o.id: o for d in register.directives for o in d.obligations}
    return tuple(
        _line(number, assessment, obligations[assessment.obligation], register.units, root)
        for number, assessment in enumerate(result.assessments, 1)
    )


def _line(number: int, a: Assessment, obligation: Obligation, units: UnitTree, root: Path) -> Line:
    authority = units.authority(a.unit)
    return Line(
        number=number,
        obligation=a.obligation,
        directive=a.directive,
        unit=a.unit,
        unit_name=_name(a.unit, units),
        authority=authority,
        authority_name=_name(authority, units),
        occurrence=a.occurrence,
        event=clean(a.event) if a.event else None,
        text=clean_text(obligation.text),
        pattern=a.pattern,
        modality=obligation.modality,
        verdict=a.verdict,
        rule=a.rule,
        flags=a.flags,
        days=a.days,
        count=a.count,
        effective_on=a.effective_on,
        due_on=a.due_on,
        original_due_on=a.original_due_on,
        review_on=a.review_on,
        window_ends_on=a.window_ends_on,
        completed_on=a.completed_on,
        last_reported_on=a.last_reported_on,
        reason=clean_text(a.reason),
        basis=tuple(clean_text(step) for step in a.basis),
        policy=a.policy,
        calendar_version=a.calendar_version,
        reference=clean(a.reference) if a.reference else None,
        sources=tuple(_source(source, root) for source in a.sources),
        claim=a.claim,
        accounts={flag: clean_text(text) for flag, text in a.accounts.items()},
        changes=tuple(clean_text(change) for change in a.changes),
    )


def _source(source: CitedSource, root: Path) -> CitedSource:
    return replace(
        source,
        file=relative_path(source.file, root),
        sheet=clean(source.sheet) if source.sheet else None,
        cell=clean(source.cell) if source.cell else None,
    )


def _open_row(row: Untaken, units: UnitTree, root: Path) -> OpenRow:
    """A row not taken, in words. What is known of its duty without being one ('this unit, some obligation') is said."""
    told = notice(row.finding, root)
    where = row.finding.source
    place = CitedSource(
        file=where.file if where else "",
        sha256=(where.sha256 or "") if where else "",
        sheet=where.sheet if where else None,
        cell=where.cell if where else None,
        reported_on=row.reported_on,
        known_at=row.known_at,
        role="not_taken",
    )
    obligations = dict.fromkeys([row.obligation] if row.obligation else [one for one, _ in row.duties])
    named = dict.fromkeys([row.unit] if row.unit else [one for _, one in row.duties])
    return OpenRow(
        source=_source(place, root),
        value=clean(row.value),
        severity=told.severity,
        text=told.text,
        obligations=tuple(obligations),
        units=tuple(_name(unit, units) for unit in named),
        doubt="obligation" if not row.obligation else "unit" if not row.unit else "",
    )


def _name(unit: str, units: UnitTree) -> Text:
    known = units.get(unit)
    named = clean_text(known.name) if known else {}
    return named or {"und": unit}


def _group(lines: Iterable[Line], key: str) -> dict[str, list[Line]]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(getattr(line, key), []).append(line)
    return groups


def _orders(
    lines: Sequence[Line],
    directives: Iterable[Directive],
    root: Path,
    unjudged: Set[str],
) -> tuple[Order, ...]:
    by_directive = _group(lines, "directive")
    in_time = sorted(directives, key=lambda d: (d.issued_on, d.id))
    return tuple(_order(d, by_directive.get(d.id, []), root, unjudged) for d in in_time)


def _order(
    directive: Directive,
    own: Sequence[Line],
    root: Path,
    unjudged: Set[str],
) -> Order:
    by_obligation = _group(own, "obligation")
    return Order(
        id=directive.id,
        issuer=clean_text(directive.issuer),
        title=clean_text(directive.title),
        issued_on=directive.issued_on,
        number=clean(directive.number) if directive.number else None,
        approved=directive.approved is not None,
        source=relative_path((directive.document or directive.source).file, root),
        tally=tally(own),
        clauses=tuple(
            _clause(o, by_obligation.get(o.id, []), directive.approved is not None and o.id not in unjudged)
            for o in directive.obligations
        ),
    )


def _clause(obligation: Obligation, lines: Sequence[Line], judged: bool) -> Clause:
    completed = Counter(line.completed_on for line in lines if line.completed_on and line.verdict in FULFILLED)
    return Clause(
        id=obligation.id,
        text=clean_text(obligation.text),
        quote=clean(obligation.quote) if obligation.quote else None,
        modality=obligation.modality,
        pattern=obligation.pattern,
        counted=obligation.strength is Strength.ORDER,
        tally=tally(lines),
        due=tuple(sorted({line.due_on for line in lines if line.due_on})),
        completed={day: completed[day] for day in sorted(completed)},
        judged=judged,
        due_as=due_as(obligation, lines),
        changes=lines[0].changes if lines else (),
    )


def _branches(lines: Sequence[Line], units: UnitTree) -> tuple[Branch, ...]:
    """Authorities with duties, the one with the most to be done first; their units likewise."""
    found = []
    for head, own in _group(lines, "authority").items():
        members = [
            Branch(unit, _name(unit, units), tally(theirs), tuple(theirs))
            for unit, theirs in _group(own, "unit").items()
        ]
        found.append(
            Branch(
                head,
                _name(head, units),
                tally(own),
                tuple(own),
                tuple(sorted(members, key=_most_to_do)),
            )
        )
    return tuple(sorted(found, key=_most_to_do))


def _most_to_do(branch: Branch) -> tuple[object, ...]:
    """Sort key: more that needs action, then the larger share of it, then the worse verdict, then the identifier."""
    worst = branch.tally.worst
    share = branch.tally.action / branch.tally.duties
    return (-branch.tally.action, -share, verdict_order(worst) if worst else len(VERDICTS), branch.id)


def _heaviest(authorities: Sequence[Branch]) -> tuple[Text, int, int] | None:
    """The authority with the most duties that need action, named only where no other has as many."""
    if len(authorities) < 2:
        return None
    most, next_ = authorities[:2]
    alone = most.tally.action > next_.tally.action
    return (most.name, most.tally.action, most.tally.duties) if alone else None


def _tiles(total: Tally) -> tuple[Tile, ...]:
    counted = (
        ("tile_action", total.action, "bad"),
        ("tile_breached", total.of([Verdict.BREACHED]), "bad"),
        ("tile_overdue", total.of([Verdict.OVERDUE]), "bad"),
        ("tile_silent", total.of([Verdict.LAPSED, Verdict.UNREPORTED]), "silent"),
        ("tile_doubt", total.of([Verdict.CLAIMED, Verdict.REVIEW_DUE]), "doubt"),
        ("tile_fulfilled", total.fulfilled, "good"),
    )
    counts = tuple(Tile(key, n, total.duties, tone if n else "rest") for key, n, tone in counted)
    shares = tuple(
        Tile(f"rate_{name}", total.rates[name].numerator, total.rates[name].of, "rest", share=True)
        for name in RATES
        if name in total.rates
    )
    return counts + shares


def _matrix(lines: Sequence[Line], authorities: Sequence[Branch]) -> Matrix:
    obligations = tuple(sorted({line.obligation for line in lines}))
    units = [(unit, branch.id) for branch in authorities for unit in branch.units]
    by_unit = len(units) <= MATRIX_UNITS
    rows = units if by_unit else [(branch, branch.id) for branch in authorities]
    return Matrix(
        "unit" if by_unit else "authority",
        obligations,
        tuple(MatrixRow(row.id, row.name, authority, _cells(row.lines)) for row, authority in rows),
    )


def _cells(lines: Sequence[Line]) -> Mapping[str, tuple[Verdict, int]]:
    return {
        obligation: (min((line.verdict for line in own), key=verdict_order), len(own))
        for obligation, own in sorted(_group(lines, "obligation").items())
    }


def _inputs(lines: Sequence[Line], directives: Iterable[Directive], root: Path) -> tuple[Input, ...]:
    places = [place for d in directives for place in (d.source, d.document) if place is not None]
    orders = {(relative_path(place.file, root), place.sha256 or "") for place in places}
    cited = Counter(place for line in lines for place in {(s.file, s.sha256) for s in line.sources})
    listed = [Input(file, sha, "order", 0) for file, sha in sorted(orders)]
    return tuple(listed + [Input(file, sha, "sheet", cited[file, sha]) for file, sha in sorted(cited)])
