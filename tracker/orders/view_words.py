"""The words of the reading page, marked up: language and direction right on every part, whatever runs the other way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.calendars.card_lines import amount, rule_text
from tracker.model import Deadline, Pattern, Text
from tracker.orders import lexicon
from tracker.orders.difference import Difference
from tracker.orders.records import Change, Proposal
from tracker.orders.segments import TURNING, tongue_of
from tracker.orders.sides import Value
from tracker.wording import counted, date_text

if TYPE_CHECKING:
    from markupsafe import Markup

_LATIN_RUN = re.compile(r"[A-Za-z0-9]+(?:[-_./:+@\\#=]+[A-Za-z0-9]+)*")
_ARABIC_RUN = re.compile("[\u0620-\u065f\u066e-\u06d3](?:[\u0620-\u065f\u066e-\u06d3 ]*[\u0620-\u065f\u066e-\u06d3])?")


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, as the attribute ``dir`` of HTML has it."""
    return "rtl" if language == "ar" else "ltr"


@dataclass(frozen=True, slots=True)
class Words:
    """Everything the template says goes through here. ``tag``: the language of the interface."""

    tag: str

    def __call__(self, key: str, **values: object) -> str:
        return str(lexicon.words_of("view")[key][self.tag]).format_map(values)

    @property
    def dir(self) -> str:
        return direction(self.tag)

    def say(self, text: Text) -> Markup:
        """A sentence of ours; what runs the other way inside it (an identifier, a date in digits) is isolated."""
        from markupsafe import Markup, escape

        words = TURNING.sub("", text.get(self.tag) or next(iter(text.values()), ""))
        run, tag = (_LATIN_RUN, None) if self.tag == "ar" else (_ARABIC_RUN, "ar")
        opening = Markup('<bdi lang="{}">').format(tag) if tag else Markup("<bdi>")
        pieces: list[Markup] = []
        position = 0
        for match in run.finditer(words):
            if match.group().isdigit():
                continue
            pieces += [escape(words[position : match.start()]), opening, escape(match.group()), Markup("</bdi>")]
            position = match.end()
        return Markup("").join([*pieces, escape(words[position:])])

    def own(self, words: str) -> Markup:
        """Words of the order, isolated, with their own language and direction."""
        from markupsafe import Markup

        words = TURNING.sub("", words)
        tongue = tongue_of(words)
        if tongue is None or tongue == self.tag:
            return Markup("<bdi>{}</bdi>").format(words)
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(tongue, direction(tongue), words)

    @staticmethod
    def bare(words: str) -> str:
        """Words of the order where no markup can stand."""
        return TURNING.sub("", words)

    def kind(self, kind: str) -> str:
        return str(lexicon.words_of("table")[self.tag][kind])

    def change(self, kind: str) -> str:
        """What a change does to an earlier order."""
        return self(f"change_{kind}")

    def changed(self, change: Change) -> list[tuple[str, Markup]]:
        """What a change says of the order that it means and of its times: keys of the page's words, and values."""
        from markupsafe import escape

        found: list[tuple[str, Markup]] = []
        if change.number:
            found.append(("change_number", self.own(change.number)))
        if change.dated is not None or change.year is not None:
            told = self.day(change.dated, weekday=False) if change.dated is not None else str(change.year)
            found.append(("change_dated", escape(told)))
        if change.items:
            found.append(("change_items", self.value(change.items)))
        if change.starts is not None:
            found.append(("effective", escape(self.day(change.starts))))
        if change.until is not None:
            found.append(("change_lasts" if change.in_force else "change_until", escape(self.day(change.until))))
        if change.deadline is not None:
            due = change.deadline.due_on
            told = escape(self.day(due)) if due is not None else self.say(rule_text(change.deadline))
            found.append(("change_deadline", told))
        if change.added is not None:
            found.append(("change_added", self.say(amount(*change.added))))
        return found

    def pattern(self, pattern: Pattern) -> str:
        return str(lexicon.words_of("table")[self.tag][pattern.value])

    def day(self, day: date, *, weekday: bool = True) -> str:
        return date_text(day, self.tag, weekday=weekday)

    def counted(self, n: int, noun: str) -> str:
        return counted(n, noun, self.tag, nominative=True)

    def due(self, proposal: Proposal) -> str:
        """When, in words: the due date, at once, as soon as possible, how often, or that there is none."""
        if proposal.due_on is not None:
            return self.day(proposal.due_on)
        kind = proposal.deadline.kind.value
        if kind in ("immediately", "asap"):
            return self.kind(kind)
        if kind == "every":
            return self.kind("periodic")
        return self("due_open" if kind in ("within", "on") else "due_none")

    def value(self, value: Value) -> Markup:
        """What a field said or says now, in words."""
        from markupsafe import Markup, escape

        if value is None or value == ():
            return escape("—")
        if isinstance(value, Deadline):
            return self.say(rule_text(value))
        if isinstance(value, date):
            return escape(self.day(value))
        if isinstance(value, tuple):
            return Markup("; " if self.tag == "en" else "؛ ").join(self.own(part) for part in value)
        named = lexicon.words_of("table")[self.tag].get(value) if value.isascii() and value.islower() else None
        if value == "order":
            named = self("order")
        return escape(named) if isinstance(named, str) else self.own(value)

    def compared(self, difference: Difference) -> Markup:
        """With what the order was compared."""
        from markupsafe import Markup, escape

        names = Markup("، " if self.tag == "ar" else ", ").join(self.own(d.id) for d in difference.directives)
        original = difference.original
        key = "diff_quotes" if original is None else "diff_original"
        file = self.own(original.file) if original is not None else Markup("")
        return Markup(escape(lexicon.words_of("view")[key][self.tag])).format(directives=names, file=file)

    def stands(self, stands: bool | None) -> str:
        return self("diff_unknown" if stands is None else "diff_stands" if stands else "diff_gone")
