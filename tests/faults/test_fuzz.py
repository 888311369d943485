"""The fuzzer in short, the same files each time (docs/results/fuzz.md): ``python -m tests.faults.fuzz`` looks on."""

from __future__ import annotations

import sys

import pytest

from tests.faults.fuzz.cases import KINDS, World, case, tried, world
from tests.faults.fuzz.running import warm

SEED, EACH = 2026, 6
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fuzzer forks")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> World:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_NOW", "2020-09-07T09:00:00+03:00")
        warm()
        return world(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_is_read_or_refused_clearly(files: World, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_NOW", "2020-09-07T09:00:00+03:00")
    wrong = []
    for number in range(EACH):
        one = case(SEED, number, files, [kind])
        found, _, command = tried(SEED, number, files, one, seconds=60)
        wrong += [f"case {number}, {one.mutation} of {one.sample.name}: {line} ({' '.join(command)})" for line in found]
    assert not wrong, "\n".join(wrong)
