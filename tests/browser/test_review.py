"""A statement in a real browser, from paste to report: with keys and a mouse, and once without any script."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import expect

from ledger.intake import proposals, proposals_of
from ledger.models import Dialogue, Item, ReviewDraft, User
from ledger.seeding.load import seed
from tests.browser.looking import OPEN, breaches, faults, is_wide
from tests.makers import make_dialogue, make_editor
from tests.support.drafts import FREE, TEXT, make_draft, make_topics
from tests.support.word_files import inserted, make_docx, p, r

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(settings.ROOT)
SEED = (ROOT / "seeds" / "statements" / "usmx-07-en.txt").read_text(encoding="utf-8")
UN = "United Nations Human Rights Council, the UN General Assembly"

# Select words as a mouse would, from one piece of the text to another.
SELECT = """words => {
  const pieces = [...document.querySelectorAll("#text [data-start]")].map(one => one.firstChild);
  const piece = pieces.find(one => one.data.includes(words));
  const from = piece.data.indexOf(words);
  document.getSelection().setBaseAndExtent(piece, from, piece, from + words.length);
}"""


@pytest.fixture
def editor(tmp_path: Path) -> User:
    """An editor of the seed's dialogue, with the reference rows and the round before; the 7th is yet to come."""
    for name in ("parties", "agencies", "forums", "topics", "dialogues"):
        shutil.copy(ROOT / "fixtures" / f"{name}.toml", tmp_path)
    shutil.copy(ROOT / "seeds" / "rounds" / "usmx-06.toml", tmp_path)
    seed([tmp_path])
    return make_editor(Dialogue.objects.get(code="USMX"))


def test_seed_goes_from_paste_to_report(browse: Callable[..., Any], editor: User) -> None:
    page = browse(editor, "/statements/new/")
    page.get_by_label("Text of the statement").fill(SEED)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review: statement of round 7")
    asked = page.locator("#round > p").inner_text()
    assert asked == "Not in the text, so please say: first day, host"
    page.get_by_label("First day", exact=True).fill("2015-10-21")
    page.get_by_label("Basis of the dates").select_option("inferred")
    page.get_by_label("Evidence for the dates", exact=True).fill("A press report of 21 October.")
    page.get_by_label("Host").select_option("USA")
    page.get_by_role("button", name="Save the facts").click()
    page.get_by_text("The facts are saved.").wait_for()

    decide_by_keys(page)
    add_by_selecting(page)
    page.get_by_role("button", name="Write to the ledger").click()
    page.get_by_text("The statement is in the ledger, with its items.").wait_for()
    check_ledger()
    page.goto("/reports/round/preview?round=USMX-7&language=en")
    assert "Mexico’s recent agreement with the Group of Experts" in page.content()


def decide_by_keys(page: Any) -> None:
    """Give the general pledge its topic, decide on the next four by keys, and reject the rest with one button."""
    first, *others = [one["key"] for one in ReviewDraft.objects.get().proposals][:5]
    page.locator(f"#p{first}").get_by_role("link", name="Edit").click()
    page.get_by_label("First topic").select_option("general-developments")
    with page.expect_navigation():
        page.get_by_role("button", name="Accept as edited").click()
    for key in others:
        page.wait_for_function(
            "key => document.activeElement.closest('[data-row]')?.id === `p${key}`", arg=key
        )
        is_left_out = "database" in page.locator(f"#p{key} blockquote").inner_text()
        with page.expect_navigation():
            page.keyboard.press("x" if is_left_out else "a")
    with page.expect_navigation():
        page.get_by_role("button", name="Reject what is left").click()


def add_by_selecting(page: Any) -> None:
    """Add the UN's bodies, which the reader leaves to the list of forums."""
    page.evaluate(SELECT, UN)
    page.wait_for_function("words => document.querySelector('#add textarea').value === words", arg=UN)
    page.get_by_role("button", name="Add a proposal").click()
    expect(page.locator("#edit-start")).to_have_value(str(SEED.index(UN)))
    page.get_by_label("First topic").select_option("un-bodies")
    page.get_by_role("button", name="Accept as edited").click()


def check_ledger() -> None:
    items = list(Item.objects.filter(round__number=7).order_by("number").select_related("passage"))
    words = [item.passage.quote for item in items]
    assert [one.split()[0] for one in words] == ["stalwart", "Mexico’s", "actions", "human", "United"]
    assert words[-1] == UN
    assert sorted(link.forum.code for link in items[-1].forum_links.all()) == ["UNGA", "UNHRC"]
    round = items[0].round
    assert (round.host_party.code, round.dates_evidence) == ("USA", "A press report of 21 October.")
    assert [len(one.delegates.all()) for one in round.delegations.order_by("party__code")] == [5, 6]
    assert items[2].continues.ref == "USMX-6-03"


def test_works_without_scripts(browse: Callable[..., Any]) -> None:
    make_topics()
    dialogue = make_dialogue("USMX")
    editor = make_editor(dialogue)
    draft = make_draft(editor, dialogue)
    page = browse(editor, f"/statements/review/{draft.uuid}/", java_script_enabled=False)
    page.get_by_role("button", name="Accept 1").click()
    page.locator("#p2").get_by_role("link", name="Edit").click()
    page.get_by_label("Words of the statement").first.fill("expression")
    page.get_by_role("button", name="Accept as edited").click()
    page.locator("#add").get_by_label("Words of the statement").fill("Mexico City")
    page.get_by_role("button", name="Add a proposal").click()
    page.get_by_role("button", name="Accept as edited").click()
    assert page.get_by_role("alert").inner_text().count("Give at least one topic.") == 1
    page.get_by_label("First topic").select_option("torture")
    page.get_by_role("button", name="Accept as edited").click()
    page.get_by_role("button", name="Reject what is left").click()
    page.get_by_role("button", name="Write to the ledger").click()
    page.get_by_text("The statement is in the ledger, with its items.").wait_for()
    words = [item.passage.quote for item in Item.objects.order_by("passage__start")]
    assert words == ["Mexico City", "actions to prevent torture", "expression"]


LONG = (
    TEXT
    + "\n\n"
    + "\n\n".join(
        f"Mexico agreed to publish report {number} on the register of missing persons."
        for number in range(1, 31)
    )
)
"""So long a text that its end is out of view."""
IN_VIEW = """selector => {
  const [one, pane] = [document.querySelector(selector), document.querySelector(".beside")].map(
    part => part.getBoundingClientRect());
  return one.top >= pane.top && one.bottom <= pane.bottom;
}"""


def test_text_follows_the_proposal_and_says_beside_it_what_it_lacks(browse: Callable[..., Any]) -> None:
    make_topics()
    dialogue = make_dialogue("USMX")
    editor = make_editor(dialogue)
    draft = make_draft(editor, dialogue, text=LONG)
    some = proposals.edited(proposals_of(draft), 30, topics=())
    ReviewDraft.objects.update(proposals=proposals.as_json(some))
    page = browse(
        editor, f"/statements/review/{draft.uuid}/?edit=30", viewport={"width": 1280, "height": 720}
    )
    page.wait_for_function(IN_VIEW, arg="mark.now")
    assert (
        page.locator("mark.now").inner_text()
        == "Mexico agreed to publish report 26 on the register of missing persons"
    )
    page.goto(f"{page.url.partition('?')[0]}#p2")
    page.locator("#p2").get_by_role("button", name="Accept").focus()
    page.wait_for_function(IN_VIEW, arg="[data-of='2'].now")
    # Accepted without its topic: the page comes back at the field that says so.
    page.locator("#p30").get_by_role("button", name="Accept 30").click()
    expect(page.locator("#edit-first_topic")).to_be_in_viewport()
    expect(page.locator("#p30").get_by_role("alert")).to_be_in_viewport()
    page.get_by_role("button", name="Leave it as it was").click()
    # Typed beside it, Enter accepts this one and no other.
    page.locator("#p30").get_by_label("Topic").fill("missing")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert [row.key for row in proposals_of(ReviewDraft.objects.get()) if row.is_accepted] == [30]
    with page.expect_navigation():
        page.get_by_role("button", name="Accept what is untouched (33)").click()
    assert all(row.is_accepted for row in proposals_of(ReviewDraft.objects.get()))


def test_closed_browser_loses_nothing(browse: Callable[..., Any]) -> None:
    make_topics()
    dialogue = make_dialogue("USMX")
    editor = make_editor(dialogue)
    address = f"/statements/review/{make_draft(editor, dialogue).uuid}/"
    page = browse(editor, address)
    page.get_by_role("link", name="Edit 2").click()
    page.get_by_text("In our words").click()
    with page.expect_response(lambda answer: answer.status == 204):
        page.get_by_label("Summary in English").fill("Half a sen")
    page.context.close()
    page = browse(editor, address)
    page.get_by_text("What you had typed is back").wait_for()
    expect(page.get_by_label("Summary in English")).to_have_value("Half a sen")
    page.get_by_role("button", name="Leave it as it was").click()
    expect(page.get_by_label("Summary in English")).to_have_count(0)


def test_axe_finds_nothing_and_nothing_scrolls_sideways(browse: Callable[..., Any]) -> None:
    make_topics()
    dialogue = make_dialogue("USMX")
    editor = make_editor(dialogue)
    draft = make_draft(editor, dialogue, text=TEXT.replace(FREE, "freedom of " + "expression" * 20))
    # Axe measures with inline styles of its own, which the pages' policy would rightly refuse.
    narrow = {"color_scheme": "dark", "bypass_csp": True, "viewport": {"width": 360, "height": 740}}
    page = browse(editor, "/statements/new/", **narrow)
    for path in ("/statements/new/", f"/statements/review/{draft.uuid}/?edit=1"):
        page.goto(path)
        page.locator("details").evaluate_all(OPEN)
        assert breaches(page) + is_wide(page) == []


def test_tracked_changes_are_chosen_by_keys_and_the_file_need_not_come_again(
    browse: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "changed.docx"
    path.write_bytes(make_docx(p(r(TEXT)), p(r("agreed to publish "), inserted("an annual "), r("report."))))
    page = browse(make_editor(make_dialogue()), "/statements/new/", bypass_csp=True)
    page.get_by_label("Or its file").set_input_files(path)
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("The words of changed.docx are kept").wait_for()
    assert faults(page) == []
    page.get_by_role("link", name="The file's tracked changes").press("Enter")
    page.get_by_label("as it was before its changes").press("Space")
    page.get_by_role("button", name="Read it").press("Enter")
    page.wait_for_url("**/statements/review/**")
    assert ReviewDraft.objects.get().text.endswith("\n\nagreed to publish report.")
