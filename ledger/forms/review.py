"""A proposal of a statement under review, as it is edited: gives codes, as the draft keeps them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import KnownDayField
from ledger.forms.fields import (
    ItemReferenceField,
    RequiredSelect,
    SeveralRowsField,
    TextField,
    item_words,
    offer,
    tidy_fields,
)
from ledger.models import Agency, Dialogue, Forum, Item, ReviewDraft, Topic
from ledger.vocabulary import SAID_KINDS, AgreedAs, Kind


def kind_choices() -> list[tuple[str, str]]:
    """Return kinds in their order, what was agreed in its two ways: "agreed:shared_view" and its words."""
    choices = []
    for kind in SAID_KINDS:
        words = translated(kind.label)
        if kind is Kind.AGREED:
            choices += [(f"{kind}:{way}", f"{words}: {translated(way.label)}") for way in AgreedAs]
        else:
            choices.append((kind.value, words))
    return choices


class ProposalForm(forms.Form):
    """``span_of`` finds quoted words in the text: quote and the start they are nearest to → span, or ValueError."""

    quote = TextField(
        label=_("Words of the statement"),
        rows=3,
        required=True,
        strip=False,
        help_text=_("They must stand in the text letter for letter. Or select them in the text."),
    )
    start = forms.IntegerField(label=_("From character"), min_value=0)
    end = forms.IntegerField(label=_("To character"), min_value=1)
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices, widget=RequiredSelect)
    first_topic: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        None, label=_("First topic"), required=False, empty_label=_("(none yet)")
    )
    further_topics = SeveralRowsField(label=_("Further topics"))
    owed_by = SeveralRowsField(label=_("Owed by"))
    asked_by = SeveralRowsField(label=_("Asked by"))
    asked_of = SeveralRowsField(label=_("Asked of"))
    forums = SeveralRowsField(label=_("Forums"))
    agencies = SeveralRowsField(label=_("Agencies"))
    continues = ItemReferenceField(
        label=_("Continues"),
        required=False,
        help_text=_("The reference of an earlier item, such as USMX-6-04."),
    )
    same_as = forms.ChoiceField(
        label=_("The same as"),
        required=False,
        help_text=_("The item of this round whose words these are in another language."),
    )
    deadline_on = KnownDayField(label=_("Deadline"), required=False)
    deadline_wording = forms.CharField(
        label=_("Deadline as written"),
        required=False,
        max_length=200,
        help_text=_("Words without a date, such as “by the next round”, stand alone."),
    )
    summary_en = TextField(label=_("Summary in English"), rows=2, help_text=_("Our words."))
    summary_es = TextField(label=_("Summary in Spanish"), rows=2, help_text=_("Our words."))

    def __init__(
        self,
        *args: Any,
        draft: ReviewDraft,
        others: Sequence[Item],
        locate: Callable[[str, str, int], tuple[int, int]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **{"auto_id": "edit-%s"} | options)
        tidy_fields(self)
        self.draft, self.locate = draft, locate
        self._offer(draft.dialogue, others)

    def _offer(self, dialogue: Dialogue, others: Sequence[Item]) -> None:
        parties = dialogue.parties.all()
        rows = {
            "first_topic": Topic.objects.current(),
            "further_topics": Topic.objects.current(),
            "owed_by": parties,
            "asked_by": parties,
            "asked_of": parties,
            "forums": Forum.objects.all(),
            "agencies": Agency.objects.filter(party__dialogues=dialogue),
        }
        for name, queryset in rows.items():
            offer(self.fields[name], queryset)
            self.fields[name].to_field_name = "slug" if "topic" in name else "code"  # type: ignore[attr-defined]
        self.fields["continues"].dialogue = dialogue  # type: ignore[attr-defined]
        words = [(other.ref, f"{other.ref} {item_words(other)}") for other in others]
        self.fields["same_as"].choices = [("", translated("(a new item)")), *words]  # type: ignore[attr-defined]
        if not others:
            del self.fields["same_as"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._clean_span(cleaned)
        if cleaned.get("same_as"):
            return cleaned
        kind, _colon, _way = cleaned.get("kind", "").partition(":")
        if not cleaned.get("first_topic") and "first_topic" not in self.errors:
            self.add_error("first_topic", translated("Give at least one topic."))
        for name in ("asked_by", "asked_of"):
            if (kind == Kind.ASKED) != bool(cleaned.get(name)) and name not in self.errors:
                says = translated("What was asked says by whom and of whom; other kinds do not.")
                self.add_error(name, says)
        self._clean_round(cleaned)
        return cleaned

    def _clean_span(self, cleaned: dict[str, Any]) -> None:
        """Check that the words and the offsets agree; where they differ, the one that was changed decides."""
        if any(name in self.errors for name in ("quote", "start", "end")):
            return
        text = self.draft.text
        quote = cleaned["quote"].replace("\r\n", "\n")
        start, end = cleaned["start"], cleaned["end"]
        if end > len(text) or start >= end:
            self.add_error(
                "end", translated("The text has %(count)d characters.") % {"count": len(text)}
                if end > len(text)
                else translated("The end comes after the start."),
            )  # fmt: skip
            return
        if "quote" in self.changed_data and not _is_same(text[start:end], quote):
            try:
                start, end = self.locate(text, quote, start)
            except ValueError as wrong:
                self.add_error("quote", str(wrong))
                return
        if not text[start:end].strip():
            self.add_error("quote", translated("These are no words."))
            return
        cleaned["start"], cleaned["end"] = start, end

    def _clean_round(self, cleaned: dict[str, Any]) -> None:
        earlier, number = cleaned.get("continues"), self.draft.round_number
        if earlier and number and earlier.round.number > number:
            self.add_error(
                "continues", translated("An item continues one of an earlier round, or of its own.")
            )

    def values(self) -> dict[str, Any]:
        """Return what was typed, by the names of a proposal."""
        cleaned = self.cleaned_data
        kind, _colon, way = cleaned["kind"].partition(":")
        first = cleaned["first_topic"]
        slugs = [topic.slug for topic in ([first] if first else []) + list(cleaned["further_topics"])]
        return {
            "start": cleaned["start"],
            "end": cleaned["end"],
            "kind": kind,
            "agreed_as": way,
            "topics": tuple(dict.fromkeys(slugs)),
            "continues": cleaned["continues"].ref if cleaned["continues"] else "",
            "same_as": cleaned.get("same_as", ""),
            "deadline_on": str(cleaned["deadline_on"] or ""),
            "deadline_wording": cleaned["deadline_wording"],
            "summary_en": cleaned["summary_en"],
            "summary_es": cleaned["summary_es"],
        } | {name: _codes(cleaned[name]) for name in _MANY}


class LackingForm(forms.Form):
    """What proposals lack, asked beside each: ``topic-5`` is the topic's name, ``same-5`` the reference of an item.

    ``others`` are the items that a proposal may be the words of. Gives ``values``: key → what was typed, by its name.
    """

    def __init__(
        self, sent: QueryDict | None, *, rows: Sequence[tuple[int, bool]], others: Sequence[Item]
    ) -> None:
        super().__init__(sent)
        self.refs = {other.ref.casefold(): other.ref for other in others}
        for key, lacks_topic in rows:
            if lacks_topic:
                self.fields[f"topic-{key}"] = self._field(translated("Topic"), "topics-offered")
            if others:
                self.fields[f"same-{key}"] = self._field(translated("The same as"), "items-offered")
        tidy_fields(self)

    @staticmethod
    def _field(label: str, offered: str) -> forms.CharField:
        # Its Enter would press the page's first button: the script of the page presses the row's.
        line = forms.TextInput(attrs={"list": offered, "form": "step", "autocomplete": "off"})
        return forms.CharField(label=label, required=False, max_length=200, widget=line)

    def of(self, key: int) -> list[forms.BoundField]:
        """Return the fields beside a proposal."""
        return [self[name] for name in self.fields if name.partition("-")[2] == str(key)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = {name: words.strip() for name, words in cleaned.items() if words.strip()}
        topics = self._topics() if any(name.startswith("topic-") for name in typed) else {}
        self.values: dict[int, dict[str, Any]] = {}
        for name, words in typed.items():
            asked, _dash, key = name.partition("-")
            found = (topics if asked == "topic" else self.refs).get(words.casefold())
            if found is None:
                says = translated("There is no topic “%(words)s” in the list.")
                if asked == "same":
                    says = translated("“%(words)s” is no item that waits for its words in this language.")
                self.add_error(name, says % {"words": words})
                continue
            changes = {"topics": (found,)} if asked == "topic" else {"same_as": found, "continues": ""}
            self.values.setdefault(int(key), {}).update(changes)
        return cleaned

    @staticmethod
    def _topics() -> dict[str, str]:
        """Return the slugs of topics by all that they are called."""
        rows = Topic.objects.current()
        return {
            called.casefold(): topic.slug
            for topic in rows
            for called in (topic.slug, topic.name_en, topic.name_es, str(topic))
            if called
        }


_MANY = ("owed_by", "asked_by", "asked_of", "forums", "agencies")


def _codes(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(row.code for row in rows))


def _is_same(words: str, quote: str) -> bool:
    """Tell whether words differ in nothing but spaces: a browser does not keep those of the text."""
    return bool(words.strip()) and words.split() == quote.split()


class AddForm(forms.Form):
    """Words that somebody selected, to become a proposal: by their offsets, or written out."""

    quote = forms.CharField(
        label=_("Words of the statement"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Select them in the text, or copy them here letter for letter."),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, text: str, locate: Callable[[str, str, int], tuple[int, int]], **options: Any
    ) -> None:
        super().__init__(*args, **{"auto_id": "add-%s"} | options)
        self.text, self.locate = text, locate

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        quote = cleaned.get("quote", "").replace("\r\n", "\n")
        start, end = cleaned.get("start"), cleaned.get("end")
        if not quote.strip():
            raise ValidationError({"quote": translated("Select words in the text, or copy them here.")})
        is_there = start is not None and end is not None and _is_same(self.text[start:end], quote)
        try:
            cleaned["span"] = (start, end) if is_there else self.locate(self.text, quote, start or 0)
        except ValueError as wrong:
            raise ValidationError({"quote": str(wrong)}) from wrong
        return cleaned


class SplitForm(forms.Form):
    """The place at which a second matter begins in a proposal's words, which stand at ``span``. Gives it as ``at``."""

    second = forms.CharField(
        label=_("The second begins with"),
        help_text=_(
            "Its first words, letter for letter. Split first, then edit: nothing typed above is kept."
        ),
        max_length=300,
    )

    def __init__(self, *args: Any, text: str, span: tuple[int, int], **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "split-%s"} | options)
        self.text, self.span = text, span

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "second" not in cleaned:
            return cleaned
        start, end = self.span
        at = _word_at(self.text, cleaned["second"], start + 1, end)
        if at < 0 or not any(char.isalnum() or char == "_" for char in self.text[start:at]):
            says = translated("These words do not stand behind the first words of the proposal.")
            raise ValidationError({"second": says})
        return cleaned | {"at": at}


def _word_at(text: str, words: str, start: int, end: int) -> int:
    """Find where words stand in a span and begin a word, first of all; -1 where they do not."""
    at = text.find(words, start, end)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at = text.find(words, at + 1, end)
    return at
