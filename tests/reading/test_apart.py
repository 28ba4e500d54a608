"""Hostile documents, read in a process of their own: each ends with one sentence, and none with an error of ours."""

import pytest

from ledger import isolation
from ledger.reading import EarlierItem, TopicPhrases, UnknownLanguage, apart, reader
from ledger.reading.apart import read, text_of
from ledger.reading.unreadable import (
    ALL_BUSY,
    MAX_FILE_BYTES,
    MAX_TEXT_CHARACTERS,
    TAKES_MEMORY,
    TAKES_TIME,
    TOO_LARGE,
    TOO_MANY,
    Unreadable,
)
from tests.support.hostile_documents import HOSTILE
from tests.support.statements import MEXICO_EU, UK_BRAZIL


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_document_is_read_or_refused_with_a_sentence(name):
    file_name, make = HOSTILE[name]
    said = _said(make(), file_name)

    assert said
    assert len(said) <= MAX_TEXT_CHARACTERS


def _said(content: bytes, name: str) -> str:
    """A file's text, or the sentence that says why it has none."""
    try:
        return text_of(content, name=name)
    except Unreadable as reason:
        return reason.message % reason.values


@pytest.mark.parametrize(
    ("function", "limits", "sentence"),
    [
        ("tests.support.overrunning:loop", isolation.Limits(processor_seconds=1), TAKES_TIME),
        ("tests.support.overrunning:allocate", isolation.Limits(), TAKES_MEMORY),
    ],
)
def test_what_meets_a_limit_gets_its_sentence(monkeypatch, function, limits, sentence):
    run = isolation.run
    monkeypatch.setattr(
        isolation, "run", lambda _name, content, **_more: run(function, content, limits=limits)
    )
    for reading in (lambda: text_of(b"a"), lambda: read("a")):
        with pytest.raises(Unreadable) as reason:
            reading()
        assert reason.value.message == sentence


def test_who_comes_while_all_read_is_told_to_try_again(monkeypatch):
    monkeypatch.setattr(isolation, "WAIT_SECONDS", 0.01)
    monkeypatch.setattr(isolation, "_slots", slots := isolation._Slots(running_at_most=1))
    with slots.hold(), pytest.raises(Unreadable) as reason:
        text_of(b"a")

    assert reason.value.message == ALL_BUSY


def test_too_large_a_file_starts_no_process(monkeypatch):
    monkeypatch.setattr(isolation, "run", None)
    with pytest.raises(Unreadable) as reason:
        text_of(b"a" * (MAX_FILE_BYTES + 1))

    assert reason.value.message == TOO_LARGE


@pytest.mark.parametrize("text", [MEXICO_EU, UK_BRAZIL])
def test_reading_apart_is_the_reading(text):
    taxonomy = [TopicPhrases("prisons", ("prison conditions", "detention")), TopicPhrases("none", ())]
    earlier = [EarlierItem("XXX-1-01", "discussed", "freedom of expression", None)]
    language = reader.read(text).language
    asked = {"language": language, "taxonomy": taxonomy, "earlier": earlier}

    assert read(text, **asked) == reader.read(text, **asked)


def test_text_apart_is_the_text_and_reasons_keep_their_values():
    assert text_of("\ufeffDéjà vu\r\n".encode()) == "Déjà vu\n"
    with pytest.raises(UnknownLanguage) as wrong:
        read(UK_BRAZIL, language="es")
    assert wrong.value.guessed == "en"
    with pytest.raises(Unreadable, match="2 million"):
        text_of(b"a " * 1_500_000)


def test_more_than_a_page_holds_is_not_read():
    with pytest.raises(Unreadable) as reason:
        read(
            UK_BRAZIL + "\nThe two sides agreed to establish a group." * (apart.MAX_MENTIONS + 1),
            language="en",
        )

    assert (reason.value.message, reason.value.values) == (TOO_MANY, {"limit": apart.MAX_MENTIONS})


def test_every_reason_of_the_process_has_a_sentence():
    assert set(apart._SENTENCES) == set(isolation.Limit)
