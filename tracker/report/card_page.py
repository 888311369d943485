"""A date card, or assessments in full, as one self-contained page (``--format html``): no script, no network."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tracker.calendars.cards import DateCard, StepKind
from tracker.model import Text, Verdict
from tracker.report import html_words
from tracker.report.card_grid import Cell, Month, months
from tracker.report.strings import direction, palette
from tracker.wording import MONTHS_AR, MONTHS_EN, WEEKDAYS_AR, WEEKDAYS_EN, date_text

if TYPE_CHECKING:
    from markupsafe import Markup


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads(files("tracker.report").joinpath("cards.toml").read_text("utf-8"))


def phrase(key: str, tag: str, **values: object) -> str:
    """One of the page's own words."""
    return str(_texts()[key][tag]).format_map(values)


@dataclass(frozen=True, slots=True)
class CardWords:
    """Everything the template says goes through here. ``tag``: the language."""

    tag: str

    def __call__(self, key: str, **values: object) -> str:
        return phrase(key, self.tag, **values)

    @property
    def dir(self) -> str:
        return direction(self.tag)

    def say(self, text: str) -> Markup:
        """A text of somebody else, perhaps in the other language where there is none in this one."""
        return html_words.Words(self.tag).say({self.tag: text})

    def prose(self, line: str) -> Markup:
        """A line of the program's own in this language, however many names in the other script stand in it."""
        return html_words.Words(self.tag).prose(line)

    def month(self, first: date) -> str:
        names = MONTHS_AR if self.tag == "ar" else MONTHS_EN
        return self("month", month=f"{names[first.month - 1]} {first.year}")

    def cell(self, cell: Cell) -> str:
        """What a day did, in words: colour is never alone."""
        told = [self("due_here")] if cell.due else []
        if cell.number is not None:
            told.append(self("counted", n=cell.number))
        if cell.holiday is not None and cell.kind is not StepKind.COUNTED:
            told.append(cell.holiday.get(self.tag) or next(iter(cell.holiday.values())))
        elif cell.kind not in (None, StepKind.COUNTED):
            told.append(str(_texts()["kinds"][cell.kind.value][self.tag]))
        return ("، " if self.tag == "ar" else ", ").join(told)


@dataclass(frozen=True, slots=True)
class Section:
    """``listed``: each line stands for itself; else there is one, beside the name."""

    name: str
    lines: Sequence[str]
    listed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One card in one language. ``verdict`` and ``tone``, ``sign`` only of an assessment."""

    words: CardWords
    title: str
    sections: Sequence[Section]
    due: str | None
    months: Sequence[Month]
    weekdays: Sequence[str]
    verdict: str | None = None
    tone: str = "rest"
    sign: str = ""
    moment: str | None = None


def page(
    tag: str,
    title: str,
    card: DateCard | None,
    week_starts: int,
    sections: Sequence[tuple[str, Sequence[str], bool]],
    *,
    verdict: tuple[Verdict, Text] | None = None,
    due: date | None = None,
    moment: str | None = None,
) -> Page:
    """One card, or one assessment with its card. ``week_starts``: the first day of the week, Monday = 0."""
    names = WEEKDAYS_AR if tag == "ar" else tuple(name[:3] for name in WEEKDAYS_EN)
    due = card.due_on if card is not None and due is None else due
    return Page(
        CardWords(tag),
        title,
        [Section(*section) for section in sections],
        date_text(due, tag, weekday=True) if due is not None else None,
        months(card, week_starts) if card is not None else (),
        [names[(week_starts + n) % 7] for n in range(7)],
        verdict[1][tag] if verdict is not None else None,
        palette().verdicts[verdict[0]] if verdict is not None else "rest",
        palette().signs[verdict[0]] if verdict is not None else "",
        moment,
    )


def render(pages: Sequence[Page]) -> str:
    """The page, with every card in its order."""
    from markupsafe import Markup

    from tracker.report.html import digest, environment

    made = environment()
    style = made.get_template("card.css").render(tones=palette().tones)
    return made.get_template("card.html").render(pages=pages, style=Markup(style), style_hash=digest(style))
