"""From when a deadline counts whose order does not say it: issue or notification (semantics §3). Pure."""

from __future__ import annotations

from dataclasses import replace

from tracker.config import Defaults
from tracker.model import Anchor, Change, Deadline, DeadlineKind, Obligation, Pattern
from tracker.register import Register

COUNTED = (DeadlineKind.WITHIN, DeadlineKind.IMMEDIATELY, DeadlineKind.EVERY)


def as_counted(register: Register, defaults: Defaults) -> Register:
    """The register as the project counts: where it counts from notification (``defaults.count_from``), every deadline
    that was only assumed to count from the issue does so too. What an event opens counts from its event."""
    if defaults.count_from != Anchor.NOTIFICATION:
        return register
    return replace(
        register,
        directives=tuple(
            replace(directive, obligations=tuple(map(_from_notification, directive.obligations)))
            for directive in register.directives
        ),
    )


def _from_notification(obligation: Obligation) -> Obligation:
    if obligation.pattern is Pattern.TRIGGERED:
        return obligation
    changes = tuple(map(_changed, obligation.changes))
    return replace(obligation, deadline=_counted(obligation.deadline), changes=changes)


def _changed(change: Change) -> Change:
    return change if change.deadline is None else replace(change, deadline=_counted(change.deadline))


def _counted(deadline: Deadline) -> Deadline:
    if deadline.assumed and deadline.anchor is Anchor.ISSUE and deadline.kind in COUNTED:
        return replace(deadline, anchor=Anchor.NOTIFICATION)
    return deadline
