"""``tracker extract --diff``: what an order that comes again, corrected, changes against the register."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.common import nearest, print_findings
from tracker.cli.terminal import drawing
from tracker.findings import Refusal, at
from tracker.model import Directive, SourceRef

if TYPE_CHECKING:
    from tracker.orders.difference import Difference
    from tracker.orders.documents import Document
    from tracker.orders.records import ExtractedDocument


class Earlier:
    """The project whose register an order comes back to. Raises Refusal where the project cannot be used."""

    def __init__(self, project: Path, calendar_name: str | None, language: str) -> None:
        from dataclasses import replace

        from tracker import config, register
        from tracker import project as projects

        settings = config.load(project)
        self.settings = settings if calendar_name is None else replace(settings, calendar=calendar_name)
        self.calendar = projects.calendar(self.settings)
        found = register.load(self.settings)
        print_findings(found.findings, language)
        self.directives = found.directives

    def against(
        self, document: Document, issued_on: date | None, notified_on: date | None, name: str | None
    ) -> tuple[ExtractedDocument, Difference]:
        """The order as read and what it changes. What the command line does not say of its days the register does.

        ``name``: the directive it belongs to. Refusal where none or several fit.
        """
        from tracker.orders.difference import compare
        from tracker.orders.extract import propose

        new = propose(document, issued_on, notified_on, self.calendar)
        group = self._group(new, name)
        told = notified_on or group[0].notified_on
        day = issued_on or (group[0].issued_on if new.metadata.issued_on is None else None)
        if (told, day) != (notified_on, issued_on):
            new = propose(document, day, told, self.calendar)
        original, text = self._original(group) or (None, None)
        return new, compare(new, document.text, group, original, text)

    def _group(self, new: ExtractedDocument, name: str | None) -> tuple[Directive, ...]:
        from tracker.orders.belonging import find, together

        known = [directive.id for directive in self.directives]
        if name is not None:
            groups = [group for group in together(self.directives) if name in {d.id for d in group}]
            if not groups:
                raise Refusal(at("directive-not-found", id=name, near=nearest(name, known)))
            return groups[0]
        where = SourceRef(new.file)
        groups = list(find(new, self.directives).groups)
        if not groups:
            raise Refusal(at("order-not-in-register", where, known=", ".join(known[:5]) or "—"))
        if len(groups) > 1:
            names = ", ".join(directive.id for group in groups for directive in group)
            raise Refusal(at("order-in-register-several", where, directives=names))
        return groups[0]

    def _original(self, group: Sequence[Directive]) -> tuple[ExtractedDocument, str] | None:
        """The order that the directives were made of, read again, and its text; None where the project does not keep
        that file."""
        from dataclasses import replace

        from tracker.orders.documents import read
        from tracker.orders.extract import propose

        reference = group[0].document
        if reference is None:
            return None
        name = reference.file.replace("\\", "/").rsplit("/", 1)[-1]
        for path in (self.settings.root / reference.file, self.settings.root / "orders" / name):
            with suppress(Refusal):
                document = read(path)
                if document.sha256 == reference.sha256:
                    told = group[0].notified_on
                    found = propose(document, None, told, self.calendar)
                    if found.metadata.issued_on is None:
                        found = propose(document, group[0].issued_on, told, self.calendar)
                    return replace(found, file=reference.file), document.text
        return None


def table(pairs: Sequence[tuple[ExtractedDocument, Difference]], language: str, columns: int) -> str:
    """What changed, one line a clause that did not stay as it was."""
    from rich.markup import escape
    from rich.table import Table

    from tracker.orders.difference_output import phrase, renumbered, rows, summary, told

    console, out = drawing(columns)
    for read, difference in pairs:
        console.print(read.file, markup=False, soft_wrap=True)
        for line in told(difference, language):
            console.print(line, markup=False)
        lines = rows(difference, language)
        if lines:
            drawn = Table(show_lines=True, expand=True)
            for column, ratio in (("status", 2), ("register", 3), ("what", 5), ("clause", 6)):
                drawn.add_column(phrase(f"column_{column}", language), ratio=ratio, overflow="fold")
            for row in lines:
                drawn.add_row(*map(escape, row))
            console.print(drawn)
        moved = renumbered(difference, language)
        if moved:
            console.print(moved, markup=False)
        console.print(summary(difference, language), markup=False)
    return out.getvalue()
