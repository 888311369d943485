"""How an obligation stood on a day: its deadline then, whether it was suspended or withdrawn, and by which changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.cli.common import say

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.model import Obligation, Text

LINES: dict[str, Text] = {
    "deadline": {"ar": "الموعد: {value}", "en": "deadline: {value}"},
    "ends": {"ar": "ينتهي في: {value}", "en": "ends on: {value}"},
    "suspended": {"ar": "كان موقوفاً في ذلك اليوم", "en": "suspended on that day"},
    "withdrawn": {"ar": "لم يعد قائماً منذ {value}", "en": "withdrawn from {value} on"},
    "change": {"ar": "تغيير: {value}", "en": "change: {value}"},
}


def stood_on(obligation: Obligation, day: date, settings: Settings, language: str) -> list[str]:
    """The lines that say it, by the changes known today."""
    from tracker import clock
    from tracker import project as projects
    from tracker.assess.basis import changed
    from tracker.calendars.card_lines import rule_text
    from tracker.register.history import standing
    from tracker.wording import date_text

    zone = projects.zone(settings)
    now = standing(obligation, day, clock.now(zone), zone.key)

    def line(name: str, value: str = "") -> str:
        return say(LINES[name], language).format(value=value)

    deadline = now.versions[-1].deadline
    fixed = f" ({date_text(deadline.due_on, language)})" if deadline.due_on is not None else ""
    lines = [line("deadline", say(rule_text(deadline), language) + fixed)]
    if now.ends_on is not None:
        lines.append(line("ends", date_text(now.ends_on, language)))
    if any(one.first <= day and (one.last is None or day <= one.last) for one in now.suspensions):
        lines.append(line("suspended"))
    if now.withdrawn is not None:
        lines.append(line("withdrawn", date_text(now.withdrawn.on, language)))
    return lines + [line("change", say(changed(one), language)) for one in now.applied]
