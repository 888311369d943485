"""Events that sheets list, added to ``events.csv`` (docs/decisions/0114)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from tracker.files import write_atomically
from tracker.followup.listed import Listed
from tracker.register import events

COLUMNS = (*events.REQUIRED, *events.OPTIONAL)


def new_ones(found: Iterable[Listed], known: Iterable[events.Line]) -> tuple[Listed, ...]:
    """Those that no line says yet, each once. Of a number the last line decides whether it was taken back, so one that
    repeats an earlier line after another has come is new."""
    last: dict[tuple[str, str], set[tuple[object, ...]]] = {}
    for line in known:
        mine = last.setdefault((line.obligation, line.event), set())
        mine.discard((line.unit, line.occurred_on, not line.retracted))
        mine.add((line.unit, line.occurred_on, line.retracted))
    out = []
    for one in found:
        mine = last.setdefault((one.obligation, one.number), set())
        stated = (one.unit, one.occurred_on, one.retracted)
        if stated not in mine:
            mine.discard((one.unit, one.occurred_on, not one.retracted))
            mine.add(stated)
            out.append(one)
    return tuple(out)


def add(path: Path, found: Sequence[Listed], known_at: datetime) -> None:
    """Append them to the file, which appears whole or not at all. Its lines stay as they are; columns that it lacks are
    added to its heading, or nobody would know since when an event is known."""
    if not found:
        return
    text = path.read_text("utf-8-sig") if path.is_file() else ""
    heading, _, below = text.partition("\n") if text.strip() else ("", "", "")
    names = [name.strip() for name in next(csv.reader([heading]), [])]
    lacking = [name for name in COLUMNS if name not in names]
    names += lacking
    text = ",".join([*([heading.rstrip("\r")] if heading else []), *lacking]) + "\n" + below
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for one in found:
        values = {
            "obligation": one.obligation,
            "event": one.written or one.number,
            "unit": one.unit,
            "occurred_on": one.occurred_on.isoformat(),
            "reported_on": one.reported_on.isoformat(),
            "state": "retracted" if one.retracted else "open",
            "recorded_at": known_at.isoformat(timespec="seconds"),
        }
        writer.writerow([values.get(name, "") for name in names])
    write_atomically(path, (text + ("\n" if not text.endswith("\n") else "") + out.getvalue()).encode("utf-8"))
