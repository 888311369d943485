"""A digest as a message: text and HTML in the recipient's language, with the project's banner; always the same bytes.

Nothing of the data can become a header: an address is checked before (``addresses``), the subject is stripped of every
control character, and ``email.policy.SMTP`` refuses line breaks in headers besides (RFC 5322).
"""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tracker
from tracker.alerts import wording
from tracker.alerts.addresses import sender_of
from tracker.alerts.records import Alert, Digest
from tracker.config import Settings
from tracker.files import sha256_of
from tracker.model import Obligation, Text
from tracker.register import Register
from tracker.wording import counted, date_text

if TYPE_CHECKING:
    from jinja2 import Environment

NO_SENDER = "tracker@localhost.invalid"
"""What files are 'from' where no sender is configured; ``.invalid`` can never be answered (RFC 2606)."""
SHOWN = 200
"""So many alerts a mail lists, the gravest first; the rest are counted."""
_RIGHT_TO_LEFT = frozenset(("ar",))


def digest(
    channel: str,
    recipient: str,
    alerts: Sequence[Alert],
    register: Register,
    settings: Settings,
    as_of: date,
    moment: datetime,
    *,
    clock_set: bool = False,
) -> Digest:
    """One message to one recipient. Its identifier depends on the project, channel, recipient and alerts only."""
    ordered = tuple(sorted(alerts, key=_gravity))
    keys = sorted(alert.key for alert in ordered)
    named = "\n".join((*settings.name.values(), channel, recipient, *keys))
    id_ = sha256_of(named.encode())[:24]
    values = _values(ordered, register, settings, as_of, settings.languages[0])
    message = _message(id_, recipient, values, settings, moment, clock_set)
    return Digest(id_, channel, recipient, ordered, message)


def _gravity(alert: Alert) -> tuple[int, int, str]:
    days = alert.assessment.days
    return list(wording.STEPS).index(alert.series), -(days or 0), alert.key


def message_id(delivery: str, settings: Settings) -> str:
    """Stable for a delivery (RFC 5322 §3.6.4); its domain is the sender's."""
    sender = sender_of(settings.alerts) or NO_SENDER
    return f"<{delivery}@{sender.rpartition('@')[2]}>"


def _message(
    id_: str, recipient: str, values: Mapping[str, Any], settings: Settings, moment: datetime, clock_set: bool
) -> bytes:
    language = values["language"]
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(addr_spec=sender_of(settings.alerts) or NO_SENDER)
    message["To"] = Address(addr_spec=recipient)
    message["Date"] = moment
    message["Message-ID"] = message_id(id_, settings)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notices in answer
    message.set_content(_render(f"mail.{language}.txt.j2", values), cte="base64")
    message.add_alternative(_render(f"mail.{language}.html.j2", values), subtype="html", cte="base64")
    message["Content-Language"] = language
    if clock_set:
        message["X-Tracker-Clock"] = "set"  # a rehearsal, as clock.py wants it said
    message.set_boundary(f"tracker-{id_}")
    return _subject_line(one_line(values["subject"])) + message.as_bytes()


def _subject_line(subject: str) -> bytes:
    """The header by our own hand: the standard library loses blanks between encoded words (RFC 2047 §6.2)."""
    if subject.isascii() and len(subject) <= 900:
        return f"Subject: {subject}\r\n".encode()
    words, word = [], ""
    for character in subject:
        if len((word + character).encode()) > 42:  # 56 letters of base64 and 12 around them: at most 75 (RFC 2047 §2)
            words.append(word)
            word = ""
        word += character
    encoded = [f"=?utf-8?b?{b64encode(part.encode()).decode()}?=" for part in (*words, word)]
    return ("Subject: " + "\r\n ".join(encoded) + "\r\n").encode()


def one_line(text: str) -> str:
    """Without control and separator characters (Unicode categories Cc, Zl, Zp): blanks stand in their place."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(kept.split())


def _values(
    alerts: Sequence[Alert], register: Register, settings: Settings, as_of: date, language: str
) -> dict[str, Any]:
    shown = alerts[:SHOWN]
    obligations = register.obligations
    groups: dict[str, list[Mapping[str, str]]] = {}
    for alert in shown:
        groups.setdefault(alert.series, []).append(_row(alert, obligations, register, language))
    name = one_line(_say(settings.name, language))
    count = counted(len(alerts), "alert", language, nominative=True)
    day = date_text(as_of, language)
    return {
        "banners": [one_line(settings.banner[tag]) for tag in settings.languages if settings.banner.get(tag)],
        "name": name,
        "count": count,
        "day": date_text(as_of, language, weekday=True),
        "subject": wording.subject(name, count, day)[language],
        "groups": [
            {
                "title": wording.step_title(series)[language],
                "asked": wording.step_asked(series)[language],
                "rows": rows,
            }
            for series, rows in groups.items()
        ],
        "more": len(alerts) - len(shown),
        "direction": "rtl" if language in _RIGHT_TO_LEFT else "ltr",
        "language": language,
    }


def _row(alert: Alert, obligations: Mapping[str, Obligation], register: Register, language: str) -> dict[str, str]:
    obligation = obligations.get(alert.obligation)
    unit = register.units.get(alert.unit)
    directive = register.directive(alert.assessment.directive)
    due_on, why = alert.assessment.due_on, one_line(alert.why[language])
    due = date_text(due_on, language, weekday=True) if due_on is not None else ""
    return {
        "id": one_line(alert.obligation),
        "occurrence": alert.assessment.occurrence or "",
        "event": one_line(alert.assessment.event or ""),
        "text": one_line(_say(obligation.text, language)) if obligation is not None else "",
        "issuer": one_line(_say(directive.issuer, language)) if directive is not None else "",
        "unit": one_line(_say(unit.name, language)) if unit is not None else one_line(alert.unit),
        "due": "" if due in why else due,  # most reasons name it already
        "why": why,
    }


def _say(text: Text, language: str) -> str:
    return text.get(language) or next(iter(text.values()), "")


def _render(name: str, values: Mapping[str, Any]) -> str:
    return _environment().get_template(name).render(values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    package = Path(tracker.__file__).resolve().parent
    inside = package / "templates"
    return Environment(
        loader=FileSystemLoader(inside if inside.is_dir() else package.parent / "templates"),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
