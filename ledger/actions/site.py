"""Ask the site for what the pages of acts need of it; the workspace and the admin each answer by a mixin."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

from django.utils.safestring import SafeString
from django.views.generic import FormView
from django.views.generic.base import ContextMixin, TemplateResponseMixin, View

from ledger.models import Dialogue, Item, Statement
from ledger.models.items import ItemQuerySet

if TYPE_CHECKING:
    AnyFormView = FormView[Any]
else:
    AnyFormView = FormView


class SiteView(TemplateResponseMixin, ContextMixin, View):
    """A page of an act, without its site: a site's mixin stands before it (``on_site``) and gives what is missing."""

    http_method_names = [  # Django's own name
        "get",
        "head",
        "post",
        "options",
    ]
    frame: ClassVar[str]
    """The template that the page's own template extends."""

    def visible_items(self, dialogues: Sequence[Dialogue]) -> ItemQuerySet:
        """Return the dialogues' items that the person may see, with their rounds' dialogues and passages."""
        raise NotImplementedError

    def get_item(self) -> Item:
        """Return the item that the address names. Raise Http404 or Item.DoesNotExist where the person sees none."""
        raise NotImplementedError

    def item_url(self, item: Item) -> str:
        """Return the address of an item's page."""
        raise NotImplementedError

    def list_url(self) -> str:
        """Return the address of the items' list, filtered as it was left."""
        raise NotImplementedError

    def act_url(self) -> str:
        """Return the address of this act."""
        raise NotImplementedError

    def batch_url(self, batch: UUID, *, undo: bool = False) -> str:
        """Return the address where a batch is shown, or undone."""
        raise NotImplementedError

    def shown_text(self, statement: Statement) -> SafeString:
        """Return a statement's text as the site shows it."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(**{"frame": self.frame} | kwargs)


V = TypeVar("V", bound=SiteView)


def on_site(view: type[V], site: type[SiteView]) -> type[V]:
    """Return the page with a site's mixin before it, as ``class Amend(WorkspaceActMixin, Amend)`` would; made once."""
    made: type[V] = _made(view, site)  # type: ignore[arg-type]  # classes are hashable
    return made


@cache
def _made(view: type, site: type) -> Any:
    return type(view.__name__, (site, view), {"__module__": site.__module__})
