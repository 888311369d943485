"""``python -m tracker.orders.formats.pdf_child``: a PDF on standard input, its glyphs as JSON on standard output.

A process of its own, because a file can make any reader take all memory or all time: limits can be put on a process.
"""

from __future__ import annotations

import json
import sys

MEMORY = 1 << 30
"""Bytes of address space, where the system has such a limit."""
SECONDS = 45
"""Of the processor."""


def main() -> None:
    try:
        import resource
    except ImportError:  # no such limit on this system; the parent's clock remains
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


def answer(content: bytes) -> dict[str, object]:
    """``state`` is ``read``, or says why not; with the text, where its pages begin, how many glyphs have no letter,
    which pages are bare pictures, of which something is lost (0: of no page), and how many are not there at all."""
    try:
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

        from tracker.orders.formats.pdf_content import UNKNOWN, TooLong, pages
    except ImportError as error:
        return {"state": "missing", "why": str(error.name)}
    try:
        found, losses = pages(content)
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return {"state": "encrypted"}
    except TooLong:
        return {"state": "long"}
    except MemoryError:
        return {"state": "memory"}
    except Exception as error:  # noqa: BLE001 - a damaged file makes pdfminer raise whatever its objects run into
        return {"state": "damaged", "why": type(error).__name__}
    # Outside: a fault of ours is none of the file's.
    from tracker.orders.formats.pdf_text import text_of

    letters = "".join(glyph[0] for *_, glyphs in found for glyph in glyphs if glyph[0].strip())
    widths, rules = [width for width, *_ in found], [rules for _, rules, *_ in found]
    paged = text_of([glyphs for *_, glyphs in found], widths, rules)
    return {
        "state": "read",
        "text": paged.text,
        "pages": paged.pages,
        "letters": len(letters),
        "unknown": letters.count(UNKNOWN),
        "damaged": sorted(losses.pages),
        "missing": losses.pages_missing,
        "bare": [n for n, (_, _, image, glyphs) in enumerate(found, 1) if image and not glyphs],
    }


if __name__ == "__main__":
    main()
