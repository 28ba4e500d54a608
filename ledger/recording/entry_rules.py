"""The rules that a status or a note must meet: by itself, and by what it does to the status before it."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ledger.days import first_day
from ledger.models import Entry, Item
from ledger.recording import file_types
from ledger.recording.day_rules import unfit_evidence_day
from ledger.recording.entry_content import TRANSLATIONS, EntryContent, EvidenceGiven
from ledger.vocabulary import Audience, Basis, Stance, Status, Voice, status_move

LANGUAGE_CODE = 10
"""The longest code of a language that a piece of evidence may have."""


def names_parties(says: EntryContent) -> bool:
    """Tell whether a party speaks or is judged, so that the dialogue's parties are asked for."""
    return says.speaker is not None or says.about is not None


def broken_rules(says: EntryContent, parties: Collection[int], proposed: Audience) -> Mapping[str, str]:
    """Return the rules that a saying breaks by itself, whatever was said before: field → what to do about it.

    ``parties`` are the keys of the parties to the dialogue; not asked for where none is named (``names_parties``).
    """
    return (
        _voice_rules(says, parties)
        | _basis_rules(says, proposed)
        | _content_rules(says)
        | _translation_rules(says)
    )


def _voice_rules(says: EntryContent, parties: Collection[int]) -> dict[str, str]:
    broken = {}
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


def _translation_rules(says: EntryContent) -> dict[str, str]:
    if says.note.strip():
        return {}
    problem = _("A translation stands beside a note: write the note.")
    return {name: problem for name in TRANSLATIONS if getattr(says, name).strip()}


def _wrong_with(piece: EvidenceGiven) -> str:
    """Explain why a piece of evidence is not kept; empty where it is."""
    if problem := unfit_evidence_day(piece) or _unfit_file(piece):
        return problem
    if piece.url and not piece.url.startswith(("http://", "https://")):
        return _("“%(url)s” is no link: it begins with http:// or https://.") % {"url": piece.url}
    if len(piece.language) > LANGUAGE_CODE:
        return _("A language is given by its code, such as en or es.")
    return "" if piece.title.strip() else _("Every piece of evidence has a title.")


def _unfit_file(piece: EvidenceGiven) -> str:
    """Explain why an uploaded file is not kept; empty where it is, or where there is none."""
    try:
        if piece.file is not None:
            file_types.media_type(piece.file)
    except file_types.UnfitFile as unfit:
        return str(unfit.message)
    return ""


def standing_statuses(
    says: Mapping[Item, EntryContent], day: datetime.date, corrected: Entry | None = None
) -> dict[int, Status]:
    """Return the statuses that stand before what is said of items, in the same voice, by its effective day.
    By items' keys.

    The entry that a saying corrects, if it corrects one, does not stand any more. One query for all that is said alike,
    and none for what cannot be an unexplained move. ``day`` is that of a saying without one.
    """
    alike: dict[tuple[Any, ...], list[Item]] = {}
    for item, saying in says.items():
        if may_be_unexplained(saying):
            since = first_day(saying.effective_on or day, saying.effective_precision)
            alike.setdefault((saying.voice, saying.about, saying.speaker, since), []).append(item)
    found: dict[int, Status] = {}
    for (voice, about, speaker, since), items in alike.items():
        keys = [item.pk for item in items]
        entries = Entry.objects.filter(item__in=keys, voice=voice, about=about, speaker=speaker)
        if corrected is not None:
            entries = entries.exclude(pk=corrected.pk)
        found |= {entry.item_id: entry.status for entry in entries.as_of(since) if entry.status is not None}
    return found


def may_be_unexplained(says: EntryContent) -> bool:
    """Tell whether a status comes without a note, which a move needs."""
    return says.status is not None and not says.note.strip()


def unexplained_move(says: EntryContent, before: Status | None) -> dict[str, str]:
    """Return the missing note of a status that steps back, closes or reopens; empty when there is one.

    ``before`` is the status that stands before it in the same voice, None for none.
    """
    if says.status is None or not may_be_unexplained(says):
        return {}
    move = status_move(before or Status.UNASSESSED, says.status)
    if move is None:
        return {}
    return {"note": _("%(move)s needs a note that says why.") % {"move": _(move.label).capitalize()}}
