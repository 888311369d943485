"""What people type for a unit or an obligation on the command line: its identifier, or its name as in a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.findings import Refusal, at

if TYPE_CHECKING:
    from tracker.model import Finding, Text
    from tracker.register import Register

SHOWN = 60
"""Characters of a text that is only to be recognised."""


def unit_meant(register: Register, asked: str) -> str:
    """The identifier of the unit of that identifier or that name, now or before. Refusal where there is none or more
    than one; a name that is only like another is none."""
    from tracker.followup.matching import unit_names

    units = register.units
    if asked in units:
        return asked
    names = unit_names(units, {name: units.names(name) for name in units.phases})
    match = names.find(asked)
    if match.id is not None and match.how != "near":
        return match.id
    near = [units[one.id] for one in match.candidates or names.nearest(asked)]

    def called(tag: str, joiner: str) -> str:
        texts = (f"{unit.name.get(tag) or unit.id} ({unit.id})" for unit in near)
        return joiner.join(texts) or "—"

    listed: Text = {"ar": called("ar", "، "), "en": called("en", ", ")}
    raise Refusal(at("unit-not-known", None, unit=asked, near=listed))


def not_judged(register: Register, asked: str) -> Finding:
    """Why nothing is judged under a name: it is a whole order, of a draft, an exhortation, or nothing that is known."""
    from tracker.cli.common import nearest

    listed: Text
    for directive in register.directives:
        orders = [o for o in directive.obligations if o.id in register.obligations]
        listed = {
            tag: joiner.join(f"{o.id} ({_short(o.text, tag)})" for o in orders) or "—"
            for tag, joiner in (("ar", "، "), ("en", ", "))
        }
        values = {"id": asked, "directive": directive.id, "obligations": listed}
        drafted = directive.approved is None
        if directive.id == asked:
            if drafted:
                return at("explains-draft", directive.source, **values)
            return at("explains-directive", directive.source, first=orders[0].id if orders else "—", **values)
        for one in directive.obligations:
            if one.id == asked:
                code = "explains-draft" if drafted else "explains-exhortation"
                return at(code, one.source, text=one.text, **values)
    known = [*register.obligations, *(d.id for d in register.approved)]
    return at("obligation-unknown", None, id=asked, near=nearest(asked, known))


def _short(text: Text, tag: str) -> str:
    said = text.get(tag) or next(iter(text.values()), "")
    return said if len(said) <= SHOWN else f"{said[:SHOWN].rsplit(' ', 1)[0]} …"
