"""What a flag rests on, told in a sentence with both sides and their cells, in each language (semantics §7). Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from tracker.assess.account_words import COLUMNS, RANKS, SENTENCES
from tracker.assess.cited import FIGURES
from tracker.assess.decided import JUDGING
from tracker.assess.reasons import OWN_DAY
from tracker.assess.verdicts import NO_DAY
from tracker.assess.witnesses import Record, Witness, changed
from tracker.model import STATED_DUE, CitedSource, Flag, State, Text, Verdict
from tracker.register.determinations import Determination
from tracker.register.events import Event
from tracker.wording import STATES, VERDICTS, counted, date_text

TAGS = ("ar", "en")
TOLD = 3
"""Reports, or changed columns, that a sentence names; the rest are counted."""
LONGEST = 80
"""Characters of a note that are quoted."""
DAYS = ("completed_on", "reported_on", "period_from", "period_to")
NUMBERS = ("incidents", "remedied")

Naming = Callable[[str], Text]
"""An office's name by its identifier."""


def as_source(witness: Witness, zone: tzinfo) -> CitedSource:
    """A witness as an assessment cites it: its cell and what that says."""
    row = witness.row
    return CitedSource(
        file=row["file"],
        sha256=row["sha256"],
        sheet=row["sheet"] or None,
        cell=_cell(row, witness.column),
        reported_on=date.fromordinal(int(row["reported_on"])),
        known_at=datetime.fromtimestamp(int(row["known_at"]), zone),
        role=witness.role,
        office=row["office"] or None,
        reporter=row["reporter"] or None,
        value={tag: _value(row, witness.column, tag) for tag in TAGS},
    )


def listed_twice(event: Event, naming: Naming) -> Text:
    """What the two lines say of an event on which they differ."""
    other = event.other
    assert other is not None
    return {
        tag: SENTENCES["listed_twice"][tag].format(
            unit=_called(naming(event.unit), tag),
            day=date_text(event.occurred_on, tag),
            place=event.source.named,
            other_unit=_called(naming(other.unit), tag),
            other_day=date_text(other.occurred_on, tag),
            other_place=other.source.named,
        )
        for tag in TAGS
    }


def overruled(decided: Sequence[Determination]) -> Text:
    """What officials of different ranks decided on one report."""
    return {
        tag: SENTENCES["overruled"][tag].format(
            decisions=SENTENCES["listing"][tag].join(
                SENTENCES["decision"][tag].format(
                    by=one.by,
                    rank=RANKS[str(int(one.rank))][tag],
                    day=date_text(one.decided_on, tag),
                    kind=SENTENCES[f"decision_{one.kind.value}"][tag],
                    place=one.source.named,
                )
                for one in decided
                if one.kind in JUDGING
            ),
            why=SENTENCES["higher_rank"][tag],
        )
        for tag in TAGS
    }


def _called(name: Text, tag: str) -> str:
    return name.get(tag) or next(iter(name.values()), "")


def accounts(
    flags: Sequence[Flag], facts: Mapping[str, Any], found: Sequence[Witness], naming: Naming, zone: tzinfo
) -> dict[Flag, Text]:
    """A sentence for every flag that needs one and of which the rows, or the facts, are there."""
    told: dict[Flag, Text] = {}
    for flag in flags:
        mine = [witness for witness in found if witness.flag is flag]
        said = {tag: " ".join(_Told(facts, naming, zone, tag).sentences(flag, mine)) for tag in TAGS}
        if all(said.values()):
            told[flag] = said
    return told


class _Told:
    """The sentences of one duty in one language."""

    def __init__(self, facts: Mapping[str, Any], naming: Naming, zone: tzinfo, tag: str) -> None:
        self.facts, self.naming, self.zone, self.tag = facts, naming, zone, tag

    def sentences(self, flag: Flag, found: Sequence[Witness]) -> Iterator[str]:
        if flag in (Flag.NOTIFIED_AFTER_DUE, Flag.ENDED_UNMET, Flag.LOADED_IN_BULK):
            yield self.say(flag.value, **self._of_facts())
        elif flag is Flag.COPIED and found:
            yield self._copied(found)
        else:
            main = [witness for witness in found if witness.role not in ("before", "newer")]
            yield from (self._one(flag, witness) for witness in main[-TOLD:])
            if len(main) > TOLD:
                yield self.say("and_more", n=len(main) - TOLD) + "."

    def say(self, key: str, **values: object) -> str:
        return SENTENCES[key][self.tag].format_map(values)

    def _of_facts(self) -> dict[str, object]:
        facts = self.facts
        before = facts["before"]
        return {
            "notified": self._date(facts["notified"]),
            "due": self._date(facts["due"]),
            "withdrawn": self._date(facts["withdrawn"]),
            "before": VERDICTS[Verdict(before)][self.tag] if before is not None else "—",
        }

    def _copied(self, found: Sequence[Witness]) -> str:
        listed = [self.say("dated_place", day=self._day(w.row), place=_place(w.row, w.column)) for w in found[-TOLD:]]
        if len(found) > TOLD:
            listed.append(self.say("and_more", n=len(found) - TOLD))
        return self.say(
            "copied",
            note=self._shown(found[-1].row, "note"),
            number=counted(len(found), "report", self.tag),
            reports=self._joined(listed),
        )

    def _one(self, flag: Flag, witness: Witness) -> str:
        row, other = witness.row, witness.other
        values: dict[str, object] = {
            "day": self._day(row),
            "place": _place(row, witness.column),
            "office": self._name(row),
            "state": self._shown(row, "state"),
            "known": self._date(datetime.fromtimestamp(int(row["known_at"]), self.zone).date()),
        }
        if other is not None:
            values |= {
                "last_office": self._name(other),
                "last_day": self._day(other),
                "last_state": self._shown(other, "state"),
                "last_place": _place(other, "state"),
            }
        key = flag.value
        if flag in (Flag.REWRITTEN, Flag.CORRECTED_ON_REQUEST):
            if other is None:
                return self.say("corrected_from_refused", **values)
            values["changes"] = self._changes(other, row)
        elif flag is Flag.CONFLICTING and other is not None:
            values |= {"rank": self._rank(row), "last_rank": self._rank(other)}
            values["why"] = self.say("higher_rank" if other["rank"] > row["rank"] else "worse_wins")
        elif flag is Flag.BACKDATED:
            if other is None:
                return self.say("backdated_alone", **values)
            values |= {"newer": self._day(other), "newer_place": _place(other, "reported_on")}
        elif flag is Flag.DUE_DATE_ALTERED:
            stated = json.loads(row["cells"]).get(STATED_DUE)
            key += "" if stated else "_unread"
            values |= {
                "due": self._date(self.facts["due"]) if self.facts["due"] is not None else self.say("no_date"),
                "stated": stated and self._date(date.fromisoformat(stated)),
            }
        elif flag is Flag.PERCENT_MISMATCH:
            values["percent"] = self._shown(row, "percent")
        elif flag is Flag.WAS_BREACHED:
            key += f"_{witness.column}"
        elif flag in (Flag.COMPLETED_IN_FUTURE, Flag.COMPLETED_BEFORE_ORDER):
            values |= {"completed": self._shown(row, witness.column), "effective": self._date(self.facts["effective"])}
            if flag is Flag.COMPLETED_BEFORE_ORDER and self.facts["effective_by"] in OWN_DAY:
                key = "completed_before_own_day"
        elif flag is Flag.COVERS_SEVERAL:
            values |= {"first": self._shown(row, "period_from"), "last": self._shown(row, "period_to")}
        return self.say(key, **values)

    def _changes(self, before: Record, after: Record) -> str:
        columns = changed(before, after)
        listed = [
            self.say(
                "change",
                column=COLUMNS[name][self.tag],
                before=self._shown(before, name),
                before_place=_place(before, name),
                after=self._shown(after, name),
                after_place=_place(after, name),
            )
            for name in columns[:TOLD]
        ]
        if len(columns) > TOLD:
            listed.append(self.say("and_more", n=len(columns) - TOLD))
        return self._joined(listed)

    def _joined(self, listed: Sequence[str]) -> str:
        return ("؛ " if self.tag == "ar" else "; ").join(listed)

    def _name(self, row: Record) -> str:
        office = row["office"] or row["unit"]  # a line about an event is in nobody's sheet
        return _called(self.naming(office), self.tag) or str(office)

    def _rank(self, row: Record) -> str:
        return RANKS[str(int(row["rank"]))][self.tag]

    def _day(self, row: Record) -> str:
        return date_text(date.fromordinal(int(row["reported_on"])), self.tag)

    def _date(self, day: date | None) -> str:
        return date_text(day, self.tag) if day is not None else "—"

    def _shown(self, row: Record, column: str) -> str:
        value = _value(row, column, self.tag)
        if not value:
            return SENTENCES["blank"][self.tag]
        free = column in ("note", "evidence", "exception_ref")
        return self.say("quoted", value=value) if free else value


def _value(row: Record, column: str, tag: str) -> str:
    """What stands in a cell, as people read it; '' for a blank one."""
    value = row.get(column)
    if column == "due_on":
        stated = json.loads(row["cells"]).get(STATED_DUE)
        return date_text(date.fromisoformat(stated), tag) if stated else ""
    if column in DAYS:
        return date_text(date.fromordinal(int(value)), tag) if value and value > NO_DAY else ""
    if column == "state":
        return STATES[list(State)[int(row["state"])]][tag]
    if column == "percent":
        return "" if value is None or value != value else f"{float(value):g}%"
    if column in NUMBERS:
        return "" if value is None or value < 0 else str(int(value))
    text = str(value or "")
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _cell(row: Record, column: str) -> str | None:
    """The address of a column, else that of the state, which every row has."""
    cells: dict[str, str] = json.loads(row["cells"]) if row["cells"] else {}
    return next((cells[name] for name in (column, "state", *FIGURES, "obligation") if name in cells), None)


def _place(row: Record, column: str) -> str:
    return " ".join(part for part in (row["file"], row["sheet"] and f"[{row['sheet']}]", _cell(row, column)) if part)
