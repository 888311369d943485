"""The README's list of what does not exist yet: all of the contract that is missing, and nothing that is there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from tracker.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = {
    "init": "",
    "extract": "--issued-on --notified-on --calendar --diff --format -o",
    "register": "add list show validate approve export import amend extend suspend resume revoke supersede",
    "units": "list validate",
    "template": "--unit -o",
    "ingest": "--received-at --received-from --explain --reply",
    "decide": "",
    "check": "--as-of --known-at --unit --directive --engine --format -o",
    "explain": "--unit --occurrence --event --as-of --known-at",
    "report": "--as-of --known-at --per-authority -o",
    "alert": "--as-of --dry-run --failed --ack --silence",
    "run": "--as-of --history",
    "schedule": "show install remove",
    "calendar": "count holidays resolve",
    "doctor": "",
    "schema": "",
}
"""The commands of the contract with their options or subcommands."""


def missing() -> set[str]:
    """What of the contract the program does not take: ``ingest --reply``, ``register export``, ``decide``."""
    found = set()
    context = click.Context(cli)
    for name, parts in CONTRACT.items():
        command = cli.get_command(context, name)
        if command is None:
            found.add(name)
            continue
        known = {option for parameter in command.params for option in parameter.opts}
        if isinstance(command, click.Group):
            known |= set(command.list_commands(context))
        found |= {f"{name} {part}" for part in parts.split() if part not in known}
    formats = next(p for p in cli.get_command(context, "check").params if p.name == "form").type  # type: ignore[union-attr]
    assert isinstance(formats, click.Choice)
    return found | {
        f"check --format {form}" for form in ("table", "json", "csv", "parquet") if form not in formats.choices
    }


@pytest.fixture(scope="module")
def named() -> set[str]:
    """The commands that the section names; ``register export|import`` are two."""
    text = (ROOT / "README.md").read_text("utf-8").partition("## What does not exist yet")[2].partition("\n## ")[0]
    found = set()
    for quoted in re.findall(r"`([^`]+)`", text):
        *head, last = quoted.split(" ")
        if (head or [last])[0] in CONTRACT:
            found |= {" ".join((*head, part)) for part in last.split("|")}
    return found


def test_every_missing_part_of_the_contract_is_named(named: set[str]) -> None:
    assert missing() - named == set()


def test_nothing_is_named_that_exists(named: set[str]) -> None:
    assert len(named) >= 8
    assert named - missing() == set()
