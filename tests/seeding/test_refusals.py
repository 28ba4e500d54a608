"""A wrong file is refused with its line, field and what was expected, and nothing of any file is written."""

from pathlib import Path

import pytest

from ledger.models import text_digest
from ledger.seeding.errors import Faults
from ledger.seeding.load import seed
from tests.seeding.files import TEXT, change, line_of, make_seeds, row_counts

pytestmark = pytest.mark.django_db

REFUSALS = [
    # file, what stands there, what is put in its place, words on the line that is named, what is said of it
    (
        "reading",
        'quote = "prisons"',
        'quote = "jails"',
        'quote = "jails"',
        "quote: is not in the statement's text, word for word",
    ),
    (
        "reading",
        'quote = "prisons"',
        'quote = "judges"',
        'quote = "judges"',
        "quote: is in the text 2 times: say which by occurrence = 1 to 2",
    ),
    (
        "reading",
        'quote = "prisons"',
        'quote = "judges"\noccurrence = 3',
        "occurrence = 3",
        "occurrence: the text holds the quote 2 times, so there is no number 3",
    ),
    (
        "reading",
        'quote = "prisons"',
        'quote = ""',
        'quote = ""',
        "quote: words of the statement were expected",
    ),
    (
        "reading",
        'quote = "Ann Lee, Minister (MFA)"',
        'quote = "Ann Leigh, Minister (MFA)"',
        "Ann Leigh",
        "quote: is not in the statement's text, word for word",
    ),
    (
        "reading",
        '"prisons", "justice"',
        '"prison", "justice"',
        '"prison", "justice"',
        "topics: 'prison' is not known; the nearest is 'prisons'",
    ),
    (
        "reading",
        'owed_by = ["MEX", "USA"]',
        'owed_by = ["MEX", "US"]',
        "owed_by",
        "owed_by: 'US' is not known; the nearest is 'USA'",
    ),
    (
        "reading",
        'kind = "discussed"',
        'kind = "discused"',
        "discused",
        "kind: 'discused' is not known; the nearest is 'discussed'",
    ),
    (
        "reading",
        'kind = "discussed"',
        'kinds = "discussed"',
        "kinds",
        "kinds: is not a field here; the nearest is 'kind'",
    ),
    (
        "reading",
        'summary_en = "Courts matter."',
        "",
        '[[items]]\nref = "MXUS-3-03"',
        "summary_en: A paraphrase is written out, in English or Spanish.",
    ),
    (
        "reading",
        'ref = "MXUS-3-02"',
        'ref = "MXUS-4-02"',
        "MXUS-4-02",
        "ref: a reference such as MXUS-3-01 was expected",
    ),
    (
        "reading",
        'ref = "MXUS-3-02"',
        'ref = "MXUS-3-01"',
        'ref = "MXUS-3-01"\nkind = "discussed"',
        "ref: items stand in the order of their numbers, each once",
    ),
    (
        "reading",
        'ref = "MXUS-3-03"',
        'ref = "MXUS-3-07"',
        "MXUS-3-07",
        "ref: the round's next reference is MXUS-3-03",
    ),
    (
        "reading",
        'topics = ["prisons", "justice"]',
        'topics = ["prisons"]\ncontinues = "MXUS-2-01"',
        "continues",
        "continues: 'MXUS-2-01' is not known; the nearest is 'MXUS-3-01'",
    ),
    (
        "reading",
        "ends_on = 2015-10-21",
        "ends_on = 2015-10-20",
        "[round]",
        "Give both the first and the last day, or neither; the last is not before the first.",
    ),
    (
        "reading",
        'dialogue = "MXUS"',
        'dialogue = "MXU"',
        "MXU",
        "dialogue: 'MXU' is not known; the nearest is 'MXUS'",
    ),
    (
        "reading",
        'url = "https://example.org/3"',
        'url = "example"',
        'url = "example"',
        "url: Enter a valid URL.",
    ),
    (
        "reading",
        'text = "mxus-03.txt"',
        'text = "../secrets.txt"',
        "../secrets.txt",
        "text: '../secrets.txt' does not lie beside this file",
    ),
    (
        "reading",
        'text = "mxus-03.txt"',
        'text = "/etc/hostname"',
        "/etc/hostname",
        "text: '/etc/hostname' does not lie beside this file",
    ),
    (
        "reading",
        'text = "mxus-03.txt"',
        'text = "none.txt"',
        "none.txt",
        "text: 'none.txt' cannot be read: No such file or directory",
    ),
    ("reading", "[round]", "[rounds]", "", "rounds: is not a field here; the nearest is 'round'"),
    (
        "follow_up",
        'follows = "MXUS-3-01"\nvoice',
        'follows = "MXUS-3-09"\nvoice',
        "MXUS-3-09",
        "follows: 'MXUS-3-09' is not known; the nearest is 'MXUS-3-03'",
    ),
    (
        "follow_up",
        'voice = "record"',
        'voice = "office"',
        'voice = "office"',
        "voice: 'office' is not known; there are: MEX, USA, record",
    ),
    (
        "follow_up",
        'issuer = "Court Watch"\n',
        "",
        '[[facts]]\nid = "f-2"',
        "source: is missing: name who speaks, or give evidence with its issuer",
    ),
    (
        "follow_up",
        'id = "f-2"',
        'id = "f-1"',
        'id = "f-1"\nfollows = "MXUS-3-01"\nalso',
        "id: 'f-1' is there twice",
    ),
    (
        "follow_up",
        'effective = "2017-03"',
        'effective = "March"',
        "March",
        'effective: a day (2015-10-21), a month ("2020-11") or a year ("2020") was expected, not \'March\'',
    ),
    (
        "follow_up",
        'status = "stalled"',
        'status = "done"\neffective_on = 1',
        "effective_on",
        "effective_on: is not a field here; the nearest is 'effective'",
    ),
    (
        "follow_up",
        'status = "in_progress"',
        'status = "done"',
        '[[facts]]\nid = "f-1"',
        "evidence: “done” rests on evidence: add some, or say why there is none.",
    ),
    (
        "follow_up",
        'contests = "f-1"',
        'contests = "f-9"',
        "f-9",
        "contests: 'f-9' is not known; the nearest is 'f-2'",
    ),
    (
        "reference",
        'parent = "justice"',
        'parent = "justize"',
        "justize",
        "parent: 'justize' is not known; the nearest is 'justice'",
    ),
    (
        "reference",
        'code = "USA"',
        'code = "usa"',
        'code = "usa"',
        "code: A party's code is ISO 3166-1 alpha-3 (MEX), or EU or AU for a bloc.",
    ),
    (
        "reference",
        'code = "UNGA"',
        "",
        "[[forums]]",
        "code: is missing: a text in quotation marks was expected",
    ),
]


def faults_of(folder: Path) -> list[str]:
    """What seeding a folder is refused for, each fault without the folder's name."""
    with pytest.raises(Faults) as refused:
        seed([folder])
    return [str(fault).removeprefix(f"{folder}/") for fault in refused.value.faults]


@pytest.mark.parametrize(("file", "old", "new", "at", "says"), REFUSALS)
def test_a_wrong_file_is_refused_and_nothing_is_written(
    tmp_path: Path, file: str, old: str, new: str, at: str, says: str
) -> None:
    before = row_counts()
    make_seeds(tmp_path, **{file: (old, new)})
    line = line_of(tmp_path / f"{file}.toml", at)
    assert faults_of(tmp_path)[0] == f"{file}.toml:{line}: {says}"
    assert row_counts() == before


def test_all_faults_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    make_seeds(tmp_path, reading=('quote = "prisons"', 'quote = "jails"'))
    change(tmp_path / "reading.toml", 'agreed_as = "shared_view"', 'agreed_as = "shared"')
    assert [fault.split(": ")[1] for fault in faults_of(tmp_path)] == ["quote", "agreed_as"]


def test_a_second_occurrence_is_located(tmp_path: Path) -> None:
    make_seeds(tmp_path, reading=('quote = "prisons"', 'quote = "judges"\noccurrence = 2'))
    assert seed([tmp_path]).changed == []


def test_a_changed_text_is_refused_by_its_digest(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    (tmp_path / "mxus-03.txt").write_text("Another text.", encoding="utf-8")
    line = line_of(tmp_path / "reading.toml", "sha256")
    said = f"sha256: the text beside this file has {text_digest('Another text.')}"
    assert faults_of(tmp_path) == [f"reading.toml:{line}: {said}"]


def test_a_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    make_seeds(tmp_path)
    (tmp_path / "mxus-03.txt").write_bytes(b"caf\xe9")
    line = line_of(tmp_path / "reading.toml", "text =")
    assert faults_of(tmp_path) == [f"reading.toml:{line}: text: 'mxus-03.txt' is not UTF-8 at byte 3"]


def test_a_quote_without_a_text_is_refused(tmp_path: Path) -> None:
    make_seeds(tmp_path, reading=('text = "mxus-03.txt"\n', ""))
    assert faults_of(tmp_path)[0].endswith("quote: no [[statements]] of this file has a text to quote from")


def test_a_fault_in_a_later_run_undoes_what_that_run_wrote(tmp_path: Path) -> None:
    seed([make_seeds(tmp_path)])
    before = row_counts()
    change(tmp_path / "reference.toml", 'code = "MXUS"', 'code = "NEWS"')
    change(tmp_path / "follow_up.toml", 'status = "stalled"', 'status = "stopped"')
    assert len(faults_of(tmp_path)) == 1
    assert row_counts() == before


def test_items_of_a_round_without_its_day_are_refused(tmp_path: Path) -> None:
    days = 'starts_on = 2015-10-21\nends_on = 2015-10-21\ndates_basis = "inferred"\n'
    make_seeds(tmp_path, reading=(days, 'state = "planned"\n'))
    line = line_of(tmp_path / "reading.toml", 'ref = "MXUS-3-01"')
    assert faults_of(tmp_path)[0] == (
        f"reading.toml:{line}: ref: items need the round's last day: ends_on is missing"
    )


def test_a_second_text_in_one_file_is_refused(tmp_path: Path) -> None:
    digest = text_digest(TEXT)
    second = f'[[statements]]\nlanguage = "es"\nform = "press"\ntext = "mxus-03.txt"\nsha256 = "{digest}"\n'
    make_seeds(tmp_path, reading=("[[delegations]]", f"{second}\n[[delegations]]"))
    assert faults_of(tmp_path)[0].endswith(
        "text: another source of this file has a text: put this one in a file of its own"
    )


def test_a_fact_that_contests_a_later_one_is_refused(tmp_path: Path) -> None:
    make_seeds(tmp_path, follow_up=('status = "in_progress"', 'status = "in_progress"\ncontests = "f-2"'))
    change(tmp_path / "follow_up.toml", 'contests = "f-1"\n', "")
    with pytest.raises(Faults, match=r"follow_up.toml:\d+: contests: names a later fact"):
        seed([tmp_path])
