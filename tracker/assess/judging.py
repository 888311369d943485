"""Duties and reports into facts: the frame of duties, what counts from completions, and how a duty stood the day before
it fell away. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tracker.assess import anchors, engine
from tracker.assess import duties as duties_of
from tracker.assess.duty_table import Duties
from tracker.assess.frames import duty_frame, report_frame
from tracker.assess.verdicts import NEVER, Row
from tracker.calendars.counting import Calendar
from tracker.config import Settings
from tracker.model import Anchor, Pattern, Verdict
from tracker.register import Register

if TYPE_CHECKING:
    import pandas as pd


HEIRS = 3
"""Rounds more, in which it settles from whom a successor has what is still open."""


class Judged:
    """The duties with their facts. What counts from the completion of another is judged again once that is known
    (docs/decisions/0019): once, however long the chain of such deadlines, for what is believed done hangs on no
    deadline. So is what a successor owes, once it is known which of the units before it had done it.

    ``told_by``: the later day from which one looks back on ``as_of``, knowing what was said since to hold from the
    beginning.
    """

    def __init__(
        self,
        register: Register,
        known: pd.DataFrame,
        calendar: Calendar,
        settings: Settings,
        as_of: date,
        known_at: datetime,
        table: tuple[Row, ...],
        told_by: date | None = None,
    ) -> None:
        import narwhals as nw

        believed, settled = anchors.Completions(), frozenset[Pair]()
        named = anchors.Anchors(register).named
        for _ in range(bool(named) + 1 + HEIRS):
            now_known = (believed, told_by, settled)
            self.duties = duties_of.build(register, calendar, settings.defaults, as_of, known_at, *now_known)
            self.reports, self.findings = report_frame(known, self.duties, as_of)
            reports = nw.from_native(self.reports, eager_only=True)

            def judged(columns: pd.DataFrame, reports: Any = reports) -> pd.DataFrame:
                found = engine.judge(
                    nw.from_native(columns, eager_only=True),
                    reports,
                    week_starts=calendar.policy.week_starts,
                    copied=settings.defaults.copied,
                    table=table,
                )
                native: pd.DataFrame = found.to_native()
                return native.sort_values("duty", ignore_index=True)

            self.frame = frame = duty_frame(self.duties, as_of)
            self.facts = judged(frame)
            now = _completions(self.duties, self.facts, named)
            left = left_nothing(self.duties, self.facts)
            if (now, left) == (believed, settled):
                break
            believed, settled = now, left
        if told_by is not None:
            return

        def earlier(day: date, obligations: Collection[str]) -> Judged:
            some = _only(register, obligations)
            rows = known[known["obligation"].isin(set(some.obligations))]
            return Judged(some, rows, calendar, settings, day, known_at, table, as_of)

        before = _before(self.facts, frame, judged)
        self.facts["before"] = _looked_back(self.duties, self.facts, before, earlier)


def _completions(duties: Duties, facts: pd.DataFrame, named_: frozenset[str]) -> anchors.Completions:
    if not named_:
        return anchors.Completions()
    not_owing = [engine.VERDICTS.index(verdict) for verdict in (Verdict.WAIVED, Verdict.NOT_IN_FORCE)]
    settled = fulfilled_before(duties, facts)
    columns = ("duty", "obligation", "unit", "believed", "completion", "verdict")
    return anchors.completions(
        (
            (
                duties.obligations[obligation].id,
                duties.units[unit].id,
                date.fromordinal(completion) if believed else None,
                verdict in not_owing,
            )
            for duty, obligation, unit, believed, completion, verdict in facts[list(columns)].itertuples(index=False)
            if duty not in settled
        ),
        named_,
    )


Pair = tuple[str, str]
"""Obligation and unit."""


def fulfilled_before(duties: Duties, facts: pd.DataFrame) -> frozenset[int]:
    """The duties that came with dissolved units and had been accepted as done by each, or by those before it; of an
    event, by the unit from which it came. Nobody owes them again. Periods are owed by whoever is there
    (docs/decisions/0017)."""
    if not duties.inherited and not duties.handed:
        return frozenset()
    nothing_left = left_nothing(duties, facts)
    done = {*_done_in_time(duties, facts), *_gone_in_time(duties)}
    found = set()
    for duty, obligation, unit in facts[["duty", "obligation", "unit"]].itertuples(index=False):
        if duties.events[duty] is not None:
            before = duties.handed.get(duty)
            while before is not None and before not in done:
                before = duties.handed.get(before)
            if before is not None:
                found.add(int(duty))
            continue
        name = duties.obligations[obligation].id
        came_from = duties.inherited.get((name, duties.units[unit].id), ())
        if came_from and all((name, of) in nothing_left for of in came_from):
            found.add(int(duty))
    return frozenset(found)


def left_nothing(duties: Duties, facts: pd.DataFrame) -> frozenset[Pair]:
    """The dissolved units that by their last day had it accepted as done, or owed it no more, and those that owed it
    only as the successors of such units. They leave nothing to their own successor. Periods are owed by whoever is
    there."""
    if not duties.inherited:
        return frozenset()
    columns = duties.columns
    pairs = {
        (duties.obligations[columns["obligation"][duty]].id, duties.units[columns["unit"][duty]].id)
        for found, patterns in (
            (_done_in_time(duties, facts), (Pattern.ACHIEVEMENT,)),
            (_gone_in_time(duties), (Pattern.ACHIEVEMENT, Pattern.MAINTENANCE, Pattern.TRIGGERED)),
        )
        for duty in found
        if duties.events[duty] is None and duties.obligations[columns["obligation"][duty]].pattern in patterns
    }
    more = True
    while more:
        more = False
        for (name, unit), came_from in duties.inherited.items():
            if (name, unit) not in pairs and all((name, of) in pairs for of in came_from):
                pairs.add((name, unit))
                more = True
    return frozenset(pairs)


def _done_in_time(duties: Duties, facts: pd.DataFrame) -> Iterator[int]:
    """The duties of dissolved units that were accepted as done by the last day of the unit."""
    for duty, unit, believed, completion in facts[["duty", "unit", "believed", "completion"]].itertuples(index=False):
        last = duties.units[unit].valid_to
        if believed and last is not None and completion <= last.toordinal():
            yield int(duty)


def _gone_in_time(duties: Duties) -> Iterator[int]:
    """The duties of dissolved units that were waived, revoked or ended by the last day of the unit: what has fallen
    away moves to nobody. The open events of one that ended are owed on, and so it moves."""
    columns = (duties.columns[name] for name in ("unit", "withdrawn", "ends", "by_event"))
    for duty, (unit, withdrawn, ends, by_event) in enumerate(zip(*columns, strict=True)):
        last = duties.units[unit].valid_to
        if last is not None and min(withdrawn, NEVER if by_event else ends) <= last.toordinal():
            yield duty


def _before(facts: pd.DataFrame, frame: pd.DataFrame, judged: Callable[[pd.DataFrame], pd.DataFrame]) -> list[int]:
    """The verdict of the day before a duty fell away, or of its last day; -1 for a duty that is in force."""
    codes = {Verdict.WAIVED: "withdrawn", Verdict.ENDED: "ends"}
    before = [-1] * len(facts)
    for verdict, column in codes.items():
        gone = facts.index[facts["verdict"] == engine.VERDICTS.index(verdict)]
        if not len(gone):
            continue
        earlier = frame.loc[gone].copy()
        earlier["as_of"] = earlier[column] - (1 if verdict is Verdict.WAIVED else 0)
        for number, code in zip(gone, judged(earlier.reset_index(drop=True))["verdict"], strict=True):
            before[number] = int(code)
    return before


Key = tuple[str, str, str | None, str | None]


def _looked_back(
    duties: Duties, facts: pd.DataFrame, before: list[int], earlier: Callable[[date, Collection[str]], Judged]
) -> list[int]:
    """The same verdicts, judged whole as of that day where what is known now could not have been known then: what has
    happened since to the obligation from which a deadline counts, what officials have decided since. Few are."""
    waived = engine.VERDICTS.index(Verdict.WAIVED)
    wanted: dict[date, list[int]] = {}
    for place, (number, verdict, withdrawn) in enumerate(
        facts[["duty", "verdict", "withdrawn"]].itertuples(index=False)
    ):
        day = date.fromordinal(withdrawn) - timedelta(days=1) if verdict == waived else None
        event = duties.events[number]
        never_was = event is not None and event.retracted
        if day is not None and not never_was and any(of(duties, number, day) for of in SINCE):
            wanted.setdefault(day, []).append(place)
    for day, places in wanted.items():
        about = {duties.obligations[facts["obligation"].iloc[place]].id for place in places}
        then = earlier(day, about)
        codes = dict(zip(_keys(then.duties), then.facts["verdict"], strict=True))
        names = list(_keys(duties))
        for place in places:
            before[place] = int(codes.get(names[int(facts["duty"].iloc[place])], -1))
    return before


def _only(register: Register, names: Collection[str]) -> Register:
    """The register with some obligations and those from whose completion they count, and so on, alone."""
    needed, queue = set(names), list(names)
    known = register.obligations
    while queue:
        one = known[queue.pop()]
        for deadline in (one.deadline, *(change.deadline for change in one.changes if change.deadline is not None)):
            ref = deadline.anchor_ref
            if deadline.anchor is Anchor.OBLIGATION and ref in known and ref not in needed:
                needed.add(ref)
                queue.append(ref)
    some = (
        replace(directive, obligations=tuple(o for o in directive.obligations if o.id in needed))
        for directive in register.approved
        if any(o.id in needed for o in directive.obligations)
    )
    return replace(register, directives=tuple(some))


def _counts_from_another(duties: Duties, number: int, _day: date) -> bool:
    return any(due.card.deadline.anchor is Anchor.OBLIGATION for due in duties.dues[number])


def _decided_since(duties: Duties, number: int, day: date) -> bool:
    return any(one.decided_on > day for one in duties.decided.get(number, ()))


def _listed(duties: Duties, number: int, _day: date) -> bool:
    """Which figures and rows are its own depends on the events that had then happened."""
    obligation = duties.obligations[duties.columns["obligation"][number]].id
    return bool(duties.columns["by_event"][number]) and obligation in duties.listed


def _listed_twice(duties: Duties, number: int, _day: date) -> bool:
    """Of which unit, from which day, and whether it was taken back: by the lines of that day."""
    event = duties.events[number]
    return event is not None and event.other is not None


def _changed_since(duties: Duties, number: int, day: date) -> bool:
    obligation = duties.obligations[duties.columns["obligation"][number]]
    return any(change.on > day for change in obligation.changes)


SINCE = (_counts_from_another, _decided_since, _listed, _listed_twice, _changed_since)


def _keys(duties: Duties) -> Iterator[Key]:
    """Each duty by obligation, unit, occurrence and event, in the order of their numbers."""
    places = zip(duties.columns["obligation"], duties.columns["unit"], duties.periods, duties.events, strict=True)
    for obligation, unit, period, event in places:
        about = (str(period) if period is not None else None, event.number if event is not None else None)
        yield duties.obligations[obligation].id, duties.units[unit].id, *about
