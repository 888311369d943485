"""Bytes go wrong, whatever they are: a bad disk, a bad line, a bad copy, the wrong name."""

from __future__ import annotations

from tests.faults.fuzz.records import Dice, Mutant, Mutation, Promise, Sample

SUFFIXES = (
    ".txt",
    ".md",
    ".html",
    ".docx",
    ".pdf",
    ".xlsx",
    ".csv",
    ".xls",
    ".ods",
    ".rtf",
    ".doc",
    "",
    ".TXT",
    ".Docx",
)
HEADS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
PACKAGED = (".docx", ".pdf", ".xlsx", ".ods")


def _damage(sample: Sample, content: bytes) -> Mutant:
    """A package proves its parts by checksums, a PDF by its streams: what is lost of them is told. A text is not."""
    return Mutant(content, Promise.TOLD if sample.suffix in PACKAGED[:1] else Promise.ANY)


def flipped(dice: Dice, sample: Sample) -> Mutant:
    out = bytearray(sample.content)
    for _ in range(dice.choice((1, 1, 2, 8, 60))):
        out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return _damage(sample, bytes(out))


def overwritten(dice: Dice, sample: Sample) -> Mutant:
    out = bytearray(sample.content)
    start = dice.randrange(len(out))
    length = min(len(out) - start, dice.choice((1, 4, 32, 512)))
    fill = dice.choice((b"\0", b"\xff", b" ", b"\x80", dice.randbytes(1)))
    out[start : start + length] = fill * length
    return _damage(sample, bytes(out))


def cut(dice: Dice, sample: Sample) -> Mutant:
    return _damage(sample, sample.content[: dice.randrange(len(sample.content))])


def beheaded(dice: Dice, sample: Sample) -> Mutant:
    return _damage(sample, sample.content[dice.randrange(1, len(sample.content)) :])


def hole(dice: Dice, sample: Sample) -> Mutant:
    start, end = sorted(dice.randrange(len(sample.content) + 1) for _ in range(2))
    return _damage(sample, sample.content[:start] + sample.content[end:])


def doubled(dice: Dice, sample: Sample) -> Mutant:
    start, end = sorted(dice.randrange(len(sample.content) + 1) for _ in range(2))
    piece = sample.content[start:end]
    return _damage(sample, sample.content[:end] + piece * dice.choice((1, 2, 50)) + sample.content[end:])


def inserted(dice: Dice, sample: Sample) -> Mutant:
    place = dice.randrange(len(sample.content) + 1)
    new = dice.choice(
        (dice.randbytes(dice.choice((1, 9, 300))), b"\0" * dice.choice((1, 700)), b"\xff" * 5, b"\x1b[2J")
    )
    return _damage(sample, sample.content[:place] + new + sample.content[place:])


def headed(dice: Dice, sample: Sample) -> Mutant:
    """A mark or a beginning that says something else."""
    return Mutant(dice.choice(HEADS) + sample.content)


def tailed(dice: Dice, sample: Sample) -> Mutant:
    """Something behind the end, as some mail programs leave it."""
    more = dice.choice((b"\r\n", b"\0" * 300, dice.randbytes(80), sample.content))
    return Mutant(sample.content + more)


def renamed(dice: Dice, sample: Sample) -> Mutant:
    return Mutant(sample.content, suffix=dice.choice(SUFFIXES))


def noise(dice: Dice, _: Sample) -> Mutant:
    size = dice.choice((0, 1, 3, 64, 4096, 100_000))
    content = dice.choice((dice.randbytes(size), b"\0" * size, b"\xff" * size, b" \n" * size))
    return Mutant(content)


def encoded_again(dice: Dice, sample: Sample) -> Mutant:
    """A file that went through base64, UTF-8 twice or a transfer of text."""
    content = sample.content
    ways = (
        lambda: content.decode("latin-1").encode("utf-8"),
        lambda: content.replace(b"\n", b"\r\n"),
        lambda: content.replace(b"\r\n", b"\n"),
        lambda: content.decode("utf-8", "replace").encode("utf-8"),
        lambda: bytes(byte & 0x7F for byte in content),
        lambda: content.hex().encode(),
    )
    return _damage(sample, dice.choice(ways)())


MUTATIONS: tuple[Mutation, ...] = (
    *(flipped, overwritten, cut, beheaded, hole, doubled, inserted, headed, tailed, renamed, noise, encoded_again),
)
