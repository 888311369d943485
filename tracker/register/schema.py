"""Checks a value against a JSON Schema of ours and says what is wrong as findings with line and field."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from datetime import datetime
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
    formats.checks("date-time")(_is_moment)
    return Draft202012Validator(schema(name), format_checker=formats)


def _is_date(value: object) -> bool:
    return not isinstance(value, str) or tables.date_of(value) is not None


def _is_moment(value: object) -> bool:
    """A moment with its zone (RFC 3339): without one nobody knows when it was."""
    if not isinstance(value, str):
        return True
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


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
    """Of the branches of anyOf the one speaks that is nearest to what was written: of the right kind at all, then with
    the fewest errors, then the one that went furthest. ``if``/``then`` report their own errors."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        yield error
        return
    branches: dict[int, list[Any]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).extend(_leaves(inner))
    fitting = [leaves for leaves in branches.values() if not any(_wrong_kind(e, error.absolute_path) for e in leaves)]
    if fitting:
        yield from min(fitting, key=lambda leaves: (len(leaves), -max(len(e.absolute_path) for e in leaves)))
    else:
        yield error


def _wrong_kind(error: Any, where: Any) -> bool:
    """Whether the value itself, not something in it, is of another kind: a text where fields are expected."""
    return error.validator in ("type", "anyOf", "oneOf") and len(error.absolute_path) == len(where)


def _findings(error: Any, located: Located, source: SourceRef) -> Iterator[Finding]:
    path = tuple(error.absolute_path)

    def where(*more: str) -> SourceRef:
        return located.source((*path, *more), source)

    def field(*more: str) -> Text:
        return _field((*path, *more), located.value)

    if error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield at("field-missing", where(), field=field(key))
    elif error.validator == "additionalProperties" and isinstance(error.validator_value, bool):
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known:
                near = difflib.get_close_matches(str(key), known, 1)
                yield at("field-unknown", where(key), field=field(key), near=near[0] if near else ", ".join(known))
    elif "propertyNames" in error.absolute_schema_path:
        yield at("field-unknown", where(str(error.instance)), field=field(str(error.instance)), near="ar, en")
    elif error.validator == "enum":
        expected = " | ".join(error.validator_value)
        yield at("field-value", where(), field=field(), value=error.instance, expected=expected)
    elif error.validator == "format":
        moment = error.validator_value == "date-time"
        expected = "2020-08-27T09:30:00+03:00" if moment else "YYYY-MM-DD (2020-08-27)"
        yield at("field-value", where(), field=field(), value=error.instance, expected=expected)
    else:
        yield at("field-value", where(), field=field(), value=_short(error.instance), expected=_expected(error))


def _field(path: tuple[str | int, ...], document: Any) -> Text:
    """A path as people say it: an obligation by its identifier, or by its number, which begins with 1."""
    head, rest = {"ar": "", "en": ""}, path
    if len(path) > 1 and path[0] == "obligations" and isinstance(path[1], int):
        entry, rest = document["obligations"][path[1]], path[2:]
        name = entry.get("id") if isinstance(entry, dict) else None
        head = {"ar": f"الالتزام {path[1] + 1}", "en": f"obligation {path[1] + 1}"}
        if isinstance(name, str) and rest != ("id",):
            head = {"ar": name, "en": name}
    tail = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in rest).removeprefix(".")
    if not head["en"]:
        return {"ar": tail or ".", "en": tail or "."}
    return {tag: f"{text}: {tail}" if tail else text for tag, text in head.items()}


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
    "minItems": {"ar": "قائمة لا تقل عناصرها عن {0}", "en": "a list with no fewer than {0} entries"},
    "maxItems": {"ar": "قائمة لا تزيد عناصرها على {0}", "en": "a list with no more than {0} entries"},
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
        return _either([kind for option in wanted for kind in _kinds(option)])
    if error.validator == "pattern" and wanted in _FORMS:
        return _FORMS[wanted]
    texts = _LIMITS.get(error.validator, {"ar": f"{error.validator} {{0}}", "en": f"{error.validator} {{0}}"})
    return {tag: text.replace("{0}", str(wanted)) for tag, text in texts.items()}


def _kinds(option: dict[str, Any]) -> list[str]:
    """The kinds of value that a branch takes, whatever it is called in the schema."""
    if "$ref" in option:
        option = schema("directive")["$defs"][option["$ref"].rsplit("/", 1)[-1]]
    if "type" in option:
        return [str(option["type"])]
    return [kind for inner in option.get("anyOf", ()) for kind in _kinds(inner)]


def _either(names: list[str]) -> Text:
    kinds = [_TYPES.get(name, {"ar": name, "en": name}) for name in dict.fromkeys(names)]
    return {"ar": " أو ".join(kind["ar"] for kind in kinds), "en": " or ".join(kind["en"] for kind in kinds)}


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
