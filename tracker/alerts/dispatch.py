"""From what the ladder holds to what has gone out: plan, record, deliver, mark."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tracker.alerts import delivery, ladder, mail, wording
from tracker.alerts.delivery import Channel, Dropped, Rejected, Unclear, Unreachable
from tracker.alerts.outbox import Outbox
from tracker.alerts.records import Alert, AlertLine, DeliveryLine, Digest, History, Outcome, Parcel, Reason, Seen
from tracker.alerts.watch import changes
from tracker.assess.result import Result
from tracker.config import Settings
from tracker.register import Register

IN_A_ROW = 3
"""After so many deliveries without any answer the server is taken to be down; the rest wait for the next run."""
_ORDER = ("failed", "dead", "queued", "sent", "suppressed")


@dataclass(frozen=True, slots=True)
class Plan:
    """``channels`` maps each channel to the ladder's alerts as it stands there, and to the digests to be sent.
    ``outdated``: deliveries that may have arrived, and of which nothing is true any more for their recipient."""

    news: dict[str, Seen]
    channels: dict[str, tuple[list[Alert], list[Digest]]]
    unsent: list[Alert]
    outdated: frozenset[str] = frozenset()


def plan(
    result: Result,
    register: Register,
    settings: Settings,
    outbox: Outbox,
    moment: datetime,
    *,
    clock_set: bool = False,
) -> Plan:
    """What would go out now, and why the rest does not. Reads the store and writes nothing."""
    found: dict[str, tuple[list[Alert], list[Digest]]] = {}
    outdated: set[str] = set()
    history = History()
    for channel in delivery.names(settings):
        history = outbox.history(channel, result.as_of)
        alerts = ladder.due(result, register, settings, history, addressed=delivery.needs_address(channel))
        true = {(alert.recipient, alert.duty, alert.series) for alert in alerts}
        for parcel in outbox.unclear(channel):
            if not any((parcel.recipient, *about) in true for about in parcel.about):
                outdated.add(parcel.id)
        going: dict[str, list[Alert]] = {}
        for alert in alerts:
            if alert.suppressed is None and alert.recipient is not None:
                going.setdefault(alert.recipient, []).append(alert)
        found[channel] = (
            alerts,
            [
                mail.digest(channel, recipient, mine, register, settings, result.as_of, moment, clock_set=clock_set)
                for recipient, mine in sorted(going.items())
            ],
        )
    if found:
        return Plan(changes(result, history.seen), found, [], frozenset(outdated))
    history = outbox.history("", result.as_of)
    alerts = ladder.due(result, register, settings, history, addressed=False)
    unsent = [_without_channel(alert) for alert in alerts]
    return Plan(changes(result, history.seen), {}, unsent)


def _without_channel(alert: Alert) -> Alert:
    if alert.suppressed is not None:
        return alert
    cause = wording.suppressed(Reason.NO_CHANNEL, {})
    why = {tag: f"{text} — {cause[tag]}" for tag, text in alert.why.items()}
    return replace(alert, suppressed=Reason.NO_CHANNEL, why=why)


def rehearse(result: Result, register: Register, settings: Settings, moment: datetime) -> Outcome:
    """``--dry-run``: exactly what would go, and why the rest does not. Nothing is written or sent.

    Raises Refusal where the channels are configured so that nothing could be sent.
    """
    delivery.check(settings)
    outbox = Outbox(settings.path("store"))
    planned = plan(result, register, settings, outbox, moment)
    lines = [
        DeliveryLine(parcel.id, parcel.recipient, channel, parcel.alerts, "queued")
        for channel in planned.channels
        for parcel in outbox.unclear(channel)
        if parcel.id not in planned.outdated
    ]
    for channel, (_, digests) in planned.channels.items():
        lines += [DeliveryLine(d.id, d.recipient, channel, len(d.alerts), "queued") for d in digests]
    return Outcome(_alert_lines(planned, {}), tuple(lines))


def send(
    result: Result, register: Register, settings: Settings, moment: datetime, *, clock_set: bool = False
) -> Outcome:
    """Record what the ladder holds, deliver it, and whatever earlier runs left behind. The caller holds the lock.

    ``clock_set``: ``moment`` is that of a rehearsal (``clock.is_set``).

    Raises Refusal where the store or the channels cannot be used; nothing has been recorded then.
    """
    channels = delivery.channels(settings)
    outbox = Outbox(settings.path("store"))
    planned = plan(result, register, settings, outbox, moment, clock_set=clock_set)
    outbox.record(planned.news, planned.channels, result.as_of, moment, outdated=planned.outdated, clock_set=clock_set)
    lines = [line for channel in channels for line in deliver(outbox, channel, moment)]
    states = {(line.channel, line.id): line for line in lines}
    return Outcome(_alert_lines(planned, states), tuple(lines))


def send_recorded(settings: Settings, moment: datetime) -> Outcome:
    """Deliver what is recorded and has not gone out, as it was recorded: for a run that could not assess anything."""
    outbox = Outbox(settings.path("store"))
    channels = delivery.channels(settings)
    return Outcome((), tuple(line for channel in channels for line in deliver(outbox, channel, moment)))


def deliver(outbox: Outbox, channel: Channel, moment: datetime) -> list[DeliveryLine]:
    """Every open delivery of a channel, one after the other; the failure of one does not stop the others."""
    lines: list[DeliveryLine] = []
    silent = 0
    down: str | None = None
    try:
        for parcel in outbox.to_deliver(channel.name):
            if down is None:
                state, error, unanswered = _deliver_one(outbox, channel, parcel, moment)
                silent = silent + unanswered if unanswered else 0
                down = error if silent >= IN_A_ROW else None
            else:
                state, error = _put_off(outbox, parcel, moment, down), down
            file = channel.place(parcel) if state == "sent" else None
            lines.append(DeliveryLine(parcel.id, parcel.recipient, channel.name, parcel.alerts, state, error, file))
    finally:
        channel.close()
    return lines


def _deliver_one(outbox: Outbox, channel: Channel, parcel: Parcel, moment: datetime) -> tuple[str, str | None, int]:
    """Its state, why it failed, and how much it counts towards taking the server to be down (0: it answered)."""
    try:
        channel.ready()
    except Unreachable as error:
        return _put_off(outbox, parcel, moment, error.reason), error.reason, IN_A_ROW if error.lasting else 1
    outbox.mark_sending(parcel.id, moment)
    try:
        channel.send(parcel)
    except Rejected as error:
        outbox.mark_failed(parcel.id, moment, error.reason)
        return "failed", error.reason, 0
    except Dropped as error:
        return _put_off(outbox, parcel, moment, error.reason), error.reason, 1
    except Unclear as error:
        dead = outbox.mark_unclear(parcel, moment, error.reason, parcel.attempts + 1)
        return "dead" if dead else "failed", error.reason, 1
    outbox.mark_sent(parcel.id, moment)
    return "sent", None, 0


def _put_off(outbox: Outbox, parcel: Parcel, moment: datetime, reason: str) -> str:
    """Not handed over this time. What may have arrived before stays to be repeated as it was."""
    if parcel.unclear:
        outbox.mark_unclear(parcel, moment, reason, 0)
    else:
        outbox.mark_failed(parcel.id, moment, reason)
    return "failed"


def _alert_lines(planned: Plan, states: dict[tuple[str, str], DeliveryLine]) -> tuple[AlertLine, ...]:
    """One line an alert; over several channels the gravest state counts."""
    lines: dict[str, AlertLine] = {
        alert.key: AlertLine(alert, "suppressed", alert.suppressed, alert.why) for alert in planned.unsent
    }
    for channel, (alerts, digests) in planned.channels.items():
        sent_with = {alert.key: digest.id for digest in digests for alert in digest.alerts}
        for alert in alerts:
            state = "suppressed"
            if alert.key in sent_with:
                line = states.get((channel, sent_with[alert.key]))
                state = line.state if line is not None else "queued"
            known = lines.get(alert.key)
            if known is None or _ORDER.index(state) < _ORDER.index(known.state):
                lines[alert.key] = AlertLine(alert, state, alert.suppressed, alert.why)
    return tuple(lines.values())
