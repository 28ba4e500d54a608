"""A status or a note as it is typed: recorded, corrected, or in answer to another entry."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import KnownDayField, known_day
from ledger.forms.base import ActForm, Groups, WriteForm
from ledger.forms.evidence import evidence_rows
from ledger.forms.fields import TextField, WordChoiceField, YesNoField
from ledger.forms.following import FollowOfferMixin
from ledger.models import Entry, Item, Party
from ledger.reading.typed_days import KnownDay
from ledger.recording import EntryContent, EvidenceGiven, broken_by
from ledger.vocabulary import Answer, Audience, Basis, Precision, Status, Voice

WHO = (
    _("Who says what"),
    (
        "voice",
        "speaker",
        "source",
        "basis",
        "quote",
        "oral_with",
        "is_attributable",
        "about",
        "status",
        "no_evidence_reason",
        "note",
        "effective_on",
        "follow",
    ),
)
"""What every entry says. Which of it an answer makes needless, statuses.css says ("Fields that do not apply")."""
TRANSLATED = (_("Our translation of the note"), ("note_en", "note_es"))
REST = (_("More on the basis, and audience"), ("basis_note", "proposed_audience"))


class SayingForm(FollowOfferMixin, WriteForm):
    """A status or a note, with its evidence; ``parties`` may speak. ``evidence`` are the rows of its pieces."""

    groups: Groups = (WHO, TRANSLATED, REST)

    voice = WordChoiceField(Voice, label=_("Who speaks"), initial=Voice.OFFICE, widget=forms.RadioSelect)
    speaker: "forms.ModelChoiceField[Party]" = forms.ModelChoiceField(
        None, label=_("Which party speaks"), required=False, empty_label=_("(no party)")
    )
    source = forms.CharField(
        label=_("Which source speaks"),
        required=False,
        max_length=300,
        help_text=_("Where the record speaks: the court, UN body, ombudsman, NGO, newspaper or gazette."),
    )
    about: "forms.ModelChoiceField[Party]" = forms.ModelChoiceField(
        None,
        label=_("On whom"),
        required=False,
        empty_label=_("(as a whole)"),
        help_text=_("The party whose performance is judged."),
    )
    status = WordChoiceField(Status, label=_("Status"), empty=_("(no status: a note)"))
    note = TextField(label=_("Note"), rows=4, help_text=_("Required to step back, close or reopen."))
    note_en = TextField(
        label=_("In English"), rows=3, help_text=_("Told in reports in English, marked as ours.")
    )
    note_es = TextField(
        label=_("In Spanish"), rows=3, help_text=_("Told in reports in Spanish, marked as ours.")
    )
    effective_on = KnownDayField(label=_("True since"), required=False, is_past=True)
    basis = WordChoiceField(Basis, label=_("Basis"), initial=Basis.READING, widget=forms.RadioSelect)
    quote = TextField(label=_("The words quoted"), rows=2)
    oral_with = forms.CharField(
        label=_("With whom"), required=False, max_length=300, help_text=_("Of what was said orally.")
    )
    is_attributable = YesNoField(label=_("May be attributed"))
    basis_note = TextField(label=_("More on the basis"), rows=2)
    no_evidence_reason = TextField(
        label=_("Why there is no evidence"),
        rows=2,
        help_text=_("“Done” rests on evidence, or on this reason."),
    )
    proposed_audience = WordChoiceField(
        Audience,
        label=_("Proposed audience"),
        initial=Audience.INTERNAL,
        help_text=_("It is recorded as internal; somebody who may release decides."),
    )

    def __init__(
        self, *args: Any, parties: QuerySet[Party], kept: Sequence[EvidenceGiven] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name in ("speaker", "about"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = parties
        data, files = (self.data, self.files) if self.is_bound else (None, None)
        self.evidence = evidence_rows(data, files, kept=kept)

    is_explained: ClassVar[bool] = False
    """Whether the act carries its own reason, which a status that steps back, closes or reopens needs."""

    def is_valid(self) -> bool:
        """Check fields and evidence; where something is wrong, say at once what the write API would refuse besides."""
        is_fit = all([super().is_valid(), self.evidence.is_valid()])
        if not is_fit and self.is_bound:
            self.tell_the_rest()
        return is_fit

    def tell_the_rest(self) -> None:
        """Put beside their fields the rules that are broken by what could be read."""
        unread = {name for field in self.errors for name in (field, *_ASKED_BY.get(field, ()))}
        if not self.evidence.is_valid():
            unread.add("evidence")
        proposed = self.cleaned_data.get("proposed_audience") or Audience.INTERNAL
        broken = broken_by(
            getattr(self, "item", None), self.saying(), proposed, is_explained=self.is_explained
        )
        self.refuse({name: says for name, says in broken.items() if name not in unread})

    @property
    def evidence_errors(self) -> list[str]:
        """What the write API says of the evidence as a whole."""
        return [str(says) for says in self._evidence_errors]

    _evidence_errors: Sequence[str] = ()

    def refuse(self, broken: Mapping[str, str]) -> None:
        self._evidence_errors = [says for name, says in broken.items() if name == "evidence"]
        super().refuse({name: says for name, says in broken.items() if name != "evidence"})

    def saying(self) -> EntryContent:
        """Return what was typed, as the write API takes it; what could not be read is left out."""
        given = {name: self.cleaned_data.get(name) for name in _PLAIN}
        known: KnownDay | None = self.cleaned_data.get("effective_on")
        return EntryContent(
            **{name: value for name, value in given.items() if value is not None},
            effective_on=known.day if known else None,
            effective_precision=known.precision if known else Precision.DAY,
            evidence=self.evidence.given() if self.evidence.is_valid() else (),
        )


class RecordForm(SayingForm, ActForm):
    """Record progress on an item."""

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, item=item, parties=item.round.dialogue.parties.all(), **options)


_PLAIN = (
    "voice",
    "speaker",
    "source",
    "about",
    "basis",
    "quote",
    "oral_with",
    "is_attributable",
    "basis_note",
    "status",
    "note",
    "note_en",
    "note_es",
    "no_evidence_reason",
)


_ASKED_BY = {
    "voice": ("speaker", "source"),
    "basis": ("quote", "oral_with", "is_attributable"),
    "oral_with": ("basis",),
    "is_attributable": ("basis",),
    "status": ("note", "evidence"),
}
"""What is asked because of a field's answer, and is not said to be missing while that could not be read."""


class CorrectForm(RecordForm):
    """An entry's whole statement as it should have been, and why it is corrected."""

    groups = (WHO, TRANSLATED, REST, (_("Why it is corrected"), ("reason",)))
    is_explained = True
    follow = None  # type: ignore[assignment]  # a correction says nothing new

    reason = TextField(
        label=_("Reason"), help_text=_("Not needed for a slip of your own of the last 24 hours.")
    )

    def __init__(self, *args: Any, entry: Entry, item: Item, **options: Any) -> None:
        says = EntryContent.of(entry)
        typed = {name: getattr(says, name) for name in _PLAIN} | {
            "effective_on": known_day(entry.effective_on, entry.effective_precision),
            "proposed_audience": entry.proposed_audience,
        }
        initial = typed | (options.pop("initial", None) or {})
        super().__init__(*args, item=item, kept=says.evidence, initial=initial, **options)


class AnswerForm(RecordForm):
    """An answer to another entry: that it is so, or that it is not."""

    groups = (("", ("answer",)), WHO, REST)

    answer = WordChoiceField(Answer, label=_("The answer"), widget=forms.RadioSelect, initial=Answer.CONFIRMS)

    def __init__(self, *args: Any, entry: Entry, item: Item, **options: Any) -> None:
        initial = {"about": entry.about} | (options.pop("initial", None) or {})
        super().__init__(*args, item=item, initial=initial, **options)


class AdoptForm(FollowOfferMixin, ActForm):
    """Making a party's or the record's status our office's own."""

    note = TextField(label=_("Our note"), help_text=_("Left empty, the note of that entry is kept."))
    proposed_audience = WordChoiceField(Audience, label=_("Proposed audience"), initial=Audience.INTERNAL)
