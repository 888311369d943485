"""What every command shares: the project, the language, JSON out, findings out, files that appear whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from tracker.findings import describe, severity
from tracker.model import Finding, Text

F = TypeVar("F", bound=Callable[..., Any])

_chosen: list[str] = []
_of_project: list[str] = []


class IsoDate(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: التاريخ بالصيغة 2020-08-27 / a date is written as 2020-08-27", param, ctx)


class IsoMoment(click.ParamType[datetime]):
    """An ISO 8601 moment; without an offset it is taken in the project's zone by the command."""

    name = "ISO-8601"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: مثال 2020-08-30T09:00:00+03:00 / write 2020-08-30T09:00:00+03:00", param, ctx)


DATE = IsoDate()
MOMENT = IsoMoment()


def project_option(command: F) -> F:
    return click.option(
        "--project",
        type=click.Path(path_type=Path),
        default=Path(),
        callback=_remember_languages,
        is_eager=True,
        help="The project's directory (with its tracker.toml).",
    )(command)


def _remember_languages(ctx: click.Context, param: click.Parameter, value: Path) -> Path:
    """A message about a project speaks its language even when the project turns out unusable."""
    import tomllib

    try:
        named = tomllib.loads((value / "tracker.toml").read_text("utf-8-sig")).get("languages", ["ar", "en"])
    except (OSError, ValueError):
        named = []  # config.load says what is wrong with the file
    _of_project[:] = [tag for tag in named if tag in ("ar", "en")] if isinstance(named, list) else []
    return value


def _choose(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    tags = tuple(tag.strip().lower()[:2] for tag in (value or "").split(",") if tag.strip())
    for tag in tags:
        if tag not in ("ar", "en"):
            raise click.BadParameter("ar, en")
    _chosen[:] = tags
    return tags


def lang_option(command: F) -> F:
    """Adds ``lang``: the language tags asked for, () when none was."""
    return click.option(
        "--lang", callback=_choose, is_eager=True, metavar="TAG[,TAG]", help="Languages of texts: ar, en."
    )(command)


def spoken_language(project_languages: Sequence[str] = ()) -> str:
    """The one language for messages: --lang, else TRACKER_LANG, else the project's first, else the locale's."""
    if _chosen:
        return _chosen[0]
    named = os.environ.get("TRACKER_LANG", "")[:2]
    if named in ("ar", "en"):
        return named
    for languages in (project_languages, _of_project):
        if languages:
            return languages[0]
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ar" if locale.startswith("ar") else "en"


def say(text: Text, language: str) -> str:
    return text.get(language) or next(iter(text.values()), "")


def print_findings(findings: Iterable[Finding], language: str) -> None:
    """One line a finding on standard error: place, severity, text, remedy."""
    for finding in findings:
        place = f"{finding.source}: " if finding.source is not None else ""
        click.echo(f"{place}{severity(finding).value} [{finding.code}] {say(describe(finding), language)}", err=True)


def plain(value: Any) -> Any:
    """JSON for the records' types: dates as ISO text, maps and tuples as they are."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if hasattr(value, "items"):
        return dict(value)
    if hasattr(value, "__iter__"):
        return list(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def json_text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, default=plain) + "\n"


def write_out(text: str, output: Path | None) -> None:
    """To standard output, or to a file that appears whole or not at all."""
    if output is None:
        click.echo(text, nl=False)
    else:
        from tracker.files import write_atomically

        write_atomically(output, text.encode("utf-8"))
