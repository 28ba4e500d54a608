"""`manage.py seed`: what it prints, and its exit codes."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.seeding.files import change, make_seeds


def run(*folders: Path) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("seed", *map(str, folders), stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_seed_counts_what_it_wrote(tmp_path: Path) -> None:
    assert run(make_seeds(tmp_path)) == (
        "Written: 2 parties, 2 topics, 2 phrases, 1 agency, 1 forum, 1 dialogue, 1 round, 1 statement, "
        "1 delegation, 3 passages, 1 delegate, 3 items, 8 entries.\n"
    )


@pytest.mark.django_db
def test_seed_says_when_there_is_nothing_to_change(tmp_path: Path) -> None:
    run(make_seeds(tmp_path))
    assert run(tmp_path) == "Seeds: nothing to change.\n"


@pytest.mark.django_db
def test_seed_tells_what_changed(tmp_path: Path) -> None:
    run(make_seeds(tmp_path))
    change(tmp_path / "reading.toml", 'kind = "discussed"', 'kind = "acknowledged"')
    assert run(tmp_path) == (
        f"{tmp_path}/reading.toml:36: MXUS-3-02 kind is 'discussed' in the ledger, 'acknowledged' here: "
        "not rewritten; amend the item instead\n"
        "Seeds: nothing to change.\n"
    )


@pytest.mark.django_db
def test_seed_exits_2_for_a_wrong_file(tmp_path: Path) -> None:
    make_seeds(tmp_path, reading=('kind = "discussed"', 'kind = "discused"'))
    with pytest.raises(CommandError) as refused:
        run(tmp_path)
    assert refused.value.returncode == 2
    assert str(refused.value) == (
        f"{tmp_path}/reading.toml:36: kind: 'discused' is not known; the nearest is 'discussed'\n"
        "Nothing was written."
    )


def test_seed_exits_2_for_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "none")
    assert (refused.value.returncode, str(refused.value)) == (2, f"{tmp_path}/none is no folder.")
