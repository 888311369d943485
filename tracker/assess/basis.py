"""Where the dates of an assessment come from: the card of its deadline, and every default that mattered (semantics §3,
§7, §10). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.calendars.card_lines import amount, counting_lines, date_text, fill, policy_line, rule_text
from tracker.calendars.cards import DateCard
from tracker.calendars.words import basis_words
from tracker.config import Defaults
from tracker.model import Change, ChangeKind, Directive, Flag, Obligation, Text, TimeUnit, Unit, Verdict
from tracker.register.determinations import Determination

AMENDING = (ChangeKind.AMEND, ChangeKind.EXTEND, ChangeKind.CORRECT)
"""The kinds of change that set another deadline or another end."""

CHANGEABLE = ("report_every", "grace", "warning", "review_after")
"""What an obligation may set for itself; for the rest, and where it is silent, the project's defaults hold."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What of a duty's dates the register has settled. ``effective_by``: issue | directive | obligation | unit | heir |
    notification. ``own``: which numbers of days the obligation sets itself; ``heir_of``: the dissolved unit's name."""

    effective_by: str
    report_every: int
    grace: int
    warning: int
    review_after: int | None
    own: tuple[str, ...]
    heir_of: Text | None = None
    changes: tuple[Change, ...] = ()
    decided: tuple[Determination, ...] = ()


def grounds(
    obligation: Obligation,
    defaults: Defaults,
    effective_by: str,
    review_after: int | None,
    heir_of: Text | None,
    changes: tuple[Change, ...] = (),
    decided: tuple[Determination, ...] = (),
) -> Grounds:
    """``review_after``: how many days after E a duty without a known due date is looked at; None where it has one.
    ``changes``: those that hold; ``decided``: what officials decided about this duty."""

    def chosen(name: str) -> int:
        own = getattr(obligation, name)
        return int(getattr(defaults, name) if own is None else own)

    return Grounds(
        effective_by=effective_by,
        report_every=chosen("report_every"),
        grace=chosen("grace"),
        warning=chosen("warning"),
        review_after=review_after,
        own=tuple(name for name in CHANGEABLE if getattr(obligation, name) is not None),
        heir_of=heir_of if effective_by == "heir" else None,
        changes=changes,
        decided=decided,
    )


def effective_by(
    obligation: Obligation, directive: Directive, unit: Unit, since: date | None, notified: date | None
) -> tuple[date, str]:
    """E of a duty and what made it that day: the latest of them all, among equals the order's own day, then succession.

    ``since``: from when a successor owes it; ``notified``: the day of notification, where the order counts from it.
    """
    found = (
        (obligation.effective_on, "obligation")
        if obligation.effective_on is not None
        else (directive.effective_on, "directive")
        if directive.effective_on is not None
        else (directive.issued_on, "issue")
    )
    day, by = found
    for later, name in ((since, "heir"), (unit.valid_from, "unit"), (notified, "notification")):
        if later is not None and later > day:
            day, by = later, name
    return day, by


def changed(change: Change, once: bool = False) -> Text:
    """What a change did and by which order. ``once``: to something done once, of which the end is a due date."""
    name = ", ".join(filter(None, (change.directive, change.reference)))
    known: dict[str, object] = {"day": date_text(change.on), "ref": f" ({name})" if name else ""}
    if change.until is not None:
        known["last"] = date_text(change.until)
    deadline = change.deadline
    if change.kind in AMENDING:
        back = "_back" if change.retroactive or change.kind is ChangeKind.CORRECT else ""
        due_on = change.until if deadline is None else deadline.due_on
        if due_on is not None and (once or deadline is not None):
            key = f"changed_date{back}"
            known["last"] = date_text(due_on)
        else:
            key = "changed_end" if deadline is None else f"changed_deadline{back}"
            known["rule"] = rule_text(deadline) if deadline is not None else ""
    else:
        key = f"changed_{change.kind.value}"
        key += "_until" if change.kind is ChangeKind.SUSPEND and change.until is not None else ""
    return fill(basis_words()[key], **known)


def _decided(one: Determination) -> Text:
    """Who decided what, when, why and by which letter."""
    known: dict[str, object] = {"day": date_text(one.decided_on), "by": one.by, "why": one.reason, "ref": one.reference}
    if one.until is not None:
        known["last"] = date_text(one.until)
    return fill(basis_words()[f"decided_{one.kind.value}"], **known)


class Basis:
    """Writes the basis of many assessments; lines that many of them share are made once."""

    def __init__(self, defaults: Defaults) -> None:
        self.defaults = defaults
        self._cards: dict[int, tuple[DateCard, tuple[Text, ...], Text]] = {}
        self._said: dict[tuple[object, ...], Text] = {}

    def lines(
        self, card: DateCard, on: Grounds, facts: Mapping[str, Any], verdict: Verdict, flags: Collection[Flag]
    ) -> tuple[Text, ...]:
        """The card's count, then what else settled the dates, then the policy."""
        _, counting, policy = self._card(card)
        return (*(counting if facts["once"] else ()), *self._rest(card, on, facts, verdict, flags), policy)

    def _card(self, card: DateCard) -> tuple[DateCard, tuple[Text, ...], Text]:
        """By identity: many duties share a card. It is kept, so that no other one can get its place in memory."""
        found = self._cards.get(id(card))
        if found is None:
            found = self._cards[id(card)] = (card, counting_lines(card), policy_line(card))
        return found

    def _rest(
        self, card: DateCard, on: Grounds, facts: Mapping[str, Any], verdict: Verdict, flags: Collection[Flag]
    ) -> Iterator[Text]:
        standing = not facts["once"]
        waiting = not standing and not facts["due_known"] and not facts["done"]
        if standing:
            yield self._say("standing")
        if standing or waiting or facts["effective"] != card.trigger or Flag.COMPLETED_BEFORE_ORDER in flags:
            yield self._effective(on, facts["effective"])
        yield from (changed(one, facts["once"] and facts["period_start"] is None) for one in on.changes)
        yield from map(_decided, on.decided)
        if facts["ends"] is not None:
            yield self._say("ends", day=facts["ends"])
        if waiting and on.review_after is not None and facts["review"] is not None:
            yield self._say("review", day=facts["review"], amount=on.review_after, by=self._whose(on, "review_after"))
        reported = standing or waiting or Flag.STALE in flags or Flag.NEVER_REPORTED in flags
        if reported and facts["period_start"] is None:  # the window of a period is its card
            yield from self._window(on, facts, running=verdict not in (Verdict.WAIVED, Verdict.ENDED))
        if verdict is Verdict.DUE_SOON:
            yield self._say("warning", amount=on.warning, by=self._whose(on, "warning"))
        if Flag.COPIED in flags:
            yield self._say("copied", n=self.defaults.copied, by="number_default")

    def _effective(self, on: Grounds, effective: date) -> Text:
        if on.heir_of is None:
            return self._say("effective", day=effective, by=on.effective_by)
        by = basis_words()["by"][on.effective_by]
        return fill(basis_words()["effective_from"], day=date_text(effective), by=by, unit=on.heir_of)

    def _window(self, on: Grounds, facts: Mapping[str, Any], *, running: bool) -> Iterator[Text]:
        every, grace = self._whose(on, "report_every"), self._whose(on, "grace")
        if every == grace:
            yield self._say(f"window_{every}", amount=on.report_every, more=on.grace)
        else:
            yield self._say("report_every", amount=on.report_every, by=every)
            yield self._say("grace", amount=on.grace, by=grace)
        end = facts["window_end"]
        if not running or end is None:  # while it is suspended no window ends
            return
        if facts["reported"]:
            yield self._say("window_next", start=facts["heard_on"], day=end)
        else:
            by = "effective" if facts["window_start"] == facts["effective"] else "notification"
            yield self._say("window_first", start=facts["window_start"], by=by, day=end)

    def _whose(self, on: Grounds, name: str) -> str:
        return "own" if name in on.own else "default"

    def _say(self, key: str, **values: date | int | str) -> Text:
        """A sentence; days become dates with their weekday, numbers counted days (but ``n``), ``by`` the words
        of that name."""
        known = (key, *values.values())
        if known not in self._said:
            shown: dict[str, object] = {}
            for name, value in values.items():
                if isinstance(value, date):
                    shown[name] = date_text(value)
                elif name == "by":
                    shown[name] = basis_words()["by"][value]
                else:
                    shown[name] = value if name == "n" else amount(int(value), TimeUnit.DAY)
            self._said[known] = fill(basis_words()[key], **shown)
        return self._said[known]
