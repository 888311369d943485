"""What every command shares: the project, the language, JSON out, findings out, files that appear whole."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from tracker.findings import describe, severity
from tracker.model import Finding, Text

F = TypeVar("F", bound=Callable[..., Any])

YEARS = range(1900, 2201)
"""In which something can have been received or known; beyond them there is a slip of the pen, or an overflow."""

_chosen: list[str] = []
_of_project: list[str] = []


class Wrong(click.BadParameter):
    """A value that cannot be, said in both languages."""

    def __init__(
        self,
        ar: str,
        en: str,
        ctx: click.Context | None = None,
        param: click.Parameter | None = None,
        param_hint: str | None = None,
    ) -> None:
        super().__init__(en, ctx, param, param_hint)
        self.text: Text = {"ar": ar, "en": en}


class IsoDate(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(value)
            if found.year in YEARS:
                return found
            raise ValueError(value)
        except ValueError as error:
            raise Wrong(
                f"«{value}» ليس تاريخاً موجوداً؛ يُكتب التاريخ بالصيغة 2020-08-27",
                f"“{value}” is no date that exists; a date is written as 2020-08-27",
                ctx,
                param,
            ) from error


class IsoMoment(click.ParamType[datetime]):
    """An ISO 8601 moment; without an offset it is taken in the project's zone by the command."""

    name = "ISO-8601"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
            if moment.year not in YEARS:
                raise ValueError("out of range")
            return moment
        except ValueError as error:
            raise Wrong(
                f"«{value}» ليس لحظة موجودة؛ تُكتب اللحظة بالصيغة 2020-08-30T09:00:00+03:00",
                f"“{value}” is no moment that exists; a moment is written as 2020-08-30T09:00:00+03:00",
                ctx,
                param,
            ) from error


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
    _project_languages(value)
    return value


def _project_languages(value: Path) -> None:
    """A message about a project speaks its language even when the project turns out unusable."""
    import tomllib

    from tracker.files import read

    try:
        named = tomllib.loads(read(value / "tracker.toml").decode("utf-8-sig")).get("languages", ["ar", "en"])
    except (OSError, ValueError):
        named = []  # config.load says what is wrong with the file
    _of_project[:] = [tag for tag in named if tag in ("ar", "en")] if isinstance(named, list) else []


def _choose(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    tags = tuple(tag.strip().lower()[:2] for tag in (value or "").split(",") if tag.strip())
    for tag in tags:
        if tag not in ("ar", "en"):
            raise Wrong("المقبول: ar، en، ar,en", "it can be: ar, en, ar,en", ctx, param)
    _chosen[:] = tags
    return tags


def lang_option(command: F) -> F:
    """Adds ``lang``: the language tags asked for, () when none was."""
    return click.option(
        "--lang", callback=_choose, is_eager=True, metavar="TAG[,TAG]", help="Languages of texts: ar, en."
    )(command)


def spoken_language(project_languages: Sequence[str] = ()) -> str:
    """The one language for messages: --lang, else TRACKER_LANG, else the project's first, else the locale's if that is
    English, else Arabic."""
    if _chosen:
        return _chosen[0]
    named = os.environ.get("TRACKER_LANG", "")[:2].lower()
    if named in ("ar", "en"):
        return named
    for languages in (project_languages, _of_project):
        if languages:
            return languages[0]
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if locale.startswith("en") else "ar"


def overhear(arguments: Sequence[str]) -> None:
    """What a command line that cannot be parsed says of languages: its --lang, its --project or the one at hand."""
    named = dict(zip(arguments, (*arguments[1:], ""), strict=False))
    named |= dict(part.split("=", 1) for part in arguments if part.startswith("--") and "=" in part)
    tag = named.get("--lang", "")[:2]
    if not _chosen and tag in ("ar", "en"):
        _chosen[:] = [tag]
    if not _of_project:
        _project_languages(Path(named.get("--project", "")))


def say(text: Text, language: str) -> str:
    return text.get(language) or next(iter(text.values()), "")


def print_findings(findings: Iterable[Finding], language: str) -> None:
    """One line a finding on standard error: place, severity, text, remedy."""
    for finding in findings:
        place = f"{finding.source}: " if finding.source is not None else ""
        tell(f"{place}{severity(finding).value} [{finding.code}] {say(describe(finding), language)}")


def tell(text: str) -> None:
    """One line on standard error. Where nobody can read it (cron's log on a full disk) the work goes on: what became
    of it is in the exit code and in the history."""
    try:
        click.echo(text, err=True)
    except OSError:
        drop(sys.stderr)


def drop(*streams: Any) -> None:
    """Nothing more reaches a stream whose reader has gone or whose disk is full; what is still to be flushed must not
    raise again at the program's end."""
    for stream in streams:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


ROW_KINDS = (
    *("rejected", "refused", "question", "replaced", "sent_again", "same_again", "retracts_nothing"),
    *("rewritten", "backdated", "corrected_on_request", "due_date_altered"),
)
"""What can become of a row at ingest; the last four are flags of its duty as well."""


def fail_words(text: str) -> frozenset[str]:
    """What --fail-on names: verdicts, flags, and what becomes of rows. Every command takes them all, so that one line
    serves for all; what a command cannot produce simply does not occur. A word that is none of them is refused."""
    from tracker.model import Flag, Verdict

    words = frozenset(word.strip() for word in text.split(",") if word.strip())
    known = {*(v.value for v in Verdict), *(f.value for f in Flag), *ROW_KINDS}
    unknown = ", ".join(sorted(words - known))
    if unknown:
        listed = ", ".join(sorted(known))
        raise Wrong(f"{unknown}؛ المقبول: {listed}", f"{unknown}; it can be: {listed}", param_hint="--fail-on")
    return words


def nearest(word: str, known: Sequence[str]) -> str:
    """The identifiers that a mistyped one may mean; where none is near, the first few there are."""
    from difflib import get_close_matches

    return ", ".join(get_close_matches(word, known, 3, 0.5) or known[:5]) or "—"


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
    with opened_output(output) as write:
        write(text)


@contextmanager
def opened_output(output: Path | None) -> Iterator[Callable[[str], None]]:
    """As ``write_out``, for a command that changes something: a place that cannot be written to is refused before."""
    if output is None:
        yield lambda text: click.echo(text, nl=False)
        return
    from tracker.files import replacing

    with replacing(output) as temporary:

        def write(text: str) -> None:
            temporary.write_bytes(text.encode("utf-8", "backslashreplace"))

        yield write
