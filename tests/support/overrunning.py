"""Functions that take too much, to be run in a process of their own."""

import os
import time
from typing import Any


def loop(_content: bytes) -> None:
    """Take processor time without end."""
    while True:
        pass


def match_without_end(_content: bytes) -> None:
    """Take processor time in C, where no Python code runs."""
    import re

    re.match(r"(?:a+)+b", "a" * 60)


def sleep(_content: bytes) -> None:
    """Take no processor time, and no end."""
    time.sleep(600)


def allocate(_content: bytes) -> int:
    """Take memory without end."""
    held = []
    while True:
        held.append(bytearray(2**20))


def answer(content: bytes, size: int) -> str:
    """Answer with that many characters."""
    return content.decode() * size


def fail(content: bytes) -> None:
    """Fail with the content in the error's words."""
    raise ValueError(content.decode())


def end(_content: bytes, code: int) -> None:
    """End without an answer."""
    os._exit(code)


def environment(_content: bytes) -> dict[str, Any]:
    """The environment's variables."""
    return dict(os.environ)


def wait(content: bytes) -> str:
    """Take a moment."""
    time.sleep(float(content))
    return "done"
