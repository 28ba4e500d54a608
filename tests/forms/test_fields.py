"""What the fields make of what was typed."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from ledger.filters.days import DayField, KnownDayField, known_day
from ledger.forms.base import days_understood
from ledger.forms.fields import (
    ItemReferenceField,
    SeveralRowsField,
    TextField,
    WordChoiceField,
    YesNoField,
    offer,
)
from ledger.models import Party, Topic
from ledger.models.statements import starts_of
from ledger.reading.typed_days import KnownDay
from ledger.vocabulary import Precision, Status
from tests.makers import make_item, make_party, make_topic


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("2017", KnownDay(datetime.date(2017, 1, 1), Precision.YEAR)),
        ("2017-06", KnownDay(datetime.date(2017, 6, 1), Precision.MONTH)),
        (" 2017-6-16 ", KnownDay(datetime.date(2017, 6, 16), Precision.DAY)),
        ("Jun 2017", KnownDay(datetime.date(2017, 6, 1), Precision.MONTH)),
        ("16/6/2017", KnownDay(datetime.date(2017, 6, 16), Precision.DAY)),
        ("", None),
    ],
)
def test_day_is_as_exact_as_it_was_typed(typed: str, known: KnownDay | None) -> None:
    assert KnownDayField(required=False).clean(typed) == known


@pytest.mark.parametrize(
    "typed", ["2017-13", "2017-02-30", "June 17", "16/06/17", "06/16/2017", "17", "0000", "soon"]
)
def test_day_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="Write the date as exactly as it is known"):
        KnownDayField(required=False).clean(typed)


@pytest.mark.parametrize("typed", ["2017", "2017-06", "2017-06-16"])
def test_known_day_is_shown_as_it_was_typed(typed: str) -> None:
    field = KnownDayField(required=False)
    assert field.prepare_value(field.clean(typed)) == typed


@pytest.mark.parametrize("typed", ["Jun 2017", "junio de 2017", "2017-06", "06/2017", "2017"])
def test_a_field_for_a_day_takes_no_month(typed: str) -> None:
    with pytest.raises(
        ValidationError, match=f"“{typed}” names no day. Write the day too, such as 16 Jun 2017."
    ):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["soon", "30 Feb 2017", "6/16/2017", "16 Jun", "x" * 500])
def test_what_is_no_day_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    assert refused.value.messages[0].startswith(f"“{typed[:60]}")
    assert len(refused.value.messages[0]) < 250


def test_a_date_that_comes_back_says_how_it_is_understood() -> None:
    class Dates(forms.Form):
        review_on = DayField()
        since = KnownDayField(required=False)

    drawn = str(Dates({"review_on": "3/11/2026", "since": "nov 2026"})["review_on"])
    assert 'value="3/11/2026"' in drawn
    assert '= <time datetime="2026-11-03">3 November 2026</time></output>' in drawn
    with translation.override("es"):
        drawn = str(Dates({"since": "3 nov. 2026"})["since"])
    assert '= <time datetime="2026-11-03">3 de noviembre de 2026</time></output>' in drawn
    assert "understood" not in str(Dates({"review_on": "soon"})["review_on"])
    assert str(Dates(initial={"review_on": datetime.date(2026, 11, 3)})["review_on"]).count("2026-11-03") == 2


def test_what_was_understood_is_told_once_it_is_written() -> None:
    class Dates(forms.Form):
        review_on = DayField(label="Review date")
        target_on = DayField(label="Target date")
        since = KnownDayField(label="True since", required=False)

    form = Dates({"review_on": "3.11.2026", "target_on": "2026-11-03", "since": "Nov 2026"})
    assert form.is_valid()
    assert days_understood(form) == [
        "Review date: “3.11.2026” was read as 3 November 2026.",
        "True since: “Nov 2026” was read as Nov 2026.",
    ]


def test_known_day_comes_from_its_two_columns() -> None:
    day = datetime.date(2017, 6, 1)
    assert known_day(day, Precision.MONTH) == KnownDay(day, Precision.MONTH)
    assert known_day(None, None) is None


def test_word_is_given_as_itself() -> None:
    field = WordChoiceField(Status, empty="(none)")
    assert (field.clean("in_progress"), field.clean("")) == (Status.IN_PROGRESS, None)
    with pytest.raises(ValidationError):
        field.clean("nearly_done")


def test_word_without_a_choice_of_none_is_required() -> None:
    with pytest.raises(ValidationError):
        WordChoiceField(Status).clean("")


@pytest.mark.parametrize(("sent", "said"), [("yes", True), ("no", False), ("", None)])
def test_yes_no_or_not_said(sent: str, said: bool | None) -> None:
    field = YesNoField()
    assert (field.clean(sent), field.prepare_value(said)) == (said, sent or None)


@pytest.mark.django_db
def test_item_is_found_by_its_reference_in_its_own_dialogue() -> None:
    item, stranger = make_item(), make_item()
    other = make_item(item.round)
    field = ItemReferenceField(required=False)
    field.near(item)
    assert field.clean(f" {other.ref.lower()} ") == other
    assert field.nearby == [(other.ref, "How to prevent torture.")]
    with pytest.raises(ValidationError, match=f"There is no item {stranger.ref} in this dialogue."):
        field.clean(stranger.ref)
    with pytest.raises(ValidationError, match="Null characters are not allowed."):
        field.clean(f"{other.ref}\x00")


@pytest.mark.parametrize(
    ("quote", "starts"), [("aba", [0, 2]), ("b", [1, 3]), ("c", []), ("", []), ("ababa", [0])]
)
def test_places_of_words_overlap(quote: str, starts: list[int]) -> None:
    assert starts_of("ababa", quote) == starts


def test_text_is_a_note_and_no_document() -> None:
    field = TextField()
    assert field.clean("a" * 50_000)
    assert "maxlength" not in field.widget.attrs  # what is pasted is refused, not cut
    with pytest.raises(ValidationError, match="at most 50000 characters"):
        field.clean("a" * 50_001)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "names"), [("en", ["Álgebra", "zoo"]), ("es", ["Animales", "zeta"])])
def test_topics_are_offered_by_the_name_that_the_page_shows(language: str, names: list[str]) -> None:
    make_topic("b-zoo", name_en="zoo", name_es="Animales")
    make_topic("c-algebra", name_en="Álgebra", name_es="zeta")
    field = forms.ModelChoiceField(None, empty_label="(none)")
    offer(field, Topic.objects.all())
    with translation.override(language):
        assert [label for _value, label in field.choices] == ["(none)", *names]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["9223372036854775808", "9" * 30])
def test_key_that_no_database_looks_for_is_none_of_the_rows(key: str) -> None:
    with pytest.raises(ValidationError, match="valid choice"):
        SeveralRowsField(Party.objects.all()).clean([str(make_party().pk), key])
