"""Who issues an English order, by its formulas and its signature. Pure."""

from __future__ import annotations

import re

from tracker.orders import lexicon

_SECTIONED = re.compile(r"^\s*(?:Section|Sec\.)\s+1\b", re.M)


def sectioned(text: str) -> bool:
    """Whether a text is an order in sections."""
    return _SECTIONED.search(text[:20000]) is not None


def by_formula(text: str) -> str | None:
    """The issuer whom a formula of enactment or publication gives away, wherever it stands."""
    marks = lexicon.english()["head"]["issuers"]
    issued = re.search(
        r"^\W*(?:issued|signed|made|given|approved|promulgated)\s+by\s+(?:the\s+)?([A-Z][^.\n]{3,80}?)\s+on\s+(?:the\s+)?\w*\d",
        text[:2000],
        re.I | re.M,
    )
    if issued is not None:
        return issued.group(1)
    near, whole = text[:4000].casefold(), text.casefold()
    first = next((name for mark, name in marks["near"].items() if mark in near), None)
    return first or next((name for mark, name in marks["anywhere"].items() if mark in whole), None) or _by_name(text)


def _by_name(text: str) -> str | None:
    """A name in capitals alone on the last line: the office of somebody known, else the name."""
    last = next((line.strip() for line in reversed(text[-300:].split("\n")) if line.strip()), "")
    known = lexicon.english()["head"]["issuers"]["signers"].get(last.casefold())
    named = re.fullmatch(r"[A-Z][A-Z’'-]+(?:\s+(?:[A-Z]\.|[A-Z][A-Z’'.,-]+)){1,4}", last) is not None
    return known or (last.title() if named and sectioned(text) else None)


def signed(text: str) -> str | None:
    """Who signs: a short last line with a title in it."""
    last = next((line.strip() for line in reversed(text[-400:].split("\n")) if line.strip()), "")
    last = re.sub(r"^(?:for|per|f/)\s*:\s*", "", last, flags=re.I)  # 'for: Permanent Secretary'
    titles = "|".join(re.escape(t) for t in lexicon.english()["titles"]["titles"])
    named = re.search(rf"\b(?:{titles})\b", last, re.I) is not None
    return last if named and len(last.split()) <= 8 and not last.endswith((".", ":")) else None


def empowered(text: str) -> str | None:
    """'By the authority vested in me as Governor of …': who issues the order."""
    mark = re.escape(lexicon.english()["head"]["empowered"])
    found = re.search(rf"{mark}\s+(?:the\s+)?([A-Z][\w’']*(?:\s+(?:of|the|for|and|[A-Z][\w’']*))*)", text[:4000])
    if found is None:
        verbs = "|".join(map(re.escape, lexicon.english()["head"]["orders"]))
        found = re.search(
            rf"(?:^|,\s+)[Tt]he\s+([A-Z][\w’' ]{{3,60}}?)\s+(?:{verbs})(?:\s+as follows)?\s*:", text[:4000], re.M
        )
    return re.sub(r"\s+", " ", found.group(1)).removesuffix(" and") if found else None


def names_office(line: str, starts: list[str]) -> bool:
    """A short line in capitals of words that begins like an office, and is no sentence."""
    words = line.split()
    if _names_paper(line):
        return False
    named = _bare_office(line).startswith(tuple(starts)) and not line.endswith((".", ":", ","))
    words = [w for w in words if w[0].isalnum()]  # 'Ministry of Finance - Budget Department'
    named = named or _ends_office(line)
    return named and len(words) <= 8 and all(w[0].isupper() or w in ("of", "the", "and", "for") for w in words)


def _bare_office(line: str) -> str:
    """'Ministry of Ports' of 'The Federal Ministry of Ports', in lower case."""
    adjectives = "|".join(map(re.escape, lexicon.english()["head"]["office_adjectives"]))
    return re.sub(rf"^(?:the\s+)?(?:(?:{adjectives})\s+)*", "", line.casefold())


def _ends_office(line: str) -> bool:
    """'Al-Sadr Teaching Hospital'; not 'MINISTER OPENS NEW HOSPITAL', which tells of one."""
    words = lexicon.english()
    lowered = line.casefold().split()
    if not 2 <= len(lowered) <= 7 or lowered[-1] not in words["head"]["offices"] or re.search(r"[,;:.\d]", line):
        return False
    verbs = {*words["verbs"]["boundary"], *words["verbs"]["imperative"], *words["nominal"]["gerunds"]}
    tells = any(w.endswith("s") and (w[:-1] in verbs or w[:-2] in verbs) for w in lowered[1:-1])
    titled = re.search(rf"\b(?:{'|'.join(map(re.escape, words['titles']['titles']))})\b", line.casefold()) is not None
    return not tells and not (titled and "of" not in lowered)


def _names_paper(line: str) -> bool:
    """'OFFICE ORDER', 'Office Memorandum': a kind of paper, and no office."""
    return any(line.casefold().split()[-1:] == [kind] for kind in lexicon.english()["head"]["kinds"])


def starts_office(line: str, starts: list[str]) -> bool:
    """Whether a heading names an office; 'GOVERNOR VISITS FLOOD AREA' tells of one."""
    lowered = _bare_office(line)
    if _names_paper(line):
        return False
    titles = lexicon.english()["titles"]["titles"]
    if line.isupper() and _ends_office(line):
        return True
    begun = next((s for s in starts if lowered.startswith(s)), None)
    return begun is not None and (begun not in titles or lowered[len(begun) :].strip() == "" or " of " in lowered)
