"""What a file says otherwise than the ledger is reported with its place, and the ledger keeps what it has."""

from pathlib import Path

import pytest

from ledger.models import Dialogue, Entry, Item, Topic, User, text_digest
from ledger.recording import amend_item, correct_entry, redact_entry, request_redaction
from ledger.seeding.load import seed
from ledger.vocabulary import Act, Kind
from tests.makers import make_editor
from tests.seeding.files import change, line_of, make_seeds, row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ADMIN = "change it in the admin site, or here"
AMEND = "amend the item instead"
CORRECT = "correct the entry instead"

CHANGES = [
    # file, what stands there, what is put in its place, words on the line that is named, what is said of it
    (
        "reading",
        'kind = "discussed"',
        'kind = "acknowledged"',
        "acknowledged",
        "MXUS-3-02 kind is 'discussed'",
        "'acknowledged'",
        AMEND,
    ),
    (
        "reading",
        '["prisons", "justice"]',
        '["justice", "prisons"]',
        '"justice", "prisons"',
        "MXUS-3-02 topics is ['prisons', 'justice']",
        "['justice', 'prisons']",
        AMEND,
    ),
    (
        "reading",
        'owed_by = ["MEX", "USA"]',
        'owed_by = ["USA"]',
        "owed_by",
        "MXUS-3-01 owed_by is ['MEX', 'USA']",
        "['USA']",
        AMEND,
    ),
    (
        "reading",
        'quote = "prisons"',
        'quote = "courts"',
        'quote = "courts"',
        "MXUS-3-02 passage is 'prisons'",
        "'courts'",
        AMEND,
    ),
    (
        "reading",
        "on = 2016-12-31",
        "on = 2017-12-31",
        "deadline",
        "MXUS-3-03 deadline_on is 2016-12-31",
        "2017-12-31",
        AMEND,
    ),
    (
        "reading",
        'dates_basis = "inferred"',
        'dates_basis = "stated"',
        "dates_basis",
        "MXUS-3 dates_basis is 'inferred'",
        "'stated'",
        ADMIN,
    ),
    (
        "reading",
        'agency = "MFA"\n',
        "",
        "[[delegations.delegates]]",
        "MXUS-3 MEX Ann Lee agency is 'MFA'",
        "empty",
        ADMIN,
    ),
    (
        "reference",
        'name_es = "México"',
        'name_es = "Méjico"',
        "Méjico",
        "MEX name_es is 'México'",
        "'Méjico'",
        ADMIN,
    ),
    (
        "reference",
        '["courts", "judges"]',
        '["courts"]',
        "phrases_en",
        "justice phrases_en is ['courts', 'judges']",
        "['courts']",
        ADMIN,
    ),
    (
        "reference",
        'parties = ["MEX", "USA"]',
        'parties = ["USA"]',
        "parties =",
        "MXUS parties is ['MEX', 'USA']",
        "['USA']",
        ADMIN,
    ),
    (
        "follow_up",
        'status = "in_progress"',
        'status = "stalled"',
        "stalled",
        "f-1 on MXUS-3-01 status is 'in_progress'",
        "'stalled'",
        CORRECT,
    ),
    (
        "follow_up",
        'about = "MEX"\neffective = 2016',
        'about = "USA"\neffective = 2016',
        'about = "USA"',
        "f-1 on MXUS-3-01 about is 'MEX'",
        "'USA'",
        CORRECT,
    ),
    (
        "follow_up",
        'voice = "MEX"',
        'voice = "USA"',
        "voice",
        "f-1 on MXUS-3-01 speaker is 'MEX'",
        "'USA'",
        CORRECT,
    ),
    (
        "follow_up",
        "effective = 2016-02-01",
        "effective = 2016-02-02",
        "2016-02-02",
        "f-1 on MXUS-3-01 effective_on is 2016-02-01",
        "2016-02-02",
        CORRECT,
    ),
    (
        "follow_up",
        'contests = "f-1"',
        'contests = "MXUS-3-01"',
        'contests = "MXUS-3-01"',
        "f-2 on MXUS-3-01 contests is 'entry 3 of MXUS-3-01'",
        "'entry 1 of MXUS-3-01'",
        CORRECT,
    ),
]


def changes_of(folder: Path) -> list[str]:
    """What seeding a folder reports, each line without the folder's name; it must have written nothing but passages."""
    before = row_counts()
    outcome = seed([folder])
    after = row_counts()
    assert {name: count for name, count in after.items() if count != before[name] and name != "Passage"} == {}
    return [line.removeprefix(f"{folder}/") for line in outcome.changed]


@pytest.mark.parametrize(("file", "old", "new", "at", "kept", "given", "remedy"), CHANGES)
def test_a_changed_fact_is_reported_and_not_rewritten(
    tmp_path: Path, file: str, old: str, new: str, at: str, kept: str, given: str, remedy: str
) -> None:
    seed([make_seeds(tmp_path)])
    change(tmp_path / f"{file}.toml", old, new)
    line = line_of(tmp_path / f"{file}.toml", at)
    report = f"{file}.toml:{line}: {kept} in the ledger, {given} here: not rewritten; {remedy}"
    assert changes_of(tmp_path) == [report]
    assert changes_of(tmp_path) == [report]


def test_a_changed_note_is_reported_for_each_item_that_has_it(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    change(tmp_path / "follow_up.toml", "The school closed.", "The school shut.")
    names = [line.split(": ")[1].split(" is ")[0] for line in changes_of(tmp_path)]
    assert names == ["f-2 on MXUS-3-01 note", "f-2 on MXUS-3-03 note"]


def test_changed_evidence_is_reported_at_its_line(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    change(tmp_path / "follow_up.toml", "On the school", "About the school")
    line = line_of(tmp_path / "follow_up.toml", "About the school")
    said = f"title is 'On the school' in the ledger, 'About the school' here: not rewritten; {CORRECT}"
    assert changes_of(tmp_path) == [
        f"follow_up.toml:{line}: f-2 on MXUS-3-01 {said}",
        f"follow_up.toml:{line}: f-2 on MXUS-3-03 {said}",
    ]


def test_added_evidence_is_reported(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    added = '[[facts.evidence]]\ntype = "law"\ntitle = "A decree"\nsource_kind = "gazette"\n\n# The end'
    change(tmp_path / "follow_up.toml", "# The end", added)
    said = "evidence is ['On the school'] in the ledger, ['On the school', 'A decree'] here"
    assert [said in line for line in changes_of(tmp_path)] == [True, True]


def test_a_changed_text_is_reported_by_its_digest(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    path = tmp_path / "mxus-03.txt"
    old, new = (text_digest(text) for text in (path.read_text("utf-8"), path.read_text("utf-8") + " More."))
    path.write_text(path.read_text("utf-8") + " More.", encoding="utf-8")
    change(tmp_path / "reading.toml", old, new)
    line = line_of(tmp_path / "reading.toml", "sha256")
    said = f"MXUS-3 sha256 is '{old}' in the ledger, '{new}' here: not rewritten; {ADMIN}"
    assert changes_of(tmp_path) == [f"reading.toml:{line}: {said}"]


def test_what_an_editor_amended_is_kept_and_reported(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    item = Item.objects.get(ref="MXUS-3-02")
    amend_item(
        user=User.objects.get(),
        item=item,
        expected_sequence=None,
        changes={"kind": Kind.ACKNOWLEDGED},
        reason="A second reading.",
    )
    line = line_of(tmp_path / "reading.toml", 'kind = "discussed"')
    said = f"MXUS-3-02 kind is 'acknowledged' in the ledger, 'discussed' here: not rewritten; {AMEND}"
    assert changes_of(tmp_path) == [f"reading.toml:{line}: {said}"]


def test_a_reference_row_that_an_editor_changed_is_kept_and_reported(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    Topic.objects.filter(slug="prisons").update(name_en="Jails")
    line = line_of(tmp_path / "reference.toml", 'name_en = "Prisons"')
    said = f"prisons name_en is 'Jails' in the ledger, 'Prisons' here: not rewritten; {ADMIN}"
    assert changes_of(tmp_path) == [f"reference.toml:{line}: {said}"]


def test_what_no_file_says_is_the_editors_alone(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    Dialogue.objects.update(stale_after_days=30)
    assert changes_of(tmp_path) == []


def test_a_corrected_fact_is_not_recorded_again(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    entry = Entry.objects.get(item__ref="MXUS-3-03", act=Act.NOTE)
    correct_entry(
        user=User.objects.get(), entry=entry, expected_sequence=None, says=None, reason="Not about this."
    )
    assert changes_of(tmp_path) == []


def test_what_was_redacted_is_not_compared(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    dialogue = Dialogue.objects.get()
    entry = Entry.objects.get(item__ref="MXUS-3-03", act=Act.NOTE)
    request = request_redaction(
        user=make_editor(dialogue),
        entry=entry,
        parts=["note", "evidence.0.title"],
        reason="It names a victim.",
    )
    redact_entry(user=make_editor(dialogue), request=request)
    assert changes_of(tmp_path) == []
