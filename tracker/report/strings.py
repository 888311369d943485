"""The words and colours of the reports, read from ``templates/`` (TOML): nothing a reader sees stands in code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tracker.files import templates_directory as templates_directory
from tracker.model import Text, Verdict

RIGHT_TO_LEFT = frozenset({"ar"})


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, as the attribute ``dir`` of HTML has it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@cache
def strings() -> Mapping[str, Text]:
    """Every sentence of the reports by its key, as a text by language."""
    with (templates_directory() / "strings.toml").open("rb") as file:
        return tomllib.load(file)


def phrase(key: str, language: str, **values: object) -> str:
    """One sentence, filled in. KeyError for a key or value that is missing: that is a fault of the program."""
    return strings()[key][language].format_map(values)


def phrases(key: str, **values: object) -> Text:
    """One sentence in every language. Values that are maps by language are taken in the language of the sentence."""

    def pick(value: object, tag: str) -> object:
        return value.get(tag) or next(iter(value.values()), "") if isinstance(value, Mapping) else value

    return {
        tag: text.format_map({name: pick(value, tag) for name, value in values.items()})
        for tag, text in strings()[key].items()
    }


@dataclass(frozen=True, slots=True)
class Shade:
    """One tone in one theme, as ``#rrggbb``: ``text`` stands on ``tint``; ``bar`` fills a bar of a chart."""

    text: str
    tint: str
    bar: str


@dataclass(frozen=True, slots=True)
class Palette:
    tones: Mapping[str, Mapping[str, Shade]]
    """tone -> theme (light, dark) -> colours"""
    verdicts: Mapping[Verdict, str]
    """verdict -> tone"""
    signs: Mapping[Verdict, str]
    """verdict -> the sign that stands beside its word"""

    def light(self, verdict: Verdict) -> Shade:
        return self.tones[self.verdicts[verdict]]["light"]


@cache
def palette() -> Palette:
    """The colours by tone and the tone and sign of each verdict."""
    with (templates_directory() / "palette.toml").open("rb") as file:
        raw = tomllib.load(file)
    return Palette(
        tones={
            tone: {theme: Shade(**colours) for theme, colours in themes.items()}
            for tone, themes in raw["tones"].items()
        },
        verdicts={Verdict(name): tone for name, tone in raw["verdicts"].items()},
        signs={Verdict(name): sign for name, sign in raw["signs"].items()},
    )
