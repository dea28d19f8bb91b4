"""The house rules: short files that say what they are, nothing silenced without a reason."""

import ast
import io
import os
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
PRODUCT: Final = ("app.py", "logbook", "slash_commands", "webhooks", "demo")

MOST_LINES: Final = 250
LONG: Final = 40
FEW: Final = 10

# Why each is left whole: a parser's options, a hot loop, or a list of steps in their one order.
LONG_FUNCTIONS: Final = {
    "app.py _serve",
    "demo/page/routes.py blueprint",
    "logbook/chat/registration.py register",
    "logbook/chat/sending.py send",
    "logbook/console/arguments.py _parser",
    "logbook/console/importing.py run",
    "logbook/model/track.py _swing",
    "logbook/recorder/left.py left",
    "logbook/watchkeeper/watchkeeper.py _open",
}

_SILENCED = re.compile(r"\bnoqa\b|\btype:\s*ignore\b")
_EXPLAINED = re.compile(
    r"#\s*(?:(?:ruff: )?noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[a-z, -]+\])"
    r"\s*[-#(]\s*\w.*\w\w"
)
_UNFINISHED = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")


def files(*suffixes: str) -> Iterator[Path]:
    """Give every file of the tree that ends so: not what tools made, nor what is installed."""
    for folder, below, names in os.walk(ROOT):
        below[:] = sorted(name for name in below if _ours(name))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(suffixes))


def _ours(folder: str) -> bool:
    return folder == ".ci" or not (folder.startswith(".") or folder in {"__pycache__", "build"})


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def product() -> list[Path]:
    return [path for path in files(".py") if path.relative_to(ROOT).parts[0] in PRODUCT]


def long_functions(source: str) -> list[str]:
    """Return the names of the functions of more than 40 lines, from `def` to the last line."""
    return [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONG
    ]


def unexplained(source: str) -> list[int]:
    """Return the lines where a tool is silenced without its code, or without a reason."""
    return [
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
        and _SILENCED.search(token.string)
        and not _EXPLAINED.match(token.string)
    ]


def folders(parent: Path) -> list[str]:
    return sorted(path.name for path in parent.iterdir() if path.is_dir() and _ours(path.name))


def test_the_walk_finds_the_whole_house() -> None:
    found = {named(path) for path in files(".py")}
    assert {"app.py", "logbook/config/keys.py", "tests/test_house.py"} <= found
    assert {path.relative_to(ROOT).parts[0] for path in product()} == set(PRODUCT)
    assert not any(name.startswith(".venv") for name in found)


def test_no_file_is_longer_than_250_lines() -> None:
    lengths = {named(path): len(path.read_text("utf-8").splitlines()) for path in files(".py")}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_the_first_line_of_every_module_says_what_it_is() -> None:
    silent = [named(path) for path in product() if not path.read_text("utf-8").startswith('"""')]
    assert silent == []


def test_few_functions_are_longer_than_40_lines_and_each_is_known() -> None:
    found = {
        f"{named(path)} {name}"
        for path in product()
        for name in long_functions(path.read_text("utf-8"))
    }
    assert found == LONG_FUNCTIONS
    assert len(found) <= FEW


def test_a_function_of_41_lines_is_long_and_one_of_40_is_not() -> None:
    source = "def short():\n" + "    x = 1\n" * 39 + "def long():\n" + "    x = 1\n" * 40
    assert long_functions(source) == ["long"]


def test_no_tool_is_silenced_without_a_code_and_a_reason() -> None:
    found = {named(path): unexplained(path.read_text("utf-8")) for path in files(".py")}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("comment", "good"),
    [
        ("noqa", False),
        ("noqa: BLE001", False),
        ("noqa: BLE001 -", False),
        ("noqa - the outermost boundary", False),
        ("noqa: BLE001 - the outermost boundary", True),
        ("noqa: S105 (the variable's name)", True),
        ("type: ignore", False),
        ("type: ignore # a forger's", False),
        ("type: ignore[arg-type]", False),
        ("type: ignore[arg-type] # by name", True),
    ],
)
def test_a_code_without_a_reason_is_noticed(comment: str, good: bool) -> None:
    assert unexplained(f"x = 1  # {comment}\n") == ([] if good else [1])
    assert unexplained(f'x = "# {comment}"\n') == []


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{named(path)}:{number}"
        for path in files(".py", ".md", ".po", ".js", ".css", ".html", ".example.toml")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if _UNFINISHED.search(line)
    ]
    assert found == []


def test_every_part_of_the_logbook_has_its_place_in_the_table_of_the_house() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    house = guide.split("## The house", 1)[1].split("\n## ", 1)[0]
    parts = folders(ROOT / "logbook")
    assert "store" in parts
    assert [part for part in parts if not re.search(rf"`(logbook/)?{part}/`", house)] == []


def test_every_folder_at_the_top_is_known_to_the_guide() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    tops = folders(ROOT)
    assert {".ci", "docs", "logbook", "tests"} <= set(tops)
    assert [top for top in tops if not re.search(rf"(?<![\w./]){re.escape(top)}/", guide)] == []
