"""Reports that were issued."""

from typing import Any
from uuid import uuid4

from ledger.models import (
    Dialogue,
    IssuedReport,
    User,
)
from ledger.recording import issue_report
from ledger.vocabulary import Audience, Language


def issue(user: User, *dialogues: Dialogue, **fields: Any) -> IssuedReport:
    values: dict[str, Any] = {
        "make": lambda _known_at, _uuid: f"A report {uuid4()}".encode(),
        "kind": "topic",
        "parameters": {"topic": "torture"},
        "audience": Audience.SHARED,
        "language": Language.ES,
        "file_format": "md",
    }
    return issue_report(user=user, dialogues=dialogues, **values | fields)
