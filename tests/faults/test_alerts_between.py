"""What changes between the record of an alert and its delivery: the address, the duty, the clock, the server."""

from __future__ import annotations

import email
import email.policy
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "unit"), str(Path(__file__).resolve().parent)]

from alerts_samples import (  # noqa: E402 (the path comes first)
    BAN,
    DUE,
    by_due,
    day,
    judged,
    moment,
    register,
    result,
    settings,
    units,
)
from test_alerts_smtp import Mailbox, closed_port, serving  # noqa: E402

from tracker.alerts import dispatch  # noqa: E402
from tracker.alerts.outbox import UNCLEAR_ATTEMPTS  # noqa: E402
from tracker.alerts.records import Outcome, Reason  # noqa: E402
from tracker.config import Smtp  # noqa: E402
from tracker.model import Assessment, Verdict  # noqa: E402
from tracker.register import Register, UnitTree  # noqa: E402

OLD, NEW = "north@water.example", "north.office@water.example"


def run(root: Path, as_of: date, port: int, *assessments: Assessment, north: str | None = OLD) -> Outcome:
    """One run over SMTP of what is judged; ``north``: the address recorded for the branch now."""
    tree = UnitTree([replace(unit, email=north) if unit.id == "north" else unit for unit in units()])
    given = settings(root, files="", smtp=Smtp("127.0.0.1", port, timeout=5))
    orders = Register(register().directives, tree, {})
    return dispatch.send(result(as_of, assessments), orders, given, moment(as_of))


def states(outcome: Outcome) -> list[tuple[str, str]]:
    return [(line.recipient, line.state) for line in outcome.deliveries]


def test_an_address_corrected_after_a_refusal_gets_the_alert_and_the_old_one_nothing(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.refuses = {OLD}
    with serving(mailbox) as port:
        assert states(run(tmp_path, day(18), port, by_due(day(18)))) == [(OLD, "failed")]
        mailbox.refuses = set()
        assert states(run(tmp_path, day(18), port, by_due(day(18)), north=NEW)) == [(NEW, "sent")]
        assert run(tmp_path, day(18), port, by_due(day(18)), north=NEW).deliveries == ()
    assert mailbox.recipients() == Counter([NEW])


def test_what_may_have_gone_to_a_wrong_address_goes_to_the_right_one_and_is_not_repeated_to_the_wrong(
    tmp_path: Path,
) -> None:
    mailbox = Mailbox()
    mailbox.drops, mailbox.takes_before_dropping = 1, False
    with serving(mailbox) as port:
        assert states(run(tmp_path, day(18), port, by_due(day(18)))) == [(OLD, "failed")]
        assert states(run(tmp_path, day(18), port, by_due(day(18)), north=NEW)) == [(NEW, "sent")]
        assert run(tmp_path, day(18), port, by_due(day(18)), north=NEW).deliveries == ()
    assert mailbox.recipients() == Counter([NEW])


def test_an_address_taken_away_while_a_delivery_is_unclear_holds_the_alert_until_there_is_one(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.drops, mailbox.takes_before_dropping = 1, False
    with serving(mailbox) as port:
        run(tmp_path, day(18), port, by_due(day(18)))
        held = run(tmp_path, day(18), port, by_due(day(18)), north=None)
        assert (held.deliveries, [line.reason for line in held.held]) == ((), [Reason.NO_ADDRESS])
        assert states(run(tmp_path, day(18), port, by_due(day(18)), north=NEW)) == [(NEW, "sent")]
    assert mailbox.recipients() == Counter([NEW])


def test_what_was_given_up_goes_to_a_corrected_address(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.drops, mailbox.takes_before_dropping = UNCLEAR_ATTEMPTS, False
    with serving(mailbox) as port:
        tries = [states(run(tmp_path, day(18), port, by_due(day(18)))) for _ in range(UNCLEAR_ATTEMPTS + 1)]
        assert tries[-2:] == [[(OLD, "dead")], []]
        assert states(run(tmp_path, day(18), port, by_due(day(18)), north=NEW)) == [(NEW, "sent")]
    assert mailbox.recipients() == Counter([NEW])


def test_refusals_do_not_count_as_attempts_without_an_answer(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.refuses = {OLD}
    claim = judged("WTR-2031-03-01/03", "north", Verdict.CLAIMED, last_reported_on=day(18), completed_on=day(17))
    with serving(mailbox) as port:
        for number in range(18, 24):  # the same alert, refused on six days
            assert states(run(tmp_path, day(number), port, claim)) == [(OLD, "failed")]
        mailbox.refuses, mailbox.drops, mailbox.takes_before_dropping = set(), 1, False
        assert states(run(tmp_path, day(24), port, claim)) == [(OLD, "failed")]
        assert states(run(tmp_path, day(24), port, claim)) == [(OLD, "sent")]
    assert mailbox.recipients() == Counter([OLD])


def test_a_duty_done_or_revoked_in_between_is_not_chased_by_what_lay_in_the_outbox(tmp_path: Path) -> None:
    gone: list[tuple[Assessment, ...]] = [(), (judged(verdict=Verdict.MET, due_on=DUE),)]
    gone.append((judged(verdict=Verdict.WAIVED, due_on=DUE),))
    for number, now in enumerate(gone):
        root = tmp_path / str(number)
        assert run(root, day(18), closed_port(), by_due(day(18))).undelivered
        mailbox = Mailbox()
        with serving(mailbox) as port:
            assert run(root, day(19), port, *now).deliveries == ()
        assert mailbox.taken == []


def test_what_may_have_arrived_is_not_repeated_once_nothing_in_it_is_true_and_half_true_it_is(tmp_path: Path) -> None:
    broken = judged(BAN, "north", Verdict.BREACHED, count=1, last_reported_on=day(18))
    done = judged(verdict=Verdict.MET, due_on=DUE)
    for name, then, repeated in (("none", (done,), 0), ("half", (done, broken), 1)):
        mailbox = Mailbox()
        mailbox.drops = 1
        with serving(mailbox) as port:
            assert run(tmp_path / name, day(18), port, by_due(day(18)), broken).undelivered
            outcome = run(tmp_path / name, day(19), port, *then)
            assert (len(outcome.deliveries), outcome.undelivered) == (repeated, False)
            assert run(tmp_path / name, day(19), port, *then).deliveries == ()
        assert len(mailbox.taken) == 1 + repeated
        assert len(mailbox.ids()) == 1


def test_a_duty_closed_while_its_mail_was_unclear_and_opened_again_is_told_anew(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.drops, mailbox.takes_before_dropping = 1, False
    with serving(mailbox) as port:
        run(tmp_path, day(18), port, by_due(day(18)))
        run(tmp_path, day(19), port, judged(verdict=Verdict.MET, due_on=DUE))
        assert states(run(tmp_path, day(19), port, by_due(day(19)))) == [(OLD, "sent")]
    assert mailbox.recipients() == Counter([OLD])


def test_a_clock_set_back_while_a_delivery_waits_neither_loses_nor_doubles_it(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with serving(mailbox) as port:
        assert run(tmp_path, day(24), closed_port(), by_due(day(24))).undelivered
        assert states(run(tmp_path, day(14), port, by_due(day(14)))) == [(OLD, "sent")]  # due-7, as it was on that day
        back = run(tmp_path, day(24), port, by_due(day(24)))
        assert dict(states(back)) == {OLD: "sent", "head@water.example": "sent"}
        assert run(tmp_path, day(24), port, by_due(day(24))).deliveries == ()
    assert mailbox.recipients() == Counter({OLD: 2, "head@water.example": 1})


def test_an_escalation_says_that_the_unit_could_not_be_reached(tmp_path: Path) -> None:
    mailbox = Mailbox()
    mailbox.refuses = {OLD}
    with serving(mailbox) as port:
        for number in (21, 22, 23):
            run(tmp_path, day(number), port, by_due(day(number)))
    ((recipient, _, content),) = mailbox.taken
    message = email.message_from_bytes(content, policy=email.policy.default)
    text = message.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
    assert recipient == "head@water.example"
    assert "تعذر إيصال التنبيه إلى الجهة حتى الآن" in text
    assert "نُبِّهت الجهة" not in text
