"""The rules that a status or a note must meet: by itself, and by what it does to the status before it."""

import datetime
from collections.abc import Mapping

from django.utils.translation import gettext as _

from ledger.models import Entry, Item
from ledger.recording import file_types
from ledger.recording.day_rules import unfit_evidence_day
from ledger.recording.entry_content import EntryContent, EvidenceGiven
from ledger.vocabulary import Audience, Basis, Stance, Status, StatusMove, Voice, status_move

LANGUAGE_CODE = 10
"""The longest code of a language that a piece of evidence may have."""


def broken_rules(says: EntryContent, item: Item, proposed: Audience) -> Mapping[str, str]:
    """The rules that a saying breaks by itself, whatever was said before: field → what to do about it."""
    return _voice_rules(says, item) | _basis_rules(says, proposed) | _content_rules(says)


def _voice_rules(says: EntryContent, item: Item) -> dict[str, str]:
    broken = {}
    named = says.speaker is not None or says.about is not None
    parties = set(item.round.dialogue.parties.values_list("pk", flat=True)) if named else set()
    if (says.voice is Voice.PARTY) != (says.speaker is not None):
        broken["speaker"] = _("Say which party speaks, and only where a party does.")
    elif says.speaker is not None and says.speaker.pk not in parties:
        broken["speaker"] = _("%(party)s is no party to this dialogue: choose one that is.") % {
            "party": says.speaker
        }
    if (says.voice is Voice.RECORD) != bool(says.source.strip()):
        broken["source"] = _("Name the source that speaks for the record, and only where the record speaks.")
    if says.about is not None and says.about.pk not in parties:
        broken["about"] = _("%(party)s is no party to this dialogue: choose one that is.") % {
            "party": says.about
        }
    return broken


def _basis_rules(says: EntryContent, proposed: Audience) -> dict[str, str]:
    broken = {}
    if says.basis is Basis.QUOTED and not says.quote.strip():
        broken["quote"] = _("Give the words that are quoted.")
    if says.basis is Basis.ORAL:
        if not says.oral_with.strip():
            broken["oral_with"] = _("Name with whom this was said.")
        if says.is_attributable is None:
            broken["is_attributable"] = _("Say whether it may be attributed.")
        if proposed is not Audience.INTERNAL:
            broken["proposed_audience"] = _("What was said orally is recorded as internal.")
    elif says.is_attributable is not None or says.oral_with.strip():
        broken["basis"] = _("With whom and whether attributable belong to an oral basis alone.")
    return broken


def _content_rules(says: EntryContent) -> dict[str, str]:
    broken = {}
    if says.status is None and not says.note.strip():
        broken["note"] = _("Write the note, or choose a status.")
    supported = any(piece.stance is Stance.SUPPORTS for piece in says.evidence)
    if says.status and says.status.needs_evidence and not supported and not says.no_evidence_reason.strip():
        wanted = (
            _("“%(status)s” rests on evidence that supports it: add some, or say why there is none.")
            if says.evidence
            else _("“%(status)s” rests on evidence: add some, or say why there is none.")
        )
        broken["evidence"] = wanted % {"status": _(says.status.label)}
    for piece in says.evidence:
        if problem := _wrong_with(piece):
            broken["evidence"] = problem
    return broken


def _wrong_with(piece: EvidenceGiven) -> str:
    """Why a piece of evidence is not kept; empty where it is."""
    if problem := unfit_evidence_day(piece) or _unfit_file(piece):
        return problem
    if piece.url and not piece.url.startswith(("http://", "https://")):
        return _("“%(url)s” is no link: it begins with http:// or https://.") % {"url": piece.url}
    if len(piece.language) > LANGUAGE_CODE:
        return _("A language is given by its code, such as en or es.")
    return "" if piece.title.strip() else _("Every piece of evidence has a title.")


def _unfit_file(piece: EvidenceGiven) -> str:
    """Why an uploaded file is not kept; empty where it is, or where there is none."""
    try:
        if piece.file is not None:
            file_types.media_type(piece.file)
    except file_types.UnfitFile as unfit:
        return str(unfit.message)
    return ""


def _move_made(
    says: EntryContent, item: Item, day: datetime.date, corrected: Entry | None = None
) -> StatusMove | None:
    """What the saying's status does to the one that stands before it in the same voice, by its effective day.

    The entry that it corrects, if it corrects one, does not stand any more.
    """
    if says.status is None:
        return None
    entries = Entry.objects.filter(item=item, voice=says.voice, about=says.about, speaker=says.speaker)
    if corrected is not None:
        entries = entries.exclude(pk=corrected.pk)
    before = entries.as_of(day).first()
    return status_move(before.status if before else Status.UNASSESSED, says.status)


def unexplained_move(
    says: EntryContent, item: Item, day: datetime.date, corrected: Entry | None = None
) -> dict[str, str]:
    """The missing note of a status that steps back, closes or reopens; empty when there is one."""
    move = None if says.note.strip() else _move_made(says, item, day, corrected)
    return (
        {"note": _("%(move)s needs a note that says why.") % {"move": _(move.label).capitalize()}}
        if move
        else {}
    )
