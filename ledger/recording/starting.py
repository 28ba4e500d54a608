"""Starting a dialogue, its rounds, and who came to them: reference rows, each with its change log.

The same row sent twice by the same person, with all that came with it, is written once (a double click); a name that
another row has is refused.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Delegate, Delegation, Dialogue, Membership, Party, Round, User
from ledger.models.fields import saved_as_one
from ledger.models.parties import taken_code
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import allow, checked, unfit_text
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Permission, Role

M = TypeVar("M", bound=Model)

MOST_RACES = 3
"""A dialogue and two new parties: each may be written by somebody else first, and is there when it is tried again."""
Values = Mapping[str, Any]
"""Columns by their names."""


@tried_again
def start_dialogue(
    *,
    user: User,
    parties: Sequence[Party],
    own_party: Party | None,
    roles: Collection[tuple[User, Role]] = (),
    **columns: object,
) -> Dialogue:
    """Start a dialogue between two parties or more; the person becomes its editor, others get ``roles``.

    ``parties`` may be new rows (code and names), which are saved too; ``own_party`` is one of them, or None for a
    neutral office. For superusers and editors of any dialogue. Raises PermissionDenied, RuleViolation.
    """
    if not access.starts_dialogues(user):
        raise PermissionDenied(_("Dialogues are started by editors of another, and by superusers."))
    given = [*roles]
    checked(_what_is_wrong(user, parties, own_party, given))
    own_code = own_party.code if own_party else None
    held = dict.fromkeys([(user, Role.EDITOR), *given])
    wanted = {party.code for party in parties}, own_code, {*held}

    def write() -> Dialogue:
        rows = Dialogue.objects.filter(**_of(columns, "code"))
        if there := _sent_before(rows, columns, user, lambda row: _came_with(row) == wanted):
            return there
        # In one order, so that two who add the same parties wait for each other and neither is cut off (deadlock).
        saved = {party.code: _party(party, user) for party in sorted(parties, key=lambda party: party.code)}
        own = saved[own_code] if own_code else None
        dialogue = Dialogue(own_party=own, **columns)
        with saved_as_one(dialogue):
            _saved(dialogue, user)
            dialogue.parties.set(saved.values())
        for person, role in held:
            _saved(Membership(user=person, dialogue=dialogue, role=role), user)
        return dialogue

    return _written(write)


@tried_again
def add_round(*, user: User, dialogue: Dialogue, **columns: object) -> Round:
    """Add a round to a dialogue, held or planned. Raises PermissionDenied, RuleViolation."""
    allow(user, Permission.CURATE, dialogue)

    def write() -> Round:
        same = Round.objects.filter(dialogue=dialogue, **_of(columns, "number"))
        return _sent_before(same, columns, user) or _saved(Round(dialogue=dialogue, **columns), user)

    return _written(write)


@tried_again
def add_delegation(
    *, user: User, round: Round, party: Party, delegates: Sequence[Values], **columns: object
) -> Delegation:
    """Add who came to a round for a party: columns of ``Delegate`` for each, in order.

    Raises PermissionDenied, RuleViolation.
    """
    allow(user, Permission.CURATE, round.dialogue)
    if not round.dialogue.parties.filter(pk=party.pk).exists():
        raise RuleViolation({"party": _("Choose among the parties to this dialogue.")})
    agencies = [values["agency"] for values in delegates if values["agency"]]
    if any(agency.party_id != party.pk for agency in agencies):
        raise RuleViolation({"delegates": _("An agency that came is one of the delegation's party.")})

    def same(there: Delegation) -> bool:
        rows = list(there.delegates.order_by("position"))
        return len(rows) == len(delegates) and all(map(_has, rows, delegates))

    def write() -> Delegation:
        if there := _sent_before(Delegation.objects.filter(round=round, party=party), columns, user, same):
            return there
        delegation = _saved(Delegation(round=round, party=party, **columns), user)
        for position, values in enumerate(delegates, 1):
            _saved(Delegate(delegation=delegation, position=position, **values), user)
        return delegation

    return _written(write)


def _came_with(dialogue: Dialogue) -> tuple[set[str], str | None, set[tuple[User, Role]]]:
    """Return the codes of a dialogue's parties and of its own one, and who has which role."""
    roles = {(row.user, row.role) for row in dialogue.memberships.select_related("user")}
    own = dialogue.own_party.code if dialogue.own_party else None
    return {party.code for party in dialogue.parties.all()}, own, roles


def _of(columns: Values, name: str) -> dict[str, Any]:
    return {name: columns[name]}


def _what_is_wrong(
    user: User, parties: Sequence[Party], own_party: Party | None, roles: Sequence[tuple[User, Role]]
) -> dict[str, str]:
    codes = {party.code for party in parties}
    people = {person.pk for person, _role in roles}
    known = access.role_candidates(User.objects.filter(pk__in=people), user).values_list("pk", flat=True)
    return {
        "parties": "" if len(codes) >= 2 else _("A dialogue has two parties or more."),
        "own_party": "" if own_party is None or own_party.code in codes else _("It is none of the parties."),
        "roles": _wrong_roles(user, roles)
        or ("" if people == set(known) else _("Choose among the people who are offered.")),
    }


def _wrong_roles(user: User, roles: Sequence[tuple[User, Role]]) -> str:
    if any(person.pk == user.pk for person, _role in roles):
        return _("Who starts a dialogue is its editor, and gets no second role with it.")
    if not all(access.gives_role(user, role, person) for person, role in roles):
        return _("Only people who edit a dialogue already become editors here.")
    return ""


def _party(party: Party, user: User) -> Party:
    """Return the party of that code as it is there, else a row of its own: a transaction that fails takes
    that with it.
    """
    if there := Party.objects.filter(code=party.code).first():
        if not party.pk and party.name_en != there.name_en:
            raise RuleViolation({"parties": taken_code(there)})
        return there
    return _saved(
        Party(code=party.code, name_en=party.name_en, name_es=party.name_es), user, prefix="parties"
    )


def add_row_once(row: M, user: User, check: Callable[[M], Mapping[str, str]]) -> M:
    """Insert a row, unless the same person added the same one before. Raises RuleViolation, also by what ``check`` says
    of a row that is not there yet.
    """
    given = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if field.editable and not field.primary_key
    }
    unique = next(name for name in ("code", "slug", "number") if name in given)
    key = {"dialogue": given["dialogue"]} if "dialogue" in given else {}

    def write() -> M:
        same: QuerySet[M] = type(row)._default_manager.filter(**key, **{unique: given[unique]})
        if there := _sent_before(same, given, user):
            return there
        checked(check(row))
        return _saved(row, user)

    return _written(write)


def _has(row: Model, values: Values) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _sent_before(
    rows: QuerySet[M], values: Values, user: User, same: Callable[[M], bool] = lambda _row: True
) -> M | None:
    """Return the row that the same person made of the same values; None where there is none, which may be
    refused as taken.

    ``same`` compares what came with it in rows of other tables.
    """
    row = rows.first()
    if row is None or not _has(row, values) or not same(row):
        return None
    first = row.history.earliest("history_id")  # type: ignore[attr-defined]  # the change log
    return row if first.history_user_id == user.pk else None


def _saved(row: M, user: User, prefix: str = "") -> M:
    """Check a row and insert it, the person named in its change log. Raises RuleViolation."""
    texts = {field.name: getattr(row, field.name) for field in row._meta.fields}
    checked({prefix or name: unfit_text(text) for name, text in texts.items() if isinstance(text, str)})
    try:
        row.full_clean()
    except ValidationError as broken:
        says = {name: " ".join(sentences) for name, sentences in broken.message_dict.items()}
        general = says.pop(NON_FIELD_ERRORS, "")
        fields = {prefix: " ".join(says.values())} if prefix and says else says
        raise RuleViolation(fields | ({"": general} if general else {})) from broken
    row._history_user = user  # type: ignore[attr-defined]  # read by the change log
    row.save(force_insert=True)
    return row


def _written(write: Callable[[], M]) -> M:
    """Write in one transaction; what is refused again, as the same may have been written a moment ago (a race)."""
    for _time in range(MOST_RACES):
        with suppress(IntegrityError, RuleViolation), transaction.atomic():
            return write()
    with transaction.atomic():
        return write()
