"""The breach from the sheet to the alert: whose period it is told of, and what an upgrade of the store repeats."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli import tracker

SETTINGS = """
name = { ar = "متابعة الموانئ", en = "Ports follow-up" }
[alerts]
files = "outbox"
"""
UNITS = """id,name_ar,name_en,type,parent,email
um,ميناء أم قصر,Umm Qasr,port,,um@ports.example
"""
BAN = """
id: MOT-2029-04-02
issuer: {ar: وزير النقل, en: Minister of Transport}
issued_on: 2029-04-02
status: approved
approved: {by: مدير المتابعة, on: 2029-04-02}
obligations:
  - id: MOT-2029-04-02/01
    text: {ar: منع التفريغ بلا إجازة, en: no unloading without a permit}
    modality: prohibition
    pattern: maintenance
    units: {type: port}
    exceptions: [{text: {ar: إلا بموافقة, en: unless approved}, reference_required: true}]
"""
HEAD = "obligation,unit,state,reported_on,period_from,period_to,incidents,remedied,exception_ref\n"
WEEK_1, WEEK_2 = "2029-04-08,2029-04-14", "2029-04-15,2029-04-21"
"""Sunday to Saturday."""


class Port:
    """A project with one ban on one port, its days driven by ``TRACKER_NOW``."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root, self.patch = root, patch
        (root / "directives").mkdir()
        (root / "tracker.toml").write_text(SETTINGS, "utf-8")
        (root / "units.csv").write_text(UNITS, "utf-8")
        (root / "directives/a.yaml").write_text(BAN, "utf-8")

    def sheet(self, day: str, *rows: str) -> None:
        """Taken in on a day; a row: state,reported_on,from,to,incidents,remedied,exception."""
        self.patch.setenv("TRACKER_NOW", f"{day}T09:00:00+03:00")
        path = self.root / f"{day}-{len(list(self.root.glob('*.csv')))}.csv"
        path.write_text(HEAD + "".join(f"MOT-2029-04-02/01,um,{row}\n" for row in rows), "utf-8")
        taken = tracker("ingest", path, "--project", self.root)
        assert taken.code == 0, taken.err

    def told(self, day: str, *more: str) -> list[str]:
        """What goes out on a day of the breach: the keys from the step on."""
        self.patch.setenv("TRACKER_NOW", f"{day}T11:00:00+03:00")
        run = tracker("alert", "--project", self.root, "--format", "json", *more)
        assert run.code == 0, run.err
        alerts = json.loads(run.out)["alerts"]
        return [a["key"].split(":", 4)[4] for a in alerts if a["state"] != "suppressed" and a["step"] == "breach"]


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Port:
    return Port(tmp_path, monkeypatch)


def test_a_week_reported_twice_with_the_same_figures_is_told_once(port: Port) -> None:
    port.sheet("2029-04-14", f"kept,2029-04-14,{WEEK_1},2,0,")
    assert port.told("2029-04-14") == ["breach:2029-04-08=2:1"]
    port.sheet("2029-04-16", f"kept,2029-04-16,{WEEK_1},2,0,")
    assert port.told("2029-04-16") == []


def test_another_week_under_the_date_of_an_earlier_report_is_told_and_so_is_a_figure_rewritten(port: Port) -> None:
    port.sheet("2029-04-18", f"kept,2029-04-18,{WEEK_2},3,0,")
    assert port.told("2029-04-18") == ["breach:2029-04-15=3:1"]
    port.sheet("2029-04-18", f"kept,2029-04-18,{WEEK_1},5,0,")
    assert port.told("2029-04-19") == ["breach:2029-04-08=5:1"]
    port.sheet("2029-04-19", f"kept,2029-04-18,{WEEK_2},30,0,")
    assert port.told("2029-04-20") == ["breach:2029-04-15=30:1"]
    assert port.told("2029-04-26") == []
    assert port.told("2029-04-27") == ["breach+7:2029-04-15=30:1"]


def test_a_claim_without_its_reference_and_a_report_of_not_kept_have_the_period_of_their_row(port: Port) -> None:
    port.sheet("2029-04-14", f"not kept,2029-04-14,{WEEK_1},,,")
    assert port.told("2029-04-14") == ["breach:2029-04-08=not_kept:1"]
    port.sheet("2029-04-16", f"not kept,2029-04-16,{WEEK_1},,,")
    assert port.told("2029-04-16") == []
    port.sheet("2029-04-17", f"kept,2029-04-17,{WEEK_2},,,نعم")
    assert port.told("2029-04-17") == ["breach:2029-04-15=1:1"]


def test_remedied_and_broken_again_in_the_same_week_is_another_episode(port: Port) -> None:
    port.sheet("2029-04-15", f"kept,2029-04-15,{WEEK_2},2,0,")
    assert port.told("2029-04-15") == ["breach:2029-04-15=2:1"]
    port.sheet("2029-04-16", f"kept,2029-04-16,{WEEK_2},2,2,")
    assert port.told("2029-04-16") == []
    port.sheet("2029-04-17", f"kept,2029-04-17,{WEEK_2},2,0,")
    assert port.told("2029-04-17") == ["breach:2029-04-15=2:2"]


def test_a_store_of_the_first_version_is_brought_up_to_date_without_repeating_what_it_told(port: Port) -> None:
    port.sheet("2029-04-18", f"kept,2029-04-18,{WEEK_2},3,0,")
    port.told("2029-04-18")
    with sqlite3.connect(port.root / "store/tracker.sqlite") as base:
        base.execute("ALTER TABLE alert_seen DROP COLUMN incidents")
        base.execute("ALTER TABLE alert_seen DROP COLUMN anchor")
        base.execute("UPDATE alert_schema SET version = 1")
        base.execute("UPDATE alert_alerts SET key = replace(key, '2029-04-15=3', '2029-04-18'), anchor = '2029-04-18'")
    assert port.told("2029-04-19", "--dry-run") == []  # read as it is
    assert port.told("2029-04-19") == []
    port.sheet("2029-04-20", f"kept,2029-04-20,{WEEK_2},3,0,")
    assert port.told("2029-04-20") == []
    assert port.told("2029-04-25") == ["breach+7:2029-04-18:1"]
    port.sheet("2029-04-25", f"kept,2029-04-18,{WEEK_1},1,0,")
    assert port.told("2029-04-26") == ["breach:2029-04-08=1:1"]
