"""Markdown without its marks, as a reader of the rendered page sees it: a paragraph is a line. Pure.

A single line end is a space. Only the fields of a head, and short lines none of which ends a sentence (an address, a
signature, verse), stay lines: people who write letters so mean them, whatever a renderer does.
"""

from __future__ import annotations

import html
import re

from tracker.orders.formats.rows import Cell, Table
from tracker.orders.wrapping import TERMINAL, continues, joins, labelled, opens

_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*+){3,}+|(?:\*\s*+){3,}+|(?:_\s*+){3,}+|=++)\s*+$")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_HEADING_END = re.compile(r"(?<=\s)#+$")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BULLET = re.compile(r"^(\s*)[*+-](?=\s)")
_TASK = re.compile(r"^(\s*- )\[[ xX]\]\s")
_DIVIDER = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+$")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--.{0,2000}?-->")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\](?:\([^()\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)|\[[^\[\]]{0,100}\])")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)?[^\s<>@:]+[@:][^\s<>]+)>")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w\\*])([*_])(?=[^\s*_])(.{1,2000}?)(?<=[^\s*_])\1(?![\w*])")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)(.{1,500}?)(?<!`)\1(?!`)")
LONGEST, MOST_MARKS = 20_000, 400
"""Lines beyond this are not searched for emphasis and links: every opening sign looks for its other half."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


_ORDERED = re.compile(r"^(\s*)([0-9]{1,9})([.)])(?=\s)")
_HARD = re.compile(r"(?:(?<! ) {2,}+|(?<!\\)\\)$")
_NOTE = re.compile(r"\[\^[^\s\[\]]{1,60}\]:?")
_STRUCK = re.compile(r"(?<![~\\])(~~?)(?=[^\s~])(.{1,2000}?)(?<=[^\s~])\1(?!~)")
_BREAK = re.compile(r"<br\s*/?>", re.I)
VERSE = 45
"""Characters: a paragraph all of whose lines are shorter, and end no sentence, was meant in lines."""


def text_of(source: str) -> str:
    """The text that a reader of the rendered page sees, a line a paragraph, lists with the numbers that are shown."""
    lines = _shown(source).split("\n")
    out: list[str] = []
    block: list[str] = []
    lists: list[tuple[int, str, int]] = []  # open ordered lists: how far set in, sign, last number
    fenced = item = after_blank = quoted = False
    table = Table()

    def flush() -> None:
        if block:
            out.extend(_paragraph(block, item=item))
            block.clear()

    for line in lines[_front_matter(lines) :]:
        if _FENCE.match(line):
            flush()
            fenced = not fenced
            continue
        if fenced:
            out.append(line)
            continue
        if _RULE.match(line) or (_DIVIDER.match(line) and "|" in line):
            flush()
            continue
        if not line.strip():
            flush()
            out.append("")
            after_blank, quoted, table = True, False, Table()
            continue
        quoting = _QUOTE.match(line) is not None
        if quoting and not quoted:
            flush()
        quoted = quoting
        line = _QUOTE.sub("", line, count=1)
        if after_blank and not line.startswith((" ", "\t")) and not _ORDERED.match(line) and not _BULLET.match(line):
            lists.clear()
        after_blank = False
        heading = _HEADING.match(line)
        stripped = line.strip()
        if heading is not None:
            flush()
            lists.clear()
            out.append(_inline(_HEADING_END.sub("", line[heading.end() :].rstrip())).rstrip())
        elif stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
            flush()
            cells = re.split(r"(?<!\\)\|", stripped[1:-1])
            out += table.row([Cell([_inline(cell).strip()]) for cell in cells])
        else:
            table = Table()
            numbered = _ORDERED.match(line)
            line = _numbered(line, numbered, lists) if numbered is not None else line
            line = _TASK.sub(r"\1", _BULLET.sub(r"\1-", line, count=1), count=1)
            if opens(line):
                flush()
                item = True
            elif not block:
                item = False
            block.append(line)
    flush()
    return "\n".join(out).strip("\n")


def _numbered(line: str, found: re.Match[str], lists: list[tuple[int, str, int]]) -> str:
    """An item of an ordered list with the number that is shown: only the first of a list counts as written."""
    depth, sign, number = len(found.group(1).expandtabs(4)), found.group(3), int(found.group(2))
    while lists and lists[-1][0] > depth + 1:
        lists.pop()
    if lists and abs(lists[-1][0] - depth) <= 1 and lists[-1][1] == sign:
        number = lists.pop()[2] + 1
    lists.append((depth, sign, number))
    return f"{found.group(1)}{number}{sign}{line[found.end() :]}"


def _paragraph(block: list[str], *, item: bool) -> list[str]:
    """The lines of a paragraph as one, but at hard breaks and where lines were meant."""
    meant = not item and len(block) > 1
    if meant and (any(labelled(line) for line in block) or _verse(block)):
        text = "\n".join(block)
        pieces, position = [], 0
        for start, end in joins(text):
            pieces += [text[position:start], " "]
            position = end
        return [_inline(line).rstrip() for line in "".join([*pieces, text[position:]]).split("\n")]
    last = len(block) - 1
    parts = [
        _HARD.sub("", line).strip() + ("" if n == last else "\n" if _HARD.search(line) else " ")
        for n, line in enumerate(block)
    ]
    indent = block[0][: len(block[0]) - len(block[0].lstrip())]
    whole = indent + "".join(parts)
    return [piece.rstrip() for piece in _inline(_BREAK.sub("\n", whole)).split("\n")]


def _verse(block: list[str]) -> bool:
    lines = [line.strip() for line in block]
    return all(len(line) < VERSE and not line.endswith(TERMINAL) for line in lines) and not any(
        continues(line) for line in lines[1:]
    )


_HIDING = re.compile(
    r"<(?:!--|(?P<name>del|s|strike|script|style|template)\b[^<>]{0,500}>"
    r"|(?P<other>[a-z][a-z0-9]{0,10})\b[^<>]{0,500}?(?:\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden)[^<>]{0,500}>)",
    re.I,
)


def _shown(source: str) -> str:
    """Without comments, scripts and what is struck out or hidden by tags. Linear: a closing tag is looked for once."""
    out: list[str] = []
    position = 0
    folded = source.lower() if "<" in source else ""
    lost: set[str] = set()
    for found in _HIDING.finditer(source):
        if found.start() < position:
            continue
        name = found["name"] or found["other"]
        closing = "-->" if name is None else f"</{name.lower()}>"
        end = folded.find(closing, found.end()) if closing not in lost and len(folded) == len(source) else -1
        if end < 0:
            lost.add(closing)
            continue
        out.append(source[position : found.start()])
        position = end + len(closing)
    return "".join([*out, source[position:]])


def _front_matter(lines: list[str]) -> int:
    """How many lines of settings stand before the text, between two rules of three dashes."""
    if lines[0].strip() != "---":
        return 0
    for n, line in enumerate(lines[1:50], 2):
        if line.strip() in ("---", "..."):
            return n if all(":" in each or not each.strip() for each in lines[1 : n - 1]) else 0
    return 0


def _inline(line: str) -> str:
    shown = _plain(line)
    return shown if line[:1].isspace() else shown.lstrip()


def _plain(line: str) -> str:
    if len(line) > LONGEST or sum(line.count(sign) for sign in "*_<[`~") > MOST_MARKS:
        return html.unescape(line)
    line = _CODE.sub(r"\2", _NOTE.sub("", line))
    line = _STRUCK.sub("", line)
    line = _LINK.sub(r"\1", _ADDRESS.sub(r"\1", line))
    line = _STRONG.sub(r"\2", line)
    line = _EMPHASIS.sub(r"\2", line)
    return _ESCAPED.sub(r"\1", html.unescape(_TAG.sub("", line)))
