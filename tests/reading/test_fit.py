"""How the weights of the reader are fitted, and drawn in where they promise too much."""

import math
import random

import pytest

from tests.reading.fit import _scale, fitted


def test_feature_of_right_rows_weighs_more_than_that_of_wrong_rows() -> None:
    rows = [(frozenset({"good"}), True, 1.0)] * 20 + [(frozenset({"bad"}), False, 1.0)] * 20
    weights = fitted(rows)
    assert weights["good"] > 1 > -1 > weights["bad"]


@pytest.mark.parametrize("excess", [1.0, 2.0, 4.0])
def test_sums_that_promise_too_much_are_drawn_in(excess: float) -> None:
    drawn = random.Random(7)
    rows = []
    for _row in range(8_000):
        total = drawn.uniform(-3, 3)
        rows.append((total * excess, drawn.random() < 1 / (1 + math.exp(-total)), 1.0))
    factor, added = _scale(rows)
    assert factor == pytest.approx(1 / excess, rel=0.1)
    assert added == pytest.approx(0, abs=0.1)
