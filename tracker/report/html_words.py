"""The words of one view of the page, marked up: language and direction right on every part, names kept whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from tracker.model import CitedSource, Flag, Pattern, Text, Verdict
from tracker.report.records import FULFILLED, RESTING, Line, Tile
from tracker.report.strings import direction, palette, phrase, strings
from tracker.report.text import latin_runs, moment_text, policy_text, say
from tracker.report.todo import todo
from tracker.wording import FLAGS, PATTERNS, ROLES, VERDICTS, counted, date_text, period_text, verdict_text

if TYPE_CHECKING:
    from markupsafe import Markup

_LETTERS = "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
_ARABIC = re.compile(f"[{_LETTERS}](?:[{_LETTERS} ]*[{_LETTERS}])?")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the template says goes through here. ``tag``: the view's language."""

    tag: str

    def __call__(self, key: str, **values: object) -> str:
        return phrase(key, self.tag, **values)

    def both(self, key: str) -> Text:
        return strings()[key]

    def say(self, text: Text) -> Markup:
        """A text in the view's language, else in what there is, with its own language and direction on it."""
        from markupsafe import Markup

        words, tag = say(text, self.tag)
        spoken = script_of(words) or tag
        if spoken == self.tag or not words:
            return self.prose(words)
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(spoken, direction(spoken), Words(spoken).prose(words))

    def plain(self, text: Text) -> str:
        """A text without any markup, for attributes."""
        return say(text, self.tag)[0]

    def prose(self, words: str) -> Markup:
        """Running words in the view's language; what runs the other way inside them is isolated (<bdi>)."""
        from markupsafe import Markup, escape

        if direction(self.tag) == "rtl":
            isolated = Markup("<bdi>{}</bdi>")
            return Markup("").join(isolated.format(run) if alone else escape(run) for run, alone in latin_runs(words))
        pieces, position = [], 0
        for match in _ARABIC.finditer(words):
            pieces += [escape(words[position : match.start()]), Markup('<bdi lang="ar">{}</bdi>').format(match.group())]
            position = match.end()
        return Markup("").join([*pieces, escape(words[position:])])

    def name(self, name: str) -> Markup:
        """A file, a sheet or another name, kept whole and marked where it is in the other script."""
        from markupsafe import Markup

        spoken = script_of(name)
        if spoken == "ar" and self.tag != "ar":
            return Markup('<bdi lang="ar">{}</bdi>').format(name)
        return Markup("<bdi>{}</bdi>").format(name)

    def day(self, day: date | None, *, weekday: bool = False) -> str:
        return date_text(day, self.tag, weekday=weekday) if day else ""

    def short_day(self, day: date) -> str:
        """Day and month, for the ticks of a chart."""
        return date_text(day, self.tag).rsplit(" ", 1)[0]

    def moment(self, moment: datetime) -> Markup:
        return self.prose(moment_text(moment, self.tag))

    def policy_name(self, name: str, title: Text) -> str:
        return policy_text(name, title, self.tag)

    def counted(self, n: int, noun: str, *, nominative: bool = False) -> str:
        return counted(n, noun, self.tag, nominative=nominative)

    def verdict(self, verdict: Verdict) -> str:
        return VERDICTS[verdict][self.tag]

    def tone(self, verdict: Verdict) -> str:
        return palette().verdicts[verdict]

    def sign(self, verdict: Verdict) -> str:
        return palette().signs[verdict]

    def flag(self, flag: Flag) -> str:
        return FLAGS[flag][self.tag]

    def pattern(self, pattern: Pattern) -> str:
        return PATTERNS[pattern][self.tag]

    def verdict_of(self, line: Line) -> str:
        """The verdict on one duty: of a claim, why it is not accepted."""
        return verdict_text(line.verdict, line.claim)[self.tag]

    def period(self, occurrence: str) -> str:
        return period_text(occurrence, self.tag)

    def role(self, source: CitedSource) -> str:
        return ROLES[source.role][self.tag]

    def todo(self, line: Line) -> str:
        return todo(line, self.tag)

    def when(self, line: Line) -> str:
        """How late, or how long still; '' where neither is so."""
        if line.days:
            key = "late_by" if line.days > 0 else "due_in"
            return phrase(key, self.tag, days=counted(line.days, "day", self.tag))
        if line.days == 0 and line.verdict is Verdict.DUE_SOON:
            return phrase("due_today", self.tag)
        return ""

    def open_cases(self, line: Line) -> str:
        return phrase("open_cases", self.tag, n=line.count) if line.count else ""

    def due(self, line: Line) -> str:
        """The due date; without one the review date while it still matters; else that none is set, or known yet."""
        if line.due_on:
            return self.day(line.due_on)
        if line.review_on and line.verdict not in FULFILLED + RESTING:
            return phrase("review_on", self.tag, day=self.day(line.review_on))
        return phrase("due_unknown" if Flag.DUE_UNRESOLVED in line.flags else "no_due", self.tag)

    def place(self, source: CitedSource) -> Markup:
        """File, sheet and cell, each isolated, joined by the sentence of the language."""
        from markupsafe import Markup, escape

        named = {"file": source.file, "sheet": source.sheet, "cell": source.cell}
        key = "source_place" if source.cell else "source_file_only"
        whole = {part: self.name(value or "") for part, value in named.items()}
        return Markup(escape(strings()[key][self.tag])).format(**whole)

    def tile(self, tile: Tile) -> tuple[str, str]:
        """The large figure of a tile and the line that says of how many."""
        if not tile.of:
            return "–", phrase("no_denominator", self.tag)
        if tile.share:
            return f"{100 * tile.numerator / tile.of:.0f}%", phrase("of_number", self.tag, n=tile.numerator, of=tile.of)
        return str(tile.numerator), phrase("of_duties", self.tag, duties=counted(tile.of, "duty", self.tag))


def script_of(words: str) -> str | None:
    """``ar`` or ``en``, whichever script has more letters; None where there is no letter."""
    letters = _LETTER.findall(words)
    arabic = sum(_ARABIC.match(letter) is not None for letter in letters)
    return None if not letters else "ar" if 2 * arabic >= len(letters) else "en"
