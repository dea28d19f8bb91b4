"""What the documents say of the command line is what the parser knows, and the other way round."""

import argparse
import re
import shlex

import pytest

from logbook.chat import secrets
from logbook.console import setup
from logbook.console.arguments import COMMANDS, DATA, LANGUAGE, _parser
from logbook.locale import speaker
from tests.docs.documents import ENGLISH, FRENCH, read, shell_lines, spans

_ANOTHERS = {"--offline", "--require-hashes"}
"""Options in the documents that are other programs'."""
_VARIABLES = (DATA, LANGUAGE, setup.TOKEN, secrets.URL, secrets.TOKEN, secrets.CA)
"""What may be said in the environment."""


def _commands() -> dict[str, argparse.ArgumentParser]:
    for action in _parser(speaker("en"))._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the parser has no commands")


def _options() -> set[str]:
    return {
        option
        for command in _commands().values()
        for option in command._option_string_actions
        if option not in {"-h", "--help"}
    }


def _invocations(name: str) -> list[list[str]]:
    """Return the words after `app.py` of every line that runs it."""
    lines = [line for line in shell_lines(name) if "app.py" in line]
    return [shlex.split(line.split("app.py", 1)[1].split("&&")[0]) for line in lines]


@pytest.mark.parametrize("name", [*ENGLISH, *FRENCH])
def test_every_line_that_runs_the_program_is_understood_by_it(name: str) -> None:
    for words in _invocations(name):
        _parser(speaker("en")).parse_args(words)  # leaves with status 2 where it is not


def test_the_guides_show_how_to_run_the_program() -> None:
    assert all(_invocations(name) for name in ("README.md", "docs/log.md", *FRENCH[:2]))


@pytest.mark.parametrize("name", [*ENGLISH, *FRENCH])
def test_every_option_in_the_text_is_one_of_the_parser(name: str) -> None:
    told = {word for span in spans(name) for word in re.findall(r"(?<!\S)--[a-z]+", span)}
    assert told - _ANOTHERS <= _options() | {"--help"}


@pytest.mark.parametrize("name", [*ENGLISH, *FRENCH])
def test_every_span_that_begins_with_a_command_is_understood(name: str) -> None:
    for span in spans(name):
        words = span.replace("…", "").split()
        if len(words) > 1 and words[0] in _commands() and words[1].startswith("-"):
            known = _commands()[words[0]]._option_string_actions
            assert words[1] in known, span


def test_every_command_and_option_is_told_in_english_and_in_french() -> None:
    for names in (ENGLISH, FRENCH):
        text = "\n".join(read(name) for name in names)
        missing = [
            word
            for word in [*COMMANDS, *_options(), *_VARIABLES]
            if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
        ]
        assert missing == []


def test_the_table_of_commands_names_each_and_no_other() -> None:
    told = re.findall(r"^\| (`.*?) \|", read("README.md"), flags=re.MULTILINE)
    words = {span.split()[0] for cell in told for span in re.findall(r"`([^`]+)`", cell)}
    assert words == set(COMMANDS)
