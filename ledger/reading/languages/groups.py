"""What a language of the reader says, in groups: those for facts come first, and a language may stop behind them.

Each group is a module of the language's package, of the group's name; a field is the module's constant of its name in
capitals. Fields with a default may be left out. Word lists are in small letters; patterns are over the masked text.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

NEVER = r"(?!)"
"""A pattern that matches nothing: what a language does not say."""


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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CommonWords:
    """Words by which a text's language is told and its sentences are cut, and words are compared."""

    common_words: frozenset[str]
    """The commonest words: by them a text's language is told."""
    abbreviations: frozenset[str]
    """Words that end with a full stop inside a sentence, without it."""
    openers: frozenset[str]
    """Words, capitalised, that begin a sentence and no name."""
    stemmer: str
    """The Snowball algorithm."""
    stop_words: frozenset[str]
    """Words that say nothing of a topic."""
    generic_words: frozenset[str]
    """Words that go with any subject, and tell no topic from another."""
    titles: str
    """Words that make a line without an end a title (statement, communiqué)."""
    human_rights: str
    """What "human rights" is called, in small letters."""
    numbered: str
    """Words that begin a line of a list, before its number (Pillar II:)."""
    never_last: str
    """Words with which no line of running text ends (of, the)."""
    leads_on: str
    """Words before a line that begins with a figure and goes on (between, on)."""
    behind_hyphen: str
    """Words behind a hyphen that stands for the rest of a word (pre- and post-war)."""
    singular: tuple[tuple[re.Pattern[str], str], ...]
    """How plurals end, without accents, and what stands there in the singular; the first that fits is taken."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grammar:
    """The small words of a language: articles, "and", "of", pronouns."""

    and_: str
    """Words for "and", without spaces."""
    the: str
    """Definite articles, with their space or apostrophe."""
    own: str
    """Definite articles and possessives, with their space."""
    of: str
    """Words for "of", with their space or apostrophe."""
    of_place: str
    """Words for "of", "at" and "in", with their space."""
    by: str
    """The word before who did it, in a passive."""
    on_behalf: str
    """Words before the party for which somebody speaks, with their space."""
    that: str
    """The word that opens a clause, with its space."""
    who: str
    """Relative pronouns."""
    while_: str
    """Words that set a second clause against the first."""
    but: str
    """Words that set a clause against another."""
    was: str
    """Auxiliaries of a passive, with their space."""
    elided: str = NEVER
    """What an apostrophe joins to the word behind it (l', d')."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Parties:
    """The names of countries and unions."""

    names: str
    """Lines of ``CODE name|name…``; a star stands for the endings of an adjective; the code - means: no party."""
    adjective_endings: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Rounds:
    """How a statement names its dialogue, the meeting and its place."""

    dialogue: str
    """The series' name."""
    meeting: str
    """Nouns for a meeting of the dialogue (round, edition)."""
    held: str
    """Verbs that say that a meeting took place."""
    place_before: tuple[str, ...]
    """What stands before a place's name."""
    place_after: tuple[str, ...]
    """What stands after a place's name that begins its sentence."""
    other_meeting: str
    """Names of meetings other than the dialogue's."""
    opening: str
    """What stands before the series' name and is none of it: articles, "of", "annual"."""
    between: str
    """The word before the parties in the series' name."""
    numbered: str
    """How the series is called behind its number (the 14th Dialogue)."""
    annual: str
    """The adjective that may stand beside a meeting's noun."""
    times: str
    """Nouns behind an ordinal that count occasions and no meetings."""
    label: str
    """Nouns before a number that count meetings (Round 7)."""
    elsewhere: str
    """What stands before the number of another meeting (next, previous)."""
    no_places: frozenset[str]
    """Capitalised words with which no place's name begins."""
    within_place: str
    """Small words inside a place's name, with their space."""
    names_of_titles: frozenset[str]
    """Words of the series' name, in small letters: they keep their capital in a line of capitals."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Days:
    """How days, months, numbers of rounds and deadlines are written."""

    months: dict[str, int]
    ordinals: dict[str, int]
    numeral: str
    """A pattern for an ordinal in figures; its group 1 is the number."""
    roman_ending: str = ""
    """What may stand behind a Roman numeral that counts (XIVe)."""
    dates: tuple[str, ...]
    """Whole dates, with the groups d, d2, m, m2 and y, those that may be absent empty."""
    is_day_first: bool
    """Whether 3/4/2019 can only be 3 April."""
    same_day: str
    """Those words of ``relative_dates`` that mean the day of the text itself (today)."""
    relative_dates: str
    coming: str
    """Words that say when an announced meeting will be."""
    elsewhere: str
    """What stands before the day of something else (since, signed on)."""
    ahead: str
    """Words that tell of a meeting to come."""
    from_: str
    """The word before the first of several days, which may also mean "since"."""
    deadlines: str = NEVER
    """What sets a deadline; MONTH, NUMBER and ORDINAL stand for words.

    Its groups: d1, m1, y1 and so on; a1 and b1 for a day and month in figures; part1 and of1 for the part of a year;
    n and unit for a time that is counted; ``before`` and ``within`` for words that leave the day open.
    """
    number_words: dict[str, int] = field(default_factory=dict)
    """Numbers in words, as deadlines have them."""
    units_of_days: dict[str, int] = field(default_factory=dict)
    """Units of time and their days."""
    units_of_months: dict[str, int] = field(default_factory=dict)
    """Units of time and their months."""
    parts_of_years: dict[str, int] = field(default_factory=dict)
    """Parts of a year (half, quarter) and their months."""
    month_of_year: str = NEVER
    """A month with its year and no day, with the groups m and y; MONTH stands for the months."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class People:
    """How a statement tells who came, and in which office."""

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
    not_names: frozenset[str]
    """Capitalised words that are in no person's name."""
    particles: str
    """Small words inside a person's name."""
    names_head: frozenset[str]
    """Words right before the name of a head (by, were)."""
    within_office: str
    """Words before capitalised words that are a place and no name (in, near)."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Bodies:
    """Names of agencies, of multilateral bodies and of their meetings."""

    nouns: str
    """Words that begin, or are in, the name of an agency."""
    agency: str
    """The name of an agency inside an office."""
    forums: tuple[tuple[str, str | None], ...]
    """Multilateral bodies: a pattern, and the usual acronym, if any."""
    forum_shape: str
    """How bodies are named that are not in the list."""
    events: str
    """Names of meetings that a statement announces or mentions."""
    plural: str
    """Plurals of agencies whose names follow (the Ministries of …)."""
    not_in_name: str
    """Words at which an agency's name ends (who, attended)."""
    national_before: str = NEVER
    """What stands right before a body's name and makes it a national body: a party, "National"."""
    national_after: str = NEVER
    """The same behind it: "of Kenya", "of the Senate"."""
    united_nations: str
    """The United Nations, where none of its bodies is named."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Speakers:
    """How a statement names who speaks."""

    both: str = NEVER
    each_anaphor: str = NEVER
    """A pronoun that stands for the last party named."""
    government: str = NEVER
    """What may stand before a party's name when it acts (the Government of)."""
    side: str = NEVER
    """What may stand after it (delegation, side)."""
    joins: str = NEVER
    """What joins two parties that act together."""
    outsider: str = NEVER
    """Actors whose promises are not the dialogue's."""
    past_of_past: str = NEVER
    """Verb forms and openings that tell of an earlier meeting."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Clauses:
    """The cues of a clause, and what decides how much its words bind."""

    cues: tuple[tuple[CueAct, str], ...] = ()
    """In the order in which they are tried at a place."""
    negation: str = NEVER
    action: str = NEVER
    """Verbs of concrete actions, as they follow "to" and "will"."""
    concrete: str = NEVER
    """Words that make a promise a specific commitment."""
    dropped: str = NEVER
    """How a verb looks whose subject may be left out, at the beginning of a sentence; empty: none may."""
    participle: str = NEVER
    """How a cue ends that only goes along with another verb (noting)."""
    impersonal: str = NEVER
    """How a cue begins that needs nobody to speak ("it was agreed")."""
    view_binds: str = NEVER
    """What makes a promise of "agreed that": somebody who will or would act."""
    outcomes: str = NEVER
    """How a line begins that calls what follows in a list results, outcomes or conclusions."""
    outcomes_are: str = NEVER
    """What leads from those words to their list within a sentence (were the following:)."""
    apart: str = NEVER
    """Words that tell of what is no subject: thanks, condolences, what went before the meeting."""
    relative: str = NEVER
    """A relative pronoun that makes what stands before a verb no subject of it (whose recommendations were)."""
    leads: str = NEVER
    """Adverbials that begin a sentence."""
    subject_leads: str = NEVER
    """What begins a paragraph and names its subject, which follows up to the comma or colon ("Regarding …,")."""
    attributive: str = NEVER
    """Words behind which a participle is an adjective ("the shared goals")."""
    also: str = NEVER
    """Words that join a second verb to a subject ("and", "also")."""
    infinitive: str = NEVER
    """How a cue begins that is an infinitive."""
    renews: str = NEVER
    """How a verb begins that makes a pledge of its own, behind another."""
    goes_on: str = NEVER
    """How the words end before a pledge that goes on the pledge before it ("… and")."""
    parts: tuple[str, ...] = ()
    """What parts clauses, with its spaces."""
    parts_of_passive: tuple[str, ...] = ()
    """The same where a passive's subject may hold commas and conjunctions."""
    object_of: str = NEVER
    """Prepositions before a party that is no subject."""
    repeated_to: str = NEVER
    """What opens a second promise behind a verb ("and to")."""
    infinitive_mark: str = NEVER
    """What may stand between a verb and its infinitive, with its space (to, en, a)."""
    conditional: str = NEVER
    """How a cue ends whose verb only reports a future ("said that it would")."""
    verb_mark: str = NEVER
    """The word between a verb and its infinitive, which tells that a verb follows (to)."""
    left_open: frozenset[str] = frozenset()
    """Words behind a verb of promising that leave the promise to a clause of its own."""
    as_part_of: str = NEVER
    """Words before a pledge that only goes along (within)."""
    thing: str = NEVER
    """How a subject begins that is a thing and no party (The …)."""
    meets: str = NEVER
    """Names of the meeting, which may pledge for both."""
    ranges: str = NEVER
    """How a cue ends behind which subjects range from the first to the last."""
    range_to: str = NEVER
    """What parts subjects that range from the first to the last."""
    with_concern: str = NEVER
    """What may stand before the clause that somebody stressed."""
    manner: str = NEVER
    """How a sentence begins that tells in which manner something was discussed."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Lists:
    """How lists of subjects are joined, continued and ended."""

    no_noun: str = NEVER
    """How a stretch begins that is no noun phrase: a pronoun, a verb."""
    finite: str = NEVER
    """Words that no noun phrase holds: finite verbs and what opens a clause."""
    articles: str = NEVER
    determiners: frozenset[str] = frozenset()
    """Words that begin a noun phrase, or stand before it."""
    verb_form: str = NEVER
    """How a verb ends that may stand before a noun."""
    phrase_breaks: str = NEVER
    """Words at which a phrase ends: verbs without an object, conjunctions, relatives."""
    asides: str = NEVER
    """What may stand between a verb and its list ("among other things")."""
    objects_end: str = NEVER
    """What ends a list of subjects, beside the clause."""
    conjunction: str = NEVER
    """A pattern for "and", with the spaces around it."""
    adds: str = NEVER
    """What adds a member to a list beside the conjunction (as well as)."""
    continues: str = NEVER
    """How a stretch begins that goes on the stretch before it (including, for)."""
    exemplifies: str = NEVER
    """How a stretch begins that details the stretch before it."""
    appended: str = NEVER
    """How a stretch ends that details the stretch before it ("girls above all")."""
    modal: str = NEVER
    prepositions: str = NEVER
    people: str = NEVER
    """Nouns for people, at the head of a phrase."""
    heads: str = NEVER
    """Nouns that begin a phrase with a complement of its own (actions to, protection of)."""
    adjective: str = NEVER
    """A word that can only be an adjective."""
    kinds_of_people: str = NEVER
    """Words for groups of people that share a noun: lesbian, gay and bisexual persons."""
    freedom_of: str = NEVER
    freedoms: str = NEVER
    """Nouns that go on a freedom before them: freedom of expression, association and assembly."""
    kinds_of_rights: frozenset[str] = frozenset()
    """Adjectives that are also words for subjects: economic, social and cultural rights."""
    adjectives_lead: bool = False
    """Whether adjectives stand before their noun."""
    tails: str = NEVER
    """What may be left off at the end of a phrase."""
    join_words: frozenset[str] = frozenset()
    """Words that join adjectives."""
    either: frozenset[str] = frozenset()
    """Words for "or"."""
    loose_prepositions: frozenset[str] = frozenset()
    """Prepositions that stand inside most phrases (of)."""
    for_people: str = NEVER
    """Words between a phrase and the people whom it is for."""
    shares: str = NEVER
    """How a part begins that shares the noun before it ("those of")."""
    within_name: str = NEVER
    """Prepositions between two names of concepts that are a single phrase."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Topics:
    """Words that name subjects of human-rights dialogues, and words that name none."""

    subjects: str = NEVER
    """Words that name subjects of human-rights dialogues."""
    generic: frozenset[str] = frozenset()
    """Words of which a phrase that names no subject is made."""
