"""Decisions of a review -> the draft's YAML text: corrected, rejected, with the history of the review. Pure.

Comments, quotes and the order of keys stay. What a rejected obligation said leaves the list line by line, so that a
comment beside it stays too; the history keeps all of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tracker.findings import Refusal
from tracker.model import SourceRef
from tracker.register import directives, located_yaml
from tracker.register.located_yaml import Located
from tracker.review import history
from tracker.review.decide import Decision


def amended(
    text: str,
    obligations: Sequence[Mapping[str, Any]],
    decisions: Sequence[Decision],
    sheet: Mapping[str, str],
    on: date,
) -> str:
    """The draft's text after a review. ``sheet``: the kept review sheet; ``on``: the day of import.

    Raises Refusal should the result be no directive.
    """
    out = {one.index for one in decisions if one.decision == "reject"}
    corrected = {one.index: one for one in decisions if one.decision == "correct"}
    after = [
        _corrected(obligation, corrected[index].changes) if index in corrected else obligation
        for index, obligation in enumerate(obligations)
    ]
    keys = history.keys([one for index, one in enumerate(after) if index not in out])
    kept = [index for index in range(len(after)) if index not in out]
    names = dict(zip(kept, keys, strict=True))
    entries = [_entry(one, obligations[one.index], names.get(one.index)) for one in decisions]

    def edit(document: Any) -> None:
        for index, one in corrected.items():
            item = document["obligations"][index]
            for field, value in one.changes.items():
                if value is None:
                    item.pop(field, None)
                else:
                    item[field] = _quoted(value)
        review = {"sheet": dict(sheet), "taken_on": on.isoformat(), "decisions": entries}
        document.setdefault("reviews", []).append(_quoted(review))

    def cut(document: Any) -> None:
        for index in sorted(out, reverse=True):
            del document["obligations"][index]

    changed = directives.edited(text, edit)
    shorter = _without_lines(changed, out) if out else changed
    result = shorter if shorter is not None else directives.edited(changed, cut)
    _, findings = directives.read_text(result, SourceRef("—"))
    errors = [finding for finding in findings if finding.code != "date-before-issue"]
    if errors:
        raise Refusal(*errors)
    return result


def _corrected(obligation: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**obligation, **changes}.items() if value is not None}


def _entry(one: Decision, obligation: Mapping[str, Any], key_after: str | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"decision": one.decision, "by": one.by, "on": one.on.isoformat(), "text": one.text}
    entry |= {"key": one.key, "cell": one.cell}
    if one.remark:
        entry["remark"] = one.remark
    if one.decision == "reject":
        entry["before"] = dict(obligation)
    if one.decision == "correct":
        entry["key_after"] = key_after
        entry["before"] = {name: obligation[name] for name in one.changes if name in obligation}
        entry["after"] = dict(one.changes)
    return entry


def _quoted(value: Any) -> Any:
    """Texts in double quotes, as the drafts have them."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, str):
        return DoubleQuotedScalarString(value)
    if isinstance(value, Mapping):
        return {name: _quoted(inner) for name, inner in value.items()}
    return [_quoted(inner) for inner in value] if isinstance(value, list) else value


def _without_lines(text: str, out: set[int]) -> str | None:
    """The text without the lines of some obligations; None where they do not stand one below the other, each with its
    own dash. Blank lines and comments after the last field of one stay: they may speak of the next."""
    located, _ = located_yaml.load(text, SourceRef("—"))
    assert located is not None
    lines = text.splitlines(keepends=True)
    starts = [located.places["obligations", index][0] - 1 for index in range(len(located.value["obligations"]))]
    if any(not lines[start].lstrip().startswith("-") for start in starts) or len(set(starts)) < len(starts):
        return None
    ends = [*starts[1:], _end(located, starts[-1], len(lines))]
    gone: set[int] = set()
    for index in out:
        last = max(n for n in range(starts[index], ends[index]) if _says(lines[n]))
        gone |= set(range(starts[index], last + 1))
    kept = [line for number, line in enumerate(lines) if number not in gone]
    if len(out) == len(starts):
        head = located.places[("obligations",)][0] - 1
        kept = [_emptied(line) if number == head else line for number, line in enumerate(lines) if number not in gone]
    return "".join(kept)


def _end(located: Located, after: int, length: int) -> int:
    """The line on which the field after the obligations begins, else the end of the text."""
    tops = [place[0] - 1 for path, place in located.places.items() if len(path) == 1 and place[0] - 1 > after]
    return min(tops, default=length)


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _emptied(line: str) -> str:
    return line.replace("obligations:", "obligations: []", 1)
