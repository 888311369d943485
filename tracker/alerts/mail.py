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
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import tracker
from tracker.alerts import wording
from tracker.alerts.addresses import sender_of
from tracker.alerts.recipients import ISSUER
from tracker.alerts.records import FILES, Alert, Digest
from tracker.config import Settings
from tracker.files import sha256_of
from tracker.model import Obligation, Text
from tracker.register import Register
from tracker.wording import counted, date_text, period_text

if TYPE_CHECKING:
    from jinja2 import Environment

NO_SENDER = "tracker@localhost.invalid"
"""What files are 'from' where no sender is configured; ``.invalid`` can never be answered (RFC 2606)."""
LINE = 240
"""Characters of a line that had to be broken: four octets each at most fit."""
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
    register = register.at(as_of)
    values = _values(ordered, register, settings, as_of, settings.languages[0])
    name = _name(ordered[0], register, values["language"]) if ordered[0].by_hand else None
    encoding = "8bit" if channel == FILES else "base64"
    message = _message(id_, recipient, name, values, settings, moment, clock_set=clock_set, encoding=encoding)
    return Digest(id_, channel, recipient, ordered, message)


def _name(alert: Alert, register: Register, language: str) -> str:
    unit = register.units.get(alert.to)
    name = wording.ISSUER if alert.to == ISSUER else unit.name if unit is not None else {}
    return one_line(_say(name, language) or alert.to)


def _gravity(alert: Alert) -> tuple[int, str, int, str]:
    days = alert.assessment.days
    return list(wording.STEPS).index(alert.kind), alert.series, -(days or 0), alert.key


def message_id(delivery: str, settings: Settings) -> str:
    """Stable for a delivery (RFC 5322 §3.6.4); its domain is the sender's."""
    sender = sender_of(settings.alerts) or NO_SENDER
    return f"<{delivery}@{sender.rpartition('@')[2]}>"


def _message(
    id_: str,
    recipient: str,
    by_hand: str | None,
    values: Mapping[str, Any],
    settings: Settings,
    moment: datetime,
    *,
    clock_set: bool,
    encoding: str,
) -> bytes:
    """``by_hand``: the name of a recipient who has no address. ``encoding``: of both parts. Files hold the text itself
    (8bit), so that an editor shows it; on the wire base64, because 8bit needs a server that offers
    8BITMIME (RFC 6152) and quoted Arabic is longer than base64."""
    language = values["language"]
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(addr_spec=sender_of(settings.alerts) or NO_SENDER)
    if by_hand is None:
        message["To"] = Address(addr_spec=recipient)
    message["Date"] = moment
    message["Message-ID"] = message_id(id_, settings)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notices in answer
    text, page = (_folded(_render(f"mail.{language}.{kind}.j2", values)) for kind in ("txt", "html"))
    if not all(map(_fits, (text, page))):
        encoding = "base64"
    message.set_content(text, cte=encoding)
    message.add_alternative(page, subtype="html", cte=encoding)
    if encoding == "8bit":
        message["Content-Transfer-Encoding"] = encoding  # a container is what its parts are (RFC 2045 §6.4)
    message["Content-Language"] = language
    if clock_set:
        message["X-Tracker-Clock"] = "set"  # a rehearsal, as clock.py wants it said
    message.set_boundary(f"tracker-{id_}")
    subject = one_line(values["subject"])
    lines = f"Subject: {subject if subject.isascii() and len(subject) <= 900 else _encoded(subject)}\r\n"
    if by_hand is not None:
        lines += f"To: {_encoded(by_hand)} :;\r\n"  # a group without members: nobody can answer it (RFC 5322 §3.4)
    return lines.encode() + message.as_bytes()


def _encoded(text: str) -> str:
    """Encoded words by our own hand: the standard library loses blanks between them (RFC 2047 §6.2), and the one that
    should stand after them (§5)."""
    words, word = [], ""
    for character in text:
        if len((word + character).encode()) > 42:  # 56 letters of base64 and 12 around them: at most 75 (RFC 2047 §2)
            words.append(word)
            word = ""
        word += character
    return "\r\n ".join(f"=?utf-8?b?{b64encode(part.encode()).decode()}?=" for part in (*words, word))


def _folded(text: str) -> str:
    """Lines that are too long for a message in 8bit (998 octets, RFC 5322 §2.1.1) broken at blanks."""
    return "\n".join(
        line if _fits(line) else "\n".join(wrap(line, LINE, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )


def _fits(text: str) -> bool:
    return all(len(line.encode()) <= 996 for line in text.split("\n"))


def one_line(text: str) -> str:
    """Without control and separator characters (Unicode categories Cc, Zl, Zp): blanks stand in their place."""
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(kept.split())


def _values(
    alerts: Sequence[Alert], register: Register, settings: Settings, as_of: date, language: str
) -> dict[str, Any]:
    shown = alerts[:SHOWN]
    obligations = register.obligations
    groups: dict[tuple[str, str | None], list[Mapping[str, str]]] = {}
    for alert in shown:
        groups.setdefault((alert.series, alert.assessment.claim), []).append(
            _row(alert, obligations, register, language)
        )
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
                "title": wording.step_title(series, claim)[language],
                "asked": wording.step_asked(series, claim)[language],
                "rows": rows,
            }
            for (series, claim), rows in groups.items()
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
        "occurrence": period_text(alert.assessment.occurrence or "", language),
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
