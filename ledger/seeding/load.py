"""The seeds and fixtures as a whole: read, checked and written, all or nothing."""

from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db import transaction

from ledger.access import NOBODY
from ledger.models import Membership, User
from ledger.seeding import follow_up, readings, reference
from ledger.seeding.changes import SeedOutcome
from ledger.seeding.errors import FaultList
from ledger.seeding.follow_up import read_follow_up
from ledger.seeding.items import ItemRows, read_items
from ledger.seeding.readings import RoundRows, read_round
from ledger.seeding.reference import Reference
from ledger.seeding.source import TomlSource, read_source
from ledger.vocabulary import Role

AUTHOR = "seed"
"""The account in whose name seeds are written: it cannot log in."""

FOLDERS = ("fixtures", "seeds")
VOCABULARY = {"concepts"}
"""The tables of the reader's vocabulary, which is no row of the ledger: a ledger has the topics that it uses."""


def seed(folders: Iterable[Path] | None = None) -> SeedOutcome:
    """Load every TOML file of the folders (by default the project's own), in one transaction.

    Reference rows come first, then rounds by dialogue and number, then follow-up. What the ledger has is
    kept; where a file says something else, the outcome says so. Raises ``Faults`` when anything is wrong; then
    nothing is written.
    """
    files = _read_all(folders or [Path(settings.ROOT) / name for name in FOLDERS])
    outcome = SeedOutcome()
    faults = FaultList()
    with faults.noting(), transaction.atomic():
        _load(files, outcome)
    faults.raise_any()
    return outcome


def _load(files: dict[ModuleType, list[TomlSource]], outcome: SeedOutcome) -> None:
    known = Reference(outcome)
    known.load(files[reference])
    author = _author(known)
    items = ItemRows()
    _load_rounds(files[readings], known, items, author=author, outcome=outcome)
    for source in files[follow_up]:
        read_follow_up(source, items, known, author=author, outcome=outcome)


def _read_all(folders: Iterable[Path]) -> dict[ModuleType, list[TomlSource]]:
    """Return the files of the folders, by the module that loads them. Raises ``Faults``."""
    faults = FaultList()
    files: dict[ModuleType, list[TomlSource]] = {module: [] for module in (reference, readings, follow_up)}
    for path in (path for folder in folders for path in sorted(folder.rglob("*.toml"))):
        with faults.noting():
            source = read_source(path, name=_name(path))
            if source.data.keys() == VOCABULARY:
                continue
            module = _loader_of(source)
            source.top.only(*module.TABLES)
            files[module].append(source)
    faults.raise_any()
    return files


def _loader_of(source: TomlSource) -> ModuleType:
    """Return a file is about a round, or about what followed, or else holds reference rows."""
    if {"round", "items", "statements", "delegations"} & source.data.keys():
        return readings
    return follow_up if "facts" in source.data else reference


def _name(path: Path) -> str:
    """Describe how messages call a file: from the project's folder on, where it lies in it."""
    base = Path(settings.ROOT)
    return str(path.relative_to(base) if path.is_relative_to(base) else path)


def _author(known: Reference) -> User:
    """Return the seeding account with the roles that it needs.

    It gets roles when it is made, and in dialogues that this run makes; a role taken from it stays taken.
    """
    author: User
    author, is_new = User.objects.get_or_create(username=AUTHOR, defaults={"first_name": "Seeds"})
    if is_new or (author.password != NOBODY and not author.has_usable_password()):
        author.password = NOBODY
        author.save(update_fields=["password"])
    for dialogue in known.named_dialogues if is_new else known.new_dialogues:
        for role in (Role.EDITOR, Role.RELEASER):
            Membership.objects.create(user=author, dialogue=dialogue, role=role)
    return author


def _load_rounds(
    sources: Iterable[TomlSource], known: Reference, items: ItemRows, *, author: User, outcome: SeedOutcome
) -> None:
    """Load rounds in their order, so that an item can continue one of an earlier round; the first bad file stops it."""
    rows = RoundRows(outcome)
    for source in sorted(sources, key=_place_in_series):
        reading = read_round(source, rows, known, author=author)
        read_items(reading, items, author=author, outcome=outcome)


def _place_in_series(source: TomlSource) -> tuple[str, int]:
    facts = source.data.get("round")
    facts = facts if isinstance(facts, dict) else {}
    number = facts.get("number")
    return str(facts.get("dialogue", "")), number if isinstance(number, int) else 0
