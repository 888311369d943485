"""Every code that a user can meet: severity, text and remedy in Arabic and English.

A check is ``(records, context) -> findings``; findings are collected, never only the first. The texts are filled
with a finding's ``values``; a value that is a map by language is taken in the language of the text.

The codes stand by the room that meets them, one module each beside this one; a code is written once.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.findings import (
    alerts,
    assess,
    calendars,
    changes,
    commandline,
    events,
    followup,
    orders,
    project,
    register,
    review,
    store,
)
from tracker.findings.records import Code, Severity
from tracker.model import Finding, SourceRef, Text

__all__ = ["CODES", "ROOMS", "Code", "Refusal", "Severity", "at", "describe", "severity"]

ROOMS = (commandline, project, register, changes, calendars, orders, followup, events, review, store, assess, alerts)
CODES: Mapping[str, Code] = MappingProxyType({name: code for room in ROOMS for name, code in room.CODES.items()})


class Refusal(Exception):
    """The command line or the project is unusable, or nothing could be taken (exit 2). The findings say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(f.code for f in findings))
        self.findings = findings


def describe(finding: Finding) -> Text:
    """The text of a finding in every language, remedy included. An unknown code is our bug and raises KeyError."""
    code = CODES[finding.code]
    parts = (("ar", code.ar, code.remedy_ar), ("en", code.en, code.remedy_en))
    return {tag: _fill(_joined(text, remedy), finding.values, tag) for tag, text, remedy in parts}


def _joined(text: str, remedy: str) -> str:
    """After a value of the user's (a path, a name) stands a dash: a full stop would be taken for part of it."""
    return f"{text}{' —' if text.endswith('}') else ''} {remedy}" if remedy else text


def severity(finding: Finding) -> Severity:
    return CODES[finding.code].severity


def at(code: str, source: SourceRef | None = None, /, **values: object) -> Finding:
    """Short for ``Finding(code, source, values)``, with the source's file at hand as ``{file}``."""
    if source is not None:
        values.setdefault("file", source.file)
    return Finding(code, source, values)


def _fill(template: str, values: Mapping[str, object], tag: str) -> str:
    def pick(value: object) -> object:
        if isinstance(value, Mapping):
            return value.get(tag) or next(iter(value.values()), "")
        return value

    return template.format_map({key: pick(value) for key, value in values.items()})
