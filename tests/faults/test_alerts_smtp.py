"""Alerts against a real mail server on this machine: it accepts, refuses a recipient, hangs up, or never answers."""

from __future__ import annotations

import asyncio
import email
import email.policy
import os
import shutil
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

UNIT = Path(__file__).resolve().parents[1] / "unit"
sys.path.insert(0, str(UNIT))

from alerts_project import send  # noqa: E402 (the path comes first)
from alerts_samples import day  # noqa: E402

from tracker.alerts.outbox import UNCLEAR_ATTEMPTS  # noqa: E402
from tracker.alerts.records import Outcome, Reason  # noqa: E402
from tracker.config import Smtp  # noqa: E402
from tracker.findings import Refusal  # noqa: E402

PROGRAM = UNIT / "alerts_project.py"
RECIPIENTS = {
    "north@water.example",
    "south@water.example",
    "below@water.example",
    "head@water.example",
    "office@ministry.example",
}


class Mailbox:
    """What a server took, and how it misbehaves: ``refuses`` addresses, ``drops`` so many messages after they were
    handed over, ``stays_silent`` for so many."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, bytes]] = []
        self.refuses: set[str] = set()
        self.drops: int = 0
        self.takes_before_dropping = True

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:  # noqa: ARG002
        if address in self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002
        content = envelope.content
        assert isinstance(content, bytes)
        dropping = self.drops > 0
        if not dropping or self.takes_before_dropping:
            message = email.message_from_bytes(content, policy=email.policy.default)
            for recipient in envelope.rcpt_tos:
                self.taken.append((recipient, str(message["Message-ID"]), content))
        if dropping:
            self.drops -= 1
            server.transport.abort()
            await asyncio.sleep(0)
        return "250 OK"

    def ids(self) -> Counter[str]:
        return Counter(message_id for _, message_id, _ in self.taken)

    def recipients(self) -> Counter[str]:
        return Counter(recipient for recipient, _, _ in self.taken)


@contextmanager
def serving(mailbox: Mailbox, **given: Any) -> Iterator[int]:
    """The mailbox behind a server on a free port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **given)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def test_each_recipient_gets_one_mail_and_a_second_run_sends_nothing(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as port:
        first = send(tmp_path, day(28), port)
        second = send(tmp_path, day(28), port)
    assert {line.recipient: line.state for line in first.deliveries} == dict.fromkeys(RECIPIENTS, "sent")
    assert mailbox.recipients() == Counter(RECIPIENTS)
    assert second.deliveries == ()


def arrived(outcome: Outcome) -> bool:
    """Everything that can go out has; what waits is the branch without a mail address, and that is said (exit 4)."""
    assert {(line.alert.to, line.reason) for line in outcome.held} == {("mute", Reason.NO_ADDRESS)}
    assert outcome.undelivered
    return {line.state for line in outcome.deliveries} <= {"sent"}


def test_a_refused_recipient_does_not_stop_the_others_and_is_tried_again(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.refuses = {"head@water.example"}
    with serving(mailbox) as port:
        outcome = send(tmp_path, day(28), port)
        assert outcome.undelivered
        failed = [line for line in outcome.deliveries if line.state != "sent"]
        assert [(line.recipient, line.state) for line in failed] == [("head@water.example", "failed")]
        assert "550 no such mailbox" in str(failed[0].error)
        assert mailbox.recipients() == Counter(RECIPIENTS - mailbox.refuses)
        assert {line.alert.step for line in outcome.alerts if line.state == "failed"} == {"escalate-1"}
        mailbox.refuses = set()
        again = send(tmp_path, day(28), port)
    assert [(line.recipient, line.state) for line in again.deliveries] == [("head@water.example", "sent")]
    assert mailbox.recipients() == Counter(RECIPIENTS)


def test_what_could_not_be_delivered_for_days_comes_once_as_it_is_then(tmp_path: Path) -> None:
    mailbox = Mailbox()
    for number in (17, 18, 19, 21, 22):
        assert send(tmp_path, day(number), closed_port()).undelivered
    with serving(mailbox) as port:
        assert arrived(send(tmp_path, day(23), port))
        assert send(tmp_path, day(23), port).deliveries == ()
    assert set(mailbox.recipients().values()) == {1}
    (north,) = [content for recipient, _, content in mailbox.taken if recipient == "north@water.example"]
    message = email.message_from_bytes(north, policy=email.policy.default)
    text = message.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    assert "متأخر منذ 3 أيام" in text
    assert "يستحق بعد" not in text


def closed_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_dropped_connection_repeats_that_message_unchanged_and_no_other(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.drops = 1
    with serving(mailbox) as port:
        first = send(tmp_path, day(28), port)
        assert sorted(line.state for line in first.deliveries) == ["failed", "sent", "sent", "sent", "sent"]
        second = send(tmp_path, day(28), port)
    (repeated,) = second.deliveries
    assert repeated.state == "sent"
    assert set(mailbox.recipients()) == RECIPIENTS
    twice = [message_id for message_id, times in mailbox.ids().items() if times > 1]
    assert len(twice) == 1
    contents = {content for _, message_id, content in mailbox.taken if message_id == twice[0]}
    assert len(contents) == 1


def test_a_server_that_takes_nothing_and_hangs_up_is_left_alone_and_everything_comes_later(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.drops, mailbox.takes_before_dropping = 1000, False
    with serving(mailbox) as port:
        outcome = send(tmp_path, day(28), port)
        assert {line.state for line in outcome.deliveries} == {"failed"}
        assert mailbox.drops == 1000 - 3  # three in a row, then the rest wait for the next run
        mailbox.drops = 0
        assert arrived(send(tmp_path, day(28), port))
    assert mailbox.recipients() == Counter(RECIPIENTS)


def test_a_server_that_never_answers_is_given_up_after_some_attempts_and_said_so(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.drops = 10_000
    with serving(mailbox) as port:
        states = [send(tmp_path, day(28), port).deliveries for _ in range(UNCLEAR_ATTEMPTS + 3)]
    first = {line.id for line in states[0]}
    dead = [line for lines in states for line in lines if line.state == "dead"]
    assert dead
    assert {line.id for line in dead} <= first
    assert max(mailbox.recipients().values()) <= UNCLEAR_ATTEMPTS


@pytest.mark.parametrize(
    ("step", "after"),
    [
        ("before-record", 0),
        ("after-record", 0),
        *[
            (f"{when}-{name}", n)
            for name in ("mark_sending", "send", "mark_sent")
            for when in ("before", "after")
            for n in (0, 2)
        ],
    ],
)
def test_killed_at_any_step_the_next_run_loses_none_and_repeats_at_most_one(
    tmp_path: Path, step: str, after: int
) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as port:
        killed = run_program(tmp_path, port, step, after)
        assert killed.returncode == -signal.SIGKILL
        before = mailbox.ids()
        assert sum(before.values()) < len(RECIPIENTS) or step == "after-mark_sent"
        finished = run_program(tmp_path, port, "never", 0)
        assert finished.returncode == 0, finished.stderr
        third = run_program(tmp_path, port, "never", 0)
    assert third.stdout == "[]\n"
    assert set(mailbox.recipients()) == RECIPIENTS
    repeated = [message_id for message_id, times in mailbox.ids().items() if times > 1]
    crash_between_sending_and_marking = step in ("after-send", "before-mark_sent")
    assert len(repeated) == (1 if crash_between_sending_and_marking else 0)
    assert max(mailbox.ids().values()) <= 2


@pytest.mark.parametrize(
    ("step", "after"), [("after-record", 0), ("before-write", 1), ("after-write", 1), ("after-mark_sent", 1)]
)
def test_killed_while_writing_files_each_delivery_is_there_once(tmp_path: Path, step: str, after: int) -> None:
    assert run_program(tmp_path, 0, step, after).returncode == -signal.SIGKILL
    assert run_program(tmp_path, 0, "never", 0).returncode == 0
    files = [p for p in (tmp_path / "outbox").glob("*.eml") if not p.name.startswith(".")]
    to = Counter(str(email.message_from_bytes(p.read_bytes(), policy=email.policy.default)["To"]) for p in files)
    assert to == Counter({*RECIPIENTS, "فرع الصحراء:;"})


def test_what_may_have_arrived_yesterday_is_repeated_word_for_word_and_told_no_second_time(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as port:
        assert run_program(tmp_path, port, "after-send", 0).returncode == -signal.SIGKILL
        assert run_program(tmp_path, port, "never", 0, day(29)).returncode == 0
    assert set(mailbox.recipients()) == RECIPIENTS
    (repeated,) = [message_id for message_id, times in mailbox.ids().items() if times > 1]
    assert len({content for _, message_id, content in mailbox.taken if message_id == repeated}) == 1
    assert sorted(mailbox.recipients().values()) == [1, 1, 1, 1, 2]


def run_program(
    root: Path, port: int, step: str, after: int, as_of: date | None = None
) -> subprocess.CompletedProcess[str]:
    on = (as_of or day(28)).isoformat()
    command = [sys.executable, str(PROGRAM), str(root), on, str(port), step, str(after)]
    environment = {**os.environ, "PYTHONPATH": str(UNIT.parents[1])}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


@pytest.mark.openssl
def test_starttls_and_a_password_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate, key = self_signed(tmp_path)
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate, key)
    seen: list[tuple[bytes, bytes]] = []

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:  # noqa: ARG001
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == b"open sesame", handled=False)

    mailbox = Mailbox()
    given = {"tls_context": server, "require_starttls": True, "auth_required": True, "authenticator": authenticate}
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(mailbox, **given) as port:
        smtp = Smtp("localhost", port, tls="starttls", user="office", password_env="WATER_PASSWORD", timeout=5)
        monkeypatch.delenv("WATER_PASSWORD", raising=False)
        with pytest.raises(Refusal) as refused:
            send(tmp_path, day(28), port, smtp=smtp)
        assert refused.value.findings[0].code == "secret-missing"
        monkeypatch.setenv("WATER_PASSWORD", "wrong")
        outcome = send(tmp_path, day(28), port, smtp=smtp)
        assert {line.state for line in outcome.deliveries} == {"failed"}
        assert all("535" in str(line.error) and "wrong" not in str(line.error) for line in outcome.deliveries)
        assert seen.count((b"office", b"wrong")) <= 3  # the mechanisms of one login: no second one, no locked account
        monkeypatch.setenv("WATER_PASSWORD", "open sesame")
        assert arrived(send(tmp_path, day(28), port, smtp=smtp))
    assert (b"office", b"open sesame") in seen
    assert mailbox.recipients() == Counter(RECIPIENTS)


@pytest.mark.openssl
def test_a_certificate_that_nobody_vouches_for_gets_no_mail(tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(certificate, key)
    mailbox = Mailbox()
    with serving(mailbox, tls_context=server) as port:
        outcome = send(tmp_path, day(28), port, smtp=Smtp("localhost", port, tls="starttls", timeout=5))
    assert {line.state for line in outcome.deliveries} == {"failed"}
    assert mailbox.taken == []


def self_signed(directory: Path) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    assert openssl is not None, "the marker looks for it"
    certificate, key = directory / "server.pem", directory / "server.key"
    words = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    command = [openssl, *words.split(), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate, key


def test_without_a_sender_mails_come_from_the_follow_up_office(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as port:
        assert arrived(send(tmp_path, day(28), port, sender=None, office_email="followup@ministry.example"))
    senders = {email.message_from_bytes(content)["From"] for _, _, content in mailbox.taken}
    assert senders == {"followup@ministry.example"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"sender": None}, "alert-sender-missing"),
        ({"sender": "a@b.example\r\nBcc: c@d.example"}, "alert-sender-missing"),
        ({"smtp": Smtp("mail.water.example", user="office", password_env="WATER_PASSWORD")}, "smtp-in-clear"),
        ({"smtp": Smtp("127.0.0.1", tls="ssl")}, "setting-invalid"),
        ({"smtp": Smtp("127.0.0.1", 70_000)}, "setting-invalid"),
        ({"smtp": Smtp("127.0.0.1", timeout=0)}, "setting-invalid"),
        ({"smtp": Smtp("mail..example")}, "setting-invalid"),
    ],
)
def test_mail_configured_so_that_it_cannot_go_safely_is_refused_before_anything_is_recorded(
    tmp_path: Path, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        send(tmp_path, day(28), 9, **given)
    assert refused.value.findings[0].code == code
    assert not (tmp_path / "store").exists()


def test_a_server_that_accepts_the_connection_and_says_nothing_costs_no_more_than_its_timeout(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = int(listener.getsockname()[1])
        begun = time.monotonic()
        outcome = send(tmp_path, day(28), port, smtp=Smtp("127.0.0.1", port, timeout=1))
    assert {line.state for line in outcome.deliveries} == {"failed"}
    assert time.monotonic() - begun < 10


def test_a_full_disk_is_said_as_such_and_loses_nothing(tmp_path: Path) -> None:
    full = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "import alerts_project\n"
        "from tracker.findings import Refusal\n"
        "try:\n    alerts_project.main()\n"
        "except Refusal as refusal:\n    print(refusal.findings[0].code)\n"
    )
    arguments = [str(UNIT), str(tmp_path), day(28).isoformat(), "0", "never", "0"]
    environment = {**os.environ, "PYTHONPATH": str(UNIT.parents[1])}
    run = subprocess.run(
        [sys.executable, "-c", full, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert (run.stdout, run.returncode) == ("store-unreadable\n", 0), run.stderr
    assert not send(tmp_path, day(28)).undelivered
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == len(RECIPIENTS) + 1  # and one to be handed over


def test_a_damaged_store_is_said_as_such_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    database = tmp_path / "store/tracker.sqlite"
    database.write_bytes(b"not a database, though it is called one" * 100)
    with pytest.raises(Refusal) as refused:
        send(tmp_path, day(28))
    assert refused.value.findings[0].code == "store-unreadable"
    assert database.read_bytes() == b"not a database, though it is called one" * 100


def test_a_store_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    send(tmp_path, day(17))
    with sqlite3.connect(tmp_path / "store/tracker.sqlite") as base:
        base.execute("UPDATE alert_schema SET version = 99")
    with pytest.raises(Refusal) as refused:
        send(tmp_path, day(28))
    assert refused.value.findings[0].code == "store-version"
