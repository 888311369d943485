"""Why a verdict is what it is, in each language, from the facts of the table's row alone (semantics §7). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tracker.model import State, Text, Untaken, Verdict
from tracker.wording import STATES, VERDICTS, counted, date_text

TAGS = ("ar", "en")
AFTER_A_COLON = frozenset({"due_in", "open_incidents", "claims_open"})
"""Sentences whose counted noun stands after a colon, so in the nominative."""

CAUSES: dict[str, Text] = {
    "membership_ended": {
        "ar": "لم تعد الجهة ممن يشملهم الأمر",
        "en": "the unit is no longer among those that the order means",
    },
    "unit_dissolved": {"ar": "أُلغيت الجهة", "en": "the unit was dissolved"},
    "waived": {"ar": "أُعفيت الجهة منه بقرار", "en": "the unit was released from it by decision"},
    "event_retracted": {"ar": "سُحبت الواقعة من القائمة", "en": "the event was taken back in the list"},
    "revoked": {"ar": "أُلغي الأمر", "en": "the order was revoked"},
    "superseded": {"ar": "حلّ محله أمر آخر", "en": "another order took its place"},
}

SENTENCES: dict[str, Text] = {
    "not_in_force": {"ar": "يبدأ سريانه في {effective}.", "en": "It takes effect on {effective}."},
    "waived": {"ar": "سقط في {withdrawn}: {cause}.", "en": "It fell away on {withdrawn}: {cause}."},
    "before": {"ar": "وكان حكمه في اليوم السابق: {before}.", "en": "The day before it was: {before}."},
    "before_then": {
        "ar": "وكان حكمه في اليوم السابق، بما أُبلغ به حتى حينه: {before}.",
        "en": "The day before, by what had been reported by then, it was: {before}.",
    },
    "suspended": {
        "ar": "العمل به موقوف منذ {suspended_from}، ولم يُستأنف.",
        "en": "It has been suspended since {suspended_from} and has not been resumed.",
    },
    "suspended_until": {
        "ar": "العمل به موقوف من {suspended_from} إلى {suspended_until}.",
        "en": "It is suspended from {suspended_from} to {suspended_until}.",
    },
    "by_order": {"ar": "المرجع: {cause_reference}.", "en": "Reference: {cause_reference}."},
    "suspended_by": {"ar": "المرجع: {suspended_by}.", "en": "Reference: {suspended_by}."},
    "ended": {"ar": "انتهى العمل به في {ends}.", "en": "It ended on {ends}."},
    "ended_as": {"ar": "وكان حكمه في ذلك اليوم: {before}.", "en": "On that day it was: {before}."},
    "no_evidence": {
        "ar": "أُبلغ بإنجازه في {first_done} والإثبات مطلوب، ولم يرد إثبات مقبول (كتاب برقم أو تاريخ، أو ملف محفوظ).",
        "en": "Done was reported on {first_done} and evidence is required, but none that is accepted was given "
        "(a reference with a number or a date, or a kept file).",
    },
    "evidence_wanted": {
        "ar": "أُبلغ بإنجازه في {first_done} والإثبات مطلوب.",
        "en": "Done was reported on {first_done} and evidence is required.",
    },
    "before_order": {
        "ar": "تاريخ الإنجاز المذكور {completion} سابق لسريان الأمر في {effective}.",
        "en": "The stated completion, {completion}, lies before the order took effect on {effective}.",
    },
    "reported_before_order": {
        "ar": "أُبلغ بإنجازه في {first_done}، قبل سريان الأمر في {effective}.",
        "en": "Done was reported on {first_done}, before the order took effect on {effective}.",
    },
    "before_own_day": {
        "ar": "تاريخ الإنجاز المذكور {completion} سابق ليوم {effective}، وهو أول ما يُحسب له هذا الواجب.",
        "en": "The stated completion, {completion}, lies before {effective}, the first day of this duty.",
    },
    "reported_before_own_day": {
        "ar": "أُبلغ بإنجازه في {first_done}، قبل {effective}، وهو أول ما يُحسب له هذا الواجب.",
        "en": "Done was reported on {first_done}, before {effective}, the first day of this duty.",
    },
    "evidence_of_before": {
        "ar": "وقد قُدِّم إثبات مقبول، لكنه لما أُنجز قبل ذلك.",
        "en": "Accepted evidence was given, but of what was done before that.",
    },
    "met": {"ar": "أُنجز في {completion}، ضمن الموعد {due}.", "en": "Done on {completion}, by the due date {due}."},
    "met_undated": {
        "ar": "أُنجز في {completion}، ولا موعد محدداً له.",
        "en": "Done on {completion}; it has no due date.",
    },
    "met_unresolved": {
        "ar": "أُنجز في {completion}، وموعده غير محدد بعد.",
        "en": "Done on {completion}; its due date is not known yet.",
    },
    "met_late": {
        "ar": "أُنجز في {completion}، بعد الموعد {due} بمدة {days}.",
        "en": "Done on {completion}, {days} after the due date {due}.",
    },
    "overdue": {
        "ar": "لم يُنجز، وقد تجاوز الموعد {due} بمدة {days}.",
        "en": "Not done, {days} past the due date {due}.",
    },
    "due_in": {"ar": "لم يُنجز بعد، والباقي حتى الموعد {due}: {days}.", "en": "Not done yet; {days} left until {due}."},
    "due_today": {"ar": "لم يُنجز بعد، وموعده اليوم {due}.", "en": "Not done yet, and due today, {due}."},
    "review_passed": {
        "ar": "لم يُنجز، ولا موعد محدداً له، وقد مضى تاريخ مراجعته المفترض {review}.",
        "en": "Not done; it has no due date, and its assumed review date {review} has passed.",
    },
    "review_silent": {
        "ar": "لم يُنجز، ولا موعد محدداً له، ومضت مدة الإبلاغ كاملة في {window_end} بلا إبلاغ جديد.",
        "en": "Not done; it has no due date, and a whole window without a report ended on {window_end}.",
    },
    "pending_undated": {
        "ar": "لم يُنجز بعد، ولا موعد محدداً له؛ تاريخ مراجعته المفترض {review}.",
        "en": "Not done yet; it has no due date, its assumed review date is {review}.",
    },
    "review_passed_unresolved": {
        "ar": "لم يُنجز، وقد مضى تاريخ مراجعته المفترض {review}.",
        "en": "Not done; its assumed review date {review} has passed.",
    },
    "pending_undated_unresolved": {
        "ar": "لم يُنجز بعد؛ تاريخ مراجعته المفترض {review}.",
        "en": "Not done yet; its assumed review date is {review}.",
    },
    "waits_for_notification": {
        "ar": "موعده يُحسب من تبليغ الجهة، ولم يُسجَّل تبليغها (notifications.csv).",
        "en": "Its deadline counts from the unit's notification, and none is recorded (notifications.csv).",
    },
    "waits_for_event": {
        "ar": "موعده يُحسب من واقعة لم يُسجَّل وقوعها؛ فمتى وقعت سُجِّل الموعد بالأمر register amend.",
        "en": "Its deadline counts from an event that is not recorded; once it has come, register amend sets the date.",
    },
    "waits_for_event_named": {
        "ar": "موعده يُحسب من واقعة ({waits_ref}) لم يُسجَّل وقوعها؛ فمتى وقعت سُجِّل الموعد بالأمر register amend.",
        "en": "Its deadline counts from an event ({waits_ref}) that is not recorded; once it has come, register amend "
        "sets the date.",
    },
    "waits_for_obligation": {
        "ar": "موعده يُحسب من إنجاز الالتزام {waits_ref}، ولم يُقبل إنجازه بعد.",
        "en": "Its deadline counts from the completion of {waits_ref}, which is not accepted as done yet.",
    },
    "waits_for_circle": {
        "ar": "موعده لا يُعرف: تسلسل المواعيد {waits_ref} يعود إلى نفسه، ولا يفكه إلا تعديل أحدها.",
        "en": "Its deadline cannot be known: the chain of deadlines {waits_ref} comes round to itself; "
        "only an amendment of one of them opens it.",
    },
    "waits_for_not_once": {
        "ar": "موعده لا يُعرف: يُحسب من إنجاز الالتزام {waits_ref}، وليس مما يُنجز مرة واحدة.",
        "en": "Its deadline cannot be known: it counts from the completion of {waits_ref}, "
        "which is not something done once.",
    },
    "waits_for_unknown": {
        "ar": "موعده لا يُعرف: يُحسب من إنجاز «{waits_ref}»، وليس معرّف التزام مصادق عليه.",
        "en": "Its deadline cannot be known: it counts from the completion of “{waits_ref}”, "
        "which is not the identifier of an approved obligation.",
    },
    "open_incidents": {
        "ar": "مخالفات لم تُعالَج: {open_incidents}.",
        "en": "Incidents still open: {open_incidents}.",
    },
    "claims_open": {
        "ar": "منها استناد إلى الاستثناء بلا مرجع: {claims_open}.",
        "en": "Of these, claims of the exception without a reference: {claims_open}.",
    },
    "not_kept": {
        "ar": "آخر إبلاغ ({last_on}) يقول: {state}.",
        "en": "The last report ({last_on}) says: {state}.",
    },
    "unreported": {
        "ar": "لم يرد أي إبلاغ منذ {window_start}، وانتهت مدة الإبلاغ في {window_end}؛ والسكوت ليس التزاماً.",
        "en": "No report since {window_start}; the window closed on {window_end}. Silence is not compliance.",
    },
    "lapsed": {
        "ar": "آخر إبلاغ كان في {heard_on}، وانتهت مدة الإبلاغ التالي في {window_end}.",
        "en": "The last report was on {heard_on}; the window for the next closed on {window_end}.",
    },
    "compliant": {
        "ar": "آخر إبلاغ ({last_on}) يقول: {state}، ولا مخالفة مفتوحة؛ الإبلاغ التالي حتى {window_end}.",
        "en": "The last report ({last_on}) says: {state}, and no incident is open; "
        "the next report is due by {window_end}.",
    },
    "first_report": {
        "ar": "لم يرد إبلاغ بعد، ومدة الإبلاغ مفتوحة حتى {window_end}.",
        "en": "No report yet; the window is open until {window_end}.",
    },
    "last_report": {"ar": "آخر إبلاغ في {last_on}: {state}.", "en": "Last report on {last_on}: {state}."},
    "no_report": {"ar": "لم يرد عنه أي إبلاغ.", "en": "Nothing was ever reported on it."},
    "none_taken": {"ar": "لم يُقبل عنه أي إبلاغ.", "en": "No report on it has been accepted."},
    "unreported_not_taken": {
        "ar": "لم يُقبل أي إبلاغ منذ {window_start}، وانتهت مدة الإبلاغ في {window_end}.",
        "en": "No report has been accepted since {window_start}; the window closed on {window_end}.",
    },
    "lapsed_not_taken": {
        "ar": "آخر إبلاغ مقبول كان في {heard_on}، وانتهت مدة الإبلاغ التالي في {window_end}.",
        "en": "The last accepted report was on {heard_on}; the window for the next closed on {window_end}.",
    },
    "first_report_not_taken": {
        "ar": "لم يُقبل إبلاغ بعد، ومدة الإبلاغ مفتوحة حتى {window_end}.",
        "en": "No report has been accepted yet; the window is open until {window_end}.",
    },
    "review_silent_not_taken": {
        "ar": "لم يُنجز، ولا موعد محدداً له، ومضت مدة الإبلاغ كاملة في {window_end} بلا إبلاغ جديد مقبول.",
        "en": "Not done; it has no due date, and a whole window without a new accepted report ended on {window_end}.",
    },
    "with_evidence": {"ar": "الإثبات مقبول.", "en": "The evidence is accepted."},
    "ruled_accept": {
        "ar": "قُبل إثباته بقرار {ruled_by} في {ruled_on} ({ruled_reference}).",
        "en": "Its evidence was accepted by decision of {ruled_by} on {ruled_on} ({ruled_reference}).",
    },
    "ruled_refuse": {
        "ar": "رُفض إثباته بقرار {ruled_by} في {ruled_on} ({ruled_reference}).",
        "en": "Its evidence was refused by decision of {ruled_by} on {ruled_on} ({ruled_reference}).",
    },
    "ruled_refuse-claim": {
        "ar": "أُبلغ عنه في {ruled_report}: {ruled_state}، ورُفض ذلك بقرار {ruled_by} في {ruled_on} ({ruled_reference}).",
        "en": "It was reported on {ruled_report}: {ruled_state}; that was refused by decision of {ruled_by} "
        "on {ruled_on} ({ruled_reference}).",
    },
    "taken_back": {
        "ar": "سُحب ما أُبلغ به عنه في {taken_back}.",
        "en": "What had been reported on it on {taken_back} was taken back.",
    },
    "nothing_believed": {
        "ar": "ورد إبلاغ لم يُقبل لأن تاريخ إنجازه لاحق لتاريخ الإبلاغ.",
        "en": "A report was not accepted: its completion lies after its own date.",
    },
}


WHEN_ROWS_CAME = {
    "no_report": "none_taken",
    "unreported": "unreported_not_taken",
    "lapsed": "lapsed_not_taken",
    "first_report": "first_report_not_taken",
    "review_silent": "review_silent_not_taken",
}
"""Sentences that speak of silence, and what is said where rows came and were not taken."""

CAME: dict[str, tuple[str, str, str]] = {
    "ar": ("ورد صف لم يُقبل: {places}.", "ورد صفان لم يُقبلا: {places}.", "وردت صفوف لم تُقبل: {places}."),
    "en": (
        "A row came that was not taken: {places}.",
        "Two rows came that were not taken: {places}.",
        "Rows came that were not taken: {places}.",
    ),
}
MAY_CONCERN: Text = {
    "ar": "وقد يعنيه ما ورد ولم يُقبل: {places}.",
    "en": "What came and was not taken may concern it: {places}.",
}
AND_MORE: Text = {"ar": "وغيرها ({n})", "en": "and others ({n})"}
FELL_AWAY = (Verdict.NOT_IN_FORCE, Verdict.WAIVED)
"""Verdicts that rest on no report."""
OWN_DAY = ("period", "event", "heir", "unit", "member", "notification")
"""What makes a duty begin later than the order (``effective_by``)."""
PLACES = 3
"""Cells named in a reason; the rest are counted."""


def reason(verdict: Verdict, facts: Mapping[str, Any], not_taken: Sequence[Untaken] = ()) -> Text:
    """The reason in every language. ``not_taken``: rows on the duty that came and were not taken."""
    parts = _parts(verdict, facts)
    came = facts.get("rows") or facts.get("taken_back")  # and none of it counts
    if not_taken or (not facts["reported"] and came):
        parts = [WHEN_ROWS_CAME.get(part, part) for part in parts]
    return {tag: " ".join([*(_fill(part, facts, tag) for part in parts), *_came(not_taken, tag)]) for tag in TAGS}


def _came(rows: Sequence[Untaken], tag: str) -> list[str]:
    """Which rows came: those on the duty itself, then those that may be."""
    sure = _places(row for row in rows if row.obligation and row.unit)
    may_be = _places(row for row in rows if not (row.obligation and row.unit))
    said = [CAME[tag][min(len(sure), 3) - 1].format(places=_listed(sure, tag))] if sure else []
    return said + ([MAY_CONCERN[tag].format(places=_listed(may_be, tag))] if may_be else [])


def _places(rows: Iterable[Untaken]) -> list[str]:
    """Each row once, at the first cell that was not taken, with what stands there."""
    found: dict[tuple[str, str | None, int], str] = {}
    for row in rows:
        where = row.finding.source
        if where is not None:
            value = f" «{row.value}»" if row.value and len(row.value) <= 40 else ""
            found.setdefault(
                (where.file, where.sheet, row.row), f"{where.file} [{where.sheet}] {where.cell or row.row}{value}"
            )
    return list(found.values())


def _listed(places: Sequence[str], tag: str) -> str:
    more = len(places) - PLACES
    named = [*places[:PLACES], *([AND_MORE[tag].format(n=more)] if more > 0 else [])]
    return ("؛ " if tag == "ar" else "; ").join(named)


def _parts(verdict: Verdict, facts: Mapping[str, Any]) -> list[str]:
    simple = {
        Verdict.NOT_IN_FORCE: ["not_in_force"],
        Verdict.WAIVED: [
            "waived",
            *(["by_order"] if facts.get("cause_reference") else []),
            *_before(facts),
        ],
        Verdict.SUSPENDED: [
            "suspended_until" if facts.get("suspended_until") else "suspended",
            *(["suspended_by"] if facts.get("suspended_by") else []),
        ],
        Verdict.ENDED: ["ended", "ended_as"],
        Verdict.UNREPORTED: ["unreported"],
        Verdict.LAPSED: ["lapsed"],
        Verdict.COMPLIANT: ["compliant"],
    }
    if verdict in simple:
        parts = list(simple[verdict])
    elif verdict is Verdict.CLAIMED:
        parts = _claimed(facts)
    elif verdict in (Verdict.MET, Verdict.MET_LATE):
        undated = ["met_unresolved", _waits(facts)] if facts["due_unresolved"] else ["met_undated"]
        named = ["met_late" if verdict is Verdict.MET_LATE else "met"] if facts["due"] else undated
        told = facts["evidence_ok"] and facts.get("ruling") != "accept"  # the decision says it itself
        parts = [*named, *(["with_evidence"] if told else [])]
    elif verdict is Verdict.BREACHED:
        parts = []
        if facts["open_incidents"]:
            parts.append("open_incidents")
            if facts["claims_open"]:
                parts.append("claims_open")
        if facts["reported"] and not facts["kept"]:
            parts.append("not_kept")
    else:
        parts = _unfinished(verdict, facts)
    if facts["future"]:
        parts.append("nothing_believed")
    if facts.get("ruling") and verdict not in FELL_AWAY:
        parts.append(f"ruled_{facts['ruling']}")
    if facts.get("taken_back") and not facts["reported"] and verdict not in FELL_AWAY:
        parts.append("taken_back")
    return parts


def _before(facts: Mapping[str, Any]) -> list[str]:
    """How it stood the day before, where it was there then. What was met then and is no more was denied since."""
    before = facts.get("before")
    if before is None:
        return []
    return ["before_then" if before in (Verdict.MET, Verdict.MET_LATE) else "before"]


def _claimed(facts: Mapping[str, Any]) -> list[str]:
    """Both things that can be wrong with a claim, each where it is so."""
    bare = facts["evidence_required"] and not facts["evidence_ok"]
    parts = []
    if facts["completion"] < facts["effective"]:
        named = "before_own_day" if facts.get("effective_by") in OWN_DAY else "before_order"
        parts.append(named if facts["stated"] else f"reported_{named}")
        if facts["evidence_ok"]:
            parts.append("evidence_of_before")
    missing = "evidence_wanted" if facts.get("ruling") == "refuse" else "no_evidence"
    return parts + ([missing] if bare else [])


def _unfinished(verdict: Verdict, facts: Mapping[str, Any]) -> list[str]:
    """Overdue, due soon, review due and pending: the date first, then what was last heard."""
    if verdict is Verdict.PENDING and not facts["once"]:
        return ["first_report"]
    if verdict is Verdict.OVERDUE:
        parts = ["overdue"]
    elif facts["due"]:
        parts = ["due_in" if facts["days"] else "due_today"]
    else:
        passed = facts["review"] is not None and facts["as_of"] > facts["review"]
        open_yet = "pending_undated" if facts["review"] is not None else "no_report"
        parts = [("review_passed" if passed else "review_silent") if verdict is Verdict.REVIEW_DUE else open_yet]
        if facts["due_unresolved"]:
            parts = [_waits(facts), *(f"{part}_unresolved" if part != "no_report" else part for part in parts)]
    return [*parts, "last_report" if facts["reported"] else "no_report"]


def _waits(facts: Mapping[str, Any]) -> str:
    """What a due date that is not known waits for."""
    named = facts["waits_for"] == "event" and facts["waits_ref"]
    return f"waits_for_{facts['waits_for']}" + ("_named" if named else "")


def _fill(name: str, facts: Mapping[str, Any], tag: str) -> str:
    nominative = name in AFTER_A_COLON

    def show(key: str, value: Any) -> str:
        if isinstance(value, date):
            return date_text(value, tag)
        if key == "days" and value is not None:
            return counted(int(value), "day", tag, nominative=nominative)
        if key in ("open_incidents", "claims_open"):
            return counted(int(value), "case", tag, nominative=nominative)
        if key in ("state", "ruled_state") and value is not None:
            return STATES[State(value)][tag]
        if key == "before" and value is not None:
            return VERDICTS[Verdict(value)][tag]
        if key == "cause" and value is not None:
            return CAUSES[value][tag]
        return "—" if value is None else str(value)

    return SENTENCES[name][tag].format_map({key: show(key, value) for key, value in facts.items()})
