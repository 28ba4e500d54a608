"""The wordings of statements, a package for each language of the reader, with a ``WORDING``.

Patterns are regular expressions over the masked text (``ledger.reading.parties``): every name or adjective of a party
is a run of ``PARTY`` characters there. A long pattern is a verbose group, ``(?x: … )``, in which a space is escaped
and a comment shows what the group matches (in brackets: words that may stand beside it). A part that is put into such
a group escapes its spaces too. Time stays linear in the text: what is repeated has an upper bound, can be read in a
single way, and is followed by no second reading of the same words. ``tests/faults`` holds both for every pattern.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

MASK = "\ue000"
PARTY = f"(?<!{MASK}){MASK}++"
"""A party, from where its name begins: else a long run would be tried from each of its characters."""


class CueAct(StrEnum):
    """The meaning that a cue gives to the words beside it."""

    SUBJECTS = "subjects"  # the words after it are what was discussed
    SUBJECTS_BEFORE = "subjects_before"  # the words before it are
    AREAS = "areas"  # a list of subjects, also inside a promise ("in areas such as")
    STANCE = "stance"  # what an actor said: of a single side a subject, of both sides a shared view
    TOLD = "told"  # what an actor told: a subject where its words name a subject
    SHOWN = "shown"  # what an actor presented, asked about or condemned: a subject in any words
    VIEW = "view"  # a shared view
    PLEDGE = "pledge"  # a general pledge, by a noun ("commitment to")
    PROMISE = "promise"  # a promise, by a verb; its words say whether it is concrete
    WILL = "will"  # the same by a future tense, which needs its subject beside it
    ANNOUNCED = "announced"  # a specific commitment
    ASKED = "asked"  # a demand
    CREDITED = "credited"  # the words after it are credited as progress
    CREDITED_BEFORE = "credited_before"  # the words before it are
    CREDITED_WHOLE = "credited_whole"  # the clause is


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A language as data, an object for each. Word lists are lower case; patterns are over the masked text."""

    code: str
    common_words: frozenset[str]
    """The commonest words: by them a text's language is told."""
    abbreviations: frozenset[str]
    """Words that end with a full stop inside a sentence, without it."""
    openers: frozenset[str]
    """Words, capitalised, that begin a sentence and no name."""
    months: dict[str, int]
    ordinals: dict[str, int]
    numeral: str
    """A pattern for an ordinal in figures; its group 1 is the number."""
    parties: str
    """Lines of ``CODE name|name…``; a star stands for the endings of an adjective; the code - means: no party."""
    adjective_endings: tuple[str, ...]

    # Facts of the round
    dialogue: str
    """The series' name."""
    meeting: str
    """Nouns for a meeting of the dialogue (round, edition)."""
    held: str
    """Verbs that say that a meeting took place."""
    dates: tuple[str, ...]
    """Whole dates, with the groups d, d2, m, m2 and y, those that may be absent empty."""
    is_day_first: bool
    """Whether 3/4/2019 can only be 3 April."""
    relative_dates: str
    place_before: tuple[str, ...]
    """What stands before a place's name."""
    place_after: tuple[str, ...]
    """What stands after a place's name that begins its sentence."""
    other_meeting: str
    """Names of meetings other than the dialogue's."""
    coming: str
    """Words that say when an announced meeting will be."""

    # Who speaks
    both: str
    each_anaphor: str
    """A pronoun that stands for the last party named."""
    government: str
    """What may stand before a party's name when it acts (the Government of)."""
    side: str
    """What may stand after it (delegation, side)."""
    joins: str
    """What joins two parties that act together."""
    outsider: str
    """Actors whose promises are not the dialogue's."""
    past_of_past: str
    """Verb forms and openings that tell of an earlier meeting."""

    # What is said
    cues: tuple[tuple[CueAct, str], ...]
    """In the order in which they are tried at a place."""
    negation: str
    action: str
    """Verbs of concrete actions, as they follow "to" and "will"."""
    concrete: str
    """Words that make a promise a specific commitment."""
    dropped: str
    """How a verb looks whose subject may be left out, at the beginning of a sentence; empty: none may."""
    participle: str
    """How a cue ends that only goes along with another verb (noting)."""
    impersonal: str
    """How a cue begins that needs nobody to speak ("it was agreed")."""
    no_noun: str
    """How a stretch begins that is no noun phrase: a pronoun, a verb."""
    finite: str
    """Words that no noun phrase holds: finite verbs and what opens a clause."""
    articles: str
    determiners: frozenset[str]
    """Words that begin a noun phrase, or stand before it."""
    verb_form: str
    """How a verb ends that may stand before a noun."""
    outcomes: str
    """How a line begins that calls what follows in a list results, outcomes or conclusions."""
    phrase_breaks: str
    """Words at which a phrase ends: verbs without an object, conjunctions, relatives."""
    asides: str
    """What may stand between a verb and its list ("among other things")."""
    objects_end: str
    """What ends a list of subjects, beside the clause."""
    subjects: str
    """Words that name subjects of human-rights dialogues."""
    generic: frozenset[str]
    """Words of which a phrase that names no subject is made."""

    # Lists
    conjunction: str
    """A pattern for "and", with the spaces around it."""
    adds: str
    """What adds a member to a list beside the conjunction (as well as)."""
    continues: str
    """How a stretch begins that goes on the stretch before it (including, for)."""
    exemplifies: str
    """How a stretch begins that details the stretch before it."""
    appended: str
    """How a stretch ends that details the stretch before it ("girls above all")."""
    modal: str
    prepositions: str
    people: str
    """Nouns for people, at the head of a phrase."""
    heads: str
    """Nouns that begin a phrase with a complement of its own (actions to, protection of)."""
    adjective: str
    """A word that can only be an adjective."""
    kinds_of_people: str
    """Words for groups of people that share a noun: lesbian, gay and bisexual persons."""
    freedom_of: str
    freedoms: str
    """Nouns that go on a freedom before them: freedom of expression, association and assembly."""
    kinds_of_rights: frozenset[str]
    """Adjectives that are also words for subjects: economic, social and cultural rights."""
    adjectives_lead: bool
    """Whether adjectives stand before their noun."""
    apart: str
    """Words that tell of what is no subject: thanks, condolences, what went before the meeting."""
    relative: str
    """A relative pronoun that makes what stands before a verb no subject of it (whose recommendations were)."""
    leads: str
    """Adverbials that begin a sentence."""
    subject_leads: str
    """What begins a paragraph and names its subject, which follows up to the comma or colon ("Regarding …,")."""
    tails: str
    """What may be left off at the end of a phrase."""

    # Who came
    heading: str
    """Words by which a sentence tells of those who came at the head of a delegation."""
    membership: str
    """Words after which those who follow came as members."""
    representation: str
    """Words before agencies that were represented."""
    honorifics: frozenset[str]
    deeds: str
    """What a person named does: verbs behind the office (headed his country's delegation)."""
    offices: str
    """Words that begin an office."""
    bodies: str
    """Words that begin, or are in, the name of an agency."""
    agency: str
    """The name of an agency inside an office."""
    not_names: frozenset[str]
    """Capitalised words that are in no person's name."""
    particles: str
    """Small words inside a person's name."""

    forums: tuple[tuple[str, str | None], ...]
    """Multilateral bodies: a pattern, and the usual acronym, if any."""
    forum_shape: str
    """How bodies are named that are not in the list."""
    events: str
    """Names of meetings that a statement announces or mentions."""
    stemmer: str
    """The Snowball algorithm."""
    stop_words: frozenset[str]
    """Words that say nothing of a topic."""
    generic_words: frozenset[str]
    """Words that go with any subject, and tell no topic from another."""


@cache
def wordings() -> dict[str, Wording]:
    """Return every language of the reader, by its code."""
    modules = [
        importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)
    ]
    found = [module.WORDING for module in modules if hasattr(module, "WORDING")]
    return {wording.code: wording for wording in found}


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern once."""
    return re.compile(pattern, flags)


@cache
def cue_pattern(wording: Wording) -> re.Pattern[str]:
    """Join all cues of a language in a single pattern; a cue's group is named after its place in ``Wording.cues``."""
    return re.compile("|".join(f"(?P<c{n}>{pattern})" for n, (_act, pattern) in enumerate(wording.cues)))


def any_of(words: str | Iterable[str]) -> str:
    """Build a pattern for any of several words or patterns, longest first; a text is split at white space."""
    parts = words.split() if isinstance(words, str) else list(words)
    return "(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())
