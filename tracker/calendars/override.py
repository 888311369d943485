"""Adding to the project's file of holidays; what stands in it stays as it is written. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.calendars.holidays import COLUMNS, Holiday, parse_override


def added(text: str, entries: Sequence[Holiday], file: str) -> str:
    """The text of the file with some days added, in the order given. A line about one of these days is replaced: the
    file says of a day what was last decided. ``text``: a file that ``parse_override`` finds no fault in, or nothing."""
    if not text.strip():
        text = ",".join(COLUMNS) + "\n"
    first_line = text.partition("\n")[0]
    delimiter = ";" if ";" in first_line else ","
    header = [cell.strip().casefold() for cell in next(csv.reader([first_line], delimiter=delimiter))]
    new = {entry.day for entry in entries}
    kept = [line for line in text.splitlines() if not _about(line, first_line, new, file)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for entry in entries:
        name = next(iter(entry.name.values()))
        cells = {"date": entry.day.isoformat(), "name": name, "status": entry.status.value, "source": entry.source}
        writer.writerow([cells.get(column, "") for column in header])
    return "\n".join([*kept, out.getvalue()])


def _about(line: str, header: str, days: Iterable[date], file: str) -> bool:
    """Whether a line of the file, not its first one, is about one of some days."""
    if line == header or not line.strip():
        return False
    entries, _ = parse_override(f"{header}\n{line}\n", file)
    return any(entry.day in set(days) for entry in entries)
