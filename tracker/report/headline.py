"""The one sentence that matters. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.model import Text, Verdict
from tracker.report.strings import phrase
from tracker.report.text import say
from tracker.wording import counted, date_text

_PARTS: tuple[tuple[str, tuple[Verdict, ...]], ...] = (
    ("head_breached", (Verdict.BREACHED,)),
    ("head_overdue", (Verdict.OVERDUE,)),
    ("head_silent", (Verdict.LAPSED, Verdict.UNREPORTED)),
    ("head_doubt", (Verdict.CLAIMED, Verdict.REVIEW_DUE)),
    ("head_fulfilled", (Verdict.MET, Verdict.MET_LATE, Verdict.COMPLIANT)),
    ("head_waiting", (Verdict.DUE_SOON, Verdict.PENDING, Verdict.NOT_IN_FORCE)),
    ("head_resting", (Verdict.SUSPENDED, Verdict.WAIVED, Verdict.ENDED)),
)
"""Each verdict once: whoever adds the parts up gets the number of duties."""


def headline(
    duties: int, verdicts: Mapping[Verdict, int], as_of: date, heaviest: tuple[Text, int, int] | None, unjudged: int = 0
) -> Text:
    """What stands wrong and what is fulfilled, of how many, and where most of the wrong is.

    ``heaviest``: name, duties that need action, all duties of the authority with the most of them. ``unjudged``:
    obligations that were not judged, of which a sentence of its own speaks.
    """
    return {
        tag: _sentence(tag, duties, verdicts, as_of, heaviest)
        + (f" {unjudged_text(unjudged, tag)}" if unjudged else "")
        for tag in ("ar", "en")
    }


def unjudged_text(n: int, tag: str) -> str:
    return phrase("head_unjudged", tag, obligations=counted(n, "obligation", tag, nominative=True))


def _sentence(
    tag: str, duties: int, verdicts: Mapping[Verdict, int], as_of: date, heaviest: tuple[Text, int, int] | None
) -> str:
    day = date_text(as_of, tag)
    if not duties:
        return phrase("head_nothing", tag, day=day) + "."
    parts = [
        phrase(key, tag, n=n) for key, group in _PARTS if (n := sum(verdicts.get(verdict, 0) for verdict in group))
    ]
    sentence = phrase("head", tag, day=day, duties=counted(duties, "duty", tag), parts=phrase("and", tag).join(parts))
    if heaviest is not None:
        name, action, owed = heaviest
        sentence += phrase("head_heaviest", tag, name=say(name, tag)[0], action=action, owed=counted(owed, "duty", tag))
    return sentence + "."
