"""One's own memberships: which role one holds in which dialogue."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.fields import CodeField, WordCodeField
from ledger.api.pages import RowListView
from ledger.models import Membership
from ledger.vocabulary import Role


class MembershipSerializer(serializers.Serializer[Any]):
    """A role in a dialogue."""

    dialogue = CodeField("code")
    role = WordCodeField(Role)


class MembershipListApi(RowListView):
    """The roles that one holds now."""

    serializer_class = MembershipSerializer
    keys = ("dialogue__code", "role")

    def get_queryset(self) -> QuerySet[Membership]:
        held = Membership.objects.filter(user=self.user, ended_on=None)
        return self.rows(held.select_related("dialogue"))
