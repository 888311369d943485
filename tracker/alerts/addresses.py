"""Mail addresses: one plain address, or none. Pure."""

from __future__ import annotations

import re

from tracker.config import AlertSettings

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


def usable(address: str) -> bool:
    """True for one dot-atom address of RFC 5321 in ASCII, at most 254 octets: no name, list, quoting or line break."""
    local, at_sign, domain = address.rpartition("@")
    return (
        bool(at_sign)
        and len(address) <= 254
        and len(local) <= 64
        and _LOCAL.fullmatch(local) is not None
        and all(map(is_label, domain.split(".")))
    )


def is_label(text: str) -> bool:
    """One part of a host's name: letters, digits and inner hyphens, at most 63 (RFC 1123 §2.1)."""
    return _LABEL.fullmatch(text) is not None


def sender_of(alerts: AlertSettings) -> str | None:
    """Who mails come from: the sender configured, else the follow-up office, which answers for them; else None."""
    return alerts.sender or alerts.office_email
