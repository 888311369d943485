"""Zip packages (Word, Excel, OpenDocument) whose members or whose XML are broken, hostile or odd."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.faults.fuzz.records import Dice, Mutant, Mutation, Promise, Sample

HUGE = 300 << 20
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
Parts = dict[str, bytes]


def _parts(sample: Sample) -> Parts:
    with zipfile.ZipFile(io.BytesIO(sample.content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _weighty(dice: Dice, parts: Parts) -> str:
    """A member; the one that holds the text more often than others."""
    main = [n for n in parts if re.search(r"document\.xml$|sheet1\.xml$|sharedStrings\.xml$|content\.xml$", n)]
    return dice.choice(main if main and dice.random() < 0.6 else [n for n in parts if not n.endswith("/")])


def packed_again(dice: Dice, sample: Sample) -> Mutant:
    """The same members in another order, another packing, with a member more: all is read."""
    parts = _parts(sample)
    names = list(parts)
    dice.shuffle(names)
    if "mimetype" in names:  # stands first in an OpenDocument
        names.sort(key=lambda name: name != "mimetype")
    more = {"docProps/thumbnail.jpeg": dice.randbytes(50)} if dice.random() < 0.5 else {}
    method = dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    return Mutant(_packed({**{n: parts[n] for n in names}, **more}, method), Promise.WHOLE)


def odd_packing(dice: Dice, sample: Sample) -> Mutant:
    method = dice.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    return Mutant(_packed(_parts(sample), method), Promise.TOLD)


def dropped(dice: Dice, sample: Sample) -> Mutant:
    parts = _parts(sample)
    del parts[_weighty(dice, parts)]
    return Mutant(_packed(parts), Promise.TOLD)


def emptied(dice: Dice, sample: Sample) -> Mutant:
    parts = _parts(sample)
    parts[_weighty(dice, parts)] = dice.choice((b"", b" ", b"<", b"<x/>", b"\0" * 90))
    return Mutant(_packed(parts), Promise.TOLD)


def misnamed(dice: Dice, sample: Sample) -> Mutant:
    parts = _parts(sample)
    name = _weighty(dice, parts)
    ways: tuple[Callable[[str], str], ...] = (
        str.upper,
        lambda n: n.replace("/", "\\"),
        lambda n: "/" + n,
        lambda n: "../../" + n,
        lambda n: "./" + n,
        lambda n: n + " ",
        lambda n: n + "x" * 60_000,
        lambda n: n.replace("e", "\u0435"),
    )
    parts[dice.choice(ways)(name)] = parts.pop(name)
    return Mutant(_packed(parts), Promise.TOLD)


def twice(dice: Dice, sample: Sample) -> Mutant:
    """Two members of one name: readers differ in which one they take."""
    parts = _parts(sample)
    name = _weighty(dice, parts)
    out = io.BytesIO(_packed(parts))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        info = zipfile.ZipInfo(name)
        package.NameToInfo.pop(name)
        package.writestr(info, dice.choice((b"", b"<x/>", parts[name][: len(parts[name]) // 2], dice.randbytes(40))))
    return Mutant(out.getvalue(), Promise.TOLD)


def huge(dice: Dice, sample: Sample) -> Mutant:
    """A member that unfolds into hundreds of megabytes."""
    parts = _parts(sample)
    name = _weighty(dice, parts)
    middle = len(parts[name]) // 2
    fill = dice.choice((b" ", b"\0", b"<a/>", b"<a>", b"a"))
    if dice.random() < 0.5:
        parts[name] = parts[name][:middle] + fill * (HUGE // len(fill)) + parts[name][middle:]
    else:
        parts[dice.choice(("word/media/a.xml", "xl/a.xml", "a.bin"))] = fill * (HUGE // len(fill))
    return Mutant(_packed(parts))


def many(dice: Dice, sample: Sample) -> Mutant:
    parts = _parts(sample)
    parts |= {f"xl/worksheets/x{n}.xml": b"<x/>" for n in range(dice.choice((500, 9_000)))}
    return Mutant(_packed(parts))


def lying(dice: Dice, sample: Sample) -> Mutant:
    """A directory that lies: sizes, checksums, offsets, flags, methods."""
    out = bytearray(sample.content)
    entries = [found.start() for found in re.finditer(rb"PK\x01\x02", sample.content)]
    place = dice.choice(entries)
    offset, size = dice.choice(((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4)))
    value = dice.choice((0, 1, 2**31 - 1, 2**32 - 1, dice.randrange(2**32))) % (1 << 8 * size)
    struct.pack_into("<H" if size == 2 else "<I", out, place + offset, value)
    return Mutant(bytes(out), Promise.TOLD)


def ending(dice: Dice, sample: Sample) -> Mutant:
    """The end of the directory: a comment, another count, another place; something in front of the whole."""
    end = sample.content.rfind(b"PK\x05\x06")
    out = bytearray(sample.content)
    way = dice.randrange(4)
    if way == 0:
        struct.pack_into("<H", out, end + 20, 500)
        out += b"c" * dice.choice((0, 10, 500, 70_000))
    elif way == 1:
        struct.pack_into("<HH", out, end + 8, *(dice.choice((0, 1, 65_535)),) * 2)
    elif way == 2:
        struct.pack_into("<I", out, end + 16, dice.choice((0, 1, 2**32 - 1, len(out))))
    else:
        out[:0] = dice.choice((b"\0" * 100, b"MZ" + dice.randbytes(60), b"%PDF-1.4\n"))
    return Mutant(bytes(out), Promise.TOLD)


def overlapping(dice: Dice, sample: Sample) -> Mutant:
    """Many names for one member of many megabytes."""
    parts = _parts(sample)
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = body.compress(b"<a/>" * (4 << 20)) + body.flush()
    sum_ = zlib.crc32(b"<a/>" * (4 << 20))
    base = _packed(parts)
    start = base.rfind(b"PK\x05\x06")
    count, _, directory, offset = struct.unpack_from("<HHII", base, start + 8)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, sum_, len(data), 16 << 20, 5, 0) + b"z.xml"
    times = dice.choice((3, 200))
    central = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII",
            *(b"PK\x01\x02", 20, 20, 0, 8, 0, 33, sum_, len(data), 16 << 20, 9, 0, 0, 0, 0, 0, offset),
        )
        + b"xl/%05d." % n
        for n in range(times)
    )
    entries = base[offset : offset + directory]
    end = struct.pack(
        "<4sHHHHIIH",
        *(b"PK\x05\x06", 0, 0, count + times, count + times, len(entries + central)),
        offset + len(local + data),
        0,
    )
    return Mutant(base[:offset] + local + data + entries + central + end)


def text_of_xml(dice: Dice, sample: Sample) -> Mutant:
    """The XML of a member broken or hostile."""
    parts = _parts(sample)
    name = dice.choice([n for n in parts if n.endswith((".xml", ".rels"))])
    if dice.random() < 0.6:
        name = _weighty(dice, {n: b for n, b in parts.items() if n.endswith((".xml", ".rels"))})
    parts[name] = dice.choice(XML)(dice, parts[name])
    return Mutant(_packed(parts))


def _body(content: bytes) -> bytes:
    return re.sub(rb"^\s*(\xef\xbb\xbf)?<\?xml.*?\?>", b"", content, flags=re.S)


def _inside(dice: Dice, content: bytes, new: bytes) -> bytes:
    """Something between two elements of the XML."""
    places = [found.start() for found in re.finditer(rb"<(?![?!])", content)][1:] or [0]
    place = dice.choice(places)
    return content[:place] + new + content[place:]


def _bomb(dice: Dice, content: bytes) -> bytes:
    return dice.choice((LAUGHS, OUTSIDE)).encode() + re.sub(rb">([^<>]+)<", b">&a;&i;<", _body(content), count=3)


def _nested(dice: Dice, content: bytes) -> bytes:
    tags = re.findall(rb"<([A-Za-z][\w:]*)", content) or [b"a"]
    tag, times = dice.choice(tags), dice.choice((90, 1_500, 60_000, 1_000_000))
    closing = b"</%b>" % tag * times if dice.random() < 0.7 else b""
    return _inside(dice, content, b"<%b>" % tag * times + closing)


def _letters(dice: Dice, content: bytes) -> bytes:
    odd = (
        b"&#0;",
        b"&#xD800;",
        b"&#x1b;",
        b"&#xFFFF;",
        b"\0",
        b"\x1b",
        b"\xff",
        b"&nothing;",
        b"_x001B_",
        b"_xD800_",
        b"_x0000_",
    )
    new = dice.choice(odd)
    return re.sub(rb">([^<>]+)<", lambda found: b">" + new + found[1] + b"<", content, count=dice.choice((1, 9)))


def _recoded(dice: Dice, content: bytes) -> bytes:
    coding = dice.choice(
        ("utf-16", "utf-16-le", "utf-32", "cp1256", "utf-7", "idna", "undefined", "no-such", "unicode_escape")
    )
    head = f'<?xml version="1.0" encoding="{coding}"?>'
    try:
        return (head + _body(content).decode("utf-8", "replace")).encode(coding, "replace")
    except (LookupError, UnicodeError):
        return head.encode() + _body(content)


def _numbers(dice: Dice, content: bytes) -> bytes:
    """Attributes and values that are no numbers, or beyond every one."""
    odd = (
        b"-1",
        b"0",
        b"99999999999999999999",
        b"1e999",
        b"NaN",
        b"",
        b"\xd9\xa3",
        b"A1048577",
        b"XFE1",
        b"ZZZZZ9",
        b"A0",
        b"1" * 5000,
    )
    spots = list(re.finditer(rb'="([^"]*)"|>([0-9.]+)<', content))
    if not spots:
        return content
    for spot in sorted(dice.sample(spots, min(len(spots), dice.choice((1, 1, 12)))), key=lambda s: -s.start()):
        group = 1 if spot.group(1) is not None else 2
        content = content[: spot.start(group)] + dice.choice(odd) + content[spot.end(group) :]
    return content


def _renamed(dice: Dice, content: bytes) -> bytes:
    """Elements under other names: another space of names, no space at all, swapped."""
    tags = sorted(set(re.findall(rb"</?([A-Za-z][\w:]*)", content)))
    if not tags:
        return content
    one, other = dice.choice(tags), dice.choice([*tags, b"x", b"mc:AlternateContent", b"w:del", b"w:txbxContent"])
    return re.sub(rb"(</?)%b(?=[\s/>])" % re.escape(one), lambda found: found[1] + other, content)


def _repeated(dice: Dice, content: bytes) -> bytes:
    """An element of the XML many times."""
    found = list(re.finditer(rb"<([A-Za-z][\w:]*)[^<>]*/>|<([A-Za-z][\w:]*)[^<>]*>[^<>]*</\2>", content))
    if not found:
        return content
    one = dice.choice(found)
    times = dice.choice((2, 300, 40_000))
    return content[: one.start()] + one.group() * times + content[one.end() :]


def _missing(dice: Dice, content: bytes) -> bytes:
    start, end = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    return content[:start] + content[end:] if dice.random() < 0.5 else content[:start]


def _attribute(dice: Dice, content: bytes) -> bytes:
    return re.sub(rb"(<[A-Za-z][\w:]*)", rb'\1 q="' + b"x" * dice.choice((70_000, 9_000_000)) + b'"', content, count=1)


XML = (_bomb, _nested, _letters, _recoded, _numbers, _numbers, _renamed, _repeated, _missing, _attribute)

MUTATIONS: tuple[Mutation, ...] = (
    *(
        packed_again,
        odd_packing,
        dropped,
        dropped,
        emptied,
        misnamed,
        twice,
        huge,
        many,
        lying,
        lying,
        ending,
        overlapping,
    ),
    *(text_of_xml,) * 8,
)
