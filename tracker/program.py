"""Which program this is: its version, and the SHA-256 of everything that it is made of."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from tracker import __version__
from tracker.files import templates_directory

LEFT_OUT = "__pycache__"


@lru_cache(maxsize=1)
def version() -> str:
    """``0.1.0+`` and twelve hexadecimal digits: the same for the same code, words and templates, wherever they lie."""
    package, templates = Path(__file__).resolve().parent, templates_directory()
    digest = hashlib.sha256()
    for root, name in ((package, "tracker"), (templates, "templates")):
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            inside = path.relative_to(root)
            if LEFT_OUT in inside.parts or (root != templates and templates in path.parents):
                continue
            digest.update(f"{name}/{inside.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return f"{__version__}+{digest.hexdigest()[:12]}"
