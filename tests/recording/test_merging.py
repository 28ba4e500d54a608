"""Merging topics and taking it back."""

import pytest
from django.core.exceptions import PermissionDenied

from ledger.models import Item, Topic
from ledger.models.topic_tree import TopicTree
from ledger.recording import RuleViolation, merge_topic, unmerge_topic
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def on_topic(topic):
    return Item.objects.on_topics(TopicTree().same_as([topic]))


def test_merge_topic_finds_the_items_of_both_and_says_who_and_why():
    torture, ill_treatment = make_topic("torture"), make_topic("ill-treatment")
    editor = make_editor(make_dialogue())
    items = {make_item(topics=[torture]), make_item(topics=[ill_treatment])}
    merge_topic(user=editor, topic=ill_treatment, into=torture, reason="The same subject")
    assert set(on_topic(torture)) == items
    change = Topic.objects.get(pk=ill_treatment.pk).history.first()
    assert (change.history_user, change.history_change_reason) == (editor, "The same subject")


def test_unmerge_topic_separates_them_again():
    torture, ill_treatment = make_topic("torture"), make_topic("ill-treatment")
    editor = make_editor(make_dialogue())
    item = make_item(topics=[torture])
    make_item(topics=[ill_treatment])
    merge_topic(user=editor, topic=ill_treatment, into=torture, reason="The same subject")
    unmerge_topic(user=editor, topic=ill_treatment, reason="Not the same after all")
    assert list(on_topic(torture)) == [item]


def test_merge_topic_in_a_circle_is_refused():
    first, second = make_topic(), make_topic()
    editor = make_editor(make_dialogue())
    merge_topic(user=editor, topic=first, into=second, reason="Same")
    with pytest.raises(RuleViolation) as broken:
        merge_topic(user=editor, topic=second, into=first, reason="Same")
    assert list(broken.value.fields) == ["into"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_merge_topic_by_anybody_but_an_editor_is_refused(role):
    user = make_member(role, dialogue=make_dialogue())
    topic, into = make_topic(), make_topic()
    with pytest.raises(PermissionDenied):
        merge_topic(user=user, topic=topic, into=into, reason="Same")
    topic.refresh_from_db()
    assert topic.merged_into is None
