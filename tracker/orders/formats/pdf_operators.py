"""The content stream of a page of a PDF as operators with their operands (ISO 32000-1, 7.8.2). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(
    rb"[\s\0]*(?:%[^\r\n]*[\s\0]*)*(?:"
    rb"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(?P<name>/[^\s\0<>\[\](){}/%]*)"
    rb"|(?P<open><<)|(?P<close>>>)"
    rb"|<(?P<hex>[^<>]*)>"
    rb"|(?P<sign>[\[\]{}])"
    rb"|\((?P<text>(?:[^()\\]|\\.)*)\)"
    rb"|(?P<nested>\()"
    rb"|(?P<word>[^\s\0<>\[\](){}/%]+)"
    rb"|(?P<stray>[<>)]))",
    re.S,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\s\S]))")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}


def operations(data: bytes) -> Iterator[tuple[str, list[Any]]]:
    """Operators of a content stream with their operands: numbers, bytes, names (with ``/``), lists, maps."""
    stack: list[list[Any]] = [[]]
    position, length = 0, len(data)
    while position < length:
        found = _TOKEN.match(data, position)
        if found is None:
            return
        position = found.end()
        kind, value = found.lastgroup, found.group(found.lastgroup or 0)
        if kind == "number":
            stack[-1].append(float(value))
        elif kind == "word":
            word = value.decode("latin-1")
            if len(stack) == 1:
                yield word, stack[0]
                stack = [[]]
                if word == "BI":
                    position = _behind_image(data, position)
            else:
                stack[-1].append(word)
        elif kind == "hex":
            stack[-1].append(_hex(value))
        elif kind == "text":
            stack[-1].append(_unescaped(value))
        elif kind == "name":
            stack[-1].append(value.decode("latin-1"))
        elif kind == "nested":
            text, position = _nested(data, position)
            stack[-1].append(_unescaped(text))
        elif value in (b"[", b"<<"):
            stack.append([])
        elif value in (b"]", b">>") and len(stack) > 1:
            inner = stack.pop()
            if value == b">>":
                stack[-1].append({str(k)[1:]: v for k, v in zip(inner[::2], inner[1::2], strict=False)})
            else:
                stack[-1].append(inner)


def _behind_image(data: bytes, position: int) -> int:
    """Behind the data of an inline image, which are no operators."""
    found = re.compile(rb"\sEI(?=[\s\0]|$)").search(data, position)
    return found.end() if found is not None else len(data)


def _nested(data: bytes, position: int) -> tuple[bytes, int]:
    """A string with brackets in it, from behind its first."""
    depth, start = 1, position
    for found in re.compile(rb"\\.|[()]", re.S).finditer(data, position):
        depth += {b"(": 1, b")": -1}.get(found.group(), 0)
        if depth == 0:
            return data[start : found.start()], found.end()
    return data[start:], len(data)


def _unescaped(value: bytes) -> bytes:
    if b"\\" not in value:
        return value
    return _ESCAPE.sub(
        lambda m: bytes((int(m.group(1), 8) & 255,)) if m.group(1) else _ESCAPED.get(m.group(2), m.group(2)), value
    )


def _hex(value: bytes) -> bytes:
    digits = bytes(c for c in value if c in b"0123456789abcdefABCDEF")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
