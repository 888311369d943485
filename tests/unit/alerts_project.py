"""A project on disk whose verdicts are fixed, for tests that send: run as a program it is one run of ``alert``.

    python alerts_project.py ROOT DAY KILL_AT

``KILL_AT`` names a step at which the process kills itself with SIGKILL, and how often that step was reached before.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from alerts_samples import BAN, REPAIR, by_due, judged, moment, register, result, settings

from tracker.alerts import dispatch
from tracker.alerts.records import Outcome
from tracker.assess.result import Result
from tracker.config import Smtp
from tracker.model import Verdict


def verdicts(as_of: date) -> Result:
    """Two duties by their due date, one breach, one silence; four recipients with the escalations."""
    return result(
        as_of,
        (
            by_due(as_of, unit_id="north"),
            by_due(as_of, unit_id="south"),
            judged(BAN, "north", Verdict.BREACHED, count=1, last_reported_on=date(2031, 3, 9)),
            judged(BAN, "below", Verdict.UNREPORTED, window_ends_on=date(2031, 3, 11)),
            judged(REPAIR, "mute", Verdict.OVERDUE, due_on=date(2031, 3, 5), days=1),
        ),
    )


def send(root: Path, as_of: date, port: int = 0, **alerts: Any) -> Outcome:
    """One run; over SMTP to 127.0.0.1 where a port is given, else into files."""
    if port:
        alerts = {"files": "", "smtp": Smtp("127.0.0.1", port, timeout=5), **alerts}
    return dispatch.send(verdicts(as_of), register(), settings(root, **alerts), moment(as_of))


def die_at(step: str, after: int) -> None:
    """Kill this process when ``step`` is reached for the (``after`` + 1)-th time. Steps: before or after each of the
    outbox's records and each message handed over."""
    from tracker.alerts.delivery import Files, SmtpChannel
    from tracker.alerts.outbox import Outbox

    when, _, name = step.partition("-")
    owner: Any = {"send": SmtpChannel, "write": Files}.get(name, Outbox)
    method = {"send": "send", "write": "send"}.get(name, name)
    original = getattr(owner, method)
    count = [0]

    def deadly(*given: Any, **named: Any) -> Any:
        count[0] += 1
        last = count[0] > after
        if last and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        answer = original(*given, **named)
        if last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    setattr(owner, method, deadly)


def main() -> None:
    root, as_of, port, step, after = sys.argv[1:6]
    if step != "never":
        die_at(step, int(after))
    outcome = send(Path(root), date.fromisoformat(as_of), int(port))
    print(json.dumps([line.state for line in outcome.deliveries]))


if __name__ == "__main__":
    main()
