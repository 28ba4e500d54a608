"""Files on rounds, their releases and redactions, that break a constraint each."""

from typing import Any

from django.utils import timezone

from ledger.models import FileRedaction, FileRelease, SourceFile
from ledger.vocabulary import Audience, FileKind
from tests.makers import make_file, make_round, make_user
from tests.models.breaking import breaks


def file_row(**fields: Any) -> SourceFile:
    """A file in order but for what is given."""
    values = {
        "round": make_round(),
        "kind": FileKind.ANNEX,
        "title": "Annex",
        "file_sha256": "0" * 64,
        "file_size": 1,
        "file_type": "text/plain",
        "added_by": make_user(),
        "added_at": timezone.now(),
    }
    return SourceFile(**values | fields)


@breaks("source_file_has_a_title")
def file_without_a_title() -> SourceFile:
    return file_row(title="")


@breaks("source_file_withdrawn_by_somebody")
def file_withdrawn_by_nobody() -> SourceFile:
    file = make_file(make_round())
    file.withdrawn_at = timezone.now()
    return file


def another_file_release(sequence: int, audience: Audience) -> FileRelease:
    file = make_file(make_round(), visibility=Audience.SHARED)
    return FileRelease(
        file=file,
        sequence=1 + sequence,
        released_from=Audience.SHARED,
        released_to=audience,
        recorded_at=timezone.now(),
    )


@breaks("file_release_sequence_once")
def file_released_twice() -> FileRelease:
    return another_file_release(0, Audience.PUBLIC)


@breaks("file_release_changes_the_audience")
def file_released_to_whom_it_is() -> FileRelease:
    return another_file_release(1, Audience.SHARED)


def file_redaction(**fields: Any) -> FileRedaction:
    values = {"reason": "A name.", "requested_by": make_user(), "requested_at": timezone.now()}
    return FileRedaction(**{"file": make_file(make_round())} | values | fields)


@breaks("file_redaction_decided_by_another")
def file_redaction_decided_by_who_asked() -> FileRedaction:
    row = file_redaction()
    row.decided_by = row.requested_by
    return row


@breaks("file_redaction_approved_by_somebody")
def file_redaction_approved_by_nobody() -> FileRedaction:
    return file_redaction(is_approved=True)


@breaks("file_redaction_one_waits")
def file_redaction_asked_twice() -> FileRedaction:
    first = file_redaction()
    first.save()
    return file_redaction(file=first.file)
