"""What ``tracker check`` and ``tracker explain`` print for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from tracker.assess import Result
from tracker.cli.common import say
from tracker.cli.facts import fact_lines, row_text
from tracker.cli.terminal import drawing
from tracker.findings import describe
from tracker.model import Assessment, Verdict
from tracker.project import Project
from tracker.wording import FLAGS, ROLES, VERDICTS, counted, date_text, dated, period_text, verdict_order, verdict_text

PERIODS = 6
"""Periods that a row of the table names; the rest are counted."""
SERIES = {
    "ar": "{periods}؛ يُعرض التفصيل لما لم يُنفَّذ منها، ولأي مدة أخرى بالخيار --occurrence:",
    "en": "{periods}; those that were not carried out follow in full, any other one with --occurrence:",
}
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

COMMA = {"ar": "، ", "en": ", "}
ACCOUNTS = {"ar": "تفصيل الملاحظات", "en": "what the flags rest on"}


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
    for group in _grouped(sorted(urgent, key=lambda a: verdict_order(a.verdict))):
        a = group[0]
        marks = ("، " if language == "ar" else ", ").join(FLAGS[f][language] for f in a.flags)
        reason = say(a.reason, language)
        if len(group) > 1:
            reason += f"\n{_periods(group, language)}"
        last = [reason, marks] if wide else [f"{reason}\n{flags}: {marks}" if marks else reason]
        name = say(project.register.units[a.unit].name, language)
        rows.add_row(*map(escape, (_named(group, language), name, verdict_text(a.verdict, a.claim)[language], *last)))
    if urgent:
        console.print(rows)
    return out.getvalue()


def _grouped(assessments: Sequence[Assessment]) -> list[list[Assessment]]:
    """Periods of one obligation and unit under one verdict together, at the place of the first, which is the oldest."""
    groups: dict[object, list[Assessment]] = {}
    for number, a in enumerate(assessments):
        key = number if a.occurrence is None else (a.obligation, a.unit, a.verdict, a.claim)
        groups.setdefault(key, []).append(a)
    return list(groups.values())


def _named(group: Sequence[Assessment], language: str) -> str:
    """The obligation and, below it, its event, its period, or how many periods."""
    a = group[0]
    if len(group) > 1:
        return f"{a.obligation}\n{counted(len(group), 'period', language, nominative=True)}"
    more = a.event or (period_text(a.occurrence, language) if a.occurrence else "")
    return f"{a.obligation}\n{more}" if more else a.obligation


def _periods(group: Sequence[Assessment], language: str) -> str:
    shown = [period_text(a.occurrence or "", language) for a in group[:PERIODS]]
    more = len(group) - len(shown)
    return ("؛ " if language == "ar" else "; ").join([*shown, *([f"+{more}"] if more else [])])


def series_text(found: Sequence[Assessment], languages: tuple[str, ...]) -> str:
    """The periods of one obligation and unit, one a line, and how one of them is shown whole."""
    lines = [f"{found[0].obligation} · {found[0].unit}"]
    for tag in languages:
        lines += ["", SERIES[tag].format(periods=counted(len(found), "period", tag, nominative=True))]
        lines += [
            f"  {period_text(a.occurrence or '', tag)}: {verdict_text(a.verdict, a.claim)[tag]} · {a.occurrence}"
            for a in found
        ]
    return "\n".join([*lines, ""])


def explain_text(a: Assessment, project: Project, languages: tuple[str, ...]) -> str:
    """One assessment as a card, in each language asked for."""
    lines = [duty_name(a)]
    for tag in languages:
        lines += ["", *about(a, project, tag), f"{LABELS[tag][0]}: {verdict_text(a.verdict, a.claim)[tag]}"]
        for name, told, listed in explained(a, tag):
            lines += [f"{name}:", *(f"  - {line}" for line in told)] if listed else [f"{name}: {'؛ '.join(told)}"]
    return "\n".join(lines)


def explain_html(found: Sequence[Assessment], result: Result, project: Project, languages: tuple[str, ...]) -> str:
    """The same as a page of its own, with the days of each count as a calendar."""
    from tracker.report.card_page import page, phrase, render
    from tracker.report.text import moment_text

    pages = []
    for a in found:
        for tag in languages:
            text, *who = about(a, project, tag)
            sections = [(duty_name(a), [COMMA[tag].join(who)], False), *explained(a, tag)]
            told = phrase("as_of", tag, day=date_text(result.as_of, tag), moment=moment_text(result.known_at, tag))
            verdict = (a.verdict, verdict_text(a.verdict, a.claim))
            starts = project.calendar.policy.week_starts
            pages.append(page(tag, text, a.card, starts, sections, verdict=verdict, due=a.due_on, moment=told))
    return render(pages)


def duty_name(a: Assessment) -> str:
    return " · ".join(part for part in (a.obligation, a.unit, a.event or a.occurrence) if part)


def about(a: Assessment, project: Project, tag: str) -> list[str]:
    """What is owed, by whom, for which period."""
    text, unit = project.register.obligations[a.obligation].text, project.register.units[a.unit]
    return [say(text, tag), say(unit.name, tag), *([period_text(a.occurrence, tag)] if a.occurrence else [])]


def explained(a: Assessment, tag: str) -> list[tuple[str, list[str], bool]]:
    """What stands behind a verdict: name, lines, and whether each line stands for itself."""
    _, why, rule, flags, facts, card, source, untaken = LABELS[tag]
    out = [(why, [say(a.reason, tag)], False), (rule, [f"{a.rule} ({row_text(a.rule, tag)})"], False)]
    if a.flags:
        joiner = "؛ " if tag == "ar" else "; "
        out.append((flags, [joiner.join(FLAGS[f][tag] for f in a.flags)], False))
    if a.accounts:
        out.append(
            (ACCOUNTS[tag], [f"{FLAGS[f][tag]}: {say(account, tag)}" for f, account in a.accounts.items()], True)
        )
    out.append((facts, list(fact_lines(a.facts, a.verdict, tag)), True))
    out.append((card, [say(line, tag) for line in a.basis], True))
    for s in a.sources:
        sheet = f" [{s.sheet}]" if s.sheet else ""
        place = f"{s.file}{sheet} {s.cell or ''}".rstrip()
        out.append((f"{source} ({ROLES[s.role][tag]})", [f"{date_text(s.reported_on, tag)}{COMMA[tag]}{place}"], False))
    for row in a.not_taken:
        out.append((untaken, [f"{row.finding.source} · {say(describe(dated(row.finding)), tag)}"], False))
    return out
