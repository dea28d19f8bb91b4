"""Long texts, made to be slow to read: they hold up nobody, and the alarm is raised all the same.

While a regular expression is at work nothing else is, not even the recorder.
"""

import pytest

from logbook.verbs.typed.reading import names
from slash_commands import COMMANDS
from slash_commands.log_correct import parted
from tests.haste import within_cpu
from tests.slash_commands.channel import Channel
from tests.verbs.chat import LEO

_LONG = 16_000
_BEGUN = (
    "",
    "48 5",
    "N 48 5",
    "48°22' 5",
    "aboard Paul",
    "1 texte",
    "drop 30",
    "alarm marie",
    "forecast 1",
    "chart +",
    "+",
    "gpx",
)
_RUNS = (" ", "\n", ",", " ,", "1", "'", "°", " et ", " motif", "[", "`", "@a ", "-")


@pytest.mark.parametrize("trigger", [command.trigger for command in COMMANDS])
def test_no_command_is_slow_to_read_a_long_text(channel: Channel, trigger: str) -> None:
    channel.type("/log bonjour")
    for begun in _BEGUN:
        for run in _RUNS:
            with within_cpu(1.0):
                channel.type(f"/{trigger} {begun}{run * (_LONG // len(run))}x")


def test_what_is_longer_than_any_line_is_not_even_read(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slash_commands.log_fix.parse", lambda _: pytest.fail("was read"))
    told = channel.type(f"/log-fix 48 5{' ' * 20_000}x")
    assert "au plus 4000" in told
    assert channel.ship.entries() == []


def test_man_overboard_is_written_however_much_is_pasted_behind_it(channel: Channel) -> None:
    channel.type(f"/mob {'Léo ' * 10_000}", LEO)
    line = channel.last()
    assert line.draft.kind.value == "mob"
    assert "Léo Léo" in line.draft.text
    assert channel.ship.chat.posts == [], "it is the log's own line, and no cry for help beside it"


def test_names_are_parted_as_they_are_said() -> None:
    assert names("Paul,  Marie et Léo; Jean  Luc & Anne") == [
        "Paul",
        "Marie",
        "Léo",
        "Jean Luc",
        "Anne",
    ]
    assert names("et Paul and") == ["et Paul and"]


def test_a_reason_is_found_after_a_long_text() -> None:
    words = "a " * 5000
    assert parted(f"{words}raison: b") == (words.strip(), "b")
