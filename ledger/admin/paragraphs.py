"""A passage as it stands in its statement: within its paragraph, marked."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import Passage
from ledger.showing.paragraphs import paragraph_of


def in_paragraph(passage: Passage) -> SafeString:
    """A passage within its paragraph, set as the statement's own words, in its language."""
    return format_html(
        '<blockquote class="ledger-statement ledger-text ledger-paragraph" lang="{}">{}<mark>{}</mark>{}</blockquote>',
        passage.statement.language,
        *paragraph_of(passage),
    )
