"""The unattended run: ingest, check, report, alert under one lock, with one moment for all of them.

A stage that fails does not stop what can still be done: sheets that cannot be read leave yesterday's reports to be
judged, and where nothing can be judged, what the outbox holds still goes out.
"""

from __future__ import annotations

import json
import sqlite3
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker import clock, config, lock, program
from tracker import project as projects
from tracker.assess import Result
from tracker.config import Settings
from tracker.files import reading, store_faults
from tracker.findings import Refusal, at, describe, severity
from tracker.model import Finding, SourceRef
from tracker.project import Project
from tracker.wording import counted, counted_text, date_text

if TYPE_CHECKING:
    from tracker.alerts.records import Outcome

DATABASE = "tracker.sqlite"
OK, FAILED, SKIPPED = "ok", "failed", "skipped"
DONE, OCCURRED, UNUSABLE, UNDELIVERED, BUG = 0, 1, 2, 4, 70
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS run_history (seq INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT, as_of TEXT NOT NULL, "
    "started_at TEXT NOT NULL, clock TEXT NOT NULL, seconds REAL, exit INTEGER, document TEXT)"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """``status``: ok | failed | skipped; ``seconds`` of wall clock."""

    name: str
    status: str
    seconds: float
    messages: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Record:
    """One run as it goes. ``occurred``: verdicts, flags, ``rejected``, ``question``, ``refused``, for --fail-on."""

    run: str
    as_of: date
    stages: list[Stage] = field(default_factory=list)
    occurred: set[str] = field(default_factory=set)
    refused: bool = False
    undelivered: bool = False
    bug: bool = False

    def exit_code(self, fail_on: frozenset[str] = frozenset()) -> int:
        """The first that applies of the contract's 70, 2, 4, 1, 0 (3 is the lock's)."""
        if self.bug:
            return BUG
        if self.refused:
            return UNUSABLE
        if self.undelivered:
            return UNDELIVERED
        return OCCURRED if self.occurred & fail_on else DONE

    def document(self) -> dict[str, Any]:
        """``tracker/run/1`` of the contract."""
        return {
            "schema": "tracker/run/1",
            "run": self.run,
            "stages": [
                {
                    "name": stage.name,
                    "status": stage.status,
                    "seconds": round(stage.seconds, 3),
                    "messages": [message(finding) for finding in stage.messages],
                }
                for stage in self.stages
            ],
        }


def message(finding: Finding) -> dict[str, Any]:
    """A finding as a run's document and log hold it: code, severity, place, text in every language."""
    place = str(finding.source) if finding.source is not None else None
    return {"code": finding.code, "severity": severity(finding).value, "at": place, "text": dict(describe(finding))}


def run(directory: Path, as_of: date | None = None, fail_on: frozenset[str] = frozenset()) -> Record:
    """Run every stage that can be run. ``as_of``: the day to judge, by default today in the profile's zone.

    Raises Refusal where there is no usable project or store, Locked where another run is under way: nothing has been
    changed then. What fails later is in the record.
    """
    settings = config.load(directory)
    now = clock.now(projects.zone(settings))
    with lock.hold(settings):
        history = History(settings)
        record = Record(history.begin(now, as_of or now.date()), as_of or now.date())
        log = Log(settings, now, record.run)
        begun = time.perf_counter()
        log.write("start", as_of=record.as_of.isoformat(), clock="set" if clock.is_set() else "system")
        _Stages(settings, now, record, log).run_all()
        code = record.exit_code(fail_on)
        seconds = time.perf_counter() - begun
        log.write("end", exit=code, seconds=round(seconds, 3))
        try:
            history.end(record, seconds, code)
        except Refusal as refusal:  # what was done is still told; the history will say that this run did not end
            record.refused = True
            record.stages[-1] = replace(record.stages[-1], messages=(*record.stages[-1].messages, *refusal.findings))
    return record


class _Stages:
    """The stages of one run; what one finds, the next ones use."""

    def __init__(self, settings: Settings, now: datetime, record: Record, log: Log) -> None:
        self.settings = settings
        self.now = now
        self.record = record
        self.log = log
        self.project: Project | None = None
        self.result: Result | None = None

    def run_all(self) -> None:
        self._stage("ingest", self._ingest)
        if self.project is None:
            self._skip("check", "ingest")
        else:
            self._stage("check", self._check)
        if self.result is None:
            self._skip("report", "check")
        else:
            self._stage("report", self._report)
        self._stage("alert", self._alert if self.result is not None else self._alert_recorded)

    def _stage(self, name: str, work: Callable[[], Sequence[Finding]]) -> None:
        begun = time.perf_counter()
        try:
            findings = tuple(work())
            status = FAILED if name == "alert" and self.record.undelivered else OK
        except Refusal as refusal:
            findings, status = refusal.findings, FAILED
            self.record.refused = True
        # Our own fault in one stage must not keep the alerts of another from going out: it is logged whole, said to be
        # ours, and the run ends with 70.
        except Exception as error:  # noqa: BLE001
            self.log.write("fault", stage=name, traceback=traceback.format_exc())
            findings, status = (at("stage-fault", SourceRef(str(self.log.path)), error=type(error).__name__),), FAILED
            self.record.bug = True
        self._add(Stage(name, status, time.perf_counter() - begun, findings))

    def _skip(self, name: str, because: str) -> None:
        self._add(Stage(name, SKIPPED, 0.0, (at("stage-skipped", None, stage=because),)))

    def _add(self, stage: Stage) -> None:
        self.record.stages.append(stage)
        for finding in stage.messages:
            self.log.write("message", stage=stage.name, **message(finding))
        self.log.write("stage", stage=stage.name, status=stage.status, seconds=round(stage.seconds, 3))

    def _ingest(self) -> Sequence[Finding]:
        """Take what is new in the status directory. A refused file is a finding among others, not a failed stage."""
        from tracker.followup.intake import take_in
        from tracker.review import kinds

        self.project = project = projects.opened(self.settings, self.now)
        status = self.settings.path("status")
        nothing = [at("run-nothing-received", SourceRef(str(status)))]
        if not status.is_dir():
            if self.settings.paths.status != config.Paths().status:
                return [at("status-missing", SourceRef(str(status)))]
            return nothing
        intake = take_in(
            *(self.settings, project.register, project.calendar, [status]),
            known_at=self.now,
            clock_set=clock.is_set(),
            other=kinds.others(self.settings, project.register),
        )
        if intake.events:
            self.project = projects.opened(self.settings, self.now)
        if not intake.files:
            return nothing
        self.record.occurred |= intake.occurred()
        rows = Counter[str]()
        found: list[Finding] = []
        for file in intake.files:
            rows.update(file.counts())
            found += [file.refusal] if file.refusal is not None else []
            for sheet in file.sheets:
                found += [notice.finding for notice in (*sheet.rejected, *sheet.questions, *sheet.notes)]
        files = Counter(file.status for file in intake.files)
        counts = {name: files[name] for name in ("read", "known", "refused")}
        counts |= {name: rows[name] for name in ("accepted", "rejected", "question")}
        return [at("run-ingested", None, **counts), *found]

    def _check(self) -> Sequence[Finding]:
        assert self.project is not None
        self.result = result = self.project.judged(self.record.as_of)
        self.record.occurred |= {a.verdict.value for a in result.assessments}
        self.record.occurred |= {flag.value for a in result.assessments for flag in a.flags}
        duties = counted_text(len(result.assessments), "duty")
        day = {tag: date_text(result.as_of, tag) for tag in ("ar", "en")}
        return (*result.findings, *self.project.record(), at("run-checked", None, duties=duties, day=day))

    def _report(self) -> Sequence[Finding]:
        from tracker import report
        from tracker.report import figures

        assert self.project is not None
        assert self.result is not None
        built = figures.build(self.result, self.project.register, self.settings, program.version())
        written = report.write(built, self.settings.path("reports"))
        return [at("run-reported", SourceRef(str(path))) for path in written]

    def _alert(self) -> Sequence[Finding]:
        from tracker.alerts import dispatch

        assert self.project is not None
        assert self.result is not None
        return self._told(
            dispatch.send(self.result, self.project.register, self.settings, self.now, clock_set=clock.is_set())
        )

    def _alert_recorded(self) -> Sequence[Finding]:
        from tracker.alerts import dispatch

        outcome = dispatch.send_recorded(self.settings, self.now)
        return (at("run-alerted-as-recorded"), *self._told(outcome))

    def _told(self, outcome: Outcome) -> Sequence[Finding]:
        """What was told in numbers, then every failed delivery, what was withheld, by reason, and where files are."""
        from tracker.alerts import wording
        from tracker.alerts.records import UNDELIVERABLE, Reason

        self.record.undelivered = outcome.undelivered
        states = Counter(line.state for line in outcome.deliveries)
        withheld = Counter(line.reason for line in outcome.alerts if line.state == "suppressed")
        told = withheld.pop(Reason.ALREADY_TOLD, 0)
        found = [
            at(
                "run-alerted",
                None,
                sent=states["sent"],
                failed=states["failed"] + states["dead"],
                alerts=sum(line.state != "suppressed" for line in outcome.alerts),
                suppressed=withheld.total(),
                told=told,
            )
        ]
        for line in outcome.deliveries:
            if line.state in ("failed", "dead"):
                values = {"recipient": line.recipient, "channel": line.channel, "why": line.error or "", "id": line.id}
                found.append(at(f"delivery-{line.state}", None, **values))
        for reason, number in withheld.items():
            alerts = {tag: counted(number, "alert", tag, nominative=True) for tag in ("ar", "en")}
            if reason in UNDELIVERABLE:
                found.append(at("alert-withheld", None, alerts=alerts, reason=wording.KINDS[reason]))
            elif reason is Reason.NO_UNIT_ABOVE:
                found.append(at("alert-nobody-above", None, alerts=alerts))
        files = Counter(str(Path(line.file).parent) for line in outcome.deliveries if line.file)
        found += [at("run-alert-files", SourceRef(place), files=number) for place, number in files.items()]
        return found


class Log:
    """JSON lines in ``store/log``, a file a month. A log that cannot be written stops nothing: there is the history."""

    def __init__(self, settings: Settings, now: datetime, run: str) -> None:
        self.path = settings.path("store") / "log" / f"run-{now:%Y-%m}.jsonl"
        self._fixed = {"at": now.isoformat(), "run": run}
        self._begun = time.perf_counter()

    def write(self, event: str, **values: Any) -> None:
        elapsed = round(time.perf_counter() - self._begun, 3)
        line = json.dumps(
            {**self._fixed, "elapsed": elapsed, "event": event, **values}, ensure_ascii=False, default=str
        )
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")


class History:
    """The runs of a project, in ``store/tracker.sqlite``: begun and how ended. A run without an end was killed."""

    def __init__(self, settings: Settings) -> None:
        self.database = settings.path("store") / DATABASE

    def begin(self, now: datetime, as_of: date) -> str:
        """Records that a run has begun; its name."""
        with self._base() as base:
            cursor = base.execute(
                "INSERT INTO run_history (as_of, started_at, clock) VALUES (?, ?, ?)",
                (as_of.isoformat(), now.isoformat(), "set" if clock.is_set() else "system"),
            )
            name = f"{now:%Y%m%dT%H%M%S}-{cursor.lastrowid}"
            base.execute("UPDATE run_history SET run = ? WHERE seq = ?", (name, cursor.lastrowid))
        return name

    def end(self, record: Record, seconds: float, code: int) -> None:
        with self._base() as base:
            base.execute(
                "UPDATE run_history SET seconds = ?, exit = ?, document = ? WHERE run = ?",
                (seconds, code, json.dumps(record.document(), ensure_ascii=False, default=str), record.run),
            )

    def latest(self, number: int = 30) -> list[dict[str, Any]]:
        """The last runs, the latest first. ``exit`` is None for a run that was killed, or is under way."""
        if not self.database.is_file():
            return []
        with store_faults(self.database), closing(reading(self.database)) as base:
            if base.execute("SELECT 1 FROM sqlite_master WHERE name = 'run_history'").fetchone() is None:
                return []
            rows = base.execute(
                "SELECT run, as_of, started_at, clock, seconds, exit, document FROM run_history "
                "ORDER BY seq DESC LIMIT ?",
                (number,),
            ).fetchall()
        names = ("run", "as_of", "started_at", "clock", "seconds", "exit")
        return [
            {**dict(zip(names, row[:6], strict=True)), "stages": json.loads(row[6])["stages"] if row[6] else []}
            for row in rows
        ]

    @contextmanager
    def _base(self) -> Iterator[sqlite3.Connection]:
        with (
            store_faults(self.database),
            closing(sqlite3.connect(self.database, isolation_level=None, timeout=30)) as base,
        ):
            base.execute("BEGIN IMMEDIATE")
            base.execute(_SCHEMA)
            yield base
            base.execute("COMMIT")
