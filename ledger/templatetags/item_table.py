"""The rows of the items' list, put together in Python: Django's templates take several times as long for fifty rows."""

import datetime
from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ledger.presentation import item_words, wording
from ledger.presentation.listed_items import ListedItem, ListedRow, Reported
from ledger.templatetags.ledger import badge
from ledger.vocabulary import Precision, Status, is_commitment

register = template.Library()

WORDS_LENGTH = 160


@register.simple_tag
def item_rows(rows: Iterable[ListedRow], *, ticks: bool) -> SafeString:
    """Return the rows of the table, each with a box to tick where ``ticks``."""
    drawn = _RowMarkup(ticks=ticks)
    return SafeString("".join([drawn.row(row) for row in rows]))


class _RowMarkup:
    """Rows as HTML in the language of the page. All that comes from the database is escaped here."""

    def __init__(self, *, ticks: bool) -> None:
        self.ticks = ticks
        self.base = reverse("ledger:item-list")
        self.language = translation.get_language() or ""
        self.office, self.reported = escape(_("Our office:")), escape(_("Reported:"))
        self.newest, self.review = escape(_("Newest:")), escape(_("Review:"))
        self.officer, self.followed = escape(_("Officer:")), escape(_("Followed:"))
        self.yes = escape(_("yes"))
        self.differs = f'<span class="differs">{escape(_("differs"))}</span>'

    def row(self, row: ListedRow) -> str:
        item, ref = row.item, escape(row.item.ref)
        review = _date(item.review_on)
        if row.is_late:
            review = f'<span class="late">{review}</span>'
        return (
            f'<tr role="row">{self._tick(item.pk, ref)}'
            f'<td role="cell"><a class="ref" href="{self.base}{ref}/">{ref}</a></td>'
            f"{_kind(item)}{self._words(item)}"
            f"{_cell(self.office, self._ours(item), 'wide')}"
            f"{_cell(self.reported, _reported(row), 'wide')}"
            f"{_cell(self.newest, _date(item.newest_on), 'date')}"
            f"{_cell(self.review, review, 'date')}"
            f"{_cell(self.officer, escape(item.officer))}"
            f"{_cell(self.followed, self.yes if item.is_followed else '')}</tr>\n"
        )

    def _tick(self, key: int, ref: str) -> str:
        if not self.ticks:
            return ""
        return f'<td role="cell"><input type="checkbox" name="item" value="{key}" aria-label="{ref}"></td>'

    def _words(self, item: ListedItem) -> str:
        """Return our summary, else the statement's own words, in its typeface; a language other than the
        page's is named.
        """
        words, language = item_words.summary(item)
        quoted = ""
        if not words and item.quote is not None:
            words, language, quoted = item.quote, item.quote_language or "", ' class="quoted"'
        other = "" if language == self.language else f' lang="{escape(language)}"'
        shown = escape(item_words.shortened(words, WORDS_LENGTH))
        if quoted or other:
            shown = f"<span{quoted}{other}>{shown}</span>"
        return f'<th role="rowheader" scope="row" class="wide">{shown}</th>'

    def _ours(self, item: ListedItem) -> str:
        shown = _status(item.status, item.status_on, item.status_precision)
        return f"{shown} {self.differs}" if item.is_differing else shown


def _cell(label: str, shown: str, css: str = "") -> str:
    """Return a cell that says what it holds where the table folds; an empty one says nothing."""
    named = f' class="{css}"' if css else ""
    labelled = f' data-label="{label}"' if shown else ""
    return f'<td role="cell"{named}{labelled}>{shown}</td>'


def _kind(item: ListedItem) -> str:
    binding = " binding" if is_commitment(item.kind, item.agreed_as) else ""
    words = escape(wording.kind(item.kind, item.agreed_as))
    return f'<td role="cell"><span class="kind{binding}">{words}</span></td>'


def _reported(row: ListedRow) -> str:
    return " ".join(
        f'<span class="together">{_speaker(told)} {_status(told.status, told.since, told.precision)}</span>'
        for told in row.reported
    )


def _speaker(told: Reported) -> str:
    code = escape(wording.attributed(told.code, told.is_attributable))
    return f'<abbr title="{escape(told.name)}">{code}</abbr>' if told.name else code


def _status(status: Status, since: datetime.date | None, precision: Precision | None) -> str:
    """Return a status with its date; unassessed alone has none."""
    if since is None:
        return badge(status)
    return f'{badge(status)} <span class="quiet">{_date(since, precision)}</span>'


def _date(value: datetime.date | None, precision: Precision | None = None) -> str:
    return escape(wording.day(value, precision or Precision.DAY).label) if value else ""
