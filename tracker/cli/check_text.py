"""What ``tracker check`` and ``tracker explain`` print for people."""

from __future__ import annotations

from rich.markup import escape
from rich.table import Table

from tracker.assess import Result
from tracker.cli.common import say
from tracker.cli.facts import fact_lines, row_text
from tracker.cli.terminal import drawing
from tracker.findings import describe
from tracker.model import Assessment, Verdict
from tracker.project import Project
from tracker.wording import FLAGS, ROLES, VERDICTS, counted, date_text, dated, verdict_order, verdict_text

WIDE = 120
"""From this width on the flags have a column of their own; below it they stand under the reason."""

HEADS = {
    "ar": ("الحكم", "العدد", "رمز الالتزام", "الجهة", "السبب", "ملاحظات"),
    "en": ("verdict", "count", "obligation", "unit", "reason", "flags"),
}
LABELS = {
    "ar": ("الحكم", "السبب", "سطر جدول الأحكام", "ملاحظات", "الوقائع", "حساب الموعد", "المصدر", "ورد ولم يُقبل"),
    "en": (
        *("verdict", "reason", "row of the verdict table", "flags", "facts", "date card", "source"),
        "came and was not taken",
    ),
}


def table_text(result: Result, project: Project, language: str, columns: int) -> str:
    """The summary in the report's order, and what needs action, worst first."""
    console, out = drawing(columns)
    verdict, count, obligation, unit, why, flags = HEADS[language]
    banner = project.settings.banner.get(language)
    if banner:
        console.print(banner, markup=False)
    total = counted(result.summary.duties, "duty", language, nominative=True)
    console.print(f"{date_text(result.as_of, language)}: {total}", markup=False)
    counts = Table(verdict, count)
    for which in VERDICTS:
        if which in result.summary.verdicts:
            counts.add_row(VERDICTS[which][language], str(result.summary.verdicts[which]))
    console.print(counts)
    urgent = [a for a in result.assessments if verdict_order(a.verdict) <= verdict_order(Verdict.REVIEW_DUE)]
    wide = columns >= WIDE
    rows = Table(show_lines=not wide, expand=True)
    rows.add_column(obligation, overflow="fold")
    rows.add_column(unit, ratio=2)
    rows.add_column(verdict, max_width=12)
    rows.add_column(why, ratio=5)
    if wide:
        rows.add_column(flags, ratio=2)
    for a in sorted(urgent, key=lambda a: verdict_order(a.verdict)):
        marks = ("، " if language == "ar" else ", ").join(FLAGS[f][language] for f in a.flags)
        reason = say(a.reason, language)
        last = [reason, marks] if wide else [f"{reason}\n{flags}: {marks}" if marks else reason]
        name = say(project.register.units[a.unit].name, language)
        rows.add_row(*map(escape, (a.obligation, name, verdict_text(a.verdict, a.claim)[language], *last)))
    if urgent:
        console.print(rows)
    return out.getvalue()


def explain_text(a: Assessment, project: Project, languages: tuple[str, ...]) -> str:
    """One assessment as a card, in each language asked for."""
    obligation = project.register.obligations[a.obligation]
    lines = [f"{a.obligation} · {a.unit}"]
    for tag in languages:
        verdict, why, rule, flags, facts, card, source, untaken = LABELS[tag]
        lines += [
            "",
            say(obligation.text, tag),
            say(project.register.units[a.unit].name, tag),
            f"{verdict}: {verdict_text(a.verdict, a.claim)[tag]}",
            f"{why}: {say(a.reason, tag)}",
            f"{rule}: {a.rule} ({row_text(a.rule, tag)})",
        ]
        if a.flags:
            joiner = "؛ " if tag == "ar" else "; "
            lines.append(f"{flags}: {joiner.join(FLAGS[f][tag] for f in a.flags)}")
        lines += [f"  - {FLAGS[f][tag]}: {say(account, tag)}" for f, account in a.accounts.items()]
        lines.append(f"{facts}:")
        lines += [f"  - {line}" for line in fact_lines(a.facts, a.verdict, tag)]
        lines.append(f"{card}:")
        lines += [f"  - {say(line, tag)}" for line in a.basis]
        for s in a.sources:
            place = f"{s.file} [{s.sheet or ''}] {s.cell or ''}"
            lines.append(f"{source} ({ROLES[s.role][tag]}): {place} · {date_text(s.reported_on, tag)}")
        for row in a.not_taken:
            lines.append(f"{untaken}: {row.finding.source} · {say(describe(dated(row.finding)), tag)}")
    return "\n".join(lines)
