"""What arrives: one whole message a recipient, in its reader's direction, with nothing of the data in its headers."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path

import pytest
from alerts_project import send, verdicts
from alerts_samples import BAN, PLACE, REPAIR, by_due, day, judged, moment, register, result, settings

from tracker.alerts import dispatch, mail
from tracker.alerts.addresses import usable
from tracker.alerts.outbox import file_name
from tracker.model import Unit, Verdict
from tracker.register import Register, UnitTree


def messages(root: Path) -> dict[str, EmailMessage]:
    found = {}
    for path in sorted((root / "outbox").glob("*.eml")):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        assert message["To"] not in found
        found[str(message["To"])] = message
    return found


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_every_recipient_gets_one_file_with_all_alerts_and_the_banner_in_both_parts(tmp_path: Path) -> None:
    outcome = send(tmp_path, day(28))
    found = messages(tmp_path)
    assert {line.recipient for line in outcome.deliveries} == {*set(found) - {"فرع الصحراء:;"}, "mute"}
    assert {line.state for line in outcome.deliveries} == {"sent"}
    north = found["north@water.example"]
    assert north.get_content_type() == "multipart/alternative"
    for kind in ("plain", "html"):
        text = body(north, kind)
        assert "بيانات افتراضية" in text
        assert "invented data" in text
        assert "متأخر منذ 8 أيام؛ كان آخر موعد له يوم الخميس 20 آذار 2031" in text
        assert "إصلاح أنابيب التوزيع" in text
        assert "مُخالَف" in text
    assert '<html lang="ar" dir="rtl">' in body(north, "html")
    assert north["Subject"] == "متابعة الماء: 3 تنبيهات في متابعة الأوامر حتى 28 آذار 2031"
    assert north["From"] == "tracker@ministry.example"
    assert north["Auto-Submitted"] == "auto-generated"
    # the branch above the station has no address: its file names it, to be handed over
    assert set(found) == {
        "فرع الصحراء:;",
        "north@water.example",
        "south@water.example",
        "below@water.example",
        "head@water.example",
        "office@ministry.example",
    }


def test_two_alerts_are_counted_in_the_nominative(tmp_path: Path) -> None:
    two = [by_due(day(28)), judged(BAN, "north", Verdict.BREACHED, count=2, last_reported_on=day(9))]
    dispatch.send(result(day(28), two), register(), settings(tmp_path), moment(day(28)))
    north = messages(tmp_path)["north@water.example"]
    assert north["Subject"] == "متابعة الماء: تنبيهان في متابعة الأوامر حتى 28 آذار 2031"
    assert "الوضع حتى الجمعة 28 آذار 2031: تنبيهان." in body(north, "plain")


def test_a_mail_asks_the_office_for_its_report_and_those_above_it_to_direct_the_office(tmp_path: Path) -> None:
    send(tmp_path, day(28))
    found = messages(tmp_path)
    for kind in ("plain", "html"):
        assert "الإنجاز وإرسال الإبلاغ مع رقم الإثبات وتاريخه، أو طلب تمديد بسند." in body(
            found["south@water.example"], kind
        )
        above = body(found["office@ministry.example"], kind)
        assert "توجيه الجهات المذكورة إلى التنفيذ أو الإبلاغ." in above
        assert "إرسال الإبلاغ" not in above


def test_a_due_date_that_the_reason_names_is_not_said_again(tmp_path: Path) -> None:
    send(tmp_path, day(28))
    text = body(messages(tmp_path)["south@water.example"], "plain")
    assert text.count("الخميس 20 آذار 2031") == 1


def test_an_english_project_gets_english_mails_from_left_to_right(tmp_path: Path) -> None:
    given = replace(settings(tmp_path), languages=("en",))
    dispatch.send(verdicts(day(28)), register(), given, moment(day(28)))
    north = messages(tmp_path)["north@water.example"]
    assert '<html lang="en" dir="ltr">' in body(north, "html")
    for kind in ("plain", "html"):
        text = body(north, kind)
        assert "overdue for 8 days; it was due on Thu 20 Mar 2031" in text
        assert "invented data" in text
    assert north["Subject"] == "Water follow-up: 3 alerts on the orders followed up, as of 28 Mar 2031"


def test_the_same_run_makes_the_same_bytes_and_other_alerts_another_message_id(tmp_path: Path) -> None:
    for name in ("a", "b"):
        send(tmp_path / name, day(28))
    first, second = (sorted((tmp_path / name / "outbox").glob("*.eml")) for name in ("a", "b"))
    assert [p.name for p in first] == [p.name for p in second]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    send(tmp_path / "c", day(29))
    assert (
        messages(tmp_path / "a")["north@water.example"]["Message-ID"]
        != (messages(tmp_path / "c")["north@water.example"]["Message-ID"])
    )


def test_names_with_line_breaks_and_markup_change_neither_headers_nor_page(tmp_path: Path) -> None:
    bad = "فرع\r\nBcc: all@water.example\r\n\r\n<script>alert(1)</script>"
    tree = UnitTree([Unit("north", {"ar": bad, "en": bad}, "office", None, PLACE, email="north@water.example")])
    given = replace(settings(tmp_path), name={"ar": "اسم\r\nBcc: all@water.example"}, languages=("ar",))
    orders = Register(register().directives, tree, {})
    dispatch.send(result(day(19), [by_due(day(19))]), orders, given, moment(day(19)))
    (message,) = messages(tmp_path).values()
    assert message["Bcc"] is None
    assert "\n" not in message["Subject"]
    assert set(message.keys()) == {
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "Content-Language",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert "<script>" not in body(message, "html")
    assert "&lt;script&gt;" in body(message, "html")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@water.example",
        "a@",
        "a@water.example, b@water.example",
        "a@water.example\nBcc: b@water.example",
        "Name <a@water.example>",
        '"a b"@water.example',
        "a@-water.example",
        "a..b@water.example",
        "أحمد@water.example",
        "a" * 65 + "@water.example",
        "a@" + "w" * 64 + ".example",
    ],
)
def test_what_is_no_plain_address_is_never_used(address: str) -> None:
    assert not usable(address)


@pytest.mark.parametrize("address", ["ps-n1@basra.example.invalid", "first.last+x@water.example", "root@localhost"])
def test_a_plain_address_is(address: str) -> None:
    assert usable(address)


def test_thousands_of_duties_to_one_recipient_make_one_mail_that_can_be_read(tmp_path: Path) -> None:
    many = [
        judged(REPAIR, "north", Verdict.OVERDUE, due_on=day(20), days=8, event=f"E{number}") for number in range(2_000)
    ]
    outcome = dispatch.send(result(day(28), many), register(), settings(tmp_path), moment(day(28)))
    assert {line.recipient: line.alerts for line in outcome.deliveries}["north@water.example"] == 2_000
    text = body(messages(tmp_path)["north@water.example"], "plain")
    assert text.count("متأخر منذ") == mail.SHOWN
    assert f"عددها {2_000 - mail.SHOWN}" in text
    assert dispatch.send(result(day(28), many), register(), settings(tmp_path), moment(day(28))).deliveries == ()


@pytest.mark.parametrize(
    "name", ["متابعة توجيهات المحافظة، آب 2031 (مثال) وما بعدها من أوامر طويلة الأسماء", "x " * 60, "Ünït", "a"]
)
def test_a_subject_arrives_with_every_blank_and_in_lines_that_servers_take(tmp_path: Path, name: str) -> None:
    given = replace(settings(tmp_path), name={"ar": name})
    dispatch.send(result(day(19), [by_due(day(19))]), register(), given, moment(day(19)))
    (message,) = messages(tmp_path).values()
    assert message["Subject"] == f"{' '.join(name.split())}: تنبيه واحد في متابعة الأوامر حتى 19 آذار 2031"
    (file,) = (tmp_path / "outbox").glob("*.eml")
    assert max(map(len, file.read_bytes().split(b"\r\n"))) <= 998
    assert all(len(line) <= 78 for line in file.read_bytes().split(b"\r\n\r\n")[0].split(b"\r\n"))


def files(root: Path) -> list[Path]:
    return sorted((root / "outbox").glob("*.eml"))


def test_a_file_is_named_by_its_day_its_recipient_and_the_gravest_of_what_it_tells(tmp_path: Path) -> None:
    outcome = send(tmp_path, day(28))
    names = [re.sub(r"-[0-9a-f]{10}\.eml$", "", path.name) for path in files(tmp_path)]
    assert names == [
        "2031-03-28-below-no-report",
        "2031-03-28-head-escalate-1",
        "2031-03-28-issuer-escalate-2",
        "2031-03-28-mute-escalate-1",
        "2031-03-28-north-escalate-1",
        "2031-03-28-south-overdue",
    ]
    assert sorted(str(line.file) for line in outcome.deliveries) == [str(path) for path in files(tmp_path)]


@pytest.mark.parametrize(
    ("to", "name"),
    [
        ({"../../etc/passwd"}, "_.._etc_passwd"),
        ({"مستشفى الرافد"}, "مستشفى_الرافد"),
        ({"b", "a", "c"}, "a+2"),
        ({"u" * 300}, "u" * 40),
        (set(), "-"),
    ],
)
def test_a_file_name_stays_in_its_directory_whatever_the_unit_is_called(to: set[str], name: str) -> None:
    given = file_name(day(28), to, {"overdue", "escalate-1/breach"}, "0123456789abcdef01234567")
    assert given == f"2031-03-28-{name}-escalate-1-0123456789"


def test_a_file_can_be_read_in_an_editor_and_its_lines_are_as_long_as_mail_allows(tmp_path: Path) -> None:
    send(tmp_path, day(28))
    for path in files(tmp_path):
        raw = path.read_bytes()
        assert "المطلوب" in raw.decode("utf-8")
        assert max(map(len, raw.split(b"\r\n"))) <= 998
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert {part["Content-Transfer-Encoding"] for part in message.walk()} == {"8bit"}


def test_a_text_too_long_for_a_line_of_mail_is_broken_at_a_blank_and_loses_no_word(tmp_path: Path) -> None:
    orders = register()
    long = "تجهيز المحطة بمضخات احتياطية " * 80
    (directive,) = orders.directives
    repair = replace(directive.obligations[0], text={"ar": long})
    given = Register((replace(directive, obligations=(repair,)),), orders.units, {})
    dispatch.send(result(day(19), [by_due(day(19))]), given, settings(tmp_path), moment(day(19)))
    (path,) = files(tmp_path)
    assert max(map(len, path.read_bytes().split(b"\r\n"))) <= 998
    (message,) = messages(tmp_path).values()
    for kind in ("plain", "html"):
        assert " ".join(body(message, kind).split()).count("تجهيز المحطة بمضخات احتياطية") == 80


def test_a_word_too_long_for_a_line_of_mail_arrives_whole(tmp_path: Path) -> None:
    orders = register()
    (directive,) = orders.directives
    repair = replace(directive.obligations[0], text={"ar": "ج" * 2_000})
    given = Register((replace(directive, obligations=(repair,)),), orders.units, {})
    dispatch.send(result(day(19), [by_due(day(19))]), given, settings(tmp_path), moment(day(19)))
    (path,) = files(tmp_path)
    assert max(map(len, path.read_bytes().split(b"\r\n"))) <= 998
    (message,) = messages(tmp_path).values()
    assert "ج" * 2_000 in body(message, "plain")
    assert "ج" * 2_000 in body(message, "html")


@pytest.mark.parametrize("name", ["شعبة المتابعة والتفتيش " * 8, "a, b; c:", "x\r\nBcc: all@water.example", "ع"])
def test_a_recipient_without_address_is_named_in_the_message_and_nothing_else(tmp_path: Path, name: str) -> None:
    tree = UnitTree([Unit("north", {"ar": name, "en": name}, "office", None, PLACE)])
    orders = Register(register().directives, tree, {})
    dispatch.send(result(day(19), [by_due(day(19))]), orders, settings(tmp_path), moment(day(19)))
    (path,) = files(tmp_path)
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["Bcc"] is None
    assert message["To"].addresses == ()
    plain = email.message_from_bytes(path.read_bytes())["To"]  # the other reader joins encoded words with a blank
    assert str(make_header(decode_header(plain))) == f"{' '.join(name.split())} :;"
    assert all(len(line) <= 78 for line in path.read_bytes().split(b"\r\n\r\n")[0].split(b"\r\n"))
