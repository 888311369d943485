"""What to do about a duty, in one sentence for every output. Pure."""

from __future__ import annotations

from tracker.report.records import Line
from tracker.report.strings import phrase


def todo(line: Line, language: str) -> str:
    """Of what needs action, the action; else what to ask the office about each flag that raises a question."""
    if line.needs_action:
        claim = f"_{line.claim}" if line.claim in ("order", "both") else ""
        return phrase(f"todo_{line.verdict}{claim}", language)
    questions = " ".join(phrase(f"ask_{flag}", language) for flag in line.questionable_flags)
    return phrase("ask", language, questions=questions)
