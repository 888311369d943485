"""``tracker register export`` and ``tracker register import``: a draft out for review, three kinds of workbook in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.common import (
    Wrong,
    fail_words,
    json_text,
    lang_option,
    print_findings,
    project_option,
    say,
    spoken_language,
)

if TYPE_CHECKING:
    from tracker.config import Settings
    from tracker.model import Directive, Finding, Text
    from tracker.review.records import Imported, Office

EXIT_OCCURRED, EXIT_UNUSABLE = 1, 2
SHOWN = 20
"""Paths of drafts named one by one."""
KINDS: dict[str, Text] = {
    "review": {"ar": "ملف مراجعة مسودة", "en": "a review sheet"},
    "list": {"ar": "قائمة كتب", "en": "a list of letters"},
    "form": {"ar": "استمارة أمر بلا نص", "en": "a form for a directive without a text"},
}
COUNTS: dict[str, Text] = {
    "read": {"ar": "الأسطر المقروءة", "en": "rows read"},
    "taken": {"ar": "مأخوذ", "en": "taken"},
    "known": {"ar": "معروف من قبل", "en": "known before"},
    "accepted": {"ar": "مقبول", "en": "accepted"},
    "corrected": {"ar": "مصحح", "en": "corrected"},
    "rejected": {"ar": "مرفوض", "en": "rejected"},
    "unanswered": {"ar": "بلا قرار", "en": "without a decision"},
    "question": {"ar": "سؤال (لم يُؤخذ)", "en": "questioned (not taken)"},
    "empty": {"ar": "فارغ", "en": "empty"},
    "other": {"ar": "غيره", "en": "other"},
}


def _office(project: Path) -> Office:
    from tracker import clock, config
    from tracker import project as projects
    from tracker.followup import lexicon
    from tracker.register import load
    from tracker.review.records import Office

    settings = config.load(project)
    calendar = projects.calendar(settings)
    today = clock.now(projects.zone(settings)).date()
    return Office(settings, load(settings), calendar, lexicon.load(settings.lexicon), today)


@click.command("export")
@click.argument("directive", required=False)
@click.option("--form", "as_form", is_flag=True, help="An empty form for a directive without a text.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The workbook (.xlsx)."
)
@project_option
@lang_option
def export_(directive: str | None, as_form: bool, output: Path, project: Path, lang: tuple[str, ...]) -> None:
    """Write a draft as a review sheet in the language of --lang, else the project's: accept, correct or reject each
    obligation. With --form: an empty form for a directive that has no text, such as a scanned letter."""
    from tracker.review import sheet_out
    from tracker.review.intake import draft_of
    from tracker.wording import counted

    if output.suffix.lower() != ".xlsx":
        ar, en = f"ينتهي الاسم بـ‎.xlsx‎ لا «{output.suffix}»", f"the name must end in .xlsx, not “{output.suffix}”"
        raise Wrong(ar, en, param_hint="-o")
    if as_form:
        _export_form(output, project, lang)
        return
    if directive is None:
        raise click.MissingParameter(param_hint="DIRECTIVE", param_type="argument")
    office = _office(project)
    language = spoken_language(office.settings.languages)
    draft = draft_of(office, _named(office, directive).id)
    rows = sheet_out.write(draft, _speaking(office.settings, lang), office.calendar, office.register.units, output)
    texts = {
        "ar": f"كُتب {output}: {counted(rows, 'obligation', 'ar', nominative=True)} للمراجعة.",
        "en": f"Wrote {output}: {counted(rows, 'obligation', 'en')} to review.",
    }
    click.echo(say(texts, language))


def _speaking(settings: Settings, lang: tuple[str, ...]) -> Settings:
    """The settings for a workbook that speaks the language asked for first, and the project's besides."""
    from dataclasses import replace

    return replace(settings, languages=tuple(dict.fromkeys((*lang, *settings.languages))))


def _export_form(output: Path, project: Path, lang: tuple[str, ...]) -> None:
    from tracker import config
    from tracker.review import form_out

    settings = config.load(project)
    form_out.write(_speaking(settings, lang), output)
    click.echo(say({"ar": f"كُتب {output}", "en": f"Wrote {output}"}, spoken_language(settings.languages)))


def _named(office: Office, name: str) -> Directive:
    from tracker.cli.approving import directive_named

    return directive_named(office.register, name)


@click.command("import")
@click.argument("workbook", type=click.Path(path_type=Path))
@click.option("--fail-on", default="", metavar="KIND,…", help="Exit 1 if one occurs: rejected, question.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@project_option
@lang_option
def import_(workbook: Path, fail_on: str, form: str, project: Path, lang: tuple[str, ...]) -> None:
    """Take in a list of letters, a form for a directive without a text, or a review sheet: told by what is in it."""
    from tracker.lock import hold
    from tracker.review.intake import take_in

    watched = fail_words(fail_on)
    office = _office(project)
    language = spoken_language(office.settings.languages)
    with hold(office.settings):
        imported = take_in(workbook, office)
    if form == "json":
        click.echo(json_text(_document(workbook, imported)), nl=False)
    else:
        click.echo(_told(workbook, imported, language))
        print_findings(imported.findings, language)
    if not imported.took_something:
        sys.exit(EXIT_UNUSABLE)
    if watched & {name for name in ("rejected", "question") if _refused(imported, name)}:
        sys.exit(EXIT_OCCURRED)


def _refused(imported: Imported, name: str) -> bool:
    """Whether something was not taken. A reviewer's rejection is an answer, no row refused."""
    if imported.kind == "review" and name == "rejected":
        return False
    return bool(imported.counts.get(name) or (name == "question" and imported.questions))


def _told(workbook: Path, imported: Imported, language: str) -> str:
    kind = {
        "ar": f"{workbook.name}: قُرئ على أنه {KINDS[imported.kind]['ar']}.",
        "en": f"{workbook.name}: read as {KINDS[imported.kind]['en']}.",
    }
    numbers = (f"{say(COUNTS[name], language)}: {number}" for name, number in imported.counts.items())
    lines = [say(kind, language), ("؛ " if language == "ar" else "; ").join(numbers)]
    paths = [str(path) for path in imported.files if path.suffix == ".yaml"]
    lines += [*paths[:SHOWN], *(["…"] if len(paths) > SHOWN else [])]
    if imported.questions:
        lines.append(
            {
                "ar": f"أسئلة للمراجع في المسودات: {imported.questions}",
                "en": f"Questions in the drafts: {imported.questions}",
            }[language]
        )
    return "\n".join(lines)


def _document(workbook: Path, imported: Imported) -> dict[str, object]:
    return {
        "schema": "tracker/import/1",
        "file": str(workbook),
        "kind": imported.kind,
        "rows": dict(imported.counts),
        "drafts": list(imported.drafts),
        "questions": imported.questions,
        "findings": [_finding(finding) for finding in imported.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    from tracker.findings import describe, severity

    where = finding.source
    return {
        "sheet": where.sheet if where else None,
        "cell": where.cell if where else None,
        "severity": severity(finding).value,
        "code": finding.code,
        "messages": dict(describe(finding)),
    }
