"""Markdown without its marks. Lines stay lines: in letters every line counts, wrapped or not. Pure."""

from __future__ import annotations

import html
import re

from tracker.orders.formats.rows import row_lines

_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)\s*$")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_HEADING_END = re.compile(r"(?<=\s)#+$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BULLET = re.compile(r"^(\s*)[*+-](?=\s)")
_TASK = re.compile(r"^(\s*- )\[[ xX]\]\s")
_DIVIDER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--.{0,2000}?-->")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\](?:\([^()\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,100}\])")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)?[^\s<>@:]+[@:][^\s<>]+)>")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w\\*])([*_])(?=[^\s*_])(.{1,2000}?)(?<=[^\s*_])\1(?![\w*])")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,500}?)(?<!`)\1(?!`)")
LONGEST, MOST_MARKS = 20_000, 400
"""Lines beyond this are not searched for emphasis and links: every opening sign looks for its other half."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def text_of(source: str) -> str:
    """The text that a reader of the rendered page sees, line by line. Numbers of lists stay as they are written."""
    lines = source.split("\n")
    out: list[str] = []
    fenced = False
    for line in lines[_front_matter(lines) :]:
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced:
            out.append(line)
            continue
        if _RULE.match(line) or (_DIVIDER.match(line) and "|" in line):
            continue
        line = _QUOTE.sub("", line, count=1)
        heading = _HEADING.match(line)
        if heading is not None:
            line = _HEADING_END.sub("", line[heading.end() :].rstrip())
        line = _TASK.sub(r"\1", _BULLET.sub(r"\1-", line, count=1), count=1)
        if line.strip().startswith("|") and line.strip().endswith("|") and len(line.strip()) > 1:
            cells = re.split(r"(?<!\\)\|", line.strip()[1:-1])
            out += row_lines([[_inline(cell).strip()] for cell in cells])
            continue
        out.append(_inline(line).rstrip())
    return "\n".join(out).strip("\n")


def _front_matter(lines: list[str]) -> int:
    """How many lines of settings stand before the text, between two rules of three dashes."""
    if lines[0].strip() != "---":
        return 0
    for n, line in enumerate(lines[1:50], 2):
        if line.strip() in ("---", "..."):
            return n if all(":" in each or not each.strip() for each in lines[1 : n - 1]) else 0
    return 0


def _inline(line: str) -> str:
    if len(line) > LONGEST or sum(line.count(sign) for sign in "*_<[`") > MOST_MARKS:
        return html.unescape(line)
    line = _CODE.sub(r"\2", line)
    line = _LINK.sub(r"\1", _ADDRESS.sub(r"\1", line))
    line = _STRONG.sub(r"\2", line)
    line = _EMPHASIS.sub(r"\2", line)
    return _ESCAPED.sub(r"\1", html.unescape(_TAG.sub("", line)))
