"""Take the meaning of a formula from the cells of a file, and read such cells as they were meant (CSV injection)."""

import unicodedata

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
FORMULA_CHARACTERS = "\t\n\r+=@⁺⁼₊₌⩵⩶﬩﹢﹣﹦﹫＋－＝＠-"
"""Every character that ``safe`` takes for the start of a formula, as a regular expression's class has them."""
MARK = "'"


def safe(words: str) -> str:
    """Take the meaning of a formula from words that begin like one, full-width signs included."""
    return f"{MARK}{words}" if _begins_like_one(words) else words


def as_meant(cell: str) -> str:
    """Return the words that ``safe`` wrote as a cell."""
    words = cell.removeprefix(MARK)
    return words if _begins_like_one(words) else cell


def _begins_like_one(words: str) -> bool:
    start = unicodedata.normalize("NFKC", words.lstrip(" ")[:1])
    return start.startswith(FORMULA_STARTS) or words.startswith(FORMULA_STARTS)
