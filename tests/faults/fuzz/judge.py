"""What a command may answer to a bad file: lists what is wrong with an answer. Empty: nothing is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.fuzz.records import Promise, Sample
from tests.faults.fuzz.running import Ran
from tests.unit.test_schemas import faults
from tracker.findings import CODES

PEAK = 1500
"""Megabytes at the most; the program itself takes two hundred."""
NO_LOSS = ("order-day-unknown", "draft-day-unknown")
"""What is told of a text that is whole."""
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_FINDING = re.compile(r"(error|warning|note|info) \[([a-z-]+)\] (.*)")
_UNFILLED = re.compile(r"\{[a-z_]+\}|\bNone\b")
_HIDDEN = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a file. ``reads``: extract, add, ingest or import."""

    reads: str
    form: str
    language: str
    file: Path
    sample: Sample
    promise: Promise
    output: Path | None = None
    before: Mapping[str, bytes] = field(default_factory=dict)
    after: Mapping[str, bytes] = field(default_factory=dict)


def judged(asked: Asked, ran: Ran) -> list[str]:
    """Every breach, a line each; its first word is its kind."""
    if ran.hung:
        return [f"hang: {ran.seconds:.0f} s; {_innermost(ran.where)}"]
    if ran.code < 0 or ran.code not in (0, 1, 2):
        return [f"crash: exit {ran.code}; {_last(ran.err)}"]
    found = [
        f"noise: {word}" for word in ("Traceback", "panicked at", "Warning:", "Exception ignored") if word in ran.err
    ]
    if ran.peak > PEAK:
        found.append(f"memory: {ran.peak:.0f} MB")
    findings = _FINDING.findall(ran.err) + _in_json(asked, ran)
    found += _messages(asked, ran, findings)
    found += _output(asked, ran)
    if ran.code == 2 and asked.before != asked.after:
        changed = sorted(set(asked.before.items()) ^ set(asked.after.items()))
        found.append(f"partial: refused, and changed {changed[0][0]}")
    found += _kept(asked, ran, findings)
    return found


def _innermost(where: str) -> str:
    """The place at which a hang was found; the lines of faulthandler begin with the latest call."""
    lines = [line.strip() for line in where.splitlines() if "File" in line]
    ours = [line for line in lines if "/tracker/" in line]
    return f"{lines[0] if lines else '?'} <- {ours[0] if ours else '?'}"


def _last(err: str) -> str:
    lines = [line for line in err.splitlines() if line.strip()]
    raised = [n for n, line in enumerate(lines) if re.match(r"\S*(?:Error|Exception|Panic|Interrupt)\b", line)]
    places = [line.strip() for line in lines if "/tracker/" in line and "File" in line]
    return f"{lines[raised[-1]] if raised else (lines or ['?'])[-1]} <- {places[-1] if places else '?'}"


def _in_json(asked: Asked, ran: Ran) -> list[tuple[str, str, str]]:
    """What a document tells of the files and cells, in place of messages."""
    if asked.form != "json" or asked.reads not in ("ingest", "import"):
        return []
    try:
        document = json.loads(ran.out)
    except ValueError:
        return []
    told = [("error", one["code"], one["messages"]) for one in document.get("files", ()) if one["code"]]
    for one in (document, *document.get("files", ())):
        for name in ("rejected_cells", "questions", "notes", "findings"):
            kind = "warning" if name == "notes" else "error"
            told += [(kind, cell["code"], cell["messages"]) for cell in _listed(one.get(name))]
    return [(kind, code, said.get(asked.language, "")) for kind, code, said in told]


def _messages(asked: Asked, ran: Ran, findings: list[tuple[str, str, str]]) -> list[str]:
    found = [f"message: unknown code {code}" for _, code, _ in findings if code not in CODES]
    if ran.code == 2:
        errors = [line for line in ran.err.splitlines() if "error [" in line]
        errors += [f"error [{code}] {said}" for kind, code, said in _in_json(asked, ran) if kind == "error"]
        if not errors:
            found.append("message: exit 2 without an error")
        elif not any(asked.file.name in line for line in (*errors, ran.out)):
            found.append(f"message: the file is not named: {errors[0][:200]}")
    for _, code, said in findings:
        if _UNFILLED.search(said):
            found.append(f"message: [{code}] has a gap: {said[:200]}")
        shown = said.replace(str(asked.file), "")
        if asked.language == "ar" and not _ARABIC.search(shown):
            found.append(f"message: [{code}] is not in Arabic: {said[:200]}")
    return found


def _output(asked: Asked, ran: Ran) -> list[str]:
    if asked.output is not None and ran.code == 2 and asked.output.exists():
        return ["partial: refused, and an output is there"]
    if asked.reads != "extract":
        return _json(asked, ran.out, {"ingest": "ingest", "import": "import"}) if asked.form == "json" else []
    text = asked.output.read_bytes().decode("utf-8") if asked.output is not None and ran.code == 0 else ran.out
    if ran.code == 2:
        return ["partial: refused, and something was printed"] if text.strip() else []
    return _json(asked, text, {"extract": "extract"}) if asked.form == "json" else []


def _json(asked: Asked, text: str, names: Mapping[str, str]) -> list[str]:
    if not text.strip():
        return []
    try:
        document = json.loads(text, parse_constant=_no_number)
    except ValueError as error:
        return [f"partial: no JSON: {error}"]
    wrong = [f"schema: {fault}" for fault in faults(document, names[asked.reads])[:1]]
    return wrong + _counted(document)


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _counted(document: Mapping[str, Any]) -> list[str]:
    """Every row is accounted for."""
    counts = [one["rows"] for one in document.get("files", ())] + ([document["rows"]] if "rows" in document else [])
    for rows in counts:
        if rows["read"] != sum(number for name, number in rows.items() if name != "read"):
            return [f"rows: {rows}"]
    return []


def _flat(text: str) -> str:
    return " ".join(_HIDDEN.sub("", text).split())


def _kept(asked: Asked, ran: Ran, findings: list[tuple[str, str, str]]) -> list[str]:
    """What became of the text."""
    told = [code for kind, code, _ in findings if kind in ("error", "warning") and code not in NO_LOSS]
    if asked.promise is Promise.ANY or (asked.promise is Promise.TOLD and told):
        return []
    if asked.reads in ("extract", "add"):
        text = _flat(ran.text or "")
        lost = [piece for piece in asked.sample.says if _flat(piece) not in text]
        refused = ran.code != 0 and asked.promise is Promise.WHOLE
        if ran.text is None and not refused:
            return []
        return [f"lost: {lost[0]!r} and {len(lost) - 1} more"] if lost else []
    if asked.form != "json" or not ran.out.strip():
        return [] if asked.promise is Promise.TOLD else [f"lost: refused: {_last(ran.err)}"][: ran.code == 2]
    return _rows_lost(asked, json.loads(ran.out), told)


def _rows_lost(asked: Asked, document: Mapping[str, Any], told: list[str]) -> list[str]:
    counts = [one["rows"] for one in document["files"]] if "files" in document else [document["rows"]]
    read = sum(rows["read"] for rows in counts)
    good = sum(rows.get("accepted", 0) + rows.get("taken", 0) + rows.get("corrected", 0) for rows in counts)
    least = len(asked.sample.says)
    if read < least and not told:
        return [f"lost: {read} rows of {least}"]
    if asked.promise is Promise.WHOLE and asked.reads == "ingest" and good < least:
        return [f"lost: {good} rows taken of {least}; {told[:3]}"]
    return []


def _listed(value: Any) -> list[Any]:
    """Of an import 'questions' is a number, of an ingest a list."""
    return value if isinstance(value, list) else []
