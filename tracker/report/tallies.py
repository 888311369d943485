"""Counting lines by verdict: the one place where a group is counted. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tracker.assess.result import Rate
from tracker.report.records import Line, Tally
from tracker.wording import VERDICTS


def tally(lines: Sequence[Line], rates: Mapping[str, Rate] | None = None) -> Tally:
    counts = Counter(line.verdict for line in lines)
    return Tally(len(lines), {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}, rates or {})
