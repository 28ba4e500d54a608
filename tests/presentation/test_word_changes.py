"""What changed between two wordings."""

import pytest

from ledger.presentation.word_changes import ALIKE, ChangeMark, are_same, changes, likeness

K, C, W = ChangeMark.KEPT, ChangeMark.CAME, ChangeMark.WENT


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", []),
        ("Preventing torture.", "Preventing torture.", [(K, "Preventing torture.")]),
        (
            "Preventing and ending torture.",
            "Preventing and rooting out torture.",
            [(K, "Preventing and "), (W, "ending "), (C, "rooting out "), (K, "torture.")],
        ),
        ("Ending torture.", "Ending torture", [(K, "Ending torture"), (W, ".")]),
        ("", "New.", [(C, "New.")]),
        ("Gone.", "", [(W, "Gone.")]),
        ("Mexico’s law", "Mexico’s new law", [(K, "Mexico’s "), (C, "new "), (K, "law")]),
    ],
)
def test_words_that_came_and_went(before: str, after: str, found: list[tuple[ChangeMark, str]]) -> None:
    assert [(one.mark, one.words) for one in changes(before, after)] == found


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("How to  prevent\ntorture.", "How to prevent torture.", True),
        ("How to prevent torture.", "how to prevent torture.", False),
        ("How to prevent torture.", "How to prevent torture", False),
        ("Prevención.", "Prevencion.", False),
    ],
)
def test_only_spaces_do_not_count(before: str, after: str, same: bool) -> None:
    assert are_same(before, after) is same


def test_likeness_tells_a_change_from_other_words() -> None:
    assert likeness("Preventing and ending torture.", "Preventing and rooting out torture.") > ALIKE
    assert likeness("Preventing torture.", "A register of the missing") < ALIKE
