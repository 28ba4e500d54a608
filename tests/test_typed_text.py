"""What people paste: what nobody sees does not enter the record, and hides nothing."""

from typing import Any

import pytest
from django import forms
from django.db import connection

from ledger.forms.fields import ItemReferenceField, TextField, tidy_fields
from ledger.models import Item
from ledger.models.search import FOLDED, KEPT_WORDS, few_matching, fold, is_ref, items_matching
from ledger.recording import RuleViolation, amend_item
from ledger.reports.parameter_form import read_parameters
from ledger.typed_text import alphabetical, first_place, odd_characters, plain_name, tidied
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_passage,
    make_round,
    make_statement,
    make_topic_text,
)
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.both_databases

PERSIAN = "می\u200cخواهیم گزارش"
MIXED = "قرار \u200e(2017)\u200f شد"
HINDI = "क्\u200dष"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("An apple \u0016", "An apple "),
        ("\u0016One. \u0002 Two.", "One.  Two."),
        ("\u202d+52 55 1234\u202c", "+52 55 1234"),
        ("\u2066Registry\u2069 of 2017\u200e", "Registry of 2017"),
        ("One\u000cTwo\u2028Three", "One\nTwo\nThree"),
        (PERSIAN, PERSIAN),
        (MIXED, MIXED),
        (HINDI, HINDI),
        ("soft\u00adhyphen and\u200bspace", "soft\u00adhyphen and\u200bspace"),
        ("Tab\tand\r\nline", "Tab\tand\r\nline"),
    ],
)
def test_what_is_harmless_goes_and_what_scripts_need_stays(pasted: str, kept: str) -> None:
    assert tidied(pasted)[0] == kept
    assert first_place(kept) is None


@pytest.mark.parametrize(
    ("pasted", "code", "line", "character"),
    [
        ("Agreed:\nkr 400\u0016000 a year", "U+0016", 2, 7),
        ("kr 400\u0016.000", "U+0016", 1, 7),
        ("They \u202eton\u202c agreed", "U+202E", 1, 6),
        ("from \u2067400 000\u2069 on", "U+2067", 1, 6),
        ("\u202dقرار شد", "U+202D", 1, 1),
        ("a\u001cb", "U+001C", 1, 2),
    ],
)
def test_what_changes_what_is_read_is_refused_with_its_place(
    pasted: str, code: str, line: int, character: int
) -> None:
    place = first_place(tidied(pasted)[0], harmful_only=True)
    assert place is not None
    assert (place.code, place.line) == (code, line)
    found = first_place(pasted, harmful_only=True)
    assert found is not None
    assert found.character == character


def test_ten_megabytes_are_looked_at_quickly() -> None:
    assert odd_characters("word " * 2_000_000) == []


# --- The write API


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["kr 400\u0016000", "They \u202eton", "harmless \u200e in a form"])
def test_the_write_api_takes_none_of_them(odd: str) -> None:
    item = make_item()
    editor = make_editor(item.round.dialogue)
    with pytest.raises(RuleViolation, match="a character that nobody sees"):
        make_entry(item, note=odd)
    with pytest.raises(RuleViolation, match="a character that nobody sees") as evidence:
        make_entry(item, evidence=(make_evidence(title=odd),))
    assert set(evidence.value.fields) == {"evidence"}
    with pytest.raises(RuleViolation, match="a character that nobody sees") as amended:
        amend_item(user=editor, item=item, expected_sequence=None, changes={"next_step": odd})
    assert set(amended.value.fields) == {"next_step"}
    with pytest.raises(RuleViolation, match="a character that nobody sees"):
        make_item(summary_en=odd)
    with pytest.raises(RuleViolation, match="a character that nobody sees"):
        make_topic_text(text=odd)


@pytest.mark.django_db
def test_what_scripts_need_is_kept_as_it_is() -> None:
    entry = make_entry(make_item(), note=f"{PERSIAN} {MIXED}\n{HINDI}")
    assert entry.text("note") == f"{PERSIAN} {MIXED}\n{HINDI}"


# --- Pages


@pytest.mark.django_db
def test_a_page_removes_what_is_harmless_with_a_word_and_refuses_the_rest() -> None:
    dialogue = make_dialogue()
    item = make_item(make_round(dialogue))
    client = signed_in(make_editor(dialogue))
    page = f"/items/{item.ref}/"

    def send(note: str) -> Any:
        sent = sent_by(client.get(page).context["form"]) | {"note": note}
        return client.post(page, sent, follow=True)

    told = send("Call \u202d+52 55\u202c.").content.decode()
    assert item.entries.last().text("note") == "Call +52 55."
    assert "2 characters that nobody sees were removed from what you pasted." in told
    refused = send("It costs kr 400\u0016000 now.")
    assert "U+0016" in refused.context["form"].errors["note"][0]
    assert refused.context["form"]["note"].value() == "It costs kr 400\u0016000 now."
    assert item.entries.count() == 2


class OneForm(forms.Form):
    note = TextField()


def test_a_form_counts_what_went_by_field() -> None:
    form = OneForm({"note": "a \u200eb"})
    gone = tidy_fields(form)
    assert form.is_valid()
    assert (form.cleaned_data["note"], gone) == ("a b", {"note": 1})


# --- Search and references


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["registry", "regis\u00adtry", "reg\u200bistry", "\ufeffregistry", "regis\u200ctry"]
)
@pytest.mark.parametrize(
    "kept", ["the registry", "the regis\u00adtry", "the re\u200bgistry", "the re\u200dgistry"]
)
def test_hidden_characters_hide_nothing_from_search(typed: str, kept: str) -> None:
    note = make_entry(make_item(), note=kept).item
    round = make_round()
    passage = make_passage(make_statement(round, text=f"They keep {kept}."), kept)
    cited = make_item(round, passage=passage)
    assert set(items_matching(Item.objects.all(), typed)) == {note, cited}
    assert few_matching(typed, 10) == {note.pk, cited.pk}
    assert fold(typed) == " registry"


DASHES = ["-", "\u2010", "\u2011", "\u2012", "–", "—", "\u2212", "\uff0d"]


@pytest.mark.django_db
@pytest.mark.parametrize("dash", DASHES)
def test_references_work_with_any_dash(dash: str) -> None:
    dialogue = make_dialogue("USMX")
    item = make_item(make_round(dialogue, number=7))
    typed = item.ref.replace("-", dash)
    field = ItemReferenceField()
    field.dialogue = dialogue
    assert field.clean(f" {typed.lower()} ") == item
    assert is_ref(typed)
    assert list(items_matching(Item.objects.all(), typed)) == [item]
    assert few_matching(typed, 10) == {item.pk}
    assert read_parameters(round=f"usmx{dash}7").round == item.round
    client = signed_in(make_editor(dialogue))
    assert client.get("/quick-note/", {"item": typed}).context["form"].initial["words"] == item.ref


@pytest.mark.django_db
@pytest.mark.postgres_only
@pytest.mark.parametrize(("table", "column"), sorted(KEPT_WORDS))
def test_words_are_kept_as_the_search_folds_them_and_have_an_index(table: str, column: str) -> None:
    """A migration wrote the expression down; the search has it too, for columns without kept words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generation_expression FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
            [table, f"{column}_words"],
        )
        ((kept,),) = cursor.fetchall()
        folded = FOLDED.replace("TEXT", KEPT_WORDS[table, column])
        cursor.execute(
            f"CREATE TEMPORARY TABLE tried ({column} text, words tsvector GENERATED ALWAYS AS ({folded}) STORED)"
        )
        cursor.execute(
            "SELECT generation_expression FROM information_schema.columns WHERE table_name = 'tried' AND column_name = "
            "'words'"
        )
        assert cursor.fetchall() == [(kept,)]
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT 1 FROM {table} WHERE {column}_words @@ to_tsquery('simple', 'a:*')")
        assert "Bitmap Index Scan on" in " ".join(line for (line,) in cursor.fetchall())


def test_name_of_a_file_loses_what_nobody_sees() -> None:
    """Windows and browsers would show the first as an ending that the file has not."""
    names = ("annual\u202efdp.exe", "kr 400\x16000.pdf", "acción \u0641\u200c.pdf")
    assert [plain_name(name) for name in names] == [
        "annualfdp.exe",
        "kr 400000.pdf",
        "acción \u0641\u200c.pdf",
    ]


def test_words_stand_as_a_reader_of_spanish_looks_for_them() -> None:
    names = ["Policía", "órganos", "Ñandú", "Zonas", "Nzambi", "Órbita", "Niñez", "Nino", "acceso", "Ábaco"]
    assert sorted(names, key=alphabetical) == [
        "Ábaco",
        "acceso",
        "Nino",
        "Niñez",
        "Nzambi",
        "Ñandú",
        "Órbita",
        "órganos",
        "Policía",
        "Zonas",
    ]
