"""The marked text: whatever is proposed, its words are the statement's, each once."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from ledger.intake import Proposed
from ledger.views.highlighting import paragraphs_of

TEXT = "One <b> two.\nThree four.\n\nFive \U0001f600 six seven.\n"
PIECE = re.compile(r'<(mark|span) data-start="(\d+)"[^>]*>(.*?)</\1>', re.DOTALL)


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))))
def test_pieces_are_the_text_wherever_proposals_lie(spans: list[tuple[int, int]]) -> None:
    some = [
        Proposed(key=at, start=min(one), end=max(one)) for at, one in enumerate(spans, 1) if one[0] != one[1]
    ]
    html = "".join(paragraphs_of(TEXT, some))
    pieces = [(tag, int(start), unescape(words)) for tag, start, words in PIECE.findall(html)]
    assert all(TEXT[start:].startswith(words) for _tag, start, words in pieces)
    assert "".join(words for _tag, _start, words in pieces) == TEXT.replace("\n\n", "")
    covered = {at for one in some for at in range(*one.span)}
    for tag, start, words in pieces:
        inside = set(range(start, start + len(words)))
        assert (tag == "mark") == (bool(inside) and inside <= covered)
    named = {one.key for one in some if TEXT[one.start : one.end].strip()}
    assert named <= {int(key) for key in re.findall(r'<a id="t(\d+)"', html)}


def test_text_is_escaped_and_each_proposal_leads_to_its_line() -> None:
    html = "".join(paragraphs_of(TEXT, [Proposed(key=7, start=4, end=7, kind="asked")]))
    assert '<mark data-start="4" data-kind="asked" data-of="7">&lt;b&gt;</mark><a id="t7" href="#p7">' in html
    assert html.count("<p>") == 2


def test_what_is_asked_about_is_shown_before_a_rejected_proposal_and_an_accepted_one_before_that() -> None:
    some = [
        Proposed(key=1, start=0, end=12, kind="asked"),
        Proposed(key=2, start=4, end=7, kind="agreed", decision="rejected"),
        Proposed(key=3, start=13, end=18, kind="agreed", decision="rejected"),
    ]
    html = "".join(paragraphs_of(TEXT, some, [(8, 11)]))
    assert '<mark data-start="4" data-kind="asked" data-of="2 1">' in html
    assert '<mark data-start="8" data-kind="asked" data-of="1" class="warned">two</mark>' in html
    assert '<mark data-start="13" data-kind="agreed" data-of="3" class="refused">Three</mark>' in html
