"""The fields of a note or a status as nobody has typed in them yet: drawn once, and kept as HTML.

Forty-eight fields took more time than all else on an item's page. What they depend on is the parties that may speak and
the language; the little that differs from page to page is put in where a mark stands.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.forms import Form
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.models import Party

MARKS: Mapping[str, object] = {"request_id": UUID(int=0), "seen": 2_147_480_000, "words": "(words typed)"}
"""What stands in a drawn form's fields until a page's own values are put in, by the field's name."""
KEPT_FORMS = 200
"""Of so many combinations of form, parties and language the fields are kept in a process; then it begins anew."""
_BREAK = "<!-- after the first group -->"

_drawn: dict[tuple[object, ...], str] = {}


class UntouchedForm(SimpleLazyObject):  # type: ignore[type-arg]  # a plain class when it runs
    """A form that a page shows and nobody has sent: made once something asks more of it than that."""

    is_bound: ClassVar[bool] = False
    errors: ClassVar[Mapping[str, object]] = {}
    evidence_errors: ClassVar[Sequence[str]] = ()
    sent_files: ClassVar[bool] = False


def drawn_fields(
    form_class: type[Form],
    parties: Iterable[Party],
    make: Callable[[dict[str, Any]], Form],
    values: Mapping[str, object],
    *,
    variant: object = None,
) -> list[SafeString]:
    """Draw a form's fields, or take those drawn before, with a page's ``values`` of the marked fields in them.

    ``make`` makes the form with the marks as its initial values; ``parties`` are those that it offers, and ``variant``
    tells forms apart that have other fields. Returns the HTML in two parts: up to the end of the first group of fields,
    and after it.
    """
    key = form_class, variant, translation.get_language(), *((party.pk, str(party)) for party in parties)
    html = _drawn.get(key)
    if html is None:
        html = _draw(make({name: MARKS[name] for name in values}))
        if len(_drawn) >= KEPT_FORMS:
            _drawn.clear()
        _drawn[key] = html
    for name, value in values.items():
        marked = format_html(' value="{}"', MARKS[name])
        html = html.replace(marked, format_html(' value="{}"', value) if value not in {"", None} else "", 1)
    return [SafeString(part) for part in html.split(_BREAK)]


def _draw(form: Form) -> str:
    context = {"form": form, "folds": True, "after_first": _Break()}
    return render_to_string("ledger/parts/form_fields.html", context)


class _Break:
    """Stands where a page puts a part of its own after the first group, in the place of a template to include."""

    def render(self, _context: object) -> SafeString:
        return SafeString(_BREAK)
