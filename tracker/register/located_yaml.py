"""YAML whose every value knows its line.

YAML 1.2's core types only: ``on`` and ``no`` stay words, dates stay text (they are checked later, with the place).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from tracker.findings import at
from tracker.model import Finding, SourceRef, Text

Path = tuple[str | int, ...]
MOST = 200_000
"""Values in one file. A few lines of aliases of aliases can stand for billions; no order has as many."""

_WHY: Mapping[str, str] = {
    "tab character": "في الإزاحة علامة جدولة (Tab)؛ الإزاحة بالمسافات فقط",
    "cannot start any token": "رمز لا يبدأ به شيء (قد يكون علامة جدولة أو @ أو %)",
    "could not find expected ':'": "ينقص النقطتان «:» بعد اسم الحقل",
    "mapping values are not allowed": "نقطتان «:» في غير موضعهما أو إزاحة غير صحيحة",
    "expected <block end>": "إزاحة هذا السطر لا توافق ما قبله",
    "did not find expected key": "إزاحة هذا السطر لا توافق ما قبله",
    "did not find expected '-' indicator": "إزاحة هذا السطر لا توافق القائمة التي قبله",
    "did not find expected ',' or": "قوس فُتح قبل هذا السطر ولم يُغلق، أو تنقص فاصلة",
    "did not find expected node content": "تنقص قيمة أو زادت فاصلة أو قوس",
    "unexpected end of stream": "علامة اقتباس فُتحت ولم تُغلق",
    "undefined alias": "إشارة بالعلامة * إلى ما لم يُعرَّف بالعلامة &",
    "another document": "في الملف أكثر من مستند؛ ملف واحد لكل أمر",
    "control characters are not allowed": "في الملف رمز غير مطبوع",
    "unknown escape character": "علامة \\ داخل اقتباس مزدوج يتبعها حرف غير معروف",
    "too many values": "في الملف من القيم أكثر مما يُقبل",
    "tag and value disagree": "قيمة لا توافق الوسم !! الذي قبلها",
    "nested too deeply": "تداخل أعمق مما يُقبل",
    "stands in itself": "إشارة بالعلامة * إلى ما هي فيه",
}
_NOT_ALLOWED = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


class _Loader(yaml.SafeLoader if not hasattr(yaml, "CSafeLoader") else yaml.CSafeLoader):  # type: ignore[misc]
    """The resolver of YAML 1.1 would read ``on:`` as true, 2020-08-20 as a date object, 010 as 8 and 1:30 as 90."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("null", r"^(~|null|)$", ["~", "n", ""]),
    ("bool", r"^(true|false)$", ["t", "f"]),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_form), _first)
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node), 10))


@dataclass(frozen=True, slots=True)
class Located:
    """``value`` as plain maps, lists and scalars; ``places`` maps a path of keys to (line, column), from 1."""

    value: Any
    places: Mapping[Path, tuple[int, int]]

    def place(self, path: Path) -> tuple[int, int]:
        """The place of a path, or of its nearest ancestor that stands in the text."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def source(self, path: Path, file: SourceRef) -> SourceRef:
        """The same place as a reference into the file."""
        line, column = self.place(path)
        return SourceRef(file.file, file.sha256, line=line, column=column)


def load(text: str, source: SourceRef) -> tuple[Located | None, list[Finding]]:
    """Parse one document. Findings: ``yaml-invalid`` (with its line), ``yaml-duplicate-key``."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, [at("yaml-empty", source)]
        places: dict[Path, tuple[int, int]] = {}
        findings: list[Finding] = []
        value = _build(loader, node, (), places, findings, source, frozenset())
        return Located(value, places), findings
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        where = SourceRef(source.file, source.sha256, line=line, column=column)
        return None, [at("yaml-invalid", where, line=line, why=_why(error.problem or error.context or ""))]
    except yaml.YAMLError as error:
        line = _line_of_bad_character(text)
        where = SourceRef(source.file, source.sha256, line=line)
        return None, [at("yaml-invalid", where, line=line, why=_why(str(error).splitlines()[0]))]
    except RecursionError:
        return None, [at("yaml-invalid", source, line=1, why=_why("nested too deeply"))]
    finally:
        loader.dispose()


def _line_of_bad_character(text: str) -> int:
    """The first line with a character that YAML does not allow; 1 where there is none."""
    found = _NOT_ALLOWED.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _why(problem: str) -> Text:
    """What the parser says, in Arabic too where it is one of the usual slips."""
    arabic = next((text for words, text in _WHY.items() if words in problem), problem)
    return {"ar": arabic, "en": problem}


def _build(
    loader: Any,
    node: yaml.Node,
    path: Path,
    places: dict[Path, tuple[int, int]],
    findings: list[Finding],
    source: SourceRef,
    above: frozenset[int],
) -> Any:
    if id(node) in above:
        raise yaml.MarkedYAMLError(problem="stands in itself", problem_mark=node.start_mark)
    above |= {id(node)}
    if len(places) > MOST:
        raise yaml.MarkedYAMLError(problem="too many values", problem_mark=node.start_mark)
    places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
            if key in found:
                where = SourceRef(source.file, source.sha256, line=line, column=column)
                findings.append(at("yaml-duplicate-key", where, key=key, line=line))
            places[(*path, key)] = (line, column)
            found[key] = _build(loader, value_node, (*path, key), places, findings, source, above)
        return found
    if isinstance(node, yaml.SequenceNode):
        items = enumerate(node.value)
        return [_build(loader, item, (*path, i), places, findings, source, above) for i, item in items]
    try:
        return loader.construct_object(node)
    except ValueError as error:  # an explicit tag that the text does not bear, such as !!int abc
        raise yaml.MarkedYAMLError(problem="tag and value disagree", problem_mark=node.start_mark) from error
