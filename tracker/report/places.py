"""Where things lie, told without this machine's directories: a report reads the same wherever it was made. Pure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tracker.findings import describe, severity
from tracker.model import Finding
from tracker.report.records import Notice
from tracker.report.text import clean, clean_text
from tracker.wording import dated


def relative_path(file: str, root: Path) -> str:
    """``file`` as seen from the project's directory; a file outside it by its name alone. Always with ``/``."""
    path = Path(file)
    if not path.is_absolute():
        return clean(path.as_posix())
    return clean(path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name)


def notice(finding: Finding, root: Path) -> Notice:
    """A finding in words. Its place and the values that name files are told as ``relative_path`` does."""
    values = {
        name: relative_path(value, root) if isinstance(value, str) and value.startswith(f"{root}/") else value
        for name, value in finding.values.items()
    }
    source = finding.source
    if source is not None:
        source = replace(source, file=relative_path(source.file, root))
    told = replace(finding, source=source, values=values)
    return Notice(clean(str(source)) if source else "", severity(finding).value, clean_text(describe(dated(told))))
