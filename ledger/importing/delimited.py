"""Read a table out of a text (.csv, .tsv): encoding, separator and quoting are found out (no Django)."""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter

from charset_normalizer import from_bytes

from ledger.importing.shapes import (
    DAMAGED,
    EMPTY,
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    TOO_MANY_ROWS,
    TOO_WIDE,
    WEB_PAGE,
    WRONG_ENCODING,
    ReadOptions,
    SheetRows,
    TableUnreadable,
)
from ledger.presentation.formulas import as_meant

ENCODINGS = ("utf-8", "cp1252", "mac_roman", "utf-16", "cp850", "cp1250", "iso8859_15")
SEPARATORS = (",", ";", "\t", "|")
QUOTES = ('"', "'")
SAMPLE_BYTES, SAMPLE_LINES = 200_000, 200
SURE_CHARACTERS = 2
"""How many characters must look right in an encoding before the general guess is not asked."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WEB = re.compile(rb"\s*<(?:!doctype html|html|table|meta)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BREAKS = re.compile(r"\r\n?")


def read_text(raw: bytes, options: ReadOptions) -> SheetRows:
    """Return the rows of a text. Raises ``TableUnreadable``."""
    if _WEB.match(raw[:1000]):
        raise TableUnreadable(WEB_PAGE)
    text, encoding = decoded(raw, options.encoding)
    text = _BREAKS.sub("\n", text)
    first, _break, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)", first.strip(" ").strip('"'), re.IGNORECASE)
    body = rest if named else text
    quote = options.quote or quote_of(body)
    separator = options.separator or (named.group(1) if named else separator_of(body, quote))
    rows = _rows(body, separator, quote)
    if named:
        rows.insert(0, [first])  # a row of the file, so that the numbers of the others hold
    return SheetRows(kind="text", rows=rows, encoding=encoding, separator=separator, quote=quote)


def decoded(raw: bytes, asked: str = "") -> tuple[str, str]:
    """Return the text without its mark, and its encoding: the one that is asked for, else the one found."""
    marked = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), None)
    name = asked or (marked[1] if marked else encoding_of(raw))
    try:
        text = raw.decode(name)
    except (LookupError, ValueError):
        raise TableUnreadable(WRONG_ENCODING, encoding=name) from None
    if len(_CONTROL.findall(text[:SAMPLE_BYTES])) * 50 > len(text[:SAMPLE_BYTES]):
        raise TableUnreadable(DAMAGED)
    return text.removeprefix("\ufeff"), name


def encoding_of(raw: bytes) -> str:
    """Find the encoding of a text without a mark: UTF-8 where it is that, else the one in which it reads best."""
    if raw[:2000].count(b"\x00") * 4 > len(raw[:2000]):  # UTF-16 without its mark
        return "utf-16-le" if raw[1:2] == b"\x00" else "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    sample = _with_accents(raw)
    scores = [(_looks_right(sample, name), -place, name) for place, name in enumerate(_ONE_BYTE)]
    score, _place, name = max(scores)
    if score >= SURE_CHARACTERS or score * 2 >= sum(byte > 127 for byte in sample) > 0:
        return name
    guess = from_bytes(sample).best()
    return guess.encoding if guess else name


_ONE_BYTE = ("cp1252", "mac_roman", "cp850")


def _with_accents(raw: bytes) -> bytes:
    """Return as much of a text as a guess needs: the lines that hold anything but ASCII."""
    lines = (line for line in re.split(rb"[\r\n]+", raw[:5_000_000]) if not line.isascii())
    return b"\n".join(lines)[:SAMPLE_BYTES]


def _looks_right(sample: bytes, encoding: str) -> float:
    """Count the letters with accents that stand where words have them, less the signs that no word has."""
    text = sample.decode(encoding, "replace")
    return sum(
        _fits(text[at - 1 : at], letter, text[at + 1 : at + 2])
        for at, letter in enumerate(text)
        if not letter.isascii()
    )


def _fits(before: str, letter: str, after: str) -> float:
    """Say how well a character that is not ASCII stands between its neighbours: from -1 to 1."""
    if unicodedata.category(letter) == "Ll":
        return 1 if letter in _COMMON else 0.2
    if unicodedata.category(letter) == "Lu":
        return -1 if before.islower() or not (letter in _COMMON or letter.lower() in _COMMON) else 1
    if letter in "“”‘’–—…«»¿¡°ºª€·":
        return -1 if before.isalpha() and after.isalpha() and letter != "’" else 0.5
    return 0 if letter == "\xa0" else -1


_COMMON = frozenset("áéíóúüñçàèìòùâêîôûäëïöãõåøæßœÁÉÍÓÚÜÑÇ")


def quote_of(text: str) -> str:
    """Find the mark that encloses cells: double, unless single ones enclose cells and double ones do not."""
    sample = "\n".join(text.split("\n", SAMPLE_LINES)[:SAMPLE_LINES])
    double, single = (len(re.findall(rf"(?:^|[,;\t|]){quote}", sample, re.MULTILINE)) for quote in QUOTES)
    closed = len(re.findall(r"'(?:$|[,;\t|])", sample, re.MULTILINE))
    return "'" if single and not double and closed >= single else '"'


def separator_of(text: str, quote: str) -> str:
    """Find what parts the cells: what parts most rows into equally many of them."""
    best = (0.0, SEPARATORS[0])
    for separator in SEPARATORS:
        widths = Counter(len(row) for row in _reader(text, separator, quote, SAMPLE_LINES) if any(row))
        wide = {width: count for width, count in widths.items() if width > 1}
        if wide:
            width, count = max(wide.items(), key=lambda pair: (pair[1] * pair[0], pair[0]))
            share = count / sum(widths.values())
            best = max(best, (share * min(width, 10) + share, separator), key=lambda pair: pair[0])
    return best[1]


def _reader(text: str, separator: str, quote: str, limit: int) -> list[list[str]]:
    csv.field_size_limit(30_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quotechar=quote)
    rows = []
    for row in reader:
        rows.append(row)
        if len(rows) >= limit:
            break
    return rows


def _rows(text: str, separator: str, quote: str) -> list[list[str]]:
    try:
        rows = _reader(text, separator, quote, MAX_ROWS + 1)
    except (csv.Error, TypeError, ValueError):
        raise TableUnreadable(DAMAGED) from None
    if len(rows) > MAX_ROWS:
        raise TableUnreadable(TOO_MANY_ROWS, limit=f"{MAX_ROWS:,}")
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise TableUnreadable(EMPTY)
    width = max(map(len, rows))
    if width > MAX_COLUMNS:
        raise TableUnreadable(TOO_WIDE, limit=MAX_COLUMNS)
    return [
        [as_meant(cell.strip()).strip()[: MAX_CELL_CHARACTERS + 1] for cell in row]
        + [""] * (width - len(row))
        for row in rows
    ]
