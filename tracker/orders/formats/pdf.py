"""A PDF as text, read in a process of its own that has a limit of memory and of time."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tracker.findings import Refusal, at
from tracker.model import Finding, SourceRef
from tracker.orders.formats.pdf_text import Paged

SECONDS = 50
TAIL = 4096
PACKAGE = "tracker[documents]"
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
    if not answer["text"].strip():
        raise Refusal(at("document-scanned", where))
    if answer["unknown"] * 5 > answer["letters"]:
        raise Refusal(at("document-letters-unknown", where))
    bare = ", ".join(map(str, answer["bare"]))
    findings = (at("document-pages-without-text", where, pages=bare),) if bare else ()
    return Paged(answer["text"], tuple((start, page) for start, page in answer["pages"])), findings


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
