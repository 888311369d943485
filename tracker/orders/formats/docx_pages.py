"""Where the pages of a Word document begin: marks inside its text while it is read, places of the text after. Pure.

Word writes down where pages began when it last laid them out, people where they want one to begin. Both at one place
are one page. A document with neither has no pages that are known, nor has one in which people's breaks stand so far
apart that pages must have begun between them.
"""

from __future__ import annotations

import re

HARD, SOFT = "\ufdd0", "\ufdd1"
"""A page that somebody wanted, and one that Word came to. No text holds these code points."""
MARKS = HARD + SOFT
APART = 6_000
"""So many characters fill more than one page for certain."""
_MARKS = re.compile(f"[{MARKS}]")
_TURN = re.compile(rf"[ \t]*[{MARKS}](?:\s*[{MARKS}])*[ \t]*")


def bare(text: str) -> str:
    """A text without the marks."""
    return _MARKS.sub("", text)


def leading(line: str) -> int:
    """The length of the white space and marks with which a line begins."""
    return len(line) - len(line.lstrip(" \t" + MARKS))


def unmarked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text, and (offset, page from 1); no pages where they are not known."""
    out: list[str] = []
    pages = [(0, 1)]
    position = length = 0
    for found in _TURN.finditer(text):
        kept = text[position : found.start()]
        out.append(kept)
        length += len(kept)
        position = found.end()
        turn = found.group()
        inside = kept[-1:].strip() and text[position : position + 1].strip()
        space = " " if inside and (HARD in turn or turn != turn.strip()) else ""
        out.append(space)
        length += len(space)
        turned = max(turn.count(HARD), turn.count(SOFT))
        if pages[-1][0] == length and length:
            pages[-1] = length, pages[-1][1] + turned
        else:
            pages.append((length, pages[-1][1] + turned))
    out.append(bare(text[position:]))
    whole = "".join(out)
    ends = [start for start, _ in pages[1:]] + [len(whole)]
    spread = max(end - start for (start, _), end in zip(pages, ends, strict=True))
    if len(pages) == 1 or (SOFT not in text and spread > APART):
        return whole, ()
    return whole, tuple(pages)
