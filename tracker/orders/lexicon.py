"""The words of orders, from ``ar.toml`` and ``en.toml``: data that a clerk can extend; nothing is decided here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tracker.orders import shapes
from tracker.orders.tokens import fold
from tracker.orders.wordlists import Frame as Frame
from tracker.orders.wordlists import Masdar as Masdar
from tracker.orders.wordlists import Phrases as Phrases
from tracker.orders.wordlists import both_genders
from tracker.orders.wordlists import words as words

SUFFIXES = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه", "ي")
MANY = ("وا", "ون", "ان", "ا")
GROUPS = ("achievement", "maintenance", "vague", "light")


class Lexicon:
    """The Arabic lexicon, folded and indexed."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        masdars = raw["masdars"]
        self.groups: dict[str, str] = {}
        for group in reversed(GROUPS):
            for word in words(masdars[group]):
                self.groups[word] = group
        self.not_masdar, self.definite_only = words(masdars["none"]), words(masdars["definite_only"])
        self.vague_not = words(masdars["vague_not"])
        self.light = words(masdars["light"]) | words(masdars["light_asap"])
        self.light_standing = words(masdars["light_standing"])
        self.light_asap, self.working = words(masdars["light_asap"]), words(masdars["working"])
        for word in self.light_asap:
            self.groups.setdefault(word, "light")
        self.vague_phrases = frozenset(tuple(fold(p).split("_")) for p in masdars["vague_phrases"])
        self.before_body, self.only_governed = words(masdars["before_body"]), words(masdars["only_governed"])
        self.granting = words(masdars["granting"])
        self.approving, self.approved = words(masdars["approving"]), words(masdars["approved"])
        self.kept_phrases = frozenset(tuple(fold(p).split("_")) for p in masdars["kept_phrases"])
        self.done_phrases = frozenset(tuple(fold(p).split("_")) for p in masdars["done_phrases"])
        self.names_like_verbs = words(raw["titles"]["names_like_verbs"])
        self.forbidding = words(masdars["forbidding"])
        for word in self.forbidding:
            self.groups.setdefault(word, "maintenance")
        self.reporting = words(masdars["reporting"])
        self.forbidden_acts = words(masdars["forbidden_acts"])
        self.deploying, self.deployed = words(masdars["deploying"]), words(masdars["deployed"])
        self.stressing, self.amounts = words(masdars["stressing"]), words(masdars["amounts"])
        self.ending_acts, self.binding = words(masdars["ending_acts"]), words(masdars["binding"])
        self.own_doing = words(masdars["own_doing"])
        self.doers, self.attending = words(masdars["doers"]), words(masdars["attending"])
        self.forming = words(masdars["forming"])
        self.enforcing = words(masdars["enforcing"])
        self.governs: dict[str, set[str]] = {}
        for prep, governed in raw["governs"].items():
            for word in words(governed):
                self.governs.setdefault(word, set()).add(fold(prep))
        self.frames: dict[str, Frame] = {}
        for entry in raw["speech"]:
            frame = Frame(entry["kind"], words(entry["content"]), words(entry["to"]), words(entry.get("after", "")))
            for verb in words(entry["verbs"]):
                self.frames[verb] = frame
        self.stress_must, self.stress_weak = words(raw["stress"]["must"]), words(raw["stress"]["weak"])
        self.no_leave, modals = Phrases(raw["stress"]["no_leave"]), raw["modals"]
        self.must, self.must_not = Phrases(modals["must"]), Phrases(modals["must_not"])
        self.emphatic, self.allowed = words(modals["emphatic"]), words(modals["allowed"])
        self.depriving, self.respites = words(modals["depriving"]), words(modals["respites"])
        self.spans, self.time_giving = words(modals["spans"]), words(modals["time_giving"])
        self.on_person, self.active_not = words(modals["person"]), words(modals["active_not"])
        decree = raw["decree"]
        self.tasks, self.task_standing = words(decree["tasks"]), words(decree["standing"])
        self.act_once, self.act_standing = words(decree["achievement"]), words(decree["maintenance"])
        self.act_forming, self.act_enforcing = words(decree["forming"]), words(decree["enforcing"])
        self.act_reporting, self.act_handing = words(decree["reporting"]), words(decree["handing"])
        self.giving_to = words(decree["giving_to"])
        self.bearing, self.refraining = words(decree["bearing"]), words(decree["refraining"])
        self.permitting, self.taking_up = words(decree["permitting"]), words(decree["taking_up"])
        self.act_like_nouns = words(decree["like_nouns"])
        self.consequences, self.costs = words(decree["consequences"]), words(decree["costs"])
        self.passive_tam = words(decree["passive_tam"])
        self.contrary = frozenset(word + of for word in words(decree["contrary"]) for of in ("", "ه", "ها"))
        self.force_verbs, self.self_nouns = words(decree["force_verbs"]), words(decree["self_nouns"])
        self.lasting_force = Phrases(decree["lasting_force"])
        self.penalties = words(decree["penalties"])
        self.own_issue = words(decree["own_issue"])
        self.self_marks = words(decree["self_marks"])
        report = raw["report"]
        self.pluperfect, self.earlier = Phrases(report["pluperfect"]), Phrases(report["earlier"])
        self.relative, self.observed = words(report["relative"]), words(report["observed"])
        self.occasions, self.goes_on = words(report["occasions"]), words(report["goes_on"])
        self.asides, self.aside_phrases = words(report["asides"]), Phrases(report["aside_phrases"])
        self.credits, self.crediting = Phrases(report["credits"]), words(report["crediting"])
        self.visits, self.spoken_days = words(report["visits"]), words(report["spoken_days"])
        self.saying, self.ending = both_genders(words(report["saying"])), Phrases(report["ending"])
        self.threat, self.reasoning = Phrases(report["threat"]), words(report["reasoning"])
        self.request = words(report["request"])
        self.and_that = words(report["and_that"])
        self.all_are, self.responsible = words(report["all_are"]), words(report["responsible"])
        self.public, self.called = words(raw["people"]["public"]), words(raw["people"]["called"])
        self.copies, self.formula = Phrases(raw["closing"]["copies"]), words(raw["closing"]["formula"])
        self.stands = words(raw["closing"]["stands"])
        self.complying, self.compliance = words(raw["closing"]["complying"]), words(raw["closing"]["compliance"])
        empty = raw["closing"]["empty_content"]
        self.empty_content = Phrases([*empty, *("ب" + phrase for phrase in empty)])
        self.preamble = words(raw["closing"]["preamble"])
        lists = raw["lists"]
        self.agenda = words(lists["agenda"])
        self.putting_off = words(lists["putting_off"])
        self.reports_made = words(lists["reports_made"])
        self.forecast, self.decided = words(lists["forecast"]), words(lists["decided"])
        self.executor_labels = frozenset(tuple(fold(p).split("_")) for p in lists["executors"])
        self.term_labels = frozenset(tuple(fold(p).split("_")) for p in lists["terms"])
        self.list_words = words(lists["list_words"])
        self.list_openers, self.duty_words = words(lists["list_openers"]), words(lists["duties"])
        self.informing = words(lists["informing"])
        self.order_lead, self.no_order_lead = words(lists["order_lead"]), words(lists["no_order_lead"])
        grammar = raw["grammar"]
        self.prepositions, self.adjuncts = words(grammar["prepositions"]), words(grammar["adjuncts"])
        self.spots, self.work_nouns = words(grammar["spots"]), words(grammar["work_nouns"])
        self.towns = words(grammar["towns"])
        self.purpose, self.adding = Phrases(grammar["purpose"]), Phrases(grammar["adding"])
        self.made_by = words(grammar["made_by"])
        self.agent, self.on_that = Phrases(grammar["agent"]), Phrases(grammar["on_that"])
        self.become, self.allowing = words(raw["report"]["become"]), words(masdars["allowing"])
        self.bound, self.act_giving = words(modals["bound"]), words(decree["giving"])
        self.charged_with, self.ceasing = words(decree["charged_with"]), words(masdars["ceasing"])
        self.activities = words(masdars["activities"])
        self.own_duty = words(grammar["own_duty"])
        self.own_work, self.starters = words(grammar["own_work"]), words(grammar["starters"])
        self.generic_work = words(grammar["generic_work"])
        self.holding, self.topics = words(decree["holding"]), words(raw["lists"]["topics"])
        self.to_us, self.deeming = words(raw["report"]["to_us"]), words(decree["deeming"])
        self.set_phrases = words(decree["set_phrases"])
        self.no_ban_nouns, self.courtesy = words(decree["no_ban_nouns"]), words(raw["closing"]["courtesy"])
        self.stretches, self.ends_itself = words(raw["conditions"]["periods"]), words(masdars["ends_itself"])
        self.moments = words(raw["conditions"]["moments"])
        self.case_acts = words(raw["conditions"]["case_acts"])
        self.urging = words(masdars["urging"])
        self.telling, self.no_ban = words(masdars["telling"]), words(decree["no_ban"])
        self.finishing, self.being = words(grammar["finishing"]), words(grammar["being"])
        self.that, self.own_first = words(grammar["open_now"]), words(grammar["own_first"])
        self.therefore, self.leading_over = words(grammar["therefore"]), words(grammar["leading_over"])
        self.periods, self.back = words(grammar["periods"]), words(grammar["back"])
        self.each, self.all_of = words(grammar["relative_object"]), words(grammar["while_words"])
        self.time_marks, self.time_openers = words(grammar["time_marks"]), words(grammar["time_openers"])
        exceptions = raw["exceptions"]
        self.without, self.lacking = Phrases(exceptions["without"]), words(exceptions["lacking"])
        self.not_without = words(exceptions["not_without"])
        self.except_marks, self.except_implied = Phrases(exceptions["marks"]), Phrases(exceptions["implied"])
        self.except_sentence = words(exceptions["sentence"])
        conditions = raw["conditions"]
        self.condition_marks, self.event_marks = Phrases(conditions["marks"]), Phrases(conditions["events"])
        self.at_once, self.each_who = Phrases(raw["conditions"]["at_once"]), words(raw["conditions"]["each_who"])
        self.offenders, self.event_nouns = (
            Phrases(raw["conditions"]["offenders"]),
            words(raw["conditions"]["event_nouns"]),
        )
        self.offends = words(raw["conditions"]["offends"])
        self.event_acts, self.routine = words(raw["conditions"]["event_acts"]), words(raw["conditions"]["routine"])
        self.continuous, self.until_event = Phrases(raw["continuous"]["marks"]), words(raw["continuous"]["until_event"])
        self.until, self.states = words(raw["continuous"]["until"]), words(raw["continuous"]["states"])
        self.moving, self.begins_once = words(raw["continuous"]["moving"]), words(raw["continuous"]["begins_once"])
        self.appointing = words(raw["continuous"]["appointing"])
        self.once_acts, self.told = words(raw["anchors"]["once"]), words(raw["anchors"]["told"])
        self.papers, self.receipt = words(raw["anchors"]["papers"]), words(raw["anchors"]["receipt"])
        self.figures = words(raw["continuous"]["figures"])
        self.recurring, self.hours = words(raw["time"]["recurring"]), words(raw["time"]["hours"])
        self.formula_openers = words(raw["closing"]["openers"])
        self.in_its_time = Phrases(raw["urgent"]["in_its_time"])
        self.immediate, self.immediately = words(raw["urgent"]["immediate"]), words(raw["urgent"]["immediately"])
        self.urgent, self.urgent_names = words(raw["urgent"]["asap"]), words(raw["urgent"]["named"])
        titles = raw["titles"]
        self.person_titles, self.body_titles = words(titles["person"]), words(titles["body"])
        self.not_commanding = words(titles["not_commanding"])
        self.ranks, self.honorifics = words(titles["ranks"]), words(titles["honorifics"])
        self.courtesies, self.respected = words(titles["courtesies"]), words(titles["respected"])
        self.nested, self.acting = words(titles["nested"]), words(titles["acting"])
        self.members, self.no_names = words(titles["members"]), words(titles["no_names"])
        self.impersonal = words(raw["report"]["impersonal"])
        self.subject_openers = words(titles["subject_openers"])
        self.styles = words(titles["styles"])
        self.pronominal, self.subject_verbs = words(titles["pronominal"]), words(titles["subject_verbs"])
        self.aliases = {fold(name): known for name, known in titles["aliases"].items()}
        self.bodies = words(raw["bodies"]["nouns"])
        head = raw["head"]
        self.head = head
        self.head_number, self.head_date = words(head["number"]), words(head["date"])
        self.head_to, self.head_subject = words(head["to"]), words(head["subject"])
        self.head_from = words(head["from"])
        self.issuer_starts, self.country = words(head["issuer_starts"]), fold(head["country"])
        self.today, self.hour, self.kinds = fold(head["today"]), fold(head["hour"]), words(head["kinds"])
        self.order_kinds, self.issued_by = words(head["order_kinds"]), Phrases(head["issued_by"])
        self.minutes, self.sessions = Phrases(head["minutes"]), words(head["sessions"])
        self.coming = words(head["coming"])
        self.reference_marks, self.past_marks = words(head["reference_marks"]), words(head["past_marks"])
        self.change_verbs = {word: kind for kind, known in head["changes"].items() for word in words(known)}
        self.change_targets = words(head["change_targets"])
        self.masdar = lru_cache(maxsize=65536)(self._masdar)
        self.body = lru_cache(maxsize=65536)(self._body)
        self.frame = lru_cache(maxsize=65536)(self._frame)
        self.starts_with_and = lru_cache(maxsize=65536)(self._starts_with_and)
        self.verb = lru_cache(maxsize=65536)(self._verb)
        self.imperative = lru_cache(maxsize=65536)(self._imperative)
        self.present = lru_cache(maxsize=65536)(self._present)

    def _stem_group(self, stem: str, bare: bool, definite: bool) -> tuple[str, bool] | None:
        """The class of a stem, and whether the lexicon has it; by its shape only where no particle hides the word."""
        if definite and stem in self.definite_only:
            return "achievement", True
        if stem in self.not_masdar:
            return None
        if stem in self.groups:
            return self.groups[stem], True
        return ("achievement", False) if bare and stem not in self.bodies and shapes.masdar_shape(stem) else None

    def _masdar(self, form: str) -> Masdar | None:
        """Read a word as a verbal noun with joined particles; the reading with the fewest particles wins."""
        for known_only in (True, False):
            for conj in (False, True):
                if conj and form[:1] not in ("و", "ف"):
                    continue
                rest = form[1:] if conj else form
                for prep, stem, definite in shapes.particles(rest):
                    found = self._with_suffix(stem, definite, known_only)
                    if found is not None:
                        base, suffix, group, known = found
                        return Masdar(base, group, conj, prep, definite, suffix, known)
        return None

    def _with_suffix(self, stem: str, definite: bool, known_only: bool) -> tuple[str, str, str, bool] | None:
        for suffix in ("", *SUFFIXES):
            whole = definite or stem in self.not_masdar
            if suffix and (whole or not stem.endswith(suffix) or len(stem) - len(suffix) < 2):
                continue
            base = stem[: len(stem) - len(suffix)] if suffix else stem
            if suffix and len(base) == 2 and (base not in self.groups or suffix not in ("ها", "نا")):
                continue
            for candidate in shapes.unjoined(base) if suffix else (base,):
                found = self._stem_group(candidate, not known_only, definite)
                if found is not None and (found[1] or not suffix):
                    return candidate, suffix, *found
        return None

    def _verb(self, form: str) -> tuple[str, str] | None:
        """A decree verb in the present tense: (the verb, its group: task | once | standing), a joined 'and' removed."""
        for verb in (form, form[1:]) if form[:1] in ("و", "ف") else (form,):
            if verb in self.tasks or verb in self.passive_tam or verb in self.bearing or verb in self.refraining:
                return verb, "task"
            if verb in self.act_once:
                return verb, "once"
            if verb in self.act_standing:
                return verb, "standing"
        return self._verb_of_many(form)

    def _verb_of_many(self, form: str) -> tuple[str, str] | None:
        """A decree verb of two or more ('that they both submit')."""
        for verb in (form, form[1:]) if form[:1] in ("و", "ف") else (form,):
            ending = next((e for e in MANY if verb.endswith(e)), None) if verb[:1] == "ي" and len(verb) > 4 else None
            if ending is not None and (known := self._verb(verb.removesuffix(ending))) is not None:
                return known
        return None

    def _imperative(self, form: str) -> tuple[str, str] | None:
        """A plural imperative, or 'you send': (its verbal noun, its class), a joined 'and' removed; else None."""
        for word in (form, form[1:]) if form[:1] in ("و", "ف") else (form,):
            core = shapes.imperative(word)
            cores = (core,) if core is not None else shapes.addressed(word) if word not in self.groups else ()
            if (known := self._first_noun(noun for each in cores for noun in shapes.verbal_nouns(each))) is not None:
                return known
        return None

    def _present(self, form: str) -> tuple[str, str] | None:
        """A present verb by the verbal noun that it goes with: (the noun, its class), a joined 'and' removed."""
        for word in (form, form[1:]) if form[:1] in ("و", "ف") else (form,):
            if word in self.groups or word in self.bodies or word in self.not_masdar or shapes.masdar_shape(word):
                continue
            known = self._first_noun(noun for core in shapes.present(word) for noun in shapes.verbal_nouns(core))
            if known is not None:
                return known
        return None

    def _first_noun(self, nouns: Iterable[str]) -> tuple[str, str] | None:
        shaped = None
        for noun in nouns:
            if noun in self.groups and noun not in self.not_masdar:
                return noun, self.groups[noun]
            if shaped is None and noun.startswith("است") and shapes.masdar_shape(noun) and noun not in self.not_masdar:
                shaped = noun, "achievement"
        return shaped

    def _frame(self, form: str) -> tuple[str, Frame] | None:
        """A verb of ordering: (the verb, its frame), a joined 'and' removed."""
        for verb in (form, form[1:]) if form[:1] in ("و", "ف") and len(form) > 2 else (form,):
            if verb in self.frames:
                return verb, self.frames[verb]
        return self.of_them(form)

    def of_them(self, form: str) -> tuple[str, Frame] | None:
        """A verb that names whom it binds, with the pronoun of whoever was named before ('and obliged them to')."""
        base = next((form.removesuffix(s) for s in ("هما", "ها", "هم") if form.endswith(s)), "")
        for verb in (base, base[1:]) if base[:1] in ("و", "ف") else (base,):
            frame = self.frames.get(verb) if len(verb) > 2 else None
            if frame is not None and "must_object" in frame.to:
                return form if verb == base else form[1:], frame
        return None

    def _body(self, form: str) -> bool:
        """A noun of a body, also with a possessive ('its directorate')."""
        if form in self.bodies:
            return True
        base = next((form.removesuffix(s) for s in ("هما", "ها", "هم", "كم", "نا", "ه") if form.endswith(s)), "")
        return len(base) > 2 and (base in self.bodies or (base[-1] == "ت" and base[:-1] + "ه" in self.bodies))

    def _starts_with_and(self, form: str) -> bool:
        """Whether the 'w' that begins a word is a letter of its own, no joined 'and'."""
        if form in self.groups or form in self.frames or form in self.bodies or form in self.own_first:
            return True
        return self.imperative(form) is not None and self.imperative(form[1:]) is None

    def plain(self, form: str, known: frozenset[str]) -> str | None:
        """The word if it, or what stands after a joined 'and', is in the set."""
        if form in known:
            return form
        return form[1:] if form[:1] in ("و", "ف") and form[1:] in known else None


@cache
def arabic() -> Lexicon:
    """The Arabic lexicon."""
    return Lexicon(_load("ar"))


@cache
def entry(section: str, name: str) -> frozenset[str]:
    """The words of one entry of the Arabic lexicon that only one rule asks for."""
    return words(arabic().raw[section][name])


@cache
def starts() -> frozenset[str]:
    """The words that open a stretch of time at its beginning, in both languages."""
    return words(arabic().raw["time"]["starts"]) | words(english()["time"]["starts"])


@cache
def next_period() -> frozenset[str]:
    """The words that make the period of a day the one after each ('of the following month')."""
    return words(arabic().raw["time"]["next_period"]) | words(english()["time"]["next_period"])


@cache
def event_words() -> frozenset[str]:
    """Nouns of events that come again and again: a period counted from one makes a duty of each case."""
    return arabic().event_nouns | words(english()["time"]["events"])


@cache
def english() -> Mapping[str, Any]:
    """The English lexicon, as it stands in the file."""
    return _load("en")


@cache
def questions() -> Mapping[str, Mapping[str, str]]:
    """The texts of the questions that a draft asks, by code, each in Arabic and English."""
    return _load("questions")


@cache
def words_of(name: str) -> Mapping[str, Any]:
    """What stands in one of the small files: ``table`` and ``view`` for people, ``tables`` of column headings."""
    return _load(name)


@cache
def changes(language: str) -> Mapping[str, Any]:
    """How one language says that it changes an earlier order, and names it."""
    return _load("changes")[language]  # type: ignore[no-any-return]


@cache
def vague(language: str) -> Mapping[str, Any]:
    """The words of one language that set a time and name no day."""
    return _load("vague")[language]  # type: ignore[no-any-return]


@cache
def layout() -> Mapping[str, Any]:
    """The words and letters that open the items of Arabic lists."""
    return _load("ar")["layout"]  # type: ignore[no-any-return]


def _load(name: str) -> Mapping[str, Any]:
    return tomllib.loads(files("tracker.orders").joinpath(f"{name}.toml").read_text("utf-8"))
