"""The commands of the channel: each is in both documents, and every example answers as it says."""

import re
from pathlib import Path

import pytest

from logbook.locale import speaker
from logbook.verbs.settings import SETTINGS
from slash_commands import COMMANDS
from tests.docs.documents import read, table
from tests.docs.scene import at_sea, typed

_DOCUMENTS = {"en": "docs/commands.md", "fr": "docs/fr/commandes.md"}
_WHO = {
    "en": {"member": "everybody", "crew": "crew", "skipper": "skipper"},
    "fr": {"member": "tous", "crew": "équipiers", "skipper": "chef de bord"},
}
_EXAMPLE = re.compile(r"^```text\n(/.*?)\n```$", re.MULTILINE | re.DOTALL)
_CHANGES = "…"
"""Stands in an example for what differs from boat to boat."""


def _rows(language: str) -> dict[str, list[str]]:
    """Return the rows of the table of commands by what is typed."""
    rows = [[cell.replace("\\|", "|") for cell in row] for row in table(read(_DOCUMENTS[language]))]
    return {row[0]: row for row in rows if row[0].startswith("/")}


def _examples(language: str) -> list[tuple[str, str]]:
    """Return each line that is typed with what stands below it."""
    parts = []
    for block in _EXAMPLE.findall(read(_DOCUMENTS[language])):
        for part in re.split(r"^(?=/)", block, flags=re.MULTILINE):
            line, _, answer = part.strip("\n").partition("\n")
            if line:
                parts.append((line, answer))
    return parts


@pytest.mark.parametrize("language", _DOCUMENTS)
def test_every_trigger_is_told_with_its_hint_and_who_may_and_no_other(language: str) -> None:
    say = speaker(language)
    wanted = {
        f"/{command.trigger} {command.hint(say)}".rstrip(): _WHO[language][command.who]
        for command in COMMANDS
    }
    rows = _rows(language)
    assert list(rows) == list(wanted)
    for typed_so, who in wanted.items():
        assert re.match(rf"{who}\b", rows[typed_so][2]), (typed_so, who)


@pytest.mark.parametrize("language", _DOCUMENTS)
def test_every_trigger_is_shown_in_use(language: str) -> None:
    text = read(_DOCUMENTS[language]).partition("\n## ")[2]
    missing = [
        command.trigger
        for command in COMMANDS
        if not re.search(rf"(?<!\S)`?/{command.trigger}(?![\w-])", text)
    ]
    assert missing == []


@pytest.mark.parametrize("language", _DOCUMENTS)
def test_every_example_is_answered_as_the_document_says(language: str, tmp_path: Path) -> None:
    examples = _examples(language)
    assert len(examples) > 20
    with at_sea(tmp_path, language) as channel:
        for line, answer in examples:
            expected = re.escape(answer).replace(re.escape(_CHANGES), ".+")
            assert re.fullmatch(expected, typed(channel, line)), line


@pytest.mark.parametrize("language", _DOCUMENTS)
def test_every_setting_of_the_channel_is_told(language: str) -> None:
    told = " ".join(row[0] for row in table(read(_DOCUMENTS[language])))
    assert [name for name in SETTINGS if name not in re.findall(r"\w+", told)] == []
