"""The follow-up workbook that is sent out: one row a duty, what was last reported in grey, entry cells empty.

Sent back unchanged it yields no observation; filled in, exactly what was filled. The hidden last column holds each
row's key and is compared with what is shown when the workbook comes back. Written with openpyxl, then packed with fixed
times, so that the same register and reports give the same bytes.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from tracker.assess import assess
from tracker.calendars.holidays import Calendar
from tracker.config import Settings
from tracker.files import write_atomically
from tracker.findings import Refusal, at
from tracker.followup import outgoing
from tracker.followup import template_style as style
from tracker.followup.ledger import Ledger
from tracker.followup.outgoing import Last, Line
from tracker.followup.owed import Owed, owed
from tracker.followup.sheets import letters
from tracker.followup.subjects import row_key
from tracker.followup.table import KEY, STATES, day_of
from tracker.model import Assessment, Pattern, State, Text, Unit
from tracker.register import Register
from tracker.register.units import valid_on
from tracker.wording import STATES as STATE_TEXTS
from tracker.wording import date_text

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

DUTY = ("obligation", "unit", "obligation_text", "due_on")
LAST = ("last_state", "last_reported_on", "last_figures")
ENTRY = ("state", "percent", "completed_on", "incidents", "remedied", "exception_ref", "evidence", "note")
COLUMNS = (*DUTY, *LAST, *ENTRY, "row_key")
ONCE_ONLY, STANDING_ONLY = frozenset({"percent", "completed_on"}), frozenset({"incidents", "remedied"})
"""Entry cells that say nothing of the other kind of duty: they stay grey."""

HEAD_ROW, GROUP_ROW, TITLE_ROW = 4, 8, 9
"""Rows (from 1): the head's first line, the groups of columns, the headings. The duties follow."""


class Opened(Protocol):
    """A project that has been opened: what a workbook is made from."""

    @property
    def settings(self) -> Settings: ...
    @property
    def register(self) -> Register: ...
    @property
    def calendar(self) -> Calendar: ...
    @property
    def now(self) -> datetime: ...


def write_for(project: Opened, path: Path, as_of: date, unit: str | None = None) -> int:
    """Writes the workbook of an opened project with what its ledger holds; the number of its rows. See ``write``."""
    reported = Ledger(project.settings.path("store")).observations()
    return write(project.settings, project.register, project.calendar, reported, as_of, unit, path, project.now)


def write(
    settings: Settings,
    register: Register,
    calendar: Calendar,
    observations: pd.DataFrame,
    as_of: date,
    unit: str | None,
    path: Path,
    now: datetime,
) -> int:
    """Writes the workbook of a unit and those below it, or of all; the number of its rows.

    ``as_of``: reports up to that day are shown, units that exist on it are listed. ``now``: a workbook for a
    day gone by is made with what is known today, as a verdict is. Raises Refusal: an unknown unit, no
    duties, a path that cannot be written.
    """
    from openpyxl import Workbook

    evening = datetime.combine(as_of, time.max, ZoneInfo(calendar.policy.zone))
    duties = owed(register, calendar, evening)
    scope = _scope(register, duties, unit, as_of)
    judged = assess(register, observations, calendar, settings, as_of, max(evening, now)).assessments
    lines = outgoing.lines(duties, scope, judged, _last_reports(observations, as_of), _told(judged))
    if not lines:
        raise Refusal(at("no-duties"))
    book = Workbook()
    units = {line.unit.id for line in lines}
    asked = duties.units[_resolve(duties, unit)].name if unit else _words()["all_units"]
    sheet = book.active
    assert sheet is not None
    _report_sheet(sheet, settings, lines, lines[0].unit if len(units) == 1 else None, asked, as_of)
    triggered = (line for line in lines if line.obligation.pattern is Pattern.TRIGGERED)
    events = sorted({(line.obligation.id, line.unit.id) for line in triggered})
    if events:
        _events_sheet(book, settings, register, events, as_of)
    _instructions_sheet(book, settings)
    write_atomically(path, packed(book))
    return len(lines)


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(files("tracker.followup").joinpath("template.toml").read_text("utf-8"))


def _resolve(duties: Owed, asked: str) -> str:
    match = duties.unit_names.find(asked)
    if match.id is None or match.how == "near":
        near = duties.listed(match.candidates or duties.unit_names.nearest(asked))
        raise Refusal(at("unit-not-found", None, value=asked, nearest=near))
    return match.id


def _scope(register: Register, duties: Owed, asked: str | None, as_of: date) -> list[Unit]:
    """The units of the workbook, parents first, that exist on the day."""
    tree = register.units.at(as_of)
    units = tree.branch(_resolve(duties, asked)) if asked else tuple(tree)
    return [unit for unit in units if valid_on(unit, as_of)]


def _told(assessments: Sequence[Assessment]) -> dict[int, Last]:
    """What was last reported of each period and event, by the place of its assessment."""
    found = {}
    for place, one in enumerate(assessments):
        said = one.facts.get("state")
        if (one.occurrence or one.event) and said and one.last_reported_on is not None:
            percent = one.facts.get("last_percent")
            figures = _words()["figures"]["percent"].format(percent=f"{percent:g}") if percent is not None else ""
            found[place] = Last(_both(STATE_TEXTS[State(str(said))], " / "), one.last_reported_on, figures)
    return found


def _last_reports(observations: pd.DataFrame, as_of: date) -> dict[tuple[str, str], Last]:
    """Per duty the last accepted report up to the day: latest version of each key, highest rank, latest day."""
    latest = observations.sort_values("row").drop_duplicates(list(KEY), keep="last")
    retracted = latest["state"] == [state.value for state in STATES].index("retracted")
    shown = latest[latest["accepted"] & ~retracted & (latest["reported_on"] <= as_of.toordinal())]
    found: dict[tuple[str, str], Last] = {}
    for line in shown.sort_values(["rank", "reported_on", "row"]).to_dict("records"):
        day = day_of(int(line["reported_on"]))
        assert day is not None
        found[str(line["obligation"]), str(line["unit"])] = Last(
            _both(STATE_TEXTS[STATES[int(line["state"])]], " / "), day, _figures(line)
        )
    return found


def _figures(line: Mapping[Any, Any]) -> str:
    words = _words()["figures"]
    said = []
    if line["percent"] == line["percent"]:
        said.append(words["percent"].format(percent=f"{line['percent']:g}"))
    if line["incidents"] >= 0:
        said.append(words["incidents"].format(incidents=line["incidents"], remedied=max(0, line["remedied"])))
    return "\n".join(said)


def _both(text: Text, between: str) -> str:
    return between.join(dict.fromkeys(part for part in (text.get("ar"), text.get("en")) if part))


def _report_sheet(
    sheet: Worksheet, settings: Settings, lines: list[Line], unit: Unit | None, scope: Text, as_of: date
) -> None:
    words = _words()
    sheet.title = words["sheets"]["report"]
    width = len(COLUMNS) - 1
    titles = [settings.banner, _joined(words["title"], settings.name), _subtitle(words["subtitle"], scope, as_of)]
    style.titles(sheet, [_both(text, "  |  ") for text in titles], width)
    _head(sheet, words, unit)
    _headings(sheet, words)
    for offset, line in enumerate(lines, start=1):
        _line(sheet, TITLE_ROW + offset, line)
    last = TITLE_ROW + len(lines)
    places = {name: letters(column) for column, name in enumerate(COLUMNS)}
    _validations(sheet, words, lines, last)
    style.finish(sheet, TITLE_ROW, last, places, settings, ("row_key", *(("unit",) if unit else ())))


def _joined(title: Text, name: Text) -> Text:
    return {tag: " – ".join(part for part in (text, name.get(tag, "")) if part) for tag, text in title.items()}


def _subtitle(template: Text, scope: Text, as_of: date) -> Text:
    return {
        tag: text.format(scope=scope.get(tag) or next(iter(scope.values())), day=date_text(as_of, tag))
        for tag, text in template.items()
    }


def _head(sheet: Worksheet, words: Mapping[str, Any], unit: Unit | None) -> None:
    """Report date, reporter, approver and the tick, once. Each label stands before its cell."""
    label, entry = COLUMNS.index("obligation") + 1, COLUMNS.index("obligation_text") + 1
    second, answer = COLUMNS.index("last_state") + 1, COLUMNS.index("state") + 1
    head = words["head"]
    style.label(sheet, HEAD_ROW, label, entry - 1, head["reported_on"])
    style.entry(sheet, HEAD_ROW, entry, entry, style.DATE)
    if unit is not None:
        style.label(sheet, HEAD_ROW, second, answer - 1, head["unit"])
        style.fixed(sheet, HEAD_ROW, answer, answer + 3, _both(unit.name, " / "))
    style.label(sheet, HEAD_ROW + 1, label, entry - 1, head["reporter"])
    style.entry(sheet, HEAD_ROW + 1, entry, entry)
    style.label(sheet, HEAD_ROW + 1, second, answer - 1, head["approver"])
    style.entry(sheet, HEAD_ROW + 1, answer, answer + 3)
    style.label(sheet, HEAD_ROW + 2, label, entry - 1, head["nil_return"])
    style.entry(sheet, HEAD_ROW + 2, entry, entry)
    style.hint(sheet, HEAD_ROW + 3, label, len(COLUMNS) - 1, _both(words["nil_hint"], "  |  "))


def _headings(sheet: Worksheet, words: Mapping[str, Any]) -> None:
    column = 1
    for name, members in (("duty", DUTY), ("last", LAST), ("entry", ENTRY)):
        style.group(sheet, GROUP_ROW, column, column + len(members) - 1, words["groups"][name], name)
        column += len(members)
    for at_column, name in enumerate(COLUMNS, start=1):
        style.heading(sheet, TITLE_ROW, at_column, words["columns"][name], name in ENTRY)


def _line(sheet: Worksheet, row: int, line: Line) -> None:
    last = line.last
    about = [_both(text, "\n") for text in (line.obligation.text, line.about) if text]
    shown: dict[str, Any] = {
        "obligation": line.obligation.id,
        "unit": _both(line.unit.name, "\n"),
        "obligation_text": "\n".join(about),
        "due_on": line.due_on,
        "last_state": last.state.replace(" / ", "\n") if last else None,
        "last_reported_on": last.reported_on if last else None,
        "last_figures": last.figures or None if last else None,
        "row_key": row_key(line.obligation.id, line.unit.id, line.due_on, line.occasion),
    }
    for column, name in enumerate(COLUMNS, start=1):
        if name not in ENTRY:
            style.fixed(sheet, row, column, column, shown[name], centred=name not in ("obligation_text", "unit"))
        elif name in (STANDING_ONLY if line.once else ONCE_ONLY):
            style.closed(sheet, row, column)
        else:
            style.entry(sheet, row, column, column, style.FORMATS.get(name))


def _validations(sheet: Worksheet, words: Mapping[str, Any], lines: list[Line], last: int) -> None:
    """Drop-down lists, dates, percentages and whole numbers are checked while they are typed."""
    place = {name: letters(column) for column, name in enumerate(COLUMNS)}
    errors = words["errors"]
    first = TITLE_ROW + 1
    rows = {
        kind: [first + at_line for at_line, line in enumerate(lines) if line.once is once]
        for kind, once in (("once", True), ("standing", False))
    }
    for kind, numbers in rows.items():
        style.choice(sheet, [f"{place['state']}{row}" for row in numbers], words["states"][kind], errors["state"])
    style.choice(sheet, [f"{place['obligation_text']}{HEAD_ROW + 2}"], words["states"]["tick"], errors["state"])
    style.days(sheet, [f"{place['completed_on']}{first}:{place['completed_on']}{last}"], errors["date"])
    style.days(sheet, [f"{place['obligation_text']}{HEAD_ROW}"], errors["date"])
    style.numbers(sheet, [f"{place['percent']}{first}:{place['percent']}{last}"], "decimal", 1, errors["percent"])
    counts = [f"{place[name]}{first}:{place[name]}{last}" for name in ("incidents", "remedied")]
    style.numbers(sheet, counts, "whole", 1_000_000, errors["count"])


EVENTS = ("obligation", "unit", "event", "occurred_on", "state", "completed_on", "evidence", "note")
EVENT_ROWS = 30
"""Blank rows for events that are new."""


def _events_sheet(
    book: Workbook, settings: Settings, register: Register, pairs: list[tuple[str, str]], as_of: date
) -> None:
    """Where new events are listed: number and day open a duty. What there is only one of stands there already."""
    words = _words()
    sheet = book.create_sheet(words["sheets"]["events"])
    style.titles(sheet, [_both(text, "  |  ") for text in (settings.banner, words["events"]["title"])], len(EVENTS))
    style.hint(sheet, HEAD_ROW, 1, len(EVENTS), _both(words["events"]["hint"], "  |  "))
    head, first = HEAD_ROW + 1, HEAD_ROW + 2
    last = first + EVENT_ROWS - 1
    names = [list(dict.fromkeys(column)) for column in zip(*pairs, strict=True)]
    called = [register.units.at(as_of)[name].name for name in names[1]]
    texts = [names[0], [name.get("ar") or next(iter(name.values())) for name in called]]
    for column, name in enumerate(EVENTS, start=1):
        style.heading(sheet, head, column, words["columns"][name], True)
        for row in range(first, last + 1):
            if column <= 2 and len(texts[column - 1]) == 1:
                style.fixed(sheet, row, column, column, texts[column - 1][0], centred=column == 1)
            else:
                style.entry(sheet, row, column, column, style.FORMATS.get(name))
    errors = words["errors"]
    for column in (1, 2):
        joined = ",".join(texts[column - 1])
        if len(texts[column - 1]) > 1 and len(joined) < LIST_LIMIT and joined.count(",") < len(texts[column - 1]):
            place = letters(column - 1)
            style.choice(sheet, [f"{place}{row}" for row in range(first, last + 1)], texts[column - 1], errors["state"])
    state = letters(EVENTS.index("state"))
    style.choice(sheet, [f"{state}{row}" for row in range(first, last + 1)], words["states"]["once"], errors["state"])
    for name in ("occurred_on", "completed_on"):
        place = letters(EVENTS.index(name))
        style.days(sheet, [f"{place}{first}:{place}{last}"], errors["date"])
    style.finish_events(sheet, head, last, EVENTS, settings)


LIST_LIMIT = 250
"""Characters of a drop-down list that Excel takes (255 with its marks)."""


def _instructions_sheet(book: Workbook, settings: Settings) -> None:
    words = _words()
    sheet = book.create_sheet(words["sheets"]["instructions"])
    style.titles(sheet, [_both(text, "  |  ") for text in (settings.banner, words["title"])], 3)
    style.instructions(sheet, 4, [(entry["ar"], entry["en"]) for entry in words["instructions"]], settings)


def packed(book: Workbook) -> bytes:
    """The workbook with fixed times inside: no clock is read, and equal content gives equal bytes."""
    written, out = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
