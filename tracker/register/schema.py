"""Checks a value against a JSON Schema of ours and says what is wrong as findings with line and field."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.findings import at
from tracker.model import Finding, SourceRef
from tracker.register.located_yaml import Located


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema that ``tracker schema NAME`` prints. KeyError for an unknown name."""
    path = files("tracker") / "schemas" / f"{name}.json"
    if not path.is_file():
        raise KeyError(name)
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def names() -> tuple[str, ...]:
    """Every schema there is, by name."""
    return tuple(sorted(p.name.removesuffix(".json") for p in (files("tracker") / "schemas").iterdir()))


@cache
def _validator(name: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(name), format_checker=Draft202012Validator.FORMAT_CHECKER)


def check(located: Located, name: str, source: SourceRef) -> list[Finding]:
    """Every violation of the schema, in the order of the file's lines."""
    found = [
        finding
        for error in _validator(name).iter_errors(located.value)
        for leaf in _leaves(error)
        for finding in _findings(leaf, located, source)
    ]
    unique = {(f.code, f.source, tuple(sorted(map(str, f.values.items())))): f for f in found}
    return sorted(unique.values(), key=lambda f: (f.source.line or 0, f.code) if f.source else (0, f.code))


def _leaves(error: Any) -> Iterator[Any]:
    """Of the branches of anyOf the one that went furthest speaks; ``if``/``then`` report their own errors."""
    if error.validator in ("anyOf", "oneOf") and error.context:
        deepest = max(len(e.path) for e in error.context)
        chosen = [e for e in error.context if len(e.path) == deepest and e.validator != "type"]
        if chosen and deepest > 0:
            for inner in chosen:
                yield from _leaves(inner)
            return
    yield error


def _findings(error: Any, located: Located, source: SourceRef) -> Iterator[Finding]:
    path = tuple(error.absolute_path)

    def where(path: tuple[str | int, ...]) -> SourceRef:
        line, column = located.place(path)
        return SourceRef(source.file, source.sha256, line=line, column=column)

    name = ".".join(str(part) for part in path) or "."
    if error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                field = f"{name}.{key}" if path else key
                yield at("field-missing", where(path), field=field)
    elif error.validator == "additionalProperties" and isinstance(error.validator_value, bool):
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known:
                near = difflib.get_close_matches(str(key), known, 1)
                field = f"{name}.{key}" if path else key
                yield at("field-unknown", where((*path, key)), field=field, near=near[0] if near else ", ".join(known))
    elif error.validator == "enum":
        yield at(
            "field-value", where(path), field=name, value=error.instance, expected=" | ".join(error.validator_value)
        )
    elif error.validator == "format":
        yield at("field-value", where(path), field=name, value=error.instance, expected="YYYY-MM-DD (2020-08-27)")
    else:
        yield at("field-value", where(path), field=name, value=_short(error.instance), expected=_expected(error))


def _expected(error: Any) -> str:
    wanted = error.validator_value
    if error.validator == "type":
        return " | ".join(wanted) if isinstance(wanted, list) else str(wanted)
    if error.validator == "anyOf":
        return " | ".join(str(option.get("type", option.get("$ref", "").rsplit("/", 1)[-1])) for option in wanted)
    return f"{error.validator} {wanted}"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
