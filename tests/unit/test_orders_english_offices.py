"""English orders of offices that the benchmark does not hold: their heads, units with numbers, pronouns, what comes
each time."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.calendars.holidays import load
from tracker.calendars.profiles import profile
from tracker.model import Anchor, Modality, Pattern
from tracker.orders.documents import Document
from tracker.orders.extract import propose
from tracker.orders.records import ExtractedDocument, Proposal

LETTER = "Ministry of Ports\nNo. 12\nDate: 20 January 2026\nTo: Directorate of Quays\nSubject: Works\n\n"
NEWS = "Basra, 20 January 2026 - The Governor, Mr. Ade Bello, on Tuesday visited the port.\n\n"
MINUTES = "Minutes of the meeting of the Harbour Board held on 20 January 2026 in the old Custom House at Mersa\n\n"
LONG = "The hall was painted in the spring of the year before last.\n" * 14


def whole(text: str) -> ExtractedDocument:
    return propose(Document("a.txt", text, "en", ""), None, None, load(profile("literal")))


def read(text: str, head: str = LETTER) -> tuple[Proposal, ...]:
    return whole(head + text).obligations


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Ref. No. PMO/12/4A VOL. IV                 3rd November, 2025", "PMO/12/4A VOL. IV"),
        ("Our Ref: HRM CONF 12     Date: 3 November 2025", "HRM CONF 12"),
        ("Wellington, 3 November 2025\t\tFile: B-112", "B-112"),
        ("D.O. No. 9-3/2025-Genl.\n\nSimla, the 3rd November, 2025", "9-3/2025-Genl."),
        ("F. No. 44/2025\nKochi, Dated the 3rd November, 2025", "44/2025"),
    ],
)
def test_the_number_and_the_day_of_a_letter_side_by_side(line: str, number: str) -> None:
    found = whole(
        f"MINISTRY OF PORTS\n{line}\n\nSub:- Files\n\nAll offices shall count the files within 5 days.\n{LONG}"
    )
    assert (found.metadata.issued_on, found.metadata.number) == (date(2025, 11, 3), number)
    assert found.metadata.subject == "Files"
    assert [p.due_on for p in found.obligations] == [date(2025, 11, 8)]


def test_the_columns_of_a_table_date_no_letter() -> None:
    found = whole(
        f"MINISTRY OF PORTS\nNo. 5\nSubject: Harbour works\n\nMend the crane      Quays      3 November 2025\n{LONG}"
    )
    assert found.metadata.issued_on is None


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("1. 21 Infantry Battalion is to hold the bridge until 3 March 2026.", "21 Infantry Battalion"),
        ("2. 2 (Mountain) Brigade shall hold the pass until 3 March 2026.", "2 (Mountain) Brigade"),
        ("(3) 7 Transport Company must keep two lorries ready until 3 March 2026.", "7 Transport Company"),
        ("4. 101 Field Hospital and 3 Squadron shall keep watch.", "101 Field Hospital and 3 Squadron"),
    ],
)
def test_the_number_of_a_unit_is_part_of_its_name(words: str, who: str) -> None:
    (found,) = read(words + "\n")
    assert (found.addressee, found.pattern) == (who, Pattern.MAINTENANCE)


@pytest.mark.parametrize(
    "line",
    [
        "This practice direction comes into operation on 2 February 2026.",
        "These standing orders shall have effect from 2 February 2026.",
        "The provisions of this By-law come into force on 2 February 2026.",
    ],
)
def test_an_order_of_any_kind_says_since_when_it_holds(line: str) -> None:
    (found,) = read(f"1. {line}\n2. The Registry shall name a clerk within 30 days of its coming into operation.\n")
    assert found.effective_on == date(2026, 2, 2)
    (counted,) = read(f"1. {line}\n2. Each clerk shall list the files within 30 days of the date of effect.\n")
    assert (counted.deadline.anchor, counted.due_on) == (Anchor.EFFECTIVE, date(2026, 3, 4))


@pytest.mark.parametrize(
    ("words", "who", "pattern"),
    [
        ("ordered the Revenue Wing to audit the tills within three days", "Revenue Wing", Pattern.ACHIEVEMENT),
        ("directed the state board to review the fares within three days", "state board", Pattern.ACHIEVEMENT),
        ("ordered a police inquiry into the fire", None, Pattern.ACHIEVEMENT),
        ("imposed a night curfew in the port", None, Pattern.MAINTENANCE),
    ],
)
def test_what_a_governor_orders_by_name_or_by_verb(words: str, who: str | None, pattern: Pattern) -> None:
    (found,) = read(f"The Governor {words}.\n", NEWS)
    assert (found.addressee, found.pattern) == (who, pattern)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Nobody shall hand over a child to any person without the order of a court.", "the order of a court"),
        ("Wardens must not release a detainee without the signature of the governor.", "the signature"),
        ("A clerk shall not lend a file by any means without written leave.", "written leave"),
        ("No truck without a number shall enter the port.", None),
    ],
)
def test_what_may_be_done_with_leave_is_excepted(words: str, left: str | None) -> None:
    (found,) = read(words + "\n")
    assert found.modality is Modality.PROHIBITION
    assert (left is None) == (not found.exceptions)
    assert left is None or left in found.exceptions[0]


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("Avalanches are to be reported to headquarters at once.", Pattern.TRIGGERED),
        ("Absences from the night shift shall be notified to the matron.", Pattern.TRIGGERED),
        ("Masters shall report oil slicks to the harbour radio.", Pattern.TRIGGERED),
        ("Inspection results shall be reported to the Board at once.", Pattern.ACHIEVEMENT),
        ("The defects shall be reported to the Board by 5 March 2026.", Pattern.ACHIEVEMENT),
    ],
)
def test_what_happens_is_reported_each_time(words: str, pattern: Pattern) -> None:
    (found,) = read(words + "\n")
    assert found.pattern is pattern


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("The lift is to be stopped. It must not return to service until it is mended.", Modality.PROHIBITION),
        ("The vessel is to be detained. It shall not leave the berth before the fine is paid.", Modality.PROHIBITION),
        ("The device must be sealed. It must be kept in the strong room.", Modality.OBLIGATION),
    ],
)
def test_it_is_what_the_sentence_before_spoke_of(words: str, modality: Modality) -> None:
    found = read(words + "\n")
    assert [p.modality for p in found] == [Modality.OBLIGATION, modality]
    assert found[1].quote.startswith("It ")


def test_it_may_be_a_body_and_may_be_nothing() -> None:
    found = read("A committee on leases shall be formed. It shall report by 3 March 2026.\n")
    assert (found[-1].addressee, found[-1].due_on) == ("committee", date(2026, 3, 3))
    assert len(read("Files shall be kept. It must be remembered that time is short.\n")) == 1


@pytest.mark.parametrize(
    "words",
    [
        "The entry of live hogs is hereby strictly prohibited.",
        "The sale of fireworks is hereby temporarily banned.",
        "Principals shall:\n(a) name an officer; and\n(b) not renew the contract of a stallholder.",
        "1. Fire Services will not issue burning permits.",
        "1. Each clinic will no longer lend wheelchairs.",
    ],
)
def test_a_ban_in_other_words(words: str) -> None:
    assert read(words + "\n")[-1].modality is Modality.PROHIBITION


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Overtime must be pre-approved by your Director.", "your Director"),
        ("Invoices shall be countersigned by the finance unit.", "finance unit"),
        ("All cheques must be signed by two directors.", "two directors"),
        ("Forms must be completed by staff of the depot by noon.", "staff of the depot"),
        ("Returns are to be sent by registered post.", "Directorate of Quays"),
    ],
)
def test_who_acts_in_a_passive(words: str, who: str) -> None:
    (found,) = read(words + "\n")
    assert found.addressee == who


def test_reasons_are_no_orders_and_resolutions_are() -> None:
    found = read(
        "Whereas:\n(1) The audit found gaps.\n(2) Clear rules should be laid down.\n\nResolved:\n"
        "(a) that the Treasurer provide a list of all awards by 30 April 2026;\n"
        "(b) that Internal Audit re-test the controls within six months;\n"
        "(c) that no award be made without the approval of the Chair.\n",
        MINUTES,
    )
    assert [(p.addressee, p.due_on, p.modality) for p in found] == [
        ("Treasurer", date(2026, 4, 30), Modality.OBLIGATION),
        ("Internal Audit", date(2026, 7, 20), Modality.OBLIGATION),
        (None, None, Modality.PROHIBITION),
    ]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The Risk Manager undertook to send the register by 3 March 2026.", "Risk Manager"),
        ("Ms Bello offered to draft the letter by 3 March 2026.", "Ms Bello"),
        ("The Committee requested the External Auditor to reply by 3 March 2026.", "External Auditor"),
    ],
)
def test_who_took_something_on_at_a_meeting(words: str, who: str) -> None:
    (found,) = read(words + "\n", MINUTES)
    assert (found.addressee, found.due_on) == (who, date(2026, 3, 3))


@pytest.mark.parametrize(
    "day", ["end of day Thursday", "EOD Thursday", "midday on Thursday", "the end of the day, Thursday"]
)
def test_an_hour_of_a_weekday_is_that_day(day: str) -> None:
    (found,) = read(f"1. All wards must send their lists by {day}.\n")
    assert found.due_on == date(2026, 1, 22)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("The Service shall update the list every year by 31 January.", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31"),
        ("The Service shall file a return annually, not later than 15 May.", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=15"),
        (
            "Clerks shall check the books monthly and shall send a list by the tenth day of the following month.",
            "FREQ=MONTHLY;BYMONTHDAY=10",
        ),
    ],
)
def test_the_day_of_each_year_or_month(words: str, rule: str) -> None:
    found = read(words + "\n")[-1]
    assert (found.pattern, found.deadline.rrule) == (Pattern.PERIODIC, rule)
