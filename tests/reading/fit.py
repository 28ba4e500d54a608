"""Fit the weights of the reader's features, and show how well it reads dialogues that it was not fitted to.

    python -m tests.reading.fit STATEMENTS --cross         # leave one dialogue out: what is read well where nobody fitted
    python -m tests.reading.fit STATEMENTS --calibration   # the same folds: how often a confidence is right
    python -m tests.reading.fit STATEMENTS                 # the table for ledger/reading/weights.py

STATEMENTS is a folder of texts (``NN-slug.txt``), each with what a careful analyst finds in it (``NN-slug.json``). The
weights are fitted on these and on the sentences of ``sentences_en`` and ``sentences_es``. Weights alone are held back:
rules of wording are the same in every fold.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.reading import Reading, read
from ledger.reading.plain import kept_text, view_of
from ledger.reading.proposals import SubjectOrigin
from ledger.reading.scoring import confidence_of
from ledger.reading.shapes import SHOWN_FROM, Proposal
from ledger.vocabulary import Kind
from tests.reading import kinds_en, kinds_es, sentences_en, sentences_es
from tests.reading.gold import Statement, alike, assigned, drafts_of, statements_in

OWN_WEIGHT = 0.25
"""How much a sentence of our own counts beside one of a statement: its wrong readings are few."""
PENALTY = 1.0
"""How strongly weights are drawn to nothing (ridge, L2)."""

Row = tuple[frozenset[str], bool, float]
"""Features, whether they are those of a subject, and how much the row counts."""


def rows_of(statements: Iterable[Statement]) -> Iterator[Row]:
    """Return a row for each draft of the statements."""
    for statement in statements:
        for draft, is_right in zip(statement.drafts, statement.is_right, strict=True):
            if is_right is not None:
                yield draft.features, is_right, 1.0


def own_rows() -> list[Row]:
    """Return a row for each draft of the sentences of our own."""
    rows: list[Row] = []
    for text, code, said in _own_sentences():
        plain, drafts = drafts_of(text, code)
        rows += [
            (draft.features, plain[slice(*draft.span)] in said, OWN_WEIGHT)
            for draft in drafts
            if draft.origin
            is not SubjectOrigin.DRAWN  # whether a promise names a subject is for analysts to say
        ]
    return rows


def _own_sentences() -> Iterator[tuple[str, str, set[str]]]:
    """Return texts of our own with their language and the subjects that they say."""
    for code, module in (("en", sentences_en), ("es", sentences_es)):
        for head, sentence, expected in module.CASES:
            yield (
                module.HEADS[head] + sentence,
                code,
                {words for kind, words, _who in expected if kind == "discussed"},
            )
    for code, kinds in (("en", kinds_en), ("es", kinds_es)):
        for sentence, subjects, _binding in kinds_en.cases(kinds):
            yield kinds.HEAD + sentence, code, set(subjects)


# The fit


def fitted(rows: Sequence[Row], sweeps: int = 80) -> dict[str, float]:
    """Fit weights by logistic regression with a ridge, a feature at a time (coordinate-wise Newton)."""
    names = sorted({name for features, _right, _weight in rows for name in features})
    holding: dict[str, list[int]] = {name: [] for name in names} | {"always": list(range(len(rows)))}
    for n, (features, _right, _weight) in enumerate(rows):
        for name in features:
            holding[name].append(n)
    weights = dict.fromkeys(["always", *names], 0.0)
    totals = [0.0] * len(rows)
    for _sweep in range(sweeps):
        for name, places in holding.items():
            ridge = 0.01 if name == "always" else PENALTY
            slope, curve = -ridge * weights[name], ridge
            for n in places:
                share = 1 / (1 + math.exp(-totals[n]))
                slope += rows[n][2] * (rows[n][1] - share)
                curve += rows[n][2] * share * (1 - share)
            step = slope / curve
            weights[name] += step
            for n in places:
                totals[n] += step
    return {name: round(weight, 2) for name, weight in weights.items()}


# How sure to be

Scale = tuple[float, float]
"""What a sum of weights is multiplied by, and what is added: confidences that hold where nobody fitted (Platt scaling)."""


def calibrated(statements: Sequence[Statement], own: Sequence[Row]) -> dict[str, float]:
    """Fit weights, then draw them in by how often they were right on dialogues that were held back from them.

    Weights alone promise too much: few rows fit many features.
    """
    held_back: list[tuple[float, bool, float]] = []
    for held, others in _held_back(statements):
        weights = fitted([*rows_of(others), *own])
        held_back += [(_sum_of(features, weights), right, count) for features, right, count in rows_of(held)]
    weights = fitted([*rows_of(statements), *own])
    factor, added = _scale(held_back)
    return {
        name: round(weight * factor + (added if name == "always" else 0), 2)
        for name, weight in weights.items()
    }


def _held_back(statements: Sequence[Statement]) -> Iterator[tuple[list[Statement], list[Statement]]]:
    """Return each dialogue's statements, with those of the others."""
    for dialogue in sorted({statement.dialogue for statement in statements}):
        held = [statement for statement in statements if statement.dialogue == dialogue]
        yield held, [statement for statement in statements if statement.dialogue != dialogue]


def _sum_of(features: Iterable[str], weights: dict[str, float]) -> float:
    return weights["always"] + sum(weights.get(feature, 0.0) for feature in features)


def _scale(rows: Sequence[tuple[float, bool, float]], steps: int = 30) -> Scale:
    """Fit the two numbers of a logistic regression on sums of weights, by Newton's method."""
    factor, added = 0.0, 0.0
    for _step in range(steps):
        slope_f = slope_a = 0.0
        curve_ff = curve_fa = curve_aa = 1e-6
        for total, is_right, count in rows:
            share = 1 / (1 + math.exp(-(factor * total + added)))
            slope_f += count * (is_right - share) * total
            slope_a += count * (is_right - share)
            weight = count * share * (1 - share)
            curve_ff, curve_fa, curve_aa = (
                curve_ff + weight * total * total,
                curve_fa + weight * total,
                curve_aa + weight,
            )
        size = curve_ff * curve_aa - curve_fa * curve_fa
        factor += (slope_f * curve_aa - slope_a * curve_fa) / size
        added += (slope_a * curve_ff - slope_f * curve_fa) / size
    return factor, added


# What the folds show


@dataclass
class Tally:
    """Hits, extras and misses."""

    hit: int = 0
    extra: int = 0
    missed: int = 0

    def add(self, hit: int, extra: int, missed: int) -> None:
        self.hit, self.extra, self.missed = self.hit + hit, self.extra + extra, self.missed + missed

    def __str__(self) -> str:
        precision = self.hit / max(1, self.hit + self.extra)
        recall = self.hit / max(1, self.hit + self.missed)
        score = 2 * precision * recall / (precision + recall or 1)
        return (
            f"P {precision:.2f} R {recall:.2f} F1 {score:.2f}   "
            f"({self.hit} hit, {self.extra} extra, {self.missed} missed)"
        )


def folds(statements: Sequence[Statement]) -> Iterator[tuple[list[Statement], dict[str, float]]]:
    """Return each dialogue's statements with weights that were fitted, and drawn in, without them."""
    own = own_rows()
    for held, others in _held_back(statements):
        yield held, calibrated(others, own)


def score_topics(statement: Statement, confidences: Sequence[float], tally: Tally) -> list[str]:
    """Count the topics of a statement with the confidences of a fold; return what is wrong in words."""
    plain = view_of(kept_text(statement.text)).plain
    shown = [
        plain[slice(*draft.span)]
        for draft, confidence in zip(statement.drafts, confidences, strict=True)
        if confidence >= SHOWN_FROM
    ]
    gold = statement.gold["topics"]
    left, right = assigned(gold, shown, alike)
    generic = statement.gold.get("topics_generic", [])
    extra = [x for n, x in enumerate(shown) if n not in right and not any(alike(g, x) for g in generic)]
    tally.add(len(left), len(extra), len(gold) - len(left))
    missed = [g for n, g in enumerate(gold) if n not in left]
    return [*(f"- {words}" for words in missed), *(f"+ {words}" for words in extra)]


def cross(statements: Sequence[Statement], *, verbose: bool) -> dict[str, Tally]:
    """Score every dialogue with weights that were fitted on the others."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for held, weights in folds(statements):
        for statement in held:
            confidences = [confidence_of(draft.features, weights) for draft in statement.drafts]
            wrong = score_topics(statement, confidences, tallies["topics"])
            score_topics(statement, confidences, tallies[f"topics.{statement.gold['language']}"])
            if verbose:
                print(statement.name, *wrong, sep="\n    ")
            _score_facts(statement, tallies)
    return tallies


def _score_facts(statement: Statement, tallies: dict[str, Tally]) -> None:
    gold, reading = statement.gold, read(statement.text, language=statement.gold["language"])
    _score_commitments(statement, reading, tallies["commitments"])
    heads = [head["name"] for head in gold["delegation_heads"] if head.get("role") != "member"]
    members = [head["name"] for head in gold["delegation_heads"] if head.get("role") == "member"]
    named = [delegate.name for delegate in reading.delegates if delegate.role == "head"]
    left, right = assigned(heads, named, lambda g, f: alike(g, f, 0.6, 0.4))
    extra = [
        x for n, x in enumerate(named) if n not in right and not any(alike(m, x, 0.6, 0.4) for m in members)
    ]
    tallies["heads"].add(len(left), len(extra), len(heads) - len(left))
    bodies = [f"{forum.name} {forum.acronym or ''}" for forum in reading.forums]
    left, right = assigned(gold["fora"], bodies, lambda g, f: alike(g, f, 0.5, 0.3))
    tallies["forums"].add(len(left), len(bodies) - len(right), len(gold["fora"]) - len(left))
    want, have = gold["round"].get("ordinal"), reading.round.number if reading.round else None
    tallies["rounds"].add(
        int(want is not None and want == have),
        int(have is not None and have != want),
        int(want is not None and want != have),
    )
    _score_date(gold["date"], reading, tallies["dates"])


def _score_date(gold: dict[str, Any], reading: Reading, tally: Tally) -> None:
    have = reading.date.value if reading.date else None
    if gold["confidence"] == "stated":
        is_right = have is not None and gold["iso"].split("/")[0] == have.split("/")[0]
        tally.add(int(is_right), int(have is not None and not is_right), int(not is_right))
    elif have is not None and have != gold["iso"]:
        tally.add(0, 1, 0)


def _score_commitments(statement: Statement, reading: Reading, tally: Tally) -> None:
    if found := _binding_places(statement, reading):
        want, have = found
        left, right = assigned(want, have, lambda g, f: float(g == f))
        tally.add(len(left), len(have) - len(right), len(want) - len(left))


def _binding_places(statement: Statement, reading: Reading) -> tuple[list[int], list[int | None]] | None:
    """Return the sentences that hold a commitment, and those of what was read as binding; None without sentences."""
    spans: list[tuple[int, int]] = []
    at = 0
    for sentence in statement.gold.get("sentence_list", []):
        start = statement.text.find(sentence, at)
        start = start if start >= 0 else statement.text.find(sentence[:40], at)
        spans.append((start, start + len(sentence)) if start >= 0 else (-1, -1))
        at = max(at, start + 1)
    if not spans:
        return None
    want = [commitment["sentence"] for commitment in statement.gold["commitments"]]
    have = [
        next((n + 1 for n, (start, end) in enumerate(spans) if start <= row.span[0] < end), None)
        for row in _binding(reading)
    ]
    return want, have


def _binding(reading: Reading) -> list[Proposal]:
    return [row for row in reading.proposals if row.kind in {Kind.AGREED, Kind.UNDERTAKEN}]


Band = list[tuple[float, bool]]
"""Confidences between two tens of per cent, and whether each was right."""


def calibration(statements: Sequence[Statement]) -> Iterator[str]:
    """Say of each band of confidence how many proposals it holds, and how many of them are right."""
    bands: dict[tuple[str, int], Band] = defaultdict(list)
    for held, weights in folds(statements):
        for statement in held:
            for draft, is_right in zip(statement.drafts, statement.is_right, strict=True):
                if is_right is not None:
                    confidence = confidence_of(draft.features, weights)
                    bands["topics", min(9, int(confidence * 10))].append((confidence, is_right))
            reading = read(statement.text, language=statement.gold["language"])
            if found := _binding_places(statement, reading):
                _left, right = assigned(*found, lambda g, f: float(g == f))
                for n, row in enumerate(_binding(reading)):
                    bands["commitments", min(9, int(row.confidence * 10))].append(
                        (row.confidence, n in right)
                    )
    for kind, band in sorted(bands, reverse=True):
        rows = bands[kind, band]
        said = sum(confidence for confidence, _right in rows) / len(rows)
        share = sum(is_right for _confidence, is_right in rows) / len(rows)
        yield f"{kind:12} {band * 10:3d}-{band * 10 + 10}%: {len(rows):4d}, said {said:.0%}, right {share:.0%}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("statements", type=Path)
    parser.add_argument("--cross", action="store_true", help="leave one dialogue out, and score it")
    parser.add_argument(
        "--calibration", action="store_true", help="how often a confidence is right, by the same folds"
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="with what was missed (-) and what is extra (+)"
    )
    asked = parser.parse_args()
    statements = statements_in(asked.statements)
    if asked.cross:
        for name, tally in cross(statements, verbose=asked.verbose).items():
            print(f"{name:12} {tally}")
    if asked.calibration:
        print(*calibration(statements), sep="\n")
    if not (asked.cross or asked.calibration):
        for name, weight in calibrated(statements, own_rows()).items():
            print(f"    {json.dumps(name)}: {weight},")


if __name__ == "__main__":
    main()
