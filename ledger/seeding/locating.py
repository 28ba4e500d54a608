"""Find which span of a text a quote names."""

from ledger.models.statements import spans_of


class QuoteNotLocated(ValueError):
    """The quote does not name one span of the text.

    ``times`` is how often it is there.
    """

    def __init__(self, quote: str, times: int) -> None:
        super().__init__(quote)
        self.quote, self.times = quote, times


def locate(text: str, quote: str, occurrence: int | None = None) -> tuple[int, int]:
    """Find the span ``[start, end)`` that a quote names, in characters of the text (``spans_of``).

    ``occurrence`` counts from 1 and is needed where the quote is there more than once.
    Raises ``QuoteNotLocated`` where it is not there, not so often, or more than once without an occurrence.
    """
    spans = spans_of(text, quote) if quote.strip() else []
    if not spans:
        raise QuoteNotLocated(quote, 0)
    if occurrence is None and len(spans) > 1:
        raise QuoteNotLocated(quote, len(spans))
    if occurrence is not None and not 1 <= occurrence <= len(spans):
        raise QuoteNotLocated(quote, len(spans))
    return spans[(occurrence or 1) - 1]
