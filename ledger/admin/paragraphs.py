"""A passage as it stands in its statement: within its paragraph, marked."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import Passage


def paragraph_of(passage: Passage) -> tuple[str, str, str]:
    """The words before the passage in its paragraph, the passage, and the words after it.

    A paragraph ends with its line, as statements are kept; a passage over several lines has the rest of its first and
    of its last one.
    """
    text = passage.statement.text
    begins = text.rfind("\n", 0, passage.start) + 1
    ends = text.find("\n", passage.end)
    before, after = text[begins : passage.start], text[passage.end : ends if ends >= 0 else len(text)]
    return before, text[passage.start : passage.end], after


def in_paragraph(passage: Passage) -> SafeString:
    """A passage within its paragraph, set as the statement's own words, in its language."""
    return format_html(
        '<blockquote class="ledger-statement ledger-text ledger-paragraph" lang="{}">{}<mark>{}</mark>{}</blockquote>',
        passage.statement.language,
        *paragraph_of(passage),
    )
