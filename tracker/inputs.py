"""The files that people edit and that can change an answer: read all at once, and shown again as they once stood
(docs/decisions/0112)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tracker import config
from tracker.config import Settings
from tracker.files import View, listed, read
from tracker.model import SourceRef
from tracker.register import located_yaml
from tracker.register.directives import SUFFIXES

SETTINGS = "settings"
FILES = ("units", "holidays", "notifications", "events", "determinations")
DATED = ("events", "determinations")
"""Each of their lines says since when it is known."""
ORDERS = "directives/"
OWN = ("store", "reports", "status")
"""Paths that say where the program keeps and writes, whatever stood in ``tracker.toml`` earlier."""


def settings_content(directory: Path) -> bytes | None:
    """What stands in ``tracker.toml``; None where it cannot be read, of which ``config.load`` says why."""
    with suppress(OSError):
        return read(config.file_of(directory))
    return None


def gathered(settings: Settings, written: bytes | None) -> tuple[dict[str, bytes], bool]:
    """The content of every input by its role, and whether all that is there could be read. ``written``: that of
    ``tracker.toml``, from which the settings are."""
    found = {SETTINGS: written} if written is not None else {}
    orders = settings.path("directives")
    try:
        names = listed(orders)
        for path in (path for path in names or () if path.suffix.lower() in SUFFIXES):
            found[ORDERS + path.name] = read(path)
        for role in FILES:
            path = settings.path(role)
            if path.exists() or path.is_symlink():
                found[role] = read(path)
    except OSError:
        return found, False
    return found, names is not None


def view(settings: Settings, inputs: Mapping[str, bytes]) -> View:
    """The inputs as the files that they are, with nothing beside them."""
    orders = settings.path("directives")
    contents: dict[Path, bytes | None] = {settings.path(role): inputs.get(role) for role in FILES}
    contents |= {orders / role.removeprefix(ORDERS): inputs[role] for role in inputs if role.startswith(ORDERS)}
    return View(contents, orders)


def settings_view(directory: Path, inputs: Mapping[str, bytes]) -> View:
    return View({config.file_of(directory): inputs[SETTINGS]} if SETTINGS in inputs else {})


def at_home(then: Settings, now: Settings) -> Settings:
    """Earlier settings, with the present places of what the program keeps and writes."""
    return replace(then, paths=replace(then.paths, **{name: getattr(now.paths, name) for name in OWN}))


def between(
    before: Mapping[str, bytes], after: Mapping[str, bytes], known_at: datetime, zone: ZoneInfo
) -> dict[str, bytes]:
    """The inputs at a moment at which nobody looked: later than ``before`` was last seen, earlier than ``after`` was.

    What says of itself since when it is known is taken from ``after``: the lines about events and decisions, an order
    that was approved by then and was not there or a draft, an order to which changes were recorded and nothing else
    was done. All other edits are known from when they were seen.
    """
    on = known_at.astimezone(zone).date()
    mixed = dict(before)
    mixed |= {role: after[role] for role in DATED if role in after}
    for role, content in after.items():
        if role.startswith(ORDERS) and content != before.get(role):
            old, new = _order(before.get(role)), _order(content)
            if new is not None and (old == new or (old is None and _approved_on(new) <= on)):
                mixed[role] = content
    return mixed


def _order(content: bytes | None) -> dict[str, Any] | None:
    """What an approved order says but for the changes made to it since; None for a draft, or none at all."""
    try:
        text = content.decode("utf-8-sig") if content is not None else ""
    except UnicodeDecodeError:
        return None
    located, _ = located_yaml.load(text, SourceRef(""))
    raw = located.value if located is not None else None
    if not isinstance(raw, dict) or raw.get("status") != "approved":
        return None
    items = [{name: item[name] for name in item if name != "changes"} for item in raw.get("obligations", ())]
    return {**raw, "obligations": items}


def _approved_on(order: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(order["approved"]["on"])
    except (KeyError, TypeError, ValueError):
        return date.max
