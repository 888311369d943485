"""The page image of a letter: a file beside the form, told by its content, kept under its SHA-256."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tracker import files
from tracker.findings import at
from tracker.followup.folding import clean
from tracker.model import Finding, SourceRef
from tracker.review.records import KEPT

LARGEST = 100_000_000
"""Bytes."""
_KINDS = ((b"\x89PNG\r\n\x1a\n", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"%PDF-", ".pdf"))


@dataclass(frozen=True, slots=True)
class Image:
    """``kept``: where the project keeps it, relative to its root."""

    kept: str
    sha256: str
    content: bytes


def beside(folder: Path, name: str, where: SourceRef) -> Image | Finding:
    """The image of that name in a folder or below it. A form can bring in nothing else: no other place, no other kind.

    Findings: image-missing, image-elsewhere, image-too-large, image-kind, file-unreadable.
    """
    shown = clean(name)
    root = Path(os.path.realpath(folder))
    try:
        path = Path(os.path.realpath(root / shown))
        if not path.is_relative_to(root):
            return at("image-elsewhere", where, value=shown)
        if not path.is_file():
            return at("image-missing", where, value=shown)
        if path.stat().st_size > LARGEST:
            return at("image-too-large", where, value=shown, limit=f"{LARGEST // 1_000_000} MB")
        content = files.read(path)
    except ValueError:  # a name that no file can have
        return at("image-missing", where, value=shown)
    except OSError as error:
        return at("file-unreadable", where, why=files.why(error))
    suffix = next((suffix for mark, suffix in _KINDS if content.startswith(mark)), None)
    if suffix is None:
        return at("image-kind", where, value=shown)
    sha256 = files.sha256_of(content)
    return Image(f"{KEPT}/{sha256}{suffix}", sha256, content)
