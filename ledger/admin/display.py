"""Show what is not a plain value on the admin's pages: a statement's words, a status, links to rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from ledger.models import (
    Agency,
    AgendaPoint,
    Delegate,
    Delegation,
    Event,
    Forum,
    Item,
    Party,
    Passage,
    RoundForum,
    Statement,
    TopicPhrase,
)
from ledger.presentation import wording
from ledger.presentation.item_words import NOTHING, words
from ledger.presentation.paragraphs import SpannedWords, paragraph_of, stretches
from ledger.templatetags.ledger import status


def address(row: Model) -> str:
    """Return the address of a row's page in the admin."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=(quote(row.pk),))


ON_SITE: dict[type[Model], tuple[str, str]] = {
    AgendaPoint: ("round", "#h-agenda"),
    Delegate: ("delegation.round", "#h-people"),
    Delegation: ("round", "#h-people"),
    Event: ("round", ""),
    Passage: ("statement", ""),
    RoundForum: ("round", ""),
    TopicPhrase: ("topic", ""),
}
"""Rows that are shown on the page of another in the workspace, with the path to that row, and the place there."""
LISTED_BY: dict[type[Model], str] = {Agency: "agency", Forum: "forum", Party: "party"}
"""Rows that the items' list is narrowed to, with the name of the filter."""


def row_on_site(row: Model) -> str | None:
    """Return where the workspace shows a row that has no page of its own; None where it shows it nowhere."""
    if name := LISTED_BY.get(type(row)):
        return f"{reverse('ledger:item-list')}?{urlencode({name: attrgetter('code')(row)})}"
    if type(row) not in ON_SITE:
        return None
    path, place = ON_SITE[type(row)]
    return f"{attrgetter(path)(row).get_absolute_url()}{place}"


def linked(rows: Iterable[Model]) -> SafeString:
    """Return rows as links to their pages, separated by commas; a dash for none."""
    links = format_html_join(", ", '<a href="{}">{}</a>', ((address(row), str(row)) for row in rows))
    return links or SafeString(NOTHING)


def person(model: type[Model], name: str) -> Any:
    """Return a field that names somebody, as a column of a page: by name alone, as accounts are for
    superusers to open.
    """

    @admin.display(description=model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    def shown(row: Model) -> str:
        return str(getattr(row, name) or NOTHING)

    shown.__name__ = f"shown_{name}"
    return shown


def in_paragraph(passage: Passage) -> SafeString:
    """Return a passage within its paragraph, set as the statement's own words, in its language."""
    return format_html(
        '<blockquote class="ledger-statement ledger-text ledger-paragraph" lang="{}">{}<mark>{}</mark>{}</blockquote>',
        passage.statement.language,
        *paragraph_of(passage),
    )


def words_of_statement(passage: Passage) -> SafeString:
    """Return a passage, set as the statement's own words, in its language."""
    return format_html(
        '<blockquote class="ledger-statement" lang="{}">{}</blockquote>',
        passage.statement.language,
        passage.quote,
    )


@dataclass(frozen=True)
class ItemLine:
    """An item in a list of links."""

    ref: str
    address: str
    kind: str
    status: SafeString
    words: str


def item_lines(items: Iterable[Item]) -> list[ItemLine]:
    """Return items as lines of a list; they come with their passages."""
    return [
        ItemLine(
            ref=item.ref,
            address=address(item),
            kind=wording.kind(item.kind, item.agreed_as),
            status=status(item.status, item.status_on, item.status_precision),
            words=words(item),
        )
        for item in items
    ]


def marked(statement: Statement) -> SafeString:
    """Return a statement's text with the cited passages marked, each leading to its page."""
    if not statement.text:
        return SafeString(NOTHING)
    spans = [(passage.start, passage.end, passage) for passage in statement.passages.all()]
    pieces = format_html_join("", "{}", ((_piece(stretch),) for stretch in stretches(statement.text, spans)))
    return format_html(
        '<div class="ledger-statement ledger-text" lang="{}">{}</div>', statement.language, pieces
    )


def _piece(words: SpannedWords) -> str:
    if not words.over:
        return words.words
    return format_html('<a href="{}"><mark>{}</mark></a>', address(words.over[0]), words.words)
