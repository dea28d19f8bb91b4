"""What the code says and what the catalogues hold are the same, by reading the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.locale.test_catalogues import fields, language

ROOT = Path(__file__).parents[2]
PARTS = ("app.py", "logbook", "slash_commands", "webhooks", "demo")
NAME = re.compile(r"[a-z0-9_]+(\.[A-Za-z0-9_]+)+")
SPEAKING = {"Refusal", "say", "refusal"}


def files() -> list[Path]:
    return [
        path
        for part in PARTS
        for path in ([ROOT / part] if part.endswith(".py") else sorted((ROOT / part).rglob("*.py")))
        if path.exists()
    ]


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in files():
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def pattern(node: ast.expr) -> re.Pattern[str] | None:
    """Return what names a literal or an f-string can give, None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.compile(re.escape(node.value))
    if isinstance(node, ast.JoinedStr):
        parts = (
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+"
            for part in node.values
        )
        return re.compile("".join(parts))
    return None


def whole_literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the literal texts that are not a part of an f-string."""
    parts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def spoken() -> Iterator[tuple[str, ast.Call, re.Pattern[str]]]:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in SPEAKING and node.args:
                found = pattern(node.args[0])
                if found is not None:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node, found


def test_every_sentence_that_is_spoken_stands_in_the_catalogues() -> None:
    names = language("fr")
    missing = [
        (where, said.pattern)
        for where, _, said in spoken()
        if not any(said.fullmatch(name) for name in names)
    ]
    assert not missing, "\n".join(map(str, missing))


def test_every_literal_that_looks_like_a_sentence_s_name_is_one() -> None:
    names = language("fr")
    areas = {name.partition(".")[0] for name in names}
    strangers = [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node.value)
        for path, tree in trees()
        # The ids there are Mattermost's own.
        if not path.is_relative_to(ROOT / "demo" / "standin")
        for node in whole_literals(tree)
        if NAME.fullmatch(str(node.value))
        and str(node.value).partition(".")[0] in areas
        and node.value not in names
    ]
    assert not strangers, "\n".join(map(str, strangers))


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_fact_that_a_sentence_tells_is_given_where_it_is_spoken(code: str) -> None:
    names = language(code)
    wanting = []
    for where, call, _ in spoken():
        given = {keyword.arg for keyword in call.keywords}
        # With **facts or a name that is put together, only running it can tell.
        if None in given or not isinstance(call.args[0], ast.Constant):
            continue
        told = fields(names.get(str(call.args[0].value), ()))
        wanting += [(where, field) for field, _ in told if field not in given]
    assert not wanting, "\n".join(map(str, wanting))


def test_no_sentence_stands_in_the_catalogues_unused() -> None:
    used: list[re.Pattern[str]] = []
    literals: set[str] = set()
    for _, tree in trees():
        literals |= {str(node.value) for node in whole_literals(tree)}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                found = pattern(node)
                if found is not None and re.match(r"[a-z0-9_]+\\\.", found.pattern):
                    used.append(found)
    unused = [
        name
        for name in language("fr")
        if name not in literals and not any(one.fullmatch(name) for one in used)
    ]
    assert not unused, "\n".join(unused)
