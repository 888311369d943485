"""Arabic words by their shape: verbal nouns, and which one an imperative or a present verb goes with. Pure; folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

OBJECTS = ("هما", "هم", "هن", "ها", "نا", "ني", "ه")
_WEAK = "اوي"
_AL = "ال"
_PREFIX = ("است", "ال", "ا", "ت", "ي", "ن", "م")
_SOFT = str.maketrans("", "", "اويه")


def verbal_nouns(core: str) -> Iterator[str]:
    """The verbal nouns that a bare verb may have. ``core``: an imperative without its ending (افحص, دقق, راقب), in the
    folded spelling; most of what comes is no word, the lexicon decides."""
    n = len(core)
    if n < 2:
        return
    yield core  # V and VI (تجنب, تعاون), geminate (سد)
    if n == 2:
        yield from ("و" + core, "ا" + core, "ت" + core + "يه", "و" + core + "ه")  # ضع, خذ, غط
        return
    first, last = core[:-1], core[-1]
    if n == 3 and core[1] in "وي":
        yield from (f"{core[0]}يا{last}", f"{core[0]}يا{last}ه")  # I of a hollow root: قوم, زور
    yield first + "ا" + last  # IV, VII, VIII, X: ارسل, اعتمد, استخدم
    yield core + "اء"  # their defectives: انه, استدع
    yield core + "ا" + last  # IV of a geminate root: اعد
    if n > 3 and core[-2] == "ي":
        yield core[:-2] + "ا" + last + "ه"  # IV and X of a hollow root: اعيد, استعين
    if n > 3 and core[0] == "ا":
        yield core + "ه" if core[-1] == "ا" else core[:-1] + "ا" + last + "ه"
    if n == 3:
        yield f"ت{core[:2]}ي{last}"  # II: دقق
        yield f"ت{core}ه"  # II of a defective root: وعي
    if n in (3, 4) and core[1] == "ا":
        yield f"م{core}ه"  # III: راقب
        yield f"م{core}اه"  # III of a defective root: واف
    if n == 4 and core[0] == "ا":
        root = core[1:]
        yield from _first_form(root)
    if n == 3 and core[0] == "ا":
        yield core[1:] + "ي"  # ابن: بني is no noun, but رم: رمي is
        yield core[1:] + "اء"


def _first_form(root: str) -> Iterator[str]:
    """The common verbal nouns of form I, which no rule tells apart."""
    a, b, c = root[0], root[1], root[2]
    yield from (root, root + "ه", f"{a}{b}ا{c}", f"{a}{b}ا{c}ه", f"{a}{b}و{c}")


def imperative(form: str) -> str | None:
    """The core of a word that is a plural imperative by its ending (دققوا, زودونا, ارسلوها), without conjunction."""
    if form.endswith("وا") and len(form) > 3:
        return form[:-2]
    for suffix in OBJECTS:
        if form.endswith("و" + suffix) and len(form) - len(suffix) > 3:
            return form[: -len(suffix) - 1]
    return None


def addressed(form: str) -> Iterator[str]:
    """The cores of a present verb said to several ('you send us': ترسلون, تزودوننا, توافونني), as an imperative would
    have them; nothing of any other word."""
    for ending in ("ون", *("ون" + suffix for suffix in OBJECTS)):
        if form[:1] == "ت" and form.endswith(ending) and len(form) - len(ending) > 3:
            core = form[1 : -len(ending)]
            yield core
            yield "ا" + core


def present(form: str) -> Iterator[str]:
    """The cores that a present verb (ي…, ت…) may have, without conjunction: as an imperative would have them."""
    if len(form) < 4 or form[0] not in "يت":
        return
    stems = [form[1:]]
    stems += [form[1 : -len(s)] for s in OBJECTS if form.endswith(s) and len(form) - len(s) > 3]
    stems += [form[1 : -len(s) - 1] for s in OBJECTS if form.endswith("و" + s) and len(form) - len(s) > 4]
    stems += [form[1:-2]] if form.endswith("ون") and len(form) > 5 else []
    for stem in stems:
        yield stem
        yield "ا" + stem
        if len(stem) == 3 and stem[1] in _WEAK:  # hollow: تحيل, تقوم
            yield stem[0] + stem[2]
        if stem[-1] in "يا":  # defective: تنهي, تغطي
            yield stem[:-1]
            yield "ا" + stem[:-1]


def particles(word: str) -> Iterable[tuple[str, str, bool]]:
    """The readings of a word's beginning: (preposition, stem, definite)."""
    yield "", word, False
    if word.startswith(_AL):
        yield "", word[2:], True
    if word.startswith("لل") and len(word) > 4:
        yield "ل", word[2:], True
    if word[:1] in ("ب", "ل", "ك") and len(word) > 2:
        yield word[0], word[1:], False
        if word[1:].startswith(_AL):
            yield word[0], word[3:], True


def masdar_shape(stem: str) -> bool:
    """Whether an unknown word has the shape of a derived verbal noun: tafʿīl, istifʿāl, iftiʿāl, infiʿāl, ifʿāl."""
    n = len(stem)
    if n == 5 and stem[0] == "ت" and stem[3] == "ي" and stem[2] != "ا":
        return True  # 'calibrates' (تعاير) has a long vowel in its place
    if n == 6 and stem[0] == "م" and stem[2] == "ا" and stem[5] == "ه":
        return True
    if stem.startswith("است") and n in (6, 7) and stem[-2] in "ا":
        return True
    return n == 6 and stem[0] == "ا" and stem[2] == "ت" and stem[4] == "ا"


def noun_shape(bare: str) -> bool:
    """Whether a word without its article has the shape of a plural that is no adjective: -āt, afʿāl, fuʿūl, faʿāʾil,
    fawāʿil, mafāʿīl, afʿila. Written alike, a participle of the third measure (مشارك) is left out."""
    n = len(bare)
    if bare.endswith("ات"):
        return n > 4
    if n == 5 and bare[0] == "ا" and bare[3] == "ا":
        return True
    if n == 4 and bare[2] == "و" and bare[1] not in _WEAK:
        return True
    if n == 5 and bare[1:3] == "وا" and bare[-1] not in "هيا":
        return True  # 'the barriers', 'the streets'
    if n == 5 and bare[0] == "ا" and bare[-1] == "ه" and bare[2] not in _WEAK and bare[3] not in _WEAK:
        return (
            True  # 'the devices': 'the last' (الاخيره) has a long vowel, 'the private' (الاهليه) the ending of relation
        )
    long = n == 6 and bare[2] == "ا" and bare[4] == "ي" and bare[-1] != "ه"  # 'زراعيه' says which
    return long or (n == 5 and bare[2] == "ا" and bare[3] in "ويء" and bare[-1] not in "هيا")


def unjoined(base: str) -> tuple[str, ...]:
    """A noun without its pronoun, as it stands alone: the ta marbuta that was written as t, the hamza that had a
    seat ('its listing': احصاوها, احصايها)."""
    if base.endswith("ت"):
        return base, base[:-1] + "ه"
    return (base, base[:-1] + "ء") if base.endswith(("او", "اي")) else (base,)


def skeleton(word: str) -> str:
    """The strong consonants of a word without its verbal prefix: enough to tell 'send' from 'report'."""
    core = word
    for prefix in _PREFIX:
        if core.startswith(prefix) and len(core) - len(prefix) >= 3:
            core = core[len(prefix) :]
            break
    return core.translate(_SOFT) or core


def same_root(one: str, other: str) -> bool:
    """Whether two words look like forms of one root ('sending' and 'is sent')."""
    a, b = skeleton(one), skeleton(other)
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return len(short) >= 2 and long.endswith(short) and len(long) - len(short) <= 1
