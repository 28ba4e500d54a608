"""Everybody who may stand before an address: each role of a row's dialogue, of another one, and people without any."""

from ledger.models import User
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member, make_user
from tests.support.rows import Everything


def make_people(everything: Everything) -> dict[str, User | None]:
    """Make them, by the words that the tables of rights have for them."""
    dialogue, other = everything.dialogue, make_dialogue()
    return {
        "anonymous": None,
        "closed": make_member(Role.EDITOR, dialogue=dialogue, user=make_user(is_active=False)),
        "no membership": make_user(),
        "viewer": make_member(Role.VIEWER, dialogue=dialogue),
        "recorder": make_member(Role.RECORDER, dialogue=dialogue),
        "editor": make_member(Role.EDITOR, dialogue=dialogue),
        "releaser": make_member(Role.RELEASER, dialogue=dialogue),
        "viewer of another": make_member(Role.VIEWER, dialogue=other),
        "editor of another": make_member(Role.EDITOR, dialogue=other),
    }
