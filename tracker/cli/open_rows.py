"""``tracker ingest --open``: the rows that came, were not taken and are still open, each with its cell and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.common import Wrong, json_text, opened_output, say, spoken_language

if TYPE_CHECKING:
    from tracker.model import Untaken
    from tracker.project import Project

NONE = {"ar": "لا صف مما ورد ينتظر تصحيحاً.", "en": "No row that came is waiting to be corrected."}
OF_NOTHING = {"ar": "لا يُعرف أي واجب يعنيه", "en": "it is not known which duty is meant"}
PERHAPS = {"ar": "ربما {duty}", "en": "perhaps {duty}"}
DATED = {"ar": "تقرير {day}", "en": "report of {day}"}


def list_open(project: Path, paths: tuple[Path, ...], form: str, lang: tuple[str, ...], output: Path | None) -> None:
    """Lists them; changes nothing and needs no lock."""
    from tracker.cli.check import untaken_document
    from tracker.project import open_project

    if paths:
        raise Wrong("‎--open‎ لا يُقرن بملفات", "--open takes no files", param_hint="--open")
    opened = open_project(project)
    rows = opened.ledger.untaken(opened.now, events=opened.register.events)
    language = spoken_language(opened.settings.languages)
    with opened_output(output) as write:
        if form == "json":
            languages = lang or opened.settings.languages
            documents = [untaken_document(row, languages) for row in rows]
            write(json_text({"schema": "tracker/open/1", "known_at": opened.now, "rows": documents}))
        else:
            write("\n".join(_lines(rows, opened, language)) + "\n")


def _lines(rows: tuple[Untaken, ...], project: Project, language: str) -> list[str]:
    """Two lines a cell: where, about what; then why and what to do."""
    from tracker.findings import describe
    from tracker.wording import date_text, dated

    lines: list[str] = []
    for row in rows:
        day = DATED[language].format(day=date_text(row.reported_on, language))
        lines.append(f"{row.finding.source} · {day} · {_duty(row, project, language)}")
        lines.append(f"    {say(describe(dated(row.finding)), language)}")
    return lines or [NONE[language]]


def _duty(row: Untaken, project: Project, language: str) -> str:
    def called(unit: str) -> str:
        known = project.register.units
        return say(known[unit].name, language) if unit in known else unit

    named = [f"{obligation} · {called(unit)}" for obligation, unit in row.duties]
    if not named:
        known = [*([row.obligation] if row.obligation else []), *([called(row.unit)] if row.unit else [])]
        return " · ".join([*known, OF_NOTHING[language]])
    joined = "، ".join(named) if language == "ar" else ", ".join(named)
    return joined if row.obligation and row.unit else PERHAPS[language].format(duty=joined)
