"""Who is told: the unit, the one above it, the issuer's office; at a mail address or by hand. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.alerts import wording
from tracker.alerts.addresses import usable
from tracker.alerts.records import Reason
from tracker.config import AlertSettings
from tracker.model import Text
from tracker.register import UnitTree
from tracker.register.units import valid_on

UNIT, PARENT, ISSUER = "unit", "parent", "issuer"


@dataclass(frozen=True, slots=True)
class Recipient:
    """``to``: a unit's identifier, or ``issuer``. ``address``: where the channel takes it, None where ``missing`` says
    why it cannot. ``by_hand``: the channel writes files, there is no mail address, and ``to`` stands for it."""

    to: str
    name: Text
    address: str | None
    missing: Reason | None = None
    by_hand: bool = False


def find(
    unit_id: str, to: str, units: UnitTree, policy: AlertSettings, as_of: date, *, addressed: bool = True
) -> Recipient:
    """Whoever is to be told of a unit's duty. ``addressed``: the channel needs a mail address."""
    if to == ISSUER:
        return _reached(ISSUER, wording.ISSUER, policy.issuer_email, addressed=addressed)
    unit = units.get(unit_id)
    if unit is None:
        return _reached(unit_id, {"ar": unit_id, "en": unit_id}, None, addressed=addressed)
    if to == PARENT:
        above = _standing(unit.parent, units, as_of)
        if above is None:
            return Recipient(unit_id, unit.name, None, Reason.NO_UNIT_ABOVE)
        unit = units[above]
    return _reached(unit.id, unit.name, unit.email, addressed=addressed)


def _reached(to: str, name: Text, email: str | None, *, addressed: bool) -> Recipient:
    address = (email or "").strip()
    if usable(address):
        return Recipient(to, name, address)
    if not addressed:
        return Recipient(to, name, to, by_hand=True)
    return Recipient(to, name, None, Reason.ADDRESS_INVALID if address else Reason.NO_ADDRESS)


def _standing(unit_id: str | None, units: UnitTree, as_of: date) -> str | None:
    """The unit, or whoever has succeeded it by ``as_of``."""
    passed: set[str] = set()
    while unit_id is not None and unit_id in units and unit_id not in passed:
        unit = units[unit_id]
        if valid_on(unit, as_of) or unit.successor is None:
            return unit_id
        passed.add(unit_id)
        unit_id = unit.successor
    return None
