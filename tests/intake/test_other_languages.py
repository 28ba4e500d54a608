"""Statements in languages that the pages do not have: read, taken in, quoted, and marked with their language."""

import pytest
from django.test import Client

from ledger.intake import Decision, commit, proposals, proposals_of, save_draft
from ledger.models import ReviewDraft, Round, TopicPhrase, User
from ledger.vocabulary import Language, StatementLanguage
from tests.makers import make_dialogue, make_editor, make_topic
from tests.support.drafts import make_draft, make_topics

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.both_databases,
    pytest.mark.usefixtures("readings_made_once"),
]
FRENCH = (
    "Les États-Unis et le Mexique ont tenu la 3e session du Dialogue bilatéral sur les droits de l'homme à Mexico le "
    "4 mai 2016. Les deux parties ont abordé la prévention de la torture, la liberté d'expression et la notification "
    "consulaire.\n\n"
    "Le Mexique s'est engagé à publier un registre national des personnes disparues avant le 31 décembre 2016."
)
PROMISE = (
    "Le Mexique s'est engagé à publier un registre national des personnes disparues avant le 31 décembre 2016"
)
PORTUGUESE = (
    "O Brasil e o México realizaram a terceira rodada do Diálogo sobre Direitos Humanos em Brasília. As partes "
    "discutiram a tortura e a liberdade de expressão. Os dois países trataram também das pessoas desaparecidas."
)


@pytest.fixture
def editor() -> User:
    return make_editor(make_dialogue("USMX"))


def committed(user: User, draft: ReviewDraft) -> Round:
    """Accept all that is proposed, and write it to the ledger."""
    some = proposals_of(draft)
    for row in some:
        some = proposals.decided(some, row.key, Decision.ACCEPTED)
    kept = save_draft(user=user, draft=draft, version=draft.version, proposals=proposals.as_json(some))
    return commit(user=user, draft=kept, version=kept.version)


def test_french_statement_becomes_items_in_its_own_words(editor: User) -> None:
    make_topic("torture-prevention", name_en="Prevention of torture")
    make_topic("speech", name_en="Freedom of expression")  # the office's own slug, the name of a concept
    dialogue = editor.memberships.get().dialogue
    topic = make_topic("consular")
    TopicPhrase.objects.create(topic=topic, language=StatementLanguage.FR, text="notification consulaire")
    missing = make_topic("missing", name_en="Enforced disappearances")
    draft = make_draft(editor, dialogue, text=FRENCH)
    assert (draft.language, draft.round_number) == ("fr", 3)
    assert {FRENCH[row.start : row.end]: row.topics for row in proposals_of(draft)} == {
        "la prévention de la torture": ("torture-prevention",),
        "la liberté d'expression": ("speech",),
        "la notification consulaire": ("consular",),
        PROMISE: (missing.slug,),
    }
    round = committed(editor, draft)
    promise = round.items.get(kind="undertaken")
    assert promise.passage is not None
    assert (promise.passage.quote, promise.passage.statement.language) == (PROMISE, StatementLanguage.FR)
    assert (str(promise.deadline_on), promise.summary_en, promise.summary_es) == ("2016-12-31", "", "")


def test_french_gives_the_items_of_the_english_their_words(editor: User) -> None:
    make_topics()
    dialogue = editor.memberships.get().dialogue
    round = committed(editor, make_draft(editor, dialogue))
    for slug, phrase in (("torture", "prévention de la torture"), ("missing", "personnes disparues")):
        topic = round.items.get(topics__slug=slug).topics.get()
        TopicPhrase.objects.create(topic=topic, language=StatementLanguage.FR, text=phrase)
    french = make_draft(editor, dialogue, text=FRENCH)
    same = {FRENCH[row.start : row.end]: row.same_as for row in proposals_of(french) if row.same_as}
    assert same[PROMISE] == round.items.get(topics__slug="missing").ref
    assert committed(editor, french) == round
    item = round.items.get(topics__slug="missing")
    assert [link.passage.statement.language for link in item.passage_links.all()] == [StatementLanguage.FR]
    client = Client()
    client.force_login(editor)
    page = client.get(item.get_absolute_url()).content.decode()
    said = PROMISE.replace("'", "&#x27;")
    assert f'<blockquote class="said" lang="fr"><p><mark>{said}</mark>' in page
    entry = item.entries.order_by("-sequence")[0]
    assert entry.reason == "The statement's words in French."


def test_page_of_an_item_marks_words_in_french_in_both_languages(editor: User) -> None:
    topic = make_topic("torture-prevention")
    for phrase in ("liberté d'expression", "notification consulaire", "personnes disparues"):
        TopicPhrase.objects.create(topic=topic, language=StatementLanguage.FR, text=phrase)
    round = committed(editor, make_draft(editor, editor.memberships.get().dialogue, text=FRENCH))
    item = round.items.get(number=1)
    for language, named in ((Language.EN, "french"), (Language.ES, "francés")):
        User.objects.filter(pk=editor.pk).update(language=language)
        client = Client()
        client.force_login(editor)
        for address in (item.get_absolute_url(), round.get_absolute_url()):
            page = client.get(address).content.decode()
            assert 'lang="fr"' in page
            assert named in page.lower()


def test_portuguese_statement_is_taken_in_with_its_facts_and_items_by_hand(editor: User) -> None:
    dialogue = make_dialogue("BRMX", ("BRA", "MEX"))
    draft = make_draft(make_editor(dialogue), dialogue, text=PORTUGUESE)
    assert (draft.language, draft.round_number, draft.facts["city"]) == ("pt", 3, "Brasília")
    assert proposals_of(draft) == []
