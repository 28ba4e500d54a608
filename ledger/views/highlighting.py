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
    edited: int | None = None,
) -> list[SafeString]:
    """Return the marked text as paragraphs of HTML: each piece says where it begins, each proposal leads to its line.

    The words of the proposal whose key is ``edited`` stand out. What items cite already is marked without a kind, and
    leads to the item.
    """
    spans = [(proposal.start, proposal.end, (at, proposal)) for at, proposal in enumerate(proposals, 1)]
    asked = [*((start, end, QUESTIONED) for start, end in questions), *cited]
    return [
        format_html(
            "<p>{}</p>", format_html_join("", "{}", ((_html(stretch, edited),) for stretch in stretches))
        )
        for stretches in paragraphs.paragraphs_of(text, [*spans, *asked])
    ]


def _html(stretch: SpannedWords, edited: int | None) -> SafeString:
    over = [what[1] for what in stretch.over if isinstance(what, tuple)]
    is_cited = any(isinstance(what, Item) for what in stretch.over)
    shown = min(over, key=lambda proposal: proposal.is_rejected, default=None)
    words = format_html(
        '<{tag} data-start="{start}"{kind}{names}>{words}</{tag}>',
        tag="mark" if shown or is_cited else "span",
        start=stretch.start,
        kind=_kind(shown, over) if shown else "",
        names=format_html(' class="{}"', names) if (names := _names(stretch, shown, over, edited)) else "",
        words=stretch.words,
    )
    return words + _numbers(stretch) + _items(stretch)


def _kind(shown: Proposed, over: Sequence[Proposed]) -> SafeString:
    """Say of which kind words are, and of which proposals, by their keys."""
    keys = " ".join(str(proposal.key) for proposal in over)
    return format_html(' data-kind="{}" data-of="{}"', shown.kind, keys)


def _names(
    stretch: SpannedWords, shown: Proposed | None, over: Sequence[Proposed], edited: int | None
) -> str:
    """Name how words look: asked about, rejected, or of the proposal that is being edited."""
    looks = {
        "warned": QUESTIONED in stretch.over,
        "refused": shown is not None and shown.is_rejected and QUESTIONED not in stretch.over,
        "now": any(proposal.key == edited for proposal in over),
    }
    return " ".join(name for name, is_so in looks.items() if is_so)


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
