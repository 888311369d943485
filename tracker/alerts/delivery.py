"""The channels: files and SMTP. Each takes one message for one recipient, or says exactly why not.

The ways to fail differ in what the outbox may conclude: ``Rejected`` and ``Dropped`` were not taken, ``Unclear`` may
have been, ``Unreachable`` concerns the channel and not the recipient.
"""

from __future__ import annotations

import ipaddress
import os
import smtplib
import socket
import ssl
from datetime import date
from pathlib import Path
from typing import Protocol

from tracker.alerts.addresses import is_label, sender_of, usable
from tracker.config import FILE_NAME, Settings, Smtp
from tracker.files import write_atomically
from tracker.findings import Refusal, at
from tracker.model import SourceRef

TLS = ("none", "starttls", "tls")
_TAKEN = (250, 251, 252)
_CLOSING = 421


class Undelivered(Exception):
    """A message was not delivered; ``reason`` is for people, in the words of the server or the system."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Rejected(Undelivered):
    """Refused by an answer: certainly not taken."""


class Dropped(Undelivered):
    """The connection ended before the message was handed over: not taken this time."""


class Unclear(Undelivered):
    """The connection ended, or no answer came, while the message was handed over: it may have been taken."""


class Unreachable(Undelivered):
    """The channel cannot be used now, for nobody. ``lasting``: trying again in this run cannot help (password)."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


class Channel(Protocol):
    """``ready`` before each message; ``send`` hands one over."""

    name: str

    def ready(self) -> None:
        """Raises Unreachable."""

    def send(self, delivery: str, recipient: str, message: bytes) -> None:
        """Raises Rejected, Dropped or Unclear."""

    def close(self) -> None:
        """Never raises for a connection that is gone already."""


class Files:
    """One ``.eml`` per delivery, whole or not at all; the same delivery again replaces its own file."""

    name = "files"

    def __init__(self, directory: Path, as_of: date) -> None:
        self.directory = directory
        self.as_of = as_of

    def ready(self) -> None:
        return

    def send(self, delivery: str, recipient: str, message: bytes) -> None:  # noqa: ARG002 (the file says to whom)
        try:
            write_atomically(self._path(delivery), message)
        except Refusal as refusal:
            why = refusal.findings[0].values
            raise Rejected(f"{why['file']}: {why['why']}") from refusal

    def _path(self, delivery: str) -> Path:
        earlier = next(iter(sorted(self.directory.glob(f"*-{delivery}.eml"))), None)
        return earlier or self.directory / f"{self.as_of.isoformat()}-{delivery}.eml"

    def close(self) -> None:
        return


class SmtpChannel:
    """One session for many messages, opened anew where it broke (RFC 5321; STARTTLS: RFC 3207)."""

    name = "smtp"

    def __init__(self, smtp: Smtp, sender: str, password: str | None) -> None:
        self.smtp = smtp
        self.sender = sender
        self._password = password
        self._session: smtplib.SMTP | None = None

    def ready(self) -> None:
        if self._session is not None:
            return
        try:
            self._session = self._connect()
        except (smtplib.SMTPException, OSError) as error:
            lasting = isinstance(error, smtplib.SMTPAuthenticationError | ssl.SSLError)
            raise Unreachable(f"{self.smtp.host}:{self.smtp.port}: {_words(error)}", lasting=lasting) from error

    def send(self, delivery: str, recipient: str, message: bytes) -> None:  # noqa: ARG002 (the message names it)
        session = self._session
        assert session is not None, "ready() comes first"
        try:
            self._answer(session.mail(self.sender))
            self._answer(session.rcpt(recipient))
        except OSError as error:
            self._forget()
            raise Dropped(_words(error)) from error
        try:
            self._answer(session.data(message))
        except smtplib.SMTPDataError as error:  # the server did not want the message: nothing was handed over
            self._answer((error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else b""))
        except OSError as error:
            self._forget()
            raise Unclear(_words(error)) from error

    def close(self) -> None:
        session, self._session = self._session, None
        if session is None:
            return
        try:
            session.quit()
        except OSError:  # it has gone already; nothing was asked of it any more
            session.close()

    def _answer(self, answer: tuple[int, bytes]) -> None:
        code, text = answer
        if code in _TAKEN:
            return
        session = self._session
        if code == _CLOSING or session is None:
            self._forget()
        else:
            try:
                session.rset()
            except OSError:
                self._forget()
        raise Rejected(f"{code} {text.decode('utf-8', 'replace')}".strip())

    def _connect(self) -> smtplib.SMTP:
        smtp = self.smtp
        host = socket.gethostname() or "localhost"
        if smtp.tls == "tls":
            session: smtplib.SMTP = smtplib.SMTP_SSL(
                smtp.host, smtp.port, host, timeout=smtp.timeout, context=ssl.create_default_context()
            )
        else:
            session = smtplib.SMTP(smtp.host, smtp.port, host, timeout=smtp.timeout)
        try:
            if smtp.tls == "starttls":
                session.starttls(context=ssl.create_default_context())
            session.ehlo_or_helo_if_needed()
            if smtp.user is not None and self._password is not None:
                session.login(smtp.user, self._password)
        except OSError:
            session.close()
            raise
        return session

    def _forget(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()


def _words(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
    return str(error) or type(error).__name__


def names(settings: Settings) -> tuple[str, ...]:
    """The channels that are configured, in the order in which they are used."""
    alerts = settings.alerts
    return (*(("files",) if alerts.files else ()), *(("smtp",) if alerts.smtp is not None else ()))


def check(settings: Settings) -> None:
    """Raise Refusal where mail is configured so that it cannot be sent, or not safely. Reads no secret."""
    smtp = settings.alerts.smtp
    sender = sender_of(settings.alerts)
    where = SourceRef(str(settings.root / FILE_NAME))
    if (sender is not None and not usable(sender)) or (smtp is not None and sender is None):
        raise Refusal(at("alert-sender-missing", where, value=sender or "—"))
    if smtp is None:
        return
    for key, good, expected in (
        ("tls", smtp.tls in TLS, " | ".join(TLS)),
        ("host", _is_host(smtp.host), "mail.example.org"),
        ("port", 0 < smtp.port < 65536, "1 … 65535"),
        ("timeout", smtp.timeout > 0, "1, 2, 3, …"),
    ):
        if not good:
            value = getattr(smtp, key)
            raise Refusal(at("setting-invalid", where, key=f"alerts.smtp.{key}", value=value, expected=expected))
    if smtp.user is not None and smtp.tls == "none" and not _loopback(smtp.host):
        raise Refusal(at("smtp-in-clear", where, host=smtp.host))


def channels(settings: Settings, as_of: date) -> tuple[Channel, ...]:
    """The configured channels, not connected yet. Raises Refusal as ``check`` does, or where the secret is missing."""
    check(settings)
    alerts = settings.alerts
    found: list[Channel] = []
    if alerts.files:
        found.append(Files((settings.root / alerts.files).resolve(), as_of))
    if alerts.smtp is not None:
        sender = sender_of(alerts)
        assert sender is not None, "checked above"
        found.append(SmtpChannel(alerts.smtp, sender, _password(settings, alerts.smtp)))
    return tuple(found)


def _password(settings: Settings, smtp: Smtp) -> str | None:
    if smtp.user is None:
        return None
    name = smtp.password_env or ""
    password = os.environ.get(name, "") if name else ""
    if not password:
        where = SourceRef(str(settings.root / FILE_NAME))
        raise Refusal(at("secret-missing", where, name=name or "alerts.smtp.password_env"))
    return password


def _is_host(host: str) -> bool:
    """A name or an address that the resolver can be asked for: labels of at most 63 octets (RFC 1035), no blanks."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return all(map(is_label, host.removesuffix(".").split(".")))
    return True


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
