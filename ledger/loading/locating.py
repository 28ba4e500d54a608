"""Which span of a text a quote names."""

from ledger.models.statements import starts_of


class QuoteNotLocated(ValueError):
    """The quote does not name one span of the text.

    ``times`` is how often it is there; ``lookalike`` the text's own words where they differ from the quote in
    nothing but quotation marks, dashes, spaces and capitals, the usual slips of copying.
    """

    def __init__(self, quote: str, times: int, lookalike: str = "") -> None:
        super().__init__(quote)
        self.quote, self.times, self.lookalike = quote, times, lookalike


def locate(text: str, quote: str, occurrence: int | None = None) -> tuple[int, int]:
    """The span ``[start, end)`` of a verbatim quote, in characters of the text.

    ``occurrence`` counts from 1 and is needed where the quote is there more than once.
    Raises ``QuoteNotLocated`` where it is not there, not so often, or more than once without an occurrence.
    """
    starts = starts_of(text, quote)
    if not starts:
        raise QuoteNotLocated(quote, 0, lookalike_of(text, quote))
    if occurrence is None and len(starts) > 1:
        raise QuoteNotLocated(quote, len(starts))
    if occurrence is not None and not 1 <= occurrence <= len(starts):
        raise QuoteNotLocated(quote, len(starts))
    start = starts[(occurrence or 1) - 1]
    return start, start + len(quote)


# Each stands for one character, so that places in the changed text are places in the text.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\n": " "})


def lookalike_of(text: str, quote: str) -> str:
    """The text's words that a reader would take for the quote; empty where there are none."""
    plain = "".join(
        letter if len(letter.lower()) > 1 else letter.lower() for letter in text.translate(_PLAIN)
    )
    start = plain.find(quote.translate(_PLAIN).lower()) if quote else -1
    return text[start : start + len(quote)] if start >= 0 else ""
