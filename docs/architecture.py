"""Draw the packages of `ledger/` and which imports which: `docs/architecture.svg`.

    .venv/bin/python docs/architecture.py

The layers are those of `pyproject.toml` (import-linter), the arrows are the imports of the code as it is. Imports of
the lowest layers, which nearly every package has, are left out of the drawing and listed in its description.
"""

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
DRAWING = ROOT / "docs" / "architecture.svg"
GROUND = frozenset({"vocabulary", "models", "access", "days", "typed_text", "isolation"})
"""Packages and modules on which everything stands: no arrows lead to them."""
LEFT_OUT = frozenset({"apps", "urls", "migrations"})
WIDTH_PIXELS, BOX_WIDTH, BOX_HEIGHT, LAYER_HEIGHT, MARGIN = 1000, 124, 34, 92, 24
STYLE = """
  text { font: 14px sans-serif; fill: #1b1d20; text-anchor: middle; }
  rect { fill: #fff; stroke: #414b5c; }
  .layer { fill: #f3f2ec; stroke: none; }
  path { fill: none; stroke: #7b8087; marker-end: url(#head); }
"""


def layers() -> list[list[str]]:
    """Return the packages of each layer, from the top, as import-linter is told of them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    lines = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    present = {path.stem for path in (ROOT / "ledger").iterdir() if path.suffix in {"", ".py"}}
    named = [[name for name in re.findall(r"\w+", line) if name in present - LEFT_OUT] for line in lines]
    return [names for names in named if names]


def imports() -> set[tuple[str, str]]:
    """Return pairs of packages of which the first imports the second."""
    graph = grimp.build_graph("ledger", cache_dir=None)
    return {
        (importer, imported)
        for module in graph.modules
        for found in graph.find_modules_directly_imported_by(module)
        for importer, imported in [(_package(module), _package(found))]
        if importer != imported and not {importer, imported} & (LEFT_OUT | {""})
    }


def _package(module: str) -> str:
    """The part of a module's name below `ledger`: "ledger.views.item" is in "views"."""
    return module.partition(".")[2].partition(".")[0]


def draw() -> str:
    """Return the drawing as SVG; the same imports give the same text."""
    rows = layers()
    height = len(rows) * LAYER_HEIGHT + MARGIN
    centres = {
        name: (WIDTH_PIXELS * (place + 1) // (len(names) + 1), MARGIN + row * LAYER_HEIGHT + BOX_HEIGHT // 2)
        for row, names in enumerate(rows)
        for place, name in enumerate(names)
    }
    pairs = sorted(imports())
    arrows = [_arrow(centres[start], centres[end]) for start, end in pairs if end not in GROUND]
    bands = [
        f'<rect class="layer" x="4" y="{MARGIN + row * LAYER_HEIGHT - 12}" width="{WIDTH_PIXELS - 8}" '
        f'height="{BOX_HEIGHT + 24}" rx="6"/>'
        for row in range(len(rows))
    ]
    boxes = [_box(name, *centres[name]) for name in centres]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH_PIXELS} {height}" role="img">',
            "<title>Packages of ledger/ and their imports</title>",
            f"<desc>{escape(_in_words(pairs))}</desc>",
            f"<style>{STYLE}</style>",
            '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7"',
            ' orient="auto"><path d="M0 0 8 4 0 8z" style="fill:#7b8087;stroke:none"/></marker></defs>',
            f'<rect x="0" y="0" width="{WIDTH_PIXELS}" height="{height}" style="stroke:none"/>',
            *bands,
            *arrows,
            *boxes,
            "</svg>\n",
        ]
    )


def _box(name: str, x: int, y: int) -> str:
    left, top = x - BOX_WIDTH // 2, y - BOX_HEIGHT // 2
    box = f'<rect x="{left}" y="{top}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="4"/>'
    return f'{box}<text x="{x}" y="{y + 5}">{name}</text>'


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    (from_x, from_y), (to_x, to_y) = (
        (start[0], start[1] + BOX_HEIGHT // 2),
        (end[0], end[1] - BOX_HEIGHT // 2),
    )
    bend = (to_y - from_y) // 2
    return f'<path d="M{from_x} {from_y}C{from_x} {from_y + bend} {to_x} {to_y - bend} {to_x} {to_y}"/>'


def _in_words(pairs: Iterable[tuple[str, str]]) -> str:
    """Every import in words: "accounts imports access, models. actions imports …"."""
    found: dict[str, list[str]] = {}
    for importer, imported in pairs:
        found.setdefault(importer, []).append(imported)
    return " ".join(f"{importer} imports {', '.join(names)}." for importer, names in found.items())


if __name__ == "__main__":
    DRAWING.write_text(draw(), encoding="utf-8")
