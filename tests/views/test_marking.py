"""The marked text: whatever is proposed, its words are the statement's, each once."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.reviewing import Proposed
from ledger.views.marking import marked, paragraphs_of

TEXT = "One <b> two.\nThree four.\n\nFive \U0001f600 six seven.\n"


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))))
def test_pieces_are_the_text_wherever_proposals_lie(spans: list[tuple[int, int]]) -> None:
    some = [
        Proposed(key=at, start=min(one), end=max(one)) for at, one in enumerate(spans, 1) if one[0] != one[1]
    ]
    pieces = [piece for paragraph in marked(TEXT, some) for piece in paragraph]
    assert all(TEXT[piece.start :].startswith(piece.words) for piece in pieces)
    assert "".join(piece.words for piece in pieces) == TEXT.replace("\n\n", "").removesuffix("\n") + "\n"
    covered = {at for one in some for at in range(*one.span)}
    for piece in pieces:
        inside = set(range(piece.start, piece.start + len(piece.words)))
        assert bool(piece.kind) == (bool(inside) and inside <= covered)
    words = [one for one in some if TEXT[one.start : one.end].strip()]
    assert {one.key for one in words} <= {one.key for piece in pieces for _at, one in piece.ends}


def test_text_is_escaped_and_each_proposal_leads_to_its_line() -> None:
    html = "".join(paragraphs_of(TEXT, [Proposed(key=7, start=4, end=7, kind="asked")]))
    assert '<mark data-start="4" data-kind="asked">&lt;b&gt;</mark><a id="t7" href="#p7">' in html
    assert html.count("<p>") == 2
