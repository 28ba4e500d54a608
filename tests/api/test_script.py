"""The script of docs/api.md, run as it stands there: a server, a token, and no page."""

import re
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from ledger.models import Item
from ledger.personal import make_token
from ledger.vocabulary import Act, Role
from tests.makers import make_dialogue, make_editor, make_member, make_party, make_round, make_topic

DOCS = Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.mark.django_db(transaction=True)
def test_script_of_the_docs_opens_records_corrects_releases_and_fetches_the_report(
    live_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogue = make_dialogue(code="USMX")
    make_round(dialogue, number=7)
    make_topic(slug="torture-prevention")
    make_party("MEX")
    user = make_member(Role.RELEASER, dialogue=dialogue, user=make_editor(dialogue))
    secret = make_token(user=user, name="Script", dialogues=[dialogue], days=1, may_write=True)
    [script] = re.findall(r"```python\n(import uuid.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    for shown, here in (("https://ledger.example.org", live_server.url), ("dlt_…", secret)):
        assert script.count(shown) == 1
        script = script.replace(shown, here)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(script, names)  # what the docs tell people to run
    item = Item.objects.get()
    assert [(entry.act, entry.note) for entry in item.entries.order_by("sequence")] == [
        (Act.OPEN, ""),
        (Act.STATUS, "A course bega."),
        (Act.CORRECT, "A course began."),
        (Act.RELEASE, ""),
        (Act.RELEASE, ""),
    ]
    assert (tmp_path / "torture-prevention.pdf").read_bytes().startswith(b"%PDF")
    told = names["session"].get(f"{live_server.url}/api/v1/reports/topic.md", params=names["topic"]).text
    assert "Train judges." in told
    assert "A course began." in told
    assert "bega." not in told
