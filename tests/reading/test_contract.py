"""The JSON of a reading: the schema, the fields, and that every wording is the text at its span."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ledger.reading
from ledger.reading import EarlierItem, TopicPhrases, UnknownLanguage, json_form, read
from ledger.reading.plain import view_of
from ledger.reading.shapes import FIELDS
from tests.reading import sentences_en, sentences_es
from tests.support.statements import MEXICO_EU, TEXTS, UK_BRAZIL

SCHEMA = json.loads((Path(ledger.reading.__file__).parent / "schema.json").read_text(encoding="utf-8"))
FRAGMENTS = [case[1] for case in (*sentences_en.CASES, *sentences_es.CASES)]


def check(text: str, language: str) -> None:
    """The form is the schema's, every wording stands at its span, and every span lies in the text."""
    reading = read(text, language=language)
    form = json.loads(json.dumps(json_form(reading)))
    jsonschema.validate(form, SCHEMA)
    for one in reading.proposals:
        assert reading.text[slice(*one.span)] == one.wording
        assert one.wording.strip()
        assert all(
            0 <= start < end <= len(reading.text) for start, end in (one.span, one.sentence, *one.parts)
        )
    for named in (*reading.forums, *reading.delegates, *reading.agencies, *reading.events):
        assert named.name == " ".join(named.name.split())
        assert named.name in reading.text or named.name in view_of(reading.text).plain


@pytest.mark.parametrize("text", TEXTS)
def test_form_of_a_statement_is_the_schema(text: str) -> None:
    check(text, read(text).language)


def test_form_has_the_fields_of_the_contract_in_order() -> None:
    form = json_form(read(UK_BRAZIL))
    assert list(form) == ["language", "sha256", *FIELDS]
    assert list(form["proposals"][0]) == list(FIELDS["proposals"])
    assert SCHEMA["required"] == list(form)


SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=6), st.sampled_from(["\n", " ", "; ", "\n\n• ", ""]))
def test_any_mix_of_sentences_keeps_the_contract(parts: list[str], glue: str) -> None:
    try:
        check(glue.join(parts), "en")
    except UnknownLanguage:
        check(glue.join(parts), "es")


NOISE = st.text(alphabet="aá e\u0301ñ\u00ad\ufeff\r\n\t.,;:()[]…–-'\"’•1IVX§", max_size=120)


@SLOW
@given(st.sampled_from(FRAGMENTS), NOISE, st.integers(0, 60))
def test_any_noise_keeps_the_contract(text: str, noise: str, at: int) -> None:
    try:
        check(text[:at] + noise + text[at:], "en")
    except UnknownLanguage:
        check(text[:at] + noise + text[at:], "es")


HOSTILE = [
    ",",
    "(",
    "and ",
    "Both agreed to ",
    "A",
    "A'",
    "A.",
    "…",
    "Mexico and ",
    "torture, ",
    "e\u0301",
    "\n- ",
    "1. ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_run_keeps_the_contract(piece: str) -> None:
    check(piece * 1500, "en")


def test_a_hundred_thousand_commas_propose_nothing() -> None:
    assert read("," * 100_000, language="en").proposals == ()


def test_reading_twice_gives_the_same() -> None:
    assert read(MEXICO_EU) == read(MEXICO_EU)


@pytest.mark.parametrize(
    ("text", "asked", "guessed"),
    [
        (
            "Le due delegazioni hanno discusso della pena di morte e della libertà di stampa nel mondo.",
            None,
            None,
        ),
        (
            "Die beiden Länder haben über die Todesstrafe und die Pressefreiheit in der Welt gesprochen.",
            None,
            None,
        ),
        (
            "Beide Seiten haben über die Todesstrafe und die Lage der Presse in der Welt gesprochen.",
            None,
            None,
        ),
        (MEXICO_EU, "en", "es"),
        (UK_BRAZIL, "es", "en"),
    ],
)
def test_wrong_language_is_refused(text: str, asked: str | None, guessed: str | None) -> None:
    with pytest.raises(UnknownLanguage) as refused:
        read(text, language=asked)
    assert refused.value.guessed == guessed


TOPICS = [
    TopicPhrases("torture-prevention", ("prevent torture", "prevention of torture")),
    TopicPhrases("freedom-of-expression", ("freedom of expression", "press freedom")),
    TopicPhrases("migrants-rights", ("human rights of migrants",)),
]


def test_topics_are_told_by_their_phrases_or_not_at_all() -> None:
    text = "Both sides discussed preventing torture, freedom of expression, and the weather."
    assert [one.topic for one in read(text, language="en", taxonomy=TOPICS).proposals] == [
        "torture-prevention",
        "freedom-of-expression",
        None,
    ]


def test_an_earlier_item_is_proposed_as_continued() -> None:
    earlier = [
        EarlierItem("USMX-6-03", "discussed", "steps to prevent torture", "torture-prevention"),
        EarlierItem("USMX-6-09", "discussed", "freedom of expression", "freedom-of-expression"),
    ]
    text = "Both sides discussed preventing torture, freedom of expression, and the weather."
    reading = read(text, language="en", taxonomy=TOPICS, earlier=earlier)
    assert [one.continues for one in reading.proposals] == ["USMX-6-03", "USMX-6-09", None]


def test_a_split_is_offered_and_never_made() -> None:
    text = "Both sides discussed the death penalty and consular notification."
    (proposal,) = read(text, language="en").proposals
    assert proposal.wording == "the death penalty and consular notification"
    assert [text[slice(*part)] for part in proposal.parts] == ["the death penalty", "consular notification"]
    assert [one.code for one in read(text, language="en").warnings if one.span == proposal.span] == [
        "may-be-two"
    ]
