"""Layouts of known lists, as mappings in ``known/``; a made-up sample of each is in ``fixtures/imports/``."""

import re
from pathlib import Path

_NAME = re.compile(r"[a-z0-9-]{1,40}")
_FOLDER = Path(__file__).parent / "known"


def layouts() -> list[str]:
    """Return the names of the layouts, in order."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def layout_named(name: str) -> str:
    """Return a layout as TOML; empty where no layout has the name."""
    if not _NAME.fullmatch(name) or name not in layouts():
        return ""
    return (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
