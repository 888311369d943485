"""A PDF as text, read in a process of its own that has a limit of memory and of time."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from tracker.findings import Refusal, at
from tracker.model import Finding, SourceRef
from tracker.orders.formats.pdf_text import Paged

SECONDS = 180
"""Of the wall: on a busy machine the limit of the processor's time, which counts, is reached later."""
TAIL = 4096
PACKAGE = "tracker[documents]"
LEAST, MOST_ALONE = 8, 12
"""So many letters alone, and so many in a hundred words, are no text of any language."""
_WORD = re.compile(r"(?<![\w/.])[^\W\d_]+(?![\w/])")
_VOWELS = re.compile("[\u0640\u064b-\u065f\u0670]")
_MARK = re.compile(r"(?m)^\s*[(\[]?[^\W\d_][-–.)\]ـ]")
_CODES = {
    "encrypted": "document-encrypted",
    "damaged": "document-damaged",
    "long": "document-too-long",
    "memory": "document-too-heavy",
}


def read(content: bytes, where: SourceRef) -> tuple[Paged, tuple[Finding, ...]]:
    """Text with pages, and what is worth knowing. Raises Refusal: no text layer, encrypted, damaged, too heavy,
    the package that reads PDF missing, letters that the file does not tell."""
    # Of a file that was cut off pdfminer would read what is left, and nobody would miss the rest.
    if b"%%EOF" not in content[-TAIL:]:
        raise Refusal(at("document-damaged", where))
    answer = _asked(content)
    state = answer["state"]
    if state == "missing":
        raise Refusal(at("document-needs-package", where, kind="PDF", package=PACKAGE))
    if state != "read":
        raise Refusal(at(_CODES[state], where))
    lost = [number for number in answer["damaged"] if number]
    if not answer["text"].strip():
        raise Refusal(at("document-damaged" if answer["damaged"] or answer["missing"] else "document-scanned", where))
    if answer["unknown"] * 5 > answer["letters"]:
        raise Refusal(at("document-damaged" if answer["damaged"] else "document-letters-unknown", where))
    if scattered(answer["text"]):
        raise Refusal(at("document-letters-scattered", where))
    findings = []
    if lost:
        findings.append(at("document-pages-damaged", where, pages=_listed(lost)))
    elif answer["damaged"]:
        findings.append(at("document-parts-missing", where, parts="PDF"))
    if answer["missing"]:
        findings.append(at("document-pages-missing", where, count=answer["missing"]))
    bare = [number for number in answer["bare"] if number not in lost]
    if bare:
        findings.append(at("document-pages-without-text", where, pages=_listed(bare)))
    return Paged(answer["text"], tuple((start, page) for start, page in answer["pages"])), tuple(findings)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))


def scattered(text: str) -> bool:
    """Whether the letters of a text stand apart from their words, as those of fonts that slope (Nastaliq) or of text
    recognition do: single letters are many among the words. Marks of items are none."""
    text = _VOWELS.sub("", text)
    words = _WORD.findall(text)
    alone = sum(len(word) == 1 and word not in "aAI" for word in words)
    alone -= len(_MARK.findall(text))
    return alone >= LEAST and alone * 100 > MOST_ALONE * len(words)


def _asked(content: bytes) -> dict[str, Any]:
    """The answer of the other process; ``memory`` where it was stopped or fell over its limits."""
    # -P: a file named json.py beside the order must not be what is imported.
    command = [sys.executable, "-P", "-m", "tracker.orders.formats.pdf_child"]
    try:
        run = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {"state": "memory"}
    if run.returncode != 0:
        if run.returncode < 0 or b"MemoryError" in run.stderr:
            return {"state": "memory"}
        raise RuntimeError(run.stderr.decode("utf-8", "replace"))
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer
