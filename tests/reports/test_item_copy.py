"""The items' list as CSV: the bytes are as ever, and those of PostgreSQL's COPY are those that are made row by row."""

import csv as standard_csv
import datetime
import io
import re
import sys
import unicodedata

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ledger import access
from ledger.filters import SORTS, ItemFilterSet
from ledger.models import Dialogue, Item, User
from ledger.presentation.formulas import FORMULA_CHARACTERS, FORMULA_STARTS
from ledger.reports import item_copy
from ledger.reports.item_table import columns, csv_blocks, lines
from ledger.reports.writers import csv
from ledger.vocabulary import AgreedAs, Kind, Precision, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_step,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ODD = '+1, "so they said";\r\nand \u00a0more'
YEAR = {"effective_on": datetime.date(2016, 5, 4), "effective_precision": Precision.YEAR}
MONTH = {"effective_on": datetime.date(2016, 5, 4), "effective_precision": Precision.MONTH}
DAY = {"effective_on": datetime.date(2016, 5, 4)}
LANGUAGES = ("en", "es")
STEP = ("ABC-9-01.1", "ABC-9-01")


def filters_of(user: User, query: str = "") -> ItemFilterSet:
    among = access.visible_to(user, Item.objects.current())
    return ItemFilterSet(QueryDict(query), among, user=user, dialogues=[*Dialogue.objects.all()])


def csv_rows(found: bytes) -> list[dict[str, str]]:
    return list(standard_csv.DictReader(io.StringIO(found.decode("utf-8-sig"))))


@pytest.fixture
def reader() -> User:
    """Who sees items with everything in them that is written otherwise in CSV, and one that is not theirs."""
    dialogue = make_dialogue("ABC")
    one = make_user(username="=one", first_name=" \u2003", last_name="")
    other = make_user(username="other", first_name="\u00a0Ana", last_name="-Ruiz, C. ")
    keeper = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    for officer in (one, other):
        make_member(Role.EDITOR, dialogue=dialogue, user=officer)
    round, earlier = make_round(dialogue, number=10), make_round(dialogue, number=9)
    quote = make_passage(make_statement(round, text='To "act", =now.'), 'To "act", =now.')
    make_item(round, keeper, summary_en=ODD, officer=one)
    make_item(
        round,
        keeper,
        summary_en="",
        summary_es="  ＝SUMA(1)",
        kind=Kind.AGREED,
        agreed_as=AgreedAs.SHARED_VIEW,
    )
    make_item(round, keeper, summary_en="", passage=quote, officer=other, review_on=datetime.date(2016, 1, 2))
    told = make_item(
        earlier, keeper, summary_en="One.", summary_es="Uno.", kind=Kind.UNDERTAKEN, owed_by=[make_party()]
    )
    mexico, usa = make_party(), make_party("USA")
    for speaker, about, status, since in (
        (usa, mexico, Status.STALLED, YEAR),
        (mexico, usa, Status.NOT_STARTED, DAY),
        (mexico, mexico, Status.IN_PROGRESS, MONTH),
    ):
        make_entry(told, status, keeper, voice=Voice.PARTY, speaker=speaker, about=about, **since)
    make_entry(told, Status.STALLED, keeper, voice=Voice.RECORD, source="A court", about=usa, **YEAR)
    make_entry(told, Status.SUBSTANTIAL, keeper, **DAY)
    make_item(make_round(make_dialogue("XYZ")))
    return keeper


LINES = {
    "en": [
        (
            "\ufeffReference,Kind,Item,Our office,Status date,Differing,The parties and the record,Newest entry,"
            'Review,"Officer, ours","Followed, by us",Address'
        ),
        'ABC-10-01,discussed,"\'+1, ""so they said"";',
        "and \xa0more\",unassessed,,,,2015-10-21,,'=one,,http://127.0.0.1:8000/items/ABC-10-01/",
        (
            "ABC-10-02,agreed: shared view,'  ＝SUMA(1),unassessed,,,,2015-10-21,,,,"
            "http://127.0.0.1:8000/items/ABC-10-02/"
        ),
        (
            'ABC-10-03,discussed,"“To ""act"", =now.”",unassessed,,,,2015-10-21,2016-01-02,"Ana -Ruiz, C.",,'
            "http://127.0.0.1:8000/items/ABC-10-03/"
        ),
        (
            'ABC-9-01,specific commitment,One.,largely done,2016-05-04,yes,"MEX: in progress,'
            ' 2016-05; MEX: not started, 2016-05-04; USA: stalled, 2016; the record: stalled, 2016",2016-05-04,,,yes,'
            "http://127.0.0.1:8000/items/ABC-9-01/"
        ),
        "",
    ],
    "es": [
        (
            "\ufeffReferencia,Tipo,Punto,Nuestra oficina,Fecha de la situación,Con divergencias,"
            'Las partes y la fuente pública,Asiento más reciente,Revisión,"Responsable, nuestro",'
            '"En seguimiento, nuestro",Dirección'
        ),
        'ABC-10-01,tratado,"\'+1, ""so they said"";',
        "and \xa0more\",sin evaluar,,,,2015-10-21,,'=one,,http://127.0.0.1:8000/items/ABC-10-01/",
        (
            "ABC-10-02,acordado: posición compartida,'  ＝SUMA(1),sin evaluar,,,,2015-10-21,,,,"
            "http://127.0.0.1:8000/items/ABC-10-02/"
        ),
        (
            'ABC-10-03,tratado,"“To ""act"", =now.”",sin evaluar,,,,2015-10-21,2016-01-02,"Ana -Ruiz, C.",,'
            "http://127.0.0.1:8000/items/ABC-10-03/"
        ),
        (
            'ABC-9-01,compromiso concreto,Uno.,cumplido en gran parte,2016-05-04,sí,"MEX: en curso,'
            ' 2016-05; MEX: no iniciado, 2016-05-04; USA: estancado, 2016; la fuente pública: estancado, 2016",'
            "2016-05-04,,,sí,"
            "http://127.0.0.1:8000/items/ABC-9-01/"
        ),
        "",
    ],
}
"""What the list was as CSV before there was COPY, line by line."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_those_of_ever(reader: User, language: str) -> None:
    with override(language):
        found = b"".join(csv_blocks(filters_of(reader))).decode()
    assert found.split("\r\n") == LINES[language]


@pytest.mark.postgres_only
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=one",
        "kind=agreed",
        "status=done",
        "steps=with",
        "steps=only",
        "q=ABC-9-01.1",
        *(f"sort=-{name}" for name in SORTS),
    ],
)
def test_copy_gives_the_bytes_that_are_made_row_by_row(reader: User, language: str, query: str) -> None:
    make_step(Item.objects.get(ref="ABC-9-01"), reader)
    with override(language):
        filters = filters_of(reader, query)
        made = b"".join(csv.blocks(columns(has_steps=filters.has_steps), lines(filters)))
        assert b"".join(csv_blocks(filters_of(reader, query))) == made


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_a_list_without_steps_stay_where_there_are_steps(reader: User, language: str) -> None:
    make_step(Item.objects.get(ref="ABC-9-01"), reader)
    with override(language):
        found = b"".join(csv_blocks(filters_of(reader))).decode()
    assert found.split("\r\n") == LINES[language]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("steps=with", [("ABC-10-01", ""), ("ABC-10-02", ""), ("ABC-10-03", ""), ("ABC-9-01", ""), STEP]),
        ("steps=only", [STEP]),
        ("q=ABC-9-01.1", [STEP]),
    ],
)
def test_list_with_steps_says_of_each_which_item_it_is_part_of(
    reader: User, query: str, told: list[tuple[str, str]]
) -> None:
    make_step(Item.objects.get(ref="ABC-9-01"), reader)
    rows = csv_rows(b"".join(csv_blocks(filters_of(reader, query))))
    assert [(row["Reference"], row["Part of"]) for row in rows] == told
    assert list(rows[0])[-3:] == ["Followed, by us", "Part of", "Address"]


def test_blocks_are_whole_lines_and_few(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = b"".join(csv_blocks(filters_of(reader)))
    monkeypatch.setattr(item_copy, "BLOCK_BYTES", 1)
    monkeypatch.setattr(csv, "BLOCK_CHARACTERS", 1)
    small = list(csv_blocks(filters_of(reader)))
    assert b"".join(small) == whole
    assert [block.endswith(b"\r\n") for block in small if block] == [True] * (len(small) - 1)


@pytest.mark.postgres_only
def test_copy_is_one_query_and_its_connection_goes_on(reader: User) -> None:
    filters = filters_of(reader)
    assert filters.chosen.count() == 4
    with CaptureQueriesContext(connection) as queries:
        next(csv_blocks(filters))
        list(csv_blocks(filters))
    asked = [sql for sql in (query["sql"] for query in queries) if "SAVEPOINT" not in sql]
    assert [sql.split()[0] for sql in asked] == ["SELECT", "SELECT", "SET", "COPY"]
    assert Item.objects.count() == 5


def test_characters_of_formulas_are_those_that_are_defused() -> None:
    """The database has them as a class of a regular expression."""
    pattern = re.compile(f"^( *[{FORMULA_CHARACTERS}])")
    for character in map(chr, range(1, sys.maxunicode + 1)):
        is_formula = unicodedata.normalize("NFKC", character).startswith(FORMULA_STARTS)
        assert bool(pattern.match(character)) == is_formula
        assert character.isspace() == (character in item_copy.SPACES)


def test_address_is_that_of_the_item(reader: User) -> None:
    before, after = item_copy.around_ref()
    item = Item.objects.all()[0]
    assert f"{before}{item.ref}{after}" == settings.LEDGER_PUBLIC_URL + item.get_absolute_url()
