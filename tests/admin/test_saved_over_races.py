"""Two people who save one row in the same moment: one of them is told."""

import pytest

from ledger.models import AgendaPoint, Round, Topic
from tests.admin.test_saved_over import two_tabs
from tests.admin.test_writing import errors_of
from tests.makers import make_dialogue, make_topic
from tests.support.admin_forms import form_of
from tests.support.admin_pages import address
from tests.support.rows import make_everything
from tests.support.threads import at_once

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]


def test_of_two_who_save_in_the_same_moment_the_second_is_told() -> None:
    everything = make_everything(make_dialogue())
    first, second, _ana = two_tabs(everything)
    topic = make_topic(description_en="Old words.")
    page = address(Topic, "change", topic.pk)
    sent = [
        (client, form_of(client, page) | {"description_en": words})
        for client, words in ((first, "Ana's."), (second, "Mine."))
    ]
    answers = at_once([lambda client=client, form=form: client.post(page, form) for client, form in sent])  # type: ignore[misc]
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    [late] = [answer for answer in answers if answer.status_code == 200]
    assert "changed meanwhile" in errors_of(late)["description_en"][0]
    assert topic.history.count() == 2


def test_inline_and_own_page_of_a_row_wait_for_each_other() -> None:
    everything = make_everything(make_dialogue())
    first, second, _ana = two_tabs(everything)
    point = AgendaPoint.objects.get(round=everything.round)
    pages = [address(Round, "change", everything.round.pk), address(AgendaPoint, "change", point.pk)]
    sent = [
        (first, pages[0], form_of(first, pages[0]) | {"agenda-0-text": "Ana's"}),
        (second, pages[1], form_of(second, pages[1]) | {"text": "Mine"}),
    ]
    answers = at_once([lambda one=one: one[0].post(one[1], one[2]) for one in sent])  # type: ignore[misc]
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert point.history.count() == 2
