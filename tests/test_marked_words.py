"""Three dialogues with a marked word in every text: no counterpart, colleague or stranger reads another's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from ledger.models import Dialogue, Round, TopicTextWords, User
from ledger.recording import release_entry, uploads
from ledger.reports import kinds
from ledger.reports.issuing import file_name
from ledger.reports.preview import held_back
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Role
from tests.makers import make_agency, make_entry, make_item, make_topic, make_user
from tests.support.admin_pages import MODELS, address, signed_in
from tests.support.admin_pages import PAGES as ADMIN_PAGES
from tests.support.kind_table import BEYOND, ask_kind
from tests.support.marked import (
    CODES,
    HIDDEN,
    NAME,
    PUBLIC,
    SHARED,
    Marked,
    make_marked,
    models_of_dialogues,
    rows_of,
    words_of,
)
from tests.support.page_table import PAGES
from tests.support.reading_back import unpacked, without_moment, written
from tests.support.rows import Everything, make_staff, make_superuser
from tests.support.sharing import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readings_made_once")]

SUBJECT = {"topic": "common-topic", "agency": "COMMON", "party": "MEX", "since": "2010-01-01"}


def _make() -> dict[str, Marked]:
    return make_marked(make_topic(SUBJECT["topic"]), make_agency(SUBJECT["agency"]))


@pytest.fixture(scope="module")
def _once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Marked]]:
    with made_once(django_db_blocker, _make) as marked:
        yield marked


@pytest.fixture
def marked(_once: dict[str, Marked], db: None) -> dict[str, Marked]:
    return _once


def subject(dialogue: Dialogue) -> dict[str, str]:
    round = Round.objects.get(dialogue=dialogue)
    return SUBJECT | {"dialogue": dialogue.code, "round": f"{dialogue.code}-{round.number}"}


def marks(content: bytes | str, *sought: str) -> list[str]:
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    return [one for one in sought if one in text.upper()]


# --- The marks themselves


@pytest.mark.both_databases
def test_every_text_of_every_model_bears_a_mark(marked: dict[str, Marked]) -> None:
    """A column that is new is marked by itself, or this test says where its mark is missing."""
    dialogue, missing = marked["AXAONE"].dialogue, []
    for model, path in models_of_dialogues().items():
        for field in words_of(model):
            bearing = Q(**{f"{field.name}__icontains": "QQ"}) & Q(**{f"{field.name}__icontains": "AXAONE"})
            if not rows_of(model, path, dialogue).filter(bearing).exists():
                missing.append(f"{model.__name__}.{field.name}")
    assert missing == []
    assert TopicTextWords.objects.filter(text__contains="BXBTWO").exists()


# --- Reports


@pytest.mark.both_databases
@pytest.mark.parametrize("kind", BEYOND)
def test_shared_report_holds_its_own_dialogue_alone(kind: str, marked: dict[str, Marked]) -> None:
    for one in marked.values():
        parameters = ask_kind(kind, subject(one.dialogue), audience=Audience.SHARED)
        report = kinds()[kind].build(parameters)
        every = formats() if one.dialogue.code == "BXBTWO" else {"json": formats()["json"]}
        for name, writer in every.items():
            content = unpacked(written(writer, report)).upper()
            assert marks(content, HIDDEN, *one.others) == [], name
            told = file_name(kind, parameters, writer).upper()
            assert marks(told, HIDDEN, SHARED, NAME, *one.others) == []
        words = written(formats()["json"], report)
        assert marks(words, SHARED, f"{SHARED}{one.dialogue.code} WORDS") == [
            SHARED,
            f"{SHARED}{one.dialogue.code} WORDS",
        ]
        held = " ".join(f"{each.ref} {each.words} {each.reason}" for each in held_back(parameters))
        assert one.dialogue.code in held
        assert marks(held, *one.others) == []


@pytest.mark.parametrize("kind", BEYOND)
def test_public_report_holds_what_is_public_of_every_dialogue(kind: str, marked: dict[str, Marked]) -> None:
    report = kinds()[kind].build(ask_kind(kind, subject(marked["BXBTWO"].dialogue), audience=Audience.PUBLIC))
    is_of_one = kind in {"dialogue", "matrix", "round"}
    for name, writer in formats().items():
        content = unpacked(written(writer, report)).upper()
        assert marks(content, HIDDEN, SHARED) == [], name
    told = marks(written(formats()["json"], report), *(f"{PUBLIC}{code}" for code in CODES))
    assert told == ([f"{PUBLIC}BXBTWO"] if is_of_one else [f"{PUBLIC}{code}" for code in CODES])


def test_what_others_record_changes_no_byte_and_no_count(marked: dict[str, Marked]) -> None:
    ours = marked["AXAONE"]

    def told() -> list[bytes]:
        asked = (
            ask_kind(kind, subject(ours.dialogue), audience=audience, dialogue=ours.dialogue.code)
            for kind in BEYOND
            if kind != "round"
            for audience in (Audience.SHARED, Audience.INTERNAL)
        )
        reports = [(one, kinds()[kind].build(one)) for kind, one in zip(_each_twice(), asked, strict=True)]
        return [
            without_moment(written(formats()["json"], report))
            + repr(len(held_back(parameters)) if not parameters.is_internal else 0).encode()
            for parameters, report in reports
        ]

    before = told()
    for code in ours.others:
        everything = marked[code].everything
        item = everything.round.items.order_by("number")[1]
        said = make_entry(item, note="More.", user=everything.editor)
        more = make_item(everything.round, everything.editor, topics=list(item.topics.all()))
        for entry in (said, more.entries.get()):
            releaser = make_staff(Role.RELEASER, dialogue=everything.dialogue)
            release_entry(user=releaser, entry=entry, audience=Audience.SHARED, expected_sequence=None)
    assert told() == before


def _each_twice() -> list[str]:
    return [kind for kind in BEYOND if kind != "round" for _audience in range(2)]


# --- Is this file one of ours?


def test_issued_file_is_told_to_its_own_people_alone(marked: dict[str, Marked]) -> None:
    theirs = marked["BXBTWO"]
    content = uploads.read(theirs.issued.sha256)
    uuid = str(theirs.issued.uuid).upper()
    people = {one.dialogue.code: make_staff(Role.VIEWER, dialogue=one.dialogue) for one in marked.values()}
    for file in (content, content + b"!"):
        for code, person in people.items():
            sent = {"file": SimpleUploadedFile("brief.docx", file)}
            answer = signed_in(person).post(reverse("ledger:report-verify"), sent)
            is_ours = code == "BXBTWO"
            assert (answer.context["verdict"] == "unknown") is not is_ours
            assert bool(marks(answer.content, uuid, "QQNAMBXBTWO", HIDDEN)) is is_ours
            listed = signed_in(person).get(reverse("ledger:report-list"))
            assert [one.report.dialogues.get().code for one in listed.context["issued"]] == [code] * 2
    for stranger in (make_user(), make_superuser()):
        sent = {"file": SimpleUploadedFile("brief.docx", content)}
        assert signed_in(stranger).post(reverse("ledger:report-verify"), sent).status_code == 403


# --- Pages


def people(dialogue: Dialogue) -> dict[str, User]:
    return {
        "editor": make_staff(Role.EDITOR, dialogue=dialogue),
        "releaser": make_staff(Role.RELEASER, dialogue=dialogue),
        "viewer": make_staff(Role.VIEWER, dialogue=dialogue),
    }


def test_search_finds_nothing_of_other_dialogues(marked: dict[str, Marked]) -> None:
    """By guessed words that stand in their texts of every kind; while one types as on the page.

    The dialogues are made alike, so that each role searches from another of them.
    """
    for role, seen in zip(("editor", "releaser", "viewer"), marked.values(), strict=True):
        client = signed_in(people(seen.dialogue)[role])
        for typed in (HIDDEN, SHARED, PUBLIC, NAME, "said", "court", "minutes", "embassy"):
            for kind in ("", "entries", "evidence", "statements", "people", "rounds"):
                answer = client.get(reverse("ledger:search"), {"q": typed, "kind": kind})
                assert marks(answer.content, *seen.others) == [], (typed, kind)
            typing = client.get(
                reverse("ledger:search"), {"q": typed}, headers={"X-Requested-With": "XMLHttpRequest"}
            )
            assert marks(typing.content, *seen.others) == [], typed
        assert marks(client.get(reverse("ledger:search"), {"q": HIDDEN}).content, seen.dialogue.code)


def addresses_of(everything: Everything) -> Iterator[str]:
    """Every address of the workspace that speaks of these rows."""
    found: dict[Any, dict[str, Any]] = {}
    handed = PAGES["handover-detail"].where
    for name, line in PAGES.items():
        if name == "handover-sheet":  # of the handover just made: there is nothing left to hand over
            found[line.where] = {"uuid": found[handed]["batch"]}
        elif line.where not in found:
            found[line.where] = line.where(everything)
        yield reverse(f"ledger:{name}", kwargs=found[line.where])


def leaks(client: Any, page: str, *sought: str) -> list[str]:
    """What is sought in the answer to a page, but not in its address, which it may repeat."""
    answer = client.get(page)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode("utf-8", "replace").replace(page, "") + str(answer.headers).replace(page, "")
    return [f"{page}: {one}" for one in marks(text, *sought)]


@pytest.mark.parametrize("who", ["editor", "releaser", "viewer"])
def test_pages_tell_members_nothing_of_other_dialogues(who: str, marked: dict[str, Marked]) -> None:
    ours, theirs = marked["AXAONE"], marked["BXBTWO"]
    client, found = signed_in(people(ours.dialogue)[who]), []
    for everything in (ours.everything, theirs.everything):
        for page in addresses_of(everything):
            found += leaks(client, page, *ours.others)
    for one in (reverse("ledger:item-list"), reverse("ledger:topic-list")):
        found += leaks(client, f"{one}?q=QQ", *ours.others)
    for kind in kinds():
        asked = "&".join(f"{name}={value}" for name, value in SUBJECT.items() if name in kinds()[kind].NEEDS)
        for audience in Audience:
            page = f"{reverse('ledger:report-kind', args=[kind])}?{asked}&audience={audience.value}"
            found += [one for one in leaks(client, page, *ours.others) if audience is not Audience.PUBLIC]
    assert found == []


@pytest.mark.parametrize("who", ["editor", "superuser", "no membership"])
def test_admin_tells_nothing_of_dialogues_without_a_role(who: str, marked: dict[str, Marked]) -> None:
    ours, theirs = marked["AXAONE"], marked["BXBTWO"]
    users = {"editor": people(ours.dialogue)["editor"], "superuser": make_superuser()}
    client = signed_in(users.get(who) or make_user(is_staff=True))
    sought = ours.others if who == "editor" else [HIDDEN, SHARED, PUBLIC]
    found = leaks(client, reverse("admin:index"), *sought)
    for model in filter(admin.site.is_registered, MODELS):
        path = models_of_dialogues().get(model)
        row = rows_of(model, path, theirs.dialogue).first() if path else model._default_manager.last()
        for name in ADMIN_PAGES:
            if row is not None and not (model is User and who != "superuser"):
                found += leaks(client, address(model, name, row.pk), *sought)
        if model._meta.model_name not in {"user", "membership"}:
            found += leaks(client, f"{address(model, 'changelist', 0)}?q=QQ", *sought)
    assert found == []


@pytest.mark.parametrize("who", ["superuser", "no membership"])
def test_pages_are_shut_without_a_role(who: str, marked: dict[str, Marked]) -> None:
    client = signed_in(make_superuser() if who == "superuser" else make_user())
    # Superusers decide on a dialogue's rules, by code, start dialogues with the people of any other, and read in the
    # security log in which dialogue somebody was given a role.
    theirs = {
        reverse("ledger:dialogue-rules", args=("BXBTWO",)),
        reverse("ledger:dialogue-create"),
        reverse("ledger:security-log"),
        reverse("ledger:security-log-export"),
    }
    found = []
    for page in addresses_of(marked["BXBTWO"].everything):
        codes = () if page in theirs and who == "superuser" else CODES
        found += leaks(client, page, HIDDEN, SHARED, PUBLIC, *codes)
    assert found == []
