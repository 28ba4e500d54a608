"""Every form of the workspace whose words are kept where its session ends."""

from collections.abc import Callable

from django.urls import reverse

from ledger.models import SavedView, TopicText
from ledger.vocabulary import FactBasis, RoundState
from tests.makers import make_editor, make_item, make_round
from tests.support.drafts import make_draft
from tests.support.page_table import PAGES
from tests.support.rows import Everything


def _line(name: str) -> Callable[[Everything], str]:
    """The address of the page, of the row that the access table takes."""
    return lambda everything: reverse(f"ledger:{name}", kwargs=PAGES[name].where(everything))


def _of_batch(everything: Everything) -> str:
    return f"{reverse('ledger:batch-create', args=['reassign'])}?item={everything.item.pk}"


def _between(everything: Everything) -> str:
    other = make_editor(everything.dialogue)
    asked = f"from_user={everything.editor.uuid}&to_user={other.uuid}"
    return f"{reverse('ledger:hand-over')}?{asked}"


def _planned(everything: Everything) -> str:
    make_item(everything.round, everything.editor, is_followed=True)  # there is something to carry over
    undated = {"starts_on": None, "ends_on": None, "dates_basis": FactBasis.UNKNOWN}
    round = make_round(everything.dialogue, state=RoundState.PLANNED, **undated)
    return reverse("ledger:round-detail", args=[round.dialogue.code, round.number])


def _draft(everything: Everything) -> str:
    draft = make_draft(everything.editor, everything.dialogue)
    return reverse("ledger:review-proposal", args=[draft.uuid, 1])


def _view(everything: Everything) -> str:
    view = SavedView.objects.filter(owner=everything.editor).earliest("pk")
    return reverse("ledger:saved-view-change", args=[view.uuid])


def _versions(everything: Everything) -> str:
    text = TopicText.objects.filter(dialogue=everything.dialogue).earliest("pk")
    return reverse("ledger:topic-text", args=[text.topic.slug, text.dialogue.code, text.kind, text.language])


def _text(name: str) -> Callable[[Everything], str]:
    def where(everything: Everything) -> str:
        text = TopicText.objects.filter(dialogue=everything.dialogue).earliest("pk")
        return reverse(f"ledger:{name}", args=[text.uuid])

    return where


def _saving(_everything: Everything) -> str:
    return f"{reverse('ledger:saved-view-list')}?status=stalled"


def _issuing(_everything: Everything) -> str:
    return f"{reverse('ledger:report-kind', args=['attention'])}?audience=internal"


FORMS: dict[str, tuple[Callable[[Everything], str], str]] = {
    "topic-text": (_versions, "text"),
    "topic-text-redact": (_text("topic-text-redact"), "reason"),
    "statement-new": (_line("statement-new"), "pasted"),
    "dialogue-create": (_line("dialogue-create"), "name_en"),
    "round-create": (_line("round-create"), "title"),
    "delegation-create": (_line("delegation-create"), "person-0-name"),
    "round-item-create": (_line("round-item-create"), "summary_en"),
    "review-proposal": (_draft, "summary_en"),
    "batch-create": (_of_batch, "reason"),
    "batch-undo": (_line("batch-undo"), "reason"),
    "hand-over": (_between, "reason"),
    "handover-detail": (_line("handover-detail"), "reason"),
    "round-detail": (_planned, "items"),
    "saved-view-list": (_saving, "name"),
    "saved-view-change": (_view, "name"),
    "question-create": (_line("question-create"), "words"),
    "question-detail": (_line("question-detail"), "answer"),
    "preferences": (_line("preferences"), "language"),
    "api-token-list": (_line("api-token-list"), "name"),
    "webhook-list": (_line("webhook-list"), "name"),
    "report-kind": (_issuing, "issue-note"),
}
"""Each page: its address, and a field into which something was typed."""
