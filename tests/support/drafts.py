"""Drafts for tests: a short statement of two sentences, its dialogue, and who reviews it."""

from typing import Any

from ledger.intake import begin
from ledger.models import Dialogue, ReviewDraft, TopicPhrase, User
from ledger.vocabulary import Language
from tests.makers import make_topic

TEXT = (
    "The United States and Mexico held the 3rd round of the Bilateral Dialogue on Human Rights in Mexico City on "
    "4 May 2016. Topics included actions to prevent torture, freedom of expression and consular notification.\n\n"
    "Mexico agreed to publish a national register of missing persons. The Mexican delegation was headed by "
    "Ann Lee, Under Secretary for Human Rights at the Interior Ministry (SEGOB)."
)
TORTURE, FREE, CONSULAR = "actions to prevent torture", "freedom of expression", "consular notification"
PROMISE = "Mexico agreed to publish a national register of missing persons"
SPANISH = (
    "Los Estados Unidos y México celebraron la 3a ronda del Diálogo Bilateral sobre Derechos Humanos en la Ciudad de "
    "México el 4 de mayo de 2016. Entre los temas se incluyeron las acciones para prevenir la tortura, la libertad de "
    "expresión y la notificación consular.\n\n"
    "México acordó publicar un registro nacional de personas desaparecidas."
)
PHRASES = {
    "torture": ("prevent torture", "prevenir la tortura"),
    "expression": ("freedom of expression", "libertad de expresión"),
    "consular": ("consular notification", "notificación consular"),
    "missing": ("register of missing persons", "registro nacional de personas desaparecidas"),
}


def make_topics() -> None:
    """A topic for each thing that the statement speaks of, with its phrases in both languages."""
    for slug, phrases in PHRASES.items():
        topic = make_topic(slug)
        for language, text in zip((Language.EN, Language.ES), phrases, strict=True):
            TopicPhrase.objects.create(topic=topic, language=language, text=text)


def make_draft(user: User, dialogue: Dialogue, text: str = TEXT, **options: Any) -> ReviewDraft:
    """The statement under review, read as the page reads it."""
    return begin(user=user, dialogue=dialogue, text=text, **{"language": None} | options)
