"""The page: one file, no network, Arabic and English, from the same figures as the workbook.

Everything is inlined; the policy in its head (Content Security Policy, level 3) lets only this style sheet and this
script run, by their hashes, so that nothing in a field of the data ever can.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.files import write_atomically
from tracker.model import Text
from tracker.report.charts import Piece, Timeline, stacked, timeline
from tracker.report.dictionary import dictionary
from tracker.report.html_words import Words
from tracker.report.records import RATES, Figures, Line, OpenRow, Order, Series, Tally
from tracker.report.series import Entry, entries, folded
from tracker.report.strings import direction, palette, templates_directory
from tracker.report.text import say
from tracker.wording import FLAGS, VERDICTS, verdict_order

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

SHOWN = 2_000
"""Duties that the page shows in full, the worst ones first; the workbook has all (docs/decisions/0083)."""

ACTION_SHOWN = 60
"""Duties in the list of what needs action, the rest being in the register below; and rows that were not taken."""


def write(figures: Figures, path: Path) -> None:
    """Write the page; it takes its place whole or not at all. Refusal (``file-unwritable``) if it cannot."""
    write_atomically(path, render(figures))


def render(figures: Figures, shown: int = SHOWN) -> bytes:
    """The page's bytes, UTF-8. ``shown``: how many duties it shows in full."""
    from markupsafe import Markup

    made = environment()
    style = made.get_template("report.css").render(tones=palette().tones, banner=_css_string(_banners(figures)))
    script = (templates_directory() / "report.js").read_text("utf-8")
    views = [_View(figures, tag, _shown(figures, shown)) for tag in figures.languages]
    page = made.get_template("report.html").render(
        figures=figures,
        views=views,
        style=Markup(style),
        script=Markup(script),
        style_hash=digest(style),
        script_hash=digest(script),
    )
    return page.encode("utf-8")


def environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(templates_directory()),
        autoescape=lambda name: name is None or name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )


def _banners(figures: Figures) -> str:
    """The banner in every language, for the foot of a printed page; '' where the project has none."""
    return " / ".join(dict.fromkeys(figures.banner[tag] for tag in figures.languages if tag in figures.banner))


def _css_string(text: str) -> str:
    """``text`` as a string of a style sheet, every character escaped (CSS Syntax 4.3.7): nothing in it can end it."""
    return '"' + "".join(f"\\{ord(character):06x}" for character in text) + '"'


def digest(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _shown(figures: Figures, limit: int) -> tuple[Line, ...]:
    """All duties in the order of the register, or, of too many, the worst ones."""
    if len(figures.lines) <= limit:
        return figures.lines
    return tuple(sorted(figures.lines, key=lambda line: (verdict_order(line.verdict), line.number))[:limit])


@dataclass(frozen=True, slots=True)
class _View:
    """What the template asks of one language's view of the figures."""

    figures: Figures
    tag: str
    lines: tuple[Line, ...]

    @property
    def words(self) -> Words:
        return Words(self.tag)

    @property
    def rtl(self) -> bool:
        return direction(self.tag) == "rtl"

    @property
    def dir(self) -> str:
        return direction(self.tag)

    @property
    def banners(self) -> list[Markup]:
        """The banner in the view's language, then in the project's others: a copy may reach who reads only one."""
        banner = self.figures.banner
        tags = [tag for tag in (self.tag, *self.figures.languages) if tag in banner]
        return [self.words.say({tag: banner[tag]}) for tag in dict.fromkeys(tags)]

    @property
    def shown_numbers(self) -> frozenset[int]:
        return frozenset(line.number for line in self.lines)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The register, periods that were carried out folded together."""
        return folded(self.lines)

    @property
    def action(self) -> tuple[Entry, ...]:
        return entries(self.figures.action)[:ACTION_SHOWN]

    @property
    def questions(self) -> tuple[Entry, ...]:
        return entries(self.figures.questions)[:ACTION_SHOWN]

    @property
    def coming(self) -> tuple[Entry, ...]:
        return entries(self.figures.coming)[:ACTION_SHOWN]

    @property
    def series(self) -> tuple[Series, ...]:
        return self.figures.series[:ACTION_SHOWN]

    @staticmethod
    def rest(shown: Sequence[Entry], lines: Sequence[Line]) -> int:
        """How many duties of a list are not shown in it."""
        return len(lines) - sum(len(entry.lines) for entry in shown)

    @property
    def not_taken(self) -> tuple[OpenRow, ...]:
        return self.figures.not_taken[:ACTION_SHOWN]

    def stacked(self, tally: Tally) -> tuple[Piece, ...]:
        return stacked(tally, self.rtl)

    def timeline(self, order: Order) -> Timeline | None:
        return timeline(order, self.figures.as_of, self.rtl)

    def meanings(self, section: str) -> list[tuple[str, Text, Text]]:
        """Key, name and meaning of every verdict, flag or rate."""
        names: dict[str, Text] = {
            "verdicts": {v.value: VERDICTS[v] for v in VERDICTS},
            "flags": {f.value: FLAGS[f] for f in FLAGS},
            "rates": {name: self.words.both(f"rate_{name}") for name in RATES},
        }[section]
        return [(key, name, dictionary()[section][key]) for key, name in names.items()]

    def verdict_rank(self, line: Line) -> int:
        return verdict_order(line.verdict)

    def verdict_options(self) -> list[tuple[str, str]]:
        return [(v.value, self.words.verdict(v)) for v in self.figures.total.verdicts]

    def order_options(self) -> list[tuple[str, str]]:
        return [(order.id, order.id) for order in self.figures.orders if order.tally.duties]

    def authority_options(self) -> list[tuple[str, str]]:
        return [(branch.id, say(branch.name, self.tag)[0]) for branch in self.figures.authorities]

    def flag_options(self) -> list[tuple[str, str]]:
        occurring = {flag for line in self.lines for flag in line.flags}
        return [(flag.value, self.words.flag(flag)) for flag in FLAGS if flag in occurring]

    @staticmethod
    def iso(day: date | datetime | None) -> str:
        return day.isoformat() if day else ""
