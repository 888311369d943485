"""What ``tracker register add`` asks of its options, and of the register before it writes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tracker.cli.common import Wrong, print_findings
from tracker.findings import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import SourceRef
    from tracker.orders.draft import Draft
    from tracker.register import Register

IDENTIFIER = re.compile(r"\w[^\s/\\\x00-\x1f\x7f]{0,99}")


def identifier(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """An identifier is the first part of its obligations' ones and the name of its file: no place in another folder."""
    if value and not IDENTIFIER.fullmatch(value):
        raise Wrong(
            f"«{value}»: المعرّف حروف وأرقام بلا مسافات ولا «/»، مثل MOI-2020-08-20، ولا يزيد على 100",
            f"“{value}”: an identifier has letters and digits, no spaces and no “/”, as MOI-2020-08-20, 100 at most",
            ctx,
            param,
        )
    return value


def selector(text: str | None) -> dict[str, list[str]]:
    """``type=police_station,under=basra`` as a selector; a key given twice selects either."""
    chosen: dict[str, list[str]] = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if key not in ("id", "type", "under") or not equals or not value:
            usual = "id=…, type=…, under=…"
            raise Wrong(f"المقبول: {usual}", f"it can be: {usual}", param_hint="--units")
        chosen.setdefault(key, []).append(value)
    return chosen


def refuse_twice(
    found: Sequence[Draft], sha256: str, register: Register, source: SourceRef, again: bool, language: str
) -> None:
    """The same letter under a second identifier would be owed twice: refused, with ``again`` only told."""
    from tracker.register import directives
    from tracker.review import twice

    read = (directives.read_text(draft.text, source)[0] for draft in found)
    known = twice.known([one for one in read if one is not None], sha256, register, source)
    if known and not again:
        raise Refusal(*known)
    print_findings((replace(one, code="order-again") for one in known), language)
