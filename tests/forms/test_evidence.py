"""Several pieces of evidence in one form."""

import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from ledger.forms.evidence import EvidenceFormSet, evidence_rows
from ledger.recording import EvidenceGiven
from ledger.vocabulary import EvidenceType, Precision, SourceKind, Stance

KEPT = EvidenceGiven(title="Gazette", url="https://example.org/dof", kept_file=("ab" * 32, 3, "text/plain"))


def rows(typed: dict[str, Any], files: dict[str, Any] | None = None, kept: Any = ()) -> EvidenceFormSet:
    """The rows as sent: three empty ones after those kept, and what was typed into them."""
    sent = QueryDict(mutable=True)
    for form in evidence_rows(None, None, kept):
        for bound in form:
            sent[bound.html_name] = "" if (value := bound.value()) in (None, False) else str(value)
    sent.update({"evidence-TOTAL_FORMS": str(3 + len(kept)), "evidence-INITIAL_FORMS": str(len(kept))})
    for name, value in typed.items():
        sent[f"evidence-{name}"] = value
    named = {f"evidence-{name}": one for name, one in (files or {}).items()}
    return evidence_rows(sent, named, kept)


def test_rows_left_empty_are_no_evidence() -> None:
    sent = rows({})
    assert (sent.is_valid(), sent.given()) == (True, ())


def test_piece_is_given_as_typed() -> None:
    sent = rows(
        {
            "1-title": "Official gazette",
            "1-url": "example.org/dof",
            "1-issuer": "SEGOB",
            "1-type": "law",
            "1-source_kind": "gazette",
            "1-stance": "contradicts",
            "1-published_on": "2017-06",
            "1-language": "es",
            "1-quote": "Ley General",
        }
    )
    assert sent.is_valid()
    assert sent.given() == (
        EvidenceGiven(
            title="Official gazette",
            url="https://example.org/dof",
            issuer="SEGOB",
            type=EvidenceType.LAW,
            source_kind=SourceKind.GAZETTE,
            stance=Stance.CONTRADICTS,
            published_on=datetime.date(2017, 6, 1),
            published_precision=Precision.MONTH,
            language="es",
            quote="Ley General",
        ),
    )


def test_upload_comes_with_its_name_and_type() -> None:
    upload = SimpleUploadedFile("law.pdf", b"%PDF-1.4", content_type="application/pdf")
    sent = rows({"0-title": "Law"}, {"0-file": upload})
    assert sent.is_valid()
    (given,) = sent.given()
    assert (given.file, given.file_name) == (b"%PDF-1.4", "law.pdf")


def test_kept_piece_stays_as_it_is_unless_it_is_left_out() -> None:
    sent = rows({}, kept=(KEPT,))
    assert (sent.is_valid(), sent.given()) == (True, (KEPT,))
    sent = rows({"0-DELETE": "on"}, kept=(KEPT,))
    assert (sent.is_valid(), sent.given()) == (True, ())


def test_address_that_leads_nowhere_on_the_web_is_refused() -> None:
    sent = rows({"0-title": "x", "0-url": "javascript:alert(1)"})
    assert (sent.is_valid(), list(sent.errors[0])) == (False, ["url"])


def test_number_of_kept_pieces_is_not_the_senders_to_say() -> None:
    sent = rows({"INITIAL_FORMS": "-1", "0-title": KEPT.title, "0-url": KEPT.url}, kept=(KEPT,))
    assert (sent.is_valid(), sent.given()) == (True, (KEPT,))
