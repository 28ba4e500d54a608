"""Decide who may do what and who sees which rows: one table, deny unless allowed.

Works on accounts and querysets by their attributes and imports no model. Being a superuser gives accounts and
memberships, not a way round the table.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypeVar, Union

from django.db.models import F, Model, QuerySet

from ledger.vocabulary import Act, Permission, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

Rows = TypeVar("Rows", bound=QuerySet[Any])


class Memberships(Protocol):
    """The memberships of one account, ended ones too."""

    def filter(self, **wanted: object) -> QuerySet[Any]: ...


class Account(Protocol):
    """The attributes that the table reads of a signed-in person's account: those of ``models.User``."""

    @property
    def pk(self) -> int: ...

    @property
    def is_active(self) -> bool: ...

    @property
    def is_superuser(self) -> bool: ...

    @property
    def is_authenticated(self) -> Literal[True]: ...

    @property
    def memberships(self) -> Memberships: ...


Person: TypeAlias = Union[Account, "AnonymousUser"]
"""The person behind a request, signed in or not."""

_READS: frozenset[Act | Permission] = frozenset({Permission.READ})
_RECORDS: frozenset[Act | Permission] = _READS | {Act.NOTE, Act.STATUS, Permission.MEND, Permission.ISSUE}
_EDITS: frozenset[Act | Permission] = _RECORDS | {
    Act.OPEN,
    Act.AMEND,
    Act.CORRECT,
    Act.WITHDRAW,
    Act.REDACT,
    Permission.MOVE,
    Permission.CURATE,
}

ALLOWED: dict[Role, frozenset[Act | Permission]] = {
    Role.VIEWER: _READS,
    Role.RECORDER: _RECORDS,
    Role.EDITOR: _EDITS,
    Role.RELEASER: _READS | {Act.RELEASE, Permission.ISSUE},
}
"""What each role allows. Redaction takes two people who may redact; the write API sees to that."""


def allowed(user: Person, role: Role) -> frozenset[Act | Permission]:
    """Return what a role that the person holds allows them: by a token for reading alone, no more than that."""
    token = getattr(user, "api_token", None)
    return ALLOWED[role] if token is None or token.may_write else ALLOWED[role] & _READS


def _held(user: Person) -> QuerySet[Any] | None:
    """Select the memberships that a person holds: none for an account that is closed or not signed in.

    A program that asks by their token holds those that the token was given, as far as they are what they were.
    """
    if not getattr(user, "is_active", False) or not user.is_authenticated:
        return None
    held = user.memberships.filter(ended_on=None)
    token = getattr(user, "api_token", None)
    return held if token is None else held.filter(token_roles__token=token.pk, token_roles__role=F("role"))


def keeps_accounts(user: Person) -> bool:
    """Tell whether the person gives accounts and memberships: a superuser, who asks by no token."""
    is_keeper = getattr(user, "is_active", False) and getattr(user, "is_superuser", False)
    return bool(is_keeper and getattr(user, "api_token", None) is None)


def _roles_for(user: Person, act: Act | Permission) -> list[Role]:
    """Return the roles that would allow the person this act."""
    return [role for role in ALLOWED if act in allowed(user, role)]


def roles_in(user: Person, dialogue: Model | None) -> set[Role]:
    """Return the roles of a person in a dialogue."""
    held = _held(user)
    return set() if held is None else set(held.filter(dialogue=dialogue).values_list("role", flat=True))


def dialogues_of(user: Person) -> list[tuple[Any, Role]]:
    """Return each role that a person holds with its dialogue, dialogues in the order of their codes: one query."""
    held = _held(user)
    rows = held.select_related("dialogue").order_by("dialogue__code") if held is not None else ()
    return [(membership.dialogue, membership.role) for membership in rows]


def may(user: Person, act: Act | Permission, dialogue: Model | None) -> bool:
    """Tell whether the person may do this in the dialogue."""
    return any(act in allowed(user, role) for role in roles_in(user, dialogue))


def visible_to(user: Person, queryset: Rows) -> Rows:
    """Select the rows of a queryset that a person may see. Each model says by its attributes who sees its rows.

    - ``dialogue_path``: how a row leads to its dialogue ("item__round__dialogue"); people with a role there see it
    - ``needed_act``: with that, only roles that allow this act
    - ``owner_field``: the field that names the one person who sees the row
    - ``is_common``: a reference row, which every member of any dialogue sees
    - ``visible_rows(rows, user, dialogues)``: any other rule, for members of ``dialogues``

    A model that says nothing is seen by nobody, as is every row for an account that is closed or not signed in.
    """
    held, model = _held(user), queryset.model
    if held is None:
        return queryset.none()
    if rule := getattr(model, "visible_rows", None):
        rows: Rows = rule(queryset, user, held.values("dialogue"))
        return rows
    if getattr(model, "is_common", False):
        return queryset if held.exists() else queryset.none()
    if act := getattr(model, "needed_act", None):
        held = held.filter(role__in=_roles_for(user, act))
    wanted: dict[str, Any] = {}
    if path := getattr(model, "dialogue_path", ""):
        wanted[f"{path}__in"] = held.values("dialogue")
    if owner := getattr(model, "owner_field", ""):
        wanted[owner] = user
    return queryset.filter(**wanted) if wanted else queryset.none()


def visible_in(dialogues: Sequence[int], queryset: Rows) -> Rows:
    """Select the rows that every member of these dialogues (primary keys) sees, whatever their role.

    For what is read once and shown to several people, each of whom is a member of exactly these. Rows that depend on
    the person or the role are seen by nobody here.
    """
    model = queryset.model
    if not dialogues or any(
        getattr(model, name, None) for name in ("visible_rows", "needed_act", "owner_field")
    ):
        return queryset.none()
    if getattr(model, "is_common", False):
        return queryset
    path = getattr(model, "dialogue_path", "")
    return queryset.filter(**{f"{path}__in": dialogues}) if path else queryset.none()


NOBODY = "!nobody"
"""The password of an account behind which there is no person, such as the seeds': nothing that is typed fits it."""


def officers_in(accounts: QuerySet[Any], *dialogues: Any) -> QuerySet[Any]:
    """Select the accounts that may be given items of one of the dialogues, by name.

    People with an open account and a role there. The one answer to who is offered as an officer, and who is accepted.
    """
    held = {"memberships__dialogue__in": dialogues, "memberships__ended_on": None}
    people = accounts.filter(is_active=True, **held).exclude(password=NOBODY)
    return people.distinct().order_by("last_name", "first_name", "username")


def corrects_clock(user: Person, dialogues: QuerySet[Any]) -> bool:
    """Tell whether the person may close false stamps: a superuser, or an editor of each of ``dialogues`` that
    holds items.

    ``dialogues`` are all there are. One that was just started has no stamps that anybody could close.
    """
    held = _held(user)
    if held is None:
        return False
    edited = held.filter(role__in=_roles_for(user, Act.REDACT)).values("dialogue")
    others = dialogues.filter(rounds__items__isnull=False).exclude(pk__in=edited)
    return keeps_accounts(user) or (dialogues.filter(pk__in=edited).exists() and not others.exists())


def starts_dialogues(user: Person) -> bool:
    """Tell whether the person may start a dialogue: a superuser, or an editor of any; who starts it edits it."""
    return keeps_accounts(user) or curates(user)


def role_candidates(accounts: QuerySet[Any], user: Person) -> QuerySet[Any]:
    """Select the accounts to which the person may give a role in a dialogue that they start, by name.

    A superuser any open account; others the people with a role in a dialogue that they edit themselves.
    """
    people = accounts.filter(is_active=True).exclude(password=NOBODY)
    if not keeps_accounts(user):
        held, roles = _held(user), _roles_for(user, Permission.CURATE)
        edited = held.filter(role__in=roles).values("dialogue") if held is not None else []
        people = people.filter(memberships__dialogue__in=edited, memberships__ended_on=None).distinct()
    return people.order_by("last_name", "first_name", "username")


def gives_role(user: Person, role: Role, person: Person) -> bool:
    """Tell whether the person may give a candidate this role in a dialogue that they start.

    An editor of any dialogue edits what all dialogues share, so only superusers make editors of people who are none.
    """
    return keeps_accounts(user) or Permission.CURATE not in ALLOWED[role] or curates(person)


def curates(user: Person) -> bool:
    """Tell whether the person edits the reference rows that all dialogues share: an editor of any dialogue does."""
    held = _held(user)
    roles = set() if held is None else set(held.values_list("role", flat=True))
    return any(Permission.CURATE in allowed(user, role) for role in roles)
