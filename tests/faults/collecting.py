"""Every regular expression of the project, found in its source and built for every language of the reader.

A call of ``re``, ``compiled``, ``RegexValidator`` or ``re_path`` is found by its syntax, and its pattern evaluated with
the module's names, each language's wording and what the function around it assigns. A pattern that cannot be evaluated
so is reported: build it from constants and the wording alone.
"""

import ast
import importlib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ledger.reading.languages import wordings

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ledger", "config")
_FUNCTIONS = frozenset(
    {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
)
_BY_NAME = frozenset({"compiled", "RegexValidator", "re_path"})
_ANCHORED = frozenset({"match", "fullmatch"})
_MOST_CHOICES = 200


@dataclass(frozen=True)
class Found:
    """A pattern of the project: where it stands, and whether it is only ever asked at one place of a text."""

    place: str
    pattern: re.Pattern[Any]
    is_anchored: bool


class NotEvaluated(Exception):
    """The pattern at a place depends on more than constants and a wording."""


def source_files() -> Iterator[Path]:
    """The Python files of the project without its migrations."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file


def collect() -> tuple[list[Found], list[str]]:
    """Every pattern, each once per expression and flags, and the places whose pattern could not be evaluated."""
    found: dict[tuple[Any, int], Found] = {}
    unknown: list[str] = []
    for file in source_files():
        for place, call, tree, module in _calls(file):
            try:
                built = _built(call, tree, module)
            except NotEvaluated as error:
                unknown.append(f"{place}: {error}")
                continue
            is_anchored = _is_anchored(call, tree)
            for pattern in built:
                key = (pattern.pattern, pattern.flags)
                known = found.get(key)
                if known is None or (known.is_anchored and not is_anchored):
                    found[key] = Found(place, pattern, is_anchored)
    return [*found.values(), *_cues()], unknown


def _cues() -> Iterator[Found]:
    """The cues of each language one by one: together they are one pattern of too many parts to try them all."""
    for code, wording in wordings().items():
        for number, (act, cue) in enumerate(wording.clauses.cues):
            yield Found(f"ledger/reading/languages/{code}, cue {number} ({act})", re.compile(cue), False)


def _calls(file: Path) -> Iterator[tuple[str, ast.Call, ast.Module, str]]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for parent in ast.walk(tree):
        for child in ast.iter_child_nodes(parent):
            child.parent = parent  # type: ignore[attr-defined]
    relative = file.relative_to(ROOT)
    module = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_of_patterns(node):
            yield f"{relative}:{node.lineno}", node, tree, module


def _is_of_patterns(call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return function.value.id == "re" and function.attr in _FUNCTIONS
    return isinstance(function, ast.Name) and function.id in _BY_NAME


def _built(call: ast.Call, tree: ast.Module, module: str) -> list[re.Pattern[Any]]:
    if _is_inside(call, "compiled"):
        return []  # the function that compiles what others give it
    flags = _flags(call, module)
    try:
        names = vars(importlib.import_module(module))
    except Exception as error:
        raise NotEvaluated(repr(error)) from error
    sources: dict[Any, None] = {}
    for wording in wordings().values():
        for value in _values(call.args[0], call, {**names, **_stand_ins(wording)}):
            sources[value.pattern if isinstance(value, re.Pattern) else value] = None
    return [re.compile(source, flags) for source in sources]


def _stand_ins(wording: Any) -> dict[str, Any]:
    holder = SimpleNamespace(wording=wording)
    return {"wording": wording, "self": holder, "scene": holder}


def _flags(call: ast.Call, module: str) -> int:
    is_compile = not isinstance(call.func, ast.Attribute) or call.func.attr == "compile"
    given = [word.value for word in call.keywords if word.arg == "flags"]
    if (
        is_compile
        and len(call.args) > 1
        and not (isinstance(call.func, ast.Name) and call.func.id != "compiled")
    ):
        given.append(call.args[1])
    return int(eval(ast.unparse(given[0]), {"re": re})) if given else 0


def _values(expression: ast.expr, call: ast.AST, names: dict[str, Any]) -> list[Any]:
    """Every value of an expression, for all that its names may stand for in the function around it."""
    free = [
        node.id
        for node in ast.walk(expression)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    ]
    own = {
        node.id
        for node in ast.walk(expression)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    function = _function_around(call)
    local = _assigned(function) if function else {}
    choices: dict[str, list[Any]] = {}
    for name in dict.fromkeys(free):
        if name in local and name not in own and name not in {"wording", "self", "scene"}:
            choices[name] = [value for giver in local[name] for value in giver(names, function)]
    values: list[Any] = []
    for chosen in itertools.islice(itertools.product(*choices.values()), _MOST_CHOICES):
        space = {**names, **dict(zip(choices, chosen, strict=True))}
        try:
            values.append(eval(compile(ast.Expression(expression), "<pattern>", "eval"), space))
        except RecursionError:
            raise
        except Exception as error:
            raise NotEvaluated(f"{ast.unparse(expression)[:80]} ({error!r})") from error
    return values


def _assigned(function: ast.AST) -> dict[str, list[Any]]:
    """What a function assigns to its names, each as a function that gives the values."""
    found: dict[str, list[Any]] = defaultdict(list)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            for name, expression in _pairs(node.targets[0], node.value):
                found[name].append(lambda names, around, e=expression: _values(e, _Inside(around, e), names))
        elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.target, ast.Name):
            found[node.target.id].append(
                lambda names, around, e=node.iter: [
                    each for whole in _values(e, _Inside(around, e), names) for each in whole
                ]
            )
    return found


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif (
        isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts)
    ):
        for left, right in zip(target.elts, value.elts, strict=True):
            yield from _pairs(left, right)


class _Inside(ast.AST):
    """An expression's place: inside a function."""

    def __init__(self, function: ast.AST, expression: ast.expr) -> None:
        super().__init__()
        self.parent = function
        self.expression = expression


def _function_around(node: ast.AST) -> ast.AST | None:
    at: ast.AST | None = node
    while at is not None and not isinstance(at, ast.FunctionDef):
        at = getattr(at, "parent", None)
    return at


def _is_inside(node: ast.AST, name: str) -> bool:
    function = _function_around(node)
    return isinstance(function, ast.FunctionDef) and function.name == name


def _is_anchored(call: ast.Call, tree: ast.Module) -> bool:
    """Whether a pattern is only ever matched where a caller says, and never looked for from place to place."""
    function, parent = call.func, call.parent  # type: ignore[attr-defined]
    if isinstance(function, ast.Name) and function.id in {"RegexValidator", "re_path"}:
        return all(value.startswith("^") for value in [ast.literal_eval(call.args[0])])
    if isinstance(function, ast.Attribute) and function.attr != "compile":
        return function.attr in _ANCHORED
    if isinstance(parent, ast.Attribute):
        return parent.attr in _ANCHORED
    if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
        return _only_matched(parent.targets[0].id, tree)
    return False


def _only_matched(name: str, tree: ast.Module) -> bool:
    uses = [
        node.parent.attr if isinstance(node.parent, ast.Attribute) else ""  # type: ignore[attr-defined]
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    ]
    return name.startswith("_") and bool(uses) and set(uses) <= _ANCHORED
