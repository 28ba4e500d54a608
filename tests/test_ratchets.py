"""Limits that the project's own code keeps, each a ratchet: lower it when the code allows, and never raise it."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("config", "ledger")

MAX_FUNCTION_LINES, LONGER_FUNCTIONS = 45, 0
MAX_COMPLEXITY, MORE_COMPLEX_FUNCTIONS = 12, 0
"""A limit, and how many functions may be over it."""
BARE_ANYS = 198
"""Annotations that are ``Any`` alone, not ``dict[str, Any]``."""
LOOPS_OVER_ONE = 0
"""Loops and comprehensions whose variable is called ``one``, which does not say what it holds."""
SHARED_CLASS_NAMES = 0
"""Names that two or more classes have."""
IMPORTS_BETWEEN_TEST_FOLDERS = 0
"""Imports from one folder of tests into another. To become 0: what is shared belongs to ``tests/support``."""

NAMES_BY_DJANGO = frozenset({"Command", "Meta", "Media", "Migration"})
"""Every management command is a class Command; the others are nested classes."""
DATABASE_FOLDERS = ("models", "recording", "filters")
"""Folders of which every module that uses the database runs on PostgreSQL too."""

NOT_VERBS = frozenset(
    {"A", "An", "Every", "How", "It", "One", "The", "Those", "What", "Where", "Whether", "Which"}
) | frozenset({"Who", "Whose", "Why"})
"""Words with which a function's docstring does not begin: it says what the function does, by a verb."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the project but its migrations, by path."""
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in file.parts:
                yield str(file.relative_to(ROOT)), ast.parse(file.read_text(encoding="utf-8"))


def functions() -> Iterator[tuple[str, Function]]:
    """Every function of the project by a name such as ``opening.open_item``."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield f"{Path(path).stem}.{node.name}", node


def lines_of(function: Function) -> int:
    """The lines of a function, its docstring and signature among them."""
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


def complexity_of(function: Function) -> int:
    """The cyclomatic complexity, counted as radon counts it: comprehensions and nested functions among it."""
    return 1 + sum(map(_branches, ast.walk(function)))


def _branches(node: ast.AST) -> int:
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.For | ast.AsyncFor | ast.While):
        return 1 + bool(node.orelse)
    if isinstance(node, ast.Try):
        return len(node.handlers) + bool(node.orelse)
    return int(isinstance(node, ast.If | ast.IfExp | ast.Assert | ast.Lambda | ast.match_case))


def bare_anys(tree: ast.Module) -> int:
    """How many annotations of arguments, results and variables are ``Any`` alone."""
    annotations = [
        annotation
        for node in ast.walk(tree)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
    ]
    return sum(isinstance(annotation, ast.Name) and annotation.id == "Any" for annotation in annotations)


def over(sizes: Iterator[tuple[str, int]], limit: int) -> list[str]:
    """What is larger than a limit, the largest first."""
    found = sorted(((size, name) for name, size in sizes if size > limit), reverse=True)
    return [f"{name}: {size}" for size, name in found]


def test_functions_fit_on_a_screen() -> None:
    found = over(((name, lines_of(function)) for name, function in functions()), MAX_FUNCTION_LINES)
    assert len(found) <= LONGER_FUNCTIONS, "\n".join(found)


def test_functions_are_not_complex() -> None:
    found = over(((name, complexity_of(function)) for name, function in functions()), MAX_COMPLEXITY)
    assert len(found) <= MORE_COMPLEX_FUNCTIONS, "\n".join(found)


def test_complexity_counts_what_branches() -> None:
    source = """
def function(values, found):
    if values and found or not values:
        return [value for value in values if value]
    for value in values:
        try:
            assert value
        except ValueError:
            return value if found else None
"""
    [function] = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    # 1, if 1, and/or 2, comprehension 1 + if 1, for 1, except 1, assert 1, conditional expression 1
    assert complexity_of(function) == 10


def test_bare_any_becomes_rarer() -> None:
    found = Counter({path: bare_anys(tree) for path, tree in modules()})
    assert found.total() <= BARE_ANYS, found.most_common(20)


def test_docstrings_of_functions_begin_with_a_verb() -> None:
    """A property's says what its value is: it is read as a value."""
    found = [
        f"{name}: {docstring.splitlines()[0]}"
        for name, function in functions()
        if not any("property" in ast.unparse(decorator) for decorator in function.decorator_list)
        if (docstring := ast.get_docstring(function)) and docstring.split()[0] in NOT_VERBS
    ]
    assert found == []


def test_no_loop_variable_is_called_one() -> None:
    found = Counter(
        path
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.For | ast.comprehension)
        if isinstance(node.target, ast.Name) and node.target.id == "one"
    )
    assert found.total() <= LOOPS_OVER_ONE, found.most_common(20)


def test_no_loop_of_a_template_is_called_one() -> None:
    templates = (ROOT / "ledger" / "templates").rglob("*.*")
    found = [str(file.relative_to(ROOT)) for file in templates if "{% for one in" in file.read_text("utf-8")]
    assert found == []


def test_a_class_name_means_one_class() -> None:
    paths = defaultdict(list)
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name not in NAMES_BY_DJANGO:
                paths[node.name].append(path)
    shared = {name: where for name, where in paths.items() if len(where) > 1}
    assert len(shared) <= SHARED_CLASS_NAMES, shared


# --- How the tests themselves are ordered


def test_folders_of_tests_import_nothing_of_each_other() -> None:
    found = []
    for file in sorted((ROOT / "tests").rglob("*.py")):
        folder = file.relative_to(ROOT / "tests").parts[0]
        for name in re.findall(
            r"^(?:from|import) (tests\.\w+\.\w+)", file.read_text(encoding="utf-8"), re.MULTILINE
        ):
            there = name.split(".")[1]
            if there not in {folder, "support"}:
                found.append(f"{file.relative_to(ROOT)} imports {name}")
    assert len(found) <= IMPORTS_BETWEEN_TEST_FOLDERS, "\n".join(found)


def test_what_concerns_the_database_runs_on_both() -> None:
    unmarked = []
    for folder in DATABASE_FOLDERS:
        for file in sorted((ROOT / "tests" / folder).glob("test_*.py")):
            text = file.read_text(encoding="utf-8")
            if "django_db" in text and not re.search("both_databases|postgres_only|sqlite_only", text):
                unmarked.append(str(file.relative_to(ROOT)))
    assert unmarked == []


def test_times_on_pages_say_their_zone():
    """A time of day without its zone is another one for who reads it elsewhere."""
    bare = [
        (path.name, line.strip())
        for path in (ROOT / "ledger" / "templates").rglob("*.html")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r'date:"[^"]*H:i(:s)?"', line)
    ]
    assert bare == []
