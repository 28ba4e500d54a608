"""Find where words that a person names stand in the text of a draft."""

import re
from functools import cache

from django.utils.translation import gettext as _

from ledger.models.statements import spans_of
from ledger.reading.languages import Wording, wordings


def nearest(text: str, quote: str, near: int) -> tuple[int, int]:
    """Return the span that a typed quote names (``spans_of``); of several places, the one that begins nearest
    to ``near``.

    Raises ValueError with the sentence that says why there is none.
    """
    spans = spans_of(text, quote)
    if not spans:
        raise ValueError(_("These words are not in the text."))
    return min(spans, key=lambda span: abs(span[0] - near))


def end_before(text: str, start: int, at: int, language: str) -> int:
    """Find where words from ``start`` end that another matter follows at ``at``: without what joins the two."""
    words = text[start:at].rstrip(_BETWEEN)
    found = _ending_join(wordings()[language]).search(words, max(0, len(words) - _LONGEST_JOIN))
    return start + len((words[: found.start()] if found else words).rstrip(_BETWEEN))


_BETWEEN = " \t\n\xa0,;"
_LONGEST_JOIN = 40
"""Characters that join two matters, at most, with the white space around them."""


@cache
def _ending_join(wording: Wording) -> re.Pattern[str]:
    return re.compile(rf"[\s,;]{wording.lists.conjunction.strip()}$")
