"""Checks a value against a JSON Schema of ours and says what is wrong as findings with line and field."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.findings import at
from tracker.model import Finding, SourceRef, Text
from tracker.register import tables
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
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(formats=[])
    formats.checks("date")(_is_date)
    return Draft202012Validator(schema(name), format_checker=formats)


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or tables.date_of(value) is not None


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


_TYPES: dict[str, Text] = {
    "object": {"ar": "حقول لكل منها اسم: {اسم: قيمة}", "en": "fields with names: {name: value}"},
    "array": {"ar": "قائمة: [قيمة، …]", "en": "a list: [value, …]"},
    "string": {"ar": "نص", "en": "a text"},
    "integer": {"ar": "عدد صحيح", "en": "a whole number"},
    "number": {"ar": "عدد", "en": "a number"},
    "boolean": {"ar": "true أو false", "en": "true or false"},
    "null": {"ar": "لا شيء", "en": "nothing"},
}
_LIMITS: dict[str, Text] = {
    "minimum": {"ar": "عدد لا يقل عن {0}", "en": "a number not below {0}"},
    "maximum": {"ar": "عدد لا يزيد على {0}", "en": "a number not above {0}"},
    "minItems": {"ar": "قائمة فيها عنصر واحد على الأقل", "en": "a list with at least one entry"},
    "minProperties": {"ar": "حقل واحد على الأقل", "en": "at least one field"},
    "minLength": {"ar": "نص غير فارغ", "en": "a text that is not empty"},
    "pattern": {"ar": "نص بالصيغة {0}", "en": "a text of the form {0}"},
}

_FORMS: dict[str, Text] = {
    r"^[^\s/]+$": {
        "ar": "معرّف بلا مسافات ولا «/»، مثل MOI-2020-08-20",
        "en": "an identifier without spaces or “/”, as MOI-2020-08-20",
    },
    r"^[^\s/]+/[0-9]+[^\s/]*$": {
        "ar": "معرّف الأمر ثم «/» ورقم، مثل MOI-2020-08-20/04",
        "en": "the directive's identifier, “/” and a number, as MOI-2020-08-20/04",
    },
}


def _expected(error: Any) -> Text:
    """What the schema wants, in words."""
    wanted = error.validator_value
    if error.validator == "type":
        return _either(wanted if isinstance(wanted, list) else [wanted])
    if error.validator == "anyOf":
        return _either([str(option.get("type", option.get("$ref", "").rsplit("/", 1)[-1])) for option in wanted])
    if error.validator == "pattern" and wanted in _FORMS:
        return _FORMS[wanted]
    texts = _LIMITS.get(error.validator, {"ar": f"{error.validator} {{0}}", "en": f"{error.validator} {{0}}"})
    return {tag: text.replace("{0}", str(wanted)) for tag, text in texts.items()}


def _either(names: list[str]) -> Text:
    kinds = [_TYPES.get(name, {"ar": name, "en": name}) for name in dict.fromkeys(names)]
    return {"ar": " أو ".join(kind["ar"] for kind in kinds), "en": " or ".join(kind["en"] for kind in kinds)}


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
