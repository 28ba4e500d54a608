"""A statement's whole text with its proposals marked: paragraphs of pieces, each of which knows where it begins."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ledger.reviewing import Proposed

_GAP = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")


@dataclass
class Piece:
    """Words of the text from ``start`` on (in characters); ``kind`` where a proposal covers them, else empty.

    ``ends``: the proposals that end here, as pairs of place in the list (from 1) and proposal.
    """

    start: int
    words: str
    kind: str = ""
    is_rejected: bool = False
    is_questioned: bool = False
    ends: list[tuple[int, Proposed]] = field(default_factory=list)


def marked(
    text: str, proposals: Sequence[Proposed], questions: Sequence[tuple[int, int]] = ()
) -> list[list[Piece]]:
    """The paragraphs of a text, cut wherever a proposal or a questioned span begins or ends.

    Paragraphs are parted by empty lines where the text has any, else by lines.
    """
    numbered = list(enumerate(proposals, 1))
    edges = {0, len(text), *(edge for one in proposals for edge in one.span)}
    edges |= {edge for span in questions for edge in span}
    inner = sorted(edge for edge in edges if 0 <= edge <= len(text))
    found, at = [], 0
    for begins, ends in _paragraphs(text):
        while at < len(inner) and inner[at] <= begins:
            at += 1
        cuts, to = [begins], at
        while to < len(inner) and inner[to] < ends:
            cuts.append(inner[to])
            to += 1
        cuts.append(ends)
        found.append([_piece(text, start, end, numbered, questions) for start, end in pairwise(cuts)])
    _note_ends([piece for paragraph in found for piece in paragraph], numbered)
    return found


def _note_ends(pieces: list[Piece], numbered: Sequence[tuple[int, Proposed]]) -> None:
    """Tell the last piece of each proposal that it ends there, though its span may reach into the gap behind it."""
    starts = [piece.start for piece in pieces]
    for at, one in numbered:
        last = bisect_left(starts, one.end) - 1
        if last >= 0:
            pieces[last].ends.append((at, one))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    gap = _GAP if _GAP.search(text.strip()) else _LINE
    found, begins = [], 0
    for parting in [*gap.finditer(text), None]:
        ends = parting.start() if parting else len(text)
        if text[begins:ends].strip():
            found.append((begins, ends))
        begins = parting.end() if parting else ends
    return found


def _piece(
    text: str,
    start: int,
    end: int,
    numbered: Sequence[tuple[int, Proposed]],
    questions: Sequence[tuple[int, int]],
) -> Piece:
    over = [one for _at, one in numbered if one.start <= start and end <= one.end]
    shown = min(over, key=lambda one: (one.is_rejected, one.end - one.start), default=None)
    return Piece(
        start=start,
        words=text[start:end],
        kind=shown.kind if shown else "",
        is_rejected=bool(shown and shown.is_rejected),
        is_questioned=any(begins <= start and end <= ends for begins, ends in questions),
    )


def paragraphs_of(
    text: str, proposals: Sequence[Proposed], questions: Sequence[tuple[int, int]] = ()
) -> list[SafeString]:
    """The marked text as paragraphs of HTML: each piece says where it begins, each proposal leads to its line."""
    return [
        format_html("<p>{}</p>", format_html_join("", "{}", ((_html(piece),) for piece in pieces)))
        for pieces in marked(text, proposals, questions)
    ]


def _html(piece: Piece) -> SafeString:
    tag = "mark" if piece.kind else "span"
    names = "warned" if piece.is_questioned else "refused" if piece.is_rejected else ""
    words = format_html(
        '<{tag} data-start="{start}"{kind}{names}>{words}</{tag}>',
        tag=tag,
        start=piece.start,
        kind=format_html(' data-kind="{}"', piece.kind) if piece.kind else "",
        names=format_html(' class="{}"', names) if names else "",
        words=piece.words,
    )
    return words + format_html_join(
        "",
        '<a id="t{}" href="#p{}"><sup><span class="hidden-text">{} </span>{}</sup></a>',
        ((one.key, one.key, _("proposal"), at) for at, one in piece.ends),
    )
