"""Filters for what people typed without saying in which language; they ask the database nothing."""

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.presentation.languages import language_of
from ledger.templatetags.ledger import in_other_language

register = template.Library()


@register.filter
def as_typed(words: str) -> str | SafeString:
    """Return what somebody typed, its lines kept, with its language where that is plainly not the page's."""
    lines, code = linebreaksbr(words), language_of(words)
    return in_other_language(lines, code) if code and code != translation.get_language() else lines


@register.filter
def as_named(name: str) -> str | SafeString:
    """Return a name, marked for those who have it read to them where it is in another language than the page."""
    code = language_of(name)
    is_other = bool(code) and code != translation.get_language()
    return format_html('<span lang="{}">{}</span>', code, name) if is_other else name
