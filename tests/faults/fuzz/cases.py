"""Case number N of a seed: a file and what is asked of it. The same every time."""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.fuzz import books, cells, judge, orders, packages, pdfs, raw, texts
from tests.faults.fuzz.records import Dice, Mutant, Mutation, Promise, Sample
from tests.faults.fuzz.running import Ran, run

KINDS = ("txt", "md", "html", "docx", "pdf", "sheet", "import")
OWN: dict[str, tuple[Mutation, ...]] = {
    "txt": texts.MUTATIONS,
    "md": texts.MUTATIONS,
    "html": texts.MUTATIONS,
    "docx": packages.MUTATIONS,
    "pdf": pdfs.MUTATIONS,
    "sheet": (*packages.MUTATIONS, *cells.MUTATIONS * 4),
    "import": (*packages.MUTATIONS, *cells.MUTATIONS * 4),
}
RAW = 0.3
"""How often bytes go wrong, and not what they mean."""
ADDED = 0.15
"""How often an order is added to a register, and not only read."""


@dataclass(frozen=True, slots=True)
class World:
    """The samples by kind, and the project into which files come."""

    samples: dict[str, list[Sample]]
    project: Path


@dataclass(frozen=True, slots=True)
class Case:
    kind: str
    mutation: str
    sample: Sample
    mutant: Mutant


def world(directory: Path, more: Sequence[Path] = ()) -> World:
    """``more``: further good files, read into the samples by their endings."""
    place = books.project(directory / "project")
    own = [*orders.samples(), *books.samples(place)]
    samples: dict[str, list[Sample]] = {kind: [] for kind in KINDS}
    for sample in own + [Sample(path.name, path.read_bytes()) for path in more]:
        kind = sample.suffix[1:].lower()
        samples[kind if kind in samples else "sheet"].append(sample)
    samples["import"] = books.imports(place)
    return World(samples, place)


def case(seed: int, number: int, given: World, kinds: Sequence[str] = KINDS) -> Case:
    dice = random.Random(f"{seed}/{number}")
    kind = kinds[number % len(kinds)]
    sample = dice.choice(given.samples[kind])
    own = OWN[kind] if sample.content.startswith(b"PK") or kind not in ("sheet", "import") else texts.MUTATIONS
    mutation = dice.choice(raw.MUTATIONS if dice.random() < RAW else own)
    mutant = mutation(dice, sample)
    if dice.random() < 0.1:  # two things go wrong at once
        again = dice.choice(raw.MUTATIONS)
        twice = Sample(sample.name, mutant.content or b"\0", sample.says)
        mutant = Mutant(again(dice, twice).content, Promise.ANY, mutant.suffix)
    if kind in ("sheet", "import") and not sample.content.startswith(b"PK"):
        mutant = Mutant(mutant.content, Promise.ANY, mutant.suffix)
    return Case(kind, mutation.__name__, sample, mutant)


def tried(seed: int, number: int, given: World, one: Case, seconds: float) -> tuple[list[str], Ran, list[str]]:
    """What is wrong with the answer, the answer, and the command."""
    dice = random.Random(f"asked {seed}/{number}")
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        place = Path(folder)
        suffix = one.sample.suffix if one.mutant.suffix is None else one.mutant.suffix
        file = place / f"{dice.choice(('order', 'كتاب الوزير', 'a b'))}{suffix}"
        file.write_bytes(one.mutant.content)
        asked, arguments = _asked(dice, one, given, place, file)
        before = _everything(place / "project")
        ran = run(arguments, seconds=seconds, whole=dice.random() < 0.04)
        after = _everything(place / "project")
        found = judge.judged(
            judge.Asked(
                asked.reads,
                asked.form,
                asked.language,
                file,
                one.sample,
                one.mutant.promise,
                asked.output,
                before,
                after,
            ),
            ran,
        )
        if asked.reads == "add" and ran.code == 0 and not found:
            found = _stands(place, seconds)
        left = [path.name for path in place.iterdir() if path not in (file, asked.output, place / "project")]
        if left:
            found.append(f"partial: left behind {left}")
        return found, ran, [str(argument).replace(folder, "") for argument in arguments]


def _asked(dice: Dice, one: Case, given: World, place: Path, file: Path) -> tuple[judge.Asked, list[str]]:
    language = dice.choice(("ar", "en"))
    form = "json"
    output = None
    if one.kind in ("sheet", "import"):
        shutil.copytree(given.project, place / "project")
        form = dice.choice(("json", "json", "table"))
        command = ["ingest"] if one.kind == "sheet" else ["register", "import"]
        arguments = [*command, str(file), "--project", str(place / "project"), "--format", form]
        reads = "ingest" if one.kind == "sheet" else "import"
        if reads == "ingest" and dice.random() < 0.3:
            arguments.append("--explain")
    elif dice.random() < ADDED:
        shutil.copytree(given.project, place / "project")
        reads, form = "add", "table"
        arguments = ["register", "add", str(file), "--project", str(place / "project"), "--issued-on", "2031-02-03"]
    else:
        reads, form = "extract", dice.choice(("json", "json", "json", "table", "yaml", "html"))
        arguments = ["extract", str(file), "--format", form]
        if dice.random() < 0.3 and form != "yaml":
            output = place / f"out.{form}"
            arguments += ["-o", str(output)]
    asked = judge.Asked(reads, form, language, file, one.sample, one.mutant.promise, output)
    return asked, [*arguments, "--lang", language]


def _everything(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).digest()
        for path in root.rglob("*")
        if path.is_file() and path.name != "tracker.lock"
    }


def _stands(place: Path, seconds: float) -> list[str]:
    """Whether what was written can be read again."""
    for command in (["register", "validate"], ["register", "list"]):
        ran = run([*command, "--project", str(place / "project"), "--lang", "en"], seconds=seconds)
        unreadable = [line for line in ran.err.splitlines() if "[yaml-" in line or "[file-not-utf8]" in line]
        if ran.hung or ran.code not in (0, 1, 2) or unreadable:
            return [f"written: {' '.join(command)} ends with {ran.code}; {(unreadable or [ran.err[-200:]])[0]}"]
    return []
