"""Facts in words: when a round met."""

import datetime

import pytest
from django.utils import translation

from ledger.models import Round
from ledger.presentation import wording
from ledger.vocabulary import FactBasis

JUNE = datetime.date(2022, 6, 20)


@pytest.mark.parametrize(
    ("language", "last", "basis", "shown"),
    [
        ("en", JUNE, FactBasis.STATED, "20 Jun 2022"),
        ("en", datetime.date(2022, 6, 21), FactBasis.INFERRED, "20–21 Jun 2022 (inferred)"),
        ("es", datetime.date(2022, 6, 21), FactBasis.STATED, "20–21 jun 2022"),
        ("en", datetime.date(2022, 7, 1), FactBasis.STATED, "20 Jun 2022 – 1 Jul 2022"),
    ],
)
def test_round_says_all_its_days(language: str, last: datetime.date, basis: FactBasis, shown: str) -> None:
    with translation.override(language):
        assert wording.round_day(Round(starts_on=JUNE, ends_on=last, dates_basis=basis)) == shown
