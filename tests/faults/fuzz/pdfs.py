"""PDFs whose objects, places, trees, streams and fonts are broken, hostile or odd."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from tests.faults.fuzz import pdf
from tests.faults.fuzz.records import Dice, Mutant, Mutation, Promise, Sample

Objects = dict[int, bytes]
_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![a-z])")
HUGE = 200 << 20
ODD = (
    *(
        b"null",
        b"true",
        b"-1",
        b"0",
        b"99999999999999999999",
        b"1e999",
        b"nan",
        b"1.2.3",
        b"--5",
        b"()",
        b"<>",
        b"/X",
        b"[]",
    ),
    *(
        b"<<>>",
        b"[[[[[]]]]]",
        b"9999 0 R",
        b"1 0 R",
        b"2 0 R",
        b"(\xfe\xff\xd8\x00)",
        b"[1 2",
        b"<<",
        b"[1e308 -1e308 1e308 1e308]",
    ),
)


def _root(found: Objects) -> int:
    return next((n for n, body in found.items() if re.search(rb"/Type\s*/Catalog\b", body)), 1)


def _again(found: Objects, dice: Dice) -> bytes:
    return pdf.written(found, packed=dice.random() < 0.4, root=_root(found))


def _pages(found: Objects) -> list[int]:
    return [n for n, body in found.items() if _PAGE.search(body)] or list(found)


def written_again(dice: Dice, sample: Sample) -> Mutant:
    """The same objects, packed or plain: all is read."""
    return Mutant(_again(pdf.taken_apart(sample.content), dice), Promise.WHOLE)


def places(dice: Dice, sample: Sample) -> Mutant:
    """The table of places wrong or gone. What is lost is told."""
    content = sample.content
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: re.sub(rb"startxref\s+\d+", b"startxref\n%d" % dice.choice((0, 5, 10**9, 10**30)), content),
        lambda: re.sub(rb"startxref\s+\d+", b"startxref\n", content),
        lambda: re.sub(
            rb"(\d{10}) (\d{5}) n", lambda m: b"%010d %b n" % (int(m[1]) + dice.choice((1, 7, 900)), m[2]), content
        ),
        lambda: content.replace(b"xref\n", b"xfer\n"),
        lambda: re.sub(rb"trailer\s*<<", b"trailer\n<</Prev 0", content),
        lambda: re.sub(rb"trailer\s*<<", b"trailer\n<</Prev %d" % content.rfind(b"xref\n"), content),
        lambda: re.sub(rb"/Size \d+", b"/Size %d" % dice.choice((0, 1, 10**9)), content),
        lambda: re.sub(rb"/Root \d+", b"/Root %d" % dice.choice((0, 2, 3, 99)), content),
        lambda: re.sub(rb"xref\n0 \d+", b"xref\n0 %d" % dice.choice((0, 2, 10**8)), content),
        lambda: b"junk\n" * 20 + content,
        lambda: content.replace(b"%%EOF", b"%%EOF\n" + b"\0" * 3000),
    )
    return Mutant(dice.choice(ways)(), Promise.TOLD)


def without_object(dice: Dice, sample: Sample) -> Mutant:
    found = pdf.taken_apart(sample.content)
    del found[dice.choice(list(found))]
    return Mutant(_again(found, dice), Promise.TOLD)


def broken_object(dice: Dice, sample: Sample) -> Mutant:
    """The dictionary of an object cut, or a value of it changed."""
    found = pdf.taken_apart(sample.content)
    number = dice.choice(list(found))
    body = found[number]
    if dice.random() < 0.3:
        found[number] = body[: dice.randrange(len(body) + 1)]
        return Mutant(_again(found, dice), Promise.TOLD)
    keys = list(re.finditer(rb"/([A-Za-z]+)\s*(\[[^\]]*\]|\d+ 0 R|/?[\w.+-]+|\([^)]*\)|<[^<>]*>)", body[:2000]))
    if keys:
        key = dice.choice(keys)
        found[number] = body[: key.start(2)] + b" " + dice.choice(ODD) + body[key.end(2) :]
    return Mutant(_again(found, dice))


def circle(dice: Dice, sample: Sample) -> Mutant:
    """References that lead back: pages in pages, contents, fonts, forms."""
    found = pdf.taken_apart(sample.content)
    spots = [(n, m) for n, body in found.items() for m in _REFERENCE.finditer(body[:3000])]
    if spots:
        number, spot = dice.choice(spots)
        target = dice.choice([number, _root(found), *found])
        body = found[number]
        found[number] = body[: spot.start(1)] + b"%d" % target + body[spot.end(1) :]
    return Mutant(_again(found, dice))


def tree(dice: Dice, sample: Sample) -> Mutant:
    """The tree of pages: deep, wide, in a circle, with a count that lies."""
    found = pdf.taken_apart(sample.content)
    kids = b" ".join(b"%d 0 R" % n for n in _pages(found))
    root, new = _root(found), max(found) + 1
    way = dice.randrange(5)
    if way == 0:
        depth = dice.choice((20, 900, 5_000))
        for n in range(new, new + depth):
            found[n] = b"<</Type/Pages/Count 2/Kids[%d 0 R]>>" % (n + 1)
        found[new + depth] = b"<</Type/Pages/Count 2/Kids[%b]>>" % kids
    elif way == 1:
        found[new] = b"<</Type/Pages/Count 2/Kids[%b %d 0 R]>>" % (kids, new)
    elif way == 2:
        found[new] = b"<</Type/Pages/Count 2/Kids[%b]>>" % (kids + b" ") * dice.choice((3, 400))
        found[new] = b"<</Type/Pages/Count 2/Kids[%b]>>" % ((kids + b" ") * dice.choice((3, 400)))
    elif way == 3:
        count = dice.choice((b"-1", b"0", b"1", b"400", b"10000000000", b"(x)", b"null", b"[3]"))
        found[new] = b"<</Type/Pages/Count %b/Kids[%b]>>" % (count, kids)
    else:
        for n in range(new, new + 40):  # each twice the next: two to the fortieth pages
            found[n] = b"<</Type/Pages/Count 2/Kids[%d 0 R %d 0 R]>>" % (n + 1, n + 1)
        found[new + 40] = b"<</Type/Pages/Count 2/Kids[%b]>>" % kids
    found[root] = b"<</Type/Catalog/Pages %d 0 R>>" % new
    promise = Promise.TOLD if way in (0, 1, 3) else Promise.ANY
    return Mutant(pdf.written(found, packed=dice.random() < 0.4, root=root), promise)


def damaged_stream(dice: Dice, sample: Sample) -> Mutant:
    """Bytes of a packed stream gone wrong, or its end gone: nothing of a page is lost in silence."""
    found = pdf.taken_apart(sample.content)
    streams = [n for n, body in found.items() if b"FlateDecode" in body and b"/Font" not in body[:300]]
    if not streams:
        return Mutant(sample.content, Promise.WHOLE)
    number = dice.choice(streams)
    head, sign, rest = found[number].partition(b"stream\n")
    data = bytearray(rest[: rest.rfind(b"\nendstream")])
    if dice.random() < 0.5:
        data = data[: dice.randrange(1, max(2, len(data)))]
    else:
        for _ in range(dice.choice((1, 5))):
            data[dice.randrange(min(2, len(data) - 1), len(data))] ^= 1 << dice.randrange(8)
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(data), head)
    found[number] = head + sign + bytes(data) + b"\nendstream"
    return Mutant(_again(found, dice), Promise.TOLD)


def length(dice: Dice, sample: Sample) -> Mutant:
    """A stream whose length is told wrongly."""
    wrong = dice.choice((b"0", b"1", b"10", b"999999999", b"-5", b"(x)", b"99 0 R", b"2 0 R", b"[1]"))
    found = pdf.taken_apart(sample.content)
    number = dice.choice([n for n, body in found.items() if b"stream" in body] or list(found))
    found[number] = re.sub(rb"/Length\s+[^/>]+", b"/Length " + wrong, found[number], count=1)
    return Mutant(_again(found, dice), Promise.TOLD)


def filters(dice: Dice, sample: Sample) -> Mutant:
    """Streams in many packings, in unknown ones, in such as unfold without end."""
    found = pdf.taken_apart(sample.content)
    page = dice.choice(_pages(found))
    new = max(found) + 1
    fill = dice.choice((b" ", b"q ", b"0 0 m ", b"(a) Tj ", b"[", b"<<", b"(", b"BT /F1 9 Tf <0001> Tj "))
    data = zlib.compress(fill * (dice.choice((20_000, HUGE)) // len(fill)))
    names = b"/FlateDecode"
    way = dice.randrange(4)
    if way == 1:
        data, names = zlib.compress(data), b"/FlateDecode/FlateDecode"
    elif way == 2:
        names = dice.choice(
            (b"/LZWDecode", b"/ASCII85Decode", b"/RunLengthDecode", b"/NoSuch", b"/CCITTFaxDecode", b"/JBIG2Decode")
        )
        data = dice.randbytes(dice.choice((60, 200_000)))
    elif way == 3:
        names = b"/FlateDecode" + b"/ASCIIHexDecode" * dice.choice((1, 500))
    parms = dice.choice(
        (b"", b"/DecodeParms<</Predictor 12/Columns 99999999>>", b"/DecodeParms[null]", b"/DecodeParms 7")
    )
    found[new] = b"<</Length %d/Filter[%b]%b>>stream\n%b\nendstream" % (len(data), names, parms, data)
    found[page] = re.sub(rb"/Contents\s*(\[[^\]]*\]|\d+ 0 R)", b"/Contents %d 0 R" % new, found[page])
    return Mutant(_again(found, dice))


CONTENTS = (
    b"q " * 400_000,
    b"[" * 300_000,
    b"<<" * 300_000,
    b"(" * 300_000,
    b"BT /F1 1e308 Tf 1e308 0 0 1e308 1e308 1e308 Tm <0001000200030004> Tj ET",
    b"BT /F1 12 Tf 1 0 0 1 nan inf Tm <0001> Tj ET",
    b"BT /F1 0 Tf <0001> Tj ET BT /F1 -12 Tf 0 0 0 0 0 0 Tm <00010002> Tj ET",
    b"BT /F1 12 Tf 99999999999999999999999999999999999999999999 0 Td <0001> Tj ET " * 50,
    b"/Span <</ActualText <FEFFD800>>> BDC BT /F1 12 Tf 60 700 Td <0001> Tj ET EMC",
    b"/Span <</ActualText <FEFF000000070009001B>>> BDC BT /F1 12 Tf 60 700 Td <0001> Tj ET EMC",
    b"/Span /Nothing BDC " * 50_000,
    b"BI /W 1 /H 1 ID " + b"x" * 100_000,
    b"BI EI " * 50_000,
    b"0 0 m 9 9 l S " * 60_000,
    b"60 700 400 20 re S " * 9_000,
    b"Tj TJ ' \" Td Tm Tf Do cm BDC EMC ET Q " * 5_000,
    b"1 2 3 4 5 6 7 8 9 " * 50_000 + b"cm",
    b"/X0 Do " * 12,
    b"BT /F1 12 Tf 1 0 0 1 60 700 Tm " + b"<0001> Tj 0 -0.01 Td " * 20_000 + b"ET",
    b"BT /F1 12 Tf 60 700 Td <" + b"0001" * 55_000 + b"> Tj ET",
    b"%" * 100_000,
    b"\0" * 100_000,
    b"<" + b"0" * 100_000,
    b"\\" * 50_000 + b"(\\" * 50_000,
)


def content(dice: Dice, sample: Sample) -> Mutant:
    """Operators that no program writes; forms that show themselves."""
    found = pdf.taken_apart(sample.content)
    page, new = dice.choice(_pages(found)), max(found) + 1
    found[new] = pdf.stream(dice.choice(CONTENTS), deflated=True)
    found[new + 1] = pdf.stream(b"/X0 Do " * 9, more=b"/Subtype/Form/Resources<</XObject<</X0 %d 0 R>>>>" % (new + 1))
    body = re.sub(rb"/Contents\s*(\[[^\]]*\]|\d+ 0 R)", b"/Contents[\\1 %d 0 R]" % new, found[page])
    body = re.sub(rb"\[\[([^\]]*)\]", rb"[\1", body)
    found[page] = body.replace(b"/Resources<<", b"/Resources<</XObject<</X0 %d 0 R>>" % (new + 1))
    return Mutant(_again(found, dice))


MAPS = (
    b"1 beginbfrange\n<0000> <ffff> <0000>\nendbfrange",
    b"1 beginbfrange\n<00000000> <ffffffff> <0041>\nendbfrange",
    b"1 beginbfrange\n<0000> <ffff> [<0041>]\nendbfrange",
    b"2 beginbfchar\n<0001> <d800>\n<0002> <dc00d800>\nendbfchar",
    b"2 beginbfchar\n<0001> <0000>\n<0002> <001b005b0032004a>\nendbfchar",
    b"1 beginbfchar\n<0001> <" + b"0041" * 20_000 + b">\nendbfchar",
    b"/Self usecmap",
    b"1 beginbfchar\n<0001> <>\nendbfchar",
    b"100 beginbfchar\n<0001>",
    b"1 begincidrange\n<0000> <ffff> 99999999999\nendcidrange",
    b"\0" * 5_000,
    b"1 beginbfchar\n<0001> <fdd0fdd1fffe>\nendbfchar",
)


def font(dice: Dice, sample: Sample) -> Mutant:
    """The font's map of letters, its widths, its program."""
    found = pdf.taken_apart(sample.content)
    new = max(found) + 1
    fonts = [n for n, body in found.items() if re.search(rb"/Type\s*/Font\b", body)]
    if not fonts:
        return Mutant(sample.content)
    number = dice.choice(fonts)
    more = dice.choice(
        (
            b"/ToUnicode %d 0 R" % new,
            b"/W[0 [1 2 3] 5 99999999 7]",
            b"/W[0 4294967295 500]",
            b"/W %d 0 R" % number,
            b"/DescendantFonts[%d 0 R]" % number,
            b"/Encoding %d 0 R" % new,
            b"/Encoding/../../../etc/passwd",
            b"/Encoding<</Differences[0/a 99999999999/b]>>",
            b"/FontFile2 %d 0 R" % new,
            b"/FirstChar 0/LastChar 4294967295/Widths[1]",
            b"/Subtype/Type3/CharProcs<</a %d 0 R>>/FontMatrix[0 0 0 0 0 0]" % new,
        )
    )
    key = more.split(b" ")[0].split(b"[")[0].split(b"<")[0].rstrip(b"/")
    body = re.sub(re.escape(key) + rb"\b\s*(\[[^\]]*\]|\d+ 0 R|/[\w-]+)", b"", found[number])
    found[number] = body[: body.rfind(b">>")] + more + b">>"
    wrapped = b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange " + dice.choice(MAPS) + b" endcmap"
    found[new] = pdf.stream(dice.choice((wrapped, wrapped, dice.randbytes(3000))), deflated=True)
    return Mutant(_again(found, dice))


def locked(dice: Dice, sample: Sample) -> Mutant:
    """A lock of any kind in the trailer."""
    zeros = b"<" + b"00" * 32 + b">"
    lock = dice.choice(
        (
            b"<</Filter/Standard/V 1/R 2/O %b/U %b/P -4>>" % (zeros, zeros),
            b"<</Filter/Standard/V 5/R 6/O %b/U %b/OE %b/UE %b/Perms <00>/P -4/Length 256>>" % ((zeros,) * 4),
            b"<</Filter/Standard/V 4/R 4/O %b/U %b/P -4/CF 3/StmF/X/StrF/X>>" % (zeros, zeros),
            b"<</Filter/NoSuch/V 9>>",
            b"<</Filter/Standard/V 99/R 99>>",
            b"7",
            b"1 0 R",
        )
    )
    id_ = dice.choice((b"/ID[<00><00>]", b"", b"/ID 7"))
    return Mutant(sample.content.replace(b"trailer\n<<", b"trailer\n<</Encrypt %b%b" % (lock, id_)))


def updated(dice: Dice, sample: Sample) -> Mutant:
    """A later version behind the first, whole or cut off."""
    number = dice.choice(list(pdf.taken_apart(sample.content)) or [1])
    body = b"\n%d 0 obj\n%b\nendobj\n" % (number, dice.choice(ODD))
    start = sample.content.rfind(b"xref\n")
    place = len(sample.content) + 1
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    trailer = b"trailer\n<</Size 20/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (start, place + len(body) - 1)
    return Mutant(sample.content + body + table + trailer)


MUTATIONS: tuple[Mutation, ...] = (
    *(written_again, places, places, without_object, without_object, broken_object, broken_object, circle, tree),
    *(damaged_stream, damaged_stream, length, filters, content, content, font, font, locked, updated),
)
