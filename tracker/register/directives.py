"""Directives as YAML files, one directive each: load, check, approve. A file edited by us keeps its comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from tracker.calendars.counting import fault
from tracker.files import listed, read, sha256_of, why, write_atomically
from tracker.findings import Refusal, at
from tracker.model import (
    Amendment,
    Anchor,
    Approval,
    Change,
    ChangeKind,
    Deadline,
    DeadlineKind,
    Directive,
    Finding,
    Modality,
    Obligation,
    OrderException,
    Pattern,
    Question,
    Selector,
    SourceRef,
    Strength,
    Text,
    TimeUnit,
)
from tracker.register import located_yaml, schema
from tracker.register.located_yaml import Located

SUFFIXES = (".yaml", ".yml")


def load_all(directory: Path) -> tuple[list[Directive], list[Finding]]:
    """Every directive of a directory, drafts included, in the order of file names; a faulty file becomes findings."""
    directives: list[Directive] = []
    findings: list[Finding] = []
    present = listed(directory)
    if present is None:
        return [], [at("directives-missing", SourceRef(str(directory)))]
    for path in (p for p in present if p.suffix.lower() in SUFFIXES):
        directive, found = load(path)
        findings += found
        if directive is not None:
            directives.append(directive)
    return directives, findings + _identifiers(directives)


def load(path: Path) -> tuple[Directive | None, list[Finding]]:
    """One file. Findings carry line and field; None where any of them makes the directive unusable."""
    where = SourceRef(str(path))
    try:
        content = read(path)
        text = content.decode("utf-8-sig")
    except OSError as error:
        return None, [at("file-unreadable", where, why=why(error))]
    except UnicodeDecodeError:
        return None, [at("file-not-utf8", where)]
    return read_text(text, SourceRef(str(path), sha256_of(content)))


def read_text(text: str, source: SourceRef) -> tuple[Directive | None, list[Finding]]:
    """A directive from its YAML text, as ``load`` reads it from a file: for checking a text before it is written."""
    located, findings = located_yaml.load(text, source)
    if located is None:
        return None, findings
    return read_located(located, source, findings)


def read_located(
    located: Located, source: SourceRef, findings: Sequence[Finding] = ()
) -> tuple[Directive | None, list[Finding]]:
    """A directive from values that know their places, whatever they were read from."""
    found = [*findings, *schema.check(located, "directive", source)]
    if found:
        return None, found
    directive = _directive(located, source)
    return directive, _meaning(directive, located)


def raw(directive: Directive) -> Mapping[str, Any]:
    """The values of a directive's file, as they stand in it."""
    located, _ = located_yaml.load(read(Path(directive.source.file)).decode("utf-8-sig"), directive.source)
    assert located is not None
    return located.value  # type: ignore[no-any-return]


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _text(value: str | Text) -> Text:
    return {"ar": value, "en": value} if isinstance(value, str) else dict(value)


def _names(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _span(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None


def _directive(located: Located, source: SourceRef) -> Directive:
    raw: Mapping[str, Any] = located.value
    approved = raw.get("approved")
    document = raw.get("document")
    obligations = tuple(
        _obligation(raw["id"], item, located, source, ("obligations", i)) for i, item in enumerate(raw["obligations"])
    )
    return Directive(
        id=raw["id"],
        issuer=raw["issuer"],
        issued_on=date.fromisoformat(raw["issued_on"]),
        source=source,
        obligations=obligations,
        approved=Approval(approved["by"], date.fromisoformat(approved["on"]))
        if approved and raw["status"] == "approved"
        else None,
        title=raw.get("title", {}),
        number=str(raw["number"]) if "number" in raw else None,
        effective_on=_date(raw.get("effective_on")),
        notified_on=_date(raw.get("notified_on")),
        document=SourceRef(document["file"], document["sha256"]) if document else None,
        origin=_origin(raw.get("source")),
        issued_at=time.fromisoformat(raw["issued_at"]) if "issued_at" in raw else None,
        amends=tuple(
            Amendment(
                ChangeKind(item["kind"]),
                tuple(item["targets"]),
                date.fromisoformat(item["from"]),
                located.source(("amends", i), source),
            )
            for i, item in enumerate(raw.get("amends", ()))
        ),
    )


def _obligation(
    directive: str, raw: Mapping[str, Any], located: Located, source: SourceRef, path: tuple[str | int, ...]
) -> Obligation:
    selector = raw.get("units", {})
    return Obligation(
        id=raw.get("id", ""),
        directive=directive,
        text=raw.get("text") or _text(raw.get("quote") or raw.get("action") or "—"),
        source=located.source(path, source),
        modality=Modality(raw.get("modality", "obligation")),
        strength=Strength(raw.get("strength", "order")),
        pattern=Pattern(raw.get("pattern", "achievement")),
        units=Selector(
            _names(selector.get("id")),
            _names(selector.get("type")),
            _names(selector.get("under")),
            located.source((*path, "units"), source),
        ),
        deadline=_deadline(raw.get("deadline"), raw.get("rrule")),
        verb=raw.get("verb"),
        addressee=raw.get("addressee"),
        action=raw.get("action"),
        evidence_required=raw.get("evidence_required", False),
        effective_on=_date(raw.get("effective_on")),
        ends_on=_date(raw.get("ends_on")),
        report_every=raw.get("report_every"),
        grace=raw.get("grace"),
        warning=raw.get("warning"),
        review_after=raw.get("review_after"),
        any_later=raw.get("any_later", False),
        exceptions=tuple(_exception(item) for item in raw.get("exceptions", ())),
        conditions=tuple(_text(item) for item in raw.get("conditions", ())),
        replaces=tuple(raw.get("replaces", ())),
        questions=tuple(Question("from-draft", item) for item in raw.get("questions", ())),
        quote=raw.get("quote"),
        span=_span(raw.get("span")),
        changes=tuple(
            _change(item, located.source((*path, "changes", i), source))
            for i, item in enumerate(raw.get("changes", ()))
        ),
        origin=_origin(raw.get("source")),
    )


def _origin(raw: Mapping[str, Any] | None) -> SourceRef | None:
    """The cell of a list or form from which it was taken: the one that says what is ordered, else the first named."""
    if raw is None:
        return None
    cells = raw.get("cells", {})
    first = cells.get("subject") or next(iter(cells.values()), None)
    return SourceRef(raw["file"], raw["sha256"], sheet=raw.get("sheet"), cell=first["cell"] if first else None)


def _exception(raw: Any) -> OrderException:
    if isinstance(raw, Mapping) and "text" in raw:
        return OrderException(_text(raw["text"]), raw.get("reference_required", True))
    return OrderException(_text(raw))


def _deadline(raw: Mapping[str, Any] | None, rrule: str | None) -> Deadline:
    if raw is None:
        return Deadline(DeadlineKind.EVERY, rrule=rrule) if rrule else Deadline()
    return Deadline(
        kind=DeadlineKind(raw["kind"]),
        due_on=_date(raw.get("due_on")),
        count=raw.get("count"),
        unit=TimeUnit(raw["unit"]) if "unit" in raw else None,
        anchor=Anchor(raw.get("anchor", "issue")),
        anchor_ref=raw.get("anchor_ref"),
        rrule=raw.get("rrule", rrule),
        phrase=raw.get("phrase"),
        span=_span(raw.get("span")),
        assumed=raw.get("assumed", False),
        hijri=raw.get("hijri"),
    )


def _change(raw: Mapping[str, Any], source: SourceRef) -> Change:
    recorded = raw.get("recorded_at")
    return Change(
        kind=ChangeKind(raw["kind"]),
        on=date.fromisoformat(raw["from"]),
        source=source,
        deadline=_deadline(raw["deadline"], None) if "deadline" in raw else None,
        until=_date(raw.get("until")),
        retroactive=raw.get("retroactive", False),
        directive=raw.get("directive"),
        reference=raw.get("reference"),
        by=raw.get("by"),
        recorded_at=datetime.fromisoformat(recorded) if recorded else None,
    )


def _meaning(directive: Directive, located: Located) -> list[Finding]:
    """What the schema cannot say: a prohibition is standing, an end does not precede a beginning, and the like. Each at
    the line of the field that says so."""
    issued = directive.issued_on
    findings = [
        at("date-before-issue", located.source(path, directive.source), field=".".join(path), day=day, issued_on=issued)
        for path, day in (
            (("approved", "on"), directive.approved.on if directive.approved else None),
            (("notified_on",), directive.notified_on),
            (("effective_on",), directive.effective_on),
        )
        if day is not None and day < issued
    ]
    for number, obligation in enumerate(directive.obligations):
        name = obligation.id or str(obligation.source.line)

        def where(*keys: str, number: int = number) -> SourceRef:
            return located.source(("obligations", number, *keys), directive.source)

        due = obligation.deadline.due_on
        if due is not None and due < issued:
            place = where("deadline", "due_on")
            findings.append(at("date-before-issue", place, field="due_on", day=due, issued_on=issued))
        start = obligation.effective_on or directive.effective_on or directive.issued_on
        if obligation.modality is Modality.PROHIBITION and obligation.pattern is not Pattern.MAINTENANCE:
            pattern = obligation.pattern.value
            findings.append(at("prohibition-not-standing", where("pattern"), obligation=name, pattern=pattern))
        if obligation.ends_on is not None and obligation.ends_on < start:
            ends = obligation.ends_on
            findings.append(at("ends-before-start", where("ends_on"), obligation=name, ends_on=ends, start=start))
        wrong = fault(obligation.deadline)
        if wrong is not None:
            findings.append(at("deadline-unusable", where("deadline"), obligation=name, why=wrong))
        if obligation.id and not obligation.id.startswith(f"{directive.id}/"):
            findings.append(at("identifier-foreign", where("id"), obligation=name, directive=directive.id))
    return findings


def _identifiers(directives: list[Directive]) -> list[Finding]:
    """An identifier is never used twice, nor given again after it was replaced."""
    replaced = {
        old: obligation
        for directive in directives
        for obligation in directive.obligations
        for old in obligation.replaces
    }
    findings = [
        at("identifier-replaced", obligation.source, id=obligation.id, by=replaced[obligation.id].id or "—")
        for directive in directives
        for obligation in directive.obligations
        if obligation.id in replaced
    ]
    seen: dict[str, SourceRef] = {}
    for kind, name, where in (
        entry
        for directive in directives
        for entry in (
            ("directive", directive.id, directive.source),
            *(("obligation", o.id, o.source) for o in directive.obligations if o.id),
        )
    ):
        if name in seen:
            findings.append(at("identifier-twice", where, id=name, first=str(seen[name]), kind=kind))
        seen.setdefault(name, where)
    return findings


def approvable(directive: Directive, on: date, owed: Callable[[Obligation], int]) -> dict[str, int]:
    """For each obligation, under the identifier that it has or will be given, how many duties it makes (``owed``).

    Raises Refusal when an obligation selects no unit or has no selector, or the directive is approved already. Writes
    nothing.
    """
    empty = not directive.obligations and not raw(directive).get("amends")
    findings = [at("nothing-to-approve", directive.source, id=directive.id)] if empty else []
    if on < directive.issued_on:
        findings.append(
            at("approved-before-issue", directive.source, id=directive.id, day=on, issued_on=directive.issued_on)
        )
    if directive.approved is not None:
        findings.append(at("already-approved", directive.source, id=directive.id, by=directive.approved.by))
    numbers = _next_numbers(directive)
    counts: dict[str, int] = {}
    for obligation in directive.obligations:
        name = obligation.id or f"{directive.id}/{next(numbers):02d}"
        counts[name] = owed(obligation) if obligation.strength is Strength.ORDER else 0
        if counts[name] == 0 and obligation.strength is Strength.ORDER:
            findings.append(at("selects-no-unit", obligation.source, obligation=name))
    if findings:
        raise Refusal(*findings)
    return counts


def approve(directive: Directive, by: str, on: date, owed: Callable[[Obligation], int]) -> dict[str, int]:
    """Give identifiers to the obligations that have none, write the approval into the file, and return what
    ``approvable`` does. Raises Refusal as it does. Comments of the file stay."""
    counts = approvable(directive, on, owed)

    def edit(document: Any) -> None:
        for name, item in zip(counts, document["obligations"], strict=True):
            if "id" not in item:
                item.insert(0, "id", name)
            for key, default in (("modality", "obligation"), ("pattern", "achievement")):
                item.setdefault(key, default)
            if "text" not in item:
                item["text"] = {"ar": item.get("quote") or item.get("action") or name}
        document["status"] = "approved"
        document["approved"] = {"by": by, "on": on.isoformat()}

    edit_file(Path(directive.source.file), edit)
    return counts


def _next_numbers(directive: Directive) -> Any:
    taken = [
        int("".join(c for c in name.rsplit("/", 1)[-1] if c.isdigit()) or 0)
        for obligation in directive.obligations
        for name in (obligation.id, *obligation.replaces)
        if name
    ]
    number = max(taken, default=0)
    while True:
        number += 1
        yield number


def edit_file(path: Path, edit: Callable[[Any], None]) -> None:
    """Change a YAML file in place, keeping its comments and order; it appears whole or not at all."""
    write_atomically(path, edited(path.read_text("utf-8-sig"), edit).encode("utf-8"))


def edited(text: str, edit: Callable[[Any], None]) -> str:
    """The YAML text after a change, its comments and the order of its keys kept."""
    import io

    from ruamel.yaml import YAML

    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 1000
    editor.indent(mapping=2, sequence=4, offset=2)
    document = editor.load(text)
    edit(document)
    out = io.StringIO()
    editor.dump(document, out)
    return out.getvalue()
