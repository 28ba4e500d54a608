"""Questions among colleagues for tests of any folder."""

from uuid import uuid4

from ledger.models import ColleagueQuestion, Item, User
from ledger.personal import ask_colleague
from ledger.vocabulary import Role
from tests.makers import make_member


def make_question(
    item: Item, *, asked_by: User | None = None, asked_of: User | None = None, words: str = "Is it right?"
) -> ColleagueQuestion:
    """A question about an item, by a new viewer of its dialogue to another unless they are named."""
    dialogue = item.round.dialogue
    return ask_colleague(
        user=asked_by or make_member(Role.VIEWER, dialogue=dialogue),
        item=item,
        asked_of=asked_of or make_member(Role.VIEWER, dialogue=dialogue),
        words=words,
        request_id=uuid4(),
    )
