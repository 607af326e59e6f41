"""Rules of the design that an import contract cannot say; pyproject.toml holds those that it can."""

import ast
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

PACKAGE = Path(__file__).parents[2] / "pipeline"
MODULES = MappingProxyType(
    {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
)
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60

DISK = ("os", "shutil", "tempfile", "io", "glob", "mmap", "subprocess", "pathlib", "importlib.resources", "builtins.open")
NO_DISK = ("pathlib.PurePosixPath", "io.BufferedReader", "io.BytesIO", "io.StringIO")
MAY_TOUCH_THE_DISK = MappingProxyType(
    {
        "files/__init__.py": "it is the door",
        "files/finding.py": "finds files for it",
        "files/locking.py": "holds files for it",
        "files/package.py": "reads what is shipped with the program",
        "files/watching.py": "watches files for it",
        "cli.py": "closes a broken pipe",
        "commands/jobs.py": "counts the cores",
        "machine.py": "looks at this machine, outside every publication",
        "portal/full_text.py": "starts Pagefind",
        "renderers/pdf/fonts.py": "finds the fonts of the system, which lie outside every publication",
        "validators/axe.py": "finds the browser",
        "validators/nu.py": "finds Java, and starts it",
    }
)

OUTPUT = ("builtins.print", "sys.stdout", "sys.stderr", "sys.exit", "builtins.SystemExit", "builtins.input")
MAY_PRINT_OR_EXIT = MappingProxyType({"cli.py": "it is the command"})


def uses(source: str) -> Iterator[str]:
    """Yield what a module imports, the built-in functions that it names, and the attributes of modules, as dotted names."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.Attribute(value=ast.Name(id=owner), attr=attribute):
                yield f"{owner}.{attribute}"
            case ast.Name(id=name):
                yield f"builtins.{name}"
            case _:
                pass


def modules_using(forbidden: tuple[str, ...], *, apart_from: tuple[str, ...] = ()) -> set[str]:
    def is_forbidden(name: str) -> bool:
        return name not in apart_from and any(name == each or name.startswith(f"{each}.") for each in forbidden)

    return {module for module, source in MODULES.items() if any(map(is_forbidden, uses(source)))}


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the number of lines of each function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_only_files_touches_the_disk() -> None:
    assert modules_using(DISK, apart_from=NO_DISK) == set(MAY_TOUCH_THE_DISK)


def test_only_the_command_prints_or_exits() -> None:
    assert modules_using(OUTPUT) == set(MAY_PRINT_OR_EXIT)


def test_no_module_is_too_long_to_read_in_one_sitting() -> None:
    lengths = {module: len(source.splitlines()) for module, source in MODULES.items()}
    assert {module: length for module, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_a_page() -> None:
    lengths = {f"{module}: {name}": length for module, source in MODULES.items() for name, length in functions(source)}
    assert {function: length for function, length in lengths.items() if length > LONGEST_FUNCTION} == {}
