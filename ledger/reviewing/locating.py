"""Where words that a person names stand in the text of a draft."""

import re

from django.utils.translation import gettext as _

from ledger.reading.languages import wordings


def nearest(text: str, quote: str, near: int) -> tuple[int, int]:
    """The span of a verbatim quote; of several places, the one that begins nearest to ``near``.

    Raises ValueError with the sentence that says why there is none.
    """
    wanted = quote if quote in text else quote.strip()
    before = text.rfind(wanted, 0, near + len(wanted)) if wanted else -1
    after = text.find(wanted, near) if wanted else -1
    places = [place for place in (before, after) if place >= 0]
    if not places:
        raise ValueError(_("These words are not in the text, letter for letter."))
    start = min(places, key=lambda place: abs(place - near))
    return start, start + len(wanted)


def end_before(text: str, start: int, at: int, language: str) -> int:
    """Where words from ``start`` end that another matter follows at ``at``: without what joins the two."""
    words = text[start:at].rstrip(_BETWEEN)
    joins = wordings()[language].conjunction.strip()
    return start + len(re.sub(rf"[\s,;]+{joins}$", "", words).rstrip(_BETWEEN))


_BETWEEN = " \t\n\xa0,;"
