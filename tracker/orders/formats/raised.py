"""Small raised figures, as the marks of notes are: they keep their height in the text. Pure.

'7' with a note 1 behind it is not 71. Reading passes over such marks (``tracker.orders.unseen``).
"""

from __future__ import annotations

import re
import unicodedata

_MARK = re.compile(r"\s*[(\[]?\s*\d{1,3}\s*[)\]]?\s*")
_RAISED = str.maketrans("0123456789([)]", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁽⁾⁾")

SIGNS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾"


def raised(text: str) -> str:
    """A text that stands raised: figures as raised ones, anything else ('1st', 'TM') as it is."""
    if _MARK.fullmatch(text) is None:
        return text
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return "".join(plain.split()).translate(_RAISED)
