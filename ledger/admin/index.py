"""The front page of the admin, by what an office edits: each model in a sentence, with its page of the workspace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.accounts.rights import rights_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class IndexLine:
    """A model on the front page: its name, and what its rows are, which is true for everybody who sees them.

    ``edits`` says when its rows are edited here, to people who may; ``page`` and ``page_label`` are the page of the
    workspace that shows them.
    """

    model: str
    says: "StrOrPromise"
    edits: "StrOrPromise" = ""
    page: str = ""
    page_label: "StrOrPromise" = ""


GROUPS: tuple[tuple["StrOrPromise", Sequence[IndexLine]], ...] = (
    (
        _("Dialogues and rounds"),
        (
            IndexLine(
                "Dialogue",
                _("A series of meetings between parties, with its code, languages and rules."),
                _("Correct its names and parties here."),
                "ledger:round-list",
                _("Rounds"),
            ),
            IndexLine(
                "Round",
                _("A meeting, held or planned: its days, where it met, and how we know."),
                _("Correct what is recorded of it here."),
                "ledger:round-list",
                _("Rounds"),
            ),
            IndexLine(
                "Statement",
                _("The text in which a round ended, kept as it was issued, in each language."),
                _("Correct what is said about a text here; it is read for items in the workspace."),
                "ledger:round-list",
                _("Rounds"),
            ),
            IndexLine(
                "SourceFile",
                _("A file of a round or a statement: the signed text, an annex, minutes."),
                _("Correct its kind, title or language while it is internal."),
                "ledger:round-list",
                _("Rounds"),
            ),
            IndexLine("Passage", _("The words of a statement that items cite.")),
            IndexLine(
                "Delegation",
                _("Which party came to which round."),
                _("Enter who came to a round whose statement does not say."),
            ),
            IndexLine(
                "Delegate",
                _("A person who came, with office and agency, as written."),
                _("Correct a name, an office or an agency here."),
            ),
            IndexLine(
                "Event",
                _("A meeting elsewhere that a statement names."),
                _("Enter or correct it here."),
            ),
        ),
    ),
    (
        _("Items and entries"),
        (
            IndexLine(
                "Item",
                _("What was discussed, acknowledged, agreed, promised or asked, each under its reference."),
                "",
                "ledger:item-list",
                _("Items"),
            ),
            IndexLine(
                "Entry",
                _("A line of the ledger about an item: never changed, never deleted."),
                "",
                "ledger:activity",
                _("Activity"),
            ),
            IndexLine("Evidence", _("The documents, links and files on which entries rest.")),
            IndexLine("Position", _("Where each item stands today, by each voice, as its entries say.")),
        ),
    ),
    (
        _("Topics, parties and agencies"),
        (
            IndexLine(
                "Topic",
                _("A subject that lasts across rounds, with the phrases by which statements name it."),
                _("Name subjects, put them under others and merge them here."),
                "ledger:topic-list",
                _("Topics"),
            ),
            IndexLine(
                "TopicText",
                _("The words of our office about a topic, each version."),
                "",
                "ledger:topic-list",
                _("Topics"),
            ),
            IndexLine("Party", _("A government or a bloc."), _("Correct its names here.")),
            IndexLine(
                "Agency",
                _("A ministry or department of a party, with its acronym."),
                _("Enter or correct it here."),
            ),
            IndexLine("Forum", _("A multilateral body that items name."), _("Enter or correct it here.")),
        ),
    ),
    (
        _("Accounts and roles"),
        (
            IndexLine(
                "User",
                _("A person who signs in, and how."),
                _("Invite somebody, or close an account."),
            ),
            IndexLine(
                "Membership",
                _("Which role a person holds in which dialogue, and until when."),
                _("Give a role, or end it."),
            ),
        ),
    ),
    (
        _("Decided by two people"),
        (
            IndexLine(
                "RedactionRequest", _("Words that somebody asks to destroy, until a second person decides.")
            ),
        ),
    ),
    (
        _("Kept beside the ledger"),
        (
            IndexLine(
                "IssuedReport",
                _("A report that was issued to others, with its file and its digest."),
                "",
                "ledger:report-list",
                _("Reports"),
            ),
            IndexLine("ReviewDraft", _("A statement under review, with the items proposed.")),
            IndexLine("Handover", _("Work that one officer gave to another.")),
            IndexLine(
                "SavedView",
                _("A list of items kept under a name."),
                "",
                "ledger:saved-view-list",
                _("Saved views"),
            ),
        ),
    ),
    (
        _("Proof"),
        (
            IndexLine(
                "Seal",
                _("A digest of the whole ledger at a moment, by which a later change would be found."),
            ),
        ),
    ),
)
"""The groups in order, each with its models in order. A model in none of them stays in its app's own group."""

Apps = list[dict[str, Any]]


def grouped(plain: Callable[..., Apps], request: HttpRequest, app_label: str | None = None) -> Apps:
    """Return what the site lists for a person, in our groups; the page of a single app keeps Django's one group."""
    apps = plain(request, app_label)
    if app_label is not None:
        return apps
    ours = next((app for app in apps if app["app_label"] == "ledger"), None)
    if ours is None:
        return apps
    in_workspace = bool(rights_of(request).dialogues)
    groups = [*_in_groups(ours, in_workspace=in_workspace), *(app for app in apps if app is not ours)]
    return [group for group in groups if group["models"]]


def _in_groups(ours: dict[str, Any], *, in_workspace: bool) -> Apps:
    """Divide our app's models by ``GROUPS``; those that stand in none come last."""
    by_name = {model["object_name"]: model for model in ours["models"]}
    groups = []
    for label, lines in GROUPS:
        told = [
            _told(by_name.pop(line.model), line, in_workspace=in_workspace)
            for line in lines
            if line.model in by_name
        ]
        groups.append({**ours, "name": label, "models": told})
    return [*groups, {**ours, "models": list(by_name.values())}]


def _told(model: dict[str, Any], line: IndexLine, *, in_workspace: bool) -> dict[str, Any]:
    """Return a model with its sentences: how it is edited for people who may, the workspace for people with a role."""
    page = reverse(line.page) if line.page and in_workspace else ""
    edits = line.edits if model["perms"]["change"] else ""
    return model | {"says": line.says, "edits": edits, "page": page, "page_label": line.page_label}
