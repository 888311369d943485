"""English orders: verbs joined with times of their own, cases that come again, what 'I direct that' governs."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.test_orders_english_wider import MINUTES, NEWS, read
from tracker.model import Anchor, Modality, Pattern, Strength

ACT = "MEMORANDUM FOR THE HEADS OF AGENCIES\n\nOctober 14, 2025\n\nSUBJECT: Docks\n\n"


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "1. Masters will ensure that soundings are entered in it every day and that the log is sent each week.\n",
            ["soundings are entered in it every day", "the log is sent each week"],
        ),
        (
            "1. The depot shall see to it that tanks are dipped daily and that the figures are posted every Monday.\n",
            ["tanks are dipped daily", "the figures are posted every Monday"],
        ),
        (
            "1. The certificate of each lift must be kept for ten years and produced to an inspector on request.\n",
            ["must be kept for ten years", "produced to an inspector on request"],
        ),
        (
            "1. Each claim must be entered in the ledger and answered within five days.\n",
            ["must be entered in the ledger", "answered within five days"],
        ),
    ],
)
def test_a_second_verb_with_a_time_of_its_own_is_a_duty_of_its_own(text: str, quotes: list[str]) -> None:
    found = read(text)
    assert len(found) == len(quotes)
    assert all(quote in p.quote for p, quote in zip(found, quotes, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "1. Masters will ensure that all the ladders are sound and that the lamps are lit.\n",
        "1. Each pump must be inspected and tested every month.\n",
        "1. Officers shall note that the bridge is closed and that the ferry leaves each Monday.\n",
    ],
)
def test_one_time_for_both_is_one_duty(text: str) -> None:
    assert len(read(text)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "1. In the case of an accident, the driver shall remain at the scene.\n",
        "1. If the river rises above four metres, wardens must maintain a watch on the sluice.\n",
        "1. In the event of a fire, the crew shall keep the gate open.\n",
        "1. Should a boiler fail, the caretaker shall stay on the premises.\n",
        "1. If the average wait at a counter exceeds an hour, the head of it shall send us a plan within 15 days of "
        "the second return.\n",
    ],
)
def test_what_a_case_asks_for_comes_again(text: str) -> None:
    assert [p.pattern for p in read(text)] == [Pattern.TRIGGERED]


def test_the_case_that_opens_a_sentence_is_that_of_its_later_verb() -> None:
    first, second = read(
        "1. In the case of a leak, the fitter shall close the main and shall tell the Control Room at once.\n"
    )
    assert (first.pattern, second.pattern) == (Pattern.TRIGGERED, Pattern.TRIGGERED)
    assert second.due_on is None


@pytest.mark.parametrize(
    "text",
    [
        "1. If necessary, wardens shall keep a second boat ready.\n",
        "1. The wardens shall maintain a watch on the sluice.\n",
        "1. If the works are not finished, the contractor shall maintain the fence until 3 May 2026.\n",
    ],
)
def test_no_case_no_event(text: str) -> None:
    assert [p.pattern for p in read(text)] == [Pattern.MAINTENANCE]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "I FURTHER DIRECT that as soon as possible, this Order be filed here and that notice be given of it.\n",
            ["be filed here", "notice be given of it"],
        ),
        ("I hereby order that the gates be closed by 3 May 2026.\n", ["the gates be closed by 3 May 2026"]),
        (
            "I direct that the Port Authority publish the tariff by 3 May 2026.\n",
            ["the Port Authority publish the tariff by 3 May 2026"],
        ),
        ("I direct that no crane be moved at night.\n", ["no crane be moved at night"]),
    ],
)
def test_what_is_directed_to_be(text: str, quotes: list[str]) -> None:
    found = read(text, ACT)
    assert len(found) == len(quotes)
    assert all(quote in p.quote for p, quote in zip(found, quotes, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "Last year I found that the gates were closed.\n",
        "I directed, as you know, a review that the Board publishes.\n",
        "I know that the gates are closed and that notice is given each day.\n",
    ],
)
def test_what_nobody_directs_here(text: str) -> None:
    assert read(text, ACT) == ()


@pytest.mark.parametrize(
    "text",
    [
        "1. The office shall retain all invoices for a period of three years.\n",
        "1. The report of each test must be kept for six years.\n",
        "1. Banks shall preserve copies of the forms for five years.\n",
        "1. Schools must not use heaters indoors, other than for up to five days following a breakdown.\n",
    ],
)
def test_a_period_of_each_record_or_of_an_exception_ends_no_duty(text: str) -> None:
    assert [p.ends_on for p in read(text)] == [None]


def test_a_duty_with_a_length_of_its_own_ends() -> None:
    assert [p.ends_on for p in read("1. The gates shall be kept closed for two weeks.\n")] == [date(2026, 2, 3)]


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("1. You shall count the pumps within 20 days from the date of receiving our letter.\n", Anchor.NOTIFICATION),
        ("1. You shall reply within a week of receipt of this circular.\n", Anchor.NOTIFICATION),
        ("1. The office shall answer a claim within 20 days of receiving the claim.\n", Anchor.EVENT),
        ("1. Owners must fit a lamp within 3 months of the commencement of this Notice.\n", Anchor.EFFECTIVE),
        ("1. Owners must fit a lamp within 3 months of the commencement of the works.\n", Anchor.EVENT),
    ],
)
def test_from_which_day_a_period_counts(text: str, anchor: Anchor) -> None:
    assert [p.deadline.anchor for p in read(text)] == [anchor]


@pytest.mark.parametrize(
    ("text", "who", "due"),
    [
        ("1. In boarding houses the work must be finished by 31 March 2026.\n", None, date(2026, 3, 31)),
        ("1. At level crossings the gates must be painted by 31 March 2026.\n", None, date(2026, 3, 31)),
        (
            "1. Unit officers are, not later than 19 March 2026, to withdraw all trailers.\n",
            "Unit officers",
            date(2026, 3, 19),
        ),
        ("1. The Supply Branch is, by 19 March 2026, to return the drums.\n", "Supply Branch", date(2026, 3, 19)),
        (
            "1. The Training Office undertakes the training of 50 fitters by 3 May 2026.\n",
            "Training Office",
            date(2026, 5, 3),
        ),
        ("1. The list may kindly be returned by 3 May 2026.\n", None, date(2026, 5, 3)),
        ("1. All heads may please submit the list by 3 May 2026.\n", "heads", date(2026, 5, 3)),
    ],
)
def test_shapes_that_order(text: str, who: str | None, due: date) -> None:
    (found,) = read(text)
    assert found.due_on == due
    assert who is None or who in (found.addressee or "")


@pytest.mark.parametrize(
    "text",
    [
        "1. The parties have liberty to apply on three days' notice.\n",
        "1. Head teachers will no doubt wish to remind staff of the signs.\n",
        "1. The list may be seen at the office.\n",
        "1. Kindly accord this matter the seriousness it deserves.\n",
        "1. Please give these rules the attention they deserve.\n",
    ],
)
def test_rights_and_exhortations_order_nothing(text: str) -> None:
    assert all(p.strength is Strength.EXHORTATION for p in read(text))


def test_what_was_told_to_a_conference_as_a_duty() -> None:
    (found,) = read(
        "The Governor, Mr. Ade Bello, told a news conference that skippers were to report every day.\n", NEWS
    )
    assert found.addressee == "skippers"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("1. Moved by Ms Okafor that the Clerk be directed to send a list to us by 3 March 2026. CARRIED\n", "Clerk"),
        (
            "1. Moved by Ms Bello, seconded by Mr Amin, that the Harbour Master close it by 3 March 2026. Carried\n",
            "Harbour Master",
        ),
        ("1. Moved by Mr Amin that principals be required to hold a drill by 3 March 2026. CARRIED\n", "principals"),
    ],
)
def test_a_motion_that_was_carried_orders(text: str, who: str) -> None:
    (found,) = read(text, MINUTES)
    assert (found.addressee, found.due_on) == (who, date(2026, 3, 3))


@pytest.mark.parametrize(
    "text",
    [
        "1. Moved by Mr Amin that the Board purchase a second plough. DEFEATED\n",
        "1. Moved by Mr Amin that the Board sell the barge by 3 May 2026. Withdrawn\n",
    ],
)
def test_a_motion_that_was_not_carried_orders_nothing(text: str) -> None:
    assert read(text, MINUTES) == ()


def test_a_rule_in_the_words_of_whoever_lays_it_down() -> None:
    (found,) = read('"No ferry sails without a list of names," Ms Corvo told reporters on the quay.\n', NEWS)
    assert (found.modality, found.pattern) == (Modality.PROHIBITION, Pattern.MAINTENANCE)


@pytest.mark.parametrize(
    "text",
    [
        '"No family sleeps without a lamp in that village," a resident said.\n',
        '"No boat was lost in the storm," Ms Corvo told reporters.\n',
        "No ferry sails without delay in winter, and passengers know it.\n",
    ],
)
def test_what_is_told_of_a_place_forbids_nothing(text: str) -> None:
    assert read(text, NEWS) == ()


def test_a_case_that_stops_work_is_a_duty_of_the_case() -> None:
    found = read("1. If a gas alarm sounds, crews must stop all work and must open the vents.\n")
    assert [(p.modality, p.pattern) for p in found] == [(Modality.OBLIGATION, Pattern.TRIGGERED)] * 2


def test_what_is_stopped_at_once_is_done_once() -> None:
    (found,) = read("1. The Treasurer shall cease payment into old accounts with immediate effect.\n")
    assert (found.modality, found.due_on) == (Modality.OBLIGATION, date(2026, 1, 20))
    (kept,) = read("1. The office shall stop all deliveries.\n")
    assert kept.modality is Modality.PROHIBITION


def test_a_limit_before_the_first_verb_of_an_item_is_that_of_both() -> None:
    found = read(
        "The Registrar shall:\n\n(a) within 20 days of the date of this letter, name an officer and notify us of it;\n"
    )
    assert [p.due_on for p in found] == [date(2026, 2, 9)] * 2


def test_at_once_is_not_before_the_order_is_in_force() -> None:
    text = (
        "The Collectors are directed to:\n\n(a) seal without delay any store whose bond has lapsed;\n\n"
        "This Circular shall take effect on 1 March 2026.\n"
    )
    assert [p.due_on for p in read(text) if "seal" in p.quote] == [date(2026, 3, 1)]


def test_trusts_are_bodies_at_the_head_of_a_sentence() -> None:
    (found,) = read("1. Trusts with boats must name an officer by 3 May 2026.\n")
    assert found.addressee == "Trusts with boats"
