"""Places and offices are told in the report's language; what exists in one language only is marked with it."""

import datetime
import re

import pytest
from django.db import IntegrityError
from django.utils.translation import override

from ledger.models import Delegate, Delegation, Item, Round
from ledger.models.parties import in_page_language
from ledger.presentation.languages import language_of
from ledger.presentation.shape import Fact, Text
from ledger.recording import release_place
from ledger.reports.writers import formats
from ledger.templatetags.typed import as_typed
from ledger.vocabulary import Audience, DelegateRole, Role, Status
from tests.makers import (
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_releaser,
    make_round,
    make_statement,
    make_topic,
    make_user,
)
from tests.support.admin_pages import signed_in
from tests.support.asking import of_type, told
from tests.support.kind_table import build_kind
from tests.support.marked_ledger import release
from tests.support.reading_back import unpacked, written
from tests.support.report_pages import words

pytestmark = pytest.mark.django_db


def make_meeting(**fields: str) -> Round:
    round = make_round(make_dialogue("USMX"), number=7, **fields)
    make_item(round)
    delegation = Delegation.objects.create(round=round, party=make_party())
    both = {"office": "Under Secretary", "office_es": "Subsecretario"}
    one = {"office": "Ambassador"}
    for position, offices in enumerate((both, one), 1):
        Delegate.objects.create(
            delegation=delegation,
            position=position,
            name=f"Person {position}",
            role=DelegateRole.HEAD,
            **offices,
        )
    return round


BOTH = {"city": "Mexico City", "city_es": "Ciudad de México", "venue": "Ministry"}


def told_of(round: Round, language: str, **more: str) -> str:
    return told(
        build_kind("round", {"round": f"{round.dialogue.code}-{round.number}"}, language=language, **more)
    )


def test_report_tells_places_and_offices_in_its_language() -> None:
    round = make_meeting(**BOTH)
    english, spanish = told_of(round, "en"), told_of(round, "es")
    assert "- Place: Mexico City\n- Venue: Ministry\n" in english
    assert "- Lugar: Ciudad de México\n- Sede: Ministry (en inglés)\n" in spanish
    assert "- Person 1, Under Secretary (head)\n- Person 2, Ambassador (head)" in english
    assert "- Person 1, Subsecretario (encabeza la delegación)" in spanish
    assert "- Person 2, Ambassador (en inglés) (encabeza la delegación)" in spanish


def test_language_of_a_place_is_marked_for_machines_too() -> None:
    make_meeting(**BOTH)
    facts = of_type(build_kind("round", {"round": "USMX-7"}, language="es"), Fact)
    assert [fact.value for fact in facts if fact.label in {"Lugar", "Sede"}] == [
        Text("Ciudad de México"),
        Text("Ministry (en inglés)", "en"),
    ]


def test_page_marks_what_it_has_in_the_other_language_alone() -> None:
    round = make_meeting(city_es="Ciudad de México", venue="Ministry")
    user = make_member(Role.VIEWER, dialogue=round.dialogue)
    page = words(signed_in(user).get(round.get_absolute_url()))
    assert '<span lang="es">Ciudad de México</span> <span class="quiet">(in Spanish)</span>' in page
    assert "Ministry" in page
    with override("es"):
        assert (round.city_name, round.venue_name) == ("Ciudad de México", "Ministry")
        assert in_page_language("", "") == ("", "es")


def test_others_are_told_an_office_only_in_words_of_the_statement() -> None:
    """What editors typed as its Spanish releases nothing."""
    round = make_meeting()
    shown = make_statement(round, visibility=Audience.PUBLIC, text="The Under Secretary came.")
    Delegate.objects.update(passage=make_passage(shown, "Under Secretary"), name_as_written="Under Secretary")
    spanish = told_of(round, "es", audience="public")
    assert "Under Secretary (en inglés)" in spanish
    assert "Subsecretario" not in spanish


def test_released_place_stays_in_both_languages_as_it_was_released() -> None:
    round = make_meeting(**BOTH)
    release(round.items.get().entries.get())
    release_place(
        user=make_releaser(round.dialogue),
        round=round,
        audience=Audience.PUBLIC,
        reason="Agreed.",
        expected_sequence=None,
    )
    assert "Ciudad de México" in told_of(round, "es", audience="public")
    with pytest.raises(IntegrityError):
        Round.objects.filter(pk=round.pk).update(city_es="Guadalajara")


def test_words_in_another_language_say_in_which() -> None:
    round = make_round(make_dialogue("USMX"), number=7)
    topic = make_topic("prisons")
    statement = make_statement(round)
    make_item(round, topics=[topic], passage=make_passage(statement), summary_en="")
    make_item(round, topics=[topic], summary_en="Better cells.")
    asked = {"topic": "prisons", "party": "MEX", "dialogue": "USMX", "round": "USMX-7", "since": "2010-01-01"}
    english, spanish = (told(build_kind("changes", asked, language=language)) for language in ("en", "es"))
    assert "“actions to prevent torture” [1]" in english
    assert "“actions to prevent torture” (en inglés) [1]" in spanish
    assert "Better cells. [2]" in english
    assert "Better cells. (en inglés) [2]" in spanish
    full = told(build_kind("topic", asked, language="es"))
    assert "Better cells. *Paráfrasis nuestra (en inglés).*" in full
    assert "Better cells. *Our paraphrase.*" in told(build_kind("topic", asked))


NOTE = "The unit reported what the ministry and the courts had done by the end of the year."
STEP = "Write to the ministry and ask for the figures of the year."
TITLE = "Report on the bill and what it changes"
ISSUER = "Office of the Attorney"


def make_told_in_english() -> str:
    """An item on which everything was typed in English; the statement of its round is in English too."""
    round = make_round(make_dialogue("USMX"), number=7)
    passage = make_passage(make_statement(round, language="en"))
    item = make_item(round, passage=passage, topics=[make_topic()], next_step=STEP, kind="undertaken")
    evidence = make_evidence(title=TITLE, issuer=ISSUER, url="https://example.org/bill")
    make_entry(item, Status.STALLED, note=NOTE, evidence=[evidence], effective_on=datetime.date(2018, 3, 1))
    return f"{round.dialogue.code}-{round.number}"


@pytest.mark.parametrize("length", ["brief", "full"])
def test_what_was_typed_in_another_language_is_marked_in_every_format(length: str) -> None:
    asked = {"round": make_told_in_english()}
    report = build_kind("round", asked, language="es", length=length)
    typed = [TITLE, STEP] if length == "brief" else [TITLE, STEP, NOTE]
    for form in ("md", "pdf", "docx", "html"):
        flat = " ".join(told(report, form).split())
        assert [words for words in typed if f"{words} (en inglés)" not in flat] == [], form
        assert f"{ISSUER} (en inglés)" not in flat  # a name is a name
    page = written(formats()["html"], report).decode()
    assert all(f'<span lang="en">{words}' in page for words in (*typed, ISSUER))
    document = unpacked(written(formats()["docx"], report)).decode(errors="ignore")
    runs = re.findall(r'<w:lang w:val="en-[A-Z]+"/></w:rPr><w:t[^>]*>([^<]*)', document)
    assert [words for words in (*typed, ISSUER) if not any(run.startswith(words) for run in runs)] == []
    assert "(in English)" not in told(build_kind("round", asked, length=length))


def test_words_within_a_sentence_keep_their_language() -> None:
    report = build_kind("round", {"round": make_told_in_english()}, language="es", length="brief")
    [point] = [text for text in of_type(report.sections, Text) if STEP in text.text and ":" in text.text]
    assert [words for words, code in point.runs() if code == "en"] == [
        "“actions to prevent torture” (en inglés)",
        f"{STEP} (en inglés)",
    ]
    assert "".join(words for words, _code in point.runs()) == point.text


def test_page_marks_what_was_typed_in_another_language() -> None:
    make_told_in_english()
    item = Item.objects.get()
    reader = make_member(Role.VIEWER, dialogue=item.round.dialogue, user=make_user(language="es"))
    page = words(signed_in(reader).get(item.get_absolute_url()))
    for typed in (TITLE, NOTE, STEP):
        assert f'<span lang="en">{typed}</span> <span class="quiet">(en inglés)</span>' in page
    assert f'<span lang="en">{ISSUER}</span>' in page
    assert (
        as_typed("<b>the bill</b> of the court\nand more")
        == "&lt;b&gt;the bill&lt;/b&gt; of the court<br>and more"
    )


@pytest.mark.parametrize(
    ("said", "language"),
    [
        (NOTE, "en"),
        ("Informe sobre la ley y lo que cambia para las víctimas", "es"),
        ("Boletín 104/20", ""),
        ("La loi et ce qui change pour les victimes", ""),
        ("", ""),
    ],
)
def test_language_is_told_only_where_the_words_tell_it(said: str, language: str) -> None:
    assert language_of(said) == language
