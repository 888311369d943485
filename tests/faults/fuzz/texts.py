"""Texts, Markdown and pages that are odd or hostile in their letters and marks."""

from __future__ import annotations

import codecs

from tests.faults.fuzz.records import Dice, Mutant, Mutation, Promise, Sample

BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c\ufeff\u200b"
ODD = [
    *"\0\x01\x07\x08\x1b\x7f\x85\x9b\ufffe\uffff\ufdd0\ufdd1\U000e0001\u2028\u2029\u0000\ufffc\u180e",
    "\x1b]0;x\x07",
]
CODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1256", "cp720", "cp864")
DECLARED = (
    *("utf-8", "utf-16", "windows-1256", "iso-8859-6", "x-mac-arabic", "utf-7", "undefined", "idna", "punycode"),
    *("unicode_escape", "raw_unicode_escape", "rot13", "zlib", "hex", "mbcs", "oem", "utf-8-sig", "cp037", "no-such"),
    *("-", "_", "utf_32", "big5", "hz", "iso2022_jp", "shift_jis", "quopri", "base64", "bz2", "charmap", "palmos"),
)
LONGEST = 595_000
PIECES = (
    *(
        "(",
        ")",
        "[",
        "](",
        "**",
        "*a",
        "_",
        "`",
        "~~",
        "<",
        ">",
        "<!--",
        "-->",
        "&",
        "&#",
        "&#x41;",
        "|",
        "| a ",
        "\t",
        " ",
    ),
    *(
        "\n",
        "\n\n",
        "> ",
        "- ",
        "1. ",
        "1- ",
        "أ- ",
        "# ",
        "---\n",
        "\\",
        "a",
        "ا",
        "و",
        "ال",
        "لا ",
        "لا يجوز ",
        "على ",
        "خلال ",
    ),
    *(
        "يوم ",
        "أسبوع ",
        "كل شهر ",
        "within ",
        "shall ",
        "every ",
        "the ",
        "of the ",
        "Minister ",
        "الوزير ",
        "، ",
        "؛ ",
        ": ",
        ".",
    ),
    *(
        "1",
        "1 ",
        "12/3/2031 ",
        "2031-",
        "١",
        "/",
        "-",
        "«",
        "»",
        '"',
        "'",
        "و",
        "\u200f",
        "\u064b",
        "ـ",
        "\ufdfa",
        "🇮🇶",
        "e\u0301",
    ),
    *(
        "يوجه الوزير الدائرة بالعمل خلال أسبوع. ",
        "The Office shall report within 30 days. ",
        "على أن ",
        "if ",
        "unless ",
    ),
    *(
        "إلى: ",
        "To: ",
        "No. ",
        "العدد: ",
        "في حال ",
        "ما لم ",
        "and ",
        "or ",
        "ثلاثين ",
        "thirty ",
        "twenty-",
        "first ",
    ),
    *(
        "<td>",
        "<table><tr><td>",
        "<ol><li>",
        "<div>",
        "<p>",
        "<sup>1",
        "</p>",
        "<del>",
        "<p hidden>",
        "<br>",
        "<pre>",
        "<a b='",
    ),
)


def _decoded(sample: Sample) -> str:
    named = sample.name.rpartition(".")[0].partition("-")[2]  # the samples of texts are named after their coding
    for coding in (named or "utf-8", "utf-8", "utf-16", "cp1256"):
        try:
            return sample.content.decode(coding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
    return sample.content.decode("latin-1")


def bidi(dice: Dice, sample: Sample) -> Mutant:
    """Marks of direction between the words: nothing of the text is touched."""
    out = [word + (dice.choice(BIDI) if dice.random() < 0.2 else "") for word in _decoded(sample).split(" ")]
    return Mutant(" ".join(out).encode(), Promise.WHOLE)


def lines(dice: Dice, sample: Sample) -> Mutant:
    end = dice.choice(("\r", "\r\n", "\n\n", "\u2028", "\x85", "\v", "\f", " \n", "\n\t"))
    return Mutant(
        _decoded(sample).replace("\n", end).encode(), Promise.WHOLE if sample.suffix == ".txt" else Promise.ANY
    )


def odd_letters(dice: Dice, sample: Sample) -> Mutant:
    text = list(_decoded(sample))
    for _ in range(dice.choice((1, 3, 40))):
        text.insert(dice.randrange(len(text) + 1), dice.choice(ODD))
    return Mutant("".join(text).encode())


def recoded(dice: Dice, sample: Sample) -> Mutant:
    """The same text in another coding: all of it, or a finding."""
    coding = dice.choice(CODINGS)
    text = _decoded(sample)
    try:
        content = text.encode(coding)
    except UnicodeEncodeError:
        return Mutant(text.encode(coding, "replace"))
    return Mutant(content, Promise.TOLD if coding in ("utf-8", "utf-8-sig", "utf-16", "cp1256") else Promise.ANY)


def mixed(dice: Dice, sample: Sample) -> Mutant:
    """Lines of several codings in one file."""
    out = []
    for line in _decoded(sample).split("\n"):
        out.append(line.encode(dice.choice(("utf-8", "utf-8", "cp1256", "utf-16-le", "iso8859-6")), "replace"))
    return Mutant(b"\n".join(out))


def surrogates(dice: Dice, sample: Sample) -> Mutant:
    """Half letters, letters in more bytes than they need."""
    bad = dice.choice(
        (b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xc0\xaf", b"\xe0\x80\x80", b"\xf4\x90\x80\x80", b"\xfe", b"\xf8\x88")
    )
    place = dice.randrange(len(sample.content) + 1)
    return Mutant(sample.content[:place] + bad * dice.choice((1, 5, 500)) + sample.content[place:])


def repeated(dice: Dice, sample: Sample) -> Mutant:
    """The same few pieces up to the longest text that is read: where time grows with the square of the length."""
    piece = "".join(dice.choice(PIECES) for _ in range(dice.choice((1, 1, 2, 3, 6))))
    length = dice.choice((3_000, 60_000, LONGEST))
    whole = piece * max(1, length // len(piece))
    return Mutant(dice.choice((whole, _decoded(sample) + "\n" + whole, whole + "\n" + _decoded(sample))).encode())


def one_line(dice: Dice, sample: Sample) -> Mutant:
    """Ten megabytes in one line, or a text without any line end."""
    if dice.random() < 0.2:
        return Mutant(_decoded(sample).encode() + dice.choice((b"a", "ا".encode(), b" ", b"word ")) * (10 << 20))
    return Mutant(_decoded(sample).replace("\n", " ").encode() * dice.choice((1, 40, 400)))


def jumbled(dice: Dice, _: Sample) -> Mutant:
    return Mutant("".join(dice.choice(PIECES) for _ in range(dice.choice((5, 60, 4000)))).encode())


def declared(dice: Dice, sample: Sample) -> Mutant:
    """A page that names a coding that it is not in, that is none, or that no page is in."""
    name = dice.choice(DECLARED).encode()
    body = sample.content.replace(b'charset="utf-8"', b'charset="' + name + b'"')
    broken = dice.choice((b"", b"\xff", b"\x80\x81", _decoded(sample).encode("cp1256", "replace")))
    return Mutant(b'<meta charset="' + name + b'">' + body + broken, suffix=dice.choice((".html", ".txt", None)))


def deep(dice: Dice, sample: Sample) -> Mutant:
    """Elements in elements in elements."""
    tag = dice.choice(
        ("div", "table><tr><td", "ul><li", "ol><li", "b", "span", "sup", "svg", "p", "del", "select", "x" * 500)
    )
    times = dice.choice((50, 3_000, 90_000))
    closing = f"</{tag.split('>')[0]}>" * times if dice.random() < 0.5 else ""
    return Mutant((f"<{tag}>" * times + _decoded(sample) + closing).encode(), suffix=".html")


def wide(dice: Dice, sample: Sample) -> Mutant:
    """Cells that claim to cover the world."""
    span = dice.choice(("9999", "-1", "99999999999999999999", "٣", "1e9", "0", ""))
    cell = f'<td colspan="{span}" rowspan="{span}">x</td>'
    table = "<table>" + f"<tr>{cell * dice.choice((1, 60))}</tr>" * dice.choice((1, 400)) + "</table>"
    return Mutant((_decoded(sample) + table).encode(), suffix=".html")


def attributes(dice: Dice, sample: Sample) -> Mutant:
    text = _decoded(sample)
    new = dice.choice(
        (
            '<p style="' + "a:b;" * 90_000 + '">',
            "<p " + "a " * 90_000 + ">",
            "<p class='" + "x " * 90_000 + "'>",
            "<ol start=999999999999999999999><li value=-99999999999>",
            "<ol start=-999999 type=i><li>x<li>y",
            "<style>" + ".x{display:none}" * 20_000 + "</style>",
            "<style>*{display:none}p{}",
            "<![CDATA[",
            "<?php " + "<" * 90_000,
            "&" * 90_000,
            "&#99999999999999999999;&#xD800;&#0;&#x1b;&#x9b;",
        )
    )
    place = dice.randrange(len(text) + 1)
    return Mutant((text[:place] + new + text[place:]).encode(), suffix=dice.choice((".html", ".md", None)))


def marked(dice: Dice, sample: Sample) -> Mutant:
    """A byte order mark in front of what is not in that coding, or in the middle."""
    mark = dice.choice((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE))
    if dice.random() < 0.5:
        return Mutant(mark + sample.content)
    place = sample.content.find(b"\n") + 1
    return Mutant(sample.content[:place] + mark + sample.content[place:])


MUTATIONS: tuple[Mutation, ...] = (
    *(
        bidi,
        lines,
        odd_letters,
        recoded,
        mixed,
        surrogates,
        repeated,
        repeated,
        one_line,
        jumbled,
        declared,
        deep,
        wide,
    ),
    *(attributes, marked),
)
