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
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from tracker.alerts.addresses import is_label, sender_of, usable
from tracker.alerts.records import FILES, Parcel
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

    def send(self, parcel: Parcel) -> None:
        """Raises Rejected, Dropped or Unclear."""

    def place(self, parcel: Parcel) -> str | None:
        """The file it is in, for a channel of files."""

    def close(self) -> None:
        """Never raises for a connection that is gone already."""


class Files:
    """One ``.eml`` per delivery, whole or not at all, under a name that it keeps: a repetition replaces it."""

    name = FILES

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def ready(self) -> None:
        return

    def send(self, parcel: Parcel) -> None:
        path = self._path(parcel)
        try:
            write_atomically(path, parcel.message)
            _settle(path.parent)
        except Refusal as refusal:
            why = refusal.findings[0].values
            raise Rejected(f"{why['file']}: {why['why']}") from refusal

    def place(self, parcel: Parcel) -> str | None:
        return str(self._path(parcel))

    def _path(self, parcel: Parcel) -> Path:
        return self.directory / f"{parcel.name}.eml"

    def close(self) -> None:
        return


def _settle(directory: Path) -> None:
    """The new name on the disk too, before the delivery is marked as made: a power cut may take neither alone."""
    with suppress(OSError):  # some file systems cannot do this to a directory, and the file itself is written
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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

    def send(self, parcel: Parcel) -> None:
        session = self._session
        assert session is not None, "ready() comes first"
        try:
            self._answer(session.mail(self.sender))
            self._answer(session.rcpt(parcel.recipient))
        except OSError as error:
            self._forget()
            raise Dropped(_words(error)) from error
        try:
            self._answer(session.data(parcel.message))
        except smtplib.SMTPDataError as error:  # the server did not want the message: nothing was handed over
            self._answer((error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else b""))
        except OSError as error:
            self._forget()
            raise Unclear(_words(error)) from error

    def place(self, parcel: Parcel) -> str | None:  # noqa: ARG002
        return None

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


def needs_address(channel: str) -> bool:
    """Whether a channel reaches only whoever has a mail address; a file can be printed and handed over."""
    return channel != Files.name


def directory(settings: Settings) -> Path:
    """Where the channel of files writes."""
    return (settings.root / (settings.alerts.files or "")).resolve()


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


def channels(settings: Settings) -> tuple[Channel, ...]:
    """The configured channels, not connected yet. Raises Refusal as ``check`` does, or where the secret is missing."""
    check(settings)
    alerts = settings.alerts
    found: list[Channel] = []
    if alerts.files:
        found.append(Files(directory(settings)))
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
