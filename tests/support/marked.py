"""Dialogues whose every text bears a mark that says whose it is and who may read it; the code stands in each mark."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, Model, QuerySet, TextField, URLField

from ledger.models import (
    Agency,
    Dialogue,
    IssuedReport,
    ReviewDraft,
    SavedView,
    Statement,
    Topic,
    TopicPhrase,
    User,
)
from ledger.models.fields import Guarded, WordField
from ledger.models.rule_changes import MARKINGS
from ledger.personal import answer_question, keep_typed
from ledger.recording import (
    change_rules,
    release_entry,
    release_file,
    release_place,
    release_statement,
    release_topic_text,
    request_file_redaction,
    request_redaction,
    request_text_redaction,
    withdraw_file,
)
from ledger.reports import kinds
from ledger.reports.issuing import issue
from ledger.reports.parameter_form import read_parameters
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Basis, FactBasis, Kind, Precision, Status, TopicTextKind, Voice
from tests.makers import (
    make_dialogue,
    make_entry,
    make_evidence,
    make_file,
    make_item,
    make_party,
    make_passage,
    make_releaser,
    make_statement,
    make_topic_text,
)
from tests.seen_by import DIALOGUE_PATHS
from tests.support.questions import make_question
from tests.support.rows import Everything, make_everything

CODES = ("AXAONE", "BXBTWO", "CXCTHREE")  # long enough to stand in no random token
HIDDEN, SHARED, PUBLIC, NAME = "QQHID", "QQSHA", "QQPUB", "QQNAM"
"""What our own people alone may read; what was shared; what is public; what a dialogue and its people are called."""
OURS = f"{HIDDEN}OURS"
"""The mark of what all members note of rows that all dialogues share."""

NO_WORDS = frozenset(
    {
        *("code", "ref", "part", "salt", "kind", "format", "language", "list", "query", "slug"),
        *("hash", "previous_hash", "head_hash", "sha256", "file_sha256", "file_type", "digest"),
        *("name_en", "name_es"),
    }
)
"""Text columns that hold codes, digests or names of dialogues, not what somebody wrote."""


@dataclass
class Marked:
    """One of the dialogues: its rows, and a report that was issued of it for its counterpart."""

    everything: Everything
    issued: IssuedReport

    @property
    def dialogue(self) -> Dialogue:
        return self.everything.dialogue

    @property
    def others(self) -> list[str]:
        """The codes of the other dialogues: no mark of them is without its code."""
        return [code for code in CODES if code != self.dialogue.code]


def make_marked(topic: Topic, agency: Agency) -> dict[str, Marked]:
    """The dialogues by code, on one topic, agency and party."""
    found = {code: _make_dialogue(code, topic, agency) for code in CODES}
    Topic.objects.update(description_en=f"{OURS} topic", description_es=f"{OURS} tema")
    Agency.objects.update(note=f"{OURS} agency")
    for phrase in TopicPhrase.objects.all():
        TopicPhrase.objects.filter(pk=phrase.pk).update(text=f"{OURS} {phrase.pk}")
    return found


def _make_dialogue(code: str, topic: Topic, agency: Agency) -> Marked:
    everything = make_everything(make_dialogue(code))
    _make_item(everything, topic, agency)
    _make_statement(everything)
    mark_rows(everything.dialogue)
    name = f"{NAME}{code}"
    User.objects.filter(memberships__dialogue=everything.dialogue).update(first_name=name, last_name=name)
    Dialogue.objects.filter(code=code).update(name_en=name, name_es=name)
    parameters = read_parameters(topic=topic.slug, dialogue=code, audience="shared")
    report = issue(
        user=everything.editor,
        kind=kinds()["topic"],
        parameters=parameters,
        writer=formats()["docx"],
        dialogues=[everything.dialogue],
        recipient=f"{HIDDEN}{code} embassy",
        note=f"{HIDDEN}{code} note",
    )
    everything.round.refresh_from_db()
    return Marked(everything, report)


def _make_item(everything: Everything, topic: Topic, agency: Agency) -> None:
    """An item with a mark in all that its opening and entries say: some is hidden, some released."""
    code, dialogue, editor = everything.dialogue.code, everything.dialogue, everything.editor
    releaser, mexico = make_releaser(dialogue), make_party()
    common: dict[str, Any] = {"topics": [topic], "agencies": [agency], "owed_by": [mexico]}
    for mark, audience in ((HIDDEN, None), (SHARED, Audience.SHARED), (PUBLIC, Audience.PUBLIC)):
        item = make_item(
            everything.round,
            editor,
            kind=Kind.UNDERTAKEN,
            summary_en=f"{mark}{code} words",
            summary_es=f"{mark}{code} palabras",
            deadline_wording=f"{mark}{code} deadline",
            deadline_on=datetime.date(2016, 5, 5),
            deadline_precision=Precision.DAY,
            deadline_basis=FactBasis.STATED,
            note=f"{HIDDEN}{code} reading",
            outside_ref=f"{HIDDEN}{code} elsewhere",
            next_step=f"{HIDDEN}{code} step",
            **common,
        )
        said = make_entry(
            item,
            Status.STALLED,
            editor,
            voice=Voice.RECORD,
            source=f"{mark}{code} source",
            note=f"{mark}{code} said",
            about=mexico,
            evidence=(make_evidence(title=f"{mark}{code} title", url=f"https://{mark}{code}.example/"),),
        )
        _make_hidden(item, editor, code)
        text = make_topic_text(
            dialogue, editor, topic=topic, kind=TopicTextKind.SUMMARY, text=f"{mark}{code} text"
        )
        if audience:
            for entry in (item.entries.get(sequence=1), said):
                release_entry(
                    user=releaser, entry=entry, audience=audience, expected_sequence=None, reason=OURS
                )
            release_topic_text(user=releaser, text=text, audience=audience)
    request_redaction(user=editor, entry=said, parts=["note"], reason=f"{HIDDEN}{code} why")
    request_text_redaction(user=editor, text=text, reason=f"{HIDDEN}{code} why")


def _make_hidden(item: Any, editor: User, code: str) -> None:
    words = {name: f"{HIDDEN}{code} {name}" for name in ("note", "oral_with", "no_evidence_reason")}
    make_entry(item, Status.DONE, editor, basis=Basis.ORAL, is_attributable=True, **words)


def _make_statement(everything: Everything) -> None:
    """Minutes with a mark, quoted; a statement that the counterpart may see; a draft under review."""
    code, round = everything.dialogue.code, everything.round
    minutes = make_statement(
        round, text=f"The minutes: {HIDDEN}{code} was said.", url=f"https://{HIDDEN}{code}.example/"
    )
    make_passage(minutes, f"{HIDDEN}{code} was said")
    shared = make_statement(
        round, text=f"Both sides: {SHARED}{code}.", title=f"{SHARED}{code} title", url="https://x.example/2"
    )
    release_statement(
        user=make_releaser(everything.dialogue),
        statement=shared,
        audience=Audience.SHARED,
        reason=f"{HIDDEN}{code} why",
        expected_sequence=None,
    )
    for audience in (Audience.SHARED, Audience.INTERNAL):
        releaser = make_releaser(everything.dialogue)
        release_place(
            user=releaser,
            round=round,
            audience=audience,
            reason=f"{HIDDEN}{code} why",
            expected_sequence=None,
        )
    _make_file(everything)
    _make_rules(everything)
    ReviewDraft.objects.filter(dialogue=everything.dialogue).update(text=f"{HIDDEN}{code} met.")
    keep_typed(user=everything.editor, item=everything.item, typed={"note": f"{HIDDEN}{code} half typed"})
    for words in (f"{HIDDEN}{code} asked", f"{HIDDEN}{code} asked again"):
        question = make_question(everything.item, asked_of=everything.editor, words=words)
    answer_question(user=everything.editor, question=question, words=f"{HIDDEN}{code} answered")


def _make_file(everything: Everything) -> None:
    """A file that was released and taken back, is to be redacted, and was withdrawn: each with its mark."""
    code, editor = everything.dialogue.code, everything.editor
    named = {"title": f"{HIDDEN}{code} file", "file_name": f"{HIDDEN}{code}.pdf"}
    file = make_file(everything.round, editor, content=f"%PDF-1.4 {HIDDEN}{code}".encode(), **named)
    why = f"{HIDDEN}{code} why"
    for audience in (Audience.SHARED, Audience.INTERNAL):
        releaser = make_releaser(everything.dialogue)
        release_file(user=releaser, file=file, audience=audience, reason=why, expected_sequence=None)
    request_file_redaction(user=editor, file=file, reason=why)
    withdraw_file(user=editor, file=file, reason=why)


def _make_rules(everything: Everything) -> None:
    """A change of rules that waits: superusers decide on it, so its reason is no secret to them."""
    change_rules(
        user=everything.editor,
        dialogue=everything.dialogue,
        releases_need_second_person=False,
        parties=everything.dialogue.parties.all(),
        own_party=make_party(),
        reason=f"{NAME}{everything.dialogue.code} why",
    )


# --- Every text column of every model


def models_of_dialogues() -> dict[type[Model], str]:
    """Each model whose rows lie in a dialogue, with the lookup that leads there."""
    paths: dict[type[Model], str] = {
        apps.get_model("ledger", name): path for name, path in DIALOGUE_PATHS.items()
    }
    return paths | {
        SavedView: "dialogue",
        ReviewDraft: "dialogue",
        IssuedReport: "dialogue_links__dialogue",
    }


def words_of(model: type[Model]) -> "Iterator[Field[Any, Any]]":
    """The columns of a model that hold what somebody wrote."""
    for field in model._meta.concrete_fields:
        is_word = isinstance(field, WordField) and field.word
        if isinstance(field, CharField | TextField) and not is_word and field.name not in NO_WORDS:
            yield field


def rows_of(model: type[Model], path: str, dialogue: Dialogue) -> QuerySet[Any]:
    return model._default_manager.filter(**{f"{path}__in": [dialogue.pk]})


def mark_rows(dialogue: Dialogue) -> None:
    """Put the mark into each text of the rows that pages and seeds write, whatever columns they have.

    How internal reports are marked is a rule of the dialogue, which superusers decide on: no secret to them.
    """
    for model, path in models_of_dialogues().items():
        if issubclass(model, Guarded) or model.__name__ in {"Passage", "SourceFile"}:
            continue
        keys = rows_of(model, path, dialogue).values("pk")
        for field in words_of(model):
            mark = f"{NAME if field.name in MARKINGS else HIDDEN}{dialogue.code}"
            value = f"https://{mark}.example/" if isinstance(field, URLField) else f"{mark} {field.name}"
            rows = model._default_manager.filter(pk__in=list(keys.values_list("pk", flat=True)))
            if model is Statement:
                # What is released stays as it was; the text stays as it is cited.
                rows = rows.exclude(visibility=Audience.SHARED) if field.name in _RELEASED else rows
                if field.name in {"text", "url"}:
                    continue
            rows.update(**{field.name: value[: field.max_length]})


_RELEASED = frozenset({"title", "publisher"})
