"""The grammar of time: finds the expressions of time in Arabic and English prose and says what they mean.

One grammar (grammar.toml), one lexicon for each language (ar.toml, en.toml). A text is read once: tokens with folded
keys, what each may be, the longest phrase at each place, its meaning on the day of speaking.
"""

from __future__ import annotations

from tracker.calendars.expressions.after_periods import days_after, on_day_of_next
from tracker.calendars.expressions.records import Kind, Role, TimeExpression
from tracker.calendars.expressions.search import find

__all__ = ["Kind", "Role", "TimeExpression", "days_after", "find", "on_day_of_next"]
