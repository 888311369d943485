"""The outbox: what was to be told, to whom, and what became of it. Recorded before it is sent, marked after.

Its tables (``alert_…``) lie in ``store/tracker.sqlite`` beside the ledger's. A delivery passes through

    queued -> sending -> sent | failed | dead,   queued | failed | sending -> replaced

``sending`` is written just before the message is handed over. What a crash or a dropped connection leaves in this
state may have arrived: it is repeated as it was, under the same Message-ID, as long as anything in it is still true for
its recipient. What is ``queued`` or ``failed`` has
certainly not arrived: the next run replaces it by what is true then. Every step is one short transaction.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.alerts import wording
from tracker.alerts.records import Alert, Digest, History, Parcel, Reason, Seen, Situation, Told
from tracker.files import reading, sha256_of, store_fault, why
from tracker.findings import Refusal, at
from tracker.model import SourceRef

DATABASE = "tracker.sqlite"
SCHEMA_VERSION = 2
UNCLEAR_ATTEMPTS = 5
"""After so many attempts without an answer a delivery is given up (``dead``): nobody gets it every day for ever."""

_SCHEMA = (
    "CREATE TABLE alert_schema (version INTEGER NOT NULL)",
    f"INSERT INTO alert_schema VALUES ({SCHEMA_VERSION})",
    "CREATE TABLE alert_seen (seq INTEGER PRIMARY KEY, duty TEXT NOT NULL, as_of TEXT NOT NULL, "
    "situation TEXT NOT NULL, due_on TEXT, incidents TEXT, anchor TEXT)",
    "CREATE TABLE alert_alerts (key TEXT NOT NULL, channel TEXT NOT NULL, duty TEXT NOT NULL, "
    "obligation TEXT NOT NULL, unit TEXT NOT NULL, step TEXT NOT NULL, series TEXT NOT NULL, rung INTEGER NOT NULL, "
    "anchor TEXT NOT NULL, episode INTEGER NOT NULL, as_of TEXT NOT NULL, recorded_at TEXT NOT NULL, "
    "told_who TEXT NOT NULL, recipient TEXT, state TEXT NOT NULL, reason TEXT, why_ar TEXT NOT NULL, "
    "why_en TEXT NOT NULL, delivery TEXT, clock TEXT NOT NULL, PRIMARY KEY (key, channel)) WITHOUT ROWID",
    "CREATE INDEX alert_alerts_by_delivery ON alert_alerts (delivery)",
    "CREATE TABLE alert_deliveries (id TEXT PRIMARY KEY, channel TEXT NOT NULL, recipient TEXT NOT NULL, "
    "alerts INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, error TEXT, as_of TEXT NOT NULL, "
    "recorded_at TEXT NOT NULL, marked_at TEXT, sha256 TEXT NOT NULL, message BLOB, clock TEXT NOT NULL) "
    "WITHOUT ROWID",
    "CREATE INDEX alert_deliveries_open ON alert_deliveries (channel, state) WHERE state IN "
    "('queued', 'sending', 'failed')",
)
_SINCE_1 = (
    "ALTER TABLE alert_seen ADD COLUMN incidents TEXT",
    "ALTER TABLE alert_seen ADD COLUMN anchor TEXT",
    f"UPDATE alert_schema SET version = {SCHEMA_VERSION}",
)
"""What brings a store of version 1 up to date: what it had seen of a breach is unknown (docs/decisions/0090)."""
_ALERT_COLUMNS = 20
_STORE_FAULTS = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    )
)


@dataclass(frozen=True, slots=True)
class _Stamp:
    as_of: str
    recorded_at: str
    clock: str


class Outbox:
    """The outbox of one store directory. Reading creates nothing; Refusal where the store cannot be used."""

    def __init__(self, store: Path) -> None:
        self.database = store / DATABASE

    def history(self, channel: str, as_of: date) -> History:
        """What earlier runs saw, and what they told over this channel (also what may have arrived)."""
        with self._reading() as base:
            return History(_seen(base), _told(base, channel, as_of), _failed(base, channel)) if base else History()

    def unclear(self, channel: str) -> tuple[Parcel, ...]:
        """Deliveries whose earlier attempt may have arrived; they are repeated as they were."""
        with self._reading() as base:
            return _parcels(base, channel, ("sending",)) if base else ()

    def to_deliver(self, channel: str) -> tuple[Parcel, ...]:
        """Every recorded delivery still to be made, what may have arrived first, then by recipient."""
        with self._reading() as base:
            return _parcels(base, channel, ("sending", "queued", "failed")) if base else ()

    def record(
        self,
        news: Mapping[str, Seen],
        channels: Mapping[str, tuple[Sequence[Alert], Sequence[Digest]]],
        as_of: date,
        moment: datetime,
        *,
        outdated: Iterable[str] = (),
        clock_set: bool = False,
    ) -> None:
        """One transaction: what changed, every alert of the ladder by channel, the digests to be sent. What an earlier
        run could not deliver and is not part of a digest now is closed as no longer true, and so are the ``outdated``
        deliveries, which may have arrived. ``clock_set``: the moment is that of a rehearsal, and every record says so.
        """
        stamp = _Stamp(as_of.isoformat(), moment.isoformat(), "set" if clock_set else "system")
        with self._writing() as base:
            base.executemany(
                "INSERT INTO alert_seen (duty, as_of, situation, due_on, incidents, anchor) VALUES (?, ?, ?, ?, ?, ?)",
                [(duty, *_seen_columns(seen)) for duty, seen in news.items()],
            )
            for delivery in outdated:
                _close(base, "id = ? AND state = 'sending'", "delivery = ? AND state = 'sending'", delivery, moment)
            for channel, (alerts, digests) in channels.items():
                untaken = "channel = ? AND state IN ('queued', 'failed')"
                _close(base, untaken, untaken, channel, moment)
                _record_alerts(base, channel, alerts, digests, stamp)
                _record_digests(base, digests, stamp)

    def mark_sending(self, delivery: str, moment: datetime) -> None:
        """Just before the message is handed over."""
        self._mark(delivery, "sending", moment, None, attempted=1)

    def mark_sent(self, delivery: str, moment: datetime) -> None:
        self._mark(delivery, "sent", moment, None)

    def mark_failed(self, delivery: str, moment: datetime, error: str) -> None:
        """It was certainly not taken. Attempts that were answered do not count towards giving it up."""
        self._mark(delivery, "failed", moment, error)

    def mark_unclear(self, parcel: Parcel, moment: datetime, error: str, attempts: int) -> bool:
        """It may have been taken. True where it is given up now."""
        dead = attempts >= UNCLEAR_ATTEMPTS
        self._mark(parcel.id, "dead" if dead else "sending", moment, error)
        return dead

    def _mark(self, delivery: str, state: str, moment: datetime, error: str | None, attempted: int = 0) -> None:
        with self._writing() as base:
            base.execute(
                "UPDATE alert_deliveries SET state = ?1, error = ?2, marked_at = ?3, "
                "attempts = CASE WHEN ?1 = 'failed' THEN 0 ELSE attempts + ?4 END, "
                "message = CASE WHEN ?1 = 'sent' THEN NULL ELSE message END WHERE id = ?5",
                (state, error, moment.isoformat(), attempted, delivery),
            )
            base.execute("UPDATE alert_alerts SET state = ? WHERE delivery = ?", (state, delivery))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection that cannot write, None where no alert has been recorded yet."""
        if not self.database.is_file():
            yield None
            return
        with self._faults(), closing(reading(self.database)) as base:
            version = self._version(base)
            if version and version < SCHEMA_VERSION:  # read as it will be, before the first writer brings it up to date
                base.execute(
                    "CREATE TEMP VIEW alert_seen AS SELECT *, NULL AS incidents, NULL AS anchor FROM main.alert_seen"
                )
            yield base if version else None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed and on the disk when the block ends well, else undone."""
        try:
            self.database.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            where = SourceRef(str(self.database))
            raise Refusal(at("file-unwritable", where, why=why(error))) from error
        with self._faults(), closing(sqlite3.connect(self.database, isolation_level=None, timeout=30)) as base:
            base.execute("PRAGMA synchronous = FULL")
            base.execute("BEGIN IMMEDIATE")
            try:
                version = self._version(base)
                for statement in _SCHEMA if not version else _SINCE_1 if version < SCHEMA_VERSION else ():
                    base.execute(statement)
                yield base
                base.execute("COMMIT")
            finally:
                if base.in_transaction:
                    base.execute("ROLLBACK")

    def _version(self, base: sqlite3.Connection) -> int | None:
        if base.execute("SELECT 1 FROM sqlite_master WHERE name = 'alert_schema'").fetchone() is None:
            return None
        found = int(base.execute("SELECT max(version) FROM alert_schema").fetchone()[0])
        if found > SCHEMA_VERSION:
            raise Refusal(at("store-version", SourceRef(str(self.database)), found=found, known=SCHEMA_VERSION))
        return found

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """A full, damaged or locked store is said as such; a wrong statement of ours stays a bug."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _STORE_FAULTS:
                raise
            raise Refusal(store_fault(error, self.database)) from error


def _seen(base: sqlite3.Connection) -> dict[str, tuple[Seen, ...]]:
    found: dict[str, list[Seen]] = {}
    for duty, as_of, situation, due_on, incidents, anchor in base.execute(
        "SELECT duty, as_of, situation, due_on, incidents, anchor FROM alert_seen ORDER BY as_of, seq"
    ):
        figures = None
        if incidents is not None:
            figures = {date.fromisoformat(day): int(number) for day, number in json.loads(incidents).items()}
        seen = Seen(date.fromisoformat(as_of), Situation(situation), _day(due_on), figures, _day(anchor))
        found.setdefault(duty, []).append(seen)
    return {duty: tuple(changes) for duty, changes in found.items()}


def _seen_columns(seen: Seen) -> tuple[str | None, ...]:
    figures = None
    if seen.incidents is not None:
        figures = json.dumps({day.isoformat(): number for day, number in sorted(seen.incidents.items())})
    return seen.as_of.isoformat(), seen.situation.value, _iso(seen.due_on), figures, _iso(seen.anchor)


def _told(base: sqlite3.Connection, channel: str, today: date) -> dict[str, tuple[Told, ...]]:
    """The highest rung told of each series, anchor and episode, since lower ones decide nothing; of days still to come
    (the clock was ahead) every rung. What may not have arrived stands for its own recipient only."""
    found: dict[str, list[Told]] = {}
    for duty, series, rung, anchor, episode, as_of, unclear_to in base.execute(
        "WITH told AS (SELECT *, CASE WHEN state = 'sent' THEN NULL ELSE recipient END AS unclear_to FROM alert_alerts "
        "WHERE channel = ?1 AND state IN ('sent', 'sending', 'dead')) "
        "SELECT duty, series, max(rung), anchor, episode, as_of, unclear_to FROM told WHERE as_of <= ?2 "
        "GROUP BY duty, series, anchor, episode, unclear_to UNION ALL "
        "SELECT duty, series, rung, anchor, episode, as_of, unclear_to FROM told WHERE as_of > ?2",
        (channel, today.isoformat()),
    ):
        told = Told(series, rung, anchor, episode, date.fromisoformat(as_of), unclear_to)
        found.setdefault(duty, []).append(told)
    return {duty: tuple(told) for duty, told in found.items()}


def _failed(base: sqlite3.Connection, channel: str) -> frozenset[str]:
    """The duties of which their own unit could not be told by the last run."""
    rows = base.execute(
        "SELECT DISTINCT duty FROM alert_alerts WHERE channel = ? AND state = 'failed' AND told_who = unit", (channel,)
    )
    return frozenset(duty for (duty,) in rows)


def _parcels(base: sqlite3.Connection, channel: str, states: Iterable[str]) -> tuple[Parcel, ...]:
    wanted = tuple(states)
    rows = base.execute(
        "SELECT id, recipient, message, alerts, attempts, state, as_of FROM alert_deliveries WHERE channel = ? "
        f"AND state IN ({', '.join('?' * len(wanted))}) ORDER BY state <> 'sending', recipient, id",
        (channel, *wanted),
    ).fetchall()
    found = []
    for id_, recipient, message, alerts, attempts, state, as_of in rows:
        inside = base.execute("SELECT duty, series, told_who FROM alert_alerts WHERE delivery = ?", (id_,)).fetchall()
        name = file_name(
            date.fromisoformat(as_of), {who for *_, who in inside}, {series for _, series, _ in inside}, id_
        )
        about = frozenset((duty, series) for duty, series, _ in inside)
        found.append(Parcel(id_, name, about, recipient, bytes(message), alerts, attempts, state == "sending"))
    return tuple(found)


def file_name(as_of: date, to: Collection[str], series: Collection[str], delivery: str) -> str:
    """What the file of a delivery is called, so that people find it: the day, to whom, the gravest of what it tells,
    and a part of the delivery's identifier. It depends on what is recorded only: every attempt writes the same file."""
    whom = sorted(to)[:1] or ["-"]
    others = f"+{len(to) - 1}" if len(to) > 1 else ""
    kinds = {name.partition("/")[0] for name in series}
    kind = next((name for name in wording.STEPS if name in kinds), "-")
    slug = re.sub(r"[^\w.-]+", "_", whom[0]).strip(".")[:40]
    return f"{as_of.isoformat()}-{slug}{others}-{kind}-{delivery[:10]}"


def _close(base: sqlite3.Connection, deliveries: str, alerts: str, value: str, moment: datetime) -> None:
    """Deliveries that are not made any more: what is still true of them is in a new digest."""
    base.execute(
        f"UPDATE alert_deliveries SET state = 'replaced', message = NULL, marked_at = ? WHERE {deliveries}",
        (moment.isoformat(), value),
    )
    base.execute(
        f"UPDATE alert_alerts SET state = 'suppressed', reason = ? WHERE {alerts}",
        (Reason.NO_LONGER_TRUE.value, value),
    )


def _record_alerts(
    base: sqlite3.Connection,
    channel: str,
    alerts: Sequence[Alert],
    digests: Sequence[Digest],
    stamp: _Stamp,
) -> None:
    delivery = {alert.key: digest.id for digest in digests for alert in digest.alerts}
    lines = [
        (
            *(alert.key, channel, alert.duty, alert.obligation, alert.unit, alert.step, alert.series, alert.rung),
            *(alert.anchor, alert.episode, stamp.as_of, stamp.recorded_at, alert.to, alert.recipient),
            "queued" if alert.suppressed is None else "suppressed",
            alert.suppressed.value if alert.suppressed is not None else None,
            *(alert.why[tag] for tag in wording.LANGUAGES),
            delivery.get(alert.key),
            stamp.clock,
        )
        for alert in alerts
        if alert.suppressed is not Reason.ALREADY_TOLD
    ]
    base.executemany(f"INSERT OR REPLACE INTO alert_alerts VALUES ({', '.join('?' * _ALERT_COLUMNS)})", lines)


def _record_digests(base: sqlite3.Connection, digests: Sequence[Digest], stamp: _Stamp) -> None:
    for digest in digests:
        base.execute(
            "INSERT INTO alert_deliveries VALUES (?, ?, ?, ?, 'queued', 0, NULL, ?, ?, NULL, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET state = 'queued', alerts = excluded.alerts, as_of = excluded.as_of, "
            "recorded_at = excluded.recorded_at, sha256 = excluded.sha256, message = excluded.message, "
            "clock = excluded.clock",
            (
                *(digest.id, digest.channel, digest.recipient, len(digest.alerts), stamp.as_of),
                *(stamp.recorded_at, sha256_of(digest.message), digest.message, stamp.clock),
            ),
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
