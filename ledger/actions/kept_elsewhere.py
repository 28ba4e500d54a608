"""Where else the content of a file is kept that is to be destroyed: it stays there, unless each is redacted too."""

from collections.abc import Callable, Collection

from django.db.models import Model

from ledger import access
from ledger.models import Evidence, Item, SourceFile, User
from ledger.recording import is_file_redacted


def kept_elsewhere(
    user: User, digests: Collection[str], but: Collection[Model], item_url: Callable[[Item], str]
) -> list[tuple[str, str]]:
    """Return what else holds the content of these SHA-256s, of what the person may see: its name and its page.

    ``but`` are the file, or the pieces of evidence, that are to go. Files of rounds and statements first, then items.
    """
    if not digests:
        return []
    files = access.visible_to(user, SourceFile.objects.filter(file_sha256__in=digests, redacted_at=None))
    evidence = Evidence.objects.filter(file_sha256__in=digests).select_related("entry__item").order_by("pk")
    pieces = [piece for piece in access.visible_to(user, evidence) if piece not in but]
    items = {piece.entry.item: None for piece in pieces if not is_file_redacted(piece)}
    return [
        *((str(file), file.get_absolute_url()) for file in files if file not in but),
        *((item.ref, item_url(item)) for item in items),
    ]
