"""Change what protects a dialogue: by two people, or by a superuser; each change is recorded.

Tightening needs nobody else: a dialogue whose releases begin to need a second person is saved as any other row.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Dialogue, DialogueRuleChange, Party, User
from ledger.models.fields import saved_as_one, write_api
from ledger.models.parties import MARKING_CHARACTERS
from ledger.models.rule_changes import MARKINGS, PROTECTED
from ledger.recording import clock, triggers
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import checked, unfit_text
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Permission

Codes = dict[str, Any]
"""Protected fields as a change keeps them: a flag, a party's code or none, the sorted codes of parties, words."""


def rules_of(dialogue: Dialogue) -> Codes:
    """Return the protected rules of a dialogue as they stand."""
    own = dialogue.own_party
    return {
        "releases_need_second_person": dialogue.releases_need_second_person,
        "parties": sorted(dialogue.parties.values_list("code", flat=True)),
        "own_party": own.code if own else None,
        **{name: getattr(dialogue, name) for name in MARKINGS},
    }


def may_ask_for_rules(user: User, dialogue: Dialogue) -> bool:
    """Tell whether the person may ask for a change: an editor of the dialogue, or a superuser."""
    return _keeps_accounts(user) or access.may(user, Permission.CURATE, dialogue)


def may_decide_on_rules(user: User, dialogue: Dialogue) -> bool:
    """Tell whether the person may decide on what another asked for: a releaser of the dialogue, or a superuser."""
    return _keeps_accounts(user) or access.may(user, Act.RELEASE, dialogue)


@tried_again
def change_rules(
    *,
    user: User,
    dialogue: Dialogue,
    releases_need_second_person: bool,
    parties: Iterable[Party],
    own_party: Party | None,
    reason: str,
    marking_en: str | None = None,
    marking_es: str | None = None,
) -> DialogueRuleChange:
    """Ask for other rules of a dialogue; a superuser's change is made at once, and recorded as one person's.

    A marking of None stays as it is. Another person, a releaser of the dialogue or a superuser, then approves or
    declines. Returns the change. Raises PermissionDenied, RuleViolation.
    """
    wanted = {
        "releases_need_second_person": releases_need_second_person,
        "parties": sorted(party.code for party in parties),
        "own_party": own_party.code if own_party else None,
    }
    markings = {"marking_en": marking_en, "marking_es": marking_es}
    with _writing(dialogue) as row:
        if not may_ask_for_rules(user, row):
            raise PermissionDenied(_("%(user)s does not edit this dialogue.") % {"user": user})
        now = rules_of(row)
        wanted |= {
            name: now[name] if words is None else " ".join(words.split()) for name, words in markings.items()
        }
        changes = {name: [now[name], wanted[name]] for name in PROTECTED if now[name] != wanted[name]}
        checked(_what_is_wrong(row, changes, wanted, reason))
        change = DialogueRuleChange.objects.create(
            dialogue=row,
            changes=changes,
            reason=reason.strip(),
            requested_by=user,
            requested_at=clock.now(),
        )
        if _keeps_accounts(user):
            _decide(change, user, is_approved=True)
            _apply(change, row, user)
        return change


@tried_again
def approve_rule_change(*, user: User, change: DialogueRuleChange) -> DialogueRuleChange:
    """Approve what another person asked for, and change the rules. Raises PermissionDenied, RuleViolation."""
    with _writing(change.dialogue) as row:
        fresh = _undecided(change)
        if not may_decide_on_rules(user, row):
            raise PermissionDenied(_("%(user)s does not release in this dialogue.") % {"user": user})
        if fresh.requested_by_id == user.pk and not _keeps_accounts(user):
            raise PermissionDenied(_("This takes two people: you asked for it."))
        now = rules_of(row)
        if any(now[name] != before for name, (before, _after) in fresh.changes.items()):
            raise RuleViolation({"change": _("The rules are others by now: decline this, and ask anew.")})
        _decide(fresh, user, is_approved=True)
        _apply(fresh, row, user)
        return fresh


@tried_again
def decline_rule_change(*, user: User, change: DialogueRuleChange) -> DialogueRuleChange:
    """Decline a change of rules, also by the person who asked, who takes it back so.

    Raises PermissionDenied, RuleViolation.
    """
    with _writing(change.dialogue) as row:
        fresh = _undecided(change)
        if not (may_decide_on_rules(user, row) or may_ask_for_rules(user, row)):
            raise PermissionDenied(_("%(user)s does not release in this dialogue.") % {"user": user})
        _decide(fresh, user, is_approved=False)
        return fresh


def _keeps_accounts(user: User) -> bool:
    return access.keeps_accounts(user)


@contextmanager
def _writing(dialogue: Dialogue) -> Iterator[Dialogue]:
    """Open a transaction over a dialogue's rules, whose writers wait for each other; yields its fresh row."""
    with transaction.atomic(), write_api():
        triggers.prove(connection)
        rows = Dialogue.objects.select_for_update(of=("self",), no_key=True).select_related("own_party")
        yield rows.get(pk=dialogue.pk)


def _what_is_wrong(
    dialogue: Dialogue, changes: Mapping[str, Any], wanted: Codes, reason: str
) -> dict[str, str]:
    waits = DialogueRuleChange.objects.filter(dialogue=dialogue, decided_at=None).exists()
    own = wanted["own_party"]
    return {
        "reason": unfit_text(reason) if reason.strip() else _("Say why."),
        **{name: _unfit_marking(wanted, name) for name in MARKINGS},
        "own_party": "" if own is None or own in wanted["parties"] else _("It is none of the parties."),
        "": _("Another change was asked for already: decide on that first.")
        if waits
        else ""
        if changes
        else _("Nothing would change."),
    }


def _unfit_marking(wanted: Codes, name: str) -> str:
    """Explain why a marking cannot stand on each page; empty where it can."""
    words: str = wanted[name]
    if not words and any(wanted[other] for other in MARKINGS):
        return _("Give the marking in both languages, or in neither.")
    if len(words) > MARKING_CHARACTERS:
        return _("Use at most %(number)s characters.") % {"number": MARKING_CHARACTERS}
    return unfit_text(words)


def _undecided(change: DialogueRuleChange) -> DialogueRuleChange:
    fresh = DialogueRuleChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if fresh.decided_at is not None:
        raise RuleViolation({"change": _("This was decided already.")})
    return fresh


def _decide(change: DialogueRuleChange, user: User, *, is_approved: bool) -> None:
    change.decided_by, change.decided_at, change.is_approved = user, clock.now(), is_approved
    change.by_superuser = _keeps_accounts(user)
    change.save()


def _apply(change: DialogueRuleChange, dialogue: Dialogue, user: User) -> None:
    """Bring the rules to what was approved; the database lets them be loosened only between the two saves."""
    wanted = {name: after for name, (_before, after) in change.changes.items()}
    dialogue._history_user = user  # type: ignore[attr-defined]  # read by the change log
    dialogue._change_reason = change.reason  # type: ignore[attr-defined]
    if "releases_need_second_person" in wanted:
        dialogue.releases_need_second_person = wanted["releases_need_second_person"]
    if "own_party" in wanted:
        dialogue.own_party = Party.objects.filter(code=wanted["own_party"]).first()
    for name in wanted.keys() & MARKINGS:
        setattr(dialogue, name, wanted[name])
    with saved_as_one(dialogue):
        dialogue.save()
        if "parties" in wanted:
            dialogue.parties.set(Party.objects.filter(code__in=wanted["parties"]))
    change.is_applied = True
    change.save()
