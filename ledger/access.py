"""Who may do what, and who sees which rows: one table, deny unless allowed.

Works on accounts and querysets by their attributes and imports no model. Being a superuser gives accounts and
memberships, not a way round the table.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from ledger.vocabulary import Act, Deed, Role

Rows = TypeVar("Rows", bound=QuerySet[Any])

_READS: frozenset[Act | Deed] = frozenset({Deed.READ})
_RECORDS: frozenset[Act | Deed] = _READS | {Act.NOTE, Act.STATUS, Deed.MEND, Deed.ISSUE}
_EDITS: frozenset[Act | Deed] = _RECORDS | {
    Act.OPEN,
    Act.AMEND,
    Act.CORRECT,
    Act.WITHDRAW,
    Act.REDACT,
    Deed.MOVE,
    Deed.CURATE,
}

ALLOWED: dict[Role, frozenset[Act | Deed]] = {
    Role.VIEWER: _READS,
    Role.RECORDER: _RECORDS,
    Role.EDITOR: _EDITS,
    Role.RELEASER: _READS | {Act.RELEASE, Deed.ISSUE},
}
"""What each role allows. Redaction takes two people who may redact; the door sees to that."""

_PATHS: dict[str, str] = {
    "Dialogue": "pk",
    "Membership": "dialogue",
    "Round": "dialogue",
    "AgendaPoint": "round__dialogue",
    "Delegation": "round__dialogue",
    "Delegate": "delegation__round__dialogue",
    "RoundForum": "round__dialogue",
    "RoundRelease": "round__dialogue",
    "Event": "round__dialogue",
    "Statement": "round__dialogue",
    "StatementRelease": "statement__round__dialogue",
    "Passage": "statement__round__dialogue",
    "Item": "round__dialogue",
    "ItemParty": "item__round__dialogue",
    "ItemTopic": "item__round__dialogue",
    "ItemAgency": "item__round__dialogue",
    "ItemForum": "item__round__dialogue",
    "ItemPassage": "item__round__dialogue",
    "Position": "item__round__dialogue",
    "Entry": "item__round__dialogue",
    "EntryText": "entry__item__round__dialogue",
    "Evidence": "entry__item__round__dialogue",
    "RedactionRequest": "entry__item__round__dialogue",
    "Handover": "dialogue",
    "DialogueRuleChange": "dialogue",
    "TopicText": "dialogue",
    "TopicTextWords": "topic_text__dialogue",
    "TopicTextRelease": "topic_text__dialogue",
    "TopicTextRedaction": "topic_text__dialogue",
}
"""How each model's rows lead to their dialogue."""

_COMMON = frozenset({"Party", "Agency", "Forum", "Topic", "TopicPhrase"})
"""Reference rows that every member of any dialogue may read."""


def _held(user: Any) -> Any:
    """The memberships that a person holds: none for an account that is closed or not signed in."""
    if not getattr(user, "is_active", False) or not getattr(user, "is_authenticated", False):
        return None
    return user.memberships.filter(ended_on=None)


def roles_in(user: Any, dialogue: Any) -> set[Role]:
    """The roles of a person in a dialogue."""
    held = _held(user)
    return set() if held is None else set(held.filter(dialogue=dialogue).values_list("role", flat=True))


def may(user: Any, act: Act | Deed, dialogue: Any) -> bool:
    """Whether the person may do this in the dialogue."""
    return any(act in ALLOWED[role] for role in roles_in(user, dialogue))


def visible_to(user: Any, queryset: Rows) -> Rows:
    """The rows of a queryset that a person may see: those of the dialogues in which they hold a role.

    A model that is not in the tables above yields nothing.
    """
    held = _held(user)
    model = queryset.model.__name__
    if held is not None and model in _COMMON and held.exists():
        return queryset
    if held is not None and model in _RULES:
        rows: Rows = _RULES[model](queryset, user, held)
        return rows
    if held is None or model not in _PATHS:
        return queryset.none()
    return queryset.filter(**{f"{_PATHS[model]}__in": held.values("dialogue")})


def _own(rows: QuerySet[Any], user: Any, _held: Any) -> QuerySet[Any]:
    """One's own rows."""
    return rows.filter(user=user)


def _entry_drafts(rows: QuerySet[Any], user: Any, held: Any) -> QuerySet[Any]:
    """One's own rows about items that one may still see."""
    return rows.filter(user=user, item__round__dialogue__in=held.values("dialogue"))


def _saved_views(rows: QuerySet[Any], user: Any, held: Any) -> QuerySet[Any]:
    """One's own views, and those that others share; each in a dialogue of one's own, or in none."""
    ours = Q(dialogue__in=held.values("dialogue"))
    return rows.filter(Q(owner=user) & (Q(dialogue=None) | ours) | Q(is_shared=True) & ours)


def _review_drafts(rows: QuerySet[Any], _user: Any, held: Any) -> QuerySet[Any]:
    """Those of dialogues in which the person may open items."""
    roles = [role for role, acts in ALLOWED.items() if Act.OPEN in acts]
    return rows.filter(dialogue__in=held.filter(role__in=roles).values("dialogue"))


def _issued_reports(rows: QuerySet[Any], _user: Any, held: Any) -> QuerySet[Any]:
    """Those that touch no dialogue but the person's own."""
    links = rows.model._meta.get_field("dialogue_links").related_model._default_manager
    links = links.filter(report=OuterRef("pk"))
    return rows.filter(Exists(links), ~Exists(links.exclude(dialogue__in=held.values("dialogue"))))


_RULES: dict[str, Callable[[QuerySet[Any], Any, Any], Any]] = {
    "SavedView": _saved_views,
    "ReviewDraft": _review_drafts,
    "EntryDraft": _entry_drafts,
    "FeedKey": _own,
    "Preference": _own,
    "IssuedReport": _issued_reports,
}
"""Models whose rows are seen by another rule than that of their dialogue."""


NOBODY = "!nobody"
"""The password of an account behind which there is no person, such as the seeds': nothing that is typed fits it."""


def officers_in(accounts: QuerySet[Any], *dialogues: Any) -> QuerySet[Any]:
    """Of some accounts, by name, those that may be given items of one of the dialogues.

    People with an open account and a role there. The one answer to who is offered as an officer, and who is accepted.
    """
    held = {"memberships__dialogue__in": dialogues, "memberships__ended_on": None}
    people = accounts.filter(is_active=True, **held).exclude(password=NOBODY)
    return people.distinct().order_by("last_name", "first_name", "username")


def corrects_clock(user: Any, dialogues: QuerySet[Any]) -> bool:
    """Whether the person may close false stamps: a superuser, or an editor of each of ``dialogues``, all there are."""
    held = _held(user)
    if held is None:
        return False
    roles = [role for role, acts in ALLOWED.items() if Act.REDACT in acts]
    others = dialogues.exclude(pk__in=held.filter(role__in=roles).values("dialogue"))
    return bool(user.is_superuser) or (dialogues.exists() and not others.exists())


def curates(user: Any) -> bool:
    """Whether the person edits the reference rows that all dialogues share: whoever does so in any dialogue."""
    held = _held(user)
    roles = set() if held is None else set(held.values_list("role", flat=True))
    return any(Deed.CURATE in ALLOWED[role] for role in roles)
