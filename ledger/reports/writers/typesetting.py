"""Typst, as the writers use it: our fonts and no others, no clock, data that is never read as markup."""

import datetime
import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

FONTS = Path(__file__).with_name("fonts")
STANDARD = "ua-1"

PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def pdf(template: Path, data: dict[str, Any], moment: datetime.datetime) -> bytes:
    """Return a tagged PDF of the data, dated ``moment`` (UTC). PDF/UA-1, unless no font here has some letter
    of the data.

    The standard forbids a letter without a shape; such a name is told as a box rather than the whole report refused.
    """
    given = {"data": json.dumps(data, ensure_ascii=False)}
    try:
        return _compile(template.read_bytes(), given, "pdf", moment=moment, pdf_standards=STANDARD)
    except typst.TypstError as fault:
        if "could not be displayed" not in str(fault):
            raise
    return _compile(template.read_bytes(), given, "pdf", moment=moment, pdf_standards=[])


@cache
def png(svg: str) -> bytes:
    """Return a picture in pixels, at three for each unit of the drawing."""
    return _compile(PICTURE, {"svg": svg}, "png", ppi=216.0)


def _compile(
    source: bytes,
    given: dict[str, str],
    form: Literal["pdf", "png"],
    *,
    moment: datetime.datetime | None = None,
    **options: Any,
) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)
        made = typst.compile(
            source, format=form, font_paths=_fonts(), sys_inputs=given, timestamp=moment, **options
        )
    if not isinstance(made, bytes):
        raise TypeError("expected one file")
    return made
