"""Read documents and texts in a process of its own: a limit met is ``Unreadable``, with a sentence.

The functions are those of ``files`` and ``reader``, with the same arguments; requests and commands use these alone.
"""

import dataclasses
import logging
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ledger import isolation
from ledger.reading.plain import kept_text
from ledger.reading.shapes import EarlierItem, Reading, TopicPhrases
from ledger.reading.unreadable import (
    ALL_BUSY,
    BROKEN,
    MAX_FILE_BYTES,
    NOT_READ,
    TAKES_MEMORY,
    TAKES_TIME,
    TOO_LARGE,
    TOO_MANY,
    UnknownLanguage,
    Unreadable,
)
from ledger.vocabulary import TrackedChanges

MAX_MENTIONS = 1_000
"""Items, people, agencies, forums or meetings of a reading, at most of each: all of them stand on a single page."""
_log = logging.getLogger(__name__)
_SENTENCES = {
    isolation.Limit.TIME: TAKES_TIME,
    isolation.Limit.MEMORY: TAKES_MEMORY,
    isolation.Limit.ANSWER: TAKES_MEMORY,
}


def text_of(raw: bytes, *, name: str = "", changes: TrackedChanges | None = None) -> str:
    """Return the kept text of a file's bytes, as ``files.text_of`` does. Raises ``Unreadable`` alone."""
    if len(raw) > MAX_FILE_BYTES:
        raise Unreadable(TOO_LARGE, limit=MAX_FILE_BYTES // 1_000_000)
    answer = _run("text_here", raw, failing=BROKEN, name=name, changes=changes)
    text: str = answer["text"]
    return text


def text_of_file(path: Path, *, changes: TrackedChanges | None = None) -> str:
    """Return the kept text of a file. Raises ``Unreadable`` alone."""
    from ledger.reading.files import bytes_of_file

    return text_of(bytes_of_file(path), name=path.name, changes=changes)


def read(
    text: str,
    *,
    language: str | None = None,
    taxonomy: Iterable[TopicPhrases] = (),
    earlier: Sequence[EarlierItem] = (),
) -> Reading:
    """Read a statement, as ``reader.read`` does. Raises ``UnknownLanguage``, and ``Unreadable`` for a limit."""
    answer = _run(
        "reading_here",
        text.encode("utf-8", "surrogatepass"),
        failing=NOT_READ,
        language=language,
        taxonomy=[dataclasses.asdict(topic) for topic in taxonomy],
        earlier=[dataclasses.asdict(item) for item in earlier],
    )
    reading: Reading = _made(Reading, answer["reading"] | {"text": kept_text(text)})
    return reading


def _run(function: str, content: bytes, *, failing: str, **arguments: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = isolation.run(f"{__name__}:{function}", content, **arguments)
    except isolation.LimitMet as met:
        raise Unreadable(_SENTENCES[met.limit]) from met
    except isolation.AllBusy as busy:
        raise Unreadable(ALL_BUSY) from busy
    except isolation.ProcessFailed as failed:
        _log.error("%s failed: %s", function, failed)
        raise Unreadable(failing) from failed
    if "unreadable" in answer:
        message, values = answer["unreadable"]
        raise Unreadable(message, **values)
    if "unknown_language" in answer:
        raise UnknownLanguage(answer["unknown_language"])
    return answer


# In the process


def text_here(raw: bytes, *, name: str, changes: str | None) -> dict[str, Any]:
    """Return what ``files.text_of`` gives, or why it gives nothing, as values of JSON."""
    from ledger.reading.files import text_of as text_of_bytes

    try:
        return {"text": text_of_bytes(raw, name=name, changes=TrackedChanges(changes) if changes else None)}
    except Unreadable as reason:
        return {"unreadable": [reason.message, reason.values]}


def reading_here(
    raw: bytes, *, language: str | None, taxonomy: list[dict[str, Any]], earlier: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what ``reader.read`` gives, or why it gives nothing, as values of JSON; without the text."""
    from ledger.reading.reader import read as read_text

    try:
        reading = read_text(
            raw.decode("utf-8", "surrogatepass"),
            language=language,
            taxonomy=[_made(TopicPhrases, topic) for topic in taxonomy],
            earlier=[_made(EarlierItem, item) for item in earlier],
        )
    except UnknownLanguage as wrong:
        return {"unknown_language": wrong.guessed}
    found = dataclasses.asdict(dataclasses.replace(reading, text=""))
    if any(len(part) > MAX_MENTIONS for part in found.values() if isinstance(part, tuple)):
        return {"unreadable": [TOO_MANY, {"limit": MAX_MENTIONS}]}
    return {"reading": found}


# Values of JSON, as what they were


@cache
def _fields(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _made(shape: Any, value: Any) -> Any:
    """Rebuild a shape from its value of JSON: frozen rows, tuples and words of the vocabulary."""
    if value is None:
        return None
    if get_origin(shape) is UnionType:
        return _made(next(get_arg for get_arg in get_args(shape) if get_arg is not NoneType), value)
    if get_origin(shape) is tuple:
        parts = get_args(shape)
        if parts[-1] is Ellipsis:
            return tuple(_made(parts[0], each) for each in value)
        return tuple(_made(part, each) for part, each in zip(parts, value, strict=True))
    if dataclasses.is_dataclass(shape):
        fields = _fields(shape)  # type: ignore[arg-type]
        return shape(**{name: _made(fields[name], each) for name, each in value.items()})  # type: ignore[operator]
    return shape(value)
