"""A statement's whole text with its proposals marked, as HTML in which each piece knows where it begins."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ledger.intake import Proposed
from ledger.models import Item
from ledger.presentation import paragraphs
from ledger.presentation.paragraphs import SpannedWords

QUESTIONED = None
"""Lies over words that the reader asks about; a proposal comes with its place in the list, from 1."""


def paragraphs_of(
    text: str,
    proposals: Sequence[Proposed],
    questions: Iterable[tuple[int, int]] = (),
    cited: Iterable[tuple[int, int, Item]] = (),
) -> list[SafeString]:
    """Return the marked text as paragraphs of HTML: each piece says where it begins, each proposal leads to its line.

    What items cite already is marked without a kind, and leads to the item.
    """
    spans = [(proposal.start, proposal.end, (at, proposal)) for at, proposal in enumerate(proposals, 1)]
    asked = [*((start, end, QUESTIONED) for start, end in questions), *cited]
    return [
        format_html("<p>{}</p>", format_html_join("", "{}", ((_html(stretch),) for stretch in stretches)))
        for stretches in paragraphs.paragraphs_of(text, [*spans, *asked])
    ]


def _html(stretch: SpannedWords) -> SafeString:
    over = [what[1] for what in stretch.over if isinstance(what, tuple)]
    is_cited = any(isinstance(what, Item) for what in stretch.over)
    shown = min(over, key=lambda proposal: proposal.is_rejected, default=None)
    is_refused = bool(shown and shown.is_rejected)
    names = "warned" if QUESTIONED in stretch.over else "refused" if is_refused else ""
    words = format_html(
        '<{tag} data-start="{start}"{kind}{names}>{words}</{tag}>',
        tag="mark" if shown or is_cited else "span",
        start=stretch.start,
        kind=format_html(' data-kind="{}"', shown.kind) if shown else "",
        names=format_html(' class="{}"', names) if names else "",
        words=stretch.words,
    )
    return words + _numbers(stretch) + _items(stretch)


def _numbers(stretch: SpannedWords) -> SafeString:
    """Return the numbers of the proposals that end here, each leading to its line."""
    ended = sorted(
        (what for what in stretch.ends if isinstance(what, tuple)), key=lambda numbered: numbered[0]
    )
    return format_html_join(
        "",
        '<a id="t{}" href="#p{}"><sup><span class="hidden-text">{} </span>{}</sup></a>',
        ((proposal.key, proposal.key, _("proposal"), at) for at, proposal in ended),
    )


def _items(stretch: SpannedWords) -> SafeString:
    """Return the references of the items whose words end here, each leading to its page."""
    items = [what for what in stretch.ends if isinstance(what, Item)]
    return format_html_join(
        "", '<a href="{}"><sup>{}</sup></a>', ((item.get_absolute_url(), item.ref) for item in items)
    )
