"""Where an offset stands: its page, and its line, which is the paragraph in Word, PDF and HTML files. Pure.

As ``Document.source``, for thousands of offsets of one text.
"""

from __future__ import annotations

import sys
from bisect import bisect_right

from tracker.orders.documents import Document


class Places:
    """The pages and lines of one document."""

    def __init__(self, document: Document) -> None:
        self._pages = document.pages
        self._breaks = [n for n, sign in enumerate(document.text) if sign == "\n"]

    def page(self, offset: int) -> int | None:
        """The number of the page on which an offset stands; None where the file has no pages."""
        number = bisect_right(self._pages, (offset, sys.maxsize))
        return self._pages[number - 1][1] if number else None

    def line(self, offset: int) -> int:
        """The line of the text, from 1."""
        return bisect_right(self._breaks, offset - 1) + 1
