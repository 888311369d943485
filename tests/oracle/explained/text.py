"""A printed explanation taken apart: ``tracker explain`` in two languages, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

MONTHS = {
    "en": [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ],
    "ar": [
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ],
}
HEADS = {
    "en": {
        "verdict": "verdict",
        "reason": "reason",
        "row of the verdict table": "row",
        "flags": "flags",
        "what the flags rest on": "accounts",
        "facts": "facts",
        "date card": "card",
    },
    "ar": {
        "الحكم": "verdict",
        "السبب": "reason",
        "سطر جدول الأحكام": "row",
        "ملاحظات": "flags",
        "تفصيل الملاحظات": "accounts",
        "الوقائع": "facts",
        "حساب الموعد": "card",
    },
}
SOURCE = {"en": "source", "ar": "المصدر"}
STATES = {
    "not_started": ("not started", "لم يبدأ"),
    "in_progress": ("in progress", "قيد التنفيذ"),
    "done": ("done", "أُنجز"),
    "kept": ("kept", "ملتزم"),
    "not_kept": ("not kept", "غير ملتزم"),
    "not_applicable": ("not applicable", "لا ينطبق"),
    "retracted": ("retracted", "سُحب الإبلاغ"),
}
VERDICTS = {
    "breached": ("breached", "مُخالَف"),
    "overdue": ("overdue", "متأخر"),
    "lapsed": ("lapsed", "انقطع الإبلاغ عنه"),
    "unreported": ("unreported", "لم يُبلَّغ عنه"),
    "claimed": ("claimed, not accepted", "مُدَّعى لم يُعتمد"),
    "review_due": ("review due", "حان وقت مراجعته"),
    "due_soon": ("due soon", "قريب الاستحقاق"),
    "pending": ("pending", "قيد الانتظار"),
    "met_late": ("met late", "نُفِّذ متأخراً"),
    "met": ("met", "نُفِّذ"),
    "compliant": ("compliant", "ملتزَم به"),
    "suspended": ("suspended", "موقوف"),
    "waived": ("waived", "معفى منه"),
    "ended": ("ended", "انتهى العمل به"),
    "not_in_force": ("not in force", "لم يسرِ بعد"),
}
_ONE = r"(?:يوم|أسبوع|شهر|سنة|ساعة|حالة|إبلاغ)(?: عمل| هجرية?)? واحدة?\b"
_DUALS = ("يومي", "يومين", "يومان", "أسبوعين", "أسبوعان", "شهرين", "شهران", "سنتين", "سنتان", "ساعتين", "ساعتان")
_TWO = rf"\b(?:{'|'.join((*_DUALS, 'حالتين', 'حالتان', 'إبلاغين', 'إبلاغان'))})\b"


def _days(tag: str) -> str:
    names = [name if tag == "ar" else name[:3] + rf"(?:{name[3:]})?" for name in MONTHS[tag]]
    return rf"(\d{{1,2}}) ({'|'.join(names)}) (\d{{4}})"


DAY = {tag: re.compile(_days(tag)) for tag in MONTHS}


def day_of(found: re.Match[str], tag: str) -> date:
    names = MONTHS[tag] if tag == "ar" else [name[:3] for name in MONTHS[tag]]
    return date(int(found[3]), names.index(found[2] if tag == "ar" else found[2][:3]) + 1, int(found[1]))


def days_in(text: str, tag: str = "en") -> list[date]:
    """The days that a text names, in order."""
    return [day_of(found, tag) for found in DAY[tag].finditer(text)]


def numbers_in(text: str, tag: str) -> list[int]:
    """What a text counts, days and places apart; the Arabic singular and dual are 1 and 2."""
    text = DAY[tag].sub("", text)
    text = re.sub(r"\[[^\]]*\] [A-Z]+\d+|[A-Z][\w;=,-]*\d[\w;=,-]*|\d{4}-\d\d-\d\d|[A-Z]+=[\w;=,+-]*", "", text)
    text = re.sub(r"[«“][^»”]*[»”]", "", text)
    found = [int(number) for number in re.findall(r"\d+", text.replace("one day", "1 day"))]
    if tag == "ar":
        found += [1] * len(re.findall(_ONE, text)) + [2] * len(re.findall(_TWO, text))
    return sorted(found)


def said(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def amount(number: int, unit: str) -> str:
    return f"{number} {unit.replace('_', ' ').replace('hijri', 'Hijri')}{'s' * (number != 1)}"


def spread(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


@dataclass
class Printed:
    """One explanation in one language."""

    tag: str
    verdict: str = ""
    reason: str = ""
    row: str = ""
    flags: str = ""
    accounts: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    card: list[str] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def taken_apart(text: str, tag: str) -> Printed:
    """The part of one language: from its verdict to the next blank line."""
    found = Printed(tag)
    lines = text.split("\n")
    heads = HEADS[tag]
    verdict = next(head for head, name in heads.items() if name == "verdict")
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{verdict}: "))
    section = ""
    for line in lines[at:]:
        if not line:
            break
        if line.startswith("  - "):
            getattr(found, section).append(line[4:])
            continue
        head, _, rest = line.partition(":")
        role = re.match(rf"{SOURCE[tag]} \((.*)\)$", head)
        if role is not None:
            found.sources.append((role[1], rest.strip()))
        elif head in heads:
            section = heads[head]
            if rest:
                setattr(found, section, rest.strip())
        else:
            found.others.append(line)
    return found


def word(name: str, tag: str, words: dict[str, tuple[str, str]]) -> str:
    return words[name][0 if tag == "en" else 1]


def named(said: str, words: dict[str, tuple[str, str]]) -> str:
    """The plain name of an English word; itself where there is none."""
    return next((name for name, (english, _) in words.items() if english == said), said)
