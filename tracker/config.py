"""``tracker.toml`` -> Settings. Everything an office may decide is here, with the default the semantics give it."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tracker.calendar_keys import CALENDAR_KEYS
from tracker.files import read, why
from tracker.findings import Refusal, at
from tracker.findings.causes import cause
from tracker.model import Finding, Rank, SourceRef, Text

FILE_NAME = "tracker.toml"
LONGEST = 36600
"""Days; the longest period that a setting may name, as in the schema of a directive."""
EMPTY: Mapping[str, Any] = MappingProxyType({})
_SECTION = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*([\w.-]+|"[^"]*"|'[^']*')\s*=""")
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Defaults:
    """Section ``[defaults]``: calendar days, but ``copied`` counts reports. ``count_from``: issue | notification,
    where an order does not say from when its deadline counts."""

    warning: int = 3
    report_every: int = 7
    grace: int = 3
    review_asap: int = 7
    review_none: int = 30
    copied: int = 3
    count_from: str = "issue"


@dataclass(frozen=True, slots=True)
class Smtp:
    """Section ``[alerts.smtp]``. Secrets are named (an environment variable), never written."""

    host: str
    port: int = 25
    tls: str = "none"  # none | starttls | tls
    user: str | None = None
    password_env: str | None = None
    timeout: int = 30


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """Section ``[alerts]``: the ladder in calendar days around D, and the channels."""

    reminders: tuple[int, ...] = (7, 3, 1, 0)
    daily_for: int = 7
    escalate_parent: int = 3
    escalate_issuer: int = 7
    silence_limit: int = 7
    office_email: str | None = None
    issuer_email: str | None = None
    sender: str | None = None
    files: str | None = "outbox"
    smtp: Smtp | None = None


@dataclass(frozen=True, slots=True)
class Paths:
    """Section ``[paths]``, relative to the project's directory."""

    directives: str = "directives"
    units: str = "units.csv"
    holidays: str = "holidays.csv"
    notifications: str = "notifications.csv"
    events: str = "events.csv"
    determinations: str = "determinations.csv"
    status: str = "status"
    reports: str = "reports"
    store: str = "store"


@dataclass(frozen=True, slots=True)
class Settings:
    """A project. ``root`` is absolute; ``banner`` is printed on every page, sheet and mail; ``ranks`` maps a sender to
    its weight; ``lexicon`` holds an office's own words by lexicon (``states``, ``columns``, ``list``), then
    canonical name; ``calendars``: profiles of its own, each by its name, as in ``calendars/profiles.toml``."""

    root: Path
    name: Text = field(default_factory=dict)
    languages: tuple[str, ...] = ("ar", "en")
    calendar: str = "iq"
    calendars: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    banner: Text = field(default_factory=dict)
    defaults: Defaults = Defaults()
    alerts: AlertSettings = AlertSettings()
    paths: Paths = Paths()
    ranks: Mapping[str, Rank] = field(default_factory=dict)
    lexicon: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def path(self, name: str) -> Path:
        """The absolute path of one entry of ``paths``."""
        relative: str = getattr(self.paths, name)
        return Path(os.path.realpath(self.root / relative))


def file_of(directory: Path) -> Path:
    """Where the settings of a project are. FileNotFoundError where the directory we stand in is gone."""
    return Path(os.path.realpath(directory)) / FILE_NAME


def load(directory: Path) -> Settings:
    """Read a project's settings. Raises Refusal with every fault found, each with its key."""
    try:
        root = Path(os.path.realpath(directory))
    except FileNotFoundError as error:  # somebody removed the directory we stand in
        raise Refusal(at("project-missing", dir=str(directory))) from error
    path = root / FILE_NAME
    where = SourceRef(str(path))
    try:
        text = read(path).decode("utf-8-sig")
        raw = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refusal(at("project-missing", dir=str(root))) from error
    except OSError as error:
        raise Refusal(at("file-unreadable", where, why=why(error))) from error
    except UnicodeDecodeError as error:
        raise Refusal(at("file-not-utf8", where)) from error
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line, column = map(int, place.groups()) if place else (None, None)
        where = SourceRef(str(path), line=line, column=column)
        raise Refusal(at("toml-invalid", where, why=cause(_PLACE.sub("", str(error)).strip()))) from error
    reader = _Reader(where, _lines(text))
    settings = reader.settings(root, raw)
    if reader.findings:
        raise Refusal(*reader.findings)
    return settings


def _lines(text: str) -> dict[str, int]:
    """The line of each key and section by its dotted name, as far as it stands at a line's beginning; tomllib keeps no
    places. What stands inside another value is found with it."""
    found: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := _SECTION.match(line):
            section = head.group(1).replace(" ", "")
            found.setdefault(section, number)
        elif key := _KEY.match(line):
            name = key.group(1).strip("\"'").replace(" ", "")
            found.setdefault(f"{section}.{name}" if section else name, number)
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())


def _is_int(value: object) -> bool:
    return _is_whole(value, 0, LONGEST)


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_str(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_line(value: object) -> bool:
    """Text, or nothing: an empty one switches something off (``alerts.files``)."""
    return isinstance(value, str) and (not value or value.isprintable())


def _words(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(v, list) and all(_is_str(word) for word in v) for v in value.values()
    )


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


_SPECIAL: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "port": (lambda v: _is_whole(v, 1, 65535), "1, 2, …, 65535"),
    "timeout": (lambda v: _is_whole(v, 1, 3600), "1, 2, …, 3600"),
    "count_from": (lambda v: v in ("issue", "notification"), '"issue" | "notification"'),
    "tls": (lambda v: v in ("none", "starttls", "tls"), '"none" | "starttls" | "tls"'),
}


OWN_CALENDAR = '[calendars.NAME] with like = "EG"'
LIKE = 'like = "EG" (a country), "iq", …'


class _Reader:
    """Collects every fault of one file instead of stopping at the first."""

    def __init__(self, where: SourceRef, lines: Mapping[str, int]) -> None:
        self.where = where
        self.lines = lines
        self.findings: list[Finding] = []

    def place(self, key: str) -> SourceRef:
        """Where a key stands, or the nearest section above it that has a line of its own."""
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return replace(self.where, line=self.lines.get(key))

    def settings(self, root: Path, raw: dict[str, Any]) -> Settings:
        known: dict[str, tuple[Callable[[object], bool], str]] = {
            "version": (lambda v: v == 1, "1"),
            "name": (_is_text, '{ar = "…", en = "…"}'),
            "banner": (_is_text, '{ar = "…", en = "…"}'),
            "calendar": (_is_str, '"iq"'),
            "calendars": (lambda v: isinstance(v, dict) and all(isinstance(x, dict) for x in v.values()), OWN_CALENDAR),
            "languages": (
                lambda v: isinstance(v, list) and bool(v) and all(x in ("ar", "en") for x in v),
                '["ar", "en"]',
            ),
            "defaults": (lambda v: isinstance(v, dict), "[defaults]"),
            "alerts": (lambda v: isinstance(v, dict), "[alerts]"),
            "paths": (lambda v: isinstance(v, dict), "[paths]"),
            "ranks": (
                lambda v: isinstance(v, dict) and all(str(r).upper() in Rank.__members__ for r in v.values()),
                'sender = "unit" | "office" | "inspection"',
            ),
            "lexicon": (lambda v: isinstance(v, dict) and all(map(_words, v.values())), 'name = ["word", …]'),
        }
        good = self.section("", raw, known)
        alerts = dict(good.get("alerts", EMPTY))
        smtp = alerts.pop("smtp", None)
        ranks = {who: Rank[str(rank).upper()] for who, rank in good.get("ranks", EMPTY).items()}
        lexicon = {
            name: {key: tuple(words) for key, words in entries.items()}
            for name, entries in good.get("lexicon", EMPTY).items()
        }
        return Settings(
            root=root,
            name=good.get("name", {}),
            languages=tuple(dict.fromkeys(good.get("languages", ("ar", "en")))),
            calendar=good.get("calendar", "iq"),
            calendars={name: self.own_calendar(name, raw) for name, raw in good.get("calendars", EMPTY).items()},
            banner=good.get("banner", {}),
            defaults=Defaults(**self.plain("defaults", Defaults, good.get("defaults", EMPTY))),
            alerts=AlertSettings(
                **self.plain("alerts", AlertSettings, alerts),
                smtp=self.smtp(smtp) if smtp is not None else None,
            ),
            paths=Paths(**self.plain("paths", Paths, good.get("paths", EMPTY))),
            ranks=ranks,
            lexicon=lexicon,
        )

    def own_calendar(self, name: str, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        key = f"calendars.{name}"
        if "like" not in raw:
            self.findings.append(at("setting-invalid", self.place(key), key=key, value=_shown(raw), expected=LIKE))
        return self.section(key, raw, CALENDAR_KEYS)

    def smtp(self, raw: object) -> Smtp | None:
        if not isinstance(raw, dict) or "host" not in raw:
            self.findings.append(
                at(
                    "setting-invalid",
                    self.place("alerts.smtp"),
                    key="alerts.smtp",
                    value=_shown(raw),
                    expected='host = "…"',
                )
            )
            return None
        found = self.plain("alerts.smtp", Smtp, raw)
        return Smtp(**found) if "host" in found else None

    def section(
        self, prefix: str, raw: Mapping[str, Any], known: Mapping[str, tuple[Callable[[object], bool], str]]
    ) -> dict[str, Any]:
        good: dict[str, Any] = {}
        for key, value in raw.items():
            name = f"{prefix}.{key}" if prefix else key
            if key not in known:
                near = ", ".join(get_close_matches(key, list(known), 1, 0.6) or known)
                self.findings.append(at("setting-unknown", self.place(name), key=name, known=near))
                continue
            valid, expected = known[key]
            if valid(value):
                good[key] = value
            else:
                self.findings.append(
                    at("setting-invalid", self.place(name), key=name, value=_shown(value), expected=expected)
                )
        return good

    def plain(self, prefix: str, record: type, raw: Mapping[str, Any]) -> dict[str, Any]:
        """The entries of a section whose values are numbers, strings or lists of numbers, as the record declares."""
        checks: dict[str, tuple[Callable[[object], bool], str]] = {}
        for entry in fields(record):
            declared = str(entry.type)
            if entry.name in _SPECIAL:
                checks[entry.name] = _SPECIAL[entry.name]
            elif declared == "int":
                checks[entry.name] = (_is_int, f"0, 1, 2, …, {LONGEST}")
            elif declared.startswith("tuple"):
                checks[entry.name] = (lambda v: isinstance(v, list) and all(map(_is_int, v)), "[7, 3, 1, 0]")
            elif declared.startswith("str"):
                needed = record is Paths or entry.name == "host"
                checks[entry.name] = (_is_str if needed else _is_line, '"…"')
        good = self.section(prefix, raw, checks)
        return {key: tuple(value) if isinstance(value, list) else value for key, value in good.items()}
